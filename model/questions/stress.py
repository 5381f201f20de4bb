"""Does it hold up: in which share of plausible worlds each scenario meets a goal, and where it breaks.

Every scenario meets the same worlds (``worlds.py``). Where the goal fails in at most half of them, the box that PRIM
finds says where it fails; where it fails in more, the box says where it still holds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.bands import summary
from model.errors import SolveError
from model.goal import HELD, Goal
from model.outcome import HEADLINES, Floats
from model.questions.prim import Box, find_box
from model.questions.regret import DISTANCE, RegretTable, regret_table
from model.questions.worlds import Cell, Solved, Worlds, sampled, solve_in
from model.solve import solve

if TYPE_CHECKING:
    from model.case import Case, Edit
    from model.scenario import Scenario

WORLDS = 1000
FEWEST_CASES = 10  # of interest, for a box to be looked for
CONFIDENCE_SCORE = 1.959963984540054  # of a 95 % interval
CHANCE_SCORE = 3.89  # rank correlation with the margin, in its standard errors: 1 in 10,000 by chance
DEPARTURES = 3  # inputs named of the nearest world in which the goal turns
MOST_FAILING = 0.5  # share of worlds; past it, the box says where the goal holds
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Departure:
    """An input of a world beside its value as things stand, in its unit."""

    cell: Cell
    value: float
    stands_at: float


@dataclass(frozen=True, slots=True)
class Turning:
    """The world nearest to things as they stand in which the goal turns: its row, and what differs most of what tells.

    ``fails`` says whether it is one in which the goal fails, or one in which a goal that fails as things stand holds.
    """

    fails: bool
    world: int
    departures: tuple[Departure, ...]


@dataclass(frozen=True, slots=True)
class Breaking:
    """Where a scenario fails, or where it holds: a box over the worlds' axes, by the cells of its sides' columns."""

    failing: bool  # what the box is about: failing worlds, or those that hold
    box: Box
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Tested:
    """One scenario: share of worlds in which the goal holds, with its Wilson interval, and where it breaks.

    ``holds`` [worlds] and ``margin`` [worlds], the least slack over targets; ``bands`` are mean, low90, low50, high50,
    high90 of each headline over the worlds. ``unsolved`` counts worlds without an equilibrium; they take no part.
    """

    scenario: Scenario
    share: float
    low: float
    high: float
    holds: Mask = field(repr=False)
    margin: Floats = field(repr=False)
    bands: Mapping[str, tuple[float, float, float, float, float]] = field(repr=False)
    unsolved: int
    breaking: Breaking | None
    stands: bool  # whether the goal holds as things stand
    turning: Turning | None


@dataclass(frozen=True)
class Stress:
    """What a stress test found: the goal, the worlds, each scenario in its order, and the regrets among them."""

    goal: Goal
    worlds: Worlds = field(repr=False)
    tested: tuple[Tested, ...]
    regret: RegretTable


def stress_test(
    case: Case,
    scenarios: Sequence[Scenario],
    goal: Goal,
    plan: Plan | None = None,
    *,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Stress:
    """Test scenarios of one call against a goal over the same worlds.

    Raises GoalError for a goal that cannot be asked, ModelError for scenarios of several calls, ExtraError without
    SciPy, CancelledError once ``cancelled``.
    """
    plan = plan or Plan()
    for scenario in scenarios:
        goal.checked(replace(scenario, pins=()))  # a pinned firm is a fact that a goal may speak of
    worlds = sampled(case, scenarios[0].call, plan.worlds, plan.seed, plan.held)
    tested, values = [], []
    for place, scenario in enumerate(scenarios):

        def tell(share: float, before: int = place) -> None:
            progress((before + share) / len(scenarios))

        solved = solve_in(worlds, scenario, tell, cancelled)
        margins = goal.slacks(solved.p, dict(solved.headline), scenario.firm_ids)
        missed = np.maximum(-margins, 0.0).sum(axis=-1)
        stands = goal.held_by(solve(case, scenario))
        tested.append(_tested(worlds, solved, np.min(margins, axis=-1), stands))
        values.append({**solved.headline, DISTANCE: missed})
    progress(1.0)
    return Stress(goal, worlds, tuple(tested), regret_table(values))


@dataclass(frozen=True, slots=True)
class Plan:
    """How many worlds, of which seed, and the cells that keep their value: those that were edited by hand."""

    worlds: int = WORLDS
    seed: int = 0
    held: frozenset[Cell] = frozenset()


def held_cells(edits: Sequence[Edit]) -> frozenset[Cell]:
    """Return the cells that were edited by hand: who types a value means it, so it stands in every world."""
    return frozenset((edit.table, edit.row, edit.column) for edit in edits)


def wilson_interval(hits: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson (1927): it stays within 0 and 1 and is sound for 0 of n."""
    square = CONFIDENCE_SCORE**2
    middle = (hits + square / 2.0) / (count + square)
    half = CONFIDENCE_SCORE / (count + square) * math.sqrt(hits * (count - hits) / count + square / 4.0)
    return middle - half if hits else 0.0, middle + half if hits < count else 1.0  # exact at the ends


def _tested(worlds: Worlds, solved: Solved, margin: Floats, stands: bool) -> Tested:
    found = solved.found
    if not found.any():
        raise SolveError(
            f"Scenario {solved.scenario.name}: no world has an equilibrium. Move a lever back or raise noise_bn.",
            f"시나리오 {solved.scenario.name}: 균형이 있는 상황이 없습니다. 정책 수단을 되돌리거나 noise_bn을 높여 "
            "주십시오.",
        )
    holds = found & (margin >= -HELD)
    hits, count = int(holds.sum()), int(found.sum())
    low, high = wilson_interval(hits, count)
    telling = _telling(worlds.values[found], margin[found])
    return Tested(
        scenario=solved.scenario,
        share=hits / count,
        low=low,
        high=high,
        holds=holds,
        margin=margin,
        bands={name: _five(solved.headline[name]) for name in HEADLINES},
        unsolved=worlds.count - count,
        breaking=_breaking(worlds, found, holds, telling),
        stands=stands,
        turning=_turning(worlds, found & ~holds if stands else holds, telling, stands),
    )


def _five(values: Floats) -> tuple[float, float, float, float, float]:
    mean, low90, low50, high50, high90 = (float(one) for one in summary(values))
    return mean, low90, low50, high50, high90


def _telling(values: Floats, margin: Floats) -> Floats:
    """Return each axis's squared rank correlation with the margin, nil where chance explains it, [axes]."""
    ranks = np.argsort(np.argsort(values, axis=0, kind="stable"), axis=0, kind="stable").astype(np.float64)
    order = np.argsort(np.argsort(margin, kind="stable"), kind="stable").astype(np.float64)
    ranks -= ranks.mean(axis=0)
    order -= order.mean()
    scale = np.sqrt((ranks**2).sum(axis=0) * (order**2).sum())
    correlation = (ranks * order[:, None]).sum(axis=0) / np.maximum(scale, 1e-300)
    by_chance = np.abs(correlation) * math.sqrt(len(margin) - 1) < CHANCE_SCORE
    return np.where(by_chance, 0.0, correlation**2)


def _breaking(worlds: Worlds, found: Mask, holds: Mask, telling: Floats) -> Breaking | None:
    """Look for a box over the axes that tell; None where too few worlds fail, or hold, or none of them tells."""
    fails = (found & ~holds)[found]
    failing = bool(fails.mean() <= MOST_FAILING)
    interest = fails if failing else ~fails
    columns = np.flatnonzero(telling)
    if interest.sum() < FEWEST_CASES or not columns.size:
        return None
    box = find_box(worlds.values[found][:, columns], interest)
    if box is None:
        return None
    return Breaking(failing, box, tuple(worlds.axes[column].cell for column in columns))


def _turning(worlds: Worlds, turned: Mask, telling: Floats, fails: bool) -> Turning | None:
    """Return the turned world nearest to things as they stand; distance is weighed by what tells of the margin."""
    rows = np.flatnonzero(turned)
    if not rows.size or not telling.any():
        return None
    stands = np.array([axis.value for axis in worlds.axes])
    span = np.array([axis.high - axis.low for axis in worlds.axes])
    parts = telling * ((worlds.values[rows] - stands) / span) ** 2
    nearest = int(np.argmin(parts.sum(axis=1)))
    world = int(rows[nearest])
    order = np.argsort(-parts[nearest], kind="stable")[:DEPARTURES]
    return Turning(
        fails,
        world,
        tuple(
            Departure(worlds.axes[at].cell, float(worlds.values[world, at]), worlds.axes[at].value)
            for at in order.tolist()
            if parts[nearest, at] > 0.0
        ),
    )

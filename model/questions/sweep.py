"""What becomes of a policy along one lever, or over the plane of two: every chance and headline on a grid of values.

Policies of a grid are solved together wherever they share the rules of the contest, and tournaments are shared by all
that have the same strengths. A coarse grid shows the lie of the land at once; a finer one starts from its solution.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.claims import DroppedError
from model.errors import LeverError
from model.game import build_game, field_of, point_parameters, rules_of, scenario_rules
from model.headline import headline_arrays
from model.layout import Rules, layout_of
from model.levers import Lever
from model.newton import log_odds_of, logistic
from model.outcome import HEADLINES, Floats
from model.questions.along import Dropped, moves_strengths, never
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Ints = NDArray[np.intp]

MOST_AXES = 2
COARSE, FINE = 16, 64  # values an axis, unless many sets of winners make each policy slow
MOST_CASES = 12  # values of a count that are told apart
WORK = {COARSE: 60_000, FINE: 400_000}  # of a map, in sets of winners times policies
CONTEST_WORK = 1 / 48  # of a tournament for each set and each subset of its pool, in the same unit
MOST_AT_ONCE = 8_000  # of the same in one batch; between batches the question can be dropped


@dataclass(frozen=True)
class Axis:
    """A lever and its values, ascending, in its own unit; values between a lever's legal ones are allowed."""

    lever: Lever
    values: Floats = field(repr=False)

    def __post_init__(self) -> None:
        """Make the values read-only."""
        self.values.setflags(write=False)

    @property
    def smooth(self) -> bool:
        """Whether to draw it as a range: a number, or a count with many values; others are a few separate cases."""
        return self.lever.kind == "number" or (self.lever.kind == "integer" and len(self.values) > MOST_CASES)


@dataclass(frozen=True)
class Sweep:
    """Chances [.., n] and headlines [..] on a grid: one array axis a lever, in the order of ``axes``; read-only."""

    scenario: Scenario = field(repr=False)  # the other levers and the pins are as here
    axes: tuple[Axis, ...]
    joining: Floats = field(repr=False)
    headline: Mapping[str, Floats] = field(repr=False)

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for array in (self.joining, *self.headline.values()):
            array.setflags(write=False)

    @property
    def levers(self) -> tuple[str, ...]:
        """The ids of the levers swept."""
        return tuple(axis.lever.id for axis in self.axes)

    def figure(self, name: str) -> Floats:
        """Return a headline or a firm's chance to join by id, [..]; LeverError names those that there are."""
        if name in self.headline:
            return self.headline[name]
        if name in self.scenario.firm_ids:
            return np.asarray(self.joining[..., self.scenario.firm_ids.index(name)])
        known = ", ".join((*self.headline, *self.scenario.firm_ids))
        raise LeverError(
            f"There is no figure {name!r} to sweep. Figures: {known}.",
            f"지표 {name!r}이(가) 없습니다. 사용할 수 있는 지표: {known}",
        )

    def is_of(self, scenario: Scenario, levers: Sequence[str]) -> bool:
        """Say whether it holds for a policy: same call and pins, same levers apart from those swept."""
        return (
            self.levers == tuple(levers)
            and (self.scenario.call, self.scenario.pins) == (scenario.call, scenario.pins)
            and set(scenario.changed_from(self.scenario)) <= set(levers)
        )


def axis_of(lever: Lever, most: int = FINE) -> Axis:
    """Return a lever's whole range in at most so many values: evenly if it is a number, else legal values only."""
    if lever.kind == "number":
        return Axis(lever, np.linspace(lever.low, lever.high, most))
    steps = round((lever.high - lever.low) / lever.step)
    places = np.arange(steps + 1) if steps < most else np.unique(np.round(np.linspace(0, steps, most)))
    return Axis(lever, np.asarray(lever.low + places * lever.step, dtype=np.float64))


def map_axes(case: Case, scenario: Scenario, levers: Sequence[str], most: int = FINE) -> tuple[Axis, ...]:
    """Return the axes of a map, COARSE or FINE, with fewer values where each policy is slow."""
    chosen = [case.lever(lever) for lever in levers]
    for size in range(most, 4, -4):
        axes = tuple(axis_of(lever, size) for lever in chosen)
        if _work(case, scenario, axes) <= WORK[most]:
            break
    return axes


def sweep(
    case: Case,
    scenario: Scenario,
    axes: Sequence[Axis],
    near: Sweep | None = None,
    dropped: Dropped = never,
) -> Sweep:
    """Solve a scenario on a grid of one or two levers.

    Every policy is on the branch from one half, unless ``near`` is a coarser sweep of the same levers: then Newton
    begins at what lies between its policies. Raises LeverError for no, three or equal levers, SolveError as solve
    does, DroppedError once ``dropped`` says so.
    """
    axes = _checked(axes)
    shape = tuple(len(axis.values) for axis in axes)
    table, cells = _policies(scenario, axes)
    start = None if near is None else _between(near, axes).reshape(len(table), -1)
    joining = np.empty((len(table), len(scenario.firm_ids)))
    headline = {name: np.empty(len(table)) for name in HEADLINES}
    pins, parameters = pins_of((scenario,)), point_parameters(case)
    columns = [scenario.levers.index(axis.lever) for axis in axes]
    strong = [place for place, axis in enumerate(axes) if moves_strengths(axis.lever.id)]
    here = scenario_rules(case, scenario)
    for rows, rules in _batches(case, scenario, table, cells[:, strong]):
        if dropped():
            raise DroppedError
        levers = {lever.id: _column(table[rows], at, at in columns) for at, lever in enumerate(scenario.levers)}
        kept_as = None if strong else ("prospects" if rules == here else "along")
        game = build_game(case, scenario.call, rules, _even(levers, bool(strong)), parameters, kept_as=kept_as)
        joining[rows] = equilibrium(game, pins, None if start is None else start[rows], dropped).p
        found = headline_arrays(game, joining[rows], game.prospects.expected(joining[rows]))
        for name, values in found.items():
            headline[name][rows] = values
    shaped = {name: values.reshape(shape) for name, values in headline.items()}
    return Sweep(scenario, axes, joining.reshape(*shape, -1), MappingProxyType(shaped))


def _checked(axes: Sequence[Axis]) -> tuple[Axis, ...]:
    ids = [axis.lever.id for axis in axes]
    if not 1 <= len(ids) <= MOST_AXES or len(set(ids)) < len(ids):
        raise LeverError(
            f"A sweep is along one lever or two different ones, not {', '.join(ids) or 'none'}.",
            f"서로 다른 정책 수단 한 개 또는 두 개를 지정해 주십시오(지정한 수단: {', '.join(ids) or '없음'}).",
        )
    return tuple(axes)


def _policies(scenario: Scenario, axes: tuple[Axis, ...]) -> tuple[Floats, Ints]:
    """Return every policy's lever values [rows, levers] and its place along each axis [rows, axes]."""
    cells = np.stack(np.meshgrid(*(np.arange(len(axis.values)) for axis in axes), indexing="ij"), axis=-1)
    cells = cells.reshape(-1, len(axes))
    table = np.tile(scenario.values, (len(cells), 1))
    for place, axis in enumerate(axes):
        table[:, scenario.levers.index(axis.lever)] = axis.values[cells[:, place]]
    return table, cells


def _between(near: Sweep, axes: tuple[Axis, ...]) -> Floats:
    """Return chances between those of a coarser sweep, [.., n]: linear in the log-odds along each lever."""
    odds = log_odds_of(near.joining)
    for at, (coarse, fine) in enumerate(zip(near.axes, axes, strict=True)):
        place = np.interp(fine.values, coarse.values, np.arange(len(coarse.values)))
        below = np.minimum(place.astype(np.intp), max(len(coarse.values) - 2, 0))
        above = np.minimum(below + 1, len(coarse.values) - 1)
        share = (place - below).reshape([-1 if axis == at else 1 for axis in range(odds.ndim)])
        odds = (1.0 - share) * np.take(odds, below, axis=at) + share * np.take(odds, above, axis=at)
    return logistic(odds)


def _batches(case: Case, scenario: Scenario, table: Floats, strong: Ints) -> Iterator[tuple[Ints, Rules]]:
    """Yield rows to be solved together and their rules; rows of the same strengths follow one another."""
    order = np.lexsort(strong.T[::-1]) if strong.shape[1] else np.arange(len(table))
    for rules, rows in _by_rules(case, scenario, table[order]).items():
        most = max(1, MOST_AT_ONCE // layout_of(rules).sets.n_sets)
        for first in range(0, len(rows), most):
            yield order[rows[first : first + most]], rules


def _by_rules(case: Case, scenario: Scenario, table: Floats) -> dict[Rules, Ints]:
    """Return the rows of a table of policies by the rules of their contest."""
    entrants, ids = field_of(case, scenario.call), [lever.id for lever in scenario.levers]
    shaping = [at for at, name in enumerate(ids) if name in {"seats", "final_teams", "next_in_rank", "reserved_seat"}]
    groups: dict[Rules, list[Ints]] = defaultdict(list)
    kinds, row_of = np.unique(table[:, shaping], axis=0, return_inverse=True)
    for kind in range(len(kinds)):
        rows = np.flatnonzero(row_of.ravel() == kind)
        groups[rules_of(entrants, dict(zip(ids, table[rows[0]], strict=True)))].append(rows)
    return {rules: np.sort(np.concatenate(rows)) for rules, rows in groups.items()}


def _work(case: Case, scenario: Scenario, axes: tuple[Axis, ...]) -> float:
    """Return roughly how much there is to do, in sets of winners times policies."""
    table, cells = _policies(scenario, axes)
    strong = cells[:, [moves_strengths(axis.lever.id) for axis in axes]]
    work = 0.0
    for rules, rows in _by_rules(case, scenario, table).items():
        contests = len(np.unique(strong[rows], axis=0)) if strong.shape[1] else 1
        pools = 2.0 ** (rules.n_incumbents + rules.seats)
        work += layout_of(rules).sets.n_sets * (len(rows) + CONTEST_WORK * contests * pools)
    return work


def _column(table: Floats, at: int, swept: bool) -> Floats:
    return table[:, at] if swept else table[:1, at]


def _even(levers: dict[str, Floats], every: bool) -> dict[str, Floats]:
    """Return the levers all as long as the batch where strengths differ: these are stacked."""
    if not every:
        return levers
    rows = max(map(len, levers.values()))
    return {name: np.broadcast_to(values, (rows,)) for name, values in levers.items()}

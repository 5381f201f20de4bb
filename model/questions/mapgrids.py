"""Which grids a trade-off map goes through: one that is there at a glance, then finer ones, each holding the last.

What a grid takes is estimated from the sets of winners that its policies have to reckon with and from how many
tournaments they do not share, so that every pair of levers has a picture at once and none keeps a person waiting.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from model.game import field_of, rules_of
from model.layout import Rules, layout_of
from model.outcome import Floats
from model.questions.along import moves_strengths
from model.questions.gridgames import SHAPING, widest_rules
from model.questions.sweep import Axis, Sweep, axis_of, legal_values

if TYPE_CHECKING:
    from model.case import Case
    from model.levers import Lever
    from model.scenario import Scenario

COARSE, FINE = 17, 65  # values an axis at a glance and at last, unless many sets of winners make each policy slow
FEW_CASES = 3  # of a count, always told apart
COUNTS = (2, 3, 5, 9, 17, 33, 65)  # each holds the one before
GLANCE_MS = 60.0  # of the first grid, as estimated
WITHIN_MS = {"glance": 0.0, "soon": 300.0, "long": 8_000.0}  # of the finest, by how long one waits
BETWEEN_MS = 1_000.0  # of values between the steps of a lever, which nobody can choose: they make the picture finer
BETWEEN_SHARE = 0.4  # of what the finest takes, of a grid before it that gives it closer starts
SLICE_MS = 80.0  # what a finer grid adds, so that one is seen to follow another
# What takes how long on a middling machine, ms: a policy and each set of winners it weighs, from scratch or from close
# by; a tournament, each of its pairs of set and member, and each number of a state of teams that can remain.
COLD_MS, WARM_MS = (0.1, 3e-3), (0.02, 1e-3)
CONTEST_MS, PAIR_MS, STATE_MS = 0.15, 4e-4, 1.5e-6

Grid = tuple[Axis, ...]


def map_grids(
    case: Case, scenario: Scenario, levers: Sequence[str], look: str = "long", former: Sweep | None = None
) -> tuple[Grid, ...]:
    """Return the grids of a map of two levers, from the one at a glance to the finest of a ``look`` (WITHIN_MS).

    A longer look adds grids at the end and changes none. With a ``former`` map of the same levers whose tournaments
    still hold, there is one slice between at most: the starts that it gives are nearly as good as theirs.
    """
    steps = _steps([case.lever(lever) for lever in levers])
    glance = 0
    while glance + 1 < len(steps) and _is_glance(case, scenario, steps[glance + 1]):
        glance += 1
    held = former.cells if former is not None and _same_contests(former.scenario, scenario, levers) else 0
    finer = [(grid, _cost_ms(case, scenario, grid, WARM_MS, _cells(grid) > held)) for grid in steps[glance + 1 :]]
    finer = [(grid, cost_ms) for grid, cost_ms in finer if cost_ms <= (BETWEEN_MS if _is_between(grid) else np.inf)]
    looks = list(WITHIN_MS)[: list(WITHIN_MS).index(look) + 1]
    chosen, spent_ms = [steps[glance]], 0.0
    for within_ms in (WITHIN_MS[name] for name in looks):
        reached = [(grid, cost_ms) for grid, cost_ms in finer if spent_ms < cost_ms <= within_ms]
        if held and reached:
            between = [one for one in reached if one[1] <= BETWEEN_SHARE * reached[-1][1]]
            reached = [*between[-1:], reached[-1]]
        for grid, cost_ms in reached:
            if held or cost_ms - spent_ms >= SLICE_MS or grid is finer[-1][0]:
                chosen.append(grid)
                spent_ms = cost_ms
    return tuple(chosen)


def _cells(grid: Grid) -> int:
    return prod(len(axis.values) for axis in grid)


def _is_between(grid: Grid) -> bool:
    """Say whether a grid has values between the steps of a lever."""
    return any(len(axis.values) > legal_values(axis.lever) for axis in grid)


def _same_contests(former: Scenario, scenario: Scenario, levers: Sequence[str]) -> bool:
    """Say whether two scenarios meet the same tournaments along some levers."""
    changed = set(scenario.changed_from(former)) - set(levers)
    return former.call == scenario.call and not any(moves_strengths(lever) or lever in SHAPING for lever in changed)


def map_axes(case: Case, scenario: Scenario, levers: Sequence[str], look: str = "long") -> Grid:
    """Return the finest of ``map_grids``."""
    return map_grids(case, scenario, levers, look)[-1]


def _steps(levers: list[Lever]) -> list[Grid]:
    """Return ever finer grids over whole ranges, the axis with fewer values being refined; ends are always there.

    Of two that are as fine, the one that leaves the tournament as it is comes first.
    """
    ways = [_ways(lever) for lever in levers]
    at = [0] * len(ways)
    found = [tuple(way[0] for way in ways)]
    while any(place + 1 < len(way) for place, way in zip(at, ways, strict=True)):
        ranks = [
            (len(way[place].values), moves_strengths(way[0].lever.id), axis)
            for axis, (place, way) in enumerate(zip(at, ways, strict=True))
            if place + 1 < len(way)
        ]
        at[min(ranks)[-1]] += 1
        found.append(tuple(way[place] for place, way in zip(at, ways, strict=True)))
    return found


def _ways(lever: Lever) -> list[Axis]:
    """Return a lever's axis in ever more values, each holding those before; seats and options are always whole.

    A number goes on between its steps, so that two of them make a map of 64 values or more either way.
    """
    whole = axis_of(lever, FINE)
    if not whole.smooth:
        few = lever.kind != "integer" or len(whole.values) <= FEW_CASES or lever.id == "seats"
        return [whole] if few else [Axis(lever, whole.values[[0, -1]]), whole]
    rows, found = np.zeros(0, dtype=np.intp), []
    for count in COUNTS:
        places = np.round(np.linspace(0, len(whole.values) - 1, min(count, len(whole.values)))).astype(np.intp)
        more = np.union1d(rows, places)
        if len(more) > len(rows):
            found.append(Axis(lever, whole.values[more]))
        rows = more
    parts = -(-(FINE - 1) // (len(whole.values) - 1))
    if lever.kind == "number" and parts > 1:
        found.append(Axis(lever, _between(whole.values, parts)))
    return found


def _between(values: Floats, parts: int) -> Floats:
    """Return values with as many more between each two as make so many parts, the values themselves untouched."""
    found = np.interp(np.arange((len(values) - 1) * parts + 1) / parts, np.arange(len(values)), values)
    found[::parts] = values
    return found


def _is_glance(case: Case, scenario: Scenario, grid: Grid) -> bool:
    return max(len(axis.values) for axis in grid) <= COARSE and (_cost_ms(case, scenario, grid, COLD_MS) <= GLANCE_MS)


def _cost_ms(
    case: Case, scenario: Scenario, grid: Grid, each_ms: tuple[float, float], contests_new: bool = True
) -> float:
    """Return roughly how long a grid takes, ms."""
    counts = {axis.lever.id: len(axis.values) for axis in grid}
    policies = prod(count for lever, count in counts.items() if lever not in SHAPING)
    contests = prod(count for lever, count in counts.items() if moves_strengths(lever)) * contests_new
    here = {lever.id: value for lever, value in zip(scenario.levers, scenario.values, strict=True)}
    shaping = {axis.lever.id: axis.values.tolist() for axis in grid if axis.lever.id in SHAPING}
    field = field_of(case, scenario.call)
    kinds = [rules_of(field, here | dict(zip(shaping, values, strict=True))) for values in product(*shaping.values())]
    (policy_ms, set_ms), total = each_ms, 0.0
    for rules in kinds:
        sets, contest_ms = _costs_of(rules)
        own = rules == widest_rules(rules, kinds)
        total += policies * (policy_ms + set_ms * sets) + contests * contest_ms * own
    return total


@lru_cache(maxsize=256)
def _costs_of(rules: Rules) -> tuple[int, float]:
    """Return how many sets of winners there are, and how long their tournament takes, ms."""
    layout = layout_of(rules)
    sets, pairs = layout.sets.n_sets, len(layout.sets.pair_set)
    pool = rules.n_incumbents + layout.member_table.shape[1]
    states = 2.0**rules.n_incumbents * sets * pool**2 * layout.stages
    return sets, CONTEST_MS + PAIR_MS * pairs + STATE_MS * states

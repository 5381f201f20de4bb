"""What matters: every lever, or every assumption, moved alone from one end to the other, and how far figures follow.

The other levers stand as in the scenario and all firms answer again at every end, so an end is the solution that the
window would show there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from model.errors import DroppedError
from model.game import Setting, scenario_rules
from model.layout import layout_of
from model.levers import Lever
from model.outcome import Floats
from model.policy import lever_arrays
from model.questions.along import Dropped, never, solved
from model.questions.assumed import assumed
from model.questions.swings import WORKING_HEADLINE, Bar, Factor, Over, Swings, Tornado, figures, targets_of
from model.solve import equilibrium, game_of, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.goal import Goal
    from model.scenario import Scenario

Progress = Callable[[float], None]
Limits = Mapping[str, tuple[float, float]]

WEAK_GRADE = "C"
QUICK_SETS = 400


def unheard(_share: float) -> None:
    """Tell nobody how far the work has come."""


def tornado(
    case: Case, scenario: Scenario, target: str, over: Over = "levers", limits: Limits | None = None
) -> Tornado:
    """Return how far one figure moves along every lever or assumption, widest first.

    ``target`` is a headline's id, or "firm:" and a firm's id. Raises ModelError for an unknown figure or lever, or a
    limit that a lever does not allow, and SolveError as solve does.
    """
    swings = assumption_swings(case, scenario) if over == "assumptions" else lever_swings(case, scenario, limits)
    return swings.tornado(target)


def lever_swings(
    case: Case,
    scenario: Scenario,
    limits: Limits | None = None,
    *,
    progress: Progress = unheard,
    dropped: Dropped = never,
) -> Swings:
    """Solve both ends of every lever, or of ``limits`` by lever id, and every option; the others as in the scenario.

    A lever whose limits are one value stays there. Raises as ``tornado``, and DroppedError once ``dropped`` says so.
    """
    factors = tuple(lever_factor(scenario, lever, limits or {}) for lever in scenario.levers)
    for lever_id in limits or {}:
        scenario.value(lever_id)  # names the levers that there are
    columns = np.repeat(np.arange(len(factors)), [len(factor.values) for factor in factors])
    values = np.array([value for factor in factors for value in factor.values])
    now = _as_it_stands(case, scenario)
    results = np.tile(now, (len(values), 1))
    done = 0
    for rows, game, p in solved(case, scenario, (columns, values), dropped=dropped):
        results[rows] = figures(game, p)
        done += len(rows)
        progress(done / len(values))
    names = targets_of(scenario.firm_ids)
    return Swings("levers", scenario, factors, names, now, results, tuple(sorted((limits or {}).items())))


def assumption_swings(
    case: Case,
    scenario: Scenario,
    tables: frozenset[str] | None = None,
    *,
    progress: Progress = unheard,
    dropped: Dropped = never,
) -> Swings:
    """Solve a scenario at both ends of every assumption of its case (see ``assumptions``), one at a time.

    Those of some ``tables`` only where they are named.
    Raises SolveError as solve does, DroppedError once ``dropped`` says so.
    """
    ends = assumed(case, scenario.call, dropped, tables)
    count = sum(len(factor.values) for factor in ends.factors)
    now = _as_it_stands(case, scenario)
    results = np.tile(now, (count, 1))
    parts = len(ends.batches) + len(ends.alone)
    for part, (rows, setting) in enumerate(ends.batches):
        _look(dropped)
        results[list(rows)] = _under(case, scenario, setting)
        progress((part + 1) / parts)
    for part, (row, other) in enumerate(ends.alone, len(ends.batches)):
        _look(dropped)
        results[row] = _as_it_stands(other, scenario)
        progress((part + 1) / parts)
    return Swings("assumptions", scenario, ends.factors, targets_of(scenario.firm_ids), now, results)


def is_quick(case: Case, scenario: Scenario) -> bool:
    """Say whether every assumption is tried in about a second, and not in minutes for many sets of winners."""
    return layout_of(scenario_rules(case, scenario)).sets.n_sets <= QUICK_SETS


def leading_assumptions(
    case: Case,
    scenario: Scenario,
    count: int | None = None,
    *,
    target: str = WORKING_HEADLINE,
    tables: frozenset[str] | None = None,
) -> tuple[Bar, ...]:
    """Return the assumptions graded C that move a figure of a scenario most, widest first, as bars of its tornado.

    All that move it at all unless ``count`` says how many; of all tables unless ``tables`` names some. Raises as
    ``tornado``.
    """
    weak = {(row.table, row.row, row.column) for row in case.inputs if row.grade == WEAK_GRADE}
    bars = [
        bar
        for bar in assumption_swings(case, scenario, tables).tornado(target).bars
        if bar.swing and bar.factor.cell in weak
    ]
    return tuple(bars[:count])


def limits_of(reach: Goal, scenario: Scenario) -> Limits:
    """Return the limits that the locks and ranges of a goal set: a locked lever stays where it stands."""
    limits = {lever_id: (low, high) for lever_id, low, high in reach.ranges}
    for lever_id in reach.locked:
        limits[lever_id] = (scenario.value(lever_id), scenario.value(lever_id))
    return limits


def lever_factor(scenario: Scenario, lever: Lever, limits: Limits) -> Factor:
    """Return the ends of a lever: its range or the limits given, or every option; LeverError for an illegal limit."""
    now = scenario.value(lever.id)
    if lever.id in limits:
        low, high = (lever.checked(end) for end in limits[lever.id])
        return Factor(lever.id, None, now, (min(low, high), max(low, high)))
    if lever.kind == "choice":
        return Factor(lever.id, None, now, tuple(np.arange(lever.low, lever.high + 1.0).tolist()))
    return Factor(lever.id, None, now, (lever.low, lever.high))


def _as_it_stands(case: Case, scenario: Scenario) -> Floats:
    game = game_of(case, (scenario,))
    found: Floats = figures(game, equilibrium(game, pins_of((scenario,))).p)[0]
    return found


def _under(case: Case, scenario: Scenario, setting: Setting) -> Floats:
    game = setting.game(scenario_rules(case, scenario), lever_arrays((scenario,)))
    return figures(game, equilibrium(game, pins_of((scenario,))).p)


def _look(dropped: Dropped) -> None:
    if dropped():
        raise DroppedError

"""Equilibria of many policies that each differ from one scenario in a single lever, solved in as few batches as may be.

Most levers move neither strengths nor the check, so their policies share one tournament: in a batch they are told
apart only where they differ, and the tournament is solved once for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.errors import DroppedError
from model.game import Game, build_game, field_of, point_parameters, rules_of, scenario_rules
from model.layout import Rules, layout_of
from model.levers import PATHS
from model.outcome import Floats
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Ints = NDArray[np.intp]
Dropped = Callable[[], bool]

MOST_AT_ONCE = 8_000  # sets of firms times policies in one batch; between batches the question can be dropped
STRENGTH_PATHS = frozenset({"strength", "check"})


def never() -> bool:
    """Say that nobody has lost interest in the answer."""
    return False


def moves_strengths(lever_id: str) -> bool:
    """Say whether a lever acts on strengths or on the independence check, so that it changes the tournament."""
    return bool(STRENGTH_PATHS & set(PATHS[lever_id].path))


def probabilities(
    case: Case,
    scenario: Scenario,
    policies: tuple[Ints, Floats],
    start: Floats | None = None,
    dropped: Dropped = never,
) -> Floats:
    """Return join probabilities [rows, n] where in each row one lever (its column) has another value (its unit).

    Without ``start`` [rows, n] every row is on the branch from one half. Values between a lever's legal ones are
    allowed. Raises SolveError as solve does, DroppedError once ``dropped`` says so.
    """
    found = np.empty((len(policies[1]), len(scenario.firm_ids)))
    for rows, _, p in solved(case, scenario, policies, start, dropped):
        found[rows] = p
    return found


def solved(
    case: Case,
    scenario: Scenario,
    policies: tuple[Ints, Floats],
    start: Floats | None = None,
    dropped: Dropped = never,
) -> Iterator[tuple[Ints, Game, Floats]]:
    """Yield the rows of each batch of such policies with its game and join probabilities; raises as above."""
    columns, values = policies
    table = np.tile(scenario.values, (len(values), 1))
    table[np.arange(len(values)), columns] = values
    pins = pins_of((scenario,))
    here = scenario_rules(case, scenario)
    for rows, rules, shared in _batches(case, scenario, columns, table):
        if dropped():
            raise DroppedError
        kept_as = ("prospects" if rules == here else "along") if shared else None
        levers = _levers(scenario, table[rows], shared)
        game = build_game(case, scenario.call, rules, levers, point_parameters(case), kept_as=kept_as)
        begin = None if start is None else start[rows]
        yield rows, game, equilibrium(game, pins, begin, dropped).p


def _batches(case: Case, scenario: Scenario, columns: Ints, table: Floats) -> Iterator[tuple[Ints, Rules, bool]]:
    """Yield rows that can be solved together, their rules, and whether they share one tournament."""
    field = field_of(case, scenario.call)
    ids = [lever.id for lever in scenario.levers]
    groups: dict[tuple[Rules, bool], list[int]] = defaultdict(list)
    for row, column in enumerate(columns):
        rules = rules_of(field, dict(zip(ids, table[row], strict=True)))
        groups[(rules, not moves_strengths(ids[column]))].append(row)
    for (rules, shared), rows in groups.items():
        most = max(1, MOST_AT_ONCE // layout_of(rules).sets.n_sets)
        for first in range(0, len(rows), most):
            yield np.array(rows[first : first + most], dtype=np.intp), rules, shared


def _levers(scenario: Scenario, table: Floats, shared: bool) -> dict[str, Floats]:
    """Return a batch of lever values [rows, levers] by lever id; levers that stay put enter as [1] where ``shared``."""
    levers = {}
    for column, lever in enumerate(scenario.levers):
        values = table[:, column]
        levers[lever.id] = values[:1] if shared and np.all(values == values[0]) else values
    return levers

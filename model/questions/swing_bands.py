"""How far the bars of a tornado are known: every lever's change of every figure, at the draws of the posterior.

Both ends are solved at the same draws as the policy as it stands, and the differences are banded, so that what moves
all of them alike cancels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from model.bands import FEWEST_DRAWS, MOST_AT_ONCE, draws_within, parameters_at
from model.errors import DroppedError
from model.game import build_game, field_of, rules_of
from model.layout import layout_of
from model.outcome import Floats
from model.questions.along import Dropped, moves_strengths, never
from model.questions.sensitivity import Limits, lever_factor
from model.questions.swings import Factor, checked_target, figures, targets_of
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

GLANCE = 2_000  # sets of firms times draws at each end
MOST_SETS = 500  # of winners: an end that allows more would take longer than all the others and has no band
EDGES = (0.05, 0.95)


@dataclass(frozen=True)
class SwingBands:
    """90 % bands of the change of every figure from the policy as it stands to each end of each lever.

    ``change`` [2, rows, figures] holds low and high, rows as in ``Swings``; nan where a figure is not defined or where
    an end allows too many sets of winners.
    """

    scenario: Scenario = field(repr=False)
    factors: tuple[Factor, ...] = field(repr=False)
    limits: tuple[tuple[str, tuple[float, float]], ...]
    draws: int
    change: Floats = field(repr=False)

    def __post_init__(self) -> None:
        """Make the array read-only."""
        self.change.setflags(write=False)

    def is_of(self, scenario: Scenario, limits: Limits) -> bool:
        """Say whether it speaks of this policy, and of levers that swing within these limits."""
        return self.scenario.same_policy(scenario) and self.limits == tuple(sorted(limits.items()))

    def at(self, target: str, factor: Factor, value: float) -> tuple[float, float] | None:
        """Return the 90 % band of a figure's change at a value of a lever; None where none was made."""
        column = targets_of(self.scenario.firm_ids).index(checked_target(target, self.scenario.firm_ids))
        first = 0
        for known in self.factors:
            if known.id == factor.id and value in known.values:
                low, high = self.change[:, first + known.values.index(value), column]
                return (float(low), float(high)) if np.isfinite(low) and np.isfinite(high) else None
            first += len(known.values)
        return None


def swing_bands(
    case: Case, scenario: Scenario, start: Floats, limits: Limits, most: int = GLANCE, dropped: Dropped = never
) -> SwingBands:
    """Return the bands of every lever's swing; ``start`` [n] is the scenario's own equilibrium, the principal one.

    Sets of winners times draws stay below ``most`` at each end, with 16 draws at least. Raises as ``lever_swings``, and
    ModelError where the case has no draws.
    """
    factors = tuple(lever_factor(scenario, lever, limits) for lever in scenario.levers)
    levers = {lever.id: np.array([value]) for lever, value in zip(scenario.levers, scenario.values, strict=True)}
    ends = [(factor.id, value, value == factor.now) for factor in factors for value in factor.values]
    change = np.full((2, len(ends), len(targets_of(scenario.firm_ids))), np.nan)
    found = SwingBands(scenario, factors, tuple(sorted(limits.items())), 0, change.copy())
    own_sets = _sets(case, scenario, levers)
    if own_sets > MOST_SETS:
        return found
    parameters = parameters_at(case, draws_within(case, own_sets, most))
    count = len(next(iter(parameters.values())))
    here = np.broadcast_to(start, (count, len(start)))
    now, p = _at(case, scenario, levers, (parameters, here, True), dropped)
    for row, (lever_id, value, stays) in enumerate(ends):
        moved = {**levers, lever_id: np.array([value])}
        sets = _sets(case, scenario, moved)
        if stays:
            change[:, row] = 0.0
        elif sets <= MOST_SETS:
            some = np.linspace(0, count - 1, min(count, max(most // sets, FEWEST_DRAWS))).round().astype(np.intp)
            few = {name: column[some] for name, column in parameters.items()}
            there, _ = _at(case, scenario, moved, (few, p[some], not moves_strengths(lever_id)), dropped)
            change[:, row] = np.quantile(there - now[some], EDGES, axis=0)
    return replace(found, draws=count, change=change)


def _at(
    case: Case,
    scenario: Scenario,
    levers: Mapping[str, Floats],
    how: tuple[Mapping[str, Floats], Floats, bool],
    dropped: Dropped,
) -> tuple[Floats, Floats]:
    """Return every figure [draws, figures] and the chances [draws, n] of a policy at the draws."""
    parameters, start, shared = how
    rules = rules_of(field_of(case, scenario.call), _plain(levers))
    at_once = max(1, MOST_AT_ONCE // layout_of(rules).sets.n_sets)
    kept_as = "along" if shared and at_once >= len(start) else None
    found = []
    for first in range(0, len(start), at_once):
        if dropped():
            raise DroppedError
        some = {name: column[first : first + at_once] for name, column in parameters.items()}
        game = build_game(case, scenario.call, rules, levers, some, kept_as=kept_as)
        p = equilibrium(game, pins_of((scenario,)), start[first : first + at_once], dropped).p
        found.append((figures(game, p), p))
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def _sets(case: Case, scenario: Scenario, levers: Mapping[str, Floats]) -> int:
    return layout_of(rules_of(field_of(case, scenario.call), _plain(levers))).sets.n_sets


def _plain(levers: Mapping[str, Floats]) -> dict[str, float]:
    return {name: float(value[0]) for name, value in levers.items()}

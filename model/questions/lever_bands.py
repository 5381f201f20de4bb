"""How far the curves of the tipping points are known: the chance of joining along one lever at every draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.bands import FEWEST_DRAWS, MOST_AT_ONCE, draws_within, parameters_at, summary
from model.errors import DroppedError, RareError
from model.following import over_parameters, over_policies
from model.game import build_game, field_of, rules_of
from model.layout import Rules, layout_of
from model.outcome import Floats, Outcome
from model.questions.along import Dropped, moves_strengths, never
from model.questions.flips import values_along
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

GLANCE = 2_000  # sets of firms times draws at each point of the lever, at first


@dataclass(frozen=True)
class LeverBands:
    """Bands of the join probabilities along one lever.

    ``values`` [m] ascending in the lever's unit; ``joining`` [5, m, n]: mean, low90, low50, high50, high90. ``each``
    [m, draws, n] holds the draws themselves, None where not every value has the same ones.
    """

    lever_id: str
    draws: int
    values: Floats = field(repr=False)
    joining: Floats = field(repr=False)
    each: Floats | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for array in (self.values, self.joining, self.each):
            if array is not None:
                array.setflags(write=False)

    def at(self, value: float) -> Floats | None:
        """Return the bands at a value of the lever, [5, n], or None where none were made."""
        rows = np.flatnonzero(np.isclose(self.values, value, rtol=0.0, atol=1e-9))
        return self.joining[:, rows[0]] if len(rows) else None


def lever_bands(
    case: Case,
    scenario: Scenario,
    lever_id: str,
    outcome: Outcome,
    most: int,
    dropped: Dropped = never,
) -> LeverBands:
    """Return the bands along one lever, the others as they are; ``outcome`` is the scenario's own.

    Sets of winners times draws stay below ``most`` at each value. From the lever's own value outwards every draw
    starts where it was at the value before. An equilibrium other than the principal one is carried along the lever and
    from there to every draw; values and draws without it are left out. Raises as ``model.bands.bands``.
    """
    start = outcome.join_probability
    values, own = values_along(case, scenario, lever_id), scenario.value(lever_id)
    sets = max(_policy(case, scenario, lever_id, value)[2] for value in values.tolist())
    parameters = parameters_at(case, draws_within(case, sets, most))
    pins, count = pins_of((scenario,)), len(next(iter(parameters.values())))
    at_once, shared = max(1, MOST_AT_ONCE // sets), not moves_strengths(lever_id)

    def solved(value: float, start: Floats) -> Floats:
        levers, rules, _ = _policy(case, scenario, lever_id, value)
        kept_as = "along" if shared and at_once >= count else None
        rows = []
        for first in range(0, count, at_once):
            if dropped():
                raise DroppedError
            some = {name: column[first : first + at_once] for name, column in parameters.items()}
            game = build_game(case, scenario.call, rules, levers, some, kept_as=kept_as)
            rows.append(equilibrium(game, pins, start[first : first + at_once], dropped).p)
        return np.concatenate(rows)

    if outcome.equilibrium.shown:
        found = _carried(case, scenario, (lever_id, values), outcome, (parameters, dropped))
        return _banded(lever_id, found, alike=False)
    here = solved(own, np.broadcast_to(start, (count, len(start))))
    found = {own: here}
    for side in (values[values < own][::-1], values[values > own]):
        last = here
        for value in side.tolist():
            last = found[value] = solved(value, last)
    return _banded(lever_id, found)


def _banded(lever_id: str, found: Mapping[float, Floats], *, alike: bool = True) -> LeverBands:
    order = sorted(found)
    joining = np.stack([np.stack(summary(found[value])) for value in order], axis=1)
    each = np.stack([found[value] for value in order]) if alike else None
    return LeverBands(lever_id, min(len(one) for one in found.values()), np.array(order), joining, each)


def _carried(
    case: Case,
    scenario: Scenario,
    along: tuple[str, Floats],
    outcome: Outcome,
    how: tuple[Mapping[str, Floats], Dropped],
) -> dict[float, Floats]:
    """Return the chosen equilibrium at every value and in every draw that has it, [draws, n] by value."""
    (lever_id, values), (parameters, dropped) = along, how
    pins, start = pins_of((scenario,)), outcome.join_probability
    table = np.tile(scenario.values, (len(values), 1))
    table[:, [lever.id for lever in scenario.levers].index(lever_id)] = values
    fixed = None if pins is None else np.repeat(pins, len(values), axis=0)
    points = over_policies(case, scenario, start, table, fixed, dropped)
    found = {}
    for value, point in zip(values.tolist(), points, strict=True):
        if np.isfinite(point[0]):
            levers, rules, _ = _policy(case, scenario, lever_id, value)
            each = over_parameters(case, (scenario.call, rules, levers), parameters, point, pins, dropped)
            kept = each[np.isfinite(each[:, 0])]
            if len(kept) >= min(FEWEST_DRAWS, len(each)):
                found[value] = kept
    if not found:
        raise RareError(0, len(next(iter(parameters.values()))))
    return found


def _policy(case: Case, scenario: Scenario, lever_id: str, value: float) -> tuple[dict[str, Floats], Rules, int]:
    """Return the lever values [1] with one lever elsewhere, their rules, and how many sets of winners these allow."""
    levers = {row.id: value_ for row, value_ in zip(scenario.levers, scenario.values, strict=True)} | {lever_id: value}
    rules = rules_of(field_of(case, scenario.call), levers)
    return {key: np.array([one]) for key, one in levers.items()}, rules, layout_of(rules).sets.n_sets

"""How far the curves of the tipping points are known: the chance of joining along one lever at every draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.bands import MOST_AT_ONCE, draws_within, parameters_at, summary
from model.errors import DroppedError
from model.game import build_game, field_of, rules_of
from model.layout import Rules, layout_of
from model.outcome import Floats
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

    ``values`` [m] ascending in the lever's unit; ``joining`` [5, m, n]: mean, low90, low50, high50, high90.
    """

    lever_id: str
    draws: int
    values: Floats = field(repr=False)
    joining: Floats = field(repr=False)

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        self.values.setflags(write=False)
        self.joining.setflags(write=False)

    def at(self, value: float) -> Floats | None:
        """Return the bands at a value of the lever, [5, n], or None where none were made."""
        rows = np.flatnonzero(np.isclose(self.values, value, rtol=0.0, atol=1e-9))
        return self.joining[:, rows[0]] if len(rows) else None


def lever_bands(
    case: Case, scenario: Scenario, lever_id: str, start: Floats, most: int, dropped: Dropped = never
) -> LeverBands:
    """Return the bands along one lever, the others as they are; ``start`` [n] is the scenario's own solution.

    Sets of winners times draws stay below ``most`` at each value. From the lever's own value outwards every draw
    starts where it was at the value before. Raises as ``model.bands.bands``.
    """
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
            rows.append(equilibrium(game, pins, start[first : first + at_once]).p)
        return np.concatenate(rows)

    here = solved(own, np.broadcast_to(start, (count, len(start))))
    found: dict[float, Floats] = {own: here}
    for side in (values[values < own][::-1], values[values > own]):
        last = here
        for value in side.tolist():
            last = found[value] = solved(value, last)
    order = sorted(found)
    joining = np.stack([np.stack(summary(found[value])) for value in order], axis=1)
    return LeverBands(lever_id, count, np.array(order), joining)


def _policy(case: Case, scenario: Scenario, lever_id: str, value: float) -> tuple[dict[str, Floats], Rules, int]:
    """Return the lever values [1] with one lever elsewhere, their rules, and how many sets of winners these allow."""
    levers = {row.id: value_ for row, value_ in zip(scenario.levers, scenario.values, strict=True)} | {lever_id: value}
    rules = rules_of(field_of(case, scenario.call), levers)
    return {key: np.array([one]) for key, one in levers.items()}, rules, layout_of(rules).sets.n_sets

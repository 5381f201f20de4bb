"""How far the curves of the tipping points are known: the chance of joining along one lever at every draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.bands import FEWEST_DRAWS, MOST_AT_ONCE, draws_within, parameters_at, summary
from model.errors import DroppedError, RareError
from model.following import over_parameters, over_policies
from model.game import build_game, field_of, rules_of
from model.layout import Rules, layout_of
from model.outcome import Floats, Outcome
from model.questions.along import Dropped, Ints, moves_strengths, never
from model.questions.flips import values_along
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

GLANCE, PATIENT = 2_000, 200_000  # sets of firms times draws at each point of the lever, at first and at last


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
    *_, last = lever_bands_in_slices(case, scenario, lever_id, outcome, most, dropped)
    return last


def lever_bands_in_slices(
    case: Case,
    scenario: Scenario,
    lever_id: str,
    outcome: Outcome,
    most: int,
    dropped: Dropped = never,
) -> Iterator[LeverBands]:
    """Yield the bands along one lever over ever more draws, twice as many each time; otherwise as ``lever_bands``.

    The draws of every slice are spread over all of them. Where the lever leaves the tournament as it is, each draw has
    one for all values.
    """
    values, own = values_along(case, scenario, lever_id), scenario.value(lever_id)
    sets = max(_policy(case, scenario, lever_id, value)[2] for value in values.tolist())
    parameters = parameters_at(case, draws_within(case, sets, most))
    if outcome.equilibrium.shown:
        found = _carried(case, scenario, (lever_id, values), outcome, (parameters, dropped))
        yield _banded(lever_id, found, alike=False)
        return
    count, firms = len(next(iter(parameters.values()))), len(outcome.join_probability)
    order, at_once = _spread(count), max(1, MOST_AT_ONCE // sets)
    every = {value: np.empty((count, firms)) for value in values.tolist()}
    along = _Along(case, scenario, lever_id, dropped)
    told = FEWEST_DRAWS // 2
    for first in range(0, count, at_once):
        rows, done = order[first : first + at_once], min(first + at_once, count)
        some = {name: column[rows] for name, column in parameters.items()}
        here = along.solved(own, some, np.broadcast_to(outcome.join_probability, (len(rows), firms)))
        every[own][rows] = here
        for side in (values[values < own][::-1], values[values > own]):
            last = here
            for value in side.tolist():
                last = every[value][rows] = along.solved(value, some, last)
        if done == count:
            yield _banded(lever_id, every)
        elif done >= 2 * told:
            told = done
            yield _banded(lever_id, {value: each[order[:done]] for value, each in every.items()})


def _spread(count: int) -> Ints:
    """Return the rows in an order of which every beginning is spread over all (van der Corput, base 2)."""
    bits = max(1, (count - 1).bit_length())
    return np.array(sorted(range(count), key=lambda row: format(row, f"0{bits}b")[::-1]), dtype=np.intp)


@dataclass(frozen=True)
class _Along:
    """One scenario along one lever, at other parameters than the point ones."""

    case: Case
    scenario: Scenario
    lever_id: str
    dropped: Dropped

    def solved(self, value: float, parameters: Mapping[str, Floats], start: Floats) -> Floats:
        """Return join probabilities [draws, n] with the lever at a value, from probabilities close by."""
        if self.dropped():
            raise DroppedError
        levers, rules, _ = _policy(self.case, self.scenario, self.lever_id, value)
        kept_as = None if moves_strengths(self.lever_id) else "along"
        game = build_game(self.case, self.scenario.call, rules, levers, parameters, kept_as=kept_as)
        return equilibrium(game, pins_of((self.scenario,)), start, self.dropped).p


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

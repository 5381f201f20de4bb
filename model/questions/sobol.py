"""How much of a figure's variance each lever or assumption brings in when all of them vary at once: Sobol indices.

The first-order index is the share that a factor brings in alone, the total index the share that would go if it were
known, with every interplay counted. Factors vary independently: levers evenly over what they allow, parameters as
their posterior has them one by one, other inputs evenly over their stated range. All vary; where there are too many
for an index each, those with narrow swings share one. Intervals are bootstrapped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.draws import sample_of
from model.errors import DroppedError, ModelError
from model.evidence import evidence
from model.game import Game, build_game, field_of, point_parameters, rules_of, scenario_rules
from model.layout import layout_of
from model.levers import Lever
from model.outcome import Floats
from model.policy import CallField, lever_arrays
from model.priors import priors_of
from model.questions.along import Dropped, never
from model.questions.saltelli import SAMPLES, Quantiles, indices
from model.questions.sensitivity import Limits, Progress, assumption_swings, lever_factor, unheard
from model.questions.swings import Bar, Cell, Factor, Over, checked_target, figures, targets_of
from model.questions.worlds import OF_CALL, Axis, acts, settings_under
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

MOST_ASSUMPTIONS = 48  # with an index of their own, those with the widest swings; the others vary as one factor
MOST_SETS = 400  # of winners: a lever that would bring more is held below that
MOST_AT_ONCE = 4_000  # sets of firms times policies in one batch; between batches the question can be dropped
WHOLE = frozenset({*OF_CALL, "leases_gpus"})
OTHERS = Factor("others", ("", "others", ""), 0.0, (0.0, 1.0))  # every assumption without an index of its own


@dataclass(frozen=True, slots=True)
class Index:
    """One factor's share of a figure's variance: first-order and total, each with a 90 % interval."""

    factor: Factor
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class Indices:
    """Indices of every factor for every figure; arrays [3, factors, figures] hold estimate, low and high. Read-only.

    ``screened_for`` is the figure whose widest assumptions have an index each, "" over levers; ``others`` is how many
    vary together as ``OTHERS``.
    """

    over: Over
    scenario: Scenario = field(repr=False)
    factors: tuple[Factor, ...] = field(repr=False)
    targets: tuple[str, ...]
    first: Floats = field(repr=False)
    total: Floats = field(repr=False)
    samples: int
    solves: int
    screened_for: str = ""
    others: int = 0

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        self.first.setflags(write=False)
        self.total.setflags(write=False)

    def of(self, target: str) -> tuple[Index, ...]:
        """Return the indices for one figure, greatest total first; ModelError if there is no such figure."""
        column = self.targets.index(checked_target(target, self.scenario.firm_ids))
        found = [
            Index(factor, *self.first[:, row, column].tolist(), *self.total[:, row, column].tolist())
            for row, factor in enumerate(self.factors)
        ]
        return tuple(sorted(found, key=lambda index: -index.total))


def lever_indices(
    case: Case,
    scenario: Scenario,
    limits: Limits | None = None,
    *,
    samples: int = SAMPLES,
    progress: Progress = unheard,
    dropped: Dropped = never,
) -> Indices:
    """Return the indices of every lever, over its range or ``limits``, for a scenario's call and pins.

    A lever whose limits are one value stays there and has no index. ``samples`` is a power of two; ``samples`` x
    (levers + 2) policies are solved. Raises ModelError for another number
    or an illegal limit, ExtraError without SciPy, SolveError as solve does, DroppedError once ``dropped`` says so.
    """
    bounds = _within(_solvable(case, scenario), limits or {})
    every = [lever_factor(scenario, lever, bounds) for lever in scenario.levers]
    moving = [column for column, factor in enumerate(every) if factor.values[0] != factor.values[-1]]
    factors = tuple(every[column] for column in moving)
    if not factors:
        raise ModelError(
            "Every lever is locked. Free one.", "모든 정책 수단이 고정되어 있습니다. 하나 이상 해제하십시오."
        )
    shapes = [_along_lever(scenario.levers[column], every[column]) for column in moving]
    work = _Work(samples, len(factors), progress, dropped)

    def evaluate(values: Floats) -> Floats:
        table = np.tile([factor.values[0] for factor in every], (len(values), 1))
        table[:, moving] = values
        return _policies(case, scenario, table, work.tick)

    first, total = indices(shapes, evaluate, samples)
    return Indices("levers", scenario, factors, targets_of(scenario.firm_ids), first, total, samples, work.solves)


def assumption_indices(
    case: Case,
    scenario: Scenario,
    target: str,
    *,
    samples: int = SAMPLES,
    progress: Progress = unheard,
    dropped: Dropped = never,
) -> Indices:
    """Return the indices of every assumption that acts in a scenario's call: all of them vary.

    Those with the widest swings of a figure have an index each; the others vary as one factor, ``OTHERS``, so that the
    indices cover the whole variance. Raises as ``lever_indices``, and ModelError for an unknown figure.
    """
    bars = assumption_swings(case, scenario, dropped=dropped).tornado(target).bars
    inputs = tuple(bar.factor for bar in bars if _acts(case, scenario.call, bar))
    shown = inputs if len(inputs) <= MOST_ASSUMPTIONS + 1 else inputs[:MOST_ASSUMPTIONS]
    rest = range(len(shown), len(inputs))
    groups = [[column] for column in range(len(shown))] + ([list(rest)] if rest else [])
    kinds = {row.key: row.measure.kind for row in evidence(case, case)}
    shapes = [_along_assumption(case, factor, kinds) for factor in inputs]
    work = _Work(samples, len(groups), progress, dropped)
    first, total = indices(shapes, lambda values: _worlds(case, scenario, inputs, values, work.tick), samples, groups)
    factors = (*shown, OTHERS) if rest else shown
    names = targets_of(scenario.firm_ids)
    return Indices("assumptions", scenario, factors, names, first, total, samples, work.solves, target, len(rest))


class _Work:
    """Counts the policies solved and stops once nobody waits any more."""

    def __init__(self, samples: int, factors: int, progress: Progress, dropped: Dropped) -> None:
        self.solves = samples * (factors + 2)
        self.done = 0
        self._progress, self._dropped = progress, dropped

    def tick(self, count: int) -> None:
        """Note that so many more are solved."""
        self.done += count
        self._progress(self.done / max(self.solves, 1))
        if self._dropped():
            raise DroppedError


# Levers


def _solvable(case: Case, scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Return narrower limits for levers whose upper end would bring more sets of winners than can be sampled."""
    field_ = field_of(case, scenario.call)
    values = {lever.id: value for lever, value in zip(scenario.levers, scenario.values, strict=True)}
    limits = {}
    for lever in scenario.levers:
        if lever.id != "seats":
            continue
        high = lever.high
        while high > lever.low and _sets(field_, {**values, "reserved_seat": 0.0, lever.id: high}) > MOST_SETS:
            high -= 1.0
        if high < lever.high:
            limits[lever.id] = (lever.low, high)
    return limits


def _within(solvable: Limits, limits: Limits) -> dict[str, tuple[float, float]]:
    """Return limits cut to what can be solved; a lever whose limits lie beyond that stays at their lower end."""
    bounds = {**solvable, **limits}
    for lever_id in solvable.keys() & limits.keys():
        low, high = limits[lever_id]
        bounds[lever_id] = (low, max(low, min(high, solvable[lever_id][1])))
    return bounds


def _sets(field_: CallField, values: dict[str, float]) -> int:
    return layout_of(rules_of(field_, values)).sets.n_sets


def _along_lever(lever: Lever, factor: Factor) -> Quantiles:
    low, high = factor.values[0], factor.values[-1]
    if lever.kind == "number":
        return lambda share: low + share * (high - low)
    count = high - low + 1.0
    return lambda share: low + np.minimum(np.floor(share * count), count - 1.0)


def _policies(case: Case, scenario: Scenario, values: Floats, tick: Callable[[int], None]) -> Floats:
    """Return every figure [rows, figures] of policies given as lever values [rows, levers]."""
    field_, ids = field_of(case, scenario.call), [lever.id for lever in scenario.levers]
    groups = defaultdict(list)
    for row, one in enumerate(values):
        groups[rules_of(field_, dict(zip(ids, one, strict=True)))].append(row)
    found = np.empty((len(values), len(targets_of(scenario.firm_ids))))
    for rules, rows in groups.items():
        for part in _parts(rows, layout_of(rules).sets.n_sets):
            levers = {name: values[part, column] for column, name in enumerate(ids)}
            game = build_game(case, scenario.call, rules, levers, point_parameters(case), kept_as=None)
            found[part] = _solved(game, scenario)
            tick(len(part))
    return found


def _solved(game: Game, scenario: Scenario) -> Floats:
    return figures(game, equilibrium(game, pins_of((scenario,))).p)


def _parts(rows: Sequence[int], sets: int) -> list[list[int]]:
    most = max(1, MOST_AT_ONCE // sets)
    return [list(rows[first : first + most]) for first in range(0, len(rows), most)]


# Assumptions


def _acts(case: Case, call_id: str, bar: Bar) -> bool:
    """Say whether an assumption has a part in a call; the status quo of a lever may move nothing."""
    assert bar.factor.cell is not None
    table, row, column = bar.factor.cell
    if table == "behaviour":
        return column == "mean"
    return bool(bar.swing) if table == "levers" else acts(case, call_id, (table, row, column))


def _along_assumption(case: Case, factor: Factor, kinds: Mapping[Cell, str]) -> Quantiles:
    assert factor.cell is not None
    table, row, column = factor.cell
    low, high = factor.values
    if table != "behaviour":
        whole = column in WHOLE or (table == "levers" and kinds[factor.cell] in {"integer", "switch", "choice"})
        return Axis(factor.cell, low, high, factor.now, whole).at
    draws = {} if case.draws is None else sample_of(case.draws)
    if row in draws:
        known = draws[row]
        return lambda share: np.asarray(np.quantile(known, share))
    priors = priors_of(case)
    if row not in priors.ids:  # a parameter that is not estimated
        return lambda share: low + share * (high - low)
    place = priors.ids.index(row)
    return lambda share: np.asarray(np.interp(share, priors.shares, priors.quantiles[place]))


def _worlds(
    case: Case, scenario: Scenario, factors: Sequence[Factor], values: Floats, tick: Callable[[int], None]
) -> Floats:
    """Return every figure [rows, figures] of a scenario under inputs given as values [rows, factors]."""
    rules, levers = scenario_rules(case, scenario), lever_arrays((scenario,))
    parameters = {name: np.repeat(array, len(values)) for name, array in point_parameters(case).items()}
    columns: dict[Cell, Floats] = {}
    for place, factor in enumerate(factors):
        assert factor.cell is not None
        if factor.cell[0] == "behaviour":
            parameters[factor.cell[1]] = values[:, place]
        else:
            columns[factor.cell] = values[:, place]
    found = np.empty((len(values), len(targets_of(scenario.firm_ids))))
    largest = max(1, MOST_AT_ONCE // layout_of(rules).sets.n_sets)
    for rows, setting in settings_under(case, scenario.call, columns, parameters, largest):
        here = rules_of(setting.entrants, dict(zip(levers, scenario.values, strict=True)))
        found[rows] = _solved(setting.game(here, levers), scenario)
        tick(len(rows))
    return found

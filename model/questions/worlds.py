"""Plausible worlds: posterior draws and the graded inputs spread over their ranges by one Latin hypercube.

A world gives every input of grade B or C that acts in a call a value in the range of its evidence row, and the
behavioural parameters one draw from the posterior together. Policies are not uncertain: a scenario's levers are what it
says. All scenarios meet the same worlds, so that what differs between them is the policy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.draws import sample_of
from model.equilibrium import solve_logit
from model.errors import ExtraError, ModelError, seed_fault
from model.following import RULE_LEVERS
from model.game import Setting, field_of, point_parameters, rules_of, setting_of
from model.headline import headline_arrays
from model.outcome import Floats
from model.policy import CallField, lever_arrays
from model.priors import priors_of
from model.questions.slopes import CancelledError
from model.schema import EVALUATION_ITEMS
from model.solve import pins_of, solve

if TYPE_CHECKING:
    from model.case import Case
    from model.rows import Event
    from model.scenario import Scenario

UNCERTAIN = frozenset({"B", "C"})  # grades of inputs that differ from world to world
LARGEST_BATCH = 250  # worlds solved together; between batches the run can be stopped
FEWEST, MOST = 20, 20_000  # worlds
OF_INCUMBENTS = frozenset({*(f"{item}_score" for item in EVALUATION_ITEMS), "foreign_reliance_share"})
OF_CALL = ("leave_per_stage", "earlier_rule_changes")
LEVERS = "levers"  # the table of their status quo
Cell = tuple[str, str, str]  # table, row, column
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Axis:
    """One input that differs from world to world, its range, and its value as it stands, all in its unit."""

    cell: Cell
    low: float
    high: float
    value: float
    whole: bool = False

    def at(self, share: Floats) -> Floats:
        """Return values for shares of the range, uniform between its ends; a whole one takes each number alike."""
        if self.whole:
            return np.asarray(self.low + np.floor(share * (self.high - self.low + 1.0)), dtype=np.float64)
        return np.asarray(self.low + share * (self.high - self.low), dtype=np.float64)


@dataclass(frozen=True)
class Worlds:
    """A sample of worlds for one call: ``values`` [worlds, axes], and settings that games are built in, batch by batch.

    ``batches`` are (rows of the worlds, setting); ``draws_from`` says what the parameters were drawn from.
    """

    case: Case = field(repr=False)
    call: str
    seed: int
    axes: tuple[Axis, ...] = field(repr=False)
    values: Floats = field(repr=False)
    batches: tuple[tuple[Ints, Setting], ...] = field(repr=False)
    draws_from: str  # "posterior" or "priors"

    @property
    def count(self) -> int:
        """How many worlds there are."""
        return len(self.values)


@dataclass(frozen=True)
class Solved:
    """A scenario in every world: ``p`` [worlds, n] and each headline [worlds]; nan where no equilibrium was found."""

    scenario: Scenario
    p: Floats = field(repr=False)
    headline: Mapping[str, Floats] = field(repr=False)

    @property
    def found(self) -> NDArray[np.bool_]:
        """Which worlds have an equilibrium, [worlds]."""
        return np.asarray(np.isfinite(self.p).all(axis=-1))


def sampled(case: Case, call_id: str, count: int, seed: int = 0, held: frozenset[Cell] = frozenset()) -> Worlds:
    """Return worlds by a Latin hypercube of a fixed seed; cells in ``held`` keep their value in every world.

    Without draws the parameters come from their priors. Raises ModelError for a count or a seed out of bounds,
    ExtraError without SciPy.
    """
    if not FEWEST <= count <= MOST:
        raise ModelError(
            f"The number of worlds must lie between {FEWEST} and {MOST}, not {count}.",
            f"가능한 상황의 수는 {FEWEST}~{MOST} 범위여야 합니다({count}).",
        )
    if seed < 0:
        raise seed_fault(seed)
    axes = _axes(case, call_id, held)
    priors = None if case.draws is not None else priors_of(case)
    more = 1 if priors is None else priors.n_free
    shares = _hypercube(count, len(axes) + more, seed)
    columns = {axis.cell: axis.at(shares[:, place]) for place, axis in enumerate(axes)}
    if priors is None:
        parameters = _posterior(case, shares[:, -1])
    else:
        parameters = priors.arrays(priors.values(_normal_scores(shares[:, len(axes) :])))
    drawn = _parameter_axes(case, parameters)
    table = np.column_stack([*columns.values(), *(parameters[axis.cell[1]] for axis in drawn)])
    table.setflags(write=False)
    batches = tuple(settings_under(case, call_id, columns, parameters, LARGEST_BATCH))
    return Worlds(case, call_id, seed, (*axes, *drawn), table, batches, "priors" if priors else "posterior")


def solve_in(
    worlds: Worlds,
    scenario: Scenario,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Solved:
    """Return a scenario's equilibrium and headlines in every world, Newton starting from the solution as things stand.

    Raises SolveError for rules that cannot be solved, ModelError for a scenario of another call, CancelledError once
    ``cancelled``.
    """
    if scenario.call != worlds.call:
        raise ModelError(
            f"Scenario {scenario.name} is of the call {scenario.call}; the worlds are of {worlds.call}. "
            "Test scenarios of one call together.",
            f"시나리오 {scenario.name}은(는) 공모 {scenario.call}의 것이며 가능한 상황은 {worlds.call}의 것입니다. "
            "같은 공모의 시나리오끼리 점검해 주십시오.",
        )
    start = solve(worlds.case, scenario).join_probability
    levers = lever_arrays((scenario,))
    p = np.full((worlds.count, len(start)), np.nan)
    headline: dict[str, Floats] = {}
    done = 0
    for rows, setting in worlds.batches:
        if cancelled():
            raise CancelledError
        rules = rules_of(setting.entrants, dict(zip(levers, scenario.values, strict=True)))
        game = setting.game(rules, levers)
        shape = game.base.shape
        solution = solve_logit(
            game.payoff_and_jacobian,
            np.broadcast_to(game.noise_bn, shape),
            np.broadcast_to(start, shape),
            pinned=pins_of((scenario,)),
        )
        p[rows] = np.where(solution.converged[:, None], solution.p, np.nan)
        for name, values in headline_arrays(game, solution.p, *game.prospects.expected_and_chances(solution.p)).items():
            filled = headline.setdefault(name, np.full(worlds.count, np.nan))
            filled[rows] = np.where(solution.converged, values, np.nan)
        done += len(rows)
        progress(done / worlds.count)
    return Solved(scenario, p, headline)


def _axes(case: Case, call_id: str, held: frozenset[Cell]) -> tuple[Axis, ...]:
    """Return the inputs that differ, without parameters and levers, in the order of ``inputs.csv``."""
    axes = []
    for entry in case.inputs:
        cell = (entry.table, entry.row, entry.column)
        if entry.grade in UNCERTAIN and entry.low < entry.high and cell not in held and acts(case, call_id, cell):
            value = float(case.cell(*cell))
            whole = entry.column in OF_CALL or entry.column == "leases_gpus"
            axes.append(Axis(cell, entry.low, entry.high, value, whole))
    return tuple(axes)


def acts(case: Case, call_id: str, cell: Cell) -> bool:
    """Say whether a cell has a part in a call's game: of its firms, its incumbents, the call or an earlier event."""
    table, row, column = cell
    call = case.call(call_id)
    if table == "firms":
        if row in case.eligible_ids(call_id):
            return column != "market_value_bn" or case.firm(row).listing != "none"
        return row in call.incumbents and column in OF_INCUMBENTS
    if table == "eligibility":
        return row.startswith(f"{call_id}/")
    if table == "events":
        return any(f"{one.firm}/{one.date}" == row and one.used and one.date < call.opens for one in case.events)
    return table == "calls" and row == call_id and column in OF_CALL


def _hypercube(count: int, width: int, seed: int) -> Floats:
    try:
        from scipy.stats import qmc
    except ImportError:
        raise ExtraError(
            'A stress test needs SciPy. Install it: pip install "turnout[analysis]".',
            '견고성 점검에는 SciPy가 필요합니다. pip install "turnout[analysis]"로 설치해 주십시오.',
        ) from None
    return np.asarray(qmc.LatinHypercube(d=width, rng=seed).random(count), dtype=np.float64)


def _normal_scores(shares: Floats) -> Floats:
    from scipy.special import ndtri

    return np.asarray(ndtri(shares), dtype=np.float64)


def _posterior(case: Case, share: Floats) -> dict[str, Floats]:
    """Return every parameter [worlds]: one draw a world, those that were not estimated at their point."""
    sample = sample_of(case.draws or {})
    size = len(next(iter(sample.values())))
    rows = np.minimum((share * size).astype(np.intp), size - 1)
    held = {name: np.broadcast_to(value, share.shape) for name, value in point_parameters(case).items()}
    return held | {name: values[rows] for name, values in sample.items()}


def _parameter_axes(case: Case, parameters: Mapping[str, Floats]) -> tuple[Axis, ...]:
    point = point_parameters(case)
    return tuple(
        Axis(("behaviour", name, "mean"), float(values.min()), float(values.max()), float(point[name][0]))
        for name, values in parameters.items()
        if values.min() < values.max()
    )


def settings_under(
    case: Case, call_id: str, columns: Mapping[Cell, Floats], parameters: Mapping[str, Floats], largest: int
) -> Iterator[tuple[Ints, Setting]]:
    """Yield rows and their settings, at most so many rows each: inputs [rows] by cell, parameters [rows] by id.

    Rows of a setting share the whole numbers of the call and the levers that set the rules of the announcement. A
    status quo of a lever only moves the odds that the public gave.
    """
    count = len(next(iter(parameters.values())))
    ruling = [cell for cell in columns if cell[0] == LEVERS and cell[1] in RULE_LEVERS]
    whole = np.zeros((count, len(OF_CALL)))
    for place, column in enumerate(OF_CALL):
        whole[:, place] = columns.get(("calls", call_id, column), float(case.cell("calls", call_id, column)))
    keys = np.column_stack([whole, *(columns[cell] for cell in ruling)])
    order = sorted(range(count), key=lambda world: (*keys[world], world))
    odd = {cell[1]: values for cell, values in columns.items() if cell[0] == LEVERS and cell not in ruling}
    for numbers, group in groupby(order, key=lambda world: tuple(keys[world].tolist())):
        alike = np.array(list(group), dtype=np.intp)
        rules = {cell[1]: value for cell, value in zip(ruling, numbers[len(OF_CALL) :], strict=True)}
        announced = case.scenario_for(call_id).with_levers(rules)
        for rows in np.array_split(alike, -(-len(alike) // largest)):
            entrants = _entrants(case, call_id, columns, numbers[: len(OF_CALL)], rows)
            mine = {name: values[rows] for name, values in parameters.items()}
            levers = {name: values[rows] for name, values in odd.items()}
            yield rows, setting_of(announced, entrants, mine, levers)


def _entrants(
    case: Case, call_id: str, columns: Mapping[Cell, Floats], numbers: tuple[float, ...], rows: Ints
) -> CallField:
    """Return the call's field with arrays [rows, n], each input at its value in these worlds."""
    base = field_of(case, call_id)
    firms = {name: np.tile(values, (len(rows), 1)) for name, values in base.firms.items()}
    incumbents = {name: np.tile(values, (len(rows), 1)) for name, values in base.incumbents.items()}
    used = [event for event in case.events if event.used and event.date < base.call.opens]
    spans = {name: _event_table(used, name, len(rows)) for name in _EVENT_COLUMNS}
    keys = [f"{event.firm}/{event.date}" for event in used]
    for (table, row, column), values in columns.items():
        if table == "events":
            spans[column][:, keys.index(row)] = values[rows]
        elif table in {"firms", "eligibility"}:
            firm = row.split("/")[-1]
            ids, place = (base.firm_ids, firms) if firm in base.firm_ids else (base.call.incumbents, incumbents)
            place[column][:, ids.index(firm)] = values[rows]
    leave, changes = numbers
    return replace(
        base.with_columns(firms, incumbents),
        call=replace(base.call, leave_per_stage=int(leave), earlier_rule_changes=changes),
        event_odds=spans["public_odds_probability"],
        event_falls=spans["market_return_share"] - spans["raw_return_share"],
    )


_EVENT_COLUMNS = ("raw_return_share", "market_return_share", "public_odds_probability")


def _event_table(used: list[Event], column: str, count: int) -> Floats:
    return np.tile(np.array([float(getattr(event, column)) for event in used]), (count, 1))

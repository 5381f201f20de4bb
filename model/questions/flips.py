"""Where on each lever a firm flips: every lever is solved along with the others as they stand, and crossings refined.

The same solves give the curves of the tipping points. A lever of few legal values is solved at each of them; a fine one
on a grid, whose crossings are then closed in on between its legal values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.following import over_policies
from model.game import scenario_rules
from model.layout import layout_of
from model.newton import log_odds_of, logistic
from model.outcome import Floats, Outcome
from model.questions.along import Dropped, Ints, never, probabilities
from model.solve import pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.levers import Lever
    from model.scenario import Scenario

HALF = 0.5
GRID, FEWEST = 13, 5  # points along a fine lever; fewer where there are many sets of firms to reckon with
VALUES_A_POINT = 2  # a whole-number lever with more legal values for each point is a fine one
MOST_POINTS = 60_000  # sets of firms times points along all levers
ROUNDS, FEW_ROUNDS = 30, 3  # of closing in on a crossing
CLOSE_SHARE = 1e-3  # of a lever's finest difference: how near a crossing is closed in on
CLOSE_LOG_ODDS = 1e-10


@dataclass(frozen=True, slots=True)
class Flip:
    """Where a firm crosses 50 % along one lever, the others as they are; ``value`` in the lever's unit.

    Between two legal values of a lever with few of them it lies halfway. Options have no order: there ``value`` is the
    option under which the firm is on the other side than now, and ``joins_above`` says that it joins there.
    """

    firm_id: str
    value: float
    joins_above: bool  # True: it joins to the right of the mark


@dataclass(frozen=True)
class Curve:
    """Join probabilities along one lever: ``values`` [m] ascending in its unit, ``join_probability`` [m, n]."""

    lever_id: str
    values: Floats = field(repr=False)
    join_probability: Floats = field(repr=False)
    flips: tuple[Flip, ...] = ()

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        self.values.setflags(write=False)
        self.join_probability.setflags(write=False)


def flips(
    case: Case, scenario: Scenario, outcome: Outcome, lever_ids: Iterable[str] | None = None
) -> dict[str, tuple[Flip, ...]]:
    """Return the flips along each lever (all unless given), ascending; a lever along which nobody flips is left out.

    ``outcome`` is the scenario's own. Raises SolveError where a policy along a lever has no equilibrium to 1e-12.
    """
    found = curves(case, scenario, outcome, lever_ids)
    return {lever_id: curve.flips for lever_id, curve in found.items() if curve.flips}


def curves(
    case: Case,
    scenario: Scenario,
    outcome: Outcome,
    lever_ids: Iterable[str] | None = None,
    dropped: Dropped = never,
) -> dict[str, Curve]:
    """Return the curve along each lever (all unless given); the scenario's own value and every crossing are points.

    Along another equilibrium than the principal one (``outcome.equilibrium.shown``) a curve ends where that one does.
    Raises as ``flips``, and DroppedError once ``dropped`` says so.
    """
    wanted = None if lever_ids is None else frozenset(lever_ids)
    chosen = [row for row, lever in enumerate(scenario.levers) if wanted is None or lever.id in wanted]
    count = points_along(case, scenario)
    columns, values = _grid(scenario, chosen, count)
    if outcome.equilibrium.shown:
        columns, values, found = _on_branch(case, scenario, outcome, (columns, values), dropped)
    else:
        found = probabilities(case, scenario, (columns, values), dropped=dropped)
    here = np.broadcast_to(outcome.join_probability, (len(chosen), found.shape[1]))
    own = np.array([scenario.values[column] for column in chosen])
    points = _sorted(
        np.concatenate([columns, np.array(chosen, dtype=np.intp)]),
        np.concatenate([values, own]),
        np.concatenate([found, here]),
    )
    brackets = _brackets(scenario, points, count)
    crossed, crossing = _closed_in(case, scenario, points, brackets, dropped)
    marks = _marks(scenario, points, (brackets, crossed))
    fine = brackets.columns[brackets.fine]
    every = _sorted(
        np.concatenate([points.columns, fine]),
        np.concatenate([points.values, crossed[brackets.fine]]),
        np.concatenate([points.joining, crossing]),
    )
    result = {}
    for column in chosen:
        mine = every.columns == column
        lever_id = scenario.levers[column].id
        result[lever_id] = Curve(lever_id, every.values[mine], every.joining[mine], marks.get(column, ()))
    return result


def _on_branch(
    case: Case, scenario: Scenario, outcome: Outcome, policies: tuple[Ints, Floats], dropped: Dropped
) -> tuple[Ints, Floats, Floats]:
    """Return the policies to which the outcome's own equilibrium can be carried, and where it is there, [rows, n]."""
    columns, values = policies
    table = np.tile(scenario.values, (len(values), 1))
    table[np.arange(len(values)), columns] = values
    pins = pins_of((scenario,))
    fixed = None if pins is None else np.repeat(pins, len(values), axis=0)
    found = over_policies(case, scenario, outcome.join_probability, table, fixed, dropped)
    kept = np.isfinite(found[:, 0])
    return columns[kept], values[kept], found[kept]


@dataclass(frozen=True, slots=True)
class _Points:
    """Solved policies: the lever that differs and its value [rows], join probabilities [rows, n]; sorted by both."""

    columns: Ints
    values: Floats
    joining: Floats


@dataclass(frozen=True, slots=True)
class _Brackets:
    """Neighbouring points between which a firm crosses one half: their lower rows, the firm, whether to close in."""

    rows: Ints
    firms: Ints
    columns: Ints
    fine: NDArray[np.bool_]


def points_along(case: Case, scenario: Scenario) -> int:
    """Return how many points a fine lever gets, so that many seats do not make the question last for minutes."""
    sets = layout_of(scenario_rules(case, scenario)).sets.n_sets
    return int(np.clip(MOST_POINTS // (sets * len(scenario.levers)), FEWEST, GRID))


def is_fine(lever: Lever, points: int) -> bool:
    """Say whether a lever has too many legal values to solve at each."""
    if lever.kind == "integer":
        return lever.high - lever.low + 1 > VALUES_A_POINT * points
    return lever.kind == "number"


def values_along(case: Case, scenario: Scenario, lever_id: str) -> Floats:
    """Return the values of a lever at which its curve is solved, ascending, the scenario's own among them."""
    column = [lever.id for lever in scenario.levers].index(lever_id)
    _, values = _grid(scenario, [column], points_along(case, scenario))
    return np.unique(np.append(values, scenario.values[column]))


def _sorted(columns: Ints, values: Floats, joining: Floats) -> _Points:
    order = np.lexsort((values, columns))
    return _Points(columns[order], values[order], joining[order])


def _grid(scenario: Scenario, chosen: list[int], points: int) -> tuple[Ints, Floats]:
    """Return the policies to solve along the chosen levers, without the scenario's own."""
    columns, values = [], []
    for column in chosen:
        lever = scenario.levers[column]
        along = np.arange(lever.low, lever.high + 1.0)
        if is_fine(lever, points):
            along = np.linspace(lever.low, lever.high, points)
        along = along[along != scenario.values[column]]
        values.append(along)
        columns.append(np.full(len(along), column, dtype=np.intp))
    return np.concatenate(columns), np.concatenate(values)


def _brackets(scenario: Scenario, points: _Points, count: int) -> _Brackets:
    """Return every pair of neighbours along a lever with order on whose two sides a firm decides otherwise."""
    joins = points.joining >= HALF
    ordered = np.array([lever.kind != "choice" for lever in scenario.levers])
    along = (points.columns[1:] == points.columns[:-1]) & ordered[points.columns[:-1]]
    rows, firms = np.nonzero((joins[1:] != joins[:-1]) & along[:, None])
    columns = points.columns[rows]
    fine = np.array([is_fine(lever, count) for lever in scenario.levers])[columns]
    return _Brackets(rows, firms, columns, fine)


def _closed_in(
    case: Case, scenario: Scenario, points: _Points, brackets: _Brackets, dropped: Dropped
) -> tuple[Floats, Floats]:
    """Return where each bracket is crossed [brackets], and for the fine ones the probabilities there [fine, n].

    Regula falsi on the firm's log-odds (Illinois), every bracket in one batch, to a thousandth of the lever's finest
    difference; a few rounds must do where there are very many sets of firms. The value is on the side where the firm
    joins, so that a jump of the equilibrium is closed in on just as well.
    """
    low, high = points.values[brackets.rows], points.values[brackets.rows + 1]
    crossed = 0.5 * (low + high)
    keep = np.flatnonzero(brackets.fine)
    hunt = _Hunt(points, brackets.rows[keep], brackets.firms[keep])
    units = np.array([10.0**-lever.decimals for lever in scenario.levers])[brackets.columns[keep]]
    for _ in range(ROUNDS if points_along(case, scenario) > FEWEST else FEW_ROUNDS):
        open_ = np.flatnonzero(hunt.unsettled(CLOSE_SHARE * units))
        if not len(open_):
            break
        tried, start = hunt.guess(open_)
        policies = (brackets.columns[keep][open_], tried)
        hunt.take(open_, tried, probabilities(case, scenario, policies, start, dropped))
    value, joining = hunt.answer()
    crossed[keep] = value
    return crossed, joining


class _Hunt:
    """The ends of every bracket: values [2, k], log-odds of the firm [2, k], probabilities [2, k, n]."""

    def __init__(self, points: _Points, rows: Ints, firms: Ints) -> None:
        self.firms = firms
        self.values = np.stack([points.values[rows], points.values[rows + 1]])
        self.joining = np.stack([points.joining[rows], points.joining[rows + 1]])
        self.odds = log_odds_of(np.take_along_axis(self.joining, firms[None, :, None], axis=-1)[..., 0])
        self.weight = np.ones_like(self.odds)
        self.side = np.full(len(rows), -1)

    def unsettled(self, near: Floats) -> NDArray[np.bool_]:
        """Return which brackets are neither narrow nor hit."""
        wide = self.values[1] - self.values[0] > near
        return np.asarray(wide & (np.abs(self.odds).min(axis=0) > CLOSE_LOG_ODDS))

    def guess(self, open_: Ints) -> tuple[Floats, Floats]:
        """Return the values to try [open] and probabilities to start from [open, n]."""
        odds = self.odds[:, open_] * self.weight[:, open_]
        share = np.clip(odds[0] / (odds[0] - odds[1]), 0.0, 1.0)
        tried = self.values[0, open_] + share * (self.values[1, open_] - self.values[0, open_])
        ends = log_odds_of(self.joining[:, open_])
        return tried, logistic(ends[0] + share[:, None] * (ends[1] - ends[0]))

    def take(self, open_: Ints, tried: Floats, joining: Floats) -> None:
        """Move the end on whose side the firm decides as at the value tried; an end that stays put weighs half."""
        odds = log_odds_of(joining[np.arange(len(open_)), self.firms[open_]])
        side = np.where((odds >= 0.0) == (self.odds[0, open_] >= 0.0), 0, 1)
        again = side == self.side[open_]
        self.values[side, open_], self.odds[side, open_] = tried, odds
        self.joining[side, open_] = joining
        self.weight[side, open_] = 1.0
        self.weight[1 - side, open_] *= np.where(again, 0.5, 1.0)
        self.side[open_] = side

    def answer(self) -> tuple[Floats, Floats]:
        """Return the end nearer to one half, but a joining one unless hit: values [k] and probabilities [k, n]."""
        every = np.arange(len(self.firms))
        hit = np.abs(self.odds).min(axis=0) <= CLOSE_LOG_ODDS
        end = np.where(hit, np.abs(self.odds).argmin(axis=0), (self.odds[1] >= 0.0).astype(np.intp))
        return self.values[end, every], self.joining[end, every]


def _marks(scenario: Scenario, points: _Points, found: tuple[_Brackets, Floats]) -> dict[int, tuple[Flip, ...]]:
    """Return the flips by column, ascending by value and then in the order of the firms."""
    brackets, crossed = found
    marks: dict[int, list[Flip]] = {}
    order = np.lexsort((brackets.firms, crossed, brackets.columns))
    for bracket in order:
        firm = int(brackets.firms[bracket])
        above = bool(points.joining[brackets.rows[bracket] + 1, firm] >= HALF)
        flip = Flip(scenario.firm_ids[firm], float(crossed[bracket]), above)
        marks.setdefault(int(brackets.columns[bracket]), []).append(flip)
    for column, lever in enumerate(scenario.levers):
        if lever.kind == "choice":
            marks[column] = _option_marks(scenario, column, points)
    return {column: tuple(flips_) for column, flips_ in marks.items() if flips_}


def _option_marks(scenario: Scenario, column: int, points: _Points) -> list[Flip]:
    """Return the options under which a firm decides otherwise than under the present one."""
    mine = points.columns == column
    if not mine.any():
        return []
    values, joins = points.values[mine], points.joining[mine] >= HALF
    now = joins[int(np.flatnonzero(values == scenario.values[column])[0])]
    rows, firms = np.nonzero(joins != now)
    return [
        Flip(scenario.firm_ids[firm], float(values[row]), bool(joins[row, firm]))
        for row, firm in zip(rows, firms, strict=True)
    ]

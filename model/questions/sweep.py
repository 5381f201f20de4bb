"""What becomes of a policy along one lever, or over the plane of two: every chance and headline on a grid of values.

Policies of a grid are solved together wherever they share the rules of the contest, and tournaments are shared by all
that have the same strengths. A finer grid takes over what a coarser one has solved and starts from what lies between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.claims import DroppedError
from model.errors import LeverError
from model.game import Game, build_game, field_of, point_parameters, rules_of, scenario_rules
from model.headline import headline_arrays
from model.layout import Rules, layout_of
from model.levers import Lever
from model.newton import log_odds_of, logistic
from model.outcome import HEADLINES, Floats
from model.questions.along import Dropped, moves_strengths, never
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Ints = NDArray[np.intp]

MOST_AXES = 2
MOST_CASES = 12  # values of a count that are told apart
MOST_AT_ONCE = 8_000  # sets of winners times policies in one batch; between batches the question can be dropped
MOST_CONTESTS = 2_500  # likewise where each policy has a tournament of its own
SHAPING = frozenset({"seats", "final_teams", "next_in_rank", "reserved_seat"})  # levers that set the rules


@dataclass(frozen=True)
class Axis:
    """A lever and its values, ascending, in its own unit; values between a lever's legal ones are allowed."""

    lever: Lever
    values: Floats = field(repr=False)

    def __post_init__(self) -> None:
        """Make the values read-only."""
        self.values.setflags(write=False)

    @property
    def smooth(self) -> bool:
        """Whether to draw it as a range: a number, or a count with many values; others are a few separate cases."""
        return self.lever.kind == "number" or (self.lever.kind == "integer" and legal_values(self.lever) > MOST_CASES)


@dataclass(frozen=True)
class Sweep:
    """Chances [.., n] and headlines [..] on a grid: one array axis a lever, in the order of ``axes``; read-only."""

    scenario: Scenario = field(repr=False)  # the other levers and the pins are as here
    axes: tuple[Axis, ...]
    joining: Floats = field(repr=False)
    headline: Mapping[str, Floats] = field(repr=False)

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for array in (self.joining, *self.headline.values()):
            array.setflags(write=False)

    @property
    def levers(self) -> tuple[str, ...]:
        """The ids of the levers swept."""
        return tuple(axis.lever.id for axis in self.axes)

    def figure(self, name: str) -> Floats:
        """Return a headline or a firm's chance to join by id, [..]; LeverError names those that there are."""
        if name in self.headline:
            return self.headline[name]
        if name in self.scenario.firm_ids:
            return np.asarray(self.joining[..., self.scenario.firm_ids.index(name)])
        known = ", ".join((*self.headline, *self.scenario.firm_ids))
        raise LeverError(
            f"There is no figure {name!r} to sweep. Figures: {known}.",
            f"지표 {name!r}이(가) 없습니다. 사용할 수 있는 지표: {known}",
        )

    def is_of(self, scenario: Scenario, levers: Sequence[str]) -> bool:
        """Say whether it holds for a policy: same call and pins, same levers apart from those swept."""
        return (
            self.levers == tuple(levers)
            and (self.scenario.call, self.scenario.pins) == (scenario.call, scenario.pins)
            and set(scenario.changed_from(self.scenario)) <= set(levers)
        )


def legal_values(lever: Lever) -> int:
    """Return how many values a lever may have."""
    return round((lever.high - lever.low) / lever.step) + 1


def axis_of(lever: Lever, most: int) -> Axis:
    """Return a lever's whole range in at most so many values: evenly if it is a number, else legal values only."""
    if lever.kind == "number":
        return Axis(lever, np.linspace(lever.low, lever.high, most))
    steps = legal_values(lever) - 1
    places = np.arange(steps + 1) if steps < most else np.unique(np.round(np.linspace(0, steps, most)))
    return Axis(lever, np.asarray(lever.low + places * lever.step, dtype=np.float64))


def sweep(
    case: Case,
    scenario: Scenario,
    axes: Sequence[Axis],
    near: Sweep | None = None,
    dropped: Dropped = never,
) -> Sweep:
    """Solve a scenario on a grid of one or two levers.

    Every policy is on the branch from one half, unless ``near`` is a sweep of the same scenario over other values of
    the same levers: policies that it has are taken over, and for others Newton begins at what lies between. Raises
    LeverError for no, three or equal levers, SolveError as solve does, DroppedError once ``dropped`` says so.
    """
    axes = _checked(axes)
    shape = tuple(len(axis.values) for axis in axes)
    table, cells = _policies(scenario, axes)
    found = {name: np.empty(len(table)) for name in HEADLINES} | {"": np.empty((len(table), len(scenario.firm_ids)))}
    left, start = np.arange(len(table)), None
    if near is not None:
        left = np.flatnonzero(~_taken_over(near, axes, found))
        start = _between(near, axes).reshape(len(table), -1)
    solver = _Solver(case, scenario, tuple(axis.lever.id for axis in axes), near is None)
    for rows, rules, alike in solver.batches(table[left], cells[left]):
        if dropped():
            raise DroppedError
        mine = left[rows]
        game = solver.game(table[mine], rules, alike)
        p = equilibrium(game, pins_of((scenario,)), None if start is None else start[mine], dropped).p
        found[""][mine] = p
        for name, values in headline_arrays(game, p, *game.prospects.expected_and_chances(p)).items():
            found[name][mine] = values
    headline = {name: found[name].reshape(shape) for name in HEADLINES}
    return Sweep(scenario, axes, found[""].reshape(*shape, -1), MappingProxyType(headline))


@dataclass(frozen=True)
class _Solver:
    """How the policies of one sweep are put into batches: by rules, and where it pays by strengths."""

    case: Case
    scenario: Scenario
    levers: tuple[str, ...]  # swept
    first: bool  # the first look at a map: its tournaments are kept for when another lever moves

    @property
    def strong(self) -> tuple[int, ...]:
        """The axes whose lever changes the tournament."""
        return tuple(place for place, lever in enumerate(self.levers) if moves_strengths(lever))

    def batches(self, table: Floats, cells: Ints) -> Iterator[tuple[Ints, Rules, bool]]:
        """Yield rows to be solved together, their rules, and whether they share one tournament.

        Rows of the same strengths follow one another.
        """
        strong = cells[:, list(self.strong)]
        order = np.lexsort(strong.T[::-1]) if strong.shape[1] else np.arange(len(table))
        for rules, places in _by_rules(self.case, self.scenario, table[order]).items():
            sets, rows = layout_of(rules).sets.n_sets, order[places]
            most = max(1, MOST_AT_ONCE // sets)
            if not self.strong:
                yield from ((part, rules, True) for part in _cut(rows, most))
                continue
            changes = np.flatnonzero(np.any(strong[rows][1:] != strong[rows][:-1], axis=1)) + 1
            if len(rows) >= most * (len(changes) + 1):
                for group in np.split(rows, changes):
                    yield from ((part, rules, True) for part in _cut(group, most))
            else:
                yield from ((part, rules, False) for part in _cut(rows, max(1, MOST_CONTESTS // sets)))

    def game(self, table: Floats, rules: Rules, alike: bool) -> Game:
        """Put policies [rows, levers] together that share their rules, and their strengths where ``alike``."""
        swept = [lever for place, lever in enumerate(self.levers) if not alike or place not in self.strong]
        levers = {
            lever.id: table[:, at] if lever.id in swept else table[:1, at]
            for at, lever in enumerate(self.scenario.levers)
        }
        if not alike:
            levers = {name: np.broadcast_to(values, (len(table),)) for name, values in levers.items()}
        kept_as = "map" if self.first or alike else None
        if not self.strong:
            kept_as = "prospects" if rules == scenario_rules(self.case, self.scenario) else "along"
        return build_game(self.case, self.scenario.call, rules, levers, point_parameters(self.case), kept_as=kept_as)


def _cut(rows: Ints, most: int) -> Iterator[Ints]:
    return (rows[first : first + most] for first in range(0, len(rows), most))


def _taken_over(near: Sweep, axes: tuple[Axis, ...], found: Mapping[str, Floats]) -> NDArray[np.bool_]:
    """Copy what a sweep over other values has of these policies, and say which it has, [rows]."""
    shape = tuple(len(axis.values) for axis in axes)
    pairs = [
        np.intersect1d(old.values, new.values, assume_unique=True, return_indices=True)[1:]
        for old, new in zip(near.axes, axes, strict=True)
    ]
    there, here = (np.ix_(*places) for places in zip(*pairs, strict=True))
    known = np.zeros(shape, dtype=np.bool_)
    known[here] = True
    for name, values in {**near.headline, "": near.joining}.items():
        found[name].reshape(*shape, *values.shape[len(shape) :])[here] = values[there]
    return known.ravel()


def _checked(axes: Sequence[Axis]) -> tuple[Axis, ...]:
    ids = [axis.lever.id for axis in axes]
    if not 1 <= len(ids) <= MOST_AXES or len(set(ids)) < len(ids):
        raise LeverError(
            f"A sweep is along one lever or two different ones, not {', '.join(ids) or 'none'}.",
            f"서로 다른 정책 수단 한 개 또는 두 개를 지정해 주십시오(지정한 수단: {', '.join(ids) or '없음'}).",
        )
    return tuple(axes)


def _policies(scenario: Scenario, axes: tuple[Axis, ...]) -> tuple[Floats, Ints]:
    """Return every policy's lever values [rows, levers] and its place along each axis [rows, axes]."""
    cells = np.stack(np.meshgrid(*(np.arange(len(axis.values)) for axis in axes), indexing="ij"), axis=-1)
    cells = cells.reshape(-1, len(axes))
    table = np.tile(scenario.values, (len(cells), 1))
    for place, axis in enumerate(axes):
        table[:, scenario.levers.index(axis.lever)] = axis.values[cells[:, place]]
    return table, cells


def _between(near: Sweep, axes: tuple[Axis, ...]) -> Floats:
    """Return chances between those of a coarser sweep, [.., n]: linear in the log-odds along each lever."""
    odds = log_odds_of(near.joining)
    for at, (coarse, fine) in enumerate(zip(near.axes, axes, strict=True)):
        place = np.interp(fine.values, coarse.values, np.arange(len(coarse.values)))
        below = np.minimum(place.astype(np.intp), max(len(coarse.values) - 2, 0))
        above = np.minimum(below + 1, len(coarse.values) - 1)
        share = (place - below).reshape([-1 if axis == at else 1 for axis in range(odds.ndim)])
        odds = (1.0 - share) * np.take(odds, below, axis=at) + share * np.take(odds, above, axis=at)
    return logistic(odds)


def _by_rules(case: Case, scenario: Scenario, table: Floats) -> dict[Rules, Ints]:
    """Return the rows of a table of policies by the rules of their contest."""
    entrants, ids = field_of(case, scenario.call), [lever.id for lever in scenario.levers]
    shaping = [at for at, name in enumerate(ids) if name in SHAPING]
    groups: dict[Rules, list[Ints]] = defaultdict(list)
    kinds, row_of = np.unique(table[:, shaping], axis=0, return_inverse=True)
    for kind in range(len(kinds)):
        rows = np.flatnonzero(row_of.ravel() == kind)
        groups[rules_of(entrants, dict(zip(ids, table[rows[0]], strict=True)))].append(rows)
    return {rules: np.sort(np.concatenate(rows)) for rules, rows in groups.items()}

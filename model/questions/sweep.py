"""What becomes of a policy along one lever, or over the plane of two: every chance and headline on a grid of values.

Policies of a grid are solved together wherever they share the rules of the contest, and tournaments are shared by all
that have the same strengths. A finer grid takes over what a coarser one has solved and starts from what lies between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.claims import DroppedError
from model.errors import LeverError
from model.headline import headline_arrays
from model.levers import Lever
from model.newton import log_odds_of, logistic
from model.outcome import HEADLINES, Floats
from model.questions.along import Dropped, never
from model.questions.gridgames import GridGames, Ints
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

MOST_AXES = 2
MOST_CASES = 12  # values of a count that are told apart
NEIGHBOURS = 4  # solved values that a start between them is taken from


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
    former: Sweep | None = field(default=None, repr=False)  # of other levers' values, finer: where to look for more

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

    @property
    def cells(self) -> int:
        """How many policies it has."""
        return prod(len(axis.values) for axis in self.axes)

    def is_of(self, scenario: Scenario, levers: Sequence[str]) -> bool:
        """Say whether it holds for a policy: same call and pins, same levers apart from those swept."""
        return (
            self.levers == tuple(levers)
            and (self.scenario.call, self.scenario.pins) == (scenario.call, scenario.pins)
            and set(scenario.changed_from(self.scenario)) <= set(levers)
        )


def legal_values(lever: Lever) -> int:
    """Return how many values a lever may have, step by step."""
    return round((lever.high - lever.low) / lever.step) + 1


def axis_of(lever: Lever, most: int) -> Axis:
    """Return a lever's whole range in at most so many of its steps, as evenly as they allow."""
    steps = legal_values(lever) - 1
    places = np.arange(steps + 1) if steps < most else np.unique(np.round(np.linspace(0, steps, most)))
    values = lever.low + places * lever.step
    if lever.kind == "number":
        values = np.array([lever.checked(min(value, lever.high)) for value in values.tolist()])
    return Axis(lever, np.asarray(values, dtype=np.float64))


def sweep(
    case: Case,
    scenario: Scenario,
    axes: Sequence[Axis],
    near: Sweep | None = None,
    dropped: Dropped = never,
) -> Sweep:
    """Solve a scenario on a grid of one or two levers.

    Every policy is on the branch from one half, unless ``near`` is a sweep of the same scenario over other values of
    the same levers: policies that it has are taken over, and for others Newton begins at what lies between, or at what
    its ``former`` sweep has there, moved by as much as the policies of both have moved. Raises LeverError for no, three
    or equal levers, SolveError as solve does, DroppedError once ``dropped`` says so.
    """
    axes = _checked(axes)
    shape = tuple(len(axis.values) for axis in axes)
    table, cells = _policies(scenario, axes)
    found = {name: np.empty(len(table)) for name in HEADLINES} | {"": np.empty((len(table), len(scenario.firm_ids)))}
    left, start = np.arange(len(table)), None
    if near is not None:
        left = np.flatnonzero(~_taken_over(near, axes, found))
        start = _expected(near, axes).reshape(len(table), -1)
    games = GridGames(case, scenario, tuple(axis.lever.id for axis in axes), near is None)
    for rows, game in games.of(table[left], cells[left]):
        if dropped():
            raise DroppedError
        mine = left[rows]
        p = equilibrium(game, pins_of((scenario,)), None if start is None else start[mine], dropped).p
        found[""][mine] = p
        for name, values in headline_arrays(game, p, *game.prospects.expected_and_chances(p)).items():
            found[name][mine] = values
    headline = {name: found[name].reshape(shape) for name in HEADLINES}
    return Sweep(scenario, axes, found[""].reshape(*shape, -1), MappingProxyType(headline))


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


def _expected(near: Sweep, axes: tuple[Axis, ...]) -> Floats:
    """Return about what the chances on a grid will be, [.., n], from a coarser sweep and its former one."""
    odds, former = log_odds_of(near.joining), near.former
    if former is None:
        return logistic(_between(odds, near.axes, axes))
    before = log_odds_of(former.joining)
    moved = odds - _between(before, former.axes, near.axes)
    return logistic(_between(before, former.axes, axes) + _between(moved, near.axes, axes))


def _between(odds: Floats, coarse: tuple[Axis, ...], fine: tuple[Axis, ...]) -> Floats:
    """Return log-odds between those of a coarser grid, [.., n]: cubic along each lever."""
    for at, (old, new) in enumerate(zip(coarse, fine, strict=True)):
        odds = np.moveaxis(np.tensordot(_lagrange(old.values, new.values), odds, axes=(1, at)), 0, at)
    return odds


def _lagrange(coarse: Floats, fine: Floats) -> Floats:
    """Return weights [fine, coarse] that interpolate through the NEIGHBOURS coarse values around each fine one."""
    count = min(NEIGHBOURS, len(coarse))
    first = np.clip(np.searchsorted(coarse, fine) - count // 2, 0, len(coarse) - count)
    places = first[:, None] + np.arange(count)
    nodes = coarse[places]
    weights = np.zeros((len(fine), len(coarse)))
    for one in range(count):
        others = np.delete(nodes, one, axis=1)
        share = (fine[:, None] - others) / (nodes[:, [one]] - others)
        weights[np.arange(len(fine)), places[:, one]] = share.prod(axis=1)
    return weights

"""What a tornado is made of: how far every figure moves when one thing at a time goes from one end to the other.

One pass solves every end once and keeps all figures, so that another headline or firm needs no solving.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from model.errors import FirmError, ModelError
from model.game import Game
from model.headline import headline_arrays
from model.outcome import HEADLINES, Floats

if TYPE_CHECKING:
    from model.scenario import Scenario

Over = Literal["levers", "assumptions"]
Cell = tuple[str, str, str]  # table, row and column of an input

WORKING_HEADLINE = "expected_joiners"
FIRM = "firm:"  # stands before a firm's id where its chance of joining is the figure
ENDS = 2
NEGLIGIBLE = 1e-9  # in the unit of any figure: what rounding of a solve may leave


@dataclass(frozen=True, slots=True)
class Factor:
    """What is moved: a lever by its id, or an input by its cell; ``now`` and ``values`` in its own unit.

    ``values`` are the two ends, or the options of a choice.
    """

    id: str
    cell: Cell | None
    now: float
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a tornado: the figure at both ends, its swing, and the rank by swing (0: it moves nothing).

    Options have no order: there the ends are those with the least and the greatest figure. The swing is the distance
    between the least and the greatest of both ends and the present figure, so that a bend inside counts as well.
    """

    factor: Factor
    low_value: float
    high_value: float
    low_result: float
    high_result: float
    swing: float
    rank: int


@dataclass(frozen=True, slots=True)
class Tornado:
    """The bars of one figure, widest first; ``now`` is the figure as it stands."""

    target: str  # a headline's id, or "firm:" and a firm's id
    now: float
    bars: tuple[Bar, ...]

    @property
    def unit(self) -> str:
        """The unit of the figure: the unit of the headline, or a probability."""
        return unit_of(self.target)


@dataclass(frozen=True)
class Swings:
    """Every figure at every end: ``now`` [figures] and ``results`` [rows, figures], in the order of ``targets``.

    Row by row the factor's number in ``factors`` stands in ``rows`` and its value in ``values``. Read-only.
    """

    over: Over
    scenario: Scenario = field(repr=False)
    factors: tuple[Factor, ...] = field(repr=False)
    targets: tuple[str, ...]
    now: Floats = field(repr=False)
    results: Floats = field(repr=False)
    limits: tuple[tuple[str, tuple[float, float]], ...] = ()  # of levers that do not swing all the way, by id

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        self.now.setflags(write=False)
        self.results.setflags(write=False)

    def tornado(self, target: str) -> Tornado:
        """Return the bars of one figure, widest first; ModelError if there is no such figure."""
        return _tornado(self, checked_target(target, self.scenario.firm_ids))

    def is_of(self, scenario: Scenario, limits: Mapping[str, tuple[float, float]] | None = None) -> bool:
        """Say whether it speaks of this policy, and of levers that swing within these limits."""
        return self.scenario.same_policy(scenario) and self.limits == tuple(sorted((limits or {}).items()))

    def __hash__(self) -> int:
        """Return a hash by identity: answers are compared by where they came from."""
        return id(self)

    def __eq__(self, other: object) -> bool:
        """Say whether this is the same answer."""
        return self is other


def targets_of(firm_ids: Sequence[str]) -> tuple[str, ...]:
    """Return every figure that can be asked about: the headlines, then the firms."""
    return (*HEADLINES, *(f"{FIRM}{firm_id}" for firm_id in firm_ids))


def checked_target(target: str, firm_ids: Sequence[str]) -> str:
    """Return a figure's id if there is such a figure; ModelError names those that there are."""
    if target in targets_of(firm_ids):
        return target
    if target.startswith(FIRM):
        known = ", ".join(firm_ids)
        firm_id = target.removeprefix(FIRM)
        raise FirmError(
            f"There is no firm {firm_id!r} in this call. Firms: {known}.",
            f"이 공모에 기업 {firm_id!r}이(가) 없습니다. 있는 기업: {known}",
        )
    known = ", ".join(HEADLINES)
    raise ModelError(
        f"There is no headline {target!r}. Use firm:ID or one of: {known}.",
        f"지표 {target!r}이(가) 없습니다. firm:ID 또는 다음 중 하나를 쓰십시오: {known}",
    )


def unit_of(target: str) -> str:
    """Return a figure's unit."""
    return "probability" if target.startswith(FIRM) else HEADLINES[target]


def figures(game: Game, p: Floats) -> Floats:
    """Return every figure [batch, figures] of solved games, in the order of ``targets_of``."""
    headline = headline_arrays(game, p, *game.prospects.expected_and_chances(p))
    return np.concatenate([np.stack([headline[name] for name in HEADLINES], axis=-1), p], axis=-1)


@lru_cache(maxsize=64)
def _tornado(swings: Swings, target: str) -> Tornado:
    column = swings.targets.index(target)
    now = float(swings.now[column])
    bars, first = [], 0
    for factor in swings.factors:
        results = swings.results[first : first + len(factor.values), column]
        first += len(factor.values)
        bars.append(_bar(factor, results, now))
    spans = [bar.swing for bar in bars]
    ranked = [_ranked(bar, spans) for bar in bars]
    ranked.sort(key=lambda bar: -bar.swing)
    return Tornado(target, now, tuple(ranked))


def _bar(factor: Factor, results: Floats, now: float) -> Bar:
    low, high = 0, len(results) - 1
    if len(results) > ENDS:
        low, high = int(np.argmin(results)), int(np.argmax(results))
    every = np.array([*results, now])
    swing = float(np.ptp(every[np.isfinite(every)])) if np.isfinite(every).any() else 0.0
    swing = 0.0 if swing < NEGLIGIBLE else swing
    ends = (float(results[low]), float(results[high])) if swing else (now, now)
    return Bar(factor, factor.values[low], factor.values[high], *ends, swing, 0)


def _ranked(bar: Bar, swings: Sequence[float]) -> Bar:
    """Return a bar with its rank: equal swings share one, so that the order of the case plays no part."""
    if not bar.swing:
        return bar
    rank = 1 + sum(other > bar.swing + NEGLIGIBLE for other in swings)
    return Bar(bar.factor, bar.low_value, bar.high_value, bar.low_result, bar.high_result, bar.swing, rank)

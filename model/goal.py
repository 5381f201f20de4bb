"""A goal: what the ministry wants of a call, under which limits. One object for every question that needs one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from model.errors import GoalError
from model.outcome import Floats, Outcome
from model.schema import EVALUATION_ITEMS

if TYPE_CHECKING:
    from model.levers import Lever
    from model.scenario import Scenario


# A search leaves the weights of the evaluation alone until they are unlocked: it would set them to fit single firms.
EVALUATION_LEVERS = frozenset(f"weight_{item}" for item in EVALUATION_ITEMS)


@dataclass(frozen=True, slots=True)
class Goal:
    """Targets and limits; every target must hold.

    ``firms_in`` join and ``firms_out`` stay out with at least ``chance_probability``; at least ``joiners`` are expected
    (count); a listed firm joins with that chance; the best added team is at least ``strength`` (incumbents = 1); the
    public cost stays within ``budget_bn``. ``locked`` levers stay as they are; with ``keeps_support`` no lever that
    pays for support falls. ``ranges`` are (lever, low, high) within which a lever may move, in its unit; ``weights``
    are (lever, weight) by which its change counts, 1 unless named.
    """

    firms_in: tuple[str, ...] = ()
    firms_out: tuple[str, ...] = ()
    joiners: float | None = None
    listed: bool = False
    strength: float | None = None
    budget_bn: float | None = None
    locked: tuple[str, ...] = ()
    chance_probability: float = 0.5
    keeps_support: bool = False
    ranges: tuple[tuple[str, float, float], ...] = ()
    weights: tuple[tuple[str, float], ...] = ()

    def checked(self, scenario: Scenario) -> Goal:
        """Return the goal if it can be asked of a scenario; GoalError says what is wrong with it."""
        self._check_firms(scenario)
        self.check_levers(scenario.levers)
        if self.joiners is not None and self.joiners > len(scenario.firm_ids):
            most = len(scenario.firm_ids)
            raise _fault(f"joiners must lie between 0 and {most}", f"참여 기업 수는 0~{most} 범위여야 합니다")
        self.check_numbers()
        if not (self.firms_in or self.firms_out or self.listed or self.joiners or self.strength or self.budget_bn):
            raise _fault(
                "nothing is asked for; name a firm, a number or a limit", "목표가 없습니다. 기업, 수, 한도를 정하십시오"
            )
        return self

    def check_numbers(self) -> None:
        """Raise GoalError where a number is none that any call could be asked for."""
        asked = (self.strength or 0.0, self.budget_bn or 0.0, self.joiners or 0.0)
        if not all(map(math.isfinite, asked)):
            raise _fault(
                "joiners, strength and budget must be finite numbers; leave out what sets no limit",
                "기업 수, 경쟁력, 예산은 유한한 수여야 합니다. 한도가 없으면 빼십시오",
            )
        if min(asked) < 0.0:
            raise _fault(
                "joiners, strength and budget cannot be negative", "기업 수, 경쟁력, 예산은 음수일 수 없습니다"
            )
        if not 0.0 < self.chance_probability < 1.0:
            raise _fault("the chance asked for must lie between 0 and 1", "요구 확률은 0과 1 사이여야 합니다")

    def check_levers(self, levers: Sequence[Lever]) -> None:
        """Raise GoalError for a lever that there is not, a range outside the lever's own, or a weight that is none."""
        known = {lever.id: lever for lever in levers}
        for lever in (*self.locked, *(row[0] for row in (*self.ranges, *self.weights))):
            if lever not in known:
                ids = ", ".join(known)
                raise _fault(
                    f"there is no lever {lever!r}; use one of: {ids}",
                    f"정책 수단 {lever!r}이(가) 없습니다. 쓸 수 있는 값: {ids}",
                )
        for lever, low, high in self.ranges:
            _check_range(known[lever], low, high)
        for lever, weight in self.weights:
            if not 0.0 < weight <= MOST_WEIGHT:
                raise _fault(
                    f"the weight of {lever} must lie above 0 and be at most {MOST_WEIGHT:g}",
                    f"{lever}의 가중치는 0보다 크고 {MOST_WEIGHT:g} 이하여야 합니다",
                )

    def bounds(self, lever: Lever, value: float) -> tuple[float, float]:
        """Return between which values a lever that stands at ``value`` may move; it may always stay."""
        for lever_id, low, high in self.ranges:
            if lever_id == lever.id:
                return min(low, value), max(high, value)
        return lever.low, lever.high

    def weight(self, lever_id: str) -> float:
        """Return how much a lever's change counts."""
        return dict(self.weights).get(lever_id, 1.0)

    def fitted(self, firm_ids: frozenset[str], levers: Sequence[Lever]) -> Goal:
        """Return what is left of the goal in another case: firms and levers that are there, ranges cut to theirs."""
        known = {lever.id: lever for lever in levers}
        cut = (
            (one, max(low, known[one].low), min(high, known[one].high))
            for one, low, high in self.ranges
            if one in known
        )
        return replace(
            self,
            firms_in=tuple(firm for firm in self.firms_in if firm in firm_ids),
            firms_out=tuple(firm for firm in self.firms_out if firm in firm_ids),
            locked=tuple(lever for lever in self.locked if lever in known),
            ranges=tuple(row for row in cut if row[1] <= row[2]),
            weights=tuple(row for row in self.weights if row[0] in known),
        )

    def _check_firms(self, scenario: Scenario) -> None:
        for firm in (*self.firms_in, *self.firms_out):
            if firm not in scenario.firm_ids:
                known = ", ".join(scenario.firm_ids)
                raise _fault(
                    f"firm {firm!r} is not eligible in this call; use one of: {known}",
                    f"기업 {firm!r}은(는) 이 공모의 대상이 아닙니다. 쓸 수 있는 값: {known}",
                )
            if firm in dict(scenario.pins):
                raise _fault(
                    f"firm {firm!r} is pinned; free it first",
                    f"기업 {firm!r}이(가) 고정되어 있습니다. 먼저 해제하십시오",
                )
        if both := set(self.firms_in) & set(self.firms_out):
            name = sorted(both)[0]
            raise _fault(
                f"firm {name!r} is asked to be in and out; keep one",
                f"기업 {name!r}이(가) 참여와 불참에 모두 있습니다. 하나만 남기십시오",
            )

    def slacks(self, p: Floats, headline: dict[str, Floats], firm_ids: tuple[str, ...]) -> Floats:
        """Return how far each target is exceeded, [..., targets], all >= 0 where the goal holds.

        Chances are compared in log-odds, counts as counts, money and strength as shares of what is asked.
        """
        asked = np.log(self.chance_probability / (1.0 - self.chance_probability))
        odds = _log_odds(p)
        rows = [odds[..., firm_ids.index(firm)] - asked for firm in self.firms_in]
        rows += [-odds[..., firm_ids.index(firm)] - asked for firm in self.firms_out]
        if self.joiners is not None:
            rows.append(headline["expected_joiners"] - self.joiners)
        if self.listed:
            rows.append(_log_odds(headline["listed_joins_probability"]) - asked)
        if self.strength is not None:
            rows.append(np.nan_to_num(headline["winner_strength"]) / max(self.strength, 1e-9) - 1.0)
        if self.budget_bn is not None:
            rows.append(1.0 - headline["public_cost_bn"] / max(self.budget_bn, 1e-9))
        return np.stack(rows, axis=-1)

    def held_by(self, outcome: Outcome) -> bool:
        """Say whether an outcome meets every target."""
        return bool(np.all(self.slacks_of(outcome) >= -HELD))

    def slacks_of(self, outcome: Outcome) -> Floats:
        """Return how far an outcome exceeds each target, [targets]."""
        headline = {name: np.asarray(value) for name, value in outcome.headline.items()}
        return self.slacks(outcome.join_probability, headline, outcome.firm_ids)


@dataclass(frozen=True, slots=True)
class NamedGoal:
    """A goal that a document keeps, under its name."""

    name: str
    goal: Goal


MOST_WEIGHT = 100.0
HELD = 1e-9  # rounding of a target that is met exactly


def _log_odds(p: Floats) -> Floats:
    inside = np.clip(p, 1e-12, 1.0 - 1e-12)
    return np.asarray(np.log(inside) - np.log1p(-inside), dtype=np.float64)


def _check_range(lever: Lever, low: float, high: float) -> None:
    if lever.kind in {"switch", "choice"}:
        raise _fault(
            f"{lever.id} has no range; lock it instead", f"{lever.id}에는 범위를 둘 수 없습니다. 고정을 쓰십시오"
        )
    if not lever.low <= low <= high <= lever.high:
        raise _fault(
            f"the range {low:g} to {high:g} of {lever.id} must lie within {lever.low:g} to {lever.high:g}",
            f"{lever.id}의 범위 {low:g}~{high:g}은(는) {lever.low:g}~{lever.high:g} 안에 있어야 합니다",
        )


def _fault(english: str, korean: str) -> GoalError:
    return GoalError(f"Goal: {english}.", f"목표: {korean}.")

"""Firms that speak one after another: backward induction with logit choice, and learning from what others said.

Payoffs are those of joining against staying out, and staying out is worth 0 whatever the others say. A firm that speaks
weighs how later firms will answer. Firms of one group speak at once and play the logit equilibrium reached from 1/2.

Learning: the title's worth is high or low with even chances, ``worth_gap`` apart, so that its mean is the payoff given.
Each firm privately sees a sign that is right with probability s, independently given the truth. Statements are public,
so later firms infer signs from them. Beliefs run forward from choices, choices run backward from beliefs, and both are
repeated until they agree (a perfect Bayesian equilibrium with logit choice). At s = 1/2 signs say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from model.equilibrium import solve_logit
from model.errors import SolveError
from model.newton import Array, Mask, logistic

FieldPayoff: TypeAlias = Callable[[Mask], npt.ArrayLike]
Order: TypeAlias = Iterable[int | Iterable[int]]

MOST_MOVERS = 14
NO_INFORMATION = 0.5  # the accuracy of a sign that says nothing
FIELDS_PER_CALL = 1024
AGREEMENT, MOST_ROUNDS, ROUNDS_UNDAMPED = 1e-11, 400, 40


@dataclass(frozen=True, slots=True)
class AnnouncementTree:
    """The chance of every field of joiners when firms speak in turn, in either state of the title's worth.

    ``speakers``: firms in speaking order; ``chances`` [2, 2**n]: probability of each record of statements, the first
    speaker being the highest bit, if the worth is low and if it is high.
    """

    speakers: tuple[int, ...]
    chances: Array

    @property
    def join_probabilities(self) -> Array:
        """Return each firm's probability of joining before anybody has spoken, [n]."""
        return self.given({})

    def given(self, statements: Mapping[int, bool]) -> Array:
        """Return each firm's probability of joining [n] once ``statements`` (firm -> joins) are known.

        Firms that have stated get 0 or 1. Statements of later firms may be given without those of earlier ones.
        """
        weight = self._weight(statements).sum(axis=0)
        result = np.empty(len(self.speakers))
        for place, firm in enumerate(self.speakers):
            result[firm] = weight[_bit(len(self.speakers), place)].sum() / weight.sum()
            if firm in statements:
                result[firm] = float(statements[firm])
        return result

    def chance_of_high_worth(self, statements: Mapping[int, bool]) -> float:
        """Return what an onlooker without a sign believes after ``statements``: P(the title's worth is high)."""
        weight = self._weight(statements).sum(axis=1)
        return float(weight[1] / weight.sum())

    def _weight(self, statements: Mapping[int, bool]) -> Array:
        keep = np.ones(self.chances.shape[-1], dtype=bool)
        for place, firm in enumerate(self.speakers):
            if firm in statements:
                keep &= _bit(len(self.speakers), place) == statements[firm]
        return np.where(keep, self.chances, 0.0)


def announced_probabilities(
    payoff_of_field: FieldPayoff,
    noise: npt.ArrayLike,
    order: Order,
    *,
    signal_accuracy: float = NO_INFORMATION,
    worth_gap: FieldPayoff | None = None,
) -> Array:
    """Return each firm's probability of joining [n] when firms announce in ``order``. See ``announcement_tree``."""
    return announcement_tree(
        payoff_of_field, noise, order, signal_accuracy=signal_accuracy, worth_gap=worth_gap
    ).join_probabilities


def announcement_tree(
    payoff_of_field: FieldPayoff,
    noise: npt.ArrayLike,
    order: Order,
    *,
    signal_accuracy: float = NO_INFORMATION,
    worth_gap: FieldPayoff | None = None,
) -> AnnouncementTree:
    """Solve the game of announcements by backward induction.

    ``payoff_of_field`` takes fields of joiners (bool [..., n]) and returns what joining is worth to each firm [..., n];
    only the entries of firms in the field are used. ``noise``: scalar or [n], same money. ``order``: firms or groups of
    firms that speak at once; each firm once. ``signal_accuracy`` in [1/2, 1): chance that a firm's private sign about
    the title's worth is right; ``worth_gap``: payoff if high minus payoff if low, same shape; without it there is
    nothing to learn. Raise SolveError past 14 firms, for a bad order or accuracy, or if beliefs do not settle.
    """
    groups = _groups(order)
    speakers = tuple(firm for group in groups for firm in group)
    if not NO_INFORMATION <= signal_accuracy < 1.0:
        raise SolveError(
            f"Announcements: a signal accuracy of {signal_accuracy} is impossible. Give 0.5 or more, below 1.",
            f"발표 순서: 신호 정확도 {signal_accuracy}은(는) 사용할 수 없습니다. 0.5 이상 1 미만으로 입력하십시오.",
        )
    scale = np.broadcast_to(np.asarray(noise, dtype=np.float64), (len(speakers),))
    if not np.all(scale > 0.0):
        raise SolveError(
            "Announcements: the noise of every firm must be above 0. Give a positive noise in money.",
            "발표 순서: 모든 기업의 잡음은 0보다 커야 합니다. 양수의 금액으로 입력하십시오.",
        )
    mean = _table(payoff_of_field, speakers)
    learning = worth_gap is not None and signal_accuracy > NO_INFORMATION
    half_gap = 0.5 * _table(worth_gap, speakers) if learning and worth_gap is not None else np.zeros(mean.shape)
    right = np.array([[signal_accuracy, 1.0 - signal_accuracy], [1.0 - signal_accuracy, signal_accuracy]])
    stages = _Stages(
        np.stack([mean - half_gap, mean + half_gap]), scale, groups, right if learning else np.ones((2, 1))
    )
    chances = stages.solve()
    chances.setflags(write=False)
    return AnnouncementTree(speakers, chances)


def _groups(order: Order) -> list[tuple[int, ...]]:
    groups = [(int(item),) if isinstance(item, int | np.integer) else tuple(int(i) for i in item) for item in order]
    groups = [group for group in groups if group]
    firms = [firm for group in groups for firm in group]
    if len(firms) > MOST_MOVERS:
        raise SolveError(
            f"Announcements: {len(firms)} firms speak, and at most {MOST_MOVERS} can be solved exactly. Pin some "
            "firms in or out, or read the simultaneous equilibrium.",
            f"발표 순서: 발표 기업이 {len(firms)}곳이며 정확한 계산은 {MOST_MOVERS}곳까지 가능합니다. 일부 "
            "기업을 참여 또는 불참으로 고정하거나 동시 결정 균형을 확인해 주십시오.",
        )
    if not firms or sorted(firms) != list(range(len(firms))):
        raise SolveError(
            f"Announcements: the order {firms} must name every firm 0 to n - 1 once. Correct the order.",
            f"발표 순서: 순서 {firms}에는 0부터 n - 1까지 모든 기업이 한 번씩 있어야 합니다. 순서를 수정하십시오.",
        )
    return groups


def _bit(n: int, place: int) -> Mask:
    return np.asarray((np.arange(2**n) >> (n - 1 - place)) & 1, dtype=bool)


def _table(payoff: FieldPayoff, speakers: tuple[int, ...]) -> Array:
    """Return the payoff of every record of statements, [2**n, n], 0 for firms outside the field."""
    n = len(speakers)
    fields = np.empty((2**n, n), dtype=bool)
    for place, firm in enumerate(speakers):
        fields[:, firm] = _bit(n, place)
    parts = [np.asarray(payoff(fields[i : i + FIELDS_PER_CALL])) for i in range(0, 2**n, FIELDS_PER_CALL)]
    return np.where(fields, np.concatenate(parts), 0.0)


class _Stages:
    """The rounds of statements: values by state [2, 2**spoken, n] and choices by sign [2**spoken, group, signs]."""

    def __init__(self, final: Array, noise: Array, groups: list[tuple[int, ...]], right: Array) -> None:
        self.final, self.noise, self.groups, self.right = (
            final,
            noise,
            groups,
            right,
        )  # right: P(sign | state) [2, signs]
        spoken = np.cumsum([0] + [len(group) for group in groups])
        signs = right.shape[1]
        self.choices = [np.full((2**past, len(g), signs), 0.5) for past, g in zip(spoken, groups, strict=False)]

    def solve(self) -> Array:
        """Repeat beliefs forward and choices backward until they agree; return the chance of each record, [2, 2**n]."""
        rounds = MOST_ROUNDS if self.right.shape[1] > 1 else 1
        change = 0.0
        for turn in range(rounds):
            before = self.choices
            self.choices = self._backward(self._forward())
            change = max(float(np.max(np.abs(new - old))) for new, old in zip(self.choices, before, strict=True))
            if change <= AGREEMENT or rounds == 1:
                return self._forward()[-1]
            if turn >= ROUNDS_UNDAMPED:
                self.choices = [0.5 * (new + old) for new, old in zip(self.choices, before, strict=True)]
        raise SolveError(
            f"Announcements: beliefs and choices still moved by {change:.1e} after {rounds} rounds. Raise the noise or "
            "lower the signal accuracy.",
            f"발표 순서: {rounds}회 반복 후에도 믿음과 선택이 {change:.1e}만큼 변했습니다. 잡음을 키우거나 "
            "신호 정확도를 낮추십시오.",
        )

    def _forward(self) -> list[Array]:
        """Return the chance of every record of statements in either state, before each group and at the end."""
        chances = [np.ones((2, 1))]
        for choice in self.choices:
            joins = np.einsum("hmx,tx->thm", choice, self.right)
            here = chances[-1][..., None]
            for member in range(choice.shape[1]):
                p = joins[..., member, None]
                here = np.stack([here * (1.0 - p), here * p], axis=-1).reshape(*here.shape[:2], -1)
            chances.append(here.reshape(2, -1))
        return chances

    def _backward(self, chances: list[Array]) -> list[Array]:
        """Return every group's choices, last group first solved, given what records tell about the state."""
        values, choices = self.final, list(self.choices)
        for stage in reversed(range(len(self.groups))):
            group, size = self.groups[stage], len(self.groups[stage])
            belief = np.einsum("th,tx->hxt", chances[stage], self.right)
            total = belief.sum(axis=-1, keepdims=True)
            belief = np.where(total > 0.0, belief / np.where(total > 0.0, total, 1.0), 0.5)
            after = values.reshape(2, -1, *(2,) * size, values.shape[-1])
            choices[stage] = _Node(after, group, belief, self.right).choose(self.noise[list(group)])
            joins = np.einsum("hmx,tx->thm", choices[stage], self.right)
            values = _expected(after, joins)
        return choices


def _expected(after: Array, joins: Array) -> Array:
    """Return the mean of ``after`` [2, h, 2, ..., 2, k] over statements made with chances ``joins`` [2, h, m]."""
    for member in range(joins.shape[-1]):
        p = joins[..., member].reshape(joins.shape[:2] + (1,) * (after.ndim - 3))
        after = after[:, :, 0] + p * (after[:, :, 1] - after[:, :, 0])
    return after


class _Node:
    """One group's choice after every record: players are (member, sign), [h, m * signs]."""

    def __init__(self, after: Array, group: tuple[int, ...], belief: Array, right: Array) -> None:
        self.belief, self.right, self.size = belief, right, len(group)
        # what member i gets from joining, by state, record and the statements of the other members
        self.worth = [np.take(after[..., firm], 1, axis=2 + place) for place, firm in enumerate(group)]

    def choose(self, noise: Array) -> Array:
        """Return the join probabilities [h, m, signs]; Raise SolveError where the group's equilibrium is not found."""
        records, signs = self.belief.shape[:2]
        if self.size == 1:
            gain = np.einsum("hxt,th->hx", self.belief, self.worth[0])
            return logistic(gain / noise[0])[:, None, :]
        scale = np.broadcast_to(np.repeat(noise, signs), (records, self.size * signs))
        solution = solve_logit(self._payoff, scale)
        if not solution.converged.all():
            raise SolveError(
                f"Announcements: firms that speak at once have no equilibrium to a residual of 1e-12 "
                f"(reached {float(solution.residual.max()):.1e}). Raise the noise or separate their dates.",
                "발표 순서: 동시에 발표하는 기업들의 균형을 충분한 정확도로 찾지 못했습니다. 잡음을 키우거나 발표일을 "
                "나누십시오.",
            )
        return solution.p.reshape(records, self.size, signs)

    def _payoff(self, p: Array) -> tuple[Array, Array]:
        records, signs = self.belief.shape[:2]
        joins = np.einsum("hmx,tx->thm", p.reshape(records, self.size, signs), self.right)
        value = np.empty((records, self.size, signs))
        slope = np.zeros((records, self.size, signs, self.size, signs))
        for i in range(self.size):
            others = [j for j in range(self.size) if j != i]
            by_state = _expected(self.worth[i][..., None], joins[..., others])[..., 0]
            value[:, i] = np.einsum("hxt,th->hx", self.belief, by_state)
            for place, j in enumerate(others):
                rise = np.diff(self.worth[i], axis=2 + place).take(0, axis=2 + place)
                rest = [k for k in others if k != j]
                rate = _expected(rise[..., None], joins[..., rest])[..., 0]
                slope[:, i, :, j, :] = np.einsum("hxt,th,ty->hxy", self.belief, rate, self.right)
        flat = self.size * signs
        return value.reshape(records, flat), slope.reshape(records, flat, flat)

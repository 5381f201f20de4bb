"""The elimination tournament after selection: the exact chance that each team is still in the programme at each stage.

The rule is: at every stage all remaining teams are scored afresh (log strength plus Gumbel noise), the lowest scores
leave, and then whoever fails the check leaves as well. The chances are carried forward over every subset of the pool,
so nothing is simulated. Other rules (one draw for all stages, exit inversely to strength) give other numbers.
"""

from __future__ import annotations

from itertools import combinations
from math import comb, prod
from typing import TYPE_CHECKING

import numpy as np

from model.contest import checked_probabilities
from model.errors import SolveError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from model.contest import Bools, Floats

# Largest table of "these teams are ranked below those" (entries per pool) that fits the time of a click and keeps the
# rounding of its alternating sums below 1e-11.
_MOST_TEAMS, _MOST_ENTRIES = 16, 4_000_000
# Numbers held at once: pools past this are worked off in turn.
_CHUNK_NUMBERS = 1_000_000


def survival_probabilities(
    strengths: ArrayLike,
    final_teams: int,
    leave_per_stage: int = 1,
    check_probabilities: ArrayLike | None = None,
    *,
    present: ArrayLike | None = None,
) -> Floats:
    """Return P(team i is in the programme after t stages) as [stages + 1, ..., n].

    Row t is "in the programme during stage t + 1" and the last row "among the final teams"; row 0 is 1 for every team.
    ``strengths`` [..., n] are positive rates, ``check_probabilities`` [..., n] the chance to pass the check after a
    stage. At each stage the lowest ``leave_per_stage`` leave, but never below ``final_teams``, then those who fail the
    check; a pool of ``final_teams`` or fewer stops. ``present`` (mask [..., n]) lets pools of different size share a
    batch: an absent team has probability 0 and its strength is not read. Plackett-Luce ranking from the bottom by
    inclusion and exclusion over subsets. Raises SolveError on inputs out of range and on pools too large to enumerate.
    """
    if final_teams < 1 or leave_per_stage < 1:
        raise SolveError(
            f"Tournament: {final_teams} final teams with {leave_per_stage} leaving a stage cannot be; "
            "at least one team stays and at least one leaves a stage. Change the levers.",
            f"단계 평가: 최종 {final_teams}팀, 단계마다 {leave_per_stage}팀 탈락은 불가능합니다. "
            "한 팀 이상 남고 단계마다 한 팀 이상 탈락해야 합니다. 정책 수단을 바꿔 주십시오.",
        )
    rates, passes, inside = _checked_pools(strengths, check_probabilities, present)
    shape, n = rates.shape, rates.shape[-1]
    stages = max(0, -(-(int(inside.sum(axis=-1).max(initial=0)) - final_teams) // leave_per_stage))
    _check_size(n, min(leave_per_stage, n), stages)
    pools = prod(shape[:-1])
    rates, passes, inside = rates.reshape(pools, n), passes.reshape(pools, n), inside.reshape(pools, n)
    rows = np.empty((stages + 1, pools, n))
    chunk = max(1, _CHUNK_NUMBERS // (_width(n, min(leave_per_stage, n)) if stages else 1))
    for start in range(0, pools, chunk):
        part = slice(start, start + chunk)
        elimination = _Elimination(rates[part].T, passes[part].T, final_teams, leave_per_stage)
        rows[:, part] = elimination.run(inside[part].T, stages)
    return rows.reshape(stages + 1, *shape)


class _Elimination:
    """One batch of pools: arrays have the subset of the pool (a bit mask) first and the pool last."""

    def __init__(self, rates: Floats, passes: Floats, final_teams: int, leave_per_stage: int) -> None:
        self.n = len(rates)
        self.rates, self.passes = rates, passes
        self.final_teams, self.leave_per_stage = final_teams, leave_per_stage
        masks = np.arange(1 << self.n)
        self.members = (masks[:, None] >> np.arange(self.n)) & 1 == 1
        self.sizes = self.members.sum(axis=-1)
        self.all_pass = bool(np.all(passes == 1.0))

    def run(self, inside: Bools, stages: int) -> Floats:
        """Return the chance of each team to be in before each stage and at the end: [stages + 1, pools, n]."""
        if stages == 0:
            return inside.T[None].astype(np.float64)
        pools = inside.shape[1]
        chances = np.zeros((1 << self.n, pools))
        chances[inside.T @ (1 << np.arange(self.n)), np.arange(pools)] = 1.0
        moves = list(self._moves())
        rows = [chances.T @ self.members]
        for _ in range(stages):
            chances = self._stage(chances, moves)
            rows.append(chances.T @ self.members)
        return np.stack(rows)

    def _moves(self) -> list[tuple[NDArray[np.intp], int, Floats]]:
        """List, for each group that may leave together: who is left (masks), the group's mask, P(it is lowest)."""
        total = np.zeros((1 << self.n, self.rates.shape[1]))
        for team in range(self.n):
            total[1 << team : 2 << team] = total[: 1 << team] + self.rates[team]
        moves = []
        for leaving in range(1, min(self.leave_per_stage, self.n) + 1):
            # Fewer than the full number leave only where the full number would go below the final teams.
            exact = self.sizes == self.final_teams
            if leaving == self.leave_per_stage:
                exact = self.sizes >= self.final_teams
            for group in combinations(range(self.n), leaving):
                mask = sum(1 << team for team in group)
                left = np.flatnonzero(exact & ~self.members[:, group].any(axis=-1))
                if left.size:
                    moves.append((left, mask, self._lowest(total, group, mask)[left]))
        return moves

    def _lowest(self, total: Floats, group: tuple[int, ...], mask: int) -> Floats:
        """Return P(every team of the group ranks below all of T) for every set T apart from the group.

        As arrivals: the last of T before the first of the group. Over subsets V of T,
        sum of (-1)^|V| w(group) / (w(group) + w(V)); all T at once by summing over one team at a time.
        """
        sums = total[mask] / (total[mask] + total)
        for team in range(self.n):
            if team not in group:
                halves = sums.reshape(-1, 2, 1 << team, sums.shape[-1])
                np.subtract(halves[:, 0], halves[:, 1], out=halves[:, 1])
        lowest: Floats = np.maximum(sums, 0.0)
        return lowest

    def _stage(self, chances: Floats, moves: list[tuple[NDArray[np.intp], int, Floats]]) -> Floats:
        after = np.zeros_like(chances)
        for left, mask, lowest in moves:
            after[left] += chances[left | mask] * lowest
        if not self.all_pass:
            for team in range(self.n):
                halves = after.reshape(-1, 2, 1 << team, after.shape[-1])
                halves[:, 0] += halves[:, 1] * (1.0 - self.passes[team])
                halves[:, 1] *= self.passes[team]
        stopped = self.sizes <= self.final_teams
        after[stopped] += chances[stopped]
        return after


def _checked_pools(
    strengths: ArrayLike, check_probabilities: ArrayLike | None, present: ArrayLike | None
) -> tuple[Floats, Floats, Bools]:
    """Return rates, chances to pass and membership, all of the same shape [..., n]."""
    rates = np.asarray(strengths, dtype=np.float64)
    if rates.ndim < 1:
        raise SolveError("Tournament: strengths need one value for each team of the pool; give a list of them.")
    n = rates.shape[-1]
    inside = np.ones(rates.shape, dtype=np.bool_) if present is None else np.asarray(present, dtype=np.bool_)
    passes = np.ones(n)
    if check_probabilities is not None:
        passes = checked_probabilities(check_probabilities, "check probabilities", n)
    rates, passes, inside = np.broadcast_arrays(rates, passes, inside)
    if not np.all((np.isfinite(rates) & (rates > 0.0)) | ~inside):
        raise SolveError(
            "Tournament: a strength is not finite and positive; lower the weight of capability.",
            "단계 평가: 경쟁력이 유한한 양수가 아닌 팀이 있습니다. 역량의 가중치를 낮춰 주십시오.",
        )
    return np.where(inside, rates, 1.0), passes, inside


def _width(n: int, most_leaving: int) -> int:
    """Return how many numbers a pool of n teams takes."""
    return (1 << n) * sum(comb(n, leaving) for leaving in range(1, most_leaving + 1))


def _check_size(n: int, most_leaving: int, stages: int) -> None:
    if stages and (n > _MOST_TEAMS or _width(n, most_leaving) > _MOST_ENTRIES):
        raise SolveError(
            f"Tournament: a pool of {n} teams with {most_leaving} leaving a stage is too large to work out exactly. "
            f"Take fewer seats so that at most {_MOST_TEAMS} teams are in the programme, or let fewer leave a stage.",
            f"단계 평가: {n}팀 가운데 단계마다 {most_leaving}팀이 탈락하는 경우는 너무 커서 정확히 계산할 수 없습니다. "
            f"선발 팀 수를 줄여 사업 참여 팀을 {_MOST_TEAMS}팀 이하로 하거나 단계별 탈락 팀 수를 줄여 주십시오.",
        )

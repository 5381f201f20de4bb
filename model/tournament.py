"""The elimination tournament after selection: the exact chance that each team is still in the programme at each stage.

The rule is: at every stage all remaining teams are scored afresh (log strength plus Gumbel noise), the lowest scores
leave, and then whoever fails the check leaves as well. The chances are carried forward over every subset of the pool,
so nothing is simulated. Other rules (one draw for all stages, exit inversely to strength) give other numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb, prod
from typing import TYPE_CHECKING

import numpy as np

from model.contest import checked_probabilities
from model.errors import SolveError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from model._tracks import Ints
    from model.contest import Bools, Floats

# Largest table of "these teams are ranked below those" (entries per pool) that fits the time of a click and keeps the
# rounding of its alternating sums below 1e-11.
_MOST_TEAMS, _MOST_ENTRIES = 16, 4_000_000
# Numbers held at once: pools past this are worked off in turn.
_CHUNK_NUMBERS = 300_000


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
    if not stages:
        return inside.astype(np.float64).reshape(1, *shape)
    moves, rows = _moves(n, final_teams, leave_per_stage), np.empty((stages + 1, pools, n))
    chunk = max(1, _CHUNK_NUMBERS // _width(n, min(leave_per_stage, n)))
    for start in range(0, pools, chunk):
        part = slice(start, start + chunk)
        rows[:, part] = _carried(moves, rates[part].T, passes[part].T, inside[part], stages)
    return rows.reshape(stages + 1, *shape)


@dataclass(frozen=True)
class _Moves:
    """Who may leave together, for every subset of a pool (a bit mask); every array depends on the rule alone.

    A move takes the subset ``before`` to the subset ``after`` as a group leaves; moves are sorted by ``after``, and
    those to the ``reached`` subsets begin at ``first``.
    """

    members: Floats  # [masks, n] 1 where the team is in the subset
    groups: Ints  # masks of the groups
    group: Ints  # [moves]
    before: Ints
    after: Ints
    reached: Ints
    first: Ints
    stopped: Ints  # subsets that play no further stage


@lru_cache(maxsize=16)
def _moves(n: int, final_teams: int, leave_per_stage: int) -> _Moves:
    """List the moves of a pool of n teams."""
    masks = np.arange(1 << n)
    members = np.asarray((masks[:, None] >> np.arange(n)) & 1, dtype=np.float64)
    sizes = members.sum(axis=-1)
    groups, found = [], []
    for leaving in range(1, min(leave_per_stage, n) + 1):
        # Fewer than the full number leave only where the full number would go below the final teams.
        exact = sizes >= final_teams if leaving == leave_per_stage else sizes == final_teams
        for group in combinations(range(n), leaving):
            mask = sum(1 << team for team in group)
            found.append(np.flatnonzero(exact & (masks & mask == 0)))
            groups.append(mask)
    group_of = np.repeat(np.arange(len(groups)), [len(left) for left in found])
    after, bits = np.concatenate(found), np.array(groups, dtype=np.intp)
    order = np.argsort(after, kind="stable")
    after, group_of = after[order], group_of[order]
    reached, first = np.unique(after, return_index=True)
    stopped = np.flatnonzero(sizes <= final_teams)
    return _Moves(members, bits, group_of, after | bits[group_of], after, reached, first, stopped)


def _carried(moves: _Moves, rates: Floats, passes: Floats, inside: Bools, stages: int) -> Floats:
    """Return the chance of each team to be in before each stage and at the end: [stages + 1, pools, n].

    ``rates`` and ``passes`` are [n, pools], ``inside`` [pools, n]; arrays have the subset first and the pool last.
    """
    n, pools = rates.shape
    chances = np.zeros((1 << n, pools))
    chances[inside @ (1 << np.arange(n)), np.arange(pools)] = 1.0
    lowest = _lowest(moves, rates)
    unsure = [team for team in range(n) if not (passes[team] == 1.0).all()]
    rows = [chances.T @ moves.members]
    for _ in range(stages):
        after = np.zeros_like(chances)
        after[moves.reached] = np.add.reduceat(chances[moves.before] * lowest, moves.first, axis=0)
        for team in unsure:
            halves = after.reshape(-1, 2, 1 << team, pools)
            failing = halves[:, 1] * (1.0 - passes[team])
            halves[:, 0] += failing
            halves[:, 1] -= failing
        after[moves.stopped] += chances[moves.stopped]
        chances = after
        rows.append(chances.T @ moves.members)
    return np.stack(rows)


def _lowest(moves: _Moves, rates: Floats) -> Floats:
    """Return P(every team of the group ranks below all of those left) for every move, [moves, pools].

    As arrivals: the last of those left, T, before the first of the group. Over subsets V of T,
    sum of (-1)^|V| w(group) / (w(group) + w(V)); all T at once by summing over one team at a time.
    """
    n, pools = rates.shape
    total = np.zeros((1 << n, pools))
    for team in range(n):
        np.add(total[: 1 << team], rates[team], out=total[1 << team : 2 << team])
    group = total[moves.groups][:, None]
    sums = group + total
    np.divide(group, sums, out=sums)
    for team in range(n):
        halves = sums.reshape(-1, 2, 1 << team, pools)
        np.subtract(halves[:, 0], halves[:, 1], out=halves[:, 1])
    lowest: Floats = np.maximum(sums[moves.group, moves.after], 0.0)
    return lowest


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
        raise strength_fault()
    return np.where(inside, rates, 1.0), passes, inside


def strength_fault() -> SolveError:
    """Return what to say where a strength cannot be one."""
    return SolveError(
        "Tournament: a strength is not finite and positive; lower the weight of capability.",
        "단계 평가: 경쟁력이 유한한 양수가 아닌 팀이 있습니다. 역량의 가중치를 낮춰 주십시오.",
    )


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

"""Fixed points of the logit response, their branch and their certificate: arrays in, arrays and diagnostics out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from model.branch import LARGEST_MOVE, follow_branch
from model.certificate import MOST_FIRMS, Certificate, certify_corners, certify_unique
from model.errors import SolveError
from model.newton import (
    RESIDUAL_GOAL,
    Array,
    Game,
    Mask,
    PayoffAlone,
    PayoffAndJacobian,
    chord,
    log_odds_of,
    logistic,
    newton,
)

__all__ = ["Aids", "Certificate", "Equilibria", "LogitSolution", "certify_unique", "logit_equilibria", "solve_logit"]

Payoff: TypeAlias = Callable[[Array], npt.ArrayLike]

SAME_POINT = 1e-6  # largest difference in probability between two reports of one equilibrium
CORNERS_UP_TO, STARTS_PER_ROUND, ROUNDS = 6, 64, 12
DIFFERENCE = 1e-6  # half the span of a central difference


@dataclass(frozen=True, slots=True)
class LogitSolution:
    """A batch of logit equilibria with what is known of their accuracy.

    ``p`` [..., n]; ``residual`` [...] is max |p - logistic(payoff / noise)| over free firms; ``iterations`` counts
    calls of the payoff; ``converged`` [...] says whether the residual is at most 1e-12; ``on_branch`` [...] whether the
    point was reached along the branch from one half (never claimed for a solution found from a given start).
    """

    p: Array
    residual: Array
    iterations: int
    converged: Mask
    on_branch: Mask


def solve_logit(
    payoff_and_jacobian: PayoffAndJacobian,
    noise: Array,
    start: Array | None = None,
    *,
    pinned: Array | None = None,
    payoff: PayoffAlone | None = None,
) -> LogitSolution:
    """Solve a batch of logit quantal response equilibria.

    ``payoff_and_jacobian(p[..., n])`` returns payoffs of joining against staying out ``[..., n]`` and ``du_i/dp_j``
    ``[..., n, n]``. ``noise`` [..., n] is the positive scale of each firm's logistic shock, in the payoff's money.
    With ``start`` [..., n] Newton goes from there; without, the branch from one half is followed to the noise given.
    ``pinned`` [..., n] holds nan for free firms, 0 or 1 for pinned ones. ``payoff`` alone, where it takes far less than
    with its Jacobian, spares most of the Jacobians from a start close by. Rows that do not converge are reported, not
    raised. Raise SolveError where noise is not positive. Source: McKelvey and Palfrey (1995).
    """
    noise = np.asarray(noise, dtype=np.float64)
    if not np.all(noise > 0.0):
        raise SolveError(
            "Equilibrium: the noise of every firm must be above 0. Give a positive noise in money.",
            "균형 계산: 모든 기업의 잡음은 0보다 커야 합니다. 양수의 금액으로 입력하십시오.",
        )
    fixed = np.full(noise.shape, np.nan) if pinned is None else np.asarray(pinned, dtype=np.float64)
    shape = np.broadcast_shapes(noise.shape, fixed.shape, () if start is None else np.shape(start))
    game = Game(payoff_and_jacobian, noise, fixed, shape)
    on_branch = np.zeros(shape[:-1], dtype=bool)
    residual = np.full(shape[:-1], np.inf)
    if start is not None:
        z = np.where(game.free, np.broadcast_to(log_odds_of(np.asarray(start, dtype=np.float64)), shape), 0.0)
        here, begin = game.at(z), z
        if payoff is not None:
            z, residual = chord(game, z, here, payoff)
        if np.any(~(residual <= RESIDUAL_GOAL)):
            z, residual = newton(game, z, here if z is begin else None)
    if np.any(residual > RESIDUAL_GOAL):  # the branch also rescues rows whose start led nowhere
        landing_z, landed = follow_branch(game)
        branch_z, branch_residual = newton(game, landing_z)
        near = np.max(np.abs(game.p(branch_z) - game.p(landing_z)), axis=-1, initial=0.0) <= LARGEST_MOVE
        taken = ~(residual <= RESIDUAL_GOAL)
        z = branch_z if start is None else np.where(taken[..., None], branch_z, z)
        residual, on_branch = np.where(taken, branch_residual, residual), taken & landed & near
    p = game.p(z)
    p.setflags(write=False)
    return LogitSolution(p, residual, game.calls, residual <= RESIDUAL_GOAL, on_branch)


@dataclass(frozen=True, slots=True)
class Equilibria:
    """The logit equilibria found, with what is known of the list.

    ``points`` [m, n] in lexicographic order; ``stable`` [m]: the joint logit response comes back after a small
    disturbance (spectral radius below 1); ``principal``: the row of the branch from one half; ``index_sum``: sum of
    sign det(I - J), +1 where no regular equilibrium is missing, hence ``list_complete`` (necessary, not sufficient,
    unless ``certified_unique``); ``residuals`` [m]; ``starts``: how many starts were tried.
    """

    points: Array
    stable: Mask
    principal: int
    index_sum: int
    certified_unique: bool
    starts: int
    residuals: Array
    list_complete: bool


@dataclass(frozen=True, slots=True)
class Aids:
    """What a caller may lend the search: the payoff with its slopes, and whether the list is still wanted."""

    with_slopes: PayoffAndJacobian | None = None
    dropped: Callable[[], bool] = bool


NO_AIDS = Aids()


def logit_equilibria(
    payoff: Payoff,
    noise: npt.ArrayLike,
    n_firms: int,
    *,
    multilinear: bool = False,
    seed: int = 0,
    aids: Aids = NO_AIDS,
) -> Equilibria:
    """List the logit equilibria of one game, as far as many starts and the index sum can show.

    ``payoff`` maps joining probabilities [..., n] to payoffs of joining against staying out [..., n]; ``noise`` is a
    scalar or [n], in the same money. With ``multilinear`` slopes are exact differences and, up to 14 firms, uniqueness
    may be certified by box iteration; otherwise slopes are central differences and nothing is certified.
    ``aids.with_slopes``, the same payoff with du_i/dp_j [..., n, n], spares the differences: 2n + 1 payoffs a step.
    Raise SolveError where the branch from one half cannot be followed, DroppedError once ``aids.dropped``, which the
    certificate asks, says so. Sources: McKelvey and Palfrey (1995); Poincare-Hopf for the index sum.
    """
    scale = np.array(np.broadcast_to(np.asarray(noise, dtype=np.float64), (n_firms,)))
    both = _with_jacobian(payoff, multilinear) if aids.with_slopes is None else aids.with_slopes
    principal = solve_logit(both, scale)
    if not (principal.converged and principal.on_branch):
        raise SolveError(
            "Equilibrium: the branch from one half could not be followed down to the noise given "
            f"(residual {float(principal.residual):.1e}). Raise the noise, or check that payoffs are finite.",
            "균형 계산: 2분의 1에서 출발한 균형 가지를 주어진 잡음까지 따라가지 못했습니다. "
            "잡음을 키우거나 보수가 유한한 값인지 확인하십시오.",
        )
    certified = multilinear and n_firms <= MOST_FIRMS and certify_corners(payoff, scale, n_firms, aids.dropped).unique
    points, starts = principal.p[None, :], 1
    index, stable = _diagnose(both, points, scale)
    rng = np.random.default_rng(seed)
    for turn in range(0 if certified else ROUNDS):
        if turn and int(index.sum()) == 1:
            break
        tried = _starts(rng, n_firms, points, turn)
        starts += len(tried)
        points = _merge(points, _polish(both, scale, tried))
        index, stable = _diagnose(both, points, scale)
    order = np.lexsort(np.round(points, 9).T[::-1])
    points, stable = points[order], stable[order]
    residuals = np.max(np.abs(points - logistic(both(points)[0] / scale)), axis=-1)
    for result in (points, stable, residuals):
        result.setflags(write=False)
    row, total = int(np.flatnonzero(order == 0)[0]), int(index.sum())
    return Equilibria(points, stable, row, total, bool(certified), starts, residuals, total == 1)


def _with_jacobian(payoff: Payoff, multilinear: bool) -> PayoffAndJacobian:
    """Return the payoff with its slopes: exact differences where it is multilinear, else central differences."""

    def both(p: Array) -> tuple[Array, Array]:
        n = p.shape[-1]
        eye = np.eye(n, dtype=bool).reshape((n,) + (1,) * (p.ndim - 1) + (n,))
        low = np.where(eye, 0.0 if multilinear else np.maximum(p - DIFFERENCE, 0.0), p)
        high = np.where(eye, 1.0 if multilinear else np.minimum(p + DIFFERENCE, 1.0), p)
        values = np.asarray(payoff(np.concatenate([p[None], low, high])), dtype=np.float64)
        span = np.moveaxis(np.sum(high - low, axis=-1), 0, -1)
        slopes = np.moveaxis(values[n + 1 :] - values[1 : n + 1], 0, -1)
        return values[0], slopes / span[..., None, :]

    return both


def _polish(both: PayoffAndJacobian, noise: Array, starts: Array) -> Array:
    """Return what Newton makes of the starts [m, n], without the rows that led nowhere."""
    fixed = np.full(starts.shape, np.nan)
    game = Game(both, np.broadcast_to(noise, starts.shape), fixed, starts.shape)
    z, residual = newton(game, log_odds_of(starts))
    return game.p(z)[residual <= RESIDUAL_GOAL]


def _starts(rng: np.random.Generator, n: int, points: Array, turn: int) -> Array:
    """Return one round of starts [m, n]: corners, random points, mixtures and permutations of what was found."""
    if turn == 0 and n <= CORNERS_UP_TO:
        corners = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(np.float64)
    else:
        corners = rng.integers(0, 2, (STARTS_PER_ROUND // 2, n)).astype(np.float64)
    uniform = rng.uniform(size=(STARTS_PER_ROUND // 2, n))
    wide = logistic(rng.normal(scale=4.0, size=(STARTS_PER_ROUND // 2, n)))
    pick = rng.integers(0, len(points), (2, STARTS_PER_ROUND // 2))
    share = rng.uniform(size=(STARTS_PER_ROUND // 2, 1))
    between = share * points[pick[0]] + (1.0 - share) * points[pick[1]]
    shuffled = rng.permuted(points[pick[0]], axis=1)
    jitter = 0.05 * rng.normal(size=between.shape)
    return np.concatenate([corners, uniform, wide, np.clip(between + jitter, 0.0, 1.0), shuffled])


def _merge(known: Array, found: Array) -> Array:
    """Return the known points followed by those found that are new."""
    for point in found:
        if np.all(np.max(np.abs(known - point), axis=-1) > SAME_POINT):
            known = np.concatenate([known, point[None]])
    return known


def _diagnose(both: PayoffAndJacobian, points: Array, noise: Array) -> tuple[npt.NDArray[np.int64], Mask]:
    """Return sign det(I - J) and stability of each point, J being the Jacobian of the logit response."""
    p = points
    response = (p * (1.0 - p) / noise)[..., None] * both(p)[1]
    sign = np.sign(np.linalg.det(np.eye(p.shape[-1]) - response)).astype(np.int64)
    return sign, np.asarray(np.max(np.abs(np.linalg.eigvals(response)), axis=-1) < 1.0)

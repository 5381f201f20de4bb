"""Solve p = logistic(payoff(p) / noise) for a batch: safeguarded Newton, and the branch that starts at one half.

The unknown is the log-odds z of joining, so that no probability leaves [0, 1] and a firm with an overwhelming reason is solved
in one step. The branch is followed by arc length in (z, t), where all noise is multiplied by 1/t and t goes from 0 to 1: at a fold
of the branch t may turn back, which a march in t alone would jump over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from model.errors import SolveError

Array: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
PayoffAndJacobian: TypeAlias = Callable[[Array], tuple[Array, Array]]

RESIDUAL_GOAL = 1e-12  # of |p - logistic(payoff / noise)|
NEWTON_EVALUATIONS, BRANCH_EVALUATIONS = 200, 600
LARGEST_MOVE, LARGEST_CORRECTION, LEAST_ALIGNMENT = (
    0.25,
    0.04,
    0.7,
)  # in probability; cosine between successive directions
T_SCALE = 0.25  # the whole of t counts as much as a quarter of probability
EDGE = 1e-12  # starts of exactly 0 or 1 have no log-odds


@dataclass(frozen=True, slots=True)
class LogitSolution:
    """A batch of logit equilibria with what is known of their accuracy.

    ``p`` [..., n]; ``residual`` [...] is max |p - logistic(payoff / noise)| over free firms; ``iterations`` counts calls of the payoff;
    ``converged`` [...] says whether the residual is at most 1e-12.
    """

    p: Array
    residual: Array
    iterations: int
    converged: Mask


def logistic(log_odds: Array) -> Array:
    """Return 1 / (1 + exp(-log_odds)) without overflow and with full relative accuracy near 0."""
    small = np.exp(-np.abs(log_odds))
    return np.where(log_odds >= 0.0, 1.0, small) / (1.0 + small)


def log_odds_of(p: Array) -> Array:
    """Return log(p / (1 - p)), with p kept 1e-12 away from 0 and 1."""
    inside = np.clip(p, EDGE, 1.0 - EDGE)
    return np.log(inside) - np.log1p(-inside)


class _Game:
    """One batch of games: payoff, noise and pins, with the calls counted."""

    def __init__(self, payoff: PayoffAndJacobian, noise: Array, fixed: Array, shape: tuple[int, ...]) -> None:
        self.payoff, self.noise, self.shape = payoff, noise, shape
        self.free = np.broadcast_to(np.isnan(fixed), shape)
        self.fixed = np.broadcast_to(np.where(np.isnan(fixed), 0.0, fixed), shape)
        self.eye = np.eye(shape[-1])
        self.calls = 0

    def p(self, z: Array) -> Array:
        return np.where(self.free, logistic(z), self.fixed)

    def at(self, z: Array) -> tuple[Array, Array, Array]:
        """Return p, payoff / noise (0 where pinned) and its Jacobian by the log-odds."""
        self.calls += 1
        p = self.p(z)
        value, jacobian = self.payoff(p)
        v = np.where(self.free, value / self.noise, 0.0)
        slope = np.where(self.free, p * (1.0 - p), 0.0)
        by_z = np.where(self.free, 1.0 / self.noise, 0.0)[..., None] * jacobian * slope[..., None, :]
        return p, v, by_z


def solve_logit(
    payoff_and_jacobian: PayoffAndJacobian, noise: Array, start: Array | None = None, *, pinned: Array | None = None
) -> LogitSolution:
    """Solve a batch of logit quantal response equilibria.

    ``payoff_and_jacobian(p[..., n])`` returns payoffs of joining against staying out ``[..., n]`` and ``du_i/dp_j`` ``[..., n, n]``.
    ``noise`` [..., n] is the positive scale of each firm's logistic shock, in the payoff's money. With ``start`` [..., n] Newton goes from there;
    without, the branch from one half is followed to the noise given. ``pinned`` [..., n] holds nan for free firms, 0 or 1 for pinned ones.
    Rows that do not converge are reported, not raised. Raise SolveError where noise is not positive. Source: McKelvey and Palfrey (1995).
    """
    noise = np.asarray(noise, dtype=np.float64)
    if not np.all(noise > 0.0):
        raise SolveError(
            "Equilibrium: the noise of every firm must be above 0. Give a positive noise in money.",
            "균형 계산: 모든 기업의 잡음은 0보다 커야 합니다. 양수의 금액으로 입력하십시오.",
        )
    fixed = np.full(noise.shape, np.nan) if pinned is None else np.asarray(pinned, dtype=np.float64)
    shape = np.broadcast_shapes(noise.shape, fixed.shape, () if start is None else np.shape(start))
    game = _Game(payoff_and_jacobian, noise, fixed, shape)
    if start is None:
        z = _follow_branch(game)
    else:
        z = np.where(game.free, np.broadcast_to(log_odds_of(np.asarray(start, dtype=np.float64)), shape), 0.0)
    z, residual = _newton(game, z)
    p = game.p(z)
    p.setflags(write=False)
    return LogitSolution(p, residual, game.calls, residual <= RESIDUAL_GOAL)


def _solve_linear(matrix: Array, right: Array) -> Array:
    try:
        return np.linalg.solve(matrix, right)
    except np.linalg.LinAlgError:  # one row exactly singular (a bifurcation hit on the spot) must not fail the others
        return np.linalg.solve(matrix + 1e-10 * np.eye(matrix.shape[-1]), right)


def _newton(game: _Game, z: Array) -> tuple[Array, Array]:
    """Return the solution in log-odds and its residual: Newton with a line search by halving, row by row."""
    base, step, best = z, np.zeros(z.shape), z
    merit_base, best_residual = np.full(z.shape[:-1], np.inf), np.full(z.shape[:-1], np.inf)
    share = np.ones(z.shape[:-1])
    for _ in range(NEWTON_EVALUATIONS):
        p, v, by_z = game.at(z)
        gap = np.where(game.free, z - v, 0.0)
        residual = np.max(np.where(game.free, np.abs(p - logistic(v)), 0.0), axis=-1, initial=0.0)
        better = residual < best_residual
        best, best_residual = np.where(better[..., None], z, best), np.where(better, residual, best_residual)
        open_rows = best_residual > RESIDUAL_GOAL
        if not open_rows.any():
            break
        merit = np.sqrt(np.sum(gap * gap, axis=-1))
        accepted = merit < merit_base * (1.0 - 1e-4 * share)
        newton = -_solve_linear(game.eye - by_z, gap[..., None])[..., 0]
        base = np.where(accepted[..., None], z, base)
        step = np.where(accepted[..., None], newton, step)
        share = np.where(accepted, 1.0, 0.5 * share)
        stuck = share < 1.0 / 64.0
        merit_base = np.where(stuck, np.inf, np.where(accepted, merit, merit_base))
        damped = log_odds_of(0.6 * p + 0.4 * logistic(v))
        z = np.where(stuck[..., None], damped, base + share[..., None] * step)
        share = np.where(stuck, 1.0, share)
        z = np.where(open_rows[..., None] & game.free, z, best)
    return best, best_residual


def _follow_branch(game: _Game) -> Array:
    """Return log-odds next to the first point at which the branch from one half reaches the noise given."""
    rows = game.shape[:-1]
    walk = _Walk(np.zeros(game.shape), np.zeros(rows), np.zeros(game.shape), np.ones(rows), np.zeros(game.shape))
    z, t, length = walk.z, walk.t, np.full(rows, np.inf)
    landing, landed, first = np.zeros(rows, dtype=bool), np.zeros(rows, dtype=bool), True
    for _ in range(BRANCH_EVALUATIONS):
        p, v, by_z = game.at(z)
        correction_z, correction_t, along_z, along_t = _bordered_steps(game, walk, (z, t, v, by_z), landing)
        slope = np.where(game.free, p * (1.0 - p), 0.0)
        error = np.max(np.abs(game.p(z + correction_z) - p), axis=-1, initial=0.0)
        small = error <= LARGEST_CORRECTION
        straight = walk.cosine(slope, along_z, along_t) >= LEAST_ALIGNMENT
        moved = ~landed & ~landing & small & (straight | first) & (t + correction_t < 1.0)
        landed_now = ~landed & landing & small
        landed = landed | landed_now
        walk.z = np.where((moved | landed_now)[..., None], z + correction_z, walk.z)
        if landed.all():
            break
        walk.move(moved, t + correction_t, (along_z, along_t), slope)
        growth = np.sqrt(0.5 * LARGEST_CORRECTION / np.maximum(error, 1e-9))
        length = length * np.where(moved, np.clip(growth, 0.5, 3.0), np.clip(growth, 0.1, 0.5))
        z, t, length, landing = _predict(game, walk, np.where(landed, 0.0, length))
        first = False
    return walk.z


@dataclass(slots=True)
class _Walk:
    """The last accepted point of each row's branch and the direction it leaves in."""

    z: Array
    t: Array
    along_z: Array
    along_t: Array
    slope: Array

    def move(self, moved: Mask, t: Array, along: tuple[Array, Array], slope: Array) -> None:
        """Take the rows ``moved`` on to ``t``, leaving in the direction ``along``, scaled to unit length."""
        length = np.sqrt(np.sum((slope * along[0]) ** 2, axis=-1) + (T_SCALE * along[1]) ** 2)
        self.t = np.where(moved, t, self.t)
        self.along_z = np.where(moved[..., None], along[0] / length[..., None], self.along_z)
        self.along_t = np.where(moved, along[1] / length, self.along_t)
        self.slope = np.where(moved[..., None], slope, self.slope)

    def cosine(self, slope: Array, along_z: Array, along_t: Array) -> Array:
        """Return the cosine between the last direction and a new one, in probabilities at the new point."""
        old_z, new_z, old_t, new_t = slope * self.along_z, slope * along_z, T_SCALE * self.along_t, T_SCALE * along_t
        dot = np.sum(old_z * new_z, axis=-1) + old_t * new_t
        sizes = (np.sum(old_z**2, axis=-1) + old_t**2) * (np.sum(new_z**2, axis=-1) + new_t**2)
        return np.asarray(dot / np.sqrt(sizes))


def _bordered_steps(
    game: _Game, walk: _Walk, point: tuple[Array, Array, Array, Array], landing: Mask
) -> tuple[Array, Array, Array, Array]:
    """Return Newton's correction (z, t) square to the last direction (at fixed t where landing) and the branch's direction (z, t)."""
    z, t, v, by_z = point
    n = game.shape[-1]
    matrix, right = np.zeros((*z.shape[:-1], n + 1, n + 1)), np.zeros((*z.shape[:-1], n + 1, 2))
    matrix[..., :n, :n] = game.eye - t[..., None, None] * by_z
    matrix[..., :n, n] = -v
    matrix[..., n, :n] = np.where(landing[..., None], 0.0, walk.slope**2 * walk.along_z)
    matrix[..., n, n] = np.where(landing, 1.0, T_SCALE**2 * walk.along_t)
    right[..., :n, 0] = np.where(game.free, t[..., None] * v - z, 0.0)
    right[..., n, 1] = 1.0
    steps = _solve_linear(matrix, right)
    return steps[..., :n, 0], steps[..., n, 0], steps[..., :n, 1], steps[..., n, 1]


def _predict(game: _Game, walk: _Walk, length: Array) -> tuple[Array, Array, Array, Mask]:
    """Return the next point to try, the length of the step, and whether it lands on the noise given (t = 1)."""
    start = game.p(walk.z)
    reach = np.where(walk.along_t > 0.0, (1.0 - walk.t) / np.where(walk.along_t > 0.0, walk.along_t, 1.0), np.inf)
    fastest = np.max(start * (1.0 - start) * np.abs(walk.along_z), axis=-1, initial=0.0)
    length = np.minimum(np.minimum(length, reach), 2.0 * LARGEST_MOVE / np.maximum(fastest, 1e-3))
    for _ in range(8):
        move = np.max(np.abs(game.p(walk.z + length[..., None] * walk.along_z) - start), axis=-1, initial=0.0)
        if np.all(move <= LARGEST_MOVE):
            break
        length = length * np.where(move <= LARGEST_MOVE, 1.0, np.clip(0.95 * LARGEST_MOVE / np.maximum(move, 1e-9), 0.2, 0.95))
    landing = length >= reach * (1.0 - 1e-12)
    t = np.where(landing, 1.0, walk.t + length * walk.along_t)
    return walk.z + length[..., None] * walk.along_z, t, length, landing

"""Newton's method for p = logistic(payoff(p) / noise) in a batch of games.

The unknown is the log-odds z of joining, so that no probability leaves [0, 1] and a firm with an overwhelming reason
is solved in one step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
PayoffAndJacobian: TypeAlias = Callable[[Array], tuple[Array, Array]]

RESIDUAL_GOAL = 1e-12  # of |p - logistic(payoff / noise)|
NEWTON_EVALUATIONS = 60
SINGULAR = 1e10  # growth of a solution that only a singular matrix causes
EDGE = 1e-12  # starts of exactly 0 or 1 have no log-odds


def logistic(log_odds: Array) -> Array:
    """Return 1 / (1 + exp(-log_odds)) without overflow and with full relative accuracy near 0."""
    small = np.exp(-np.abs(log_odds))
    return np.where(log_odds >= 0.0, 1.0, small) / (1.0 + small)


def log_odds_of(p: Array) -> Array:
    """Return log(p / (1 - p)), with p kept 1e-12 away from 0 and 1."""
    inside = np.clip(p, EDGE, 1.0 - EDGE)
    return np.log(inside) - np.log1p(-inside)


class Game:
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


def solve_linear(matrix: Array, right: Array) -> Array:
    """Solve a batch of linear systems [..., n, n] by [..., n, k]; where singular, return the least-norm solution.

    At a bifurcation the Jacobian is singular; rounding divided by a pivot of 1e-16 would break a symmetry. A generic
    extra right-hand side shows it: its solution is then enormous.
    """
    n = matrix.shape[-1]
    probe = np.broadcast_to(np.cos(np.arange(1.0, n + 1.0))[:, None], (*right.shape[:-1], 1))
    try:
        solution = np.linalg.solve(matrix, np.concatenate([right, probe], axis=-1))
    except np.linalg.LinAlgError:  # one row exactly singular must not fail the others
        solution = np.full((*right.shape[:-1], right.shape[-1] + 1), np.inf)
    singular = np.isfinite(matrix).all(axis=(-2, -1)) & ~(np.abs(solution[..., -1]).max(axis=-1) < SINGULAR)
    solution = solution[..., :-1]
    if singular.any():
        solution[singular] = np.linalg.pinv(matrix[singular], rcond=1.0 / SINGULAR) @ right[singular]
    return np.asarray(solution, dtype=np.float64)


def newton(game: Game, z: Array) -> tuple[Array, Array]:
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
        full_step = -solve_linear(game.eye - by_z, gap[..., None])[..., 0]
        base = np.where(accepted[..., None], z, base)
        step = np.where(accepted[..., None], full_step, step)
        share = np.where(accepted, 1.0, 0.5 * share)
        stuck = share < 1.0 / 64.0
        merit_base = np.where(stuck, np.inf, np.where(accepted, merit, merit_base))
        damped = log_odds_of(0.6 * p + 0.4 * logistic(v))
        z = np.where(stuck[..., None], damped, base + share[..., None] * step)
        share = np.where(stuck, 1.0, share)
        z = np.where(open_rows[..., None] & game.free, z, best)
    return best, best_residual

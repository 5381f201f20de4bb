"""Newton's method for p = logistic(payoff(p) / noise) in a batch of games.

The unknown is the log-odds z of joining, so that no probability leaves [0, 1] and a firm with an overwhelming reason
is solved in one step. A pinned firm has z = 0, payoff 0 and no slopes, so that no step ever moves it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
PayoffAndJacobian: TypeAlias = Callable[[Array], tuple[Array, Array]]
PayoffAlone: TypeAlias = Callable[[Array], Array]
Evaluation: TypeAlias = tuple[Array, Array, Array, Array]  # what Game.at returns

RESIDUAL_GOAL = 1e-12  # of |p - logistic(payoff / noise)|
NEWTON_EVALUATIONS = 60
CHORD_STEPS = 4  # with one Jacobian
CHORD_GAP, CHORD_GAIN = 0.2, 0.03  # how far off in log-odds they are tried, and how much closer each has to come
SINGULAR = 1e10  # growth of a solution that only a singular matrix causes
EDGE = 1e-12  # starts of exactly 0 or 1 have no log-odds
LEAST_LOG_ODDS = -700.0  # past which exp overflows; the probability is 1e-304


def logistic(log_odds: Array) -> Array:
    """Return 1 / (1 + exp(-log_odds)) without overflow and with full relative accuracy near 0."""
    growing = np.maximum(log_odds, LEAST_LOG_ODDS)
    growing = np.exp(np.negative(growing, out=growing), out=growing)
    growing += 1.0
    np.reciprocal(growing, out=growing)
    return growing


def log_odds_of(p: Array) -> Array:
    """Return log(p / (1 - p)), with p kept 1e-12 away from 0 and 1."""
    inside = np.clip(p, EDGE, 1.0 - EDGE)
    return np.log(inside) - np.log1p(-inside)


def every(mask: Mask) -> bool:
    """Say whether all of a mask is true; a mask of one row, as in a single solve, is read in a tenth of the time."""
    return bool(mask.item() if mask.size == 1 else mask.all())


def largest(values: npt.NDArray[np.floating]) -> Array:
    """Return the largest magnitude of each row, [..., n] to [...]."""
    found: Array = np.maximum.reduce(np.abs(values), axis=-1, initial=0.0)
    return found


class Game:
    """One batch of games: payoff, noise and pins, with the calls counted."""

    def __init__(self, payoff: PayoffAndJacobian, noise: Array, fixed: Array, shape: tuple[int, ...]) -> None:
        free = np.isnan(fixed)
        self.payoff, self.shape = payoff, shape
        self.free, self.all_free = _of_shape(free, shape), bool(free.all())
        self.fixed = fixed if self.all_free else _of_shape(np.where(free, 0.0, fixed), shape)
        self.precision = _of_shape(1.0 / noise if self.all_free else np.where(free, 1.0 / noise, 0.0), shape)
        self.eye = np.eye(shape[-1])
        self.calls = 0

    def p(self, z: Array) -> Array:
        p = logistic(z)
        return p if self.all_free else np.where(self.free, p, self.fixed)

    def at(self, z: Array) -> Evaluation:
        """Return p, payoff / noise (0 where pinned), its Jacobian by the log-odds, and dp/dz."""
        self.calls += 1
        p = self.p(z)
        value, jacobian = self.payoff(p)
        slope = p * (1.0 - p)
        return p, value * self.precision, jacobian * (self.precision[..., :, None] * slope[..., None, :]), slope

    def value_at(self, z: Array, payoff: PayoffAlone) -> tuple[Array, Array]:
        """Return p and payoff / noise (0 where pinned)."""
        self.calls += 1
        p = self.p(z)
        return p, payoff(p) * self.precision

    def residual(self, p: Array, v: Array) -> Array:
        """Return the largest |p - logistic(v)| over the free firms of each row."""
        gap = p - logistic(v)
        return largest(gap if self.all_free else gap * self.free)


def _of_shape(values: npt.NDArray[Any], shape: tuple[int, ...]) -> npt.NDArray[Any]:
    return values if values.shape == shape else np.broadcast_to(values, shape)


@lru_cache(maxsize=32)
def _probe(n: int) -> Array:
    return np.asarray(np.cos(np.arange(1.0, n + 1.0)))


def solve_linear(matrix: Array, right: Array) -> Array:
    """Solve a batch of linear systems [..., n, n] by [..., n]; where singular, return the least-norm solution.

    At a bifurcation the Jacobian is singular; rounding divided by a pivot of 1e-16 would break a symmetry. A generic
    extra right-hand side shows it: its solution is then enormous.
    """
    both: Array = np.empty((*right.shape, 2))
    both[..., 0], both[..., 1] = right, _probe(right.shape[-1])
    try:
        solution: Array = np.asarray(np.linalg.solve(matrix, both), dtype=np.float64)
    except np.linalg.LinAlgError:  # one row exactly singular must not fail the others
        solution = np.full(both.shape, np.inf)
    shown = largest(solution[..., 1])
    found: Array = solution[..., 0]
    if not every(shown < SINGULAR):
        singular = np.isfinite(matrix).all(axis=(-2, -1)) & ~(shown < SINGULAR)
        pseudo = np.linalg.pinv(matrix[singular], rcond=1.0 / SINGULAR)
        found[singular] = (pseudo @ right[singular][..., None])[..., 0]
    return found


def inverse(matrix: Array) -> Array:
    """Return the inverse of each matrix [..., n, n], or the pseudo-inverse where it is singular."""
    try:
        found: Array = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
    except np.linalg.LinAlgError:
        found = np.full(matrix.shape, np.inf)
    if not np.maximum.reduce(np.abs(found), axis=None, initial=0.0) < SINGULAR:
        regular = np.abs(found).max(axis=(-2, -1)) < SINGULAR
        singular = np.isfinite(matrix).all(axis=(-2, -1)) & ~regular
        found[singular] = np.linalg.pinv(matrix[singular], rcond=1.0 / SINGULAR)
    return found


def newton(game: Game, z: Array, here: Evaluation | None = None) -> tuple[Array, Array]:
    """Return the solution in log-odds and its residual: Newton with a line search by halving, row by row.

    ``here`` is the game at ``z`` where that is known already.
    """
    rows = z.shape[:-1]
    base, step, best = z, np.zeros(z.shape), z
    merit_base, best_residual, share = np.full(rows, np.inf), np.full(rows, np.inf), np.ones(rows)
    for _ in range(NEWTON_EVALUATIONS):
        p, v, by_z, _ = game.at(z) if here is None else here
        here, residual = None, game.residual(p, v)
        better = residual < best_residual
        best, best_residual = chosen(better, z, best), chosen(better, residual, best_residual)
        open_rows = best_residual > RESIDUAL_GOAL
        if every(~open_rows):
            break
        gap = z - v
        merit = np.sqrt(np.add.reduce(gap * gap, axis=-1))
        accepted = merit < merit_base * (1.0 - 1e-4 * share)
        full_step = solve_linear(game.eye - by_z, gap)
        base, step = chosen(accepted, z, base), chosen(accepted, full_step, step)
        if every(accepted):
            merit_base, share = merit, np.ones(rows)
            z = chosen(open_rows, z - full_step, best)
            continue
        share = np.where(accepted, 1.0, 0.5 * share)
        stuck = share < 1.0 / 64.0
        merit_base = np.where(stuck, np.inf, np.where(accepted, merit, merit_base))
        damped = np.where(game.free, log_odds_of(0.6 * p + 0.4 * logistic(v)), 0.0)
        z = np.where(stuck[..., None], damped, base - share[..., None] * step)
        share = np.where(stuck, 1.0, share)
        z = chosen(open_rows, z, best)
    return best, best_residual


def chord(game: Game, z: Array, here: Evaluation, payoff: PayoffAlone) -> tuple[Array, Array]:
    """Return a point closer to the solution and its residual: steps with the first Jacobian, payoffs alone after it.

    With many sets of winners a payoff takes under half the time of its Jacobian. Rows that are too far off, or come
    closer too slowly, are left to Newton where they are; ``here`` is the game at ``z``.
    """
    p, v, by_z, _ = here
    residual = game.residual(p, v)
    going = largest(z - v) < CHORD_GAP
    if not going.any():
        return z, residual
    back = inverse(game.eye - by_z)
    for _ in range(CHORD_STEPS):
        going &= residual > RESIDUAL_GOAL
        if not going.any():
            break
        moved = chosen(going, z - (back @ (z - v)[..., None])[..., 0], z)
        p, value = game.value_at(moved, payoff)
        left = game.residual(p, value)
        closer = left < residual
        z, v = chosen(closer, moved, z), chosen(closer, value, v)
        going &= left < CHORD_GAIN * residual
        residual = np.where(closer, left, residual)
    return z, residual


def chosen(mask: Mask, yes: Array, no: Array) -> Array:
    """Choose row by row; ``mask`` [...] meets rows [..., n] or numbers [...]."""
    if every(mask):
        return yes
    return np.where(mask[..., None] if yes.ndim > mask.ndim else mask, yes, no)

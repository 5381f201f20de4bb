"""The branch of logit equilibria that starts at one half, followed until the noise is the one given.

All noise is multiplied by 1/t while t goes from 0 to 1. The branch is followed by arc length in (z, t), because t may
turn back at a fold, which a march in t alone would jump over; z is the log-odds of joining.
"""

from __future__ import annotations

import numpy as np

from model.newton import Array, Game, Mask, solve_linear

BRANCH_EVALUATIONS = 600
LARGEST_MOVE, LARGEST_CORRECTION = 0.25, 0.04  # in probability, in one step
LEAST_ALIGNMENT = 0.7  # cosine between successive directions
LEAST_T_SCALE = 0.25  # weight of t beside the probabilities
TINY_STEP = 1e-4  # at which a bifurcation is taken as real


def follow_branch(game: Game) -> tuple[Array, Mask]:
    """Return log-odds by the first point where the branch from one half meets the noise given, and if it was met."""
    walk = _Walk(game)
    z, t, length = walk.z, walk.t, np.full(walk.t.shape, np.inf)
    landing, landed = np.zeros(t.shape, dtype=bool), np.zeros(t.shape, dtype=bool)
    for _ in range(BRANCH_EVALUATIONS):
        point = _Point(game, z, t)
        correction_z, correction_t, along_z, along_t = walk.bordered_steps(point, landing)
        error = np.max(np.abs(game.p(z + correction_z) - point.p), axis=-1, initial=0.0)
        error = np.maximum(error, walk.t_scale * np.abs(correction_t))
        sound = (error <= LARGEST_CORRECTION) & walk.is_same_branch(point, length)
        moved = sound & ~landed & ~landing & (t + correction_t < 1.0)
        moved &= walk.cosine(point.slope, along_z, along_t) >= LEAST_ALIGNMENT
        arrived = sound & ~landed & landing
        landed = landed | arrived
        walk.z = np.where((moved | arrived)[..., None], z + correction_z, walk.z)
        if landed.all():
            break
        walk.move(moved, t + correction_t, (along_z, along_t), point)
        growth = np.sqrt(0.5 * LARGEST_CORRECTION / np.maximum(error, 1e-9))
        length = length * np.where(moved, np.clip(growth, 0.5, 3.0), np.clip(growth, 0.1, 0.5))
        z, t, length, landing = _predict(game, walk, np.where(landed, 0.0, length))
    return walk.z, landed


class _Point:
    """The payoff and the Jacobian of z - t payoff / noise at one trial point of every row."""

    def __init__(self, game: Game, z: Array, t: Array) -> None:
        self.p, self.v, by_z = game.at(z)
        self.slope = np.where(game.free, self.p * (1.0 - self.p), 0.0)
        self.gap = np.where(game.free, z - t[..., None] * self.v, 0.0)
        self.matrix = np.zeros((*t.shape, z.shape[-1] + 1, z.shape[-1] + 1))
        self.matrix[..., :-1, :-1] = game.eye - t[..., None, None] * by_z
        self.matrix[..., :-1, -1] = -self.v

    def t_scale(self) -> Array:
        """Return the weight of t beside the probabilities: their first response to t, never below a quarter."""
        return np.asarray(LEAST_T_SCALE + np.max(self.slope * np.abs(self.v), axis=-1, initial=0.0))


class _Walk:
    """The last accepted point of each row's branch and the direction it leaves in."""

    def __init__(self, game: Game) -> None:
        rows = game.shape[:-1]
        self.z, self.t = np.zeros(game.shape), np.zeros(rows)
        self.along_z, self.along_t = np.zeros(game.shape), np.ones(rows)
        self.slope, self.t_scale = np.zeros(game.shape), np.ones(rows)
        self.matrix = np.broadcast_to(np.eye(game.shape[-1] + 1), (*rows, game.shape[-1] + 1, game.shape[-1] + 1))
        self.started = False

    def move(self, moved: Mask, t: Array, along: tuple[Array, Array], point: _Point) -> None:
        """Take the rows ``moved`` on to ``t`` at ``point``, leaving in the direction ``along`` (made unit length)."""
        scale = point.t_scale()
        length = np.sqrt(np.sum((point.slope * along[0]) ** 2, axis=-1) + (scale * along[1]) ** 2)
        self.t, self.t_scale = np.where(moved, t, self.t), np.where(moved, scale, self.t_scale)
        self.along_z = np.where(moved[..., None], along[0] / length[..., None], self.along_z)
        self.along_t = np.where(moved, along[1] / length, self.along_t)
        self.slope = np.where(moved[..., None], point.slope, self.slope)
        self.matrix = np.where(moved[..., None, None], point.matrix, self.matrix)
        self.started = True

    def bordered_steps(self, point: _Point, landing: Mask) -> tuple[Array, Array, Array, Array]:
        """Return Newton's correction (z, t), at fixed t where landing, and the branch's direction (z, t)."""
        border_z, border_t = self.slope**2 * self.along_z, self.t_scale**2 * self.along_t
        point.matrix[..., -1, :-1], point.matrix[..., -1, -1] = border_z, border_t
        matrix, right = point.matrix.copy(), np.zeros((*point.matrix.shape[:-1], 2))
        matrix[..., -1, :-1] = np.where(landing[..., None], 0.0, border_z)
        matrix[..., -1, -1] = np.where(landing, 1.0, border_t)
        right[..., :-1, 0], right[..., -1, 1] = -point.gap, 1.0
        steps = solve_linear(matrix, right)
        return steps[..., :-1, 0], steps[..., -1, 0], steps[..., :-1, 1], steps[..., -1, 1]

    def cosine(self, slope: Array, along_z: Array, along_t: Array) -> Array:
        """Return the cosine between the last direction and a new one, in probabilities (1 at the start)."""
        if not self.started:
            return np.ones(along_t.shape)
        old_z, new_z, old_t, new_t = (
            slope * self.along_z,
            slope * along_z,
            self.t_scale * self.along_t,
            self.t_scale * along_t,
        )
        dot = np.sum(old_z * new_z, axis=-1) + old_t * new_t
        sizes = (np.sum(old_z**2, axis=-1) + old_t**2) * (np.sum(new_z**2, axis=-1) + new_t**2)
        return np.asarray(dot / np.sqrt(sizes))

    def is_same_branch(self, point: _Point, length: Array) -> Mask:
        """Return False where the bordered Jacobian turns singular between the last point and this one.

        The branch has then been left, unless it passes through a bifurcation proper: believed once the step is tiny.
        With X = old⁻¹ new, a singular matrix between the two shows as an eigenvalue of X on the negative axis. X has
        none where its Cayley transform (X - 1)(X + 1)⁻¹ has spectral radius below 1, which the norm of the transform's
        eighth power shows cheaply.
        """
        old = self.matrix.copy()
        old[..., -1, :] = point.matrix[..., -1, :]
        cayley = solve_linear(point.matrix + old, point.matrix - old)
        power = cayley @ cayley
        power = power @ power
        doubtful = ~(np.sum((power @ power) ** 2, axis=(-2, -1)) < 1.0) & (length > TINY_STEP)
        same = np.ones(length.shape, dtype=bool)
        if self.started and doubtful.any():
            ratio = np.linalg.eigvals(solve_linear(old[doubtful], point.matrix[doubtful]))
            crossed = (ratio.real <= 0.0) & (np.abs(ratio.imag) <= 1e-6 * (1.0 + np.abs(ratio.real)))
            same[doubtful] = ~crossed.any(axis=-1)
        return same


def _predict(game: Game, walk: _Walk, length: Array) -> tuple[Array, Array, Array, Mask]:
    """Return the next point to try, the length of the step, and whether it lands on the noise given (t = 1)."""
    start = game.p(walk.z)
    reach = np.where(walk.along_t > 0.0, (1.0 - walk.t) / np.where(walk.along_t > 0.0, walk.along_t, 1.0), np.inf)
    fastest = np.max(start * (1.0 - start) * np.abs(walk.along_z), axis=-1, initial=0.0)
    length = np.minimum(np.minimum(length, reach), 2.0 * LARGEST_MOVE / np.maximum(fastest, 1e-3))
    for _ in range(8):
        move = np.max(np.abs(game.p(walk.z + length[..., None] * walk.along_z) - start), axis=-1, initial=0.0)
        if np.all(move <= LARGEST_MOVE):
            break
        length = length * np.where(
            move <= LARGEST_MOVE, 1.0, np.clip(0.95 * LARGEST_MOVE / np.maximum(move, 1e-9), 0.2, 0.95)
        )
    landing = length >= reach * (1.0 - 1e-12)
    t = np.where(landing, 1.0, walk.t + length * walk.along_t)
    return walk.z + length[..., None] * walk.along_z, t, length, landing

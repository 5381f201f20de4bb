"""The branch of logit equilibria that starts at one half, followed until the noise is the one given.

All noise is multiplied by 1/t while t goes from 0 to 1. The branch is followed by arc length in (z, t), because t may
turn back at a fold, which a march in t alone would jump over; z is the log-odds of joining.
"""

from __future__ import annotations

import numpy as np

from model.newton import Array, Game, Mask, chosen, every, inverse, largest

BRANCH_EVALUATIONS = 600
LARGEST_MOVE, LARGEST_CORRECTION = 0.25, 0.04  # in probability, in one step
LEAST_ALIGNMENT = 0.7  # cosine between successive directions
LEAST_T_SCALE = 0.25  # weight of t beside the probabilities
TINY_STEP = 1e-4  # at which a bifurcation is taken as real
HUGE = 1e15  # size of a matrix past which its powers need no counting
FLAT = 1e-12  # a direction in which t does not move


def follow_branch(game: Game) -> tuple[Array, Mask]:
    """Return log-odds by the first point where the branch from one half meets the noise given, and if it was met."""
    walk = _Walk(game)
    z, t, length = walk.z, walk.t, np.full(walk.t.shape, np.inf)
    landing, landed = np.zeros(t.shape, dtype=bool), np.zeros(t.shape, dtype=bool)
    for _ in range(BRANCH_EVALUATIONS):
        point = _Point(game, walk, z, t)
        correction_z, correction_t = point.correction(landing)
        error = largest(game.p(z + correction_z) - point.p)
        error = np.maximum(error, walk.t_scale * np.abs(correction_t))
        sound = (error <= LARGEST_CORRECTION) & ~landed
        if walk.started and not every(~sound):
            sound &= walk.is_same_branch(point, length)
        moved = sound & ~landing & (t + correction_t < 1.0)
        if walk.started:
            moved &= walk.cosine(point) >= LEAST_ALIGNMENT
        arrived = sound & landing
        landed = landed | arrived
        walk.z = chosen(moved | arrived, z + correction_z, walk.z)
        if every(landed):
            break
        walk.move(moved, t + correction_t, point)
        growth = np.sqrt(0.5 * LARGEST_CORRECTION / np.maximum(error, 1e-9))
        length = length * np.minimum(np.maximum(growth, np.where(moved, 0.5, 0.1)), np.where(moved, 3.0, 0.5))
        z, t, length, landing = _predict(game, walk, np.where(landed, 0.0, length))
    return walk.z, landed


class _Point:
    """The payoff at one trial point of every row, and the Jacobian of z - t payoff / noise bordered by the direction.

    One inverse gives Newton's correction, the direction of the branch (its last column) and the test for a bifurcation.
    """

    def __init__(self, game: Game, walk: _Walk, z: Array, t: Array) -> None:
        self.p, self.v, by_z, self.slope = game.at(z)
        n = z.shape[-1]
        self.matrix = np.empty((*t.shape, n + 1, n + 1))
        self.matrix[..., :-1, :-1] = game.eye - t[..., None, None] * by_z
        self.matrix[..., :-1, -1] = -self.v
        self.matrix[..., -1, :-1] = walk.slope * walk.slope * walk.along_z
        self.matrix[..., -1, -1] = walk.t_scale * walk.t_scale * walk.along_t
        self.inverse = inverse(self.matrix)
        self.along_z, self.along_t = self.inverse[..., :-1, -1], self.inverse[..., -1, -1]
        self._gap = z - t[..., None] * self.v

    def correction(self, landing: Mask) -> tuple[Array, Array]:
        """Return Newton's correction (z, t): across the direction of the branch, or at the same t where landing."""
        both = (self.inverse[..., :-1] @ self._gap[..., None])[..., 0]
        by_z, by_t = -both[..., :-1], -both[..., -1]
        if not every(~landing):
            rising = np.where(np.abs(self.along_t) > FLAT, self.along_t, FLAT)
            along = np.where(landing, by_t / rising, 0.0)
            by_z, by_t = by_z - along[..., None] * self.along_z, np.where(landing, 0.0, by_t)
        return by_z, by_t

    def t_scale(self) -> Array:
        """Return the weight of t beside the probabilities: their first response to t, never below a quarter."""
        return np.asarray(LEAST_T_SCALE + largest(self.slope * self.v))


class _Walk:
    """The last accepted point of each row's branch and the direction it leaves in."""

    def __init__(self, game: Game) -> None:
        rows, n = game.shape[:-1], game.shape[-1]
        self.z, self.t = np.zeros(game.shape), np.zeros(rows)
        self.along_z, self.along_t = np.zeros(game.shape), np.ones(rows)
        self.slope, self.t_scale = np.zeros(game.shape), np.ones(rows)
        self.matrix = np.broadcast_to(np.eye(n + 1), (*rows, n + 1, n + 1))
        self.started = False

    def move(self, moved: Mask, t: Array, point: _Point) -> None:
        """Take the rows ``moved`` on to ``t`` at ``point``, leaving in its direction (made unit length)."""
        scale = point.t_scale()
        ahead = point.slope * point.along_z
        length = np.sqrt(np.add.reduce(ahead * ahead, axis=-1) + (scale * point.along_t) ** 2)
        self.t, self.t_scale = chosen(moved, t, self.t), chosen(moved, scale, self.t_scale)
        self.along_z = chosen(moved, point.along_z / length[..., None], self.along_z)
        self.along_t = chosen(moved, point.along_t / length, self.along_t)
        self.slope = chosen(moved, point.slope, self.slope)
        self.matrix = point.matrix if every(moved) else np.where(moved[..., None, None], point.matrix, self.matrix)
        self.started = True

    def cosine(self, point: _Point) -> Array:
        """Return the cosine between the last direction and a new one, in probabilities."""
        old_z, new_z = point.slope * self.along_z, point.slope * point.along_z
        old_t, new_t = self.t_scale * self.along_t, self.t_scale * point.along_t
        dot = np.add.reduce(old_z * new_z, axis=-1) + old_t * new_t
        sizes = np.add.reduce(old_z * old_z, axis=-1) + old_t * old_t
        sizes *= np.add.reduce(new_z * new_z, axis=-1) + new_t * new_t
        return np.asarray(dot / np.sqrt(sizes))

    def is_same_branch(self, point: _Point, length: Array) -> Mask:
        """Return False where the bordered Jacobian turns singular between the last point and this one.

        The branch has then been left, unless it passes through a bifurcation proper: believed once the step is tiny.
        With X = new⁻¹ old, a singular matrix between the two shows as an eigenvalue of X on the negative axis. X has
        none where X - 1 has spectral radius below 1, nor where the Cayley transform (X - 1)(X + 1)⁻¹ has, which the
        norm of an eighth power shows cheaply.
        """
        difference = self.matrix - point.matrix
        difference[..., -1, :] = 0.0  # both bordered alike
        change = point.inverse @ difference
        doubtful = ~(_eighth_power(change) < 1.0) & (length > TINY_STEP)
        same = np.asarray(~doubtful)
        if not every(~doubtful):
            change = change[doubtful]
            cayley = change @ inverse(change + 2.0 * np.eye(change.shape[-1]))
            unclear = ~(_eighth_power(cayley) < 1.0)
            held = ~unclear
            if unclear.any():
                ratio = 1.0 + np.linalg.eigvals(change[unclear])
                crossed = (ratio.real <= 0.0) & (np.abs(ratio.imag) <= 1e-6 * (1.0 + np.abs(ratio.real)))
                held[unclear] = ~crossed.any(axis=-1)
            same[doubtful] = held
        return same


def _eighth_power(matrix: Array) -> Array:
    """Return the squared norm of the eighth power of each matrix, a huge number where it has no finite one."""
    size = np.sqrt(np.add.reduce(matrix * matrix, axis=(-2, -1)))
    known = size < HUGE
    size = np.where(known, np.maximum(size, 1.0 / HUGE), HUGE)
    finite = matrix if every(known) else np.where(known[..., None, None], matrix, 0.0)
    power = finite / size[..., None, None]  # so that nothing leaves the range of a float
    for _ in range(3):
        power = power @ power
    found = np.add.reduce(power * power, axis=(-2, -1)) * size**16
    return np.where(known, found, HUGE)


def _predict(game: Game, walk: _Walk, length: Array) -> tuple[Array, Array, Array, Mask]:
    """Return the next point to try, the length of the step, and whether it lands on the noise given (t = 1)."""
    start = game.p(walk.z)
    rising = walk.along_t > 0.0
    reach = np.where(rising, (1.0 - walk.t) / np.where(rising, walk.along_t, 1.0), np.inf)
    fastest = largest(start * (1.0 - start) * walk.along_z)
    length = np.minimum(np.minimum(length, reach), 2.0 * LARGEST_MOVE / np.maximum(fastest, 1e-3))
    for _ in range(8):
        z = walk.z + length[..., None] * walk.along_z
        move = largest(game.p(z) - start)
        if every(move <= LARGEST_MOVE):
            break
        shorter = np.minimum(np.maximum(0.95 * LARGEST_MOVE / np.maximum(move, 1e-9), 0.2), 0.95)
        length = length * np.where(move <= LARGEST_MOVE, 1.0, shorter)
    landing = length >= reach * (1.0 - 1e-12)
    t = np.where(landing, 1.0, walk.t + length * walk.along_t)
    return walk.z + length[..., None] * walk.along_z, t, length, landing

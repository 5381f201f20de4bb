"""Prove that a game with multilinear payoffs has one logit equilibrium, by shrinking a box that contains them all.

A multilinear payoff takes its extremes over a box at the box's corners. Up to 14 firms its values at the corners of the
unit cube are computed once, and the corners of every later box follow by interpolation along one axis after another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from model.errors import DroppedError, SolveError
from model.newton import Array, logistic

MOST_FIRMS = 14
MOST_STEPS = 200
FIELDS_PER_CALL = 1024
ROUNDING = 1e-11  # outward margin on payoff bounds, relative to the largest payoff
NARROW = 1e-6  # width of the box, in probability, at which its slopes are looked at in every step
SLOWEST = 1e-3  # the least relative shrinking of the box that is worth another step


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whether there is one logit equilibrium; ``low`` and ``high`` [n] bound every equilibrium after ``steps``."""

    unique: bool
    steps: int
    low: Array
    high: Array


def certify_unique(
    payoff: Callable[[Array], npt.ArrayLike],
    noise: npt.ArrayLike,
    n_firms: int,
    *,
    pinned: npt.ArrayLike | None = None,
    max_steps: int = MOST_STEPS,
    substitutes: bool = False,
) -> Certificate:
    """Try to prove that a multilinear game has exactly one logit equilibrium.

    ``payoff`` [..., n] -> [..., n] must be multilinear in the probabilities; ``noise`` scalar or [n]; ``pinned`` [n],
    nan where free. ``substitutes`` asserts that no firm gains when another's probability rises and that none depends
    on its own, which the caller must know from the structure of its payoff: bounds then take two evaluations a step and
    any number of firms. ``unique`` is True only if the response contracts on the final box; False proves nothing.
    Raise SolveError past 14 firms unless ``substitutes``.
    """
    scale = np.broadcast_to(np.asarray(noise, dtype=np.float64), (n_firms,))
    pins = np.full(n_firms, np.nan) if pinned is None else np.asarray(pinned, dtype=np.float64)
    if n_firms > MOST_FIRMS and not substitutes:
        raise SolveError(
            f"Certificate: {n_firms} firms are too many to visit every corner. Pin or drop firms to {MOST_FIRMS} "
            "or fewer, or declare that rivals are substitutes if this is proved.",
            f"유일성 증명: 기업 {n_firms}곳은 모든 꼭짓점을 계산하기에 너무 많습니다. {MOST_FIRMS}곳 이하로 줄이거나, "
            "경쟁자가 대체 관계임이 증명된 경우 이를 지정하십시오.",
        )
    bounds = _Substitutes(payoff, n_firms) if substitutes else _Corners(payoff, n_firms)
    return _shrunk(bounds, scale, pins, max_steps)


def certify_corners(
    payoff: Callable[[Array], npt.ArrayLike], noise: Array, n_firms: int, dropped: Callable[[], bool]
) -> Certificate:
    """Try to prove the same by the corners, with nobody pinned and ``noise`` [n].

    Raises DroppedError once ``dropped``, asked every millisecond or so, says so.
    """
    return _shrunk(_Corners(payoff, n_firms, dropped), noise, np.full(n_firms, np.nan), MOST_STEPS)


def _shrunk(bounds: _Corners | _Substitutes, scale: Array, pins: Array, max_steps: int) -> Certificate:
    """Shrink the box of all equilibria until the response contracts on it or it shrinks no further."""
    low, high = np.where(np.isnan(pins), 0.0, pins), np.where(np.isnan(pins), 1.0, pins)
    checked = np.inf
    for step in range(1, max_steps + 1):
        least, greatest = bounds.extremes(low, high)
        margin = ROUNDING * max(float(np.max(np.abs(least))), float(np.max(np.abs(greatest))))
        new_low = np.where(np.isnan(pins), np.maximum(low, logistic((least - margin) / scale)), pins)
        new_high = np.where(np.isnan(pins), np.minimum(high, logistic((greatest + margin) / scale)), pins)
        shrunk = float(np.max(((high - low) - (new_high - new_low)) / np.maximum(high - low, 1e-300)))
        low, high = new_low, new_high
        width = float(np.max(high - low))
        if width <= 0.5 * checked or width <= NARROW:  # slopes cost more than extremes: look when it pays
            checked = width
            if _contracts(bounds.largest_slopes(low, high), low, high, scale):
                return Certificate(True, step, low, high)
        if shrunk < SLOWEST or width <= 0.01 * NARROW:
            break
    unique = _contracts(bounds.largest_slopes(low, high), low, high, scale)
    return Certificate(unique, step, low, high)


def _contracts(slopes: Array, low: Array, high: Array, scale: Array) -> bool:
    """Return True where the response has spectral radius below 1 for all Jacobians bounded by ``slopes`` on the box."""
    middle = np.clip(0.5, low, high)  # p(1 - p) is largest at the point nearest one half
    bound = (middle * (1.0 - middle) / scale)[:, None] * slopes * (high > low)[:, None]
    return bool(np.max(np.abs(np.linalg.eigvals(bound))) < 1.0 - 1e-9)


class _Corners:
    """A multilinear payoff as the table of its values at the corners of the unit cube, [2, ..., 2, n]."""

    def __init__(self, payoff: Callable[[Array], npt.ArrayLike], n: int, dropped: Callable[[], bool] = bool) -> None:
        self._dropped = dropped
        fields = ((np.arange(2**n)[:, None] >> np.arange(n - 1, -1, -1)) & 1).astype(np.float64)
        parts = [np.asarray(payoff(fields[i : i + FIELDS_PER_CALL])) for i in range(0, 2**n, FIELDS_PER_CALL)]
        self.n, self.table = n, np.concatenate(parts).reshape((2,) * n + (n,))

    def extremes(self, low: Array, high: Array) -> tuple[Array, Array]:
        """Return the least and the greatest payoff of each firm over the box."""
        values = self.table
        for axis in range(self.n):
            values = self._at_ends(values, axis, low[axis], high[axis])
        flat = values.reshape(-1, self.n)
        return flat.min(axis=0), flat.max(axis=0)

    def largest_slopes(self, low: Array, high: Array) -> Array:
        """Return the greatest |du_i/dp_j| over the box, [n, n]: a slope is multilinear in the others."""
        slopes = np.zeros((self.n, self.n))
        for j in range(self.n):
            values = np.diff(self.table, axis=j)
            for axis in range(self.n):
                if axis != j:
                    values = self._at_ends(values, axis, low[axis], high[axis])
            slopes[:, j] = np.max(np.abs(values.reshape(-1, self.n)), axis=0)
        return slopes

    def _at_ends(self, values: Array, axis: int, low: np.float64, high: np.float64) -> Array:
        if self._dropped():
            raise DroppedError
        first, second = np.take(values, [0], axis), np.take(values, [1], axis)
        rise = second - first
        return np.concatenate([first + low * rise, first + high * rise], axis=axis)


class _Substitutes:
    """Bounds for payoffs that fall, if they move, as any other firm's probability rises (asserted by the caller)."""

    def __init__(self, payoff: Callable[[Array], npt.ArrayLike], n: int) -> None:
        self.payoff, self.n = payoff, n
        least, greatest = self.extremes(np.zeros(n), np.ones(n))
        self.range = greatest - least  # no slope exceeds it: a slope is a difference of two values on the cube

    def extremes(self, low: Array, high: Array) -> tuple[Array, Array]:
        """Return the least and the greatest payoff of each firm over the box."""
        values = np.asarray(self.payoff(np.stack([high, low])), dtype=np.float64)
        return values[0], values[1]

    def largest_slopes(self, low: Array, high: Array) -> Array:
        """Return bounds on |du_i/dp_j| over the box, [n, n]: at its centre, plus the most that curvature can add.

        du_i/dp_j is multilinear and lies in [-range_i, 0], so no derivative of it exceeds range_i.
        """
        centre, eye = 0.5 * (low + high), np.eye(self.n, dtype=bool)
        ends = np.concatenate([np.where(eye, 1.0, centre), np.where(eye, 0.0, centre)])
        values = np.asarray(self.payoff(ends), dtype=np.float64)
        slopes = np.abs(values[: self.n] - values[self.n :]).T
        return np.asarray(np.minimum(slopes + self.range[:, None] * 0.5 * np.sum(high - low), self.range[:, None]))

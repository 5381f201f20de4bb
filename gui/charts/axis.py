"""Ranges of axes that stay put while a lever moves: round ends, grown at once, shrunk only when the lever is let go."""

from __future__ import annotations

import math

TICKS_A_SIDE = 4.0
LABELS = 6  # at most; beyond that every other tick is named
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def nice_step(length: float) -> float:
    """Return a round number a little above ``length / TICKS_A_SIDE``."""
    wanted = max(length, 1e-9) / TICKS_A_SIDE
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(factor * power for factor in NICE if factor * power >= wanted * (1 - 1e-12))


class LiveAxis:
    """A range that grows at once and shrinks only when the lever is let go, so that bars can be compared in a drag."""

    def __init__(self) -> None:
        self.low, self.high, self.step = -1.0, 1.0, 1.0

    def follow(self, wanted: tuple[float, float, float], dragging: bool) -> bool:
        """Take the wanted range or keep a wider one; return whether it changed."""
        low, high, step = wanted
        if dragging and (low < self.low or high > self.high):
            step = max(step, self.step)
            low = math.floor(min(low, self.low) / step) * step
            high = math.ceil(max(high, self.high) / step) * step
        elif dragging:
            return False
        changed = (low, high, step) != (self.low, self.high, self.step)
        self.low, self.high, self.step = low, high, step
        return changed

    def ticks(self) -> tuple[float, ...]:
        """Return where the ticks stand."""
        first, last = round(self.low / self.step), round(self.high / self.step)
        every = 1 if last - first <= LABELS else 2
        return tuple(k * self.step for k in range(first, last + 1) if k % every == 0)

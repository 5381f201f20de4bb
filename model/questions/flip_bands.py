"""How far a flip mark is known: in which share of the draws the firm crosses one half, and where it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.bands import FEWEST_DRAWS
from model.newton import log_odds_of
from model.outcome import Floats
from model.questions.flips import HALF, Flip
from model.questions.lever_bands import LeverBands

if TYPE_CHECKING:
    from model.levers import Lever

EDGES = (0.05, 0.95)
UNORDERED = frozenset({"switch", "choice"})


@dataclass(frozen=True, slots=True)
class FlipBand:
    """Of all draws, the ``share`` in which a firm crosses the way the mark says; 90 % of these cross within ``ends``.

    ``ends`` are in the lever's unit; None where there is no way between values, or fewer than 16 draws cross.
    """

    share: float
    ends: tuple[float, float] | None


def flip_band(bands: LeverBands, lever: Lever, own: float, row: int, flip: Flip) -> FlipBand | None:
    """Return the band of a firm's flip along a lever that stands at ``own``; None where draws cannot be compared.

    Between two values that were solved, a draw crosses where its log-odds do on a straight line; between two legal
    values of a lever with few of them, halfway. Of several crossings the one nearest to the mark counts.
    """
    if bands.each is None:
        return None
    p = bands.each[:, :, row]
    joins = p >= HALF
    if lever.kind == "choice":
        here, there = (int(np.argmin(np.abs(bands.values - value))) for value in (own, flip.value))
        return FlipBand(float(np.mean((joins[there] == flip.joins_above) & (joins[here] != flip.joins_above))), None)
    crosses = (joins[1:] == flip.joins_above) & (joins[:-1] != flip.joins_above)
    has = crosses.any(axis=0)
    if lever.kind in UNORDERED or int(has.sum()) < FEWEST_DRAWS:
        return FlipBand(float(has.mean()), None)
    where = _crossings(bands.values, p, few=lever.kind == "integer")
    gaps = np.where(crosses, np.abs(where - flip.value), np.inf)
    nearest = where[gaps.argmin(axis=0), np.arange(p.shape[1])][has]
    low, high = np.quantile(nearest, EDGES)
    return FlipBand(float(has.mean()), (float(low), float(high)))


def _crossings(values: Floats, p: Floats, few: bool) -> Floats:
    """Return where log-odds reach nil on the line between neighbouring values, [m - 1, draws], or halfway."""
    odds, steps = log_odds_of(p), np.diff(values)[:, None]
    rise = odds[1:] - odds[:-1]
    share = np.clip(-odds[:-1] / np.where(rise == 0.0, 1.0, rise), 0.0, 1.0)
    share = np.where(few & (steps <= 1.0), HALF, share)
    return np.asarray(values[:-1, None] + share * steps)

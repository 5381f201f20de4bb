"""What the waterfall draws, as plain numbers: one firm's chance from the baseline to now, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from gui.charts.series import Floats
from model.questions.explain import EQUILIBRIUM

if TYPE_CHECKING:
    from gui.frame import Frame

By = Literal["levers", "motives"]
UNITS = 1000  # shown steps of a chance: tenths of a point


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A firm's way from the baseline: ``shares`` [steps] of its change of probability, the greatest first.

    ``shown`` [steps] are the same in tenths of a point, rounded so that they add up to the change as it is shown.
    """

    row: int  # the firm's, in the order of the outcome
    ids: tuple[str, ...]  # lever ids or motives, PINS, EQUILIBRIUM
    start: float
    shares: Floats
    shown: tuple[int, ...]
    error: Floats

    @property
    def end(self) -> float:
        """Where the way ends."""
        return self.start + float(self.shares.sum())

    @property
    def levels(self) -> Floats:
        """Where each step begins, and where the last one ends, [steps + 1]."""
        return np.asarray(self.start + np.concatenate([[0.0], np.cumsum(self.shares)]))


def waterfall(frame: Frame, by: By) -> Waterfall | None:
    """Take the steps of the firm that is selected, or else of the one that moved most; None until they are known."""
    before, after = frame.baseline.scenario, frame.scenario
    levers, motives = frame.attribution, frame.motives
    if by == "levers" and levers is not None and levers.is_of(before, after):
        ids, shares, error = levers.players, levers.joining, levers.joining_error
    elif by == "motives" and motives is not None and motives.is_of(before, after):
        ids, shares, error = motives.ids, motives.joining, motives.error
    else:
        return None
    if (EQUILIBRIUM in ids) != bool(frame.outcome.equilibrium.shown):
        return None  # it speaks of another equilibrium than is drawn
    chosen = frame.row_of(frame.selected)
    row = int(np.abs(shares.sum(axis=0)).argmax()) if chosen is None else chosen
    order = np.argsort(-np.abs(shares[:, row]), kind="stable")
    own = shares[order, row]
    shown = rounded(own)
    kept = [at for at in range(len(own)) if shown[at]]
    if len(kept) < len(own):  # what is shown as nothing is left out; its rest goes to the greatest step
        own[kept[:1]] += own.sum() - own[kept].sum()
    return Waterfall(
        row,
        tuple(ids[order[at]] for at in kept),
        float(frame.baseline.join_probability[row]),
        own[kept],
        tuple(shown[at] for at in kept),
        error[order, row][kept],
    )


def rounded(shares: Floats) -> tuple[int, ...]:
    """Return shares of a chance in tenths of a point that add up to their sum in tenths of a point.

    Each is rounded down, and those with the greatest rests are rounded up (largest remainders).
    """
    exact = shares * UNITS
    whole = np.floor(exact)
    missing = round(float(exact.sum())) - int(whole.sum())
    up = np.argsort(-(exact - whole), kind="stable")[:missing]
    whole[up] += 1
    return tuple(int(one) for one in whole)

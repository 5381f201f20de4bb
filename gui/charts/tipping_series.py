"""What *Tipping points* draws, as plain numbers taken from a frame: no Qt, nothing rounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from gui.charts.series import NO_ROW, Firms, Floats, listed
from gui.numbers import Numbers
from gui.saying import how_sure

if TYPE_CHECKING:
    from gui.frame import Frame
    from model.levers import Lever
    from model.questions.flips import Flip

FEW_VALUES = 12
FINER = 0.01  # of a step: to this a value is told that is no legal one
MOST_BANDED = 2  # firms: the bands of more would cover each other


@dataclass(frozen=True, slots=True)
class TippingSeries:
    """Join probabilities ``join`` [m, n] at the lever's ``values`` [m]; firms in the order of display."""

    firms: Firms
    names: tuple[str, ...]  # short ones
    lever: Lever | None
    value: float  # where the lever stands
    values: Floats
    join: Floats
    now: Floats  # [n], where the lever stands
    crossing: tuple[int, ...]  # rows of the firms that flip somewhere
    flip_values: Floats
    flips_told: tuple[tuple[int, str], ...] = ()  # row of the firm and what is said of its flip
    band_values: Floats = field(default_factory=lambda: np.zeros(0))
    bands: Floats = field(default_factory=lambda: np.zeros((4, 0, 0)))  # [4, values, n]: low90, low50, high50, high90
    bands_now: Floats | None = None  # [4, n], where the lever stands

    @property
    def options(self) -> bool:
        """Say whether the lever's values have no order, so that no line may join them."""
        return self.lever is not None and self.lever.kind == "choice"

    @property
    def few(self) -> bool:
        """Say whether the lever has so few values that each is a point of its own."""
        lever = self.lever
        return lever is not None and lever.kind != "number" and lever.high - lever.low < FEW_VALUES

    @property
    def banded(self) -> tuple[int, ...]:
        """Return the rows whose bands are drawn: the selected firm's, else those that flip where they are few."""
        if not len(self.band_values):
            return ()
        if self.firms.selected != NO_ROW:
            return (self.firms.selected,)
        return self.crossing if len(self.crossing) <= MOST_BANDED else ()

    @property
    def ends(self) -> Floats:
        """Where each line ends at the right, [n]."""
        return self.join[-1] if len(self.values) else self.now


NOTHING = TippingSeries(
    Firms((), (), (), (), NO_ROW), (), None, 0.0, np.zeros(0), np.zeros((0, 0)), np.zeros(0), (), np.zeros(0)
)


def tipping_series(frame: Frame) -> TippingSeries:
    """Take what *Tipping points* draws along the lever in focus."""
    lever = next((row for row in frame.scenario.levers if row.id == frame.lever), None)
    if lever is None:
        return NOTHING
    rows = np.asarray(frame.order, dtype=np.intp)
    firms = listed(frame)
    curve = frame.curves.get(lever.id)
    flips = () if curve is None else curve.flips
    crossing = {firms.ids.index(flip.firm_id) for flip in flips if flip.firm_id in firms.ids}
    return TippingSeries(
        firms=firms,
        names=tuple(frame.short_names[row] for row in frame.order),
        lever=lever,
        value=frame.scenario.value(lever.id),
        values=np.zeros(0) if curve is None else curve.values,
        join=np.zeros((0, len(rows))) if curve is None else curve.join_probability[:, rows],
        now=frame.outcome.join_probability[rows],
        crossing=tuple(sorted(crossing)),
        flip_values=np.array([flip.value for flip in flips if lever.kind != "choice"]),
        flips_told=tuple(_told(frame, lever, flips, firms)),
        bands_now=_bands_now(frame),
        **_bands(frame),
    )


def _told(frame: Frame, lever: Lever, flips: Sequence[Flip], firms: Firms) -> Iterator[tuple[int, str]]:
    """Yield how far each flip is known, with its place on the lever; not at every step of a drag."""
    if frame.dragging:
        return
    write = Numbers(frame.language, frame.case.meta["currency"])
    for flip in flips:
        sure = how_sure(frame, lever, flip) if flip.firm_id in firms.ids else ""
        if sure:
            place = write.value(lever, round(flip.value, lever.decimals)) if lever.kind != "switch" else ""
            yield firms.ids.index(flip.firm_id), f"{place}: {sure}" if place else sure


def _bands_now(frame: Frame) -> Floats | None:
    """Return the bands where the lever stands, in the order of display: those of the working copy."""
    bands = frame.bands
    if bands is None:
        return None
    return np.stack([bands.low90, bands.low50, bands.high50, bands.high90])[:, list(frame.order)]


def _bands(frame: Frame) -> dict[str, Floats]:
    """Return the bands along the lever in focus where they are known."""
    found = frame.lever_bands
    if found is None or found.lever_id != frame.lever or found.joining.shape[-1] != len(frame.order):
        return {}
    return {"band_values": found.values, "bands": found.joining[1:, :, list(frame.order)]}


def legal(lever: Lever, wanted: float) -> float:
    """Return the legal value of a lever nearest to the one wanted."""
    steps = round((wanted - lever.low) / lever.step)
    return lever.checked(min(max(lever.low + steps * lever.step, lever.low), lever.high))


def solved_at(lever: Lever, value: float, write: Numbers) -> str:
    """Return a value of the lever as text; one between two legal values, as at a crossing, is not rounded to one."""
    if lever.kind in {"switch", "choice"} or round(value, lever.decimals) == value:
        return write.value(lever, value)
    return write.value(replace(lever, kind="number", step=lever.step * FINER), value)


def spread(heights: Floats, gap: float, first: Sequence[int]) -> dict[int, float]:
    """Return heights for the names of lines, between 0 and 1 and no closer than ``gap``; who finds no room is left out.

    Rows in ``first`` are placed before the others. Names keep the order of their lines, and together they are as near
    to their ends as the gap allows (least squares, by pooling neighbours that would be too close).
    """
    order = [*first, *(row for row in np.argsort(-heights).tolist() if row not in first)]
    kept = sorted(dict.fromkeys(order[: max(int(1.0 / gap) + 1, 1)]), key=lambda row: -float(heights[row]))
    pools: list[tuple[float, int]] = []  # mean and number of names that touch, as if there were no gap between them
    for at, row in enumerate(kept):
        mean, count = float(heights[row]) + at * gap, 1
        while pools and pools[-1][0] < mean:
            above, number = pools.pop()
            mean, count = (above * number + mean * count) / (number + count), number + count
        pools.append((mean, count))
    levels = np.repeat([mean for mean, _ in pools], [count for _, count in pools])
    levels = np.clip(levels, (len(kept) - 1) * gap, 1.0)
    return {row: float(level) - at * gap for at, (row, level) in enumerate(zip(kept, levels.tolist(), strict=True))}

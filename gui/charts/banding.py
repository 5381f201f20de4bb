"""Bands as the charts write and draw them: the 50 % and the 90 % band of a figure, from the draws of the posterior."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.charts.series import Floats, Tile

if TYPE_CHECKING:
    from gui.frame import Frame
    from gui.numbers import Numbers

THIN_PX, THICK_PX = 1.1, 3.2

Write = Callable[[float], str]


def edges_of(frame: Frame, figure: str) -> Floats | None:
    """Return low90, low50, high50, high90 of a figure of the working copy, [4, ...], or None while not known."""
    return None if frame.bands is None else frame.bands.edges(figure)


def payoff_edges(frame: Frame | None, row: int) -> Floats | None:
    """Return the bands of the components and the net payoff of a firm as displayed, [4, 12], bn; None while unknown."""
    parts = None if frame is None else edges_of(frame, "components_bn")
    whole = None if frame is None else edges_of(frame, "payoff_bn")
    if frame is None or parts is None or whole is None:
        return None
    firm = frame.order[row]
    return np.concatenate([parts[:, firm], whole[:, firm, None]], axis=1)


def chance_edges(frame: Frame | None, row: int) -> tuple[Floats, Floats, Floats] | None:
    """Return the bands of a displayed firm's chances to join, be selected and be a final team, [4] each, if known."""
    selection = None if frame is None else edges_of(frame, "selection_probability")
    final = None if frame is None else edges_of(frame, "final_probability")
    if frame is None or frame.bands is None or selection is None or final is None:
        return None
    firm, bands = frame.order[row], frame.bands
    joins = np.array([bands.low90[firm], bands.low50[firm], bands.high50[firm], bands.high90[firm]])
    return joins, selection[:, firm], final[:, firm]


def change_edges(frame: Frame | None, row: int) -> Floats | None:
    """Return the bands of the change of a displayed firm's chance since the baseline, [4]; None while unknown."""
    if frame is None or frame.changes is None or not frame.same_firms:
        return None
    return frame.changes.join[:, frame.order[row]]


def change_line(frame: Frame | None, row: int, change: float, write: Write) -> list[str]:
    """Return the change of a displayed firm's chance with its bands as a line, none where it has no bands."""
    edges = change_edges(frame, row)
    if edges is None:
        return []
    text = QCoreApplication.translate("Bands", "Change since the baseline: {0}").format(write(change))
    return [with_bands(text, write, edges)]


def headline_change(frame: Frame, figure: Tile, write: Numbers) -> list[str]:
    """Return the change of a headline with its bands as a line, none where it has no bands."""
    if frame.changes is None or not math.isfinite(figure.change):
        return []

    def moved(change: float) -> str:
        if figure.id.endswith("_probability"):
            return write.points(change)
        return write.money(change, signed=True) if figure.id.endswith("_bn") else write.number(change, 2, signed=True)

    text = QCoreApplication.translate("Bands", "Change since the baseline: {0}").format(moved(figure.change))
    return [with_bands(text, moved, frame.changes.headline[figure.id])]


@dataclass(frozen=True, slots=True)
class StageBands:
    """Bands of *Stages*, firms in the order of display: [4, stages + 2, n] joining and being there, [4, stages + 1, n]
    being there given that it joins, [4, stages + 1, m] incumbents, [4, stages + 2] and [4, stages + 1] teams of both.
    """

    there: Floats
    given: Floats
    old: Floats
    teams: Floats
    old_teams: Floats


def stage_bands(frame: Frame) -> StageBands | None:
    """Take the bands of *Stages*, or None while they are not known."""
    bands, rows = frame.bands, np.asarray(frame.order, dtype=np.intp)
    if bands is None or not bands.figures:
        return None
    joins = np.stack([bands.low90, bands.low50, bands.high50, bands.high90])[:, None, rows]
    found = {name: values[1:] for name, values in bands.figures.items()}
    joiners = np.array(bands.headline["expected_joiners"][1:])[:, None]
    return StageBands(
        there=np.concatenate([joins, found["there_probability"][..., rows]], axis=1),
        given=found["stage_probability"][..., rows],
        old=found["incumbent_stage_probability"],
        teams=np.concatenate([joiners, found["expected_teams"]], axis=1),
        old_teams=found["expected_incumbents"],
    )


def both_bands(write: Write, edges: Floats) -> str:
    """Return both bands of one figure, ``edges`` [4], as text."""
    low90, low50, high50, high90 = (write(float(value)) for value in edges)
    text = QCoreApplication.translate("Bands", "50 % {0} – {1}, 90 % {2} – {3}")
    return text.format(low50, high50, low90, high90)


def with_bands(text: str, write: Write, edges: Floats | None) -> str:
    """Return a text with both bands of what it says in brackets, where they are known."""
    return text if edges is None else f"{text} ({both_bands(write, edges)})"


def band_heads(name: str) -> list[str]:
    """Return the headings of the two columns that stand beside a figure in a table."""
    half = QCoreApplication.translate("Bands", "{0}, 50 % band").format(name)
    return [half, QCoreApplication.translate("Bands", "{0}, 90 % band").format(name)]


def band_cells(write: Write, edges: Floats) -> list[str]:
    """Return the cells under these headings for ``edges`` [4]."""
    low90, low50, high50, high90 = (write(float(value)) for value in edges)
    text = QCoreApplication.translate("Bands", "{0} – {1}")
    return [text.format(low50, high50), text.format(low90, high90)]


def paint_whisker(painter: QPainter, y: float, places: tuple[float, float, float, float], pen: QPen) -> None:
    """Draw both bands on a row: ``places`` are x of low90, low50, high50, high90, px; ``pen`` has the thin width."""
    low90, low50, high50, high90 = places
    level = math.floor(y) + 0.5
    painter.setPen(pen)
    painter.drawLine(QPointF(low90, level), QPointF(high90, level))
    thick = QPen(pen)
    thick.setWidthF(pen.widthF() * THICK_PX / THIN_PX)
    painter.setPen(thick)
    painter.drawLine(QPointF(low50, level), QPointF(high50, level))


def whisker_pen(colour: QColor, scale: float = 1.0) -> QPen:
    """Return the pen of the thin line."""
    pen = QPen(colour, THIN_PX * scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen

"""The worlds along the two inputs that tell most of where a scenario breaks, with the box around that place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF

from gui.charts.plots import CaptionedPlot
from gui.stress.words import ShownNamer
from gui.theme import Theme
from model.questions.prim import LOW, Side
from model.questions.stress import Breaking, Tested
from model.questions.worlds import Cell, Worlds

HEIGHT_PX, LEFT_PX, POINT_PX, CROSS_PX, ROOM_SHARE = 190, 78, 4, 6, 0.03
TICKS = 5  # along each axis, of which those at the ends are left out


class BoxScatter(CaptionedPlot):
    """Worlds as dots where the goal holds and crosses where it fails; hidden where fewer than two inputs tell."""

    def __init__(self) -> None:
        super().__init__("stress.scatter", HEIGHT_PX, LEFT_PX)
        self._shown: tuple[Worlds, Tested, ShownNamer] | None = None
        self.failing = pg.ScatterPlotItem(size=CROSS_PX, pen=None, symbol="x")
        self.holding = pg.ScatterPlotItem(size=POINT_PX, pen=None)
        self.frame = pg.QtWidgets.QGraphicsRectItem()
        for item in (self.holding, self.failing, self.frame):
            self._plot.addItem(item)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self.failing.setBrush(pg.mkBrush(theme.color("bad")))
        self.holding.setBrush(pg.mkBrush(theme.color("bar_off")))
        self.frame.setPen(pg.mkPen(theme.color("baseline"), width=1.8))

    def show_tested(self, worlds: Worlds, tested: Tested, write: ShownNamer) -> None:
        """Draw a scenario's worlds along the first two inputs of its box that the shield does not hide."""
        cells = _cells(tested.breaking, write)
        self.setVisible(bool(cells[1:]))
        if tested.breaking is None or not cells[1:]:
            return
        across, up = cells[0], cells[1]
        columns = {axis.cell: worlds.values[:, place] for place, axis in enumerate(worlds.axes)}
        x, y = columns[across], columns[up]
        solved = np.isfinite(tested.margin)
        for item, mask in ((self.failing, solved & ~tested.holds), (self.holding, tested.holds)):
            item.setData(x[mask], y[mask])
        self.set_theme(self._theme)
        self.frame.setRect(_box(tested.breaking, (across, up), (x, y)))
        self.caption.set_wordings(
            self.tr("Worlds by {0} (across) and {1} (up); crosses fail; the box is the place named above").format(
                write.name(across), write.name(up)
            ),
            self.tr("Across: {0}; up: {1}; crosses fail").format(write.name(across), write.name(up)),
        )
        self.setAccessibleName(self.caption.text())
        self._set_axes((across, up), (x, y), write)

    def _set_axes(self, cells: tuple[Cell, Cell], values: tuple[Any, Any], write: ShownNamer) -> None:
        spans = []
        for side, cell, column in zip(("bottom", "left"), cells, values, strict=True):
            low, high = float(column.min()), float(column.max())
            room = (high - low) * ROOM_SHARE
            spans.append((low - room, high + room))
            places = np.linspace(low, high, TICKS)[1:-1].tolist()
            self._plot.getAxis(side).setTicks([[(place, write.value(cell, place)) for place in places]])
        self._plot.getViewBox().setRange(xRange=spans[0], yRange=spans[1], padding=0)


def _cells(breaking: Breaking | None, write: ShownNamer) -> list[Cell]:
    if breaking is None:
        return []
    named = dict.fromkeys(breaking.cells[side.column] for side in breaking.box.sides)
    return [cell for cell in named if not write.hides(cell)]


def _box(breaking: Breaking, cells: tuple[Cell, Cell], values: tuple[Any, Any]) -> QRectF:
    ends = [[float(column.min()), float(column.max())] for column in values]
    sides: tuple[Side, ...] = breaking.box.sides
    for side in sides:
        cell = breaking.cells[side.column]
        if cell in cells:
            ends[cells.index(cell)][0 if side.end == LOW else 1] = side.limit
    (left, right), (bottom, top) = ends
    return QRectF(left, bottom, right - left, top - bottom)

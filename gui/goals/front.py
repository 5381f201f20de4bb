"""The front: the least public cost at which each number of joiners can be expected; its points are packages."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from gui.charts.axis import nice_step
from gui.charts.plots import CaptionedPlot
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import Theme
from model.questions.packaging import Package

POINT_PX, HEIGHT_PX, LEFT_PX = 10, 170, 62
ROOM_SHARE = 0.08  # beside the outermost points


class FrontChart(CaptionedPlot):
    """Joiners across, cost up. Signals: ``chosen(Package)`` by a click or Left, Right and Return."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("goal.front", HEIGHT_PX, LEFT_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.packages: tuple[Package, ...] = ()
        self.selected = -1
        self._numbers = Numbers("en")
        self._line = pg.PlotCurveItem()
        self._points = pg.ScatterPlotItem(size=POINT_PX, hoverable=True, tip=None)
        self._points.sigClicked.connect(self._clicked)
        for item in (self._line, self._points):
            self._plot.addItem(item)

    def show_packages(self, packages: tuple[Package, ...], frame: Frame) -> None:
        """Draw the points found so far."""
        chosen = self.packages[self.selected] if 0 <= self.selected < len(self.packages) else None
        self.packages = packages
        self.selected = next((row for row, one in enumerate(packages) if one is chosen), -1)
        self._numbers = Numbers(frame.language, frame.case.meta["currency"])
        self.caption.set_wordings(
            self.tr("Least public cost for each expected number of joiners; click a point to see the package"),
            self.tr("Least public cost by expected joiners; click a point"),
        )
        self.setAccessibleName(self.tr("Least public cost by expected joiners"))
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self._line.setPen(pg.mkPen(theme.color("bar_off"), width=1.6))
        self._draw()

    def place(self, row: int) -> QPointF:
        """Return where a point stands in the canvas, px."""
        package = self.packages[row]
        scene = self._plot.getViewBox().mapViewToScene(QPointF(*_place(package)))
        return QPointF(self.canvas.mapFromScene(scene))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next point, or the one before."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if by and self.packages:
            self._choose(min(max(self.selected + by, 0), len(self.packages) - 1))
        else:
            super().keyPressEvent(event)

    def _clicked(self, _item: object, points: Any, _event: object) -> None:
        if len(points):
            self._choose(int(points[0].index()))

    def _choose(self, row: int) -> None:
        self.selected = row
        self._draw()
        self.chosen.emit(self.packages[row])

    def _draw(self) -> None:
        places = [_place(package) for package in self.packages]
        across, up = [x for x, _ in places], [y for _, y in places]
        on, off = (pg.mkBrush(self._theme.color(role)) for role in ("accent", "bar_off"))
        brushes = [on if row == self.selected else off for row in range(len(places))]
        self._line.setData(across, up)
        self._points.setData(across, up, brush=brushes, pen=pg.mkPen(self._theme.color("accent"), width=1.4))
        self.setAccessibleDescription(", ".join(map(self._said, self.packages)))
        if places:
            self._set_ranges(across, up)

    def _said(self, package: Package) -> str:
        joiners, cost = _place(package)
        return f"{self._numbers.count(joiners)}: {self._numbers.money(cost)}"

    def _set_ranges(self, across: list[float], up: list[float]) -> None:
        step = nice_step(max(*up, 1.0))
        top = step * max(math.ceil(max(up) / step - 1e-9), 1)
        low, high = math.floor(min(across)), math.ceil(max(across) + 1e-9)
        room = (high - low) * ROOM_SHARE
        view = self._plot.getViewBox()
        view.setRange(xRange=(low - room, high + room), yRange=(-top * ROOM_SHARE, top * (1.0 + ROOM_SHARE)), padding=0)
        ticks = [(step * row, self._numbers.money(step * row)) for row in range(round(top / step) + 1)]
        self._plot.getAxis("left").setTicks([ticks])
        whole = [(float(value), self._numbers.count(value, 0)) for value in range(low, high + 1)]
        self._plot.getAxis("bottom").setTicks([whole])


def _place(package: Package) -> tuple[float, float]:
    return float(package.outcome.headline["expected_joiners"]), package.cost_bn

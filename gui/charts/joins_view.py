"""The painted part of *Who joins*: bars, bands, baseline marks and pins."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.charts.aiming import AimingView
from gui.charts.banding import THICK_PX, THIN_PX
from gui.charts.parts import paint_pin
from gui.charts.rects import Rects
from gui.charts.series import LIKELY_PROBABILITY, NO_ROW, Firms, Floats, JoinSeries

BAR_SHARE = 0.62  # of a row's height
EMPTY = np.zeros(0)


class JoinsView(AimingView):
    """The painted part of *Who joins*."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chart.joins.rows")
        self.series = JoinSeries(Firms((), (), (), (), NO_ROW), EMPTY, EMPTY, EMPTY, EMPTY, None)
        self.teller: Callable[[int], str] = str
        self.percent: Callable[[float], str] = str
        self._rooms = Rects()

    def chances(self) -> Floats:
        """Return the probability of every row."""
        return self.series.join

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint bars, bands, baseline marks and pins."""
        self._paint_half(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_bars(painter, rows)
        if self.series.bands is not None:
            self._paint_bands(painter, rows, self.series.bands)
        self._paint_baselines(painter, rows)
        for row in rows:
            if self.series.firms.pins[row] is not None:
                centre = QPointF(self.plot.left() + 8 * self.scale, self.middle(row))
                behind = self.series.join[row] * self.plot.width() > 14 * self.scale
                paint_pin(painter, centre, self.theme.color("on_accent" if behind else "accent"), self.scale)
        if self.aim is not None:
            self.paint_aim(painter, round(self.pitch * BAR_SHARE), self.percent(self.aim[1]))

    def tip(self, row: int, _point: QPointF) -> str:
        """Return the exact numbers of a row."""
        return self.teller(row)

    def _paint_half(self, painter: QPainter) -> None:
        pen = QPen(self.theme.color("border_strong"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        x = round(self.x_of(LIKELY_PROBABILITY)) + 0.5
        painter.drawLine(QPointF(x, 0), QPointF(x, self.plot.height()))

    def _paint_bars(self, painter: QPainter, rows: range) -> None:
        height, left, radius = round(self.pitch * BAR_SHARE), self.plot.left(), 2.5 * self.scale
        chances = self.series.join[rows.start : rows.stop].tolist()
        for role, likely in (("bar_on", True), ("bar_off", False)):
            painter.setBrush(self.theme.color(role))
            for row, chance in zip(rows, chances, strict=True):
                if (chance >= LIKELY_PROBABILITY) is likely:
                    width = chance * self.plot.width()
                    room = QRectF(left, self.top(row) + (self.pitch - height) // 2, width, height)
                    painter.drawRoundedRect(room, min(radius, width / 2), min(radius, width / 2))

    def _paint_bands(self, painter: QPainter, rows: range, bands: Floats) -> None:
        painter.setBrush(self.theme.color("band"))
        low90, low50, high50, high90 = (np.array(self.xs_of(edge[rows.start : rows.stop])) for edge in bands)
        for left, right, thick_px in ((low90, high90, THIN_PX), (low50, high50, THICK_PX)):
            thick = thick_px * self.scale
            top = self._middles(rows) + 0.5 - thick / 2
            painter.drawRects(self._rooms.of(left, top, right - left, thick))

    def _paint_baselines(self, painter: QPainter, rows: range) -> None:
        painter.setBrush(self.theme.color("baseline"))
        over, wide = round(self.pitch * BAR_SHARE / 2) + 2, 2 * self.scale
        values = self.series.baseline[rows.start : rows.stop]
        known = np.isfinite(values)
        x, y = np.array(self.xs_of(values[known])), self._middles(rows)[known]
        painter.drawRects(self._rooms.of(x - wide / 2, y - over, np.full(len(x), wide), 2 * over))

    def _middles(self, rows: range) -> Floats:
        """Return the middle of each row as a whole number of px, [rows]."""
        return np.asarray(np.floor(self.top(rows.start) + self.pitch * (np.arange(len(rows)) + 0.5)))

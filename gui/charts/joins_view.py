"""The painted part of *Who joins*: bars, bands, baseline marks and pins."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.charts.aiming import AimingView
from gui.charts.parts import paint_pin
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

    def chances(self) -> Floats:
        """Return the probability of every row."""
        return self.series.join

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint bars, bands, baseline marks and pins."""
        self._paint_half(painter)
        for row in rows:
            self._paint_bar(painter, row)
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

    def _paint_bar(self, painter: QPainter, row: int) -> None:
        chance = float(self.series.join[row])
        height = round(self.pitch * BAR_SHARE)
        width = chance * self.plot.width()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("bar_on" if chance >= LIKELY_PROBABILITY else "bar_off"))
        room = QRectF(self.plot.left(), self.top(row) + (self.pitch - height) // 2, width, height)
        radius = min(2.5 * self.scale, width / 2)
        painter.drawRoundedRect(room, radius, radius)

    def _paint_bands(self, painter: QPainter, rows: range, bands: Floats) -> None:
        colour = self.theme.color("band")
        thin, thick = QPen(colour, 1.1 * self.scale), QPen(colour, 3.2 * self.scale)
        for pen in (thin, thick):
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        for row in rows:
            y = math.floor(self.middle(row)) + 0.5
            low90, low50, high50, high90 = (self.x_of(float(value)) for value in bands[:, row])
            painter.setPen(thin)
            painter.drawLine(QPointF(low90, y), QPointF(high90, y))
            painter.setPen(thick)
            painter.drawLine(QPointF(low50, y), QPointF(high50, y))

    def _paint_baselines(self, painter: QPainter, rows: range) -> None:
        pen = QPen(self.theme.color("baseline"), 2 * self.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        over = round(self.pitch * BAR_SHARE / 2) + 2
        for row in rows:
            value = float(self.series.baseline[row])
            if not math.isnan(value):
                x, y = self.x_of(value), math.floor(self.middle(row))
                painter.drawLine(QPointF(x, y - over), QPointF(x, y + over))

"""The rows of *What matters*: bars from the present figure to both ends, or dots for shares of variance."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from gui.charts.axis import nice_step
from gui.charts.banding import THIN_PX
from gui.charts.matters_series import NOTHING, MatterRow, MattersSeries
from gui.charts.parts import Column
from gui.charts.rows import RowsView
from gui.charts.series import NO_ROW, Firms
from gui.theme import REGULAR

BAR_SHARE, NARROW_SHARE = 0.58, 0.26  # of a row's height; the narrow one where both ends lie on one side
APART_SHARE = 0.17  # of a row's height: between the middle and a band where there are two
DOT_PX = 3.6
SHARE_LOW, SHARE_HIGH = -0.05, 1.05
SHARE_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
CROWDED = 7  # ticks; beyond, every other is named


class MattersView(RowsView):
    """A row a lever or assumption. Names give way in a narrow window; the tooltip has them whole."""

    def __init__(self) -> None:
        super().__init__(name_weight=REGULAR, marks=False, rows_in_sight=5)
        self.setObjectName("chart.matters.rows")
        self.series: MattersSeries = NOTHING
        self.shares = False  # dots instead of bars
        self.teller: Callable[[MatterRow], str] = lambda row: row.name

    def set_series(self, series: MattersSeries, columns: tuple[Column, ...], chosen: int, shares: bool) -> None:
        """Take other rows; ``chosen`` is highlighted."""
        self.series, self.shares = series, shares
        count = len(series.rows)
        names = tuple(row.name for row in series.rows)
        ids = tuple(row.factor.id for row in series.rows)
        self.set_rows(Firms(ids, names, (None,) * count, (None,) * count, chosen), columns)

    def set_axis(self, write: Callable[[Sequence[float]], list[str]]) -> None:
        """Spread the axis over what is drawn; ``write`` says what stands at its ticks."""
        if self.shares:
            self.low, self.high = SHARE_LOW, SHARE_HIGH
            self.ticks = tuple(zip(SHARE_TICKS, write(SHARE_TICKS), strict=True))
            return
        low, high = self.series.span
        step = nice_step(max(high - low, 1e-6))
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        last = max(last, first + 1)
        every = 1 if last - first < CROWDED else 2
        self.low, self.high = first * step - 0.1 * step, last * step + 0.1 * step
        places = tuple(k * step for k in range(first, last + 1, every))
        self.ticks = tuple(zip(places, write(places), strict=True))

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the visible rows."""
        for row in rows:
            if self.shares:
                self._paint_dots(painter, row)
            else:
                self._paint_bar(painter, row)
        if not self.shares and self.series.rows:
            x = round(self.x_of(self.series.now)) + 0.5
            painter.setPen(QPen(self.theme.color("text"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.plot.height()))

    def tip(self, row: int, _point: QPointF) -> str:
        """Return everything about a row."""
        return self.teller(self.series.rows[row])

    def _paint_bar(self, painter: QPainter, row: int) -> None:
        entry = self.series.rows[row]
        bar, now = entry.bar, self.series.now
        if bar is None or not bar.swing:
            return
        ends = [(bar.low_result, "bar_off"), (bar.high_result, "bar_on")]
        ends.sort(key=lambda end: -abs(end[0] - now))  # the longer one first, so that both are seen on one side
        same_side = (ends[0][0] - now) * (ends[1][0] - now) > 0
        for place, (result, role) in enumerate(ends):
            share = NARROW_SHARE if place and same_side else BAR_SHARE
            height = max(round(self.pitch * share), 3)
            left, right = sorted((self.x_of(now), self.x_of(result)))
            room = QRectF(left, self.top(row) + (self.pitch - height) // 2, max(right - left, 1.0), height)
            painter.fillRect(room, self.theme.color(role))
            if entry.weak:
                hatch = QBrush(self.theme.color("panel"), Qt.BrushStyle.BDiagPattern)
                painter.fillRect(room, hatch)
        apart = self.pitch * APART_SHARE if None not in entry.spans else 0.0
        painter.setPen(QPen(self.theme.color("band"), max(THIN_PX * self.scale, 1.0)))
        for span, side in zip(entry.spans, (-1, 1), strict=True):
            if span is not None:
                y = math.floor(self.middle(row) + side * apart) + 0.5
                left, right = (self.x_of(edge) for edge in self.series.reach(span))
                painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _paint_dots(self, painter: QPainter, row: int) -> None:
        index = self.series.rows[row].index
        if index is None:
            return
        y, apart = self.middle(row), self.pitch * 0.2
        parts = (
            (y - apart, index.total_low, index.total, index.total_high, True),
            (y + apart, index.first_low, index.first, index.first_high, False),
        )
        for height, low, value, high, filled in parts:
            colour = self.theme.color("bar_on" if filled else "baseline")
            painter.setPen(QPen(colour, 1.4 * self.scale))
            ends = (self._inside(low), self._inside(high))
            painter.drawLine(QPointF(ends[0], height), QPointF(ends[1], height))
            painter.setBrush(colour if filled else self.theme.color("panel"))
            radius = DOT_PX * self.scale
            painter.drawEllipse(QPointF(self._inside(value), height), radius, radius)

    def _inside(self, value: float) -> float:
        return self.x_of(min(max(value, self.low), self.high))


__all__ = ["NO_ROW", "MattersView"]

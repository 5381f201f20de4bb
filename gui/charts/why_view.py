"""The painted part of *Why*: pieces on either side of zero, the net payoff, and marks where a bar is cut."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.charts.axis import LiveAxis
from gui.charts.banding import THICK_PX, THIN_PX
from gui.charts.pictures import Dots, Ring, surface
from gui.charts.rects import Rects
from gui.charts.rows import RowsView
from gui.charts.series import NO_ROW, Firms, Floats, WhySeries
from gui.hatching import paint_hatch
from gui.theme import REGULAR
from model.outcome import COMPONENTS

BAR_SHARE = 0.66  # of a row's height
DOT_PX, DOT_PEN_PX = 7.5, 1.6
CUT_PX = 8
BARELY = 1e-9  # of the axis: a bar that ends on the edge is not cut
NOBODY = WhySeries(Firms((), (), (), (), NO_ROW), np.zeros((0, len(COMPONENTS))), np.zeros(0))


class WhyView(RowsView):
    """Rows of *Why*: between the names and the numbers of RowsView, bars on either side of zero."""

    def __init__(self) -> None:
        super().__init__(name_weight=REGULAR, marks=False, rows_in_sight=5)
        self.setObjectName("chart.why.rows")
        self.series = NOBODY
        self.teller: Callable[[int, float], str] = lambda _row, _value: ""
        self.weak = np.zeros((0, len(COMPONENTS)), dtype=bool)  # what rests mainly on assumptions, [n, 11]
        self.bands: Floats | None = None  # of the net payoff, [4, n]
        self._dots, self._rooms = Dots(), Rects()
        self._ring_of = "", Ring(DOT_PX, QPen(), QColor())

    def cut_rows(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the rows whose bars go on beyond the upper and beyond the lower end of the axis."""
        over, under = self.series.gains > self.high * (1 + BARELY), self.series.costs < self.low * (1 + BARELY)
        return frozenset(np.flatnonzero(over).tolist()), frozenset(np.flatnonzero(under).tolist())

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the bars, zero, the net payoffs and the marks of the bars that are cut."""
        if not rows:
            return
        painter.save()
        painter.setClipRect(self.plot)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_bars(painter, rows)
        painter.fillRect(QRect(round(self.x_of(0.0)), 0, 1, self.plot.height()), self.theme.color("border_strong"))
        if self.bands is not None:
            self._paint_whiskers(painter, rows, self.bands)
        inside = np.clip(self.series.payoff[rows.start : rows.stop], self.low, self.high)
        self._dots.put(surface(painter), self._ring(), self.xs_of(inside), [self.middle(row) for row in rows])
        painter.setOpacity(1.0)
        self._paint_cuts(painter, rows)
        painter.restore()

    def _paint_bars(self, painter: QPainter, rows: range) -> None:
        """Paint piece after piece, each for all firms at once."""
        ends = self.series.ends[rows.start : rows.stop].T  # [11, rows]
        starts = ends - self.series.components[rows.start : rows.stop].T
        low = np.clip(np.minimum(starts, ends), self.low, self.high)
        width = (np.clip(np.maximum(starts, ends), self.low, self.high) - low) * self.px_a_unit
        seen = width > 0.0
        piece, row = np.nonzero(seen)
        top = np.asarray(self.top(rows.start) + ((1 - BAR_SHARE) / 2 + row) * self.pitch, dtype=np.float64)
        left = self.plot.left() + (low[seen] - self.low) * self.px_a_unit
        rooms = self._rooms.of(left, top, width[seen], BAR_SHARE * self.pitch)
        ends_at = np.searchsorted(piece, range(len(COMPONENTS)), side="right").tolist()
        for name, begin, end in zip(COMPONENTS, [0, *ends_at], ends_at, strict=False):
            if end > begin:
                painter.setBrush(self.theme.color(name))
                painter.drawRects(rooms[begin:end])
        if len(self.weak):
            weak = self.weak[rows.start : rows.stop].T[seen]
            paint_hatch(painter, [rooms[place] for place in np.flatnonzero(weak).tolist()], self.theme)

    def _paint_whiskers(self, painter: QPainter, rows: range, bands: Floats) -> None:
        painter.setBrush(self.theme.color("band"))
        low90, low50, high50, high90 = self.plot.left() + (bands[:, rows.start : rows.stop] - self.low) * self.px_a_unit
        middle = np.array([math.floor(self.middle(row)) + 0.5 for row in rows])
        for left, right, thick_px in ((low90, high90, THIN_PX), (low50, high50, THICK_PX)):
            thick = thick_px * self.scale
            painter.drawRects(self._rooms.of(left, middle - thick / 2, right - left, thick))

    def _paint_cuts(self, painter: QPainter, rows: range) -> None:
        over, under = self.cut_rows()
        if not over and not under:
            return
        painter.setPen(QPen(self.theme.color("panel"), 1))
        painter.setBrush(self.theme.color("text"))
        half, inset = CUT_PX / 2, CUT_PX * 0.6
        ends = ((self.plot.right() + 1 - inset, half), (self.plot.left() + inset, -half))
        for cut, (x, tip) in zip((over, under), ends, strict=True):
            for row in cut.intersection(rows):
                y = self.middle(row)
                painter.drawPolygon(
                    QPolygonF([QPointF(x - tip, y - half), QPointF(x - tip, y + half), QPointF(x + tip, y)])
                )

    def _ring(self) -> Ring:
        if self._ring_of[0] != self.theme.name:
            pen = QPen(self.theme.color("text"), DOT_PEN_PX)
            self._ring_of = self.theme.name, Ring(DOT_PX, pen, self.theme.color("panel"))
        return self._ring_of[1]

    def tip(self, row: int, point: QPointF) -> str:
        """Return the component under the pointer and the net payoff."""
        share = (point.x() - self.plot.left()) / max(self.plot.width(), 1)
        return self.teller(row, self.low + share * (self.high - self.low))

    def piece_at(self, row: int, value: float) -> str | None:
        """Return the component whose piece of a row's bar covers a value, or None."""
        low = np.minimum(self.series.starts[row], self.series.ends[row])
        high = np.maximum(self.series.starts[row], self.series.ends[row])
        found = np.flatnonzero((low <= value) & (value < high))
        return COMPONENTS[int(found[0])] if len(found) else None

    def set_axis(self, axis: LiveAxis, labels: Callable[[float], str]) -> None:
        """Take another range of money."""
        self.low, self.high = axis.low, axis.high
        self.ticks = tuple((value, labels(value)) for value in axis.ticks())

"""Tipping points: every firm's chance of joining along the lever in focus, and where each crosses one half.

The vertical line is the lever itself: dragging it moves the lever. Its gestures have negative numbers, so that none of
them is ever one with a gesture of the panel of levers.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.charts.chart import TextTable
from gui.charts.parts import STALE_OPACITY, ElidedLabel, Writing
from gui.charts.plots import colour_axes, framed_plot, hear, stack, write_axes
from gui.charts.series import LIKELY_PROBABILITY, NO_ROW
from gui.charts.tipping_bands import CurveBands, all_now, band_rows
from gui.charts.tipping_names import LineNames, role_of
from gui.charts.tipping_series import NOTHING, TippingSeries, legal, solved_at, tipping_series
from gui.charts.tipping_words import legend, reading
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import LIGHT, Theme
from model.levers import Lever

ROOM_SHARE, EDGE_SHARE = 0.17, 0.02  # of the range: for the names at the right, and beyond either end
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
MOST_TICKS = 12  # of a lever with few values; others get five
DOT_PX, FLIP_PX = 5, 8
HEADROOM_PX = 9  # above and below the lines, so that a name or a tick at either end is whole
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TippingChart(QObject):
    """*Tipping points*.

    Signals: ``lever_moved(id, value, gesture)``, ``lever_released(id, gesture)``, ``firm_selected(str | None)``.
    """

    lever_moved = Signal(str, float, int)
    lever_released = Signal(str, int)
    firm_selected = Signal(object)

    id = "tipping"

    def __init__(self) -> None:
        super().__init__()
        self.widget = QWidget()
        self.widget.setObjectName("chart.tipping")
        self.series: TippingSeries = NOTHING
        self.dragging = False
        self._gesture = 0
        self._writing, self._numbers = Writing(), Numbers("en")
        self._frame: Frame | None = None
        self._theme: Theme = LIGHT
        self._axis_of: tuple[Lever, Numbers] | None = None
        self.reading, self.legend = ElidedLabel("body"), ElidedLabel("muted")
        self.reading.setObjectName("chart.tipping.reading")
        self._locks: frozenset[str] = frozenset()
        self.canvas, self._plot = framed_plot(self.widget)
        self.canvas.setObjectName("chart.tipping.plot")
        self.bands = CurveBands(self._plot)
        self._lines: list[pg.PlotCurveItem] = []
        self.names = LineNames(self._plot)
        self._half = pg.PlotCurveItem()  # as far as the lines: not through the names
        self._points, self._marks = pg.ScatterPlotItem(size=DOT_PX, pen=None), pg.ScatterPlotItem(size=FLIP_PX)
        self._cursor = pg.InfiniteLine(0.0, angle=90)
        for item in (self._half, self._points, self._marks, self._cursor):
            self._plot.addItem(item)
        stack(self.widget, self.canvas, self.reading, self.legend)
        hear(self.canvas, self)
        self._plot.getViewBox().sigResized.connect(self._resized)
        self.set_theme(LIGHT)
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Tipping points")

    def show(self, frame: Frame) -> None:
        """Draw a frame."""
        self._frame, self.series = frame, tipping_series(frame)
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        self._follow_lever()
        self._draw()
        faint = STALE_OPACITY if frame.stale else 1.0
        for item in (*self._lines, self._points, self._marks):
            item.setOpacity(faint)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = self.names.theme = theme
        self.bands.set_theme(theme)
        self._half.setPen(pg.mkPen(theme.color("border_strong"), width=1, style=Qt.PenStyle.DashLine))
        self._cursor.setPen(pg.mkPen(theme.color("accent"), width=2))
        self._marks.setPen(pg.mkPen(theme.color("panel"), width=1))
        self._marks.setBrush(pg.mkBrush(theme.color("text")))
        colour_axes(self._plot, theme)
        if self._frame is not None:
            self._draw()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.canvas.setAccessibleName(self.title())
        self._axis_of = None
        if self._frame is not None:
            self.show(self._frame)

    def set_locks(self, locks: frozenset[str]) -> None:
        """Leave these levers where they are, whatever is dragged."""
        self._locks = locks
        self._draw()

    def rows(self) -> TextTable:
        """Return every firm's chance at every value solved as text."""
        series, write = self.series, self._numbers
        lever = series.lever
        if lever is None:
            return [[self.tr("Firm")]]
        table = [[self.tr("Firm"), *(solved_at(lever, value, write) for value in series.values.tolist())]]
        for row, name in enumerate(series.firms.names):
            table.append([name, *(write.percent(chance) for chance in series.join[:, row].tolist())])
        table += band_rows(series, write.percent)
        return table

    def value_at(self, place: QPointF) -> float:
        """Return the legal value of the lever under a place in the plot, px."""
        lever = self.series.lever
        assert lever is not None
        return legal(lever, float(self._plot.getViewBox().mapSceneToView(place).x()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.series.lever is None:
            return super().eventFilter(watched, event)
        if isinstance(event, QMouseEvent) and self._heard(event):
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = STEPS.get(Qt.Key(event.key()))
            if by is not None:
                self._gesture -= 1
                self._move(self.series.value + by * self.series.lever.step)
                self._release()
                return True
        return super().eventFilter(watched, event)

    def _heard(self, event: QMouseEvent) -> bool:
        place, kind = event.position(), event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            named = self._name_under(place)
            if named != NO_ROW:
                chosen = self.series.firms.ids[named]
                self.firm_selected.emit(None if named == self.series.firms.selected else chosen)
                return True
            self.dragging = True
            self._gesture -= 1
            self._move(self.value_at(place))
            return True
        if kind == QEvent.Type.MouseMove and self.dragging:
            self._move(self.value_at(place))
            return True
        if kind == QEvent.Type.MouseButtonRelease and self.dragging:
            self.dragging = False
            self._release()
            return True
        return False

    def _move(self, wanted: float) -> None:
        lever = self.series.lever
        if lever is None or lever.id in self._locks:
            return
        if (value := legal(lever, wanted)) != self.series.value:
            self.lever_moved.emit(lever.id, value, self._gesture)

    def _release(self) -> None:
        if self.series.lever is not None:
            self.lever_released.emit(self.series.lever.id, self._gesture)

    def _name_under(self, place: QPointF) -> int:
        view = self._plot.getViewBox().mapSceneToView(place)
        lever = self.series.lever
        if lever is None or float(view.x()) <= lever.high + EDGE_SHARE * (lever.high - lever.low):
            return NO_ROW
        return self.names.nearest(float(view.y()))

    def _follow_lever(self) -> None:
        lever = self.series.lever
        if lever is None or self._axis_of == (lever, self._numbers):
            return
        self._axis_of = (lever, self._numbers)
        self._set_ranges(lever)
        values = np.linspace(lever.low, lever.high, 5)
        if lever.kind != "number" and lever.high - lever.low < MOST_TICKS:
            values = np.arange(lever.low, lever.high + 1.0)
        bottom = [(at, self._numbers.value(lever, at)) for at in (legal(lever, at) for at in values.tolist())]
        left = [(at, self._numbers.percent_bar(at)) for at in TICKS]
        write_axes(self._plot, bottom, left)

    def _draw(self) -> None:
        series = self.series
        self._provide(len(series.firms))
        selected = series.firms.selected
        for row, line in enumerate(self._lines):
            shown = row < len(series.firms) and series.lever is not None
            line.setVisible(shown and not series.options)
            if shown:
                chosen = row == selected
                line.setData(series.values, np.ascontiguousarray(series.join[:, row]))
                line.setPen(pg.mkPen(self._colour(row), width=2.6 if chosen else 1.3))
                line.setZValue(2 if chosen else 1)
        if series.lever is not None:
            self._name_lines(series.lever)
        self._cursor.setValue(series.value)
        self._cursor.setVisible(series.lever is not None)
        self._marks.setData(x=series.flip_values, y=np.full(len(series.flip_values), LIKELY_PROBABILITY))
        self._dot(series)
        self.legend.set_wordings(*legend(series), hand=self.tr("drag the upright line to move the lever"))
        self.bands.show(series.band_values, [series.bands[..., row] for row in series.banded], not series.options)
        self._say()

    def _say(self) -> None:
        series, frame = self.series, self._frame
        if frame is None:
            return
        locked = series.lever is not None and series.lever.id in self._locks
        text, short = (reading(frame, series, self._numbers, locked, banded=banded) for banded in (True, False))
        own = [self.tr("50 % at {0}").format(told) for row, told in series.flips_told if row == series.firms.selected]
        longer = " · ".join([text, *own])
        self.reading.set_wordings(longer, *([" · ".join([short, *own])] if own else []), text)
        self.canvas.setAccessibleDescription(longer)
        told = [f"{series.firms.names[row]}: {self.tr('50 % at {0}').format(told)}" for row, told in series.flips_told]
        self.canvas.setToolTip("\n".join([text, *all_now(series, self._numbers.percent), *told]))

    def _dot(self, series: TippingSeries) -> None:
        """Mark what was solved where values are few, and where the lever stands now."""
        rows = np.arange(len(series.firms))
        x, y, firm = np.full(len(rows), series.value), series.now, rows
        if series.few:
            x = np.concatenate([np.repeat(series.values, len(rows)), x])
            y = np.concatenate([series.join.ravel(), y])
            firm = np.concatenate([np.tile(rows, len(series.values)), firm])
        colours = [pg.mkBrush(self._colour(row)) for row in range(len(rows))]
        self._points.setData(x=x, y=y, brush=[colours[at] for at in firm])

    def _colour(self, row: int) -> object:
        return self._theme.color(role_of(self.series, row, other="border_strong", crossing="muted"))

    def _set_ranges(self, lever: Lever) -> None:
        """Leave as many pixels above and below the lines at every height, and the names their share of the width."""
        edge = EDGE_SHARE * (lever.high - lever.low)
        left, right = lever.low - edge, lever.high + ROOM_SHARE * (lever.high - lever.low)
        head = HEADROOM_PX / max(self._plot.getViewBox().height() - 2 * HEADROOM_PX, 1)
        self._plot.setRange(xRange=(left, right), yRange=(-head, 1.0 + head), padding=0)
        self._half.setData([left, lever.high + edge], [LIKELY_PROBABILITY] * 2)

    def _name_lines(self, lever: Lever) -> None:
        edge = EDGE_SHARE * (lever.high - lever.low)
        share = (ROOM_SHARE - EDGE_SHARE) / (1 + ROOM_SHARE + EDGE_SHARE)
        self.names.place(self.series, lever.high + edge, self._plot.getViewBox().width() * share)

    def _resized(self) -> None:
        """Give lines and names the room that there is now."""
        if self.series.lever is not None:
            self._set_ranges(self.series.lever)
            self._name_lines(self.series.lever)

    def _provide(self, count: int) -> None:
        while len(self._lines) < count:
            line = pg.PlotCurveItem(antialias=True)
            self._plot.addItem(line)
            self._lines.append(line)

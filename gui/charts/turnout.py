"""Turnout: how likely each number of joiners is, with the baseline as an outline and "at least so many" to read off."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.charts.axis import LiveAxis, nice_step
from gui.charts.banding import THICK_PX, THIN_PX, band_cells, band_heads, edges_of, with_bands
from gui.charts.chart import TextTable
from gui.charts.parts import STALE_OPACITY, ElidedLabel, Writing
from gui.charts.plots import colour_axes, framed_plot, hear, stack, write_axes
from gui.charts.series import Floats, TurnoutSeries, turnout_series
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import LIGHT, Theme

BAR_WIDTH = 0.72  # of the step from one number of joiners to the next
NOTHING = TurnoutSeries(np.ones(1), np.ones(1), 0.0, 0.0)
MOST_LABELS = 20
HEADROOM = 1.08  # for the label of the highest tick


class TurnoutChart(QObject):
    """*Turnout*. The pointer, or Left and Right, choose a number; bars from there on are solid. No signals."""

    id = "turnout"

    def __init__(self) -> None:
        super().__init__()
        self.widget = QWidget()
        self.widget.setObjectName("chart.turnout")
        self.series, self.least = NOTHING, 1
        self._chosen = False  # until then the line stands at the expected number
        self._axis = LiveAxis()
        self._writing, self._numbers = Writing(), Numbers("en")
        self._frame: Frame | None = None
        self._bands: Floats | None = None  # [4, n + 1]
        self._tail_bands: Floats | None = None  # likewise, of so many or more
        self._theme: Theme = LIGHT
        self.reading = ElidedLabel("body")
        self.reading.setObjectName("chart.turnout.reading")
        self.legend = ElidedLabel("muted")
        self.canvas, self._plot = framed_plot(self.widget)
        self.canvas.setObjectName("chart.turnout.plot")
        self._bars = pg.BarGraphItem(x=[], width=BAR_WIDTH, y0=0.0, height=[], pen=None)
        self._outline = pg.PlotCurveItem(connect="finite")
        self._expected = pg.InfiniteLine(0.0, angle=90)
        self._whiskers = tuple(pg.PlotCurveItem(connect="pairs", antialias=True) for _ in range(2))
        self._items = (self._bars, self._outline, self._expected, *self._whiskers)
        for item in self._items:
            self._plot.addItem(item)
        stack(self.widget, self.canvas, self.reading, self.legend)
        hear(self.canvas, self)
        self.set_theme(LIGHT)
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Turnout")

    def show(self, frame: Frame) -> None:
        """Draw a frame."""
        before = self._shape()
        self._frame, self.series = frame, turnout_series(frame)
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        if not self._chosen or self.least >= len(self.series.probability):
            self.least = round(self.series.expected)
        self._bands, self._tail_bands = (edges_of(frame, f"{name}_probability") for name in ("joiner", "at_least"))
        top = max(float(self.series.probability.max()), float(self.series.baseline.max()))
        top = top if self._bands is None else max(top, float(self._bands.max()))
        step = nice_step(top)
        grown = self._axis.follow((0.0, step * math.ceil(top / step - 1e-9), step), frame.dragging)
        if grown or before != self._shape():
            self._set_ranges()
        self._draw()
        for item in self._items:
            item.setOpacity(STALE_OPACITY if frame.stale else 1.0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._brushes = {True: pg.mkBrush(theme.color("bar_on")), False: pg.mkBrush(theme.color("bar_off"))}
        self._outline.setPen(pg.mkPen(theme.color("baseline"), width=1.6))
        self._expected.setPen(pg.mkPen(theme.color("text"), width=1, style=Qt.PenStyle.DashLine))
        for curve, width in zip(self._whiskers, (THIN_PX, THICK_PX), strict=True):
            pen = pg.mkPen(theme.color("band"), width=width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            curve.setPen(pen)
        colour_axes(self._plot, theme)
        if self._frame is not None:
            self._draw()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.canvas.setAccessibleName(self.title())
        texts = (
            self.tr("bars: exact chance of so many joiners"),
            self.tr("orange outline: baseline"),
            self.tr("lines: 90 % and 50 % bands"),
            self.tr("dashed: expected number"),
        )
        self.legend.set_wordings(" · ".join(texts), " · ".join(texts[:3]), " · ".join(texts[:2]))
        if self._frame is not None:
            self._set_ranges()
            self._draw()

    def rows(self) -> TextTable:
        """Return the chances of every number of joiners as text."""
        series, write = self.series, self._numbers
        heads = [self.tr("Exactly"), self.tr("At least")]
        heads = [cell for name in heads for cell in (name, *([] if self._bands is None else band_heads(name)))]
        table = [[self.tr("Joiners"), *heads, self.tr("Baseline: exactly"), self.tr("Baseline: at least")]]
        here = ((series.probability, self._bands), (series.at_least, self._tail_bands))
        for count in range(max(len(series.probability), len(series.baseline))):
            cells = [write.number(count)]
            for column, edges in here:
                known = count < len(column)
                cells.append(write.percent(float(column[count])) if known else "")
                if edges is not None:
                    cells += band_cells(write.percent, edges[:, count]) if known else ["", ""]
            for column in (series.baseline, series.baseline_at_least):
                cells.append(write.percent(float(column[count])) if count < len(column) else "")
            table.append(cells)
        return table

    def read_at(self, least: int) -> None:
        """Read off the chance that at least so many join."""
        self._chosen = True
        self.least = min(max(least, 0), len(self.series.probability) - 1)
        self._draw()

    def count_at(self, place: QPointF) -> int:
        """Return the number of joiners under a place in the plot, px."""
        return round(float(self._plot.getViewBox().mapSceneToView(place).x()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
            self.read_at(self.count_at(event.position()))
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self.read_at(self.least + step)
                return True
        return super().eventFilter(watched, event)

    def _shape(self) -> tuple[int, int, Numbers]:
        return len(self.series.probability), len(self.series.baseline), self._numbers

    def _set_ranges(self) -> None:
        last = max(len(self.series.probability), len(self.series.baseline)) - 1
        self._plot.setRange(xRange=(-0.6, last + 0.6), yRange=(0.0, self._axis.high * HEADROOM), padding=0)
        every = math.ceil((last + 1) / MOST_LABELS)
        bottom = [(count, self._numbers.number(count)) for count in range(0, last + 1, every)]
        left = [(value, self._numbers.percent_bar(value)) for value in self._axis.ticks()]
        write_axes(self._plot, bottom, left)

    def _draw(self) -> None:
        series = self.series
        counts = np.arange(len(series.probability), dtype=np.float64)
        brushes = [self._brushes[bool(count >= self.least)] for count in counts]
        self._bars.setOpts(x=counts, height=np.array(series.probability), brushes=brushes)
        edges = np.arange(len(series.baseline) + 1) - 0.5
        self._outline.setData(np.repeat(edges, 2), np.concatenate([[0.0], np.repeat(series.baseline, 2), [0.0]]))
        self._expected.setValue(series.expected)
        self._draw_bands(counts)
        text, exact = self._reading(), self._exactly()
        self.reading.set_wordings(f"{text} · {exact}", text, self._plainly())
        self.canvas.setAccessibleDescription(f"{text} · {exact}")
        self.canvas.setToolTip(f"{text}\n{exact}")

    def _plainly(self) -> str:
        """Say the same without bands, where there is little room; they stand in the tooltip."""
        series, write = self.series, self._numbers
        chance = write.percent(float(series.at_least[self.least]))
        text = self.tr("At least {0} join: {1} · expected {2}")
        return text.format(write.number(self.least), self._banded(chance), write.count(series.expected))

    def _banded(self, chance: str) -> str:
        return with_bands(chance, self._numbers.percent, _at(self._tail_bands, self.least))

    def _draw_bands(self, counts: Floats) -> None:
        """Draw the bands of every column as upright lines."""
        for curve, (low, high) in zip(self._whiskers, ((0, 3), (1, 2)), strict=True):
            curve.setVisible(self._bands is not None)
            if self._bands is not None:
                curve.setData(np.repeat(counts, 2), np.stack([self._bands[low], self._bands[high]], axis=1).ravel())

    def _exactly(self) -> str:
        """Say how likely exactly so many joiners are."""
        exact = self._numbers.percent(float(self.series.probability[self.least]))
        text = self.tr("exactly {0}: {1}").format(self._numbers.number(self.least), exact)
        return with_bands(text, self._numbers.percent, _at(self._bands, self.least))

    def _reading(self) -> str:
        series, write = self.series, self._numbers
        base = series.baseline_at_least
        before = float(base[self.least]) if self.least < len(base) else 0.0
        chance = write.percent(float(series.at_least[self.least]))
        count = write.count(series.expected)
        if self._tail_bands is None or self._frame is None or self._frame.bands is None:
            text = self.tr("At least {0} join: {1} (baseline {2}) · expected {3}")
            return text.format(write.number(self.least), chance, write.percent(before), count)
        joiners = np.array(self._frame.bands.headline["expected_joiners"][1:])
        return self.tr("At least {0} join: {1} · baseline {2} · expected {3}").format(
            write.number(self.least),
            self._banded(chance),
            write.percent(before),
            with_bands(count, write.count, joiners),
        )


def _at(edges: Floats | None, column: int) -> Floats | None:
    return None if edges is None else edges[:, column]

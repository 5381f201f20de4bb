"""Why: what makes joining worth it for each firm and what speaks against it, stacked on either side of zero.

The axis is linear because stacked lengths add up on no other. So that one very large firm does not squash the rest, the
axis ends at a few times what the upper quartile of the firms needs; a bar that goes on is marked where it is cut, its
net payoff stands at the right all the same, and selecting the firm shows it whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.axis import LiveAxis, nice_step
from gui.charts.chart import TextTable
from gui.charts.legend import Legend
from gui.charts.parts import STALE_OPACITY, Column, Writing, quiet_plot
from gui.charts.rows import RowsView
from gui.charts.series import NO_ROW, Firms, Floats, WhySeries, components_in_use, why_series
from gui.charts.words import component_name
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import LIGHT, REGULAR, Theme
from model.outcome import COMPONENTS

BAR_SHARE = 0.66  # of a row's height
DOT_PX = 7.5
CUT_PX = 8
REACH_QUARTILE, REACH_FACTOR = 0.75, 2.0  # where the axis may be cut
WORTH_CUTTING = 1.5  # … when a bar reaches so many times further; less is not worth a cut
NOBODY = WhySeries(Firms((), (), (), (), NO_ROW), np.zeros((0, len(COMPONENTS))), np.zeros(0))


def wanted_axis(series: WhySeries) -> tuple[float, float, float]:
    """Return the lower end, the upper end and the step of the money axis for these firms, bn."""
    if not len(series.firms):
        return -1.0, 1.0, 1.0
    limit = float(np.quantile(series.reach, REACH_QUARTILE)) * REACH_FACTOR
    longest = float(series.reach.max())
    if longest <= limit * WORTH_CUTTING:
        limit = longest
    if series.firms.selected != NO_ROW:
        limit = max(limit, float(series.reach[series.firms.selected]))
    gains = min(float(np.maximum(series.components, 0.0).sum(axis=1).max()), limit)
    costs = min(float(-np.minimum(series.components, 0.0).sum(axis=1).min()), limit)
    step = nice_step(max(gains, costs))
    return -step * max(math.ceil(costs / step), 1), step * max(math.ceil(gains / step), 1), step


class WhyView(RowsView):
    """Rows of *Why*: the names and numbers of RowsView around a pyqtgraph plot that holds the bars."""

    def __init__(self) -> None:
        super().__init__(name_weight=REGULAR, marks=False, rows_in_sight=5)
        self.setObjectName("chart.why.rows")
        self.series = NOBODY
        self.teller: Callable[[int, float], str] = lambda _row, _value: ""
        self.canvas, self._plot = quiet_plot(self.viewport())
        self._plot.invertY(True)
        self._bars = {name: pg.BarGraphItem(x0=[], x1=[], y0=[], height=[], pen=None) for name in COMPONENTS}
        self._zero = pg.InfiniteLine(0.0, angle=90)
        self._dots = pg.ScatterPlotItem(size=DOT_PX, pxMode=True)
        self.cuts = {side: pg.ScatterPlotItem(size=CUT_PX, symbol=side) for side in ("t2", "t3")}
        for item in (*self._bars.values(), self._zero, self._dots, *self.cuts.values()):
            self._plot.addItem(item)

    def set_series(self, series: WhySeries) -> None:
        """Move the bars."""
        self.series = series
        rows = np.arange(len(series.firms), dtype=float)
        pad = (1 - BAR_SHARE) / 2
        starts, ends = series.starts, series.ends
        for column, name in enumerate(COMPONENTS):
            low, high = starts[:, column], ends[:, column]
            self._bars[name].setOpts(
                x0=np.minimum(low, high), x1=np.maximum(low, high), y0=rows + pad, height=BAR_SHARE
            )
        inside = np.clip(series.payoff, self.low, self.high)
        self._dots.setData(x=inside, y=rows + 0.5)
        self._mark_cuts(series, rows)

    def _mark_cuts(self, series: WhySeries, rows: Floats) -> None:
        inset = CUT_PX * 0.6 * (self.high - self.low) / max(self.plot.width(), 1)
        over = np.maximum(series.components, 0.0).sum(axis=1) > self.high * (1 + 1e-9)
        under = np.minimum(series.components, 0.0).sum(axis=1) < self.low * (1 + 1e-9)
        for side, cut, x in (("t2", over, self.high - inset), ("t3", under, self.low + inset)):
            self.cuts[side].setData(x=np.full(int(cut.sum()), x), y=rows[cut] + 0.5)

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Leave the middle to the plot."""

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

    def arranged(self) -> None:
        """Lay the plot over the middle."""
        self.canvas.setGeometry(self.plot)
        self._follow()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._follow()

    def set_axis(self, axis: LiveAxis, labels: Callable[[float], str]) -> None:
        """Take another range of money."""
        self.low, self.high = axis.low, axis.high
        self.ticks = tuple((value, labels(value)) for value in axis.ticks())
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        for name, item in self._bars.items():
            item.setOpts(brush=theme.color(name))
        self._zero.setPen(pg.mkPen(theme.color("border_strong"), width=1))
        self._dots.setPen(pg.mkPen(theme.color("text"), width=1.6))
        self._dots.setBrush(pg.mkBrush(theme.color("panel")))
        for item in self.cuts.values():
            item.setPen(pg.mkPen(theme.color("panel"), width=1))
            item.setBrush(pg.mkBrush(theme.color("text")))

    def dim(self, stale: bool) -> None:
        """Show the last good numbers faintly."""
        if stale != self.stale:
            self.stale = stale
            for item in (*self._bars.values(), self._dots):
                item.setOpacity(STALE_OPACITY if stale else 1.0)

    def _follow(self) -> None:
        first = self.verticalScrollBar().value() / self.pitch
        self._plot.setRange(
            xRange=(self.low, self.high), yRange=(first, first + self.plot.height() / self.pitch), padding=0
        )


class WhyChart(QObject):
    """*Why* with its legend. Signals: ``firm_selected(str | None)``."""

    firm_selected = Signal(object)

    id = "why"

    def __init__(self) -> None:
        super().__init__()
        self.view, self.legend = WhyView(), Legend()
        self.widget = QWidget()
        self.widget.setObjectName("chart.why")
        self._axis = LiveAxis()
        self._writing = Writing()
        self._numbers = Numbers("en")
        self._frame: Frame | None = None
        self._used: tuple[str, ...] = ()
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.legend)
        layout.addWidget(self.view, 1)
        self.view.teller = self._tip
        self.view.row_chosen.connect(self._choose)
        self.set_theme(LIGHT)
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Why")

    def show(self, frame: Frame) -> None:
        """Draw a frame."""
        spoken = self._frame is None or self._frame.language != frame.language
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        series = why_series(frame)
        self.view.dim(frame.stale)
        if self._axis.follow(wanted_axis(series), frame.dragging) or spoken:
            self.view.set_axis(self._axis, self._tick)
        self._show_legend(components_in_use(series.components))
        write = self._numbers
        net = Column(
            tuple(write.money(value, signed=True, symbol=False) for value in series.payoff.tolist()),
            write.money(-99.9, symbol=False),
        )
        self.view.set_rows(series.firms, (net,))
        self.view.set_series(series)
        if not frame.dragging:
            self._describe(series)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(theme)
        self.legend.set_theme(theme)

    def retranslate(self) -> None:
        """Say everything anew."""
        self.view.setAccessibleName(self.title())
        self._used = ()
        if self._frame is not None:
            frame, self._frame = self._frame, None
            self.show(frame)

    def rows(self) -> TextTable:
        """Return the components and the net payoff of every firm as text."""
        series, write = self.view.series, self._numbers
        table = [[self.tr("Firm"), *(component_name(name) for name in COMPONENTS), self.tr("Net payoff")]]
        for row, name in enumerate(series.firms.names):
            amounts = (*series.components[row].tolist(), float(series.payoff[row]))
            table.append([name, *(write.money(amount, signed=True) for amount in amounts)])
        return table

    def _tick(self, value: float) -> str:
        # ticks stand on round numbers, so a decimal of nothing would only take room
        return self._numbers.money(value, signed=True, symbol=False).replace(".0 bn", " bn")

    def _show_legend(self, used: tuple[str, ...]) -> None:
        dragging = self._frame is not None and self._frame.dragging
        if set(used) - set(self._used) or (used != self._used and not dragging):
            self._used = used
            self.legend.set_entries(tuple((name, component_name(name)) for name in used))

    def _tip(self, row: int, value: float) -> str:
        series, write = self.view.series, self._numbers
        lines = [series.firms.names[row]]
        piece = self.view.piece_at(row, value)
        if piece is not None:
            amount = float(series.components[row, COMPONENTS.index(piece)])
            lines.append(f"{component_name(piece)}: {write.money(amount, signed=True)}")
            if piece == "stock_risk":
                lines.append(self.tr("Dread of a fall in the share price on losing, not an expected return."))
        lines.append(self.tr("Net payoff: {0}").format(write.money(float(series.payoff[row]), signed=True)))
        return "\n".join(lines)

    def _describe(self, series: WhySeries) -> None:
        texts = self.view.columns[0].texts
        row = series.firms.selected
        if row == NO_ROW:
            text = ", ".join(f"{name} {net}" for name, net in zip(series.firms.names, texts, strict=True))
        else:
            pieces = (
                f"{component_name(name)} {self._numbers.money(amount, signed=True)}"
                for name, amount in zip(COMPONENTS, series.components[row].tolist(), strict=True)
                if amount
            )
            text = f"{series.firms.names[row]} {texts[row]}: {', '.join(pieces)}"
        if text != self.view.accessibleDescription():
            self.view.setAccessibleDescription(text)

    def _choose(self, row: int) -> None:
        self.firm_selected.emit(None if row == NO_ROW else self.view.firms.ids[row])

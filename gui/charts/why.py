"""Why: what makes joining worth it for each firm and what speaks against it, stacked on either side of zero.

The axis is linear because stacked lengths add up on no other. So that one very large firm does not squash the rest, the
axis ends at a few times what the upper quartile of the firms needs; a bar that goes on is marked where it is cut, its
net payoff stands at the right all the same, and selecting the firm shows it whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.axis import LiveAxis, nice_step
from gui.charts.banding import band_cells, band_heads, edges_of, paint_whisker, payoff_edges, whisker_pen, with_bands
from gui.charts.chart import TextTable
from gui.charts.legend import HATCH_ROLE, Legend
from gui.charts.parts import Column, Writing
from gui.charts.rows import RowsView
from gui.charts.series import NO_ROW, Firms, Floats, WhySeries, components_in_use, why_series
from gui.charts.words import component_name
from gui.frame import Frame
from gui.hatching import legend_text, paint_hatch, rests_on
from gui.numbers import Numbers
from gui.theme import LIGHT, REGULAR, Theme
from model.outcome import COMPONENTS
from model.resting import Resting, resting, weak_labels

BAR_SHARE = 0.66  # of a row's height
DOT_PX, DOT_PEN_PX = 7.5, 1.6
CUT_PX = 8
BARELY = 1e-9  # of the axis: a bar that ends on the edge is not cut
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
    """Rows of *Why*: between the names and the numbers of RowsView, bars on either side of zero."""

    def __init__(self) -> None:
        super().__init__(name_weight=REGULAR, marks=False, rows_in_sight=5)
        self.setObjectName("chart.why.rows")
        self.series = NOBODY
        self.teller: Callable[[int, float], str] = lambda _row, _value: ""
        self.weak = np.zeros((0, len(COMPONENTS)), dtype=bool)  # what rests mainly on assumptions, [n, 11]
        self.bands: Floats | None = None  # of the net payoff, [4, n]

    def cut_rows(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the rows whose bars go on beyond the upper and beyond the lower end of the axis."""
        gains = np.maximum(self.series.components, 0.0).sum(axis=1)
        costs = np.minimum(self.series.components, 0.0).sum(axis=1)
        over, under = gains > self.high * (1 + BARELY), costs < self.low * (1 + BARELY)
        return frozenset(np.flatnonzero(over).tolist()), frozenset(np.flatnonzero(under).tolist())

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the bars, zero, the net payoffs and the marks of the bars that are cut."""
        if not rows:
            return
        painter.save()
        painter.setClipRect(self.plot)
        self._paint_bars(painter, rows)
        x = round(self.x_of(0.0)) + 0.5
        painter.setPen(QPen(self.theme.color("border_strong"), 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.plot.height()))
        self._paint_whiskers(painter, rows)
        self._paint_dots(painter, rows)
        painter.setOpacity(1.0)
        self._paint_cuts(painter, rows)
        painter.restore()

    def _paint_bars(self, painter: QPainter, rows: range) -> None:
        starts, ends = self.series.starts[rows.start : rows.stop], self.series.ends[rows.start : rows.stop]
        scale = self.plot.width() / (self.high - self.low)
        lefts = self.plot.left() + (np.clip(np.minimum(starts, ends), self.low, self.high) - self.low) * scale
        widths = np.clip(np.maximum(starts, ends), self.low, self.high) * scale
        widths -= np.clip(np.minimum(starts, ends), self.low, self.high) * scale
        height, first = BAR_SHARE * self.pitch, self.top(rows.start) + (1 - BAR_SHARE) / 2 * self.pitch
        painter.setPen(Qt.PenStyle.NoPen)
        weak, hatched = self.weak[rows.start : rows.stop], list[QRectF]()
        for column, (name, left, wide) in enumerate(zip(COMPONENTS, lefts.T.tolist(), widths.T.tolist(), strict=True)):
            rooms = {
                row: QRectF(x, first + row * self.pitch, width, height)
                for row, (x, width) in enumerate(zip(left, wide, strict=True))
                if width > 0.0
            }
            if rooms:
                painter.setBrush(self.theme.color(name))
                painter.drawRects(list(rooms.values()))
                hatched += [room for row, room in rooms.items() if row < len(weak) and weak[row, column]]
        paint_hatch(painter, hatched, self.theme)

    def _paint_whiskers(self, painter: QPainter, rows: range) -> None:
        if self.bands is None:
            return
        pen = whisker_pen(self.theme.color("band"), self.scale)
        for row in rows:
            low90, low50, high50, high90 = (self.x_of(value) for value in self.bands[:, row].tolist())
            paint_whisker(painter, self.middle(row), (low90, low50, high50, high90), pen)

    def _paint_dots(self, painter: QPainter, rows: range) -> None:
        painter.setPen(QPen(self.theme.color("text"), DOT_PEN_PX))
        painter.setBrush(self.theme.color("panel"))
        inside = np.clip(self.series.payoff, self.low, self.high).tolist()
        for row in rows:
            painter.drawEllipse(QPointF(self.x_of(inside[row]), self.middle(row)), DOT_PX / 2, DOT_PX / 2)

    def _paint_cuts(self, painter: QPainter, rows: range) -> None:
        painter.setPen(QPen(self.theme.color("panel"), 1))
        painter.setBrush(self.theme.color("text"))
        half, inset = CUT_PX / 2, CUT_PX * 0.6
        ends = ((self.plot.right() + 1 - inset, half), (self.plot.left() + inset, -half))
        for cut, (x, tip) in zip(self.cut_rows(), ends, strict=True):
            for row in cut.intersection(rows):
                y = self.middle(row)
                painter.drawPolygon(
                    QPolygonF([QPointF(x - tip, y - half), QPointF(x - tip, y + half), QPointF(x + tip, y)])
                )

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
        self._resting: Resting | None = None
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
        if self._frame is not None and (self._frame.case.draws is None) != (frame.case.draws is None):
            self._used = ()  # the legend names bands only where there are any
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        series = why_series(frame)
        self.view.series, self.view.stale = series, frame.stale
        self._resting, edges = resting(frame.case, frame.outcome.scenario), edges_of(frame, "payoff_bn")
        self.view.weak = self._resting.weak_of(series.firms.ids)
        self.view.bands = None if edges is None else edges[:, list(frame.order)]
        if self._axis.follow(wanted_axis(series), frame.dragging) or spoken:
            self.view.set_axis(self._axis, self._tick)
        self._show_legend(components_in_use(series.components))
        write = self._numbers
        net = Column(
            tuple(write.money(value, signed=True, symbol=False) for value in series.payoff.tolist()),
            write.money(-99.9, symbol=False),
        )
        self.view.set_rows(series.firms, (net,))
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
        heads = [*(component_name(name) for name in COMPONENTS), self.tr("Net payoff")]
        heads = [cell for name in heads for cell in (name, *(() if self.view.bands is None else band_heads(name)))]
        table = [[self.tr("Firm"), *heads]]
        for row, name in enumerate(series.firms.names):
            amounts, edges, cells = (
                (*series.components[row].tolist(), float(series.payoff[row])),
                payoff_edges(self._frame, row),
                [],
            )
            for column, amount in enumerate(amounts):
                text = write.money(amount, signed=True)
                cells += [text] if edges is None else [text, *band_cells(write.money, edges[:, column])]
            table.append([name, *cells])
        return table

    def _tick(self, value: float) -> str:
        # ticks stand on round numbers, so a decimal of nothing would only take room
        return self._numbers.money(value, signed=True, symbol=False).replace(".0 bn", " bn")

    def _show_legend(self, used: tuple[str, ...]) -> None:
        dragging = self._frame is not None and self._frame.dragging
        if set(used) - set(self._used) or (used != self._used and not dragging):
            self._used = used
            entries = [(name, component_name(name)) for name in used]
            fitted = self._frame is not None and self._frame.case.draws is not None
            bands = [("band", self.tr("lines: 90 % and 50 % bands of the net payoff"))] if fitted else []
            self.legend.set_entries((*entries, (HATCH_ROLE, legend_text()), *bands))

    def _tip(self, row: int, value: float) -> str:
        series, write = self.view.series, self._numbers
        lines, edges = [series.firms.names[row]], payoff_edges(self._frame, row)
        piece = self.view.piece_at(row, value)
        if piece is not None:
            column = COMPONENTS.index(piece)
            text = f"{component_name(piece)}: {write.money(float(series.components[row, column]), signed=True)}"
            lines.append(with_bands(text, write.money, None if edges is None else edges[:, column]))
            if piece == "stock_risk":
                lines.append(self.tr("Dread of a fall in the share price on losing, not an expected return."))
            lines.append(self._assumed(row, piece))
        net = self.tr("Net payoff: {0}").format(write.money(float(series.payoff[row]), signed=True))
        lines.append(with_bands(net, write.money, None if edges is None else edges[:, -1]))
        return "\n".join(line for line in lines if line)

    def _assumed(self, row: int, component: str) -> str:
        """Name the assumptions behind a component of a firm."""
        frame = self._frame
        if frame is None or self._resting is None:
            return ""
        firm = self.view.firms.ids[row]
        return rests_on(weak_labels(frame.case, self._resting, firm, component, frame.language))

    def _describe(self, series: WhySeries) -> None:
        texts = self.view.columns[0].texts
        row = series.firms.selected
        if row == NO_ROW:
            text = ", ".join(f"{name} {net}" for name, net in zip(series.firms.names, texts, strict=True))
        else:
            edges, write = payoff_edges(self._frame, row), self._numbers.money
            pieces = (
                with_bands(
                    f"{component_name(name)} {write(amount, signed=True)}",
                    write,
                    None if edges is None else edges[:, column],
                )
                for column, (name, amount) in enumerate(zip(COMPONENTS, series.components[row].tolist(), strict=True))
                if amount
            )
            text = f"{series.firms.names[row]} {texts[row]}: {', '.join(pieces)}"
        if text != self.view.accessibleDescription():
            self.view.setAccessibleDescription(text)

    def _choose(self, row: int) -> None:
        self.firm_selected.emit(None if row == NO_ROW else self.view.firms.ids[row])

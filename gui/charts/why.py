"""Why: what makes joining worth it for each firm and what speaks against it, stacked on either side of zero.

The axis is linear because stacked lengths add up on no other. So that one very large firm does not squash the rest, the
axis ends at a few times what the upper quartile of the firms needs; a bar that goes on is marked where it is cut, its
net payoff stands at the right all the same, and selecting the firm shows it whole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.axis import LiveAxis, nice_step
from gui.charts.banding import band_cells, band_heads, edges_of, payoff_edges, with_bands
from gui.charts.chart import TextTable
from gui.charts.legend import HATCH_ROLE, Legend
from gui.charts.parts import Column, Writing
from gui.charts.series import NO_ROW, WhySeries, components_in_use, why_series
from gui.charts.why_view import WhyView
from gui.charts.words import component_name
from gui.frame import Frame
from gui.hatching import legend_text, rests_on
from gui.numbers import Numbers
from gui.theme import LIGHT, Theme
from model.outcome import COMPONENTS
from model.resting import Resting, resting, weak_labels

REACH_QUARTILE, REACH_FACTOR = 0.75, 2.0  # where the axis may be cut
WORTH_CUTTING = 1.5  # … when a bar reaches so many times further; less is not worth a cut


def wanted_axis(series: WhySeries) -> tuple[float, float, float]:
    """Return the lower end, the upper end and the step of the money axis for these firms, bn."""
    if not len(series.firms):
        return -1.0, 1.0, 1.0
    reach = sorted(series.reach.tolist())
    limit, longest = quantile(reach, REACH_QUARTILE) * REACH_FACTOR, reach[-1]
    if longest <= limit * WORTH_CUTTING:
        limit = longest
    if series.firms.selected != NO_ROW:
        limit = max(limit, float(series.reach[series.firms.selected]))
    gains, costs = min(float(series.gains.max()), limit), min(float(-series.costs.min()), limit)
    step = nice_step(max(gains, costs))
    return -step * max(math.ceil(costs / step), 1), step * max(math.ceil(gains / step), 1), step


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile of ordered values, interpolated; for a dozen of them it is faster than NumPy's."""
    whole, rest = divmod(share * (len(ordered) - 1), 1.0)
    below, above = ordered[int(whole)], ordered[min(int(whole) + 1, len(ordered) - 1)]
    return below + rest * (above - below)


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

"""Stages: the pool shrinking from those who join to those who are selected, stage by stage, to the final teams."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.chart import TextTable
from gui.charts.parts import TEXT_LEFT, ElidedLabel, Writing
from gui.charts.rows import RowsView
from gui.charts.series import NO_ROW, Firms, StageSeries, stage_series
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import REGULAR, Theme

BAR_SHARE, FILL_SHARE = 0.56, 0.58  # of a row's height, of a column's width
NOBODY = StageSeries(Firms((), (), (), (), NO_ROW), np.zeros((1, 0)), np.zeros(0))


class StagesView(RowsView):
    """A column a stage, in it a bar a firm: solid for joining and being there, light for being there if it joins."""

    def __init__(self) -> None:
        super().__init__(name_weight=REGULAR, marks=False, rows_in_sight=5)
        self.setObjectName("chart.stages.rows")
        self.series = NOBODY
        self.texts: tuple[tuple[str, ...], ...] = ()  # [stages + 2][n]
        self.teller: Callable[[int], str] = str

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the bars and their numbers."""
        width = self.plot.width() / max(len(self.texts), 1)
        height = round(self.pitch * BAR_SHARE)
        painter.setFont(self.fonts.small)
        chances = self.series.chances
        given = self.series.given
        for row in rows:
            y = self.top(row) + (self.pitch - height) // 2
            for column in range(len(self.texts)):
                x = round(self.plot.left() + column * width)
                painter.setPen(Qt.PenStyle.NoPen)
                for share, role in ((given[column, row], "bar_off"), (chances[column, row], "bar_on")):
                    painter.setBrush(self.theme.color(role))
                    painter.drawRect(QRectF(x, y, float(share) * width * FILL_SHARE, height))
                painter.setPen(self.theme.color("muted"))
                place = x + float(given[column, row]) * width * FILL_SHARE + 4
                room = QRectF(place, self.top(row), x + width - place, self.pitch)
                painter.drawText(room, TEXT_LEFT, self.texts[column][row])

    def tip(self, row: int, _point: QPointF) -> str:
        """Return the exact numbers of a row."""
        return self.teller(row)


class StagesChart(QObject):
    """*Stages*. Signals: ``firm_selected(str | None)``."""

    firm_selected = Signal(object)

    id = "stages"

    def __init__(self) -> None:
        super().__init__()
        self.view = StagesView()
        self.widget = QWidget()
        self.widget.setObjectName("chart.stages")
        self._writing, self._numbers = Writing(), Numbers("en")
        self._frame: Frame | None = None
        self._legend = ElidedLabel("muted")
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._legend)
        layout.addWidget(self.view, 1)
        self.view.teller = self._tip
        self.view.row_chosen.connect(
            lambda row: self.firm_selected.emit(None if row == NO_ROW else self.view.firms.ids[row])
        )
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Stages")

    def show(self, frame: Frame) -> None:
        """Draw a frame."""
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        view, write = self.view, self._numbers
        view.series, view.stale = stage_series(frame), frame.stale
        chances, expected = view.series.chances, view.series.expected
        view.texts = tuple(tuple(write.percent_bar(value) for value in column) for column in chances.tolist())
        view.low, view.high = 0.0, float(len(chances))
        names = self._stage_names()
        view.grid = tuple(float(column) for column in range(len(chances)))
        view.ticks = tuple(
            (column + 0.29, f"{name} {write.count(float(value))}")
            for column, (name, value) in enumerate(zip(names, expected, strict=True))
        )
        view.set_rows(view.series.firms, ())
        self._say_legend()
        if not frame.dragging:
            self._describe(names)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(theme)

    def retranslate(self) -> None:
        """Say everything anew."""
        self.view.setAccessibleName(self.title())
        self._say_legend()
        if self._frame is not None:
            self.show(self._frame)

    def rows(self) -> TextTable:
        """Return both chances of every firm at every stage as text, one decimal."""
        series, write = self.view.series, self._numbers
        names = self._stage_names()
        given = [self.tr("{0}, if it joins").format(name) for name in names[1:]]
        table = [[self.tr("Firm"), *names, *given]]
        for row, firm in enumerate(series.firms.names):
            values = (*series.chances[:, row], *series.stages[:, row])
            table.append([firm, *(write.percent(float(value)) for value in values)])
        table.append([self.tr("Expected teams"), *(write.count(float(value), 2) for value in series.expected)])
        return table

    def _stage_names(self) -> list[str]:
        between = len(self.view.series.stages) - 2
        names = [self.tr("Join"), self.tr("Selected")]
        names += [self.tr("After stage {0}").format(stage + 1) for stage in range(between)]
        return [*names, self.tr("Final")][: len(self.view.series.stages) + 1]

    def _say_legend(self) -> None:
        incumbents = 0
        if self._frame is not None:
            incumbents = len(self._frame.case.call(self._frame.scenario.call).incumbents)
        texts = [
            self.tr("solid: joins and is still there"),
            self.tr("light: the same if it joins"),
            self.tr("below: expected teams"),
        ]
        if incumbents:
            texts.append(self.tr("{0} incumbents compete as well").format(self._numbers.number(incumbents)))
        self._legend.set_wordings(" · ".join(texts), " · ".join(texts[:2]))

    def _tip(self, row: int) -> str:
        series, write = self.view.series, self._numbers
        lines = [series.firms.names[row]]
        pairs = zip(self._stage_names(), series.chances[:, row], series.given[:, row], strict=True)
        for name, chance, given in pairs:
            both = self.tr("{0}: {1} (if it joins {2})")
            lines.append(both.format(name, write.percent(float(chance)), write.percent(float(given))))
        return "\n".join(lines)

    def _describe(self, names: list[str]) -> None:
        expected = self.view.series.expected
        text = ", ".join(
            f"{name} {self._numbers.count(float(value))}" for name, value in zip(names, expected, strict=True)
        )
        if text != self.view.accessibleDescription():
            self.view.setAccessibleDescription(text)

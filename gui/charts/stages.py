"""Stages: the pool shrinking from those who join to those who are selected, stage by stage, to the final teams.

Incumbents stand on top: they are in the programme from the beginning and can be eliminated like the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.banding import (
    StageBands,
    band_cells,
    band_heads,
    paint_whisker,
    stage_bands,
    whisker_pen,
    with_bands,
)
from gui.charts.chart import TextTable
from gui.charts.parts import TEXT_LEFT, ElidedLabel, Writing
from gui.charts.rows import RowsView
from gui.charts.series import NO_ROW, Firms, Floats, StageSeries, stage_series
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import REGULAR, Theme

BAR_SHARE, FILL_SHARE = 0.56, 0.58  # of a row's height, of a column's width
BESIDE_PX = 4  # on either side of a number
NOBODY = StageSeries(Firms((), (), (), (), NO_ROW), np.zeros((1, 0)), np.zeros(0))


class StagesView(RowsView):
    """A column a stage, in it a bar a firm: solid for joining and being there, light for being there if it joins."""

    def __init__(self) -> None:
        super().__init__(name_weight=REGULAR, marks=False, rows_in_sight=5)
        self.setObjectName("chart.stages.rows")
        self.series = NOBODY
        self.incumbents = 0  # rows on top
        self.solid = self.light = np.zeros((1, 0))  # [stages + 2, rows]
        self.texts: tuple[tuple[str, ...], ...] = ()  # [stages + 2][n]
        self.widest = ""  # of the numbers that there may be
        self.bands: Floats | None = None  # [4, stages + 2, rows]
        self.teller: Callable[[int], str] = str

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the bars and their numbers."""
        width = self.plot.width() / max(len(self.texts), 1)
        full = self._full_px(width)
        height = round(self.pitch * BAR_SHARE)
        painter.setFont(self.fonts.small)
        if rows.start < self.incumbents <= rows.stop:
            painter.setPen(QPen(self.theme.color("border_strong"), 1))
            line = self.top(self.incumbents) + 0.5
            painter.drawLine(QPointF(0, line), QPointF(self.viewport().width(), line))
        chances, given, bands = self.solid, self.light, self.bands
        whisker = whisker_pen(self.theme.color("band"), self.scale)
        for row in rows:
            y = self.top(row) + (self.pitch - height) // 2
            for column in range(len(self.texts)):
                x = round(self.plot.left() + column * width)
                painter.setPen(Qt.PenStyle.NoPen)
                for share, role in ((given[column, row], "bar_off"), (chances[column, row], "bar_on")):
                    painter.setBrush(self.theme.color(role))
                    painter.drawRect(QRectF(x, y, float(share) * full, height))
                end = float(given[column, row])
                if bands is not None and self.texts[column][row] and not (column == 0 and row < self.incumbents):
                    low90, low50, high50, high90 = (x + share * full for share in bands[:, column, row])
                    paint_whisker(painter, self.middle(row), (low90, low50, high50, high90), whisker)
                    end = max(end, float(bands[-1, column, row]))
                painter.setPen(self.theme.color("muted"))
                place = x + end * full + BESIDE_PX * self.scale
                room = QRectF(place, self.top(row), x + width - place, self.pitch)
                painter.drawText(room, TEXT_LEFT, self._fitting(self.texts[column][row], room.width()))

    def _full_px(self, width_px: float) -> float:
        """Return how long the bar of a certain firm is: in a narrow column, what its number leaves."""
        number = QFontMetricsF(self.fonts.small).horizontalAdvance(self.widest)
        return max(min(FILL_SHARE * width_px, width_px - number - 2 * BESIDE_PX * self.scale), 1.0)

    def _fitting(self, text: str, room_px: float) -> str:
        """Leave out a word where a column has no room for it; numbers stand as they are."""
        number = len(text) <= len(self.widest)
        return text if number or QFontMetricsF(self.fonts.small).horizontalAdvance(text) <= room_px else ""

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
        self._bands: StageBands | None = None
        self._legend = ElidedLabel("muted")
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._legend)
        layout.addWidget(self.view, 1)
        self.view.teller = self._tip
        self.view.row_chosen.connect(self._choose)
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
        series, self._bands = view.series, stage_bands(frame)
        self._fill(series)
        chances = series.chances
        view.low, view.high = 0.0, float(len(chances))
        names = self._stage_names()
        view.grid = tuple(float(column) for column in range(len(chances)))
        view.ticks = tuple((column + 0.29, f"{name} {self._teams(column, write)}") for column, name in enumerate(names))
        view.short_ticks = tuple((column + 0.29, name) for column, name in enumerate(self._stage_names(short=True)))
        view.widest = write.percent_bar(1.0)
        view.set_rows(self._rows(series), ())
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
        series, write, bands = self.view.series, self._numbers, self._bands
        names = self._stage_names()
        given = [self.tr("{0}, if it joins").format(name) for name in names[1:]]
        heads = [name for head in (*names, *given) for name in (head, *([] if bands is None else band_heads(head)))]
        table = [[self.tr("Firm"), *heads]]
        for row, firm in enumerate(series.firms.names):
            cells = self._cells(write.percent, series.chances[:, row], self._edges("there", ..., row))
            table.append(
                [firm, *cells, *self._cells(write.percent, series.stages[:, row], self._edges("given", ..., row))]
            )
        teams = self._cells(self._team_count, series.expected, self._edges("teams", ...))
        table.append([self.tr("Expected teams"), *teams])
        blank = [""] * (1 if bands is None else 3)
        for row, name in enumerate(series.incumbents[1]):
            table.append([name, *blank, *self._cells(write.percent, series.old[:, row], self._edges("old", ..., row))])
        if series.incumbents[1]:
            old = self._cells(self._team_count, series.expected_old, self._edges("old_teams", ...))
            table.append([self.tr("Expected incumbents"), *blank, *old])
        return table

    @staticmethod
    def _cells(write: Callable[[float], str], values: Floats, edges: Floats | None) -> list[str]:
        """Return figures as text, each followed by its bands ``edges`` [4, values] where they are known."""
        cells = []
        for at, value in enumerate(values.tolist()):
            cells += [write(value), *([] if edges is None else band_cells(write, edges[:, at]))]
        return cells

    def _edges(self, part: str, *place: Any) -> Floats | None:
        """Return the bands of a part of *Stages* at a place of it, or None while they are not known."""
        return None if self._bands is None else getattr(self._bands, part)[(slice(None), *place)]

    def _team_count(self, value: float) -> str:
        return self._numbers.count(value, 2)

    def _choose(self, row: int) -> None:
        if row == NO_ROW:
            self.firm_selected.emit(None)
        elif row >= self.view.incumbents:
            self.firm_selected.emit(self.view.firms.ids[row])

    def _rows(self, series: StageSeries) -> Firms:
        """Return the incumbents and the firms as one list of rows."""
        firms, (ids, names) = series.firms, series.incumbents
        nothing = (None,) * len(ids)
        selected = NO_ROW if firms.selected == NO_ROW else firms.selected + len(ids)
        pins, joined = (*nothing, *firms.pins), (*nothing, *firms.joined)
        return Firms((*ids, *firms.ids), (*names, *firms.names), joined, pins, selected)

    def _fill(self, series: StageSeries) -> None:
        """Hand the view its numbers: joining is nothing that an incumbent does."""
        old = np.concatenate([np.zeros((1, series.old.shape[1])), series.old]) if series.incumbents[0] else None
        view, write = self.view, self._numbers
        view.incumbents = len(series.incumbents[0])
        view.solid = series.chances if old is None else np.concatenate([old, series.chances], axis=1)
        view.light = series.given if old is None else np.concatenate([old, series.given], axis=1)
        texts = [[write.percent_bar(value) for value in column] for column in view.solid.tolist()]
        texts[0][: view.incumbents] = [self.tr("incumbent")] * view.incumbents
        view.texts = tuple(tuple(column) for column in texts)
        view.bands = None if self._bands is None else self._bands.there
        if self._bands is not None and old is not None:
            incumbents = np.concatenate([np.zeros((4, 1, old.shape[1])), self._bands.old], axis=1)
            view.bands = np.concatenate([incumbents, self._bands.there], axis=-1)

    def _teams(self, column: int, write: Numbers) -> str:
        """Return how many teams are expected: those added, and after a plus sign the incumbents."""
        series = self.view.series
        added = float(series.expected[column])
        if column == 0 or not series.incumbents[0]:
            return write.count(added)
        old = float(series.expected_old[column - 1])
        return self.tr("{0} + {1}", "teams").format(write.number(added, 1), write.number(old, 1))

    def _stage_names(self, *, short: bool = False) -> list[str]:
        between = len(self.view.series.stages) - 2
        names = [self.tr("Join"), self.tr("Selected")]
        after = self.tr("Stage {0}") if short else self.tr("After stage {0}")
        names += [after.format(stage + 1) for stage in range(between)]
        return [*names, self.tr("Final")][: len(self.view.series.stages) + 1]

    def _say_legend(self) -> None:
        leave = 1
        if self._frame is not None:
            leave = self._frame.case.call(self._frame.scenario.call).leave_per_stage
        rule = self.tr("rule: lowest score leaves, fresh noise each stage")
        if leave > 1:
            rule = self.tr("rule: the {0} lowest leave, fresh noise each stage").format(self._numbers.number(leave))
        below = self.tr("below: expected teams")
        if self.view.series.incumbents[0]:
            below = self.tr("below: expected added + incumbent teams")
        texts = [self.tr("solid: joins and is still there"), self.tr("light: the same if it joins")]
        if self._bands is not None:
            texts.insert(1, self.tr("lines: 90 % and 50 % bands"))
        self._legend.set_wordings(
            " · ".join([rule, *texts, below]), " · ".join([rule, *texts]), " · ".join([rule, texts[0]]), rule
        )

    def _tip(self, row: int) -> str:
        series, write = self.view.series, self._numbers.percent
        if row < self.view.incumbents:
            lines = [self.tr("{0} (incumbent)").format(series.incumbents[1][row])]
            for at, (name, chance) in enumerate(zip(self._stage_names()[1:], series.old[:, row], strict=True)):
                lines.append(with_bands(f"{name}: {write(float(chance))}", write, self._edges("old", at, row)))
            return "\n".join(lines)
        row -= self.view.incumbents
        lines = [series.firms.names[row]]
        for at, name in enumerate(self._stage_names()):
            chance, given = float(series.chances[at, row]), float(series.given[at, row])
            text = f"{name}: {write(chance)}"
            lines.append(with_bands(text, write, self._edges("there", at, row)))
            if at:
                given_text = self.tr("    if it joins: {0}").format(write(given))
                lines.append(with_bands(given_text, write, self._edges("given", at - 1, row)))
        return "\n".join(lines)

    def _describe(self, names: list[str]) -> None:
        series = self.view.series
        if series.firms.selected != NO_ROW:
            text = self._tip(series.firms.selected + self.view.incumbents).replace("\n", ". ")
        else:
            counts = zip(names, series.expected.tolist(), strict=True)
            text = ", ".join(
                with_bands(f"{name} {self._numbers.count(value)}", self._numbers.count, self._edges("teams", at))
                for at, (name, value) in enumerate(counts)
            )
        if text != self.view.accessibleDescription():
            self.view.setAccessibleDescription(text)

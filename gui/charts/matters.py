"""What matters: how far one figure moves along every lever or assumption, widest first; and shares of its variance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.chart import TextTable
from gui.charts.matters_bar import MattersBar
from gui.charts.matters_series import (
    NOTHING,
    FactorWords,
    MatterRow,
    MattersSeries,
    axis_texts,
    bands_of,
    change_text,
    figure_text,
    shares_series,
    swings_of,
    tornado_series,
)
from gui.charts.matters_shares import Shares
from gui.charts.matters_view import MattersView
from gui.charts.matters_words import MattersWords
from gui.charts.parts import Column, ElidedLabel, Writing
from gui.charts.series import NO_ROW
from gui.frame import ASSUMPTIONS, Frame
from gui.numbers import Numbers
from gui.theme import Theme
from model.errors import ModelError
from model.goal import Goal
from model.questions.sensitivity import limits_of
from model.questions.sobol import OTHERS, Indices
from model.questions.swings import FIRM, Over


class MattersChart(QObject):
    """*What matters*.

    Signals: ``measure_chosen(target)``, ``lever_focused(id)``, ``input_chosen(cell)``, ``ranges_asked()``,
    ``needs_changed()``: what has to be computed for it is another.
    """

    measure_chosen = Signal(str)
    lever_focused = Signal(str)
    input_chosen = Signal(object)
    ranges_asked = Signal()
    needs_changed = Signal()

    id = "matters"

    def __init__(self) -> None:
        super().__init__()
        self.widget = QWidget()
        self.widget.setObjectName("chart.matters")
        self.view, self.bar = MattersView(), MattersBar()
        self.reading, self.legend = self.bar.reading, ElidedLabel("muted")
        self.over: Over = "levers"
        self.series: MattersSeries = NOTHING
        self._frame: Frame | None = None
        self._key: object = None
        self._writing, self._numbers = Writing(), Numbers("en")
        self._shares = Shares(self)
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        for part in (self.bar, self.legend):
            layout.addWidget(part)
        layout.addWidget(self.view, 1)
        self.view.teller = self._tell
        self.view.row_chosen.connect(self._choose)
        self.bar.measure_chosen.connect(self.measure_chosen)
        self.bar.over_chosen.connect(self._turn_to)
        self.bar.shares_asked.connect(self._ask_shares)
        self.bar.cancelled.connect(self._cancel)
        self.bar.ranges.clicked.connect(self.ranges_asked)
        self._shares.progressed.connect(self.bar.set_progress)
        self._shares.answered.connect(self._take)
        self.retranslate()

    # What a chart does ----------------------------------------------------------------------------------------------

    @property
    def needs(self) -> frozenset[str]:
        """What is to be computed while it is in sight, besides its own part."""
        return frozenset({ASSUMPTIONS}) if self.over == "assumptions" else frozenset()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("What matters")

    def show(self, frame: Frame) -> None:
        """Draw a frame."""
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        self.bar.show_frame(frame)
        self._shares.hold(frame.dragging)
        if self._shares.outdated(frame, self.over):
            self._cancel()
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(theme)

    def retranslate(self) -> None:
        """Say everything anew."""
        self.view.setAccessibleName(self.title())
        self.bar.retranslate()
        self._key = None
        if self._frame is not None:
            self.show(self._frame)
        else:
            self._say()

    def rows(self) -> TextTable:
        """Return what is drawn as text."""
        write, unit = self._numbers, self.series.unit
        heading = [self.tr("Lever") if self.over == "levers" else self.tr("Assumption"), self.tr("Grade")]
        heading += [self.tr("Low"), self.tr("High"), self.tr("Now")]
        if self.view.shares:
            table = [[*heading, self.tr("First-order"), self.tr("Total")]]
        else:
            table = [[*heading, self.tr("At low"), self.tr("At high"), self.tr("Swing")]]
            if self.series.banded:
                table[0] += [self.tr("Change to low, 90 %"), self.tr("Change to high, 90 %")]
        for row in self.series.rows:
            cells = [row.name, row.grade, row.low, row.high, row.now]
            if row.bar is not None:
                cells += [figure_text(write, unit, value) for value in (row.bar.low_result, row.bar.high_result)]
                cells.append(change_text(write, unit, row.bar.swing))
                if self.series.banded:
                    cells += [self._words.span(span, unit) for span in row.spans]
            if row.index is not None:
                cells += [write.percent(row.index.first), write.percent(row.index.total)]
            table.append(cells)
        return table

    def close(self) -> None:
        """End the run and its worker; harmless when repeated."""
        self._shares.close()

    @property
    def _words(self) -> MattersWords:
        return MattersWords(self._numbers)

    # Drawing --------------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        frame = self._frame
        if frame is None:
            return
        found, swings = self._answer(), swings_of(frame, self.over)
        limits = limits_of(frame.document.reach, frame.scenario) if self.over == "levers" else {}
        source = found if isinstance(found, Indices) else swings
        key = (
            id(source),
            id(bands_of(frame, swings)),
            frame.measure,
            frame.language,
            frame.shield,
            self.over,
            id(frame.case),
        )
        if key != self._key:
            self._key = key
            factors = FactorWords(frame, self._numbers)
            if isinstance(found, Indices):
                self.series = shares_series(factors, found, frame.measure)
            elif swings is not None:
                self.series = tornado_series(factors, swings, frame.measure)
            else:
                self.series = MattersSeries(frame.measure, self.over, 0.0, ())
            shares = isinstance(found, Indices)
            self.view.set_series(self.series, self._columns(shares), NO_ROW, shares)
            self.view.set_axis(self._axis_texts)
        self.view.stale = frame.stale or (swings is not None and not swings.is_of(frame.scenario, limits))
        self._mark(frame.lever)
        self._say()

    def _columns(self, shares: bool) -> tuple[Column, ...]:
        write, rows = self._numbers, self.series.rows
        ranges = tuple(self._words.range_of(row) for row in rows)
        if shares:
            last = tuple("" if row.index is None else write.percent_bar(row.index.total) for row in rows)
        else:
            unit = self.series.unit
            last = tuple(
                "–" if not row.bar or not row.bar.swing else change_text(write, unit, row.bar.swing) for row in rows
            )
        return Column(ranges, "", muted=True), Column(last, "")

    def _axis_texts(self, ticks: Sequence[float]) -> list[str]:
        if self.view.shares:
            return [self._numbers.percent_bar(value) for value in ticks]
        return axis_texts(self._numbers, self.series.unit, ticks)

    def _mark(self, lever_id: str) -> None:
        """Highlight the lever in focus."""
        ids = self.view.firms.ids
        row = ids.index(lever_id) if lever_id in ids else NO_ROW
        if row != self.view.firms.selected:
            self.view.set_series(self.series, self.view.columns, row, self.view.shares)
        self.view.viewport().update()

    def _say(self) -> None:
        frame = self._frame
        texts = ("",) if frame is None else self._words.reading(frame, self.series, self._answer())
        self.reading.set_wordings(*texts)
        self.view.setAccessibleDescription(texts[0])
        reach = Goal() if frame is None else frame.document.reach
        self.legend.set_wordings(*self._words.legend(self.series, self.view.shares, reach))

    def _tell(self, row: MatterRow) -> str:
        return "\n".join(self._words.told(row, self.series))

    # What a person does ---------------------------------------------------------------------------------------------

    def _choose(self, row: int) -> None:
        if row == NO_ROW or row >= len(self.series.rows):
            return
        factor = self.series.rows[row].factor
        if factor.cell is None:
            self.lever_focused.emit(factor.id)
        elif factor != OTHERS:
            self.input_chosen.emit(factor.cell)

    def _turn_to(self, over: Over) -> None:
        if over != self.over:
            self._cancel()
            self.over = over
            self.bar.ranges.setEnabled(over == "levers")
            self.needs_changed.emit()
            self._draw()

    # Shares of variance ---------------------------------------------------------------------------------------------

    def _answer(self) -> Indices | ModelError | None:
        """Return the shares of variance at hand, where they are asked for and hold for what is shown."""
        if self._frame is None or not self.bar.shares:
            return None
        return self._shares.answer(self._frame, self.over)

    def _ask_shares(self, on: bool) -> None:
        frame = self._frame
        if not on or frame is None:
            self._cancel()
        elif self._answer() is None:
            self.bar.set_progress(0.0)
            self._shares.ask(frame, self.over)
        self._draw()

    def _take(self) -> None:
        self.bar.set_progress(None)
        self._draw()

    def _cancel(self) -> None:
        self._shares.cancel()
        self.bar.set_progress(None)
        if self._answer() is None:
            self.bar.set_shares(False)


__all__ = ["FIRM", "MattersChart"]

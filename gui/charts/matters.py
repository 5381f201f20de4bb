"""What matters: how far one figure moves along every lever or assumption, widest first; and shares of its variance."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.chart import TextTable
from gui.charts.matters_bar import MattersBar
from gui.charts.matters_series import (
    NOTHING,
    FactorWords,
    MatterRow,
    MattersSeries,
    change_text,
    figure_name,
    figure_text,
    shares_series,
    swings_of,
    tornado_series,
)
from gui.charts.matters_shares import Shares
from gui.charts.matters_view import MattersView
from gui.charts.parts import Column, ElidedLabel, Writing
from gui.charts.series import NO_ROW
from gui.frame import ASSUMPTIONS, Frame
from gui.numbers import Numbers
from gui.theme import Theme
from model.errors import ModelError
from model.questions.sobol import Indices
from model.questions.swings import FIRM, Over


class MattersChart(QObject):
    """*What matters*.

    Signals: ``measure_chosen(target)``, ``lever_focused(id)``, ``input_chosen(cell)``, ``needs_changed()``: what has to
    be computed for it is another.
    """

    measure_chosen = Signal(str)
    lever_focused = Signal(str)
    input_chosen = Signal(object)
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
        for row in self.series.rows:
            cells = [row.name, row.grade, row.low, row.high, row.now]
            if row.bar is not None:
                cells += [figure_text(write, unit, value) for value in (row.bar.low_result, row.bar.high_result)]
                cells.append(change_text(write, unit, row.bar.swing))
            if row.index is not None:
                cells += [write.percent(row.index.first), write.percent(row.index.total)]
            table.append(cells)
        return table

    def close(self) -> None:
        """End the run and its worker; harmless when repeated."""
        self._shares.close()

    # Drawing --------------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        frame = self._frame
        if frame is None:
            return
        found, swings = self._answer(), swings_of(frame, self.over)
        source = found if isinstance(found, Indices) else swings
        key = (id(source), frame.measure, frame.language, frame.shield, self.over, id(frame.case))
        if key != self._key:
            self._key = key
            words = FactorWords(frame, self._numbers)
            if isinstance(found, Indices):
                self.series = shares_series(words, found, frame.measure)
            elif swings is not None:
                self.series = tornado_series(words, swings, frame.measure)
            else:
                self.series = MattersSeries(frame.measure, self.over, 0.0, ())
            shares = isinstance(found, Indices)
            self.view.set_series(self.series, self._columns(shares), NO_ROW, shares)
            self.view.set_axis(self._axis_text)
        self.view.stale = frame.stale or (swings is not None and not swings.is_of(frame.scenario))
        self._mark(frame.lever)
        self._say()

    def _columns(self, shares: bool) -> tuple[Column, ...]:
        write, rows = self._numbers, self.series.rows
        ranges = tuple(write.between(row.low, row.high) for row in rows)
        if shares:
            last = tuple("" if row.index is None else write.percent_bar(row.index.total) for row in rows)
        else:
            unit = self.series.unit
            last = tuple(
                "–" if not row.bar or not row.bar.swing else change_text(write, unit, row.bar.swing) for row in rows
            )
        return Column(ranges, "", muted=True), Column(last, "")

    def _axis_text(self, value: float) -> str:
        if self.view.shares:
            return self._numbers.percent_bar(value)
        return figure_text(self._numbers, self.series.unit, value, decimals=False)

    def _mark(self, lever_id: str) -> None:
        """Highlight the lever in focus."""
        ids = self.view.firms.ids
        row = ids.index(lever_id) if lever_id in ids else NO_ROW
        if row != self.view.firms.selected:
            self.view.set_series(self.series, self.view.columns, row, self.view.shares)
        self.view.viewport().update()

    def _say(self) -> None:
        frame, found = self._frame, self._answer()
        text = ""
        if frame is not None:
            text = self._reading(frame, found)
        self.reading.set_wordings(text)
        self.view.setAccessibleDescription(text)
        texts: tuple[str, ...]
        if self.view.shares:
            texts = (
                self.tr("filled: total share of the variance"),
                self.tr("ring: alone"),
                self.tr("lines: 90 % interval"),
                self.tr("all vary at once"),
            )
        else:
            texts = (
                self.tr("faint: at its low end"),
                self.tr("strong: at its high end"),
                self.tr("hatched: grade C"),
                self.tr("upright line: now"),
            )
        self.legend.set_wordings(" · ".join(texts), " · ".join(texts[:3]), " · ".join(texts[:2]))

    def _reading(self, frame: Frame, found: Indices | ModelError | None) -> str:
        name = figure_name(frame, frame.measure)
        if isinstance(found, ModelError):
            return found.text(frame.language)
        if isinstance(found, Indices):
            text = self.tr("{0}: shares of variance of {1} factors · {2} solves").format(
                name, self._numbers.number(len(found.factors)), self._numbers.number(found.solves)
            )
        elif swings_of(frame, self.over) is None:
            part = "matters" if self.over == "levers" else ASSUMPTIONS
            if part in frame.busy:
                return self.tr("{0} · computing…").format(name)
            return self.tr("{0}: too many sets of winners to try every assumption").format(name)
        else:
            text = self.tr("{0} now {1}").format(name, figure_text(self._numbers, self.series.unit, self.series.now))
        if self.series.hidden:
            hidden = self._numbers.number(self.series.hidden)
            text = self.tr("{0} · {1} hidden by the name shield").format(text, hidden)
        return text

    def _tell(self, row: MatterRow) -> str:
        write, unit = self._numbers, self.series.unit
        lines = [row.name]
        if row.weak:
            lines.append(self.tr("Grade C: an assumption, not a measured value"))
        lines.append(self.tr("Now {0}").format(row.now))
        if row.bar is not None:
            ends = ((row.low, row.bar.low_result), (row.high, row.bar.high_result))
            lines += [f"{value} → {figure_text(write, unit, result)}" for value, result in ends]
            lines.append(self.tr("Swing {0}").format(change_text(write, unit, row.bar.swing)))
        if row.index is not None:
            index = row.index
            lines.append(self.tr("Varied over {0} – {1}").format(row.low, row.high))
            for text, parts in (
                (self.tr("Total {0} ({1} – {2})"), (index.total, index.total_low, index.total_high)),
                (self.tr("Alone {0} ({1} – {2})"), (index.first, index.first_low, index.first_high)),
            ):
                lines.append(text.format(*(write.percent(part) for part in parts)))
        return "\n".join(lines)

    # What a person does ---------------------------------------------------------------------------------------------

    def _choose(self, row: int) -> None:
        if row == NO_ROW or row >= len(self.series.rows):
            return
        factor = self.series.rows[row].factor
        if factor.cell is None:
            self.lever_focused.emit(factor.id)
        else:
            self.input_chosen.emit(factor.cell)

    def _turn_to(self, over: Over) -> None:
        if over != self.over:
            self._cancel()
            self.over = over
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

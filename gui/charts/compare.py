"""Compare: scenarios side by side, what differs between them, and who joins in each, against one baseline or several.

Which scenarios are shown and which columns are baselines here is a way to look, no part of the document.
"""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QMenu, QTableView, QToolButton, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from gui.charts.chart import TextTable, as_tsv
from gui.charts.compare_series import WORKING, Comparison, Entry, Side, comparison, sides_of
from gui.charts.compare_table import Cell, CellPainter, CompareModel, Headings, Sheet
from gui.charts.parts import ElidedLabel, Writing
from gui.charts.series import Verdict, verdict
from gui.charts.words import card_name, headline_name
from gui.frame import Frame
from gui.headline import written
from gui.numbers import Numbers
from gui.theme import Theme, dress
from model.outcome import GOOD_UP, HEADLINES

LEAST_COLUMN_PX = 138  # three of them beside the names in a window 1280 wide
NAMES_PX = 190
UNKNOWN = "…"


class CompareChart(QObject):
    """*Compare*: one column a scenario, the baselines in orange; a click on a heading makes it one. No signals."""

    id = "compare"

    def __init__(self) -> None:
        super().__init__()
        self.widget = Widget()
        self.widget.setObjectName("chart.compare")
        self.model, self.painter = CompareModel(self), CellPainter(self)
        self.found: Comparison | None = None
        self._writing, self._numbers = Writing(), Numbers("en")
        self._frame: Frame | None = None
        self._left_out: set[str] = set()
        self._chosen: set[str] = set()  # keys of the baselines; none: the document's
        self.legend = ElidedLabel("muted")
        self.ticks, self.copy = QToolButton(), QToolButton()
        self.menu = QMenu(self.ticks)
        self.table = QTableView()
        self._set_up()
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Compare")

    def show(self, frame: Frame) -> None:
        """List the scenarios of a frame."""
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        self.found = comparison(frame, self._left_out, self._chosen)
        self._list_ticks(frame)
        self._say_legend()
        self.model.fill(self._sheet(frame, self.found))
        for row, cells in enumerate(self.model.sheet.cells):
            height = max(cell.height for cell in cells)
            if self.table.rowHeight(row) != height:
                self.table.setRowHeight(row, height)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.model.theme = self.painter.theme = theme
        self.table.viewport().update()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.table.setAccessibleName(self.title())
        self._say_legend()
        self.ticks.setText(self.tr("Scenarios ▾"))
        self.copy.setText(self.tr("Copy table"))
        if self._frame is not None:
            self.show(self._frame)

    def _say_legend(self) -> None:
        texts = (
            self.tr("orange: baseline, others show their change from it"),
            self.tr("below: 90 % band"),
        )
        if self.found is not None and len(self.found.baselines) > 1:
            several = self.tr("orange: baselines; changes from each stand below, in the order of their columns")
            texts = (several, *texts[1:])
        hand = self.tr("click a heading to make it a baseline as well")
        self.legend.set_wordings(" · ".join(texts), texts[0], hand=hand)

    def rows(self) -> TextTable:
        """Return the table as text, with units: the scenarios, then for every baseline the changes from it."""
        frame, found = self._frame, self.found
        if frame is None or found is None:
            return [[self.title()]]
        names = self.model.sheet.columns
        pairs = [(at, base) for base in found.baselines for at in range(len(names)) if at not in found.baselines]
        heads = [self.tr("{0}: change from {1}").format(names[at], names[base]) for at, base in pairs]
        table = [["", *names, *heads]]
        for row, entry in enumerate(found.entries):
            cells = self.model.sheet.cells[row]
            name = self.model.sheet.rows[row]
            changes = [self._change(entry, at, base)[0] for at, base in pairs]
            table.append([name, *(cell.value for cell in cells), *changes])
            if any(cell.band for cell in cells):
                moved = [self._change_band(entry, at, base) for at, base in pairs]
                table.append([f"{name} (90 %)", *(cell.band for cell in cells), *moved])
        return table

    # Cells --------------------------------------------------------------------------------------------------------

    def _sheet(self, frame: Frame, found: Comparison) -> Sheet:
        return Sheet(
            columns=tuple(self._name(frame, side) for side in found.sides),
            rows=tuple(self._row_name(frame, entry) for entry in found.entries),
            cells=tuple(
                tuple(self._cell(frame, entry, at) for at in range(len(found.sides))) for entry in found.entries
            ),
            baselines=found.baselines,
        )

    def _name(self, frame: Frame, side: Side) -> str:
        return card_name(frame, side.scenario.name, edited=side.key == WORKING)

    def _row_name(self, frame: Frame, entry: Entry) -> str:
        if entry.kind == "lever":
            return frame.case.lever(entry.id).name(frame.language)
        if entry.kind == "headline":
            return headline_name(entry.id)
        return frame.names[frame.outcome.firm_ids.index(entry.id)]

    def _cell(self, frame: Frame, entry: Entry, at: int) -> Cell:
        assert self.found is not None
        value, band, write = entry.values[at], entry.bands[at], self._numbers
        others = [base for base in self.found.baselines if base != at and at not in self.found.baselines]
        if value is None:
            return Cell(UNKNOWN)
        differs = any(entry.values[base] not in (None, value) for base in others)
        if entry.kind == "lever":
            return Cell(write.value(frame.case.lever(entry.id), value), differs=differs)
        moved = [(change, base) for base in others if (change := self._change(entry, at, base))[0]]
        changes = tuple(change for change, _ in moved)
        exact = tuple(self._told(entry, at, base, text) for (text, _), base in moved)
        if entry.kind == "headline":
            reach = "" if band is None else self._band(entry, band)
            return Cell(self._text(entry, value), reach, changes, differs=bool(changes), exact=exact)
        if math.isnan(value):
            return Cell(self._text(entry, value))
        marks = tuple(mark for base in others if (mark := entry.values[base]) is not None and not math.isnan(mark))
        return Cell(self._text(entry, value), "", changes, differs, value, band, marks, exact)

    def _told(self, entry: Entry, at: int, base: int, text: str) -> str:
        """Return a change with its band, as the tooltip says it."""
        band = self._change_band(entry, at, base)
        return self.tr("{0} (90 % band {1})").format(text, band) if band else text

    def _text(self, entry: Entry, value: float) -> str:
        return self._numbers.percent_bar(value) if entry.kind == "firm" else written(self._numbers, entry.id, value)

    def _band(self, entry: Entry, band: tuple[float, float]) -> str:
        """Return the ends of a band, with their unit once."""
        low, high = (self._text(entry, edge) for edge in band)
        if HEADLINES[entry.id] == "bn":
            low, high = low.removesuffix(" bn").removesuffix("억원"), self._numbers.money(band[1], symbol=False)
        return self._numbers.between(low, high)

    def _change_band(self, entry: Entry, at: int, base: int) -> str:
        """Return the 90 % band of a change over common draws, nothing where it is not known."""
        band = None if self.found is None else self.found.change_band(entry, at, base)
        if band is None or math.isnan(band[0]):
            return ""
        return self.tr("{0} – {1}").format(*(self._moved(entry, edge) for edge in band))

    def _moved(self, entry: Entry, change: float) -> str:
        """Return a change as text, with its sign."""
        write, unit = self._numbers, HEADLINES.get(entry.id, "probability")
        if entry.kind == "firm":
            return write.points_short(change)
        if unit == "probability":
            return write.points(change)
        if unit == "bn":
            return write.money(change, signed=True)
        return write.number(change, 1 if unit == "count" else 2, signed=True)

    def _change(self, entry: Entry, at: int, base: int) -> tuple[str, Verdict]:
        """Return the change from a baseline as text and whether it is good; nothing where nothing would be seen."""
        value, before = entry.values[at], entry.values[base]
        if value is None or before is None or entry.kind == "lever" or math.isnan(value - before):
            return "", "same"
        change = value - before
        text = self._moved(entry, change)
        if not any(digit in text for digit in "123456789"):
            return "", "same"
        return text, verdict(change, entry.kind == "firm" or entry.id in GOOD_UP)

    # Choosing -----------------------------------------------------------------------------------------------------

    def _list_ticks(self, frame: Frame) -> None:
        sides = sides_of(frame)
        texts = [(side.key, self._name(frame, side), side.key not in self._left_out) for side in sides]
        if texts == [(action.data(), action.text(), action.isChecked()) for action in self.menu.actions()]:
            return
        self.menu.clear()
        for key, text, on in texts:
            action = QAction(text, self.menu)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(on)
            action.toggled.connect(lambda shown, key=key: self._tick(key, shown))
            self.menu.addAction(action)

    def _tick(self, key: str, shown: bool) -> None:
        """Show a scenario or leave it out."""
        self._left_out ^= {key} if shown == (key in self._left_out) else set()
        if self._frame is not None:
            self.show(self._frame)

    def _toggle_baseline(self, column: int) -> None:
        """Make a column a baseline as well, or no longer one; the last one stays."""
        if self._frame is None or self.found is None:
            return
        now = {self.found.sides[at].key for at in self.found.baselines}
        self._chosen = (now ^ {self.found.sides[column].key}) or now
        self.show(self._frame)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_tsv(self.rows()))

    # Placing ------------------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.ticks.setObjectName("chart.compare.ticks")
        self.ticks.setMenu(self.menu)
        self.ticks.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copy.setObjectName("chart.compare.copy")
        self.copy.clicked.connect(self._copy)
        table = self.table
        table.setObjectName("chart.compare.table")
        table.setModel(self.model)
        table.setItemDelegate(self.painter)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        table.verticalHeader().setDefaultAlignment(side)
        table.verticalHeader().setMaximumWidth(NAMES_PX)
        table.verticalHeader().setMinimumSectionSize(0)
        table.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        across = self._headings = Headings(self.model, table)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.setHorizontalHeader(across)
        across.setMinimumSectionSize(LEAST_COLUMN_PX)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setSectionsClickable(True)
        across.sectionClicked.connect(self._toggle_baseline)
        dress(self.ticks, "flat")
        dress(self.copy, "flat")
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.legend, 1)
        top.addWidget(self.ticks)
        top.addWidget(self.copy)
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(top)
        layout.addWidget(table)
        for first, second in pairwise((self.ticks, self.copy, table)):
            Widget.setTabOrder(first, second)

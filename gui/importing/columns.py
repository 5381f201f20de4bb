"""The second step: which column is which. What is recognised is set already."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from gui import theme
from gui.frame import Language
from model.firmfields import FIELDS
from model.firmsheet import Mapped, header_row, headings, matched, missing
from model.sheets import Grid

SAMPLES = 3
ROW_PX = 34


class ColumnsPage(QWidget):
    """Lists the columns of a sheet, each with a choice of what it is. Signal: ``changed()``."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._grid: Grid = ()
        self.choices: list[QComboBox] = []
        self.table = QTableWidget(0, 3, self)
        self.table.setObjectName("import.columns")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setHorizontalHeaderLabels([self.tr("In your table"), self.tr("First values"), self.tr("Is")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 230)
        self.table.setColumnWidth(2, 300)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        theme.dress(self.note, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)

    @property
    def mapped(self) -> Mapped:
        """What each column is, as chosen."""
        return tuple(str(box.currentData() or "") for box in self.choices)

    def show_grid(self, grid: Grid) -> None:
        """List the columns of another sheet."""
        if grid == self._grid:
            return
        self._grid = grid
        head = header_row(grid)
        names = headings(grid)
        known = matched(names)
        self.choices = [self._choice(field_id) for field_id in known]
        self.table.setRowCount(len(known))
        for place, box in enumerate(self.choices):
            samples = [row[place] for row in grid[head + 1 :] if row[place]][:SAMPLES]
            self.table.setItem(place, 0, QTableWidgetItem(names[place] or self.tr("(no heading)")))
            self.table.setItem(place, 1, QTableWidgetItem(" · ".join(samples)))
            self.table.setCellWidget(place, 2, box)
        self._tell()

    def _choice(self, field_id: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"import.column.{len(self.choices)}")
        box.addItem(self.tr("— leave out —"), "")
        for field in FIELDS:
            box.addItem(field.heading(self._language), field.id)
        box.setCurrentIndex(max(0, box.findData(field_id)))
        box.currentIndexChanged.connect(self._tell)
        return box

    def twice(self) -> str:
        """Return the name of a field that two columns are said to be, or ""."""
        chosen = [name for name in self.mapped if name]
        return next((field.name(self._language) for field in FIELDS if chosen.count(field.id) > 1), "")

    def _tell(self, _index: int = 0) -> None:
        twice, absent = self.twice(), [field.name(self._language) for field in missing(self.mapped)]
        theme.dress(self.note, "error" if twice else "muted")
        if twice:
            text = self.tr("Two columns are “{}”. Leave one of them out.").format(twice)
            self.note.setText(text)
        elif absent:
            text = self.tr("Not in your table, so they get starting values marked as assumptions (grade C): {}")
            self.note.setText(text.format(", ".join(absent)))
        else:
            self.note.setText(self.tr("Every column of the model is there."))
        self.changed.emit()

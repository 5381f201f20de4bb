"""The third step: every wrong cell with its place and remedy; a cell is mended where it stands and looked at again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QListWidget, QSplitter, QVBoxLayout, QWidget

from gui import theme
from gui.frame import Language
from gui.sheets.grid import GridView
from gui.theme import Theme
from model.firmfields import FIELD_BY_ID
from model.firmsheet import WHOLE_ROW, Checked, Fault, Mapped, checked, headings, matched
from model.sheets import Grid


class CheckPage(QWidget):
    """The sheet and what is wrong with it. Signals: ``changed()``, ``refused(ModelError)``."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._mapped: Mapped = ()
        self.grid: Grid = ()
        self.found = Checked((), (), ())
        self.view = GridView("import.grid", self)
        self.list = QListWidget(self)
        self.list.setObjectName("import.faults")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("What is wrong"))
        self.count = QLabel(self)
        self.count.setObjectName("import.count")
        self._place()
        self.view.cells.typed.connect(lambda row, column, text: self._put(row, column, ((text,),)))
        self.view.pasted.connect(self._put)
        self.view.cleared.connect(self._clear)
        self.view.refused.connect(self.refused)
        self._steps, self._undone = list[Grid](), list[Grid]()
        for keys, step in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo)):
            QShortcut(keys, self).activated.connect(step)
        self.list.currentRowChanged.connect(self._go)
        self.list.itemClicked.connect(lambda item: self._go(self.list.row(item)))

    def _place(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self.view)
        parts.addWidget(self.list)
        parts.setSizes([300, 150])
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.count)
        column.addWidget(parts, 1)

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(shown)

    def show_grid(self, grid: Grid, mapped: Mapped) -> None:
        """Look through a sheet."""
        if grid != self.grid:
            self._steps, self._undone = [], []
        self.grid, self._mapped = grid, mapped
        self._look()
        self.view.fit()

    def _put(self, row: int, column: int, block: Grid) -> None:
        """Write a block of cells from a place on; what would fall beyond the edges is left out."""
        rows = [list(cells) for cells in self.grid]
        for down, cells in enumerate(block):
            for right, text in enumerate(cells):
                if row + down < len(rows) and column + right < len(rows[0]):
                    rows[row + down][column + right] = text.strip()
        self._change(rows)

    def _clear(self, places: tuple[tuple[int, int], ...]) -> None:
        rows = [list(cells) for cells in self.grid]
        for row, column in places:
            rows[row][column] = ""
        self._change(rows)

    def _change(self, rows: list[list[str]]) -> None:
        """Take other cells, a step to undo."""
        grid = tuple(tuple(cells) for cells in rows)
        if grid != self.grid:
            self._steps.append(self.grid)
            self._undone = []
            self._take(grid)

    def undo(self) -> None:
        """Take back the last change of cells."""
        if self._steps:
            self._undone.append(self.grid)
            self._take(self._steps.pop())

    def redo(self) -> None:
        """Make the change again that was taken back."""
        if self._undone:
            self._steps.append(self.grid)
            self._take(self._undone.pop())

    def _take(self, grid: Grid) -> None:
        """Look at other cells; a heading that was written anew is matched anew, unless another column has its field."""
        before, now = headings(self.grid), headings(grid)
        mapped = list(self._mapped)
        for place, field_id in enumerate(matched(now)):
            if before[place] != now[place] and (not field_id or field_id not in mapped):
                mapped[place] = field_id
        self.grid, self._mapped = grid, tuple(mapped)
        self._look()

    def _look(self) -> None:
        self.found = checked(self.grid, self._mapped)
        tips = {(one.row, one.column): (one.text(self._language), one.grave) for one in self.found.faults}
        self.view.cells.show(self.grid, tips)
        heads = tuple(FIELD_BY_ID[name].name(self._language) if name else "—" for name in self._mapped)
        self.view.cells.set_heads(heads, tuple(str(row + 1) for row in range(len(self.grid))))
        self.list.blockSignals(True)
        self.list.clear()
        for fault in self.found.faults:
            self.list.addItem(f"{'✕' if fault.grave else 'ⓘ'}  {self.place(fault)}: {fault.text(self._language)}.")
        self.list.blockSignals(False)
        self._tell()
        self.changed.emit()

    def place(self, fault: Fault) -> str:
        """Return where a fault is, as a reader of the grid finds it."""
        row = self.tr("row {}").format(fault.row + 1)
        if fault.column == WHOLE_ROW:
            return row
        field = FIELD_BY_ID.get(self._mapped[fault.column])
        name = headings(self.grid)[fault.column] if field is None else field.name(self._language)
        return self.tr("row {row}, {column}").format(row=fault.row + 1, column=name) if name else row

    def _tell(self) -> None:
        grave = sum(fault.grave for fault in self.found.faults)
        theme.dress(self.count, "error" if grave else "strong")
        firms = self.tr("%n firm(s)", "", len(self.found.firms))
        wrong = self.tr("%n cell(s) to mend. Click one below, or type in the table.", "", grave)
        self.count.setText(wrong if grave else self.tr("{}, nothing to mend.").format(firms))

    def _go(self, row: int) -> None:
        if 0 <= row < len(self.found.faults):
            fault = self.found.faults[row]
            self.view.go_to(fault.row, fault.column)

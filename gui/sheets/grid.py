"""A grid of cells edited with the keyboard: blocks are copied to a spreadsheet and pasted from one."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui import theme
from gui.theme import THEMES, Theme
from model.errors import ModelError
from model.sheets import Grid, grid_of_text, tabs_of

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NARROWEST_PX, WIDEST_PX, ROW_PX = 64, 240, 26


class Cells(QAbstractTableModel):
    """Texts in rows and columns, each perhaps with a fault. What is typed is asked for, and shown once it is taken."""

    typed = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = THEMES["light"]
        self.heads: tuple[str, ...] = ()
        self.sides: tuple[str, ...] = ()
        self.rows: Grid = ()
        self.tips: dict[tuple[int, int], tuple[str, bool]] = {}  # cell -> what there is to say, and whether it is bad
        self.hints: dict[tuple[int, int], str] = {}  # what there is to know about a cell that is right
        self.fixed: frozenset[int] = frozenset()  # columns that cannot be edited
        self.right: frozenset[int] = frozenset()  # columns of numbers
        self.locked: frozenset[tuple[int, int]] = frozenset()  # cells that cannot be edited
        self.marked: frozenset[tuple[int, int]] = frozenset()  # cells that differ from what was loaded

    def show(self, rows: Grid, tips: dict[tuple[int, int], tuple[str, bool]]) -> None:
        """Show other cells; where the shape is the same, selection and scroll position stay."""
        same = len(rows) == len(self.rows) and len(rows[0] if rows else ()) == len(self.rows[0] if self.rows else ())
        if not same:
            self.beginResetModel()
        self.rows, self.tips = rows, tips
        if same and rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(rows[0]) - 1))
        elif not same:
            self.endResetModel()

    def set_heads(self, heads: tuple[str, ...], sides: tuple[str, ...]) -> None:
        """Name columns and rows."""
        self.heads, self.sides = heads, sides
        if heads:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads) - 1)
        if sides:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(sides) - 1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or not self.rows else len(self.rows[0])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        names = self.heads if orientation == Qt.Orientation.Horizontal else self.sides
        wanted = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = orientation == Qt.Orientation.Vertical or section in self.right
            return (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        return names[section] if role in wanted and section < len(names) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        locked = index.column() in self.fixed or (index.row(), index.column()) in self.locked
        return plain if locked else plain | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place = index.row(), index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.rows[place[0]][place[1]]
        return self._look_of(place, role)

    def _look_of(self, place: tuple[int, int], role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and place[1] in self.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        told, bad = self.tips.get(place, ("", False))
        if role == Qt.ItemDataRole.ToolTipRole:
            return told or self.hints.get(place)
        if role == Qt.ItemDataRole.BackgroundRole and told:
            return self.theme.color("bad_soft" if bad else "warn_soft")
        if role == Qt.ItemDataRole.ForegroundRole:
            name = "bad" if bad else "accent" if place in self.marked else ""
            return self.theme.color(name or ("muted" if place[1] in self.fixed else "text"))
        if role == Qt.ItemDataRole.FontRole and place in self.marked:
            return theme.font(theme.BODY_PX, theme.BOLD)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value) == self.rows[index.row()][index.column()]:
            return False
        self.typed.emit(index.row(), index.column(), str(value))
        return True


class Painted(QStyledItemDelegate):
    """Fills a cell with its colour first: the style sheet leaves that out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground of a cell, then the cell."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QColor):
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill an editor; one in which something is typed keeps it, though all cells are shown anew meanwhile."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


class GridView(QTableView):
    """A table with the keys of a spreadsheet. Signals: ``pasted(row, column, grid)``, ``cleared(places)``."""

    pasted = Signal(int, int, object)
    cleared = Signal(object)
    refused = Signal(object)  # ModelError: the clipboard holds no cells

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.cells = Cells()
        self.setModel(self.cells)
        self.setItemDelegate(Painted(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leads on; the arrows move within
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.horizontalHeader().setHighlightSections(False)

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self.cells.theme = shown
        self.viewport().update()

    def fit(self) -> None:
        """Give every column the room of its texts, within reason."""
        self.resizeColumnsToContents()
        for column in range(self.cells.columnCount()):
            self.setColumnWidth(column, max(NARROWEST_PX, min(WIDEST_PX, self.columnWidth(column) + 6)))

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one, in sight."""
        index = self.cells.index(row, max(0, column))
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.setFocus()

    def block(self) -> tuple[tuple[int, int], ...]:
        """Return the selected cells, row by row."""
        return tuple(sorted((index.row(), index.column()) for index in self.selectedIndexes()))

    def copy(self) -> None:
        """Put the selected cells on the clipboard as a spreadsheet does."""
        places = self.block()
        rows = [
            [self.cells.rows[row][column] for at, column in places if at == row]
            for row in dict.fromkeys(at for at, _ in places)
        ]
        if rows:
            QGuiApplication.clipboard().setText(tabs_of(rows))

    def paste(self) -> None:
        """Ask for the cells on the clipboard, from the upper left of the selection on."""
        places = self.block()
        current = self.currentIndex()
        if not places and not current.isValid():
            return
        row, column = places[0] if places else (current.row(), current.column())
        try:
            self.pasted.emit(row, column, grid_of_text(QGuiApplication.clipboard().text()))
        except ModelError as fault:
            self.refused.emit(fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit(tuple(place for place in self.block() if place[1] not in self.cells.fixed))
        else:
            super().keyPressEvent(event)

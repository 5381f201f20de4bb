"""Compare: the scenarios side by side, the levers in which they differ from the baseline, and what comes of each."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from gui.charts.chart import TextTable
from gui.charts.parts import Writing
from gui.charts.series import Comparison, comparison
from gui.charts.words import headline_name
from gui.frame import Frame
from gui.headline import SHOWN, written
from gui.numbers import Numbers
from gui.theme import BODY_PX, LIGHT, REGULAR, SEMIBOLD, Theme, font
from model.fitting import shown_name

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole


class CompareModel(QAbstractTableModel):
    """A table of texts; the heading and the first column are headers. ``changed`` cells differ from the baseline."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.table: TextTable = [[""]]
        self.changed: frozenset[tuple[int, int]] = frozenset()
        self.baseline = 0
        self._fonts = {True: font(BODY_PX, SEMIBOLD), False: font(BODY_PX, REGULAR)}

    def fill(self, table: TextTable, changed: frozenset[tuple[int, int]], baseline: int) -> None:
        """Take another table; the view is told of new cells only, unless its shape is another."""
        if (table, changed, baseline) == (self.table, self.changed, self.baseline):
            return
        heads = (table[0], [row[0] for row in table])
        same = heads == (self.table[0], [row[0] for row in self.table])
        if not same:
            self.beginResetModel()
        self.table, self.changed, self.baseline = table, changed, baseline
        if not same:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.table) - 1

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.table[0]) - 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> str | QFont | QColor | int | None:
        changed = (index.row(), index.column()) in self.changed
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self.table[index.row() + 1][index.column() + 1]
        if role == Role.FontRole:
            return self._fonts[changed]
        if role == Role.ForegroundRole:
            return self.theme.color("accent" if changed else "text")
        if role == Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> str | QColor | QFont | None:
        across = orientation == Qt.Orientation.Horizontal
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self.table[0][section + 1] if across else self.table[section + 1][0]
        if role == Role.ForegroundRole and across and section == self.baseline:
            return self.theme.color("baseline")
        if role == Role.FontRole:
            return self._fonts[across]
        return None


class CompareChart(QObject):
    """*Compare*: one column a scenario, the baseline in orange; what differs from it stands out. No signals."""

    id = "compare"

    def __init__(self) -> None:
        super().__init__()
        self.widget = QWidget()
        self.widget.setObjectName("chart.compare")
        self.model = CompareModel(self)
        self._writing, self._numbers = Writing(), Numbers("en")
        self._frame: Frame | None = None
        self.table = QTableView()
        self.table.setObjectName("chart.compare.table")
        self.table.setModel(self.model)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setMinimumSectionSize(90)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.table)
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Compare")

    def show(self, frame: Frame) -> None:
        """List the scenarios of a frame."""
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        found = comparison(frame)
        names = [self._name(frame, found, column) for column in range(len(found.names))]
        table = [["", *names], *self._headline_rows(found), *self._lever_rows(frame, found)]
        self.model.fill(table, _changed(table, found.baseline), found.baseline)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.model.theme = theme
        self.table.viewport().update()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.table.setAccessibleName(self.title())
        if self._frame is not None:
            self.show(self._frame)

    def rows(self) -> TextTable:
        """Return the table as text."""
        return self.model.table

    def _name(self, frame: Frame, found: Comparison, column: int) -> str:
        name = shown_name(found.names[column], frame.language)
        if column == found.working:
            return self.tr("{0} — edited").format(name)
        return name

    def _headline_rows(self, found: Comparison) -> TextTable:
        table = []
        for key in SHOWN:
            values = found.headline[key]
            texts = ["…" if value is None else written(self._numbers, key, value) for value in values]
            table.append([headline_name(key), *texts])
        return table

    def _lever_rows(self, frame: Frame, found: Comparison) -> TextTable:
        table = []
        for row, lever_id in enumerate(found.levers):
            lever = frame.case.lever(lever_id)
            texts = [self._numbers.value(lever, value) for value in found.values[row]]
            table.append([lever.name(frame.language), *texts])
        return table


def _changed(table: TextTable, baseline: int) -> frozenset[tuple[int, int]]:
    """Return the cells whose text is not the baseline's."""
    return frozenset(
        (row - 1, column - 1)
        for row in range(1, len(table))
        for column in range(1, len(table[0]))
        if table[row][column] not in (table[row][baseline + 1], "…")
    )

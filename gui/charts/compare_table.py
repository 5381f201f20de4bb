"""The table of *Compare*: its cells, its model, and how a cell is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.charts.parts import SMALL_PX, TEXT_LEFT, TEXT_RIGHT
from gui.charts.series import LIKELY_PROBABILITY, Verdict
from gui.theme import BODY_PX, LIGHT, REGULAR, SEMIBOLD, Theme, font

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole
CELL = Role.UserRole
LINE_PX, VALUE_PX, PAD_PX, BAR_ROW_PX = 15, 18, 8, 25
MARK_PX = 8  # of a baseline
UNITS = ("억원", " bn", " points", "%p")
GAP_PX = 8  # between a value and its change
BAR_PX, FIGURES_SHARE = 9, 0.46  # a bar's thickness; how much of a cell its numbers take


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, its 90 % band, its changes from the baselines, and for a firm its bar."""

    value: str = ""
    band: str = ""
    changes: tuple[tuple[str, Verdict], ...] = ()
    differs: bool = False
    chance: float | None = None
    reach: tuple[float, float] | None = None  # the chance's 90 % band
    marks: tuple[float, ...] = ()  # the chance in the baselines
    exact: tuple[str, ...] = ()  # the changes with their bands

    @property
    def text(self) -> str:
        """The cell as a line."""
        changes = self.exact or tuple(text for text, _ in self.changes)
        return " · ".join(filter(None, (self.value, self.band, *changes)))

    @property
    def apart(self) -> bool:
        """Whether the changes stand in lines of their own: those from several baselines, in the columns' order."""
        return len(self.changes) > 1

    @property
    def height(self) -> int:
        """How high the cell has to be, px."""
        if self.chance is not None:
            return BAR_ROW_PX + LINE_PX * self.apart
        return VALUE_PX + LINE_PX * (bool(self.band) + len(self.changes) * self.apart) + 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: names of columns and rows, the cells [row][column], and which columns are baselines."""

    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    baselines: tuple[int, ...] = ()


class CompareModel(QAbstractTableModel):
    """A sheet for a view; the view is told of new cells only, unless rows or columns are others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.sheet = Sheet()
        self._fonts = {True: font(BODY_PX, SEMIBOLD), False: font(BODY_PX, REGULAR)}

    def fill(self, sheet: Sheet) -> bool:
        """Take another sheet; return whether its rows or columns are others."""
        heads = (sheet.columns, sheet.rows, sheet.baselines)
        other = heads != (self.sheet.columns, self.sheet.rows, self.sheet.baselines)
        if other:
            self.beginResetModel()
        elif sheet == self.sheet:
            return False
        self.sheet = sheet
        if other:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        return other

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        cell = self.sheet.cells[index.row()][index.column()]
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return cell.text
        return cell if role == CELL else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> str | QFont | None:
        across = orientation == Qt.Orientation.Horizontal
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return (self.sheet.columns if across else self.sheet.rows)[section]
        if role == Role.FontRole:
            return self._fonts[across]
        return None


class Headings(QHeaderView):
    """The names of the scenarios, a square before those of the baselines."""

    def __init__(self, model: CompareModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section in self._model.sheet.baselines:
            wide = QFontMetricsF(font(BODY_PX, SEMIBOLD)).horizontalAdvance(self._model.sheet.columns[section])
            left = max(rect.right() - PAD_PX - wide - GAP_PX - MARK_PX, rect.left() + 1)
            place = QRectF(left, rect.center().y() - MARK_PX / 2 + 1, MARK_PX, MARK_PX)
            painter.fillRect(place, self._model.theme.color("baseline"))


class CellPainter(QStyledItemDelegate):
    """Paints a cell: value, band and changes below one another, or a bar with its numbers beside it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.value, self.strong, self.small = font(BODY_PX, REGULAR), font(BODY_PX, SEMIBOLD), font(SMALL_PX)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(CELL)
        return QSize(90, cell.height if isinstance(cell, Cell) else VALUE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return
        painter.save()
        painter.fillRect(
            QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), self.theme.color("border")
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect).adjusted(PAD_PX, 0, -PAD_PX, 0)
        if cell.chance is None:
            self._lines(painter, room, cell)
        else:
            self._bar(painter, room, cell, cell.chance)
        painter.restore()

    def _lines(self, painter: QPainter, room: QRectF, cell: Cell) -> None:
        painter.setFont(self.strong if cell.differs else self.value)
        painter.setPen(self.theme.color("accent" if cell.differs and not cell.changes else "text"))
        first = QRectF(room.left(), room.top() + 2, room.width(), VALUE_PX)
        painter.drawText(first, TEXT_RIGHT, cell.value)
        second = QRectF(room.left(), first.bottom(), room.width(), LINE_PX)
        painter.setFont(self.small)
        painter.setPen(self.theme.color("muted"))
        painter.drawText(second, TEXT_RIGHT, cell.band)
        beside = QFontMetricsF(self.strong).horizontalAdvance(cell.value) + GAP_PX
        for line, (text, verdict) in enumerate(cell.changes):
            painter.setPen(self.theme.color(_COLOUR[verdict]))
            if not cell.apart:
                painter.drawText(
                    first.adjusted(0, 0, -beside, 0), TEXT_RIGHT, self._fitting(text, first.width() - beside)
                )
                continue
            painter.drawText(second.translated(0, LINE_PX * (line + bool(cell.band))), TEXT_RIGHT, text)

    def _fitting(self, change: str, room_px: float) -> str:
        """Leave out a unit for which there is no room: it stands beside, with the value."""
        if QFontMetricsF(self.small).horizontalAdvance(change) <= room_px:
            return change
        return next((change.removesuffix(unit) for unit in UNITS if change.endswith(unit)), change)

    def _bar(self, painter: QPainter, room: QRectF, cell: Cell, chance: float) -> None:
        wide = room.width() * (1 - FIGURES_SHARE)
        below = LINE_PX if cell.apart else 0
        room = room.adjusted(0, 0, 0, -below)
        middle = room.center().y()
        role = "bar_on" if chance >= LIKELY_PROBABILITY else "bar_off"
        painter.fillRect(QRectF(room.left(), middle - BAR_PX / 2, wide, BAR_PX), self.theme.color("grid"))
        painter.fillRect(QRectF(room.left(), middle - BAR_PX / 2, wide * chance, BAR_PX), self.theme.color(role))
        if cell.reach is not None:
            painter.setPen(QPen(self.theme.color("band"), 1))
            low, high = (room.left() + wide * edge for edge in cell.reach)
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        painter.setPen(QPen(self.theme.color("baseline"), 2))
        for mark in cell.marks:
            x = room.left() + wide * mark
            painter.drawLine(QPointF(x, middle - 7), QPointF(x, middle + 7))
        figures = QRectF(room.left() + wide + 6, room.top(), room.width() - wide - 6, room.height())
        painter.setFont(self.strong)
        painter.setPen(self.theme.color("text"))
        painter.drawText(figures, TEXT_LEFT, cell.value)
        painter.setFont(self.small)
        painter.setPen(self.theme.color("muted"))
        text = " · ".join(text.removesuffix("%p") for text, _ in cell.changes)
        if below:  # several baselines: their changes in a line of their own, in the order of the columns
            painter.drawText(QRectF(room.left(), room.bottom(), room.width(), below), TEXT_RIGHT, text)
            return
        taken = QFontMetricsF(self.strong).horizontalAdvance(cell.value) + 4
        if QFontMetricsF(self.small).horizontalAdvance(text) + taken <= figures.width():
            painter.drawText(figures, TEXT_RIGHT, text)


_COLOUR = {"good": "good", "bad": "bad", "same": "muted"}

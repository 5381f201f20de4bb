"""How cells of the evidence are painted and edited: grades as badges, edited values beside the loaded ones."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui import theme
from gui.evidence.table import GRADE, RANGE, ROW_ROLE, VALUE, EvidenceTable
from gui.evidence.words import WEAK, RowText
from gui.theme import THEMES, Theme
from model.evidence import EvidenceRow

Index = QModelIndex | QPersistentModelIndex
BADGE_PX = (22, 16)
HATCH_STEP_PX, HATCH_OPACITY = 5, 0.4
GAP_PX = 6
ARROWS = {-1: "↓", 0: "", 1: "↑"}  # on which side of the stated range a value lies
COMMITS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class Cells(QStyledItemDelegate):
    """Paints and edits. ``said`` is what there is to say about the text being typed: (text, tone)."""

    said = Signal(str, str)

    def __init__(self, table: EvidenceTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.theme: Theme = THEMES["light"]

    # Painting -------------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint grade, value and range in their own way and every other cell as usual."""
        text: RowText = index.data(ROW_ROLE)
        if index.column() not in {GRADE, VALUE, RANGE}:
            super().paint(painter, option, index)
            return
        self._paint_ground(painter, option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(GAP_PX, 0, -GAP_PX, 0)
        if index.column() == GRADE:
            paint_grade(painter, box, text.row.entry.grade, self.theme)
        elif index.column() == VALUE:
            self._paint_value(painter, box, text)
        else:
            painter.setFont(theme.font(theme.BODY_PX, theme.SEMIBOLD if text.row.beyond else theme.REGULAR))
            painter.setPen(self.theme.color("warn" if text.row.beyond else "muted"))
            _draw(painter, box, text.range)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
        empty = QStyleOptionViewItem(option)
        empty.text = ""
        empty.state &= ~QStyle.StateFlag.State_HasFocus
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewRow, empty, painter, option.widget)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, option.widget)

    def _paint_value(self, painter: QPainter, box: QRectF, text: RowText) -> None:
        row = text.row
        shown = f"{ARROWS[row.beyond]} {text.value}".strip()
        painter.setFont(theme.font(theme.BODY_PX, theme.BOLD if row.edited else theme.SEMIBOLD))
        role = "warn" if row.beyond else "accent" if row.edited else "text"
        painter.setPen(self.theme.color(role if not row.measure.fixed else "muted"))
        used = _draw(painter, box, shown)
        if row.edited:
            font = theme.font(theme.BODY_PX - 1)
            font.setStrikeOut(True)
            painter.setFont(font)
            painter.setPen(self.theme.color("muted"))
            _draw(painter, box.adjusted(0, 0, -used - GAP_PX, 0), text.loaded)

    # Editing --------------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a list for a switch or a choice, a line to type into for a number."""
        row = _row(index)
        if row.measure.kind in {"switch", "choice"}:
            box = QComboBox(parent)
            box.setObjectName("evidence.editor")
            words = self.table.words
            for number in range(int(row.measure.low), int(row.measure.high) + 1):
                box.addItem(words.value(row, number) if words is not None else str(number), float(number))
            box.activated.connect(lambda _=0: self._finish(box))
            return box
        edit = QLineEdit(parent)
        edit.setObjectName("evidence.editor")
        edit.setProperty("role", "value")
        edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        edit.setAccessibleName(row.label(self.table.words.language if self.table.words is not None else "en"))
        edit.textEdited.connect(lambda text: self._judge(edit, row, text))
        edit.setProperty("row", row)
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with the value as it is; a line being typed into keeps what was typed."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(_row(index).value))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for the edit; what is refused leaves the value as it was."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep a line open while what it says is refused; Escape gives up."""
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit) and editor.isModified():
            key = cast(QKeyEvent, event).key()
            if key in COMMITS and self._judge(editor, editor.property("row"), editor.text()):
                return True
        return super().eventFilter(editor, event)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Say nothing more once editing is over."""
        self.said.emit("", "")
        super().destroyEditor(editor, index)

    def _judge(self, editor: QLineEdit, row: EvidenceRow, text: str) -> bool:
        """Say what is wrong with a text, or what there is to know; True where it is refused."""
        fault = self.table.fault(row, text)
        self.said.emit(fault or self.table.caution(row, text), "bad" if fault else "warn")
        editor.setProperty("bad", "true" if fault else "false")
        theme.repolish(editor)
        return bool(fault)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def paint_grade(painter: QPainter, box: QRectF, grade: str, shown: Theme) -> None:
    """Paint a grade as a badge in the middle of a box; that of an assumption is hatched."""
    role = {"A": "good", WEAK: "warn"}.get(grade, "muted")
    badge = QRectF(0, 0, *BADGE_PX)
    badge.moveCenter(box.center())
    painter.setPen(QPen(shown.color(role), 1))
    painter.setBrush(shown.color(f"{role}_soft" if role != "muted" else "hover"))
    painter.drawRoundedRect(badge, 4, 4)
    if grade == WEAK:
        _hatch(painter, badge, shown.color(role))
    painter.setPen(shown.color(role))
    painter.setFont(theme.font(11, theme.BOLD))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, grade)


def _hatch(painter: QPainter, badge: QRectF, colour: QColor) -> None:
    """Draw slanted lines within a badge, at the same distance on every screen."""
    faint = QColor(colour)
    faint.setAlphaF(HATCH_OPACITY)
    painter.save()
    painter.setClipRect(badge.adjusted(1, 1, -1, -1))
    painter.setPen(QPen(faint, 1.2))
    start = badge.left() - badge.height()
    while start < badge.right():
        painter.drawLine(QPointF(start, badge.bottom()), QPointF(start + badge.height(), badge.top()))
        start += HATCH_STEP_PX
    painter.restore()


def _draw(painter: QPainter, box: QRectF, text: str) -> float:
    """Draw a text at the right end of a box and return its width."""
    metrics = QFontMetrics(painter.font())
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideLeft, max(0, int(box.width())))
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cut)
    return float(metrics.horizontalAdvance(cut))


def _row(index: Index) -> EvidenceRow:
    text: RowText = index.data(ROW_ROLE)
    return text.row

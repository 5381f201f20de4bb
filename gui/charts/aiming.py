"""Dragging a bar to where one would like it: a question, which changes nothing by itself."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from gui.charts.rows import RowsView
from gui.charts.series import NO_ROW, Floats

LEAST, MOST = 0.01, 0.99  # a chance that can be asked for


class AimingView(RowsView):
    """Rows whose bars can be dragged. Signals: ``aimed(row, probability)`` when a bar is dropped elsewhere."""

    aimed = Signal(int, float)

    def __init__(self) -> None:
        super().__init__()
        self.aim: tuple[int, float] | None = None  # row and probability while a bar is dragged
        self._pressed: tuple[int, QPointF] | None = None

    def chances(self) -> Floats:
        """Return the probability of every row."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.row_at(event.position().y())
        inside = self.plot.left() <= event.position().x() <= self.plot.right() + 1
        free = row != NO_ROW and self.firms.pins[row] is None and not self.stale
        self._pressed = (row, event.position()) if event.button() == Qt.MouseButton.LeftButton and free else None
        self._pressed = self._pressed if inside else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        row, start = self._pressed
        across = event.position().x() - start.x()
        if self.aim is None and abs(across) < QApplication.startDragDistance():
            return
        shift = across / self.plot.width()
        chance = float(self.chances()[row]) + shift
        self.aim = row, round(min(max(chance, LEAST), MOST), 2)
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        aim = self._drop()
        if aim is not None and round(float(self.chances()[aim[0]]), 2) != aim[1]:
            self.aimed.emit(*aim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.aim is not None:
            self._drop()
        else:
            super().keyPressEvent(event)

    def paint_aim(self, painter: QPainter, height: int, label: str) -> None:
        """Paint where the dragged bar would end, and the chance there."""
        if self.aim is None:
            return
        row, chance = self.aim
        painter.setPen(QPen(self.theme.color("accent"), 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        top = self.top(row) + (self.pitch - height) / 2
        painter.drawRect(QRectF(self.plot.left(), top, chance * self.plot.width(), height))
        painter.setFont(self.fonts.value)
        width = painter.fontMetrics().horizontalAdvance(label) + 8
        x = min(self.x_of(chance) + 4, self.plot.right() - width)
        room = QRectF(x, self.top(row), width, self.pitch)
        painter.fillRect(room, self.theme.color("panel"))
        painter.setPen(self.theme.color("accent"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, label)

    def _drop(self) -> tuple[int, float] | None:
        aim, self.aim, self._pressed = self.aim, None, None
        self.viewport().unsetCursor()
        self.viewport().update()
        return aim

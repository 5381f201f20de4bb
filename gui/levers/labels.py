"""Small parts of a row: the dot of a changed lever, a name that is cut where room ends, a value to type."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from gui.hatching import paint_slants

DOT_PX = 7


class Dot(QWidget):
    """A dot before the name of a changed lever; it takes no room while it is off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = "#000000"
        self.setFixedSize(DOT_PX, DOT_PX + 8)
        self.hide()

    def set_on(self, on: bool) -> None:
        """Show or hide the dot."""
        self.setVisible(on)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawEllipse(QRectF(0, (self.height() - DOT_PX) / 2, DOT_PX, DOT_PX))
        painter.end()


class WeakBadge(QLabel):
    """The grade of an assumption, hatched as it is in the evidence."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge, and the lines over it."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_slants(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.palette().color(self.foregroundRole()))
        painter.end()


class ElidedLabel(QLabel):
    """A line of text that ends in … where room ends; ``full_text`` keeps all of it."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full_text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(20)

    def setText(self, text: str) -> None:
        """Show a text, cut where room ends."""
        if text == self.full_text:
            return
        self.full_text = text
        self.setAccessibleName(text)
        self._cut()

    def sizeHint(self) -> QSize:
        """Return the room for the whole text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.full_text) + 2, metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say that the text was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def _cut(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self.full_text, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)


class FindBox(QLineEdit):
    """A box to find by; Escape empties it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the box on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)


class ValueEdit(QLineEdit):
    """A value that can be typed: Enter takes it, Escape puts the old one back."""

    reverted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Escape; Enter and Escape end here."""
        if event.key() == Qt.Key.Key_Escape:
            self.reverted.emit()
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()  # or whatever the editor stands in would take it as well

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select everything at the first click, so that typing replaces it."""
        super().mouseReleaseEvent(event)
        if not self.isModified() and not self.hasSelectedText():
            self.selectAll()

"""The audience window: a slide and nothing else, full screen, with keys, clickers and fingers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from gui.present.canvas import SlideCanvas

IDLE_MS = 2000
SWIPE_SHARE = 0.05  # of the width: a shorter way is a tap
BACK_SHARE = 0.25  # a tap this far left turns back


class Audience(QWidget):
    """What the room sees."""

    key_pressed = Signal(int, str)  # Qt.Key, the text typed
    turned = Signal(int)  # 1 or -1: a tap, a click or a swipe
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("audience")
        self.setWindowTitle("Turnout")
        self.canvas = SlideCanvas(self)
        self.canvas.setObjectName("audience.slide")
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._hide_pointer)
        self._pressed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for part in (self, self.canvas):
            part.setMouseTracking(True)

    def open_on(self, screen: QScreen) -> None:
        """Fill a screen, with the keys."""
        self.fill(screen)
        self.activateWindow()
        self.setFocus()
        self._idle.start()

    def fill(self, screen: QScreen) -> None:
        """Fill a screen, perhaps another than so far."""
        if self.isVisible():
            self.showNormal()  # a window that fills one screen does not go to another
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    @property
    def pointer_hidden(self) -> bool:
        """Say whether the pointer is out of sight."""
        return self.cursor().shape() == Qt.CursorShape.BlankCursor

    def shut(self) -> None:
        """End everything that is under way and go."""
        self._idle.stop()
        self.canvas.finish()
        self.blockSignals(True)
        self.close()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the slide fill the window."""
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key on."""
        self.key_pressed.emit(event.key(), event.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a tap or a swipe begins."""
        self._show_pointer()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
        elif event.button() == Qt.MouseButton.RightButton:
            self.turned.emit(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the slide: a swipe to the left or a tap forwards, a swipe to the right or a tap at the left back."""
        start, self._pressed = self._pressed, None
        if start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        way = event.position().x() - start.x()
        if abs(way) >= SWIPE_SHARE * self.width():
            self.turned.emit(1 if way < 0 else -1)
        else:
            self.turned.emit(-1 if start.x() < BACK_SHARE * self.width() else 1)

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """Show the pointer while it moves."""
        self._show_pointer()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the system: the show is over."""
        event.accept()
        self.closed.emit()

    def _show_pointer(self) -> None:
        self.unsetCursor()
        self._idle.start()

    def _hide_pointer(self) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)

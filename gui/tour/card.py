"""What the tour lays over a window: a ring around a part of it, and a card beside the ring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.theme import Theme

WIDTH_PX, GAP_PX, RING_PX, RADIUS_PX = 330, 14, 4, 8
VEIL_ALPHA = 70


class Spotlight(QWidget):
    """Darkens a window but for one part; clicks go through it."""

    def __init__(self, window: QWidget, colours: Callable[[], Theme]) -> None:
        super().__init__(window)
        self.setObjectName("tour.spotlight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.colours = colours  # asked at every painting: the window takes other ones after its palette
        self.hole, self.also = QRect(), QRect()

    def show_part(self, hole: QRect, also: QRect) -> None:
        """Ring another part, and leave a second one in the light as well."""
        self.hole, self.also = hole, also
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.hole).adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        path.addRoundedRect(ring, RADIUS_PX, RADIUS_PX)
        if not self.also.isEmpty():
            path.addRoundedRect(QRectF(self.also), RADIUS_PX, RADIUS_PX)
        painter.fillPath(path, QColor(0, 0, 0, VEIL_ALPHA))
        painter.setPen(QPen(self.colours().color("accent"), 2.5))
        painter.drawRoundedRect(ring, RADIUS_PX, RADIUS_PX)
        painter.end()


class TourCard(QFrame):
    """Title, text and buttons. Right and Left go on and back, Esc ends. Signals: ``onward``, ``back``, ``skipped``."""

    onward = Signal()
    back = Signal()
    skipped = Signal()

    def __init__(self, window: QWidget, width_px: int = WIDTH_PX) -> None:
        super().__init__(window)
        self.setObjectName("tour.card")
        theme.dress(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.title, self.text, self.place = QLabel(self), QLabel(self), QLabel(self)
        theme.dress(self.title, "title")
        theme.dress(self.place, "muted")
        self.text.setWordWrap(True)
        self.buttons = {name: QPushButton(self) for name in ("skip", "back", "next")}
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.place, 1)
        for name, button in self.buttons.items():
            button.setObjectName(f"tour.{name}")
            button.setAutoDefault(False)
            foot.addWidget(button)
        theme.dress(self.buttons["next"], "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(foot)
        self.setFixedWidth(width_px)
        for name, signal in (("skip", self.skipped), ("back", self.back), ("next", self.onward)):
            self.buttons[name].clicked.connect(lambda _=False, signal=signal: signal.emit())

    def say(self, title: str, text: str, place: str) -> None:
        """Show other words and take the height they need."""
        self.title.setText(title)
        self.text.setText(text)
        self.place.setText(place)
        self.setAccessibleName(f"{place} {title}. {text}")
        self.setFixedHeight(self.heightForWidth(self.width()))

    def stand_by(self, part: QRect, room: QRect, clear: QRect) -> None:
        """Stand right of a part, or below, left or above it, inside the window and off ``clear``; else within it."""
        size = self.size()
        centre = part.center()
        off_clear = (
            QPoint(clear.left() - GAP_PX - size.width(), part.bottom() + GAP_PX),
            QPoint(clear.left() - GAP_PX - size.width(), part.top() - GAP_PX - size.height()),
            QPoint(part.right() + GAP_PX, clear.bottom() + GAP_PX),
        )
        places = (
            QPoint(part.right() + GAP_PX, part.top()),
            *(() if clear.isEmpty() else off_clear),
            QPoint(centre.x() - size.width() // 2, part.bottom() + GAP_PX),
            QPoint(part.left() - GAP_PX - size.width(), part.top()),
            QPoint(centre.x() - size.width() // 2, part.top() - GAP_PX - size.height()),
        )
        inside = room.adjusted(8, 8, -8, -8)
        for place in places:
            spot = QRect(place, size)
            spot.moveLeft(max(inside.left(), min(spot.left(), inside.right() - size.width())))
            spot.moveTop(max(inside.top(), min(spot.top(), inside.bottom() - size.height())))
            if not spot.intersects(part) and not spot.intersects(clear):
                self.move(spot.topLeft())
                return
        self.move(part.bottomRight() - QPoint(size.width() + GAP_PX, size.height() + GAP_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signals = {Qt.Key.Key_Right: self.onward, Qt.Key.Key_Left: self.back, Qt.Key.Key_Escape: self.skipped}
        signal = signals.get(Qt.Key(event.key()))
        if signal is None:
            super().keyPressEvent(event)
        else:
            signal.emit()

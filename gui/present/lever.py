"""A lever that is live on a slide: name, value and a track as large as a finger, at any scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.present.picture import LiveLever
from gui.theme import BOLD, LIGHT, Theme, font

TEXT_PX = 27.0  # at 1080p; a smaller one is drawn in the presenter's window
TRACK_TOP, TRACK_HEIGHT, HANDLE_RADIUS, MARGIN = 62.0, 7.0, 15.0, 18.0
HEIGHT = 88.0  # of a slide 1080 high


class LeverStrip(QWidget):
    """One live lever. It never takes the keyboard, so that a clicker always turns the slides."""

    moved = Signal(str, float)  # lever id, value
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.theme: Theme = LIGHT
        self.scale = 1.0
        self.live: LiveLever | None = None
        self._held = False

    def display(self, live: LiveLever, theme: Theme, scale: float) -> None:
        """Show a lever."""
        self.live, self.theme, self.scale = live, theme, scale
        self.setObjectName(f"slide.lever.{live.lever.id}")
        self.setAccessibleName(f"{live.name}: {live.text}")
        self.update()

    def x_of(self, value: float) -> float:
        """Return where a value stands, px from the left."""
        if self.live is None:
            return 0.0
        lever, margin = self.live.lever, MARGIN * self.scale
        share = (value - lever.low) / (lever.high - lever.low) if lever.high > lever.low else 0.0
        return margin + share * (self.width() - 2 * margin)

    def value_at(self, x: float) -> float:
        """Return the legal value nearest to a place."""
        if self.live is None:
            return 0.0
        lever, margin = self.live.lever, MARGIN * self.scale
        share = min(max((x - margin) / max(1.0, self.width() - 2 * margin), 0.0), 1.0)
        if share in {0.0, 1.0}:
            return lever.high if share else lever.low
        steps = round(share * (lever.high - lever.low) / lever.step)
        return lever.checked(min(lever.low + steps * lever.step, lever.high))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold, or turn a switch; nothing below hears of it, so the slide stays."""
        if event.button() != Qt.MouseButton.LeftButton or self.live is None:
            return
        lever = self.live.lever
        if lever.kind == "switch":
            self._move(lever.low if self.live.value == lever.high else lever.high)
            self.released.emit()
            return
        self._held = True
        self._move(self.value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the finger."""
        if self._held:
            self._move(self.value_at(event.position().x()))
        else:
            event.ignore()  # the slide shows its pointer again

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self.released.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, value and track."""
        if self.live is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.6)
        self._paint_words(painter, self.live)
        self._paint_track(painter, self.live)
        painter.end()

    def _paint_words(self, painter: QPainter, live: LiveLever) -> None:
        strong, plain = font(TEXT_PX * self.scale, BOLD), font(TEXT_PX * self.scale)
        value_px = QFontMetricsF(strong).horizontalAdvance(live.text)
        line = QRectF(0, 0, self.width(), 36 * self.scale)
        painter.setFont(strong)
        painter.setPen(self.theme.color("accent" if live.moved else "text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, live.text)
        painter.setFont(plain)
        painter.setPen(self.theme.color("text"))
        room = self.width() - value_px - 14 * self.scale
        name = QFontMetricsF(plain).elidedText(live.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_track(self, painter: QPainter, live: LiveLever) -> None:
        scale, theme = self.scale, self.theme
        top, height = TRACK_TOP * scale, TRACK_HEIGHT * scale
        value, tick, radius = self.x_of(live.value), self.x_of(live.tick), HANDLE_RADIUS * scale
        left, right = MARGIN * scale, self.width() - MARGIN * scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(QRectF(left, top - height / 2, right - left, height), height / 2, height / 2)
        painter.setBrush(theme.color("accent"))
        start, end = sorted((value, tick))
        painter.drawRect(QRectF(start, top - height / 2, end - start, height))
        painter.setBrush(theme.color("baseline"))
        painter.drawRect(QRectF(tick - 2 * scale, top - radius, 4 * scale, 2 * radius))
        painter.setPen(QPen(theme.color("accent"), 4 * scale))
        painter.setBrush(theme.color("background"))
        painter.drawEllipse(QPointF(value, top), radius, radius)

    def _move(self, value: float) -> None:
        if self.live is not None and value != self.live.value:
            self.moved.emit(self.live.lever.id, value)

"""A legend: swatches with names, in as many lines as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.charts.parts import SMALL_PX, TEXT_LEFT
from gui.hatching import paint_hatch
from gui.theme import LIGHT, Theme, font

HATCH_ROLE = "muted"  # the swatch that shows the lines and no component
LINE_PX, SWATCH_PX, BETWEEN_PX = 17, 10, 10


class Legend(QWidget):
    """Entries of (colour role, text), centred line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self._entries: tuple[tuple[str, str], ...] = ()
        self._places: list[tuple[float, float]] = []
        self.setFont(font(SMALL_PX))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(LINE_PX)

    def set_entries(self, entries: tuple[tuple[str, str], ...]) -> None:
        """Take other entries."""
        self._entries = entries
        self.setAccessibleName(", ".join(text for _, text in entries))
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        metrics = QFontMetricsF(self.font())
        self._places, x, line = [], 0.0, 0
        for _, text in self._entries:
            width = SWATCH_PX + 4 + metrics.horizontalAdvance(text) + BETWEEN_PX
            if x and x + width - BETWEEN_PX > self.width():
                x, line = 0.0, line + 1
            self._places.append((x, float(line * LINE_PX)))
            x += width
        self.setFixedHeight((line + 1) * LINE_PX)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for (role, text), (x, y) in zip(self._entries, self._places, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(role))
            room = QRectF(round(x), y + (LINE_PX - SWATCH_PX) // 2, SWATCH_PX, SWATCH_PX)
            painter.drawRect(room)
            if role == HATCH_ROLE:
                paint_hatch(painter, [room], self.theme)
            painter.setPen(self.theme.color("text"))
            painter.drawText(QRectF(x + SWATCH_PX + 4, y, self.width(), LINE_PX), TEXT_LEFT, text)
        painter.end()

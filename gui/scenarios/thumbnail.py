"""Who joins under a scenario, as small as it still reads."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.theme import LIGHT, Theme

BAR_PX, GAP_PX, THUMBNAIL_PX = 9, 3, 22
LEAST_BAR_PX = 1.5


class Thumbnail(QWidget):
    """Join probabilities as a row of small bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.bars: tuple[float, ...] | None = None
        self.selected = False
        self.setFixedHeight(THUMBNAIL_PX)

    def sizeHint(self) -> QSize:
        """Return the room for all bars."""
        return QSize(len(self.bars or ()) * (BAR_PX + GAP_PX), THUMBNAIL_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, narrower where there are many firms."""
        if not self.bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent" if self.selected else "thumbnail"))
        pitch = min(BAR_PX + GAP_PX, self.width() / len(self.bars))
        for at, share in enumerate(self.bars):
            height = max(share * THUMBNAIL_PX, LEAST_BAR_PX)
            radius = min(2.0, height / 2)
            painter.drawRoundedRect(
                QRectF(at * pitch, THUMBNAIL_PX - height, pitch * BAR_PX / (BAR_PX + GAP_PX), height), radius, radius
            )
        painter.end()

"""The quiet slanted lines over what rests on assumptions of grade C, and the sign for it where nothing is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from gui.theme import Theme

HATCHED = "▨"
OPACITY = 0.42
STEP_PX, BADGE_OPACITY = 4, 0.35  # of a badge


def hatch_brush(theme: Theme) -> QBrush:
    """Return the lines, in the colour of the panel so that they lighten what lies beneath."""
    colour = QColor(theme.color("panel"))  # a copy: the theme keeps its own
    colour.setAlphaF(OPACITY)
    return QBrush(colour, Qt.BrushStyle.BDiagPattern)


def paint_hatch(painter: QPainter, rooms: Sequence[QRectF], theme: Theme) -> None:
    """Draw the lines over some bars."""
    if rooms:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hatch_brush(theme))
        painter.drawRects(rooms)


def paint_slants(painter: QPainter, room: QRectF, colour: QColor) -> None:
    """Draw slanted lines in a colour over a small badge, at the same distance on every screen."""
    faint = QColor(colour)
    faint.setAlphaF(BADGE_OPACITY)
    painter.setClipRect(room)
    painter.setPen(QPen(faint, 1.0))
    start = room.left() - room.height()
    while start < room.right():
        painter.drawLine(QPointF(start, room.bottom()), QPointF(start + room.height(), room.top()))
        start += STEP_PX


def rests_on(labels: Sequence[str]) -> str:
    """Say by name which inputs of grade C something rests on, "" where there are none."""
    if not labels:
        return ""
    text = QCoreApplication.translate("Hatching", "{0} Rests on assumptions (C): {1}")
    return text.format(HATCHED, ", ".join(labels))


def rests_on_many(count: str) -> str:
    """Say on how many inputs of grade C something rests that follows from all of them."""
    text = QCoreApplication.translate("Hatching", "{0} Rests on {1} inputs that are assumptions (C)")
    return text.format(HATCHED, count)


def legend_text() -> str:
    """Return the one line that explains the lines."""
    return QCoreApplication.translate("Hatching", "hatched: half or more of its inputs are assumptions (C)")

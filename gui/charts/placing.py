"""Where labels go on a plot so that none covers another, a point or the edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

GAP_PX = 8.0
DISTANCES = (1.0, 2.2, 3.4)  # tried one after another, in gaps
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))  # right, left, above, below, corners


def beside(point: QPointF, size: QSizeF, room: QRectF, taken: Sequence[QRectF], reach: float = GAP_PX) -> QRectF | None:
    """Return a place for a label next to a point within a room, clear of what is taken; None where there is none."""
    for far in DISTANCES:
        for across, down in SIDES:
            slant = 0.75 if across and down else 1.0
            x = point.x() + across * (reach * far * slant + size.width() / 2) - size.width() / 2
            y = point.y() + down * (reach * far * slant + size.height() / 2) - size.height() / 2
            # at the edge a label slides along the point
            x = min(max(x, room.left()), room.right() - size.width())
            y = min(max(y, room.top()), room.bottom() - size.height())
            place = QRectF(x, y, size.width(), size.height())
            if room.contains(place) and not any(place.intersects(other) for other in taken):
                return place
    return None


def along(spots: Sequence[QPointF], size: QSizeF, room: QRectF, taken: Sequence[QRectF]) -> QRectF | None:
    """Return a place for a label on one of the spots of a line, the first that is free; None where there is none."""
    for spot in spots:
        place = QRectF(spot.x() - size.width() / 2, spot.y() - size.height() / 2, size.width(), size.height())
        if room.contains(place) and not any(place.intersects(other) for other in taken):
            return place
    return None

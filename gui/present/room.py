"""Where things stand on a slide 1920 × 1080, and how large letters are."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from gui.present.lever import HEIGHT
from gui.present.picture import Picture
from model.slides import COMPARE, WHO_JOINS

LEFT, RIGHT, TOP = 96.0, 1824.0, 64.0
HEADLINE_PX, LEAST_HEADLINE_PX, HEADLINE_LINES = 60.0, 48.0, 2
SUBTITLE_PX, TEXT_PX, SMALL_PX, FIGURE_PX = 30.0, 28.0, 26.0, 60.0
LEAST_TEXT_PX = 26.0
BODY_TOP, BODY_BOTTOM, FOOTER_MIDDLE = 292.0, 906.0, 1026.0
VIEW_TOP, VIEW_BOTTOM, LEVERS_BOTTOM, GAP = 256.0, 1003.0, 996.0, 48.0
SIDE_LEFT, FIGURE_PITCH = 1318.0, 124.0
LINE_SPACING = 1.14
UNDER_FIGURES, COLUMN_BOTTOM = 60.0, 966.0


def view_room(levers: int) -> QRectF:
    """Return where a chart of the window stands, above so many live levers."""
    bottom = VIEW_BOTTOM if not levers else LEVERS_BOTTOM - HEIGHT - GAP / 2
    return QRectF(LEFT, VIEW_TOP, RIGHT - LEFT, bottom - VIEW_TOP)


def lever_column(count: int) -> QRectF:
    """Return where the live levers stand beside bars: at the foot of the right column."""
    height = count * HEIGHT
    top = min(BODY_TOP + 3 * FIGURE_PITCH + UNDER_FIGURES, COLUMN_BOTTOM - height)
    return QRectF(SIDE_LEFT, top, RIGHT - SIDE_LEFT, height)


def lever_places(picture: Picture) -> tuple[QRectF, ...]:
    """Return where each live lever of a slide stands: beside its bars, or in a row under its chart."""
    count = len(picture.levers)
    if picture.view in {WHO_JOINS, COMPARE}:
        column = lever_column(count)
        return tuple(QRectF(column.left(), column.top() + at * HEIGHT, column.width(), HEIGHT) for at in range(count))
    width = (RIGHT - LEFT - GAP * 2) / 3
    return tuple(QRectF(LEFT + at * (width + GAP), LEVERS_BOTTOM - HEIGHT, width, HEIGHT) for at in range(count))

"""Scenarios side by side on one slide, and the charts of the window."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from gui.present.painting import CENTRED, LEAST_PITCH, MOST_PITCH, Page, elided, most_rows
from gui.present.picture import Compared, Picture
from gui.present.room import BODY_BOTTOM, BODY_TOP, LEFT, RIGHT, SMALL_PX, TEXT_PX, view_room
from gui.theme import BOLD, SEMIBOLD, font

NAMES_RIGHT, PLOT_LEFT, PLOT_RIGHT = 640.0, 664.0, 1180.0
COLUMNS = (1310.0, 1560.0, RIGHT)  # right edges of the numbers
COLUMN_WIDTH, HEADING = 240.0, 44.0
BAR_SHARE, MOST_BAR = 0.58, 46.0


def shown_rows(picture: Picture) -> tuple[Compared, ...]:
    """Return the scenarios that there is room for."""
    return picture.compared[: most_rows() - 1]


def paint_compared(painter: QPainter, page: Page, picture: Picture) -> None:
    """Draw a bar of expected joiners for each scenario, the baseline as a mark, and the big numbers beside it."""
    rows = shown_rows(picture)
    _paint_headings(painter, page, picture)
    top = BODY_TOP + HEADING
    pitch = max(LEAST_PITCH, min(MOST_PITCH, (BODY_BOTTOM - top) / max(len(rows), 1)))
    most = max((value for one in rows for value in (one.joiners, one.baseline) if not math.isnan(value)), default=0.0)
    for place, one in enumerate(rows):
        _paint_row(painter, page, one, (top + (place + 0.5) * pitch, pitch, max(most, 1.0)))


def _paint_headings(painter: QPainter, page: Page, picture: Picture) -> None:
    painter.setFont(font(SMALL_PX * page.scale))
    painter.setPen(page.theme.color("muted"))
    for right, figure in zip(COLUMNS, picture.figures, strict=False):
        room = page.rect(QRectF(right - COLUMN_WIDTH, BODY_TOP - 8, COLUMN_WIDTH, HEADING))
        painter.drawText(room, CENTRED | Qt.AlignmentFlag.AlignRight, elided(painter, figure.label, room.width()))


def _paint_row(painter: QPainter, page: Page, one: Compared, at: tuple[float, float, float]) -> None:
    middle, pitch, most = at
    painter.setFont(font(TEXT_PX * page.scale, SEMIBOLD))
    painter.setPen(page.theme.color("text"))
    room = page.rect(QRectF(LEFT, middle - pitch / 2, NAMES_RIGHT - LEFT, pitch))
    painter.drawText(room, CENTRED | Qt.AlignmentFlag.AlignRight, elided(painter, one.name, room.width()))
    height = min(pitch * BAR_SHARE, MOST_BAR)
    if not math.isnan(one.joiners):
        width = one.joiners / most * (PLOT_RIGHT - PLOT_LEFT)
        role = "bar_off" if one.is_baseline else "bar_on"
        painter.fillRect(page.rect(QRectF(PLOT_LEFT, middle - height / 2, width, height)), page.theme.color(role))
    if not math.isnan(one.baseline):
        x = PLOT_LEFT + one.baseline / most * (PLOT_RIGHT - PLOT_LEFT)
        pen = QPen(page.theme.color("baseline"), 4 * page.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(page.point(x, middle - height / 2 - 5), page.point(x, middle + height / 2 + 5))
    painter.setFont(font(TEXT_PX * page.scale, BOLD))
    painter.setPen(page.theme.color("text"))
    for right, text in zip(COLUMNS, one.texts, strict=False):
        room = page.rect(QRectF(right - COLUMN_WIDTH, middle - pitch / 2, COLUMN_WIDTH, pitch))
        painter.drawText(room, CENTRED | Qt.AlignmentFlag.AlignRight, text)


def paint_view(painter: QPainter, page: Page, picture: Picture, renderer: QSvgRenderer) -> None:
    """Draw a chart of the window from the top of its room; what is too long for it is cut off, never made smaller."""
    room = page.rect(view_room(len(picture.levers)))
    size = renderer.defaultSize()
    if size.isEmpty():
        return
    scale = room.width() / size.width()
    painter.save()
    painter.setClipRect(room)
    renderer.render(painter, QRectF(QPointF(room.topLeft()), QSizeF(size.width() * scale, size.height() * scale)))
    painter.restore()

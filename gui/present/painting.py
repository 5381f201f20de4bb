"""How the parts of a slide are drawn. Places and sizes are those of a slide 1920 × 1080; a page scales them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from gui.charts.series import LIKELY_PROBABILITY
from gui.present.picture import Floats, Picture
from gui.present.room import (
    BODY_BOTTOM,
    BODY_TOP,
    FIGURE_PITCH,
    FIGURE_PX,
    FOOTER_MIDDLE,
    HEADLINE_LINES,
    HEADLINE_PX,
    LEAST_HEADLINE_PX,
    LEFT,
    LINE_SPACING,
    RIGHT,
    SIDE_LEFT,
    SMALL_PX,
    SUBTITLE_PX,
    TEXT_PX,
    TOP,
    lever_column,
)
from gui.theme import BOLD, REGULAR, SEMIBOLD, Theme, font
from model.slides import COMPARE, REFUSALS, WHO_JOINS

PITCH, LEAST_PITCH, MOST_PITCH = 44.0, 40.0, 96.0
NAMES_RIGHT, PLOT_LEFT, PLOT_RIGHT, CHANCE_RIGHT = 400.0, 420.0, 1110.0, 1226.0
BAR_SHARE = 0.62
NOTE_GAP, NOTE_DROP = 22.0, 9.0  # between a big number and what stands beside it, on one line with it
CENTRED = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Page:
    """Where a slide lies in its window, in px, its scale and its colours."""

    theme: Theme
    left: float
    top: float
    scale: float

    def rect(self, room: QRectF) -> QRectF:
        """Return a room of the slide in px of the window."""
        scale = self.scale
        return QRectF(
            self.left + room.left() * scale,
            self.top + room.top() * scale,
            room.width() * scale,
            room.height() * scale,
        )

    def point(self, x: float, y: float) -> QPointF:
        """Return a place of the slide in px of the window."""
        return QPointF(self.left + x * self.scale, self.top + y * self.scale)


def most_rows() -> int:
    """Return for how many firms there is room."""
    return int((BODY_BOTTOM - BODY_TOP) // LEAST_PITCH)


def paint_words(painter: QPainter, page: Page, picture: Picture) -> None:
    """Write headline and subtitle, or the question that the room is asked."""
    words = picture.words
    headline = words.question if picture.guessing else words.headline
    size, lines = headline_lines(headline, (RIGHT - LEFT) * page.scale, page.scale)
    painter.setFont(font(size * page.scale, BOLD))
    painter.setPen(page.theme.color("text"))
    step = size * LINE_SPACING
    for row, line in enumerate(lines):
        painter.drawText(page.rect(QRectF(LEFT, TOP + row * step, RIGHT - LEFT, step)), CENTRED, line)
    bottom = TOP + len(lines) * step + 6
    painter.setFont(font(SUBTITLE_PX * page.scale))
    painter.setPen(page.theme.color("muted"))
    text = QCoreApplication.translate("SlideCanvas", "Make your guess first") if picture.guessing else words.subtitle
    room = page.rect(QRectF(LEFT, bottom, RIGHT - LEFT, 44))
    painter.drawText(room, CENTRED, elided(painter, text, room.width()))


def headline_lines(text: str, width: float, scale: float) -> tuple[float, list[str]]:
    """Return the size (px at 1080p) and the lines of a headline: smaller where it is long, then cut short."""
    size = HEADLINE_PX
    while size > LEAST_HEADLINE_PX and len(_wrapped(text, size * scale, width)) > HEADLINE_LINES:
        size -= 2
    lines = _wrapped(text, size * scale, width)
    if len(lines) > HEADLINE_LINES:
        rest = " ".join(lines[HEADLINE_LINES - 1 :])
        metrics = QFontMetricsF(font(size * scale, BOLD))
        cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        lines = [*lines[: HEADLINE_LINES - 1], cut]
    return size, lines


def _wrapped(text: str, size_px: float, width: float) -> list[str]:
    layout = QTextLayout(text, font(size_px, BOLD))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines


def paint_bars(painter: QPainter, page: Page, picture: Picture, shown: Floats, rows: Sequence[int]) -> None:
    """Draw who joins; while the room guesses, the names and the baseline alone (not on its own slide)."""
    if not rows:
        return
    pitch = min(MOST_PITCH, (BODY_BOTTOM - BODY_TOP) / len(rows))
    bottom = BODY_TOP + pitch * len(rows)
    telltale = np.array_equal(picture.join, picture.baseline)  # the baseline's own slide
    _paint_axis(painter, page, picture, bottom)
    for place, row in enumerate(rows):
        middle = BODY_TOP + (place + 0.5) * pitch
        height = min(pitch * BAR_SHARE, 46.0)
        painter.setFont(font(TEXT_PX * page.scale, SEMIBOLD))
        painter.setPen(page.theme.color("text"))
        room = page.rect(QRectF(LEFT, middle - pitch / 2, NAMES_RIGHT - LEFT, pitch))
        name = elided(painter, picture.names[row], room.width())
        painter.drawText(room, CENTRED | Qt.AlignmentFlag.AlignRight, name)
        if not picture.guessing:
            _paint_bar(painter, page, picture, (row, float(shown[row]), middle, height))
        if not (picture.guessing and telltale):
            _paint_baseline(painter, page, float(picture.baseline[row]), middle, height)


def _paint_axis(painter: QPainter, page: Page, picture: Picture, bottom: float) -> None:
    for value, text in picture.ticks:
        x = _x_of(value)
        painter.setPen(QPen(page.theme.color("border_strong"), max(1.0, page.scale)))
        painter.drawLine(page.point(x, BODY_TOP - 6), page.point(x, bottom + 6))
        painter.setPen(page.theme.color("muted"))
        painter.setFont(font(SMALL_PX * page.scale))
        room = page.rect(QRectF(x - 100, bottom + 8, 200, 38))
        painter.drawText(room, CENTRED | Qt.AlignmentFlag.AlignHCenter, text)


def _paint_bar(painter: QPainter, page: Page, picture: Picture, bar: tuple[int, float, float, float]) -> None:
    row, chance, middle, height = bar
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(page.theme.color("bar_on" if chance >= LIKELY_PROBABILITY else "bar_off"))
    room = page.rect(QRectF(PLOT_LEFT, middle - height / 2, _x_of(chance) - PLOT_LEFT, height))
    radius = min(5 * page.scale, room.width() / 2)
    painter.drawRoundedRect(room, radius, radius)
    if picture.bands is not None:
        low90, low50, high50, high90 = (float(value) for value in picture.bands[:, row])
        for low, high, width in ((low90, high90, 2.2), (low50, high50, 7.0)):
            pen = QPen(page.theme.color("band"), width * page.scale)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(page.point(_x_of(low), middle), page.point(_x_of(high), middle))
    painter.setFont(font(TEXT_PX * page.scale, BOLD))
    painter.setPen(page.theme.color("text"))
    room = page.rect(QRectF(PLOT_RIGHT, middle - height, CHANCE_RIGHT - PLOT_RIGHT, 2 * height))
    painter.drawText(room, CENTRED | Qt.AlignmentFlag.AlignRight, picture.chances[row])


def _paint_baseline(painter: QPainter, page: Page, value: float, middle: float, height: float) -> None:
    if math.isnan(value):
        return
    pen = QPen(page.theme.color("baseline"), 4 * page.scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    over = height / 2 + 5
    painter.drawLine(page.point(_x_of(value), middle - over), page.point(_x_of(value), middle + over))


def paint_figures(painter: QPainter, page: Page, picture: Picture) -> None:
    """Write the three big numbers, and what the levers beneath them are for."""
    for row, figure in enumerate(picture.figures):
        top = BODY_TOP - 8 + row * FIGURE_PITCH
        painter.fillRect(page.rect(QRectF(SIDE_LEFT, top, 5, FIGURE_PITCH - 20)), page.theme.color("accent"))
        painter.setFont(font(FIGURE_PX * page.scale, BOLD))
        painter.setPen(page.theme.color("text"))
        room = page.rect(QRectF(SIDE_LEFT + 26, top - 4, RIGHT - SIDE_LEFT - 26, 68))
        value = "?" if picture.guessing else figure.value
        painter.drawText(room, CENTRED, value)
        taken = QFontMetricsF(painter.font()).horizontalAdvance(value) + NOTE_GAP * page.scale
        painter.setFont(font(TEXT_PX * page.scale))
        painter.setPen(page.theme.color("muted"))
        if figure.note and not picture.guessing:
            beside = room.adjusted(taken, NOTE_DROP * page.scale, 0, NOTE_DROP * page.scale)
            painter.drawText(beside, CENTRED, elided(painter, figure.note, beside.width()))
        room = page.rect(QRectF(SIDE_LEFT + 26, top + 64, RIGHT - SIDE_LEFT - 26, 40))
        label = figure.plain_label if picture.guessing else figure.label
        painter.drawText(room, CENTRED, elided(painter, label, room.width()))
    if picture.levers:
        room = lever_column(len(picture.levers))
        painter.setFont(font(SMALL_PX * page.scale))
        painter.setPen(page.theme.color("muted"))
        line = page.rect(QRectF(SIDE_LEFT, room.top() - 46, RIGHT - SIDE_LEFT, 38))
        painter.drawText(
            line,
            CENTRED,
            elided(painter, QCoreApplication.translate("SlideCanvas", "Live: move a lever here"), line.width()),
        )


def paint_footer(painter: QPainter, page: Page, picture: Picture, rows: tuple[int, int]) -> None:
    """Write how to read the slide, how many there are and how many of them it shows, and its number."""
    painter.setFont(font(SMALL_PX * page.scale, REGULAR))
    painter.setPen(page.theme.color("muted"))
    said = [QCoreApplication.translate("SlideCanvas", "Forecast, not fact")]
    if picture.bands is not None and not picture.guessing and picture.view == WHO_JOINS:
        said.append(QCoreApplication.translate("SlideCanvas", "bands 90 % and 50 %"))
    if picture.view != REFUSALS:
        said.append(QCoreApplication.translate("SlideCanvas", "orange: {0}").format(picture.baseline_name))
    if rows[1] < rows[0]:
        text = QCoreApplication.translate("SlideCanvas", "{0} firms, {1} shown")
        if picture.view == COMPARE:
            text = QCoreApplication.translate("SlideCanvas", "{0} scenarios, {1} shown")
        said.append(text.format(*rows))
    line = page.rect(QRectF(LEFT, FOOTER_MIDDLE - 20, 1500, 40))
    painter.drawText(line, CENTRED, elided(painter, " · ".join(said), line.width()))
    number = page.rect(QRectF(RIGHT - 200, FOOTER_MIDDLE - 20, 200, 40))
    painter.drawText(number, CENTRED | Qt.AlignmentFlag.AlignRight, f"{picture.number} / {picture.count}")


def paint_edge(painter: QPainter, page: Page, slide: QRectF) -> None:
    """Draw a line of one px just inside the edge of the slide."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(page.theme.color("border_strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(page.rect(slide).toRect().adjusted(0, 0, -1, -1))


def elided(painter: QPainter, text: str, width: float) -> str:
    """Return a text cut to a width in px."""
    return QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _x_of(chance: float) -> float:
    return PLOT_LEFT + min(max(chance, 0.0), 1.0) * (PLOT_RIGHT - PLOT_LEFT)

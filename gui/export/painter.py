"""Pages painted with Qt, for PDF and pictures: the same places as on the slides, in the bundled typeface."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextOption

from gui.export.look import (
    ACCENT,
    BAND,
    BAR_OFF,
    BAR_ON,
    BASELINE,
    BORDER,
    GRID,
    LINE_EM,
    MUTED,
    PANEL,
    SOFT,
    TEXT,
)
from gui.export.page import PAD_PT, Chart, Drawing, Grid, Page, Paper, Text
from gui.theme import FAMILY

LIKELY = 0.5
NAMES_SHARE, VALUES_SHARE = 0.24, 0.09  # of a chart's width
BAR_SHARE = 0.62
NAME_GAP_PT = 8.0
LEAST_NAME_SHARE = 0.7  # of the letters of a chart, before a name takes a second line
TWO_LINES_SHARE = 1.7  # of a line, since a wrapped line is not filled
TIGHT_LINE_EM = 1.25
REGULAR, SEMIBOLD = 400, 600


class PagePainter:
    """Paints pages; ``scale`` is device units for each point."""

    def __init__(self, painter: QPainter, scale: float) -> None:
        self._painter, self._scale = painter, scale
        self._wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere

    def paint(self, page: Page, paper: Paper) -> None:
        """Paint a whole page on white."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.fillRect(self._rect(0, 0, paper.width, paper.height), QColor(PANEL))
        for element in page.elements:
            if isinstance(element, Text):
                self._text(element)
            elif isinstance(element, Grid):
                self._grid(element)
            elif isinstance(element, Drawing):
                self._drawing(element)
            else:
                self._chart(element)

    def _drawing(self, drawing: Drawing) -> None:
        """Paint a chart of the window as large as its room allows, from the top left."""
        if not drawing.svg:
            return
        from gui.export.pictures import renderer_of

        renderer = renderer_of(drawing.svg)
        size = renderer.defaultSize()
        share = min(drawing.w / size.width(), drawing.h / size.height())
        renderer.render(self._painter, self._rect(drawing.x, drawing.y, size.width() * share, size.height() * share))

    def _rect(self, x: float, y: float, w: float, h: float) -> QRectF:
        k = self._scale
        return QRectF(x * k, y * k, w * k, h * k)

    def _font(self, size: float, bold: bool) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(size * self._scale)))
        font.setWeight(QFont.Weight(SEMIBOLD if bold else REGULAR))
        font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)  # else PDF readers lose letters when copying
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _write(self, room: QRectF, text: str, font: QFont, colour: str, align: Qt.AlignmentFlag) -> None:
        option = QTextOption(align)
        option.setWrapMode(self._wrap)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        self._painter.drawText(room, text, option)

    def _text(self, text: Text) -> None:
        room = self._rect(text.x, text.y, text.w, text.h)
        self._write(room, text.text, self._font(text.size, text.bold), text.colour, Qt.AlignmentFlag.AlignLeft)

    def _grid(self, grid: Grid) -> None:
        y = grid.y
        for row, (cells, height) in enumerate(zip(grid.rows, grid.heights, strict=True)):
            x, heading = grid.x, not row
            if heading:
                self._painter.fillRect(self._rect(x, y, sum(grid.widths), height), QColor(SOFT))
            for column, (cell, width) in enumerate(zip(cells, grid.widths, strict=True)):
                right = column >= grid.numbers_from
                align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                if grid.middle:
                    align |= Qt.AlignmentFlag.AlignVCenter
                room = self._rect(x + PAD_PT, y + PAD_PT * (not grid.middle), width - 2 * PAD_PT, height - PAD_PT)
                self._write(room, cell, self._font(grid.size, heading), ACCENT if heading else TEXT, align)
                x += width
            y += height
            self._line(grid.x, y, grid.x + sum(grid.widths), y, BORDER if heading else GRID, 0.8)

    def _line(self, x0: float, y0: float, x1: float, y1: float, colour: str, width: float) -> None:
        k = self._scale
        pen = QPen(QColor(colour), width * k)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(x0 * k, y0 * k), QPointF(x1 * k, y1 * k))

    def _chart(self, chart: Chart) -> None:
        left, right = chart.x + chart.w * NAMES_SHARE, chart.x + chart.w * (1 - VALUES_SHARE)
        below = chart.size * LINE_EM * 1.3
        pitch = (chart.h - below) / len(chart.firms)
        self._ticks(chart, left, right, chart.y + pitch * len(chart.firms))
        for row in range(len(chart.firms)):
            self._bar(chart, row, pitch, (left, right))

    def _ticks(self, chart: Chart, left: float, right: float, bottom: float) -> None:
        font, half = self._font(chart.size * 0.9, False), 30
        for tick in chart.ticks:
            x = left + tick / chart.ticks[-1] * (right - left)
            self._line(x, chart.y, x, bottom, BORDER if tick in (0.0, LIKELY) else GRID, 0.8)
            room = self._rect(x - half, bottom + 2, 2 * half, chart.size * LINE_EM)
            written = f"{100 * tick:.0f}%" if chart.style.endswith("%") else f"{tick:.0f}"
            self._write(room, written, font, MUTED, Qt.AlignmentFlag.AlignHCenter)

    def _bar(self, chart: Chart, row: int, pitch: float, plot: tuple[float, float]) -> None:
        firm, (left, right), top = chart.firms[row], plot, chart.y + row * pitch
        across, middle, thick = (right - left) / chart.ticks[-1], top + pitch / 2, pitch * BAR_SHARE
        bar = self._rect(left, middle - thick / 2, firm.join * across, thick)
        self._painter.fillRect(bar, QColor(BAR_ON if firm.strong else BAR_OFF))
        for low, high, width in ((firm.low90, firm.high90, 1.0), (firm.low50, firm.high50, 3.0)):
            if math.isfinite(low):
                self._line(left + low * across, middle, left + high * across, middle, BAND, width)
        if chart.compare and math.isfinite(firm.baseline):
            x = left + firm.baseline * across
            self._line(x, middle - pitch * 0.42, x, middle + pitch * 0.42, BASELINE, 2.0)
        self._name(chart, firm.short + firm.mark, top, pitch, left)
        room = self._rect(right + 6, top, chart.x + chart.w - right - 6, pitch)
        middle_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._write(room, firm.written, self._font(chart.size, True), TEXT, middle_left)

    def _name(self, chart: Chart, name: str, top: float, pitch: float, left: float) -> None:
        """Write a name in its row: smaller where it is long, then on two lines, then with its middle left out."""
        room, size = self._rect(chart.x, top, left - chart.x - NAME_GAP_PT, pitch), chart.size
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        while size > chart.size * LEAST_NAME_SHARE and self._advance(name, size) > room.width():
            size -= 0.5
        if self._advance(name, size) > room.width():
            size = min(size, pitch / 2 / TIGHT_LINE_EM)
            metrics = QFontMetricsF(self._font(size, False))
            name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width() * TWO_LINES_SHARE)
        self._wrap = QTextOption.WrapMode.WrapAnywhere  # fills both lines
        self._write(room, name, self._font(size, False), TEXT, align)
        self._wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere

    def _advance(self, text: str, size: float) -> float:
        return QFontMetricsF(self._font(size, False)).horizontalAdvance(text)

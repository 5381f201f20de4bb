"""Rows of firms: names at the left, a plot in the middle, columns of numbers at the right.

Rows keep to whole pixels, so edges are crisp; a frame that changes numbers alone only repaints. What such a frame
leaves alone (panel, axis, selection, names) is painted once and kept as the ground.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from gui.charts.ground import Ground
from gui.charts.parts import (
    STALE_OPACITY,
    TEXT_CENTRE,
    TEXT_RIGHT,
    mark_of,
    paint_mark,
    paint_ring,
)
from gui.charts.pictures import Ink, Lettering, Surface, surface
from gui.charts.rowkeys import row_after
from gui.charts.rowsarea import GAP_PX, MARK_PX, ROWS_IN_SIGHT, RowsArea
from gui.charts.series import NO_ROW
from gui.theme import BODY_PX, SEMIBOLD, font

TICK_GAP_PX = 6  # between the names of two ticks


class RowsView(RowsArea):
    """Rows of firms, painted. Left click, Up and Down ask for a row; the context menu is asked for by mouse or key."""

    row_chosen = Signal(int)  # NO_ROW: none
    menu_asked = Signal(int, QPoint)  # row, global position

    keeps_ground = True  # False where the axis says more than the ticks

    def __init__(self, name_weight: int = SEMIBOLD, marks: bool = True, rows_in_sight: int = ROWS_IN_SIGHT) -> None:
        super().__init__(name_weight, marks, rows_in_sight)
        self._ground = Ground(self.viewport())
        self._letters, self._inks = Lettering(), dict[Hashable, Ink]()

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the middle of the visible rows."""
        raise NotImplementedError

    def tip(self, row: int, point: QPointF) -> str:
        """Return the exact numbers of a row, for the tooltip."""
        raise NotImplementedError

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        first = max(self.row_at(0), 0)
        rows = range(first, min(first + self.plot.height() // self.pitch + 2, self.end))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.keeps_ground:
            self._ground.lay(painter, self._ground_key(), lambda inner: self._paint_ground(inner, rows))
        else:
            self._paint_ground(painter, rows)
        painter.setClipRect(0, 0, self.viewport().width(), self.plot.height())
        painter.setOpacity(STALE_OPACITY if self.stale else 1.0)
        self.paint_plot(painter, rows)
        self._paint_columns(surface(painter), rows)
        painter.end()

    def _ground_key(self) -> Hashable:
        place = (self._layout_key, self.scale, self.low, self.high, self.verticalScrollBar().value())
        return (*place, self.firms, self.ticks, self.grid, self.theme.name, self.stale, self.hasFocus())

    def _paint_ground(self, painter: QPainter, rows: range) -> None:
        ground = self.viewport().rect().adjusted(-1, -1, 1, 1)  # or half a pixel at the edge keeps what was there
        painter.fillRect(ground, self.theme.color("panel"))
        self._paint_axis(painter)
        painter.setClipRect(0, 0, self.viewport().width(), self.plot.height())
        self._paint_selection(painter, rows)
        if self.stale:
            painter.setOpacity(STALE_OPACITY)
        self._paint_names(painter, rows)

    def _paint_axis(self, painter: QPainter) -> None:
        painter.setFont(self.fonts.small)
        height = self.viewport().height() - self.plot.height()
        grid, muted = QPen(self.theme.color("grid"), 1), QPen(self.theme.color("muted"))
        painter.setPen(grid)
        for value in self.grid if self.grid is not None else (value for value, _ in self.ticks):
            x = round(self.x_of(value)) + 0.5
            painter.drawLine(QPointF(x, 0), QPointF(x, self.plot.height()))
        painter.setPen(muted)
        ticks = self.short_ticks if self.short_ticks and self._named_every(self.ticks) > 1 else self.ticks
        for value, label in ticks[:: self._named_every(ticks)]:
            x = round(self.x_of(value)) + 0.5
            room = QRectF(x - 60 * self.scale, self.plot.height(), 120 * self.scale, min(height, 20 * self.scale))
            painter.drawText(room, TEXT_CENTRE, label)

    def _named_every(self, ticks: Sequence[tuple[float, str]]) -> int:
        """Return of how many ticks one is named, so that no two names touch."""
        widths = [QFontMetricsF(self.fonts.small).horizontalAdvance(label) for _, label in ticks]
        places = [self.x_of(value) for value, _ in ticks]
        gap = TICK_GAP_PX * self.scale

        def apart(every: int) -> bool:
            shown = list(zip(places[::every], widths[::every], strict=True))
            return all(right - left >= (one + other) / 2 + gap for (left, one), (right, other) in pairwise(shown))

        return next((every for every in range(1, len(widths)) if apart(every)), max(len(widths), 1))

    def _paint_selection(self, painter: QPainter, rows: range) -> None:
        row = self.firms.selected
        if row not in rows:  # a picture would show it beyond the rows: it knows no clipping
            return
        room = QRectF(0.5, self.top(row) + 0.5, self.viewport().width() - 1, self.pitch - 1)
        painter.setPen(QPen(self.theme.color("accent"), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent_soft"))
        painter.drawRoundedRect(room, 3, 3)

    def _paint_names(self, painter: QPainter, rows: range) -> None:
        painter.setFont(self.fonts.small if self.two_lines else self.fonts.name)
        painter.setPen(self.theme.color("text"))
        align = int(TEXT_RIGHT) | int(Qt.TextFlag.TextWrapAnywhere) if self.two_lines else int(TEXT_RIGHT)
        for row in rows:
            strong = row == self.firms.selected and self._weight < SEMIBOLD
            if strong:
                painter.setFont(font(BODY_PX * self.scale, SEMIBOLD))
            painter.drawText(QRectF(0, self.top(row), self._names_px, self.pitch), align, self._shown_names[row])
            if strong:
                painter.setFont(self.fonts.name)
        if self.left_out:
            painter.setPen(self.theme.color("muted"))
            text = QCoreApplication.translate("Rows", "+ {0} more").format(self.left_out)
            painter.drawText(QRectF(0, self.top(rows.stop), self._names_px, self.pitch), TEXT_RIGHT, text)
        if self._marks:
            centre = self._names_px + MARK_PX * self.scale / 2
            for row in rows:
                if row in self.firms.recorded:
                    paint_ring(painter, QPointF(centre, self.middle(row)), self.theme.color("accent"), self.scale)
                paint_mark(
                    painter, QPointF(centre, self.middle(row)), mark_of(self.firms.joined[row]), self.theme, self.scale
                )

    def _paint_columns(self, on: Surface, rows: range) -> None:
        right, chosen = float(self.plot.right() + GAP_PX * self.scale), self.firms.selected
        for column, width in zip(self.columns, self._columns_px, strict=True):
            ink = self._ink(column.muted)
            for some in (rows,) if chosen not in rows else (range(rows.start, chosen), range(chosen + 1, rows.stop)):
                room = QRectF(right, self.top(some.start), width, self.pitch)
                self._letters.column(on, ink, room, column.texts[some.start : some.stop])
            if chosen in rows:  # another colour lies behind it, with round corners
                on.painter.setFont(ink.font)
                on.painter.setPen(ink.colour)
                on.painter.drawText(QRectF(right, self.top(chosen), width, self.pitch), ink.align, column.texts[chosen])
            right += width

    def _ink(self, muted: bool) -> Ink:
        key = (muted, self.theme.name, self.scale)
        if key not in self._inks:
            made, colour = (self.fonts.small, "muted") if muted else (self.fonts.value, "text")
            self._inks[key] = Ink(made, self.theme.color(colour), self.theme.color("panel"), TEXT_RIGHT)
        return self._inks[key]

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.row_chosen.emit(self.row_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        row = self.row_at(event.pos().y()) if by_mouse else self.firms.selected
        event.setAccepted(row != NO_ROW and self.receivers("2menu_asked(int,QPoint)") > 0)
        if event.isAccepted():
            below = QPoint(self.plot.left(), int(self.middle(row)))
            self.menu_asked.emit(row, event.globalPos() if by_mouse else self.viewport().mapToGlobal(below))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, page = self.firms.selected, max(self.plot.height() // self.pitch - 1, 1)
        goal = row_after(Qt.Key(event.key()), row, len(self.firms), page)
        if event.key() == Qt.Key.Key_Escape and row != NO_ROW:
            self.row_chosen.emit(NO_ROW)
        elif goal is not None:
            self.show_row(goal)
            self.row_chosen.emit(goal)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.row_at(event.pos().y())
            if row == NO_ROW:
                QToolTip.hideText()
            else:
                room = QRect(0, self.top(row), self.viewport().width(), self.pitch)
                QToolTip.showText(event.globalPos(), self.tip(row, QPointF(event.pos())), self.viewport(), room)
            return True
        return super().viewportEvent(event)

"""Rows of firms: names at the left, a plot in the middle, columns of numbers at the right.

Rows keep to whole pixels, so edges are crisp; a frame that changes numbers alone only repaints. What such a frame
leaves alone (panel, axis, selection, names) is painted once and kept as the ground.
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from gui.charts.ground import Ground
from gui.charts.parts import (
    SMALL_PX,
    STALE_OPACITY,
    TEXT_CENTRE,
    TEXT_RIGHT,
    Column,
    Fonts,
    mark_of,
    paint_mark,
    paint_ring,
)
from gui.charts.rowkeys import row_after
from gui.charts.rowroom import column_widths, fitted_names
from gui.charts.series import NO_ROW, Firms
from gui.theme import BODY_PX, LIGHT, SEMIBOLD, Theme, font

PITCH_LOW_PX, PITCH_HIGH_PX = 17, 24
MARK_PX, GAP_PX = 22, 8
ROWS_IN_SIGHT = 13  # the opening case is seen whole in a small window
NAMES_WIDEST_SHARE = 0.34


class RowsView(QAbstractScrollArea):
    """Rows of firms, painted. Left click, Up and Down ask for a row; the context menu is asked for by mouse or key."""

    row_chosen = Signal(int)  # NO_ROW: none
    menu_asked = Signal(int, QPoint)  # row, global position

    keeps_ground = True  # False where the axis says more than the ticks

    def __init__(self, name_weight: int = SEMIBOLD, marks: bool = True, rows_in_sight: int = ROWS_IN_SIGHT) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing behind it need be painted
        self.theme: Theme = LIGHT
        self.firms = Firms((), (), (), (), NO_ROW)
        self.columns: tuple[Column, ...] = ()
        self.ticks: tuple[tuple[float, str], ...] = ()
        self.grid: tuple[float, ...] | None = None  # where there are lines, if not at the ticks
        self.low, self.high = 0.0, 1.0
        self.stale = False
        self.scale = 1.0
        self._weight, self._marks, self._rows_in_sight = name_weight, marks, rows_in_sight
        self.fonts = Fonts.at(1.0, name_weight)
        self._shown_names: tuple[str, ...] = ()
        self._layout_key: Hashable = None
        self._ground = Ground(self.viewport())
        self._names_px = 0.0
        self._columns_px: tuple[float, ...] = ()
        self.pitch = PITCH_LOW_PX
        self.plot = QRect()

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the middle of the visible rows."""
        raise NotImplementedError

    def tip(self, row: int, point: QPointF) -> str:
        """Return the exact numbers of a row, for the tooltip."""
        raise NotImplementedError

    def set_rows(self, firms: Firms, columns: tuple[Column, ...]) -> None:
        """Take other rows; only where names or room change is anything measured again."""
        count = len(self.firms)
        self.firms, self.columns = firms, columns
        if len(firms) != count:
            self.updateGeometry()
        self._arrange()
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.viewport().update()

    def set_scale(self, scale: float) -> None:
        """Grow text and rows, for an audience."""
        self.scale = scale
        self.fonts = Fonts.at(scale, self._weight)
        self._layout_key = None
        self._arrange()
        self.viewport().update()

    def top(self, row: int) -> int:
        """Return the upper edge of a row in the viewport, px."""
        return row * self.pitch - self.verticalScrollBar().value()

    def middle(self, row: int) -> float:
        """Return the middle of a row in the viewport, px."""
        return self.top(row) + self.pitch / 2

    def x_of(self, value: float) -> float:
        """Return where a value stands in the viewport, px."""
        return self.plot.left() + (value - self.low) / (self.high - self.low) * self.plot.width()

    def row_at(self, y: float) -> int:
        """Return the row at a height in the viewport, or NO_ROW."""
        if not 0 <= y < self.plot.height():
            return NO_ROW
        row = int((y + self.verticalScrollBar().value()) // self.pitch)
        return row if row < len(self.firms) else NO_ROW

    def show_row(self, row: int) -> None:
        """Scroll until a row is in sight."""
        bar = self.verticalScrollBar()
        top, room = row * self.pitch, self.plot.height()
        if top < bar.value():
            bar.setValue(top)
        elif top + self.pitch > bar.value() + room:
            bar.setValue(top + self.pitch - room)

    def _arrange(self) -> None:
        size = self.viewport().size()
        widest = tuple(max((column.widest, *column.texts), key=_reach) for column in self.columns)
        key = (size.width(), size.height(), self.firms.names, widest)
        if key == self._layout_key:
            return
        self._layout_key = key
        self._measure(widest)
        room = max(size.height() - self._axis_px(), 1)
        count = max(len(self.firms), 1)
        low, high = round(PITCH_LOW_PX * self.scale), round(PITCH_HIGH_PX * self.scale)
        self.pitch = min(max(room // count, low), high)
        left = round(self._names_px + MARK_PX * self.scale)  # without marks too, so that charts line up
        right = round(sum(self._columns_px) + GAP_PX * self.scale)
        whole_rows = max(min(room // self.pitch, count), 1) * self.pitch
        self.plot = QRect(left, 0, max(size.width() - left - right, 1), whole_rows)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(count * self.pitch - self.plot.height(), 0))
        bar.setPageStep(self.plot.height())
        bar.setSingleStep(self.pitch)
        self.arranged()

    def sizeHint(self) -> QSize:
        return QSize(480, self._axis_px() + len(self.firms) * round(PITCH_HIGH_PX * self.scale))

    def minimumSizeHint(self) -> QSize:
        count = min(len(self.firms), self._rows_in_sight)
        return QSize(240, self._axis_px() + max(count, 3) * round(PITCH_LOW_PX * self.scale))

    def _axis_px(self) -> int:
        return round((SMALL_PX + 9) * self.scale)

    def arranged(self) -> None:
        """Hear that the plot has other edges."""

    def _measure(self, widest: tuple[str, ...]) -> None:
        limit = self.viewport().width() * NAMES_WIDEST_SHARE
        made = font(BODY_PX * self.scale, max(self._weight, SEMIBOLD))
        self._shown_names, self._names_px = fitted_names(self.firms.names, made, limit)
        gap = GAP_PX * self.scale
        self._columns_px = tuple(width + gap for width in column_widths(self.columns, widest, self.fonts))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        first = max(self.row_at(0), 0)
        rows = range(first, min(first + self.plot.height() // self.pitch + 2, len(self.firms)))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.keeps_ground:
            self._ground.lay(painter, self._ground_key(), lambda inner: self._paint_ground(inner, rows))
        else:
            self._paint_ground(painter, rows)
        painter.setClipRect(0, 0, self.viewport().width(), self.plot.height())
        painter.setOpacity(STALE_OPACITY if self.stale else 1.0)
        self.paint_plot(painter, rows)
        self._paint_columns(painter, rows)
        painter.end()

    def _ground_key(self) -> Hashable:
        place = (self._layout_key, self.scale, self.low, self.high, self.verticalScrollBar().value())
        return (*place, self.firms, self.ticks, self.grid, self.theme.name, self.stale, self.hasFocus())

    def _paint_ground(self, painter: QPainter, rows: range) -> None:
        painter.fillRect(self.viewport().rect(), self.theme.color("panel"))
        self._paint_axis(painter)
        painter.setClipRect(0, 0, self.viewport().width(), self.plot.height())
        self._paint_selection(painter)
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
        for value, label in self.ticks:
            x = round(self.x_of(value)) + 0.5
            room = QRectF(x - 60 * self.scale, self.plot.height(), 120 * self.scale, min(height, 20 * self.scale))
            painter.drawText(room, TEXT_CENTRE, label)

    def _paint_selection(self, painter: QPainter) -> None:
        row = self.firms.selected
        if row == NO_ROW:
            return
        room = QRectF(0.5, self.top(row) + 0.5, self.viewport().width() - 1, self.pitch - 1)
        painter.setPen(QPen(self.theme.color("accent"), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent_soft"))
        painter.drawRoundedRect(room, 3, 3)

    def _paint_names(self, painter: QPainter, rows: range) -> None:
        painter.setFont(self.fonts.name)
        painter.setPen(self.theme.color("text"))
        for row in rows:
            strong = row == self.firms.selected and self._weight < SEMIBOLD
            if strong:
                painter.setFont(font(BODY_PX * self.scale, SEMIBOLD))
            painter.drawText(QRectF(0, self.top(row), self._names_px, self.pitch), TEXT_RIGHT, self._shown_names[row])
            if strong:
                painter.setFont(self.fonts.name)
        if self._marks:
            centre = self._names_px + MARK_PX * self.scale / 2
            for row in rows:
                if row in self.firms.recorded:
                    paint_ring(painter, QPointF(centre, self.middle(row)), self.theme.color("accent"), self.scale)
                paint_mark(
                    painter, QPointF(centre, self.middle(row)), mark_of(self.firms.joined[row]), self.theme, self.scale
                )

    def _paint_columns(self, painter: QPainter, rows: range) -> None:
        right = float(self.plot.right() + GAP_PX * self.scale)
        for column, width in zip(self.columns, self._columns_px, strict=True):
            painter.setFont(self.fonts.small if column.muted else self.fonts.value)
            painter.setPen(self.theme.color("muted" if column.muted else "text"))
            for row in rows:
                room = QRectF(right, self.top(row), width, self.pitch)
                painter.drawText(room, TEXT_RIGHT, column.texts[row])
            right += width

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
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.row_at(event.pos().y())
            if row == NO_ROW:
                QToolTip.hideText()
            else:
                room = QRect(0, self.top(row), self.viewport().width(), self.pitch)
                QToolTip.showText(event.globalPos(), self.tip(row, QPointF(event.pos())), self.viewport(), room)
            return True
        return super().viewportEvent(event)


def _reach(text: str) -> int:
    """Return about how wide a text is; a Korean letter is as wide as two Latin ones."""
    return len(text) + sum(letter > "\u1100" for letter in text)

"""The picture of a sequence of announcements: firms by steps, what was said marked, the present step framed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from gui.charts.parts import SMALL_PX, TEXT_CENTRE, TEXT_LEFT, TEXT_RIGHT, Column, mark_of, paint_mark
from gui.charts.rows import RowsView
from gui.charts.rowsarea import GAP_PX, MARK_PX
from gui.charts.series import NO_ROW, Firms
from gui.charts.turns import NOTHING, TurnSeries
from gui.frame import Frame
from gui.theme import REGULAR

BAR_SHARE = 0.56  # of a row's height
AROUND_TEXT_PX = 11  # beside the number of a cell: before the bar, between, behind
LEAST_BAR_PX = 10  # where a column leaves less for its bars, the numbers stand alone
LINES = 2  # below the plot: the dates, and the belief about the title's worth


class TurnsView(RowsView):
    """Left and Right step, Space plays, a drag moves a firm to another step.

    Signals: ``play_asked()``, ``step_asked(by)``, ``step_chosen(step)``, ``dropped(row, step)``.
    """

    play_asked = Signal()
    step_asked = Signal(int)
    step_chosen = Signal(int)
    dropped = Signal(int, int)

    keeps_ground = False

    def __init__(self) -> None:
        super().__init__(name_weight=REGULAR, marks=False, rows_in_sight=5)
        self.setObjectName("chart.announcements.rows")
        self.viewport().setMouseTracking(True)
        self.series: TurnSeries = NOTHING
        self.step = 0
        self.texts: tuple[tuple[str, ...], ...] = ()  # [steps + 1][n]
        self.widest = ""  # of the numbers that there may be, so that bars of all columns compare
        self.beliefs: tuple[str, ...] = ()  # [steps + 1]
        self.headings: tuple[str, ...] = ()  # [steps + 1]
        self.at_once_heading = self.belief_heading = ""
        self.teller: Callable[[int], str] = str
        self._pressed: tuple[int, QPointF] | None = None
        self._over: int | None = None  # the step that a dragged firm would be dropped on

    def fill(self, firms: Firms, columns: tuple[Column, ...]) -> None:
        """Take the rows of the series, with a line between steps."""
        count = len(self.headings)
        self.low, self.high = 0.0, float(max(count, 1))
        self.grid = tuple(float(column) for column in range(1, count))
        self.set_rows(firms, columns)

    def show_step(self, step: int) -> None:
        """Show what is known after so many statements."""
        if step != self.step:
            self.step = step
            self.viewport().update()

    def series_of(self, frame: Frame) -> TurnSeries:
        """Return the series on screen with the names and the selection of another frame of the same firms."""
        ids, named = self.series.firms.ids, dict(zip(frame.outcome.firm_ids, frame.names, strict=True))
        selected = ids.index(frame.selected) if frame.selected in ids else NO_ROW
        names = tuple(named[firm] for firm in ids)
        return replace(self.series, firms=replace(self.series.firms, names=names, selected=selected))

    def column_at(self, x: float) -> int | None:
        """Return the column under a place in the viewport, px."""
        if not self.headings or not self.plot.left() <= x <= self.plot.right():
            return None
        return min(int((x - self.plot.left()) / self._width()), len(self.headings) - 1)

    def tip(self, row: int, _point: QPointF) -> str:
        """Return the exact numbers of a row."""
        return self.teller(row)

    # painting

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the present step and the chances up to it."""
        self._paint_step(painter, self.step, "accent_soft")
        if self._over is not None:
            self._paint_step(painter, self._over, "hover")
        for row in rows:
            for column in range(min(self.step + 1, len(self.texts))):
                self._paint_cell(painter, row, column)

    def _paint_step(self, painter: QPainter, column: int, role: str) -> None:
        left = round(self.plot.left() + column * self._width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color(role))
        painter.drawRect(QRectF(left + 1, 0, self._width() - 1, self.plot.height()))
        painter.setBrush(self.theme.color("accent"))
        painter.drawRect(QRectF(left + 1, self.plot.height() - 2, self._width() - 1, 2))

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        series, width = self.series, self._width()
        x, top = round(self.plot.left() + column * width) + 4, self.top(row)
        spoken = series.stated[row] is not None and column >= series.speaks[row]
        if spoken:
            painter.setOpacity(1.0 if column == series.speaks[row] else 0.35)
            paint_mark(painter, QPointF(x + 6, self.middle(row)), mark_of(series.stated[row]), self.theme, self.scale)
            painter.setOpacity(1.0)
            return
        height = round(self.pitch * BAR_SHARE)
        room = width - self._text_px() - AROUND_TEXT_PX * self.scale
        wide = room >= LEAST_BAR_PX * self.scale
        length = float(series.chances[column, row]) * room
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("bar_on" if column == self.step else "bar_off"))
        if wide:
            painter.drawRect(QRectF(x, top + (self.pitch - height) // 2, length, height))
        painter.setFont(self.fonts.small)
        painter.setPen(self.theme.color("text" if column == self.step else "muted"))
        start = x + length + 4 if wide else x
        painter.drawText(QRectF(start, top, width, self.pitch), TEXT_LEFT, self.texts[column][row])

    def _paint_axis(self, painter: QPainter) -> None:
        super()._paint_axis(painter)
        painter.setFont(self.fonts.small)
        line, top = self._axis_px() / LINES, float(self.plot.height())
        width, metrics = self._width(), QFontMetricsF(self.fonts.small)
        for column, heading in enumerate(self.headings):
            known = column <= self.step
            painter.setPen(self.theme.color("text" if column == self.step else "muted"))
            left = self.plot.left() + column * width
            shown = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, width - 2)
            painter.drawText(QRectF(left, top + 2, width, line), TEXT_CENTRE, shown)
            belief = self.beliefs[column] if known else ""
            painter.drawText(QRectF(left, top + line, width, line), TEXT_CENTRE, belief)
        painter.setPen(self.theme.color("muted"))
        painter.drawText(QRectF(0, top + line, self.plot.left() - GAP_PX, line), TEXT_RIGHT, self.belief_heading)
        right = float(self.plot.right())
        painter.drawText(
            QRectF(right, top + 2, self.viewport().width() - right, line), TEXT_RIGHT, self.at_once_heading
        )
        if self._over is not None:
            painter.setPen(QPen(self.theme.color("accent"), 1))

    def _axis_px(self) -> int:
        return round((SMALL_PX + 6) * LINES * self.scale)

    def _measure(self, widest: tuple[str, ...]) -> None:
        """Leave room at the left for what stands below the names as well."""
        super()._measure(widest)
        heading = QFontMetricsF(self.fonts.small).horizontalAdvance(self.belief_heading)
        self._names_px = max(self._names_px, heading + GAP_PX - MARK_PX * self.scale)

    def _width(self) -> float:
        return self.plot.width() / max(len(self.headings), 1)

    def _text_px(self) -> float:
        return QFontMetricsF(self.fonts.small).horizontalAdvance(self.widest)

    # events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().y())
        column = self.column_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and row == NO_ROW and column is not None:
            self.step_chosen.emit(column)  # a date below the plot
            return
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and row != NO_ROW:
            self._pressed = (row, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = (event.position() - self._pressed[1]).manhattanLength()
            if self._over is not None or moved >= QApplication.startDragDistance():
                self._over = self.column_at(event.position().x()) or None  # nobody speaks before the beginning
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.viewport().update()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, over = self._pressed, self._over
        self._pressed = self._over = None
        self.unsetCursor()
        self.viewport().update()
        if pressed is not None and over is not None:
            self.dropped.emit(pressed[0], over)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.step_asked.emit(step)
        elif event.key() == Qt.Key.Key_Space:
            self.play_asked.emit()
        else:
            super().keyPressEvent(event)

"""Where rows of firms stand in a chart: pitch, columns, scrolling, and which row is where."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from gui.charts.parts import (
    SMALL_PX,
    Column,
    Fonts,
)
from gui.charts.rowroom import column_widths, fitted_names, names_of_two_lines
from gui.charts.series import NO_ROW, Firms, Floats
from gui.theme import BODY_PX, LIGHT, SEMIBOLD, Theme, font

PITCH_LOW_PX, PITCH_HIGH_PX = 17, 24
MARK_PX, GAP_PX = 22, 8
ROWS_IN_SIGHT = 13  # the opening case is seen whole in a small window
NAMES_WIDEST_SHARE = 0.34
TWO_LINES_PX = 30  # of a row whose name takes two


class RowsArea(QAbstractScrollArea):
    """Where rows of firms stand: names at the left, a plot, columns of numbers at the right, an axis below."""

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
        self.short_ticks: tuple[tuple[float, str], ...] = ()  # in place of those that have no room
        self.grid: tuple[float, ...] | None = None  # where there are lines, if not at the ticks
        self.low, self.high = 0.0, 1.0
        self.stale = False
        self.scale = 1.0
        self.left_out = 0  # rows that are counted in words, since a picture cannot be scrolled
        self._short = False
        self._part: int | None = None  # which part of the rows is in a picture that goes on in another
        self.parts = 1
        self.end = 0  # of the rows that may be seen
        self.two_lines = False  # that long names take
        self._weight, self._marks, self._rows_in_sight = name_weight, marks, rows_in_sight
        self.fonts = Fonts.at(1.0, name_weight)
        self._shown_names: tuple[str, ...] = ()
        self._layout_key: Hashable = None
        self._names_px = 0.0
        self._columns_px: tuple[float, ...] = ()
        self.pitch = PITCH_LOW_PX
        self.plot = QRect()

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

    def set_short(self, on: bool) -> None:
        """Leave out what does not fit, and count it in words: the rows are in a picture."""
        self._short = on
        self._layout_key = None
        self._arrange()
        self.viewport().update()

    def set_part(self, number: int | None) -> None:
        """Show one of the ``parts`` in which a picture can show every row, long names whole; None ends it."""
        self._part = number
        self._layout_key = None
        self._arrange()
        self.viewport().update()

    @property
    def seen(self) -> tuple[str, ...]:
        """The names of the rows in the part that is shown."""
        return self.firms.names[self.verticalScrollBar().value() // self.pitch : self.end]

    def top(self, row: int) -> int:
        """Return the upper edge of a row in the viewport, px."""
        return row * self.pitch - self.verticalScrollBar().value()

    def middle(self, row: int) -> float:
        """Return the middle of a row in the viewport, px."""
        return self.top(row) + self.pitch / 2

    def x_of(self, value: float) -> float:
        """Return where a value stands in the viewport, px."""
        return self.plot.left() + (value - self.low) / (self.high - self.low) * self.plot.width()

    @property
    def px_a_unit(self) -> float:
        """How much room a unit of the axis takes, px."""
        return self.plot.width() / (self.high - self.low)

    def xs_of(self, values: Floats) -> list[float]:
        """Return where values stand in the viewport, px."""
        places: list[float] = (self.plot.left() + (values - self.low) * self.px_a_unit).tolist()
        return places

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
        key = (size.width(), size.height(), self.firms.names, widest, self._part)
        if key == self._layout_key:
            return
        self._layout_key = key
        self._measure(widest)
        room = max(size.height() - self._axis_px(), 1)
        count = max(len(self.firms), 1)
        low, high = round(PITCH_LOW_PX * self.scale), round(PITCH_HIGH_PX * self.scale)
        if self.two_lines:
            low = high = round(TWO_LINES_PX * self.scale)
        self.parts, first, together = 1, 0, count
        if self._part is not None:
            self.parts = -(-count // max(room // low, 1))
            together = -(-count // self.parts)  # parts alike in length
            first = self._part * together
        self.pitch = min(max(room // together, low), high)
        short = self._short and self._part is None and room < count * low
        self.left_out = max(count - max(room // self.pitch - 1, 0), 0) if short else 0
        self.end = min(first + together, len(self.firms)) - self.left_out
        left = round(self._names_px + MARK_PX * self.scale)  # without marks too, so that charts line up
        right = round(sum(self._columns_px) + GAP_PX * self.scale)
        whole_rows = max(min(room // self.pitch, together, count - first), 1) * self.pitch
        self.plot = QRect(left, 0, max(size.width() - left - right, 1), whole_rows)
        bar = self.verticalScrollBar()
        if self._part is None:
            bar.setRange(0, 0 if self.left_out else max(count * self.pitch - self.plot.height(), 0))
        else:
            bar.setRange(first * self.pitch, first * self.pitch)
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
        self.two_lines = self._part is not None and self._shown_names != self.firms.names
        if self.two_lines:
            self._names_px = limit
            self._shown_names = names_of_two_lines(self.firms.names, self.fonts.small, self._names_px)
        gap = GAP_PX * self.scale
        self._columns_px = tuple(width + gap for width in column_widths(self.columns, widest, self.fonts))


@lru_cache(maxsize=4096)
def _reach(text: str) -> int:
    """Return about how wide a text is; a Korean letter is as wide as two Latin ones."""
    return len(text) + sum(letter > "\u1100" for letter in text)

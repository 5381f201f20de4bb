"""How much room the names and the columns of rows take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from gui.charts.parts import Column, Fonts

TWO_LINES_SHARE = 1.8  # of a line: the first of two is not filled to its end


class Names(NamedTuple):
    """The names as they fit, and how wide they are, px."""

    texts: tuple[str, ...]
    width: float


def fitted_names(names: Sequence[str], made: QFont, limit: float) -> Names:
    """Return names with those that are wider than ``limit`` px elided."""
    metrics = QFontMetricsF(made)
    width = min(max((metrics.horizontalAdvance(name) for name in names), default=0.0) + 2, limit)
    elided = Qt.TextElideMode.ElideRight
    return Names(tuple(metrics.elidedText(name, elided, width) for name in names), width)


def names_of_two_lines(names: Sequence[str], made: QFont, width: float) -> tuple[str, ...]:
    """Return names with the middle left out of those that do not fit into two lines of ``width`` px."""
    metrics, room = QFontMetricsF(made), width * TWO_LINES_SHARE
    return tuple(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room) for name in names)


def column_widths(columns: Sequence[Column], widest: Sequence[str], fonts: Fonts) -> tuple[float, ...]:
    """Return how wide the widest text of each column is, px."""
    value, small = QFontMetricsF(fonts.value), QFontMetricsF(fonts.small)
    pairs = zip(columns, widest, strict=True)
    return tuple((small if column.muted else value).horizontalAdvance(text) for column, text in pairs)

"""How much room the names and the columns of rows take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from gui.charts.parts import Column, Fonts

ELLIPSIS, RIGHT = "…", Qt.TextElideMode.ElideRight
TWO_LINES_SHARE = 1.8  # of a line: the first of two is not filled to its end


class Names(NamedTuple):
    """The names as they fit, and how wide they are, px."""

    texts: tuple[str, ...]
    width: float


def fitted_names(names: Sequence[str], made: QFont, limit: float) -> Names:
    """Return names with those that are wider than ``limit`` px elided."""
    metrics = QFontMetricsF(made)
    width = min(max((metrics.horizontalAdvance(name) for name in names), default=0.0) + 2, limit)
    cut = cut_apart(names, made, width)
    return Names(cut, min(max((metrics.horizontalAdvance(text) for text in cut), default=0.0) + 2, limit))


def cut_apart(names: Sequence[str], made: QFont, room_px: float) -> tuple[str, ...]:
    """Return names that fit into ``room_px``; those that would end in the same letters lose what they begin with."""
    metrics = QFontMetricsF(made)
    cut = [metrics.elidedText(name, RIGHT, room_px) for name in names]
    alike = defaultdict(list)
    for row, text in enumerate(cut):
        alike[text].append(row)
    for rows in alike.values():
        if len({names[row] for row in rows}) > 1:
            start = _shared([names[row] for row in rows])
            for row in rows:
                rest = ELLIPSIS + names[row][start:] if start else names[row]
                cut[row] = metrics.elidedText(rest, RIGHT if start else Qt.TextElideMode.ElideMiddle, room_px)
    return tuple(cut)


def _shared(names: Sequence[str]) -> int:
    """Return how many letters the names begin with alike, without the word in which they part."""
    columns = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in columns).rfind(" ") + 1


def names_of_two_lines(names: Sequence[str], made: QFont, width: float) -> tuple[str, ...]:
    """Return names with the middle left out of those that do not fit into two lines of ``width`` px."""
    metrics, room = QFontMetricsF(made), width * TWO_LINES_SHARE
    return tuple(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room) for name in names)


def column_widths(columns: Sequence[Column], widest: Sequence[str], fonts: Fonts) -> tuple[float, ...]:
    """Return how wide the widest text of each column is, px."""
    value, small = QFontMetricsF(fonts.value), QFontMetricsF(fonts.small)
    pairs = zip(columns, widest, strict=True)
    return tuple((small if column.muted else value).horizontalAdvance(text) for column, text in pairs)

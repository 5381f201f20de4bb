"""Small things that come again and again in a drag, each painted once and put down as a picture afterwards.

Laying out and smoothing a text takes ten times as long as copying the few hundred pixels that it covers. Where a
picture would not lie on the pixels of what is painted on, everything is painted as ever.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPaintEngine, QPainter, QPen, QPixmap

MOST_PX = 250_000  # of one kind of pictures, 1 MB; then they begin anew
OVERHANG_PX = 2  # of a letter beyond the edge that a text is aligned to
PHASES = 8  # places of a dot between two pixels


class Surface(NamedTuple):
    """What is painted on: a painter and how many pixels it puts to a unit, 0 where no picture would lie on them."""

    painter: QPainter
    ratio: int


def surface(painter: QPainter) -> Surface:
    """Return a painter with its scale, which is 0 where that is a fraction, and in a file of lines and letters."""
    way = painter.deviceTransform()
    ratio = way.m11()
    square = way.m22() == ratio >= 1.0 and way.m12() == way.m21() == 0.0
    whole = square and all(part.is_integer() for part in (ratio, way.dx(), way.dy()))
    return Surface(painter, int(ratio) if whole and painter.paintEngine().type() == QPaintEngine.Type.Raster else 0)


class Pictures:
    """Pictures by kind and key; the keys of one kind are looked up together."""

    def __init__(self) -> None:
        self._kinds: dict[Hashable, dict[Hashable, QPixmap]] = {}
        self._room_px = MOST_PX

    def of_kind(self, kind: Hashable) -> dict[Hashable, QPixmap]:
        """Return the pictures of a kind that are there."""
        return self._kinds.setdefault(kind, {})

    def paint(self, size: QSize, ratio: int, ground: QColor, paint: Callable[[QPainter], None]) -> QPixmap:
        """Return a new picture on a ground of one colour; every older one is forgotten where there are too many."""
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(ground)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        painter.end()
        self._room_px -= made.width() * made.height()
        if self._room_px < 0:
            for kept in self._kinds.values():
                kept.clear()
            self._room_px = MOST_PX
        return made


@dataclass(frozen=True, eq=False, slots=True)
class Ink:
    """How a text is written. The colour behind it is part of that, since screens smooth letters by both."""

    font: QFont
    colour: QColor
    ground: QColor
    align: Qt.AlignmentFlag


class Lettering:
    """Texts of one line over a plain colour, kept as pictures."""

    def __init__(self) -> None:
        self._pictures = Pictures()

    def column(self, on: Surface, ink: Ink, first: QRectF, texts: Iterable[str]) -> None:
        """Write texts one below the other, the first into a room and each other one a room's height lower.

        Rooms begin and end at whole units from above; nothing but the ink's ground may lie behind them.
        """
        painter, ratio = on
        top, height = round(first.y()), round(first.height())
        if not ratio:
            painter.setFont(ink.font)
            painter.setPen(ink.colour)
            for row, text in enumerate(texts):
                painter.drawText(first.translated(0, row * height), ink.align, text)
            return
        shift = OVERHANG_PX if ink.align & Qt.AlignmentFlag.AlignRight else -OVERHANG_PX
        left = math.floor(first.x()) + shift
        room = QRectF(first.x() - left, 0, first.width(), height)
        kept = self._pictures.of_kind((ink, ratio, room.x(), room.width(), height))
        for text in texts:
            picture = kept.get(text)
            if picture is None:
                picture = kept[text] = self._written(ink, room, ratio, text)
            painter.drawPixmap(left, top, picture)
            top += height

    def _written(self, ink: Ink, room: QRectF, ratio: int, text: str) -> QPixmap:
        def write(painter: QPainter) -> None:
            painter.setFont(ink.font)
            painter.setPen(ink.colour)
            painter.drawText(room, ink.align, text)

        beyond = OVERHANG_PX if ink.align & Qt.AlignmentFlag.AlignRight else 0
        size = QSize(math.ceil(room.right()) + beyond, round(room.height()))
        return self._pictures.paint(size, ratio, ink.ground, write)


@dataclass(frozen=True, eq=False, slots=True)
class Ring:
    """A dot with an edge, sizes in px."""

    size: float
    pen: QPen
    fill: QColor


class Dots:
    """Dots wherever values stand, kept as pictures for a few places between two pixels."""

    def __init__(self) -> None:
        self._pictures = Pictures()

    def put(self, on: Surface, ring: Ring, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Paint a dot around each point."""
        painter, ratio = on
        if not ratio:
            painter.setPen(ring.pen)
            painter.setBrush(ring.fill)
            for x, y in zip(xs, ys, strict=True):
                painter.drawEllipse(QPointF(x, y), ring.size / 2, ring.size / 2)
            return
        around = math.ceil((ring.size + ring.pen.widthF()) / 2) + 1
        kept = self._pictures.of_kind((ring, ratio))
        for x, y in zip(xs, ys, strict=True):
            left, across = divmod(round(x * PHASES), PHASES)
            top, down = divmod(round(y * PHASES), PHASES)
            key = (across, down)
            if key not in kept:
                kept[key] = self._dot(ring, ratio, around, QPointF(across / PHASES, down / PHASES))
            painter.drawPixmap(left - around, top - around, kept[key])

    def _dot(self, ring: Ring, ratio: int, around: int, shift: QPointF) -> QPixmap:
        def draw(painter: QPainter) -> None:
            painter.setPen(ring.pen)
            painter.setBrush(ring.fill)
            painter.drawEllipse(shift + QPointF(around, around), ring.size / 2, ring.size / 2)

        size = QSize(2 * around + 1, 2 * around + 1)
        return self._pictures.paint(size, ratio, QColor(Qt.GlobalColor.transparent), draw)

"""One headline as a tile: a figure, its change from the baseline, and one line that puts it in place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPolygonF, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QStyleOptionFrame

from gui.charts.ground import Ground
from gui.charts.parts import STALE_OPACITY, TEXT_LEFT
from gui.charts.pictures import Ink, Lettering, Surface, surface
from gui.charts.series import Verdict
from gui.covering import cover
from gui.theme import BOLD, LIGHT, REGULAR, SEMIBOLD, Theme, dress, font

FULL_PX, COMPACT_PX = 78, 50
VALUE_PX, COMPACT_VALUE_PX, LEAST_VALUE_PX = 23, 18, 15
LINE_PX = 12
PAD_PX, BESIDE_PX, ARROW_PX = 10, 6, 12
WEIGHTS = {"name": REGULAR, "value": BOLD, "change": SEMIBOLD, "note": REGULAR}
COLOURS = {"good": "good", "bad": "bad", "same": "muted"}


@dataclass(frozen=True, slots=True)
class Wording:
    """A tile as text. ``change`` is empty where it would show as nothing."""

    names: tuple[str, ...]  # the first that fits is shown
    value: str
    change: str
    rising: bool
    verdict: Verdict
    notes: tuple[str, ...]  # the first that fits is shown
    exact: str  # everything, for the tooltip and for readers of the screen


BLANK = Wording(("",), "", "", False, "same", (), "")


class TileView(QFrame):
    """One tile, painted: a change of numbers only repaints."""

    def __init__(self, tile_id: str) -> None:
        super().__init__()
        dress(self, "card")
        self.setObjectName(f"tile.{tile_id}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ground, self._letters = Ground(self), Lettering()
        self._inks: dict[tuple[str, str, int, str], Ink] = {}
        self.theme: Theme = LIGHT
        self.words = BLANK
        self.stale = self.compact = False

    def sizeHint(self) -> QSize:
        return QSize(130, COMPACT_PX if self.compact else FULL_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def set_compact(self, compact: bool) -> None:
        """Leave the note out and write smaller, in a low window."""
        if compact != self.compact:
            self.compact = compact
            self.updateGeometry()
            self.update()

    def say(self, words: Wording, stale: bool) -> None:
        """Take other words."""
        if words == self.words and stale == self.stale:
            return
        if words.names != self.words.names:
            self.setAccessibleName(words.names[0])
        if words.exact and words.exact != self.words.exact:
            self.setAccessibleDescription(words.exact)
            self.setToolTip(words.exact)
        self.words, self.stale = words, stale
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        cover(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            cover(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground.lay(painter, self.theme.name, self._paint_card)
        if self.stale:
            painter.setOpacity(STALE_OPACITY)
        on, words = surface(painter), self.words
        width = float(self.width() - 2 * PAD_PX)
        top = 4 if self.compact else 8
        first = QRectF(PAD_PX, top, width, 17)
        middle = QRectF(PAD_PX, top + 17, width, 24 if self.compact else 30)
        largest = COMPACT_VALUE_PX if self.compact else VALUE_PX
        size, used, wide = value_fit(words.value, words.change, width, largest)
        beside = used + BESIDE_PX + wide <= width + 1
        place = middle.adjusted(used + BESIDE_PX, 0, 0, 0) if beside else first.adjusted(width - wide, 0, 0, 0)
        self._line(on, "name", words.names, first if beside else first.adjusted(0, 0, -wide, 0))
        self._letters.column(on, self._ink("value", "text", size), middle, (words.value,))
        self._change(on, place)
        if not self.compact:
            self._line(on, "note", words.notes, QRectF(PAD_PX, top + 47, width, 17))
        painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        painter.fillRect(self.rect().adjusted(-1, -1, 1, 1), self.theme.color("background"))  # half a pixel stays dark
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        self.style().drawControl(QStyle.ControlElement.CE_ShapedFrame, option, painter, self)

    def _line(self, on: Surface, role: str, wordings: tuple[str, ...], room: QRectF) -> None:
        text = fitting(wordings, WEIGHTS[role], room.width() + 1)
        if text:
            self._letters.column(on, self._ink(role, "muted", LINE_PX), room, (text,))

    def _change(self, on: Surface, room: QRectF) -> None:
        words = self.words
        if not words.change:
            return
        colour, x, y = COLOURS[words.verdict], room.left(), room.center().y() + 1
        tip = -4.5 if words.rising else 4.5
        on.painter.setPen(Qt.PenStyle.NoPen)
        on.painter.setBrush(self.theme.color(colour))
        flat = y - tip * 0.8
        on.painter.drawPolygon(QPolygonF([QPointF(x, flat), QPointF(x + 9, flat), QPointF(x + 4.5, y + tip)]))
        beside = room.adjusted(ARROW_PX, 1, 0, 1)
        text = fitting((words.change,), WEIGHTS["change"], beside.width() + 1)
        self._letters.column(on, self._ink("change", colour, LINE_PX), beside, (text,))

    def _ink(self, role: str, colour: str, size_px: int) -> Ink:
        key = (role, colour, size_px, self.theme.name)
        if key not in self._inks:
            made = font(size_px, WEIGHTS[role])
            self._inks[key] = Ink(made, self.theme.color(colour), self.theme.color("panel"), TEXT_LEFT)
        return self._inks[key]


@lru_cache(maxsize=2048)
def width_px(text: str, size_px: int, weight: int) -> float:
    """Return how wide a text is."""
    return QFontMetricsF(font(size_px, weight)).horizontalAdvance(text)


@lru_cache(maxsize=1024)
def fitting(wordings: tuple[str, ...], weight: int, room_px: float) -> str:
    """Return the first wording of the small lines that fits, or the last one elided."""
    for text in wordings:
        if width_px(text, LINE_PX, weight) <= room_px:
            return text
    last = wordings[-1] if wordings else ""
    return QFontMetricsF(font(LINE_PX, weight)).elidedText(last, Qt.TextElideMode.ElideRight, room_px)


@lru_cache(maxsize=1024)
def value_fit(value: str, change: str, width_now_px: float, largest_px: int) -> tuple[int, float, float]:
    """Write a value as large as leaves room for its change, within reason; return its size and how wide both are, px.

    Where even a small value leaves too little, the change goes above it and the value stays large.
    """
    wide = width_px(change, LINE_PX, SEMIBOLD) + ARROW_PX if change else 0.0
    for room in (width_now_px - BESIDE_PX - wide + 1, width_now_px):
        for size in range(largest_px, LEAST_VALUE_PX - 1, -1):
            used = width_px(value, size, BOLD)
            if used <= room:
                return size, used, wide
    return LEAST_VALUE_PX, width_now_px, wide

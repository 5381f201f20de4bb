"""Room for a sentence that changes at every step of a drag: what is around it moves only when its height changes.

The sentence is laid out here and not by a document of rich text, which takes ten times as long: it is read as HTML,
and laid out four times before it is painted.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.covering import PanelPart
from gui.theme import LIGHT, Theme

# A number is no part of a name, as in B200.
NUMBER = re.compile(r"(?<!\w)[+−]?₩?\d+(?:[.,]\d+)*(?:\s?(?:%p|points|bn|억원|조원|%))?(?![A-Za-z0-9])")


class Marked(NamedTuple):
    """A sentence with its bold head and its links, which begin and end at these letters."""

    text: str
    head: int
    links: tuple[tuple[int, int], ...]


def marked(sentence: str) -> Marked:
    """Return a sentence with what stands before the colon bold and every number a link."""
    text = NUMBER.sub(lambda found: found[0].replace(" ", "\u00a0"), sentence)  # a unit stays with its number
    text = text.replace(" → ", "\u00a0→\u00a0")  # and a change in one line
    head, _, rest = text.partition(": ")
    return Marked(text, len(head) + 1 if rest else 0, tuple(found.span() for found in NUMBER.finditer(text)))


class LinkedLabel(QLabel):
    """A sentence of as many lines as it needs. Signals: ``linkActivated`` where a number is clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMouseTracking(True)
        self.theme: Theme = LIGHT
        self._marked = Marked("", 0, ())
        self._layout = QTextLayout()
        self._room_px = -1
        self._formats = {(strong, link): _format(strong, link) for strong in (False, True) for link in (False, True)}

    def say(self, sentence: str) -> None:
        """Take another sentence."""
        self._marked, self._room_px = marked(sentence), -1
        self.setText(self._marked.text)

    def fit(self, room_px: int) -> None:
        """Be as wide as there is room, and as high as the sentence then needs."""
        if room_px != self._room_px:
            self._room_px = room_px
            self.resize(room_px, self._lay_out(room_px))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.theme.color("text"))
        self._layout.draw(painter, QPointF())
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        on = self._is_link(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._is_link(event.position()):
            self.linkActivated.emit(self._marked.text)

    def _lay_out(self, room_px: int) -> int:
        text, head, links = self._marked
        made = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        made.setTextOption(option)
        edges = sorted({0, head, len(text), *(edge for link in links for edge in link)})
        ranges = []
        for begin, end in pairwise(edges):
            part = QTextLayout.FormatRange()
            part.start, part.length = begin, end - begin
            part.format = self._formats[begin < head, any(first <= begin < last for first, last in links)]
            ranges.append(part)
        made.setFormats(ranges)
        made.beginLayout()
        height = 0.0
        while (line := made.createLine()).isValid():
            line.setLineWidth(room_px)
            line.setPosition(QPointF(0, height))
            height += line.height()
        made.endLayout()
        self._layout = made
        self.update()
        return math.ceil(height)

    def _is_link(self, place: QPointF) -> bool:
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            if line.naturalTextRect().contains(place):
                at = line.xToCursor(place.x(), line.CursorPosition.CursorOnCharacter)
                return any(begin <= at < end for begin, end in self._marked.links)
        return False


class SentenceRoom(PanelPart):
    """A label of as many lines as its text takes. It stands in no layout, so a text asks nobody to move."""

    def __init__(self) -> None:
        super().__init__()
        self.label, self._said = LinkedLabel(self), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, sentence: str, theme: Theme) -> None:
        """Show another sentence."""
        if theme is not self.theme:
            self.theme = self.label.theme = theme
            self.update()
        if sentence != self._said:
            self._said = sentence
            self.label.say(sentence)
            self._fit()
        if self.isHidden():
            self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.label.fit(self.width())
        height = self.label.height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def _format(strong: bool, link: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    if strong:
        made.setFontWeight(QFont.Weight.Bold)
    if link:
        made.setFontUnderline(True)
    return made

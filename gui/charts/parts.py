"""What charts share: fonts, the signs of a decision, columns of numbers, labels that give way in a narrow window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.numbers import Numbers
from gui.theme import BODY_PX, BOLD, REGULAR, Theme, dress, font

SMALL_PX = 11
STALE_OPACITY = 0.4

Align = Qt.AlignmentFlag
TEXT_LEFT = Align.AlignLeft | Align.AlignVCenter
TEXT_RIGHT = Align.AlignRight | Align.AlignVCenter
TEXT_CENTRE = Align.AlignHCenter | Align.AlignVCenter


class Mark(Enum):
    """What a firm did in fact, as a sign beside its name."""

    JOINED = "joined"
    DECLINED = "declined"
    UNDECIDED = "undecided"


def mark_of(joined: bool | None) -> Mark:
    """Return the sign of a decision."""
    if joined is None:
        return Mark.UNDECIDED
    return Mark.JOINED if joined else Mark.DECLINED


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers at the right: ``widest`` is the longest text to make room for; muted ones are small."""

    texts: tuple[str, ...]
    widest: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a chart at one size, with their metrics."""

    name: QFont
    value: QFont
    small: QFont

    @staticmethod
    def at(scale: float, name_weight: int) -> Fonts:
        """Return the fonts at a scale of the ordinary size."""
        return Fonts(font(BODY_PX * scale, name_weight), font(BODY_PX * scale, BOLD), font(SMALL_PX * scale, REGULAR))


def paint_mark(painter: QPainter, centre: QPointF, mark: Mark, theme: Theme, scale: float = 1.0) -> None:
    """Draw a tick, a cross or a dot: drawn and not written, since not every font has these signs."""
    size = 4.0 * scale
    colour = {Mark.JOINED: "good", Mark.DECLINED: "bad", Mark.UNDECIDED: "muted"}[mark]
    if mark is Mark.UNDECIDED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(colour))
        painter.drawEllipse(centre, 1.2 * scale, 1.2 * scale)
        return
    painter.setPen(QPen(theme.color(colour), 1.5 * scale))
    if mark is Mark.JOINED:
        painter.drawPolyline(
            [
                centre + QPointF(-size, 0.1 * size),
                centre + QPointF(-0.3 * size, 0.8 * size),
                centre + QPointF(size, -0.9 * size),
            ]
        )
        return
    painter.drawLine(centre + QPointF(-size, -size) * 0.85, centre + QPointF(size, size) * 0.85)
    painter.drawLine(centre + QPointF(-size, size) * 0.85, centre + QPointF(size, -size) * 0.85)


def paint_ring(painter: QPainter, centre: QPointF, colour: QColor, scale: float) -> None:
    """Draw a ring around a sign: the user recorded this decision, the case does not have it."""
    painter.setPen(QPen(colour, 1.2 * scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, 7.5 * scale, 7.5 * scale)


def paint_pin(painter: QPainter, centre: QPointF, colour: QColor, scale: float) -> None:
    """Draw a pin: a head and a needle."""
    painter.setPen(QPen(colour, 1.4 * scale))
    painter.drawLine(centre, centre + QPointF(-3.5, 5) * scale)
    painter.setBrush(colour)
    painter.drawEllipse(centre + QPointF(1, -1.5) * scale, 3 * scale, 3 * scale)


class ElidedLabel(QLabel):
    """A label of one line: the first of its wordings that fits, or the last one elided. Its tooltip is the first."""

    def __init__(self, role: str) -> None:
        super().__init__()
        dress(self, role)
        self._wordings: tuple[str, ...] = ("",)
        self._still = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())

    def keep_still(self) -> None:
        """Leave out what only a hand can do from now on: the label is in a picture."""
        self._still = True

    def set_wordings(self, *wordings: str, hand: str = "") -> None:
        """Take other wordings, the longest first; ``hand`` says what can be done by hand, where there is room."""
        if hand and not self._still:
            wordings = (f"{wordings[0]} · {hand}", *wordings)
        if wordings != self._wordings:
            self._wordings = wordings
            self.setText(wordings[0])
            self.setToolTip(wordings[0])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self.fontMetrics()
        fitting = (text for text in self._wordings if metrics.horizontalAdvance(text) <= self.width())
        shown = metrics.elidedText(next(fitting, self._wordings[-1]), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), TEXT_LEFT, shown)


class SteadyLabel(QLabel):
    """A label of one line; what stands around it is laid out anew only where another text takes other room."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, role)

    def setText(self, text: str) -> None:
        """Show a text; a label of fixed size does not ask its layout at every one."""
        if text != self.text():
            super().setText(text)
            room = self.sizeHint()
            if room != self.minimumSize():
                self.setFixedSize(room)


class Writing:
    """The numbers of a frame's language and currency, made once for each pair."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Numbers] = {}

    def of(self, language: str, currency: str) -> Numbers:
        """Return how numbers are written."""
        key = (language, currency)
        if key not in self._made:
            self._made[key] = Numbers(language, currency)
        return self._made[key]

"""The answer for one scenario: the share of worlds as a bar with its interval, and in words where it breaks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.dialogs import wrapped
from gui.stress.words import ShownNamer
from gui.theme import LIGHT, Theme, dress, repolish
from model.questions.stress import Tested
from model.questions.stress_words import breaking_sentence, share_sentence, turning_sentence

BAR_PX, NAME_PX, VALUE_PX, CAP_PX = 14, 170, 58, 4


class ShareBar(QWidget):
    """A share between 0 and 1 as a bar, its interval as a whisker."""

    def __init__(self) -> None:
        super().__init__()
        self.share, self.low, self.high = 0.0, 0.0, 0.0
        self.theme: Theme = LIGHT
        self.setFixedHeight(BAR_PX + 8)
        self.setMinimumWidth(120)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, bar and whisker."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, top, middle = self.width() - 2.0 * CAP_PX, (self.height() - BAR_PX) / 2.0, self.height() / 2.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("track"))
        painter.drawRoundedRect(QRectF(CAP_PX, top, width, BAR_PX), 3, 3)
        painter.setBrush(self.theme.color("bar_on"))
        painter.drawRoundedRect(QRectF(CAP_PX, top, width * self.share, BAR_PX), 3, 3)
        painter.setPen(QPen(self.theme.color("band"), 1.4))
        ends = [CAP_PX + width * end for end in (self.low, self.high)]
        painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
        for x in ends:
            painter.drawLine(QPointF(x, middle - CAP_PX), QPointF(x, middle + CAP_PX))
        painter.end()


class TestedRow(QFrame):
    """One scenario. Signals: ``chosen()`` by a click, Return or Space."""

    chosen = Signal()

    def __init__(self, tested: Tested, name: str, write: ShownNamer) -> None:
        super().__init__()
        self.tested = tested
        self.setObjectName("stress.row")
        dress(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar, self.value = ShareBar(), QLabel(write.percent(tested.share))
        self.bar.share, self.bar.low, self.bar.high = tested.share, tested.low, tested.high
        dress(self.value, "value")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setFixedWidth(VALUE_PX)
        title = QLabel(name)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setFixedWidth(NAME_PX)
        dress(title, "strong")
        head = QHBoxLayout()
        head.setSpacing(10)
        for part, stretch in ((title, 0), (self.bar, 1), (self.value, 0)):
            head.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        column.addLayout(head)
        self.sentences = [share_sentence(tested, write), breaking_sentence(tested, write)]
        if tested.turning is not None:
            self.sentences.append(turning_sentence(tested.turning, write))
        for place, text in enumerate(self.sentences):
            label = wrapped("stress.said", "body" if place == 1 else "muted")
            label.setText(text)
            column.addWidget(label)
        self.setAccessibleName(f"{name}: {' '.join(self.sentences)}")

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.bar.theme = theme
        self.bar.update()

    def set_selected(self, on: bool) -> None:
        """Show as chosen, or not."""
        self.setProperty("selected", on)
        repolish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose by a click."""
        super().mouseReleaseEvent(event)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Return or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

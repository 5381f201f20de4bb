"""Says that a file keeps numbers of another version, and offers to compute them again beside the old ones."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.frame import Frame
from gui.theme import dress
from model.document import StoredResult, shown_name
from model.version import __version__


class Older(QFrame):
    """Stands across the top while scenarios have numbers that this version would not give, until it is closed.

    Signal: ``asked({row: outcome of this version})``.
    """

    asked = Signal(object)

    def __init__(self, told: Callable[[str], str] = str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told  # what may be shown of a text
        self._frame: Frame | None = None
        self._said: tuple[object, ...] = ()
        self._closed: tuple[object, ...] = ()  # the stored results that it was closed on
        self.setObjectName("older")
        dress(self, "notice")
        self._text, self.again, self.close_button = QLabel(self), QPushButton(self), QPushButton(self)
        self._text.setObjectName("older.text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.again.setObjectName("older.again")
        self.close_button.setObjectName("older.close")
        self.again.clicked.connect(self._ask)
        self.close_button.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(10)
        row.addWidget(self._text, 1)
        row.addWidget(self.again)
        row.addWidget(self.close_button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_frame(self, frame: Frame) -> None:
        """Stand there where a card of a frame has older numbers."""
        said = (frame.document.scenarios, tuple(frame.anew), frame.language, frame.shield)
        self._frame = frame
        if said != self._said:
            self._said = said
            self.retranslate()
        self.setVisible(bool(frame.anew) and self._stored != self._closed)

    def retranslate(self) -> None:
        """Say it again, as it may be shown now."""
        frame, stored = self._frame, self._stored
        if frame is None or not stored:
            return
        versions = ", ".join(dict.fromkeys(one.engine_version for one in stored))
        names = ", ".join(self._told(shown_name(one.outcome.scenario.name, frame.language)) for one in stored)
        text = self.tr("Numbers as Turnout {0} computed them: {1}. This version ({2}) gives others.")
        self._text.setText(text.format(versions, names, __version__))
        self.setAccessibleName(self._text.text())
        self.again.setText(self.tr("Compute again and compare"))
        self.close_button.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def _stored(self) -> tuple[StoredResult, ...]:
        """What the file has of the cards that this version has other numbers for."""
        if self._frame is None:
            return ()
        document = self._frame.document
        cards = (document.scenarios[row] for row in sorted(self._frame.anew) if row < len(document.scenarios))
        return tuple(found for card in cards if (found := document.result_of(card)) is not None)

    def _ask(self) -> None:
        if self._frame is not None:
            self.asked.emit(dict(self._frame.anew))

    def _dismiss(self) -> None:
        self._closed = self._stored
        self.hide()

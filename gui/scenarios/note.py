"""The note of a scenario: typed freely, said when the focus leaves or after a pause, so that undo has few steps."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

NOTE_PAUSE_MS = 1500


class NoteEdit(QPlainTextEdit):
    """The note of a scenario: ``written(text)`` when the focus leaves or after a pause."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = self._shown = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(NOTE_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._typed)

    def show_note(self, text: str, shown: str) -> None:
        """Show a note of the document; what is being typed stays if the document says nothing new.

        One that is shown in other words than its own, under the name shield, can only be read.
        """
        if (text, shown) != (self._said, self._shown):
            self._said, self._shown = text, shown
            self.setReadOnly(shown != text)
            self.setPlainText(shown)
            self._pause.stop()

    def flush(self) -> None:
        """Say what was typed, if it is new."""
        self._pause.stop()
        if self._news():
            self._said = self._shown = self.toPlainText()
            self.written.emit(self._said)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say what was typed."""
        super().focusOutEvent(event)
        self.flush()

    def _typed(self) -> None:
        if self._news():
            self._pause.start()

    def _news(self) -> bool:
        return not self.isReadOnly() and self.toPlainText() != self._said

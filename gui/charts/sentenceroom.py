"""Room for a sentence that changes at every step of a drag: what is around it moves only when its height changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class SentenceRoom(QWidget):
    """A label of as many lines as its text takes. It stands in no layout, so a text asks nobody to move."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, text: str) -> None:
        """Show another text."""
        if text != self.label.text():
            self.label.setText(text)
            self._fit()
        if self.isHidden():
            self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = max(self.label.heightForWidth(self.width()), 0)
        self.label.resize(self.width(), height)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

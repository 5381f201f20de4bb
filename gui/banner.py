"""A problem that the user can mend, across the top of the charts; the last good charts stay below, dimmed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui import theme
from model.errors import ModelError


class Banner(QFrame):
    """One message with its cause and remedy, in the language on screen."""

    closed = Signal()

    def __init__(self, told: Callable[[str], str] = str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told  # what may be shown of a text
        self.setObjectName("banner")
        theme.dress(self, "banner")
        self._problem: ModelError | None = None
        self._language = "en"
        self._text = QLabel(self)
        self._text.setObjectName("banner.text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton(self)
        self._close.setObjectName("banner.close")
        self._close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says."""
        return self._text.text()

    def show_problem(self, problem: ModelError | None) -> None:
        """Say what is wrong, or disappear where nothing is."""
        self._problem = problem
        self.setVisible(problem is not None)
        self.retranslate()

    def set_language(self, language: str) -> None:
        """Say the message in another language."""
        self._language = language
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say the message again, as it may be shown now."""
        text = self._told(self._problem.text(self._language)) if self._problem else ""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._close.setText(self.tr("Close"))

    def _dismiss(self) -> None:
        self.show_problem(None)
        self.closed.emit()

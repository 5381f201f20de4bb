"""A language for what is made meanwhile: that of an export need not be the window's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QApplication

from gui.frame import Language
from gui.language import catalogue


class _AsWritten(QTranslator):
    """English: the texts as the code has them, with the plurals of the English catalogue."""

    def __init__(self, plurals: QTranslator | None) -> None:
        super().__init__()
        self._plurals = plurals

    def isEmpty(self) -> bool:
        """Say that there is something to translate."""
        return False

    def translate(self, context: str, text: str, about: str | None = None, n: int = -1) -> str:
        """Return a text as written, or its plural."""
        found = self._plurals.translate(context, text, about, n) if self._plurals is not None and n >= 0 else ""
        return found or text


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """Let what is made meanwhile speak a language; the windows on screen never hear of it."""
    app = QApplication.instance()
    found = catalogue(language)
    speaking = found if language == "ko" else _AsWritten(found)
    if app is None or speaking is None:
        yield
        return
    app.installTranslator(speaking)
    _hush()
    try:
        yield
    finally:
        app.removeTranslator(speaking)
        _hush()


def _hush() -> None:
    """Take back what Qt has posted to the windows of a change of language."""
    for part in (*QApplication.topLevelWidgets(), *QApplication.topLevelWindows()):
        QCoreApplication.removePostedEvents(part, QEvent.Type.LanguageChange.value)

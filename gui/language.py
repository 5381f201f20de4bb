"""Korean and English, switched while the window is open: Qt posts LanguageChange and every widget says itself anew."""

from __future__ import annotations

from importlib import resources
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator

Code = Literal["ko", "en"]
LANGUAGES: tuple[Code, ...] = ("ko", "en")


class Language:
    """The catalogues of one application. ``use`` exchanges them; texts are written in English in the code.

    The Korean catalogue holds every text, the English one the plurals alone. Qt's own dialogs have a catalogue of Qt.
    """

    def __init__(self, app: QCoreApplication, code: Code = "ko") -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self._code: Code = code
        self.use(code)

    @property
    def current(self) -> Code:
        """The language on screen."""
        return self._code

    def other(self) -> Code:
        """Return the language that a switch would lead to."""
        return "en" if self._code == "ko" else "ko"

    def use(self, code: Code) -> None:
        """Show everything in ``"ko"`` or ``"en"``; widgets hear of it by a LanguageChange event."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = [translator for translator in (qt_catalogue(code), catalogue(code)) if translator]
        self._code = code
        QLocale.setDefault(locale(code))
        for translator in self._installed:
            self._app.installTranslator(translator)
        # Qt posts the event to the windows; what is shown next must find them retranslated
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)


def locale(code: str) -> QLocale:
    """Return the conventions for numbers and dates that go with a language."""
    if code == "ko":
        return QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def catalogue(code: str) -> QTranslator | None:
    """Return Turnout's own catalogue of a language, or None where there is none."""
    entry = resources.files("resources") / "translations" / f"turnout_{code}.qm"
    if not entry.is_file():
        return None
    translator = QTranslator()
    return translator if translator.load(str(entry)) else None


def qt_catalogue(code: str) -> QTranslator | None:
    """Return Qt's catalogue of a language for its own dialogs, or None where Qt does not bring one."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator if translator.load(f"qtbase_{code}", folder) else None

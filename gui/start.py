"""Start-up: the application with its fonts, theme and language, its windows, and what happens when something breaks."""

from __future__ import annotations

import gc
import getpass
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from gui import theme
from gui.collecting import Collector
from gui.errors import CrashHandler
from gui.files import Dialogs, QtDialogs
from gui.frame import Language
from gui.language import Language as Catalogues
from gui.preferences import Preferences
from gui.program import Program
from gui.recovery import Copy, copies, save_copies
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.tour.tour import Offer, Tour
from gui.window import MainWindow
from model.case import load_case
from model.document import Document
from model.errors import ModelError

OPENING_CASE = "sovereign-ai-2026"
TOUR_CASE = "lantern-tide"
SWITCH_INTERVAL_S = 0.0005  # a worker hands over to the GUI thread this soon, so that a drag stays smooth
GARBAGE_OBJECTS = 20_000  # as many new objects as several steps of a drag make; 700 would look at each step
CASCADE_PX = 28
TITLE_PX = 40  # what a window has above its contents at most


@dataclass(frozen=True)
class Places:
    """Where Turnout keeps what: preferences, copies for recovery, logs."""

    preferences: Path
    recovery: Path
    logs: Path

    @staticmethod
    def of_user() -> Places:
        """Return the folders that the system gives to a user's applications."""
        folders = platformdirs.PlatformDirs("Turnout", appauthor=False)
        return Places(
            folders.user_config_path / "turnout.ini",
            _writable(folders.user_data_path / "recovery"),
            _writable(folders.user_log_path),
        )


class Application(QObject):
    """Every window, and what they have in common: language, theme, shield."""

    def __init__(self, app: QApplication, places: Places, dialogs: Dialogs | None = None) -> None:
        super().__init__(app)
        self.app, self.places = app, places
        self.preferences = Preferences(places.preferences)
        self.windows: list[MainWindow] = []
        self._dialogs = dialogs or QtDialogs()
        self.preferences.system_language = _system_language()
        self.language: Language = self.preferences.shown_language
        self._catalogues = Catalogues(app, self.language)
        self._collector = Collector(self)
        self._apply_theme()
        app.styleHints().colorSchemeChanged.connect(self._apply_theme)
        if isinstance(app, Program):
            app.file_handed.connect(self._open_handed)

    def open_window(self, document: Document | None = None, origin: str = "", path: Path | None = None) -> MainWindow:
        """Show a window: empty, with recovered work, or with a file."""
        case = load_case(OPENING_CASE)
        session = Session(case, REFINEMENTS)
        recovered = document is not None
        session.adopt(document or Document.new(case, self.language), Path(origin) if origin else None, recovered)
        window = MainWindow(session, self.preferences, self.places.recovery, self._dialogs)
        window.language_asked.connect(self.set_language)
        window.theme_asked.connect(self.set_theme)
        window.shield_asked.connect(self.set_shield)
        window.window_asked.connect(self._open_another)
        window.tour_asked.connect(self.open_tour)
        window.quit_asked.connect(self.quit)
        window.closed.connect(self._forget)
        self.windows.append(window)
        window.set_language(self.language)
        window.set_shield(self.preferences.shield)
        window.set_theme(self.theme, self.preferences.theme)
        if path is not None:
            window.files.open_path(path)
        window.show()
        return window

    def open_tour(self) -> Tour:
        """Begin the tour in a window of its own, on the fictional case."""
        window = self.open_window()
        window.session.adopt(Document.new(load_case(TOUR_CASE), self.language))
        return Tour(window)

    def offer_tour(self) -> bool:
        """Offer the tour at the very first start; False ever after."""
        if self.preferences.tour_offered or not self.windows:
            return False
        self.preferences.tour_offered = True
        Offer(self.windows[0], self.open_tour)
        return True

    @property
    def theme(self) -> theme.Theme:
        """The colours on screen."""
        choice = self.preferences.theme
        if choice == "system":
            dark = self.app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            choice = "dark" if dark else "light"
        return theme.THEMES[choice]

    def set_language(self, code: Language) -> None:
        """Show everything in another language, and remember it."""
        self.language = self.preferences.language = code
        self._catalogues.use(code)
        for window in self.windows:
            window.set_language(code)

    def set_theme(self, choice: str) -> None:
        """Show everything in other colours, and remember the choice."""
        self.preferences.theme = choice
        self._apply_theme()

    def set_shield(self, on: bool) -> None:
        """Show letters instead of firms everywhere, and remember it."""
        self.preferences.shield = on
        for window in self.windows:
            window.set_shield(on)

    def quit(self) -> None:
        """Close every window; one that is not to be closed stops it."""
        for window in list(self.windows):
            if not window.close():
                return

    def close(self) -> None:
        """Close every window and let go of the application, so that another one may begin."""
        self.quit()
        self.app.styleHints().colorSchemeChanged.disconnect(self._apply_theme)
        if isinstance(self.app, Program):
            self.app.file_handed.disconnect(self._open_handed)
        self._collector.close()
        self._catalogues.use("en")
        self.setParent(None)

    def offer_recovery(self, ask: Callable[[int], bool]) -> int:
        """Offer work that a crash left behind; return how many documents were recovered."""
        found = copies(self.places.recovery)
        if not found:
            return 0
        if not ask(len(found)):
            for copy in found:
                copy.discard()
            return 0
        return sum(self._recover(copy) for copy in found)

    def save_copies(self, folder: Path) -> list[Path]:
        """Save a copy of every window's document, after a crash."""
        return save_copies(folder, [window.session.document for window in self.windows], print)

    def _recover(self, copy: Copy) -> bool:
        try:
            document = copy.read()
        except ModelError as fault:
            if self.windows:
                self.windows[0].session.report(fault)
            copy.leave()
            return False
        window = self.open_window(document, copy.origin)
        window.autosave.write_now()
        if window.autosave.wait():
            copy.discard()
        else:
            copy.leave()
        return True

    def _open_another(self) -> None:
        place = self.windows[-1].pos() if self.windows else None
        window = self.open_window()
        if place is not None:
            window.move(place.x() + CASCADE_PX, place.y() + CASCADE_PX)

    def _open_handed(self, path: Path) -> None:
        self.open_window(path=path)

    def _forget(self, window: MainWindow) -> None:
        self.windows.remove(window)
        window.deleteLater()

    def _apply_theme(self) -> None:
        theme.apply(self.app, self.theme)
        for window in self.windows:
            window.set_theme(self.theme, self.preferences.theme)


def spare_garbage() -> None:
    """Let the garbage collector leave alone what stays as long as the program, and look at the rest less often."""
    gc.set_threshold(GARBAGE_OBJECTS, *gc.get_threshold()[1:])
    gc.freeze()


def run(arguments: Sequence[str]) -> int:
    """Open the window on the files named, or an empty one; return the exit code."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = Program(["turnout"])
    app.setApplicationName("Turnout")
    places = Places.of_user()
    turnout = Application(app, places)
    handler = CrashHandler(places.logs, turnout.save_copies, tell_of_crash)
    handler.install()
    for name in arguments:
        turnout.open_window(path=Path(name))
    recovered = turnout.offer_recovery(ask_to_recover)
    if not turnout.windows and not recovered:
        turnout.open_window()
    for window in turnout.windows:
        fit_to_screen(window)
    if not arguments and not recovered:
        turnout.offer_tour()
    spare_garbage()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends it; what is unsaved is offered at the next start
    code = app.exec()
    handler.close()
    return code


def fit_to_screen(window: QWidget) -> None:
    """Fill the screen with a window that is too large for it, so that its status line is not below the edge."""
    room = window.screen().availableGeometry()
    if window.width() > room.width() or window.height() > room.height() - TITLE_PX:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def ask_to_recover(number: int) -> bool:
    """Ask whether to open what a crash left behind; False deletes it."""
    role = QMessageBox.ButtonRole
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Turnout", "")
    box.setText(QCoreApplication.translate("Start", "Turnout did not close properly last time."))
    text = QCoreApplication.translate("Start", "Unsaved documents: {}. Open them, or delete them for good?")
    box.setInformativeText(text.format(number))
    kept = box.addButton(QCoreApplication.translate("Start", "Open"), role.AcceptRole)
    lose = box.addButton(QCoreApplication.translate("Start", "Delete"), role.DestructiveRole)
    box.setDefaultButton(kept)
    box.setEscapeButton(kept)  # nothing is deleted by a key pressed in haste
    box.exec()
    return box.clickedButton() is not lose


def tell_of_crash(log: Path, saved: list[Path]) -> None:
    """Say that something unexpected happened, where the log is and where the work was saved."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Turnout", "")
    box.setText(QCoreApplication.translate("Start", "Something went wrong that Turnout did not expect."))
    kept = "\n".join(str(path) for path in saved)
    text = QCoreApplication.translate("Start", "A copy of your work was saved:\n{}\n\nThe log to report is:\n{}")
    box.setInformativeText(text.format(kept, log))
    box.exec()


def _writable(folder: Path) -> Path:
    """Return a folder, or one for temporary files where it cannot be written."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK):
        return folder
    return Path(tempfile.gettempdir()) / f"turnout-{getpass.getuser()}" / folder.name


def _system_language() -> Language:
    return "ko" if QLocale.system().language() == QLocale.Language.Korean else "en"

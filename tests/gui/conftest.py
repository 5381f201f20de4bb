"""What every test of the window stands on: one dressed application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.collecting import Collector
from gui.language import Language
from gui.program import Program
from gui.start import Application
from gui.window import MainWindow
from tests.gui.worlds import Answers, PatientBot, places


@pytest.fixture
def qtbot(request: pytest.FixtureRequest) -> QtBot:
    """A robot with patience, in place of pytest-qt's."""
    request.getfixturevalue("qapp")
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_cls() -> type[Program]:
    """The application object of the program."""
    return Program


@pytest.fixture(scope="session", autouse=True)
def collector(qapp: QApplication) -> Iterator[Collector]:
    """Collect garbage on the GUI thread, as the program does: cycles of one test may outlive it."""
    made = Collector(qapp)
    yield made
    made.close()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with the bundled fonts and the light theme."""
    theme.apply(qapp, theme.LIGHT)
    return qapp


@pytest.fixture
def english(dressed: QApplication) -> Iterator[Language]:
    """English on screen; the test may switch."""
    language = Language(dressed, "en")
    yield language
    language.use("en")


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window of the opening case, solved."""
    application = Application(dressed, places(tmp_path), Answers())
    made = application.open_window()
    qtbot.waitUntil(lambda: made.session.frame is not None)
    yield made
    application.close()

"""Journeys start like a user does: with an application that keeps its files in an empty folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.collecting import Collector
from gui.program import Program
from gui.start import Application
from tests.gui.worlds import Answers, PatientBot, places

Start = Callable[[], Application]


@pytest.fixture
def qtbot(request: pytest.FixtureRequest) -> QtBot:
    """A robot with patience, in place of pytest-qt's."""
    request.getfixturevalue("qapp")
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_cls() -> type[Program]:
    """The application object of the program; it is the only one of the process, whatever tests come after."""
    return Program


@pytest.fixture(scope="session", autouse=True)
def collector(qapp: QApplication) -> Iterator[Collector]:
    """Collect garbage on the GUI thread, as the program does: cycles of one journey may outlive it."""
    made = Collector(qapp)
    yield made
    made.close()


@pytest.fixture
def answers() -> Answers:
    """What the user answers when asked."""
    return Answers()


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, answers: Answers) -> Iterator[Start]:
    """Start Turnout; a second call is a start on another day, in the same folder."""
    started: list[Application] = []

    def begin() -> Application:
        turnout = Application(qapp, places(tmp_path), answers)
        started.append(turnout)
        turnout.set_language("en")
        return turnout

    yield begin
    answers.unsaved_changes = "discard"
    for turnout in started:
        if turnout.parent() is not None:  # not closed by the journey
            turnout.close()
    theme.apply(qapp, theme.LIGHT)

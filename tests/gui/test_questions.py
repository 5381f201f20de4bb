"""The two questions on which work depends: each button does what it says, and closing the question loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.files import QtDialogs
from gui.start import ask_to_recover

pytestmark = pytest.mark.usefixtures("english")


def answered(text: str, ask: Callable[[], object]) -> object:
    """Return what a question gives when the button of that text is clicked; Esc is pressed where it is empty."""

    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        if not text:
            QTest.keyClick(box, Qt.Key.Key_Escape)
            return
        QTest.mouseClick(next(row for row in box.buttons() if row.text() == text), Qt.MouseButton.LeftButton)

    QTimer.singleShot(100, click)
    return ask()


@pytest.mark.parametrize(
    ("text", "answer"), [("Save", "save"), ("Do not save", "discard"), ("Cancel", "cancel"), ("", "cancel")]
)
def test_unsaved_changes(qtbot: QtBot, text: str, answer: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert answered(text, lambda: QtDialogs().unsaved(window, "Plan A")) == answer


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("text", "opened"), [("Open", True), ("Delete", False), ("", True)])
def test_recovery(text: str, opened: bool) -> None:
    assert answered(text, lambda: ask_to_recover(2)) is opened

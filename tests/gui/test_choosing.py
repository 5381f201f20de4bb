"""A new document asks which case it is of; the keyboard alone is enough to answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.choosing import CaseDialog, choices
from model.case import bundled_cases, load_case

pytestmark = pytest.mark.usefixtures("english")


def test_the_open_case_comes_first_and_the_keyboard_takes_another(qtbot: QtBot) -> None:
    current = load_case("sovereign-ai-2026")
    offered = choices(current, "en")
    assert offered[0].case is current
    assert {choice.case.id for choice in offered} == set(bundled_cases())
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = CaseDialog(offered, parent)
    dialog.show()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.result() == CaseDialog.DialogCode.Accepted
    assert offered[dialog.chosen].case.id == "lantern-tide"
    assert "5 firm" in dialog.list.item(dialog.chosen).text()

"""Under the name shield no name that somebody wrote tells a firm, and what is shown instead never enters the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.goals.shelf import GoalShelf
from gui.window import MainWindow
from model.aims import with_goal
from model.document import Document, write
from model.errors import ModelError
from model.goal import Goal
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import settle, shown

NAME = "KT and Kakao plan"


@pytest.fixture
def shielded(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window under the shield, of a file and with a card called after firms."""
    path = tmp_path / f"{NAME}.turnout"
    write(path, window.session.document.renamed(1, NAME))
    assert window.files.open_path(path)
    window.set_shield(True)
    settle(qtbot, window.session)
    return window


def tells(text: str) -> bool:
    """Say whether a text names one of the two."""
    return "KT" in text or "Kakao" in text


def test_the_title_the_recent_files_and_messages_tell_no_firm(shielded: MainWindow) -> None:
    assert not tells(shielded.windowTitle())
    assert "plan" in shielded.windowTitle()
    assert not tells(shielded.windowFilePath())
    entries = shielded.actions_table.menus["recent"].actions()
    assert entries
    assert not any(tells(entry.text() + entry.toolTip()) for entry in entries)
    shielded.session.report(ModelError(f"{NAME} is gone.", f"{NAME} 없음"))
    assert "is gone" in shielded.banner.text
    assert not tells(shielded.banner.text)
    assert not tells(shielded.files.name)
    shielded.set_shield(False)
    assert NAME in shielded.windowTitle()
    assert NAME in shielded.banner.text
    assert shielded.actions_table.menus["recent"].actions()[0].text() == f"{NAME}.turnout"


def test_a_rename_never_begins_from_what_the_shield_shows(shielded: MainWindow) -> None:
    card = shielded.scenarios.cards[1]
    assert not tells(card.name.full_text)
    card.start_renaming()
    assert card.editor.text() == ""
    QTest.keyClick(card.editor, Qt.Key.Key_Return)
    assert shielded.session.document.scenarios[1].name == NAME
    card.start_renaming()
    QTest.keyClicks(card.editor, "New")
    QTest.keyClick(card.editor, Qt.Key.Key_Return)
    assert shielded.session.document.scenarios[1].name == "New"
    shielded.scenarios.show_frame(shown(shielded.session))
    card.start_renaming()
    assert card.editor.text() == "New", "a name that tells nobody is mended as ever"


def test_goals_are_shown_without_firms_and_kept_under_their_own_names(qtbot: QtBot) -> None:
    shelf = GoalShelf()
    qtbot.addWidget(shelf)
    document = Document.new(opening_case())
    for name in ("KT joins", "Kakao joins", "Five join"):
        document = with_goal(document, name, Goal(joiners=5.0))
    plain = frame_of(document)
    masked = replace(plain, shield=True)
    shelf.show_goals(plain)
    shelf.names.setCurrentIndex(0)
    shelf.show_goals(masked)
    texts = [shelf.names.itemText(row) for row in range(3)]
    assert not any(map(tells, [*texts, shelf.names.currentText()]))
    assert len(set(texts)) == 3
    assert texts[2] == "Five join"
    asked: list[str] = []
    shelf.keep_asked.connect(asked.append)
    shelf.remove_asked.connect(asked.append)
    for row in (0, 1):
        shelf.names.setCurrentIndex(row)
        shelf.keep.click()
        shelf.remove.click()
    assert asked == ["KT joins", "KT joins", "Kakao joins", "Kakao joins"]
    shelf.show_goals(plain)
    assert shelf.names.currentText() == "Kakao joins"

"""The window: every command does something, both languages say everything, and nothing is left when it closes."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt, QThread, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui import render, theme
from gui.actions import COMMANDS, SEPARATOR, shortcut_rows
from gui.equilibria import claim_text
from gui.language import LANGUAGES
from gui.start import Application
from gui.window import MainWindow
from model.document import write
from model.errors import ModelError
from model.outcome import EquilibriumNote
from tests.gui.worlds import Answers, arrive, places, settle, shown


@pytest.fixture
def turnout(dressed: QApplication, tmp_path: Path) -> Iterator[Application]:
    made = Application(dressed, places(tmp_path), Answers())
    made.set_language("en")
    yield made
    made.close()
    theme.apply(dressed, theme.LIGHT)


@pytest.fixture
def window(qtbot: QtBot, turnout: Application) -> MainWindow:
    made = turnout.open_window()
    settle(qtbot, made.session)
    return made


Found = TypeVar("Found", bound=QWidget)


def find(parent: QWidget, kind: type[Found], name: str) -> Found:
    """Return a widget by kind and name."""
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def trigger(window: MainWindow, command: str) -> None:
    """Do a command as its menu does."""
    action = window.actions_table[command]
    assert action.isEnabled()
    action.trigger()


def test_every_command_stands_in_a_menu_and_has_a_method(window: MainWindow) -> None:
    for row in COMMANDS:
        if row.method:
            assert callable(attrgetter(row.method)(window)), row.id
            assert window.actions_table[row.id] in window.actions_table.menus[row.menu].actions()
            assert window.actions_table[row.id].text()
        else:
            assert row.text == SEPARATOR or row.id in window.actions_table.menus


def test_no_keys_are_given_twice() -> None:
    keys = [row.shortcut for row in COMMANDS if row.shortcut]
    assert len(keys) == len(set(keys)) == len(shortcut_rows())


def test_commands_of_the_scenario_menu(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    session.set_lever("losers_named", 0.0, 1)
    session.release_lever()
    settle(qtbot, session)
    trigger(window, "keep_as_new")
    assert session.document.opened == 2
    trigger(window, "baseline")
    assert session.document.baseline == 2
    trigger(window, "duplicate")
    assert len(session.document.scenarios) == 4
    trigger(window, "delete")
    assert len(session.document.scenarios) == 3
    for _ in range(5):
        trigger(window, "undo")
    assert not window.actions_table["undo"].isEnabled()
    trigger(window, "redo")
    assert session.document.working.value("losers_named") == 0.0
    trigger(window, "reset_opened")
    assert not session.document.edited


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
@pytest.mark.parametrize("by", ["menu", "button"])
def test_a_scenario_kept_as_new_is_named_at_once(qtbot: QtBot, window: MainWindow, key: Qt.Key, by: str) -> None:
    session, panel = window.session, window.scenarios
    window.activateWindow()
    if by == "menu":
        trigger(window, "keep_as_new")
    else:
        QTest.mouseClick(panel.buttons["keep_as_new"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.cards) == 3 and panel.cards[2].editor.hasFocus())
    editor = panel.cards[2].editor
    assert editor.text() == editor.selectedText() == "Scenario 2", "typing replaces what is suggested"
    QTest.keyClicks(editor, "Quiet")
    QTest.keyClick(editor, key)
    assert not editor.isVisible()
    kept = "Quiet" if key == Qt.Key.Key_Return else "Scenario 2"
    assert session.document.names == ("Status quo", "Scenario 1", kept)
    assert session.document.working.name == kept


def test_before_a_name_is_typed_the_keys_to_undo_take_the_new_card_back(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    trigger(window, "keep_as_new")
    qtbot.waitUntil(lambda: len(window.scenarios.cards) == 3 and window.scenarios.cards[2].editor.hasFocus())
    QTest.keyClick(window.scenarios.cards[2].editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(window.session.document.scenarios) == 2
    trigger(window, "redo")
    settle(qtbot, window.session)
    assert len(window.scenarios.cards) == 3
    assert not window.scenarios.cards[2].editor.isVisible(), "a name is asked for only of what is kept as new"


def test_undo_says_what_it_takes_back(window: MainWindow) -> None:
    window.session.keep_as_new()
    assert window.actions_table["undo"].text() == "Undo: Keeping as a new scenario"


def test_the_language_switches_at_once_and_is_remembered(
    qtbot: QtBot, turnout: Application, window: MainWindow
) -> None:
    button = find(window, QToolButton, "topbar.language")
    english = texts(window)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(window.session).language == "ko"
    korean = texts(window)
    hangul = [text for text in korean if any("가" <= letter <= "힣" for letter in text)]
    assert len(hangul) > 40
    assert not any("가" <= letter <= "힣" for text in english for letter in text.replace("한 / EN", ""))
    assert turnout.preferences.language == "ko"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window.session)
    assert texts(window) == english


def texts(window: MainWindow) -> list[str]:
    """Return what labels and buttons say, but for how long solving took."""
    shown_texts = [label.text() for label in window.findChildren(QLabel) if label.objectName() != "status.time"]
    return shown_texts + [button.text() for button in window.findChildren(QToolButton)]


def test_the_theme_changes_everything_and_is_remembered(turnout: Application, window: MainWindow) -> None:
    trigger(window, "theme.dark")
    assert turnout.preferences.theme == "dark"
    assert window.board.theme.dark
    assert window.grab().toImage().pixelColor(2, window.height() // 2).lightness() < 60
    trigger(window, "theme.light")
    assert window.grab().toImage().pixelColor(2, window.height() // 2).lightness() > 200


def test_without_a_choice_everything_speaks_the_language_of_the_system(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.start._system_language", lambda: "ko")
    made = Application(dressed, places(tmp_path / "korean"))
    window = made.open_window()
    window.files.begin(window.session.document.case)
    assert window.session.document.names == ("현행 공고안", "시나리오 1")
    assert made.preferences.language is None
    made.close()


def test_the_shield_is_one_switch_for_every_window(qtbot: QtBot, turnout: Application, window: MainWindow) -> None:
    trigger(window, "new_window")
    other = turnout.windows[-1]
    settle(qtbot, other.session)
    QTest.mouseClick(find(other, QToolButton, "topbar.shield"), Qt.MouseButton.LeftButton)
    for one in (window, other):
        assert shown(one.session).names[0] == "Firm A"
        assert find(one, QToolButton, "topbar.shield").isChecked()
    assert turnout.preferences.shield
    third = turnout.open_window()
    assert settle(qtbot, third.session).shield
    trigger(window, "shield")
    assert not shown(third.session).shield


def test_windows_have_documents_of_their_own(qtbot: QtBot, turnout: Application, window: MainWindow) -> None:
    trigger(window, "new_window")
    other = turnout.windows[-1]
    other.session.set_lever("gpus_per_team", 0, 1)
    other.session.release_lever()
    assert settle(qtbot, other.session).scenario.value("gpus_per_team") == 0
    assert shown(window.session).scenario.value("gpus_per_team") == 768


def test_a_file_that_the_system_hands_over_is_opened(
    qtbot: QtBot, turnout: Application, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "handed.turnout"
    write(path, window.session.document)
    QApplication.sendEvent(turnout.app, QFileOpenEvent(str(path)))
    assert [one.session.path for one in turnout.windows] == [None, path]
    arrive(qtbot, turnout.windows[1].session)


def test_choosing_the_other_call(qtbot: QtBot, window: MainWindow) -> None:
    menu = find(window, QToolButton, "topbar.call").menu()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.objectName() == "call.2025-open").trigger()
    assert arrive(qtbot, window.session).scenario.call == "2025-open"
    assert "2025" in find(window, QToolButton, "topbar.call").text()


def test_a_problem_is_told_in_the_language_on_screen_and_goes_when_closed(
    turnout: Application, window: MainWindow
) -> None:
    window.session.report(ModelError("Cause. Remedy.", "원인입니다. 조치해 주십시오."))
    assert window.banner.isVisible()
    assert window.banner.text == "Cause. Remedy."
    turnout.set_language("ko")
    assert window.banner.text == "원인입니다. 조치해 주십시오."
    QTest.mouseClick(find(window.banner, QWidget, "banner.close"), Qt.MouseButton.LeftButton)
    assert not window.banner.isVisible()


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_firms_are_readable_at_once(
    turnout: Application, window: MainWindow, size: tuple[int, int], language: str
) -> None:
    turnout.set_language("ko" if language == "ko" else "en")
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    view = window.board.joins.view
    assert not view.verticalScrollBar().isVisible()
    assert view.pitch >= 15


def test_about_says_what_a_forecast_is_not(window: MainWindow) -> None:
    for command in ("about", "shortcuts"):
        trigger(window, command)
        dialog = find(window, QDialog, command)
        text = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert ("forecast, not a fact" in text) == (command == "about")
        assert ("Ctrl+S" in text) == (command == "shortcuts")
        dialog.close()


@pytest.mark.parametrize(
    ("note", "text"),
    [
        (EquilibriumNote(1, True, 0, 1, 0.0, True), "One equilibrium (certified)"),
        (EquilibriumNote(3, False, 1, 40, 0.0, True), "Several equilibria (3); list incomplete"),
    ],
)
def test_the_status_line_claims_no_more_than_is_known(english: object, note: EquilibriumNote, text: str) -> None:
    assert english is not None
    assert claim_text(note) == text


def test_one_found_is_not_called_certified(english: object) -> None:
    assert english is not None
    text = claim_text(EquilibriumNote(1, False, 0, 12, 0.0, True))
    assert text.startswith("One found from 12 start")
    assert "certified" not in text


def test_sizes_are_remembered(qtbot: QtBot, turnout: Application, window: MainWindow) -> None:
    upper, lower = window.board.splitter.sizes()
    window.board.splitter.setSizes([upper + 60, lower - 60])
    QApplication.processEvents()
    window.close()
    again = turnout.open_window()
    settle(qtbot, again.session)
    assert again.board.splitter.sizes()[0] > again.board.splitter.sizes()[1]


def test_closing_leaves_no_thread_and_no_timer(qtbot: QtBot, turnout: Application) -> None:
    before = threading.active_count()
    window = turnout.open_window()
    settle(qtbot, window.session)
    window.session.set_lever("gpus_per_team", 64, 1)
    window.autosave.write_now()
    assert threading.active_count() > before
    window.close()
    assert threading.active_count() == before
    assert not any(timer.isActive() for timer in window.findChildren(QTimer))
    assert not window.findChildren(QThread)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert turnout.windows == []


def test_pictures_of_every_look(dressed: QApplication, tmp_path: Path) -> None:
    files = render.render(tmp_path / "pictures")
    assert sorted(path.name for path in files) == [
        *("status-quo-en.txt", "status-quo-ko.txt"),
        *("window-en-dark.png", "window-en-light.png", "window-ko-dark.png", "window-ko-light.png"),
    ]
    assert all(path.stat().st_size > 300 for path in files)
    assert "카카오" in (tmp_path / "pictures" / "status-quo-ko.txt").read_text(encoding="utf-8")
    theme.apply(dressed, theme.LIGHT)

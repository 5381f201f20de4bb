"""Files of a window: what is saved comes back to the digit, nothing unsaved is lost without a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.files import Answer
from gui.preferences import RECENT_FILES, Preferences
from gui.recovery import copies
from gui.start import Application
from gui.window import MainWindow
from tests.gui.worlds import Answers, places, settle, shown


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def turnout(dressed: QApplication, tmp_path: Path, answers: Answers) -> Iterator[Application]:
    made = Application(dressed, places(tmp_path), answers)
    yield made
    answers.unsaved_changes = "discard"
    made.close()


@pytest.fixture
def window(qtbot: QtBot, turnout: Application) -> MainWindow:
    made = turnout.open_window()
    settle(qtbot, made.session)
    return made


def change(qtbot: QtBot, window: MainWindow, gpus: int = 1024) -> None:
    """Move a lever and wait."""
    window.session.set_lever("gpus_per_team", gpus, gpus)
    window.session.release_lever()
    settle(qtbot, window.session)


def test_what_is_saved_comes_back_to_the_digit(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    change(qtbot, window)
    window.session.keep()
    window.session.note_scenario(1, "더 많은 GPU")
    before = settle(qtbot, window.session)
    answers.saving = tmp_path / "저장"
    assert window.files.save()
    assert (tmp_path / "저장.turnout").is_file()
    assert not window.isWindowModified()
    window.files.new()
    assert settle(qtbot, window.session).document != before.document
    assert window.files.open_path(tmp_path / "저장.turnout")
    after = settle(qtbot, window.session)
    assert after.document == before.document
    assert np.array_equal(after.outcome.join_probability, before.outcome.join_probability)
    assert window.windowTitle() == "저장[*] — Turnout"


def test_the_title_says_when_something_is_unsaved(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.isWindowModified()
    change(qtbot, window)
    assert window.isWindowModified()
    window.session.undo_stack.undo()
    assert not window.isWindowModified()


@pytest.mark.parametrize("answer", ["save", "discard", "cancel"])
def test_nothing_unsaved_is_lost_without_a_question(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path, answer: Answer
) -> None:
    change(qtbot, window)
    kept = window.session.document
    answers.saving = tmp_path / "kept.turnout"
    answers.unsaved_changes = answer
    window.files.new()
    assert answers.asked == ["case", "unsaved", *(["save"] if answer == "save" else [])]
    assert (window.session.document == kept) == (answer == "cancel")
    assert answers.saving.exists() == (answer == "save")


def test_a_window_that_may_not_close_stays_and_goes_on(qtbot: QtBot, window: MainWindow, answers: Answers) -> None:
    change(qtbot, window)
    answers.unsaved_changes = "cancel"
    assert not window.close()
    change(qtbot, window, 64)
    assert shown(window.session).scenario.value("gpus_per_team") == 64


def test_a_file_that_cannot_be_read_is_a_banner_and_what_is_open_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    document = window.session.document
    broken = tmp_path / "broken.turnout"
    broken.write_text("{ not json", encoding="utf-8")
    assert not window.files.open_path(broken)
    assert window.banner.isVisible()
    assert window.banner.text
    assert window.session.document is document
    change(qtbot, window)
    assert window.session.frame is not None


def test_a_folder_that_cannot_be_written_is_a_banner(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    change(qtbot, window)
    answers.saving = tmp_path / "missing" / "x.turnout"
    assert not window.files.save()
    assert window.banner.isVisible()
    assert window.isWindowModified()


def test_recent_files_are_ten_at_most_the_newest_first(window: MainWindow, answers: Answers, tmp_path: Path) -> None:
    for number in range(RECENT_FILES + 2):
        answers.saving = tmp_path / f"{number}.turnout"
        assert window.files.save_as()
    names = [Path(name).stem for name in window.preferences.recent]
    assert names == [str(number) for number in range(RECENT_FILES + 1, 1, -1)]
    titles = [action.text() for action in window.actions_table.menus["recent"].actions()]
    assert titles[0] == f"{RECENT_FILES + 1}.turnout"
    again = Preferences(tmp_path / "turnout.ini")
    window.preferences.flush()
    assert again.recent == window.preferences.recent


def test_a_dropped_file_opens(qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path) -> None:
    change(qtbot, window)
    answers.saving = tmp_path / "dropped.turnout"
    assert window.files.save()
    saved = window.session.document
    window.files.new()
    assert drop(window, answers.saving)
    assert window.session.document == saved


def test_dropped_tables_lead_to_the_import(window: MainWindow, tmp_path: Path) -> None:
    table, other = tmp_path / "firms.CSV", tmp_path / "photo.png"
    table.write_text("이름,시가총액\n가나,12\n다라,8\n", encoding="utf-8")
    other.write_bytes(b"")
    before = window.session.document
    for paths in ((other,), (table, other), ()):
        assert not drop(window, *paths)
        assert window.owning.importing is None
    assert drop(window, table)
    dialog = window.owning.importing
    assert dialog is not None
    assert dialog.isVisible()
    assert len(dialog.source.grid) == 3
    dialog.reject()
    assert window.session.document is before


def drop(window: MainWindow, *paths: Path) -> bool:
    """Drop files on a window; say whether it took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier  # asks to move the file
    event = QDropEvent(QPointF(5, 5), action, mime, button, key)
    event.ignore()
    window.dropEvent(event)
    assert not event.isAccepted() or event.dropAction() == Qt.DropAction.CopyAction, "or the file may be deleted"
    return event.isAccepted()


def test_unsaved_work_survives_a_crash(qtbot: QtBot, turnout: Application, window: MainWindow, tmp_path: Path) -> None:
    change(qtbot, window)
    window.session.keep()
    lost = window.session.document
    window.autosave.write_now()
    window.autosave.wait()
    assert not copies(tmp_path / "recovery"), "a running window holds its copy"
    left = window.autosave.copy.read_bytes()
    window.close()
    assert not list((tmp_path / "recovery").glob("*.turnout")), "a window that closes well leaves nothing"
    (tmp_path / "recovery" / "left.turnout").write_bytes(left)
    assert turnout.offer_recovery(lambda number: number == 1) == 1
    again = turnout.windows[-1]
    assert again.session.document == lost
    assert again.isWindowModified()
    assert not (tmp_path / "recovery" / "left.turnout").exists()
    settle(qtbot, again.session)


def test_refused_recovery_deletes_the_copy(turnout: Application, window: MainWindow, tmp_path: Path) -> None:
    window.autosave.write_now()
    left = tmp_path / "recovery" / "left.turnout"
    left.write_text("{}", encoding="utf-8")
    assert turnout.offer_recovery(lambda _number: False) == 0
    assert not left.exists()


def test_a_broken_copy_is_told_of_and_kept(turnout: Application, window: MainWindow, tmp_path: Path) -> None:
    left = tmp_path / "recovery" / "left.turnout"
    left.write_text("{}", encoding="utf-8")
    assert turnout.offer_recovery(lambda _number: True) == 0
    assert left.exists()
    assert window.banner.isVisible()

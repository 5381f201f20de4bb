"""What nobody may lose: a file that somebody else has changed, words just typed, a copy that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from gui.files import Clash, QtDialogs
from gui.start import Application, Places
from gui.window import MainWindow
from model.document import read
from tests.gui.worlds import Answers, places, settle


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
def window(qtbot: QtBot, turnout: Application, answers: Answers, tmp_path: Path) -> MainWindow:
    """A window of a saved file."""
    made = turnout.open_window()
    settle(qtbot, made.session)
    answers.saving = tmp_path / "plan.turnout"
    assert made.files.save()
    answers.asked.clear()
    return made


@pytest.mark.parametrize("answer", ["replace", "save_as", "cancel"])
def test_what_another_window_saved_is_not_replaced_without_a_question(
    qtbot: QtBot, turnout: Application, window: MainWindow, answers: Answers, tmp_path: Path, answer: Clash
) -> None:
    path = tmp_path / "plan.turnout"
    other = turnout.open_window(path=path)
    settle(qtbot, other.session)
    other.session.rename_scenario(1, "theirs")
    assert other.files.save()
    window.session.rename_scenario(1, "mine")
    answers.clash, answers.saving = answer, tmp_path / "mine.turnout"
    answers.asked.clear()
    assert window.files.save() == (answer != "cancel")
    assert answers.asked == ["changed", *(["save"] if answer == "save_as" else [])]
    assert read(path).scenarios[1].name == ("mine" if answer == "replace" else "theirs")
    assert answers.saving.exists() == (answer == "save_as")
    assert window.isWindowModified() == (answer == "cancel")


def test_a_file_that_is_as_it_was_or_gone_is_saved_without_a_question(
    window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "plan.turnout"
    for turn in range(2):
        window.session.rename_scenario(1, f"turn {turn}")
        assert window.files.save()
    path.touch()  # only its time is another
    window.session.rename_scenario(1, "touched")
    assert window.files.save()
    path.unlink()
    window.session.rename_scenario(1, "anew")
    assert window.files.save()
    assert answers.asked == []
    assert read(path).scenarios[1].name == "anew"


def test_what_is_being_typed_is_saved(window: MainWindow, tmp_path: Path) -> None:
    edit = window.findChild(QLineEdit, "lever.gpus_per_team.value")
    assert edit is not None
    QTest.keyClicks(window.scenarios.note, "a note")
    window.scenarios.cards[1].start_renaming()
    window.scenarios.cards[1].editor.setText("a name")
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "1024")
    assert window.files.save()
    kept = read(tmp_path / "plan.turnout")
    assert (kept.scenarios[1].note, kept.scenarios[1].name) == ("a note", "a name")
    assert kept.working.value("gpus_per_team") == 1024


def test_a_window_with_a_note_just_typed_asks_before_it_closes(window: MainWindow, answers: Answers) -> None:
    answers.unsaved_changes = "cancel"
    QTest.keyClicks(window.scenarios.note, "a note")
    assert not window.close()
    assert answers.asked == ["unsaved"]


def test_a_copy_that_cannot_be_written_is_told_of_once(qtbot: QtBot, turnout: Application, tmp_path: Path) -> None:
    (tmp_path / "full").write_text("no folder")
    turnout.places = Places(tmp_path / "turnout.ini", tmp_path / "full", tmp_path / "logs")
    window = turnout.open_window()
    settle(qtbot, window.session)
    window.session.rename_scenario(1, "one")
    window.autosave.write_now()
    assert not window.autosave.wait()
    qtbot.waitUntil(lambda: "full" in window.banner.text)
    window.banner.show_problem(None)
    window.session.rename_scenario(1, "two")
    window.autosave.write_now()
    assert not window.autosave.wait()
    QApplication.processEvents()
    assert not window.banner.isVisible()


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home that nobody can write to, not even an administrator, and the folder for temporary files."""
    (tmp_path / "home").write_text("no folder")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    return temporary


def test_places_that_cannot_be_written_give_way_to_others(homeless: Path) -> None:
    found = Places.of_user()
    for folder in (found.recovery, found.logs):
        assert folder.is_relative_to(homeless)


def test_without_a_home_that_can_be_written_work_is_copied_all_the_same(
    dressed: QApplication, qtbot: QtBot, homeless: Path, answers: Answers
) -> None:
    turnout = Application(dressed, Places.of_user(), answers)
    window = turnout.open_window()
    settle(qtbot, window.session)
    turnout.set_theme("dark")
    window.session.rename_scenario(1, "kept")
    window.autosave.write_now()
    assert window.autosave.wait()
    assert not window.banner.isVisible()
    (copy,) = homeless.rglob("*.turnout")
    assert read(copy).scenarios[1].name == "kept"
    answers.unsaved_changes = "discard"
    turnout.close()


STARTED = """
import sys
from PySide6.QtCore import QTimer
from gui.start import Application, run
def close(turnout):
    print(len(turnout.windows), flush=True)
    turnout.app.exit(7)
def later(turnout):
    QTimer.singleShot(0, turnout.app, lambda: close(turnout))
Application.offer_tour = later
sys.exit(run([]))
"""


@pytest.mark.usefixtures("homeless")
def test_the_program_starts_without_a_home_that_can_be_written() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert (done.stdout.split(), done.returncode) == (["1"], 7), done.stderr


def test_a_name_typed_without_its_ending_is_asked_about_where_the_file_exists(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def accepted(dialog: QFileDialog) -> int:
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        assert edit is not None
        edit.setText("plan")
        seen.extend(map(Path, dialog.selectedFiles()))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QFileDialog, "exec", accepted)
    path = QtDialogs().save_path(window, tmp_path / "Untitled.turnout")
    assert path == tmp_path / "plan.turnout"
    assert seen == [path], "the dialog itself knows the ending, so it asks before it lets a file be replaced"


def test_the_question_about_a_changed_file_names_it_and_cancels_on_escape(window: MainWindow) -> None:
    seen = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, look)
    assert QtDialogs().changed(window, "plan") == "cancel"
    assert "plan" in seen[0]


def test_every_window_lists_what_another_one_has_opened(
    turnout: Application, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    other = turnout.open_window()
    answers.saving = tmp_path / "theirs.turnout"
    assert other.files.save_as()
    window.actions_table.menus["file"].aboutToShow.emit()
    entries = window.actions_table.menus["recent"].actions()
    assert [entry.text() for entry in entries] == ["theirs.turnout", "plan.turnout"]

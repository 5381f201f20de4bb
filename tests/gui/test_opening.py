"""What was written can be opened from the message that says so; its name is one that every system takes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui import opening
from gui.export.dialog import open_export
from gui.filenames import MOST_LETTERS, safe_stem
from gui.language import Language
from gui.opening import OpenButtons
from gui.start import Application
from gui.window import MainWindow
from tests.gui.worlds import Answers, places, settle

LEFT = Qt.MouseButton.LeftButton
DEVICES = ["con", "CON", "nul", "Com1", "lpt9", "aux.old"]


@given(st.one_of(st.text(), st.sampled_from(DEVICES), st.text(alphabet='<>:"/\\|?* .\n한글Ab')))
def test_a_name_is_one_that_windows_and_macos_take(text: str) -> None:
    name = safe_stem(text, "briefing")
    assert name
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name == name.strip(" .")
    assert name.split(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert len(name) <= MOST_LETTERS + 1
    assert safe_stem(name, "briefing") == name
    assert name.encode("utf-8")


def test_hangul_of_macos_is_composed_and_what_is_fine_stays() -> None:
    assert safe_stem(unicodedata.normalize("NFD", "독파모 보고"), "briefing") == "독파모 보고"
    assert safe_stem("AI: call 1/2?", "briefing") == "AI call 1 2"
    assert safe_stem("...", "briefing") == "briefing"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open."""
    asked: list[Path] = []

    class Desktop:
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            asked.append(Path(url.toLocalFile()))
            return asked[-1].exists()

    monkeypatch.setattr(opening, "QDesktopServices", Desktop)
    return asked


def test_the_file_or_its_folder_is_opened(qtbot: QtBot, english: Language, opened: list[Path], tmp_path: Path) -> None:
    assert english.current == "en"
    buttons = OpenButtons("done")
    qtbot.addWidget(buttons)
    assert buttons.isHidden()
    files = [tmp_path / "독파모 #1 %20.pdf", tmp_path / "two.pdf"]
    files[0].touch()
    buttons.show_files(files[:1])
    QTest.mouseClick(buttons.file, LEFT)
    QTest.mouseClick(buttons.folder, LEFT)
    assert opened == [files[0], tmp_path]
    buttons.show_files(files)
    assert buttons.file.isHidden(), "which one?"
    assert not buttons.folder.isHidden()
    buttons.show_files([tmp_path / "gone" / "three.pdf"])
    QTest.mouseClick(buttons.folder, LEFT)
    assert not buttons.folder.isEnabled(), "nothing opens it"
    assert buttons.folder.toolTip()


def button(window: MainWindow, name: str) -> QPushButton:
    """Return a button by its name."""
    found = window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


@pytest.mark.parametrize("what", ["picture", "sheet"])
def test_a_picture_and_a_sheet_say_where_they_went(
    qtbot: QtBot, dressed: QApplication, opened: list[Path], tmp_path: Path, what: str
) -> None:
    path = tmp_path / ("네이버.svg" if what == "picture" else "네이버.csv")
    application = Application(dressed, places(tmp_path / "own"), Answers(sheet=path))
    window = application.open_window()
    settle(qtbot, window.session)
    assert not window.notice.isVisible()
    if what == "picture":
        window.pictures.write("why", path)
    else:
        window.actions_table["template"].trigger()
    assert path.exists()
    assert window.notice.isVisible()
    assert window.notice.text == f"Saved: {path.name}"
    window.set_shield(True)
    assert window.notice.text == f"Saved: Firm A{path.suffix}"
    QTest.mouseClick(button(window, "notice.open_folder"), LEFT)
    assert opened == [tmp_path]
    QTest.mouseClick(button(window, "notice.close"), LEFT)
    assert not window.notice.isVisible()
    application.close()


@pytest.mark.parametrize("telling", ["folder", "file", ""])
def test_under_the_name_shield_file_dialogs_begin_where_no_firm_is_told(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, telling: str
) -> None:
    begun: list[Path] = []

    class Listening(Answers):
        def open_path(self, _parent: object, folder: Path) -> None:
            begun.append(folder)

        def save_path(self, _parent: object, proposal: Path) -> None:
            begun.append(proposal)

    home = tmp_path / "home"
    monkeypatch.setattr(Path, "home", lambda: home)
    folder = tmp_path / ("카카오 검토" if telling == "folder" else "plans")
    folder.mkdir()
    (folder / ("KT 의견.txt" if telling == "file" else "notes.txt")).touch()
    application = Application(dressed, places(tmp_path / "own"), Listening())
    window = application.open_window()
    settle(qtbot, window.session)
    session, neutral = window.session, home if telling else folder
    session.mark_saved(folder / "plan.turnout")
    for shield, expected in ((False, folder), (True, neutral)):
        window.set_shield(shield)
        begun.clear()
        window.files.open()
        window.files.save_as()
        assert begun == [expected, expected / "plan.turnout"]
    asking = open_export(session, ("en", True), window, {})
    assert asking is not None
    assert asking.folder.text() == str(home if telling == "folder" else folder)
    session.mark_saved(folder / "네이버 안.turnout")
    begun.clear()
    window.files.save_as()
    assert begun == [neutral / "Firm A 안.turnout"]
    application.close()

"""The table of firms under real keys: one step a change, wrong cells refused by name, nothing told under the shield."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.firms.dialog import FirmsDialog
from gui.firms.rows import firm_rows
from gui.start import Application
from gui.window import MainWindow
from model.case import load_case, read_sheet
from model.document import Document
from model.firmsheet import checked, matched
from model.owncase import CallFacts, own_case
from model.shield import giveaways
from tests.gui.frames import frame_of
from tests.gui.worlds import Answers, arrive, cell_editor, places

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, tmp_path: Path, answers: Answers) -> Iterator[MainWindow]:
    """A window on the fictional case, which is solved at once."""
    turnout = Application(dressed, places(tmp_path), answers)
    turnout.set_language("en")
    made = turnout.open_window()
    made.session.adopt(Document.new(load_case("lantern-tide")))
    arrive(qtbot, made.session)
    yield made
    answers.unsaved_changes = "discard"
    turnout.close()


def opened(window: MainWindow) -> FirmsDialog:
    window.actions_table["firms"].trigger()
    dialog = window.owning.firms
    assert dialog is not None
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def column_of(dialog: FirmsDialog, field: str) -> int:
    return next(place for place, entry in enumerate(dialog.rows.fields) if entry.id == field)


def type_into(dialog: FirmsDialog, row: int, field: str, text: str) -> None:
    dialog.view.go_to(row, column_of(dialog, field))
    QTest.keyClicks(dialog.view, text[0])
    editor = cell_editor(dialog.view)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_typed_number_is_one_step_and_a_wrong_one_is_refused_by_name(qtbot: QtBot, window: MainWindow) -> None:
    dialog, session = opened(window), window.session
    before = session.document
    type_into(dialog, 0, "brand_exposure_bn", "12.5")
    qtbot.waitUntil(lambda: session.undo_stack.count() == 1)
    arrive(qtbot, session)
    assert session.document.effective_case.firm("glassmoth").numbers["brand_exposure_bn"] == 12.5
    place = (0, column_of(dialog, "brand_exposure_bn"))
    assert dialog.view.cells.rows[place[0]][place[1]] == "12.5"
    assert place in dialog.view.cells.marked
    kept = session.document
    type_into(dialog, 0, "brand_exposure_bn", "1,5")
    assert "Glassmoth Works, Brand at stake has a comma; write 1.5 with a point." in dialog.note.text()
    assert session.document == kept
    QTest.keyClick(dialog, Qt.Key.Key_Z, CONTROL)
    arrive(qtbot, session)
    assert session.document == before
    assert not dialog.view.cells.marked


def test_what_is_being_typed_stays_though_the_table_is_shown_anew(qtbot: QtBot, window: MainWindow) -> None:
    dialog, session = opened(window), window.session
    dialog.view.go_to(0, column_of(dialog, "brand_exposure_bn"))
    QTest.keyClicks(dialog.view, "1")
    editor = cell_editor(dialog.view)
    QTest.keyClicks(editor, "2.5")
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))  # as when another window changes the language
    assert editor.text() == "12.5"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.undo_stack.count() == 1)
    assert session.document.effective_case.firm("glassmoth").numbers["brand_exposure_bn"] == 12.5


def test_a_pasted_block_is_one_step_and_all_or_nothing(qtbot: QtBot, window: MainWindow) -> None:
    dialog, session = opened(window), window.session
    before = session.document
    dialog.view.go_to(0, column_of(dialog, "brand_exposure_bn"))
    QGuiApplication.clipboard().setText("5\t6\nmuch\t8")
    QTest.keyClick(dialog.view, Qt.Key.Key_V, CONTROL)
    assert "Tallowfinch Holdings, Brand at stake is 'much'" in dialog.note.text()
    assert session.document == before
    QGuiApplication.clipboard().setText("5\t6\n7\t8")
    QTest.keyClick(dialog.view, Qt.Key.Key_V, CONTROL)
    arrive(qtbot, session)
    assert session.undo_stack.count() == 1
    firm = session.document.effective_case.firm("tallowfinch")
    assert (firm.numbers["brand_exposure_bn"], firm.numbers["leader_accountability_bn"]) == (7.0, 8.0)
    dialog.view.go_to(4, 0)
    QTest.keyClick(dialog.view, Qt.Key.Key_V, CONTROL)
    assert "do not fit" in dialog.note.text()


def test_of_a_bundled_case_numbers_alone_can_be_edited(window: MainWindow) -> None:
    dialog = opened(window)
    index = dialog.view.cells.index(0, column_of(dialog, "name_en"))
    assert not dialog.view.cells.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert dialog.buttons["add"].isHidden()


def test_firms_of_an_own_case_come_and_go_with_undo(qtbot: QtBot, window: MainWindow) -> None:
    facts = CallFacts("Ferry", "", "2026-03-02", "2026-04-01")
    own = own_case(load_case("lantern-tide"), ({"name_en": "Barge"}, {"name_en": "Punt"}), facts, "x.csv")
    window.session.adopt(Document.new(own))
    arrive(qtbot, window.session)
    dialog, session = opened(window), window.session
    QTest.mouseClick(dialog.buttons["add"], Qt.MouseButton.LeftButton)
    arrive(qtbot, session)
    assert [firm.name_en for firm in session.document.case.firms] == ["Barge", "Punt", "New firm 3"]
    type_into(dialog, 2, "name_en", "Raft")
    type_into(dialog, 2, "brand_exposure_bn", "3")
    session.pin("new-firm-3", True)
    arrive(qtbot, session)
    before = session.document
    assert before.effective_case.firm("new-firm-3").name_en == "Raft"
    dialog.view.go_to(2, 0)
    QTest.mouseClick(dialog.buttons["remove"], Qt.MouseButton.LeftButton)
    arrive(qtbot, session)
    assert session.document.case == own
    assert session.document.edits == ()
    QTest.keyClick(dialog, Qt.Key.Key_Z, CONTROL)
    arrive(qtbot, session)
    assert session.document == before


def test_the_table_goes_out_and_reads_back(window: MainWindow, answers: Answers, tmp_path: Path) -> None:
    dialog = opened(window)
    for name in ("firms.xlsx", "firms.csv"):
        answers.sheet = tmp_path / name
        QTest.mouseClick(dialog.buttons["save"], Qt.MouseButton.LeftButton)
        grid = read_sheet(answers.sheet)
        found = checked(grid, matched(grid[0]))
        assert found.faults == ()
        assert [cells["name_en"] for cells in found.firms] == [
            firm.name_en for firm in window.session.document.case.firms
        ]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_under_the_shield_nothing_tells_a_firm(language: str) -> None:
    case = load_case("sovereign-ai-2026")
    frame = frame_of(Document.new(case), "ko" if language == "ko" else "en", shield=True)
    rows = firm_rows(frame)
    told = "\n".join([*rows.names, *rows.hints.values(), *("\t".join(row) for row in rows.sheet())])
    assert giveaways(case).search(told) is None
    assert not {entry.id for entry in rows.fields} & {"market_value_bn", "earlier_failures", "name_ko", "aliases"}

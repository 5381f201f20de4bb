"""The guided import under real keys and clicks: recognise, name the wrong cell, mend it in place, make a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.importing.dialog import CHECK, COLUMNS, FACTS, SOURCE, ImportDialog
from model.case import Case, load_case
from model.owncase import is_own
from tests.gui.worlds import cell_editor

TEXT = (
    "Firm\tListing\tSize\tMarket value\tWeather\n"
    "Ferry\town\tlarge\tmuch\tfair\nBarge\tnone\tstartup\t\train\nFerry\tx\tmid\t5\t\n"
)
LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ImportDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ImportDialog([load_case("lantern-tide")], "en", (tuple, lambda: None), parent)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def onward(dialog: ImportDialog) -> None:
    QTest.mouseClick(dialog.onward, LEFT)


def type_into(dialog: ImportDialog, row: int, column: int, text: str) -> None:
    view = dialog.check.view
    view.go_to(row, column)
    QTest.keyClicks(view, text[0])
    editor = cell_editor(view)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes what was typed with the next event


def test_cells_are_undone_and_a_heading_written_anew_is_matched_anew(dialog: ImportDialog) -> None:
    QGuiApplication.clipboard().setText(TEXT)
    dialog.source.paste.setFocus()
    QTest.keyClick(dialog.source.paste, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    onward(dialog)
    onward(dialog)
    before = dialog.check.grid
    type_into(dialog, 1, 3, "900")
    type_into(dialog, 0, 4, "brand_exposure_bn")
    assert (1, 4) in {(fault.row, fault.column) for fault in dialog.check.found.faults}, "its words are numbers now"
    dialog.check.view.setFocus()
    QTest.keyClick(dialog.check.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.check.grid[1][3] == "900"
    assert (1, 4) not in {(fault.row, fault.column) for fault in dialog.check.found.faults}
    QTest.keyClick(dialog.check.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.check.grid == before
    dialog.check.redo()
    assert dialog.check.grid[1][3] == "900"


def test_paste_mend_in_place_and_make_the_case(qtbot: QtBot, dialog: ImportDialog) -> None:
    assert not dialog.onward.isEnabled()
    QGuiApplication.clipboard().setText(TEXT)
    dialog.source.paste.setFocus()
    QTest.keyClick(dialog.source.paste, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    onward(dialog)
    assert dialog.pages.currentIndex() == COLUMNS
    assert dialog.columns.mapped == ("name_en", "listing", "size", "market_value_bn", "")
    onward(dialog)
    assert dialog.pages.currentIndex() == CHECK
    assert [(fault.row, fault.column) for fault in dialog.check.found.faults] == [(1, 3), (3, 0), (3, 1)]
    assert not dialog.onward.isEnabled()
    assert "row 2, Market value" in dialog.check.list.item(0).text()
    item = dialog.check.list.visualItemRect(dialog.check.list.item(2)).center()
    QTest.mouseClick(dialog.check.list.viewport(), LEFT, pos=item)
    current = dialog.check.view.currentIndex()
    assert (current.row(), current.column()) == (3, 1)
    for row, column, text in ((1, 3, "900"), (3, 0, "Punt"), (3, 1, "none")):
        type_into(dialog, row, column, text)
    assert dialog.check.found.faults == ()
    onward(dialog)
    assert dialog.pages.currentIndex() == FACTS
    assert not dialog.onward.isEnabled()
    dialog.facts.title.setFocus()
    QTest.keyClicks(dialog.facts.title, "Ferry call")
    dialog.facts.entries["seats"].box.setValue(3)
    assert dialog.facts.entries["seats"].mark.isHidden()
    with qtbot.waitSignal(dialog.made) as caught:
        onward(dialog)
    case = caught.args[0] if caught.args else None
    assert isinstance(case, Case)
    assert is_own(case)
    assert [firm.name_en for firm in case.firms] == ["Ferry", "Barge", "Punt"]
    assert case.firm("ferry").numbers["market_value_bn"] == 900.0
    assert case.lever("seats").status_quo == 3.0


def test_a_file_that_cannot_be_read_is_told_and_what_was_read_stays(dialog: ImportDialog, tmp_path: Path) -> None:
    good, bad, other = tmp_path / "기업.csv", tmp_path / "bad.csv", tmp_path / "other.csv"
    good.write_bytes("기업명,시가총액\n가람전산,3\n".encode("cp949"))
    bad.write_bytes(b"\0\1")
    other.write_bytes(b"Name\nx\n")
    dialog.read([good])
    grid = dialog.source.grid
    dialog.read([bad])
    assert "binary data" in dialog.fault.text()
    dialog.read([good, other])
    assert "other headings" in dialog.fault.text()
    assert dialog.source.grid == grid
    dialog.read([good, good])
    assert len(dialog.source.grid) == 3


def test_a_column_cannot_be_two_things_and_going_back_loses_nothing(dialog: ImportDialog) -> None:
    dialog.source.paste.setPlainText(TEXT)
    dialog.go(COLUMNS)
    box = dialog.columns.choices[4]
    box.setCurrentIndex(box.findData("size"))
    assert "Two columns" in dialog.columns.note.text()
    assert not dialog.onward.isEnabled()
    box.setCurrentIndex(0)
    dialog.go(CHECK)
    type_into(dialog, 1, 3, "900")
    QTest.mouseClick(dialog.back, LEFT)
    QTest.mouseClick(dialog.back, LEFT)
    assert dialog.pages.currentIndex() == SOURCE
    assert dialog.source.paste.toPlainText() == TEXT.rstrip("\n") + "\n"
    onward(dialog)
    onward(dialog)
    assert dialog.check.grid[1][3] == "900", "what was mended stays mended"


def test_a_block_is_pasted_copied_and_cleared_in_the_grid(dialog: ImportDialog) -> None:
    dialog.source.paste.setPlainText(TEXT)
    dialog.go(COLUMNS)
    dialog.go(CHECK)
    view, control = dialog.check.view, Qt.KeyboardModifier.ControlModifier
    QGuiApplication.clipboard().setText("1\t2\n3\t4")
    view.go_to(1, 3)
    QTest.keyClick(view, Qt.Key.Key_V, control)
    assert [row[3:] for row in dialog.check.grid[1:3]] == [("1", "2"), ("3", "4")]
    view.go_to(1, 3)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == "1\t2\n"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert dialog.check.grid[1][3:] == ("", "")


def test_no_step_begins_with_the_focus_on_cancel(dialog: ImportDialog) -> None:
    QGuiApplication.clipboard().setText(TEXT)
    assert QApplication.focusWidget() is dialog.source.paste
    QTest.keyClick(dialog.source.paste, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    onward(dialog)
    assert QApplication.focusWidget() is dialog.onward
    onward(dialog)
    assert QApplication.focusWidget() is dialog.check.view

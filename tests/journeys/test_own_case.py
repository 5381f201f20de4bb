"""A case of one's own: pasted from a spreadsheet, mended, edited and undone; a firm speaks; all of it in one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.deciding import RecordDialog
from gui.importing.check import CheckPage
from gui.start import Application
from gui.window import MainWindow
from tests.gui.worlds import Answers, arrive, cell_editor, settle, shown

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
CELLS = (
    "기업명\t상장 여부\t기업 규모\t시가총액\n"
    "가람전산\t상장\t대기업\t1,200\n나래봇\t비상장\t스타트업\t\n다온AI\t상장\t중견기업\t삼백\n"
)


def typed(view: QWidget, text: str) -> None:
    """Type into the current cell and leave it."""
    QTest.keyClicks(view, text[0])
    editor = cell_editor(view)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def import_firms(window: MainWindow) -> None:
    """Paste, match, mend the one wrong cell, name the call."""
    window.actions_table["new_case"].trigger()
    dialog = window.owning.importing
    assert dialog is not None
    dialog.activateWindow()
    QApplication.processEvents()
    QGuiApplication.clipboard().setText(CELLS)
    QTest.keyClick(dialog.source.paste, Qt.Key.Key_V, CONTROL)
    QTest.mouseClick(dialog.onward, LEFT)
    QTest.mouseClick(dialog.onward, LEFT)
    assert not dialog.onward.isEnabled()
    wrong = dialog.check.list.visualItemRect(dialog.check.list.item(1)).center()
    QTest.mouseClick(dialog.check.list.viewport(), LEFT, pos=wrong)
    assert isinstance(dialog.check, CheckPage)
    typed(dialog.check.view, "300")
    QTest.mouseClick(dialog.onward, LEFT)
    QTest.keyClicks(dialog.facts.title, "Ferry call")
    QTest.mouseClick(dialog.onward, LEFT)


def record(window: MainWindow, firm: str) -> None:
    """Record that the firm of a row declined, from its context menu, and pin it."""
    view = window.board.joins.view
    row = view.firms.ids.index(firm)
    menu = window.board.joins.menu(row)
    menu.actions()[-1].trigger()
    dialog = window.findChild(RecordDialog)
    assert dialog is not None
    assert dialog.firm.currentData() == firm
    QTest.mouseClick(dialog.declined, LEFT, pos=QPoint(8, dialog.declined.height() // 2))
    QTest.mouseClick(dialog.keep, LEFT)
    assert "no source" in dialog.note.text()
    QTest.keyClicks(dialog.source, "telephone call")
    QTest.mouseClick(dialog.pin, LEFT, pos=QPoint(8, dialog.pin.height() // 2))
    QTest.mouseClick(dialog.keep, LEFT)


def edit_a_firm(qtbot: QtBot, window: MainWindow) -> None:
    """Type a number into the table of firms, take it back and do it again."""
    session = window.session
    window.actions_table["firms"].trigger()
    table = window.owning.firms
    assert table is not None
    table.activateWindow()
    QApplication.processEvents()
    column = next(place for place, entry in enumerate(table.rows.fields) if entry.id == "brand_exposure_bn")
    table.view.go_to(0, column)
    before = session.document
    typed(table.view, "77")
    arrive(qtbot, session)
    assert session.document.effective_case.firms[0].numbers["brand_exposure_bn"] == 77.0
    QTest.keyClick(table, Qt.Key.Key_Z, CONTROL)
    arrive(qtbot, session)
    assert session.document == before
    QTest.mouseClick(table.buttons["redo"], LEFT)
    QTest.mouseClick(table.buttons["close"], LEFT)


def hear_a_firm(qtbot: QtBot, window: MainWindow, turnout: Application) -> None:
    """Record that a firm declined; the shield hides who said so; take it back and do it again."""
    session, frame = window.session, shown(window.session)
    firm = frame.outcome.firm_ids[0]
    record(window, firm)
    told = arrive(qtbot, session)
    assert told.decisions[told.outcome.index(firm)] is False
    assert dict(told.scenario.pins) == {firm: False}
    assert window.board.joins.view.firms.recorded
    tip = window.board.joins.view.tip(window.board.joins.view.firms.ids.index(firm), window.pos().toPointF())
    assert "telephone call" in tip
    turnout.set_shield(True)
    tip = window.board.joins.view.tip(window.board.joins.view.firms.ids.index(firm), window.pos().toPointF())
    assert "telephone call" not in tip
    turnout.set_shield(False)
    session.undo_stack.undo()
    arrive(qtbot, session)
    assert shown(session).decisions[told.outcome.index(firm)] is None
    session.undo_stack.redo()


def test_own_case(qtbot: QtBot, start: Callable[[], Application], answers: Answers, tmp_path: Path) -> None:
    turnout = start()
    window = turnout.open_window()
    session = window.session
    arrive(qtbot, session)
    import_firms(window)
    frame = arrive(qtbot, session)
    assert sorted(frame.names) == ["가람전산", "나래봇", "다온AI"]
    assert window.isWindowModified(), "an imported case is not saved yet"
    assert (frame.case.draws, frame.bands) == (None, None), "bands of another call are not taken over"

    edit_a_firm(qtbot, window)
    hear_a_firm(qtbot, window, turnout)

    answers.saving = tmp_path / "ferry.turnout"
    window.actions_table["save"].trigger()
    last = settle(qtbot, session)
    assert window.close()
    turnout.close()
    again = start().open_window(path=answers.saving)
    frame = settle(qtbot, again.session)
    assert frame.document == last.document
    assert frame.outcome.as_json() == last.outcome.as_json()

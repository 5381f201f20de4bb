"""The evidence under real clicks and keys: find, filter, sort, copy, edit, reset, and nothing told under the shield."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.composing import View, composed
from gui.evidence.badge import BacktestBadge
from gui.evidence.dock import EvidenceDock
from gui.evidence.table import GRADE, LABEL, RANGE, REASON, ROW_ROLE, UNIT, VALUE
from gui.frame import Frame
from gui.frame import Language as Code
from gui.language import Language
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.solving import Outcomes, Request, Solution
from model.case import Case, Edit, load_case
from model.document import Document
from model.evidence import Backtest
from model.shield import TELLING_COLUMNS, giveaways
from tests.gui.worlds import settle

OUTCOMES = Outcomes()  # one for all tests of this module: most look at the same two scenarios
KT_SCORE = ("firms", "kt", "independence_score")
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def frame_of(document: Document, language: Code = "en", shield: bool = False) -> Frame:
    """Return a solved document's frame."""
    case, working, baseline = document.effective_case, document.working, document.baseline_scenario
    solved = Solution(OUTCOMES.of(case, working), OUTCOMES.of(case, baseline), 1.0)
    view = View(lever="seats", language=language, shield=shield)
    return composed(Request(0, document, case, working, baseline, None), solved, view, None, frozenset())


@pytest.fixture
def dock(qtbot: QtBot, case: Case) -> Iterator[EvidenceDock]:
    """The evidence as a window of its own, its edits applied to a document at once."""
    made = EvidenceDock()
    qtbot.addWidget(made)
    made.resize(1240, 640)
    documents = [Document.new(case)]
    made.show_frame(frame_of(documents[0]))

    def take(edit: Edit) -> None:
        documents.append(documents[-1].with_edit(edit))
        made.show_frame(frame_of(documents[-1]))

    made.edit_asked.connect(take)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def click_cell(dock: EvidenceDock, row: int, column: int, *, twice: bool = False) -> None:
    """Click a cell of the table with the mouse, scrolled into view first."""
    index = dock.filter.index(row, column)
    dock.view.scrollTo(index)
    place = dock.view.visualRect(index).center()
    QTest.mouseClick(dock.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if twice:
        QTest.mouseDClick(dock.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def show_only(dock: EvidenceDock, text: str) -> None:
    """Type into the find box until the table shows what fits."""
    dock.bar.finder.setFocus()
    dock.bar.finder.clear()
    QTest.keyClicks(dock.bar.finder, text)


def editor(dock: EvidenceDock) -> QLineEdit:
    """Return the line that is being typed into."""
    found = dock.view.findChild(QLineEdit, "evidence.editor")
    assert isinstance(found, QLineEdit)
    return found


def edit_by_keys(dock: EvidenceDock, find: str, text: str) -> QLineEdit:
    """Find one input, open its value with a double click and type a text."""
    show_only(dock, find)
    assert dock.filter.rowCount() == 1
    click_cell(dock, 0, VALUE, twice=True)
    line = editor(dock)
    line.selectAll()
    QTest.keyClicks(line, text)
    return line


def shown_texts(dock: EvidenceDock) -> str:
    """Return everything that the table, its tooltips and the detail of every row say."""
    parts = []
    for row in range(dock.table.rowCount()):
        for column in range(dock.table.columnCount()):
            index = dock.table.index(row, column)
            parts += [str(index.data()), str(index.data(Qt.ItemDataRole.ToolTipRole))]
        text = index.data(ROW_ROLE)
        parts += [*text.plain, text.found]
        dock.detail.show_row(text, dock.table.words)
        parts += [dock.detail.title.text(), dock.detail.statements.toHtml()]
    return "\n".join(parts)


def test_the_model_keeps_the_rules_of_qt(dock: EvidenceDock, qtmodeltester: ModelTester) -> None:
    check: Callable[[QAbstractItemModel], None] = qtmodeltester.check
    check(dock.table)
    check(dock.filter)


def test_every_input_is_shown_without_ids(dock: EvidenceDock, case: Case) -> None:
    assert dock.table.rowCount() == len(case.inputs)
    ids = (
        {row.id for row in case.parameters} | {lever.id for lever in case.levers} | {row.column for row in case.inputs}
    )
    ids |= {fact.id for fact in case.facts}
    for row in range(dock.table.rowCount()):
        words = set(" ".join(str(dock.table.index(row, column).data()) for column in range(REASON)).split())
        assert not {word.strip(".,;()") for word in words} & {name for name in ids if "_" in name or "-" in name}


@pytest.mark.parametrize(("language", "unit", "told"), [("en", "points", "45 – 65 points"), ("ko", "점", "45~65점")])
def test_a_score_has_its_unit_once(dock: EvidenceDock, case: Case, language: Code, unit: str, told: str) -> None:
    dock.show_frame(frame_of(Document.new(case), language))
    row = dock.table.row_of(KT_SCORE)
    assert row is not None
    assert dock.table.index(row, UNIT).data() == unit
    assert dock.table.index(row, RANGE).data(Qt.ItemDataRole.ToolTipRole) == told
    assert dock.table.fault(dock.table.texts[row].row, f"41 {unit}") == ""


def test_finding_and_filtering_leave_what_fits(dock: EvidenceDock, case: Case) -> None:
    show_only(dock, "kakao foreign")
    assert [dock.filter.index(row, LABEL).data() for row in range(dock.filter.rowCount())] == ["Foreign reliance"]
    dock.bar.finder.clear()
    for place in range(1, dock.bar.groups.count()):
        QTest.keyClick(dock.bar.groups, Qt.Key.Key_Down)
        group = dock.bar.groups.itemData(place)
        shown = [dock.filter.index(row, 0).data(ROW_ROLE).row for row in range(dock.filter.rowCount())]
        assert shown
        assert {row.group for row in shown} == {group}
    QTest.keyClick(dock.bar.groups, Qt.Key.Key_Home)
    QTest.keyClick(dock.bar.grades, Qt.Key.Key_End)
    assert dock.filter.rowCount() == sum(row.grade == "C" for row in case.inputs)
    assert {dock.filter.index(row, GRADE).data() for row in range(dock.filter.rowCount())} == {"C"}
    QTest.mouseClick(dock.bar.edited_only, Qt.MouseButton.LeftButton, pos=QPoint(8, dock.bar.edited_only.height() // 2))
    assert dock.filter.rowCount() == 0


def test_a_click_on_a_heading_sorts_by_number(dock: EvidenceDock) -> None:
    header = dock.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(VALUE) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    values = [dock.filter.index(row, VALUE).data(ROW_ROLE).row.value for row in range(dock.filter.rowCount())]
    assert values == sorted(values)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    values = [dock.filter.index(row, VALUE).data(ROW_ROLE).row.value for row in range(dock.filter.rowCount())]
    assert values == sorted(values, reverse=True)


def test_copying_puts_the_selected_rows_on_the_clipboard(dock: EvidenceDock) -> None:
    show_only(dock, "KT score")
    click_cell(dock, 0, LABEL)
    QTest.keyClick(dock.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dock.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert {line.count("\t") for line in lines} == {9}
    text = dock.filter.index(0, 0).data(ROW_ROLE)
    assert lines[1].split("\t")[:4] == ["KT", text.label, f"{text.row.value:g}", f"{text.row.entry.low:g}"]


def test_an_edit_is_asked_for_shown_and_reset(qtbot: QtBot, dock: EvidenceDock) -> None:
    line = edit_by_keys(dock, "KT score independence", "41")
    with qtbot.waitSignal(dock.edit_asked) as asked:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == [Edit(*KT_SCORE, "41")]
    text = dock.filter.index(0, VALUE).data(ROW_ROLE)
    assert (text.value, text.row.edited) == ("41", True)
    assert text.loaded in str(dock.filter.index(0, VALUE).data(Qt.ItemDataRole.ToolTipRole))
    dock.bar.edited_only.setChecked(True)
    assert dock.filter.rowCount() == 1
    button = dock.findChild(QPushButton, "evidence.reset")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    with qtbot.waitSignal(dock.edit_asked) as back:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert back.args == [Edit(*KT_SCORE, text.row.loaded_text)]
    assert dock.filter.rowCount() == 0
    assert not button.isVisible()


@pytest.mark.parametrize(
    ("typed", "said"), [("many", "not a number"), ("101", "0 – 100"), ("-1", "0 – 100"), ("", "not a number")]
)
def test_what_is_refused_is_said_beside_the_line(qtbot: QtBot, dock: EvidenceDock, typed: str, said: str) -> None:
    line = edit_by_keys(dock, "KT score independence", typed or "1")
    if not typed:
        QTest.keyClick(line, Qt.Key.Key_Backspace)
    with qtbot.assertNotEmitted(dock.edit_asked):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.isVisible()
    assert dock.message.isVisible()
    assert said in dock.message.text()
    assert "independence_score" not in dock.message.text()
    with qtbot.assertNotEmitted(dock.edit_asked):
        QTest.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dock.message.isVisible())


def test_a_value_outside_its_range_is_taken_and_marked(qtbot: QtBot, dock: EvidenceDock) -> None:
    line = edit_by_keys(dock, "KT score independence", "99")
    assert "Outside the stated range" in dock.message.text()
    with qtbot.waitSignal(dock.edit_asked):
        QTest.keyClick(line, Qt.Key.Key_Return)
    text = dock.filter.index(0, VALUE).data(ROW_ROLE)
    assert (text.row.value, text.row.beyond) == (99.0, 1)
    assert "Above the stated range." in str(dock.filter.index(0, VALUE).data(Qt.ItemDataRole.ToolTipRole))
    assert "Above the stated range." in dock.detail.statements.toPlainText()


def test_shares_are_typed_in_per_cent_and_switches_chosen(qtbot: QtBot, dock: EvidenceDock) -> None:
    line = edit_by_keys(dock, "KT overlap", "55 %")
    with qtbot.waitSignal(dock.edit_asked) as asked:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == [Edit("firms", "kt", "overlap_share", "0.55")]
    show_only(dock, "KT leases")
    click_cell(dock, 0, VALUE, twice=True)
    box = dock.view.findChild(QComboBox, "evidence.editor")
    assert isinstance(box, QComboBox)
    assert [box.itemText(place) for place in range(box.count())] == ["No", "Yes"]
    with qtbot.waitSignal(dock.edit_asked) as chosen:
        box.setCurrentIndex(1 - box.currentIndex())
        box.activated.emit(box.currentIndex())
    assert chosen.args[0].column == "leases_gpus"


def test_typing_the_same_value_asks_for_nothing(qtbot: QtBot, dock: EvidenceDock) -> None:
    value = next(text for text in dock.table.texts if text.row.key == KT_SCORE).value
    line = edit_by_keys(dock, "KT score independence", value)
    with qtbot.assertNotEmitted(dock.edit_asked):
        QTest.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dock.view.findChild(QLineEdit, "evidence.editor") is None)


def test_a_fixed_value_cannot_be_opened(dock: EvidenceDock) -> None:
    fixed = [row for row, text in enumerate(dock.table.texts) if text.row.measure.fixed]
    assert fixed
    for row in fixed:
        assert not dock.table.index(row, VALUE).flags() & Qt.ItemFlag.ItemIsEditable


def test_the_detail_shows_the_statements_behind_a_row(dock: EvidenceDock) -> None:
    show_only(dock, "Konan earlier failures additional")
    click_cell(dock, 0, LABEL)
    text = dock.filter.index(0, 0).data(ROW_ROLE)
    shown = dock.detail.statements.toPlainText()
    assert text.reason in shown
    cited = [row.fact for row in text.row.citations if row.fact is not None]
    assert cited
    assert all(fact.statement in shown for fact in cited)
    assert "▨" in dock.detail.statements.toPlainText() or text.row.entry.grade != "C"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_shield_tells_no_firm_anywhere(dock: EvidenceDock, case: Case, english: Language, language: Code) -> None:
    english.use(language)
    dock.show_frame(frame_of(Document.new(case), language, shield=True))
    said = giveaways(case).findall(shown_texts(dock))
    assert said == []
    keys = {text.row.key for text in dock.table.texts}
    assert not {key for key in keys if key[0] == "events" or key[2] in TELLING_COLUMNS}
    assert str(len(case.inputs) - len(keys)) in dock.bar.count.text()
    dock.bar.finder.setText("naver")
    assert dock.filter.rowCount() == 0


def test_names_come_back_when_the_shield_is_lifted(dock: EvidenceDock, case: Case) -> None:
    dock.show_frame(frame_of(Document.new(case), shield=True))
    dock.show_frame(frame_of(Document.new(case)))
    assert dock.table.rowCount() == len(case.inputs)
    assert "Naver Cloud" in shown_texts(dock)


def test_an_edit_from_elsewhere_keeps_the_place(qtbot: QtBot, dock: EvidenceDock, case: Case) -> None:
    dock.choose(KT_SCORE)
    place = dock.view.verticalScrollBar().value()
    with qtbot.assertNotEmitted(dock.table.modelReset):
        dock.show_frame(frame_of(Document.new(case).with_edit(Edit(*KT_SCORE, "12"))))
    assert dock.view.verticalScrollBar().value() == place
    chosen = dock.chosen()
    assert chosen is not None
    assert chosen.value == "12"
    assert "12" in dock.detail.statements.toPlainText()


def test_each_edit_is_one_step_of_the_session(qtbot: QtBot, case: Case) -> None:
    session = Session(case, REFINEMENTS)
    dock = EvidenceDock()
    qtbot.addWidget(dock)
    dock.resize(1240, 640)
    session.frame_changed.connect(dock.show_frame)
    dock.edit_asked.connect(session.edit)
    session.start()
    settle(qtbot, session)
    dock.show()
    for value in (41.0, 42.0):
        row = dock.table.row_of(KT_SCORE)
        assert row is not None
        assert dock.table.setData(dock.table.index(row, VALUE), value)
        settle(qtbot, session)
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    settle(qtbot, session)
    dock.choose(KT_SCORE)
    chosen = dock.chosen()
    assert chosen is not None
    assert chosen.value == "41"
    session.close()


def test_the_backtest_is_refined_and_shown(qtbot: QtBot, case: Case) -> None:
    session = Session(case, REFINEMENTS)
    badge = BacktestBadge()
    qtbot.addWidget(badge)
    session.frame_changed.connect(badge.show_frame)
    session.start()
    frame = settle(qtbot, session)
    assert frame.backtest is not None
    assert frame.backtest.decisions == len(case.decisions)
    told = frame.backtest
    assert told.left_out_hits is not None
    assert badge.text() == f"Backtest {told.hits} / {told.decisions} · left out {told.left_out_hits} / {told.decisions}"
    assert badge.property("tone") == "good"
    session.set_lever("gpus_per_team", 1024, 1)
    session.release_lever()
    settle(qtbot, session)
    assert badge.property("tone") == "warn"
    assert "GPUs per team" in badge.toolTip()
    assert "1,024" in badge.toolTip()
    session.reset("gpus_per_team", "opened")
    settle(qtbot, session)
    assert badge.property("tone") == "good"
    session.close()


def test_the_badge_is_hidden_while_nothing_is_recorded(qtbot: QtBot, case: Case) -> None:
    badge = BacktestBadge()
    qtbot.addWidget(badge)
    frame = frame_of(Document.new(case))
    badge.show_frame(frame)
    assert badge.isHidden()
    badge.show_frame(replace(frame, backtest=Backtest(0, 0)))
    assert badge.isHidden()

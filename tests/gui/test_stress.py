"""Does it hold up, under real clicks: set a goal, run, stop, read, copy, save; shield and language; undo of goals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.frame import shown_names
from gui.language import Language
from gui.stress.dialog import StressDialog
from gui.stress.words import ShownNamer
from gui.theme import DARK
from gui.window import MainWindow
from model.aims import with_goal
from model.document import Document
from model.goal import Goal
from model.questions.stress import Plan, stress_test
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import arrive, settle, tick

KT = Goal(firms_in=("kt",))
pytestmark = pytest.mark.usefixtures("english")


def document() -> Document:
    """Return the opening case with a quiet policy, edited further, and a goal."""
    quiet = Document.new(opening_case()).with_lever("losers_named", 0.0).kept_as_new("Quiet")
    return with_goal(quiet.with_lever("fresh_start", 1.0), "KT joins", KT)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[StressDialog]:
    """The dialog on three cards and a working copy, with few worlds."""
    made = StressDialog(frame_of(document()))
    made.form.worlds.setValue(200)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.reject()


def run(qtbot: QtBot, dialog: StressDialog) -> None:
    """Click on Run and wait for the answer."""
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.found is not None)


def test_rows_say_what_the_model_finds(qtbot: QtBot, dialog: StressDialog) -> None:
    assert not dialog.start_button.isEnabled()
    tick(dialog, "goal.in.kt")
    run(qtbot, dialog)
    found = stress_test(opening_case(), dialog.form.scenarios(), KT, Plan(200))
    assert len(dialog.rows) == len(found.tested) == 4
    for row, tested in zip(dialog.rows, found.tested, strict=True):
        assert row.tested.share == tested.share
        assert row.value.text() == f"{100 * tested.share:.1f}%"
        assert (row.bar.low, row.bar.high) == (tested.low, tested.high)
        assert "of 200 plausible worlds" in row.sentences[0]
    assert "Scenario" in dialog.verdict.text() or "Quiet" in dialog.verdict.text()
    assert any("KT's business with the state is at" in sentence for row in dialog.rows for sentence in row.sentences)


def test_only_ticked_scenarios_are_tested(qtbot: QtBot, dialog: StressDialog) -> None:
    tick(dialog, "goal.in.kt")
    dialog.form.goal.setCurrentIndex(1)
    for name in ("0", "1", "working"):
        tick(dialog, f"stress.scenario.{name}")
    run(qtbot, dialog)
    assert [row.tested.scenario.name for row in dialog.rows] == ["Quiet"]
    assert not dialog.tabs.isTabVisible(1)
    tick(dialog, "stress.scenario.2")
    assert not dialog.start_button.isEnabled()


def test_a_saved_goal_is_chosen_from_the_list(dialog: StressDialog) -> None:
    assert dialog.form.shelf.names.itemText(0) == "KT joins"
    dialog.form.shelf.names.activated.emit(0)
    assert dialog.form.goal.goal() == KT
    assert dialog.start_button.isEnabled()


def test_levers_of_a_saved_goal_are_kept_though_they_are_not_on_show(dialog: StressDialog) -> None:
    whole = replace(KT, locked=("seats",), ranges=(("gpus_per_team", 512.0, 1024.0),), weights=(("seats", 2.0),))
    dialog.form.goal.set_goal(whole)
    assert dialog.form.goal.goal() == whole


def test_a_stopped_test_tells_nothing_more(qtbot: QtBot, dialog: StressDialog) -> None:
    tick(dialog, "goal.in.kt")
    dialog.form.worlds.setValue(20_000)
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    assert dialog.bar.isVisible()
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert "stopped" in dialog.verdict.text()
    with qtbot.assertNotEmitted(dialog.lane.answered, wait=400):
        pass
    assert dialog.rows == []


def test_a_click_on_a_row_shows_where_it_breaks(qtbot: QtBot, dialog: StressDialog) -> None:
    dialog.form.worlds.setValue(600)
    tick(dialog, "goal.in.kt")
    run(qtbot, dialog)
    told = [place for place, row in enumerate(dialog.rows) if row.tested.breaking is not None]
    assert told
    for place in told:
        QTest.mouseClick(dialog.rows[place], Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
        assert dialog.rows[place].property("selected")
        breaking = dialog.rows[place].tested.breaking
        assert breaking is not None
        two = len({side.column for side in breaking.box.sides}) > 1
        assert dialog.scatter.isVisibleTo(dialog) == two
        if two:
            points = len(dialog.scatter.failing.getData()[0]) + len(dialog.scatter.holding.getData()[0])
            assert points == 600
            assert len(dialog.scatter.holding.getData()[0]) == dialog.rows[place].tested.holds.sum()
    dialog.rows[0].setFocus()
    QTest.keyClick(dialog.rows[0], Qt.Key.Key_Return)
    assert dialog.rows[0].property("selected")


def test_the_regret_table_is_copied_and_everything_is_saved(qtbot: QtBot, dialog: StressDialog, tmp_path: Path) -> None:
    tick(dialog, "goal.in.kt")
    run(qtbot, dialog)
    dialog.tabs.setCurrentIndex(1)
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Scenario\tBehind the best in\tAt worst")
    found = dialog.found
    assert found is not None
    assert len(lines) == 1 + len(found.tested) * len(found.regret.rows)
    worst = found.regret.rows["expected_joiners"][0].most
    assert any(line.startswith(f"Status quo\tExpected joiners\t{worst:.1f}\t") for line in lines)
    dialog.ask_path = lambda: tmp_path / "stress.csv"
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    text = (tmp_path / "stress.csv").read_text("utf-8-sig")
    assert "Goal holds in" in text
    assert f"{100 * found.tested[0].share:.1f}%" in text
    assert dialog.written.files == (tmp_path / "stress.csv",)
    assert dialog.written.folder.isVisible()
    dialog.ask_path = lambda: tmp_path / "nowhere" / "stress.csv"
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert "was not saved" in dialog.lead.text()


def test_a_goal_that_cannot_be_asked_is_told(qtbot: QtBot, dialog: StressDialog) -> None:
    dialog.form.goal.budget_on.setChecked(True)
    dialog.form.goal.budget.setValue(0.0)
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.running is None)
    assert "could not be made" in dialog.verdict.text()
    assert "nothing is asked" in dialog.lead.text()


def test_names_follow_the_shield_and_the_language(qtbot: QtBot, dialog: StressDialog, english: Language) -> None:
    tick(dialog, "goal.in.kt")
    run(qtbot, dialog)
    dialog.show_frame(frame_of(document(), shield=True))
    said = " ".join(sentence for row in dialog.rows for sentence in row.sentences)
    assert "KT" not in said.split()
    assert "Firm " in said
    english.use("ko")
    korean = frame_of(document(), "ko")
    firm_ids = korean.outcome.firm_ids
    dialog.show_frame(replace(korean, shield=True, names=shown_names(opening_case(), firm_ids, "ko", True)))
    said = " ".join(sentence for row in dialog.rows for sentence in row.sentences)
    assert "가능한 상황 200가지 중" in said
    assert "KT" not in said
    dialog.set_theme(DARK)


def test_what_tells_a_firm_is_hidden_under_the_shield() -> None:
    write = ShownNamer(frame_of(document(), shield=True))
    for cell in (("firms", "kt", "market_value_bn"), ("events", "kakao/2025-08-05", "raw_return_share")):
        assert "name shield" in write.name(cell)
        assert not any(digit in write.value(cell, 12345.0) for digit in "0123456789")
    assert "KT" not in write.name(("firms", "kt", "state_exposure_bn"))


def test_the_menu_opens_it_and_goals_are_kept_as_steps(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot, window.session)
    window.actions_table["stress"].trigger()
    dialog = window.asking.stress
    assert dialog is not None
    tick(dialog, "goal.listed")
    line = dialog.form.shelf.names.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "A listed firm")
    QTest.mouseClick(dialog.form.shelf.keep, Qt.MouseButton.LeftButton)
    assert [one.name for one in window.session.document.goals] == ["A listed firm"]
    arrive(qtbot, window.session)
    window.actions_table["goal"].trigger()
    other = window.asking.goal
    assert other is not None
    assert other.shelf.names.itemText(0) == "A listed firm"
    window.session.undo_stack.undo()
    assert not len(window.session.document.goals)


def test_the_worker_ends_with_the_dialog_and_with_the_window(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot, window.session)
    for wait_ms in (0, 30, 120, 300):
        window.actions_table["stress"].trigger()
        dialog = window.asking.stress
        assert dialog is not None
        dialog.form.worlds.setValue(5000)
        tick(dialog, "goal.in.kt")
        dialog.run()
        qtbot.wait(wait_ms)
        dialog.close()
        assert window.asking.stress is None or not window.asking.stress.isVisible()
        qtbot.wait(10)
    window.actions_table["stress"].trigger()
    last = window.asking.stress
    assert last is not None
    tick(last, "goal.in.kt")
    last.run()
    window.end()
    assert last.lane._pool._shutdown

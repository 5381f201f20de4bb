"""What would it take, under real clicks and a real drag: ask, search, stop, load, undo; and without a screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from gui import cli
from gui.frame import shown_names
from gui.goals.dialog import GoalDialog
from gui.language import Language
from gui.theme import DARK
from gui.window import MainWindow
from model.document import Document
from model.errors import EXIT_DONE, EXIT_INPUT, EXIT_UNREACHABLE
from model.goal import Goal
from model.solve import solve
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import arrive, settle, tick

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[GoalDialog]:
    """The dialog on the opening case, with one lever locked."""
    made = GoalDialog(frame_of(Document.new(opening_case())), frozenset({"seats", "final_teams"}))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.reject()


def locks_of(dialog: GoalDialog) -> list[QCheckBox]:
    """Return the boxes that lock levers."""
    assert dialog.form.limits is not None
    return list(dialog.form.limits.locked.values())


def ask(qtbot: QtBot, dialog: GoalDialog) -> None:
    """Click on Find and wait for the cards."""
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.cards))


def test_nothing_can_be_searched_before_something_is_asked(dialog: GoalDialog) -> None:
    assert not dialog.start_button.isEnabled()
    tick(dialog, "goal.in.kt")
    assert dialog.start_button.isEnabled()
    tick(dialog, "goal.out.kt")
    assert dialog.form.goal().firms_in == ()
    assert dialog.form.goal().firms_out == ("kt",)


def test_the_form_says_the_whole_goal(dialog: GoalDialog) -> None:
    for name in ("in.kt", "out.motif", "joiners_on", "listed", "strength_on", "budget_on", "keeps_support"):
        tick(dialog, f"goal.{name}")
    dialog.form.chance.setValue(60)
    dialog.form.joiners.setValue(7.5)
    dialog.form.strength.setValue(0.9)
    dialog.form.budget.setValue(80.0)
    locked = ("seats", "final_teams")
    assert dialog.form.goal() == Goal(("kt",), ("motif",), 7.5, True, 0.9, 80.0, locked, 0.6, False)


def test_cards_say_what_changes_and_what_comes_of_it(qtbot: QtBot, dialog: GoalDialog) -> None:
    tick(dialog, "goal.in.kt")
    ask(qtbot, dialog)
    assert "package(s)" not in dialog.verdict.text()
    assert 1 <= len(dialog.cards) <= 4
    for card in dialog.cards:
        package, text = card.found.package, card.text()
        chance = solve(opening_case(), package.scenario).join_probability[package.outcome.index("kt")]
        assert chance >= 0.5
        assert f"{100 * chance:.1f}%" in text
        assert f"₩{package.cost_bn:.1f} bn" in text
        assert text.count("→") == len(package.changed) > 0
        assert not {"seats", "final_teams"} & set(package.changed)
        assert not any(lever in text for lever in package.changed if "_" in lever)


def test_loading_asks_for_the_scenario_of_the_card(qtbot: QtBot, dialog: GoalDialog) -> None:
    tick(dialog, "goal.in.kt")
    ask(qtbot, dialog)
    card = dialog.cards[0]
    with qtbot.waitSignal(dialog.load_asked) as asked:
        QTest.mouseClick(card.load, Qt.MouseButton.LeftButton)
    assert asked.args == [card.found.package.scenario]


def test_what_cannot_be_reached_is_said_with_the_nearest(qtbot: QtBot, dialog: GoalDialog) -> None:
    for box in locks_of(dialog):
        box.setChecked(box.objectName() != "goal.lock.fresh_start")
    tick(dialog, "goal.joiners_on")
    dialog.form.joiners.setValue(12.0)
    ask(qtbot, dialog)
    assert "not reached" in dialog.verdict.text()
    assert [card.text().splitlines()[0] for card in dialog.cards] == ["Nearest"]
    assert not dialog.cards[0].found.package.holds


def test_a_stopped_search_tells_nothing_more(qtbot: QtBot, dialog: GoalDialog) -> None:
    tick(dialog, "goal.in.kt")
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    assert dialog.stop.isVisible()
    assert dialog.bar.isVisible()
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert "stopped" in dialog.verdict.text()
    with qtbot.assertNotEmitted(dialog.lane.answered, wait=400):
        pass
    assert dialog.cards == []
    assert not dialog.bar.isVisible()


def test_a_click_on_the_front_shows_its_package(qtbot: QtBot, dialog: GoalDialog) -> None:
    free = {f"goal.lock.{lever}" for lever in ("fresh_start", "losers_named", "second_track", "rules_committed")}
    for box in locks_of(dialog):  # few levers, so that the front is soon drawn
        box.setChecked(box.objectName() not in free)
    tick(dialog, "goal.in.kt")
    ask(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.running is None)
    front, before = dialog.front, len(dialog.cards)
    assert front.isVisible()
    costs = [package.cost_bn for package in front.packages]
    assert len(costs) > 2
    row = len(costs) - 1
    QTest.mouseClick(front.canvas.viewport(), Qt.MouseButton.LeftButton, pos=front.place(row).toPoint())
    qtbot.waitUntil(lambda: len(dialog.cards) == before + 1)
    assert dialog.cards[-1].found.package is front.packages[row]
    front.setFocus()
    QTest.keyClick(front, Qt.Key.Key_Left)
    assert dialog.cards[-1].found.package is front.packages[row - 1]


def test_names_follow_the_shield_and_the_language(qtbot: QtBot, dialog: GoalDialog, english: Language) -> None:
    tick(dialog, "goal.in.kt")
    ask(qtbot, dialog)
    frame = frame_of(Document.new(opening_case()), shield=True)
    dialog.show_frame(frame)
    assert "KT" not in "\n".join(card.text() for card in dialog.cards).split()
    english.use("ko")
    korean = frame_of(Document.new(opening_case()), "ko")
    dialog.show_frame(replace(korean, names=shown_names(opening_case(), korean.outcome.firm_ids, "ko", True)))
    assert "억원" in dialog.cards[0].text()
    assert dialog.form.budget.suffix() == "억원"
    dialog.set_theme(DARK)


def test_a_package_is_loaded_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    settle(qtbot, session)
    window.levers.set_locks(frozenset({"seats"}))
    window.actions_table["goal"].trigger()
    dialog = window.asking.goal
    assert dialog is not None
    assert "seats" in dialog.form.goal().locked
    tick(dialog, "goal.in.kt")
    ask(qtbot, dialog)
    before, steps = session.document.working, session.undo_stack.count()
    QTest.mouseClick(dialog.cards[0].load, Qt.MouseButton.LeftButton)
    frame = arrive(qtbot, session)
    assert session.undo_stack.count() == steps + 1
    assert frame.scenario.values == dialog.cards[0].found.package.scenario.values
    assert frame.outcome.join_probability[frame.outcome.index("kt")] >= 0.5
    session.undo_stack.undo()
    assert session.document.working == before


@pytest.mark.parametrize(("target", "rising"), [(0.6, True), (0.05, False)])
def test_dragging_a_bar_asks_for_that_chance(qtbot: QtBot, window: MainWindow, target: float, rising: bool) -> None:
    frame = settle(qtbot, window.session)
    view = window.board.joins.view
    row = view.firms.ids.index("kt")
    now = float(frame.outcome.join_probability[frame.outcome.index("kt")])
    start = QPoint(round(view.x_of(now)), round(view.middle(row)))
    end = QPoint(round(view.x_of(target)), start.y())
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        between = start + QPoint(round((end - start).x() * share), 0)
        QTest.mouseMove(view.viewport(), between)
    assert view.aim is not None
    steps = window.session.undo_stack.count()
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    dialog = window.asking.goal
    assert dialog is not None
    goal = dialog.form.goal()
    assert (goal.firms_in, goal.firms_out) == ((("kt",), ()) if rising else ((), ("kt",)))
    assert goal.chance_probability == pytest.approx(target if rising else 1.0 - target, abs=0.011)
    assert window.session.undo_stack.count() == steps
    qtbot.waitUntil(lambda: bool(dialog.cards))
    chance = float(dialog.cards[0].found.package.outcome.join_probability[frame.outcome.index("kt")])
    assert (chance >= target - 0.011) if rising else (chance <= target + 0.011)


def test_a_short_move_or_a_pinned_firm_asks_nothing(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot, window.session)
    window.session.pin("kt", True)
    settle(qtbot, window.session)
    view = window.board.joins.view
    for firm, by in (("kakao", 3), ("kt", -120)):
        start = QPoint(round(view.x_of(0.5)), round(view.middle(view.firms.ids.index(firm))))
        with qtbot.assertNotEmitted(window.board.goal_asked):
            QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
            QTest.mouseMove(view.viewport(), start + QPoint(by, 0))
            QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))
    assert window.asking.goal is None


def test_the_command_line_finds_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["goal", "--in", "kt", "--keep-support", "--lock", "seats", "--json", "--lang", "en"]) == EXIT_DONE
    found = json.loads(capsys.readouterr().out)
    assert found["reachable"]
    assert all(package["join_probability"]["kt"] >= 0.5 for package in found["packages"])
    assert cli.run(["goal", "sovereign-ai-2026", "--in", "kt", "--lang", "ko"]) == EXIT_DONE
    text = capsys.readouterr().out
    assert "least_change" in text
    assert "->" in text


def test_the_command_line_says_what_is_out_of_reach(capsys: pytest.CaptureFixture[str]) -> None:
    locks = [word for lever in opening_case().levers if lever.id != "fresh_start" for word in ("--lock", lever.id)]
    assert cli.run(["goal", "--joiners", "12", *locks, "--lang", "en"]) == EXIT_UNREACHABLE
    assert "not reached" in capsys.readouterr().out
    assert cli.run(["goal", "--in", "nobody", "--lang", "en"]) == EXIT_INPUT
    assert "not eligible" in capsys.readouterr().err


def field_of(dialog: GoalDialog, name: str) -> QLineEdit:
    """Return a field of the table of levers."""
    field = dialog.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit)
    return field


def test_ranges_and_weights_are_typed_into_the_table_of_levers(
    qtbot: QtBot, dialog: GoalDialog, english: Language
) -> None:
    tick(dialog, "goal.in.kt")
    dialog.form.setCurrentIndex(1)
    for name, text in (("low.gpus_per_team", "512"), ("high.gpus_per_team", "1,024"), ("weight.second_track", "3")):
        QTest.keyClicks(field_of(dialog, f"goal.{name}"), text)
    QTest.keyClicks(field_of(dialog, "goal.high.losers_named"), "80")
    goal = dialog.form.goal()
    assert goal.ranges == (("gpus_per_team", 512.0, 1024.0), ("losers_named", 0.0, 0.8))
    assert goal.weights == (("second_track", 3.0),)
    english.use("ko")
    dialog.show_frame(frame_of(Document.new(opening_case()), "ko"))
    assert dialog.form.goal() == goal
    english.use("en")
    dialog.show_frame(frame_of(Document.new(opening_case())))
    ask(qtbot, dialog)
    for card in dialog.cards:
        assert 512.0 <= card.found.package.scenario.value("gpus_per_team") <= 1024.0
        assert (
            card.found.package.scenario.value("losers_named") <= 0.8 or "losers_named" not in card.found.package.changed
        )


@pytest.mark.parametrize(
    "typed",
    [
        {"goal.low.gpus_per_team": "many"},
        {"goal.low.gpus_per_team": "999999"},
        {"goal.low.gpus_per_team": "1024", "goal.high.gpus_per_team": "512"},
        {"goal.weight.gpus_per_team": "0"},
    ],
)
def test_what_is_no_limit_is_marked_and_nothing_can_be_searched(dialog: GoalDialog, typed: dict[str, str]) -> None:
    tick(dialog, "goal.in.kt")
    assert dialog.start_button.isEnabled()
    for name, text in typed.items():
        field_of(dialog, name).setText(text)
    assert not dialog.start_button.isEnabled()
    assert all(field_of(dialog, name).property("bad") for name in typed)
    for name in typed:
        field_of(dialog, name).clear()
    assert dialog.start_button.isEnabled()


def test_a_locked_lever_takes_no_range(dialog: GoalDialog) -> None:
    assert not field_of(dialog, "goal.low.seats").isEnabled()
    tick(dialog, "goal.lock.gpus_per_team")
    assert not field_of(dialog, "goal.low.gpus_per_team").isEnabled()
    assert dialog.findChild(QLineEdit, "goal.low.next_in_rank") is None


def test_goals_are_kept_chosen_and_removed_as_steps(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    settle(qtbot, session)
    window.actions_table["goal"].trigger()
    dialog = window.asking.goal
    assert dialog is not None
    tick(dialog, "goal.in.kt")
    dialog.form.chance.setValue(65)
    field_of(dialog, "goal.low.gpus_per_team").setText("512")
    asked, steps = dialog.form.goal(), session.undo_stack.count()
    line = dialog.shelf.names.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "KT joins")
    QTest.mouseClick(dialog.shelf.keep, Qt.MouseButton.LeftButton)
    assert [(one.name, one.goal) for one in session.document.goals] == [("KT joins", asked)]
    assert session.undo_stack.count() == steps + 1
    settle(qtbot, session)
    tick(dialog, "goal.out.kt")
    field_of(dialog, "goal.low.gpus_per_team").clear()
    assert dialog.form.goal() != asked
    dialog.shelf.names.setFocus()
    dialog.shelf.names.activated.emit(0)
    assert dialog.form.goal() == asked
    QTest.mouseClick(dialog.shelf.remove, Qt.MouseButton.LeftButton)
    assert not len(session.document.goals)
    session.undo_stack.undo()
    assert [one.name for one in session.document.goals] == ["KT joins"]
    settle(qtbot, session)
    assert dialog.shelf.names.count() == 1

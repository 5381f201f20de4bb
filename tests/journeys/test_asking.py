"""What it takes: go to a flip mark, drag a firm's bar, load a package from its card and from the front, undo each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.goals.dialog import GoalDialog
from gui.levers.slider import LeverSlider
from gui.start import Application
from gui.window import MainWindow
from tests.gui.worlds import arrive, settle, shown, tick

LEFT = Qt.MouseButton.LeftButton
LEVER, FIRM = "fresh_start", "kt"


def slider_of(window: MainWindow) -> LeverSlider:
    slider = window.levers.rows[LEVER].control
    assert isinstance(slider, LeverSlider)
    return slider


def chance(window: MainWindow) -> float:
    outcome = shown(window.session).outcome
    return float(outcome.join_probability[outcome.index(FIRM)])


def drag_bar(window: MainWindow, to: float) -> None:
    """Take hold of the end of a firm's bar and let go of it at another chance."""
    view = window.board.joins.view
    row = view.firms.ids.index(FIRM)
    y = round(view.middle(row))
    begin, end = (QPoint(round(view.x_of(value)), y) for value in (chance(window), to))
    QTest.mousePress(view.viewport(), LEFT, pos=begin)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(view.viewport(), QPoint(round(begin.x() + part * (end.x() - begin.x())), y))
    assert view.aim is not None
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def click(dialog: GoalDialog, name: str) -> None:
    button = dialog.findChild(QWidget, name)
    assert button is not None
    QTest.mouseClick(button, LEFT)


def test_a_double_click_on_a_flip_mark_brings_the_firm_in(qtbot: QtBot, start: Callable[[], Application]) -> None:
    window = start().open_window()
    session = window.session
    before = settle(qtbot, session)
    assert chance(window) < 0.5
    window.levers.reveal(LEVER)
    QApplication.processEvents()
    slider = slider_of(window)
    mark = next(flip for flip in slider.flips if flip.firm_id == FIRM)
    others = [abs(slider.x_of(flip.value) - slider.x_of(mark.value)) for flip in slider.flips if flip is not mark]
    assert min(others, default=99.0) > 0.0
    place = QPointF(slider.x_of(mark.value), slider.height() - 4).toPoint()
    QTest.mouseClick(slider, LEFT, pos=place)
    assert shown(session).selected == FIRM, "a click selects the firm of the mark"
    QTest.mouseDClick(slider, LEFT, pos=place)
    QTest.mouseRelease(slider, LEFT, pos=place)
    after = settle(qtbot, session)
    assert after.scenario.changed_from(before.scenario) == (LEVER,)
    assert 0.5 <= chance(window) < 0.53, "just past the mark"
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert settle(qtbot, session).document == before.document


def test_a_dragged_bar_asks_and_a_package_is_one_step(qtbot: QtBot, start: Callable[[], Application]) -> None:
    window = start().open_window()
    session = window.session
    before = settle(qtbot, session)
    drag_bar(window, 0.6)
    dialog = window.asking.goal
    assert dialog is not None
    asked = dialog.form.goal()
    assert (asked.firms_in, session.document) == ((FIRM,), before.document), "a question moves nothing"
    assert abs(asked.chance_probability - 0.6) <= 0.02
    qtbot.waitUntil(lambda: len(dialog.cards) >= 2 and dialog.running is None)
    aims = [card.found.package.aim for card in dialog.cards]
    policies = {card.found.package.scenario.values for card in dialog.cards}
    assert len(policies) == len(aims), "packages are different policies"

    card = dialog.cards[0]
    click(dialog, f"goal.load.{aims[0]}")
    after = arrive(qtbot, session)
    assert after.scenario.values == card.found.package.scenario.values
    assert chance(window) >= asked.chance_probability - 1e-6
    assert session.undo_stack.count() == 1, "one package, one step"
    session.undo_stack.undo()
    assert arrive(qtbot, session).document == before.document

    drag_bar(window, 0.02)
    assert window.asking.goal is dialog
    out = dialog.form.goal()
    assert (out.firms_in, out.firms_out) == ((), (FIRM,)), "to the left: what keeps the firm out"
    settle(qtbot, session)


def test_a_point_of_the_front_is_loaded_and_undone_in_one_step(qtbot: QtBot, start: Callable[[], Application]) -> None:
    window = start().open_window()
    session = window.session
    before = settle(qtbot, session)
    free = (LEVER, "losers_named", "second_track", "rules_committed")
    locked = frozenset(lever.id for lever in before.case.levers) - set(free)  # few are free: the front is soon drawn
    window.levers.set_locks(locked)
    window.actions_table["goal"].trigger()
    dialog = window.asking.goal
    assert dialog is not None
    assert set(dialog.form.goal().locked) == locked, "the locks of the panel are those of the search"
    assert not dialog.front.isVisible()
    tick(dialog, f"goal.in.{FIRM}")
    QTest.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: bool(dialog.cards) and dialog.running is None)
    front, cards = dialog.front, len(dialog.cards)
    assert front.isVisible()
    joiners = [float(one.outcome.headline["expected_joiners"]) for one in front.packages]
    costs = [one.cost_bn for one in front.packages]
    assert joiners == sorted(joiners)
    assert costs == sorted(costs), "more joiners cost more"

    row = len(front.packages) - 2
    QTest.mouseClick(front.canvas.viewport(), LEFT, pos=front.place(row).toPoint())
    qtbot.waitUntil(lambda: len(dialog.cards) == cards + 1)
    card = dialog.cards[-1]
    assert card.found.package is front.packages[row]
    QApplication.processEvents()
    assert not card.visibleRegion().isEmpty(), "the view scrolls to the card of the point"
    QTest.mouseClick(card.load, LEFT)
    after = arrive(qtbot, session)
    assert set(after.scenario.changed_from(before.scenario)) <= set(free)
    assert after.outcome.headline["expected_joiners"] == pytest.approx(joiners[row], abs=1e-9)
    assert after.outcome.headline["public_cost_bn"] == pytest.approx(costs[row], abs=1e-9)
    assert session.undo_stack.count() == 1, "one point, one step"
    dialog.reject()
    undo = window.findChild(QWidget, "topbar.undo")
    assert undo is not None
    QTest.mouseClick(undo, LEFT)
    assert arrive(qtbot, session).document == before.document

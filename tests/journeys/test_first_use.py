"""First use: drag a lever and see who joins, keep it, take it back, save, close, and find the same numbers again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFileOpenEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.levers.slider import LeverSlider
from gui.levers.track import LANE_TOP_PX
from gui.start import Application
from gui.window import MainWindow
from tests.gui.worlds import Answers, arrive, settle, shown

LEVER = "losers_named"
MOVES = 12


def widget(window: MainWindow, name: str) -> QWidget:
    """Return a widget by its name."""
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def press(window: MainWindow, name: str) -> None:
    """Click a button."""
    button = widget(window, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def picture(window: MainWindow, name: str) -> QImage:
    """Return what a widget shows."""
    QApplication.processEvents()
    return widget(window, name).grab().toImage()


def handle(window: MainWindow) -> QPoint:
    """Return where the lever's handle is."""
    slider = window.levers.rows[LEVER].control
    assert isinstance(slider, LeverSlider)
    return QPoint(round(slider.x_of(slider.amount)), LANE_TOP_PX // 2)


def follows(window: MainWindow) -> bool:
    """Say whether the charts show what the lever says."""
    return shown(window.session).scenario == window.session.document.working


def drag_to_zero(qtbot: QtBot, window: MainWindow) -> list[QImage]:
    """Drag the lever to its low end with the mouse; return what the chart showed on the way, before the release."""
    window.levers.reveal(LEVER)
    QApplication.processEvents()
    slider = widget(window, f"lever.{LEVER}.slider")
    start = handle(window)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    seen = []
    for move in range(1, MOVES + 1):
        place = QPoint(round(start.x() * (1 - move / MOVES)), start.y())
        QTest.mouseMove(slider, place)
        qtbot.waitUntil(lambda: follows(window))
        seen.append(picture(window, "chart.joins.rows"))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(0, start.y()))
    return seen


def test_first_use(qtbot: QtBot, start: Callable[[], Application], answers: Answers, tmp_path: Path) -> None:
    turnout = start()
    window = turnout.open_window()
    session = window.session
    status_quo = settle(qtbot, session)
    before = picture(window, "chart.joins.rows")

    seen = drag_to_zero(qtbot, window)
    assert all(image != before for image in seen[MOVES // 2 :]), "the chart follows the hand before it lets go"
    quiet = settle(qtbot, session)
    assert quiet.scenario.value(LEVER) == 0.0
    assert session.undo_stack.count() == 1, "a drag is one step"
    assert quiet.outcome.headline["expected_joiners"] > status_quo.outcome.headline["expected_joiners"]

    press(window, "scenarios.keep")
    assert not session.document.edited
    assert session.document.opened_scenario.value(LEVER) == 0.0
    press(window, "topbar.undo")
    press(window, "topbar.undo")
    back = settle(qtbot, session)
    assert back.document == status_quo.document
    assert np.array_equal(back.outcome.join_probability, status_quo.outcome.join_probability)
    assert picture(window, "chart.joins.rows") == before
    press(window, "topbar.redo")
    press(window, "topbar.redo")
    again = settle(qtbot, session)
    assert again.document == quiet.document.kept()

    answers.saving = tmp_path / "quiet.turnout"
    window.actions_table["save"].trigger()
    assert window.close()
    assert answers.asked == ["save"], "what is saved is not asked about"
    turnout.close()

    another_day = start()
    reopened = another_day.open_window(path=answers.saving)
    frame = settle(qtbot, reopened.session)
    assert reopened.windowTitle() == "quiet[*] — Turnout"
    assert frame.document == again.document
    for name in ("join_probability", "final_probability", "components_bn", "joiner_probability"):
        assert np.array_equal(getattr(frame.outcome, name), getattr(again.outcome, name)), name
    assert frame.outcome.headline == again.outcome.headline
    assert [Path(name).name for name in another_day.preferences.recent] == ["quiet.turnout"]

    QApplication.sendEvent(another_day.app, QFileOpenEvent(str(answers.saving)))  # a double click on macOS
    handed = another_day.windows[-1].session
    assert [one.session.path for one in another_day.windows] == [answers.saving] * 2
    assert arrive(qtbot, handed).document == again.document

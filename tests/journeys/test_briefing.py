"""In the briefing room: five slides with a clicker, a lever moved for the room, and the file as it was before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from gui.present.show import Show
from gui.start import Application
from gui.window import MainWindow
from model.slides import REFUSALS
from model.solve import solve
from tests.gui.worlds import Answers, settle

LEFT = Qt.MouseButton.LeftButton
POLICIES = (
    ("Double the GPUs", "gpus_per_team", 1536.0),
    ("Quiet results", "losers_named", 0.2),
    ("Fresh start", "fresh_start", 0.6),
    ("Two seats", "seats", 2.0),
)
MOVES = 8


def prepare(qtbot: QtBot, window: MainWindow, answers: Answers) -> bytes:
    """Make the status quo and four policies, save them, and return what the file holds."""
    session = window.session
    session.delete_scenario(1)
    for name, lever, value in POLICIES:
        session.reset("", "baseline")
        session.set_lever(lever, value, 1)
        session.release_lever()
        session.keep_as_new()
        session.rename_scenario(session.document.opened, name)
    settle(qtbot, session)
    window.actions_table["save"].trigger()
    assert answers.saving is not None
    return answers.saving.read_bytes()


def drawn(qtbot: QtBot, show: Show) -> QImage:
    """Wait until the slide stands still with its numbers, and return what the room sees."""
    canvas = show.audience.canvas
    qtbot.waitUntil(lambda: bool(canvas.picture.figures) and not canvas.moving)
    qtbot.waitUntil(lambda: show.desk.picture(show.row).bands is not None)
    QApplication.processEvents()
    return canvas.grab().toImage()


def drag_to_low(qtbot: QtBot, show: Show) -> None:
    """Drag the slide's lever to its low end and wait for the bars that the model solves there."""
    (strip,) = show.audience.canvas.strips
    assert strip.live is not None
    lever, scenario = strip.live.lever, show.desk.scenario(show.row)
    y = round(strip.height() * 0.7)
    start = round(strip.x_of(strip.live.value))
    QTest.mousePress(strip, LEFT, pos=QPoint(start, y))
    for move in range(1, MOVES + 1):
        QTest.mouseMove(strip, QPoint(round(start * (1 - move / MOVES)), y))
        QApplication.processEvents()
    QTest.mouseRelease(strip, LEFT, pos=QPoint(0, y))
    truth = solve(show.desk.document.effective_case, scenario.with_lever(lever.id, lever.low))
    wanted = np.sort(truth.join_probability)
    qtbot.waitUntil(lambda: np.allclose(np.sort(show.audience.canvas.picture.join), wanted, atol=1e-9))


def test_a_briefing_leaves_the_file_as_it_was(
    qtbot: QtBot, start: Callable[[], Application], answers: Answers, tmp_path: Path
) -> None:
    window = start().open_window()
    settle(qtbot, window.session)
    answers.saving = tmp_path / "briefing.turnout"
    saved = prepare(qtbot, window, answers)
    document, steps = window.session.document, window.session.undo_stack.index()

    button = window.findChild(QToolButton, "topbar.present")
    assert isinstance(button, QToolButton)
    QTest.mouseClick(button, LEFT)
    show = window.stage.show
    assert show is not None
    assert window.isVisible()

    seen = [drawn(qtbot, show)]
    for number in range(2, 7):
        QTest.keyClick(show.audience, Qt.Key.Key_PageDown)
        seen.append(drawn(qtbot, show))
        assert show.audience.canvas.picture.number == number
    assert all(one != other for row, one in enumerate(seen) for other in seen[:row]), "six different slides"

    assert show.desk.document.deck[1].view == REFUSALS
    for _ in range(3):
        QTest.keyClick(show.audience, Qt.Key.Key_PageUp)
    assert show.row == 2
    assert drawn(qtbot, show) == seen[2]
    drag_to_low(qtbot, show)
    assert drawn(qtbot, show) != seen[2]
    assert window.session.document == document, "the saved scenario stays"
    QTest.keyClick(show.audience, Qt.Key.Key_End)
    QTest.keyClick(show.audience, Qt.Key.Key_Escape)

    assert window.stage.show is None
    QApplication.processEvents()
    assert not [
        one
        for one in QApplication.topLevelWidgets()
        if one.objectName() in {"audience", "presenter"} and one.isVisible()
    ]
    assert window.session.document == document
    assert window.session.undo_stack.index() == steps
    assert not window.session.modified
    window.actions_table["save"].trigger()
    assert answers.saving.read_bytes() == saved
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.stage.show is not None, "a second show may begin"
    assert window.close(), "and nothing is asked when the window goes"
    assert window.stage.show is None

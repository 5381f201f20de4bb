"""Compare: keep two policies, leave one out by its tick, make another the baseline by its heading, copy the table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.charts.compare import CompareChart
from gui.start import Application
from gui.window import MainWindow
from tests.gui.worlds import settle, shown


def compare_of(window: MainWindow) -> CompareChart:
    chart = window.board.chart("compare")
    assert isinstance(chart, CompareChart)
    return chart


def columns(window: MainWindow) -> tuple[str, ...]:
    return compare_of(window).model.sheet.columns


def tick(window: MainWindow, key: str) -> None:
    """Open the list of scenarios with the mouse and click one of them."""
    chart = compare_of(window)

    def choose() -> None:
        action = next(action for action in chart.menu.actions() if action.data() == key)
        QTest.mouseClick(chart.menu, Qt.MouseButton.LeftButton, pos=chart.menu.actionGeometry(action).center())

    QTimer.singleShot(0, choose)
    button = window.findChild(QToolButton, "chart.compare.ticks")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.qt_log_ignore("This plugin does not support")  # what a popup asks of a screen, offscreen has not
def test_compare(qtbot: QtBot, start: Callable[[], Application]) -> None:
    window = start().open_window()
    session = window.session
    settle(qtbot, session)
    for lever, value in (("losers_named", 0.2), ("fresh_start", 0.6)):
        session.set_lever(lever, value, 1)
        session.release_lever()
        session.keep_as_new()
        settle(qtbot, session)
    window.board.look_at("compare")
    qtbot.waitUntil(lambda: len(shown(session).scenario_bands) == 4)
    settle(qtbot, session)
    assert columns(window) == ("Status quo", "Scenario 1", "Scenario 2", "Scenario 3")
    sheet = compare_of(window).model.sheet
    assert all(cell.band for cell in sheet.cells[0]), "bands of every scenario"

    tick(window, "Scenario 1")
    qtbot.waitUntil(lambda: columns(window) == ("Status quo", "Scenario 2", "Scenario 3"))
    header = compare_of(window).table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 30, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert compare_of(window).model.sheet.baselines == (0, 1)
    assert len(compare_of(window).model.sheet.cells[0][2].changes) == 2

    copy = window.findChild(QWidget, "chart.compare.copy")
    assert copy is not None
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    heading = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert heading[1:4] == ["Status quo", "Scenario 2", "Scenario 3"]
    assert heading[4:] == ["Scenario 3: change from Status quo", "Scenario 3: change from Scenario 2"]
    assert session.undo_stack.count() == 4, "a way to look is no step"

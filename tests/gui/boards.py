"""Boards that show one second view, as its tests begin."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui import theme
from gui.charts.board import Board
from gui.frame import Frame

SIZE_PX = (815, 820)  # the room it has in a window of the usual size


def board_at(qtbot: QtBot, view: str, frame: Frame) -> Board:
    """Return a board on screen with a second view in front, showing a frame."""
    made = Board()
    qtbot.addWidget(made)
    made.resize(*SIZE_PX)
    made.set_theme(theme.LIGHT)
    made.display(frame)
    made.show()
    made.look_at(view)
    QTest.qWait(1)
    return made

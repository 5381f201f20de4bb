"""Two screens, one of them of 4K: the audience's window fills the second, the presenter's stays on the first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.present import show as showing
from gui.present.show import Show
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.theme import LIGHT
from tests.gui.frames import opening_case
from tests.gui.worlds import arrive

PROGRAM = """
import json
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
app = QApplication(["turnout"])
from gui import theme
from gui.present.show import Show
from gui.refinements import REFINEMENTS
from gui.session import Session
from model.case import load_case
theme.apply(app, theme.LIGHT)
session = Session(load_case("sovereign-ai-2026"), REFINEMENTS)
session.start()
def turn(done):
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start(20)
    loop.exec()
turn(lambda: session.frame is not None)
show = Show(session, theme.LIGHT)
show.start()
turn(lambda: show.audience.isVisible() and show.presenter.isVisible())
canvas = show.audience.canvas
print(json.dumps({
    "audience": show.audience.screen().name(), "presenter": show.presenter.screen().name(),
    "room": show.audience.geometry().getRect(), "scale": canvas.scale,
}))
show.end()
session.close()
"""


def test_the_audience_fills_the_second_screen(tmp_path: Path) -> None:
    screens = [
        {"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1},
        {"name": "wall", "x": 1920, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96, "dpr": 1},
    ]
    settings = tmp_path / "screens.json"
    settings.write_text(json.dumps({"screens": screens}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={settings}"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["presenter"], told["audience"]) == ("desk", "wall")
    assert told["room"] == [1920, 0, 3840, 2160]
    assert told["scale"] == pytest.approx(2.0), "letters of 26 px at 1080p are 52 px here"


def test_a_screen_that_is_plugged_in_takes_the_audience(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(opening_case(), REFINEMENTS)
    session.start()
    qtbot.waitUntil(lambda: session.frame is not None)
    arrive(qtbot, session)
    show = Show(session, LIGHT)
    show.start()
    show.last()
    row, new = show.row, object()
    filled: list[object] = []
    assert not show.presenter.isVisible()
    only = showing.application().primaryScreen()
    monkeypatch.setattr(showing, "chosen_screens", lambda: (new, only))
    monkeypatch.setattr(show.audience, "fill", filled.append)
    showing.application().screenAdded.emit(only)
    assert filled == [new]
    assert show.presenter.isVisible()
    assert show.row == row
    show.end()
    showing.application().screenAdded.emit(only)
    assert filled == [new], "a show that has ended stays away"
    session.close()

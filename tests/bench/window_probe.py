"""Probes that each run in a process of its own and print one line of JSON: drag, memory, start.

They watch the painting of the charts' rows, so that a time ends when the last chart has been painted and flushed.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.charts.rows import RowsView
from gui.levers.track import CENTRE_PX
from gui.program import Program
from gui.start import SWITCH_INTERVAL_S, Application, Places, spare_garbage

LEVER = "gpus_per_team"
MOVES = 240
HESITANT_MOVES, STRIDE_PX = 96, 9
PAUSES_MS = (80, 110, 130, 170, 210, 260)  # before a move
WARM_UP = 20
CHARTS = {"chart.joins.rows", "chart.why.rows"}
PATIENCE_S = 10.0
TICK_MS = 20


class Painted:
    """The charts painted since the last frame of the session."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def watcher(self) -> Callable[[RowsView, QPaintEvent], None]:
        """Return a paintEvent that paints as ever and notes which chart it was."""
        paint = RowsView.paintEvent

        def watched(view: RowsView, event: QPaintEvent) -> None:
            paint(view, event)
            if len(view.firms):
                self.names.add(view.objectName())

        return watched


class Stage:
    """A window of 1440 x 900 on the opening case, settled, in a folder of its own."""

    def __init__(self, app: QApplication, painted: Painted, folder: Path) -> None:
        self.app, self.painted = app, painted
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self.tick = QTimer(interval=TICK_MS)  # so that a wait ends even where nothing happens
        self.tick.start()
        places = Places(folder / "turnout.ini", folder / "recovery", folder / "logs")
        self.window = Application(app, places).open_window()
        spare_garbage()
        self.session = self.window.session
        self.session.frame_changed.connect(lambda _frame: painted.names.clear())
        self.window.resize(1440, 900)
        self.until(lambda: self.session.settled and painted.names >= CHARTS)

    def until(self, done: Callable[[], bool]) -> None:
        """Handle events until something is so; RuntimeError after ten seconds."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            # Waits as exec() does: a loop that asks again and again would hold the interpreter from the solver.
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > end:
                raise RuntimeError(f"Nothing came of it; painted so far: {sorted(self.painted.names)}")

    def rest(self, pause_ms: int) -> None:
        """Handle events for a while, as a window does while a hand rests."""
        end = time.monotonic() + pause_ms / 1e3
        self.until(lambda: time.monotonic() >= end)

    def hesitant_drag(self) -> list[float]:
        """Drag with pauses, in which bands and tipping points begin to be computed."""
        return self.drag(HESITANT_MOVES, PAUSES_MS)

    def shown(self, value: float) -> bool:
        """Say whether both charts have been painted with the lever at this value."""
        frame = self.session.frame
        return frame is not None and frame.outcome.scenario.value(LEVER) == value and self.painted.names >= CHARTS

    def drag(self, moves: int = MOVES, pauses_ms: tuple[int, ...] = ()) -> list[float]:
        """Drag the lever to and fro with the mouse and return, for each move, the milliseconds until it is painted.

        ``pauses_ms``, one after another, are how long the hand rests before a move.
        """
        slider = self.window.findChild(QWidget, f"lever.{LEVER}.slider")
        assert slider is not None
        y, width = int(CENTRE_PX), slider.width()  # on the track, above the lane of the flip marks
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(width // 3, y))
        times = []
        for move in range(WARM_UP + moves):
            if pauses_ms:
                self.rest(pauses_ms[move % len(pauses_ms)])
            x = width // 3 + abs((move * (STRIDE_PX if pauses_ms else 2)) % (width // 2) - width // 4)
            before = self.session.document.working.value(LEVER)
            start = time.perf_counter()
            QTest.mouseMove(slider, QPoint(x, y))
            after = self.session.document.working.value(LEVER)
            if after == before:
                continue
            self.until(partial(self.shown, after))
            if move >= WARM_UP:
                times.append(1000.0 * (time.perf_counter() - start))
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(width // 3, y))
        return times


def resident_mb() -> float:
    """Return what the process holds now (Linux) or held at most (elsewhere), in millions of bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def on_stage(measured: Callable[[Stage], object]) -> object:
    """Set the stage and return what is measured on it."""
    app = Program([])
    painted = Painted()
    watched = patch.object(RowsView, "paintEvent", painted.watcher())
    with watched, tempfile.TemporaryDirectory() as folder:
        stage = Stage(app, painted, Path(folder))
        result = measured(stage)
        stage.window.end()
    return result


def memory_after_drag(stage: Stage) -> float:
    """Return the resident memory in MB once the window has been used."""
    stage.drag()
    return resident_mb()


def time_of_first_chart(started_s: float) -> None:
    """Run the program as `turnout` does and end the process when *Who joins* has been painted."""
    from gui.__main__ import main

    paint = RowsView.paintEvent

    def watched(view: RowsView, event: QPaintEvent) -> None:
        paint(view, event)
        if view.objectName() in CHARTS and len(view.firms):
            print(json.dumps(time.time() - started_s), flush=True)
            os._exit(0)

    with patch.object(RowsView, "paintEvent", watched):
        sys.exit(main([]))


PROBES: dict[str, Callable[[Stage], object]] = {
    "drag": Stage.drag,
    "hesitant": Stage.hesitant_drag,
    "memory": memory_after_drag,
}

if __name__ == "__main__":
    if sys.argv[1] == "start":
        time_of_first_chart(float(sys.argv[2]))
    else:
        print(json.dumps(on_stage(PROBES[sys.argv[1]])))

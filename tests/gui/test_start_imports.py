"""What the start of the program leaves unimported until it is asked for, and how it begins to solve at once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.solving import Floats, Outcomes, solve_model
from gui.start import Application
from gui.window import MainWindow
from model.case import Case
from model.outcome import Outcome
from model.scenario import Scenario
from tests.gui.worlds import Answers, places, settle

LATER = (
    *("pyqtgraph", "pandas", "scipy", "openpyxl", "lxml", "xlsxwriter", "pptx", "hwpx", "emcee"),
    *("gui.cli", "gui.subcommands", "gui.about", "gui.deciding", "gui.dialogs"),
    *("gui.goals", "gui.stress", "gui.fitting.dialog", "gui.firms", "gui.importing", "gui.sheets"),
    *("gui.export.dialog", "gui.export.pictures", "gui.present.show"),
    *(f"gui.charts.{name}" for name in ("waterfall", "tipping", "turnout", "tradeoff", "stages", "compare", "matters")),
    *("gui.charts.announcements", "gui.charts.plots"),
    *(f"model.questions.{name}" for name in ("sweep", "sobol", "stress", "packages", "motives", "sensitivity")),
    *("model.calibration", "model.emulator", "model.template"),
)
UNTIL_PAINTED = """
import os, sys
from unittest.mock import patch
from gui.charts.rows import RowsView
paint = RowsView.paintEvent
def watched(view, event):
    paint(view, event)
    if len(view.firms):
        print(*sorted(sys.modules), flush=True)
        os._exit(0)
with patch.object(RowsView, "paintEvent", watched):
    from gui.__main__ import main
    main([])
"""


def test_the_first_chart_is_painted_before_anything_else_is_imported(tmp_path: Path) -> None:
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_PAINTED],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    imported = set(done.stdout.split())
    assert "gui.charts.why" in imported
    assert not {name for name in imported for later in LATER if name == later or name.startswith(f"{later}.")}


def test_the_first_solve_runs_while_the_widgets_are_made(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solving, before_the_window = threading.Event(), []

    def noted(case: Case, scenario: Scenario, first: Floats | None = None) -> Outcome:
        solving.set()
        return solve_model(case, scenario, first)

    def window(*arguments: Any) -> MainWindow:
        before_the_window.append(solving.wait(20.0))
        return MainWindow(*arguments)

    monkeypatch.setattr("gui.session.Outcomes", lambda: Outcomes(noted))
    monkeypatch.setattr("gui.start.MainWindow", window)
    application = Application(dressed, places(tmp_path), Answers())
    opened = application.open_window()
    assert before_the_window == [True]
    frame = settle(qtbot, opened.session)
    assert frame.document == opened.session.document
    application.close()

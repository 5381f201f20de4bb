"""The ranges of What matters: set in the window, one step to undo, kept in the file, followed by every figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from gui.charts.matters import MattersChart
from gui.charts.matters_lane import run_of
from gui.goals.reach import ReachDialog
from gui.window import MainWindow
from model.aims import with_reach
from model.document import Document, dumps, loads
from model.goal import Goal
from model.questions.sensitivity import lever_swings
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import settle, shown, tick

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def open_window(qtbot: QtBot, window: MainWindow) -> Iterator[MainWindow]:
    """A window that shows What matters, its tornado drawn."""
    window.show()
    window.board.look_at("matters")
    qtbot.waitUntil(lambda: shown(window.session).lever_swings is not None)
    yield window
    window.hide()


def chart_of(window: MainWindow) -> MattersChart:
    chart = window.board.chart("matters")
    assert isinstance(chart, MattersChart)
    return chart


def opened(window: MainWindow) -> ReachDialog:
    """Click on Ranges…"""
    QTest.mouseClick(chart_of(window).bar.ranges, Qt.MouseButton.LeftButton)
    assert window.asking.reach is not None
    return window.asking.reach


def write(dialog: ReachDialog, name: str, text: str) -> QLineEdit:
    """Type into a field."""
    field = dialog.findChild(QLineEdit, name)
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def texts_of(chart: MattersChart) -> dict[str, list[str]]:
    """Return the rows by lever id."""
    return dict(zip(chart.view.firms.ids, chart.rows()[1:], strict=True))


def test_a_range_and_a_lock_are_set_drawn_undone_and_kept_in_the_file(qtbot: QtBot, open_window: MainWindow) -> None:
    session, chart = open_window.session, chart_of(open_window)
    wide = shown(session).lever_swings
    assert wide is not None
    assert "all that a lever allows" in chart.legend.text()
    dialog = opened(open_window)
    write(dialog, "reach.low.gpus_per_team", "512")
    write(dialog, "reach.high.gpus_per_team", "1024")
    tick(dialog, "reach.lock.seats")
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    reach = Goal(locked=("seats",), ranges=(("gpus_per_team", 512.0, 1024.0),))
    assert session.document.reach == reach
    assert open_window.asking.reach is None
    settle(qtbot, session)
    rows = texts_of(chart)
    assert rows["gpus_per_team"][2:4] == ["512", "1,024"]
    assert rows["seats"][7] == "0.0", "it does not swing"
    gpus = next(row for row in chart.series.rows if row.factor.id == "gpus_per_team")
    assert gpus.bar is not None
    before = next(bar for bar in wide.tornado("expected_joiners").bars if bar.factor.id == "gpus_per_team")
    assert gpus.bar.swing < before.swing
    assert "1 set, 1 locked" in chart.legend.text()
    locked = next(at for at, row in enumerate(chart.series.rows) if row.factor.id == "seats")
    assert "locked at 1" in chart.view.tip(locked, QPointF())
    assert chart.view.columns[0].texts[locked] == "locked at 1"
    assert loads(dumps(session.document)).reach == reach
    session.undo_stack.undo()
    settle(qtbot, session)
    assert session.document.reach == Goal()
    assert texts_of(chart)["gpus_per_team"][2:4] == ["0", "2,048"]
    session.undo_stack.redo()
    again = opened(open_window)
    box = again.findChild(QCheckBox, "reach.lock.seats")
    assert box is not None
    assert box.isChecked(), "the dialog begins with what is kept"
    QTest.mouseClick(again.clear, Qt.MouseButton.LeftButton)
    QTest.mouseClick(again.use, Qt.MouseButton.LeftButton)
    assert session.document.reach == Goal()


def test_what_is_no_range_cannot_be_used_and_cancelling_changes_nothing(open_window: MainWindow) -> None:
    dialog = opened(open_window)
    field = write(dialog, "reach.low.gpus_per_team", "3000")
    assert field.property("bad")
    assert not dialog.use.isEnabled()
    write(dialog, "reach.low.gpus_per_team", "900")
    assert dialog.use.isEnabled()
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert open_window.session.document.reach == Goal()
    assert not open_window.session.modified


def test_assumptions_have_the_ranges_of_the_evidence(open_window: MainWindow) -> None:
    chart = chart_of(open_window)
    QTest.mouseClick(chart.bar.assumptions, Qt.MouseButton.LeftButton)
    assert not chart.bar.ranges.isEnabled()
    assert "5 to 95 % of the draws" in chart.legend.text()


def test_bars_and_shares_of_other_ranges_do_not_pass_for_those_asked(qtbot: QtBot) -> None:
    case = opening_case()
    document = with_reach(Document.new(case), Goal(locked=("seats",)))
    frame, plain = frame_of(document), frame_of(Document.new(case))
    assert run_of(frame, "levers").answers(run_of(frame, "levers"))
    assert not run_of(plain, "levers").answers(run_of(frame, "levers"))
    chart = MattersChart()
    qtbot.addWidget(chart.widget)
    swings = lever_swings(case, case.status_quo)
    chart.show(replace(plain, lever_swings=swings))
    assert not chart.view.stale
    chart.show(replace(frame, lever_swings=swings))
    assert chart.view.stale
    chart.close()

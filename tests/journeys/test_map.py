"""The trade-off map: look at it, drag the point with the mouse, take the drag back as one step, open another card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.charts.tradeoff import TradeoffChart
from gui.start import Application
from gui.window import MainWindow
from model.questions.sweep import Sweep
from tests.gui.worlds import arrive, settle, shown

MOVES = 8


def map_of(window: MainWindow) -> TradeoffChart:
    chart = window.board.chart("tradeoff")
    assert isinstance(chart, TradeoffChart)
    return chart


def spot(window: MainWindow, kind: str) -> QPoint:
    """Return where a point of the map stands."""
    chart = map_of(window)
    point = next(point for point in chart.series.points if point.kind == kind)
    return chart.canvas.place_of(point).toPoint()


def test_drag_on_the_map(qtbot: QtBot, start: Callable[[], Application]) -> None:
    window = start().open_window()
    session = window.session
    before = settle(qtbot, session)
    assert before.sweep is None, "nothing is computed for a map that nobody looks at"
    window.board.look_at("tradeoff")
    qtbot.waitUntil(lambda: shown(session).sweep is not None)
    ground = settle(qtbot, session).sweep
    assert ground is not None
    assert len(ground.axes[1].values) == 81, "the fine map has come after the coarse one: every step and three between"

    canvas, steps = map_of(window).canvas, session.undo_stack.count()
    began = spot(window, "working")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=began)
    for move in range(1, MOVES + 1):
        QTest.mouseMove(canvas, QPoint(began.x() + 12 * move, began.y() + 9 * move))
        arrive(qtbot, session)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(began.x() + 12 * MOVES, began.y() + 9 * MOVES))
    after = settle(qtbot, session)
    across, upwards = after.axes
    assert after.scenario.changed_from(before.scenario) == (across, upwards)
    assert after.scenario.value(across) > before.scenario.value(across)
    assert after.scenario.value(upwards) < before.scenario.value(upwards)
    assert session.undo_stack.count() == steps + 1, "a drag is one step"
    assert after.sweep is ground, "a drag along both levers leaves the ground as it is"
    assert after.outcome.headline["expected_joiners"] > before.outcome.headline["expected_joiners"]

    window.actions_table["keep_as_new"].trigger()
    settle(qtbot, session)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot(window, "baseline"))
    back = settle(qtbot, session)
    assert back.scenario.values == before.scenario.values
    for _ in range(3):
        session.undo_stack.undo()
    assert settle(qtbot, session).document == before.document

    session.set_lever("fresh_start", 0.5, 1)
    session.release_lever()
    anew = settle(qtbot, session).sweep
    assert anew is not None
    assert anew is not ground, "another lever gives another ground"
    assert anew.scenario.value("fresh_start") == 0.5


def test_a_slow_map_comes_in_slices(qtbot: QtBot, start: Callable[[], Application]) -> None:
    window = start().open_window()
    session = window.session
    settle(qtbot, session)
    window.board.look_at("tradeoff")
    settle(qtbot, session)
    seen: list[tuple[int, ...]] = []
    session.frame_changed.connect(lambda frame: seen.append(shape(frame.sweep)))
    session.set_axes(("gpus_per_team", "seats"))
    found = settle(qtbot, session).sweep
    assert found is not None
    assert shape(found) == (33, 5), "every number of GPUs, every number of seats"
    slices = list(dict.fromkeys(one for one in seen if one[-1:] == (5,)))
    assert len(slices) > 3
    assert slices == sorted(slices), "each finer than the one before"

    session.set_lever("fresh_start", 0.5, 1)
    session.release_lever()
    session.set_axes(("second_track", "losers_named"))
    after = settle(qtbot, session).sweep
    assert after is not None
    assert shape(after) == (65, 81)


def shape(found: Sweep | None) -> tuple[int, ...]:
    return () if found is None else tuple(len(axis.values) for axis in found.axes)

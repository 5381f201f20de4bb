"""Trade-off map: colours and contours are the sweep's own, points drag the levers in one gesture, labels keep apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from gui.charts.board import Board
from gui.charts.tradeoff import TradeoffChart
from gui.charts.tradeoff_series import NODES, Scale, levels, map_series, segments
from gui.frame import Frame
from gui.language import Language
from gui.refinements import REFINEMENTS
from gui.refinements import mapped as refined_map
from gui.solving import Outcomes, Question, RefineLane
from model.case import Case
from model.document import Document
from model.outcome import HEADLINES
from model.questions.sweep import Axis, Sweep, axis_of, sweep
from model.solve import solve
from tests.gui.boards import board_at
from tests.gui.frames import frame_of, opening_case

AXES = ("gpus_per_team", "losers_named")


def mapped(axes: tuple[str, str] = AXES, *, language: str = "en", shield: bool = False) -> Frame:
    document = Document.new(opening_case())
    document = document.with_lever("gpus_per_team", 1536).kept_as_new("More GPUs for KT")
    document = document.with_lever("losers_named", 0.2).with_lever("second_track", 3.0)
    frame = frame_of(document, "ko" if language == "ko" else "en", shield=shield)
    found = sweep(frame.case, frame.scenario, [axis_of(frame.case.lever(lever), 9) for lever in axes])
    return replace(frame, axes=axes, sweep=found)


@pytest.fixture
def board(qtbot: QtBot, english: Language) -> Board:
    assert english.current == "en"
    made = board_at(qtbot, "tradeoff", mapped())
    chart_of(made).canvas.grab()
    return made


def chart_of(board: Board) -> TradeoffChart:
    chart = board.chart("tradeoff")
    assert isinstance(chart, TradeoffChart)
    return chart


@pytest.mark.parametrize("name", [*HEADLINES, "kt"])
def test_the_picture_is_the_sweep_between_its_corners(name: str) -> None:
    frame = mapped()
    assert frame.sweep is not None
    series, figure = map_series(frame, name), frame.sweep.figure(name)
    for corner in ((0, 0), (0, -1), (-1, 0), (-1, -1)):
        assert series.picture[corner] == pytest.approx(figure[corner], nan_ok=True)
    assert series.low == pytest.approx(np.nanmin(figure), rel=1e-3)
    assert series.high == pytest.approx(np.nanmax(figure), rel=1e-3)
    assert series.current


@given(
    slopes=st.tuples(st.floats(-5, 5), st.floats(-5, 5)).filter(lambda pair: max(map(abs, pair)) > 0.1),
    share=st.floats(0.05, 0.95),
)
@example(slopes=(2.0, 1.1e-308), share=0.05078125)  # sides of cells that are all but level
@settings(max_examples=40, deadline=None)
def test_contours_of_a_plane_lie_on_it_and_reach_from_edge_to_edge(slopes: tuple[float, float], share: float) -> None:
    x, y = np.linspace(0, 1, 20)[:, None], np.linspace(0, 1, 33)[None, :]
    plane = slopes[0] * x + slopes[1] * y
    level = float(plane.min() + share * np.ptp(plane))
    pieces = segments(plane, level, (x[:, 0], y[0])).reshape(-1, 2)
    assert slopes[0] * pieces[:, 0] + slopes[1] * pieces[:, 1] == pytest.approx(np.full(len(pieces), level), abs=1e-9)
    on_edge = np.isclose(pieces, 0.0, atol=1e-9) | np.isclose(pieces, 1.0, atol=1e-9)
    assert on_edge.any(axis=1).sum() >= 2


def test_levels_are_round_and_inside() -> None:
    found = levels(np.array([[3.0, 27.0], [61.0, np.nan]]))
    assert found == (10, 20, 30, 40, 50, 60)
    assert levels(np.full((2, 2), 3.0)) == ()


@pytest.mark.parametrize("lever_id", [lever.id for lever in opening_case().levers])
def test_every_legal_value_finds_its_way_back_from_its_place(lever_id: str) -> None:
    lever = opening_case().lever(lever_id)
    scale = Scale(axis_of(lever, 65))
    for step in range(round((lever.high - lever.low) / lever.step) + 1):
        value = lever.checked(round(lever.low + step * lever.step, 9))
        assert 0.0 <= scale.place(value) <= 1.0
        assert scale.value(scale.place(value)) == value
    assert all(lever.checked(value) == value for value in scale.ticks(6))


def test_slices_are_told_one_by_one_and_end_with_the_first_look_away() -> None:
    frame = frame_of(Document.new(opening_case()))
    told: list[Sweep] = []

    def asked(most: int) -> Question:
        told.clear()
        asked = (frame.document, frame.case, frame.scenario, frame.outcome, frame.baseline, Outcomes())
        question = Question(*asked, dropped=lambda: len(told) >= most, axes=("weight_public", "seats"))
        return replace(question, tell=lambda parts: told.append(parts["sweep"]))

    fresh = frame.case.with_draws(frame.case.draws)  # remembers no map
    assert refined_map(replace(asked(2), case=fresh), "long") == {}
    assert len(told) == 2, "what was told stays; nothing is solved after that"
    whole = refined_map(replace(asked(99), case=fresh), "long")["sweep"]
    assert whole is told[-1]
    assert [one.axes[0].values.size for one in told] == sorted({one.axes[0].values.size for one in told})
    assert refined_map(replace(asked(99), case=fresh, sweep=whole), "long") == {}, "a map that holds is not asked again"


def test_a_map_of_other_levers_values_helps_the_next_one_and_no_other() -> None:
    frame = frame_of(Document.new(opening_case()).with_lever("losers_named", 0.2))
    fresh, told = frame.case.with_draws(frame.case.draws), []
    asked = (frame.document, fresh, frame.scenario, frame.outcome, frame.baseline, Outcomes())

    def tell(parts: Mapping[str, Sweep]) -> None:
        told.append(parts["sweep"])

    question = Question(*asked, dropped=lambda: False, axes=("weight_public", "seats"), tell=tell)
    last = refined_map(replace(question, scenario=fresh.status_quo), "long")["sweep"]
    assert last.former is None
    told.clear()
    first = refined_map(replace(question, sweep=last), "glance")["sweep"]
    assert first.former is last
    assert first.cells < last.cells
    found = refined_map(replace(question, sweep=first), "long")["sweep"]
    assert len(told) <= 2
    assert (found.cells, found.former) == (last.cells, None)
    alone = refined_map(replace(question, case=fresh.with_draws(fresh.draws)), "long")["sweep"]
    assert found.joining == pytest.approx(alone.joining, abs=1e-9)
    for axes in (("seats", "weight_public"), ("weight_public", "losers_named")):
        assert refined_map(replace(question, sweep=last, axes=axes), "glance")["sweep"].former is None


def test_no_longer_look_goes_back_to_a_coarser_map(qtbot: QtBot) -> None:
    assert qtbot is not None
    document = Document.new(opening_case())
    frame = frame_of(document)
    fresh, shown, told = frame.case.with_draws(frame.case.draws), [], []
    before = refined_map(question_of(frame, fresh, ("weight_public", "seats")), "long")["sweep"]
    moved = frame_of(document.with_lever("months_given_back", 3.0))
    lane = RefineLane()
    lane.refined.connect(lambda _serial, _id, parts: shown.extend(parts.values()))

    def tell(parts: Mapping[str, Sweep]) -> None:
        shown.append(parts["sweep"])
        told.append(parts["sweep"].cells)

    question = replace(question_of(moved, fresh, before.levers), sweep=before, tell=tell)
    lane._answer(1, question, tuple(row for row in REFINEMENTS if row.view == "tradeoff"))
    lane.close()
    assert len(shown) >= 3
    assert [one.cells for one in shown] == sorted(one.cells for one in shown)
    assert told == sorted(set(told)), "nothing is told twice"
    assert shown[-1].cells == before.cells


def question_of(frame: Frame, case: Case, axes: tuple[str, ...]) -> Question:
    asked = (frame.document, case, frame.scenario, frame.outcome, frame.baseline, Outcomes())
    return Question(*asked, dropped=lambda: False, axes=axes)


def test_the_readout_is_the_models_own_figure_where_it_is_solved_and_says_about_elsewhere(board: Board) -> None:
    chart = chart_of(board)
    frame, scales = mapped(), chart.series.scales
    assert frame.sweep is not None
    assert scales is not None
    across, upwards = (axis.values.tolist() for axis in frame.sweep.axes)
    for x, y in product(across[::3], upwards[::3]):
        alone = solve(frame.case, frame.scenario.with_levers(dict(zip(AXES, (x, y), strict=True))))
        said = chart.canvas.teller(scales[0].place(x), scales[1].place(y))
        assert said.splitlines()[-1].endswith(f": {alone.headline['expected_joiners']:.1f}"), said
    assert frame.scenario.value("losers_named") not in upwards[1:2]
    between = chart.canvas.teller(scales[0].place(across[1] + 64.0), scales[1].place(upwards[1]))
    assert ": about " in between


def test_cases_that_are_not_solved_yet_show_the_nearest_that_is() -> None:
    lever = opening_case().lever("stage_months")
    whole = Scale(axis_of(lever, 65))
    ends = Scale(Axis(lever, whole.axis.values[[0, -1]].copy()))
    assert ends.ticks(5) == whole.ticks(5)
    assert [ends.place(value) for value in (3, 7, 12)] == [whole.place(value) for value in (3, 7, 12)]
    assert [ends.value(place) for place in (0.0, 0.34, 1.0)] == [3, 6, 12]
    shown = ends.spread(np.array([1.0, 2.0]), 0)
    assert set(shown.tolist()) == {1.0, 2.0}
    half = len(shown) // 2
    assert np.all(shown[:half] == 1.0)
    assert np.all(shown[half:] == 2.0)
    assert [ends.value(spot) for spot in (ends.spots[ends.node(0.0)], ends.spots[ends.node(0.99)])] == [3, 12]


def test_contours_between_cases_run_along_their_border() -> None:
    frame = frame_of(Document.new(opening_case()))
    axes = [axis_of(frame.case.lever("seats"), 9), axis_of(frame.case.lever("second_track"), 3)]
    found = sweep(frame.case, frame.scenario, [Axis(axes[0].lever, np.array([1.0, 2.0])), axes[1]])
    series = map_series(replace(frame, axes=found.levers, sweep=found), "expected_joiners")
    pieces = np.concatenate([lines for _, lines in series.contours])
    across = pieces[np.floor(pieces[:, 0] * 5 - 1e-9) != np.floor(pieces[:, 2] * 5 + 1e-9)]
    assert len(pieces)
    assert np.all((np.abs(across[:, [0, 2]] * 5 - np.round(across[:, [0, 2]] * 5)) < 1e-6).any(axis=1))
    straight = np.abs(pieces[:, 0] - pieces[:, 2]) < 1e-12
    assert straight.any(), "a cost that is passed between two numbers of seats is drawn as their border"


@pytest.mark.parametrize("width", [430, 620, 900])
def test_names_in_the_pickers_end_in_dots_or_are_whole(board: Board, width: int) -> None:
    board.resize(width, 560)
    QTest.qWait(1)
    chart = chart_of(board)
    for picker in chart.pickers.values():
        whole, written = picker.currentText(), picker.written()
        assert written == whole or (written.endswith("…") and whole.startswith(written[:-1]))
        assert picker.fontMetrics().horizontalAdvance(written) <= picker.width() - 30
    if width == 900:
        assert all(picker.written() == picker.currentText() for picker in chart.pickers.values())


def test_equal_scenarios_are_one_point_and_the_own_figure_is_the_scenarios(board: Board) -> None:
    frame, points = mapped(), chart_of(board).series.points
    assert [point.kind for point in points] == ["baseline", "opened", "working"]
    assert points[0].names == ("Status quo", "Scenario 1")
    assert points[1].figure == frame.thumbnails[2].headline["expected_joiners"]
    assert points[-1].figure == frame.outcome.headline["expected_joiners"]


@pytest.mark.parametrize("size", [(815, 820), (560, 560)])
def test_labels_keep_apart_and_inside(board: Board, size: tuple[int, int]) -> None:
    board.resize(*size)
    QTest.qWait(1)
    canvas = chart_of(board).canvas
    canvas.grab()
    assert len(canvas.labels) == 3
    assert all(canvas.plot.contains(place) for place in canvas.labels.values())
    assert not any(one.intersects(other) for one, other in combinations(canvas.labels.values(), 2))


def test_dragging_the_working_point_moves_both_levers_in_one_gesture(board: Board) -> None:
    canvas = chart_of(board).canvas
    moves: list[tuple[dict[str, float], int]] = []
    released: list[int] = []
    board.levers_moved.connect(lambda values, gesture: moves.append((values, gesture)))
    board.lever_released.connect(lambda _lever, gesture: released.append(gesture))
    working = canvas.series.working
    assert working is not None
    start = canvas.place_of(working).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    assert not moves, "a press on the point moves nothing"
    for step in range(1, 6):
        QTest.mouseMove(canvas, QPointF(start.x() - 20 * step, start.y() - 8 * step).toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPointF(start.x() - 100, start.y() - 40).toPoint())
    assert len(moves) == 5
    assert len({gesture for _, gesture in moves}) == 1
    assert released == [moves[0][1]]
    last = moves[-1][0]
    assert set(last) == set(AXES)
    assert last["gpus_per_team"] < 1536
    assert last["losers_named"] > 0.2
    assert all(opening_case().lever(lever).checked(value) == value for lever, value in last.items())


def test_another_point_is_opened_by_a_click_and_dragged_as_the_working_copy(board: Board) -> None:
    canvas = chart_of(board).canvas
    opened: list[int] = []
    moves: list[dict[str, float]] = []
    board.scenario_opened.connect(opened.append)
    board.levers_moved.connect(lambda values, _gesture: moves.append(values))
    place = canvas.place_of(canvas.series.points[1]).toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert (opened, moves) == ([2], [])
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place)
    for step in range(1, 4):
        QTest.mouseMove(canvas, QPointF(place.x() - 30 * step, place.y() + 10 * step).toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPointF(place.x() - 90, place.y() + 30).toPoint())
    assert opened == [2, 2], "opened once more, and once only"
    assert len(moves) == 3


def test_keys_step_and_the_ground_jumps(board: Board) -> None:
    chart = chart_of(board)
    moves: list[dict[str, float]] = []
    board.levers_moved.connect(lambda values, _gesture: moves.append(values))
    chart.canvas.setFocus()
    QTest.keyClick(chart.canvas, Qt.Key.Key_Left)
    QTest.keyClick(chart.canvas, Qt.Key.Key_Up)
    assert moves == [{"gpus_per_team": 1472}, {"losers_named": 0.25}]
    corner = QPointF(chart.canvas.plot.left() + 40, chart.canvas.plot.bottom() - 4).toPoint()
    QTest.mouseClick(chart.canvas, Qt.MouseButton.LeftButton, pos=corner)
    assert moves[-1]["losers_named"] == pytest.approx(0.0, abs=0.05)


def test_a_locked_lever_stays_while_the_other_is_dragged_and_the_map_says_so(board: Board) -> None:
    chart = chart_of(board)
    moves: list[dict[str, float]] = []
    board.levers_moved.connect(lambda values, _gesture: moves.append(values))
    chart.set_locks(frozenset({"losers_named"}))
    assert "locked: Losers' names published" in chart.reading.text()
    working = chart.canvas.series.working
    assert working is not None
    start = chart.canvas.place_of(working).toPoint()
    QTest.mousePress(chart.canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(chart.canvas, QPointF(start.x() - 60, start.y() - 40).toPoint())
    QTest.mouseRelease(chart.canvas, Qt.MouseButton.LeftButton, pos=QPointF(start.x() - 60, start.y() - 40).toPoint())
    assert [set(move) for move in moves] == [{"gpus_per_team"}]
    chart.canvas.setFocus()
    QTest.keyClick(chart.canvas, Qt.Key.Key_Up)
    assert len(moves) == 1
    chart.set_locks(frozenset())
    QTest.keyClick(chart.canvas, Qt.Key.Key_Up)
    assert moves[1:] == [{"losers_named": 0.25}]
    assert "locked" not in chart.reading.text()


def test_pickers_choose_axes_exchange_them_and_colour_by_a_firm(board: Board) -> None:
    chart = chart_of(board)
    asked: list[tuple[str, str]] = []
    board.axes_chosen.connect(asked.append)
    across = chart.pickers["across"]
    assert isinstance(across, QComboBox)
    across.setCurrentIndex(across.findData("second_track"))
    across.activated.emit(across.currentIndex())
    across.setCurrentIndex(across.findData("losers_named"))
    across.activated.emit(across.currentIndex())
    assert asked == [("second_track", "losers_named"), ("losers_named", "gpus_per_team")]
    colour = chart.pickers["colour"]
    colour.setCurrentIndex(colour.findData("kt"))
    colour.activated.emit(colour.currentIndex())
    assert chart.series.name == "kt"
    assert "KT" in chart.reading.text()
    assert chart.rows()[1][1].endswith("%")


def test_the_shield_covers_firms_in_pickers_and_in_names_of_scenarios(board: Board) -> None:
    chart = chart_of(board)
    board.display(mapped(shield=True))
    texts = [chart.pickers["colour"].itemText(row) for row in range(chart.pickers["colour"].count())]
    assert "Firm A" in texts
    told = " ".join([*texts, *chart.canvas.texts.points, chart.reading.text()])
    assert "KT" not in told
    assert "Naver" not in told


def test_while_a_point_is_dragged_the_ground_is_kept_as_it_is(board: Board) -> None:
    chart, frame = chart_of(board), mapped()
    board.display(frame)
    before = chart.series
    moved = frame_of(frame.document.with_lever("losers_named", 0.7))
    board.display(replace(moved, axes=AXES, sweep=frame.sweep))
    assert chart.series.picture is before.picture
    assert chart.series.contours is before.contours
    assert chart.series.current
    assert chart.series.working != before.working


def test_an_old_map_is_faint_and_none_says_so(board: Board) -> None:
    chart, frame = chart_of(board), mapped()
    moved = frame_of(frame.document.with_lever("fresh_start", 0.5))
    board.display(replace(moved, axes=AXES, sweep=frame.sweep))
    assert not chart.series.current
    assert chart.series.picture.shape == (NODES, NODES)
    board.display(replace(frame, sweep=None, busy=frozenset({"map"})))
    assert chart.series.scales is None
    assert chart.canvas.texts.waiting
    chart.canvas.grab()

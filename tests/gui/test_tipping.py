"""Tipping points: lines are the model's own, the upright line moves the lever, names select; the sentence follows."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.charts.board import Board
from gui.charts.parts import SMALL_PX
from gui.charts.rowroom import cut_apart
from gui.charts.tipping import TippingChart
from gui.charts.tipping_series import spread
from gui.export.pictures import ChartPictures
from gui.frame import Frame
from gui.language import Language
from gui.saying import said
from gui.theme import font
from model.document import Document
from model.questions.explain import attribution
from model.questions.flips import curves
from model.questions.lever_bands import LeverBands
from tests.gui.boards import board_at
from tests.gui.frames import frame_of, opening_case

QUIET = {"losers_named": 0.2, "fresh_start": 0.6, "second_track": 0.8}


def along(lever_id: str, selected: str | None = None, *, language: str = "en", shield: bool = False) -> Frame:
    document = Document.new(opening_case())
    for name, value in QUIET.items():
        document = document.with_lever(name, value)
    frame = frame_of(document, "ko" if language == "ko" else "en", shield=shield)
    found = curves(frame.case, frame.scenario, frame.outcome, [lever_id])
    shares = attribution(frame.case, frame.baseline.scenario, frame.scenario)
    return replace(frame, lever=lever_id, curves=found, selected=selected, attribution=shares)


@pytest.fixture
def board(qtbot: QtBot, english: Language) -> Board:
    assert english.current == "en"
    return board_at(qtbot, "tipping", along("losers_named"))


def chart_of(board: Board) -> TippingChart:
    chart = board.chart("tipping")
    assert isinstance(chart, TippingChart)
    return chart


def place_of(chart: TippingChart, x: float, y: float = 0.3) -> QPoint:
    """Return where a value of the lever and a probability stand in the plot, px."""
    place = chart.canvas.getPlotItem().getViewBox().mapViewToScene(QPointF(x, y))
    assert isinstance(place, QPointF)
    return place.toPoint()


def test_lines_and_marks_are_the_models_own(board: Board) -> None:
    chart, frame = chart_of(board), along("losers_named")
    curve = frame.curves["losers_named"]
    x, y = chart._lines[0].getData()
    assert np.array_equal(x, curve.values)
    assert np.array_equal(y, curve.join_probability[:, frame.order[0]])
    assert sorted(chart.series.flip_values) == sorted(flip.value for flip in curve.flips)
    assert len(curve.flips) > 0
    table = chart.rows()
    assert len(table) == 1 + len(frame.outcome.firm_ids)
    assert len(table[0]) == 1 + len(curve.values)


def test_dragging_the_upright_line_moves_the_lever_in_one_gesture(board: Board) -> None:
    chart = chart_of(board)
    moves: list[tuple[str, float, int]] = []
    ends: list[tuple[str, int]] = []
    board.lever_moved.connect(lambda *move: moves.append(move))
    board.lever_released.connect(lambda *end: ends.append(end))
    view = chart.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place_of(chart, 0.4))
    QTest.mouseMove(view, place_of(chart, 0.6))
    QTest.mouseMove(view, place_of(chart, 5.0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place_of(chart, 0.7))
    assert [value for _, value, _ in moves] == [0.4, 0.6, 1.0]
    assert {gesture for *_, gesture in moves} == {ends[0][1]}
    assert ends[0][1] < 0
    QTest.keyClick(chart.canvas, Qt.Key.Key_Right)
    assert moves[-1][:2] == ("losers_named", 0.25)
    assert moves[-1][2] != ends[0][1]
    QTest.mouseMove(view, place_of(chart, 0.9))
    assert len(moves) == 4


def test_a_name_at_the_right_selects_its_firm_and_lets_it_go(board: Board, qtbot: QtBot) -> None:
    chart = chart_of(board)
    row = next(row for row, name in enumerate(chart.names.items) if name.isVisible())
    place = place_of(chart, 1.1, float(chart.names.items[row].pos().y()))
    firm = chart.series.firms.ids[row]
    with qtbot.waitSignal(board.firm_selected) as chosen:
        QTest.mouseClick(chart.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen.args == [firm]
    board.display(along("losers_named", firm))
    place = place_of(chart, 1.1, float(chart.names.items[row].pos().y()))
    with qtbot.waitSignal(board.firm_selected) as chosen:
        QTest.mouseClick(chart.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen.args == [None]
    assert chart._lines[row].opts["pen"].widthF() > max(
        line.opts["pen"].widthF() for at, line in enumerate(chart._lines) if at != row
    )


def test_options_are_points_without_lines_and_a_lever_not_solved_along_yet_says_so(board: Board) -> None:
    chart = chart_of(board)
    board.display(along("reserved_seat"))
    assert not any(line.isVisible() for line in chart._lines)
    assert len(chart._points.points()) == 13 * 4
    board.display(along("losers_named"))
    assert all(line.isVisible() for line in chart._lines)
    board.display(replace(along("losers_named"), curves={}, busy=frozenset({"flips"})))
    assert chart.reading.text().endswith("computing…")
    board.display(replace(along("losers_named"), curves={}, busy=frozenset()))
    assert chart.reading.text().endswith("cannot be solved along it")
    assert chart.rows() == [["Firm"], *([name] for name in chart.series.firms.names)]
    assert not any(line.getData()[0] is not None and len(line.getData()[0]) for line in chart._lines)


def test_names_keep_their_distance_their_order_and_the_first_ones_their_place() -> None:
    heights = np.array([0.5, 0.51, 0.52, 0.1, 0.0, 0.01])
    placed = spread(heights, 0.06, ())
    assert sorted(placed, key=lambda row: -placed[row]) == [2, 1, 0, 3, 5, 4]
    ordered = sorted(placed.values())
    assert min(np.diff(ordered)) >= 0.06 - 1e-12
    assert ordered[0] >= 0.0
    assert ordered[-1] <= 1.0
    crowded = spread(np.full(30, 0.5), 0.1, (29,))
    assert 29 in crowded
    assert len(crowded) == 11
    alone = spread(np.array([0.5, 0.5, 0.9]), 0.06, ())
    assert alone == pytest.approx({0: 0.53, 1: 0.47, 2: 0.9}), "names that touch share the way, others stay"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_sentence_follows_selection_language_and_shield(board: Board, language: str) -> None:
    frame = along("losers_named", "kt", language=language)
    board.display(frame)
    sentence = said(frame)
    assert sentence.firm_id == "kt"
    assert sentence.text.startswith("KT +")
    assert ("20%" if language == "ko" else "20\u00a0%") in board.sentence.text()
    hidden = said(along("losers_named", "kt", language=language, shield=True)).text
    assert "KT" not in hidden
    assert hidden.split(":", 1)[1] == sentence.text.split(":", 1)[1]


def test_a_long_name_ends_in_the_room_beside_the_lines_at_every_width(qtbot: QtBot, english: Language) -> None:
    assert english.current == "en"
    frame = along("losers_named")
    long = tuple(f"{name} and a very long consortium of many research institutes" for name in frame.short_names)
    chart = TippingChart()
    qtbot.addWidget(chart.widget)
    for width in (420, 900):
        chart.show(replace(frame, short_names=long))
        chart.widget.resize(width, 400)  # and only then: names follow without another frame
        chart.widget.show()
        QApplication.sendPostedEvents()
        view = chart.canvas.getPlotItem().getViewBox().sceneBoundingRect()
        for name in (name for name in chart.names.items if name.isVisible()):
            assert name.toPlainText().endswith("…")
            assert name.sceneBoundingRect().right() <= view.right() + 6


def test_names_that_begin_alike_are_cut_so_that_they_differ(english: Language) -> None:
    assert english.current == "en"
    letters = font(SMALL_PX)
    wide = QFontMetricsF(letters).horizontalAdvance
    start = "주식회사 대한민국인공지능반도체소프트웨어연구조합"
    names = (*(f"{start} 제{number}사업단 컨소시엄" for number in (1, 2, 13)), "KT", "KT")
    for room in (60.0, 90.0, 140.0):
        cut = cut_apart(names, letters, room)
        assert len(set(cut[:3])) == 3
        assert cut[3:] == ("KT", "KT")
        assert all(wide(text) <= room + 1 for text in cut)
    assert cut_apart(names, letters, 900.0) == names


@pytest.mark.parametrize("height", [120, 400])
def test_a_name_and_a_tick_at_either_end_are_whole(qtbot: QtBot, english: Language, height: int) -> None:
    assert english.current == "en"
    chart = TippingChart()
    qtbot.addWidget(chart.widget)
    chart.show(along("losers_named"))
    chart.widget.resize(640, height)
    chart.widget.show()
    QApplication.sendPostedEvents()
    plot = chart.canvas.getPlotItem()
    view = plot.getViewBox().sceneBoundingRect()
    shown = [name for name in chart.names.items if name.isVisible()]
    assert shown
    half = QFontMetricsF(font(SMALL_PX)).height() / 2
    for name in shown:
        middle = place_of(chart, 0.5, float(name.pos().y())).y()
        assert view.top() - 1 <= middle - half
        assert middle + half <= view.bottom() + 1
    for end in (0.0, 1.0):
        assert view.top() + half <= place_of(chart, 0.5, end).y() + 1


def test_the_legend_says_whose_bands_are_drawn(board: Board) -> None:
    chart = chart_of(board)
    frame = along("losers_named", "kt")
    values = np.linspace(0.0, 1.0, 3)
    joining = np.full((5, 3, len(frame.outcome.firm_ids)), 0.5)
    bands = LeverBands("losers_named", 9, values, joining)
    board.display(frame)
    assert "bands" not in chart.legend.toolTip()
    board.display(replace(frame, lever_bands=bands))
    assert chart.legend.toolTip().split(" · ")[2] == "shaded: 90 % and 50 % bands of KT"
    board.display(replace(frame, lever_bands=bands, selected=None))
    crossing = [chart.series.names[row] for row in chart.series.crossing]
    assert ("bands" in chart.legend.toolTip()) == (len(crossing) <= 2)
    options = along("reserved_seat", "kt")
    board.display(replace(options, lever_bands=replace(bands, lever_id="reserved_seat")))
    assert chart.legend.toolTip().startswith("dots: join probability at each option")


def test_a_picture_has_no_path_that_draws_nothing(english: Language) -> None:
    assert english.current == "en"
    svg = ChartPictures("en").svg("tipping", along("losers_named")).decode()
    assert "<path" in svg
    assert not re.search(r'fill="none" stroke="none"[^>]*>\s*<path', svg), "a PDF shows it as a black frame"

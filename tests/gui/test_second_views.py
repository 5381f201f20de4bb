"""Turnout, Stages and Compare: what is read off them is the model's own number, by pointer and by key."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.charts.board import Board
from gui.charts.deck import LEAST_PX, VIEWS, title
from gui.charts.stages import StagesChart
from gui.charts.turnout import TurnoutChart
from gui.frame import Language as Code
from gui.language import Language
from gui.numbers import Numbers
from model.document import Document
from model.outcome import Outcome
from tests.gui.frames import frame_of, opening_case, solved

WRITE = Numbers("en")


def moved() -> Document:
    return Document.new(opening_case()).with_lever("losers_named", 0.2).with_lever("gpus_per_team", 1536)


@pytest.fixture
def board(qtbot: QtBot, english: Language) -> Board:
    assert english.current == "en"
    made = Board()
    qtbot.addWidget(made)
    made.resize(815, 820)
    made.set_theme(theme.LIGHT)
    made.display(frame_of(moved()))
    made.show()
    return made


def turnout_of(board: Board) -> TurnoutChart:
    chart = board.chart("turnout")
    assert isinstance(chart, TurnoutChart)
    return chart


def stages_of(board: Board) -> StagesChart:
    chart = board.chart("stages")
    assert isinstance(chart, StagesChart)
    return chart


def reading(outcome: Outcome, baseline: Outcome, least: int) -> str:
    here, before = (WRITE.percent(found.chance_of_at_least(least)) for found in (outcome, baseline))
    expected = WRITE.count(outcome.headline["expected_joiners"])
    exact = WRITE.percent(float(outcome.joiner_probability[least]))
    return f"At least {least} join: {here} (baseline {before}) · expected {expected} · exactly {least}: {exact}"


def test_a_view_out_of_sight_is_left_alone_until_it_is_looked_at(board: Board) -> None:
    chart = turnout_of(board)
    assert len(chart.series.probability) == 1
    board.look_at("turnout")
    assert np.array_equal(chart.series.probability, solved(moved().working).joiner_probability)


def test_turnout_reads_off_at_least_by_pointer_and_by_key(board: Board) -> None:
    board.look_at("turnout")
    chart, frame = turnout_of(board), frame_of(moved())
    first = round(frame.outcome.headline["expected_joiners"])
    assert chart.reading.text() == reading(frame.outcome, frame.baseline, first)
    chart.canvas.setFocus()
    QTest.keyClick(chart.canvas, Qt.Key.Key_Right)
    assert chart.reading.text() == reading(frame.outcome, frame.baseline, first + 1)
    QTest.keyClick(chart.canvas, Qt.Key.Key_Left)
    QTest.keyClick(chart.canvas, Qt.Key.Key_Left)
    assert chart.reading.text() == reading(frame.outcome, frame.baseline, first - 1)
    for x in (120, 400, 640):
        place = QPoint(x, 60)
        QTest.mouseClick(chart.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert chart.least == min(max(chart.count_at(place.toPointF()), 0), 13)
        assert chart.reading.text() == reading(frame.outcome, frame.baseline, chart.least)
        assert chart.canvas.accessibleDescription() == chart.reading.text()


def test_turnout_keeps_to_the_numbers_there_are(board: Board) -> None:
    board.look_at("turnout")
    chart = turnout_of(board)
    chart.read_at(99)
    assert chart.least == 13
    chart.read_at(-5)
    assert chart.least == 0
    assert chart.reading.text().startswith("At least 0 join: 100.0%")


def test_turnout_as_a_table_adds_up(board: Board) -> None:
    board.look_at("turnout")
    table = turnout_of(board).rows()
    frame = frame_of(moved())
    assert len(table) == 1 + 14
    for count, row in enumerate(table[1:]):
        assert row[1] == WRITE.percent(float(frame.outcome.joiner_probability[count]))
        assert row[2] == WRITE.percent(frame.outcome.chance_of_at_least(count))


def test_stages_multiply_the_chance_to_join_with_what_follows(board: Board) -> None:
    board.look_at("stages")
    view, outcome = stages_of(board).view, solved(moved().working)
    stages = len(outcome.stage_probability)
    assert len(view.texts) == stages + 1
    assert view.incumbents == outcome.incumbent_stage_probability.shape[1]
    for row, firm in list(enumerate(view.firms.ids))[view.incumbents :]:
        source = outcome.index(firm)
        joins = float(outcome.join_probability[source])
        assert view.texts[0][row] == WRITE.percent_bar(joins)
        for stage in range(stages):
            expected = joins * float(outcome.stage_probability[stage, source])
            assert view.texts[stage + 1][row] == WRITE.percent_bar(expected)
    for row in range(view.incumbents):
        shown = [WRITE.percent_bar(float(value)) for value in outcome.incumbent_stage_probability[:, row]]
        assert [column[row] for column in view.texts] == ["incumbent", *shown]
    labels = [label for _, label in view.ticks]
    assert labels[0].endswith(WRITE.count(outcome.headline["expected_joiners"]))
    assert "Selected" in labels[1]
    assert "Final" in labels[-1]
    old = float(outcome.incumbent_stage_probability[-1].sum())
    assert labels[-1].endswith(f" + {WRITE.count(old)}")


def test_a_click_on_a_stage_selects_the_firm(board: Board, qtbot: QtBot) -> None:
    board.look_at("stages")
    view = stages_of(board).view
    with qtbot.waitSignal(board.firm_selected) as asked:
        for row in (1, view.incumbents + 2):  # an incumbent is no firm of the call and cannot be selected
            place = QPoint(300, int(view.middle(row)))
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [view.firms.ids[view.incumbents + 2]]


def test_no_second_view_names_a_firm_under_the_shield(board: Board) -> None:
    names = {firm.name_en for firm in opening_case().firms}
    for view in VIEWS:
        board.look_at(view)
        chart = board.chart(view)
        board.display(frame_of(moved(), shield=True))
        text = " ".join(cell for row in chart.rows() for cell in row)
        assert not [name for name in names if name in text]


def test_a_view_in_a_window_of_its_own_stays_live_and_comes_back(board: Board, qtbot: QtBot) -> None:
    titles = [board.tabs.tabText(row) for row in range(board.tabs.count())]
    board.look_at("turnout")
    button = board.findChild(QToolButton, "board.detach")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    window = board.detached["turnout"]
    assert window.isWindow()
    assert turnout_of(board).widget.isVisible()
    assert board.tabs.count() == len(titles) - 1
    board.look_at("compare")
    alone = frame_of(Document.new(opening_case()))
    board.display(alone)
    assert np.array_equal(turnout_of(board).series.probability, alone.outcome.joiner_probability)
    window.close()
    qtbot.waitUntil(lambda: "turnout" not in board.detached)
    assert [board.tabs.tabText(row) for row in range(board.tabs.count())] == titles
    assert turnout_of(board).widget.isVisible()


def test_windows_of_single_views_go_with_the_board(board: Board) -> None:
    window = board.detach("stages")
    assert window.isVisible()
    board.hide()
    assert not board.detached
    assert board.tabs.count() == len(VIEWS)


@pytest.mark.parametrize("code", ["en", "ko"])
def test_a_view_is_built_when_it_is_first_looked_at_and_moves_no_border(
    qtbot: QtBot, english: Language, code: Code
) -> None:
    english.use(code)
    made = Board()
    qtbot.addWidget(made)
    made.display(frame_of(moved(), language=code))
    assert not made.findChildren(QWidget, "chart.tipping")
    least = made.tabs.minimumSizeHint()
    for view in VIEWS:
        made.look_at(view)
        assert made.in_sight() >= {view}
        assert made.chart(view).widget.isVisibleTo(made)
        needed = made.chart(view).widget.minimumSizeHint()
        assert needed.height() <= LEAST_PX[1]
        assert made.chart(view).title() == title(view) == made.titles()[view]
    assert made.tabs.minimumSizeHint() == least
    made.close_lanes()


@pytest.mark.parametrize("code", ["en", "ko"])
def test_in_a_narrow_window_no_view_is_cut_and_every_tab_can_be_reached(
    qtbot: QtBot, english: Language, code: Code
) -> None:
    english.use(code)
    made = Board()
    qtbot.addWidget(made)
    made.display(frame_of(moved(), language=code))
    made.show()
    for width in (520, 640, 1400):
        made.resize(width, 700)
        assert made.width() == width
        for view in VIEWS:
            made.look_at(view)
            made.tabs.grab()
            chart = made.chart(view).widget
            assert chart.mapTo(made, chart.rect().topRight()).x() < width
            bar, more = made.tabs.tabBar(), made.tabs.more.menu().actions()
            shown = [place for place in range(bar.count()) if bar.isTabVisible(place)]
            assert bar.currentIndex() in shown
            assert bar.tabRect(shown[-1]).right() <= made.tabs.cornerWidget().x()
            hidden = [action.text() for action in more] if made.tabs.more.isVisible() else []
            assert len(shown) + len(hidden) == len(VIEWS)
            assert width < 1400 or [bar.tabText(place) for place in shown] == [title(one) for one in VIEWS]
            for action in more if hidden else ():
                assert action.text() in {title(one) for one in VIEWS}
    made.resize(520, 700)
    made.look_at("why")
    if made.tabs.more.isVisible():
        last = made.tabs.more.menu().actions()[-1]
        assert last.text() == title("compare")
        last.trigger()
        assert made.in_sight() == {"compare"}
    made.close_lanes()

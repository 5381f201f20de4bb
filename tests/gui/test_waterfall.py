"""The waterfall: steps lead from the baseline to now, and their numbers add up to the change at the digit shown."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.charts.board import Board
from gui.charts.waterfall import WaterfallChart
from gui.charts.waterfall_series import UNITS, rounded, waterfall
from gui.frame import Frame
from gui.language import Language
from model.document import Document
from model.questions.explain import EQUILIBRIUM, attribution
from model.questions.motives import MOTIVES, motives
from tests.gui.boards import board_at
from tests.gui.frames import frame_of, opening_case

CHANGED = {"losers_named": 0.2, "fresh_start": 0.6, "second_track": 0.8, "sealed_applications": 1}


def moved(*, shield: bool = False, selected: str | None = "kt") -> Frame:
    document = Document.new(opening_case())
    for name, value in CHANGED.items():
        document = document.with_lever(name, value)
    frame = frame_of(document, shield=shield)
    between = (frame.case, frame.baseline.scenario, frame.scenario)
    return replace(frame, selected=selected, attribution=attribution(*between), motives=motives(*between))


@pytest.fixture
def board(qtbot: QtBot, english: Language) -> Board:
    assert english.current == "en"
    return board_at(qtbot, "waterfall", moved())


def chart_of(board: Board) -> WaterfallChart:
    chart = board.chart("waterfall")
    assert isinstance(chart, WaterfallChart)
    return chart


@given(st.lists(st.floats(-0.9, 0.9), max_size=14))
def test_rounded_shares_add_up_and_none_is_off_by_a_whole_step(values: list[float]) -> None:
    shares = np.array(values)
    shown = rounded(shares)
    assert sum(shown) == round(float((shares * UNITS).sum()))
    assert all(abs(one - share * UNITS) < 1 + 1e-9 for one, share in zip(shown, values, strict=True))


@pytest.mark.parametrize("way", ["levers", "motives"])
def test_the_numbers_on_screen_add_up_to_the_change_on_screen(board: Board, way: str) -> None:
    chart, frame = chart_of(board), moved()
    QTest.mouseClick(chart.buttons["motives" if way == "motives" else "levers"], Qt.MouseButton.LeftButton)
    table = chart.rows()
    steps = [float(row[2].replace("−", "-")) for row in table[2:-1]]
    total = re.search(r"[+−][\d.]+", chart.reading.text())
    assert total is not None
    assert sum(steps) == pytest.approx(float(total[0].replace("−", "-")), abs=1e-9)
    assert len(steps) >= (4 if way == "motives" else 3)
    fall, kt = chart.view.fall, frame.outcome.index("kt")
    assert fall is not None
    assert fall.levels[0] == frame.baseline.join_probability[kt]
    assert fall.levels[-1] == pytest.approx(frame.outcome.join_probability[kt], abs=1e-9)
    assert table[1][0] == "Status quo"
    chart.view.viewport().grab()


def test_sampled_shares_carry_their_errors_and_others_none(board: Board) -> None:
    frame = moved()
    assert frame.attribution is not None
    assert not any("±" in row[2] for row in chart_of(board).rows())
    errors = np.full(frame.attribution.joining.shape, 0.013)
    board.display(replace(frame, attribution=replace(frame.attribution, joining_error=errors)))
    assert all(row[2].endswith("± 1.3") for row in chart_of(board).rows()[2:-1])


def test_without_a_selection_the_firm_that_moved_most_is_shown_and_under_the_shield_by_its_letter(board: Board) -> None:
    frame = moved(selected=None, shield=True)
    board.display(frame)
    fall = waterfall(frame, "levers")
    assert fall is not None
    assert fall.row == int(np.abs(frame.outcome.join_probability - frame.baseline.join_probability).argmax())
    assert chart_of(board).reading.text().startswith(frame.names[fall.row])
    assert "Firm" in chart_of(board).reading.text()


def chosen_frame(*, lost: bool) -> Frame:
    """A frame whose chances are said to be those of another equilibrium, 5 points above the principal one's."""
    frame = moved()
    assert frame.motives is not None
    other = replace(
        frame.outcome,
        join_probability=frame.outcome.join_probability + 0.05,
        equilibrium=replace(frame.outcome.equilibrium, shown=1),
    )
    row = np.full((1, len(other.firm_ids)), 0.05)
    found = replace(
        frame.motives,
        joining=np.concatenate([frame.motives.joining, row]),
        error=np.concatenate([frame.motives.error, 0.0 * row]),
        ids=(*MOTIVES, EQUILIBRIUM),
        lost=lost,
    )
    return replace(frame, outcome=other, motives=found)


@pytest.mark.parametrize("lost", [False, True])
def test_the_choice_of_an_equilibrium_is_a_step_among_the_motives(board: Board, lost: bool) -> None:
    frame, chart = chosen_frame(lost=lost), chart_of(board)
    board.display(frame)
    QTest.mouseClick(chart.buttons["motives"], Qt.MouseButton.LeftButton)
    steps = {row[0]: row[2] for row in chart.rows()[2:-1]}
    assert steps["The equilibrium chosen"] == "+5.0"
    assert chart.view.fall is not None
    kt = frame.outcome.index("kt")
    assert chart.view.fall.end == pytest.approx(float(frame.outcome.join_probability[kt]), abs=1e-9)
    assert ("ends on the way" in chart.reading.text()) == lost


def test_shares_of_another_equilibrium_than_is_drawn_are_not_shown(board: Board) -> None:
    frame, chart = chosen_frame(lost=False), chart_of(board)
    board.display(replace(frame, motives=moved().motives))
    QTest.mouseClick(chart.buttons["motives"], Qt.MouseButton.LeftButton)
    assert not chart.view.firms
    board.display(replace(moved(), motives=frame.motives))
    assert not chart.view.firms


def test_nothing_changed_and_nothing_known_are_said(board: Board) -> None:
    still = frame_of(Document.new(opening_case()))
    between = (still.case, still.scenario, still.scenario)
    board.display(replace(still, attribution=attribution(*between), motives=motives(*between)))
    assert "Nothing differs" in chart_of(board).reading.text()
    board.display(replace(moved(), attribution=None, busy=frozenset({"sentence"})))
    assert chart_of(board).reading.text() == "Computing…"
    assert not chart_of(board).view.firms

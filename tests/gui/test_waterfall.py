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

from gui import theme
from gui.charts.board import Board
from gui.charts.waterfall import WaterfallChart
from gui.charts.waterfall_series import UNITS, rounded, waterfall
from gui.frame import Frame
from gui.language import Language
from model.document import Document
from model.questions.explain import attribution
from model.questions.motives import motives
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
    made = Board()
    qtbot.addWidget(made)
    made.resize(815, 820)
    made.set_theme(theme.LIGHT)
    made.display(moved())
    made.show()
    made.look_at("waterfall")
    QTest.qWait(1)
    return made


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


def test_at_another_equilibrium_motives_say_why_there_are_none(board: Board) -> None:
    frame, chart = moved(), chart_of(board)
    other = replace(frame.outcome, equilibrium=replace(frame.outcome.equilibrium, shown=1))
    board.display(replace(frame, outcome=other, motives=None))
    assert "KT" in chart.reading.text(), "by lever it is known"
    QTest.mouseClick(chart.buttons["motives"], Qt.MouseButton.LeftButton)
    assert "principal" in chart.reading.text()
    assert not chart.view.firms


def test_nothing_changed_and_nothing_known_are_said(board: Board) -> None:
    still = frame_of(Document.new(opening_case()))
    between = (still.case, still.scenario, still.scenario)
    board.display(replace(still, attribution=attribution(*between), motives=motives(*between)))
    assert "Nothing differs" in chart_of(board).reading.text()
    board.display(replace(moved(), attribution=None, busy=frozenset({"sentence"})))
    assert chart_of(board).reading.text() == "Computing…"
    assert not chart_of(board).view.firms

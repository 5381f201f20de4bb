"""What matters: rows are the model's own tornado; clicks, the run for shares of variance, the ranks of the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.charts.board import Board
from gui.charts.matters import MattersChart
from gui.charts.matters_series import axis_texts
from gui.evidence.dock import EvidenceDock
from gui.evidence.table import RANK, ROW_ROLE
from gui.frame import ASSUMPTIONS, Frame
from gui.language import Language
from gui.numbers import Numbers
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.start import Application
from model.document import Document
from model.questions.sensitivity import assumption_swings, lever_swings, tornado
from model.questions.sobol import assumption_indices
from model.questions.swing_bands import swing_bands
from model.questions.swings import Swings
from model.shield import TELLING_COLUMNS, giveaways
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import Answers, places, settle

WRITE = Numbers("en")


@cache
def answers() -> tuple[Swings, Swings]:
    case = opening_case()
    return lever_swings(case, case.status_quo), assumption_swings(case, case.status_quo)


def matters_frame(measure: str = "expected_joiners", *, shield: bool = False) -> Frame:
    levers, assumptions = answers()
    made = frame_of(Document.new(opening_case()), shield=shield)
    return replace(made, measure=measure, lever_swings=levers, assumption_swings=assumptions)


@pytest.fixture
def board(qtbot: QtBot, english: Language) -> Iterator[Board]:
    assert english.current == "en"
    made = Board()
    qtbot.addWidget(made)
    made.resize(815, 820)
    made.set_theme(theme.LIGHT)
    made.display(matters_frame())
    made.show()
    made.look_at("matters")
    yield made
    made.close_lanes()


def chart_of(board: Board) -> MattersChart:
    chart = board.chart("matters")
    assert isinstance(chart, MattersChart)
    return chart


def click(chart: MattersChart, row: int) -> None:
    """Click a row of the list, as a person does."""
    view = chart.view
    view.show_row(row)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(view.plot.center().x(), round(view.middle(row)))
    )


@pytest.mark.parametrize("measure", ["expected_joiners", "firm:kt", "public_cost_bn", "winner_strength"])
def test_rows_are_the_tornado_of_the_model(board: Board, measure: str) -> None:
    board.display(matters_frame(measure))
    chart, case = chart_of(board), opening_case()
    wanted = tornado(case, case.status_quo, measure)
    assert [row.factor.id for row in chart.series.rows] == [bar.factor.id for bar in wanted.bars]
    table = chart.rows()
    assert len(table) == 1 + len(case.levers)
    first = wanted.bars[0]
    lever = case.lever(first.factor.id)
    assert table[1][0] == lever.name_en
    assert table[1][2:4] == [WRITE.value(lever, first.low_value), WRITE.value(lever, first.high_value)]
    assert {len(line) for line in table} == {8}


def test_bars_are_painted_from_the_present_figure_to_both_ends(board: Board) -> None:
    chart = chart_of(board)
    view = chart.view
    row = next(at for at, row in enumerate(chart.series.rows) if row.factor.id == "gpus_per_team")
    bar = chart.series.rows[row].bar
    assert bar is not None
    assert view.low <= min(bar.low_result, bar.high_result)
    assert view.high >= max(bar.low_result, bar.high_result)
    image = view.viewport().grab().toImage()
    y = round(view.middle(row))
    for result, role in ((bar.low_result, "bar_off"), (bar.high_result, "bar_on")):
        middle = round((view.x_of(result) + view.x_of(chart.series.now)) / 2)
        assert image.pixelColor(middle, y) == theme.LIGHT.color(role)
    assert image.pixelColor(round(view.x_of(bar.high_result)) + 4, y) != theme.LIGHT.color("bar_on")


@pytest.mark.parametrize(
    ("unit", "ticks", "said"),
    [
        ("count", (0.0, 5.0, 10.0), (["0", "5", "10"], ["0개", "5개", "10개"])),
        ("count", (0.0, 2.5, 5.0), (["0.0", "2.5", "5.0"], ["0.0개", "2.5개", "5.0개"])),
        ("count", (0.6000000000000001, 1.0), (["0.6", "1.0"], ["0.6개", "1.0개"])),
        ("probability", (0.0, 0.29, 0.58), (["0%", "29%", "58%"], ["0%", "29%", "58%"])),
        ("probability", (0.0, 0.025, 0.05), (["0.0%", "2.5%", "5.0%"], ["0.0%", "2.5%", "5.0%"])),
    ],
)
def test_ticks_have_decimals_only_where_one_is_not_whole(
    unit: str, ticks: tuple[float, ...], said: tuple[list[str], list[str]]
) -> None:
    assert axis_texts(WRITE, unit, ticks) == said[0]
    assert axis_texts(Numbers("ko"), unit, ticks) == said[1]


def test_no_two_ticks_of_an_axis_say_the_same(board: Board) -> None:
    for measure in ("expected_joiners", "firm:kt", "public_cost_bn", "winner_strength"):
        board.display(matters_frame(measure))
        texts = [text for _, text in chart_of(board).view.ticks]
        assert len(set(texts)) == len(texts), measure


def test_an_assumption_of_grade_c_is_hatched(board: Board) -> None:
    chart = chart_of(board)
    view = chart.view
    rows = {row.factor.id: at for at, row in enumerate(chart.series.rows)}
    image = view.viewport().grab().toImage()

    def colours(lever_id: str) -> set[str]:
        at = rows[lever_id]
        view.show_row(at)
        bar = chart.series.rows[at].bar
        assert bar is not None
        left, right = sorted((view.x_of(chart.series.now), view.x_of(bar.high_result)))
        y = round(view.middle(at))
        return {image.pixelColor(x, y).name() for x in range(round(left) + 3, round(right) - 3)}

    assert len(colours("fresh_start")) > 1  # grade C
    assert len(colours("second_track")) == 1  # grade B


def test_a_click_focuses_the_lever_or_shows_the_input(board: Board, qtbot: QtBot) -> None:
    chart = chart_of(board)
    wanted = chart.series.rows[2].factor
    with qtbot.waitSignal(board.lever_focused) as heard:
        click(chart, 2)
    assert heard.args == [wanted.id]
    with qtbot.waitSignal(board.views_shown) as seen:
        QTest.mouseClick(chart.bar.assumptions, Qt.MouseButton.LeftButton)
    assert seen.args == [frozenset({"matters", ASSUMPTIONS})]
    with qtbot.waitSignal(board.input_chosen) as chosen:
        click(chart, 1)
    assert chosen.args == [chart.series.rows[1].factor.cell]
    board.look_at("why")
    assert board.in_sight() == {"why"}


def test_the_tooltip_says_both_ends_with_units(board: Board) -> None:
    chart = chart_of(board)
    row = next(row for row in chart.series.rows if row.factor.id == "fresh_start")
    assert row.bar is not None
    text = chart.view.tip(chart.series.rows.index(row), QPointF())
    assert text.splitlines() == [
        "Fresh start for earlier failures",
        "Grade C: an assumption, not a measured value",
        "Now 0 %",
        f"0 % → {WRITE.count(row.bar.low_result)}",
        f"100 % → {WRITE.count(row.bar.high_result)}",
        f"Swing {WRITE.count(row.bar.swing)}",
    ]


def test_bars_have_the_bands_of_their_change(board: Board) -> None:
    chart, frame, case = chart_of(board), matters_frame("firm:kt"), opening_case()
    board.display(frame)
    assert "90 %" not in chart.legend.text()
    bands = swing_bands(case, case.status_quo, frame.outcome.join_probability, {}, most=400)
    board.display(replace(frame, swing_bands=bands))
    assert "thin line: 90 % band of the change" in chart.legend.text()
    row = next(row for row in chart.series.rows if row.factor.id == "fresh_start")
    change, span = bands.at("firm:kt", row.factor, 1.0), row.spans[1]
    assert row.spans[0] is None, "it stands at its low end"
    assert change is not None
    assert span is not None
    assert span == change
    text = WRITE.between(*(WRITE.points_short(edge) for edge in span))
    at = chart.series.rows.index(row)
    assert f"(90 % band of the change {text})" in chart.view.tip(at, QPointF())
    assert chart.rows()[1 + at][-2:] == ["", text]
    chart.view.show_row(at)
    picture, x = chart.view.viewport().grab().toImage(), round(chart.view.x_of(chart.series.now + sum(span) / 2))
    heights = range(chart.view.top(at), chart.view.top(at) + chart.view.pitch)
    assert theme.LIGHT.band in [picture.pixelColor(x, y).name() for y in heights]
    assert chart.series.span[1] <= 1.0, "no chance is drawn beyond certainty"
    other = replace(bands, scenario=case.status_quo.with_lever("seats", 2))
    board.display(replace(frame, swing_bands=other))
    assert not chart.series.banded, "bands of another policy are not drawn"


def test_names_give_way_and_nothing_is_clipped(board: Board) -> None:
    chart = chart_of(board)
    chart.bar.assumptions.click()
    board.resize(560, 760)
    QApplication.processEvents()
    view = chart.view
    assert len(view._shown_names) == len(chart.series.rows)
    assert any(name.endswith("…") for name in view._shown_names)
    right = view.plot.right() + sum(view._columns_px)
    assert right <= view.viewport().width()
    long = max(chart.series.rows, key=lambda row: len(row.name))
    assert view.tip(chart.series.rows.index(long), QPointF()).startswith(long.name)


def test_the_shield_hides_names_and_what_would_tell_them(board: Board) -> None:
    board.display(matters_frame("firm:kt", shield=True))
    chart = chart_of(board)
    chart.bar.assumptions.click()
    case = opening_case()
    text = "\n".join("\t".join(line) for line in chart.rows()) + chart.reading.text() + chart.bar.measure.currentText()
    assert giveaways(case).search(text) is None
    assert "Firm G: " in text
    cells = [row.factor.cell for row in chart.series.rows if row.factor.cell]
    assert not [cell for cell in cells if cell[2] in TELLING_COLUMNS or cell[0] == "events"]
    assert chart.series.hidden > 0


def test_another_policy_dims_the_bars_until_they_are_computed(board: Board) -> None:
    chart = chart_of(board)
    assert not chart.view.stale
    moved = frame_of(Document.new(opening_case()).with_lever("losers_named", 0.2))
    board.display(replace(moved, lever_swings=answers()[0], busy=frozenset({"matters"})))
    assert chart.view.stale
    board.display(replace(moved, busy=frozenset({"matters"})))
    assert chart.reading.text() == "Expected joiners · computing…"
    assert len(chart.rows()) == 1


def test_shares_of_variance_run_behind_and_can_be_cancelled(
    board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = chart_of(board)
    board.display(matters_frame("firm:kt"))
    chart.bar.assumptions.click()
    QTest.mouseClick(chart.bar.sobol, Qt.MouseButton.LeftButton)
    assert chart.bar.progress.isVisible()
    assert not chart.view.shares
    QTest.mouseClick(chart.bar.stop, Qt.MouseButton.LeftButton)
    assert not chart.bar.progress.isVisible()
    assert not chart.bar.shares
    monkeypatch.setattr("gui.charts.matters_lane.assumption_indices", partial(assumption_indices, samples=32))
    QTest.mouseClick(chart.bar.sobol, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: chart.view.shares)
    assert not chart.bar.progress.isVisible()
    totals = [row.index.total for row in chart.series.rows if row.index is not None]
    assert totals == sorted(totals, reverse=True)
    assert np.isclose(chart.view.x_of(0.0), chart.view.plot.left() + 0.05 / 1.1 * chart.view.plot.width(), atol=1)
    assert chart.rows()[0][-1] == "Total"
    rest = next(at for at, row in enumerate(chart.series.rows) if row.name.startswith("All others ("))
    assert chart.view.columns[0].texts[rest] == ""
    assert "vary together" in chart.view.tip(rest, QPointF())
    with qtbot.assertNotEmitted(chart.input_chosen):
        click(chart, rest)
    assert "48 with a share each" in chart.reading.text()
    board.display(matters_frame("firm:kakao"))  # the run was for another figure
    assert not chart.view.shares
    QTest.mouseClick(chart.bar.sobol, Qt.MouseButton.LeftButton)
    board.display(matters_frame("firm:kt"))  # a run that nobody waits for ends
    assert not chart.bar.progress.isVisible()


def test_it_is_computed_only_while_in_sight_and_follows_the_selected_firm(qtbot: QtBot, english: Language) -> None:
    assert english.current == "en"
    session = Session(opening_case(), tuple(row for row in REFINEMENTS if row.id in {"matters", "assumptions"}))
    session.start()
    first = settle(qtbot, session)
    assert first.lever_swings is None
    assert first.assumption_swings is None
    session.set_views(frozenset({"matters"}))
    found = settle(qtbot, session)
    assert found.lever_swings is not None
    assert found.assumption_swings is None
    session.set_views(frozenset({"matters", ASSUMPTIONS}))
    assert settle(qtbot, session).assumption_swings is not None
    assert found.measure == "expected_joiners"
    session.set_measure("public_cost_bn")
    assert settle(qtbot, session).measure == "public_cost_bn"
    session.select_firm("kt")
    assert settle(qtbot, session).measure == "firm:kt"
    session.set_measure("firm:kakao")
    again = settle(qtbot, session)
    assert (again.measure, again.selected) == ("firm:kakao", "kakao")
    session.select_firm(None)
    assert settle(qtbot, session).measure == "expected_joiners"
    assert not session.modified
    session.set_lever("losers_named", 0.2, 1)
    session.release_lever()
    moved = settle(qtbot, session)
    assert moved.lever_swings is not None
    assert moved.lever_swings.is_of(moved.scenario)
    session.choose_call("2025-open")
    session.select_firm("kt")
    assert settle(qtbot, session).measure == "firm:kt"
    session.close()


def test_the_evidence_ranks_every_input_by_the_same_answer(qtbot: QtBot, english: Language) -> None:
    assert english.current == "en"
    dock = EvidenceDock()
    qtbot.addWidget(dock)
    dock.show()
    bare = replace(matters_frame("firm:kt"), assumption_swings=None)
    dock.show_frame(bare)
    rows = range(dock.table.rowCount())
    assert {dock.table.index(row, RANK).data() for row in rows} == {""}
    dock.show_frame(matters_frame("firm:kt"))
    bars = answers()[1].tornado("firm:kt").bars
    ranks = {bar.factor.cell: bar.rank for bar in bars}
    shown = {dock.table.index(row, 0).data(ROW_ROLE).row.key: dock.table.index(row, RANK).data() for row in rows}
    for cell, rank in ranks.items():
        assert shown[cell] == (str(rank) if rank else "–")
    lever = next(bar for bar in bars if bar.factor.cell and bar.factor.cell[0] == "levers" and bar.rank)
    assert lever.factor.cell is not None
    assert shown["calls", "2026-additional", lever.factor.cell[1]] == str(lever.rank)
    dock.view.sortByColumn(RANK, Qt.SortOrder.AscendingOrder)
    first = [dock.filter.index(row, RANK).data() for row in range(12)]
    assert first == [str(rank) for rank in range(1, 13)]
    dock.show_frame(matters_frame("expected_joiners"))
    top = dock.filter.index(0, 0).data(ROW_ROLE).row.key
    assert top == answers()[1].tornado("expected_joiners").bars[0].factor.cell
    moved = frame_of(Document.new(opening_case()).with_lever("losers_named", 0.2))
    dock.show_frame(replace(moved, assumption_swings=answers()[1]))  # not of this policy
    assert dock.table.index(0, RANK).data() == ""


def test_the_window_takes_a_click_to_the_lever_and_to_the_evidence(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    turnout = Application(dressed, places(tmp_path), Answers())
    window = turnout.open_window()
    window.board.look_at("matters")
    settle(qtbot, window.session)
    chart = chart_of(window.board)
    click(chart, 3)
    assert settle(qtbot, window.session).lever == chart.series.rows[3].factor.id
    window.resize(1440, 1100)
    window.evidence.show()
    found = settle(qtbot, window.session)
    assert found.assumption_swings is not None, "the open evidence asks for the ranks"
    chart.bar.assumptions.click()
    settle(qtbot, window.session)
    click(chart, 0)
    chosen = window.evidence.chosen()
    assert chosen is not None
    assert chosen.row.key == chart.series.rows[0].factor.cell
    turnout.close()

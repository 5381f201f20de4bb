"""The bands of every second view: drawn where the model puts them, said in tooltips, tables and to screen readers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from gui import theme
from gui.charts.board import Board
from gui.charts.compare import CompareChart
from gui.charts.stages import StagesChart
from gui.charts.tipping import TippingChart
from gui.charts.turnout import TurnoutChart
from gui.frame import Frame
from gui.headline import Tiles
from gui.language import Language
from gui.levers.panel import LeverPanel
from gui.numbers import Numbers
from gui.refinements import REFINEMENTS
from gui.session import Session
from model.bands import bands
from model.changes import between, changes
from model.document import Document
from model.outcome import COMPONENTS, Bands
from model.questions.flip_bands import flip_band
from model.questions.flips import curves
from model.questions.lever_bands import LeverBands, lever_bands
from model.solve import solve
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import settle

PERCENT = Numbers("en").percent


@cache
def known() -> tuple[Bands, LeverBands]:
    """Bands of the status quo, few draws along a lever."""
    case = opening_case()
    outcome = frame_of(Document.new(case)).outcome
    return bands(case, case.status_quo), lever_bands(case, case.status_quo, "losers_named", outcome, 300)


def banded() -> Frame:
    frame = frame_of(Document.new(opening_case()))
    found, along = known()
    curve = curves(frame.case, frame.scenario, frame.outcome, ["losers_named"])
    return replace(
        frame, bands=found, lever_bands=along, lever="losers_named", curves=curve, selected="kt", language="en"
    )


@pytest.fixture
def board(qtbot: QtBot, english: Language) -> Board:
    assert english.current == "en"
    made = Board()
    qtbot.addWidget(made)
    made.resize(815, 820)
    made.set_theme(theme.LIGHT)
    made.display(banded())
    made.show()
    return made


def both(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    low90, low50, high50, high90 = (PERCENT(float(value)) for value in values)
    return f"(50 % {low50} – {high50}, 90 % {low90} – {high90})"


def test_stages_say_both_bands_of_both_chances(board: Board) -> None:
    board.look_at("stages")
    chart, frame = board.chart("stages"), banded()
    assert isinstance(chart, StagesChart)
    row = frame.outcome.index("kt")
    tip = chart.view.tip(chart.view.incumbents + chart.view.series.firms.ids.index("kt"), QPointF())
    for figure in ("there_probability", "stage_probability"):
        for stage in range(len(frame.outcome.stage_probability)):
            assert both(known()[0].figures[figure][1:, stage, row]) in tip
    assert tip.replace("\n", ". ") == chart.view.accessibleDescription()
    old = chart.view.tip(0, QPointF())
    assert both(known()[0].figures["incumbent_stage_probability"][1:, -1, 0]) in old
    table = chart.rows()
    assert len(table[0]) == len(table[1]) == 1 + 3 * (4 + 3)
    assert "Final, 90 % band" in table[0]


def test_turnout_draws_and_says_the_band_of_every_column(board: Board) -> None:
    board.look_at("turnout")
    chart, found = board.chart("turnout"), known()[0]
    assert isinstance(chart, TurnoutChart)
    _, tops = chart._whiskers[0].getData()
    np.testing.assert_allclose(tops[1::2], found.figures["joiner_probability"][4])
    for least in range(len(found.mean) + 1):
        chart.read_at(least)
        said = chart.canvas.accessibleDescription()
        assert both(found.figures["at_least_probability"][1:, least]) in said
        assert both(found.figures["joiner_probability"][1:, least]) in said
        assert both(found.figures["joiner_probability"][1:, least]) in chart.canvas.toolTip()
    low50, high50 = (PERCENT(float(found.figures["joiner_probability"][edge, 5])) for edge in (2, 3))
    assert f"{low50} – {high50}" in chart.rows()[6]


def test_tipping_points_fill_the_bands_of_the_selected_firm(board: Board) -> None:
    board.look_at("tipping")
    chart, frame = board.chart("tipping"), banded()
    assert isinstance(chart, TippingChart)
    row = frame.outcome.index("kt")
    assert [fill.isVisible() for fill in chart.bands.fills[0]] == [True, True]
    np.testing.assert_allclose(chart.bands._edges[0][3].getData()[1], known()[1].joining[4, :, row])
    now = np.stack([getattr(known()[0], name) for name in ("low90", "low50", "high50", "high90")])[:, row]
    assert both(now) in chart.reading.text()
    heads = [line[0] for line in chart.rows()]
    assert "KT, 50 % band" in heads
    board.display(replace(frame, lever="gpus_per_team"))
    assert not any(fill.isVisible() for fill in chart.bands.fills[0]), "bands of another lever are none"


def test_a_flip_mark_says_how_far_it_is_known(board: Board, qtbot: QtBot) -> None:
    frame = banded()
    flips = frame.curves["losers_named"].flips
    flip = next(one for one in flips if one.firm_id == "kt")
    frame = replace(frame, flips={"losers_named": flips})
    found = flip_band(known()[1], frame.case.lever("losers_named"), 1.0, frame.outcome.index("kt"), flip)
    assert found is not None
    share = Numbers("en").percent_bar(found.share)
    panel = LeverPanel()
    qtbot.addWidget(panel)
    panel.show_frame(frame)
    mark = next(mark for mark in panel.rows["losers_named"].control.flips if mark.firm_id == "kt")
    assert f"in {share} of the draws" in mark.tip
    board.look_at("tipping")
    board.display(frame)
    chart = board.chart("tipping")
    assert isinstance(chart, TippingChart)
    assert f"in {share} of the draws" in chart.canvas.toolTip()
    assert f"in {share} of the draws" in chart.reading.text()
    board.display(replace(frame, lever="gpus_per_team"))
    assert "of the draws" not in chart.canvas.toolTip(), "the draws are along another lever"
    panel.show_frame(replace(frame, lever_bands=None))
    assert "of the draws" not in panel.rows["losers_named"].control.flips[0].tip


def test_without_draws_nothing_is_said_of_bands(board: Board) -> None:
    bare = replace(banded(), bands=None, lever_bands=None)
    for name in ("stages", "turnout", "tipping"):
        board.look_at(name)
        board.display(bare)
        assert not any("band" in cell for line in board.chart(name).rows() for cell in line)


def test_the_legend_of_why_names_bands_only_of_a_case_that_is_fitted(board: Board) -> None:
    board.look_at("why")
    legend = board.why.legend
    assert "bands" in legend.accessibleName()
    board.display(frame_of(Document.new(opening_case().with_draws(None))))
    assert "bands" not in legend.accessibleName()
    board.display(banded())
    assert "bands" in legend.accessibleName()


def test_bands_come_for_many_seats_too_and_say_of_how_many_draws(qtbot: QtBot) -> None:
    wanted = tuple(row for row in REFINEMENTS if row.id == "bands")
    session = Session(opening_case(), wanted)
    session.start()
    session.set_lever("seats", 4, 1)
    session.release_lever()
    frame = settle(qtbot, session)
    assert frame.scenario.value("seats") == 4
    assert frame.bands is not None
    assert 16 <= frame.bands.draws < 400
    session.close()


def test_bands_along_the_lever_follow_the_lever_in_focus(qtbot: QtBot) -> None:
    wanted = tuple(row for row in REFINEMENTS if row.id == "lever_bands")
    session = Session(opening_case(), wanted)
    session.set_views(frozenset({"tipping"}))
    session.start()
    for lever_id in ("lessors_eligible", "sealed_applications"):
        session.focus_lever(lever_id)
        found = settle(qtbot, session).lever_bands
        assert found is not None
        assert found.lever_id == lever_id
    session.close()


def test_why_says_both_bands_and_what_is_assumed(board: Board) -> None:
    board.look_at("why")
    view, frame, money = board.why.view, banded(), Numbers("en").money
    row, source = view.firms.ids.index("kt"), frame.outcome.index("kt")
    stigma = COMPONENTS.index("stigma")
    centre = float(view.series.starts[row, stigma] + view.series.ends[row, stigma]) / 2
    tip = view.tip(row, QPointF(view.x_of(centre), view.middle(row)))
    for figure in (
        known()[0].figures["components_bn"][1:, source, stigma],
        known()[0].figures["payoff_bn"][1:, source],
    ):
        low90, low50, high50, high90 = (money(float(value)) for value in figure)
        assert f"(50 % {low50} – {high50}, 90 % {low90} – {high90})" in tip
    assert "▨ Rests on assumptions (C): " in tip
    assert "Brand at stake" in tip
    assert view.bands is not None
    np.testing.assert_allclose(view.bands[:, row], known()[0].figures["payoff_bn"][1:, source])
    assert len(board.why.rows()[0]) == len(board.why.rows()[1]) == 1 + 3 * 12
    assert "half or more of its inputs are assumptions" in board.why.legend.accessibleName()


def test_what_rests_on_assumptions_is_hatched_and_nothing_else(board: Board) -> None:
    """Along a bar that is not hatched the colour is the component's own; along a hatched one it changes."""
    board.look_at("why")
    board.display(replace(banded(), bands=None))
    view = board.why.view
    image = view.viewport().grab().toImage()
    row = view.firms.ids.index("kt")
    y = int(view.middle(row)) - 4
    for component, hatched in (("support", False), ("duty", True)):
        column = COMPONENTS.index(component)
        assert bool(view.weak[row, column]) is hatched
        first, last = (int(view.x_of(float(edge[row, column]))) for edge in (view.series.starts, view.series.ends))
        colours = {image.pixelColor(x, y).rgb() for x in range(first + 2, last - 2)}
        assert (len(colours) > 1) is hatched


def test_a_tile_says_both_bands_and_on_how_many_assumptions_it_rests(board: Board) -> None:
    tip = board.tiles.tiles["public_cost_bn"].toolTip()
    low90, low50, high50, high90 = (Numbers("en").money(value) for value in known()[0].headline["public_cost_bn"][1:])
    assert f"(50 % {low50} – {high50}, 90 % {low90} – {high90})" in tip
    assert "inputs that are assumptions (C)" in tip


def test_who_joins_says_the_bands_of_selection_and_of_the_final_too(board: Board) -> None:
    view, source = board.joins.view, banded().outcome.index("kt")
    tip = view.tip(view.firms.ids.index("kt"), QPointF())
    for figure in ("selection_probability", "final_probability"):
        assert both(known()[0].figures[figure][1:, source]) in tip
    table = board.joins.rows()
    assert len(table[0]) == len(table[1]) == 7 + 6
    assert table[0][-1] == "Final team if it joins, 90 % band"


def test_changes_from_the_baseline_say_their_bands(board: Board) -> None:
    case = opening_case()
    document = Document.new(case)
    frame = frame_of(document.with_working(document.working.with_lever("losers_named", 0.2)))
    found = changes(case, frame.baseline, frame.outcome)
    assert found is not None
    moved = replace(frame, bands=known()[0], changes=found, language="en")
    board.display(moved)
    chart, points, row = board.joins, Numbers("en").points, frame.outcome.index("kt")
    at = chart.view.firms.ids.index("kt")
    low90, low50, high50, high90 = (points(float(edge)) for edge in found.join[:, row])
    text = f"(50 % {low50} – {high50}, 90 % {low90} – {high90})"
    assert f"{points(float(chart.view.series.change[at]))} {text}" in chart.view.tip(at, QPointF())
    table = chart.rows()
    assert table[0][-2:] == ["Change, 50 % band", "Change, 90 % band"]
    assert table[1 + at][-2:] == [f"{low50} – {high50}", f"{low90} – {high90}"]
    tiles = Tiles()
    tiles.show_frame(moved)
    count = [Numbers("en").number(float(edge), 2, signed=True) for edge in found.headline["expected_joiners"]]
    assert f"90 % {count[0]} – {count[3]}" in tiles.tiles["expected_joiners"].words.exact
    tiles.deleteLater()
    board.display(replace(moved, changes=None))
    assert "Change since" not in chart.view.tip(at, QPointF())


def test_compare_says_the_bands_of_changes(board: Board) -> None:
    case = opening_case()
    document = Document.new(case).with_working(case.status_quo.with_lever("losers_named", 0.2)).kept_as_new("Quiet")
    frame = frame_of(document)
    each = {row: bands(case, card) for row, card in enumerate(document.scenarios)}
    cards = {row: solve(case, card) for row, card in enumerate(document.scenarios)}
    board.look_at("compare")
    board.display(replace(frame, scenario_bands=each, thumbnails=cards, language="en"))
    chart = board.chart("compare")
    assert isinstance(chart, CompareChart)
    table = chart.rows()
    expected = between(each[0], each[len(each) - 1])
    assert expected is not None
    edges = expected.headline["expected_joiners"]
    text = " – ".join(Numbers("en").number(float(edge), 1, signed=True) for edge in (edges[0], edges[-1]))
    line = next(row for row in table if row[0] == "Expected joiners (90 %)")
    assert line[-1] == text
    assert f"(90 % band {text})" in chart.model.sheet.cells[0][-1].text

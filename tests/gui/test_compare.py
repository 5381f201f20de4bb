"""Compare: figures are the model's own, changes are against each baseline, and the whole table can be copied."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from gui.charts.board import Board
from gui.charts.compare import CompareChart
from gui.charts.compare_series import WORKING, comparison
from gui.frame import Frame
from gui.language import Language
from gui.numbers import Numbers
from model.bands import bands
from model.document import Document
from model.outcome import HEADLINES
from tests.gui.boards import board_at
from tests.gui.frames import frame_of, opening_case, solved

BOARD_PX = 650  # of a window 1280 wide
WRITE = Numbers("en", "KRW")


def several(*, shield: bool = False) -> Frame:
    """Return four cards (the status quo twice, with fewer names, for KT) and an edited working copy."""
    document = Document.new(opening_case())
    document = document.with_lever("losers_named", 0.2).kept_as_new("Quiet")
    document = document.with_lever("fresh_start", 0.6).kept_as_new("For KT")
    document = document.with_lever("gpus_per_team", 1536)
    return frame_of(document, shield=shield)


@pytest.fixture
def board(qtbot: QtBot, english: Language) -> Board:
    assert english.current == "en"
    return board_at(qtbot, "compare", several())


def chart_of(board: Board) -> CompareChart:
    chart = board.chart("compare")
    assert isinstance(chart, CompareChart)
    return chart


def columns(chart: CompareChart) -> tuple[str, ...]:
    return chart.model.sheet.columns


def baselines(chart: CompareChart) -> tuple[int, ...]:
    return chart.model.sheet.baselines


def click_heading(chart: CompareChart, column: int) -> None:
    header = chart.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_every_figure_is_the_models_own_in_its_unit(board: Board) -> None:
    chart, frame = chart_of(board), several()
    QAbstractItemModelTester(chart.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sheet = chart.model.sheet
    assert sheet.columns == ("Status quo", "For KT — edited", "Scenario 1", "Quiet", "For KT")
    assert sheet.baselines == (0,)
    cells = dict(zip(sheet.rows, sheet.cells, strict=True))
    headline, base = solved(frame.scenario).headline, frame.baseline.headline
    cost = cells["Public cost"][1]
    assert cost.value == WRITE.money(headline["public_cost_bn"])
    assert cost.changes[0][0] == WRITE.money(headline["public_cost_bn"] - base["public_cost_bn"], signed=True)
    assert cells["Expected joiners"][2].changes == (), "the same scenario under another name has no change"
    assert [row for row in sheet.rows if "GPU" in row] == ["GPUs per team (B200)"], "only levers that differ"
    assert cells["GPUs per team (B200)"][1].value == "1,536"
    kt = cells["KT"][1]
    assert kt.chance == float(frame.outcome.join_probability[frame.outcome.index("kt")])
    assert kt.marks == (float(frame.baseline.join_probability[frame.baseline.index("kt")]),)
    chart.table.viewport().grab()


def test_changes_are_against_every_baseline_that_is_clicked(board: Board) -> None:
    chart = chart_of(board)
    click_heading(chart, 3)
    assert baselines(chart) == (0, 3)
    found = chart.found
    assert found is not None
    joiners = found.entries[0].values
    cell = chart.model.sheet.cells[0][4]
    assert [text for text, _ in cell.changes] == [
        WRITE.number(float(joiners[4] or 0) - float(joiners[base] or 0), 1, signed=True) for base in (0, 3)
    ]
    assert chart.model.sheet.cells[0][3].changes == (), "a baseline is compared with nothing"
    click_heading(chart, 0)
    assert baselines(chart) == (3,)
    click_heading(chart, 3)
    assert baselines(chart) == (3,), "the last one stays"


def test_changes_from_several_baselines_are_seen_in_narrow_columns(board: Board) -> None:
    chart = chart_of(board)
    single = [max(cell.height for cell in cells) for cells in chart.model.sheet.cells]
    click_heading(chart, 3)
    sheet = chart.model.sheet
    assert "order of their columns" in chart.legend.text()
    row = sheet.rows.index("KT")
    cell = sheet.cells[row][-1]
    assert len(cell.changes) == 2
    assert cell.height > single[row], "a line of their own, whatever the width"
    assert chart.table.rowHeight(row) == cell.height
    index, metrics = chart.model.index(row, 4), QFontMetricsF(chart.painter.small)
    wide = metrics.horizontalAdvance(" · ".join(text.removesuffix("%p") for text, _ in cell.changes))
    assert wide < chart.table.visualRect(index).width() - 16


def test_three_columns_need_no_scrolling_sideways_in_a_small_window(board: Board) -> None:
    chart = chart_of(board)
    for action in chart.menu.actions()[:2]:
        action.trigger()
    assert len(columns(chart)) == 3
    board.resize(BOARD_PX, 640)
    board.tabs.grab()
    assert chart.table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("row", [0, 3])
def test_what_is_edited_stands_beside_the_baseline_and_in_sight_in_a_small_window(board: Board, row: int) -> None:
    document = several().document
    board.display(frame_of(document.with_baseline(row)))
    chart = chart_of(board)
    others = [name for name in document.names if name != document.names[row]]
    assert columns(chart) == (document.names[row], "For KT — edited", *others)
    assert baselines(chart) == (0,)
    board.resize(BOARD_PX, 640)
    board.tabs.grab()
    table = chart.table
    assert table.horizontalScrollBar().maximum() > 0
    assert table.viewport().rect().contains(table.visualRect(chart.model.index(0, 1)))
    assert [action.data() for action in chart.menu.actions()] == [*document.names, WORKING]


def test_ticks_leave_scenarios_out_and_take_them_back(board: Board) -> None:
    chart = chart_of(board)
    actions = {action.data(): action for action in chart.menu.actions()}
    assert list(actions) == ["Status quo", "Scenario 1", "Quiet", "For KT", WORKING]
    actions["Scenario 1"].trigger()
    actions["Status quo"].trigger()
    assert columns(chart) == ("Quiet", "For KT — edited", "For KT")
    assert baselines(chart) == (0,)
    board.display(several())
    assert len(columns(chart)) == 3, "what is left out stays out"
    next(action for action in chart.menu.actions() if action.data() == "Status quo").trigger()
    assert columns(chart)[0] == "Status quo"
    for action in list(chart.menu.actions()):
        if action.isChecked():
            action.trigger()
    assert columns(chart) == ("Status quo",), "at least the baseline is shown"


def test_the_table_is_copied_with_units_and_changes(board: Board) -> None:
    chart = chart_of(board)
    QTest.mouseClick(chart.copy, Qt.MouseButton.LeftButton)
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert {len(row) for row in copied} == {1 + 5 + 4}
    assert copied[0][6] == "For KT — edited: change from Status quo"
    cost = next(row for row in copied if row[0] == "Public cost")
    assert cost[1].startswith("₩")
    assert cost[6].startswith("+₩")
    QGuiApplication.clipboard().clear()
    chart.table.setFocus()
    QTest.keyClick(chart.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t") == copied[0]


def test_bands_stand_under_the_figures_once_they_are_known(board: Board) -> None:
    frame = several()
    known = bands(frame.case, frame.document.scenarios[2])
    board.display(replace(frame, scenario_bands={2: known}))
    cell = chart_of(board).model.sheet.cells[0][3]
    low, high = known.headline["expected_joiners"][1], known.headline["expected_joiners"][4]
    assert cell.band == f"{WRITE.count(low)} – {WRITE.count(high)}"
    firm = next(entry for entry in comparison(several()).entries if entry.id == "kt")
    assert firm.bands[3] is None
    row = [entry.id for entry in comparison(frame).entries].index("kt")
    at = frame.outcome.index("kt")
    assert chart_of(board).model.sheet.cells[row][3].reach == (float(known.low90[at]), float(known.high90[at]))
    assert any(line[0] == "Expected joiners (90 %)" for line in chart_of(board).rows())


def test_what_is_not_solved_yet_and_who_was_not_eligible_are_told_apart(board: Board) -> None:
    frame = replace(several(), thumbnails={})
    board.display(frame)
    cells = chart_of(board).model.sheet.cells
    assert cells[0][0].value == "…"
    assert cells[0][1].value != "…"
    assert cells[0][-1].value == "…"
    document = several().document.with_working(opening_case().scenario_for("2025-open")).kept_as_new("First call")
    other = comparison(frame_of(document.opened_at(0)))
    kakao = next(entry for entry in other.entries if entry.id == "konan")
    assert len(kakao.values) == len(document.scenarios)
    assert len(other.entries) >= len(HEADLINES)


def test_one_scenario_and_ten_both_fit_and_names_under_the_shield_do_not_show(board: Board) -> None:
    document = Document.new(opening_case())
    board.display(frame_of(document))
    chart = chart_of(board)
    chart.table.grab()
    for number in range(8):
        document = document.with_lever("second_track", 0.5 * (number + 1)).kept_as_new(f"KT and Naver {number}")
    board.display(frame_of(document, shield=True))
    assert len(chart.model.sheet.columns) == 10
    header = chart.table.horizontalHeader()
    assert min(header.sectionSize(column) for column in range(10)) >= 130
    assert chart.table.horizontalScrollBar().maximum() > 0
    told = " ".join(cell for row in chart.rows() for cell in row)
    assert "KT" not in told
    assert "Naver" not in told

"""The charts under real clicks and keys: what they show is what the model says, they ask for what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.charts.axis import LiveAxis, nice_step
from gui.charts.board import Board
from gui.charts.rows import RowsView
from gui.charts.sentenceroom import marked
from gui.charts.series import NO_ROW, Firms, WhySeries, why_series
from gui.charts.why import wanted_axis
from gui.charts.words import named_ids
from gui.frame import Frame, Sentence
from gui.language import Language
from gui.numbers import Numbers
from model.document import Document
from model.outcome import COMPONENTS, HEADLINES, Bands, Outcome
from tests.gui.frames import frame_of, opening_case


def moved() -> Document:
    return Document.new(opening_case()).with_lever("losers_named", 0.2).with_lever("gpus_per_team", 1536)


def banded(frame: Frame) -> Frame:
    p = np.array(frame.outcome.join_probability)
    low, high = np.clip(p - 0.2, 0, 1), np.clip(p + 0.2, 0, 1)
    return replace(frame, bands=Bands(9, p, low, (low + p) / 2, (high + p) / 2, high, headline={}))


def many(frame: Frame, copies: int) -> Frame:
    """Return a frame of so many times as many firms."""

    def grown(outcome: Outcome) -> Outcome:
        ids = tuple(f"{firm}-{k}" for k in range(copies) for firm in outcome.firm_ids)
        return replace(
            outcome,
            firm_ids=ids,
            names_en=outcome.names_en * copies,
            names_ko=outcome.names_ko * copies,
            components_bn=np.tile(outcome.components_bn, (copies, 1)),
            stage_probability=np.tile(outcome.stage_probability, (1, copies)),
            join_probability=np.tile(outcome.join_probability, copies),
            selection_probability=np.tile(outcome.selection_probability, copies),
            final_probability=np.tile(outcome.final_probability, copies),
        )

    return replace(
        frame,
        outcome=grown(frame.outcome),
        baseline=grown(frame.baseline),
        decisions=frame.decisions * copies,
        names=frame.names * copies,
        short_names=frame.short_names * copies,
    )


@pytest.fixture
def board(qtbot: QtBot, english: Language) -> Iterator[Board]:
    assert english.current == "en"
    made = Board()
    qtbot.addWidget(made)
    made.resize(815, 820)
    made.set_theme(theme.LIGHT)
    made.display(frame_of(moved()))
    made.show()
    yield made
    QApplication.clipboard().clear()


def click(view: RowsView, row: int) -> None:
    place = QPoint(view.plot.center().x(), int(view.middle(row)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_texts_of_who_joins_are_the_models_numbers(board: Board) -> None:
    frame, write = frame_of(moved()), Numbers("en")
    values, changes = board.joins.view.columns
    for row, source in enumerate(frame.order):
        p, base = frame.outcome.join_probability[source], frame.baseline.join_probability[source]
        assert board.joins.view.firms.names[row] == frame.names[source]
        assert values.texts[row] == write.percent_bar(p)
        assert changes.texts[row] == write.points_short(p - base)
        assert board.joins.rows()[row + 1][1] == write.percent(p)


def test_bars_end_where_the_probability_stands_on_the_axis(board: Board) -> None:
    view = board.joins.view
    image = view.viewport().grab().toImage()
    on, off = theme.LIGHT.color("bar_on"), theme.LIGHT.color("bar_off")
    for row, chance in enumerate(view.series.join):
        y = int(view.middle(row)) - 3
        inked = [x for x in range(view.plot.left(), view.plot.right()) if image.pixelColor(x, y) in (on, off)]
        assert max(inked) == pytest.approx(view.x_of(float(chance)), abs=3)
        assert image.pixelColor(inked[len(inked) // 2], y) == (on if chance >= 0.5 else off)


@pytest.mark.parametrize("chart", ["joins", "why"])
def test_a_click_selects_the_firm_and_a_click_beside_none(board: Board, qtbot: QtBot, chart: str) -> None:
    view = board.joins.view if chart == "joins" else board.why.view
    firm = view.firms.ids[4]
    with qtbot.waitSignal(board.firm_selected) as asked:
        click(view, 4)
    assert asked.args == [firm]
    board.display(replace(frame_of(moved()), selected=firm))
    assert view.firms.selected == 4
    with qtbot.waitSignal(board.firm_selected) as asked:
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(view.plot.center().x(), view.viewport().height() - 3),
        )
    assert asked.args == [None]


@pytest.mark.parametrize(
    ("selected", "key", "expected"),
    [
        (3, Qt.Key.Key_Down, 4),
        (3, Qt.Key.Key_Up, 2),
        (0, Qt.Key.Key_Up, 0),
        (NO_ROW, Qt.Key.Key_Down, 0),
        (NO_ROW, Qt.Key.Key_Up, 12),
        (3, Qt.Key.Key_Home, 0),
        (3, Qt.Key.Key_End, 12),
        (3, Qt.Key.Key_Escape, NO_ROW),
    ],
)
def test_keys_walk_through_the_firms(board: Board, qtbot: QtBot, selected: int, key: Qt.Key, expected: int) -> None:
    ids = board.joins.view.firms.ids
    chosen = None if selected == NO_ROW else ids[selected]
    board.display(replace(frame_of(moved()), selected=chosen))
    board.joins.view.setFocus()
    with qtbot.waitSignal(board.firm_selected) as asked:
        QTest.keyClick(board.joins.view, key)
    assert asked.args == [None if expected == NO_ROW else ids[expected]]


def test_both_charts_keep_one_order(board: Board) -> None:
    assert board.why.view.firms.ids == board.joins.view.firms.ids


def test_the_tooltip_has_one_decimal_and_the_bands(board: Board) -> None:
    frame, write = banded(frame_of(moved())), Numbers("en")
    board.display(frame)
    source = frame.order[2]
    text = board.joins.view.tip(2, QPointF())
    for value in (
        frame.outcome.join_probability[source],
        frame.baseline.join_probability[source],
        frame.outcome.selection_probability[source],
        frame.outcome.final_probability[source],
        *(getattr(frame.bands, edge)[source] for edge in ("low90", "low50", "high50", "high90")),
    ):
        assert write.percent(value) in text


def test_the_caption_names_bands_only_while_they_are_shown(board: Board) -> None:
    caption = board.joins.widget.findChild(QWidget, "chart.joins.caption")
    assert caption is not None
    assert "bands" not in caption.toolTip()
    board.display(banded(frame_of(moved())))
    assert "bands" in caption.toolTip()


@pytest.mark.parametrize(("text", "pin"), [("Pin in", True), ("Pin out", False)])
def test_the_menu_pins_a_firm(board: Board, qtbot: QtBot, text: str, pin: bool) -> None:
    menu = board.joins.menu(1)
    action = next(action for action in menu.actions() if action.text() == text)
    with qtbot.waitSignal(board.pin_asked) as asked:
        action.trigger()
    assert asked.args == [board.joins.view.firms.ids[1], pin]
    menu.deleteLater()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_a_right_click_opens_the_menu_of_that_firm_and_a_pinned_one_can_be_let_go(board: Board, qtbot: QtBot) -> None:
    firm = board.joins.view.firms.ids[5]
    board.display(frame_of(moved().with_pin(firm, True)))
    view = board.joins.view
    row = view.firms.ids.index(firm)
    assert view.firms.pins[row] is True
    place = QPoint(200, int(view.middle(row)))
    asked_for = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), asked_for)
    menu = view.findChild(QMenu, "chart.joins.menu")
    assert menu is not None
    enabled = [action.text() for action in menu.actions() if action.isCheckable() and action.isEnabled()]
    assert enabled == ["Pin out", "Unpin"]
    with qtbot.waitSignal(board.pin_asked) as asked:
        menu.actions()[2].trigger()
    assert asked.args == [firm, None]
    menu.close()


def test_the_order_chooser_asks_for_an_order(board: Board, qtbot: QtBot) -> None:
    chooser = board.joins.widget.findChild(QWidget, "chart.joins.sort")
    assert chooser is not None
    chooser.setFocus()
    with qtbot.waitSignal(board.sort_chosen) as asked:
        QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert asked.args == ["name"]


def test_sixty_firms_scroll_and_stay_readable(board: Board) -> None:
    board.display(many(frame_of(moved()), 5))
    for view in (board.joins.view, board.why.view):
        bar = view.verticalScrollBar()
        assert view.pitch >= 17
        assert bar.maximum() == 65 * view.pitch - view.plot.height()
        middle = QPointF(view.viewport().rect().center())
        turn = QWheelEvent(
            middle,
            view.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), turn)
        assert bar.value() > 0
        assert view.row_at(1) == bar.value() // view.pitch


def test_a_small_window_still_shows_all_thirteen_firms(qtbot: QtBot, english: Language) -> None:
    assert english.current == "en"
    board = Board()
    qtbot.addWidget(board)
    board.resize(680, 620)
    board.show()
    board.display(frame_of(moved()))
    QApplication.processEvents()
    view = board.joins.view
    assert view.verticalScrollBar().maximum() == 0
    assert view.pitch * 13 <= view.plot.height()


def test_net_payoffs_are_the_models_and_signed(board: Board) -> None:
    frame, write = frame_of(moved()), Numbers("en")
    (net,) = board.why.view.columns
    for row, source in enumerate(frame.order):
        assert net.texts[row] == write.money(float(frame.outcome.payoff_bn[source]), signed=True, symbol=False)


def test_hovering_a_piece_names_it(board: Board) -> None:
    view, frame = board.why.view, frame_of(moved())
    row = view.firms.ids.index("kt")
    stigma = COMPONENTS.index("stigma")
    centre = float(view.series.starts[row, stigma] + view.series.ends[row, stigma]) / 2
    assert view.piece_at(row, centre) == "stigma"
    amount = float(frame.outcome.component("stigma")[frame.outcome.index("kt")])
    tip = view.tip(row, QPointF(view.x_of(centre), view.middle(row)))
    assert f"Stigma: {Numbers('en').money(amount, signed=True)}" in tip


def test_the_axis_grows_at_once_and_shrinks_when_the_lever_is_released() -> None:
    axis = LiveAxis()
    axis.follow((-20.0, 10.0, 5.0), dragging=False)
    assert not axis.follow((-10.0, 5.0, 5.0), dragging=True)
    assert (axis.low, axis.high) == (-20.0, 10.0)
    assert axis.follow((-10.0, 50.0, 10.0), dragging=True)
    assert (axis.low, axis.high) == (-20.0, 50.0)
    assert axis.follow((-10.0, 5.0, 5.0), dragging=False)
    assert (axis.low, axis.high) == (-10.0, 5.0)
    assert 0.0 in axis.ticks()


@pytest.mark.parametrize("length", [0.003, 0.9, 4.0, 17.0, 99.0, 12345.0])
def test_steps_are_round_and_few(length: float) -> None:
    step = nice_step(length)
    assert 1.5 <= length / step <= 4.0 + 1e-9
    assert float(f"{step:.2g}") == pytest.approx(step, rel=1e-12)


def whys(reaches: list[float], selected: int) -> WhySeries:
    n = len(reaches)
    components = np.zeros((n, len(COMPONENTS)))
    components[:, 0] = reaches
    ids = tuple(str(k) for k in range(n))
    return WhySeries(Firms(ids, ids, (None,) * n, (None,) * n, selected), components, components.sum(axis=1))


def test_one_huge_firm_does_not_squash_the_rest_but_is_whole_when_selected() -> None:
    reaches = [500.0, 9.0, 8.0, 7.0, 6.0, 3.0]
    _, high, _ = wanted_axis(whys(reaches, NO_ROW))
    assert 9.0 <= high <= 30.0
    _, whole, _ = wanted_axis(whys(reaches, 0))
    assert whole >= 500.0
    _, slightly, _ = wanted_axis(whys([20.0, 9.0, 8.0, 7.0, 6.0, 3.0], NO_ROW))
    assert slightly >= 20.0


def test_a_cut_bar_is_marked(board: Board) -> None:
    frame = frame_of(moved())
    components = np.array(frame.outcome.components_bn)
    components[frame.outcome.index("kt")] *= 40
    board.display(replace(frame, outcome=replace(frame.outcome, components_bn=components)))
    view = board.why.view
    marked = frozenset().union(*view.cut_rows())
    assert view.firms.ids.index("kt") in marked
    assert len(marked) < len(view.firms)


def test_frames_of_a_drag_build_nothing_anew(board: Board) -> None:
    widgets = len(board.findChildren(QWidget))
    frame = frame_of(moved())
    for step in range(20):
        p = np.clip(np.array(frame.outcome.join_probability) * (1 - 0.02 * step), 0, 1)
        board.display(replace(frame, outcome=replace(frame.outcome, join_probability=p), dragging=True))
    assert len(board.findChildren(QWidget)) == widgets


def test_language_switches_at_once(board: Board, english: Language) -> None:
    before = board.why.view.columns[0].texts
    english.use("ko")
    QApplication.processEvents()
    board.display(frame_of(moved(), "ko"))
    assert board.joins.view.firms.names[0] in {firm.name_ko for firm in opening_case().firms}
    assert board.why.view.columns[0].texts != before
    assert all("억" in text or "조" in text for text in board.why.view.columns[0].texts)


def test_the_shield_leaves_no_name_in_any_table(board: Board) -> None:
    board.display(frame_of(moved(), shield=True))
    names = {firm.name_en for firm in opening_case().firms}
    text = " ".join(cell for chart in (board.joins, board.why) for row in chart.rows() for cell in row)
    described = board.joins.view.accessibleDescription() + board.why.view.accessibleDescription()
    assert not [name for name in names if name in text + described]
    assert "Firm A" in text


def test_copy_puts_the_table_on_the_clipboard(board: Board) -> None:
    board.joins.view.setFocus()
    QTest.keyClick(board.joins.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t") for line in lines] == board.joins.rows()


def test_dimmed_while_the_numbers_are_old(board: Board) -> None:
    fresh = board.grab().toImage()
    board.display(replace(frame_of(moved()), stale=True))
    assert board.joins.view.stale
    assert board.why.view.stale
    assert board.grab().toImage() != fresh


def test_the_sentence_stands_under_the_chart_and_leads_to_why(board: Board, qtbot: QtBot) -> None:
    said = Sentence("kt", "KT +52 points: stigma −36.1 bn.", "KT +52%p: 낙인 효과 361억원.")
    board.display(replace(frame_of(moved()), sentence=said))
    assert board.sentence.isVisible()
    with qtbot.waitSignal(board.firm_selected) as asked:
        board.sentence.linkActivated.emit("#why")
    assert asked.args == ["kt"]
    assert board.why.widget.isVisible()


def test_numbers_of_a_sentence_are_links_and_what_leads_is_bold() -> None:
    text, head, links = marked("A & B +52 points: stigma −36.1 bn < 0.")
    assert text[:head] == "A & B +52\u00a0points:"
    found = [text[begin:end] for begin, end in links]
    assert found == ["+52\u00a0points", "−36.1\u00a0bn", "0"], "a unit is not parted from its number"
    assert marked("KT stays.").head == 0
    assert "0\u00a0%\u00a0→\u00a060\u00a0%" in marked("KT +1 point: 0 % → 60 %").text, "a change is not parted either"


def test_a_number_in_a_name_is_no_link() -> None:
    told = marked("Number0 Group +1 point: GPUs per team (B200) 768 → 1,536, ₩17.6 bn at 제1사업단 and 42Maru")
    assert [told.text[begin:end] for begin, end in told.links] == ["+1", "768", "1,536", "₩17.6\u00a0bn"]


def test_a_number_of_the_sentence_is_clicked(board: Board, qtbot: QtBot) -> None:
    said = Sentence("kt", "KT +52 points: stigma −36.1 bn.", "KT +52%p: 낙인 효과 361억원.")
    board.display(replace(frame_of(moved()), sentence=said))
    label, metrics = board.sentence, board.sentence.fontMetrics()
    text = label.text()
    place = QPoint(metrics.horizontalAdvance(text[: text.index("36.1")]) + 20, label.height() // 2)
    with qtbot.waitSignal(board.firm_selected):
        QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.assertNotEmitted(board.firm_selected):
        QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(2, label.height() // 2))


def test_everything_that_is_counted_has_a_name() -> None:
    components, headlines = named_ids()
    assert components == set(COMPONENTS)
    assert headlines == set(HEADLINES)


def test_series_and_view_agree_on_who_is_where(board: Board) -> None:
    series = why_series(frame_of(moved()))
    assert board.why.view.firms.ids == series.firms.ids
    for row in range(len(series.firms)):
        assert board.why.view.row_at(board.why.view.middle(row)) in (row, NO_ROW)

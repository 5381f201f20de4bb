"""Announcements: steps, playing, orders of one's own, and that nothing is computed while nobody looks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui import theme
from gui.charts.announcements import STEP_MS, AnnouncementsChart
from gui.charts.turns import Order, earlier, later, moved_to, step_of, together
from gui.frame import Frame
from gui.language import Language
from gui.numbers import Numbers
from gui.refinements import REFINEMENTS
from gui.session import Session
from model.document import Document, dumps, loads
from model.errors import SolveError
from model.speaking import Announcements, announcements, recorded_order
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import settle

WRITE = Numbers("en")
FIRMS = "abcdef"


@pytest.fixture(scope="module")
def sequence() -> Announcements:
    return announcements(opening_case(), opening_case().status_quo)


@pytest.fixture
def frame(sequence: Announcements) -> Frame:
    return replace(frame_of(Document.new(opening_case())), announcements=sequence)


@pytest.fixture
def chart(qtbot: QtBot, english: Language, frame: Frame) -> AnnouncementsChart:
    assert english.current == "en"
    made = AnnouncementsChart()
    qtbot.addWidget(made.widget)
    made.widget.resize(800, 330)
    made.set_theme(theme.LIGHT)
    made.show(frame)
    made.widget.show()
    return made


# orders


@st.composite
def orders(draw: st.DrawFn) -> Order:
    firms = draw(st.permutations(FIRMS))
    cuts = sorted(draw(st.sets(st.integers(1, len(firms) - 1))))
    groups = zip([0, *cuts], [*cuts, len(firms)], strict=True)
    return tuple((f"2026-01-{place + 1:02d}", tuple(firms[a:b])) for place, (a, b) in enumerate(groups))


@given(orders(), st.sampled_from(FIRMS), st.sampled_from(FIRMS))
def test_every_move_keeps_everybody_and_leaves_no_empty_turn(order: Order, firm: str, other: str) -> None:
    for moved in (earlier(order, firm), later(order, firm), together(order, firm, other)):
        assert sorted(name for _, group in moved for name in group) == sorted(FIRMS)
        assert all(group for _, group in moved)
        rest = [[name for name in group if name != firm] for _, group in moved]
        before = [[name for name in group if name != firm] for _, group in order]
        assert [group for group in rest if group] == [group for group in before if group], "the others stay in order"
    assert step_of(together(order, firm, other), firm) == step_of(together(order, firm, other), other)


@given(orders(), st.sampled_from(FIRMS))
def test_a_move_and_its_opposite_cancel(order: Order, firm: str) -> None:
    groups = [set(group) for _, group in order]
    if earlier(order, firm) != order:
        assert [set(group) for _, group in later(earlier(order, firm), firm)] == groups
    for step in range(len(order)):
        assert firm in order[step][1] or firm in moved_to(order, firm, step)[step_after(order, firm, step)][1]


def step_after(order: Order, firm: str, step: int) -> int:
    """Return where a turn stands once a firm that was alone before it has left its own."""
    left = step_of(order, firm)
    return step - (len(order[left][1]) == 1 and left < step)


# what is shown


def test_cells_are_the_model_s_numbers_in_the_order_of_speaking(
    chart: AnnouncementsChart, sequence: Announcements, frame: Frame
) -> None:
    view = chart.view
    spoken = [firm for group in sequence.groups for firm in group]
    assert list(view.firms.ids) == spoken
    for row, firm in enumerate(spoken):
        source = sequence.firm_ids.index(firm)
        assert [column[row] for column in view.texts] == [
            WRITE.percent_bar(float(value)) for value in sequence.chances[:, source]
        ]
        alone = WRITE.percent_bar(float(frame.outcome.join_probability[frame.outcome.index(firm)]))
        assert view.columns[0].texts[row] == alone, "the simultaneous equilibrium stands beside, unmixed"
    assert view.beliefs == tuple(WRITE.percent_bar(float(value)) for value in sequence.high_worth)
    assert view.headings[:3] == ("Before", "15 Jan", "16 Jan")
    assert view.headings[-1] == "Undated"
    assert view.step == view.series.steps, "all that is on record, until it is played"


def test_the_table_has_a_column_a_step(chart: AnnouncementsChart, sequence: Announcements) -> None:
    table = chart.rows()
    assert table[0][1:3] == ["Before", "15 Jan 2026"]
    assert {len(row) for row in table} == {len(sequence.groups) + 3}
    assert table[-1][1] == WRITE.percent(float(sequence.high_worth[0]))


def test_dates_go_with_the_names_under_the_shield(chart: AnnouncementsChart, sequence: Announcements) -> None:
    chart.show(replace(frame_of(Document.new(opening_case()), shield=True), announcements=sequence))
    text = " ".join(cell for row in chart.rows() for cell in row) + chart.reading.toolTip()
    assert "Jan" not in text
    assert "Naver" not in text
    assert "Step 1" in text


def test_keys_step_and_stop_at_both_ends(chart: AnnouncementsChart) -> None:
    last = chart.view.series.steps
    QTest.keyClick(chart.view, Qt.Key.Key_Right)
    assert chart.view.step == last
    QTest.keyClick(chart.view, Qt.Key.Key_Left)
    assert chart.view.step == last - 1
    assert chart.reading.toolTip().startswith("23 Jan 2026: KT, Konan Technology declined")
    for _ in range(last + 2):
        QTest.keyClick(chart.view, Qt.Key.Key_Left)
    assert chart.view.step == 0
    assert chart.reading.toolTip().startswith("Nobody has spoken yet")


def test_playing_runs_from_the_beginning_and_stops_at_the_end(chart: AnnouncementsChart, qtbot: QtBot) -> None:
    assert chart.timer.interval() == STEP_MS
    chart.timer.setInterval(5)
    QTest.keyClick(chart.view, Qt.Key.Key_Space)
    assert chart.view.step == 0
    assert chart.timer.isActive()
    qtbot.waitUntil(lambda: not chart.timer.isActive())
    assert chart.view.step == chart.view.series.steps
    chart.play()
    chart.widget.hide()
    assert not chart.timer.isActive(), "nothing plays where nobody looks"


def test_a_click_below_the_plot_goes_to_that_step(chart: AnnouncementsChart) -> None:
    view = chart.view
    x = view.plot.left() + int(2.5 * view.plot.width() / len(view.headings))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, view.plot.height() + 8))
    assert view.step == 2


# an order of one's own


def test_a_drag_lets_a_firm_speak_at_another_step(chart: AnnouncementsChart, qtbot: QtBot) -> None:
    view = chart.view
    start = QPoint(view.plot.left() + 5, int(view.middle(0)))
    width = view.plot.width() / len(view.headings)
    goal = QPoint(view.plot.left() + int(3.5 * width), start.y())
    with qtbot.waitSignal(chart.order_asked) as asked:
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view.viewport(), goal)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=goal)
    assert asked.args is not None
    order = asked.args[0]
    assert order == moved_to(view.series.order, "naver-cloud", 2)
    assert step_of(order, "naver-cloud") == step_of(order, "trillion-labs")


def test_the_menu_moves_a_firm_and_goes_back_to_the_record(
    chart: AnnouncementsChart, qtbot: QtBot, frame: Frame
) -> None:
    def entries() -> dict[str, QAction]:
        menu = chart.menu(0)
        qtbot.addWidget(menu)
        return {action.text(): action for action in menu.actions()}

    assert not entries()["Speak earlier"].isEnabled()
    moved = later(chart.view.series.order, "naver-cloud")
    with qtbot.waitSignal(chart.order_asked) as asked:
        entries()["Speak later"].trigger()
    assert asked.args == [moved]
    assert chart.recorded.isHidden()
    found = announcements(opening_case(), opening_case().status_quo, moved)
    chart.show(replace(frame, turns=moved, announcements=found))
    assert chart.recorded.isVisible()
    with qtbot.waitSignal(chart.order_asked) as asked:
        QTest.mouseClick(chart.recorded, Qt.MouseButton.LeftButton)
    assert asked.args == [None]


# where there is nothing, or not yet


def test_what_cannot_be_solved_is_said(chart: AnnouncementsChart, frame: Frame) -> None:
    case = opening_case()
    with pytest.raises(SolveError) as fault:
        announcements(case, case.scenario_for("2025-open"))
    chart.show(replace(frame, announcements=fault.value))
    assert chart.message.isVisible()
    assert "14" in chart.message.text()
    chart.show(frame)
    assert not chart.message.isVisible()


def test_the_last_sequence_stands_dimmed_while_a_new_one_is_computed(chart: AnnouncementsChart, frame: Frame) -> None:
    texts = chart.view.texts
    chart.show(replace(frame, announcements=None, busy=frozenset({"announcements"})))
    assert chart.view.stale
    assert chart.view.texts == texts
    chart.show(frame)
    assert not chart.view.stale


def test_it_is_computed_only_while_it_is_in_sight(qtbot: QtBot, english: Language) -> None:
    assert english.current == "en"
    only = tuple(row for row in REFINEMENTS if row.id == "announcements")
    session = Session(opening_case(), only)
    session.start()
    assert settle(qtbot, session).announcements is None
    session.set_views(frozenset({"announcements"}))
    found = settle(qtbot, session).announcements
    assert isinstance(found, Announcements)
    order = later(recorded_order(session.document.case, "2026-additional"), "naver-cloud")
    session.set_turns(order)
    again = settle(qtbot, session)
    assert isinstance(again.announcements, Announcements)
    assert again.announcements.groups == tuple(group for _, group in order)
    assert again.turns == order
    assert session.modified
    assert dict(loads(dumps(session.document)).speeches) == {"2026-additional": order}
    session.undo_stack.undo()
    assert settle(qtbot, session).turns is None
    session.undo_stack.redo()
    assert settle(qtbot, session).turns == order
    session.set_turns(None)
    back = settle(qtbot, session).announcements
    assert isinstance(back, Announcements)
    assert np.array_equal(back.chances, found.chances)
    session.choose_call("2025-open")
    assert isinstance(settle(qtbot, session).announcements, SolveError)
    session.close()

"""What a step of a drag must not do: paint the still part of a chart again, move what stands around a text, or wait.

It would wait for a slow part of the step before, were that not to look often whether it is still wanted.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.charts.board import Board
from gui.charts.pictures import Pictures, Surface
from gui.charts.rects import Rects
from gui.charts.rows import RowsView
from gui.charts.sentenceroom import SentenceRoom
from gui.frame import Frame
from gui.levers.panel import LeverPanel
from gui.levers.row import LeverRow
from gui.levers.slider import LeverSlider
from gui.refinements import REFINEMENTS
from gui.solving import Outcomes, Question, Refinement
from gui.theme import DARK, LIGHT
from model.document import Document
from model.solve import solve
from tests.gui.frames import frame_of, opening_case

LONG = "A sentence of many words that takes more than one line. " * 4


def moved(value: float) -> Frame:
    """Return a frame of a drag."""
    return replace(frame_of(Document.new(opening_case()).with_lever("gpus_per_team", value)), dragging=True)


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    """A board that is in sight."""
    board = Board()
    qtbot.addWidget(board)
    board.resize(1300, 800)
    board.show()
    board.display(moved(1024))
    board.grab()
    QApplication.processEvents()
    return board


def test_the_ground_is_painted_only_when_it_is_another(board: Board) -> None:
    with patch.object(RowsView, "_paint_names", autospec=True, side_effect=RowsView._paint_names) as painted:
        frame = moved(1088)
        board.display(replace(frame, fixed_order=frame.order))
        board.grab()
        painted.reset_mock()
        following = replace(moved(1152), fixed_order=frame.order)
        board.display(following)
        board.grab()
        assert not painted.called
        board.display(replace(following, selected=following.outcome.firm_ids[1]))
        board.grab()
        assert painted.called
        painted.reset_mock()
        board.set_theme(DARK)
        board.grab()
        assert painted.called


def test_what_was_written_before_is_put_down_as_a_picture(board: Board) -> None:
    frames = [moved(value) for value in (1088, 1152)]
    painted = patch.object(Pictures, "paint", autospec=True, side_effect=Pictures.paint)
    counts = []
    for frame in (*frames, *frames):
        with painted as paint:
            board.display(frame)
            board.grab()
        counts.append(paint.call_count)
    assert counts[0] > 0
    assert counts[2:] == [0, 0]


def directly(painter: QPainter) -> Surface:
    """Say that no picture would lie on the pixels, as in a file of lines and letters."""
    return Surface(painter, 0)


@pytest.mark.usefixtures("dressed")
def test_a_picture_of_a_text_is_no_other_than_the_text(board: Board) -> None:
    board.display(moved(1088))
    pictures = board.grab().toImage()
    with patch("gui.charts.rows.surface", directly), patch("gui.charts.tile.surface", directly):
        board.joins.view.viewport().update()
        texts = board.grab().toImage()
    assert pictures == texts


class Paints(QObject):
    """Counts the paintings of what it watches."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.mark.usefixtures("dressed")
def test_nothing_behind_the_tiles_is_painted_with_them(board: Board) -> None:
    QApplication.processEvents()
    behind, tiles = Paints(), Paints()
    board.tiles.installEventFilter(behind)
    for view in board.tiles.tiles.values():
        view.installEventFilter(tiles)
        view.update()
    QApplication.processEvents()
    assert (behind.count, tiles.count) == (0, len(board.tiles.tiles))


@pytest.mark.usefixtures("dressed")
def test_nothing_behind_the_sentence_is_painted_with_it(board: Board) -> None:
    QApplication.processEvents()
    behind, sentence = Paints(), Paints()
    panel = board.joins.widget.parentWidget()
    assert panel is not None
    panel.installEventFilter(behind)
    board.sentence.installEventFilter(sentence)
    board.sentence.update()
    QApplication.processEvents()
    assert (behind.count, sentence.count) == (0, 1)


def test_a_step_of_a_drag_looks_at_the_lever_that_moves(qtbot: QtBot) -> None:
    panel = LeverPanel()
    qtbot.addWidget(panel)
    panel.show_frame(moved(1088))
    with patch.object(LeverRow, "show_value", autospec=True, side_effect=LeverRow.show_value) as shown:
        panel.show_frame(moved(1152))
        assert [call.args[0].lever.id for call in shown.call_args_list] == ["gpus_per_team"]
        panel.show_frame(replace(moved(1152), dragging=False))
        assert len(shown.call_args_list) == 1 + len(panel.rows)


def test_a_track_paints_its_still_part_once(qtbot: QtBot) -> None:
    slider = LeverSlider(opening_case().lever("gpus_per_team"))
    qtbot.addWidget(slider)
    slider.grab()
    with patch("gui.levers.slider.paint_still") as still:
        slider.set_amount(1024.0)
        slider.grab()
        assert not still.called
        slider.set_tick(512.0)
        slider.grab()
        assert still.called


def test_rectangles_take_their_numbers_from_arrays() -> None:
    rects = Rects()
    for count in (3, 2, 40):
        numbers = np.arange(4.0 * count).reshape(count, 4)
        made = rects.of(*numbers.T)
        assert [rect.getRect() for rect in made] == [tuple(row) for row in numbers.tolist()]
    assert rects.of(1.0, 2.0, np.array([3.0]), 4.0)[0].getRect() == (1.0, 2.0, 3.0, 4.0)


def test_a_sentence_takes_as_many_lines_as_it_needs_and_gives_them_back(qtbot: QtBot) -> None:
    room = SentenceRoom()
    qtbot.addWidget(room)
    room.resize(400, 20)
    room.say("Short.", LIGHT)
    one = room.height()
    room.say(LONG, LIGHT)
    assert room.height() >= 2 * one
    room.say("Short again.", LIGHT)
    assert room.height() == one


class Layouts(QObject):
    """Counts the layouts asked of what it watches."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def lay_out() -> None:
    """Do what layouts ask for, and what that asks for in turn, but run no timer: one may ask later, when it is slow."""
    for _ in range(8):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def test_a_sentence_of_the_same_height_moves_nothing(board: Board) -> None:
    board.display(moved(1088))
    lay_out()
    layouts, height = Layouts(), board.sentence.height()
    upper = board.joins.widget.parentWidget()
    assert upper is not None
    upper.installEventFilter(layouts)
    before = board.sentence.text()
    for value in (1152, 1216):
        board.display(moved(value))
        lay_out()
    assert board.sentence.text() != before
    assert board.sentence.height() == height
    assert layouts.count == 0


DEAF_SOLVES = 7.0  # as long as so many solves of a policy take here, in a thread's own time; twice what it takes
SLOW = [row for row in REFINEMENTS if row.id in {"bands", "certificate", "sentence", "flips", "map", "lever_bands"}]


def asked(value: float) -> Question:
    """Return what is asked of the refinements at a step of a drag."""
    document, outcomes = Document.new(opening_case()).with_lever("gpus_per_team", value), Outcomes()
    case, working = document.case, document.working
    solved = (outcomes.of(case, working), outcomes.of(case, document.baseline_scenario))
    axes = tuple(lever.id for lever in case.levers if lever.id != "gpus_per_team" and lever.kind == "number")[:2]
    return Question(document, case, working, *solved, outcomes, bool, lever="gpus_per_team", axes=axes)


class Looks:
    """When a slow part looked whether it is still wanted, in seconds of its thread; from ``last`` on it is not."""

    def __init__(self, last: float = math.inf) -> None:
        self.last = last
        self.at = [time.thread_time()]

    def __call__(self) -> bool:
        self.at.append(time.thread_time())
        return len(self.at) > self.last


@pytest.mark.parametrize("refinement", SLOW, ids=lambda row: row.id)
def test_a_slow_part_looks_every_few_milliseconds_whether_it_is_still_wanted(refinement: Refinement) -> None:
    longest, solves = [], []
    for turn in range(4):
        question, looks = asked(900.0 + 8.0 * turn), Looks()
        refinement.ask(replace(question, dropped=looks))
        longest.append(max(after - before for before, after in pairwise([*looks.at, time.thread_time()])))
        start = time.thread_time()
        never_solved = 64.0 + 8.0 * (turn + 4 * SLOW.index(refinement))
        solve(question.case, question.scenario.with_lever("gpus_per_team", never_solved))
        solves.append(time.thread_time() - start)
    assert min(longest) < DEAF_SOLVES * min(solves)


@pytest.mark.parametrize("refinement", SLOW, ids=lambda row: row.id)
def test_a_slow_part_that_is_dropped_anywhere_says_nothing(refinement: Refinement) -> None:
    looks = Looks()
    refinement.ask(replace(asked(1000.0), dropped=looks))
    for turn, share in enumerate((0.0, 0.3, 0.5), 1):
        dropped = Looks(1.0 + share * (len(looks.at) - 2))
        parts = refinement.ask(replace(asked(1000.0 + 8.0 * turn), dropped=dropped))
        assert len(dropped.at) > dropped.last
        assert not any(parts.values())

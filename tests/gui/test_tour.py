"""The tour is taken by doing it, with mouse and keys, in a window of its own; it is offered once and never forced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.levers.slider import LeverSlider
from gui.levers.track import LANE_TOP_PX
from gui.start import Application
from gui.theme import DARK
from gui.tour.card import TourCard
from gui.tour.steps import CLEAN_SLATE, GPUS, STEPS, STIGMATISED
from gui.tour.tour import Tour
from model.document import Document
from tests.gui.frames import opening_case
from tests.gui.worlds import Answers, arrive, places

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def turnout(dressed: QApplication, tmp_path: Path) -> Iterator[Application]:
    answers = Answers()
    made = Application(dressed, places(tmp_path), answers)
    made.set_language("en")
    yield made
    made.close()


def drag_to_the_right(tour: Tour, lever: str) -> None:
    slider = tour.window.levers.rows[lever].control
    assert isinstance(slider, LeverSlider)
    start = QPoint(round(slider.x_of(slider.amount)), LANE_TOP_PX // 2)
    QTest.mousePress(slider, LEFT, pos=start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(slider, QPoint(round(start.x() + share * (slider.width() - start.x() - 2)), start.y()))
        QApplication.processEvents()
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 2, start.y()))


def reach(qtbot: QtBot, tour: Tour, step: str) -> None:
    qtbot.waitUntil(lambda: STEPS[tour.row].id == step)


def test_the_tour_goes_on_by_doing(qtbot: QtBot, turnout: Application) -> None:
    own = turnout.open_window()
    arrive(qtbot, own.session)
    document = own.session.document
    tour = turnout.open_tour()
    window = tour.window
    assert window is not own
    arrive(qtbot, window.session)
    reach(qtbot, tour, "firms")
    view = window.board.joins.view
    row = view.firms.ids.index(STIGMATISED)
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(view.plot.left() + 5, round(view.middle(row))))
    reach(qtbot, tour, "why")
    QTest.keyClick(tour.card, Qt.Key.Key_Right)
    reach(qtbot, tour, "lever")
    drag_to_the_right(tour, CLEAN_SLATE)
    reach(qtbot, tour, "keep")
    button = window.findChild(QPushButton, "scenarios.keep_as_new") or window.findChild(
        QWidget, "scenarios.keep_as_new"
    )
    assert button is not None
    QTest.mouseClick(button, LEFT)
    reach(qtbot, tour, "support")
    drag_to_the_right(tour, GPUS)
    reach(qtbot, tour, "undo")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reach(qtbot, tour, "present")
    QTest.mouseClick(tour.card.buttons["next"], LEFT)
    reach(qtbot, tour, "end")
    QTest.mouseClick(tour.card.buttons["next"], LEFT)
    assert not window.isWindowModified(), "nothing of the tour is to be saved"
    assert own.session.document == document, "the user's own document is untouched"


def test_the_card_stands_inside_the_window_and_beside_what_it_tells_of(qtbot: QtBot, turnout: Application) -> None:
    tour = turnout.open_tour()
    tour.window.resize(1040, 660)
    arrive(qtbot, tour.window.session)
    qtbot.waitUntil(lambda: not tour.card.isHidden())
    for _ in STEPS:
        QApplication.processEvents()
        assert tour.window.rect().contains(tour.card.geometry()), STEPS[tour.row].id
        assert not tour.spotlight.hole.isEmpty(), STEPS[tour.row].id
        before = tour.row
        QTest.keyClick(tour.card, Qt.Key.Key_Right)
        if before + 1 < len(STEPS):
            QTest.keyClick(tour.card, Qt.Key.Key_Left)
            assert tour.row == before
            QTest.keyClick(tour.card, Qt.Key.Key_Right)


def test_escape_ends_it_and_what_is_done_then_starts_nothing(qtbot: QtBot, turnout: Application) -> None:
    tour = turnout.open_tour()
    window = tour.window
    arrive(qtbot, window.session)
    qtbot.waitUntil(lambda: not tour.card.isHidden())
    QTest.keyClick(tour.card, Qt.Key.Key_Escape)
    window.session.select_firm(STIGMATISED)
    window.session.set_shield(True)
    assert window.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.close(), "nothing of the tour is left that would mind"


def test_the_tour_is_offered_once(qtbot: QtBot, turnout: Application) -> None:
    window = turnout.open_window()
    arrive(qtbot, window.session)
    assert window.findChild(TourCard) is None, "no offer unless a start asks for it"
    assert turnout.offer_tour()
    card = window.findChild(TourCard)
    assert card is not None
    assert window.rect().contains(card.geometry())
    QTest.mouseClick(card.buttons["back"], LEFT)
    assert not turnout.offer_tour()
    assert len(turnout.windows) == 1


def test_the_offer_opens_the_tour_in_a_window_of_its_own(qtbot: QtBot, turnout: Application) -> None:
    window = turnout.open_window()
    arrive(qtbot, window.session)
    turnout.offer_tour()
    card = window.findChild(TourCard)
    assert card is not None
    QTest.mouseClick(card.buttons["next"], LEFT)
    assert len(turnout.windows) == 2
    assert turnout.windows[1].session.document.case.id == "lantern-tide"
    arrive(qtbot, turnout.windows[1].session)


def test_another_file_in_its_window_ends_the_tour(qtbot: QtBot, turnout: Application) -> None:
    tour = turnout.open_tour()
    window = tour.window
    arrive(qtbot, window.session)
    qtbot.waitUntil(lambda: not tour.card.isHidden())
    window.session.adopt(Document.new(opening_case()))
    qtbot.waitUntil(lambda: not any(card.isVisible() for card in window.findChildren(TourCard)))
    arrive(qtbot, window.session)


def test_the_ring_follows_its_part_and_the_theme(qtbot: QtBot, turnout: Application) -> None:
    tour = turnout.open_tour()
    window = tour.window
    arrive(qtbot, window.session)
    qtbot.waitUntil(lambda: not tour.card.isHidden())
    for width, height in ((1040, 660), (1300, 860)):
        window.resize(width, height)
        QApplication.processEvents()
        part = STEPS[tour.row].target(window)
        assert tour.spotlight.hole.size() == part.size()
        assert tour.spotlight.hole.topLeft() == part.mapTo(window, QPoint(0, 0))
    turnout.set_theme("dark")
    assert tour.spotlight.colours() is DARK
    assert window.close()

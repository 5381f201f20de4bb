"""The first-run tour, played by a newcomer: offered at the start, done with mouse and keys, in two languages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.levers.slider import LeverSlider
from gui.levers.track import LANE_TOP_PX
from gui.start import Application
from gui.tour.card import TourCard
from gui.tour.steps import CLEAN_SLATE, GPUS, NEEDY, STEPS, STIGMATISED
from gui.tour.tour import Tour
from gui.window import MainWindow
from tests.gui.worlds import arrive, shown

LEFT = Qt.MouseButton.LeftButton
BESIDE_PX = 24


def step_of(tour: Tour) -> str:
    return STEPS[tour.row].id


def reach(qtbot: QtBot, tour: Tour, step: str) -> None:
    """Wait for a step; its card is on screen, beside the part that it tells of."""
    qtbot.waitUntil(lambda: step_of(tour) == step)
    QApplication.processEvents()
    window = tour.window
    card = tour.card.geometry()
    assert window.rect().contains(card)
    part = STEPS[tour.row].target(window)
    assert part.isVisible()
    assert not tour.spotlight.hole.isEmpty()
    middle = part.mapTo(window, part.rect().center())
    assert tour.spotlight.hole.contains(middle), f"{step}: the ring is around its part"
    beside = card.adjusted(-BESIDE_PX, -BESIDE_PX, BESIDE_PX, BESIDE_PX)
    assert beside.intersects(tour.spotlight.hole), f"{step}: the card stands beside it"


def chance(window: MainWindow, firm: str) -> float:
    outcome = shown(window.session).outcome
    return float(outcome.join_probability[outcome.index(firm)])


def drag_to_the_end(window: MainWindow, lever: str) -> None:
    slider = window.levers.rows[lever].control
    assert isinstance(slider, LeverSlider)
    start = QPoint(round(slider.x_of(slider.amount)), LANE_TOP_PX // 2)
    QTest.mousePress(slider, LEFT, pos=start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(slider, QPoint(round(start.x() + share * (slider.width() - start.x() - 2)), start.y()))
        QApplication.processEvents()
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 2, start.y()))


def click(window: MainWindow, name: str) -> None:
    button = window.findChild(QWidget, name)
    assert button is not None, name
    QTest.mouseClick(button, LEFT)


def first_half(qtbot: QtBot, tour: Tour) -> None:
    """Click the firm, read why, drag its lever."""
    window, view = tour.window, tour.window.board.joins.view
    reach(qtbot, tour, "firms")
    assert chance(window, STIGMATISED) < 0.5
    row = view.firms.ids.index(STIGMATISED)
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(view.plot.left() + 5, round(view.middle(row))))
    reach(qtbot, tour, "why")
    assert shown(window.session).selected == STIGMATISED
    QTest.keyClick(tour.card, Qt.Key.Key_Right)
    reach(qtbot, tour, "lever")
    QTest.keyClick(tour.card, Qt.Key.Key_Left)
    reach(qtbot, tour, "why")
    QTest.keyClick(tour.card, Qt.Key.Key_Right)
    reach(qtbot, tour, "lever")
    drag_to_the_end(window, CLEAN_SLATE)
    reach(qtbot, tour, "keep")
    assert chance(window, STIGMATISED) >= 0.5


def second_half(qtbot: QtBot, tour: Tour) -> None:
    """Keep it, drag the other lever, take that back, present, end."""
    window, session = tour.window, tour.window.session
    click(window, "scenarios.keep_as_new")
    reach(qtbot, tour, "support")
    assert chance(window, NEEDY) < 0.5
    drag_to_the_end(window, GPUS)
    reach(qtbot, tour, "undo")
    assert chance(window, NEEDY) >= 0.5
    click(window, "topbar.undo")
    reach(qtbot, tour, "present")
    arrive(qtbot, session)
    assert chance(window, NEEDY) < 0.5
    click(window, "topbar.present")
    qtbot.waitUntil(lambda: window.stage.show is not None)
    window.stage.close()
    reach(qtbot, tour, "end")
    QTest.mouseClick(tour.card.buttons["next"], LEFT)


def test_the_tour_from_its_offer_to_its_end(qtbot: QtBot, start: Callable[[], Application]) -> None:
    turnout = start()
    own = turnout.open_window()
    arrive(qtbot, own.session)
    document = own.session.document
    assert turnout.offer_tour()
    offer = own.findChild(TourCard)
    assert offer is not None
    QTest.mouseClick(offer.buttons["next"], LEFT)
    window = turnout.windows[-1]
    assert window is not own
    window.resize(1280, 720)
    arrive(qtbot, window.session)
    tour = window.findChild(Tour)
    assert tour is not None

    first_half(qtbot, tour)
    english = tour.card.text.text()
    turnout.set_language("ko")
    reach(qtbot, tour, "keep")
    assert tour.card.text.text() != english
    assert tour.card.buttons["next"].text() == "다음"
    second_half(qtbot, tour)

    QApplication.processEvents()
    assert not any(card.isVisible() for card in window.findChildren(TourCard)), "nothing of the tour stays"
    assert not window.isWindowModified(), "nothing of it is to be saved"
    assert own.session.document == document, "the user's own document is untouched"
    assert not turnout.offer_tour(), "it is offered once"

"""Slides of every kind: what each shows, how large its letters are, and how their list is put in order."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.export.pictures import ChartPictures
from gui.export.svgtext import least_letters
from gui.frame import shielded_name
from gui.language import Language
from gui.preferences import Preferences
from gui.present import comparing, lever, painting
from gui.present.room import view_room
from gui.present.show import Show
from gui.present.stage import Stage
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.theme import LIGHT
from model.document import Document
from model.questions.sentence import refusals
from model.slides import REFUSALS, Slide
from model.solve import solve
from tests.gui.frames import opening_case
from tests.gui.test_short_pictures import texts
from tests.gui.worlds import arrive

LEFT = Qt.MouseButton.LeftButton
VIEWS = ("joins", "compare", "why", "tipping", "turnout", "stages", "announcements", "tradeoff", "matters", "waterfall")


@pytest.fixture
def document() -> Document:
    """A changed scenario on a slide of each kind, levers live where there is room."""
    made = Document.new(opening_case()).with_lever("losers_named", 0.2).kept().renamed(1, "Quiet results")
    slides = [Slide(("Quiet results",), view) for view in VIEWS]
    slides.append(Slide(("Status quo",), REFUSALS))
    slides[3] = Slide(("Quiet results",), "tipping", levers=("losers_named", "seats"))
    return made.with_slides(tuple(slides))


@pytest.fixture
def session(qtbot: QtBot, english: Language, document: Document) -> Iterator[Session]:
    """A session of it, solved."""
    assert english.current == "en"
    made = Session(opening_case(), REFINEMENTS)
    made.adopt(document)
    qtbot.waitUntil(lambda: made.frame is not None)
    arrive(qtbot, made)
    yield made
    made.close()


@pytest.fixture
def show(session: Session) -> Iterator[Show]:
    """A show of it at 1080p."""
    made = Show(session, LIGHT)
    made.start()
    made.audience.showNormal()
    made.audience.resize(1920, 1080)
    made.audience.canvas.animated = False
    yield made
    made.end()


def settled(qtbot: QtBot, show: Show, row: int) -> None:
    """Go to a slide and wait for all that it shows."""
    show.go_to_row(row)
    key = (show.desk.scenario(row), show.desk.document.deck[row].view)
    qtbot.waitUntil(lambda: not show.desk._missing(key))
    show._refresh()


def test_every_chart_of_the_window_is_measured() -> None:
    pictures = ChartPictures("en")
    assert set(VIEWS) == set(pictures.ids)
    pictures.close()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_letter_is_smaller_than_26_px_and_no_headline_than_48(
    qtbot: QtBot, show: Show, english: Language, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    english.use("ko" if language == "ko" else "en")
    show.session.set_language("ko" if language == "ko" else "en")
    sizes: list[float] = []

    def noted(size_px: float = 13, weight: int = 400) -> QFont:
        sizes.append(size_px)
        return theme.font(size_px, weight)

    for module in (painting, comparing, lever):
        monkeypatch.setattr(module, "font", noted)
    for row, view in enumerate((*VIEWS, REFUSALS)):
        settled(qtbot, show, row)
        canvas = show.audience.canvas
        assert canvas.scale == 1.0
        sizes.clear()
        canvas.grab()
        assert min(sizes) >= 26
        headline = painting.headline_lines(canvas.picture.words.headline, 1728.0, 1.0)
        assert headline[0] >= 48
        show.toggle_guess()
        canvas.grab()
        assert min(sizes) >= 26, "while the room guesses"
        show.toggle_guess()
        if view not in {"joins", "compare"}:
            size = canvas._renderer.defaultSize()
            room = view_room(len(canvas.picture.levers))
            scale = room.width() / size.width()
            assert least_letters(canvas.picture.svg) * scale >= 25.9, view
            assert size.height() * scale <= room.height() * 1.02, f"{view} is cut off"


@pytest.mark.parametrize("shield", [False, True])
def test_why_firms_stay_out_is_told_of_the_dearest_refusals_alone(qtbot: QtBot, show: Show, shield: bool) -> None:
    show.session.set_shield(shield)
    row = len(VIEWS)
    settled(qtbot, show, row)
    picture, case = show.audience.canvas.picture, show.desk.document.case
    outcome = solve(case, show.desk.scenario(row))
    assert picture.words.question == "Status quo: why do firms stay out?"
    assert re.fullmatch(r"Why firms stay out: stigma is \d+% of what joining costs them", picture.words.headline)
    told = [outcome.firm_ids[at] for at in refusals(outcome)]
    name = {one: shielded_name(case, one, "en") if shield else case.firm(one).name_en for one in outcome.firm_ids}
    first = name[told[0]] if shield else case.firm(told[0]).short_name_en
    assert picture.words.subtitle.startswith(f"Status quo · {first} 7%: stigma −₩")
    shown = [text for text in texts(picture.svg) if text in name.values()]
    assert shown == [name[one] for one in told]


def test_a_view_follows_a_lever_and_the_document_stays(qtbot: QtBot, show: Show, document: Document) -> None:
    settled(qtbot, show, 3)
    before = show.audience.canvas.picture.svg
    assert before
    show.move_lever("seats", 3.0)
    show.release_lever()
    qtbot.waitUntil(lambda: show.audience.canvas.picture.svg != before)
    assert show.session.document == document
    show.put_back()
    qtbot.waitUntil(lambda: show.audience.canvas.picture.svg == before)


def test_while_the_room_guesses_no_chart_is_shown(qtbot: QtBot, show: Show) -> None:
    show.toggle_guess()
    for row in (1, 2):
        settled(qtbot, show, row)
        image = show.audience.canvas.grab().toImage()
        colours = {image.pixel(x, y) for x in range(200, 1800, 7) for y in range(300, 980, 7)}
        assert len(colours) == 1, "an empty page under the question"
        show.forward()


def test_slides_are_moved_added_copied_and_removed_each_as_a_step(show: Show, document: Document) -> None:
    show.show_presenter()
    slides, session = show.presenter.slides, show.session
    slides.buttons["down"].click()
    assert [slide.view for slide in session.document.deck[:2]] == ["compare", "joins"]
    assert show.row == 1, "the slide stays on show"
    slides.buttons["up"].click()
    assert session.document.deck == document.deck
    slides.buttons["copy"].click()
    assert session.document.deck[1] == document.deck[0]
    slides.buttons["remove"].click()
    slides.menu.aboutToShow.emit()
    slides.menu.actions()[-1].trigger()
    assert session.document.deck[show.row] == Slide(view="compare")
    assert [slides.list.item(row).text() for row in range(3)][show.row].endswith("Comparison: all scenarios")
    for _ in range(5):
        session.undo_stack.undo()
    assert session.document == document


def test_dragging_in_the_list_gives_another_order(show: Show, document: Document) -> None:
    listing = show.presenter.slides.list
    model = listing.model()
    assert model.moveRow(listing.rootIndex(), 0, listing.rootIndex(), 3)
    views = [slide.view for slide in show.session.document.deck]
    assert views[:3] == ["compare", "why", "joins"]
    assert show.row == 2
    show.session.undo_stack.undo()
    assert show.session.document == document


def test_chart_scenario_and_note_of_a_slide_are_chosen(show: Show) -> None:
    show.show_presenter()
    fields, session = show.presenter.fields, show.session
    fields.chart.activated.emit(fields.chart.findData("turnout"))
    assert session.document.deck[0].view == "turnout"
    fields.scenario_menu.aboutToShow.emit()
    fields.scenario_menu.actions()[0].trigger()
    assert session.document.deck[0].scenarios == ("Status quo",)
    for text in ("W", "Wh", "Why"):
        fields.note.setPlainText(text)
    assert session.document.deck[0].note == "Why"
    session.undo_stack.undo()
    assert session.document.deck[0].note is None, "letters of one note are one step"
    fields.chart.activated.emit(fields.chart.findData("compare"))
    assert session.document.deck[0].scenarios == ()
    fields.scenario_menu.aboutToShow.emit()
    fields.scenario_menu.actions()[0].trigger()
    assert session.document.deck[0].scenarios == ("Quiet results",)


def test_slides_are_prepared_without_an_audience(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "p.ini")
    host = QWidget()
    qtbot.addWidget(host)
    stage = Stage(session, host, preferences)
    stage.prepare()
    assert stage.show is not None
    assert stage.show.presenter.isVisible()
    assert not stage.show.audience.isVisible()
    stage.show.presenter.buttons["present"].click()
    assert stage.show.audience.isVisible()
    stage.close()
    for choice, moves in (("none", False), ("full", True)):
        preferences.motion = choice
        assert stage.moves() is moves


def test_a_finger_turns_the_slides(show: Show) -> None:
    device = QTest.createTouchDevice()
    for x, row in ((1500, 1), (1500, 2), (60, 1)):
        point = QPoint(x, 600)
        QTest.touchEvent(show.audience, device).press(0, point, show.audience).commit()
        QTest.touchEvent(show.audience, device).release(0, point, show.audience).commit()
        assert show.row == row


PROGRAM = """
import json, sys
from PySide6.QtWidgets import QApplication
from gui.present.show import Show, chosen_screens
from gui.session import Session
from gui.theme import LIGHT
from model.case import load_case
app = QApplication([])
session = Session(load_case("sovereign-ai-2026"))
show = Show(session, LIGHT)
show.start()
first = app.primaryScreen()
one = show.audience
print(json.dumps([len(app.screens()), one.screen() is not first, one.geometry().getRect(), one.canvas.scale,
                  show.presenter.isVisible(), show.presenter.screen() is first]))
show.end()
session.close()
"""


def test_with_two_screens_the_audience_has_the_second_one(tmp_path: Path) -> None:
    screens: list[dict[str, Any]] = [
        {"name": "desk", "x": 0, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "dpr": 1},
        {"name": "wall", "x": 1280, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96, "dpr": 1},
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}))
    platform = f"offscreen:configfile={tmp_path / 'screens.json'}"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": platform},
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    assert json.loads(done.stdout) == [2, True, [1280, 0, 3840, 2160], 2.0, True, True]

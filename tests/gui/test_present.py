"""The show: what slides say, how they are turned and hidden, and that nothing of it stays in the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.frame import Language as Code
from gui.headline import Tiles, listed_chances
from gui.language import Language
from gui.numbers import Numbers
from gui.present import painting
from gui.present.canvas import SlideCanvas, told
from gui.present.lever import LeverStrip
from gui.present.picture import Manner
from gui.present.room import LEFT as PAGE_LEFT
from gui.present.room import RIGHT as PAGE_RIGHT
from gui.present.show import Show
from gui.present.slides import Solved, Telling, firm_order, live_levers, rows_that_matter, slide_rows
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.theme import BOLD, DARK, LIGHT, Theme, font
from model.document import Document
from model.slides import COMPARE, Slide, one_each
from tests.gui.frames import frame_of, opening_case, solved
from tests.gui.worlds import arrive

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
WRITE = Numbers("en")


@pytest.fixture
def document() -> Document:
    """Three cards: the call as announced, more GPUs, and quiet results with a note, which is open."""
    made = Document.new(opening_case()).with_lever("gpus_per_team", 1536).kept().renamed(1, "More GPUs")
    made = made.reset_to_baseline().with_lever("losers_named", 0.2).kept_as_new("Quiet results")
    made = made.with_note(2, "How losing looks, says KT")
    return made.with_slides(one_each(made.names))


@pytest.fixture
def show(qtbot: QtBot, english: Language, document: Document) -> Iterator[Show]:
    """A show of three slides, on its first one."""
    assert english.current == "en"
    session = Session(opening_case(), REFINEMENTS)
    session.adopt(document)
    qtbot.waitUntil(lambda: session.frame is not None)
    arrive(qtbot, session)
    made = Show(session, LIGHT)
    made.start()
    made.audience.resize(1280, 720)
    made.audience.canvas.animated = False
    drawn(qtbot, made)
    yield made
    made.end()
    session.close()


def drawn(qtbot: QtBot, show: Show) -> None:
    """Wait until the slide on show has its numbers."""
    qtbot.waitUntil(lambda: bool(show.audience.canvas.picture.figures) and not show.audience.canvas.moving)


def type_keys(show: Show, *keys: Qt.Key) -> int:
    """Press keys in the audience window; return the row then on show."""
    for key in keys:
        QTest.keyClick(show.audience, key)
    return show.row


def presented(document: Document, row: int, **changes: Any) -> Document:
    """Present one slide in another way."""
    deck = document.deck
    return document.with_slides((*deck[:row], replace(deck[row], **changes), *deck[row + 1 :]))


# what slides say


def test_hidden_cards_are_no_slides_unless_all_are(document: Document) -> None:
    assert slide_rows(document) == (0, 1, 2)
    some = presented(document, 1, hidden=True)
    assert slide_rows(some) == (0, 2)
    assert slide_rows(presented(presented(some, 0, hidden=True), 2, hidden=True)) == (0, 1, 2)


def test_live_levers_are_those_chosen_else_the_first_that_differ(document: Document) -> None:
    assert [live_levers(document, row) for row in range(3)] == [(), ("gpus_per_team",), ("losers_named",)]
    assert live_levers(presented(document, 2, levers=("seats",)), 2) == ("seats",)
    assert live_levers(presented(document, 2, levers=()), 2) == ()


def test_the_suggested_headline_tells_the_change_in_joiners(document: Document) -> None:
    telling = Telling(document, Manner())
    base, quiet = solved(document.scenarios[0]), solved(document.scenarios[2])
    change = quiet.headline["expected_joiners"] - base.headline["expected_joiners"]
    assert change > 0.05
    headline = telling.words(2, quiet, base).headline
    assert headline.startswith(f"{change:.1f} more firms join; KT +")
    assert "stigma" in headline, "the why sentence"
    assert telling.words(0, quiet, quiet).headline.endswith(" of 13 firms are expected to join")
    reverse = Telling(document.with_baseline(2), Manner())
    assert reverse.words(0, base, quiet).headline.startswith(f"{change:.1f} fewer firms join; KT −")
    written = Telling(presented(document, 2, headline="Only winners are named"), Manner())
    assert written.words(2, quiet, base).headline == "Only winners are named"


def test_the_slide_names_the_likeliest_listed_firm_as_the_tile_does(
    qtbot: QtBot, english: Language, document: Document
) -> None:
    tiles = Tiles()
    qtbot.addWidget(tiles)
    manners: tuple[tuple[Code, bool], ...] = (("en", False), ("en", True), ("ko", False), ("ko", True))
    for language, shield in manners:
        english.use(language)
        telling = Telling(document, Manner(language, shield))
        for row in range(3):
            frame = frame_of(document.opened_at(row), language, shield=shield)
            tiles.show_frame(frame)
            solution = Solved(frame.outcome, frame.baseline, order=tuple(range(len(frame.outcome.firm_ids))))
            picture = telling.picture(row, solution, {}, (1, 3))
            joiners, listed, cost = picture.figures
            assert listed.note
            said = tiles.tiles["listed_joins_probability"].words.notes[0]
            name, _, chance = listed_chances(frame)[0]
            if shield:
                assert listed.note.endswith(f": {name} {WRITE.percent_bar(chance)}"), "as beside the bars"
                assert not any(firm in listed.note for firm in ("KT", "Kakao", "카카오"))
            else:
                assert said.startswith(f"{listed.note} · ")
            assert joiners.note == cost.note == ""
            assert f"{listed.label} {listed.note}" in told(picture)


def test_where_no_lever_differs_the_slide_says_that_and_does_not_count_to_zero(
    english: Language, document: Document
) -> None:
    document = document.opened_at(0).kept_as_new("Once more")
    document = document.with_slides((*one_each(document.names), Slide(("Quiet results",), COMPARE)))
    once, base = document.scenarios[3], document.baseline_scenario
    assert once != base
    outcome = solved(once)
    wanted: tuple[tuple[Code, str, str], ...] = (
        ("en", "Same as the baseline", "Once more · no lever differs from the baseline"),
        ("ko", "비교 기준과 같음", "Once more · 비교 기준과 다른 정책 수단 없음"),
    )
    for language, headline, subtitle in wanted:
        english.use(language)
        words = Telling(document, Manner(language)).words(3, outcome, solved(base))
        assert (words.headline, words.subtitle) == (headline, subtitle)


def test_a_comparison_of_one_scenario_speaks_of_one(english: Language, document: Document) -> None:
    compares = (Slide(("Quiet results",), COMPARE), Slide((), COMPARE))
    document = document.with_slides(compares)
    outcomes = {row: solved(card) for row, card in enumerate(document.scenarios)}
    joiners = outcomes[2].headline["expected_joiners"]
    alone = Document.new(opening_case())
    while len(alone.scenarios) > 1:
        alone = alone.deleted(1)
    alone = alone.with_slides((Slide((), COMPARE),))
    wanted: tuple[tuple[Code, str, str, str], ...] = (
        ("en", f"Quiet results: {joiners:.1f} firms expected to join", "Comparison: Status quo", "More GPUs draws the"),
        ("ko", f"Quiet results: 예상 참여 기업 {joiners:.1f}개", "비교: 현행 공고안", "예상 참여 기업 최다: More GPUs"),
    )
    for language, said, title, several in wanted:
        english.use(language)
        telling = Telling(document, Manner(language))
        bare = telling.picture(0, Solved(None, None), {}, (1, 2))
        assert telling.compared(0, outcomes, outcomes[0], bare).words.headline == said
        assert telling.compared(1, outcomes, outcomes[0], bare).words.headline.startswith(several)
        assert Telling(alone, Manner(language)).title(0) == title


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_presenters_slides_have_an_edge_on_their_ground(show: Show, colours: Theme) -> None:
    show.show_presenter()
    show.set_theme(colours)
    for canvas in (show.presenter.canvas, show.presenter.following):
        image, slide = canvas.grab().toImage(), canvas.page().rect(QRectF(0, 0, 1920, 1080)).toRect()
        middle = slide.center()
        for at in (
            QPoint(slide.left(), middle.y()),
            QPoint(slide.right(), middle.y()),
            QPoint(middle.x(), slide.top()),
            QPoint(middle.x(), slide.bottom()),
        ):
            assert image.pixelColor(at) == colours.color("border_strong")
    assert not show.audience.canvas.edged, "it fills its screen"


def test_under_the_shield_no_word_of_a_slide_tells_a_firm(show: Show) -> None:
    told = presented(show.desk.document, 2, headline="Naver Cloud and KT come back").renamed(1, "For Kakao")
    show.session.adopt(told)
    show.desk.take_document(told)
    show.desk.manner = Manner("en", True)
    show.go_to_row(2)
    picture = show.desk.picture(2)
    names = show.desk.telling.names
    texts = (picture.words.headline, picture.words.note, picture.words.subtitle, show.desk.telling.title(1))
    assert not any(names.tells(text) for text in (*texts, *picture.names, show.audience.canvas.accessibleDescription()))
    assert names.tells("Naver Cloud and KT come back")


def test_a_bar_keeps_its_place_from_slide_to_slide(document: Document) -> None:
    outcomes = {row: solved(card) for row, card in enumerate(document.scenarios)}
    order = firm_order(outcomes, outcomes[0].firm_ids)
    mean = np.mean([outcome.join_probability for outcome in outcomes.values()], axis=0)
    assert sorted(order) == list(range(len(mean)))
    assert list(mean[list(order)]) == sorted(mean, reverse=True)


def test_where_there_is_little_room_the_likeliest_and_the_most_moved_are_shown() -> None:
    join = np.array([0.9, 0.8, 0.7, 0.6, 0.1, 0.2, 0.1])
    baseline = np.array([0.9, 0.8, 0.7, 0.6, 0.9, 0.2, np.nan])
    assert rows_that_matter(join, baseline, 7) == tuple(range(7))
    assert rows_that_matter(join, baseline, 3) == (0, 1, 4)
    assert len(rows_that_matter(np.linspace(0, 1, 60), np.zeros(60), painting.most_rows())) == painting.most_rows()


@pytest.mark.parametrize("text", ["Short", "A long headline " * 14, "발표" * 120])
def test_a_headline_is_never_smaller_than_48_px_nor_longer_than_two_lines(dressed: QApplication, text: str) -> None:
    assert dressed
    size, lines = painting.headline_lines(text, PAGE_RIGHT - PAGE_LEFT, 1.0)
    assert size >= 48.0
    assert 1 <= len(lines) <= 2
    metrics = QFontMetricsF(font(size, BOLD))
    assert all(metrics.horizontalAdvance(line) <= PAGE_RIGHT - PAGE_LEFT + 1 for line in lines)


# turning


def test_a_clicker_and_the_keyboard_turn_the_slides(show: Show) -> None:
    assert show.row == 0
    assert type_keys(show, Key.Key_PageDown) == 1
    assert type_keys(show, Key.Key_Right, Key.Key_Right, Key.Key_Right) == 2, "the last one stays"
    assert type_keys(show, Key.Key_PageUp, Key.Key_Left, Key.Key_Left) == 0
    assert type_keys(show, Key.Key_End) == 2
    assert type_keys(show, Key.Key_Home) == 0
    assert type_keys(show, Key.Key_2, Key.Key_Return) == 1
    assert type_keys(show, Key.Key_9, Key.Key_Return) == 1, "there is no slide 9"
    assert type_keys(show, Key.Key_3, Key.Key_PageUp, Key.Key_Return) == 1, "another key forgets what was typed"


def test_a_tap_and_a_swipe_turn_the_slides(show: Show) -> None:
    canvas, middle = show.audience.canvas, QPoint(600, 300)
    QTest.mouseClick(canvas, LEFT, pos=middle)
    assert show.row == 1
    QTest.mouseClick(canvas, LEFT, pos=QPoint(40, 300))
    assert show.row == 0
    for start, end, row in ((900, 300, 1), (300, 900, 0)):
        QTest.mousePress(canvas, LEFT, pos=QPoint(start, 300))
        QTest.mouseRelease(canvas, LEFT, pos=QPoint(end, 300))
        assert show.row == row


def test_a_blank_screen_shows_nothing_until_the_next_key(show: Show) -> None:
    for key in (Key.Key_B, Key.Key_Period):
        type_keys(show, key)
        image = show.audience.grab().toImage()
        places = [(x, y) for x in range(0, image.width(), 40) for y in range(0, image.height(), 40)]
        assert {image.pixelColor(*place).name() for place in places} == {"#000000"}
        assert type_keys(show, Key.Key_PageDown) == 0, "the slide comes back first"
        assert not show.audience.canvas.blank


def test_guess_first_hides_result_and_headline_until_revealed(show: Show, qtbot: QtBot) -> None:
    show.go_to_row(2)
    drawn(qtbot, show)
    canvas = show.audience.canvas
    plain = canvas.grab().toImage()
    type_keys(show, Key.Key_G)
    assert canvas.picture.guessing
    assert canvas.accessibleName() == "Quiet results: who joins?"
    assert canvas.accessibleDescription() == ""
    assert canvas.grab().toImage() != plain
    assert not show.presenter.canvas.picture.guessing, "whoever speaks sees the result"
    assert type_keys(show, Key.Key_Space) == 2, "the first key reveals"
    assert not canvas.picture.guessing
    type_keys(show, Key.Key_Home)
    assert canvas.picture.guessing, "the next slide is to be guessed as well"
    drawn(qtbot, show)
    image = canvas.grab().toImage()
    orange = LIGHT.color("baseline").rgb()
    ticks = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height() // 4, image.height())}
    assert orange not in ticks, "the ticks of the baseline would tell its own slide"
    type_keys(show, Key.Key_G)
    assert not canvas.picture.guessing


def test_bars_move_over_within_400_ms_and_not_where_motion_is_unwanted(show: Show, qtbot: QtBot) -> None:
    canvas = show.audience.canvas
    show.go_to_row(2)
    drawn(qtbot, show)
    assert np.array_equal(canvas.shown, canvas.picture.join), "without motion at once"
    qtbot.waitUntil(lambda: bool(show.desk.picture(1).figures))  # now the order of the bars is settled
    show.go_to_row(0)
    before = canvas.shown.copy()
    canvas.animated = True
    show.go_to_row(2)
    assert canvas.moving
    assert np.allclose(canvas.shown, before)
    show.desk.changed.emit()
    assert canvas.moving, "bands that arrive do not stop it"
    qtbot.waitUntil(lambda: not canvas.moving)
    assert np.array_equal(canvas.shown, canvas.picture.join)
    assert canvas._transition.duration() <= 400


# levers


def strip_of(show: Show) -> LeverStrip:
    """Return the one live lever of the slide."""
    (strip,) = show.audience.canvas.strips
    return strip


def test_a_lever_solves_live_and_changes_no_scenario(show: Show, qtbot: QtBot, document: Document) -> None:
    show.go_to_row(2)
    drawn(qtbot, show)
    canvas, saved = show.audience.canvas, show.desk.picture(2)
    strip = strip_of(show)
    end = QPoint(strip.width() - 2, round(strip.height() * 0.7))
    QTest.mousePress(strip, LEFT, pos=QPoint(round(strip.x_of(0.2)), end.y()))
    QTest.mouseMove(strip, end)
    QTest.mouseRelease(strip, LEFT, pos=end)
    full = solved(document.scenarios[2].with_lever("losers_named", 1.0))
    order = [full.firm_ids.index(firm_id) for firm_id in saved.firm_ids]
    qtbot.waitUntil(lambda: np.allclose(canvas.picture.join, full.join_probability[order], atol=1e-9))
    assert canvas.picture.figures != saved.figures
    assert canvas.picture.words.headline != saved.words.headline, "what is suggested follows the lever"
    assert canvas.picture.words.subtitle == "Quiet results · levers moved on this slide"
    assert show.row == 2, "a drag turns no slide"
    assert show.session.document == document
    assert show.session.undo_stack.count() == 0
    assert show.presenter.buttons["put_back"].isEnabled()
    show.presenter.buttons["put_back"].click()
    assert np.array_equal(canvas.picture.join, saved.join)
    assert not show.presenter.buttons["put_back"].isEnabled()


def test_a_clicker_turns_the_slide_after_a_lever_was_touched(show: Show, qtbot: QtBot) -> None:
    show.go_to_row(1)
    drawn(qtbot, show)
    QTest.mouseClick(strip_of(show), LEFT)
    assert type_keys(show, Key.Key_PageDown) == 2


# the presenter


def test_how_a_slide_is_presented_is_a_step_to_undo(show: Show, qtbot: QtBot, document: Document) -> None:
    show.show_presenter()
    show.go_to_row(2)
    presenter = show.presenter
    presenter.fields.headline.setText("Only winners are named")
    presenter.fields.headline.editingFinished.emit()
    assert show.audience.canvas.picture.words.headline == "Only winners are named"
    presenter.fields.hidden.click()
    assert slide_rows(show.session.document) == (0, 1)
    told = Slide(("Quiet results",), headline="Only winners are named", hidden=True)
    assert show.session.document.slides[2] == told
    show.session.undo_stack.undo()
    show.session.undo_stack.undo()
    assert show.session.document == document
    qtbot.waitUntil(lambda: show.audience.canvas.picture.words.headline.startswith("1.0 more firms"))
    assert presenter.fields.note.toPlainText() == "How losing looks, says KT"


def test_nothing_is_left_after_escape(show: Show, qtbot: QtBot) -> None:
    show.show_presenter()
    parts = (show.audience, show.presenter)
    gone: list[str] = []
    for part, name in zip(parts, ("audience", "presenter"), strict=True):
        part.destroyed.connect(lambda _=None, name=name: gone.append(name))
    with qtbot.waitSignal(show.ended):
        type_keys(show, Key.Key_Escape)
    qtbot.waitUntil(lambda: sorted(gone) == ["audience", "presenter"])
    assert not show.desk._pause.isActive()


def test_the_idle_pointer_hides_and_comes_back(show: Show) -> None:
    audience = show.audience
    assert not audience.pointer_hidden
    assert audience._idle.interval() == 2000
    audience._idle.timeout.emit()
    assert audience.pointer_hidden
    QTest.mouseMove(audience.canvas, QPoint(300, 200))
    assert not audience.pointer_hidden


def test_a_slide_fills_every_screen_without_losing_its_shape(qtbot: QtBot, show: Show) -> None:
    canvas = SlideCanvas()
    qtbot.addWidget(canvas)
    canvas.display(show.desk.picture(2), LIGHT)
    for width, height, scale in ((1920, 1080, 1.0), (3840, 2160, 2.0), (1280, 1024, 1280 / 1920)):
        canvas.resize(width, height)
        assert canvas.scale == pytest.approx(scale)
        (strip,) = canvas.strips
        assert canvas.rect().contains(strip.geometry())

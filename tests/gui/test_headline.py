"""The tiles say the model's headlines to the digit, with the change coloured as the ministry would see it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gui import theme
from gui.charts.tile import COMPACT_PX, FULL_PX, PAD_PX, WEIGHTS, fitting
from gui.charts.words import headline_meaning
from gui.frame import Frame
from gui.headline import SHOWN, Tiles
from gui.language import Code, Language
from gui.numbers import Numbers
from model.document import Document
from model.outcome import Bands
from tests.gui.frames import frame_of, opening_case

NARROW_PX = 512  # what is left between levers and scenarios in a window 1040 wide
QUIET = {"losers_named": 0.0, "gpus_per_team": 1536, "sealed_applications": 1}


def moved() -> Document:
    document = Document.new(opening_case())
    for lever, value in QUIET.items():
        document = document.with_lever(lever, value)
    return document


@pytest.fixture
def tiles(qtbot: QtBot, english: Language) -> Tiles:
    assert english.current == "en"
    made = Tiles()
    qtbot.addWidget(made)
    made.resize(800, FULL_PX)
    made.show()
    return made


def banded(frame: Frame, **headline: tuple[float, float, float, float, float]) -> Frame:
    p = np.array(frame.outcome.join_probability)
    return replace(frame, bands=Bands(9, p, p, p, p, p, headline=headline))


def test_values_are_the_headlines_as_numbers_writes_them(tiles: Tiles) -> None:
    frame = frame_of(moved())
    tiles.show_frame(frame)
    write, headline = Numbers("en"), frame.outcome.headline
    shown = {key: view.words.value for key, view in tiles.tiles.items()}
    assert tuple(shown) == SHOWN
    assert shown["expected_joiners"] == write.count(headline["expected_joiners"])
    assert shown["listed_joins_probability"] == write.percent_bar(headline["listed_joins_probability"])
    assert shown["winner_strength"] == write.factor(headline["winner_strength"])
    assert shown["public_cost_bn"] == write.money(headline["public_cost_bn"])
    assert shown["duplicate_spending_bn"] == write.money(headline["duplicate_spending_bn"])


@pytest.mark.parametrize("code", ["en", "ko"])
def test_no_name_is_cut_in_the_smallest_window(tiles: Tiles, english: Language, code: Code) -> None:
    english.use(code)
    tiles.resize(NARROW_PX, COMPACT_PX)
    tiles.show_frame(frame_of(Document.new(opening_case()), language=code))
    tiles.grab()
    for view in tiles.tiles.values():
        room = view.width() - 2 * PAD_PX + 1
        assert fitting(view.words.names, WEIGHTS["name"], room) in view.words.names


@pytest.mark.parametrize("ratio", [1.25, 1.5])
def test_no_dark_edge_is_left_where_a_point_is_a_fraction_of_pixels(tiles: Tiles, ratio: float) -> None:
    tiles.show_frame(frame_of(moved()))
    view = tiles.tiles["public_cost_bn"]
    view.resize(101, 67)
    image = QImage(math.ceil(101 * ratio), math.ceil(67 * ratio), QImage.Format.Format_RGB32)
    image.fill(0)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    view._paint_card(painter)
    painter.end()
    right, bottom = image.width() - 1, image.height() - 1
    edges = [(right, y) for y in range(bottom + 1)] + [(x, bottom) for x in range(right)]
    assert min(image.pixelColor(*place).lightness() for place in edges) > 180


def test_changes_are_taken_before_rounding_and_judged(tiles: Tiles) -> None:
    frame = frame_of(moved())
    tiles.show_frame(frame)
    joiners = tiles.tiles["expected_joiners"].words
    difference = frame.outcome.headline["expected_joiners"] - frame.baseline.headline["expected_joiners"]
    assert difference > 0
    assert joiners.change == f"{difference:.1f}"
    assert joiners.rising
    assert joiners.verdict == "good"
    cost = tiles.tiles["public_cost_bn"].words
    assert cost.rising
    assert cost.verdict == "bad"


def test_no_change_shows_no_arrow_and_no_cost_of_an_extra_joiner(tiles: Tiles) -> None:
    tiles.show_frame(frame_of(Document.new(opening_case())))
    assert {view.words.change for view in tiles.tiles.values()} == {""}
    assert {view.words.verdict for view in tiles.tiles.values()} == {"same"}
    assert tiles.tiles["public_cost_bn"].words.notes == ()


def test_cost_of_an_extra_joiner_is_said_where_there_are_more(tiles: Tiles) -> None:
    frame = frame_of(moved())
    tiles.show_frame(frame)
    here, base = frame.outcome.headline, frame.baseline.headline
    extra = (here["public_cost_bn"] - base["public_cost_bn"]) / (here["expected_joiners"] - base["expected_joiners"])
    assert tiles.tiles["public_cost_bn"].words.notes[0] == f"{Numbers('en').money(extra)} an extra joiner"


def test_a_tip_says_what_the_figure_measures_and_a_narrow_tile_names_the_unit_once(tiles: Tiles) -> None:
    tiles.show_frame(banded(frame_of(moved()), duplicate_spending_bn=(4.5, 2.3, 3.0, 6.0, 10.5)))
    for name, view in tiles.tiles.items():
        assert headline_meaning(name) in view.words.exact
    assert "purchases under a guarantee" in tiles.tiles["public_cost_bn"].words.exact
    assert tiles.tiles["duplicate_spending_bn"].words.notes == ("90% ₩2.3 – 10.5 bn", "₩2.3 – 10.5 bn")


def test_the_public_cost_has_its_band_where_no_joiner_more_is_paid_for(tiles: Tiles) -> None:
    tiles.show_frame(banded(frame_of(Document.new(opening_case())), public_cost_bn=(27.1, 17.1, 22.0, 30.0, 32.0)))
    assert tiles.tiles["public_cost_bn"].words.notes == ("90% ₩17.1 – 32.0 bn", "₩17.1 – 32.0 bn")


def test_joiners_say_how_many_may_join_until_the_band_is_there(tiles: Tiles) -> None:
    frame = frame_of(moved())
    tiles.show_frame(frame)
    assert tiles.tiles["expected_joiners"].words.notes == ("of 13 eligible",)
    tiles.show_frame(banded(frame, expected_joiners=(7.0, 5.8, 6.0, 8.0, 11.2)))
    assert tiles.tiles["expected_joiners"].words.notes == ("90% 6 – 11 of 13",)
    assert tiles.tiles["listed_joins_probability"].words.notes[-1].startswith("baseline ")


def test_the_chance_of_any_listed_firm_stands_beside_that_of_the_likeliest(tiles: Tiles) -> None:
    frame, write = frame_of(moved()), Numbers("en")
    tiles.show_frame(frame)
    words = tiles.tiles["listed_joins_probability"].words
    firms = enumerate(frame.outcome.firm_ids)
    listed = [row for row, firm_id in firms if frame.case.firm(firm_id).listing == "own"]
    chance = frame.outcome.join_probability
    best = max(listed, key=lambda row: float(chance[row]))
    said = f"{frame.short_names[best]} {write.percent_bar(float(chance[best]))}"
    assert words.notes[1] == f"likeliest: {said}"
    named = next(line for line in words.exact.splitlines() if line.startswith("Likeliest listed firms: "))
    assert named.startswith(f"Likeliest listed firms: {frame.names[best]} ")
    assert all(frame.names[row] in named for row in sorted(listed, key=lambda row: -float(chance[row]))[:5])
    hidden = frame_of(moved(), shield=True)
    tiles.show_frame(hidden)
    words = tiles.tiles["listed_joins_probability"].words
    assert not any(frame.short_names[row] in f"{words.exact} {words.notes}" for row in listed)


def test_korean_follows_the_frame(tiles: Tiles) -> None:
    frame = replace(frame_of(moved()), language="ko")
    tiles.show_frame(frame)
    write = Numbers("ko")
    assert tiles.tiles["expected_joiners"].words.value.endswith("개")
    assert tiles.tiles["public_cost_bn"].words.value == write.money(frame.outcome.headline["public_cost_bn"])


@pytest.mark.parametrize(("code", "unit"), [("en", " pts"), ("ko", "%p")])
def test_points_are_named_once(tiles: Tiles, english: Language, code: Code, unit: str) -> None:
    english.use(code)
    frame = replace(frame_of(moved()), language=code)
    tiles.show_frame(frame)
    key = "listed_joins_probability"
    difference = frame.outcome.headline[key] - frame.baseline.headline[key]
    assert tiles.tiles[key].words.change == f"{100 * difference:.0f}{unit}"


def test_low_windows_get_lower_tiles(tiles: Tiles) -> None:
    assert tiles.sizeHint().height() == FULL_PX
    tiles.set_compact(True)
    assert tiles.sizeHint().height() == COMPACT_PX


def test_readers_of_the_screen_hear_value_and_baseline(tiles: Tiles) -> None:
    frame = frame_of(moved())
    tiles.show_frame(frame)
    view = tiles.tiles["winner_strength"]
    assert view.accessibleName() == "Best added team"
    assert Numbers("en").factor(frame.outcome.headline["winner_strength"]) in view.accessibleDescription()
    assert Numbers("en").factor(frame.baseline.headline["winner_strength"]) in view.accessibleDescription()
    assert len(tiles.rows()) == 1 + len(SHOWN)


def test_themes_change_the_picture(tiles: Tiles) -> None:
    tiles.show_frame(frame_of(moved()))
    light = tiles.grab().toImage()
    tiles.set_theme(theme.DARK)
    assert tiles.grab().toImage() != light


@pytest.mark.parametrize("width", [480, 560, 640, 800])
def test_a_change_is_shown_at_every_width(tiles: Tiles, width: int) -> None:
    tiles.set_compact(True)
    tiles.resize(width, COMPACT_PX)
    tiles.show_frame(frame_of(moved()))
    view = tiles.tiles["public_cost_bn"]
    picture = view.grab().toImage()
    bad = theme.LIGHT.color("bad")
    inked = [(x, y) for x in range(picture.width()) for y in range(picture.height()) if picture.pixelColor(x, y) == bad]
    assert len(inked) > 10

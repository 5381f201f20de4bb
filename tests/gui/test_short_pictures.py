"""Rows in a picture: it stands on the ground of its slide, and what does not fit is counted in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.export.pictures import SLIDE_PX, ChartPictures, png_of
from gui.frame import Frame, Language
from gui.present.picture import Picture, Words
from gui.present.viewing import Views
from gui.theme import DARK, LIGHT, Theme
from model.document import Document
from model.questions.sensitivity import lever_swings
from tests.gui.frames import frame_of, opening_case


@pytest.fixture
def pictures(dressed: QApplication) -> Iterator[ChartPictures]:
    """The charts of the window in English."""
    assert dressed
    made = ChartPictures("en")
    yield made
    made.close()


def levers_frame(language: Language = "en") -> Frame:
    case = opening_case()
    return replace(frame_of(Document.new(case), language), lever_swings=lever_swings(case, case.status_quo))


def texts(svg: bytes) -> list[str]:
    """Return what is written in a picture."""
    return [re.sub(r"<[^>]*>", "", text).strip() for text in re.findall(r"<text.*?</text>", svg.decode(), re.DOTALL)]


def counted(svg: bytes) -> int:
    """Return how many rows a picture says that it leaves out."""
    said = [match for text in texts(svg) if (match := re.fullmatch(r"\+ (\d+) more", text))]
    assert len(said) <= 1
    return int(said[0][1]) if said else 0


def named(svg: bytes) -> int:
    """Return how many levers a picture names whole."""
    names = {lever.name_en for lever in opening_case().levers}
    return sum(text in names for text in texts(svg))


def test_a_picture_for_a_page_counts_the_rows_that_it_leaves_out(pictures: ChartPictures) -> None:
    every = len(opening_case().levers)
    whole = pictures.svg("matters", levers_frame())
    assert (named(whole), counted(whole)) == (every, 0)
    page = pictures.svg("matters", levers_frame(), most_px=SLIDE_PX)
    assert 0 < named(page) < every
    assert named(page) + counted(page) == every
    again = pictures.svg("matters", levers_frame())  # the same chart, tall once more
    assert (named(again), counted(again)) == (every, 0)


def test_a_chart_whose_rows_fit_says_nothing_of_others(pictures: ChartPictures) -> None:
    assert counted(pictures.svg("why", levers_frame(), most_px=SLIDE_PX)) == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda one: one.name)
def test_a_chart_on_a_slide_stands_on_its_ground_and_counts_the_rest(dressed: QApplication, theme: Theme) -> None:
    assert dressed
    views = Views()
    svg = views.drawn(Picture(Words("", "", "", ""), view="matters"), levers_frame(), frozenset(), theme).svg
    views.close()
    assert 0 < named(svg) < named(svg) + counted(svg) == len(opening_case().levers)
    image = QImage.fromData(png_of(svg, 1.0))
    corners = (3, image.width() - 3)  # of the rows, under the last name and number
    assert {image.pixelColor(x, image.height() - 3).name() for x in corners} == {theme.background}

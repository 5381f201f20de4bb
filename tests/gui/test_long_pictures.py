"""Rows that do not fit into one picture of a page: they go on in the next, each row high enough to be read."""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pptx
import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from gui.export.briefing import Briefing, StoppedError, Wish, build
from gui.export.leaves import drawn
from gui.export.native import native_of
from gui.export.page import A4, SLIDE, Paper
from gui.export.pdf import pdf_bytes
from gui.export.pictures import ChartPictures, size_of
from gui.export.pptx import pptx_bytes
from gui.frame import Language
from gui.theme import LIGHT
from model.slides import Slide
from tests.gui.briefings import DATE, crowded_document
from tests.gui.frames import opening_case
from tests.gui.test_short_pictures import counted, levers_frame, texts

VIEWS = ("why", "stages")
LEAST_ROW_PT = 11.0
MORE = r"\+ ?\d+ more|외 ?\d+"
PAPERS = pytest.mark.parametrize("paper", [A4, SLIDE], ids=["A4", "16:9"])


@cache
def undrawn(language: Language) -> Briefing:
    """Sixty firms in *Why* and in *Stages*, without bands."""
    document = crowded_document(3)
    document = document.with_case(document.case.with_draws(None))
    document = document.with_slides(tuple(Slide(document.names[:1], view, "Sixty") for view in VIEWS))
    return build(document, Wish(language, date=DATE))


@cache
def crowded(language: Language) -> Briefing:
    """The same with its charts drawn."""
    return drawn(undrawn(language))


def solid(text: str) -> str:
    """Return a text without the spaces and the ends of lines that a page puts into it."""
    return re.sub(r"\s", "", text)


def rows_of(page: pypdf.PageObject, names: list[str]) -> dict[str, float]:
    """Return how high on a page each name begins, pt."""
    found: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        for name in names:
            if solid(text) and solid(name).startswith(solid(text)) and len(solid(text)) > len(solid(name)) / 2:
                found.setdefault(name, tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    page.extract_text(visitor_text=note)
    return found


@PAPERS
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_firm_of_a_crowd_is_named_in_rows_that_can_be_read(
    dressed: QApplication, paper: Paper, language: Language
) -> None:
    assert dressed
    briefing = crowded(language)
    names = [firm.name for firm in briefing.subjects[0].firms]
    assert len(names) == 60
    read = pypdf.PdfReader(io.BytesIO(pdf_bytes(briefing, paper))).pages
    told = [(page, page.extract_text()) for page in read]
    for leaf in briefing.leaves:
        count = len(leaf.parts)
        assert count > 1
        shown = [(page, text) for page, text in told if leaf.title in text and f"/{count})" in text]
        assert len(shown) == count
        placed = [rows_of(page, names) for page, _ in shown]
        for number, (_, text) in enumerate(shown, start=1):
            assert f"Sixty ({number}/{count})" in text
            assert not re.search(MORE, text)
        for name in names:
            assert sum(solid(name) in solid(text) for _, text in shown) == 1, name
        assert sorted(name for rows in placed for name in rows) == sorted(names)
        for rows in placed:
            assert min((one - other for one, other in pairwise(rows.values())), default=math.inf) >= LEAST_ROW_PT


def test_the_parts_of_a_chart_are_alike_in_height_and_axis(dressed: QApplication) -> None:
    assert dressed
    svgs = [part.svg for part in crowded("ko").leaves[0].parts]
    ticks = [[text for text in texts(svg) if text.endswith("억원") and text != "−1억원"] for svg in svgs]
    assert ticks[0]
    assert all(one == ticks[0] for one in ticks)
    sizes = {size_of(svg) for svg in svgs}
    assert len(sizes) == 1


def test_cancelling_is_heard_between_two_parts(dressed: QApplication) -> None:
    assert dressed
    heard: list[float] = []

    def stop(share: float) -> None:
        heard.append(share)
        if len(heard) == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        drawn(undrawn("ko"), stop)
    assert heard == [0.0] * 3  # within the first chart


def test_a_picture_after_a_chart_in_parts_is_whole_again(dressed: QApplication) -> None:
    assert dressed
    pictures = ChartPictures("en")
    try:
        frame = replace(levers_frame(), lever="losers_named")
        before = pictures.svg("matters", frame)
        parts = [part.svg for part in pictures.parts("matters", frame)]
        names = {lever.name_en for lever in opening_case().levers}
        found = [text for svg in parts for text in texts(svg) if text in names]
        assert len(parts) > 1
        assert sorted(found) == sorted(names)
        assert not any(map(counted, parts))
        highlight = LIGHT.color("accent_soft").name().encode()
        assert sum(highlight in svg for svg in parts) == 1  # not above or below the rows of another part
        assert pictures.svg("matters", frame) == before
        assert len(pictures.parts("why", frame)) == 1
    finally:
        pictures.close()


def test_an_office_chart_goes_on_with_the_same_axis() -> None:
    for leaf in undrawn("en").leaves:
        assert leaf.frame is not None
        native = native_of(leaf.view, leaf.frame)
        assert native is not None
        parts = [native.part(range(start, min(start + 9, 60))) for start in range(0, 60, 9)]
        assert sum((one.categories for one in parts), ()) == native.categories
        for row, series in enumerate(native.series):
            assert sum((one.series[row].values for one in parts), ()) == series.values
        assert len({one.ends for one in parts}) == 1
        if native.kind == "stacked":
            low, high = parts[0].ends or (0.0, 0.0)
            for values in zip(*(one.values for one in native.series), strict=True):
                assert low <= sum(min(value, 0.0) for value in values)
                assert sum(max(value, 0.0) for value in values) <= high


def test_each_page_of_a_long_chart_says_its_own_rows_in_words(dressed: QApplication) -> None:
    assert dressed
    briefing = crowded("en")
    pages = pptx.Presentation(io.BytesIO(pptx_bytes(briefing))).slides
    short = {firm.name: firm.short for firm in briefing.subjects[0].firms}
    for leaf in briefing.leaves:
        told_of = [[shape.text for shape in page.shapes if shape.has_text_frame] for page in pages]
        mine = [page for page, texts in zip(pages, told_of, strict=True) if any(leaf.title in text for text in texts)]
        frames = [shape for page in mine for shape in page.shapes if shape.has_chart]
        assert len(frames) == len(leaf.parts) > 1
        told = []
        for frame in frames:
            said = frame._element.xpath("./*/p:cNvPr")[0].get("descr")
            rows = [row.split(", ")[0] for row in said.removeprefix(f"{leaf.title}: ").split("; ")]
            firms = [name for name in rows if name in short]
            assert [short[name] for name in firms] == list(frame.chart.plots[0].categories)
            told += rows
        assert sorted(told) == sorted(row[0] for row in leaf.table[1:]), "every row on one page, once"

"""Exports say what the model says: every figure is read back by another library and compared to the last digit."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from typing import Any

import numpy as np
import openpyxl
import pptx
import pypdf
import pytest

from gui.export import look
from gui.export.assumptions import by_rule
from gui.export.briefing import Briefing, Wish, build
from gui.export.csv import csv_bytes
from gui.export.pdf import pdf_bytes
from gui.export.png_svg import png_pictures, svg_pictures
from gui.export.pptx import pptx_bytes
from gui.export.report import report
from gui.export.report_layout import UPRIGHT, body_size
from gui.export.report_pdf import report_pdf_bytes
from gui.export.tables import tables
from gui.export.words import COMPONENT_WORDS, HEADLINE_WORDS, TEXTS, Words
from gui.export.xlsx import LETTER_EM, LINE_PT, xlsx_bytes
from gui.frame import Language
from gui.theme import LIGHT
from model.bands import bands
from model.errors import ModelError
from model.outcome import COMPONENTS, HEADLINES
from model.questions.sensitivity import leading_assumptions
from model.questions.sentence import refusals
from model.slides import WHO_JOINS
from model.solve import solve
from tests.gui.briefings import briefing_of, opening_case, staged_briefing, staged_document, telling_document

pytestmark = pytest.mark.usefixtures("dressed")  # fonts and painters need an application

LETTERS_ACROSS = 180  # of a printed page: letters of some 7 pt
BOTH: tuple[Language, ...] = ("en", "ko")


def digits(values: object) -> object:
    """Return what equals numbers to the sixteen digits that a workbook is written with."""
    return pytest.approx(values, rel=1e-15, abs=0)


def sheet_rows(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    """Return a sheet's rows by heading: the row under which the panes are frozen."""
    sheet = book[name]
    top = int("".join(letter for letter in str(sheet.freeze_panes) if letter.isdigit())) - 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def deck_texts(slide: Any) -> str:
    """Return all text of a slide, tables included."""
    parts = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            parts.append(shape.text_frame.text)
        if shape.has_table:
            parts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(parts)


def test_the_briefing_holds_what_solving_gives() -> None:
    document, briefing = telling_document(), briefing_of()
    for card, subject in zip(document.scenarios, briefing.subjects, strict=True):
        outcome, found = solve(opening_case(), card), bands(opening_case(), card)
        for firm in subject.firms:
            row = outcome.index(firm.id)
            assert firm.join == outcome.join_probability[row]
            assert firm.components_bn == tuple(outcome.components_bn[row])
            assert firm.low90 == pytest.approx(found.low90[row], abs=1e-9)
            assert firm.high50 == pytest.approx(found.high50[row], abs=1e-9)
        chances = [firm.join for firm in subject.firms]
        assert chances == sorted(chances, reverse=True)
        assert {one.lever_id for one in subject.changes} == set(card.changed_from(document.baseline_scenario))


@pytest.mark.parametrize("language", BOTH)
def test_the_workbook_gives_every_figure_back(language: Language) -> None:
    briefing, words = briefing_of(language), Words(language)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(briefing)))
    firms = {(row[words("scenario")], row[words("id")]): row for row in sheet_rows(book, words.sheet("firms"))}
    parts = {(row[words("scenario")], row[words("firm")]): row for row in sheet_rows(book, words.sheet("components"))}
    for one in briefing.subjects:
        for firm in one.firms:
            row = firms[one.name, firm.id]
            assert row[words("join")] == digits(firm.join)
            assert row[words("baseline")] == digits(firm.baseline)
            assert row[f"{words('low')} 90 %"] == digits(firm.low90)
            assert row[f"{words('high')} 50 %"] == digits(firm.high50)
            assert row[words("final")] == digits(firm.final)
            cells = parts[one.name, firm.name]
            assert tuple(cells[words.component(name)] for name in COMPONENTS) == digits(firm.components_bn)
    headings = sheet_rows(book, words.sheet("headlines"))
    for row, one in zip(headings, briefing.subjects, strict=True):
        for key in HEADLINES:
            name = words.headline(key) + (" (KRW bn)" if key.endswith("_bn") else "")
            assert row[name] == digits(one.outcome.headline[key])


def test_the_sheets_are_printed_in_letters_that_can_be_read() -> None:
    briefing = briefing_of()
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(briefing)))
    shown = {briefing.words.sheet(table.id): table for table in tables(briefing)}
    for name, table in shown.items():
        sheet = book[name]
        widths = [spec.width for spec in table.columns]
        keys = sum(widths[: table.keys])
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
        across = sheet.page_setup.fitToWidth or 1
        assert keys + (sum(widths) - keys) / across <= LETTERS_ACROSS
        assert across == 1 or keys + (sum(widths) - keys) / (across - 1) > LETTERS_ACROSS  # no page in vain
        assert sheet.print_title_cols == f"$A:${'ABC'[table.keys - 1]}"
        heading = sheet[sheet.freeze_panes].row - 1
        lines = max(look.lines_of(spec.heading, spec.width * LETTER_EM) for spec in table.columns)
        assert (sheet.row_dimensions[heading].height or LINE_PT) >= LINE_PT * lines  # a line needs none written


def test_the_workbook_has_every_lever_input_and_source_and_native_parts() -> None:
    briefing, words, case = briefing_of(), Words("en"), opening_case()
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(briefing)))
    levers = {row["Id"]: row for row in sheet_rows(book, "Levers")}
    assert set(levers) == {lever.id for lever in case.levers}
    assert levers["losers_named"][briefing.subjects[2].name] == 0.2
    assert len(sheet_rows(book, "Assumptions")) == len(case.inputs)
    assert [row["Id"] for row in sheet_rows(book, "Sources")] == [fact.id for fact in case.facts]
    assert sum(len(sheet._charts) for sheet in book.worksheets) == 1
    drawn = {row["Firm"]: row for row in sheet_rows(book, "Chart")}
    for one in briefing.subjects:
        for firm in one.firms:
            assert drawn[firm.name][one.name] == digits(firm.join)
    join = next(cell for cell in book["Firms"][9] if isinstance(cell.value, float))
    assert join.number_format == "0.0%"
    assert [
        cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    for sheet in book.worksheets:
        head = "\n".join(str(sheet.cell(row, 1).value) for row in range(1, 8))
        for needed in (briefing.stamp, words("forecast"), "Losers' names published", briefing.assumptions[0].short):
            assert needed in head


@pytest.mark.parametrize("language", BOTH)
def test_the_slides_have_native_charts_with_the_numbers(language: Language) -> None:
    briefing = briefing_of(language)
    deck = pptx.Presentation(io.BytesIO(pptx_bytes(briefing)))
    charts = [(slide, shape.chart) for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    out = charts.pop(1)[1].plots[0]  # why firms stay out, after the baseline's slide
    written = {series.name for series in out.series if series._element.find("{*}dLbls") is not None}
    assert written == {briefing.words.component("stigma")}
    rows = refusals(briefing.baseline)
    assert list(out.categories) == [briefing.names.short(briefing.baseline.firm_ids[row]) for row in rows]
    told = [leaf.subjects[0] for leaf in briefing.leaves if leaf.view == WHO_JOINS]
    assert len(told) == len(briefing.subjects) - 1, "the first scenario is still the status quo once more"
    for (slide, chart), one in zip(charts, told, strict=True):
        plot = chart.plots[0]
        assert list(plot.categories) == [firm.short + firm.mark for firm in one.firms]
        assert list(plot.series[0].values) == [firm.join for firm in one.firms]
        if not one.is_baseline:
            assert list(plot.series[-1].values) == [firm.baseline for firm in one.firms]
        space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
        plus = [float(node.text) for node in plot.series[0]._element.findall(f".//{space}plus//{space}v")]
        assert plus == [firm.high90 - firm.join for firm in one.firms]
        embedded = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert embedded.active is not None
        assert [row[1].value for row in embedded.active.iter_rows(min_row=2)] == digits(
            [firm.join for firm in one.firms]
        )
        assert slide.shapes.title.text_frame.text == one.headline
        assert one.name in deck_texts(slide)
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        assert notes == one.note


def every_page_says(briefing: Briefing, texts: list[str]) -> None:
    """Assert that pages carry file, hash, version, date, levers, assumptions and that they are a forecast."""
    for text in texts:
        flat = " ".join(text.split()).replace(" ", "")
        weak = briefing.assumptions[0].short
        for needed in (briefing.stamp, briefing.words("forecast"), weak):
            assert needed.replace(" ", "") in flat


@pytest.mark.parametrize("language", BOTH)
def test_every_page_carries_where_it_comes_from(language: Language) -> None:
    briefing = briefing_of(language)
    deck = pptx.Presentation(io.BytesIO(pptx_bytes(briefing)))
    slides = [deck_texts(slide) for slide in deck.slides]
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf_bytes(briefing))).pages]
    every_page_says(briefing, slides)
    every_page_says(briefing, pages)
    changed = briefing.subjects[3].changes
    assert len(changed) == 3
    for change in changed:
        for texts in (slides, pages):
            flat = ["".join(text.split()) for text in texts]
            said = f"{change.name}{change.before}→".replace(" ", "")
            assert sum(said in text for text in flat) >= 4  # its own page, comparison, levers, assumptions, title


def test_pdf_has_the_face_embedded_and_chances_as_text() -> None:
    briefing = briefing_of("ko")
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(briefing)))
    pages: list[Any] = list(reader.pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert all("Pretendard" in str(one["/FontName"]) for one in inner)
    assert all(any(key in one for key in ("/FontFile2", "/FontFile3")) for one in inner)
    text = "".join(reader.pages[1].extract_text().split())
    for firm in briefing.subjects[0].firms:
        assert firm.short.replace(" ", "") in text
        assert briefing.numbers.percent_bar(firm.join) in text


def test_csv_has_every_figure_in_full_and_nothing_that_runs() -> None:
    briefing = briefing_of()
    content = csv_bytes(briefing)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    by_figure = {(row["scenario"].lstrip("'"), row["firm"], row["figure"]): row for row in rows}
    for one in briefing.subjects:
        for firm in one.firms:
            row = by_figure[one.name, firm.id, "join_probability"]
            assert float(row["value"]) == firm.join
            assert float(row["low90"]) == firm.low90
            assert float(by_figure[one.name, firm.id, "stigma_bn"]["value"]) == firm.components_bn[8]
        for key in HEADLINES:
            assert float(by_figure[one.name, "", key]["value"]) == one.outcome.headline[key]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    assert {row["sha256"] for row in rows} == {briefing.digest}


def test_pictures_are_as_large_as_asked_and_svg_has_its_text() -> None:
    from PySide6.QtGui import QImage

    briefing = briefing_of()
    image = QImage.fromData(png_pictures(briefing, 1.5)[0])
    assert (image.width(), image.height()) == (1440, 810)
    text = svg_pictures(briefing)[0].decode("utf-8")
    assert "Trillion" in text
    assert "Forecast, not fact" in text


@pytest.mark.parametrize("language", BOTH)
def test_the_report_is_one_page_with_its_sections(language: Language) -> None:
    briefing = briefing_of(language)
    lines = report(briefing)
    reader = pypdf.PdfReader(io.BytesIO(report_pdf_bytes(lines, briefing)))
    assert len(reader.pages) == 1
    assert float(reader.pages[0].mediabox.height) == pytest.approx(UPRIGHT.height, abs=1)
    sections = [line.text for line in lines if line.kind == "section"]
    assert len(sections) == 5
    if language == "ko":
        wanted = ("추진배경", "현황", "검토결과", "대안별 비교", "향후과제")
        assert all(word in section for word, section in zip(wanted, sections, strict=True))
    assert body_size(lines) > 7
    table = next(line.rows for line in lines if line.kind == "table")
    joiners = briefing.numbers.count(briefing.subjects[3].outcome.headline["expected_joiners"])
    assert joiners in [cell for row in table for cell in row]


def test_words_are_complete_and_the_same_as_on_screen() -> None:
    assert tuple(COMPONENT_WORDS) == COMPONENTS
    assert set(HEADLINE_WORDS) == set(HEADLINES)
    assert all(english and korean and english != "" for english, korean in TEXTS.values())
    assert all(english.count("{") == korean.count("{") for english, korean in TEXTS.values())
    from tests.translations import CATALOGUES, entries

    said = {(entry.context, entry.source): entry.forms[0] for entry in entries(CATALOGUES / "turnout_ko.ts")}
    for english, korean in COMPONENT_WORDS.values():
        assert said["Components", english] == korean
    for english, korean in HEADLINE_WORDS.values():
        assert said["Headlines", english] == korean


def test_colours_are_those_on_screen() -> None:
    for name in ("TEXT", "MUTED", "PANEL", "GRID", "ACCENT", "BASELINE", "BAR_ON", "BAR_OFF", "BAND"):
        assert getattr(look, name) == getattr(LIGHT, name.lower())


def test_assumptions_are_graded_c_and_those_that_move_the_result_most_come_first() -> None:
    briefing = briefing_of()
    swings = [one.swing_count for one in briefing.assumptions]
    assert swings == sorted(swings, reverse=True)
    assert all(math.isfinite(swing) and swing >= 0 for swing in swings)
    document = telling_document()
    case, tables = document.effective_case, frozenset({"behaviour", "levers"})
    found = leading_assumptions(case, document.opened_scenario, 4, tables=tables)
    assert swings[:4] == [bar.swing for bar in found]
    names = {("behaviour", row.id): row.name_en for row in case.parameters}
    names |= {("levers", lever.id): lever.name_en for lever in case.levers}
    assert [one.name for one in briefing.assumptions[:4]] == [
        names[bar.factor.cell[:2]] for bar in found if bar.factor.cell
    ]
    assert by_rule("assumed", briefing.assumptions) == "assumed"
    assert by_rule("assumed", tuple(replace(one, swing_count=0.0) for one in briefing.assumptions)) == "assumed_widest"
    graded = {row.name_en for row in opening_case().parameters if row.grade == "C"}
    assert len({one.name for one in briefing.assumptions} & graded) > 10


@pytest.mark.parametrize("language", BOTH)
def test_each_slide_is_a_page_with_the_numbers_of_its_chart(language: Language) -> None:
    briefing = staged_briefing(language)
    deck = pptx.Presentation(io.BytesIO(pptx_bytes(briefing)))
    pages = list(deck.slides)[1 : 1 + len(briefing.leaves)]
    assert [slide.shapes.title.text_frame.text for slide in pages] == [leaf.headline for leaf in briefing.leaves]
    charts = {
        leaf.view: next((shape.chart for shape in slide.shapes if shape.has_chart), None)
        for slide, leaf in zip(pages, briefing.leaves, strict=True)
    }
    one, why, turnout = briefing.leaves[2].subjects[0], charts["why"], charts["turnout"]
    compared = charts["compare"]
    assert why is not None
    assert turnout is not None
    assert compared is not None
    parts = np.array([series.values for series in why.plots[0].series]).sum(axis=0)
    each = {"en": 1, "ko": 10}[language]  # in 억원, as on screen
    payoff = {firm.short: each * firm.payoff_bn for firm in one.firms}
    assert why.value_axis.axis_title.text_frame.text.endswith({"en": "KRW bn", "ko": "(단위: 억원)"}[language])
    assert dict(zip(why.plots[0].categories, parts, strict=True)) == pytest.approx(payoff)
    assert list(turnout.plots[0].series[0].values) == one.outcome.joiner_probability.tolist()
    joiners = [subject.outcome.headline["expected_joiners"] for subject in briefing.subjects]
    assert list(compared.plots[0].series[0].values) == joiners
    stages = charts["stages"]
    assert stages is not None
    names = [series.name for series in stages.plots[0].series]
    assert (names[1], names[-1]) == {"en": ("Selected", "Final"), "ko": ("선정", "최종")}[language]
    assert stages.value_axis.maximum_scale == 1
    for chart in (why, stages, compared):
        assert chart.category_axis._element.find("{*}tickLblSkip").get("val") == "1", "every name is shown"
    assert charts["announcements"] is None, "a picture"
    notes = [slide.notes_slide.notes_text_frame.text for slide in pages if slide.has_notes_slide]
    assert "카카오와 NAVER에 물을 것" in notes


def test_both_bands_and_the_baseline_stand_in_the_chart() -> None:
    briefing = briefing_of("en")
    deck = pptx.Presentation(io.BytesIO(pptx_bytes(briefing)))
    number, subject = next(
        (at, leaf.subjects[0]) for at, leaf in enumerate(briefing.leaves) if not leaf.subjects[0].is_baseline
    )
    slide = deck.slides[1 + number]
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    for series, share in zip(chart.plots[0].series, (90, 50), strict=False):
        ends = [float(one.text) for one in series._element.iterfind(".//{*}errBars//{*}v")]
        plus = [getattr(firm, f"high{share}") - firm.join for firm in subject.firms]
        minus = [firm.join - getattr(firm, f"low{share}") for firm in subject.firms]
        assert ends == [*plus, *minus]
    assert [series.name for series in chart.plots[0].series] == [subject.name, "50 % band", "Status quo (Baseline)"]


@pytest.mark.parametrize("language", BOTH)
def test_the_text_of_a_pdf_is_copied_with_spaces_and_hangul(language: Language) -> None:
    briefing = staged_briefing(language)
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(briefing)))
    for page, leaf in zip(reader.pages[1:], briefing.leaves, strict=False):
        text = page.extract_text()
        assert "\t" not in text
        squeezed = "".join(text.split())
        assert "".join(leaf.headline.split()) in squeezed
        assert "".join(briefing.stamp.split()) in squeezed
    fonts: dict[str, Any] = {}
    for one in reader.pages:
        resources: Any = one["/Resources"]
        fonts |= resources["/Font"]
    for font in fonts.values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert "Pretendard" in inner["/BaseFont"]
        assert "/FontFile2" in inner["/FontDescriptor"].get_object(), "embedded"


def test_a_chart_of_ones_own_choice_is_one_picture_a_scenario() -> None:
    from gui.export.leaves import drawn

    document = staged_document()
    briefing = drawn(build(document, Wish("en", date="2026-01-25", chart="turnout")))
    pictures = svg_pictures(briefing)
    assert len(pictures) == len(document.scenarios)
    assert all(b"Turnout" in picture for picture in pictures)
    with pytest.raises(ModelError, match="no chart 'mood'"):
        drawn(build(document, Wish("en", date="2026-01-25", chart="mood")))


def test_the_working_copy_comes_along_where_it_is_asked_for() -> None:
    document = telling_document().with_lever("seats", 3)
    briefing = build(document, Wish("en", date="2026-01-25", working=True))
    assert briefing.subjects[-1].name.endswith("— edited")
    assert briefing.leaves[-1].subjects == briefing.subjects[-1:]
    assert briefing.subjects[-1].scenario.value("seats") == 3
    assert len(build(document, Wish("en", date="2026-01-25")).subjects) == len(document.scenarios)
    kept = document.kept_as_new("Three seats")  # now the working copy is the card itself
    assert [leaf.subjects[0].name for leaf in build(kept, Wish("en")).leaves][-1] == "Three seats"

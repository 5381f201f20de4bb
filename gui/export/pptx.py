"""The briefing as slides: native, editable charts and tables with their data, alternative text and speaker notes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from gui.export.briefing import Briefing
from gui.export.layout import pages
from gui.export.look import ACCENT, OFFICE_FACE, SOFT, TEXT
from gui.export.pack import needed
from gui.export.page import SLIDE, Chart, Drawing, Grid, Page, Text
from gui.export.pptx_chart import add_bars, add_native, rgb
from gui.export.words import Words

PICTURE_SCALE = 3.0
TITLE_ONLY = 5  # layout of the default template
PAD_PT = 4


def pptx_bytes(briefing: Briefing, tick: Callable[[float], None] = lambda _share: None) -> bytes:
    """Return the slides; ExtraError where python-pptx is missing. ``tick`` hears the share done."""
    needed("pptx")
    from pptx import Presentation
    from pptx.util import Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(SLIDE.width), Pt(SLIDE.height)
    _properties(deck, briefing)
    shown = pages(briefing, SLIDE)
    for number, page in enumerate(shown):
        tick(number / len(shown))
        _slide(deck, page, briefing.words)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _properties(deck: Any, briefing: Briefing) -> None:
    core, moment = deck.core_properties, datetime.fromisoformat(briefing.date[:10])
    core.author = core.last_modified_by = "Turnout"
    core.title, core.subject, core.comments = briefing.title, briefing.words("forecast"), briefing.stamp
    core.created = core.modified = moment
    core.language = briefing.language


def _slide(deck: Any, page: Page, words: Words) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    for element in page.elements:
        if isinstance(element, Text):
            _text(slide, element)
        elif isinstance(element, Chart):
            _chart(slide, element, words)
        elif isinstance(element, Drawing):
            _drawing(slide, element)
        else:
            _table(slide, element)
    if page.notes:
        slide.notes_slide.notes_text_frame.text = page.notes


def _text(slide: Any, text: Text) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    place = [Pt(value) for value in (text.x, text.y, text.w, text.h)]
    if text.role == "title":
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = place
    else:
        shape = slide.shapes.add_textbox(*place)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(text.text.split("\n")):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        _run(paragraph, line, text.size, text.bold, text.colour)


def _run(paragraph: Any, line: str, size: float, bold: bool, colour: str, right: bool = False) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = line
    _font(run.font, size, bold, colour)
    east = run.font._element.makeelement(_tag("ea"), {"typeface": OFFICE_FACE})
    run.font._element.append(east)
    run.font.size = Pt(size)


def _font(font: Any, size: float, bold: bool, colour: str) -> None:
    from pptx.util import Pt

    font.size, font.bold, font.name = Pt(size), bold, OFFICE_FACE
    font.color.rgb = rgb(colour)


def _table(slide: Any, grid: Grid) -> None:
    from pptx.util import Pt

    rows, columns = len(grid.rows), len(grid.widths)
    place = [Pt(value) for value in (grid.x, grid.y, sum(grid.widths), sum(grid.heights))]
    frame = slide.shapes.add_table(rows, columns, *place)
    describe(frame, grid.alt)
    table = frame.table
    table.horz_banding = False
    for column, width in enumerate(grid.widths):
        table.columns[column].width = Pt(width)
    for row, (cells, height) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        table.rows[row].height = Pt(height)
        for column, cell in enumerate(cells):
            _cell(table.cell(row, column), cell, grid, heading=not row, right=column >= grid.numbers_from)


def _cell(cell: Any, text: str, grid: Grid, *, heading: bool, right: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    cell.margin_left = cell.margin_right = Pt(PAD_PT)
    cell.margin_top = cell.margin_bottom = Pt(PAD_PT / 2)
    if grid.middle:
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(SOFT if heading else "#ffffff")
    _run(cell.text_frame.paragraphs[0], text.replace("\n", " "), grid.size, heading, ACCENT if heading else TEXT, right)


def _chart(slide: Any, chart: Chart, words: Words) -> None:
    frame = add_bars(slide, chart, (words("band50"), f"{chart.baseline} ({words('baseline')})"))
    describe(frame, chart.alt)


def _drawing(slide: Any, drawing: Drawing) -> None:
    """Put a chart of the window on a slide: natively where there is one like it, else as a picture."""
    if drawing.native is not None:
        describe(add_native(slide, drawing, drawing.native), drawing.alt)
        return
    if not drawing.svg:
        return
    from pptx.util import Pt

    from gui.export.pictures import png_of, size_of

    width, height = size_of(drawing.svg)
    share = min(drawing.w / width, drawing.h / height)
    place = [Pt(value) for value in (drawing.x, drawing.y, width * share, height * share)]
    picture = slide.shapes.add_picture(io.BytesIO(png_of(drawing.svg, PICTURE_SCALE)), *place)
    describe(picture, drawing.alt)


def _tag(name: str, space: str = "main") -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/{space}}}{name}"


def describe(shape: Any, text: str) -> None:
    """Set the alternative text of a chart, table or picture."""
    shape._element.xpath("./*/p:cNvPr")[0].set("descr", text)

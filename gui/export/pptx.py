"""The briefing as slides: native, editable charts and tables with their data, alternative text and speaker notes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from gui.export.briefing import Briefing
from gui.export.layout import pages
from gui.export.look import ACCENT, BAND, BAR_OFF, BAR_ON, BASELINE, BORDER, GRID, OFFICE_FACE, SOFT, TEXT
from gui.export.pack import needed
from gui.export.page import SLIDE, Chart, Grid, Page, Text

LIKELY = 0.5
TITLE_ONLY = 5  # layout of the default template
PAD_PT = 4


def pptx_bytes(briefing: Briefing) -> bytes:
    """Return the slides; ExtraError where python-pptx is missing."""
    needed("pptx")
    from pptx import Presentation
    from pptx.util import Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(SLIDE.width), Pt(SLIDE.height)
    _properties(deck, briefing)
    for page in pages(briefing, SLIDE):
        _slide(deck, page)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _properties(deck: Any, briefing: Briefing) -> None:
    core, moment = deck.core_properties, datetime.fromisoformat(briefing.date[:10])
    core.author = core.last_modified_by = "Turnout"
    core.title, core.subject, core.comments = briefing.title, briefing.words("forecast"), briefing.stamp
    core.created = core.modified = moment
    core.language = briefing.language


def _slide(deck: Any, page: Page) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    for element in page.elements:
        if isinstance(element, Text):
            _text(slide, element)
        elif isinstance(element, Chart):
            _chart(slide, element)
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
    font.color.rgb = _rgb(colour)


def _table(slide: Any, grid: Grid) -> None:
    from pptx.util import Pt

    rows, columns = len(grid.rows), len(grid.widths)
    place = [Pt(value) for value in (grid.x, grid.y, sum(grid.widths), sum(grid.heights))]
    frame = slide.shapes.add_table(rows, columns, *place)
    _describe(frame, grid.alt)
    table = frame.table
    table.horz_banding = False
    for column, width in enumerate(grid.widths):
        table.columns[column].width = Pt(width)
    for row, (cells, height) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        table.rows[row].height = Pt(height)
        for column, cell in enumerate(cells):
            _cell(table.cell(row, column), cell, grid, heading=not row, right=column >= grid.numbers_from)


def _cell(cell: Any, text: str, grid: Grid, *, heading: bool, right: bool) -> None:
    from pptx.util import Pt

    cell.margin_left = cell.margin_right = Pt(PAD_PT)
    cell.margin_top = cell.margin_bottom = Pt(PAD_PT / 2)
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(SOFT if heading else "#ffffff")
    _run(cell.text_frame.paragraphs[0], text.replace("\n", " "), grid.size, heading, ACCENT if heading else TEXT, right)


def _chart(slide: Any, chart: Chart) -> None:
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Pt

    data: Any = needed("pptx.chart.data").CategoryChartData(number_format="0%")
    data.categories = [firm.short + firm.mark for firm in chart.firms]
    data.add_series(chart.name, [firm.join for firm in chart.firms])
    if chart.compare:
        known = [None if firm.baseline != firm.baseline else firm.baseline for firm in chart.firms]
        data.add_series(f"{chart.baseline} ", known)
    place = [Pt(value) for value in (chart.x, chart.y, chart.w, chart.h)]
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    _describe(frame, chart.alt)
    native = frame.chart
    _axes(native, chart.size)
    plot = native.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 45, 100, False
    _paint(plot.series[0], chart)
    if chart.compare:
        _outline(plot.series[1].format, BASELINE)
    if any(firm.low90 == firm.low90 for firm in chart.firms):
        _error_bars(plot.series[0]._element, chart)


def _axes(native: Any, size: float) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    native.has_legend = native.has_title = False
    native.font.size, native.font.name = _points(size), OFFICE_FACE
    across, down = native.value_axis, native.category_axis
    across.minimum_scale, across.maximum_scale, across.major_unit = 0, 1, 0.25
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = "0%", False
    across.major_gridlines.format.line.color.rgb = _rgb(GRID)
    across.format.line.fill.background()
    across.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the order is reversed: high is below
    down.reverse_order, down.major_tick_mark = True, XL_TICK_MARK.NONE
    down.format.line.color.rgb = _rgb(BORDER)
    down.has_major_gridlines = False


def _paint(series: Any, chart: Chart) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION

    _fill(series.format, BAR_ON)
    labels = series.data_labels  # linked to the data, so that they follow an edit
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0%", False
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    for row, firm in enumerate(chart.firms):
        point, likely = series.points[row], firm.join >= LIKELY
        _fill(point.format, BAR_ON if likely else BAR_OFF)
        font = point.data_label.font
        font.bold, font.size = True, _points(chart.size * 0.85)
        font.color.rgb = _rgb("#ffffff" if likely else TEXT)


def _outline(form: Any, colour: str) -> None:
    """Show a bar by its rim alone: the baseline lies over the scenario's bar without hiding it."""

    form.fill.background()
    form.line.color.rgb = _rgb(colour)
    form.line.width = _points(1.5)


def _fill(form: Any, colour: str) -> None:

    form.fill.solid()
    form.fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: str) -> Any:
    return needed("pptx.dml.color").RGBColor.from_string(colour[1:].upper())


def _points(size: float) -> Any:
    from pptx.util import Pt

    return Pt(size)


def _error_bars(series: Any, chart: Chart) -> None:
    """Put the 90 % band on the first series; python-pptx has no call for it."""
    from lxml import etree

    sides = {"plus": [firm.high90 - firm.join for firm in chart.firms],
             "minus": [firm.join - firm.low90 for firm in chart.firms]}  # fmt: skip
    bars = etree.SubElement(series, _tag("errBars", "chart"))
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "1")):
        etree.SubElement(bars, _tag(name, "chart"), val=value)
    for side, values in sides.items():
        literal = etree.SubElement(etree.SubElement(bars, _tag(side, "chart")), _tag("numLit", "chart"))
        etree.SubElement(literal, _tag("formatCode", "chart")).text = "General"
        etree.SubElement(literal, _tag("ptCount", "chart"), val=str(len(values)))
        for row, reach in enumerate(values):
            point = etree.SubElement(literal, _tag("pt", "chart"), idx=str(row))
            etree.SubElement(point, _tag("v", "chart")).text = repr(reach)
    line = etree.SubElement(etree.SubElement(bars, _tag("spPr", "chart")), _tag("ln"), w="12700")
    etree.SubElement(etree.SubElement(line, _tag("solidFill")), _tag("srgbClr"), val=BAND[1:].upper())
    anchor = series.find(_tag("cat", "chart"))
    anchor.addprevious(bars)


def _tag(name: str, space: str = "main") -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/{space}}}{name}"


def _describe(frame: Any, text: str) -> None:
    """Set the alternative text of a chart or table."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", text)

"""Native, editable charts of slides: bars with both bands and the baseline as a mark, and the charts of the window.

What python-pptx has no call for is put into the chart as XML: a colour for each bar, error bars on a series.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from gui.export.look import BAND, BAR_OFF, BAR_ON, BASELINE, BORDER, GRID, LINE_EM, OFFICE_FACE, TEXT, width_em
from gui.export.native import Native
from gui.export.pack import needed
from gui.export.page import Bar, Chart, Drawing

CHART, MAIN = (f"http://schemas.openxmlformats.org/drawingml/2006/{name}" for name in ("chart", "main"))
GAP, OVERLAP = 45, 100  # per cent of a bar
EMU_PER_PT = 12700
THIN_PT, THICK_PT, TICK_PT = 1.0, 3.0, 10.0  # lines of both bands; the mark of the baseline is a short thick one
NAMES_SHARE, LEAST_NAME_PT = 0.4, 5.0  # of a chart's width, that names may take
TICK_SHARE = 0.0025  # of the axis, to either side
WHITE = "#ffffff"
GREY_SHARES, LIGHT_GREY = (0.299, 0.587, 0.114), 150.0  # how bright red, green and blue look; where letters turn dark


def add_bars(slide: Any, chart: Chart, texts: tuple[str, str]) -> Any:
    """Put bars on a slide and return their frame; ``texts`` name the series of the 50 % band and of the baseline."""
    data: Any = needed("pptx.chart.data").CategoryChartData(number_format=chart.style)
    data.categories = [firm.short + firm.mark for firm in chart.firms]
    values = [firm.join for firm in chart.firms]
    data.add_series(chart.name, values)
    banded = any(math.isfinite(firm.low90) for firm in chart.firms)
    if banded:
        data.add_series(texts[0], values)
    if chart.compare:
        data.add_series(texts[1], [_known(firm.baseline) for firm in chart.firms])
    frame = _framed(slide, chart, "BAR_CLUSTERED", data)
    native = frame.chart
    _axes(native, chart.size, (0.0, chart.ticks[-1]), chart.style)
    _label_each(native.category_axis, data.categories, chart)
    native.value_axis.major_unit = chart.ticks[1]
    plot = native.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = GAP, OVERLAP, False
    rows = [series._element for series in plot.series]
    _put(rows[0], _colours(chart.firms) + _labels(chart))
    if banded:
        _put(rows[0], _errors(_reach(chart.firms, "90"), THIN_PT, BAND))
        _put(rows[1], _nothing() + _errors(_reach(chart.firms, "50"), THICK_PT, BAND))
    if chart.compare:
        tick = [TICK_SHARE * chart.ticks[-1]] * len(chart.firms)
        _put(rows[-1], _nothing() + _errors((tick, tick), min(TICK_PT, chart.h / (len(chart.firms) + 1.6)), BASELINE))
    return frame


def add_native(slide: Any, drawing: Drawing, native: Native) -> Any:
    """Put an office chart like one of the window on a slide and return its frame."""
    if native.kind == "lines":
        data: Any = needed("pptx.chart.data").XyChartData(number_format=native.style)
        for one in native.series:
            line = data.add_series(one.name)
            for x, y in zip(native.places, one.values, strict=True):
                line.add_data_point(x, y)
        frame = _framed(slide, drawing, "XY_SCATTER_LINES_NO_MARKERS", data)
    else:
        data = needed("pptx.chart.data").CategoryChartData(number_format=native.style)
        data.categories = native.categories
        for one in native.series:
            data.add_series(one.name, one.values)
        kinds = {"stacked": "BAR_STACKED", "grouped": "BAR_CLUSTERED", "columns": "COLUMN_CLUSTERED"}
        frame = _framed(slide, drawing, kinds[native.kind], data)
    _dress(frame.chart, drawing, native)
    return frame


def _dress(made: Any, drawing: Drawing, native: Native) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION

    made.has_title, made.has_legend = False, True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    made.font.size, made.font.name = _points(drawing.size * 0.85), OFFICE_FACE
    made.value_axis.tick_labels.number_format, made.value_axis.tick_labels.number_format_is_linked = (
        _with_minus(native.style),
        False,
    )
    made.value_axis.major_gridlines.format.line.color.rgb = rgb(GRID)
    if native.kind in {"stacked", "grouped"}:
        made.category_axis.reverse_order = True
        made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # beside costs, not among them
        made.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
        _label_each(made.category_axis, native.categories, drawing)
    if native.kind == "grouped":
        made.value_axis.minimum_scale, made.value_axis.maximum_scale = 0, 1
    if native.ends is not None:
        made.value_axis.minimum_scale, made.value_axis.maximum_scale = native.ends
    if native.unit:
        made.value_axis.has_title = True
        made.value_axis.axis_title.text_frame.text = native.unit
    if native.kind == "lines":
        made.value_axis.minimum_scale, made.value_axis.maximum_scale = 0, 1
        made.category_axis.minimum_scale, made.category_axis.maximum_scale = native.places[0], native.places[-1]
        made.category_axis.has_title = True
        made.category_axis.axis_title.text_frame.text = native.categories[0]
        made.category_axis.has_major_gridlines = False
    for series, one in zip(made.plots[0].series, native.series, strict=True):
        if native.kind == "lines":
            series.format.line.color.rgb, series.format.line.width, series.smooth = rgb(one.colour), _points(1.5), False
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = rgb(one.colour)
        if one.name in native.labelled:
            _write_values(series.data_labels, one.colour, (drawing.size, _with_minus(native.style)))
    if native.kind == "stacked":
        made.plots[0].gap_width, made.plots[0].overlap = GAP, OVERLAP


def _write_values(labels: Any, ground: str, look: tuple[float, str]) -> None:
    """Write values into their bars, in letters that stand out from these; ``look`` is their size and format."""
    light = sum(share * int(ground[at : at + 2], 16) for share, at in zip(GREY_SHARES, (1, 3, 5), strict=True))
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, look[1], False
    labels.font.size, labels.font.bold = _points(look[0]), True
    labels.font.color.rgb = rgb(TEXT if light > LIGHT_GREY else WHITE)


def _with_minus(style: str) -> str:
    """Return a format of numbers that writes a true minus sign."""
    return f'{style};"−"{style}'


def _label_each(axis: Any, names: Iterable[Any], room: Chart | Drawing) -> None:
    """Write every name beside its bars, in letters small enough for one line; an office suite else leaves some out."""
    from lxml import etree

    labels = [str(getattr(name, "label", name)) for name in names]
    widest = max(map(width_em, labels), default=1.0)
    pitch = room.h / (len(labels) + 1.6)
    size = min(room.size, room.w * NAMES_SHARE / widest, pitch / LINE_EM)
    axis.tick_labels.font.size = _points(max(size, LEAST_NAME_PT))
    skip = etree.SubElement(axis._element, f"{{{CHART}}}tickLblSkip")
    skip.set("val", "1")
    last = axis._element.find(f"{{{CHART}}}noMultiLvlLbl")
    if last is not None:  # which the standard wants at the end
        last.addprevious(skip)


def _framed(slide: Any, room: Chart | Drawing, kind: str, data: Any) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE

    place = [_points(value) for value in (room.x, room.y, room.w, room.h)]
    return slide.shapes.add_chart(getattr(XL_CHART_TYPE, kind), *place, data)


def _axes(native: Any, size: float, ends: tuple[float, float], style: str) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    native.has_legend = native.has_title = False
    native.font.size, native.font.name = _points(size), OFFICE_FACE
    across, down = native.value_axis, native.category_axis
    across.minimum_scale, across.maximum_scale = ends
    across.tick_labels.number_format = style if style.endswith("%") else "0"
    across.tick_labels.number_format_is_linked = False
    across.major_gridlines.format.line.color.rgb = rgb(GRID)
    across.format.line.fill.background()
    across.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the order is reversed: high is below
    down.reverse_order, down.major_tick_mark = True, XL_TICK_MARK.NONE
    down.format.line.color.rgb = rgb(BORDER)
    down.has_major_gridlines = False


# XML: the parts of a series stand in a fixed order, spPr before dPt before dLbls before errBars before cat

ORDER = ("idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "dPt", "dLbls", "trendline", "errBars",
         "cat", "val")  # fmt: skip


def _put(series: Any, xml: str) -> None:
    """Put parts into a series where they belong; one that is there already gives way, points and bands add up."""
    from lxml import etree

    root = etree.fromstring(f'<x xmlns:c="{CHART}" xmlns:a="{MAIN}">{xml}</x>')
    for part in list(root):
        name = etree.QName(part).localname
        if name in {"spPr", "dLbls"}:
            for old in series.findall(part.tag):
                series.remove(old)
        after = {f"{{{CHART}}}{one}" for one in ORDER[ORDER.index(name) + 1 :]}
        anchor = next((one for one in series if one.tag in after), None)
        if anchor is None:
            series.append(part)
        else:
            anchor.addprevious(part)


def _colours(firms: Iterable[Bar]) -> str:
    parts = [f'<c:spPr><a:solidFill><a:srgbClr val="{BAR_ON[1:]}"/></a:solidFill></c:spPr>']
    for row, firm in enumerate(firms):
        if not firm.strong:
            parts.append(
                f'<c:dPt><c:idx val="{row}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr><a:solidFill>'
                f'<a:srgbClr val="{BAR_OFF[1:]}"/></a:solidFill></c:spPr></c:dPt>'
            )
    return "".join(parts)


def _labels(chart: Chart) -> str:
    """Return labels that are linked to the data, so that they follow an edit; white on dark bars, and
    on the ground of the bar, so that no band runs through a number.
    """

    def look(colour: str, ground: str) -> str:
        size = round(chart.size * 85)
        return (
            f'<c:numFmt formatCode="{escape(chart.style)}" sourceLinked="0"/><c:spPr><a:solidFill>'
            f'<a:srgbClr val="{ground[1:]}"/></a:solidFill></c:spPr><c:txPr>'
            '<a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0"/>'
            f'<a:p><a:pPr><a:defRPr sz="{size}" b="1"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
            f'</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr><c:dLblPos val="inBase"/>{_FLAGS}'
        )

    points = "".join(
        f'<c:dLbl><c:idx val="{row}"/>{look(TEXT, BAR_OFF)}</c:dLbl>'
        for row, firm in enumerate(chart.firms)
        if not firm.strong
    )
    return f"<c:dLbls>{points}{look(WHITE, BAR_ON)}</c:dLbls>"


_FLAGS = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _nothing() -> str:
    return "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def _errors(reach: tuple[Sequence[float], Sequence[float]], width_pt: float, colour: str) -> str:
    """Return error bars that reach so far above and below the values."""
    parts = ['<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>']
    for side, values in zip(("plus", "minus"), reach, strict=True):
        points = "".join(
            f'<c:pt idx="{row}"><c:v>{value!r}</c:v></c:pt>' for row, value in enumerate(values) if math.isfinite(value)
        )
        parts.append(
            f'<c:{side}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
            f"</c:numLit></c:{side}>"
        )
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
    line = f'<a:ln w="{round(width_pt * EMU_PER_PT)}" cap="flat">{fill}</a:ln>'
    return "".join((*parts, f"<c:spPr>{line}</c:spPr></c:errBars>"))


def _reach(firms: Sequence[Bar], share: str) -> tuple[list[float], list[float]]:
    plus = [getattr(firm, f"high{share}") - firm.join for firm in firms]
    return plus, [firm.join - getattr(firm, f"low{share}") for firm in firms]


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def rgb(colour: str) -> Any:
    """Return a colour as the package wants it."""
    return needed("pptx.dml.color").RGBColor.from_string(colour[1:].upper())


def _points(size: float) -> Any:
    return needed("pptx.util").Pt(size)

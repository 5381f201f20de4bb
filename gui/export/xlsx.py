"""The briefing as a workbook: every figure as a number, with formats, frozen headings and one native chart."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

from gui.export.assumptions import ON_EVERY_PAGE, by_rule
from gui.export.briefing import Briefing
from gui.export.look import ACCENT, BASELINE, MUTED, OFFICE_FACE, SOFT, lines_of
from gui.export.pack import needed
from gui.export.tables import COUNT, MONEY, PERCENT, PLAIN, SMALL_PERCENT, Cell, Table, tables

FORMATS = {
    PERCENT: "0.0%",
    SMALL_PERCENT: "0.00%",
    MONEY: "#,##0.00;[Red]-#,##0.00",
    PLAIN: "0.000",
    COUNT: "0",
    "value": "General",
}
WRAP_FROM = 30  # letters: a wider column of text wraps
MOST_CHARTED = 8  # series that can be told apart
LINE_PT, LETTER_EM = 15.0, 0.62  # height of a line; width of what Excel calls a letter, of the letter height
CHART_PX = (1040, 620)
ABOUT_WIDTHS = (44, 90)
PRINTED_LETTERS = 180  # across a printed page, whose letters are then large enough to be read


def xlsx_bytes(briefing: Briefing, tick: Callable[[float], None] = lambda _share: None) -> bytes:
    """Return the workbook; ExtraError where XlsxWriter is missing. ``tick`` hears the share done."""
    writer = needed("xlsxwriter")
    out = io.BytesIO()
    book = writer.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    moment = datetime.fromisoformat(briefing.date[:10])
    book.set_properties(
        {"title": briefing.title, "author": "Turnout", "comments": briefing.stamp, "created": moment,
         "subject": briefing.words("forecast")}
    )  # fmt: skip
    book.formats[0].set_font_name(OFFICE_FACE)
    styles = _styles(book)
    about = _about(book, briefing, styles)
    made = tables(briefing)
    for number, table in enumerate(made):
        tick(number / len(made))
        _sheet(book, briefing, table, styles)
    _chart(book, about, briefing, styles)
    book.close()
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    plain = {"font_name": OFFICE_FACE, "font_size": 10, "valign": "top"}
    made = {name: book.add_format({**plain, "num_format": code}) for name, code in FORMATS.items()}
    made["text"] = book.add_format(plain)
    made["wrapped"] = book.add_format({**plain, "text_wrap": True})
    made["title"] = book.add_format({**plain, "font_size": 14, "bold": True})
    made["stamp"] = book.add_format({**plain, "font_size": 9, "font_color": MUTED})
    made["warning"] = book.add_format({**plain, "font_size": 10, "bold": True, "font_color": BASELINE})
    made["heading"] = book.add_format(
        {**plain, "bold": True, "bg_color": SOFT, "font_color": ACCENT, "text_wrap": True, "bottom": 1}
    )
    return made


def provenance(briefing: Briefing) -> list[str]:
    """Return the lines above every table: what this is, where from, which levers differ, which assumptions."""
    words = briefing.words
    changed = [
        f"{one.name}: " + (", ".join(f"{c.name} {c.before} → {c.value}" for c in one.changes) or words("none_changed"))
        for one in briefing.subjects
    ]
    weak = ", ".join(one.short for one in briefing.assumptions[:ON_EVERY_PAGE])
    lines = [
        briefing.stamp,
        words("levers_changed", " | ".join(changed)),
        words(by_rule("assumed", briefing.assumptions), weak),
    ]
    return [*lines, words("hidden")] if briefing.shield else lines


def _head(sheet: Any, briefing: Briefing, title: str, styles: dict[str, Any]) -> int:
    """Write title and provenance; return the first row below them."""
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, briefing.words("forecast"), styles["warning"])
    lines = provenance(briefing)
    for row, line in enumerate(lines, start=2):
        sheet.write_string(row, 0, line[:_MOST_LETTERS], styles["stamp"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{briefing.words('forecast')}&C{briefing.digest}&R&P / &N")
    return len(lines) + 3


_MOST_LETTERS = 32_000  # Excel's limit for a cell is 32,767


def _sheet(book: Any, briefing: Briefing, table: Table, styles: dict[str, Any]) -> None:
    name = briefing.words.sheet(table.id)
    sheet = book.add_worksheet(name)
    top = _head(sheet, briefing, f"{name} — {briefing.title}", styles)
    for column, spec in enumerate(table.columns):
        text = "wrapped" if spec.width >= WRAP_FROM else "text"
        sheet.set_column(column, column, spec.width, styles[spec.style or text])
        sheet.write_string(top, column, spec.heading, styles["heading"])
    sheet.set_row(top, LINE_PT * max(lines_of(spec.heading, spec.width * LETTER_EM) for spec in table.columns))
    for row, cells in enumerate(table.rows, start=top + 1):
        lines = max(_lines(cell, spec.width) for cell, spec in zip(cells, table.columns, strict=True))
        if lines > 1:  # an office suite other than Excel leaves the height as it is
            sheet.set_row(row, LINE_PT * lines)
        for column, (cell, spec) in enumerate(zip(cells, table.columns, strict=True)):
            text = "wrapped" if spec.width >= WRAP_FROM else "text"
            if isinstance(cell, str):
                sheet.write_string(row, column, cell, styles[text])
            elif cell is not None:
                sheet.write_number(row, column, cell, styles[spec.style or "value"])
    sheet.freeze_panes(top + 1, 1)
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(top)
    sheet.repeat_columns(0, table.keys - 1)
    sheet.fit_to_pages(pages_across(table), 0)


def pages_across(table: Table) -> int:
    """Return how many pages a printed table is wide; each begins with the columns of the keys."""
    widths = [spec.width for spec in table.columns]
    keys, others = sum(widths[: table.keys]), sum(widths[table.keys :])
    return max(1, math.ceil(others / (PRINTED_LETTERS - keys)))


def _lines(cell: Cell, width: int) -> int:
    """Return how many lines a cell takes; one where its column does not wrap."""
    return lines_of(cell, width * LETTER_EM) if isinstance(cell, str) and width >= WRAP_FROM else 1


def _about(book: Any, briefing: Briefing, styles: dict[str, Any]) -> Any:
    words = briefing.words
    sheet = book.add_worksheet(words.sheet("about"))
    for column, width in enumerate(ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    row = _head(sheet, briefing, briefing.title, styles)
    sheet.write_string(row, 0, words("baseline_is", briefing.baseline_name), styles["text"])
    told = [(one.name, one.headline + (f"\n{one.note}" if one.note else ""), "wrapped") for one in briefing.subjects]
    told.append(("", "", "wrapped"))
    told.append((words("assumptions"), words(by_rule("how_chosen", briefing.assumptions)), "heading"))
    told += [(weak.short, weak.reason, "wrapped") for weak in briefing.assumptions]
    for place, (name, text, style) in enumerate(told, start=row + 1):
        lines = max(_lines(cell, width) for cell, width in zip((name, text), ABOUT_WIDTHS, strict=True))
        sheet.set_row(place, LINE_PT * lines)
        sheet.write_string(place, 0, name, styles[style])
        sheet.write_string(place, 1, text, styles["wrapped"])
    return sheet


def _chart(book: Any, about: Any, briefing: Briefing, styles: dict[str, Any]) -> None:
    """Put a native bar chart of the join probabilities on a sheet of its own, beside the numbers that it draws."""
    name = briefing.words.sheet("chart")
    sheet = book.add_worksheet(name)
    top = _head(sheet, briefing, name, styles)
    shown = briefing.subjects[:MOST_CHARTED]
    known = {firm.id: firm.name for one in shown for firm in one.firms}
    sheet.set_column(0, 0, WRAP_FROM)
    sheet.write_string(top, 0, briefing.words("firm"), styles["heading"])
    for row, firm_name in enumerate(known.values(), start=top + 1):
        sheet.write_string(row, 0, firm_name, styles["text"])
    chart, last = book.add_chart({"type": "bar"}), top + len(known)
    for column, one in enumerate(shown, start=1):
        firms = {firm.id: firm for firm in one.firms}
        sheet.write_string(top, column, one.name, styles["heading"])
        for row, firm_id in enumerate(known, start=top + 1):
            if firm_id in firms:
                sheet.write_number(row, column, firms[firm_id].join, styles[PERCENT])
        series: dict[str, Any] = {
            "name": [name, top, column],
            "categories": [name, top + 1, 0, last, 0],
            "values": [name, top + 1, column, last, column],
        }
        if one.bands is not None:
            rows = [firms.get(firm_id) for firm_id in known]
            series["y_error_bars"] = {
                "type": "custom",
                "plus_values": [0.0 if firm is None else firm.high90 - firm.join for firm in rows],
                "minus_values": [0.0 if firm is None else firm.join - firm.low90 for firm in rows],
            }
        chart.add_series(series)
    _dress(chart, briefing)
    sheet.freeze_panes(top + 1, 1)
    sheet.insert_chart(top, len(shown) + 2, chart, {"description": briefing.words("who_joins")})
    about.activate()


def _dress(chart: Any, briefing: Briefing) -> None:
    chart.set_title({"name": briefing.words("who_joins"), "name_font": {"name": OFFICE_FACE}})
    chart.set_x_axis({"min": 0, "max": 1, "num_format": "0%"})
    chart.set_y_axis({"reverse": True, "num_font": {"name": OFFICE_FACE}})
    chart.set_legend({"position": "bottom", "font": {"name": OFFICE_FACE}})
    chart.set_size({"width": CHART_PX[0], "height": CHART_PX[1]})

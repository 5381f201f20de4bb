"""The one-page report as HWPX, the format of Korean ministries: paragraphs and a native table."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from gui.export.briefing import Briefing
from gui.export.look import ACCENT, BOLD_SHARE, LINE_EM, MUTED, TEXT, lines_of
from gui.export.pack import needed
from gui.export.report import Line
from gui.export.report_layout import LEADS, SIZES, body_size

BODY_STYLE = "바탕글"  # a paragraph else inherits the numbering of a heading
FACE = "맑은 고딕"
INDENTS_MM = {"finding": 2.0, "detail": 6.0, "note": 2.0}
SPACE_PT = {"section": 8.0, "finding": 3.0, "note": 3.0}
MARGIN, TABLE_WIDTH, ROW_HEIGHT = 5669, 48188, 1700  # in 1/7200 inch: 20 mm, 170 mm, 6 mm
NAME_SHARE = 0.4
FACE_SHARE = 0.96  # of the letters of the PDF: this face is wider
UNITS_PER_PT, ROOM_SHARE = 100, 0.92  # of a cell's width, between its margins
_HEAD = "Contents/content.hpf"


def hwpx_bytes(
    lines: tuple[Line, ...], briefing: Briefing, tick: Callable[[float], None] = lambda _share: None
) -> bytes:
    """Return the report; ExtraError where python-hwpx is missing. ``tick`` hears the share done."""
    package: Any = needed("hwpx.document", "hwpx")
    tick(0.0)
    document = package.HwpxDocument.new()
    document.page.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN, header=0, footer=0)
    size = body_size(lines) * FACE_SHARE
    for number, line in enumerate(lines):
        tick(number / len(lines))
        if line.kind == "table":
            _table(document, line, size * SIZES["detail"])
        else:
            _paragraph(document, line, size)
    tick(1.0)
    return _with_heading(document.to_bytes(), briefing)


def _paragraph(document: Any, line: Line, body: float) -> None:
    bold = line.kind in {"title", "section"}
    colour = {"section": ACCENT, "small": MUTED, "note": MUTED}.get(line.kind, TEXT)
    look = document.styles.ensure_run(bold=bold, color=colour, font=FACE, size=round(body * SIZES[line.kind], 1))
    text = LEADS.get(line.kind, "") + line.text
    paragraph = document.add_paragraph(text, style=BODY_STYLE, char_pr_id_ref=look)
    document.styles.apply_paragraph_format(
        paragraphs=[paragraph],
        alignment="CENTER" if line.kind == "title" else "LEFT",
        line_spacing_percent=130,
        indent_left_mm=INDENTS_MM.get(line.kind, 0.0),
        spacing_before_pt=SPACE_PT.get(line.kind, 0.0),
    )


def _table(document: Any, line: Line, size: float) -> None:
    columns = len(line.rows[0])
    height = ROW_HEIGHT * len(line.rows)
    table = document.add_table(len(line.rows), columns, width=TABLE_WIDTH, height=height, style=BODY_STYLE)
    rest = round(TABLE_WIDTH * (1 - NAME_SHARE) / (columns - 1))
    table.set_column_widths([TABLE_WIDTH - rest * (columns - 1), *([rest] * (columns - 1))])
    widths = [TABLE_WIDTH - rest * (columns - 1), *([rest] * (columns - 1))]
    for row, cells in enumerate(line.rows):
        letters = size * (1 if row else BOLD_SHARE)
        rooms = (width * ROOM_SHARE / UNITS_PER_PT / letters for width in widths)
        lines = max(lines_of(text, room) for text, room in zip(cells, rooms, strict=True))
        look = document.styles.ensure_run(bold=not row, color=TEXT, font=FACE, size=round(size, 1))
        for column, text in enumerate(cells):
            cell = table.cell(row, column)
            cell.set_text(text)
            cell.set_size(width=widths[column], height=max(ROW_HEIGHT, round(lines * size * LINE_EM * UNITS_PER_PT)))
            document.styles.apply_paragraph_format(
                paragraphs=cell.paragraphs, alignment="RIGHT" if column and row else "LEFT", line_spacing_percent=120
            )
            for run in cell.paragraphs[0].runs:
                run.char_pr_id_ref = look
        if not row:
            for column in range(columns):
                table.set_cell_shading(row, column, "#EEF8FB")


def _with_heading(content: bytes, briefing: Briefing) -> bytes:
    """Say who made the file and what it is; the package else keeps the heading of its own sample."""
    title, moment = html.escape(briefing.title), f"{briefing.date[:10]}T00:00:00Z"
    values = {"creator": "Turnout", "lastsaveby": "Turnout", "CreatedDate": moment, "ModifiedDate": moment,
              "date": briefing.date[:10], "subject": html.escape(briefing.words("forecast")),
              "description": html.escape(briefing.stamp)}  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == _HEAD:
                text = part.decode("utf-8").replace("<opf:title/>", f"<opf:title>{title}</opf:title>")
                for name, value in values.items():
                    filled = f'<opf:meta name="{name}" content="text">{value}</opf:meta>'
                    pattern = rf'<opf:meta name="{name}" content="text"(?:/>|>[^<]*</opf:meta>)'
                    text = re.sub(pattern, filled.replace("\\", r"\\"), text)
                part = text.encode("utf-8")
            new.writestr(entry, part)
    return out.getvalue()

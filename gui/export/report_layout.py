"""The one-page report laid out: A4 upright, smaller letters where there is more to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gui.export.look import ACCENT, LINE_EM, MUTED, TEXT, height_of
from gui.export.page import Grid, Page, Paper, Text
from gui.export.report import Line

UPRIGHT = Paper(595, 842, 56, 18, 12.5, 8, 0)
SIZES = {"title": 1.6, "section": 1.2, "finding": 1.0, "detail": 0.94, "small": 0.66, "note": 0.74}  # of the body
INDENTS = {"finding": 6.0, "detail": 20.0, "note": 6.0}
LEADS = {"finding": "○ ", "detail": "- ", "note": "※ "}
LEAD_EM = {"finding": 1.3, "detail": 0.8, "note": 1.3}  # room of the sign in front, of the letter height
ABOVE = {"title": 0.0, "section": 10.0, "finding": 4.0, "table": 6.0, "note": 4.0}
LEAST_PT, PAD_PT, NAME_SHARE = 6.0, 4.0, 0.36
OWN_FACE = 1.06  # more fits in the bundled face than in an office suite's, for which widths are estimated


def report_page(lines: tuple[Line, ...], title: str) -> Page:
    """Lay the lines out, in the largest letters that leave them on the page."""
    return _placed(lines, title, body_size(lines))[0]


def body_size(lines: tuple[Line, ...]) -> float:
    """Return the largest size of the body, pt, that leaves the lines on one page."""
    size, end = UPRIGHT.body, UPRIGHT.height - UPRIGHT.margin
    while size > LEAST_PT and _placed(lines, "", size)[1] > end:
        size -= 0.25
    return size


def _placed(lines: tuple[Line, ...], title: str, body: float) -> tuple[Page, float]:
    y = UPRIGHT.margin * 0.8
    elements: list[Text | Grid] = []
    room = UPRIGHT.width - 2 * UPRIGHT.margin
    for line in lines:
        y += ABOVE.get(line.kind, 2.0)
        if line.kind == "table":
            grid = _grid(line, y, body, room)
            elements.append(grid)
            y += sum(grid.heights) + 4
            continue
        *lead, text = (replace(one, y=y) for one in _texts(line, body, room))
        elements += [*lead, text]
        y += text.h
    return Page(title, tuple(elements)), y


def _texts(line: Line, body: float, room: float) -> Iterator[Text]:
    """Yield the sign in front of a line, if it has one, and the line, whose further rows hang below its first."""
    size, x = body * SIZES[line.kind], INDENTS.get(line.kind, 0.0)
    bold = line.kind in {"title", "section"}
    colour = {"section": ACCENT, "small": MUTED, "note": MUTED}.get(line.kind, TEXT)
    if line.kind in LEADS:
        room_pt = size * LEAD_EM[line.kind]
        yield Text(UPRIGHT.margin + x, 0, room_pt, size * LINE_EM, LEADS[line.kind].strip(), size, bold, colour)
        x += room_pt
    height = height_of(line.text, size, (room - x) * OWN_FACE)
    yield Text(UPRIGHT.margin + x, 0, room - x, height, line.text, size, bold, colour)


def _grid(line: Line, y: float, body: float, room: float) -> Grid:
    size, others = body * SIZES["detail"] * 0.92, len(line.rows[0]) - 1
    widths = (room * NAME_SHARE, *((room * (1 - NAME_SHARE) / others,) * others))
    heights = tuple(
        max(height_of(cell, size, (width - 2 * PAD_PT) * OWN_FACE) for cell, width in zip(row, widths, strict=True))
        + 2 * PAD_PT
        for row in line.rows
    )
    return Grid(UPRIGHT.margin, y, widths, heights, line.rows, size, 1, line.text)

"""Colours and faces of exported pages: those of the light theme, without Qt, so that a slide needs no screen."""

from __future__ import annotations

import unicodedata

TEXT, MUTED, PANEL, SOFT, GRID, BORDER = "#1c2127", "#626b77", "#ffffff", "#eef8fb", "#edf0f3", "#b9c2cc"
ACCENT, BASELINE, BAR_ON, BAR_OFF, BAND = "#0b6e8a", "#b94a0b", "#237c95", "#99c2ce", "#1c2127"
OFFICE_FACE = "Malgun Gothic"  # on every Korean Windows; elsewhere the office suite takes its own Hangul face

WIDE_EM, CAPITAL_EM, NARROW_EM, SPACE_EM = (
    0.97,
    0.7,
    0.55,
    0.32,
)  # advance of a letter, on the wide side, so that estimates hold
BOLD_SHARE = 1.2  # of the width of plain letters, where an office suite takes a wide face of its own
LINE_EM = 1.36  # height of a line


def width_em(text: str) -> float:
    """Return about how wide a text is, in widths of its letter height; rather too wide than too narrow."""
    return sum(map(_advance_em, text))


def _advance_em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF" or letter in "₩→MWmw@":
        return WIDE_EM
    if letter.isupper() or letter in "%—":
        return CAPITAL_EM
    return SPACE_EM if letter in " .,·:" else NARROW_EM


def wrapped(text: str, room_em: float) -> list[str]:
    """Return the lines of a text in a room so many letter heights wide; a word longer than the line is broken."""
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in paragraph.split(" "):
            width = width_em(word)
            if line and used + SPACE_EM + width > room_em:
                lines.append(line)
                line, used = "", 0.0
            line, used = (f"{line} {word}", used + SPACE_EM + width) if line else (word, width)
            while used > room_em and len(line) > 1:
                count = _fitting(line, room_em)
                lines.append(line[:count])
                line = line[count:]
                used = width_em(line)
        lines.append(line)
    return lines


def _fitting(text: str, room_em: float) -> int:
    """Return how many letters of a text fit, at least one."""
    count, used = 0, 0.0
    while count < len(text) and (used := used + _advance_em(text[count])) <= room_em:
        count += 1
    return max(count, 1)


def lines_of(text: str, room_em: float) -> int:
    """Return how many lines a text takes in a room so many letter heights wide."""
    return len(wrapped(text, room_em))


def height_of(text: str, size: float, width: float, bold: bool = False) -> float:
    """Return how high a text is, in the unit of ``size`` and ``width``; bold letters are wider, in any face."""
    return lines_of(text, width / size / (BOLD_SHARE if bold else 1.0)) * size * LINE_EM

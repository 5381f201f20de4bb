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
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE_EM
    if letter.isupper() or letter in "%—→":
        return CAPITAL_EM
    return SPACE_EM if letter in " .,·:" else NARROW_EM


def lines_of(text: str, room_em: float) -> int:
    """Return how many lines a text takes in a room so many letter heights wide, words and Hangul letters wrapping."""
    count = 0
    for paragraph in text.split("\n"):
        used, lines = 0.0, 1
        for word in paragraph.split(" "):
            width = width_em(word)
            if used and used + SPACE_EM + width > room_em:
                lines, used = lines + 1, 0.0
            used += width + (SPACE_EM if used else 0.0)
            while used > room_em:  # a word longer than the line is broken
                lines, used = lines + 1, used - room_em
        count += lines
    return count


def height_of(text: str, size: float, width: float, bold: bool = False) -> float:
    """Return how high a text is, in the unit of ``size`` and ``width``; bold letters are wider, in any face."""
    return lines_of(text, width / size / (BOLD_SHARE if bold else 1.0)) * size * LINE_EM

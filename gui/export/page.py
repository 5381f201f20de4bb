"""What a page is made of: texts, charts and tables at places in points."""

from __future__ import annotations

from dataclasses import dataclass, field

from gui.export.briefing import FirmRow, Subject
from gui.export.look import TEXT

MOST_LETTERS = 220  # of a cell; the workbook has it in full
PAD_PT = 4.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A page's size and letter sizes, pt."""

    width: float
    height: float
    margin: float
    title: float
    body: float
    foot: float
    row: float  # of a chart


SLIDE = Paper(960, 540, 40, 28, 12.5, 8, 21)
A4 = Paper(842, 595, 40, 23, 11, 7.5, 22)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that wraps in its room; ``h`` is what it is taken to need."""

    x: float
    y: float
    w: float
    h: float
    text: str
    size: float
    bold: bool = False
    colour: str = TEXT
    role: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of the join probabilities, with baseline and bands where there are any; ``alt`` says them in words."""

    x: float
    y: float
    w: float
    h: float
    firms: tuple[FirmRow, ...]
    compare: bool
    name: str
    baseline: str
    alt: str
    size: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: widths and heights in pt, the heading in row 0; columns from ``numbers_from`` on are right-aligned."""

    x: float
    y: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    size: float
    numbers_from: int
    alt: str


Element = Text | Chart | Grid


@dataclass(frozen=True)
class Page:
    """One page: its elements, the first being the title, and the speaker's notes."""

    title: str
    elements: tuple[Element, ...]
    notes: str = ""
    subject: Subject | None = field(default=None, repr=False)


def shortened(text: str, letters: int = MOST_LETTERS) -> str:
    """Return a text of at most so many letters, with an ellipsis where it was cut."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"

"""What a page is made of: texts, charts and tables at places in points."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from gui.export.briefing import FirmRow, Subject
from gui.export.look import TEXT
from gui.export.native import Native

LIKELY = 0.5
MOST_LETTERS = 220  # of a cell; the workbook has it in full
PAD_PT = 4.0
MOST_TICKS = 8


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
class Bar:
    """One bar: its label, the sign after it, value, baseline and bands (NaN where there are none), as written."""

    short: str
    mark: str
    join: float
    baseline: float
    strong: bool
    written: str
    low90: float = math.nan
    low50: float = math.nan
    high50: float = math.nan
    high90: float = math.nan

    @property
    def reach(self) -> float:
        """How far to the right anything of it stands."""
        return max(value for value in (self.join, self.baseline, self.high90) if math.isfinite(value))


def bar_of(firm: FirmRow) -> Bar:
    """Return a firm's bar."""
    edges = (firm.low90, firm.low50, firm.high50, firm.high90)
    return Bar(firm.short, firm.mark, firm.join, firm.baseline, firm.join >= LIKELY, f"{100 * firm.join:.0f}%", *edges)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with baseline and bands where there are any; ``alt`` says them in words. ``ticks`` are the axis's."""

    x: float
    y: float
    w: float
    h: float
    firms: tuple[Bar, ...]
    compare: bool
    name: str
    baseline: str
    alt: str
    size: float
    ticks: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)
    style: str = "0%"  # of the numbers, as an office chart writes them


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of the window: as vector, and natively where an office chart can be like it."""

    x: float
    y: float
    w: float
    h: float
    svg: bytes
    native: Native | None
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
    middle: bool = False  # cells written at half their height, beside bars


Element = Text | Chart | Grid | Drawing


@dataclass(frozen=True)
class Page:
    """One page: its elements, the first being the title, and the speaker's notes."""

    title: str
    elements: tuple[Element, ...]
    notes: str = ""
    subject: Subject | None = field(default=None, repr=False)


def counted(most: float) -> tuple[float, ...]:
    """Return the ticks of an axis of counts from nil to at least ``most``."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if most <= MOST_TICKS * step)
    return tuple(float(step * row) for row in range(math.ceil(most / step) + 1))


def ends_of(edges: tuple[float, ...] | None) -> tuple[float, float, float, float]:
    """Return the ends of the 90 % and 50 % bands of a headline: low, low, high, high; NaN where there are none."""
    if edges is None:
        return math.nan, math.nan, math.nan, math.nan
    _, low90, low50, high50, high90 = map(float, edges)
    return low90, low50, high50, high90


def shortened(text: str, letters: int = MOST_LETTERS) -> str:
    """Return a text of at most so many letters, with an ellipsis where it was cut."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"

"""What one slide draws, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gui.frame import Language
from model.levers import Lever
from model.slides import WHO_JOINS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Manner:
    """How slides are shown: the language, and whether letters stand for firms."""

    language: Language = "en"
    shield: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one slide, as shown."""

    headline: str
    subtitle: str
    question: str  # instead of both while the room guesses
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the big numbers, and what stands under it."""

    value: str
    label: str
    plain_label: str  # without the number of the baseline
    note: str = ""  # beside it, smaller


@dataclass(frozen=True, slots=True)
class LiveLever:
    """A lever that can be moved on a slide; values in the lever's unit."""

    lever: Lever
    value: float
    saved: float  # what the scenario says
    tick: float  # what the baseline says
    name: str
    text: str

    @property
    def moved(self) -> bool:
        """Say whether it stands elsewhere than in the saved scenario."""
        return self.value != self.saved


@dataclass(frozen=True, slots=True)
class Compared:
    """A scenario among others on one slide; ``joiners`` is NaN until it is solved."""

    name: str
    joiners: float
    baseline: float
    is_baseline: bool
    texts: tuple[str, ...] = ()  # the big numbers


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that one slide draws. Arrays [n] are in the deck's order of firms; the baseline may be NaN."""

    words: Words
    firm_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    join: Floats = field(default_factory=lambda: np.zeros(0), repr=False)
    baseline: Floats = field(default_factory=lambda: np.zeros(0), repr=False)
    bands: Floats | None = field(default=None, repr=False)  # [4, n]: low90, low50, high50, high90
    chances: tuple[str, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    figures: tuple[Figure, ...] = ()
    levers: tuple[LiveLever, ...] = ()
    baseline_name: str = ""
    number: int = 1
    count: int = 1
    guessing: bool = False
    view: str = WHO_JOINS
    compared: tuple[Compared, ...] = ()
    svg: bytes = field(default=b"", repr=False)  # a chart of the window, where the slide shows one

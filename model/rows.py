"""What the tables of a case hold, row by row, as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm: its names, everything that identifies it, and its numbers by column name."""

    id: str
    name_en: str
    name_ko: str
    short_name_en: str
    short_name_ko: str
    aliases: tuple[str, ...]
    listing: str
    size: str
    numbers: Mapping[str, float] = field(repr=False)
    note_en: str = ""
    note_ko: str = ""

    def name(self, language: str) -> str:
        """Return the firm's name in ``"ko"`` or ``"en"``."""
        return self.name_ko if language == "ko" else self.name_en

    def short_name(self, language: str) -> str:
        """Return the firm's short name in ``"ko"`` or ``"en"``."""
        return self.short_name_ko if language == "ko" else self.short_name_en


@dataclass(frozen=True, slots=True)
class Call:
    """A public call: its dates, who is already in the programme, and every lever as announced."""

    id: str
    title_en: str
    title_ko: str
    opens: str
    closes: str
    incumbents: tuple[str, ...]
    leave_per_stage: int
    earlier_rule_changes: float
    lever_values: Mapping[str, float] = field(repr=False)

    def title(self, language: str) -> str:
        """Return the call's title in ``"ko"`` or ``"en"``."""
        return self.title_ko if language == "ko" else self.title_en


@dataclass(frozen=True, slots=True)
class Eligible:
    """A firm that may join a call: earlier failures (count), months lost, date of its announcement or ''."""

    call: str
    firm: str
    earlier_failures: float
    months_lost: float
    announced_on: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a firm did in a call, with date, source and grade."""

    call: str
    firm: str
    joined: bool
    announced_on: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Event:
    """A share-price event: the firm's and the market's return (shares) and the odds the public gave it before."""

    firm: str
    date: str
    kind: str
    raw_return_share: float
    market_return_share: float
    public_odds_probability: float
    used: bool
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A behavioural parameter with its prior: family, mean, standard deviation and bounds in its unit."""

    id: str
    name_en: str
    name_ko: str
    unit: str
    family: str
    mean: float
    sd: float
    low: float
    high: float
    reason_en: str
    reason_ko: str
    source: str
    grade: str

    def name(self, language: str) -> str:
        """Return the parameter's name in ``"ko"`` or ``"en"``."""
        return self.name_ko if language == "ko" else self.name_en


@dataclass(frozen=True, slots=True)
class Fact:
    """A published statement with its value, unit, date, source and grade."""

    id: str
    date: str
    statement: str
    value: str
    unit: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Input:
    """Where one number comes from: range, source, grade and reason."""

    table: str
    row: str
    column: str
    low: float
    high: float
    source: str
    grade: str
    reason_en: str
    reason_ko: str

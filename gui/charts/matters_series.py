"""What *What matters* draws, as plain numbers and finished texts taken from a frame: no widgets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.charts.words import headline_name
from gui.frame import shielded_name
from gui.numbers import MINUS
from model.evidence import EvidenceRow, evidence
from model.outcome import HEADLINES
from model.questions.sobol import OTHERS, Index, Indices
from model.questions.swings import FIRM, Bar, Factor, Over, Swings, Tornado, unit_of
from model.shield import TELLING_COLUMNS

if TYPE_CHECKING:
    from gui.frame import Frame
    from gui.numbers import Numbers
    from model.levers import Lever
    from model.questions.swing_bands import SwingBands

WEAK = "C"
Span = tuple[float, float] | None
WHOLE = 1e-9  # how near to a whole number a tick is one
DIGITS = 3  # of a value without a step


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One factor as listed: texts of its values, its bar or its shares of variance."""

    factor: Factor
    name: str
    grade: str
    now: str
    low: str
    high: str
    bar: Bar | None
    index: Index | None
    spans: tuple[Span, Span] = (None, None)  # 90 % bands of the change to the low and to the high end

    @property
    def weak(self) -> bool:
        """Whether its value or its effect is an assumption of grade C."""
        return self.grade == WEAK


@dataclass(frozen=True)
class MattersSeries:
    """The rows, widest first; ``low`` and ``high`` are the least and the greatest figure to be drawn."""

    target: str
    over: Over
    now: float
    rows: tuple[MatterRow, ...] = field(repr=False)
    hidden: int = 0  # left out: they would tell a firm under the shield

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        return unit_of(self.target)

    @property
    def banded(self) -> bool:
        """Whether it is known how far the bars are known."""
        return any(span is not None for row in self.rows for span in row.spans)

    def reach(self, span: Span) -> tuple[float, ...]:
        """Return between which values a band of a change is drawn from the present figure, within what there can be."""
        most = 1.0 if self.unit == "probability" else math.inf
        return () if span is None else tuple(min(max(self.now + edge, 0.0), most) for edge in span)

    @property
    def span(self) -> tuple[float, float]:
        """The least and the greatest figure among the bars and the present one."""
        bars = [row.bar for row in self.rows if row.bar is not None]
        every = [self.now, *(bar.low_result for bar in bars), *(bar.high_result for bar in bars)]
        every += [edge for row in self.rows for span in row.spans for edge in self.reach(span)]
        known = [value for value in every if math.isfinite(value)] or [0.0]
        return min(known), max(known)


NOTHING = MattersSeries("expected_joiners", "levers", 0.0, ())


class FactorWords:
    """Names and values of levers and inputs for one case, language and state of the shield."""

    def __init__(self, frame: Frame, numbers: Numbers) -> None:
        self.frame, self.numbers = frame, numbers
        self._levers: dict[str, Lever] = {lever.id: lever for lever in frame.case.levers}
        self._inputs: dict[object, EvidenceRow] = {row.key: row for row in evidence(frame.case, frame.document.case)}

    def rest(self, index: Index, count: int) -> MatterRow:
        """Return what stands for all assumptions without an index of their own."""
        text = QCoreApplication.translate("MattersWords", "All others ({0})").format(self.numbers.number(count))
        return MatterRow(index.factor, text, "", "", "", "", None, index)

    def row(self, factor: Factor, bar: Bar | None, index: Index | None) -> MatterRow | None:
        """Return a factor as listed; None for an input that would tell a firm under the shield."""
        ends = (bar.low_value, bar.high_value) if bar is not None else (factor.values[0], factor.values[-1])
        if factor.cell is None:
            lever = self._levers[factor.id]
            now, low, high = (self.numbers.value(lever, value) for value in (factor.now, *ends))
            return MatterRow(factor, lever.name(self.frame.language), lever.grade, now, low, high, bar, index)
        entry = self._inputs[factor.cell]
        if self.frame.shield and (entry.group == "events" or entry.key[2] in TELLING_COLUMNS):
            return None
        now, low, high = (self._input_value(entry, value) for value in (factor.now, *ends))
        return MatterRow(factor, self._input_name(entry), entry.entry.grade, now, low, high, bar, index)

    def _input_name(self, entry: EvidenceRow) -> str:
        label, language = entry.label(self.frame.language), self.frame.language
        about = []
        if entry.firm:
            firm = self.frame.case.firm(entry.firm)
            shown = shielded_name(self.frame.case, entry.firm, language)
            about.append(shown if self.frame.shield else firm.short_name(language))
        if entry.date:
            about.append(self.numbers.date_short(entry.date))
        if entry.call and entry.call != self.frame.scenario.call:
            about.append(self.frame.case.call(entry.call).title(language))
        return f"{' · '.join(about)}: {label}" if about else label

    def _input_value(self, entry: EvidenceRow, value: float) -> str:
        if entry.measure.kind in {"switch", "choice"}:
            return self.numbers.value(entry.as_lever(0), value)
        size = abs(float(f"{value:.{DIGITS}g}"))
        text = self.numbers.value(entry.as_lever(_decimals(size)), size)
        return MINUS + text if value < 0 else text


def _decimals(value: float) -> int:
    return len(f"{value:.12f}".rstrip("0").partition(".")[2])


def swings_of(frame: Frame, over: Over) -> Swings | None:
    """Return the answer at hand over levers or assumptions, perhaps of another policy, or None."""
    swings = frame.lever_swings if over == "levers" else frame.assumption_swings
    return swings if swings is not None and frame.measure in swings.targets else None


def tornado_series(words: FactorWords, swings: Swings, target: str) -> MattersSeries:
    """Return the bars of one figure: every lever, or the assumptions that move it."""
    tornado = swings.tornado(target)
    wanted = [bar for bar in tornado.bars if swings.over == "levers" or bar.swing]
    rows = [words.row(bar.factor, bar, None) for bar in wanted]
    shown = [row for row in rows if row is not None]
    bands = bands_of(words.frame, swings)
    if bands is not None:
        shown = [replace(row, spans=_spans(row, bands, tornado)) for row in shown]
    return MattersSeries(target, swings.over, tornado.now, tuple(shown), len(rows) - len(shown))


def bands_of(frame: Frame, swings: Swings | None) -> SwingBands | None:
    """Return how far the bars of an answer are known, where it is known."""
    bands = frame.swing_bands
    if swings is None or bands is None or swings.over != "levers":
        return None
    return bands if bands.is_of(swings.scenario, dict(swings.limits)) else None


def _spans(row: MatterRow, bands: SwingBands, tornado: Tornado) -> tuple[Span, Span]:
    bar = row.bar
    if bar is None or not bar.swing:
        return None, None

    def at(value: float) -> Span:
        return None if value == bar.factor.now else bands.at(tornado.target, bar.factor, value)

    return at(bar.low_value), at(bar.high_value)


def shares_series(words: FactorWords, indices: Indices, target: str) -> MattersSeries:
    """Return the shares of variance of one figure, greatest total first."""
    rows = [
        words.rest(index, indices.others) if index.factor == OTHERS else words.row(index.factor, None, index)
        for index in indices.of(target)
    ]
    shown = tuple(row for row in rows if row is not None)
    return MattersSeries(target, indices.over, 0.0, shown, len(rows) - len(shown))


def figure_name(frame: Frame, target: str) -> str:
    """Return what a figure is called on screen: a headline, or a firm as shown."""
    if not target.startswith(FIRM):
        return headline_name(target)
    row = frame.row_of(target.removeprefix(FIRM))
    return "" if row is None else frame.names[row]


def figure_text(numbers: Numbers, unit: str, value: float) -> str:
    """Return a figure with its unit."""
    if unit == "probability":
        return numbers.percent(value)
    if unit == "bn":
        return numbers.money(value)
    return numbers.factor(value) if unit == "factor" else numbers.count(value)


def axis_texts(numbers: Numbers, unit: str, ticks: Sequence[float]) -> list[str]:
    """Return what stands at the ticks of an axis: counts and percents without decimals where every one is whole."""
    scale = 100.0 if unit == "probability" else 1.0
    whole = all(abs(scale * tick - round(scale * tick)) < WHOLE for tick in ticks)
    if whole and unit == "probability":
        return [numbers.percent_bar(tick) for tick in ticks]
    if whole and unit == "count":
        return [numbers.count(tick, 0) for tick in ticks]
    return [figure_text(numbers, unit, tick) for tick in ticks]


def change_text(numbers: Numbers, unit: str, difference: float) -> str:
    """Return a swing: points for a probability, else the figure's own unit."""
    if unit == "probability":
        return numbers.points_short(difference, signed=False)
    return figure_text(numbers, unit, difference)


def signed_text(numbers: Numbers, unit: str, difference: float) -> str:
    """Return a change with its sign."""
    if unit == "probability":
        return numbers.points_short(difference)
    if unit == "bn":
        return numbers.money(difference, signed=True)
    return numbers.factor(difference, signed=True) if unit == "factor" else numbers.count(difference, signed=True)


__all__ = [
    "HEADLINES",
    "NOTHING",
    "FactorWords",
    "MatterRow",
    "MattersSeries",
    "Span",
    "axis_texts",
    "bands_of",
    "change_text",
    "figure_name",
    "figure_text",
    "shares_series",
    "signed_text",
    "swings_of",
    "tornado_series",
]

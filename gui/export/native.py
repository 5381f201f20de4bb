"""What an office chart needs to show what a chart of the window shows: categories and series, as plain numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gui.charts.axis import nice_step
from gui.export.look import BAR_ON, BASELINE
from gui.export.words import Words
from gui.numbers import EOK_PER_BN
from model.outcome import COMPONENTS
from model.questions.sentence import heaviest_costs
from model.slides import REFUSALS, WHY

if TYPE_CHECKING:
    from gui.frame import Frame

SERIES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8a6d00", "#1c2127", "#7b848f")  # Okabe and Ito's


@dataclass(frozen=True, slots=True)
class Series:
    """A row of numbers with its name and colour."""

    name: str
    values: tuple[float, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Native:
    """``kind``: "stacked" or "grouped" bars, "columns", or "lines" over the numbers in ``places``.

    ``unit`` is what stands at the axis of the values.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    style: str
    places: tuple[float, ...] = ()
    unit: str = ""
    ends: tuple[float, float] | None = None  # of the axis of the values, where parts are to share one
    labelled: tuple[str, ...] = ()  # names of the series whose values are written into their bars

    def part(self, rows: Sequence[int]) -> Native:
        """Return some of the rows on the axis of all of them; the whole where there are no rows."""
        if self.kind not in {"stacked", "grouped"}:
            return self
        series = tuple(replace(one, values=tuple(one.values[row] for row in rows)) for one in self.series)
        ends = self._reach() if self.kind == "stacked" else None
        return replace(self, categories=tuple(self.categories[row] for row in rows), series=series, ends=ends)

    def _reach(self) -> tuple[float, float]:
        rows = list(zip(*(one.values for one in self.series), strict=True))
        low = min((sum(min(value, 0.0) for value in row) for row in rows), default=0.0)
        high = max((sum(max(value, 0.0) for value in row) for row in rows), default=0.0)
        step = nice_step(high - low)
        return math.floor(low / step) * step, math.ceil(high / step) * step


def native_of(view: str, frame: Frame) -> Native | None:
    """Return the office chart of a view, or None where there is none like it."""
    made = MAKERS.get(view)
    return None if made is None else made(frame, Words(frame.language))


def _refusals(frame: Frame, words: Words) -> Native:
    """Return *Why* of the firms that stay out; what weighs most is written into its bars."""
    heaviest = heaviest_costs(frame.outcome, frame.order)
    return replace(_why(frame, words), labelled=tuple(words.component(name) for name, _ in heaviest))


def _short(frame: Frame, row: int) -> str:
    """Return a firm's short name; under the shield the letter with its word, as beside other bars."""
    return frame.names[row] if frame.shield else frame.short_names[row]


def _categories(frame: Frame) -> tuple[str, ...]:
    return tuple(_short(frame, row) for row in frame.order)


def _why(frame: Frame, words: Words) -> Native:
    from gui.theme import LIGHT

    order, parts, currency = list(frame.order), frame.outcome.components_bn, frame.case.meta["currency"]
    won = frame.language == "ko" and currency == "KRW"
    each = EOK_PER_BN if won else 1
    used = [row for row in range(len(COMPONENTS)) if parts[:, row].any()]
    series = tuple(
        Series(
            words.component(COMPONENTS[row]),
            tuple((parts[order, row] * each).tolist()),
            LIGHT.components[COMPONENTS[row]],
        )
        for row in used
    )
    unit = words("components_unit_won") if won else words("components_unit", currency)
    return Native("stacked", _categories(frame), series, "0" if won else "0.0", unit=unit)


def _turnout(frame: Frame, words: Words) -> Native:
    now, before = frame.outcome.joiner_probability, frame.baseline.joiner_probability
    count = max(len(now), len(before))
    rows = [[*map(float, one), *([0.0] * (count - len(one)))] for one in (now, before)]
    series = (Series(words("probability"), tuple(rows[0]), BAR_ON), Series(words("baseline"), tuple(rows[1]), BASELINE))
    return Native("columns", tuple(map(str, range(count))), series, "0%")


def _stages(frame: Frame, words: Words) -> Native:
    order, join = list(frame.order), frame.outcome.join_probability
    chances = frame.outcome.stage_probability
    names = (words("join"), *words.stages(len(chances)))
    series = tuple(
        Series(name, tuple(values[order].tolist()), SERIES[row % len(SERIES)])
        for row, (name, values) in enumerate(zip(names, (join, *(join * chances)), strict=True))
    )
    return Native("grouped", _categories(frame), series, "0%")


def _tipping(frame: Frame, _words: Words) -> Native | None:
    curve = frame.curves.get(frame.lever)
    if curve is None or not len(curve.values):
        return None
    lever = frame.case.lever(frame.lever)
    series = tuple(
        Series(_short(frame, row), tuple(curve.join_probability[:, row].tolist()), SERIES[place % len(SERIES)])
        for place, row in enumerate(frame.order)
    )
    return Native("lines", (lever.name(frame.language),), series, "0%", tuple(curve.values.tolist()))


MAKERS: Mapping[str, Callable[[Frame, Words], Native | None]] = {
    WHY: _why,
    REFUSALS: _refusals,
    "turnout": _turnout,
    "stages": _stages,
    "tipping": _tipping,
}

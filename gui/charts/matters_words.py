"""What *What matters* says in words: the line above it, its legend, its ranges and the tooltip of a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.charts.matters_series import (
    MatterRow,
    MattersSeries,
    Span,
    change_text,
    figure_name,
    figure_text,
    signed_text,
    swings_of,
)
from gui.frame import ASSUMPTIONS
from model.errors import ModelError
from model.questions.sobol import OTHERS, Indices
from model.questions.swings import Over

if TYPE_CHECKING:
    from gui.frame import Frame
    from gui.numbers import Numbers
    from model.goal import Goal


class MattersWords:
    """The words of the view, with numbers as one language writes them."""

    def __init__(self, write: Numbers) -> None:
        self.write = write

    def reading(self, frame: Frame, series: MattersSeries, found: Indices | ModelError | None) -> tuple[str, ...]:
        """Return what is drawn in one line, the longest wording first: whose figure, or what is still to come."""
        name = figure_name(frame, frame.measure)
        if isinstance(found, ModelError):
            return (found.text(frame.language),)
        if isinstance(found, Indices):
            each, solves = len(found.factors) - bool(found.others), self.write.number(found.solves)
            counts = (self.write.number(each + found.others), self.write.number(each))
            if found.others:
                text = self.tr("{0}: {1} assumptions vary, {2} with a share each · {3} solves")
                text = text.format(name, *counts, solves)
            else:
                text = self.tr("{0}: shares of variance of {1} factors · {2} solves").format(name, counts[0], solves)
            short = self.tr("{0} vary, {1} with a share each").format(*counts)
        elif swings_of(frame, series.over) is None:
            part = "matters" if series.over == "levers" else ASSUMPTIONS
            if part in frame.busy:
                return (self.tr("{0} · computing…").format(name),)
            return (self.tr("{0}: too many sets of winners to try every assumption").format(name),)
        else:
            now = figure_text(self.write, series.unit, series.now)
            text, short = self.tr("{0} now {1}").format(name, now), self.tr("Now {0}").format(now)
        if series.hidden:
            text = self.tr("{0} · {1} hidden by the name shield").format(text, self.write.number(series.hidden))
        return text, short, ""  # better nothing than half a word

    def legend(self, series: MattersSeries, shares: bool, reach: Goal) -> tuple[str, ...]:
        """Return what the signs and the ranges mean, the longest wording first; the ranges are said in each."""
        ranges = self._ranges(series.over, shares, reach)
        if shares:
            texts = [
                self.tr("filled: total share of the variance"),
                self.tr("ring: alone"),
                self.tr("lines: 90 % interval"),
            ]
            texts.append(self.tr("all vary at once"))
        else:
            texts = [self.tr("faint: at its low end"), self.tr("strong: at its high end")]
            if series.banded:
                texts.append(self.tr("thin line: 90 % band of the change"))
            texts += [self.tr("hatched: grade C"), self.tr("upright line: now")]
        return tuple(" · ".join((*texts[:count], ranges)) for count in range(len(texts), 0, -1))

    def _ranges(self, over: Over, shares: bool, reach: Goal) -> str:
        if over == "assumptions" and shares:
            return self.tr("varied as in the draws, else over the range in the evidence")
        if over == "assumptions":
            return self.tr("ranges: 5 to 95 % of the draws, else as in the evidence")
        if not (reach.ranges or reach.locked):
            return self.tr("ranges: all that a lever allows")
        counts = (self.write.number(len(reach.ranges)), self.write.number(len(reach.locked)))
        return self.tr("ranges: {0} set, {1} locked, else all that a lever allows").format(*counts)

    def range_of(self, row: MatterRow) -> str:
        """Return between which values a factor goes, or that it stays; nothing for several together."""
        if row.factor == OTHERS:
            return ""
        if row.factor.values[0] == row.factor.values[-1]:
            return self.tr("locked at {0}").format(row.now)
        return self.write.between(row.low, row.high)

    def span(self, span: Span, unit: str) -> str:
        """Return a band of a change as text, nothing where there is none."""
        return "" if span is None else self.write.between(*(signed_text(self.write, unit, edge) for edge in span))

    def told(self, row: MatterRow, series: MattersSeries) -> Iterator[str]:
        """Yield everything about a row, line by line."""
        unit = series.unit
        yield row.name
        if row.weak:
            yield self.tr("Grade C: an assumption, not a measured value")
        if row.factor == OTHERS:
            yield self.tr("Each moves the figure less than those with a share of their own; they vary together")
        else:
            yield self.tr("Now {0}").format(row.now)
        if row.bar is not None:
            if row.factor.values[0] == row.factor.values[-1]:
                yield self.tr("locked at {0}").format(row.now)
                return
            ends = ((row.low, row.bar.low_result), (row.high, row.bar.high_result))
            for (value, result), span in zip(ends, row.spans, strict=True):
                text = f"{value} → {figure_text(self.write, unit, result)}"
                yield (
                    text
                    if span is None
                    else self.tr("{0} (90 % band of the change {1})").format(text, self.span(span, unit))
                )
            yield self.tr("Swing {0}").format(change_text(self.write, unit, row.bar.swing))
        if row.index is not None:
            index = row.index
            if row.factor != OTHERS:
                yield self.tr("Varied over {0}").format(self.range_of(row))
            for text, part, interval in (
                (self.tr("Total {0} ({1})"), index.total, (index.total_low, index.total_high)),
                (self.tr("Alone {0} ({1})"), index.first, (index.first_low, index.first_high)),
            ):
                edges = (self.write.percent(edge) for edge in interval)
                yield text.format(self.write.percent(part), self.write.between(*edges))

    def tr(self, text: str) -> str:
        """Return a text in the language on screen."""
        return QCoreApplication.translate("MattersWords", text)

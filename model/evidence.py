"""What a forecast rests on: every input of a case with range, sources and grade, and where the case was fitted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from model.case import Case, Edit
from model.inputwords import COLUMNS
from model.levers import Lever
from model.outcome import Outcome
from model.rows import Fact, Input
from model.scenario import Scenario
from model.tables import columns_of, key_of

Group = Literal["firms", "calls", "levers", "behaviour", "events"]

GROUPS: tuple[Group, ...] = ("firms", "calls", "levers", "behaviour", "events")
GRADES: tuple[str, ...] = ("A", "B", "C")
HALF = 0.5  # a forecast counts as "joins" from here on
ASSUMPTION = "assumption"  # what stands in place of a source where there is none
_GROUP_OF: Mapping[str, Group] = MappingProxyType({"eligibility": "firms", **{group: group for group in GROUPS}})
_FINE_DECIMALS = 6  # of what may be typed where no step is given


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of an input: a fact of the case, or the text itself where it names a publication."""

    text: str
    fact: Fact | None = field(default=None, repr=False)

    @property
    def assumed(self) -> bool:
        """Whether there is no source but the author's judgement."""
        return self.fact is None and self.text == ASSUMPTION


@dataclass(frozen=True, slots=True)
class Measure:
    """How a number is written and what it may be at all: unit, kind, bounds in its unit, decimals, options."""

    unit: str
    kind: Literal["number", "integer", "switch", "choice"]
    low: float
    high: float
    decimals: int
    options_en: tuple[str, ...] = ()
    options_ko: tuple[str, ...] = ()

    def allows(self, value: float) -> bool:
        """Say whether the case can take a value; False for NaN and for part of a whole."""
        return self.low <= value <= self.high and (self.kind == "number" or value == round(value))

    @property
    def fixed(self) -> bool:
        """Whether there is one value only."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One input: where it stands, what it is about, its value beside the loaded one, and what it rests on."""

    entry: Input
    group: Group
    firm: str  # id of the firm it is about, or ""
    call: str  # id of the call it is about, or ""
    date: str  # of an event, or ""
    label_en: str
    label_ko: str
    value: float
    loaded: float
    loaded_text: str  # as the cell was written
    measure: Measure
    citations: tuple[Citation, ...] = field(repr=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """Table, row and column of the cell."""
        return self.entry.table, self.entry.row, self.entry.column

    @property
    def edited(self) -> bool:
        """Whether the value is another one than in the case as loaded."""
        return self.value != self.loaded

    @property
    def beyond(self) -> int:
        """-1 below the stated range, 1 above it, 0 inside; a range is a judgement, no bound."""
        return self.side_of(self.value)

    def side_of(self, value: float) -> int:
        """Return on which side of the stated range a value lies: -1, 0 or 1."""
        return int(value > self.entry.high) - int(value < self.entry.low)

    def label(self, language: str) -> str:
        """Return what the input is called, in ``"ko"`` or ``"en"``."""
        return self.label_ko if language == "ko" else self.label_en

    def reason(self, language: str) -> str:
        """Return why it has this value, in ``"ko"`` or ``"en"``."""
        return self.entry.reason_ko if language == "ko" else self.entry.reason_en

    def as_lever(self, decimals: int) -> Lever:
        """Return the input as a lever without bounds, which is what numbers are written and read by."""
        measure = self.measure
        unit = "bn" if measure.unit == "bn_per_month" else measure.unit
        kind = measure.kind if measure.kind in {"switch", "choice"} else "number"
        return Lever(
            id="", group="", name_en=self.label_en, name_ko=self.label_ko, unit=unit, kind=kind,
            low=float("-inf"), high=float("inf"), step=10.0**-decimals, status_quo=self.loaded,
            low_means_en="", low_means_ko="", high_means_en="", high_means_ko="", how_en="", how_ko="",
            options=measure.options_en, options_en=measure.options_en, options_ko=measure.options_ko,
            source="", grade=self.entry.grade,
        )  # fmt: skip

    def edit_to(self, value: float) -> Edit:
        """Return the edit that gives it another value; the document drops an edit back to what was loaded."""
        rounded = round(value, self.measure.decimals)
        return Edit(*self.key, self.loaded_text if value == self.loaded else f"{rounded:.12g}")


def evidence(case: Case, loaded: Case) -> tuple[EvidenceRow, ...]:
    """Return every input of a case, in the order of ``inputs.csv``; ``loaded`` is the case before any edit."""
    levers = {lever.id: lever for lever in case.levers}
    facts = {fact.id: fact for fact in case.facts}
    cells = {table: {key_of(table, row): row for row in rows} for table, rows in case.tables.items()}
    first = {table: {key_of(table, row): row for row in rows} for table, rows in loaded.tables.items()}
    rows = []
    for entry in case.inputs:
        text = cells[entry.table][entry.row][entry.column]
        before = first[entry.table].get(entry.row, {}).get(entry.column, text)
        call, firm, date = _about(entry)
        label = label_of(case, entry)
        rows.append(
            EvidenceRow(
                entry=entry,
                group=_GROUP_OF[entry.table],
                firm=firm,
                call=call,
                date=date,
                label_en=label[0],
                label_ko=label[1],
                value=float(text),
                loaded=float(before),
                loaded_text=before,
                measure=_measure(case, entry, levers),
                citations=_citations(entry.source, facts),
            )
        )
    return tuple(rows)


def twins(case: Case, edit: Edit) -> tuple[Edit, ...]:
    """Return the same edit in the other table, where a lever's status quo stands a second time."""
    opening = case.meta["opening_call"]
    if edit.table == "levers" and edit.column == "status_quo":
        return (Edit("calls", opening, edit.row, edit.value),)
    if edit.table == "calls" and edit.row == opening and edit.column in {lever.id for lever in case.levers}:
        return (Edit("levers", edit.column, "status_quo", edit.value),)
    return ()


def supporting(case: Case, citations: tuple[Citation, ...]) -> tuple[Fact, ...]:
    """Return the facts that are cited and, after them, those that a derived fact was worked out from."""
    facts = {fact.id: fact for fact in case.facts}
    found = {row.fact.id: row.fact for row in citations if row.fact is not None}
    waiting = list(found.values())
    while waiting:
        for fact_id in mentioned(waiting.pop(0).source, facts):
            if fact_id not in found:
                found[fact_id] = facts[fact_id]
                waiting.append(facts[fact_id])
    return tuple(found.values())


def mentioned(source: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """Return the ids of facts that a source text names, in its order."""
    words = re.findall(r"[A-Za-z0-9]+-[A-Za-z0-9]+", source)
    return tuple(dict.fromkeys(word for word in words if word in known))


@dataclass(frozen=True, slots=True)
class Backtest:
    """How many of the recorded decisions the model gets right, each call solved as it was announced."""

    hits: int
    decisions: int
    left_out_hits: int | None = (
        None  # each forecast by a fit without its firm; None where the fit's report is not at hand
    )


def backtest(case: Case, outcome_of: Callable[[Scenario], Outcome]) -> Backtest:
    """Compare every recorded decision with the forecast of its call as announced: right on the same side of one half.

    ModelError as ``outcome_of`` raises it.
    """
    hits = decisions = 0
    for call_id in _recorded_calls(case):
        outcome = outcome_of(case.scenario_for(call_id))
        chance = dict(zip(outcome.firm_ids, outcome.join_probability, strict=True))
        for row in case.decisions:
            if row.call == call_id and row.firm in chance:
                decisions += 1
                hits += bool(chance[row.firm] >= HALF) == row.joined
    return Backtest(hits, decisions)


def fitted_range(case: Case) -> Mapping[str, tuple[float, float]]:
    """Return, by lever id, the least and the greatest value among the calls with recorded decisions, in its unit."""

    def spanned() -> Mapping[str, tuple[float, float]]:
        calls = [case.call(call_id) for call_id in _recorded_calls(case)]
        if not calls:
            return MappingProxyType({})
        seen = {lever.id: [call.lever_values[lever.id] for call in calls] for lever in case.levers}
        return MappingProxyType({lever_id: (min(values), max(values)) for lever_id, values in seen.items()})

    return case.memo.get("fitted_range", "", spanned)


def outside_levers(case: Case, scenario: Scenario) -> tuple[str, ...]:
    """Return the ids of the levers that a scenario sets outside the range the case was fitted on."""
    ranges = fitted_range(case)
    return tuple(
        lever.id
        for lever, value in zip(scenario.levers, scenario.values, strict=True)
        if lever.id in ranges and not ranges[lever.id][0] <= value <= ranges[lever.id][1]
    )


def _recorded_calls(case: Case) -> tuple[str, ...]:
    spoken = {row.call for row in case.decisions}
    return tuple(call.id for call in case.calls if call.id in spoken)


def _about(entry: Input) -> tuple[str, str, str]:
    """Return the call, the firm and the date that an input is about, "" where there is none."""
    if entry.table == "firms":
        return "", entry.row, ""
    if entry.table == "calls":
        return entry.row, "", ""
    if entry.table == "eligibility":
        call, firm = entry.row.split("/")
        return call, firm, ""
    if entry.table == "events":
        firm, date = entry.row.split("/")
        return "", firm, date
    return "", "", ""


def label_of(case: Case, entry: Input) -> tuple[str, str]:
    """Return what an input is called, in English and in Korean."""
    lever = _lever_of(entry, {lever.id: lever for lever in case.levers})
    if lever is not None:
        return lever.name_en, lever.name_ko
    if entry.table == "behaviour":
        parameter = next(row for row in case.parameters if row.id == entry.row)
        return parameter.name_en, parameter.name_ko
    words = COLUMNS[entry.table, entry.column]
    return words.en, words.ko


def _lever_of(entry: Input, levers: Mapping[str, Lever]) -> Lever | None:
    """Return the lever whose value as announced an input is."""
    if entry.table == "levers":
        return levers[entry.row]
    return levers.get(entry.column) if entry.table == "calls" else None


def _measure(case: Case, entry: Input, levers: Mapping[str, Lever]) -> Measure:
    lever = _lever_of(entry, levers)
    if lever is not None:
        options = (lever.options_en, lever.options_ko)
        return Measure(lever.unit, lever.kind, lever.low, lever.high, lever.decimals, *options)
    if entry.table == "behaviour":
        parameter = next(row for row in case.parameters if row.id == entry.row)
        return Measure(parameter.unit, "number", parameter.low, parameter.high, _FINE_DECIMALS)
    unit = COLUMNS[entry.table, entry.column].unit
    column = next(column for column in columns_of(entry.table) if column.name == entry.column)
    if column.kind == "flag":
        return Measure(unit, "switch", 0.0, 1.0, 0)
    whole = column.kind == "integer"
    return Measure(unit, "integer" if whole else "number", column.low, column.high, 0 if whole else _FINE_DECIMALS)


def _citations(source: str, facts: Mapping[str, Fact]) -> tuple[Citation, ...]:
    parts = [part.strip() for part in source.split(";") if part.strip()]
    return tuple(Citation(part, facts.get(part)) for part in parts)

"""The briefing as tables: every figure once, under names of columns, for the workbook and for CSV."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gui.export.assumptions import written
from gui.export.briefing import Briefing, FirmRow, Subject
from model.evidence import evidence
from model.outcome import COMPONENTS, HEADLINES

Cell = str | float | int | None
PERCENT, SMALL_PERCENT, MONEY, PLAIN, COUNT = "percent", "small_percent", "money", "plain", "count"


@dataclass(frozen=True)
class Column:
    """A column: its heading, how its numbers are shown, and its width in letters."""

    heading: str
    style: str = ""
    width: int = 14


@dataclass(frozen=True)
class Table:
    """A sheet: rows under columns; numbers are the model's, None is an empty cell."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: int = 1  # columns that say what a row is about


def tables(briefing: Briefing) -> tuple[Table, ...]:
    """Return every table of a briefing, the results first."""
    makers: Sequence[Callable[[Briefing], Table]] = (
        headlines, firms, components, turnout, stages, levers, assumptions, sources,
    )  # fmt: skip
    return tuple(maker(briefing) for maker in makers)


def headlines(briefing: Briefing) -> Table:
    """Return the headlines, a row a scenario, with the edges of the 90 % band."""
    words = briefing.words
    columns = [Column(words("scenario"), width=30)]
    for key in HEADLINES:
        style = MONEY if key.endswith("_bn") else PERCENT if key.endswith("_probability") else PLAIN
        name = words.headline(key) + (f" ({briefing.case.meta['currency']} bn)" if style == MONEY else "")
        columns += [Column(name, style, 18), Column(f"{name}: {words('low')} 90 %", style)]
        columns += [Column(f"{name}: {words('high')} 90 %", style)]
    columns.append(Column(words("equilibrium"), width=20))
    rows = []
    for one in briefing.subjects:
        cells: list[Cell] = [one.name]
        for key in HEADLINES:
            edges = one.bands.headline.get(key) if one.bands is not None else None
            low, high = (None, None) if edges is None else (edges[1], edges[4])
            cells += [number(one.outcome.headline[key]), number(low), number(high)]
        rows.append((*cells, one.outcome.equilibrium.count))
    return Table("headlines", tuple(columns), tuple(rows))


def firms(briefing: Briefing) -> Table:
    """Return what is forecast of each firm in each scenario."""
    words = briefing.words
    percents = ("join", "baseline", "change")
    columns = [Column(words("scenario"), width=30), Column(words("firm"), width=24), Column(words("id"), width=16)]
    columns += [Column(words(key), PERCENT) for key in percents]
    columns += [Column(f"{words(side)} {share} %", PERCENT, 10) for side, share in _EDGES]
    columns += [Column(words("selection"), PERCENT), Column(words("final"), PERCENT), Column(words("payoff"), MONEY)]
    columns += [Column(words("noise"), MONEY), Column(words("strength"), PLAIN)]
    columns += [Column(words("decision")), Column(words("pin")), Column(words("standard_error"), SMALL_PERCENT)]
    rows = [(one.name, *firm_cells(briefing, firm)) for one in briefing.subjects for firm in one.firms]
    return Table("firms", tuple(columns), tuple(rows), keys=2)


_EDGES = (("low", 90), ("low", 50), ("high", 50), ("high", 90))


def firm_cells(briefing: Briefing, firm: FirmRow) -> tuple[Cell, ...]:
    """Return a firm's row without its scenario."""
    numbers = (firm.join, firm.baseline, firm.join - firm.baseline, firm.low90, firm.low50, firm.high50, firm.high90)
    more = (firm.selection, firm.final, firm.payoff_bn, firm.noise_bn, firm.strength)
    decision = {None: "undecided", True: "joined", False: "declined"}[firm.joined]
    said = "" if briefing.shield else briefing.words(decision)
    pin = {None: "", True: briefing.words("pinned_in"), False: briefing.words("pinned_out")}[firm.pin]
    return (firm.name, firm.id, *map(number, numbers + more), said, pin, number(firm.standard_error))


def components(briefing: Briefing) -> Table:
    """Return the payoff of joining and what it is made of, bn."""
    words = briefing.words
    columns = [Column(words("scenario"), width=30), Column(words("firm"), width=24)]
    columns += [Column(words.component(name), MONEY, 16) for name in COMPONENTS] + [Column(words("payoff"), MONEY, 16)]
    rows = [
        (one.name, firm.name, *map(number, firm.components_bn), number(firm.payoff_bn))
        for one in briefing.subjects
        for firm in one.firms
    ]
    return Table("components", tuple(columns), tuple(rows), keys=2)


def turnout(briefing: Briefing) -> Table:
    """Return the distribution of the number of joiners, a column a scenario."""
    most = max(len(one.outcome.joiner_probability) for one in briefing.subjects)
    columns = [Column(briefing.words("joiners"), COUNT), *(Column(one.name, PERCENT, 20) for one in briefing.subjects)]
    rows = [(count, *(_at(one, count) for one in briefing.subjects)) for count in range(most)]
    return Table("turnout", tuple(columns), tuple(rows))


def _at(one: Subject, count: int) -> Cell:
    chances = one.outcome.joiner_probability
    return float(chances[count]) if count < len(chances) else None


def stages(briefing: Briefing) -> Table:
    """Return the chance of being in the programme at each stage, given that the firm joins."""
    words = briefing.words
    most = max(len(firm.stages) for one in briefing.subjects for firm in one.firms)
    columns = [Column(words("scenario"), width=30), Column(words("firm"), width=24)]
    columns += [Column(name, PERCENT) for name in words.stages(most)]
    rows = []
    for one in briefing.subjects:
        for firm in one.firms:
            padding = (None,) * (most - len(firm.stages))
            rows.append((one.name, firm.name, *map(number, firm.stages), *padding))
    return Table("stages", tuple(columns), tuple(rows), keys=2)


def levers(briefing: Briefing) -> Table:
    """Return every lever: its value in each scenario, status quo and range, source and grade."""
    words, language, names = briefing.words, briefing.language, briefing.names
    columns = [Column(words("lever"), width=34), Column(words("id"), width=22), Column(words("unit"), width=10)]
    columns += [Column(one.name, "value", 16) for one in briefing.subjects]
    columns += [Column(words(key), "value", 12) for key in ("status_quo", "low", "high")]
    columns += [Column(words("source"), width=30), Column(words("grade"), width=8)]
    rows = []
    for lever in briefing.case.levers:
        values = [lever.plain(one.scenario.value(lever.id)) for one in briefing.subjects]
        ends = (lever.plain(lever.status_quo), lever.low, lever.high)
        source = "" if names.tells(lever.source) else lever.source
        unit = "" if lever.kind in {"switch", "choice"} else lever.unit
        cells = (*map(_switch, values), *map(_switch, ends))
        rows.append((names.clean(lever.name(language)), lever.id, unit, *cells, source, lever.grade))
    return Table("levers", tuple(columns), tuple(rows))


def _switch(value: Cell) -> Cell:
    return int(value) if isinstance(value, bool) else value


def assumptions(briefing: Briefing) -> Table:
    """Return every input with range, sources and grade; under the shield those that tell a firm are left out."""
    words, names, language = briefing.words, briefing.names, briefing.language
    headings = (("table", 12), ("row", 22), ("column", 22), ("assumption", 34))
    columns = [Column(words(key), width=width) for key, width in headings]
    columns += [Column(words(key), "value") for key in ("value", "low", "high")]
    columns += [Column(words("range"), width=26), Column(words("unit"), width=12), Column(words("grade"), width=8)]
    columns += [Column(words("source"), width=24), Column(words("reason"), width=80)]
    rows = []
    for row in evidence(briefing.case, briefing.loaded):
        entry = row.entry
        ends = briefing.numbers.between(*(written(row, value, briefing.numbers) for value in (entry.low, entry.high)))
        texts = (*row.key, row.label(language), entry.source, row.reason(language))
        if briefing.shield and (row.firm or row.date or any(map(names.tells, texts))):
            continue
        rows.append(
            (*texts[:4], row.value, entry.low, entry.high, ends, row.measure.unit, entry.grade, entry.source, texts[5])
        )
    return Table("assumptions", tuple(columns), tuple(rows), keys=3)


def sources(briefing: Briefing) -> Table:
    """Return the facts that inputs cite; under the shield none, since a dated statement tells who made it."""
    words = briefing.words
    headings = (("id", 12), ("date", 14), ("statement", 90), ("value", 16), ("unit", 12), ("source", 60), ("grade", 8))
    facts = () if briefing.shield else briefing.case.facts
    rows = [(one.id, one.date, one.statement, one.value, one.unit, one.source, one.grade) for one in facts]
    return Table("sources", tuple(Column(words(key), width=width) for key, width in headings), tuple(rows))


def number(value: float | None) -> Cell:
    """Return a number, or an empty cell where there is none."""
    return None if value is None or not math.isfinite(value) else float(value)

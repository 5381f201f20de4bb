"""The tables of a case read into typed rows: each function reads one table that has been checked cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from model.levers import PATHS, RESERVED_SEAT_OPTIONS, Lever
from model.rows import Call, Decision, Eligible, Event, Fact, Firm, Input, Parameter
from model.schema import FIRMS
from model.tables import Row, Tables, cell_fault, checked_table

FIRM_NUMBERS: tuple[str, ...] = tuple(column.name for column in FIRMS if column.is_input)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def build_firms(rows: tuple[Row, ...]) -> tuple[Firm, ...]:
    """Read ``firms.csv``."""
    return tuple(
        Firm(
            id=row["id"],
            name_en=row["name_en"],
            name_ko=row["name_ko"],
            short_name_en=row["short_name_en"],
            short_name_ko=row["short_name_ko"],
            aliases=_list(row["aliases"]),
            listing=row["listing"],
            size=row["size"],
            numbers=MappingProxyType({name: float(row[name]) for name in FIRM_NUMBERS}),
            note_en=row["note_en"],
            note_ko=row["note_ko"],
        )
        for row in rows
    )


def build_calls(rows: tuple[Row, ...]) -> tuple[Call, ...]:
    """Read ``calls.csv``."""
    return tuple(
        Call(
            id=row["id"],
            title_en=row["title_en"],
            title_ko=row["title_ko"],
            opens=row["opens"],
            closes=row["closes"],
            incumbents=_list(row["incumbents"]),
            leave_per_stage=int(float(row["leave_per_stage"])),
            earlier_rule_changes=float(row["earlier_rule_changes"]),
            lever_values=MappingProxyType({lever_id: float(row[lever_id]) for lever_id in PATHS}),
        )
        for row in rows
    )


def build_eligible(rows: tuple[Row, ...]) -> tuple[Eligible, ...]:
    """Read ``eligibility.csv``."""
    return tuple(
        Eligible(
            row["call"], row["firm"], float(row["earlier_failures"]), float(row["months_lost"]), row["announced_on"]
        )
        for row in rows
    )


def build_decisions(rows: tuple[Row, ...]) -> tuple[Decision, ...]:
    """Read ``decisions.csv``."""
    return tuple(
        Decision(row["call"], row["firm"], row["joined"] == "1", row["announced_on"], row["source"], row["grade"])
        for row in rows
    )


def build_events(rows: tuple[Row, ...]) -> tuple[Event, ...]:
    """Read ``events.csv``."""
    return tuple(
        Event(
            firm=row["firm"],
            date=row["date"],
            kind=row["kind"],
            raw_return_share=float(row["raw_return_share"]),
            market_return_share=float(row["market_return_share"]),
            public_odds_probability=float(row["public_odds_probability"]),
            used=row["used"] == "1",
            source=row["source"],
            grade=row["grade"],
        )
        for row in rows
    )


def build_levers(rows: tuple[Row, ...]) -> tuple[Lever, ...]:
    """Read ``levers.csv``; CaseError where a row does not fit the table of paths in ``model/levers.py``."""
    return tuple(_lever(row) for row in rows)


def _lever(row: Row) -> Lever:
    path = PATHS.get(row["id"])
    if path is None:
        known = ", ".join(PATHS)
        raise cell_fault(
            "levers",
            row,
            "id",
            f"is no lever the model knows; known: {known}",
            f"은 모형에 없는 수단입니다. 가능한 값: {known}",
        )
    for column, wanted in (("kind", path.kind), ("unit", path.unit)):
        if row[column] != wanted:
            raise cell_fault(
                "levers",
                row,
                column,
                f"is {row[column]!r}; the model needs {wanted!r}",
                f"이(가) {row[column]!r}입니다. 모형의 단위·종류는 {wanted!r}입니다",
            )
    low, high, status_quo = float(row["low"]), float(row["high"]), float(row["status_quo"])
    if not low < high:
        raise cell_fault("levers", row, "high", "is not above low", "이(가) low보다 크지 않습니다")
    if not low <= status_quo <= high:
        raise cell_fault("levers", row, "status_quo", "is outside low to high", "이(가) low~high 범위를 벗어났습니다")
    options = _list(row["options"])
    if path.kind == "choice" and options != RESERVED_SEAT_OPTIONS:
        listed = ";".join(RESERVED_SEAT_OPTIONS)
        raise cell_fault("levers", row, "options", f"must be {listed}", f"은(는) {listed}이어야 합니다")
    texts = {name: row[name] for name in _LEVER_TEXTS}
    return Lever(
        kind=path.kind,
        low=low,
        high=high,
        step=float(row["step"]),
        status_quo=status_quo,
        options=options,
        options_en=_list(row["options_en"]),
        options_ko=_list(row["options_ko"]),
        **texts,
    )


_LEVER_TEXTS = (
    *("id", "group", "name_en", "name_ko", "unit", "low_means_en", "low_means_ko"),
    *("high_means_en", "high_means_ko", "how_en", "how_ko", "source", "grade"),
)


def build_parameters(rows: tuple[Row, ...]) -> tuple[Parameter, ...]:
    """Read ``behaviour.csv``; CaseError where a prior's mean lies outside its bounds."""
    for row in rows:
        if not float(row["low"]) <= float(row["mean"]) <= float(row["high"]):
            raise cell_fault("behaviour", row, "mean", "is outside low to high", "이(가) low~high 범위를 벗어났습니다")
    return tuple(
        Parameter(
            id=row["id"],
            name_en=row["name_en"],
            name_ko=row["name_ko"],
            unit=row["unit"],
            family=row["family"],
            mean=float(row["mean"]),
            sd=float(row["sd"]),
            low=float(row["low"]),
            high=float(row["high"]),
            reason_en=row["reason_en"],
            reason_ko=row["reason_ko"],
            source=row["source"],
            grade=row["grade"],
        )
        for row in rows
    )


def build_facts(rows: tuple[Row, ...]) -> tuple[Fact, ...]:
    """Read ``facts.csv``."""
    names = ("id", "date", "statement", "value", "unit", "source", "grade")
    return tuple(Fact(**{name: row[name] for name in names}) for row in rows)


def build_inputs(rows: tuple[Row, ...]) -> tuple[Input, ...]:
    """Read ``inputs.csv``."""
    texts = ("table", "row", "column", "source", "grade", "reason_en", "reason_ko")
    return tuple(
        Input(low=float(row["low"]), high=float(row["high"]), **{name: row[name] for name in texts}) for row in rows
    )


_READERS: Mapping[str, tuple[str, Callable[[Any], Any]]] = MappingProxyType(
    {  # table: the field of Case, and what reads its rows
        "levers": ("levers", build_levers),
        "firms": ("firms", build_firms),
        "calls": ("calls", build_calls),
        "eligibility": ("eligible", build_eligible),
        "decisions": ("decisions", build_decisions),
        "events": ("events", build_events),
        "behaviour": ("parameters", build_parameters),
        "facts": ("facts", build_facts),
        "inputs": ("inputs", build_inputs),
    }
)


def read_rows(tables: Tables) -> dict[str, Any]:
    """Check the cells of some tables and return the fields of Case that are read from them."""
    return {
        name: read(checked_table(table, tables[table])) for table, (name, read) in _READERS.items() if table in tables
    }

"""A case of one's own: firms from a sheet, a call from a few facts, and the rest from a case that serves as a pattern.

Whatever the user has not given is a starting value taken from the pattern, graded C and marked as such in the evidence.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from model.case import Case, build_case, bundled_cases
from model.errors import CaseError
from model.schema import Column
from model.tables import Row, columns_of, key_of

Cells = Mapping[str, str]

OWN_PREFIX = "own-"
CALL_ID = "call"
ASSUMPTION = "assumption"
SPREAD = 0.25  # of a value around which a stated range is put where none was given


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is known of a call: titles, dates as 2026-01-25, incumbents by row of the sheet, levers by id.

    ``leave_per_stage`` is in teams, ``rule_changes`` in times. A lever that is left out starts as in the pattern.
    """

    title_en: str
    title_ko: str
    opens: str
    closes: str
    incumbents: tuple[int, ...] = ()
    levers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    leave_per_stage: int = 1
    rule_changes: int = 0
    fit_taken: bool = False  # rest on what was fitted to the pattern's decisions, bands included


def is_own(case: Case) -> bool:
    """Say whether a case is the user's: its firms may be added and removed."""
    return case.id not in bundled_cases()


def own_case(pattern: Case, firms: Sequence[Cells], facts: CallFacts, source: str) -> Case:
    """Return a case of firms (cells by field) and a call; ``source`` is what the firms' numbers were read from.

    Its behavioural parameters stand at their prior means, and it has no bands until it is fitted to decisions of its
    own, unless ``facts.fit_taken``. Raises CaseError where the call has no title, no firm that may join, or a cell that
    cannot be used.
    """
    _check_facts(facts, len(firms))
    rows = [firm_row(pattern, cells, _ids(firms)[place]) for place, cells in enumerate(firms)]
    call = _call_row(pattern, facts, tuple(rows[place]["id"] for place in facts.incumbents))
    joining = [place for place in range(len(firms)) if place not in facts.incumbents]
    eligible = [eligible_row(pattern, firms[place], rows[place]["id"]) for place in joining]
    levers = [{**row, "status_quo": call[row["id"]], **_UNSOURCED} for row in pattern.tables["levers"]]
    behaviour = [{**row, **_UNSOURCED, **_behaviour(pattern, facts)} for row in pattern.tables["behaviour"]]
    tables: dict[str, tuple[Row, ...]] = {
        "firms": tuple(rows),
        "calls": (call,),
        "eligibility": tuple(eligible),
        "levers": tuple(levers),
        "behaviour": tuple(behaviour),
        **{name: () for name in ("decisions", "events", "facts", "inputs")},
    }
    given = {rows[place]["id"]: cells for place, cells in enumerate(firms)}
    tables["inputs"] = tuple(_inputs(pattern, tables, given, facts, source))
    return build_case(_meta(pattern, facts), tables, pattern.draws if facts.fit_taken else None)


_UNSOURCED = {"source": ASSUMPTION, "grade": "C"}


def _check_facts(facts: CallFacts, n_firms: int) -> None:
    if not (facts.title_en.strip() or facts.title_ko.strip()):
        raise CaseError("The call has no title. Write one.", "공모 제목이 없습니다. 제목을 쓰십시오.")
    if len(set(facts.incumbents)) >= n_firms:
        raise CaseError(
            "Every firm is marked as already in the programme, so nobody can join. Take the mark from one.",
            "모든 기업이 기존 팀으로 표시되어 참여할 기업이 없습니다. 한 기업 이상 표시를 지워 주십시오.",
        )
    if facts.closes < facts.opens:
        raise CaseError(
            f"The call closes on {facts.closes}, before it opens on {facts.opens}. Correct one of the two.",
            f"마감일 {facts.closes}이(가) 시작일 {facts.opens}보다 빠릅니다. 둘 중 하나를 고쳐 주십시오.",
        )


def _meta(pattern: Case, facts: CallFacts) -> dict[str, str]:
    title_en, title_ko = facts.title_en.strip() or facts.title_ko, facts.title_ko.strip() or facts.title_en
    return {
        "id": f"{OWN_PREFIX}{slug(title_en, 'case')}",
        "version": "1",
        "title_en": title_en,
        "title_ko": title_ko,
        "as_of_date": facts.opens,
        "deadline": facts.closes,
        "currency": pattern.meta["currency"],
        "money_scale": pattern.meta["money_scale"],
        "language": pattern.meta["language"],
        "opening_call": CALL_ID,
    }


def slug(text: str, otherwise: str) -> str:
    """Return a text as an id: small Latin letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40] or otherwise


def _ids(firms: Sequence[Cells]) -> tuple[str, ...]:
    ids: list[str] = []
    for place, cells in enumerate(firms, start=1):
        wanted = slug(cells.get("id", "") or cells.get("name_en", ""), f"firm-{place}")
        ids.append(wanted if wanted not in ids else f"{wanted}-{place}")
    return tuple(ids)


def firm_row(pattern: Case, cells: Cells, firm_id: str) -> dict[str, str]:
    """Return the row of a firm: what was given, and starting values from the pattern for the rest."""
    row = {column.name: cells.get(column.name, "") for column in columns_of("firms")}
    row["id"] = firm_id
    row["size"] = row["size"] or "mid"
    row["listing"] = row["listing"] or "none"
    for one, other in (("name_en", "name_ko"), ("name_ko", "name_en")):
        row[one] = row[one] or row[other]
    for language in ("en", "ko"):
        row[f"short_name_{language}"] = row[f"short_name_{language}"] or row[f"name_{language}"]
    for column in columns_of("firms"):
        if column.is_input and not row[column.name]:
            unlisted = column.name == "market_value_bn" and row["listing"] == "none"
            row[column.name] = "0" if unlisted else starting_value(pattern, column, row["size"])
    return row


def starting_value(pattern: Case, column: Column, size: str) -> str:
    """Return what a firm of some size starts with: the median of such firms in the pattern, 0 for a yes or no."""
    if column.kind == "flag":
        return "0"
    alike = [firm for firm in pattern.firms if firm.size == size] or list(pattern.firms)
    return f"{statistics.median(firm.numbers[column.name] for firm in alike):.6g}"


def eligible_row(_pattern: Case, cells: Cells, firm_id: str, call: str = CALL_ID) -> dict[str, str]:
    """Return the row that lets a firm join a call."""
    return {
        "call": call,
        "firm": firm_id,
        "earlier_failures": cells.get("earlier_failures", "") or "0",
        "months_lost": cells.get("months_lost", "") or "0",
        "announced_on": cells.get("announced_on", ""),
    }


def _call_row(pattern: Case, facts: CallFacts, incumbents: tuple[str, ...]) -> dict[str, str]:
    first = pattern.call(pattern.meta["opening_call"])
    values = {lever.id: facts.levers.get(lever.id, first.lever_values[lever.id]) for lever in pattern.levers}
    return {
        "id": CALL_ID,
        "title_en": facts.title_en.strip() or facts.title_ko,
        "title_ko": facts.title_ko.strip() or facts.title_en,
        "opens": facts.opens,
        "closes": facts.closes,
        "incumbents": ";".join(incumbents),
        "leave_per_stage": str(facts.leave_per_stage),
        "earlier_rule_changes": str(facts.rule_changes),
        **{lever.id: f"{lever.checked(values[lever.id]):.12g}" for lever in pattern.levers},
    }


def _taken(pattern: Case) -> dict[str, str]:
    return {
        "reason_en": f"Taken from “{pattern.title('en')}”; not fitted to this call.",
        "reason_ko": f"‘{pattern.title('ko')}’에서 가져온 값이며 이 공모에 맞추어 추정하지 않았습니다.",
    }


def _behaviour(pattern: Case, facts: CallFacts) -> dict[str, str]:
    """Say where a behavioural parameter comes from."""
    if facts.fit_taken and pattern.draws is not None:
        return {
            "reason_en": f"Fitted to the decisions of “{pattern.title('en')}”, not to this call.",
            "reason_ko": f"‘{pattern.title('ko')}’의 참여 결정에 맞추어 추정한 값이며 이 공모에 맞춘 값이 아닙니다.",
        }
    return _taken(pattern)


def _inputs(
    pattern: Case, tables: Mapping[str, Sequence[Row]], given: Mapping[str, Cells], facts: CallFacts, source: str
) -> list[dict[str, str]]:
    """Return where every number comes from: a given one from ``source``, any other from the pattern."""
    made = []
    for table in ("firms", "calls", "eligibility", "levers", "behaviour"):
        for row in tables[table]:
            for column in columns_of(table):
                if not column.is_input:
                    continue
                entry = input_entry(table, row, column, bounds_of(pattern, table, row, column))
                cells = given.get(row.get("firm", row.get("id", "")), {}) if table in {"firms", "eligibility"} else {}
                lever = column.name if table == "calls" else row["id"] if table == "levers" else ""
                if cells.get(column.name):
                    entry |= _from_sheet(cells, source)
                elif lever in facts.levers or column.name in {"leave_per_stage", "earlier_rule_changes"}:
                    entry |= _FROM_USER
                elif table in {"firms", "eligibility"}:
                    entry |= STARTING
                elif table == "behaviour":
                    entry |= _behaviour(pattern, facts)
                else:
                    entry |= _taken(pattern)
                made.append(entry)
    return made


def input_entry(table: str, row: Row, column: Column, bounds: tuple[float, float]) -> dict[str, str]:
    """Return the row of ``inputs`` of one cell, not yet sourced."""
    low, high = (f"{bound:.6g}" for bound in bounds)
    key = {"table": table, "row": key_of(table, row), "column": column.name}
    return {**key, "low": low, "high": high, **_UNSOURCED}


def bounds_of(pattern: Case, table: str, row: Row, column: Column) -> tuple[float, float]:
    """Return a range for a value: that of its lever or prior, else a quarter to both sides within what is allowed."""
    value = float(row[column.name])
    lever = column.name if table == "calls" else row["id"] if table == "levers" else ""
    for known in pattern.levers:
        if known.id == lever:
            return known.low, known.high
    if table == "behaviour":
        return float(row["low"]), float(row["high"])
    if column.kind == "flag":
        return 0.0, 1.0
    return max(column.low, value * (1.0 - SPREAD)), min(column.high, value * (1.0 + SPREAD))


def _from_sheet(cells: Cells, source: str) -> dict[str, str]:
    named = cells.get("source", "")
    return {
        "source": named or source,
        "grade": cells.get("grade", "") or "C",
        "reason_en": f"Entered from “{source}”.",
        "reason_ko": f"‘{source}’에서 입력한 값입니다.",
    }


_FROM_USER = {"reason_en": "Entered when the case was made.", "reason_ko": "사례를 만들 때 입력한 값입니다."}
STARTING = {
    "reason_en": "Starting value: the median of firms of this size in the pattern. Replace it.",
    "reason_ko": "시작값입니다. 본보기 사례의 같은 규모 기업의 중앙값이므로 실제 값으로 바꾸어 주십시오.",
}


def firm_cells(case: Case, call_id: str) -> tuple[dict[str, str], ...]:
    """Return every firm of a case as cells by field, with what holds for one call, in the order of the table."""
    eligible = {row["firm"]: row for row in case.tables["eligibility"] if row["call"] == call_id}
    return tuple({**row, **eligible.get(row["id"], {}), "id": row["id"]} for row in case.tables["firms"])

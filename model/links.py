"""Whether the tables of a case fit one another: everything that one of them names stands in the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.errors import CaseError
from model.levers import PATHS

if TYPE_CHECKING:
    from model.case import Case


def check_links(case: Case) -> None:
    """Raise CaseError where a table names a firm, call or lever that another table does not have."""
    for fault in link_faults(case):
        raise fault


def link_faults(case: Case) -> Iterator[CaseError]:
    """Yield everything that a table names and another table does not have: firms, calls, levers."""
    levers = {lever.id for lever in case.levers}
    absent = [lever_id for lever_id in PATHS if lever_id not in levers]
    for lever_id in absent:
        yield _link_fault("levers.csv", "lever", lever_id, "is missing", "이(가) 없습니다")
    call_ids, opening = {call.id for call in case.calls}, case.meta["opening_call"]
    if opening not in call_ids:
        yield _link_fault("case.toml", "opening_call", opening, "is not in calls.csv", "이(가) calls.csv에 없습니다")
    for table, what, value in _loose_ends(case, call_ids):
        yield _link_fault(table, what, value, "is not in the table that it points to", "이(가) 가리키는 표에 없습니다")
    for call in case.calls:
        if not any(row.call == call.id for row in case.eligible):
            yield _link_fault(
                "eligibility.csv", "call", call.id, "has no eligible firm", "의 응모 대상 기업이 없습니다"
            )
    for lever in case.levers if opening in call_ids else ():
        if case.call(opening).lever_values[lever.id] != lever.status_quo:
            yield _link_fault(
                "levers.csv", "status_quo", lever.id, "differs from calls.csv", "의 값이 calls.csv와 다릅니다"
            )


def _loose_ends(case: Case, call_ids: set[str]) -> list[tuple[str, str, str]]:
    """Return (table, what, value) for everything that points to a row that is not there."""
    firms, pairs = {firm.id for firm in case.firms}, {(row.call, row.firm) for row in case.eligible}
    loose = [("calls.csv", "firm", firm) for call in case.calls for firm in call.incumbents if firm not in firms]
    loose += [("eligibility.csv", "firm", row.firm) for row in case.eligible if row.firm not in firms]
    loose += [("eligibility.csv", "call", row.call) for row in case.eligible if row.call not in call_ids]
    loose += [
        ("decisions.csv", "call/firm", f"{row.call}/{row.firm}")
        for row in case.decisions
        if (row.call, row.firm) not in pairs
    ]
    return loose + [("events.csv", "firm", row.firm) for row in case.events if row.firm not in firms]


def _link_fault(table: str, what: str, value: str, english: str, korean: str) -> CaseError:
    return CaseError(
        f"{table}: {what} {value!r} {english}. Correct one of the two.",
        f"{table}: {what} {value!r}{korean}. 둘 중 하나를 고쳐 주십시오.",
    )

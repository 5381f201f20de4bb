"""Decisions that the user has recorded since the case was made: shown beside the forecast, no part of any fit."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from model.case import Case
from model.errors import CaseError, FileError, ModelError
from model.filelayout import RecordedLayout
from model.filetext import Plain, step


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a firm said in a call, on a day written as 2026-01-25, with where that was read."""

    call: str
    firm: str
    joined: bool
    announced_on: str
    source: str

    def checked(self, case: Case) -> Recorded:
        """Return the record if it can be one of a case; CaseError names what is wrong and the remedy."""
        if self.firm not in case.eligible_ids(case.call(self.call).id):
            raise CaseError(
                f"{self.firm!r} may not join {self.call!r}, so it has nothing to decide. Choose another firm.",
                f"{self.firm!r}은(는) {self.call!r} 공모의 응모 대상이 아닙니다. 다른 기업을 선택해 주십시오.",
            )
        try:
            datetime.date.fromisoformat(self.announced_on)
        except ValueError:
            raise CaseError(
                f"The date is {self.announced_on!r}; write a date as 2026-01-25.",
                f"날짜가 {self.announced_on!r}입니다. 2026-01-25처럼 쓰십시오.",
            ) from None
        if not self.source.strip():
            raise CaseError(
                "The decision has no source. Write where it was read or who said it.",
                "결정의 출처가 없습니다. 읽은 곳이나 말한 사람을 쓰십시오.",
            )
        return self


Records = tuple[Recorded, ...]


def record_of(records: Records, call: str, firm: str) -> Recorded | None:
    """Return what the user recorded of a firm in a call, or None."""
    return next((row for row in records if (row.call, row.firm) == (call, firm)), None)


def records_with(records: Records, record: Recorded) -> Records:
    """Return records with another one, in place of an earlier one of that firm, by day."""
    rows = (*records_without(records, record.call, record.firm), record)
    return tuple(sorted(rows, key=lambda row: (row.announced_on, row.call, row.firm)))


def records_without(records: Records, call: str, firm: str) -> Records:
    """Return records without that of a firm in a call."""
    return tuple(row for row in records if (row.call, row.firm) != (call, firm))


def records_plain(records: Records) -> dict[str, Plain]:
    """Return the member ``recorded`` of a file, or nothing where nothing was recorded."""
    names = RecordedLayout.__struct_fields__
    return {"recorded": [{name: getattr(row, name) for name in names} for row in records]} if records else {}


def records_of(case: Case, layouts: Sequence[RecordedLayout]) -> Records:
    """Return the records of a file; FileError names the place of one that cannot be."""
    found: list[Recorded] = []
    for row, layout in enumerate(layouts):
        place = step("recorded", row)
        try:
            record = Recorded(**{name: getattr(layout, name) for name in RecordedLayout.__struct_fields__})
            found.append(record.checked(case))
        except ModelError as fault:
            raise FileError(f"{place}: {fault.text_en}", f"{place}: {fault.text_ko}") from None
        if record_of(tuple(found[:-1]), record.call, record.firm) is not None:
            raise FileError(
                f"{place}: {record.firm!r} is recorded twice in {record.call!r}; keep one.",
                f"{place}: {record.call!r}의 {record.firm!r} 결정이 두 번 있습니다. 하나만 남겨 주십시오.",
            )
    return tuple(found)

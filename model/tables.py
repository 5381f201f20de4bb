"""Raw tables of a case: text cells checked against the schema, each fault named by table, row and column."""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from model.errors import CaseError
from model.levers import PATHS
from model.schema import KEYS, TABLES, Column

Row = Mapping[str, str]
Tables = Mapping[str, tuple[Row, ...]]

META_KEYS = (
    "id",
    "title_en",
    "title_ko",
    "as_of_date",
    "deadline",
    "currency",
    "money_scale",
    "language",
    "version",
    "opening_call",
)
MAX_TABLE_BYTES = 20 * 1024 * 1024


def columns_of(table: str) -> tuple[Column, ...]:
    """Return the columns of a table; ``calls`` has one more for every lever."""
    columns = TABLES[table]
    if table == "calls":
        columns += tuple(Column(lever_id, "number", is_input=True) for lever_id in PATHS)
    return columns


def key_of(table: str, row: Row) -> str:
    """Return what names a row within its table: its id, or its keys joined by a slash."""
    return "/".join(row.get(key, "") for key in KEYS[table])


def parse_csv(table: str, text: str) -> tuple[Row, ...]:
    """Read a CSV table with a header line into rows of text cells.

    Raises CaseError for an empty table, a missing, unknown or repeated column, or a line of another length.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        lines = [line for line in reader if any(cell.strip() for cell in line)]
    except csv.Error:
        raise CaseError(
            f"Table {table}.csv, line {reader.line_num} cannot be read. Save the table as CSV with commas and UTF-8.",
            f"{table}.csv {reader.line_num}행을 읽을 수 없습니다. 쉼표로 구분한 UTF-8 CSV로 저장해 주십시오.",
        ) from None
    if not lines:
        raise CaseError(
            f"Table {table}.csv is empty. Start from the template, which has the header line.",
            f"{table}.csv가 비어 있습니다. 첫 줄이 있는 서식을 내려받아 채워 주십시오.",
        )
    header = [name.strip() for name in lines[0]]
    check_header(table, header)
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            raise CaseError(
                f"Table {table}.csv, line {number}: {len(line)} cells where the header has {len(header)}. "
                "Put text with commas in double quotes.",
                f"{table}.csv {number}행: 칸이 {len(line)}개로 첫 줄의 {len(header)}개와 다릅니다. "
                "쉼표가 든 글은 큰따옴표로 묶어 주십시오.",
            )
        rows.append(MappingProxyType(dict(zip(header, (cell.strip() for cell in line), strict=True))))
    return tuple(rows)


def check_header(table: str, header: list[str]) -> None:
    """Raise CaseError unless the header has each column of the table once and no other."""
    wanted = [column.name for column in columns_of(table)]
    for name in header:
        if header.count(name) > 1:
            raise _header_fault(table, f"column {name!r} stands twice", f"{name!r} 열이 두 번 있습니다")
        if name not in wanted:
            near = _near(name, wanted)
            hint = f"; did you mean {near!r}? The unit is the last word of a column's name" if near else ""
            hint_ko = f". {near!r}이(가) 맞는지 확인해 주십시오. 단위는 열 이름의 마지막 낱말입니다" if near else ""
            raise _header_fault(table, f"column {name!r} is unknown{hint}", f"{name!r}은(는) 모르는 열입니다{hint_ko}")
    for name in wanted:
        if name not in header:
            raise _header_fault(table, f"column {name!r} is missing", f"{name!r} 열이 없습니다")


def to_csv(table: str, rows: tuple[Row, ...]) -> str:
    """Write rows as CSV text with a header line, columns in the order of the schema."""
    buffer = io.StringIO(newline="")
    names = [column.name for column in columns_of(table)]
    writer = csv.DictWriter(buffer, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: row.get(name, "") for name in names} for row in rows)
    return buffer.getvalue()


def meta_faults(meta: Mapping[str, str]) -> Iterator[CaseError]:
    """Yield what the heading of a case lacks."""
    for key in META_KEYS:
        if not meta.get(key):
            yield CaseError(
                f"case.toml has no {key!r}. Add it.", f"case.toml에 {key!r} 항목이 없습니다. 추가해 주십시오."
            )


def missing_tables(tables: Tables) -> Iterator[CaseError]:
    """Yield the tables that a case lacks."""
    for table in TABLES:
        if table not in tables:
            yield CaseError(
                f"The case has no table {table}.csv. Add it; the template shows its columns.",
                f"사례에 {table}.csv 표가 없습니다. 서식을 참고하여 추가해 주십시오.",
            )


def checked_table(table: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Check every cell of one table, and that no row stands twice; CaseError names the first bad cell."""
    for fault in table_faults(table, rows):
        raise fault
    return tuple(rows)


def table_faults(table: str, rows: tuple[Row, ...]) -> Iterator[CaseError]:
    """Yield every cell of a table that does not hold what it may hold, and every row that stands twice."""
    columns = columns_of(table)
    seen: set[str] = set()
    for row in rows:
        for column in columns:
            problem = cell_problem(column, row.get(column.name, ""))
            if problem is not None:
                yield cell_fault(table, row, column.name, *problem)
        key = key_of(table, row)
        if key in seen:
            yield CaseError(
                f"Table {table}.csv: {key!r} stands twice. Keep one of the two rows.",
                f"{table}.csv: {key!r} 행이 두 번 있습니다. 하나만 남겨 주십시오.",
            )
        seen.add(key)


def cell_problem(column: Column, text: str) -> tuple[str, str] | None:
    """Return what is wrong with a cell and the remedy, in English and Korean as the end of a sentence, or None."""
    if not text:
        return ("is empty; fill it in", "이(가) 비어 있습니다. 값을 채워 주십시오") if column.required else None
    if column.kind in {"number", "integer"}:
        return _number_problem(column, text)
    if column.kind == "flag" and text not in {"0", "1"}:
        return f"is {text!r}; use 0 or 1", f"이(가) {text!r}입니다. 0 또는 1을 쓰십시오"
    if column.kind == "grade" and text not in {"A", "B", "C"}:
        return f"is {text!r}; use A, B or C", f"이(가) {text!r}입니다. A, B, C 중에서 쓰십시오"
    if column.kind == "choice" and text not in column.options:
        listed = ", ".join(column.options)
        return f"is {text!r}; use one of {listed}", f"이(가) {text!r}입니다. 다음 중에서 쓰십시오: {listed}"
    return _date_problem(text) if column.kind == "date" else None


def _number_problem(column: Column, text: str) -> tuple[str, str] | None:
    try:
        number = float(text)
    except ValueError:
        return (
            f"is {text!r}; write a plain number without its unit",
            f"이(가) {text!r}입니다. 단위 없이 숫자만 쓰십시오",
        )
    whole = column.kind != "integer" or number == math.floor(number) if math.isfinite(number) else False
    if whole and column.low <= number <= column.high:
        return None
    bounds, bounds_ko = f"{column.low:,.10g} to {column.high:,.10g}", f"{column.low:,.10g}~{column.high:,.10g}"
    kind, kind_ko = ("whole number", "정수") if column.kind == "integer" else ("number", "수")
    return (
        f"is {text}; use a {kind} from {bounds}",
        f"이(가) {text}입니다. {bounds_ko} 범위의 {kind_ko}를 쓰십시오",
    )


def _date_problem(text: str) -> tuple[str, str] | None:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return (
            f"is {text!r}; write a date as 2026-01-25",
            f"이(가) {text!r}입니다. 날짜는 2026-01-25처럼 쓰십시오",
        )
    return None


def cell_fault(table: str, row: Row, column: str, english: str, korean: str) -> CaseError:
    """Return a CaseError that names table, row and column in both languages."""
    key = key_of(table, row) or "(no id)"
    return CaseError(
        f"Table {table}, row {key}, column {column} {english}.", f"{table} 표, {key} 행, {column} 열{korean}."
    )


def _header_fault(table: str, english: str, korean: str) -> CaseError:
    return CaseError(f"Table {table}.csv: {english}.", f"{table}.csv: {korean}.")


def _near(name: str, wanted: list[str]) -> str:
    """Return the column whose name differs in its unit only, or ''."""
    stem = name.rsplit("_", 1)[0]
    return next((other for other in wanted if other.rsplit("_", 1)[0] == stem or other.startswith(f"{name}_")), "")

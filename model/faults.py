"""Everything that keeps the tables of a case from being used, not only the first of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from model.build import read_rows
from model.case import folder_of, load_case, meta_of, text_of, unlinked_case
from model.errors import CaseError
from model.links import link_faults
from model.schema import TABLES
from model.tables import Row, meta_faults, parse_csv, table_faults


def case_faults(name: str | Path) -> tuple[CaseError, ...]:
    """Return what is wrong in a folder of tables: in the tables one by one or, where those are whole, between them.

    None where a case can be made of it. Raises CaseError where there is no such folder or no heading can be read.
    """
    folder = folder_of(name)
    meta = meta_of(folder)
    found, tables = list(meta_faults(meta)), {}
    for table in TABLES:
        rows = _rows(folder, table)
        if isinstance(rows, CaseError):
            found.append(rows)
        else:
            tables[table] = rows
            found += _faults_in(table, rows)
    if found:
        return tuple(found)
    found = list(link_faults(unlinked_case(meta, tables)))
    return tuple(found) or tuple(_rest(name))


def _rows(folder: Traversable, table: str) -> tuple[Row, ...] | CaseError:
    try:
        return parse_csv(table, text_of(folder, f"{table}.csv"))
    except CaseError as fault:
        return fault


def _faults_in(table: str, rows: tuple[Row, ...]) -> Iterator[CaseError]:
    """Yield what is wrong with each row: its cells or, where those are whole, what they say together."""
    cells = tuple(table_faults(table, rows))
    yield from cells
    for row in () if cells else rows:
        try:
            read_rows({table: (row,)})
        except CaseError as fault:
            yield fault


def _rest(name: str | Path) -> Iterator[CaseError]:
    try:
        load_case(name)
    except CaseError as fault:
        yield fault

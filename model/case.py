"""A case: the firms, calls, levers, parameters and facts that a forecast rests on, loaded from a folder of tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.build import read_rows
from model.draws import Draws, draws_without, parse_draws, same_draws
from model.errors import CaseError
from model.levers import Lever
from model.links import check_links
from model.memo import Memo
from model.reasons import reason_of
from model.rows import Call, Decision, Eligible, Event, Fact, Firm, Input, Parameter
from model.scenario import Scenario
from model.schema import KEYS, TABLES
from model.sheets import Grid, grid_of_bytes
from model.tables import MAX_TABLE_BYTES, Tables, key_of, meta_faults, missing_tables, parse_csv

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Edit:
    """One edited cell of a case: table, row key, column and the new text."""

    table: str
    row: str
    column: str
    value: str


@dataclass(frozen=True)
class Case:
    """A checked case. ``tables`` are the cells as written, everything else is read from them."""

    meta: Mapping[str, str] = field(repr=False)
    tables: Tables = field(repr=False)
    levers: tuple[Lever, ...] = field(repr=False)
    firms: tuple[Firm, ...] = field(repr=False)
    calls: tuple[Call, ...] = field(repr=False)
    eligible: tuple[Eligible, ...] = field(repr=False)
    decisions: tuple[Decision, ...] = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)
    parameters: tuple[Parameter, ...] = field(repr=False)
    facts: tuple[Fact, ...] = field(repr=False)
    inputs: tuple[Input, ...] = field(repr=False)
    draws: Draws | None = field(default=None, repr=False)  # of the posterior; None before it is calibrated
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)  # arrays derived from it, see game.py

    def __eq__(self, other: object) -> bool:
        """Say whether two cases are written alike, cell by cell."""
        if not isinstance(other, Case):
            return False
        alike = self.meta == other.meta and self.tables == other.tables
        return alike and same_draws(self.draws, other.draws)

    def __hash__(self) -> int:
        """Return a hash of the case's id and version; equality looks at every cell."""
        return hash((self.meta["id"], self.meta["version"]))

    @property
    def id(self) -> str:
        """The case's id, a slug."""
        return self.meta["id"]

    def title(self, language: str) -> str:
        """Return the case's title in ``"ko"`` or ``"en"``."""
        return self.meta["title_ko" if language == "ko" else "title_en"]

    @cached_property
    def status_quo(self) -> Scenario:
        """The opening call as announced."""
        return self.scenario_for(self.meta["opening_call"])

    def scenario_for(self, call_id: str) -> Scenario:
        """Return a call as it was announced; CaseError if there is no such call."""
        if call_id not in self._announced:  # asked for at every move across the status quo
            call = self.call(call_id)
            values = tuple(lever.checked(call.lever_values[lever.id]) for lever in self.levers)
            made = Scenario("Status quo", call_id, self.levers, values, self.eligible_ids(call_id))
            self._announced[call_id] = made
        return self._announced[call_id]

    @cached_property
    def _announced(self) -> dict[str, Scenario]:
        return {}

    def call(self, call_id: str) -> Call:
        """Return a call by id; CaseError names the calls there are."""
        for call in self.calls:
            if call.id == call_id:
                return call
        known = ", ".join(call.id for call in self.calls)
        raise CaseError(
            f"There is no call {call_id!r}. Calls: {known}.", f"공모 {call_id!r}이(가) 없습니다. 있는 공모: {known}"
        )

    @cached_property
    def _firms_by_id(self) -> dict[str, Firm]:
        return {firm.id: firm for firm in self.firms}

    def firm(self, firm_id: str) -> Firm:
        """Return a firm by id; CaseError if there is none."""
        if firm_id not in self._firms_by_id:
            known = ", ".join(self._firms_by_id)
            raise CaseError(
                f"There is no firm {firm_id!r}. Firms: {known}.", f"기업 {firm_id!r}이(가) 없습니다. 있는 기업: {known}"
            )
        return self._firms_by_id[firm_id]

    def lever(self, lever_id: str) -> Lever:
        """Return a lever by id; LeverError if there is none."""
        return self.levers[self.status_quo._index(lever_id)]

    def eligible_ids(self, call_id: str) -> tuple[str, ...]:
        """Return the ids of the firms that may join a call, in the order of the table."""
        return tuple(row.firm for row in self.eligible if row.call == call_id)

    def firm_column(self, column: str, firm_ids: tuple[str, ...]) -> Floats:
        """Return a numeric column of ``firms.csv`` for some firms, [n], in the column's unit."""
        return np.array([self.firm(firm_id).numbers[column] for firm_id in firm_ids], dtype=np.float64)

    def decision(self, call_id: str, firm_id: str) -> Decision | None:
        """Return what a firm did in a call, or None where it is undecided."""
        return next((row for row in self.decisions if row.call == call_id and row.firm == firm_id), None)

    def input_of(self, table: str, row: str, column: str) -> Input | None:
        """Return the provenance of one cell, or None where it is not an input."""
        return self._inputs_by_cell.get((table, row, column))

    @cached_property
    def _inputs_by_cell(self) -> dict[tuple[str, str, str], Input]:
        return {(row.table, row.row, row.column): row for row in self.inputs}

    def cell(self, table: str, row: str, column: str) -> str:
        """Return the text of one cell; CaseError if it does not exist."""
        return self._row(table, row).get(column, "")

    def with_edit(self, edit: Edit) -> Case:
        """Return a copy with one cell changed and everything checked again; CaseError if the value is refused."""
        return self.with_edits((edit,))

    def with_edits(self, edits: tuple[Edit, ...]) -> Case:
        """Return a copy with several cells changed, their tables and all links checked again."""
        if not edits:
            return self
        tables = dict(self.tables)
        for edit in edits:
            old = self._row(edit.table, edit.row, tables)
            if edit.column not in old or edit.column in KEYS[edit.table]:
                raise CaseError(
                    f"Table {edit.table} has no editable column {edit.column!r}.",
                    f"{edit.table} 표에 고칠 수 있는 {edit.column!r} 열이 없습니다.",
                )
            new = MappingProxyType({**old, edit.column: edit.value.strip()})
            tables[edit.table] = tuple(
                new if key_of(edit.table, row) == edit.row else row for row in tables[edit.table]
            )
        held = {edit.row for edit in edits if edit.table == "behaviour"}
        changed = {edit.table: tables[edit.table] for edit in edits}
        draws = draws_without(self.draws, held)
        edited = replace(self, tables=MappingProxyType(tables), draws=draws, memo=Memo(), **read_rows(changed))
        check_links(edited)
        return edited

    def with_draws(self, draws: Draws | None) -> Case:
        """Return a copy resting on other draws (see ``checked_draws``), or on the priors alone."""
        return build_case(self.meta, self.tables, draws)

    def _row(self, table: str, row: str, tables: Tables | None = None) -> Mapping[str, str]:
        for candidate in (self.tables if tables is None else tables).get(table, ()):
            if key_of(table, candidate) == row:
                return candidate
        raise CaseError(f"Table {table} has no row {row!r}.", f"{table} 표에 {row!r} 행이 없습니다.")


def build_case(meta: Mapping[str, str], tables: Tables, draws: Draws | None = None) -> Case:
    """Check the cells of a case and read them; CaseError names the table, row and column at fault."""
    case = unlinked_case(meta, tables, draws)
    check_links(case)
    return case


def unlinked_case(meta: Mapping[str, str], tables: Tables, draws: Draws | None = None) -> Case:
    """Return a case of which every table is checked by itself, but not whether they fit one another."""
    for fault in (*meta_faults(meta), *missing_tables(tables)):
        raise fault
    kept = MappingProxyType({table: tuple(tables[table]) for table in TABLES})
    return Case(meta=MappingProxyType(dict(meta)), tables=kept, draws=draws, **read_rows(tables))


def load_case(name: str | Path) -> Case:
    """Load a bundled case by id, or a case from a folder.

    Its draws, where the folder has a ``posterior.csv``, come along.
    Raises CaseError for a missing folder or table and for any cell that cannot be used.
    """
    folder = folder_of(name)
    meta = meta_of(folder)
    case = build_case(meta, {table: parse_csv(table, text_of(folder, f"{table}.csv")) for table in TABLES})
    if not (folder / "posterior.csv").is_file():
        return case
    return case.with_draws(parse_draws(text_of(folder, "posterior.csv"), case.parameters))


def meta_of(folder: Traversable) -> dict[str, str]:
    """Read the heading of a case, ``case.toml``; CaseError where it cannot be read."""
    try:
        raw: dict[str, Any] = tomllib.loads(text_of(folder, "case.toml"))
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line (\d+)", str(fault))  # the rest of what the parser says is its own jargon
        place, at = (f"case.toml, line {line[1]}", f"case.toml {line[1]}행") if line else ("case.toml", "case.toml")
        raise CaseError(
            f'{place}: this is no TOML. Write key = "value", a pair a line.',
            f'{at}: TOML 형식이 아닙니다. 한 행에 하나씩 key = "value" 형태로 쓰십시오.',
        ) from None
    return {key: str(value) for key, value in raw.items() if not isinstance(value, dict | list)}


def bundled_cases() -> tuple[str, ...]:
    """Return the ids of the cases that come with Turnout."""
    root = resources.files("resources") / "cases"
    return tuple(sorted(entry.name for entry in root.iterdir() if (entry / "case.toml").is_file()))


def bundled_report(case_id: str) -> str | None:
    """Return the text of the report on a bundled case's fit, or None where it has none."""
    folder = resources.files("resources") / "cases" / case_id
    return text_of(folder, "posterior.json") if (folder / "posterior.json").is_file() else None


def folder_of(name: str | Path) -> Traversable:
    """Return the folder of a case; CaseError where there is none."""
    if isinstance(name, str) and name in bundled_cases():
        return resources.files("resources") / "cases" / name
    path = Path(name)
    if not path.is_dir():
        listed = ", ".join(bundled_cases())
        raise CaseError(
            f"There is no case {str(name)!r}. Name a folder of tables or one of: {listed}.",
            f"사례 {str(name)!r}이(가) 없습니다. 표가 든 폴더나 다음 중 하나를 지정해 주십시오: {listed}",
        )
    return path


def _bytes(folder: Traversable, name: str) -> bytes:
    entry = folder / name
    try:
        data = entry.read_bytes()
    except OSError as fault:
        reason, korean = reason_of(fault)
        raise CaseError(
            f"{entry} cannot be read ({reason}). Check that it exists and that you may read it.",
            f"{entry}을(를) 읽을 수 없습니다({korean}). 파일이 폴더에 있는지, 읽기 권한이 있는지 확인해 주십시오.",
        ) from None
    if len(data) > MAX_TABLE_BYTES:
        raise CaseError(
            f"{name} is larger than 20 MB. Split or shorten it.", f"{name}이(가) 20MB를 넘습니다. 줄여 주십시오."
        )
    return data


def text_of(folder: Traversable, name: str) -> str:
    """Return the text of a file in a case's folder; CaseError where it cannot be read."""
    data = _bytes(folder, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise CaseError(
            f"{name} is not UTF-8 (byte {fault.start}). Save it as “CSV UTF-8”.",
            f"{name}이(가) UTF-8이 아닙니다({fault.start}번째 바이트). ‘CSV UTF-8’로 저장해 주십시오.",
        ) from None


def read_sheet(path: str | Path) -> Grid:
    """Read a CSV or XLSX file as a sheet of text cells; CaseError names the file, what is wrong and the remedy."""
    path = Path(path)
    return grid_of_bytes(_bytes(path.parent, path.name), path.name)


def with_tables(case: Case, tables: Tables) -> Case:
    """Return a case with other tables and the same heading."""
    return build_case(case.meta, tables, case.draws)


__all__ = ["Case", "Edit", "build_case", "bundled_cases", "load_case", "read_sheet", "with_tables"]

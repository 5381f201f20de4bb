"""Bad tables: a cell, header or link that cannot be used is refused with table, row and column, in both languages."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import model.case
from model import Case, Edit, load_case
from model.errors import CaseError, LeverError
from model.schema import TABLES
from model.tables import columns_of, parse_csv, to_csv

BUNDLED = Path(__file__).parents[2] / "resources" / "cases" / "sovereign-ai-2026"
HANGUL = re.compile("[가-힣]")
Rows = list[dict[str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the opening case's folder."""
    return Path(shutil.copytree(BUNDLED, tmp_path / "case"))


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def refused(folder: Path) -> str:
    with pytest.raises(CaseError) as found:
        load_case(folder)
    assert HANGUL.search(found.value.text("ko"))
    return str(found.value)


def rewrite(folder: Path, table: str, change: Callable[[Rows], object]) -> None:
    """Change the rows of a table of a folder."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def put(row: int, column: str, value: str) -> Callable[[Rows], object]:
    """Return a change of one cell."""
    return lambda rows: rows[row].update({column: value})


def test_a_copy_of_the_folder_is_the_same_case(folder: Path, case: Case) -> None:
    assert load_case(folder) == case


@pytest.mark.parametrize(
    ("table", "change", "cause"),
    [
        ("firms", put(0, "name_en", ""), "Table firms, row naver-cloud, column name_en is empty"),
        ("firms", put(0, "market_value_bn", "₩12 bn"), "column market_value_bn is '₩12 bn'; write a plain number"),
        ("firms", put(0, "market_value_bn", "nan"), "column market_value_bn is nan; use a number from"),
        ("firms", put(0, "market_value_bn", "inf"), "column market_value_bn is inf; use a number from"),
        ("firms", put(0, "overlap_share", "60"), "column overlap_share is 60; use a number from 0 to 1"),
        ("firms", put(0, "leases_gpus", "yes"), "column leases_gpus is 'yes'; use 0 or 1"),
        ("firms", put(0, "listing", "nasdaq"), "column listing is 'nasdaq'; use one of own, parent, none"),
        ("firms", put(1, "id", "naver-cloud"), "'naver-cloud' stands twice"),
        ("calls", put(0, "leave_per_stage", "1.5"), "column leave_per_stage is 1.5; use a whole number"),
        ("calls", put(0, "opens", "20 June 2025"), "column opens is '20 June 2025'; write a date as 2026-01-25"),
        ("calls", put(0, "incumbents", "nobody"), "calls.csv: firm 'nobody'"),
        ("calls", put(1, "seats", "2"), "status_quo 'seats' differs from calls.csv"),
        ("eligibility", put(0, "firm", "nobody"), "eligibility.csv: firm 'nobody'"),
        ("eligibility", put(0, "call", "2031"), "eligibility.csv: call '2031'"),
        ("decisions", put(0, "grade", "A+"), "column grade is 'A+'; use A, B or C"),
        ("decisions", put(0, "firm", "nobody"), "decisions.csv: call/firm '2025-open/nobody'"),
        ("events", put(0, "firm", "nobody"), "events.csv: firm 'nobody'"),
        ("levers", put(0, "id", "gpu"), "Table levers, row gpu, column id is no lever the model knows"),
        ("levers", lambda rows: rows.pop(3), "levers.csv: lever 'data_budget' is missing"),
        ("levers", put(0, "kind", "number"), "row gpus_per_team, column kind is 'number'; the model needs 'integer'"),
        ("levers", put(0, "unit", "bn"), "row gpus_per_team, column unit is 'bn'; the model needs 'gpus'"),
        ("levers", put(0, "high", "0"), "row gpus_per_team, column high is not above low"),
        ("levers", put(0, "status_quo", "5000"), "row gpus_per_team, column status_quo is outside low to high"),
        ("levers", put(16, "options", "none;big"), "row reserved_seat, column options must be none;large;startup"),
        ("behaviour", put(0, "mean", "99"), "row strength_slope, column mean is outside low to high"),
    ],
)
def test_a_bad_cell_or_link_is_named(folder: Path, table: str, change: Callable[[Rows], object], cause: str) -> None:
    rewrite(folder, table, change)
    assert cause in refused(folder)


def test_a_call_that_nobody_may_join_is_named(folder: Path) -> None:
    for table in ("decisions", "inputs", "eligibility"):
        rewrite(folder, table, lambda rows: rows.clear())
    assert "'2025-open' has no eligible firm" in refused(folder)


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (lambda _: "", "Table firms.csv is empty"),
        (lambda _: "\n\n", "Table firms.csv is empty"),
        (lambda text: text.replace("market_value_bn", "market_value_mn", 1), "did you mean 'market_value_bn'"),
        (lambda text: text.replace("market_value_bn", "mood", 1), "column 'mood' is unknown"),
        (lambda text: text.replace("listing,", "", 1), "column 'listing' is missing"),
        (lambda text: text.replace("id,", "id,id,", 1), "column 'id' stands twice"),
        (lambda text: text.rstrip() + "\nshort,row\n", "2 cells where the header has"),
        (lambda text: text.rstrip() + '\n"never closed\n', "Save the table as CSV"),
    ],
)
def test_a_table_that_is_no_table_is_named(folder: Path, change: Callable[[str], str], cause: str) -> None:
    path = folder / "firms.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert cause in refused(folder)


def test_a_missing_column_names_its_table_in_every_table(folder: Path) -> None:
    for table in TABLES:
        path = folder / f"{table}.csv"
        before = path.read_text(encoding="utf-8")
        last = columns_of(table)[-1].name
        path.write_text(before.replace(f",{last}\n", "\n", 1), encoding="utf-8")
        cause = refused(folder)
        assert f"{table}.csv" in cause
        assert f"{last!r} is missing" in cause
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("name", [f"{table}.csv" for table in TABLES] + ["case.toml"])
def test_a_missing_table_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    cause = refused(folder)
    assert name in cause
    assert "Check that it exists" in cause


def test_a_file_that_is_not_text_or_too_large_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    korean = (folder / "firms.csv").read_text(encoding="utf-8")
    (folder / "firms.csv").write_bytes(korean.encode("cp949", "replace"))
    assert "firms.csv is not UTF-8" in refused(folder)
    monkeypatch.setattr(model.case, "MAX_TABLE_BYTES", 100)
    assert "is larger than 20 MB" in refused(folder)


def test_a_bad_heading_is_named(folder: Path) -> None:
    path = folder / "case.toml"
    good = path.read_text(encoding="utf-8")
    path.write_text("title = [", encoding="utf-8")
    assert "case.toml: this is no TOML" in refused(folder)
    path.write_text("id = 'x'\ntitle: x\n", encoding="utf-8")
    assert "case.toml, line 2: this is no TOML" in refused(folder)
    path.write_text(re.sub(r"(?m)^deadline.*$", "", good), encoding="utf-8")
    assert "case.toml has no 'deadline'" in refused(folder)
    path.write_text(re.sub(r"(?m)^opening_call.*$", 'opening_call = "2031"', good), encoding="utf-8")
    assert "opening_call '2031' is not in calls.csv" in refused(folder)


def test_a_case_that_does_not_exist_lists_those_that_do(tmp_path: Path) -> None:
    for name in ("sovereign", str(tmp_path / "none"), str(BUNDLED / "firms.csv")):
        with pytest.raises(CaseError, match=r"sovereign-ai-2026"):
            load_case(name)


def test_what_a_spreadsheet_adds_to_a_csv_is_read(folder: Path, case: Case) -> None:
    path = folder / "firms.csv"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(("\ufeff" + text.replace("\n", "\r\n") + ",\r\n".replace(",", "") * 2).encode("utf-8"))
    assert load_case(folder) == case


def test_names_that_a_case_does_not_have_are_refused(case: Case) -> None:
    with pytest.raises(CaseError, match=r"no call '2031'. Calls: 2025-open"):
        case.call("2031")
    with pytest.raises(CaseError, match=r"no firm 'nobody'. Firms: naver-cloud"):
        case.firm("nobody")
    with pytest.raises(LeverError, match=r"no lever 'gpu'. Levers of this case: gpus_per_team"):
        case.lever("gpu")
    with pytest.raises(CaseError, match="Table firms has no row 'nobody'"):
        case.with_edit(Edit("firms", "nobody", "size", "large"))
    with pytest.raises(CaseError, match="no editable column 'mood'"):
        case.with_edit(Edit("firms", "kt", "mood", "good"))


def test_an_edit_leaves_the_case_it_came_from(case: Case) -> None:
    before = case.cell("firms", "kt", "overlap_share")
    edited = case.with_edit(Edit("firms", "kt", "overlap_share", "0.11"))
    assert edited != case
    assert (case.cell("firms", "kt", "overlap_share"), edited.firm("kt").numbers["overlap_share"]) == (before, 0.11)
    assert edited.with_edit(Edit("firms", "kt", "overlap_share", before)) == case


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10).map(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries({c.name: CELLS for c in columns_of("facts")}), max_size=4))
def test_a_table_comes_back_from_csv_as_it_was(rows: list[dict[str, str]]) -> None:
    rows = [row for row in rows if any(row.values())]
    assert [dict(row) for row in parse_csv("facts", to_csv("facts", tuple(rows)))] == rows

"""The fictional case teaches what it claims: one motive decides for each firm, and its lever turns that firm."""

from __future__ import annotations

import pytest

from model.case import Case, bundled_cases, load_case
from model.document import Document, dumps, loads
from model.evidence import evidence
from model.outcome import COMPONENTS, Outcome
from model.solve import solve
from model.tables import columns_of, key_of

CASE_ID = "lantern-tide"
TEACHES = {  # firm -> the cost that keeps it out, and the lever with the value that turns it
    "glassmoth": ("stigma", "fresh_start", 1.0),
    "tallowfinch": ("stock_risk", "sealed_applications", 1.0),
    "nine-kettles": ("duplicate_investment", "reuse_allowed", 1.0),
    "pocket-comet": ("own_strategy", "gpus_per_team", 1024.0),
}
CLEAR = 0.1  # by which a forecast is on its side of one half


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(CASE_ID)


@pytest.fixture(scope="module")
def status_quo(case: Case) -> Outcome:
    return solve(case, case.status_quo)


def chance(outcome: Outcome, firm: str) -> float:
    return float(outcome.join_probability[outcome.index(firm)])


def test_it_is_bundled_and_small(case: Case) -> None:
    assert CASE_ID in bundled_cases()
    assert len(case.firms) == len(case.eligible) == 5
    assert case.draws is None


@pytest.mark.parametrize("firm", TEACHES)
def test_one_motive_keeps_a_firm_out(status_quo: Outcome, firm: str) -> None:
    row = status_quo.index(firm)
    worst = COMPONENTS[int(status_quo.components_bn[row].argmin())]
    assert worst == TEACHES[firm][0]
    assert chance(status_quo, firm) < 0.5 - CLEAR


@pytest.mark.parametrize("firm", TEACHES)
def test_its_lever_turns_the_firm_and_no_other_that_stays_out(case: Case, status_quo: Outcome, firm: str) -> None:
    _, lever, value = TEACHES[firm]
    moved = solve(case, case.status_quo.with_lever(lever, value))
    assert chance(moved, firm) > 0.5 + CLEAR
    rise = {other: chance(moved, other) - chance(status_quo, other) for other in TEACHES}
    assert max(rise, key=lambda other: rise[other]) == firm


def test_one_firm_joins_anyway(case: Case, status_quo: Outcome) -> None:
    assert chance(status_quo, "old-bramble") > 0.95
    harsh = case.status_quo.with_levers({"losers_named": 1.0, "gpus_per_team": 0, "matching_share": 0.5})
    assert chance(solve(case, harsh), "old-bramble") > 0.95


def test_every_number_is_marked_as_fictional(case: Case) -> None:
    cells = {
        (table, key_of(table, row), column.name)
        for table, rows in case.tables.items()
        for row in rows
        for column in columns_of(table)
        if column.is_input
    }
    assert {(row.table, row.row, row.column) for row in case.inputs} == cells
    for row in case.inputs:
        assert (row.grade, row.source) == ("C", "assumption")
        assert "ictional" in row.reason_en
        assert "가상" in row.reason_ko
        assert row.low <= float(case.cell(row.table, row.row, row.column)) <= row.high
    assert {row["grade"] for table in ("levers", "behaviour", "decisions", "events") for row in case.tables[table]} == {
        "C"
    }


def test_the_titles_say_that_it_is_fictional_and_no_name_is_of_the_opening_case(case: Case) -> None:
    assert "fictional" in case.title("en")
    assert "가상" in case.title("ko")
    real = load_case("sovereign-ai-2026")
    taken = {name.casefold() for firm in real.firms for name in (firm.name_en, firm.name_ko, *firm.aliases)}
    assert not taken & {
        name.casefold() for firm in case.firms for name in (firm.name_en, firm.name_ko, firm.short_name_en)
    }


def test_a_file_carries_it(case: Case) -> None:
    document = Document.new(case)
    assert loads(dumps(document)) == document


@pytest.mark.parametrize("name", bundled_cases())
def test_no_range_of_an_input_goes_beyond_what_its_column_takes(name: str) -> None:
    case = load_case(name)
    beyond = [
        row.key
        for row in evidence(case, case)
        if not row.measure.low <= row.entry.low <= row.entry.high <= row.measure.high
    ]
    assert beyond == []

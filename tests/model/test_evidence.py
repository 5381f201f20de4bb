"""The evidence: every input has words, a measure and sources; the backtest and the fitted range follow the records."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from model.case import Case, Edit, load_case, with_tables
from model.document import Document
from model.evidence import (
    GRADES,
    GROUPS,
    Backtest,
    backtest,
    evidence,
    fitted_range,
    mentioned,
    outside_levers,
    supporting,
)
from model.inputwords import COLUMNS
from model.outcome import Outcome
from model.scenario import Scenario
from model.schema import TABLES
from model.shield import giveaways
from model.solve import solve


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def test_every_input_is_one_row_with_its_own_value(case: Case) -> None:
    rows = evidence(case, case)
    assert [row.key for row in rows] == [(entry.table, entry.row, entry.column) for entry in case.inputs]
    for row in rows:
        assert row.value == float(case.cell(*row.key))
        assert row.group in GROUPS
        assert row.entry.grade in GRADES
        assert row.citations
        assert row.measure.allows(row.value)
        assert not row.edited


def test_labels_are_words_and_differ_within_what_they_are_about(case: Case) -> None:
    rows = evidence(case, case)
    ids = {lever.id for lever in case.levers} | {row.id for row in case.parameters} | {key[1] for key in COLUMNS}
    for language in ("en", "ko"):
        said = [(row.group, row.firm, row.call, row.date, row.label(language)) for row in rows]
        assert len(set(said)) == len(said)
        assert not {row.label(language) for row in rows} & ids


def test_every_input_column_of_the_schema_has_words() -> None:
    lever_columns = {"levers", "behaviour"}
    wanted = {
        (table, column.name)
        for table, columns in TABLES.items()
        if table not in lever_columns
        for column in columns
        if column.is_input
    }
    assert set(COLUMNS) == wanted


def test_an_edit_shows_beside_the_loaded_value_and_goes_back(case: Case) -> None:
    changed = case.with_edit(Edit("firms", "kt", "overlap_share", "0.95"))
    row = next(row for row in evidence(changed, case) if row.key == ("firms", "kt", "overlap_share"))
    assert (row.value, row.edited, row.beyond) == (0.95, True, 1)
    assert row.loaded == case.firm("kt").numbers["overlap_share"]
    assert changed.with_edit(row.edit_to(row.loaded)) == case
    assert sum(other.edited for other in evidence(changed, case)) == 1


def test_a_value_keeps_the_decimals_of_its_lever(case: Case) -> None:
    row = next(row for row in evidence(case, case) if row.key == ("levers", "losers_named", "status_quo"))
    assert row.edit_to(0.4 + 1e-9).value == "0.4"


def test_what_is_allowed_follows_the_tables(case: Case) -> None:
    rows = {row.key: row for row in evidence(case, case)}
    seats = rows["calls", "2026-additional", "seats"].measure
    assert seats.allows(case.lever("seats").high)
    assert not seats.allows(case.lever("seats").high + 1)
    assert not seats.allows(1.5)
    assert not seats.allows(math.nan)
    for row in rows.values():
        for bad in (math.nan, math.inf, -math.inf):
            assert not row.measure.allows(bad)


def test_whatever_a_measure_allows_the_case_takes(case: Case) -> None:
    """The two ends of every bound can be edited into a document."""
    picked = [row for row in evidence(case, case) if not row.measure.fixed][::29]
    assert {row.group for row in picked} >= {"firms", "calls", "levers", "behaviour"}
    for row in picked:
        for value in (row.measure.low, row.measure.high):
            changed = Document.new(case).with_edit(row.edit_to(value))
            assert float(changed.effective_case.cell(*row.key)) == pytest.approx(value)


def test_derived_facts_bring_what_they_were_worked_out_from(case: Case) -> None:
    facts = {fact.id: fact for fact in case.facts}
    derived = [
        row
        for row in evidence(case, case)
        if any(cited.fact and "derived" in cited.fact.source for cited in row.citations)
    ]
    assert derived
    for row in derived:
        ids = [fact.id for fact in supporting(case, row.citations)]
        assert len(ids) == len(set(ids))
        for fact_id in ids:
            assert set(mentioned(facts[fact_id].source, facts)) <= set(ids)


def forecast(case: Case, joiners: float, others: float) -> Callable[[Scenario], Outcome]:
    """Return outcomes in which those that joined in fact have one chance and all others another."""
    joined = {(row.call, row.firm) for row in case.decisions if row.joined}

    def outcome_of(scenario: Scenario) -> Outcome:
        firm_ids = scenario.firm_ids
        chance = [joiners if (scenario.call, firm) in joined else others for firm in firm_ids]
        return replace(solve(case, scenario), join_probability=np.array(chance))

    return outcome_of


def test_the_backtest_counts_the_right_side_of_one_half(case: Case) -> None:
    decided = len(case.decisions)
    joiners = sum(row.joined for row in case.decisions)
    assert backtest(case, forecast(case, 0.5, 0.49)) == Backtest(decided, decided)
    assert backtest(case, forecast(case, 0.49, 0.5)) == Backtest(0, decided)
    assert backtest(case, forecast(case, 1.0, 1.0)) == Backtest(joiners, decided)


def test_the_opening_case_is_solved_for_both_calls(case: Case) -> None:
    asked: list[str] = []

    def outcome_of(scenario: Scenario) -> Outcome:
        asked.append(scenario.call)
        return solve(case, scenario)

    result = backtest(case, outcome_of)
    assert asked == [call.id for call in case.calls]
    assert result.decisions == len(case.decisions)
    assert result.hits > result.decisions / 2


def test_a_case_without_records_is_fitted_nowhere(case: Case) -> None:
    bare = with_tables(case, {**case.tables, "decisions": ()})
    assert fitted_range(bare) == {}
    assert outside_levers(bare, bare.status_quo) == ()
    assert backtest(bare, lambda scenario: solve(bare, scenario)) == Backtest(0, 0)


def test_the_fitted_range_spans_the_recorded_calls(case: Case) -> None:
    ranges = fitted_range(case)
    assert set(ranges) == {lever.id for lever in case.levers}
    for lever_id, (low, high) in ranges.items():
        values = [call.lever_values[lever_id] for call in case.calls]
        assert (low, high) == (min(values), max(values))
    one = with_tables(
        case, {**case.tables, "decisions": tuple(row for row in case.tables["decisions"] if row["call"] == "2025-open")}
    )
    first = case.call("2025-open").lever_values
    assert fitted_range(one) == {lever_id: (first[lever_id], first[lever_id]) for lever_id in ranges}


def test_recorded_calls_are_inside_and_what_goes_beyond_is_named(case: Case) -> None:
    for call in case.calls:
        assert outside_levers(case, case.scenario_for(call.id)) == ()
    low, high = fitted_range(case)["gpus_per_team"]
    for value, outside in ((low, ()), (high, ()), (high + 64, ("gpus_per_team",)), (low - 64, ("gpus_per_team",))):
        assert outside_levers(case, case.status_quo.with_lever("gpus_per_team", value)) == outside


def test_every_name_of_a_firm_gives_it_away(case: Case) -> None:
    pattern = giveaways(case)
    for firm in case.firms:
        for name in (firm.id, firm.name_en, firm.name_ko, firm.short_name_en, firm.short_name_ko, *firm.aliases):
            assert pattern.search(f"Said by {name}, in part")
            assert pattern.search(name.upper())
    assert not pattern.search("The notice names no group and marks nobody.")

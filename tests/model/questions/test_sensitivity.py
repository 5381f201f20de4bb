"""Tornadoes against policies and cases solved on their own, end by end."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from model import Scenario, load_case, solve
from model.case import Case, build_case
from model.errors import DroppedError, FirmError, LeverError, ModelError
from model.outcome import HEADLINES, Outcome
from model.questions.assumed import assumptions, edited
from model.questions.sensitivity import (
    assumption_swings,
    leading_assumptions,
    lever_swings,
    tornado,
)
from model.questions.swings import FIRM, Bar, Swings, targets_of

QUIET = {"losers_named": 0.2, "fresh_start": 0.6, "months_given_back": 3}
EXACT = 1e-9


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


@pytest.fixture(scope="module")
def assumed_swings(case: Case) -> Swings:
    return assumption_swings(case, case.status_quo)


def figure(outcome: Outcome, target: str) -> float:
    """Return a figure of an outcome by its id."""
    if target.startswith(FIRM):
        return float(outcome.join_probability[outcome.index(target.removeprefix(FIRM))])
    return outcome.headline[target]


def scenarios(case: Case) -> dict[str, Scenario]:
    quiet = case.status_quo.with_levers(QUIET)
    return {"status quo": case.status_quo, "quiet": quiet, "pinned": quiet.with_pin("kt", True).with_pin("pion", False)}


@pytest.mark.parametrize("name", ["status quo", "quiet", "pinned"])
def test_every_end_of_every_lever_is_what_solving_it_alone_gives(case: Case, name: str) -> None:
    scenario = scenarios(case)[name]
    swings = lever_swings(case, scenario)
    assert [factor.id for factor in swings.factors] == [lever.id for lever in case.levers]
    ends = [(factor, value) for factor in swings.factors for value in factor.values]
    for (factor, value), results in zip(ends, swings.results, strict=True):
        outcome = solve(case, scenario.with_lever(factor.id, value))
        expected = [figure(outcome, target) for target in swings.targets]
        np.testing.assert_allclose(results, expected, rtol=0, atol=EXACT)


def test_a_bar_has_the_ends_of_its_lever_and_spans_the_present_figure(case: Case) -> None:
    found = tornado(case, case.status_quo, "expected_joiners")
    assert found.now == pytest.approx(solve(case, case.status_quo).headline["expected_joiners"], abs=EXACT)
    bars = {bar.factor.id: bar for bar in found.bars}
    lever, bar = case.lever("support_months"), bars["support_months"]
    assert (bar.low_value, bar.high_value, bar.factor.now) == (lever.low, lever.high, lever.status_quo)
    assert max(bar.low_result, bar.high_result) < found.now  # the lever bends: both ends are worse
    assert bar.swing == pytest.approx(found.now - min(bar.low_result, bar.high_result))
    seat = bars["reserved_seat"]  # options have no order, so the ends are the extremes
    options = [
        solve(case, case.status_quo.with_lever("reserved_seat", at)).headline["expected_joiners"] for at in (0, 1, 2)
    ]
    assert (seat.low_result, seat.high_result) == pytest.approx((min(options), max(options)), abs=EXACT)
    assert [bar.swing for bar in found.bars] == sorted((bar.swing for bar in found.bars), reverse=True)
    assert [bar.rank for bar in found.bars if bar.swing] == list(range(1, 1 + sum(bar.swing > 0 for bar in found.bars)))


def test_what_moves_nothing_has_no_swing_and_no_rank(case: Case) -> None:
    pinned = case.status_quo.with_pin("kt", True)
    assert {(bar.swing, bar.rank) for bar in tornado(case, pinned, "firm:kt").bars} == {(0.0, 0)}
    without = case.status_quo.with_lever("support_months", 0)  # GPUs for no months are worth nothing to anybody
    cost = {bar.factor.id: bar for bar in tornado(case, without, "public_cost_bn").bars}
    assert cost["second_track"].swing > 0.0
    nobody = without
    for firm_id in case.status_quo.firm_ids:
        nobody = nobody.with_pin(firm_id, False)
    for target in ("expected_joiners", "public_cost_bn", "winner_strength", "firm:kt"):
        assert {bar.swing for bar in tornado(case, nobody, target).bars} == {0.0}


def test_the_order_of_the_tables_plays_no_part(case: Case, assumed_swings: Swings) -> None:
    tables = {
        name: tuple(reversed(rows)) if name in {"levers", "inputs"} else rows for name, rows in case.tables.items()
    }
    turned = build_case(case.meta, tables, case.draws)

    def table(bars: tuple[Bar, ...]) -> dict[str, tuple[int, float]]:
        return {bar.factor.id: (bar.rank, round(bar.swing, 9)) for bar in bars}

    for target in ("expected_joiners", "firm:kt"):
        here, there = tornado(case, case.status_quo, target), tornado(turned, turned.status_quo, target)
        assert table(here.bars) == table(there.bars)
        inputs = assumption_swings(turned, turned.status_quo).tornado(target)
        assert table(inputs.bars) == table(assumed_swings.tornado(target).bars)


def test_limits_take_the_place_of_the_range(case: Case) -> None:
    found = tornado(case, case.status_quo, "firm:kt", limits={"fresh_start": (0.2, 0.5)})
    bar = next(bar for bar in found.bars if bar.factor.id == "fresh_start")
    assert (bar.low_value, bar.high_value) == (0.2, 0.5)
    for value, result in ((0.2, bar.low_result), (0.5, bar.high_result)):
        assert result == pytest.approx(figure(solve(case, case.status_quo.with_lever("fresh_start", value)), "firm:kt"))
    with pytest.raises(LeverError):
        tornado(case, case.status_quo, "firm:kt", limits={"fresh_start": (0.2, 7.0)})
    with pytest.raises(LeverError):
        tornado(case, case.status_quo, "firm:kt", limits={"nothing": (0.0, 1.0)})


def test_every_assumption_is_listed_once_with_its_range(case: Case) -> None:
    found = {factor.cell: factor for factor in assumptions(case)}
    ranged = [row for row in case.inputs if row.grade in {"B", "C"} and row.high > row.low]
    twice = [
        row
        for row in ranged
        if row.table == "calls" and row.row == "2026-additional" and row.column in {lever.id for lever in case.levers}
    ]
    assert len(found) == len(ranged) - len(twice) == len(assumptions(case))
    assert case.draws is not None
    draws = case.draws["stigma_weight"][1:]
    assert found["behaviour", "stigma_weight", "mean"].values == pytest.approx(np.quantile(draws, (0.05, 0.95)))
    prior = {factor.cell: factor for factor in assumptions(case.with_draws(None))}["behaviour", "stigma_weight", "mean"]
    assert prior.values == (0.01, 0.3)
    share = found["firms", "kt", "brand_exposure_bn"]
    assert share.values == (15.0, 80.0)


def test_every_end_of_an_assumption_is_what_the_edited_case_gives(case: Case, assumed_swings: Swings) -> None:
    scenario, rng = case.status_quo, np.random.default_rng(0)
    ends = [(factor, value) for factor in assumed_swings.factors for value in factor.values]
    chosen = set(rng.choice(len(ends), 60, replace=False).tolist())
    for table in ("behaviour", "firms", "eligibility", "events", "calls", "levers"):
        chosen |= set([row for row, (factor, _) in enumerate(ends) if factor.cell and factor.cell[0] == table][:8])
    chosen |= {row for row, (factor, _) in enumerate(ends) if "rule_changes" in factor.id or "leave_per" in factor.id}
    for row in chosen:
        factor, value = ends[row]
        outcome = solve(edited(case, factor, value), scenario)
        expected = [figure(outcome, target) for target in assumed_swings.targets]
        np.testing.assert_allclose(assumed_swings.results[row], expected, rtol=0, atol=EXACT, err_msg=factor.id)


def test_an_assumption_of_another_call_moves_nothing_here(assumed_swings: Swings) -> None:
    bars = assumed_swings.tornado("expected_joiners").bars
    assert {bar.swing for bar in bars if bar.factor.id.startswith(("calls/2025-open", "eligibility/2025-open"))} == {
        0.0
    }
    assert sum(bar.swing > 0 for bar in bars) > 200


def test_leading_assumptions_are_those_of_grade_c_that_move_most(case: Case, assumed_swings: Swings) -> None:
    grades = {(row.table, row.row, row.column): row.grade for row in case.inputs}
    wanted = [bar for bar in assumed_swings.tornado("expected_joiners").bars if bar.factor.cell and bar.swing]
    wanted = [bar for bar in wanted if bar.factor.cell and grades[bar.factor.cell] == "C"]
    assert [bar.factor for bar in leading_assumptions(case, case.status_quo, 5)] == [bar.factor for bar in wanted[:5]]
    every = leading_assumptions(case, case.status_quo, tables=frozenset({"behaviour"}))
    assert [bar.factor for bar in every] == [
        b.factor for b in wanted if b.factor.cell and b.factor.cell[0] == "behaviour"
    ]
    about_kt = leading_assumptions(case, case.status_quo, 1, target="firm:kt")
    assert about_kt[0].factor.cell == ("firms", "kt", "state_exposure_bn")


@pytest.mark.parametrize("ask", [lever_swings, assumption_swings])
def test_progress_is_told_and_a_question_can_be_dropped(case: Case, ask: Callable[..., Swings]) -> None:
    heard: list[float] = []
    ask(case, case.status_quo, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert len(heard) > 1
    with pytest.raises(DroppedError):
        ask(case.with_draws(None), case.status_quo, dropped=lambda: True)


def test_figures_are_named_and_answers_cannot_be_changed(case: Case, assumed_swings: Swings) -> None:
    assert assumed_swings.targets == targets_of(case.status_quo.firm_ids)
    assert set(HEADLINES) < set(assumed_swings.targets)
    with pytest.raises(ModelError, match="expected_joiners"):
        tornado(case, case.status_quo, "joy")
    with pytest.raises(FirmError, match="kakao"):
        tornado(case, case.status_quo, "firm:nobody")
    with pytest.raises(ValueError, match="read-only"):
        assumed_swings.results[0, 0] = 1.0

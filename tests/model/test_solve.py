"""Solving the real case: both calls told apart by one set of parameters, and relations that any solve satisfies."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.case import Case, Edit, load_case
from model.game import point_parameters
from model.outcome import COMPONENTS, HEADLINES
from model.scenario import Scenario
from model.solve import game_of, solve, solve_batch

CASE = load_case("sovereign-ai-2026")
GOLDEN = Path(__file__).parent.parent / "golden" / "sovereign-ai-2026.json"


@pytest.fixture(scope="module")
def case() -> Case:
    return CASE


@pytest.mark.parametrize("call", ["2025-open", "2026-additional"])
def test_every_recorded_decision_is_on_its_side_of_one_half(case: Case, call: str) -> None:
    outcome = solve(case, case.scenario_for(call))
    for firm, chance in zip(outcome.firm_ids, outcome.join_probability, strict=True):
        decision = case.decision(call, firm)
        if decision is not None:
            assert (chance > 0.5) == decision.joined, (firm, chance)


def test_thirteen_firms_may_join_the_additional_call(case: Case) -> None:
    outcome = solve(case, case.status_quo)
    assert len(outcome.firm_ids) == 13
    assert list(outcome.firms.columns[:3]) == ["join_probability", "selection_probability", "final_probability"]
    assert [f"{name}_bn" for name in COMPONENTS] == list(outcome.firms.columns[3:14])
    assert set(outcome.headline) == set(HEADLINES)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    scenario = CASE.status_quo
    for lever in CASE.levers:
        if lever.id == "seats":
            scenario = scenario.with_lever("seats", draw(st.integers(1, 2)))
        elif lever.kind == "number":
            scenario = scenario.with_lever(lever.id, draw(st.floats(lever.low, lever.high)))
        else:
            scenario = scenario.with_lever(lever.id, draw(st.integers(int(lever.low), int(lever.high))))
    return scenario


@settings(max_examples=40, deadline=None)
@given(scenarios())
def test_any_policy_solves_to_a_fixed_point_whose_parts_add_up(scenario: Scenario) -> None:
    outcome = solve(CASE, scenario)
    p = outcome.join_probability
    assert outcome.equilibrium.residual <= 1e-12
    np.testing.assert_allclose(p, 1 / (1 + np.exp(-outcome.payoff_bn / outcome.noise_bn)), atol=1e-9)
    assert np.all(outcome.final_probability <= outcome.selection_probability + 1e-12)
    assert outcome.joiner_probability.sum() == pytest.approx(1.0, abs=1e-12)
    assert outcome.headline["expected_joiners"] == pytest.approx(p.sum())
    counts = np.arange(len(p) + 1)
    assert (outcome.joiner_probability * counts).sum() == pytest.approx(p.sum())
    for name, value in outcome.headline.items():
        if HEADLINES[name] == "probability":
            assert 0.0 <= value <= 1.0
    in_programme = outcome.stage_probability
    assert np.all(np.diff(in_programme, axis=0) <= 1e-12), "nobody comes back into the programme"
    np.testing.assert_allclose(in_programme[-1], outcome.final_probability, atol=1e-10)


def test_a_batch_answers_as_its_members_do(case: Case) -> None:
    rows = [
        case.status_quo,
        case.status_quo.with_lever("seats", 2),
        case.status_quo.with_levers({"losers_named": 0.0, "fresh_start": 1.0}),
        case.scenario_for("2025-open"),
        case.status_quo.with_pin("kt", True),
    ]
    for together, scenario in zip(solve_batch(case, rows), rows, strict=True):
        alone = solve(case, scenario)
        np.testing.assert_allclose(together.join_probability, alone.join_probability, atol=1e-10)
        np.testing.assert_allclose(together.components_bn, alone.components_bn, atol=1e-8)


def test_a_warm_start_lands_on_the_same_point(case: Case) -> None:
    cold = solve(case, case.status_quo.with_lever("losers_named", 0.4))
    warm = solve(case, cold.scenario, solve(case, case.status_quo).join_probability)
    np.testing.assert_allclose(warm.join_probability, cold.join_probability, atol=1e-10)


def test_a_pinned_firm_stays_and_the_others_answer(case: Case) -> None:
    free = solve(case, case.status_quo)
    pinned = solve(case, case.status_quo.with_pin("naver-cloud", True))
    row = free.index("naver-cloud")
    assert pinned.join_probability[row] == 1.0
    motif = free.index("motif")
    assert pinned.join_probability[motif] < free.join_probability[motif], "a strong rival takes chances away"


def test_stigma_hurts_the_firm_that_has_it(case: Case) -> None:
    worse = case.with_edit(Edit("firms", "kt", "brand_exposure_bn", "90"))
    row = solve(case, case.status_quo).index("kt")
    assert solve(worse, worse.status_quo).join_probability[row] < solve(case, case.status_quo).join_probability[row]


def test_payoffs_in_another_money_change_nothing(case: Case) -> None:
    """All payoffs and all noise times c leave every p as it is: the equilibrium depends on their ratio only."""
    game = game_of(case, (case.status_quo,))
    p = solve(case, case.status_quo).join_probability[None]
    for factor in (0.01, 100.0):
        response = 1 / (1 + np.exp(-factor * game.payoff(p) / (factor * game.noise_bn)))
        np.testing.assert_allclose(response, p, atol=1e-9)


def test_public_cost_of_a_sure_winner_is_the_support_that_was_promised(case: Case) -> None:
    """GPUs x price x 6 months (D-02: 30.4 bn at the list price) plus data and talent, for whoever is selected."""
    outcome = solve(case, case.status_quo)
    price = float(point_parameters(case)["gpu_price_bn_per_month"][0])
    draws_gpus = np.array([0.0 if firm == "naver-cloud" else 1.0 for firm in outcome.firm_ids])
    each = draws_gpus * 768 * price * 6 + 5.0
    expected = (outcome.join_probability * outcome.selection_probability * each).sum()
    assert outcome.headline["public_cost_bn"] == pytest.approx(expected, rel=1e-9)


def test_golden_scenarios_keep_their_numbers(case: Case) -> None:
    golden = json.loads(GOLDEN.read_text("utf-8"))
    for entry in golden["scenarios"]:
        scenario = case.scenario_for(entry["call"]).with_levers(entry["levers"])
        outcome = solve(case, scenario)
        found = dict(zip(outcome.firm_ids, outcome.join_probability.tolist(), strict=True))
        assert found == pytest.approx(entry["join_probability"], abs=golden["tolerance"]), entry["name"]
        assert dict(outcome.headline) == pytest.approx(entry["headline"], rel=1e-6, abs=golden["tolerance"])

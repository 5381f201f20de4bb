"""Claims about the equilibrium shown: proved, several, or found from a few starts; never more than was done."""

from __future__ import annotations

import numpy as np
import pytest

from model.case import Case, Edit, load_case
from model.claims import DroppedError, claim, outcome_at
from model.solve import solve


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


@pytest.mark.parametrize("levers", [{}, {"losers_named": 0.1, "fresh_start": 1.0}, {"seats": 2}])
def test_the_additional_call_has_one_equilibrium_and_it_is_the_one_shown(case: Case, levers: dict[str, object]) -> None:
    scenario = case.status_quo.with_levers(levers)
    found = claim(case, scenario)
    assert found.note.certified_unique
    assert found.index_sum == 1
    np.testing.assert_allclose(found.points[0], solve(case, scenario).join_probability, atol=1e-9)


def test_pinned_firms_stay_where_they_are_pinned(case: Case) -> None:
    scenario = case.status_quo.with_pin("kt", True).with_pin("kakao", False)
    found = claim(case, scenario)
    outcome = outcome_at(case, scenario, found, 0)
    assert outcome.join_probability[outcome.index("kt")] == 1.0
    assert outcome.join_probability[outcome.index("kakao")] == 0.0
    np.testing.assert_allclose(outcome.join_probability, solve(case, scenario).join_probability, atol=1e-9)
    assert outcome.equilibrium.certified_unique


def test_everybody_pinned_leaves_nothing_to_find(case: Case) -> None:
    scenario = case.status_quo
    for firm_id in scenario.firm_ids:
        scenario = scenario.with_pin(firm_id, firm_id == "motif")
    assert claim(case, scenario).note.certified_unique


def test_a_call_too_large_to_tabulate_is_never_certified(case: Case) -> None:
    found = claim(case, case.scenario_for("2025-open"))
    assert not found.note.certified_unique
    assert not found.list_complete
    assert found.index_sum is None
    assert found.note.starts > 1
    assert found.stable.shape == (found.note.count,)


def test_nearly_certain_firms_make_several_equilibria_and_all_are_listed(case: Case) -> None:
    """With almost no noise rivals for one seat can split it in several ways; the index must say so."""
    sure = case.with_edits(
        (Edit("behaviour", "noise_bn", "low", "0.0001"), Edit("behaviour", "noise_bn", "mean", "0.03"))
    )
    found = claim(sure, sure.status_quo)
    assert found.note.count == len(found.points)
    if found.note.count > 1:
        assert not found.note.certified_unique
    assert found.index_sum == 1
    for row in range(found.note.count):
        outcome = outcome_at(sure, sure.status_quo, found, row)
        response = 1 / (1 + np.exp(-np.clip(outcome.payoff_bn / outcome.noise_bn, -700, 700)))
        np.testing.assert_allclose(response, outcome.join_probability, atol=1e-7)


def test_a_dropped_question_is_dropped(case: Case) -> None:
    with pytest.raises(DroppedError):
        claim(case, case.status_quo, dropped=lambda: True)

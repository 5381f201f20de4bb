"""Firms of the real call speaking in turn: order, learning, pins, and the plain game when signs say nothing."""

from __future__ import annotations

import numpy as np
import pytest

from model.announcements import announced_probabilities
from model.case import Case, Edit, load_case
from model.errors import SolveError
from model.solve import game_of, solve
from model.speaking import announcements, recorded_order


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def test_the_recorded_order_runs_by_date_and_ends_with_those_that_have_not_spoken(case: Case) -> None:
    order = recorded_order(case, "2026-additional")
    assert order[0] == ("2026-01-15", ("naver-cloud",))
    assert order[1] == ("2026-01-16", ("kakao", "nc-ai"))
    assert order[-1][0] == ""
    assert set(order[-1][1]) == {"lunit", "bionexus", "sionic-ai", "junction-med", "pion"}


def test_each_statement_is_kept_once_made(case: Case) -> None:
    found = announcements(case, case.status_quo)
    rows = {firm: row for row, firm in enumerate(found.firm_ids)}
    for turn, group in enumerate(found.groups, start=1):
        for firm in group:
            if firm in found.statements:
                assert np.all(found.chances[turn:, rows[firm]] == float(found.statements[firm]))
                assert 0.0 < found.chances[turn - 1, rows[firm]] < 1.0


def test_refusals_of_rivals_raise_the_chances_of_those_left(case: Case) -> None:
    found = announcements(case, case.status_quo, signal_accuracy=0.5)
    row = found.firm_ids.index("motif")
    after_refusals = 2  # Naver on the 15th, Kakao and NC AI on the 16th
    assert found.chances[after_refusals, row] > found.chances[0, row]
    np.testing.assert_allclose(found.high_worth, 0.5, atol=1e-12)


def test_signs_that_say_nothing_give_the_plain_sequential_game(case: Case) -> None:
    scenario = case.status_quo
    game = game_of(case, (scenario,))
    order = [[scenario.firm_ids.index(firm) for firm in group] for _, group in recorded_order(case, scenario.call)]
    plain = announced_probabilities(
        lambda joining: game.payoff(joining.astype(float)), np.broadcast_to(game.noise_bn, game.base.shape)[0], order
    )
    found = announcements(case, scenario, signal_accuracy=0.5)
    np.testing.assert_allclose(found.chances[0], plain, atol=1e-12)


def test_all_at_once_is_the_simultaneous_equilibrium(case: Case) -> None:
    together = (("", case.status_quo.firm_ids),)
    found = announcements(case, case.status_quo, together, signal_accuracy=0.5)
    np.testing.assert_allclose(found.chances[0], solve(case, case.status_quo).join_probability, atol=1e-8)


def test_learning_makes_a_refusal_bad_news(case: Case) -> None:
    doubtful = case.with_edits(
        (Edit("behaviour", "title_uncertainty_share", "mean", "0.9"), Edit("behaviour", "noise_bn", "mean", "1"))
    )
    found = announcements(doubtful, doubtful.status_quo, signal_accuracy=0.9)
    assert found.high_worth[2] < found.high_worth[0]


def test_pinned_firms_do_not_move(case: Case) -> None:
    found = announcements(case, case.status_quo.with_pin("kt", True))
    assert np.all(found.chances[:, found.firm_ids.index("kt")] == 1.0)


def test_past_fourteen_movers_there_is_a_remedy(case: Case) -> None:
    with pytest.raises(SolveError, match="14"):
        announcements(case, case.scenario_for("2025-open"))

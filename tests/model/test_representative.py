"""The representative point: one solve that stands for the mean over the draws, on every lever's range."""

from __future__ import annotations

import numpy as np
import pytest

from model.bands import bands
from model.case import Case, Edit, load_case
from model.draws import sample_of
from model.game import point_parameters
from model.representative import policies, representative
from model.solve import equilibrium, game_of, solve


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def test_one_solve_stands_for_the_mean_over_the_draws(case: Case) -> None:
    misses = []
    for scenario in policies(case):
        outcome = solve(case, scenario)
        found = bands(case, scenario, start=outcome.join_probability)
        misses.append(np.abs(outcome.join_probability - found.mean).max())
    assert misses[0] < 0.02, "the call as announced"
    assert max(misses) < 0.06


def test_the_mean_of_the_parameters_would_miss_by_more(case: Case) -> None:
    assert case.draws is not None
    means = {name: np.array([values.mean()]) for name, values in sample_of(case.draws).items()}
    quo = case.status_quo
    naive = equilibrium(game_of(case, (quo,), point_parameters(case) | means), None).p[0]
    target = bands(case, quo).mean
    assert np.abs(naive - target).max() > 2 * np.abs(solve(case, quo).join_probability - target).max()


def test_the_point_is_found_again_and_lies_within_the_priors_bounds(case: Case) -> None:
    assert case.draws is not None
    some = {name: values[::8] for name, values in sample_of(case.draws).items()}
    point = representative(case.with_draws(None), some)
    for row in case.parameters:
        if row.id in point:
            assert row.low <= point[row.id] <= row.high
    assert point == representative(case.with_draws(None), some)


def test_edited_parameters_stand_where_they_were_put(case: Case) -> None:
    edited = case.with_edit(Edit("behaviour", "stigma_weight", "mean", "0.2"))
    assert point_parameters(edited)["stigma_weight"][0] == 0.2
    assert point_parameters(case)["noise_bn"][0] == case.draws["noise_bn"][0] if case.draws else False

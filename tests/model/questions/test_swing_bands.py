"""Bands of a tornado: differences over common draws, at the very ends of the bars."""

from __future__ import annotations

import numpy as np
import pytest

from model import load_case
from model.bands import draws_within, parameters_at
from model.case import Case
from model.errors import DroppedError
from model.questions.sensitivity import lever_swings
from model.questions.swing_bands import GLANCE, SwingBands, swing_bands
from model.solve import equilibrium, game_of, solve


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


@pytest.fixture(scope="module")
def found(case: Case) -> SwingBands:
    return swing_bands(case, case.status_quo, solve(case, case.status_quo).join_probability, {})


@pytest.mark.parametrize(
    ("lever", "value"), [("losers_named", 0.0), ("weight_independence", 100.0), ("reserved_seat", 1.0)]
)
def test_a_band_is_that_of_the_differences_at_the_same_draws(
    case: Case, found: SwingBands, lever: str, value: float
) -> None:
    scenario = case.status_quo
    parameters = parameters_at(case, draws_within(case, 14, GLANCE))  # 14 sets: one seat, thirteen firms
    policies = (scenario, scenario.with_lever(lever, value))
    p = [equilibrium(game_of(case, (one,), parameters), None).p for one in policies]
    assert found.draws == len(p[0])
    factor = next(factor for factor in found.factors if factor.id == lever)
    kt = scenario.firm_ids.index("kt")
    change = p[1] - p[0]
    for target, gap in (("firm:kt", change[:, kt]), ("expected_joiners", change.sum(axis=-1))):
        band = found.at(target, factor, value)
        assert band is not None
        assert band == pytest.approx(tuple(np.quantile(gap, [0.05, 0.95])), abs=1e-9)


def test_every_bar_has_its_band_and_what_allows_too_many_sets_has_none(case: Case, found: SwingBands) -> None:
    swings = lever_swings(case, case.status_quo)
    inside = []
    for bar in swings.tornado("expected_joiners").bars:
        for value, result in ((bar.low_value, bar.low_result), (bar.high_value, bar.high_result)):
            band = found.at("expected_joiners", bar.factor, value)
            if bar.factor.id == "seats" and value == 5.0:
                assert band is None
            elif value == bar.factor.now:
                assert band == (0.0, 0.0)
            else:
                assert band is not None
                assert band[0] <= band[1]
                inside.append(band[0] - 1e-9 <= result - swings.now[0] <= band[1] + 1e-9)
    assert np.mean(inside) > 0.8, "most bars end inside their band"
    none = swing_bands(case, case.status_quo.with_lever("seats", 5), np.full(13, 0.5), {})
    assert none.draws == 0
    assert np.isnan(none.change).all()


def test_bands_speak_of_their_policy_and_limits_and_a_drop_is_heard(case: Case, found: SwingBands) -> None:
    scenario, start = case.status_quo, solve(case, case.status_quo).join_probability
    limits = {"losers_named": (0.5, 0.75), "seats": (1.0, 1.0)}
    few = swing_bands(case, scenario, start, limits, most=400)
    assert found.is_of(scenario, {})
    assert few.is_of(scenario, limits)
    assert not few.is_of(scenario, {})
    assert not few.is_of(scenario.with_lever("fresh_start", 1), limits)
    factor = next(factor for factor in few.factors if factor.id == "losers_named")
    assert few.at("firm:kt", factor, 0.5) is not None
    assert few.at("firm:kt", factor, 0.0) is None
    with pytest.raises(DroppedError):
        swing_bands(case, scenario, start, {}, dropped=lambda: True)

"""Flips against a scan that solves every policy on its own, step by step."""

import math

import numpy as np
import pytest

from model import Outcome, Scenario, load_case, solve
from model.case import Case
from model.claims import DroppedError
from model.levers import Lever
from model.questions.flips import HALF, Flip, curves, flips

QUIET = {"losers_named": 0.2, "sealed_applications": 1, "fresh_start": 0.6, "months_given_back": 3}
SCENARIOS = {"status quo": {}, "quiet": QUIET, "two seats": {"seats": 2, "second_track": 1.5}}


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def solved(case: Case, name: str) -> tuple[Scenario, Outcome]:
    scenario = case.status_quo.with_levers(SCENARIOS[name])
    return scenario, solve(case, scenario)


def legal_neighbours(lever: Lever, value: float) -> tuple[float, float]:
    """Return the legal values on either side of a place between them."""
    unit = 10.0**-lever.decimals
    low = math.floor(round(value / unit, 6)) * unit
    high = math.ceil(round(value / unit, 6)) * unit
    return lever.checked(max(low, lever.low)), lever.checked(min(high, lever.high))


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_flip_is_where_solving_on_its_own_says(case: Case, name: str) -> None:
    scenario, outcome = solved(case, name)
    found = flips(case, scenario, outcome)
    assert sum(map(len, found.values())) > 10
    for lever_id, marks in found.items():
        lever = case.lever(lever_id)
        for mark in marks:
            firm = scenario.firm_ids.index(mark.firm_id)
            if lever.kind == "choice":
                there = solve(case, scenario.with_lever(lever_id, mark.value)).join_probability[firm]
                assert (there >= HALF) == mark.joins_above != (outcome.join_probability[firm] >= HALF)
                continue
            low, high = legal_neighbours(lever, mark.value)
            assert low < high
            below, above = (solve(case, scenario.with_lever(lever_id, at)).join_probability[firm] for at in (low, high))
            assert (below < HALF <= above) if mark.joins_above else (above < HALF <= below)


@pytest.mark.parametrize("lever_id", ["fresh_start", "months_given_back", "support_months", "weight_industry"])
def test_a_fine_scan_finds_the_same_flips(case: Case, lever_id: str) -> None:
    scenario, outcome = solved(case, "status quo")
    lever = case.lever(lever_id)
    values = [lever.checked(value) for value in np.linspace(lever.low, lever.high, 41).round(lever.decimals)]
    values = sorted(set(values))
    joins = np.array([solve(case, scenario.with_lever(lever_id, value)).join_probability >= HALF for value in values])
    marks = flips(case, scenario, outcome, [lever_id]).get(lever_id, ())
    expected = {
        (scenario.firm_ids[firm], row, bool(joins[row + 1, firm]))
        for row, firm in zip(*np.nonzero(joins[1:] != joins[:-1]), strict=True)
    }
    placed = {(mark.firm_id, int(np.searchsorted(values, mark.value)) - 1, mark.joins_above) for mark in marks}
    assert placed == expected


def test_curves_pass_through_solved_policies_and_the_scenario_itself(case: Case) -> None:
    scenario, outcome = solved(case, "quiet")
    for lever_id, curve in curves(case, scenario, outcome, ["losers_named", "seats", "weight_openness"]).items():
        assert np.all(np.diff(curve.values) > 0)
        here = int(np.flatnonzero(curve.values == scenario.value(lever_id))[0])
        assert np.array_equal(curve.join_probability[here], outcome.join_probability)
        lever = case.lever(lever_id)
        assert (curve.values[0], curve.values[-1]) == (lever.low, lever.high)
        for row in (0, len(curve.values) - 1):
            alone = solve(case, scenario.with_lever(lever_id, curve.values[row]))
            assert curve.join_probability[row] == pytest.approx(alone.join_probability, abs=1e-10)
        with pytest.raises(ValueError, match="read-only"):
            curve.values[0] = 1.0


def test_a_pinned_firm_never_flips_and_the_others_answer_to_it(case: Case) -> None:
    scenario, outcome = solved(case, "status quo")
    pinned = scenario.with_pin("kt", True)
    after = flips(case, pinned, solve(case, pinned))
    assert "kt" in {mark.firm_id for marks in flips(case, scenario, outcome).values() for mark in marks}
    assert "kt" not in {mark.firm_id for marks in after.values() for mark in marks}
    assert after["fresh_start"] != tuple(
        mark for mark in flips(case, scenario, outcome)["fresh_start"] if mark.firm_id != "kt"
    )


def test_levers_are_asked_for_by_name_and_a_drop_is_heard(case: Case) -> None:
    scenario, outcome = solved(case, "status quo")
    every = flips(case, scenario, outcome)
    one = flips(case, scenario, outcome, ["losers_named"])
    assert list(one) == ["losers_named"]
    assert [mark.firm_id for mark in one["losers_named"]] == [mark.firm_id for mark in every["losers_named"]]
    assert isinstance(one["losers_named"][0], Flip)
    with pytest.raises(DroppedError):
        curves(case, scenario, outcome, dropped=lambda: True)

"""Attribution: shares add up, agree with every order tried by hand, and treat levers as the axioms of Shapley ask."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Scenario, load_case, solve
from model.claims import DroppedError
from model.errors import LeverError
from model.questions.explain import PINS, attribution, players_of

CASE = load_case("sovereign-ai-2026")
QUICK = [lever for lever in CASE.levers if lever.id != "seats"]  # many seats take long


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    chosen = draw(st.lists(st.sampled_from(QUICK), min_size=0, max_size=3, unique=True))
    shares = {lever.id: draw(st.integers(0, 10)) / 10 for lever in chosen}
    values = {lever.id: round(lever.low + shares[lever.id] * (lever.high - lever.low)) for lever in chosen}
    scenario = CASE.status_quo.with_levers(values)
    pinned = draw(st.sampled_from([None, "kt", "motif"]))
    return scenario if pinned is None else scenario.with_pin(pinned, draw(st.booleans()))


@given(before=scenarios(), after=scenarios())
@settings(max_examples=12, deadline=None)
def test_shares_add_up_to_the_change(before: Scenario, after: Scenario) -> None:
    found = attribution(CASE, before, after)
    first, last = solve(CASE, before), solve(CASE, after)
    change = last.join_probability - first.join_probability
    assert found.exact
    assert found.players == players_of(before, after)
    assert found.joining.sum(axis=0) == pytest.approx(change, abs=1e-9)
    assert found.components_bn.sum(axis=0) == pytest.approx(last.components_bn - first.components_bn, abs=1e-7)
    assert found.components_bn.sum(axis=(0, 2)) == pytest.approx(last.payoff_bn - first.payoff_bn, abs=1e-7)
    assert not found.joining_error.any()


def test_three_levers_agree_with_every_order_by_hand() -> None:
    changes = {"losers_named": 0.2, "final_teams": 3, "sealed_applications": 1}
    after = CASE.status_quo.with_levers(changes)
    found = attribution(CASE, CASE.status_quo, after)
    total = {lever: np.zeros(len(after.firm_ids)) for lever in changes}
    for order in itertools.permutations(changes):
        scenario = CASE.status_quo
        for lever in order:
            before = solve(CASE, scenario).join_probability
            scenario = scenario.with_lever(lever, changes[lever])
            total[lever] += (solve(CASE, scenario).join_probability - before) / 6
    for row, lever in enumerate(found.players):
        assert found.joining[row] == pytest.approx(total[lever], abs=1e-9)
    assert set(found.players) == set(changes)


def test_one_lever_takes_the_whole_change_and_none_takes_nothing() -> None:
    after = CASE.status_quo.with_lever("fresh_start", 0.6)
    change = solve(CASE, after).join_probability - solve(CASE, CASE.status_quo).join_probability
    assert attribution(CASE, CASE.status_quo, after).joining[0] == pytest.approx(change, abs=1e-12)
    assert attribution(CASE, after, after.renamed("the same")).joining.shape == (0, len(change))


def test_sampled_shares_add_up_and_lie_within_their_errors_of_the_exact_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    after = CASE.status_quo.with_levers(
        {"losers_named": 0.2, "fresh_start": 0.6, "gpus_per_team": 1536, "second_track": 2}
    )
    exact = attribution(CASE, CASE.status_quo, after)
    monkeypatch.setattr("model.questions.explain.MOST_EXACT", 3)
    sampled = attribution(CASE, CASE.status_quo, after, orders=10)
    assert not sampled.exact
    assert sampled.joining.sum(axis=0) == pytest.approx(exact.joining.sum(axis=0), abs=1e-9)
    assert sampled.joining_error.max() > 0
    assert np.all(np.abs(sampled.joining - exact.joining) <= 4 * sampled.joining_error + 1e-9)
    again = attribution(CASE, CASE.status_quo, after, orders=10)
    assert np.array_equal(again.joining, sampled.joining)


def test_pins_are_a_share_of_their_own() -> None:
    after = CASE.status_quo.with_lever("fresh_start", 0.6).with_pin("kt", True)
    found = attribution(CASE, CASE.status_quo, after)
    assert found.players == ("fresh_start", PINS)
    kt = after.firm_ids.index("kt")
    assert found.joining[:, kt].sum() == pytest.approx(1 - solve(CASE, CASE.status_quo).join_probability[kt])
    assert found.is_of(CASE.status_quo, after.renamed("another name"))
    assert not found.is_of(after, CASE.status_quo)


def test_two_calls_are_refused_and_a_drop_is_heard() -> None:
    with pytest.raises(LeverError, match="2025-open"):
        attribution(CASE, CASE.scenario_for("2025-open"), CASE.status_quo)
    with pytest.raises(DroppedError):
        attribution(CASE, CASE.status_quo, CASE.status_quo.with_lever("seats", 2), dropped=lambda: True)

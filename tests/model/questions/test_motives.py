"""Motives: shares add up on any two scenarios, are integrated slopes along a line and Shapley values at a jump."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from model import Scenario, load_case, solve
from model.case import Case, Edit
from model.claims import claim, outcome_at
from model.errors import DroppedError, LeverError
from model.following import over_policies
from model.outcome import COMPONENTS
from model.questions.explain import EQUILIBRIUM, PINS
from model.questions.motives import MOTIVES, motives
from model.solve import game_of, pins_of
from tests.model.questions.test_explain import scenarios

CASE = load_case("sovereign-ai-2026")


@given(before=scenarios(), after=scenarios())
@settings(max_examples=15, deadline=None)
def test_shares_add_up_to_the_change_of_any_two_scenarios(before: Scenario, after: Scenario) -> None:
    found = motives(CASE, before, after)
    change = solve(CASE, after).join_probability - solve(CASE, before).join_probability
    assert found.joining.shape == (len(MOTIVES), len(change))
    assert found.joining.sum(axis=0) == pytest.approx(change, abs=1e-10)
    if before.pins == after.pins:
        assert not found.joining[MOTIVES.index(PINS)].any()


def test_along_a_line_they_are_the_integral_of_the_slopes() -> None:
    after = CASE.status_quo.with_levers({"losers_named": 0.2, "fresh_start": 0.6, "procurement_guarantee": 50})
    found = motives(CASE, CASE.status_quo, after)
    values = {
        lever: (CASE.status_quo.value(lever), after.value(lever)) for lever in after.changed_from(CASE.status_quo)
    }
    # Gauss-Legendre over central differences of equilibria on either side
    nodes, weights = np.polynomial.legendre.leggauss(8)
    total = np.zeros((len(COMPONENTS), len(after.firm_ids)))
    for share, weight in zip(0.5 * (nodes + 1.0), 0.5 * weights, strict=True):
        near = [between(values, share + nudge) for nudge in (-1e-4, 1e-4)]
        (_, low), (_, high) = near
        p, _ = between(values, share)
        noise = solve(CASE, CASE.status_quo).noise_bn
        total += weight * (p * (1 - p) / noise)[None, :] * (high - low).T / 2e-4
    assert found.joining[:-1] == pytest.approx(total, abs=2e-5)


def between(values: dict[str, tuple[float, float]], share: float) -> tuple[np.ndarray, np.ndarray]:
    """Return chances [n] and components [n, 11] a share of the way between two policies."""
    from model.game import build_game, point_parameters, scenario_rules
    from model.solve import equilibrium

    levers = {lever.id: np.array([CASE.status_quo.value(lever.id)]) for lever in CASE.levers}
    levers |= {lever: np.array([low + share * (high - low)]) for lever, (low, high) in values.items()}
    rules = scenario_rules(CASE, CASE.status_quo)
    game = build_game(CASE, CASE.status_quo.call, rules, levers, point_parameters(CASE), kept_as=None)
    p = equilibrium(game, None).p
    return p[0], game.prices.components(game.prospects.expected(p))[0]


def test_a_jump_is_shared_in_every_order_of_the_motives() -> None:
    after = CASE.status_quo.with_lever("sealed_applications", 1)
    found, kt = motives(CASE, CASE.status_quo, after), after.firm_ids.index("kt")
    first, last = solve(CASE, CASE.status_quo), solve(CASE, after)
    rng, start, end = np.random.default_rng(1), first.components_bn[kt], last.components_bn[kt]
    orders = np.argsort(rng.random((4000, len(COMPONENTS))), axis=1)
    rank = np.argsort(orders, axis=1)  # a motive has changed once its turn has come
    path = np.where(rank[:, None, :] < np.arange(len(COMPONENTS) + 1)[None, :, None], end, start).sum(axis=-1)
    gains = np.diff(1.0 / (1.0 + np.exp(-path / first.noise_bn[kt])), axis=1)
    shares = np.take_along_axis(gains, rank, axis=1)
    assert found.joining[:-1, kt] == pytest.approx(shares.mean(axis=0), abs=4 * float(shares.std(axis=0).max()) / 60)
    assert np.abs(found.joining[:-1, kt]).max() > 0.01


def test_a_pin_is_a_motive_of_its_own_and_moves_the_others_by_theirs() -> None:
    after = CASE.status_quo.with_pin("kt", True)
    found, kt = motives(CASE, CASE.status_quo, after), after.firm_ids.index("kt")
    assert found.joining[MOTIVES.index(PINS), kt] == pytest.approx(
        1 - solve(CASE, CASE.status_quo).join_probability[kt]
    )
    assert not found.joining[:-1, kt].any()
    others = np.delete(found.joining, kt, axis=1)
    assert others[:-1].any()
    assert not others[-1].any()


def test_many_jumps_are_sampled_with_errors_and_still_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {"sealed_applications": 1, "final_teams": 3, "next_in_rank": 1, "losers_named": 0.5}
    after = CASE.status_quo.with_levers(changes)
    exact = motives(CASE, CASE.status_quo, after)
    monkeypatch.setattr("model.questions.motives.MOST_EXACT", 2)
    sampled = motives(CASE, CASE.status_quo, after, orders=12)
    assert exact.exact
    assert not exact.error.any()
    assert not sampled.exact
    assert sampled.error.max() > 0
    assert sampled.joining.sum(axis=0) == pytest.approx(exact.joining.sum(axis=0), abs=1e-10)
    assert np.all(np.abs(sampled.joining - exact.joining) <= 4 * sampled.error + 1e-9)


def test_two_calls_are_refused_a_drop_is_heard_and_nothing_changed_is_nothing() -> None:
    with pytest.raises(LeverError, match="2025-open"):
        motives(CASE, CASE.scenario_for("2025-open"), CASE.status_quo)
    with pytest.raises(DroppedError):
        motives(CASE, CASE.status_quo, CASE.status_quo.with_lever("fresh_start", 1), dropped=lambda: True)
    same = motives(CASE, CASE.status_quo, CASE.status_quo.renamed("again"))
    assert not same.joining.any()
    assert same.is_of(CASE.status_quo, CASE.status_quo)


def nearly_sure(noise_bn: float) -> Case:
    """Firms that hardly hesitate: two of them can split the seat in two ways, and a third way tips over."""
    edits = (Edit("behaviour", "noise_bn", "low", "0.0001"), Edit("behaviour", "noise_bn", "mean", f"{noise_bn}"))
    return CASE.with_edits(edits)


@st.composite
def ways(draw: st.DrawFn) -> tuple[Case, Scenario, Scenario]:
    """Return a case, a baseline and a policy near which there are several equilibria."""
    case = nearly_sure(draw(st.sampled_from([0.015, 0.02, 0.025])))
    after = case.status_quo.with_levers(
        {"data_budget": draw(st.integers(95, 105)) / 10, "losers_named": draw(st.integers(97, 100)) / 100}
    )
    moved: dict[str, float] = {"data_budget": draw(st.integers(90, 112)) / 10}
    for lever, value in (("losers_named", 0.95), ("sealed_applications", 1.0), ("final_teams", 3.0)):
        if draw(st.integers(0, 3)) == 0:
            moved[lever] = value
    before = after.with_levers(moved)
    return case, before.with_pin("kt", False) if draw(st.booleans()) else before, after


@given(way=ways(), row=st.integers(1, 4))
@settings(max_examples=8, deadline=None)
def test_of_a_chosen_equilibrium_shares_add_up_or_its_branch_is_said_to_end(
    way: tuple[Case, Scenario, Scenario], row: int
) -> None:
    case, before, after = way
    listed = claim(case, after)
    assume(listed.note.count > 1)
    chosen = outcome_at(case, after, listed, 1 + (row - 1) % (listed.note.count - 1))
    found = motives(case, before, after, chosen=chosen)
    change = chosen.join_probability - solve(case, before).join_probability
    event("lost" if found.lost else "followed")
    assert found.ids == (*MOTIVES, EQUILIBRIUM)
    assert found.joining.sum(axis=0) == pytest.approx(change, abs=1e-9)
    start = over_policies(case, after, chosen.join_probability, np.array([before.values]), pins_of((before,)))
    if found.lost:
        gap = chosen.join_probability - solve(case, after).join_probability
        assert found.joining[-1] == pytest.approx(gap, abs=1e-9)
    else:
        assert np.isfinite(start).all(), "the branch reaches the baseline"


def test_half_the_orders_follow_the_branch_and_half_the_principal_one() -> None:
    case = nearly_sure(0.02)
    after = case.status_quo.with_lever("data_budget", 10.0)
    before = case.status_quo.with_lever("data_budget", 9.6)
    chosen = outcome_at(case, after, claim(case, after), 1)
    found, plain = motives(case, before, after, chosen=chosen), motives(case, before, after)
    assert not found.lost
    steps = np.round(np.linspace(9.6, 10.0, 41), 2)  # the branch, point by point, and the mean slope of each piece
    table = np.tile(after.values, (len(steps), 1))
    table[:, [lever.id for lever in after.levers].index("data_budget")] = steps
    points = over_policies(case, after, chosen.join_probability, table)
    game = game_of(case, tuple(replace(after, values=tuple(row)) for row in table.tolist()))
    components = game.prices.components(game.prospects.expected(points))
    noise = np.broadcast_to(game.noise_bn, points.shape)
    odds = np.diff(components.sum(axis=-1) / noise, axis=0)
    slope = np.diff(points, axis=0) / np.where(odds == 0.0, 1.0, odds)
    along = (slope[..., None] * np.diff(components, axis=0) / noise[1:, :, None]).sum(axis=0).T
    expected = 0.5 * (along + plain.joining[: len(COMPONENTS)])
    assert found.joining[: len(COMPONENTS)] == pytest.approx(expected, abs=2e-4)
    assert np.abs(expected - plain.joining[: len(COMPONENTS)]).max() > 1e-2


def test_where_the_branch_ends_the_way_is_the_principal_one_and_the_choice_comes_last() -> None:
    case = nearly_sure(0.02)
    after = case.status_quo.with_lever("data_budget", 10.0)
    before = case.status_quo.with_lever("data_budget", 14.0)  # beyond the fold
    chosen = outcome_at(case, after, claim(case, after), 1)
    found = motives(case, before, after, chosen=chosen)
    assert found.lost
    assert found.joining[:-1] == pytest.approx(motives(case, before, after).joining, abs=1e-12)
    whole = chosen.join_probability - solve(case, before).join_probability
    assert found.joining.sum(axis=0) == pytest.approx(whole, abs=1e-9)

"""Sampled sets of winners against listing them all, and what may be said of the estimate."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import comb

import msgspec
import numpy as np
import pytest

import model
from model import _sets, game, sampling
from model._sets import SelectedSets
from model.claims import claim
from model.contest import Race, set_probabilities, set_probability_jacobian
from model.errors import SolveError
from model.filelayout import ResultLayout
from model.filevalues import computed_now, result_of, result_plain
from model.game import build_game, point_parameters, scenario_rules
from model.layout import layout_of
from model.outcome import Outcome
from model.policy import lever_arrays
from model.sampled import SampledProspects
from model.sampling import drawn_sets

CASE = "sovereign-ai-2026"


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let a test lower the number of sets past which they are sampled."""
    layout_of.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    layout_of.cache_clear()


def force(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Lower the number of sets past which they are sampled."""
    monkeypatch.setattr(_sets, "MOST_SETS", most)
    monkeypatch.setattr(game, "MOST_SETS", most)
    layout_of.cache_clear()


def solved(call: str, levers: Mapping[str, float | str]) -> Outcome:
    """Solve with a case that remembers nothing."""
    case = model.load_case(CASE)
    layout_of.cache_clear()
    return model.solve(case, case.scenario_for(call).with_levers(levers))


CASES = [
    ("2025-open", {}, 2500),
    ("2025-open", {"final_teams": 1.0, "next_in_rank": 1.0}, 3500),
    ("2026-additional", {"seats": 4.0}, 600),
    ("2026-additional", {"seats": 4.0, "months_given_back": 4.0, "second_track": 10.0}, 800),
    ("2025-open", {"reserved_seat": "startup"}, 1000),
    ("2025-open", {"reserved_seat": "large", "next_in_rank": 1.0}, 1700),
    ("2026-additional", {"seats": 5.0, "reserved_seat": "large"}, 900),
]


@pytest.mark.parametrize(("call", "levers", "most"), CASES)
def test_an_estimate_is_within_four_standard_errors_of_the_exact_answer(
    call: str, levers: dict[str, float | str], most: int, forced: pytest.MonkeyPatch
) -> None:
    exact = solved(call, levers)
    assert exact.sampling is None
    force(forced, most)
    found = solved(call, levers)
    assert found.sampling is not None
    assert found.sampling.sets <= most < found.sampling.possible_sets
    error = np.array(found.sampling.join_standard_error)
    assert np.all(error > 0.0)
    assert np.all(error < 0.03)
    assert np.all(np.abs(found.join_probability - exact.join_probability) <= 4.0 * error)
    odds = np.log(found.join_probability / (1.0 - found.join_probability))
    np.testing.assert_allclose(odds * found.noise_bn, found.payoff_bn, atol=1e-7)  # components still add up
    np.testing.assert_allclose(found.selection_probability, exact.selection_probability, atol=0.02)


@pytest.mark.parametrize(("levers", "most"), [({}, 2500), ({"reserved_seat": "startup"}, 1500)])
def test_the_standard_error_is_the_error_that_other_seeds_make(
    levers: dict[str, float | str], most: int, forced: pytest.MonkeyPatch
) -> None:
    exact = solved("2025-open", levers).join_probability
    force(forced, most)
    misses = []
    for seed in range(12):
        forced.setattr(sampling, "SEED", seed)
        found = solved("2025-open", levers)
        assert found.sampling is not None
        misses.append((found.join_probability - exact) / np.array(found.sampling.join_standard_error))
    assert 0.6 < np.sqrt(np.mean(np.square(misses))) < 1.5


def test_the_same_policy_gives_the_same_bytes(forced: pytest.MonkeyPatch) -> None:
    force(forced, 600)
    first, second = (json.dumps(solved("2026-additional", {"seats": 4.0}).as_json()) for _ in range(2))
    assert first == second
    told = json.loads(first)["sampling"]
    assert told["possible_sets"] == sum(comb(13, size) for size in range(5))
    assert len(told["join_standard_error"]) == 13


@pytest.mark.parametrize(("reserved", "most"), [("none", 600), ("startup", 400), ("large", 450)])
def test_a_sampled_payoff_is_multilinear_and_its_slopes_are_exact(
    reserved: str, most: int, forced: pytest.MonkeyPatch
) -> None:
    force(forced, most)
    case = model.load_case(CASE)
    scenario = case.status_quo.with_levers({"seats": 4, "next_in_rank": True, "reserved_seat": reserved})
    played = build_game(
        case, scenario.call, scenario_rules(case, scenario), lever_arrays((scenario,)), point_parameters(case)
    )
    assert isinstance(played.prospects, SampledProspects)
    p = np.random.default_rng(1).uniform(0.05, 0.95, (1, 13))
    payoff, jacobian = played.payoff_and_jacobian(p)
    np.testing.assert_allclose(played.payoff(p), payoff, atol=1e-10)
    for firm in range(13):
        low, high = p.copy(), p.copy()
        low[0, firm], high[0, firm] = 0.0, 1.0
        ends = played.payoff(low)[0], played.payoff(high)[0]
        np.testing.assert_allclose(ends[1] - ends[0], jacobian[0, :, firm], atol=1e-9)
        np.testing.assert_allclose(ends[0] + p[0, firm] * (ends[1] - ends[0]), payoff[0], atol=1e-9)


def test_a_sampled_equilibrium_is_never_certified(forced: pytest.MonkeyPatch) -> None:
    force(forced, 600)
    case = model.load_case(CASE)
    found = claim(case, case.status_quo.with_lever("seats", 4))
    assert not found.note.certified_unique
    assert found.index_sum is None
    layout_of.cache_clear()


ALL_OF = [(list(range(8)), 3)], [(list(range(9)), 4)], [(list(range(10)), 2)]
TRACKS = [([0, 2, 3, 5, 6], 2), ([1, 4, 7], 1)], [([0, 1, 2, 3, 4, 8, 9], 3), ([5, 6, 7], 1)]


@pytest.mark.parametrize(("groups", "most"), list(zip([*ALL_OF, *TRACKS], [70, 150, 55, 50, 170], strict=True)))
def test_weights_make_sums_over_the_listed_sets_unbiased(
    groups: list[tuple[list[int], int]], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "FEWEST_DRAWS", 5)
    firms, seats = sum(len(members) for members, _ in groups), sum(of for _, of in groups)
    worth = np.random.default_rng(0).uniform(size=firms)
    reserved = np.isin(np.arange(firms), groups[1][0]) if len(groups) > 1 else None
    everything = SelectedSets.build(firms, seats, reserved)
    exact = float(np.sum((everything.sets @ worth) ** 2))
    found = []
    for seed in range(200):
        monkeypatch.setattr(sampling, "SEED", seed)
        sets, draw = drawn_sets(np.exp(worth).tolist(), groups, most)
        assert draw.possible == everything.n_sets > len(draw.weight)
        values = np.array([sum(worth[list(one)]) ** 2 for of_size in sets for one in of_size])
        found.append((float(draw.weight @ values), float(draw.standard_errors(values[:, None])[0])))
    totals, errors = np.array(found).T
    assert abs(totals.mean() - exact) < 4.0 * totals.std() / np.sqrt(len(totals))
    assert np.sqrt(np.mean(errors**2)) == pytest.approx(totals.std(), rel=0.25)


def test_what_cannot_be_sampled_says_so() -> None:
    with pytest.raises(SolveError, match="too many even to sample"):
        SelectedSets.build(40, 12)
    with pytest.raises(SolveError, match="too many even to sample"):
        SelectedSets.build(60, 6, np.arange(60) < 20)


@pytest.mark.parametrize(("firms", "group", "seats"), [(30, 10, 4), (30, 10, 5), (60, 30, 4), (40, 1, 4), (40, 0, 4)])
def test_a_reserved_seat_is_sampled_within_the_limit(firms: int, group: int, seats: int) -> None:
    reserved = np.arange(firms) < group
    sets = SelectedSets.build(firms, seats, reserved)
    others = sum(comb(firms - group, size) for size in range(seats))
    assert sets.draw is not None
    assert sets.draw.possible == others * (1 + group) > _sets.MOST_SETS
    assert 0.5 * _sets.MOST_SETS < sets.n_sets <= _sets.MOST_SETS
    assert sets.sets[:, reserved].sum(axis=1).max(initial=0) == min(group, 1)
    assert sets.sets[:, ~reserved].sum(axis=1).max() == seats - 1
    race = Race.build(np.exp(np.random.default_rng(0).normal(size=firms)), 0.5)
    entry = np.full(firms, 0.4)
    given = set_probabilities(race, sets, entry)
    joined = np.where(sets.sets, entry, 1.0).prod(axis=1)
    certain = float((sets.draw.weight * given * joined).sum())
    assert abs(certain - 1.0) < 4.0 * float(sets.draw.standard_errors((given * joined)[:, None])[0])
    slopes = set_probability_jacobian(race, sets, entry)
    for firm in (0, firms - 1):
        low, high = entry.copy(), entry.copy()
        low[firm], high[firm] = 0.0, 1.0
        ends = [set_probabilities(race, sets, one) for one in (low, high)]
        outside = ~sets.sets[:, firm]
        np.testing.assert_allclose((ends[1] - ends[0])[outside], slopes[outside, firm], atol=1e-10)


def test_thirty_firms_for_four_seats_are_sampled_within_the_limit() -> None:
    sets = SelectedSets.build(30, 4)
    assert sets.draw is not None
    assert 0.6 * _sets.MOST_SETS < sets.n_sets <= _sets.MOST_SETS
    assert sets.draw.possible == sum(comb(30, size) for size in range(5))


def test_a_stored_result_keeps_its_sampling(forced: pytest.MonkeyPatch) -> None:
    force(forced, 600)
    case = model.load_case(CASE)
    outcome = model.solve(case, case.status_quo.with_lever("seats", 4))
    plain = json.loads(json.dumps(result_plain(computed_now(outcome, outcome.scenario))))
    layout = msgspec.convert(plain, ResultLayout)
    assert result_of(case, outcome.scenario, layout, "result").outcome.sampling == outcome.sampling
    layout_of.cache_clear()

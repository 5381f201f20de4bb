"""The payoff: brute force on small calls, derivatives, and each lever moving what lies on its path and no more."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from model.case import Case, load_case
from model.game import build_game, field_of, point_parameters, rules_of, scenario_rules
from model.layout import Rules
from model.levers import PATHS
from model.outcome import COMPONENTS, Floats
from model.policy import lever_arrays
from model.programme import prospects_of
from model.prospects import Prospects
from model.scenario import Scenario
from model.solve import game_of
from model.tournament import survival_probabilities

CONTEST = {"strength", "selection", "tournament", "check"}


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def brute_force(
    rules: Rules, strength: Floats, old: Floats, mark: float, check: Floats, p: Floats
) -> tuple[Floats, Floats]:
    """Expected (selected, final) of each firm given that it joins, over joining sets, rankings and checks."""
    n = rules.n_firms
    selected, final = np.zeros(n), np.zeros(n)
    for joins in product((False, True), repeat=n):
        joiners = [i for i in range(n) if joins[i]]
        chance_join = np.prod([p[i] if joins[i] else 1 - p[i] for i in range(n)])
        runners = [*joiners, n]  # n is the pass mark
        rate = np.append(strength, mark)
        for order in permutations(runners):
            left, chance_order = list(order), 1.0
            for runner in order:
                chance_order *= rate[runner] / sum(rate[j] for j in left)
                left.remove(runner)
            above = list(order[: order.index(n)])
            for passes in product((False, True), repeat=len(above)):
                chance_pass = np.prod([check[i] if ok else 1 - check[i] for i, ok in zip(above, passes, strict=True)])
                queue = [i for i, ok in zip(above, passes, strict=True) if ok] if rules.next_in_rank else above
                taken = queue[: rules.seats]
                pool = [i for i in taken if passes[above.index(i)]]
                chance = chance_join * chance_order * chance_pass
                if not pool:
                    continue
                all_strength = np.concatenate([old, strength[pool]])
                all_check = np.concatenate([np.ones(len(old)), check[pool]])
                last = survival_probabilities(all_strength, rules.final_teams, rules.leave_per_stage, all_check)[-1]
                for place, firm in enumerate(pool):
                    selected[firm] += chance / p[firm]
                    final[firm] += chance / p[firm] * last[len(old) + place]
    return selected, final


@pytest.mark.parametrize(
    ("seats", "next_in_rank", "finals"), [(1, False, 2), (2, False, 1), (2, True, 2), (3, False, 2)]
)
def test_prospects_equal_enumeration(seats: int, next_in_rank: bool, finals: int) -> None:
    rng = np.random.default_rng(seats + 10 * next_in_rank)
    n = 4
    strength, old = np.exp(rng.normal(size=n)), np.exp(rng.normal(size=2))
    check, p, mark = rng.uniform(0.4, 1.0, n), rng.uniform(0.1, 0.9, n), 0.7
    rules = Rules(n, 2, seats, finals, 1, next_in_rank, None)
    found = prospects_of(rules, strength[None], old[None], np.array([mark]), (check[None], np.ones((1, 2)))).expected(
        p[None]
    )[0]
    selected, final = brute_force(rules, strength, old, mark, check, p)
    np.testing.assert_allclose(found[:, 0], selected, atol=1e-9)
    np.testing.assert_allclose(found[:, -1], final, atol=1e-9)


def _prospects(rules: Rules, seed: int) -> Prospects:
    rng = np.random.default_rng(seed)
    strength = np.exp(rng.normal(size=(2, rules.n_firms)))
    old = np.exp(rng.normal(size=(2, rules.n_incumbents)))
    checks = (rng.uniform(0.5, 1.0, strength.shape), np.ones(old.shape))
    return prospects_of(rules, strength, old, np.array([0.5, 1.5]), checks)


@pytest.mark.parametrize(
    "rules",
    [
        Rules(6, 3, 1, 2, 1, False, None),
        Rules(6, 3, 2, 2, 1, True, None),
        Rules(6, 0, 3, 2, 2, False, None),
        Rules(6, 3, 2, 2, 1, False, (True, True, False, False, False, True)),
        Rules(6, 3, 1, 4, 1, False, (True, True, False, False, False, True)),
    ],
)
def test_jacobian_meets_finite_differences_and_payoff_is_multilinear(rules: Rules) -> None:
    prospects = _prospects(rules, 3)
    rng = np.random.default_rng(5)
    value = rng.normal(size=(2, len(prospects.layout.sets.pair_set)))
    p = rng.uniform(0.05, 0.95, (2, rules.n_firms))
    payoff, jacobian = prospects.payoff_and_jacobian(value, p)
    for j in range(rules.n_firms):
        ends = []
        for end in (0.0, 1.0):
            q = p.copy()
            q[:, j] = end
            ends.append(prospects.payoff_and_jacobian(value, q)[0])
        np.testing.assert_allclose(jacobian[..., j], ends[1] - ends[0], atol=1e-10)
        middle = ends[0] + p[:, j : j + 1] * (ends[1] - ends[0])
        np.testing.assert_allclose(middle, payoff, atol=1e-10)
    assert np.all(np.diagonal(jacobian, axis1=-2, axis2=-1) == 0.0)


def test_set_chances_sum_to_one_and_features_stay_within_bounds() -> None:
    prospects = _prospects(Rules(7, 2, 3, 2, 1, False, None), 8)
    p = np.random.default_rng(1).uniform(0.05, 0.95, (2, 7))
    np.testing.assert_allclose(prospects.set_chances(p).sum(-1), 1.0, atol=1e-10)
    expected = prospects.expected(p)
    assert expected.min() > -1e-12
    assert expected.max() < 1 + 1e-12
    stages = prospects.stages
    leaving = expected[..., 1 + stages : 1 + 2 * stages].sum(-1)
    np.testing.assert_allclose(leaving + expected[..., -1], expected[..., 0], atol=1e-10)


@pytest.mark.parametrize("call", ["2026-additional", "2025-open"])
def test_components_add_up_to_the_payoff_that_is_solved(case: Case, call: str) -> None:
    game = game_of(case, (case.scenario_for(call),))
    p = np.random.default_rng(2).uniform(0.05, 0.95, game.base.shape)
    total = game.prices.components(game.prospects.expected(p)).sum(-1)
    np.testing.assert_allclose(total, game.payoff(p), rtol=1e-10, atol=1e-9)


@pytest.mark.parametrize("lever_id", list(PATHS))
def test_a_lever_moves_the_components_on_its_path_and_no_other(case: Case, lever_id: str) -> None:
    lever, quo = case.lever(lever_id), case.status_quo
    changed: set[str] = set()
    before = _components(case, quo)
    for far in (lever.low, lever.high):
        moved = np.abs(_components(case, quo.with_lever(lever_id, far)) - before).max(axis=0)
        changed |= {name for name, most in zip(COMPONENTS, moved, strict=True) if most > 1e-9}
    assert changed, "a lever that moves nothing is a defect"
    path = set(PATHS[lever_id].path)
    if not path & CONTEST:
        assert changed == path


def _components(case: Case, scenario: Scenario) -> Floats:
    """Components [n, 11] at one half for everyone, so that only the lever speaks."""
    game = game_of(case, (scenario,))
    parts: Floats = game.prices.components(game.prospects.expected(np.full(game.base.shape, 0.5)))[0]
    return parts


def test_batch_equals_one_by_one(case: Case) -> None:
    rng = np.random.default_rng(0)
    rows = [case.status_quo.with_lever("losers_named", value) for value in (0.0, 0.35, 1.0)]
    parameters = {name: value * rng.uniform(0.9, 1.1, 1) for name, value in point_parameters(case).items()}
    rules = scenario_rules(case, rows[0])
    p = np.full((3, 13), 0.3)
    together = build_game(case, rows[0].call, rules, lever_arrays(rows), parameters).payoff(p)
    for row, scenario in enumerate(rows):
        alone = build_game(case, scenario.call, rules, lever_arrays((scenario,)), parameters).payoff(p[:1])
        np.testing.assert_allclose(together[row], alone[0], rtol=1e-12)


def test_rules_follow_the_reserved_seat(case: Case) -> None:
    field = field_of(case, "2026-additional")
    values = dict(zip(PATHS, case.status_quo.values, strict=False))
    values["reserved_seat"] = 2.0
    reserved = rules_of(field, values | {"seats": 1, "final_teams": 2, "next_in_rank": 0}).reserved
    assert reserved is not None
    assert dict(zip(field.firm_ids, reserved, strict=True))["trillion-labs"]
    assert not dict(zip(field.firm_ids, reserved, strict=True))["kt"]

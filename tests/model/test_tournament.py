"""The elimination tournament against a plain walk through every ranking of every stage, and published cases."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from model.errors import SolveError
from model.tournament import survival_probabilities
from tests.model.enumeration import benchmark


def chance_of_order(strengths: dict[int, float], order: tuple[int, ...]) -> float:
    chance, left = 1.0, sum(strengths[i] for i in order)
    for team in order:
        chance *= strengths[team] / left
        left -= strengths[team]
    return chance


def walked(
    strengths: list[float], final_teams: int, leaving: int, passes: list[float]
) -> list[dict[frozenset[int], float]]:
    """Return the chance of each set of teams after 0, 1, 2, ... stages, ranking by ranking and check by check."""
    weights = dict(enumerate(strengths))
    rows = [{frozenset(weights): 1.0}]
    while any(len(pool) > final_teams for pool in rows[-1]):
        after: dict[frozenset[int], float] = {}
        for pool, chance in rows[-1].items():
            if len(pool) <= final_teams:
                after[pool] = after.get(pool, 0.0) + chance
                continue
            keep = max(len(pool) - leaving, final_teams)
            for order in permutations(sorted(pool)):
                for passed in product((True, False), repeat=keep):
                    stay = frozenset(team for team, ok in zip(order, passed, strict=False) if ok)
                    odds = [passes[t] if ok else 1.0 - passes[t] for t, ok in zip(order, passed, strict=False)]
                    weight = chance * chance_of_order(weights, order) * float(np.prod(odds))
                    after[stay] = after.get(stay, 0.0) + weight
        rows.append(after)
    return rows


def inclusion(row: dict[frozenset[int], float], n: int) -> list[float]:
    return [sum(chance for pool, chance in row.items() if team in pool) for team in range(n)]


POOLS = [(n, final, leaving) for n in (1, 2, 4, 5) for final in (1, 2, 4) for leaving in (1, 2, 3)]


@pytest.mark.parametrize(("n", "final_teams", "leaving"), POOLS)
@pytest.mark.parametrize("checked", [False, True])
def test_survival_equals_walking_every_ranking(n: int, final_teams: int, leaving: int, checked: bool) -> None:
    rng = np.random.default_rng([n, final_teams, leaving])
    strengths = [float(w) for w in 1e4 ** rng.uniform(size=n)]
    passes = [float(c) for c in rng.uniform(0.5, 1.0, n)] if checked else [1.0] * n
    rows = walked(strengths, final_teams, leaving, passes)
    found = survival_probabilities(strengths, final_teams, leaving, passes if checked else None)
    # With checks a pool may be small enough early, never late: the number of stages is that of the pool without them.
    assert len(found) == max(0, -(-(n - final_teams) // leaving)) + 1 == len(rows)
    for row, expected in zip(found, rows, strict=True):
        np.testing.assert_allclose(row, inclusion(expected, n), rtol=0, atol=1e-11)


def test_equal_teams_share_the_places() -> None:
    case = benchmark("T01_elimination_equal")
    found = survival_probabilities(case["inputs"]["w"], 2)
    np.testing.assert_allclose(found[-1], case["expected"]["survive"], rtol=0, atol=case["tolerance"])
    np.testing.assert_allclose(found[:-1] - found[1:], 0.2, rtol=0, atol=case["tolerance"])


def test_five_teams_to_two() -> None:
    case = benchmark("T02_elimination_54321")
    weights, expected, tolerance = case["inputs"]["w"], case["expected"], case["tolerance"]
    found = survival_probabilities(weights, case["inputs"]["to"])
    np.testing.assert_allclose(found[-1], expected["survive_to_2_lowest_gumbel_out"], rtol=0, atol=tolerance)
    np.testing.assert_allclose(found[:-1] - found[1:], expected["exit_prob_by_stage"], rtol=0, atol=tolerance)


def test_final_pairs_add_up_to_survival() -> None:
    case = benchmark("T02_elimination_54321")
    pairs = case["expected"]["final_pair_probs"]
    found = survival_probabilities(case["inputs"]["w"], 2)[-1]
    for team in range(5):
        chance = sum(value for pair, value in pairs.items() if str(team + 1) in pair.split("-"))
        assert found[team] == pytest.approx(chance, abs=case["tolerance"])
    # Each pair itself: the last stage from each pool of three, the pools from the walk of the stages before.
    pools = walked(case["inputs"]["w"], 3, 1, [1.0] * 5)[-1]
    for pair, expected in pairs.items():
        both = {int(team) - 1 for team in pair.split("-")}
        chance = 0.0
        for pool, reached in pools.items():
            if both < pool:
                (out,) = pool - both
                order = sorted(pool)
                last = survival_probabilities([case["inputs"]["w"][i] for i in order], 2)[-1]
                chance += reached * (1.0 - last[order.index(out)])
        assert chance == pytest.approx(expected, abs=case["tolerance"])


def test_pools_of_different_size_share_a_batch() -> None:
    rng = np.random.default_rng(4)
    strengths, passes = np.exp(rng.normal(size=(6, 3, 5))), rng.uniform(0.6, 1.0, (6, 1, 5))
    present = rng.uniform(size=(6, 3, 5)) < 0.7
    present[0, 0], present[0, 1] = True, False
    strengths[~present] = np.nan
    found = survival_probabilities(strengths, 2, 1, passes, present=present)
    assert found.shape == (4, 6, 3, 5)
    for place in np.ndindex(6, 3):
        inside = present[place]
        alone = survival_probabilities(strengths[place][inside], 2, 1, passes[place[0], 0, inside])
        padded = np.concatenate([alone, np.repeat(alone[-1:], 4 - len(alone), axis=0)])
        np.testing.assert_allclose(found[:, *place, inside], padded, rtol=0, atol=1e-13)
        assert np.all(found[:, *place, ~inside] == 0.0)


def test_many_pools_equal_single_pools() -> None:
    strengths = np.exp(np.random.default_rng(5).normal(size=(700, 8)))
    found = survival_probabilities(strengths, 3, 2)
    for row in (0, 350, 699):
        np.testing.assert_allclose(found[:, row], survival_probabilities(strengths[row], 3, 2), rtol=0, atol=1e-14)


@pytest.mark.parametrize(("n", "final_teams", "leaving"), [(8, 2, 1), (9, 4, 2), (12, 4, 1), (7, 3, 3)])
def test_places_are_filled_and_order_does_not_matter(n: int, final_teams: int, leaving: int) -> None:
    rng = np.random.default_rng(n)
    strengths, order = 1e4 ** rng.uniform(size=n), rng.permutation(n)
    found = survival_probabilities(strengths, final_teams, leaving)
    sizes = [max(n - leaving * stage, final_teams) for stage in range(len(found))]
    np.testing.assert_allclose(found.sum(axis=-1), sizes, rtol=0, atol=1e-10)
    np.testing.assert_allclose(
        survival_probabilities(strengths[order], final_teams, leaving), found[:, order], rtol=0, atol=1e-11
    )
    assert np.all(np.diff(found, axis=0) <= 1e-12)
    assert np.all(np.diff(found[-1][np.argsort(strengths)]) >= -1e-12)


def test_a_failing_team_is_out_after_the_first_stage() -> None:
    found = survival_probabilities([3.0, 2.0, 1.0, 1.0], 2, 1, [0.0, 1.0, 1.0, 1.0])
    np.testing.assert_allclose(found[1:, 0], 0.0, rtol=0, atol=0)
    # Left in by score with chance q, the failing team goes too and two remain; otherwise the three others play on.
    single = survival_probabilities([3.0, 2.0, 1.0, 1.0], 3)[-1]
    assert found[1].sum() == pytest.approx(3.0 - single[0], abs=1e-12)


def test_a_pool_small_enough_stays_as_it_is() -> None:
    found = survival_probabilities([1.0, 2.0], 2, 1, [0.1, 0.1])
    np.testing.assert_array_equal(found, [[1.0, 1.0]])


def test_faults_name_the_remedy() -> None:
    with pytest.raises(SolveError, match="Change the levers"):
        survival_probabilities([1.0, 2.0], 0)
    with pytest.raises(SolveError, match="Change the levers"):
        survival_probabilities([1.0, 2.0], 1, 0)
    with pytest.raises(SolveError, match="finite and positive"):
        survival_probabilities([1.0, -2.0], 1)
    with pytest.raises(SolveError, match="check probabilities"):
        survival_probabilities([1.0, 2.0], 1, 1, [0.5, 1.5])
    with pytest.raises(SolveError, match="fewer seats"):
        survival_probabilities(np.ones(17), 4)

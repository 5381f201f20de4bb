"""What would it take: packages hold when solved anew, slopes are right, and no grid finds a smaller change."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from model.bands import over_draws
from model.case import Case, load_case
from model.errors import GoalError
from model.goal import Goal
from model.questions.packages import APART, cost_front, find_packages, front_with
from model.questions.packaging import RANGE_SHARE, Package, Search, change_shares, merit, shortfall
from model.questions.robustness import TRIED_DRAWS, Sureness
from model.questions.slopes import CancelledError, Problem, is_smooth, pays_support
from model.scenario import Scenario
from model.solve import solve, solve_batch

KT = Goal(firms_in=("kt",))


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


@pytest.fixture(scope="module")
def announced(case: Case) -> Scenario:
    return case.scenario_for(case.meta["opening_call"])


def all_but(scenario: Scenario, *free: str) -> tuple[str, ...]:
    """Return the levers to lock so that a few are left."""
    return tuple(lever.id for lever in scenario.levers if lever.id not in free)


def smooth_free(scenario: Scenario) -> tuple[str, ...]:
    """Return the enumerated levers, to be locked where a search should be short."""
    return tuple(lever.id for lever in scenario.levers if not is_smooth(lever))


@pytest.mark.parametrize(
    "goal",
    [
        KT,
        Goal(firms_in=("kt", "kakao"), firms_out=("motif",), budget_bn=60.0),
        Goal(joiners=8.0, listed=True, budget_bn=30.0),
        Goal(strength=1.15),
        Goal(joiners=7.0, keeps_support=True),
    ],
)
def test_packages_hold_when_solved_anew(case: Case, announced: Scenario, goal: Goal) -> None:
    answer = find_packages(case, announced, goal)
    assert answer.reachable
    assert 1 <= len(answer.packages) <= 4
    shares = [package.change_share for package in answer.packages]
    assert shares == sorted(shares)
    assert answer.packages[0].aim == "least_change"
    for package in answer.packages:
        outcome = solve(case, package.scenario)
        assert package.holds
        assert goal.held_by(outcome)
        np.testing.assert_allclose(outcome.join_probability, package.outcome.join_probability, atol=1e-9)
        assert package.changed == package.scenario.changed_from(announced)
        chance = dict(zip(outcome.firm_ids, outcome.join_probability, strict=True))
        assert all(chance[firm] >= 0.5 for firm in goal.firms_in)
        assert all(chance[firm] <= 0.5 for firm in goal.firms_out)
        if goal.budget_bn is not None:
            assert outcome.headline["public_cost_bn"] <= goal.budget_bn
        if goal.joiners is not None:
            assert outcome.headline["expected_joiners"] >= goal.joiners
        if goal.strength is not None:
            assert outcome.headline["winner_strength"] >= goal.strength
        for lever in announced.levers:
            if goal.keeps_support and pays_support(lever):
                assert package.scenario.value(lever.id) >= announced.value(lever.id)


def test_aims_differ_in_what_they_aim_at(case: Case, announced: Scenario) -> None:
    answer = find_packages(case, announced, KT)
    found = {package.aim: package for package in answer.packages}
    assert set(found) == {"least_change", "other", "cheapest", "robust"}
    assert found["cheapest"].cost_bn == min(one.cost_bn for one in found.values())
    assert found["cheapest"].cost_bn < found["least_change"].cost_bn
    assert found["least_change"].change_share == min(one.change_share for one in found.values())
    assert not set(found["other"].changed) & set(found["least_change"].changed)
    shares = {aim: one.held_share or 0.0 for aim, one in found.items()}
    assert shares["robust"] > max(shares[aim] for aim in ("least_change", "other", "cheapest"))
    assert found["robust"].cost_bn <= found["least_change"].cost_bn + 1e-9


@pytest.mark.parametrize(
    "goal",
    [
        Goal(firms_in=("kt",), chance_probability=0.8, keeps_support=True),
        Goal(joiners=10.0, keeps_support=True),
        Goal(firms_in=("kakao", "kt")),
    ],
)
def test_a_far_target_too_has_packages_that_are_really_different(case: Case, announced: Scenario, goal: Goal) -> None:
    packages = find_packages(case, announced, goal).packages
    assert len(packages) > 1
    for one, other in itertools.combinations(packages, 2):
        apart = sum(change_shares(one.scenario, other.scenario).values())
        assert set(one.changed) != set(other.changed) or apart >= APART


def test_shares_are_those_of_the_draws_one_by_one(case: Case, announced: Scenario) -> None:
    package = find_packages(case, announced, KT).packages[0]
    chances = over_draws(case, package.scenario)[0][:, package.outcome.index("kt")]
    assert package.held_share == pytest.approx(float(np.mean(chances >= 0.5)), abs=1e-12)


def test_what_no_way_does_without_is_named(case: Case, announced: Scenario) -> None:
    locked = all_but(announced, "fresh_start", "openness_required")
    answer = find_packages(case, announced, replace(KT, locked=locked))
    assert answer.reachable
    assert answer.needed == ("fresh_start",)
    assert not find_packages(case, announced, replace(KT, locked=(*locked, "fresh_start"))).reachable
    assert find_packages(case, announced, KT).needed == ()


@pytest.mark.parametrize(
    ("goal", "free"),
    [
        (KT, ("fresh_start", "procurement_guarantee")),
        (KT, ("losers_named", "weight_independence")),
        (Goal(joiners=6.0), ("fresh_start", "procurement_guarantee")),
        (Goal(joiners=6.0, budget_bn=22.0), ("fresh_start", "support_months")),
    ],
)
def test_no_grid_finds_what_is_surer_for_the_money(
    case: Case, announced: Scenario, goal: Goal, free: tuple[str, str]
) -> None:
    asked = replace(goal, locked=all_but(announced, *free))
    packages = find_packages(case, announced, asked).packages
    least = next(one for one in packages if one.aim == "least_change")
    found = next(one for one in packages if "robust" in (one.aim, *one.also))
    most_bn = least.cost_bn if goal.budget_bn is None else goal.budget_bn
    levers = [case.lever(one) for one in free]
    ways = [np.unique(np.round(np.linspace(lever.low, lever.high, 13) / lever.step) * lever.step) for lever in levers]
    grid = [
        announced.with_levers(dict(zip(free, values, strict=True)))
        for values in itertools.product(*(way.tolist() for way in ways))
    ]
    search = Search(case, announced, asked, lambda: False)
    sureness = Sureness.of(search, TRIED_DRAWS)
    tried = [search.package("robust", *pair) for pair in zip(grid, solve_batch(case, grid), strict=True)]
    affordable = [sureness.asked(one) for one in tried if one.holds and one.cost_bn <= most_bn]
    mine = sureness.asked(replace(found, aim="robust"))
    assert found.cost_bn <= most_bn + 1e-9
    assert merit(mine) <= min(merit(one) for one in affordable) + 2.0 / (TRIED_DRAWS * RANGE_SHARE)


@pytest.mark.parametrize("seed", [1, 2])
def test_slopes_agree_with_differences_of_solves(case: Case, announced: Scenario, seed: int) -> None:
    goal = Goal(firms_in=("kt", "kakao"), firms_out=("motif",), joiners=5.0, listed=True, strength=1.0, budget_bn=50.0)
    start = announced.with_levers({"seats": seed, "losers_named": 0.6, "second_track": 1.0})
    problem = Problem(case, start, goal)
    x = np.clip(problem.x0 + np.random.default_rng(seed).uniform(-0.1, 0.1, len(problem.x0)), 0.05, 0.95)
    here, step = problem.at(x), 2e-4
    for column in range(len(x)):
        by = np.zeros_like(x)
        by[column] = step
        above, below = problem.at(x + by), problem.at(x - by)
        slope = (above.slack - below.slack) / (2.0 * step)
        np.testing.assert_allclose(here.slack_slopes[:, column], slope, rtol=2e-3, atol=2e-3)
        cost = (above.cost_bn - below.cost_bn) / (2.0 * step)
        assert here.cost_slopes_bn[column] == pytest.approx(cost, rel=2e-3, abs=2e-2)


def test_slopes_of_a_lever_are_the_same_whichever_others_are_locked(case: Case, announced: Scenario) -> None:
    goal = Goal(firms_in=("kt",), joiners=5.0, budget_bn=50.0)
    whole = Problem(case, announced, goal)
    free = whole.at(whole.x0)
    weights = tuple(lever.id for lever in whole.levers if lever.id.startswith("weight_"))
    for locked in (weights, *(all_but(announced, lever.id) for lever in whole.levers)):
        problem = Problem(case, announced, replace(goal, locked=locked))
        columns = [whole.levers.index(lever) for lever in problem.levers]
        few = problem.at(problem.x0)
        np.testing.assert_allclose(few.slack_slopes, free.slack_slopes[:, columns], rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(few.cost_slopes_bn, free.cost_slopes_bn[columns], rtol=1e-6, atol=1e-6)


def test_a_point_is_what_solve_says(case: Case, announced: Scenario) -> None:
    goal = Goal(firms_in=("kt",), joiners=5.0, budget_bn=50.0)
    problem = Problem(case, announced, goal)
    outcome = solve(case, announced)
    np.testing.assert_allclose(problem.at(problem.x0).slack, goal.slacks_of(outcome), atol=1e-9)
    assert problem.at(problem.x0).cost_bn == pytest.approx(outcome.headline["public_cost_bn"], abs=1e-9)


@pytest.mark.parametrize(
    ("goal", "free"),
    [
        (KT, ("fresh_start", "losers_named")),
        (KT, ("fresh_start", "procurement_guarantee")),
        (Goal(firms_in=("kakao",)), ("losers_named", "reuse_allowed")),
        (Goal(joiners=6.0), ("fresh_start", "rules_committed")),
        (Goal(joiners=6.0, budget_bn=22.0), ("fresh_start", "support_months")),
    ],
)
def test_no_grid_finds_a_smaller_change(case: Case, announced: Scenario, goal: Goal, free: tuple[str, str]) -> None:
    levers = [lever for lever in announced.levers if lever.id in free]
    grid = [
        announced.with_levers({lever.id: value for lever, value in zip(levers, values, strict=True)})
        for values in itertools.product(
            *(np.arange(lever.low, lever.high + lever.step / 2, lever.step).tolist() for lever in levers)
        )
    ]
    search = Search(case, announced, goal, lambda: False)
    outcomes = solve_batch(case, grid)
    tried = [search.package("least_change", *pair) for pair in zip(grid, outcomes, strict=True)]
    holding = [package for package in tried if package.holds]
    asked = replace(goal, locked=all_but(announced, *free))
    answer = find_packages(case, announced, asked)
    assert answer.reachable is bool(holding)
    if holding:
        least = min(package.change_share for package in holding)
        found = next(package for package in answer.packages if package.aim == "least_change")
        assert found.change_share <= least + max(lever.step / (lever.high - lever.low) for lever in levers) + 1e-9
        assert set(found.changed) <= set(free)
    else:
        nearest = min(shortfall(goal, package.outcome) for package in tried)
        assert shortfall(goal, answer.packages[0].outcome) <= nearest + 0.1


def test_unreachable_returns_the_nearest(case: Case, announced: Scenario) -> None:
    goal = Goal(joiners=12.0, budget_bn=1.0, locked=smooth_free(announced))
    answer = find_packages(case, announced, goal)
    assert not answer.reachable
    (nearest,) = answer.packages
    assert not nearest.holds
    assert shortfall(goal, nearest.outcome) < shortfall(goal, solve(case, announced))


def test_the_far_end_of_the_range_is_reached(case: Case, announced: Scenario) -> None:
    answer = find_packages(case, announced, Goal(joiners=12.5, locked=smooth_free(announced)))
    assert answer.reachable
    assert answer.packages[0].outcome.headline["expected_joiners"] >= 12.5


def test_everything_locked_is_said_to_be_unreachable(case: Case, announced: Scenario) -> None:
    answer = find_packages(case, announced, Goal(firms_in=("kt",), locked=all_but(announced)))
    assert not answer.reachable
    assert answer.packages[0].changed == ()


def test_locked_levers_stay(case: Case, announced: Scenario) -> None:
    locked = (*smooth_free(announced), "fresh_start", "second_track")
    answer = find_packages(case, announced, Goal(firms_in=("kt",), locked=locked))
    for package in answer.packages:
        assert not set(package.changed) & set(locked)


def test_a_goal_that_holds_already_changes_nothing(case: Case, announced: Scenario) -> None:
    answer = find_packages(case, announced, Goal(joiners=2.0))
    assert answer.packages[0].changed == ()


def test_a_cancelled_search_stops_at_once(case: Case, announced: Scenario) -> None:
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 3

    with pytest.raises(CancelledError):
        find_packages(case, announced, KT, cancelled=cancelled)
    assert len(asked) == 4


def test_progress_rises_to_the_end(case: Case, announced: Scenario) -> None:
    shares: list[float] = []
    find_packages(case, announced, KT, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 3


def test_the_front_costs_more_for_more_joiners(case: Case, announced: Scenario) -> None:
    front: list[Package] = list(cost_front(case, announced, Goal(keeps_support=True), (6, 8, 10, 12)))
    costs = [package.cost_bn for package in front]
    assert len(front) == 4
    for package, count in zip(front, (6, 8, 10, 12), strict=True):
        assert package.outcome.headline["expected_joiners"] >= count
    assert costs == sorted(costs)


def test_no_point_of_the_front_has_fewer_joiners_for_more_money(case: Case, announced: Scenario) -> None:
    goal = Goal(locked=all_but(announced, "fresh_start", "losers_named", "second_track", "rules_committed"))
    front: tuple[Package, ...] = ()
    for package in cost_front(case, announced, goal, range(1, 10)):
        front = front_with(front, package)
    costs = [package.cost_bn for package in front]
    joiners = [float(package.outcome.headline["expected_joiners"]) for package in front]
    assert len(front) > 2
    assert all(more > less for less, more in itertools.pairwise(costs))
    assert joiners == sorted(joiners)


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (Goal(), "nothing is asked for"),
        (Goal(firms_in=("nobody",)), "not eligible"),
        (Goal(firms_in=("kt",), firms_out=("kt",)), "in and out"),
        (Goal(joiners=40.0), "between 0 and"),
        (Goal(joiners=3.0, locked=("nothing",)), "no lever"),
        (Goal(firms_in=("kt",), chance_probability=1.0), "between 0 and 1"),
        (Goal(joiners=3.0, budget_bn=-1.0), "negative"),
    ],
)
def test_a_goal_that_makes_no_sense_is_refused(case: Case, announced: Scenario, goal: Goal, said: str) -> None:
    with pytest.raises(GoalError, match=said) as fault:
        find_packages(case, announced, goal)
    assert fault.value.text_ko != fault.value.text_en


def test_a_pinned_firm_is_no_target(case: Case, announced: Scenario) -> None:
    with pytest.raises(GoalError, match="pinned"):
        find_packages(case, announced.with_pin("kt", False), KT)


def test_levers_stay_within_the_ranges_of_the_goal(case: Case) -> None:
    free = find_packages(case, case.status_quo, KT).packages[0]
    lever = free.changed[0]
    now, then = case.status_quo.value(lever), free.scenario.value(lever)
    middle = case.lever(lever).checked(0.5 * (now + then))
    goal = replace(KT, ranges=((lever, min(now, middle), max(now, middle)),))
    answer = find_packages(case, case.status_quo, goal)
    assert answer.reachable
    for package in answer.packages:
        assert min(now, middle) <= package.scenario.value(lever) <= max(now, middle)
        assert goal.held_by(solve(case, package.scenario))
    for package in cost_front(case, case.status_quo, goal, (6.0, 7.0)):
        assert min(now, middle) <= package.scenario.value(lever) <= max(now, middle)


def test_a_lever_outside_its_range_may_stay_where_it_is(case: Case) -> None:
    goal = Goal(joiners=4.0, ranges=(("gpus_per_team", 0.0, 256.0),))
    answer = find_packages(case, case.status_quo, goal)
    assert answer.packages[0].scenario.values == case.status_quo.values


def test_a_heavy_weight_turns_the_search_to_other_levers(case: Case) -> None:
    free = find_packages(case, case.status_quo, KT).packages[0]
    heavy = replace(KT, weights=tuple((lever, 50.0) for lever in free.changed))
    other = find_packages(case, case.status_quo, heavy).packages[0]
    assert not set(free.changed) & set(other.changed)
    assert other.change_share == pytest.approx(
        sum(
            abs(other.scenario.value(one) - case.status_quo.value(one)) / (case.lever(one).high - case.lever(one).low)
            for one in other.changed
        )
    )


@pytest.mark.parametrize(
    "goal",
    [
        replace(KT, ranges=(("bribes", 0.0, 1.0),)),
        replace(KT, ranges=(("gpus_per_team", 900.0, 600.0),)),
        replace(KT, ranges=(("gpus_per_team", 0.0, 1e9),)),
        replace(KT, ranges=(("next_in_rank", 0.0, 1.0),)),
        replace(KT, weights=(("seats", 0.0),)),
    ],
)
def test_ranges_and_weights_that_make_no_sense_are_refused(case: Case, goal: Goal) -> None:
    with pytest.raises(GoalError):
        find_packages(case, case.status_quo, goal)

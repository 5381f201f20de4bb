"""The pool shrinking, incumbents and all: by enumeration of joiners, rankings, checks and stage rankings one by one."""

from __future__ import annotations

import json
from itertools import combinations, permutations, product

import numpy as np
import pytest

from model.case import Case, Edit, load_case
from model.contest import Floats
from model.document import Document, dumps, loads
from model.errors import FileError
from model.layout import Rules
from model.programme import prospects_of
from model.solve import solve

Chances = dict[frozenset[int], float]


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def next_pools(pool: frozenset[int], rate: Floats, check: Floats, rules: Rules) -> Chances:
    """Rank the pool from the top, one team at a time; the last leave, then those of the rest who fail the check."""
    if len(pool) <= rules.final_teams:
        return {pool: 1.0}
    found: Chances = {}
    stay = max(len(pool) - rules.leave_per_stage, rules.final_teams)
    for order in permutations(pool):
        left, chance = list(order), 1.0
        for team in order:
            chance *= rate[team] / sum(rate[other] for other in left)
            left.remove(team)
        kept = order[:stay]
        for passes in product((False, True), repeat=stay):
            weight = chance * np.prod([check[i] if ok else 1 - check[i] for i, ok in zip(kept, passes, strict=True)])
            rest = frozenset(i for i, ok in zip(kept, passes, strict=True) if ok)
            found[rest] = found.get(rest, 0.0) + weight
    return found


def selected_sets(rate: Floats, mark: float, check: Floats, p: Floats, rules: Rules) -> Chances:
    """Return the chance of each set of firms that enters the programme."""
    n, found = rules.n_firms, dict[frozenset[int], float]()
    for size in range(n + 1):
        for joiners in combinations(range(n), size):
            joined = np.prod([p[i] if i in joiners else 1 - p[i] for i in range(n)])
            for order in permutations([*joiners, n]):  # n is the pass mark
                left, chance = list(order), joined
                for runner in order:
                    speed = {j: mark if j == n else rate[j] for j in left}
                    chance *= speed[runner] / sum(speed.values())
                    left.remove(runner)
                above = order[: order.index(n)]
                for passes in product((False, True), repeat=len(above)):
                    fits = dict(zip(above, passes, strict=True))
                    weight = chance * np.prod([check[i] if fits[i] else 1 - check[i] for i in above])
                    queue = [i for i in above if fits[i]] if rules.next_in_rank else list(above)
                    entering = frozenset(i for i in queue[: rules.seats] if fits[i])
                    found[entering] = found.get(entering, 0.0) + float(weight)
    return found


@pytest.mark.parametrize(
    ("seats", "next_in_rank", "finals", "leave"),
    [(1, False, 2, 1), (2, False, 1, 1), (2, True, 2, 1), (3, False, 2, 2), (2, False, 3, 1)],
)
def test_incumbents_survive_as_enumeration_says(seats: int, next_in_rank: bool, finals: int, leave: int) -> None:
    rng = np.random.default_rng([seats, finals, leave, next_in_rank])
    n, incumbents = 3, 2
    rate, old, mark = np.exp(rng.normal(size=n)), np.exp(rng.normal(size=incumbents)), 0.7
    check, old_check = rng.uniform(0.4, 1.0, n), rng.uniform(0.6, 1.0, incumbents)
    p = rng.uniform(0.1, 0.9, n)
    rules = Rules(n, incumbents, seats, finals, leave, next_in_rank, None)
    prospects = prospects_of(rules, rate[None], old[None], np.array([mark]), (check[None], old_check[None]))
    found = prospects.incumbent_stages(p[None])[0]
    everyone, passing = np.concatenate([rate, old]), np.concatenate([check, old_check])
    pools: Chances = {}
    for entering, chance in selected_sets(rate, mark, check, p, rules).items():
        pools[entering | {n, n + 1}] = chance
    assert sum(pools.values()) == pytest.approx(1.0)
    assert found.shape == (prospects.stages + 1, incumbents)
    for row in found:
        expected = [sum(chance for pool, chance in pools.items() if team in pool) for team in (n, n + 1)]
        np.testing.assert_allclose(row, expected, atol=1e-9)
        after: Chances = {}
        for pool, chance in pools.items():
            for rest, weight in next_pools(pool, everyone, passing, rules).items():
                after[rest] = after.get(rest, 0.0) + chance * weight
        pools = after


def teams(case: Case, levers: dict[str, object]) -> tuple[Floats, Floats]:
    """Return the expected number of teams in the programme at each stage, and the incumbents' part of it."""
    outcome = solve(case, case.status_quo.with_levers(levers))
    added = (outcome.stage_probability * outcome.join_probability).sum(axis=1)
    old = outcome.incumbent_stage_probability.sum(axis=1)
    return added + old, old


@pytest.mark.parametrize("levers", [{}, {"seats": 2}, {"seats": 3, "next_in_rank": 1}, {"final_teams": 1}])
def test_expected_teams_add_up(case: Case, levers: dict[str, object]) -> None:
    together, old = teams(case, levers)
    assert old[0] == pytest.approx(3.0, abs=1e-12)
    assert np.all(np.diff(together) <= 1e-12)
    assert together[-1] <= float(str(levers.get("final_teams", 2))) + 1e-12


def test_without_a_check_the_final_teams_are_all_there(case: Case) -> None:
    edits = tuple(Edit("firms", firm.id, "foreign_reliance_share", "0") for firm in case.firms)
    free = case.with_edits(edits)
    together, _ = teams(free, {})
    assert together[-1] == pytest.approx(2.0, abs=1e-9)
    assert teams(case, {})[0][-1] < 2.0


def test_a_file_keeps_the_incumbents(case: Case) -> None:
    document = Document.new(case)
    outcome = solve(case, document.working)
    text = dumps(document, {document.opened: outcome})
    again = loads(text).result_of(loads(text).scenarios[0])
    assert again is not None
    assert np.array_equal(again.outcome.incumbent_stage_probability, outcome.incumbent_stage_probability)
    older = json.loads(text)
    del older["scenarios"][0]["result"]["incumbent_stage_probability"]
    unknown = loads(json.dumps(older)).result_of(loads(text).scenarios[0])
    assert unknown is not None
    assert unknown.outcome.incumbent_stage_probability.shape[1] == 0
    short = json.loads(text)
    short["scenarios"][0]["result"]["incumbent_stage_probability"][1].pop()
    with pytest.raises(FileError, match="incumbent_stage_probability: has 2 numbers, not 3"):
        loads(json.dumps(short))


def test_a_call_without_incumbents_has_no_columns(case: Case) -> None:
    assert solve(case, case.scenario_for("2025-open")).incumbent_stage_probability.shape[1] == 0

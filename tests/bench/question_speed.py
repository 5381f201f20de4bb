"""How fast the longer questions are answered: what would it take, does it hold up, which scenario is regretted."""

import numpy as np

from model.goal import Goal
from model.questions.packages import find_packages
from model.questions.prim import find_box
from model.questions.regret import MEASURES, regret_table
from model.questions.stress import Plan, stress_test
from model.scenario import Scenario
from tests.bench.model_speed import opening_case
from tests.bench.registry import Samples, benchmark, times_ms

KT = Goal(firms_in=("kt",))
SCENARIOS, WORLDS, MS_PER_S = 10, 1000, 1000.0


def ten_scenarios() -> tuple[Scenario, ...]:
    """Return policies that differ in stigma, support and, in the last, in seats."""
    base = opening_case().status_quo
    quieter = [
        base.with_levers({"losers_named": round(1.0 - 0.1 * row, 1), "fresh_start": round(0.1 * row, 1)})
        for row in range(SCENARIOS - 2)
    ]
    return (*quieter, base.with_lever("gpus_per_team", 1500), base.with_lever("seats", 2))


@benchmark("packages for one firm to join", unit="s", target=2.0)
def one_target() -> Samples:
    case = opening_case()
    return [time / MS_PER_S for time in times_ms(lambda: find_packages(case, case.status_quo, KT), runs=5, warm_up=1)]


@benchmark("stress test, 10 scenarios, 1,000 worlds", unit="s", target=10.0)
def ten_stressed() -> Samples:
    case, scenarios = opening_case(), ten_scenarios()

    def tested() -> object:
        return stress_test(case, scenarios, KT, Plan(WORLDS))

    return [time / MS_PER_S for time in times_ms(tested, runs=3, warm_up=1)]


@benchmark("regrets, 10 scenarios, 1,000 worlds", unit="ms", target=50.0)
def ten_regretted() -> Samples:
    rng = np.random.default_rng(0)
    values = [{measure: rng.random(WORLDS) for measure in MEASURES} for _ in range(SCENARIOS)]
    return times_ms(lambda: regret_table(values), runs=15)


@benchmark("box of failing worlds, 1,000 worlds, 20 inputs", unit="ms", target=500.0)
def one_box() -> Samples:
    rng = np.random.default_rng(0)
    x = rng.random((WORLDS, 20))
    fails = (x[:, 0] < 0.4) & (x[:, 1] > 0.3) & (rng.random(WORLDS) < 0.8)
    return times_ms(lambda: find_box(x, fails), runs=5, warm_up=1)

"""How fast the model answers: one policy, a policy being dragged, many policies, many draws, every lever."""

import functools
import itertools
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

import model
from model.bands import FIRST_LOOK, bands, draws_within, sets_of
from model.claims import claim
from model.contest import selection_probabilities
from model.equilibrium import solve_logit
from model.layout import Rules
from model.programme import prospects_of
from model.questions.along import moves_strengths
from model.questions.explain import attribution
from model.questions.flips import curves
from model.questions.lever_bands import GLANCE, lever_bands
from model.questions.mapgrids import COARSE, FINE, map_axes, map_grids
from model.questions.sensitivity import assumption_swings, lever_swings
from model.questions.sobol import assumption_indices, lever_indices
from model.questions.sweep import Sweep, legal_values, sweep
from model.questions.swing_bands import swing_bands
from model.sampled import SampledProspects
from model.solve import solve, solve_batch
from model.solve import solve as solve_from
from tests.bench.registry import Samples, benchmark, times_ms

CASE = "sovereign-ai-2026"
Array = NDArray[np.float64]


@functools.cache
def opening_case() -> model.Case:
    """Load the opening case once."""
    return model.load_case(CASE)


def along_gpus(steps: int) -> list[model.Scenario]:
    """Return the status quo with as many different numbers of GPUs, as a lever being dragged gives them."""
    case = opening_case()
    lever = case.lever("gpus_per_team")
    values = np.linspace(lever.low, lever.high, steps).round()
    return [case.status_quo.with_lever(lever.id, float(value)) for value in values]


@benchmark("one solve of the additional call", unit="ms", target=2.0)
def one_solve() -> Samples:
    case = opening_case()
    scenarios = itertools.cycle(along_gpus(50))
    return times_ms(lambda: model.solve(case, next(scenarios)), runs=200, warm_up=20)


@benchmark("one solve from the neighbouring one, as in a drag", unit="ms", target=2.0)
def one_warm_solve() -> Samples:
    case = opening_case()
    scenarios = itertools.cycle(along_gpus(50))
    last = [model.solve(case, case.status_quo).join_probability]

    def follow() -> None:
        last[0] = solve_from(case, next(scenarios), last[0]).join_probability

    return times_ms(follow, runs=200, warm_up=20)


@benchmark("one solve with 5 seats added, tournament new", unit="ms", target=50.0)
def many_seats() -> Samples:
    case = opening_case()
    scenarios = itertools.cycle(scenario.with_lever("seats", 5) for scenario in along_gpus(20))
    return times_ms(lambda: model.solve(case, next(scenarios)), runs=20)


@benchmark("500 scenarios in one batch", unit="ms", target=150.0)
def batch_of_scenarios() -> Samples:
    case, scenarios = opening_case(), along_gpus(500)
    return times_ms(lambda: solve_batch(case, scenarios), runs=15)


@benchmark("bands of every figure, 400 draws, 13 firms", unit="ms", target=100.0)
def draws() -> Samples:
    case, scenarios = opening_case(), itertools.cycle(along_gpus(40))  # the tournament is new at every step of a drag
    start = model.solve(case, case.status_quo).join_probability
    return times_ms(lambda: bands(case, next(scenarios), start=start), runs=15)


@benchmark("bands along the lever in focus, first look", unit="ms", target=1000.0)
def along_a_lever() -> Samples:
    case = opening_case()
    outcome = model.solve(case, case.status_quo)
    return times_ms(lambda: lever_bands(case, case.status_quo, "gpus_per_team", outcome, GLANCE), runs=5, warm_up=1)


@benchmark("bands at a first look, 4 seats added", unit="ms", target=2000.0)
def many_sets() -> Samples:
    case = opening_case()
    scenario = case.status_quo.with_lever("seats", 4)
    start = model.solve(case, scenario).join_probability
    draws = draws_within(case, sets_of(case, scenario), FIRST_LOOK)
    return times_ms(lambda: bands(case, scenario, draws, start), runs=3, warm_up=1)


@benchmark("bands of the call of 2025 at a first look", unit="ms", target=1000.0)
def bands_of_first_call() -> Samples:
    case = opening_case()
    call = case.scenario_for("2025-open")
    start = model.solve(case, call).join_probability
    draws = draws_within(case, sets_of(case, call), FIRST_LOOK)
    return times_ms(lambda: bands(case, call, draws, start), runs=3, warm_up=1)


@benchmark("selection, 13 firms, 1 seat", unit="ms", target=0.5)
def selection() -> Samples:
    strengths = np.exp(np.linspace(-2.0, 2.0, 13))
    joining = np.linspace(0.1, 0.9, 13)
    return times_ms(lambda: selection_probabilities(strengths, joining, 1, 0.5), runs=300)


@benchmark("flip marks on every lever, 13 firms", unit="ms", target=150.0)
def flips() -> Samples:
    case = opening_case()
    outcome = model.solve(case, case.status_quo)
    return times_ms(lambda: curves(case, case.status_quo, outcome), runs=15)


def mapped(look: str) -> Samples:
    """Time a trade-off map of two smooth levers, the fine one from the coarse one that is there."""
    case, levers = opening_case(), ("second_track", "losers_named")
    coarse = sweep(case, case.status_quo, map_axes(case, case.status_quo, levers, "glance"))
    assert all(len(axis.values) == COARSE for axis in coarse.axes)
    axes = coarse.axes if look == "glance" else map_axes(case, case.status_quo, levers, look)
    near = None if look == "glance" else coarse
    assert all(len(axis.values) >= (COARSE if look == "glance" else FINE - 1) for axis in axes)
    return times_ms(lambda: sweep(case, case.status_quo, axes, near), runs=9)


@benchmark("trade-off map, coarse, 17x17", unit="ms", target=50.0)
def coarse_map() -> Samples:
    return mapped("glance")


@benchmark("trade-off map, fine, 65x81", unit="ms", target=300.0)
def fine_map() -> Samples:
    return mapped("soon")


def map_of(case: model.Case, scenario: model.Scenario, levers: tuple[str, str], look: str, last: Sweep | None) -> Sweep:
    """Solve a map slice by slice to a look, as the window does, but no further than every step of both levers.

    ``last`` is the map of other levers' values.
    """
    near: Sweep | None = None
    for grid in map_grids(case, scenario, levers, look, last):
        near = replace(sweep(case, scenario, grid, near), former=last)
        if all(len(axis.values) >= min(legal_values(axis.lever), FINE) for axis in grid):
            break
    assert near is not None
    return near


def seats_and_gpus(look: str) -> None:
    """Solve the map of seats and GPUs, whose every cell has a tournament of its own, slice by slice to a look."""
    case = opening_case().with_draws(opening_case().draws)  # remembers nothing
    map_of(case, case.status_quo, ("gpus_per_team", "seats"), look, None)


@benchmark("trade-off map of seats and GPUs, first picture", unit="ms", target=100.0)
def slow_map_at_a_glance() -> Samples:
    return times_ms(lambda: seats_and_gpus("glance"), runs=7, warm_up=1)


@benchmark("trade-off map of seats and GPUs, every number of GPUs from nothing", unit="ms", target=600.0)
def slow_map() -> Samples:
    return times_ms(lambda: seats_and_gpus("long"), runs=3, warm_up=1)


def refreshed(levers: tuple[str, str], runs: int) -> Samples:
    """Time a map of every step of two levers after another lever has moved, the map before it being there."""
    case = opening_case().with_draws(opening_case().draws)
    moving = next(lever for lever in ("losers_named", "fresh_start", "reuse_allowed") if lever not in levers)
    values = itertools.cycle(np.linspace(0.0, 1.0, 11)[np.argsort(np.arange(11) * 4 % 11)].tolist())
    last = map_of(case, case.status_quo.with_lever(moving, next(values)), levers, "long", None)

    def refresh() -> None:
        nonlocal last
        last = map_of(case, case.status_quo.with_lever(moving, next(values)), levers, "long", last)

    return times_ms(refresh, runs=runs, warm_up=1)


@benchmark("trade-off map of seats and GPUs, another lever moved, every number of GPUs", unit="ms", target=300.0)
def slow_map_refreshed() -> Samples:
    return refreshed(("gpus_per_team", "seats"), runs=9)


@benchmark("trade-off map with seats, another lever moved, every step, slowest of all levers", unit="ms", target=300.0)
def slowest_refresh() -> Samples:
    each = [np.median(refreshed((lever.id, "seats"), runs=3)) for lever in opening_case().levers if lever.id != "seats"]
    return [float(max(each))]


def slowest_from_nothing(strong: bool) -> Samples:
    """Time the maps of seats and each lever that does, or does not, change the tournament; return the slowest."""

    def whole(lever_id: str) -> float:
        case = opening_case().with_draws(opening_case().draws)
        return min(
            times_ms(lambda: map_of(case, case.status_quo, (lever_id, "seats"), "long", None), runs=1, warm_up=0)
        )

    levers = [
        lever.id for lever in opening_case().levers if lever.id != "seats" and moves_strengths(lever.id) is strong
    ]
    return [max(min(whole(lever_id) for _ in range(2)) for lever_id in levers)]


@benchmark(
    "trade-off map with seats, every step from nothing, slowest lever that keeps tournaments", unit="ms", target=300.0
)
def slowest_plain_map() -> Samples:
    return slowest_from_nothing(strong=False)


@benchmark("trade-off map with seats, every step from nothing, slowest that changes them", unit="ms", target=600.0)
def slowest_strong_map() -> Samples:
    return slowest_from_nothing(strong=True)


@benchmark("trade-off map with seats, first picture, slowest lever", unit="ms", target=150.0)
def slowest_first_picture() -> Samples:
    case = opening_case()

    def look(lever_id: str) -> float:
        fresh = case.with_draws(case.draws)
        pair = ("seats", lever_id)
        grid = map_axes(fresh, fresh.status_quo, pair, "glance")
        return min(times_ms(lambda: sweep(fresh, fresh.status_quo, grid), runs=2, warm_up=0))

    return [max(look(lever.id) for lever in case.levers if lever.id != "seats")]


@benchmark("claim about the equilibrium, with certificate", unit="ms", target=300.0)
def certificate() -> Samples:
    case = opening_case()
    return times_ms(lambda: claim(case, case.status_quo), runs=15)


@benchmark("load the opening case", unit="ms", target=200.0)
def loading() -> Samples:
    return times_ms(lambda: model.load_case(CASE), runs=15)


@benchmark("shares of eight changed levers, every combination", unit="ms", target=500.0)
def shares_of_levers() -> Samples:
    case = opening_case()
    names = [lever.id for lever in case.levers if lever.kind == "number"][:8]
    after = case.status_quo.with_levers({name: case.lever(name).low for name in names})
    return times_ms(lambda: attribution(case, case.status_quo, after), runs=5, warm_up=1)


@benchmark("flip marks on every lever, 3 seats added", unit="ms", target=2000.0)
def flips_of_three_seats() -> Samples:
    case = opening_case()
    scenario = case.status_quo.with_lever("seats", 3)
    outcome = model.solve(case, scenario)
    return times_ms(lambda: curves(case, scenario, outcome), runs=5, warm_up=1)


def dragged_first_call(lever_id: str, values: tuple[float, ...]) -> Samples:
    """Time solves of the call of 2025 (15 firms, 5 seats, 4,944 sets of winners) from the neighbouring one."""
    case = opening_case()
    call = case.scenario_for("2025-open")
    moved = itertools.cycle(call.with_lever(lever_id, value) for value in values)
    last = [model.solve(case, call).join_probability]

    def follow() -> None:
        last[0] = solve_from(case, next(moved), last[0]).join_probability

    return times_ms(follow, runs=2 * len(values))


@benchmark("the call of 2025 as a lever of support is dragged", unit="ms", target=33.0)
def first_call_support() -> Samples:
    return dragged_first_call("support_months", (1.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 17.0, 19.0))


@benchmark("the call of 2025 as a weight of the evaluation is dragged, tournament new", unit="ms", target=66.0)
def first_call_weights() -> Samples:
    return dragged_first_call("weight_benchmarks", tuple(float(value) for value in range(0, 65, 5)))


@benchmark("one sampled equilibrium, 30 firms, 4 seats, with its standard error", unit="ms", target=500.0)
def sampled() -> Samples:
    strength = np.exp(np.random.default_rng(0).normal(size=30))
    rules = Rules(30, 0, 4, 2, 1, False, None, tuple(strength.tolist()))
    checks = (np.full((1, 30), 0.9), np.ones((1, 0)))

    def once() -> None:
        exact = prospects_of(rules, strength[None], np.ones((1, 0)), np.array([0.5]), checks)
        prospects = SampledProspects.of(exact)
        value = 5.0 * prospects.features[..., -1]  # bn for a firm among the final teams
        worth = prospects.worth(value)

        def payoff(p: Array) -> tuple[Array, Array]:
            worth_bn, slopes = prospects.payoff_and_jacobian(value, p, worth)
            return worth_bn - 1.0, slopes

        p = solve_logit(payoff, np.ones((1, 30))).p[0]
        prospects.join_standard_error(value[0], p, np.ones(30))

    return times_ms(once, runs=7, warm_up=1)


@benchmark("tornado of all levers, every figure", unit="ms", target=300.0)
def tornado_of_levers() -> Samples:
    case = opening_case()
    return times_ms(lambda: lever_swings(case, case.status_quo), runs=9)


@benchmark("90 % bands of the tornado of levers, behind it", unit="ms", target=2000.0)
def bands_of_the_tornado() -> Samples:
    case = opening_case()
    start = solve(case, case.status_quo).join_probability
    return times_ms(lambda: swing_bands(case, case.status_quo, start, {}), runs=3)


@benchmark("tornado of all assumptions, every figure", unit="ms", target=1000.0)
def tornado_of_assumptions() -> Samples:
    case = opening_case()
    return times_ms(lambda: assumption_swings(case, case.status_quo), runs=7)


@benchmark("tornado of all assumptions of a case just edited", unit="ms", target=3000.0)
def tornado_of_fresh_assumptions() -> Samples:
    case = opening_case()
    return times_ms(lambda: assumption_swings(case.with_draws(case.draws), case.status_quo), runs=3, warm_up=1)


@benchmark("Sobol indices of the assumptions, 256 samples", unit="s", target=10.0)
def sobol_of_assumptions() -> Samples:
    case = opening_case()
    return in_seconds(times_ms(lambda: assumption_indices(case, case.status_quo, "firm:kt"), runs=2, warm_up=0))


@benchmark("Sobol indices of all levers, 256 samples", unit="s", target=60.0)
def sobol_of_levers() -> Samples:
    case = opening_case()
    return in_seconds(times_ms(lambda: lever_indices(case, case.status_quo), runs=1, warm_up=0))


def in_seconds(samples_ms: Samples) -> Samples:
    """Return samples of milliseconds as seconds."""
    return [sample / 1e3 for sample in samples_ms]

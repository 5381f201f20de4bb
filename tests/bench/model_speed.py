"""How fast the model answers: one policy, many policies, many draws, and a game of the same kind beside pygambit.

Both follow the branch from one half to the same noise; here the payoff is a formula, there a table of all 2^n profiles,
whose making is not timed. The answers must agree.
"""

import functools
import itertools
import json
import os
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import model
from model.bands import FIRST_LOOK, bands, draws_within, sets_of
from model.claims import claim
from model.contest import (
    Race,
    SelectedSets,
    selection_probabilities,
    set_probabilities,
    set_probabilities_and_jacobian,
)
from model.equilibrium import solve_logit
from model.questions.explain import attribution
from model.questions.flips import curves
from model.questions.lever_bands import GLANCE, lever_bands
from model.questions.sweep import COARSE, FINE, map_axes, sweep
from model.solve import solve as solve_from
from model.solve import solve_batch
from tests.bench.registry import Samples, benchmark, times_ms

CASE = "sovereign-ai-2026"
GAMBIT_PYTHON = os.environ.get("TURNOUT_GAMBIT_PYTHON", "")
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


def mapped(most: int) -> Samples:
    """Time a trade-off map of two smooth levers, the fine one beginning at a coarse one that is there."""
    case, levers = opening_case(), ("second_track", "losers_named")
    coarse = sweep(case, case.status_quo, map_axes(case, case.status_quo, levers, COARSE))
    near = coarse if most == FINE else None
    axes = map_axes(case, case.status_quo, levers, most)
    assert all(len(axis.values) == most for axis in axes)
    return times_ms(lambda: sweep(case, case.status_quo, axes, near), runs=9)


@benchmark("trade-off map, coarse, 16x16", unit="ms", target=50.0)
def coarse_map() -> Samples:
    return mapped(COARSE)


@benchmark("trade-off map, fine, 64x64", unit="ms", target=300.0)
def fine_map() -> Samples:
    return mapped(FINE)


@benchmark("claim about the equilibrium, with certificate", unit="ms", target=300.0)
def certificate() -> Samples:
    case = opening_case()
    return times_ms(lambda: claim(case, case.status_quo), runs=15)


@benchmark("load the opening case", unit="ms", target=200.0)
def loading() -> Samples:
    return times_ms(lambda: model.load_case(CASE), runs=15)


class EntryGame:
    """A contest for one seat as an entry game, made from a fixed seed: payoff_i = prize_i · P(selected) - cost_i."""

    def __init__(self, n_firms: int) -> None:
        draws = np.random.default_rng(n_firms)
        self.n_firms = n_firms
        self.race = Race.build(np.exp(draws.normal(0.0, 0.7, n_firms)), 0.2)
        self.sets = SelectedSets.build(n_firms, 1)
        self.prize_bn: Array = draws.uniform(3.0, 9.0, n_firms)
        self.cost_bn: Array = draws.uniform(0.5, 2.0, n_firms)

    def payoff(self, joining: Array) -> Array:
        """Return what joining is worth against staying out; multilinear in the others' probabilities."""
        return self.prize_bn * set_probabilities(self.race, self.sets, joining)[..., 1:] - self.cost_bn

    def payoff_and_slopes(self, joining: Array) -> tuple[Array, Array]:
        """Return the payoffs [n] and how they change with each rival's probability [n, n]."""
        chance, slope = set_probabilities_and_jacobian(self.race, self.sets, joining)
        return self.prize_bn * chance[..., 1:] - self.cost_bn, self.prize_bn[:, None] * slope[..., 1:, :]

    def tables(self) -> list[list[float]]:
        """Return one flat payoff table a player over all 2^n profiles."""
        fields = np.array(list(itertools.product((0.0, 1.0), repeat=self.n_firms)))
        return [column.tolist() for column in (fields * self.payoff(fields)).T]


def ratio_to_gambit(n_firms: int) -> Samples:
    """Return how many times faster the equilibrium on the branch from one half is found here than by pygambit."""
    game = EntryGame(n_firms)
    noise = np.ones(n_firms)

    def solved() -> Array:
        return solve_logit(game.payoff_and_slopes, noise).p

    request = json.dumps({"tables": game.tables(), "runs": 5})
    program = str(Path(__file__).with_name("gambit.py"))
    done = subprocess.run([GAMBIT_PYTHON, program], input=request, capture_output=True, check=True, text=True)
    theirs = json.loads(done.stdout)
    np.testing.assert_allclose(solved(), theirs["join_probabilities"], atol=1e-5)
    ours_ms = float(np.median(times_ms(solved, runs=5, warm_up=1)))
    return [sample_ms / ours_ms for sample_ms in theirs["samples_ms"]]


EXPECTED = {9: 20.0, 12: 500.0, 14: 5000.0}  # what was hoped for

if GAMBIT_PYTHON:
    for firms, hoped in EXPECTED.items():
        benchmark(f"times faster than pygambit, {firms} firms", unit="x", target=hoped, better="higher")(
            functools.partial(ratio_to_gambit, firms)
        )


@benchmark("shares of eight changed levers, every combination", unit="ms", target=500.0)
def shares_of_levers() -> Samples:
    case = opening_case()
    names = [lever.id for lever in case.levers if lever.kind == "number"][:8]
    after = case.status_quo.with_levers({name: case.lever(name).low for name in names})
    return times_ms(lambda: attribution(case, case.status_quo, after), runs=5, warm_up=1)

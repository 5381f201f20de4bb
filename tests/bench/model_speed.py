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
from model.contest import selection_probabilities
from model.equilibrium import solve_logit
from model.solve import equilibrium, game_of, solve_batch
from model.solve import solve as solve_from
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


@benchmark("equilibria of 400 draws, 13 firms, for the bands", unit="ms", target=100.0)
def draws() -> Samples:
    case = opening_case()
    random = np.random.default_rng(0)
    parameters = {row.id: np.clip(random.normal(row.mean, row.sd, 400), row.low, row.high) for row in case.parameters}
    return times_ms(lambda: equilibrium(game_of(case, [case.status_quo], parameters), None), runs=15)


@benchmark("selection, 13 firms, 1 seat", unit="ms", target=0.5)
def selection() -> Samples:
    strengths = np.exp(np.linspace(-2.0, 2.0, 13))
    joining = np.linspace(0.1, 0.9, 13)
    return times_ms(lambda: selection_probabilities(strengths, joining, 1, 0.5), runs=300)


@benchmark("load the opening case", unit="ms", target=200.0)
def loading() -> Samples:
    return times_ms(lambda: model.load_case(CASE), runs=15)


class EntryGame:
    """A contest for two seats as an entry game, made from a fixed seed: payoff_i = prize_i · P(selected) - cost_i."""

    def __init__(self, n_firms: int) -> None:
        draws = np.random.default_rng(n_firms)
        self.n_firms = n_firms
        self.strengths: Array = np.exp(draws.normal(0.0, 0.7, n_firms))
        self.prize_bn: Array = draws.uniform(3.0, 9.0, n_firms)
        self.cost_bn: Array = draws.uniform(0.5, 2.0, n_firms)

    def payoff(self, joining: Array) -> Array:
        """Return what joining is worth against staying out; multilinear in the others' probabilities."""
        return self.prize_bn * selection_probabilities(self.strengths, joining, 2, 0.2) - self.cost_bn

    def payoff_and_slopes(self, joining: Array) -> tuple[Array, Array]:
        """Return the payoffs [n] and how they change with each rival's probability [n, n], by exact differences."""
        certain = np.eye(self.n_firms, dtype=bool)
        fields = np.concatenate([joining[None], np.where(certain, 1.0, joining), np.where(certain, 0.0, joining)])
        values = self.payoff(fields)
        return values[0], (values[1 : self.n_firms + 1] - values[self.n_firms + 1 :]).T

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


if GAMBIT_PYTHON:
    for firms in (9, 12, 14):
        benchmark(f"times faster than pygambit, {firms} firms", unit="x", target=1.0, better="higher")(
            functools.partial(ratio_to_gambit, firms)
        )

"""The equilibrium of one game found here and by pygambit: the same branch from one half to the same noise.

Both start from a game that is ready. pygambit's is the table of all 2^n profiles, the only form it takes. Ours is the
payoff as a formula in the first rows, and the very same table in the second ones, so that the two parts of the
difference show: what knowing the formula saves, and what is left. What it costs to make the table has rows of its own;
gathering a case and its tournament belongs to neither side. The answers must agree.
"""

import functools
import itertools
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.contest import Race, SelectedSets, set_probabilities, set_probabilities_and_jacobian
from model.equilibrium import solve_logit
from tests.bench.registry import Samples, benchmark, times_ms

GAMBIT_PYTHON = os.environ.get("TURNOUT_GAMBIT_PYTHON", "")
Array = NDArray[np.float64]
PayoffAndSlopes = Callable[[Array], tuple[Array, Array]]

EXPECTED = {9: 20.0, 12: 500.0, 14: 5000.0}  # what was hoped for with the formula
RUNS = {9: 5, 12: 3, 14: 1}  # of pygambit, which takes up to a minute a run


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

    def fields(self) -> Array:
        """Return the payoffs at every profile, [2^n, n]; a player who stays out has 0 in a strategic game."""
        return self.payoff(np.array(list(itertools.product((0.0, 1.0), repeat=self.n_firms))))

    def from_table(self) -> PayoffAndSlopes:
        """Return payoffs and slopes worked out from the table alone."""
        table = self.fields().reshape((2,) * self.n_firms + (self.n_firms,))

        def both(joining: Array) -> tuple[Array, Array]:
            return _expected(table, joining), np.stack(
                [
                    _expected(table, _moved(joining, j, 1.0)) - _expected(table, _moved(joining, j, 0.0))
                    for j in range(self.n_firms)
                ],
                axis=-1,
            )

        return both


def _moved(joining: Array, firm: int, value: float) -> Array:
    moved = joining.copy()
    moved[firm] = value
    return moved


def _expected(table: Array, joining: Array) -> Array:
    """Return the mean over all profiles, one firm after another."""
    for chance in joining:
        table = table[0] + chance * (table[1] - table[0])
    return table


@functools.cache
def asked_of_gambit(n_firms: int) -> tuple[dict[str, Any], float]:
    """Return what pygambit answers, and the milliseconds that its table took to fill here."""
    game = EntryGame(n_firms)
    filling_ms = min(times_ms(game.fields, runs=3, warm_up=1))
    profiles = np.array(list(itertools.product((0.0, 1.0), repeat=n_firms)))
    tables = [column.tolist() for column in (profiles * game.fields()).T]
    request = json.dumps({"tables": tables, "runs": RUNS[n_firms]})
    program = str(Path(__file__).with_name("gambit.py"))
    done = subprocess.run([GAMBIT_PYTHON, program], input=request, capture_output=True, check=True, text=True)
    return json.loads(done.stdout), filling_ms


def ratio_to_gambit(n_firms: int, table: bool) -> Samples:
    """Return how many times faster the equilibrium is found here than by pygambit, from the formula or the table."""
    game, noise = EntryGame(n_firms), np.ones(n_firms)
    payoff = game.from_table() if table else game.payoff_and_slopes

    def solved() -> Array:
        return solve_logit(payoff, noise).p

    theirs, _ = asked_of_gambit(n_firms)
    np.testing.assert_allclose(solved(), theirs["join_probabilities"], atol=1e-5)
    ours_ms = float(np.median(times_ms(solved, runs=3 if table else 25, warm_up=1)))
    return [sample_ms / ours_ms for sample_ms in theirs["samples_ms"]]


def table_for_gambit(n_firms: int) -> Samples:
    """Return the milliseconds to fill the table of a game and to build pygambit's game from it."""
    theirs, filling_ms = asked_of_gambit(n_firms)
    return [filling_ms + float(theirs["building_ms"])]


def _register() -> None:
    done = subprocess.run(
        [GAMBIT_PYTHON, "-c", "from importlib.metadata import version; print(version('pygambit'))"],
        capture_output=True,
        check=True,
        text=True,
    )
    name = f"pygambit {done.stdout.strip()}"
    for firms, hoped in EXPECTED.items():
        benchmark(
            f"times {name}, {firms} firms: formula here, ready table there", unit="x", target=hoped, better="higher"
        )(functools.partial(ratio_to_gambit, firms, False))
        benchmark(f"times {name}, {firms} firms: the same ready table in both", unit="x", target=1.0, better="higher")(
            functools.partial(ratio_to_gambit, firms, True)
        )
        benchmark(f"making the table for {name}, {firms} firms", unit="ms", target=1000.0 * 60.0)(
            functools.partial(table_for_gambit, firms)
        )


if GAMBIT_PYTHON:
    _register()

"""Agreement with Gambit's own tracing of the logit correspondence."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from model.equilibrium import solve_logit
from tests.model.games import TableGame, random_game

gambit: Any = pytest.importorskip("pygambit", reason="pygambit is the independent solver of these comparisons")


def gambit_logit(game: TableGame, precision: float) -> list[float]:
    """Return P(join) of each firm on the principal branch, from the normal form with payoff 0 for staying out."""
    payoffs = [np.zeros((2,) * game.n) for _ in range(game.n)]
    for bits in product((0, 1), repeat=game.n):
        for i in range(game.n):
            payoffs[i][bits] = game.worth[(*bits, i)] if bits[i] else 0.0
    normal_form = gambit.Game.from_arrays(*payoffs)
    (profile,) = gambit.qre.logit_solve_lambda(normal_form, lam=[precision], first_step=0.01, max_accel=1.05)
    point = profile.profile
    return [float(point[player][list(player.strategies)[1]]) for player in normal_form.players]


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("precision", [0.5, 2.0, 5.0])
@pytest.mark.parametrize("seed", range(4))
def test_branch_agrees_with_gambit_on_random_games(n: int, precision: float, seed: int) -> None:
    game = random_game(seed, n)
    ours = solve_logit(game.with_jacobian, np.full(n, 1.0 / precision))
    assert ours.converged
    assert ours.on_branch
    assert ours.p == pytest.approx(gambit_logit(game, precision), abs=1e-6)

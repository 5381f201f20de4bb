"""How far the figures of a scenario are known: its equilibrium at every draw from the posterior, as mean and bands."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from model.draws import sample_of
from model.errors import CaseError
from model.game import point_parameters
from model.headline import headline_arrays
from model.outcome import Bands, Floats
from model.solve import equilibrium, game_of, pins_of, solve

if TYPE_CHECKING:
    from model.case import Case
    from model.draws import Draws
    from model.scenario import Scenario

SHARES = (0.05, 0.25, 0.75, 0.95)  # the 90 % and the 50 % band


def bands(case: Case, scenario: Scenario, draws: Draws | None = None, start: Floats | None = None) -> Bands:
    """Return mean and bands of every firm's probability of joining and of each headline over the draws.

    ``draws`` are the case's sample unless given; ``start`` [n] is the scenario's own solution, where Newton begins in
    every draw. A figure that some draws leave undefined is banded over the others, and nan where all do.
    Raises CaseError where there are no draws, SolveError where a draw has no equilibrium to 1e-12.
    """
    joining, headline = over_draws(case, scenario, draws, start)
    rows = summary(joining)
    for row in rows:
        row.setflags(write=False)
    named = {name: tuple(float(one) for one in summary(values)) for name, values in headline.items()}
    return Bands(len(joining), *rows, headline={name: _five(values) for name, values in named.items()})


def over_draws(
    case: Case, scenario: Scenario, draws: Draws | None = None, start: Floats | None = None
) -> tuple[Floats, dict[str, Floats]]:
    """Return probabilities of joining [draws, n] and each headline [draws]; raises as ``bands``."""
    held_draws = None if case.draws is None else sample_of(case.draws)
    chosen = held_draws if draws is None else draws
    if chosen is None:
        raise CaseError(
            "The case has no draws from the posterior, so there are no bands. Run “turnout calibrate”.",
            "사후분포 표본이 없어 오차 범위를 보일 수 없습니다. ‘turnout calibrate’를 실행해 주십시오.",
        )
    count = len(next(iter(chosen.values())))
    held = {name: np.broadcast_to(value, (count,)) for name, value in point_parameters(case).items()}
    begin = solve(case, scenario).join_probability if start is None else start
    game = game_of(case, (scenario,), held | dict(chosen))
    solution = equilibrium(game, pins_of((scenario,)), np.broadcast_to(begin, game.base.shape))
    return solution.p, headline_arrays(game, solution.p, game.prospects.expected(solution.p))


def summary(values: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return mean, low90, low50, high50, high90 over the first axis, each [...], without undefined values."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Mean of empty slice|All-NaN slice", RuntimeWarning)
        mean = np.asarray(np.nanmean(values, axis=0))
        low90, low50, high50, high90 = np.nanquantile(values, SHARES, axis=0)
    return mean, np.asarray(low90), np.asarray(low50), np.asarray(high50), np.asarray(high90)


def _five(values: tuple[float, ...]) -> tuple[float, float, float, float, float]:
    mean, low90, low50, high50, high90 = values
    return mean, low90, low50, high50, high90

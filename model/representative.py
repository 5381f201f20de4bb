"""One set of parameters to draw with: the point whose solutions lie nearest to the posterior mean of every chance.

A figure on screen should be the posterior mean, which needs hundreds of solves; a lever needs one solve. Chances are
curved in the parameters, so the mean of the parameters misses the mean of the chances by up to nine points in the
opening case. This point, found once when the draws are made, misses it by two at most over the levers' ranges, and the
same numbers then hold on the slider, in the file, in a table and on the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.bands import over_draws
from model.draws import Draws
from model.equilibrium import solve_logit
from model.errors import ExtraError
from model.game import build_game, scenario_rules
from model.outcome import Floats
from model.policy import lever_arrays

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

TIGHTNESS = 30.0  # of a chance against one standard deviation of a parameter
PULL = 0.15  # of a parameter, in standard deviations of the draws, to its mean
EVALUATIONS = 15


def policies(case: Case) -> list[Scenario]:
    """Return the policies the point is fitted on: as announced, and each graded lever at its further end."""
    quo = case.status_quo
    rows = [quo]
    for lever in quo.levers:
        if lever.kind == "number":
            here = quo.value(lever.id)
            rows.append(quo.with_lever(lever.id, lever.high if lever.high - here >= here - lever.low else lever.low))
    return rows


def representative(case: Case, draws: Draws) -> dict[str, float]:
    """Return the value of every drawn parameter at the representative point, in its unit.

    ``draws`` [draws] by parameter id. Least squares on the chances of the opening call over ``policies``, with a weak
    pull to the parameters' means. Raises ExtraError without SciPy, SolveError where a draw has no equilibrium.
    """
    try:
        from scipy.optimize import least_squares
    except ImportError:
        raise ExtraError(
            'Fitting needs SciPy. Install it: pip install "turnout[calibration]".',
            '추정에는 SciPy가 필요합니다. pip install "turnout[calibration]"로 설치해 주십시오.',
        ) from None
    scenarios, names = policies(case), list(draws)
    means = np.array([over_draws(case, scenario, draws)[0].mean(axis=0) for scenario in scenarios])
    table = np.stack([draws[name] for name in names], axis=-1)
    centre, factor = table.mean(axis=0), _factor(table)
    bounds = {row.id: (row.low, row.high) for row in case.parameters}
    low, high = (np.array([bounds[name][end] for name in names]) for end in (0, 1))
    held = {row.id: np.array([row.mean]) for row in case.parameters}

    def values(score: Floats) -> Floats:
        inside: Floats = np.clip(centre + factor @ score, low, high)
        return inside

    def miss(score: Floats) -> Floats:
        named = {name: np.array([value]) for name, value in zip(names, values(score), strict=True)}
        game = build_game(
            case, scenarios[0].call, scenario_rules(case, scenarios[0]), lever_arrays(scenarios), held | named
        )
        noise = np.broadcast_to(game.noise_bn, game.base.shape)
        p = solve_logit(game.payoff_and_jacobian, noise, means).p
        return np.concatenate([(TIGHTNESS * (p - means)).ravel(), PULL * score])

    found = least_squares(miss, np.zeros(len(names)), max_nfev=EVALUATIONS)
    best = values(np.asarray(found.x, dtype=np.float64))
    return {name: float(value) for name, value in zip(names, best, strict=True)}


def with_representative(case: Case, draws: Draws) -> dict[str, Floats]:
    """Return the draws with the representative point put before the first of them."""
    point = representative(case, draws)
    return {name: np.concatenate([[point[name]], values]) for name, values in draws.items()}


def _factor(table: Floats) -> Floats:
    """Return a factor of the draws' covariance, parameters scaled by their own spread so that none is lost."""
    spread = np.maximum(table.std(axis=0), 1e-12)
    covariance = np.cov((table / spread).T) + 1e-9 * np.eye(table.shape[-1])
    factor: Floats = spread[:, None] * np.linalg.cholesky(covariance)
    return factor

"""A quadratic stand-in for the equilibrium: log-odds of every recorded decision as a polynomial of the scores.

A sampler asks for the likelihood hundreds of thousands of times. The stand-in answers in microseconds; what it gets
wrong is measured, and taken out again by weighing the sampled points with the exact likelihood.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from model.newton import log_odds_of, logistic
from model.outcome import Floats

RIDGE = 1e-3  # in solved points: keeps coefficients finite where there are hardly more points than coefficients
HELD_OUT = 5  # every so many points is kept aside to measure the error


@dataclass(frozen=True)
class Emulator:
    """Coefficients [terms, decisions] of 1, the scores, and their products; ``error`` [decisions] is in log-odds."""

    coefficients: Floats = field(repr=False)
    error: Floats = field(repr=False)

    def __call__(self, scores: Floats) -> Floats:
        """Return probabilities of joining [..., decisions] for scores [..., free]."""
        return logistic(terms(scores) @ self.coefficients)


def terms(scores: Floats) -> Floats:
    """Return 1, the scores and their products two by two, [..., terms], for scores [..., free]."""
    first, second = np.triu_indices(scores.shape[-1])
    ones = np.ones((*scores.shape[:-1], 1))
    return np.concatenate([ones, scores, scores[..., first] * scores[..., second]], axis=-1)


def fewest_points(n_free: int) -> int:
    """Return how many solved points a stand-in needs: twice its coefficients."""
    return 2 * (1 + n_free + n_free * (n_free + 1) // 2)


def emulator_of(scores: Floats, joining: Floats) -> Emulator:
    """Fit the stand-in to solved points: scores [points, free] and probabilities of joining [points, decisions].

    The error is the root mean square over every fifth point, fitted to the others.
    """
    table, target = terms(scores), log_odds_of(joining)
    aside = np.arange(len(scores)) % HELD_OUT == 0
    trial = _least_squares(table[~aside], target[~aside])
    error = np.sqrt(np.mean((table[aside] @ trial - target[aside]) ** 2, axis=0))
    return Emulator(_least_squares(table, target), error)


def _least_squares(table: Floats, target: Floats) -> Floats:
    square = table.T @ table + RIDGE * np.eye(table.shape[1])
    return np.asarray(np.linalg.solve(square, table.T @ target))

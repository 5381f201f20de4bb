"""What the ministry gets: the headline numbers of a solved batch."""

from __future__ import annotations

import numpy as np

from model.game import Game
from model.outcome import Floats
from model.payoff import gpu_bn_per_month, supported_months
from model.policy import column

NEGLIGIBLE = 1e-12  # a chance of a filled seat below this has no winner to speak of


def headline_arrays(game: Game, p: Floats, expected: Floats, chances: Floats | None = None) -> dict[str, Floats]:
    """Return each headline [batch] for join probabilities ``p`` [batch, n] and expected features [batch, n, features].

    ``chances`` [batch, sets] are those of each set to be ranked in, where they are known already. Counts are expected
    counts, probabilities are exact for independent shocks, money is in bn.
    """
    field = game.entrants
    strength, unfilled = _winner(game, game.prospects.set_chances(p) if chances is None else chances)
    return {
        "expected_joiners": p.sum(axis=-1),
        "listed_joins_probability": _any_of(p, field.own_listed),
        "parent_listed_joins_probability": _any_of(p, field.parent_listed),
        "winner_strength": strength,
        "unfilled_probability": unfilled,
        "public_cost_bn": public_cost(game, p, expected),
        "duplicate_spending_bn": duplicate_spending(game, p, expected),
    }


def public_cost(game: Game, p: Floats, expected: Floats) -> Floats:
    """Return the expected public cost, [batch], bn: GPUs, data, talent, the second track; incumbents not counted."""
    levers, stages = game.levers, game.prospects.stages
    gpus = gpu_bn_per_month(game.entrants, levers, game.parameters)
    months = (expected[..., 1 : 1 + stages] * supported_months(levers, stages)[..., None, :]).sum(axis=-1)
    money = expected[..., 0] * column(levers["data_budget"] + levers["talent_budget"])
    losing = 1.0 - expected[..., 0] + expected[..., 1 + stages : 1 + 2 * stages].sum(axis=-1)
    total: Floats = (p * (gpus * months + money + losing * column(levers["second_track"]))).sum(axis=-1)
    return total


def duplicate_spending(game: Game, p: Floats, expected: Floats) -> Floats:
    """Return what firms are expected to spend twice, [batch], bn, a positive number."""
    spent = game.prices.component("duplicate_investment", expected)
    total: Floats = np.maximum(0.0, -(p * spent).sum(axis=-1))
    return total


def _any_of(p: Floats, listed: Floats) -> Floats:
    chance: Floats = 1.0 - np.multiply.reduce(1.0 - p * listed, axis=-1)
    return chance


def _winner(game: Game, chances: Floats) -> tuple[Floats, Floats]:
    """Return the expected strength of the best added team, given that a seat is filled, and the chance that none is.

    Incumbents' mean strength is 1, or the firms' mean in a call without incumbents; [batch] each.
    """
    best, passing = game.prospects.winners
    filled = (chances * passing).sum(axis=-1)
    mean = (game.incumbent_strength if game.entrants.n_incumbents else game.strength).mean(axis=-1)
    expected = (chances * best).sum(axis=-1) / np.maximum(filled, 1e-300) / mean
    return np.where(filled > NEGLIGIBLE, expected, np.nan), np.minimum(np.maximum(1.0 - filled, 0.0), 1.0)

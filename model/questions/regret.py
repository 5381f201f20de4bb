"""Regret: by how much each scenario falls short of the best of them, world by world.

Where nobody knows which world is the true one, the scenario whose greatest regret is least is a choice that can be
defended afterwards. Source: Savage (1951).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from model.outcome import GOOD_UP, Floats

DISTANCE = "goal_distance"  # by how much targets are missed, summed; 0 where the goal holds
MEASURES: tuple[str, ...] = (
    *(DISTANCE, "expected_joiners", "listed_joins_probability", "winner_strength"),
    *("public_cost_bn", "duplicate_spending_bn"),
)
HIGH_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Regret:
    """One scenario's regret by one measure over the worlds, in the measure's unit."""

    most: float
    high90: float
    mean: float


@dataclass(frozen=True)
class RegretTable:
    """``rows[measure][scenario]``; ``minimax[measure]`` is the row of the scenario whose greatest regret is least."""

    rows: Mapping[str, tuple[Regret, ...]] = field(repr=False)
    minimax: Mapping[str, int]


def regret_table(values: Sequence[Mapping[str, Floats]]) -> RegretTable:
    """Return the regrets of scenarios that met the same worlds; ``values[scenario][measure]`` is [worlds].

    A world in which a measure is not defined for some scenario counts for none of them by that measure.
    """
    rows, minimax = {}, {}
    for measure in MEASURES:
        table = regrets(np.stack([one[measure] for one in values]), measure in GOOD_UP)
        rows[measure] = tuple(_summary(line) for line in table)
        minimax[measure] = min(range(len(table)), key=lambda row: (rows[measure][row].most, rows[measure][row].mean))
    return RegretTable(rows, minimax)


def regrets(values: Floats, more_is_better: bool) -> Floats:
    """Return [scenarios, worlds] regrets, >= 0, of values [scenarios, worlds]; worlds that some lack are left out."""
    whole = values[:, np.isfinite(values).all(axis=0)]
    best = whole.max(axis=0) if more_is_better else whole.min(axis=0)
    return np.asarray(np.abs(best - whole), dtype=np.float64)


def _summary(line: Floats) -> Regret:
    if not line.size:
        return Regret(float("nan"), float("nan"), float("nan"))
    return Regret(float(line.max()), float(np.quantile(line, HIGH_SHARE)), float(line.mean()))

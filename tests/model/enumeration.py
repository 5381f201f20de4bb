"""Plain enumeration of small fields: who joins, and who is ranked where, one draw at a time."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.contest import Floats

EXACT = 1e-10


def benchmark(name: str) -> dict[str, Any]:
    path = Path(__file__).parents[1] / "benchmarks.json"
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return next(case for case in cases if case["id"] == name)


def ranked_sets(
    strengths: Sequence[float], joined: frozenset[int], seats: int, mark: float
) -> dict[frozenset[int], float]:
    """Draw the ranking from the top, one runner at a time, and add up the chance of each set above the mark."""
    if seats == 0 or not joined:
        return {frozenset(): 1.0}
    total = sum(strengths[i] for i in joined) + mark
    found: dict[frozenset[int], float] = {frozenset(): mark / total}
    for best in joined:
        for rest, chance in ranked_sets(strengths, joined - {best}, seats - 1, mark).items():
            both = rest | {best}
            found[both] = found.get(both, 0.0) + chance * strengths[best] / total
    return found


def fields(n: int) -> list[frozenset[int]]:
    return [frozenset(i for i in range(n) if bits[i]) for bits in product((0, 1), repeat=n)]


def chance_of(field: frozenset[int], chances: Floats) -> float:
    return float(np.prod([chances[i] if i in field else 1.0 - chances[i] for i in range(len(chances))]))


class Field:
    """A small random field: strengths spread over ``ratio``, entry chances, seats and a pass mark."""

    def __init__(self, seed: int, n: int, seats: int, ratio: float, mark: float) -> None:
        rng = np.random.default_rng([seed, n, seats])
        spread = rng.uniform(0.0, 1.0, n)
        if n > 1:
            spread[rng.permutation(n)[:2]] = 0.0, 1.0
        self.strengths = [float(w) for w in ratio**spread]
        self.entry = rng.uniform(0.0, 1.0, n)
        self.checks = rng.uniform(0.2, 1.0, n)
        self.seats, self.mark = seats, mark


FIELDS = [
    pytest.param(n, seats, ratio, mark, id=f"{n} firms {seats} seats ratio {ratio:g} mark {mark:g}")
    for n, seats in ((1, 1), (2, 1), (3, 2), (4, 1), (5, 3), (5, 5), (6, 2))
    for ratio, mark in ((3.0, 0.0), (30.0, 2.0), (1e4, 0.0), (1e4, 1e-3), (1e4, 300.0), (1e2, 1e6))
]

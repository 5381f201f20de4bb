"""Small games by enumeration, built without the model: a table of payoffs by field, or payoffs by number of joiners."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from tests.model.enumeration import ranked_sets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


class TableGame:
    """What joining is worth to each firm in every field of joiners, [2, ..., 2, n]; only the others' entries matter."""

    def __init__(self, worth: Floats) -> None:
        self.n = worth.shape[-1]
        self.worth = worth.copy()
        for i in range(self.n):
            joined = np.take(self.worth[..., i], [1], axis=i)
            self.worth[..., i] = np.repeat(joined, 2, axis=i)
        self.fields = np.array(list(product((0, 1), repeat=self.n)), dtype=bool)
        self.flat = self.worth.reshape(-1, self.n)

    def payoff(self, p: Floats) -> Floats:
        chance = np.prod(np.where(self.fields, p[..., None, :], 1.0 - p[..., None, :]), axis=-1)
        return np.asarray(chance @ self.flat)

    def payoff_of_field(self, field: npt.NDArray[np.bool_]) -> Floats:
        return np.asarray(self.worth[tuple(np.moveaxis(field.astype(int), -1, 0))])

    def with_jacobian(self, p: Floats) -> tuple[Floats, Floats]:
        slopes = np.zeros((*p.shape, self.n))
        for j in range(self.n):
            inside, outside = p.copy(), p.copy()
            inside[..., j], outside[..., j] = 1.0, 0.0
            slopes[..., :, j] = self.payoff(inside) - self.payoff(outside)
        return self.payoff(p), slopes


def contest_game(
    strengths: Sequence[float], seats: int, prize: float, cost: float, stigma: float | Sequence[float]
) -> TableGame:
    """prize · P(selected | field) - cost - stigma · (1 - P), the ranking drawn from the top one runner at a time."""
    n = len(strengths)
    worth = np.zeros((*(2,) * n, n))
    blame = np.broadcast_to(np.asarray(stigma, dtype=np.float64), (n,))
    for bits in product((0, 1), repeat=n):
        sets = ranked_sets(strengths, frozenset(i for i in range(n) if bits[i]), seats, 0.0)
        for i in range(n):
            selected = sum(chance for members, chance in sets.items() if i in members)
            worth[(*bits, i)] = prize * selected - cost - blame[i] * (1.0 - selected)
    return TableGame(worth)


def random_game(seed: int, n: int, spread: float = 1.0) -> TableGame:
    return TableGame(np.random.default_rng([seed, n]).normal(scale=spread, size=(*(2,) * n, n)))


def count_payoff(worth: Floats) -> Callable[[Floats], Floats]:
    """Return the payoff where only numbers matter: ``worth`` [n firms, n] by how many others join."""
    n = worth.shape[-1]

    def payoff(p: Floats) -> Floats:
        result = np.empty(p.shape)
        for i in range(n):
            others = np.zeros((*p.shape[:-1], n))
            others[..., 0] = 1.0
            for j in range(n):
                if j != i:
                    joins = p[..., j, None]
                    up = np.concatenate([np.zeros_like(others[..., :1]), others[..., :-1]], axis=-1)
                    others = others * (1.0 - joins) + up * joins
            result[..., i] = others @ worth[i]
        return result

    return payoff

"""Which sets of winners to reckon with where there are too many to list them all.

Small sets are all listed. Of the sets that fill every seat, those of the strongest firms are listed too, and the others
drawn evenly, without replacement and with a fixed seed; every set within a listed one comes along. A set that is not
small counts for the full ones that hold it, so that the weighted sum over the listed sets is an unbiased estimate of
the sum over all of them, whatever is summed. The draw depends on who may join and on the seats alone: every policy
meets the same sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from model.errors import SolveError

Ints = NDArray[np.intp]
One = tuple[int, ...]
Sets = list[list[One]]  # by size, each in ascending order

SEED = 2026
FEWEST_DRAWS = 50  # with fewer the standard error itself would be a guess
MOST_FULL = 1_000_000  # full sets to draw from
SMALL_SHARE, STRONG_SHARE = 0.5, 0.5  # of the room that goes to small sets, and then to sets of the strongest


@dataclass(frozen=True)
class Draw:
    """The listed sets: ``weight`` [sets] of each in a sum, and what the standard error needs.

    ``held`` [draws, subsets] lists the rows of the larger sets within each drawn one, and ``share`` [sets] what a full
    set contributes of each; ``population`` is how many were drawn from, ``possible`` how many sets there are in all.
    """

    weight: NDArray[np.float64] = field(repr=False)
    held: Ints = field(repr=False)
    share: NDArray[np.float64] = field(repr=False)
    population: int
    possible: int

    @property
    def draws(self) -> int:
        """How many sets were drawn."""
        return len(self.held)

    def standard_errors(self, parts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the standard error of each sum over all sets, [k], for what each set adds, [sets, k].

        The usual one of a sum estimated from an even draw without replacement; sets that are listed anyhow add none.
        """
        each = (parts * self.share[:, None])[self.held].sum(axis=1)
        left = 1.0 - self.draws / self.population
        found: NDArray[np.float64] = self.population * np.sqrt(left * each.var(axis=0, ddof=1) / self.draws)
        return found


def possible_sets(firms: int, seats: int) -> int:
    """Return how many sets of winners there are, the empty one included."""
    return sum(comb(firms, size) for size in range(min(seats, firms) + 1))


def drawn_sets(pull: Sequence[float], seats: int, most: int) -> tuple[Sets, Draw]:
    """Return at most ``most`` sets of winners, by size, and their weights; ``pull`` [n] says which firms are strong.

    Raises SolveError where there are so many seats that too few sets could be drawn.
    """
    firms, possible = len(pull), possible_sets(len(pull), seats)
    small = max(size for size in range(seats) if size == 0 or possible_sets(firms, size) <= SMALL_SHARE * most)
    sizes, room = range(small + 1, seats + 1), most - possible_sets(firms, small)
    if comb(firms, seats) > MOST_FULL:
        raise _too_many(firms, seats, possible)
    order = _order(np.asarray(pull, dtype=np.float64), seats)
    held: set[One] = set()
    strong = _taken(order, sizes, held, int(STRONG_SHARE * room))
    rest = order[len(strong) :]
    np.random.default_rng([SEED, firms, seats]).shuffle(rest)
    drawn = _taken(rest, sizes, held, room)
    if min(FEWEST_DRAWS, len(rest)) > len(drawn):
        raise _too_many(firms, seats, possible)
    sets: Sets = [list(combinations(range(firms), size)) for size in range(small + 1)]
    sets += [sorted(one for one in held if len(one) == size) for size in sizes]
    row = {one: at for at, one in enumerate(chain.from_iterable(sets))}
    holding = np.array([comb(firms - len(one), seats - len(one)) for one in row], dtype=np.float64)
    share = np.where(np.arange(len(row)) < possible_sets(firms, small), 0.0, 1.0 / holding)
    rows_of = [np.array([[row[part] for part in _within(one, sizes)] for one in some]) for some in (strong, drawn)]
    surely, maybe = (np.bincount(rows.ravel().astype(np.intp), minlength=len(row)) for rows in rows_of)
    weight = np.where(share > 0.0, share * (surely + len(rest) / len(drawn) * maybe), 1.0)
    return sets, Draw(weight, rows_of[1], share, len(rest), possible)


def _order(pull: NDArray[np.float64], seats: int) -> NDArray[np.intp]:
    """Return every set that fills the seats, [sets, seats], those of the greatest product of pulls first."""
    number = comb(len(pull), seats)
    flat = np.fromiter(chain.from_iterable(combinations(range(len(pull)), seats)), np.intp, number * seats)
    full = flat.reshape(number, seats)
    return full[np.argsort(-np.log(pull)[full].sum(axis=1), kind="stable")]


def _within(one: One, sizes: range) -> Iterable[One]:
    """Yield the sets of some sizes within one."""
    return chain.from_iterable(combinations(one, size) for size in sizes)


def _taken(full: NDArray[np.intp], sizes: range, held: set[One], room: int) -> list[One]:
    """Take full sets from the first on, adding all within them to ``held``, while they fit the room."""
    taken: list[One] = []
    for one in map(tuple, full):
        fresh = set(_within(one, sizes)) - held
        if len(held) + len(fresh) > room:
            break
        held |= fresh
        taken.append(one)
    return taken


def _too_many(firms: int, seats: int, possible: int) -> SolveError:
    return SolveError(
        f"Selection: {firms} firms for {seats} seats make {possible:,} possible sets of winners, too many even to "
        "sample. Take fewer eligible firms or fewer seats.",
        f"선정: 기업 {firms}곳, 선발 {seats}팀의 조합 {possible:,}개는 표본으로도 계산하기에 너무 많습니다. "
        "대상 기업이나 선발 팀 수를 줄여 주십시오.",
    )

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
from math import comb, prod

import numpy as np
from numpy.typing import NDArray

from model.errors import SolveError

Ints = NDArray[np.intp]
One = tuple[int, ...]
Sets = list[list[One]]  # by size, each in ascending order
Group = tuple[Sequence[int], int]  # firms and their seats

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


def drawn_sets(pull: Sequence[float], groups: Sequence[Group], most: int) -> tuple[Sets, Draw]:
    """Return at most ``most`` sets of winners, by size, and their weights; ``pull`` [n] says which firms are strong.

    ``groups`` are firms that compete among themselves, with their seats: all firms, or those of a reserved seat and the
    others. Raises SolveError where there are so many seats that too few sets could be drawn.
    """
    filled = [(members, min(seats, len(members))) for members, seats in groups]
    firms, seats = len(pull), sum(seats for _, seats in groups)
    possible = prod(possible_sets(len(members), of) for members, of in filled)
    of_size = np.array([1])
    for members, of in filled:
        of_size = np.convolve(of_size, [comb(len(members), size) for size in range(of + 1)])
    up_to, full = np.cumsum(of_size), len(of_size) - 1
    small = max(size for size in range(max(full, 1)) if size == 0 or up_to[size] <= SMALL_SHARE * most)
    sizes, room = range(small + 1, full + 1), most - int(up_to[small])
    if prod(comb(len(members), of) for members, of in filled) > MOST_FULL:
        raise _too_many(firms, seats, possible)
    order = _order(np.asarray(pull, dtype=np.float64), filled)
    held: set[One] = set()
    strong = _taken(order, sizes, held, int(STRONG_SHARE * room))
    rest = order[len(strong) :]
    np.random.default_rng([SEED, firms, seats]).shuffle(rest)
    drawn = _taken(rest, sizes, held, room)
    if min(FEWEST_DRAWS, len(rest)) > len(drawn):
        raise _too_many(firms, seats, possible)
    sets = [_all_of(filled, size) for size in range(small + 1)]
    sets += [sorted(one for one in held if len(one) == size) for size in sizes]
    row = {one: at for at, one in enumerate(chain.from_iterable(sets))}
    holding = np.array([_holding(one, filled) for one in row], dtype=np.float64)
    share = np.where(np.arange(len(row)) < up_to[small], 0.0, 1.0 / holding)
    rows_of = [np.array([[row[part] for part in _within(one, sizes)] for one in some]) for some in (strong, drawn)]
    surely, maybe = (np.bincount(rows.ravel().astype(np.intp), minlength=len(row)) for rows in rows_of)
    weight = np.where(share > 0.0, share * (surely + len(rest) / len(drawn) * maybe), 1.0)
    return sets, Draw(weight, rows_of[1], share, len(rest), possible)


def _order(pull: NDArray[np.float64], groups: Sequence[Group]) -> NDArray[np.intp]:
    """Return every set that fills the seats, [sets, seats], those of the greatest product of pulls first."""
    full = np.zeros((1, 0), dtype=np.intp)
    for members, of in groups:
        number = comb(len(members), of)
        flat = np.fromiter(chain.from_iterable(combinations(members, of)), np.intp, number * of)
        part = flat.reshape(number, of)
        full = np.hstack([np.repeat(full, number, axis=0), np.tile(part, (len(full), 1))])
    full.sort(axis=1)
    return full[np.argsort(-np.log(pull)[full].sum(axis=1), kind="stable")]


def _all_of(groups: Sequence[Group], size: int) -> list[One]:
    """Return every set of one size, in ascending order."""
    found: list[One] = [] if groups else [()]
    for members, of in groups[:1]:
        for mine in range(min(of, size) + 1):
            others = _all_of(groups[1:], size - mine) if groups[1:] or size == mine else []
            found += [tuple(sorted(one + other)) for one in combinations(members, mine) for other in others]
    return sorted(found)


def _holding(one: One, groups: Sequence[Group]) -> int:
    """Return how many of the sets that fill the seats hold one."""
    taken = [sum(firm in members for firm in one) for members, _ in groups]
    return prod(comb(len(members) - has, of - has) for (members, of), has in zip(groups, taken, strict=True))


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

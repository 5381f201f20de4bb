"""Selection as a noisy contest, seen as a race: the exact chance that a firm, or a whole set of firms, is ranked in.

Ranking joiners by log strength plus Gumbel noise is the same as letting firm i arrive at an exponential time of rate
w_i, the best first. The common noisy pass mark is one more runner of rate w_0: the first ``seats`` joiners who arrive
before it are ranked in. Every probability is then one integral over the arrival time x, and all firms, sets and
derivatives share its nodes and the table of who has arrived by each node.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, reduce
from math import log
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model._sets import (
    SelectedSets,
    set_probabilities,
    set_probabilities_and_jacobian,
    set_probability_jacobian,
)
from model.errors import SolveError

__all__ = [
    "Race",
    "SelectedSets",
    "joiner_distribution",
    "ranked_in",
    "ranked_in_and_jacobian",
    "selection_probabilities",
    "set_probabilities",
    "set_probabilities_and_jacobian",
    "set_probability_jacobian",
]

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]

# Accuracy of the quadrature, not of the model: the step in log time at which the trapezoid rule is below 1e-11 for up
# to so many firms (the arrival of the last of many is a steeper step), how early the double exponential start sets in,
# and the exponent past which a tail is below 1e-13.
_STEP, _STEP_FIRMS, _ONSET, _TAIL = 0.25, 13, 0.3, 32.0
# The s before which the integrand is nil: solves onset exp(-s) - s = tail.
_START = reduce(lambda s, _: -log((_TAIL + s) / _ONSET), range(20), -log(_TAIL / _ONSET))


@dataclass(frozen=True, slots=True)
class Race:
    """The quadrature of one contest: arrays [..., n, nodes] and [..., nodes], computed once for a policy.

    The last node is the end of time, where everyone has arrived; it carries the chance that no pass mark ever comes.
    """

    arrived: Floats  # P(firm i has arrived by the node)
    arriving: Floats  # weight x P(the pass mark is still out) x density of firm i's arrival
    closing: Floats  # weight x density of the pass mark's arrival

    @property
    def n_firms(self) -> int:
        return int(self.arrived.shape[-2])

    @classmethod
    def build(cls, strengths: ArrayLike, pass_strength: ArrayLike = 0.0) -> Race:
        """Lay the nodes for strengths [..., n] (rates w_i > 0) and a pass mark of rate [...] (0 = no mark).

        Raises SolveError where a strength is not finite and positive or the mark is not finite and >= 0.
        """
        rates, mark = _checked_strengths(strengths, pass_strength)
        time, weight = _nodes(rates, mark)
        # In place: for a batch of policies the cost of a fresh array is several times that of filling it.
        shape = (*rates.shape, time.shape[-1] + 1)
        arrived, arriving = np.ones(shape), np.zeros(shape)
        closing = np.empty((*shape[:-2], shape[-1]))
        exponent = -rates[..., None] * time[..., None, :]
        still_open = weight * np.exp(-mark[..., None] * time)
        np.exp(exponent, out=arriving[..., :-1])
        arriving[..., :-1] *= rates[..., None]
        arriving[..., :-1] *= still_open[..., None, :]
        np.expm1(exponent, out=arrived[..., :-1])
        np.negative(arrived[..., :-1], out=arrived[..., :-1])
        np.multiply(mark[..., None], still_open, out=closing[..., :-1])
        closing[..., -1] = 1.0 - closing[..., :-1].sum(axis=-1)
        return cls(_frozen(arrived), _frozen(arriving), _frozen(closing))

    def of(self, firms: NDArray[np.intp]) -> Race:
        """Return the same race run by some of the firms only (an index array), with a pass mark of their own."""
        return Race(self.arrived[..., firms, :], self.arriving[..., firms, :], self.closing)

    def rows(self, part: slice | NDArray[np.intp]) -> Race:
        """Return the races of some rows of the first batch axis."""
        return Race(self.arrived[part], self.arriving[part], self.closing[part])


def joiner_distribution(entry_probabilities: ArrayLike) -> Floats:
    """Return P(exactly m join), m = 0..n, as [..., n + 1] for independent entry probabilities [..., n]."""
    entry = checked_probabilities(entry_probabilities, "entry probabilities")
    counts = np.stack([1.0 - entry, entry], axis=-1)  # of each firm alone; then of twice as many at a time
    while counts.shape[-2] > 1:
        if counts.shape[-2] % 2:
            nobody = np.zeros_like(counts[..., :1, :])
            nobody[..., 0] = 1.0
            counts = np.concatenate([counts, nobody], axis=-2)
        states = counts.shape[-1]
        padded = np.zeros((*counts.shape[:-2], counts.shape[-2] // 2, states + 1))
        padded[..., :-1] = counts[..., 1::2, :]
        counts = (counts[..., ::2, None, :] @ padded[..., _shifts(states)])[..., 0, :]
    return counts[..., 0, : entry.shape[-1] + 1]


@lru_cache(maxsize=32)
def _shifts(states: int) -> NDArray[np.intp]:
    """Return the places that add one table of counts to another, [states, 2 states - 1]; the last place is empty."""
    place = np.arange(2 * states - 1) - np.arange(states)[:, None]
    return np.where((place >= 0) & (place < states), place, states)


def selection_probabilities(
    strengths: ArrayLike,
    entry_probabilities: ArrayLike,
    seats: int,
    pass_strength: ArrayLike = 0.0,
    check_probabilities: ArrayLike | None = None,
    *,
    next_in_rank: bool = False,
) -> Floats:
    """Return P(firm i is selected, given that it joins) as [..., n], exact over the random field of its rivals.

    ``strengths`` and ``entry_probabilities`` are [..., n], ``pass_strength`` is [...] (0 = no pass mark), and
    ``check_probabilities`` [..., n] is the chance to pass the check after the ranking. A seat lost in the check stays
    empty, or with ``next_in_rank`` goes to the next firm, so that rivals who fail take none. Plackett (1975) and
    Luce (1959) as exponential arrivals. Raises SolveError on inputs out of range.
    """
    if seats < 1:
        raise SolveError(
            f"Selection: {seats} seats were asked for; a call has at least one. Raise the seats.",
            f"선정: 선발 팀 수가 {seats}개입니다. 공모는 한 팀 이상을 선발해야 합니다. 선발 팀 수를 늘려 주십시오.",
        )
    race = Race.build(strengths, pass_strength)
    present = checked_probabilities(entry_probabilities, "entry probabilities", race.n_firms)
    own = np.ones(race.n_firms)
    if check_probabilities is not None:
        own = checked_probabilities(check_probabilities, "check probabilities", race.n_firms)
        present = present * own if next_in_rank else present
    return ranked_in(race, present, seats) * own


def ranked_in(race: Race, present: ArrayLike, seats: int) -> Floats:
    """Return P(firm i is among the first ``seats``, given that it joins), [..., n], for entry ``present`` [..., n]."""
    ahead = np.moveaxis(np.asarray(present, dtype=np.float64)[..., None] * race.arrived[..., :-1], -2, 0)
    return _ranked_in(ahead, race.arriving[..., :-1], seats)


def ranked_in_and_jacobian(race: Race, present: Floats, seats: int) -> tuple[Floats, Floats]:
    """Return both the chances [..., n] and their slopes in every rival's entry, [..., n, n].

    Chances are multilinear, so a slope is the difference between a rival who surely comes and one who stays away.
    """
    n = race.n_firms
    mine = np.eye(n, dtype=np.bool_).reshape((n, *(1,) * (present.ndim - 1), n))
    variants = np.concatenate([present[None], np.where(mine, 1.0, present), np.where(mine, 0.0, present)])
    chance = ranked_in(race, variants, seats)
    slope = np.moveaxis(chance[1 : n + 1] - chance[n + 1 :], 0, -1)
    return chance[0], slope * (1.0 - np.eye(n))


def checked_probabilities(values: ArrayLike, name: str, n_firms: int | None = None) -> Floats:
    """Return the values as floats [..., n], or raise SolveError where one is not a probability."""
    found = np.asarray(values, dtype=np.float64)
    if found.ndim < 1 or found.shape[-1] != (n_firms or found.shape[-1]):
        raise SolveError(f"Selection: {name} of shape {found.shape} do not fit the firms; give one for each firm.")
    if not (np.all(found >= 0.0) and np.all(found <= 1.0)):
        raise SolveError(f"Selection: {name} must lie between 0 and 1; correct the values that do not.")
    return found


def _checked_strengths(strengths: ArrayLike, pass_strength: ArrayLike) -> tuple[Floats, Floats]:
    rates = np.asarray(strengths, dtype=np.float64)
    mark = np.asarray(pass_strength, dtype=np.float64)
    if rates.ndim < 1 or rates.shape[-1] < 1:
        raise SolveError(
            "Selection: there are no firms to rank; add an eligible firm.",
            "선정: 순위를 매길 기업이 없습니다. 대상 기업을 추가해 주십시오.",
        )
    if not (np.minimum.reduce(rates, axis=None, initial=1.0) > 0.0 and np.maximum.reduce(rates, axis=None) < np.inf):
        raise SolveError(
            "Selection: a strength is not finite and positive; lower the weight of capability.",
            "선정: 경쟁력이 유한한 양수가 아닌 기업이 있습니다. 역량의 가중치를 낮춰 주십시오.",
        )
    if not (np.minimum.reduce(mark, axis=None, initial=0.0) >= 0.0 and np.all(mark < np.inf)):
        raise SolveError(
            "Selection: the strength of the pass mark must be finite and not negative; correct it.",
            "선정: 합격선의 세기는 0 이상의 유한한 값이어야 합니다. 값을 고쳐 주십시오.",
        )
    if rates.shape[:-1] == mark.shape:
        return rates, mark
    batch = np.broadcast_shapes(rates.shape[:-1], mark.shape)
    return np.broadcast_to(rates, (*batch, rates.shape[-1])), np.broadcast_to(mark, batch)


def _nodes(rates: Floats, mark: Floats) -> tuple[Floats, Floats]:
    """Return times and weights [..., nodes] of a trapezoid rule in s, time = exp(s - onset exp(-s)) / fastest rate.

    Log time makes every firm's arrival the same smooth step, so nodes are needed in proportion to the log of the
    spread of strengths; the double exponential keeps the early tail, where nothing happens, short.
    """
    fastest = np.maximum(rates.max(axis=-1), mark)
    slowest = rates.min(axis=-1) + mark
    first = _START
    last = np.log(_TAIL) + np.log(fastest) - np.log(slowest)
    longest = _STEP * min(1.0, np.sqrt(_STEP_FIRMS / rates.shape[-1]))
    count = int(np.ceil((np.max(last, initial=first + longest) - first) / longest)) + 1
    step = (last - first) / (count - 1)
    s = first + step[..., None] * np.arange(count)
    early = _ONSET * np.exp(-s)
    time = np.exp(s - early) / fastest[..., None]
    return time, step[..., None] * time * (1.0 + early)


def _ranked_in(ahead: Floats, arriving: Floats, seats: int) -> Floats:
    """Integrate P(fewer than ``seats`` rivals are ahead) for each firm; ``ahead`` is [n, ..., nodes].

    Rivals are counted from the left and from the right and the two counts are joined, which is stable where taking one
    firm back out of the full count is not.
    """
    n = ahead.shape[0]
    states = min(seats, n)
    after = np.zeros((*ahead.shape[1:], states))
    after[..., 0] = 1.0
    tables = [after]
    for firm in range(n - 1, 0, -1):
        after = _one_more(after, ahead[firm])
        tables.append(after)
    before = np.zeros_like(after)
    before[..., 0] = 1.0
    chances = np.empty((*ahead.shape[1:-1], n))
    for firm in range(n):
        at_most = np.cumsum(tables.pop(), axis=-1)[..., ::-1]
        fewer = np.einsum("...c,...c->...", before, at_most)
        chances[..., firm] = np.einsum("...q,...q->...", fewer, arriving[..., firm, :])
        before = _one_more(before, ahead[firm])
    return np.minimum(chances, 1.0)


def _one_more(table: Floats, chance: Floats) -> Floats:
    """Add one more Bernoulli to a table of counts [..., states]; counts past the last state are dropped."""
    grown = table * (1.0 - chance[..., None])
    grown[..., 1:] += table[..., :-1] * chance[..., None]
    return grown


def _frozen(values: Floats) -> Floats:
    values.flags.writeable = False
    return values

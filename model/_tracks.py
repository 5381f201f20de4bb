"""Firms that compete for the same seats: their sets, and how likely each is to be ranked in, with its slopes.

Everything is an integral over the arrival time, summed at the race's nodes and worked off in parts of a batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from model.sampling import Sets

if TYPE_CHECKING:
    from model.contest import Bools, Floats, Race

Ints: TypeAlias = NDArray[np.intp]

_PART_NUMBERS = 16_000  # numbers in one work array; larger ones are fetched from the system anew each time


@dataclass(frozen=True, slots=True)
class Track:
    """Firms that compete for the same seats among themselves, and the sets of them that may be ranked in.

    ``sets`` [n_sets, members] run from the empty set upward; those that fill every seat start at ``full_from``. A set
    of size m + 1 is the set ``parents[m]`` of size m together with the member ``lasts[m]``.
    """

    members: Ints
    seats: int
    sets: Bools
    full_from: int
    parents: tuple[Ints, ...]
    lasts: tuple[Ints, ...]
    outside: Floats  # -1 where the member is not in the set, else 0

    @classmethod
    def build(cls, members: Ints, seats: int, chosen: Sets | None = None) -> Track:
        """List the sets of at most ``seats`` of the members, or those ``chosen`` of each size with all they hold."""
        n, largest = len(members), min(seats, len(members))
        parents, lasts, rows = [], [], [np.zeros((1, n), dtype=np.bool_)]
        known: dict[tuple[int, ...], int] = {(): 0}
        for size in range(1, largest + 1):
            found = list(combinations(range(n), size)) if chosen is None else chosen[size]
            parents.append(np.array([known[one[:-1]] for one in found], dtype=np.intp))
            lasts.append(np.array([one[-1] for one in found], dtype=np.intp))
            grown = rows[-1][parents[-1]]
            grown[np.arange(len(found)), lasts[-1]] = True
            rows.append(grown)
            known = {one: index for index, one in enumerate(found)}
        sets = np.concatenate(rows)
        full_from = len(sets) - len(rows[-1]) if 0 < seats <= n else len(sets)
        return cls(members, seats, sets, full_from, tuple(parents), tuple(lasts), sets.astype(np.float64) - 1.0)

    def terms(self, race: Race, entry: Floats) -> tuple[Floats, Floats]:
        """Return the integrand of each set [..., n_sets, nodes] and each member's arrived / absent [..., m, nodes]."""
        absent, everyone, odds = self._factors(race, entry)
        if self.seats == 1:
            terms = np.empty((*absent.shape[:-2], *self.sets.shape[:1], absent.shape[-1]))
            np.multiply(race.closing[..., None, :], everyone, out=terms[..., :1, :])
            np.divide(everyone, absent, out=terms[..., 1:, :])
            terms[..., 1:, :] *= race.arriving
            return terms, odds
        terms = np.empty((*absent.shape[:-2], len(self.sets), absent.shape[-1]))
        self._grow(terms, (race.arriving / absent, odds, everyone))
        # (Not before: a larger set grows from the product alone.)
        terms[..., : self.full_from, :] *= race.closing[..., None, :]
        return terms, odds

    def chances(self, race: Race, entry: Floats) -> Floats:
        """Return what the integrands sum up to, [..., n_sets], without those of the sets that fill every seat.

        Such a set is a smaller one with a last member: the sums over the nodes of all of them are products of matrices.
        """
        if self.seats == 1 or self.full_from == len(self.sets):
            return _sum_nodes(self.terms(race, entry)[0])
        absent, everyone, odds = self._factors(race, entry)
        late, sums = race.arriving / absent, np.empty((*absent.shape[:-2], len(self.sets)))
        terms = np.empty((*absent.shape[:-2], self.full_from, absent.shape[-1]))
        last_arrival = self._grow(terms, (late, odds, everyone))
        product = terms[..., self.full_from - last_arrival.shape[-2] :, :]
        full = last_arrival @ odds.swapaxes(-1, -2)
        full += product @ late.swapaxes(-1, -2)
        full = full.reshape(*full.shape[:-2], -1)
        sums[..., self.full_from :] = full.take(self.parents[-1] * len(self.members) + self.lasts[-1], axis=-1)
        sums[..., : self.full_from] = np.matmul(terms, race.closing[..., None])[..., 0]
        return sums

    def _factors(self, race: Race, entry: Floats) -> tuple[Floats, Floats, Floats]:
        """Return P(firm j has not come by the node), its product over everyone, and each firm's odds of having come.

        A set's members, and the firm a derivative is taken for, are divided out of the product again. A factor may be 0
        (a sure joiner at the end of time), so it is held off zero by a floor small enough that what is left over is nil
        and large enough that seats + 1 of them multiplied do not leave the range of a float.
        """
        floor = 10.0 ** (-280.0 / (min(self.seats, len(self.members)) + 1))
        # (Worked in place: for a batch of policies the cost of a fresh array is several times that of filling it.)
        absent = race.arrived * -entry[..., None]
        absent += 1.0
        np.maximum(absent, floor, out=absent)
        return absent, np.multiply.reduce(absent, axis=-2, keepdims=True), race.arrived / absent

    def _grow(self, terms: Floats, factors: tuple[Floats, Floats, Floats]) -> Floats:
        """Grow the product over members set by set into ``terms``, with its sum of "this member is the last to arrive".

        Returns that sum for the largest sets that have a place in ``terms``.
        """
        late, odds, everyone = factors
        terms[..., :1, :] = product = everyone
        last_arrival, start = np.zeros_like(everyone), 1
        for parent, last in zip(self.parents, self.lasts, strict=True):
            part = slice(start, start + len(parent))
            start = part.stop
            if part.start >= terms.shape[-2]:
                break
            factor, smaller = odds.take(last, axis=-2), product.take(parent, axis=-2)
            last_arrival = last_arrival.take(parent, axis=-2)
            last_arrival *= factor
            arrival = late.take(last, axis=-2)
            arrival *= smaller
            last_arrival += arrival
            if part.start >= self.full_from:  # every seat is taken: the race is over as the last member arrives
                terms[..., part, :] = last_arrival
            else:
                product = np.multiply(smaller, factor, out=terms[..., part, :])
        return last_arrival


def track_probabilities(race: Race, track: Track, entry: Floats) -> Floats:
    """Return how likely each of a track's sets is to be ranked in, given that its members join: [..., n_sets]."""
    parts = _parts(race, track, entry)
    if len(parts) == 1:
        return track.chances(*parts[0])
    return np.concatenate([track.chances(*part) for part in parts])


def track_jacobian(race: Race, track: Track, entry: Floats) -> tuple[Floats, Floats]:
    """Return a track's set probabilities and their slopes in every firm's entry, 0 outside the track."""
    found = [_slopes(track, *part) for part in _parts(race, track, entry)]
    values, slope = found[0]
    if len(found) > 1:
        values, slope = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    if len(track.members) < race.n_firms:
        wide = np.zeros((*slope.shape[:-1], race.n_firms))
        wide[..., track.members] = slope
        slope = wide
    return values, slope


def _slopes(track: Track, race: Race, entry: Floats) -> tuple[Floats, Floats]:
    terms, odds = track.terms(race, entry)
    beside = np.ones((*odds.shape[:-2], odds.shape[-1], odds.shape[-2] + 1))  # the last column sums the terms up
    beside[..., :-1] = odds.swapaxes(-1, -2)
    both = terms @ beside
    return both[..., -1].copy(), both[..., :-1] * track.outside


def _sum_nodes(terms: Floats) -> Floats:
    sums: Floats = np.einsum("...q->...", terms)
    return sums


def _parts(race: Race, track: Track, entry: Floats) -> list[tuple[Race, Floats]]:
    """Cut a batch along its first axis so that the work arrays of each part stay in the processor's cache."""
    if len(track.members) < race.n_firms:
        race, entry = race.of(track.members), entry[..., track.members]
    if entry.shape[:-1] == (1,) == race.closing.shape[:-1]:
        return [(race, entry)]
    lead = np.broadcast_shapes(entry.shape[:-1], race.closing.shape[:-1])
    numbers = prod(lead[1:]) * len(track.sets) * race.closing.shape[-1]
    step = max(1, _PART_NUMBERS // max(1, numbers))
    if not lead or lead[0] <= step:
        return [(race, entry)]
    cut_race = race.closing.ndim - 1 == len(lead) and race.closing.shape[0] > 1
    cut_entry = entry.ndim - 1 == len(lead) and entry.shape[0] > 1
    slices = [slice(start, start + step) for start in range(0, lead[0], step)]
    return [(race.rows(part) if cut_race else race, entry[part] if cut_entry else entry) for part in slices]

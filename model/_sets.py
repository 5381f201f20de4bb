"""Which sets of firms may end up with the seats, and how likely each set is to be ranked in exactly.

Every component of a payoff can be written as a sum over these sets, and that sum is multilinear in the entry
probabilities, so its derivatives come from the same table as its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import prod
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from model.errors import SolveError
from model.sampling import Draw, Sets, drawn_sets, possible_sets

if TYPE_CHECKING:
    from model.contest import Bools, Floats, Race

Ints: TypeAlias = NDArray[np.intp]

_PART_NUMBERS = 40_000  # numbers in one work array
MOST_SETS = 5_000  # past this the payoff's sums no longer fit the time of a click, and sets are sampled


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
        arrived, arriving = race.arrived, race.arriving
        # G = product of P(firm j has not come by the node) over everyone; a set's members, and the firm a derivative
        # is taken for, are divided out of it again. A factor may be 0 (a sure joiner at the end of time), so it is
        # held off zero by a floor small enough that what is left over is nil and large enough that seats + 1 of them
        # multiplied do not leave the range of a float.
        floor = 10.0 ** (-280.0 / (min(self.seats, len(self.members)) + 1))
        # (Worked in place: for a batch of policies the cost of a fresh array is several times that of filling it.)
        absent = arrived * -entry[..., None]
        absent += 1.0
        np.maximum(absent, floor, out=absent)
        everyone = np.multiply.reduce(absent, axis=-2, keepdims=True)
        odds = arrived / absent
        if self.seats == 1:
            terms = np.empty((*absent.shape[:-2], *self.sets.shape[:1], absent.shape[-1]))
            np.multiply(race.closing[..., None, :], everyone, out=terms[..., :1, :])
            np.divide(everyone, absent, out=terms[..., 1:, :])
            terms[..., 1:, :] *= arriving
            return terms, odds
        return self._grown_terms(race.closing, arriving / absent, odds, everyone), odds

    def _grown_terms(self, closing: Floats, arriving: Floats, odds: Floats, everyone: Floats) -> Floats:
        """Grow the product over members set by set, with its sum of "this member is the last to arrive"."""
        terms = np.empty((*everyone.shape[:-2], len(self.sets), everyone.shape[-1]))
        terms[..., :1, :] = product = everyone
        last_arrival, start = np.zeros_like(everyone), 1
        for parent, last in zip(self.parents, self.lasts, strict=True):
            part = slice(start, start + len(parent))
            start = part.stop
            factor, smaller = odds.take(last, axis=-2), product.take(parent, axis=-2)
            last_arrival = last_arrival.take(parent, axis=-2)
            last_arrival *= factor
            arrival = arriving.take(last, axis=-2)
            arrival *= smaller
            last_arrival += arrival
            if part.start >= self.full_from:  # every seat is taken: the race is over as the last member arrives
                terms[..., part, :] = last_arrival
            else:
                product = np.multiply(smaller, factor, out=terms[..., part, :])
        # (Not before: a larger set grows from the product alone.)
        terms[..., : self.full_from, :] *= closing[..., None, :]
        return terms


@dataclass(frozen=True, slots=True)
class SelectedSets:
    """Every set of firms that may be ranked in: ``sets`` [n_sets, n] by membership, with their ``sizes`` [n_sets].

    ``pair_set`` and ``pair_member`` list each (set, member) pair, for sums over members. A plain call is one track;
    a reserved seat makes two, and a set is then one choice from each: of every pair of choices in order, or of those
    that ``places`` ([n_sets] for each track) names. With a ``draw`` only some of very many sets are listed, and sums
    over them are to be weighted.
    """

    n_firms: int
    seats: int
    sets: Bools
    sizes: Ints
    pair_set: Ints
    pair_member: Ints
    tracks: tuple[Track, ...]
    places: tuple[Ints, ...] | None = None
    draw: Draw | None = None

    @property
    def n_sets(self) -> int:
        return len(self.sets)

    @property
    def single(self) -> bool:
        """Whether a set is nobody or one firm, in the order of the firms."""
        return self.seats == 1 and len(self.tracks) == 1 and len(self.sets) == self.n_firms + 1

    @classmethod
    def build(
        cls,
        n_firms: int,
        seats: int,
        reserved: Bools | None = None,
        *,
        reserved_seats: int = 1,
        pull: Sequence[float] = (),
    ) -> SelectedSets:
        """List the sets of ``n_firms`` firms that may take ``seats`` seats.

        With ``reserved`` (mask [n]) those firms compete only for the ``reserved_seats`` and the rest only for the
        others. Past MOST_SETS the sets are sampled, those of firms with the greatest ``pull`` [n] first. Raises
        SolveError when a count is impossible, and where the sets are too many to sample.
        """
        _check_counts(n_firms, seats, 0 if reserved is None else reserved_seats)
        groups = [(np.arange(n_firms), seats)]
        if reserved is not None:
            mask = np.asarray(reserved, dtype=np.bool_)
            if mask.shape != (n_firms,):
                raise SolveError(f"Selection: the reserved group has shape {mask.shape}; mark each of {n_firms} firms.")
            groups = [(np.flatnonzero(~mask), seats - reserved_seats), (np.flatnonzero(mask), reserved_seats)]
        groups = [(members, of) for members, of in groups if of > 0]
        if prod(possible_sets(len(members), of) for members, of in groups) > MOST_SETS:
            sets, tracks, places, draw = _drawn(pull or (1.0,) * n_firms, groups)
        else:
            tracks, places, draw = tuple(Track.build(members, of) for members, of in groups), None, None
            sets = np.zeros((1, n_firms), dtype=np.bool_)
            for track in tracks:
                wide = _widened(track, n_firms)
                sets = (sets[:, None, :] | wide[None, :, :]).reshape(-1, n_firms)
        pair_set, pair_member = np.nonzero(sets)
        for array in (sets, pair_set, pair_member):
            array.flags.writeable = False
        return cls(n_firms, seats, sets, sets.sum(axis=-1), pair_set, pair_member, tracks, places, draw)


def set_probabilities(race: Race, sets: SelectedSets, entry: Floats) -> Floats:
    """Return P(exactly this set is ranked in | its members all join) as [..., n_sets] for entry [..., n]."""
    found = [_track_probabilities(race, track, entry) for track in sets.tracks]
    if sets.places is not None:
        found = [values[..., place] for values, place in zip(found, sets.places, strict=True)]
        return np.asarray(np.multiply.reduce(found))
    first, *rest = found
    for values in rest:
        first = _product(first, values)
    return first


def set_probability_jacobian(race: Race, sets: SelectedSets, entry: Floats) -> Floats:
    """Return d P(set | members join) / d p_j as [..., n_sets, n]; 0 for members."""
    return set_probabilities_and_jacobian(race, sets, entry)[1]


def set_probabilities_and_jacobian(race: Race, sets: SelectedSets, entry: Floats) -> tuple[Floats, Floats]:
    """Return both, sharing the work: [..., n_sets] and [..., n_sets, n]."""
    found = [_track_jacobian(race, track, entry) for track in sets.tracks]
    if sets.places is not None:
        return _of_places(found, sets.places)
    (joint, slopes), *rest = found
    for values, slope in rest:
        rise = slopes[..., :, None, :] * values[..., None, :, None]
        rise += joint[..., :, None, None] * slope[..., None, :, :]
        slopes = rise.reshape(*rise.shape[:-3], -1, sets.n_firms)
        joint = _product(joint, values)
    return joint, slopes


def _of_places(found: list[tuple[Floats, Floats]], places: tuple[Ints, ...]) -> tuple[Floats, Floats]:
    """Return probabilities and slopes of the sets that are some tracks' choices at these places."""
    chosen = [(values[..., at], slope[..., at, :]) for (values, slope), at in zip(found, places, strict=True)]
    joint, slopes = chosen[0]
    for values, slope in chosen[1:]:
        slopes = slopes * values[..., None] + slope * joint[..., None]
        joint = joint * values
    return joint, slopes


def _drawn(
    pull: Sequence[float], groups: list[tuple[Ints, int]]
) -> tuple[Bools, tuple[Track, ...], tuple[Ints, ...] | None, Draw]:
    """Draw sets of winners, and list for each track the choices that are among them and which of them a set is."""
    chosen, draw = drawn_sets(pull, [(members.tolist(), of) for members, of in groups], MOST_SETS)
    sets = np.zeros((len(draw.weight), len(pull)), dtype=np.bool_)
    for row, one in enumerate(chain.from_iterable(chosen)):
        sets[row, list(one)] = True
    if len(groups) == 1:
        return sets, (Track.build(*groups[0], chosen),), None, draw
    tracks, places = [], []
    for members, of in groups:
        parts = sorted(
            {tuple(np.flatnonzero(row).tolist()) for row in sets[:, members]}, key=lambda one: (len(one), one)
        )
        by_size: Sets = [[one for one in parts if len(one) == size] for size in range(of + 1)]
        at = {one: place for place, one in enumerate(parts)}
        tracks.append(Track.build(members, of, by_size))
        places.append(np.array([at[tuple(np.flatnonzero(row).tolist())] for row in sets[:, members]], dtype=np.intp))
    return sets, tuple(tracks), tuple(places), draw


def _widened(track: Track, n_firms: int) -> Bools:
    wide = np.zeros((len(track.sets), n_firms), dtype=np.bool_)
    wide[:, track.members] = track.sets
    return wide


def _track_probabilities(race: Race, track: Track, entry: Floats) -> Floats:
    parts = _parts(race, track, entry)
    if len(parts) == 1:
        return _sum_nodes(track.terms(*parts[0])[0])
    return np.concatenate([_sum_nodes(track.terms(*part)[0]) for part in parts])


def _track_jacobian(race: Race, track: Track, entry: Floats) -> tuple[Floats, Floats]:
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
    slope = terms @ odds.swapaxes(-1, -2)
    slope *= track.outside
    return _sum_nodes(terms), slope


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


def _product(first: Floats, second: Floats) -> Floats:
    both = first[..., :, None] * second[..., None, :]
    return both.reshape(*both.shape[:-2], -1)


def _check_counts(n_firms: int, seats: int, reserved_seats: int) -> None:
    if n_firms < 1:
        raise SolveError(
            "Selection: there are no firms to choose from; add an eligible firm.",
            "선정: 고를 기업이 없습니다. 대상 기업을 추가해 주십시오.",
        )
    if seats < 1 or not 0 <= reserved_seats <= seats:
        raise SolveError(
            f"Selection: {seats} seats with {reserved_seats} reserved cannot be; change the seats.",
            f"선정: 선발 팀 수 {seats}개 가운데 {reserved_seats}개를 따로 둘 수 없습니다. 선발 팀 수를 바꿔 주십시오.",
        )

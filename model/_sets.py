"""Which sets of firms may end up with the seats, and how likely each set is to be ranked in exactly.

Every component of a payoff can be written as a sum over these sets, and that sum is multilinear in the entry
probabilities, so its derivatives come from the same table as its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from model._tracks import Ints, Track, track_jacobian, track_probabilities
from model.errors import SolveError
from model.sampling import Draw, Sets, drawn_sets, possible_sets

if TYPE_CHECKING:
    from model.contest import Bools, Floats, Race

MOST_SETS = 5_000  # past this the payoff's sums no longer fit the time of a click, and sets are sampled


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
    found = [track_probabilities(race, track, entry) for track in sets.tracks]
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
    found = [track_jacobian(race, track, entry) for track in sets.tracks]
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

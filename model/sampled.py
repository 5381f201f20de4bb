"""Prospects where there are too many sets of winners to list: estimated from a draw of them, with a standard error.

What a firm may expect is split in two. Its chance of selection is exact, for that needs no list of sets. How it fares
then depends on who is selected with it, and only by how much that differs from a middling company is estimated. The
draw, its weights and that company are the same at every p, so payoffs remain multilinear in the entry probabilities;
no certificate is claimed all the same, since it would speak of the estimate and not of the game.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from model._tracks import Track
from model.contest import ranked_in, ranked_in_and_jacobian, set_probabilities
from model.layout import Ints
from model.outcome import Floats
from model.prospects import LEAST_ENTRY, Prospects

EVEN = 0.5  # entry of everyone at which a middling company is taken


@dataclass(frozen=True)
class SampledProspects(Prospects):
    """Prospects over a draw of sets; ``company`` [batch, pairs] weighs each firm's pairs, adding up to 1 for a firm."""

    company: Floats = field(default_factory=lambda: np.zeros((1, 0)), repr=False)

    @classmethod
    def of(cls, exact: Prospects) -> SampledProspects:
        """Return the same prospects read as those of a draw."""
        weight = exact.layout.sets.draw.weight if exact.layout.sets.draw else np.ones(exact.layout.sets.n_sets)
        pairs = exact.weights(np.full_like(exact.strength, EVEN)) * weight[exact.layout.sets.pair_set]
        company = pairs / np.maximum(exact._by_member(pairs), 1e-300)[..., exact.layout.sets.pair_member]
        return cls(**{name: getattr(exact, name) for name in Prospects.__dataclass_fields__}, company=company)

    def rows(self, chosen: Ints) -> SampledProspects:
        """Return the prospects of some policies of the batch, each as often as it is named."""
        return SampledProspects.of(super().rows(chosen))

    def expected_and_chances(self, p: Floats) -> tuple[Floats, Floats]:
        """Return expected features [batch, n, features] and chances of sets [batch, sets], scaled to add up to 1."""
        sets, entry = self.layout.sets, p * self.thinning
        given = set_probabilities(self.race, sets, entry)
        usual = self._summed(self.company[..., None] * self.features)
        pairs = (self._of_pairs(given, entry) * self._weight[sets.pair_set])[..., None]
        apart = self._summed(pairs * (self.features - usual[..., sets.pair_member, :]))
        chances = given * self._joining(entry) * self._weight
        expected = apart + self._ranked_in(entry)[..., None] * usual
        return expected, chances / chances.sum(axis=-1, keepdims=True)

    def set_chances(self, p: Floats) -> Floats:
        """Return P(exactly this set is ranked in), [batch, sets], scaled to add up to 1."""
        return self.expected_and_chances(p)[1]

    def worth(self, value: Floats) -> Floats:
        """Lay values of pairs out as [batch, n, sets + 1]: weighted, against the usual one, which stands last."""
        sets = self.layout.sets
        usual = self._by_member(self.company * value)
        apart = (value - usual[..., sets.pair_member]) * self._weight[sets.pair_set]
        return np.concatenate([super().worth(apart), usual[..., None]], axis=-1)

    def payoff(self, value: Floats, p: Floats, worth: Floats | None = None) -> Floats:
        """Return payoffs as ``Prospects.payoff`` does."""
        table = self.worth(value) if worth is None else worth
        chance = self._ranked_in(p * self.thinning)
        return super().payoff(value, p, table[..., :-1]) + table[..., -1] * chance

    def payoff_and_jacobian(self, value: Floats, p: Floats, worth: Floats | None = None) -> tuple[Floats, Floats]:
        """Return payoffs and slopes as ``Prospects.payoff_and_jacobian`` does."""
        table = self.worth(value) if worth is None else worth
        payoff, jacobian = super().payoff_and_jacobian(value, p, table[..., :-1])
        chance, slope = self._ranked_in_and_jacobian(p * self.thinning)
        slope = table[..., -1, None] * slope * self.thinning[..., None, :]
        return payoff + table[..., -1] * chance, jacobian + slope

    def join_standard_error(self, value: Floats, p: Floats, noise: Floats) -> Floats:
        """Return the standard error of each firm's join probability at an equilibrium of one policy, [n].

        ``value`` [pairs], ``p`` and ``noise`` [n] (bn) are that policy's. The error of the payoffs is carried through
        the equilibrium, dp = (1 - R J)^-1 R du with R = p (1 - p) / noise; a pinned firm has none.
        """
        draw, sets = self.layout.sets.draw, self.layout.sets
        if draw is None:
            return np.zeros(len(p))
        one, entry = p[None], p[None] * self.thinning
        sure = np.maximum(entry, LEAST_ENTRY)
        table = self.worth(value[None])
        chance = set_probabilities(self.race, sets, entry) * self._joining(sure) / self._weight
        parts = (table[..., :-1] * chance[..., None, :] / sure[..., None])[0]  # what each set adds, unweighted
        response = p * (1.0 - p) / noise
        system = np.eye(len(p)) - response[:, None] * self.payoff_and_jacobian(value[None], one, table)[1][0]
        return draw.standard_errors(np.linalg.solve(system, response[:, None] * parts).T)

    @property
    def _tracks(self) -> list[Track]:
        """The tracks that anybody competes in."""
        return [track for track in self.layout.sets.tracks if len(track.members)]

    def _ranked_in(self, entry: Floats) -> Floats:
        """Return P(the firm takes a seat, given that it joins), [batch, n]: each track has a race of its own."""
        found = np.empty(np.broadcast_shapes(entry.shape, self.race.arrived.shape[:-1]))
        for track in self._tracks:
            race = self.race.of(track.members)
            found[..., track.members] = ranked_in(race, entry[..., track.members], track.seats)
        return found

    def _ranked_in_and_jacobian(self, entry: Floats) -> tuple[Floats, Floats]:
        """Return both the chances and their slopes, [batch, n] and [batch, n, n], 0 between tracks."""
        tracks = self._tracks
        if len(tracks) == 1 and len(tracks[0].members) == self.race.n_firms:
            return ranked_in_and_jacobian(self.race, entry, tracks[0].seats)
        shape = np.broadcast_shapes(entry.shape, self.race.arrived.shape[:-1])
        chance, slopes = np.zeros(shape), np.zeros((*shape, shape[-1]))
        for track in tracks:
            race, mine = self.race.of(track.members), entry[..., track.members]
            chance[..., track.members], slope = ranked_in_and_jacobian(race, mine, track.seats)
            slopes[..., track.members[:, None], track.members] = slope
        return chance, slopes

    @property
    def _weight(self) -> Floats:
        draw = self.layout.sets.draw
        return np.ones(self.layout.sets.n_sets) if draw is None else draw.weight

    def _summed(self, pairs: Floats) -> Floats:
        """Add values of pairs [..., pairs, k] up for each member, [..., n, k]."""
        return np.asarray(np.moveaxis(self._by_member(np.moveaxis(pairs, -1, 0)), 0, -1))

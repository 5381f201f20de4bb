"""What may happen to a firm that joins: selected or not, in the programme at each stage, eliminated, among the final.

Given which set of firms is ranked in, the tournament does not depend on anybody's entry, so it is solved once a policy
for every set; entry probabilities then only weigh the sets. That keeps every payoff multilinear in the others' entry.

Features of a prospect, in this order: selected; in the programme at stages 1..T; eliminated at stages 1..T; final.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from model.contest import Race, set_probabilities, set_probabilities_and_jacobian
from model.layout import Ints, Layout, Rules, layout_of
from model.outcome import Floats

LEAST_ENTRY = 1e-50  # a few of them multiplied are still a number


@dataclass(frozen=True)
class Prospects:
    """The prospects of every (set, member) pair for a batch of policies with the same rules.

    ``features`` [batch, pairs, features] given that the set is ranked in; ``thinning`` [batch, n] multiplies entry
    where the next in rank moves up (a rival who fails the check takes no seat), and is 1 otherwise. ``incumbents``
    [batch, sets, stages + 1, incumbents] is the chance of each to be in the programme, given that the set is ranked in.
    ``strength`` [batch, n] is the firms'; ``winners`` the strength of the best of a set who passes the check (0 where
    none does), and the chance that one does, [batch, sets] each.
    """

    layout: Layout
    race: Race
    thinning: Floats = field(repr=False)
    features: Floats = field(repr=False)
    incumbents: Floats = field(repr=False)
    strength: Floats = field(repr=False)
    winners: tuple[Floats, Floats] = field(repr=False)
    next_in_rank: bool = False

    @property
    def stages(self) -> int:
        """How many stages there may be."""
        return self.layout.stages

    def rows(self, chosen: Ints) -> Prospects:
        """Return the prospects of some policies of the batch, each as often as it is named."""
        return Prospects(
            self.layout,
            self.race.rows(chosen),
            self.thinning[chosen],
            self.features[chosen],
            self.incumbents[chosen],
            self.strength[chosen],
            (self.winners[0][chosen], self.winners[1][chosen]),
            self.next_in_rank,
        )

    def narrowed(self, rules: Rules) -> Prospects:
        """Return the prospects under rules with as many or fewer seats and else the same.

        A set of winners fares the same however many more seats there were, and the fewer seats' sets come first.
        """
        layout = layout_of(rules)
        if layout is self.layout:
            return self
        pairs, sets, most = len(layout.sets.pair_set), layout.sets.n_sets, self.stages
        during = np.arange(1, 1 + layout.stages)
        columns = np.concatenate([[0], during, during + most, [1 + 2 * most]])
        return Prospects(
            layout,
            self.race,
            self.thinning,
            self.features[..., :pairs, :].take(columns, axis=-1),
            self.incumbents[..., :sets, : layout.stages + 1, :],
            self.strength,
            (self.winners[0][..., :sets], self.winners[1][..., :sets]),
            self.next_in_rank,
        )

    @classmethod
    def joined(cls, parts: Sequence[Prospects], race: Race) -> Prospects:
        """Return prospects under the same rules as one batch, run as ``race``."""
        first = parts[0]
        if len(parts) == 1:
            return first

        def both(name: str) -> Floats:
            return np.concatenate([getattr(part, name) for part in parts])

        best, passing = (np.concatenate([part.winners[one] for part in parts]) for one in (0, 1))
        return cls(
            first.layout,
            race,
            both("thinning"),
            both("features"),
            both("incumbents"),
            both("strength"),
            (best, passing),
            first.next_in_rank,
        )

    def weights(self, p: Floats) -> Floats:
        """Return P(set is ranked in | the pair's member joins) for every pair, [batch, pairs]."""
        entry = p * self.thinning
        return self._of_pairs(set_probabilities(self.race, self.layout.sets, entry), entry)

    def expected(self, p: Floats) -> Floats:
        """Return expected features given that the firm joins, [batch, n, features]."""
        return self.expected_and_chances(p)[0]

    def set_chances(self, p: Floats) -> Floats:
        """Return P(exactly this set is ranked in), [batch, sets]; they sum to 1."""
        entry = p * self.thinning
        return set_probabilities(self.race, self.layout.sets, entry) * self._joining(entry)

    def expected_and_chances(self, p: Floats) -> tuple[Floats, Floats]:
        """Return expected features [batch, n, features] and chances of sets [batch, sets], sharing the work."""
        entry = p * self.thinning
        given: Floats = set_probabilities(self.race, self.layout.sets, entry)
        if self.layout.sets.single:
            expected: Floats = given[..., 1:, None] * self.features
            return expected, given * self._joining(entry)
        sure = np.maximum(entry, LEAST_ENTRY)  # as in payoff_and_jacobian
        expected = self._averaged((given * self._joining(sure)).take(self.layout.sets.pair_set, axis=-1), self.features)
        expected /= sure[..., None]
        return expected, given * self._joining(entry)

    def incumbent_stages(self, p: Floats, chances: Floats | None = None) -> Floats:
        """Return the chance of each incumbent to be in the programme at each stage, [batch, stages + 1, incumbents].

        Unconditional: mixed over every set that may be ranked in, the empty one included; ``chances`` are those of the
        sets where they are known already.
        """
        mixed = np.einsum("...s,...sti->...ti", self.set_chances(p) if chances is None else chances, self.incumbents)
        return np.asarray(np.clip(mixed, 0.0, 1.0))  # chances of sets add up to 1 only to rounding

    def _of_pairs(self, given: Floats, entry: Floats) -> Floats:
        """Return chances of sets for each pair, its member joining: [..., sets] to [..., pairs]."""
        if self.layout.sets.single:
            return given[..., 1:]
        return given[..., self.layout.sets.pair_set] * _product_of_others(entry, self.layout.others)

    def _joining(self, entry: Floats) -> Floats:
        """Return the chance that every member of a set joins, [..., sets]."""
        if self.layout.sets.single:
            return np.concatenate([np.ones_like(entry[..., :1]), entry], axis=-1)
        return _product_of_others(entry, self.layout.member_table)

    def worth(self, value: Floats) -> Floats:
        """Lay values of pairs [batch, pairs] out as [batch, n, sets], 0 where the firm is not in the set."""
        sets = self.layout.sets
        table = np.zeros((*value.shape[:-1], sets.n_firms, sets.n_sets))
        table[..., sets.pair_member, sets.pair_set] = value
        return table

    def payoff(self, value: Floats, p: Floats, worth: Floats | None = None) -> Floats:
        """Return what ``payoff_and_jacobian`` returns first, [batch, n], at a fraction of the cost."""
        if self.layout.sets.single:
            return self.weights(p) * value
        entry = p * self.thinning
        sure = np.maximum(entry, LEAST_ENTRY)
        chance = set_probabilities(self.race, self.layout.sets, entry) * self._joining(sure)
        table = self.worth(value) if worth is None else worth
        if table.shape[:-2] == (1,):  # one game met by many p
            return np.asarray(chance @ table[0].T / sure)
        return np.asarray((table @ chance[..., None])[..., 0] / sure)

    def _by_member(self, pairs: Floats) -> Floats:
        """Add values of pairs [..., pairs] up for each member, [..., n]."""
        order, first = self.layout.by_member
        total = np.zeros((*pairs.shape[:-1], self.layout.sets.n_firms))
        total[..., self.layout.sets.pair_member[order[first]]] = np.add.reduceat(pairs[..., order], first, axis=-1)
        return total

    def _averaged(self, weights: Floats, features: Floats) -> Floats:
        """Add features of pairs [batch, pairs, k], weighted [batch, pairs], up for each member, [batch, n, k].

        Pairs are put in order by member first: a product of matrices per firm takes a fiftieth of the time of sums
        over pairs that lie apart.
        """
        order, first = self.layout.by_member
        members = self.layout.sets.pair_member[order[first]].tolist()
        weights, features = weights.take(order, axis=-1), features.take(order, axis=-2)
        batch = np.broadcast_shapes(weights.shape[:-1], features.shape[:-2])
        total = np.zeros((*batch, self.layout.sets.n_firms, features.shape[-1]))
        for member, start, end in zip(members, first.tolist(), [*first[1:].tolist(), len(order)], strict=True):
            mine, theirs = weights[..., start:end], features[..., start:end, :]
            if len(theirs) == 1:  # one tournament met by many policies
                total[..., member, :] = mine @ theirs[0]
            else:
                total[..., member, :] = (mine[..., None, :] @ theirs)[..., 0, :]
        return total

    def payoff_and_jacobian(self, value: Floats, p: Floats, worth: Floats | None = None) -> tuple[Floats, Floats]:
        """Return sum over sets of chance x value for each firm, [batch, n], and its Jacobian [batch, n, n].

        ``value`` [batch, pairs] is what being in the set is worth to the member against losing at selection; ``worth``
        is the same laid out by ``worth``, where it is kept.
        """
        sets = self.layout.sets
        entry = p * self.thinning
        chance, slope = set_probabilities_and_jacobian(self.race, sets, entry)
        if sets.single:  # a set is a firm, and nobody else's entry weighs it
            slope = slope[..., 1:, :] * value[..., None]
            return value * chance[..., 1:], slope * self.thinning[..., None, :] if self.next_in_rank else slope
        # The chance that all members join is divided by that of the firm, and of the one that a derivative is taken
        # for; a chance of 0 is held off zero by so little that what is left over is nil.
        sure = np.maximum(entry, LEAST_ENTRY)
        weighed = (self.worth(value) if worth is None else worth) * self._joining(sure)[..., None, :]
        jacobian = weighed @ slope
        weighed *= chance[..., None, :]
        jacobian += weighed @ self.layout.membership / sure[..., None, :]
        jacobian /= sure[..., :, None]
        every = np.arange(sets.n_firms)
        jacobian[..., every, every] = 0.0
        return weighed.sum(axis=-1) / sure, jacobian * self.thinning[..., None, :]


def with_nobody(values: Floats, value: float) -> Floats:
    """Append the value that the index n, nobody, stands for; [..., n] to [..., n + 1]."""
    return np.concatenate([values, np.full((*values.shape[:-1], 1), value)], axis=-1)


def _product_of_others(entry: Floats, others: Ints) -> Floats:
    """Return the product of entry over each row of firm indices; the index n stands for nobody."""
    if not others.shape[1]:
        return np.ones((*entry.shape[:-1], len(others)))
    padded = with_nobody(entry, 1.0)
    product: Floats = padded.take(others[:, 0], axis=-1)
    for place in range(1, others.shape[1]):
        product *= padded.take(others[:, place], axis=-1)
    return product

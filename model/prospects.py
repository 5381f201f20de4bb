"""What may happen to a firm that joins: selected or not, in the programme at each stage, eliminated, among the final.

Given which set of firms is ranked in, the tournament does not depend on anybody's entry, so it is solved once a policy
for every set; entry probabilities then only weigh the sets. That keeps every payoff multilinear in the others' entry.

Features of a prospect, in this order: selected; in the programme at stages 1..T; eliminated at stages 1..T; final.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.contest import Race, SelectedSets, set_probabilities, set_probabilities_and_jacobian
from model.outcome import Floats
from model.tournament import survival_probabilities

Ints = NDArray[np.intp]


LARGEST_KEY = 62  # firms whose set still fits one 64-bit key


class Rules(NamedTuple):
    """The discrete shape of a contest: policies with the same rules can be solved in one batch."""

    n_firms: int
    n_incumbents: int
    seats: int
    final_teams: int
    leave_per_stage: int
    next_in_rank: bool
    reserved: tuple[bool, ...] | None


@dataclass(frozen=True)
class Layout:
    """The sets of firms that may be ranked in, and index tables over their (set, member) pairs."""

    sets: SelectedSets
    stages: int
    set_stages: Ints = field(repr=False)  # [sets]
    others: Ints = field(repr=False)  # [pairs, seats - 1] the other members, n where there is none
    member_table: Ints = field(repr=False)  # [sets, seats] members, n where there is none
    pair_slot: Ints = field(repr=False)  # [pairs] place of the member within its set
    subset_pair: Ints = field(repr=False)  # [2^(seats-1), pairs] the pair that is left when only some others pass
    subset_set: Ints = field(repr=False)  # [2^seats, sets] the set that is left when only some members pass
    by_member: tuple[Ints, Ints] = field(repr=False)  # pairs sorted by member, and where each member's pairs begin


@lru_cache(maxsize=32)
def layout_of(rules: Rules) -> Layout:
    """Lay out the sets and pairs for some rules."""
    reserved = None if rules.reserved is None else np.array(rules.reserved)
    sets = SelectedSets.build(rules.n_firms, rules.seats, reserved)
    width = max(int(sets.sizes.max()), 1)
    member_table = np.full((sets.n_sets, width), rules.n_firms, dtype=np.intp)
    slot = np.cumsum(sets.sets, axis=1)[sets.pair_set, sets.pair_member] - 1
    member_table[sets.pair_set, slot] = sets.pair_member
    row = member_table[sets.pair_set]
    keep = np.arange(width)[None, :] != slot[:, None]
    others = np.sort(row[keep].reshape(len(row), width - 1), axis=1)
    counts = rules.n_incumbents + sets.sizes - rules.final_teams
    set_stages = np.maximum(1, -(-np.maximum(counts, 0) // rules.leave_per_stage))
    order = np.argsort(sets.pair_member, kind="stable")
    first = np.unique(sets.pair_member[order], return_index=True)[1]
    return Layout(
        sets=sets,
        by_member=(order, first),
        stages=int(set_stages.max()),
        set_stages=set_stages,
        others=others,
        member_table=member_table,
        pair_slot=slot,
        subset_pair=_subset_pairs(sets, others),
        subset_set=_subset_sets(sets, member_table if rules.n_incumbents else member_table[:, :0]),
    )


class _Finder:
    """Finds sets by their members' bits in a sorted list: Python's own look-up would take a second over a big call."""

    def __init__(self, sets: SelectedSets) -> None:
        firms = sets.n_firms
        self.bits = np.zeros(firms + 1, dtype=np.int64 if firms <= LARGEST_KEY else object)  # the last one is nobody
        self.bits[:firms] = [1 << firm for firm in range(firms)]
        self.keys = (sets.sets * self.bits[:firms]).sum(axis=1)
        self.order = np.argsort(self.keys)

    def rows(self, key: NDArray[Any]) -> Ints:
        found: Ints = self.order[np.searchsorted(self.keys, key, sorter=self.order)]
        return found

    def choices(self, members: Ints) -> list[NDArray[Any]]:
        """Return, for every choice of the places of ``members`` [rows, places], the bits of those chosen, [rows]."""
        places = members.shape[1]
        chosen = [np.array([bool(choice >> bit & 1) for bit in range(places)], bool) for choice in range(2**places)]
        return [(self.bits[members] * one).sum(axis=1) for one in chosen]


def _subset_pairs(sets: SelectedSets, others: Ints) -> Ints:
    """Return, for every choice of the others, the pair of the same member in the set with only those others."""
    find = _Finder(sets)
    pair_at = np.full((sets.n_sets, sets.n_firms), -1, dtype=np.intp)
    pair_at[sets.pair_set, sets.pair_member] = np.arange(len(sets.pair_set))
    own = find.bits[sets.pair_member]
    return np.array([pair_at[find.rows(own + kept), sets.pair_member] for kept in find.choices(others)])


def _subset_sets(sets: SelectedSets, member_table: Ints) -> Ints:
    """Return, for every choice of the members, the set with only those."""
    find = _Finder(sets)
    return np.array([find.rows(kept) for kept in find.choices(member_table)])


@dataclass(frozen=True)
class Prospects:
    """The prospects of every (set, member) pair for a batch of policies with the same rules.

    ``features`` [batch, pairs, features] given that the set is ranked in; ``thinning`` [batch, n] multiplies entry
    where the next in rank moves up (a rival who fails the check takes no seat), and is 1 otherwise. ``incumbents``
    [batch, sets, stages + 1, incumbents] is the chance of each to be in the programme, given that the set is ranked in.
    """

    layout: Layout
    race: Race
    thinning: Floats = field(repr=False)
    features: Floats = field(repr=False)
    incumbents: Floats = field(repr=False)
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
            self.next_in_rank,
        )

    def weights(self, p: Floats) -> Floats:
        """Return P(set is ranked in | the pair's member joins) for every pair, [batch, pairs]."""
        entry = p * self.thinning
        chance = set_probabilities(self.race, self.layout.sets, entry)
        return chance[..., self.layout.sets.pair_set] * _product_of_others(entry, self.layout.others)

    def expected(self, p: Floats) -> Floats:
        """Return expected features given that the firm joins, [batch, n, features]."""
        weighted = np.moveaxis(self.weights(p)[..., None] * self.features, -1, 0)
        return np.moveaxis(self._by_member(weighted), 0, -1)

    def set_chances(self, p: Floats) -> Floats:
        """Return P(exactly this set is ranked in), [batch, sets]; they sum to 1."""
        entry = p * self.thinning
        chance = set_probabilities(self.race, self.layout.sets, entry)
        return chance * _product_of_others(entry, self.layout.member_table)

    def incumbent_stages(self, p: Floats) -> Floats:
        """Return the chance of each incumbent to be in the programme at each stage, [batch, stages + 1, incumbents].

        Unconditional: mixed over every set that may be ranked in, the empty one included.
        """
        mixed = np.einsum("...s,...sti->...ti", self.set_chances(p), self.incumbents)
        return np.asarray(np.clip(mixed, 0.0, 1.0))  # chances of sets add up to 1 only to rounding

    def payoff(self, value: Floats, p: Floats) -> Floats:
        """Return what ``payoff_and_jacobian`` returns first, [batch, n], at a fraction of the cost."""
        return self._by_member(self.weights(p) * value)

    def _by_member(self, pairs: Floats) -> Floats:
        """Add values of pairs [..., pairs] up for each member, [..., n]."""
        order, first = self.layout.by_member
        total = np.zeros((*pairs.shape[:-1], self.layout.sets.n_firms))
        total[..., self.layout.sets.pair_member[order[first]]] = np.add.reduceat(pairs[..., order], first, axis=-1)
        return total

    def payoff_and_jacobian(self, value: Floats, p: Floats) -> tuple[Floats, Floats]:
        """Return sum over sets of chance x value for each firm, [batch, n], and its Jacobian [batch, n, n].

        ``value`` [batch, pairs] is what being in the set is worth to the member against losing at selection.
        """
        layout, sets = self.layout, self.layout.sets
        entry = p * self.thinning
        chance, slope = set_probabilities_and_jacobian(self.race, sets, entry)
        shape = (*np.broadcast_shapes(chance.shape[:-1], value.shape[:-1]), sets.n_firms, sets.n_sets)
        worth = np.zeros(shape)
        worth[..., sets.pair_member, sets.pair_set] = value * _product_of_others(entry, layout.others)
        payoff = (worth @ chance[..., None])[..., 0]
        jacobian = worth @ slope
        for place in range(layout.others.shape[1]):
            rest = np.delete(layout.others, place, axis=1)
            change = value * chance[..., sets.pair_set] * _product_of_others(entry, rest)
            jacobian += _scatter(change, sets.pair_member, layout.others[:, place], sets.n_firms)
        return payoff, jacobian * self.thinning[..., None, :]


def _product_of_others(entry: Floats, others: Ints) -> Floats:
    """Return the product of entry over each row of firm indices; the index n stands for nobody."""
    if not others.shape[1]:
        return np.ones((*entry.shape[:-1], len(others)))
    padded = np.concatenate([entry, np.ones((*entry.shape[:-1], 1))], axis=-1)
    product: Floats = padded[..., others[:, 0]]
    for place in range(1, others.shape[1]):
        product = product * padded[..., others[:, place]]
    return product


def _scatter(change: Floats, member: Ints, other: Ints, n_firms: int) -> Floats:
    """Add changes [batch, pairs] into [batch, n, n] at (member, other), leaving out where there is no other."""
    real = np.flatnonzero(other < n_firms)
    cell = member[real] * n_firms + other[real]
    order = np.argsort(cell, kind="stable")
    cells, first = np.unique(cell[order], return_index=True)
    total = np.zeros((*change.shape[:-1], n_firms * n_firms))
    if len(cells):
        total[..., cells] = np.add.reduceat(change[..., real[order]], first, axis=-1)
    return total.reshape(*change.shape[:-1], n_firms, n_firms)


def prospects_of(
    rules: Rules,
    firm_strength: Floats,
    incumbent_strength: Floats,
    pass_strength: Floats,
    checks: tuple[Floats, Floats],
) -> Prospects:
    """Solve the tournament for every set of firms; strengths [batch, n] and [batch, incumbents], checks likewise."""
    layout = layout_of(rules)
    firm_check, _ = checks
    race = Race.build(firm_strength, pass_strength)
    survival = _survival(rules, layout, firm_strength, incumbent_strength, checks)
    pure, old = _pool_features(rules, layout, survival), _incumbent_rows(rules, layout, survival)
    own = firm_check[..., layout.sets.pair_member, None]
    if rules.next_in_rank:
        return Prospects(layout, race, firm_check, pure * own, old, next_in_rank=True)
    certain = np.ones_like(firm_check)
    return Prospects(layout, race, certain, own * _thinned(layout, firm_check, pure), _mixed(layout, firm_check, old))


def _thinned(layout: Layout, check: Floats, pure: Floats) -> Floats:
    """Average a pair's features over which of the other members pass the check."""
    return _over_passes(check, layout.others, layout.subset_pair, pure)


def _mixed(layout: Layout, check: Floats, old: Floats) -> Floats:
    """Average a set's incumbents [batch, sets, stages + 1, incumbents] over which of its members pass the check."""
    if not old.shape[-1]:
        return old
    flat = old.reshape(*old.shape[:-2], -1)
    return _over_passes(check, layout.member_table, layout.subset_set, flat).reshape(old.shape)


def _over_passes(check: Floats, members: Ints, subsets: Ints, values: Floats) -> Floats:
    """Average rows of values [batch, rows, k] over which of each row's members pass, the others being left out."""
    places = members.shape[1]
    if not places:
        return values
    padded = np.concatenate([check, np.zeros((*check.shape[:-1], 1))], axis=-1)[..., members]
    total = np.zeros_like(values)
    for choice in range(2**places):
        passes = np.array([bool(choice >> bit & 1) for bit in range(places)])
        weight = np.where(passes, padded, 1.0 - padded).prod(axis=-1)
        total += weight[..., None] * values[..., subsets[choice], :]
    return total


def _survival(rules: Rules, layout: Layout, firms: Floats, incumbents: Floats, checks: tuple[Floats, Floats]) -> Floats:
    """Return P(in the programme at each stage) if a whole set enters, [stages + 1, batch, sets, incumbents + seats]."""
    strength = _pools(firms, incumbents, layout.member_table, 1.0)
    check = _pools(checks[0], checks[1], layout.member_table, 1.0)
    in_set = layout.member_table < rules.n_firms
    present = np.concatenate([np.ones((len(in_set), rules.n_incumbents), dtype=bool), in_set], axis=1)
    return survival_probabilities(
        strength, rules.final_teams, rules.leave_per_stage, check, present=np.broadcast_to(present, strength.shape)
    )


def _incumbent_rows(rules: Rules, layout: Layout, survival: Floats) -> Floats:
    """Return the incumbents' part of the survival, [batch, sets, stages + 1, incumbents]."""
    rows = [survival[min(stage, len(survival) - 1), ..., : rules.n_incumbents] for stage in range(layout.stages + 1)]
    return np.stack(rows, axis=-2)


def _pool_features(rules: Rules, layout: Layout, survival: Floats) -> Floats:
    """Return features of every pair if its whole set enters the programme, [batch, pairs, features]."""
    place = rules.n_incumbents + layout.pair_slot
    mine = survival[..., layout.sets.pair_set, place]  # [stages + 1, batch, pairs]
    stages = layout.stages
    rows = [mine[min(stage, len(mine) - 1)] for stage in range(stages + 1)]
    open_ = layout.set_stages[layout.sets.pair_set] > np.arange(stages)[:, None]
    during = np.stack([rows[stage] * open_[stage] for stage in range(stages)], axis=-1)
    leaving = np.stack([rows[stage] - rows[stage + 1] for stage in range(stages)], axis=-1)
    selected = np.ones((*during.shape[:-1], 1))
    return np.concatenate([selected, during, leaving, rows[-1][..., None]], axis=-1)


def _pools(firms: Floats, incumbents: Floats, member_table: Ints, nobody: float) -> Floats:
    """Join incumbents and the members of each set into pools [batch, sets, incumbents + seats]."""
    padded = np.concatenate([firms, np.full((*firms.shape[:-1], 1), nobody)], axis=-1)[..., member_table]
    old = np.broadcast_to(incumbents[..., None, :], (*padded.shape[:-1], incumbents.shape[-1]))
    return np.concatenate([old, padded], axis=-1)

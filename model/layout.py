"""The shape of a contest: which sets of firms may be ranked in, and index tables over their (set, member) pairs.

Nothing here depends on a number that a lever moves smoothly, so one layout serves every policy with the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.contest import SelectedSets

Ints = NDArray[np.intp]

Rows = Ints | slice
Without = tuple[tuple[Rows, Ints, Ints], ...]

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
    pull: tuple[float, ...] = ()  # who is strong, where sets of winners are to be sampled


@dataclass(frozen=True)
class Layout:
    """The sets of firms that may be ranked in, and index tables over their (set, member) pairs."""

    sets: SelectedSets
    stages: int
    set_stages: Ints = field(repr=False)  # [sets]
    others: Ints = field(repr=False)  # [pairs, seats - 1] the other members, n where there is none
    member_table: Ints = field(repr=False)  # [sets, seats] members, n where there is none
    pair_slot: Ints = field(repr=False)  # [pairs] place of the member within its set
    pairs_without: Without = field(
        repr=False
    )  # for each place: pairs with another member in it, that firm, pairs without
    sets_without: Without = field(repr=False)  # for each place: sets in which it is taken, by whom, sets without
    present: NDArray[np.bool_] = field(repr=False)  # [sets, incumbents + seats] who stands in a set's pool
    membership: NDArray[np.float64] = field(repr=False)  # [sets, n] 1 where the firm is in the set
    by_member: tuple[Ints, Ints] = field(repr=False)  # pairs sorted by member, and where each member's pairs begin


@lru_cache(maxsize=32)
def layout_of(rules: Rules) -> Layout:
    """Lay out the sets and pairs for some rules."""
    reserved = None if rules.reserved is None else np.array(rules.reserved)
    sets = SelectedSets.build(rules.n_firms, rules.seats, reserved, pull=rules.pull)
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
        present=_present(rules, member_table),
        membership=sets.sets.astype(np.float64),
        by_member=(order, first),
        stages=int(set_stages.max()),
        set_stages=set_stages,
        others=others,
        member_table=member_table,
        pair_slot=slot,
        pairs_without=_pairs_without(sets, others),
        sets_without=_sets_without(sets, member_table),
    )


def _present(rules: Rules, member_table: Ints) -> NDArray[np.bool_]:
    """Return who stands in the pool that each set makes with the incumbents."""
    old = np.ones((len(member_table), rules.n_incumbents), dtype=np.bool_)
    return np.concatenate([old, member_table < rules.n_firms], axis=1)


def _keys(sets: SelectedSets) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return a number for each set and the bit of each firm in it."""
    firms = sets.n_firms
    bits = np.array([1 << firm for firm in range(firms)], dtype=np.int64 if firms <= LARGEST_KEY else object)
    return (sets.sets * bits).sum(axis=1), bits


def _sets_without(sets: SelectedSets, member_table: Ints) -> Without:
    """Return, for each place in a set: the sets in which it is taken, who takes it, and the sets without that firm."""
    keys, bits = _keys(sets)
    order = np.argsort(keys)
    found = []
    for place in range(member_table.shape[1]):
        rows = np.flatnonzero(member_table[:, place] < sets.n_firms)
        firm = member_table[rows, place]
        found.append((_as_slice(rows), firm, order[np.searchsorted(keys, keys[rows] - bits[firm], sorter=order)]))
    return tuple(found)


def _pairs_without(sets: SelectedSets, others: Ints) -> Without:
    """Return the same for pairs: those whose set has another member in a place, that firm, and the pair without it."""
    keys, bits = _keys(sets)
    order = np.argsort(keys)
    pair_at = np.full((sets.n_sets, sets.n_firms), -1, dtype=np.intp)
    pair_at[sets.pair_set, sets.pair_member] = np.arange(len(sets.pair_set))
    found = []
    for place in range(others.shape[1]):
        rows = np.flatnonzero(others[:, place] < sets.n_firms)
        firm = others[rows, place]
        key = keys[sets.pair_set[rows]] - bits[firm]
        smaller = order[np.searchsorted(keys, key, sorter=order)]
        found.append((_as_slice(rows), firm, pair_at[smaller, sets.pair_member[rows]]))
    return tuple(found)


def _as_slice(rows: Ints) -> Rows:
    """Return rows that follow one another as a slice, which costs no copy."""
    if len(rows) and int(rows[-1]) - int(rows[0]) + 1 == len(rows):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows

"""The elimination tournament of very many pools at once, each state that they share worked out once.

Pools of a call are its incumbents and one set of firms; leaving one team after another they soon come to the same few
teams. Every set of teams that can remain is a state: its chances follow from those of the states with one team fewer.
It is the rule of ``tournament.py`` where one team leaves a stage, and gives the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from model.tournament import strength_fault

if TYPE_CHECKING:
    from model._tracks import Ints
    from model.contest import Bools, Floats

_CHUNK_NUMBERS = 300_000  # in one work array
LARGEST_KEY = 62  # teams whose set still fits one 64-bit key
MOST_STATES = 60_000  # past this the work arrays would fill the memory


@dataclass(frozen=True)
class Block:
    """The states of one size: their ``members`` [size, states] and where each is without one, ``child`` [size, states].

    A member's place is its rank among the teams of the state; incumbents come before firms.
    """

    members: Ints = field(repr=False)
    child: Ints = field(repr=False)

    @property
    def size(self) -> int:
        """How many teams a state has."""
        return len(self.members)


@dataclass(frozen=True)
class Lattice:
    """Every set of teams that can remain of some pools, by size from 0; ``starts`` [pools] finds each pool's state."""

    teams: int
    blocks: tuple[Block, ...]
    sizes: Ints = field(repr=False)  # [pools]
    starts: Ints = field(repr=False)

    @property
    def widest(self) -> int:
        """How many numbers the widest array of one policy has."""
        return max(block.members.size * block.size for block in self.blocks)


def lattice_of(n_incumbents: int, sets: Bools) -> Lattice | None:
    """Lay out the states of pools of all incumbents with each of ``sets`` [sets, n], which hold all within them.

    None where they are too many to gain anything by it.
    """
    n_sets, n_firms = sets.shape
    if n_incumbents + n_firms > LARGEST_KEY or n_sets << n_incumbents > MOST_STATES:
        return None
    return _laid_out(n_incumbents, n_firms, np.packbits(sets).tobytes(), n_sets)


@lru_cache(maxsize=16)
def _laid_out(n_incumbents: int, n_firms: int, packed: bytes, n_sets: int) -> Lattice:
    sets = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), count=n_sets * n_firms).reshape(n_sets, n_firms)
    teams = n_incumbents + n_firms
    bits = np.int64(1) << np.arange(teams, dtype=np.int64)
    firms = sets.astype(np.int64) @ bits[n_incumbents:]
    keys = (np.arange(1 << n_incumbents, dtype=np.int64)[:, None] | firms).ravel()
    inside = (keys[:, None] & bits) != 0
    counts = inside.sum(axis=1)
    blocks: list[Block] = []
    smaller, place = np.zeros(0, dtype=np.int64), np.empty(len(keys), dtype=np.intp)
    for size in range(int(counts.max(initial=0)) + 1):
        mine = np.flatnonzero(counts == size)
        mine = mine[np.argsort(keys[mine])]
        members = np.nonzero(inside[mine])[1].reshape(len(mine), size).T
        child = np.searchsorted(smaller, keys[mine] - bits[members])
        blocks.append(Block(np.ascontiguousarray(members), np.ascontiguousarray(child)))
        smaller = keys[mine]
        place[mine] = np.arange(len(mine))
    pools = slice(((1 << n_incumbents) - 1) * n_sets, None)
    return Lattice(teams, tuple(blocks), counts[pools], place[pools])


def shared_survival(lattice: Lattice, rates: Floats, passes: Floats, final_teams: int) -> Floats:
    """Return P(team i is in the programme after t stages) for every pool, [stages + 1, batch, pools, places].

    ``rates`` and ``passes`` are [batch, teams], incumbents first. A place is the team's rank within its pool; places
    past the last team hold 0. Everything else is as in ``tournament.survival_probabilities``, one leaving a stage.
    Raises SolveError where a strength is not finite and positive.
    """
    if not (np.isfinite(rates).all() and (rates > 0.0).all()):
        raise strength_fault()
    largest = len(lattice.blocks) - 1
    found = np.zeros((max(0, largest - final_teams) + 1, len(rates), len(lattice.starts), largest))
    at_once = min(len(rates), max(1, _CHUNK_NUMBERS // lattice.widest))
    room = _Room.of(lattice, final_teams, at_once)
    for first in range(0, len(rates), at_once):
        part = slice(first, first + at_once)
        _fill(found[:, part], lattice, (rates[part].T, passes[part].T), room)
    return found


@dataclass(frozen=True)
class _Room:
    """Work arrays used over and over: to have fresh ones from the system takes longer than to fill them."""

    final_teams: int
    turns: tuple[Floats, Floats] = field(repr=False)  # what is known of a block, and of the one before it
    scratch: Floats = field(repr=False)

    @classmethod
    def of(cls, lattice: Lattice, final_teams: int, batch: int) -> _Room:
        """Take as much as the largest blocks ask for."""
        needs = [batch * (max(0, block.size - final_teams) + 1) * block.members.size for block in lattice.blocks]
        kept = [need * (block.size + 1) for need, block in zip(needs, lattice.blocks, strict=True)]
        kept[-2:] = needs[-2:]  # mixed in place, and not at all
        turns = np.empty(max(kept[::2])), np.empty(max(kept[1::2], default=0))
        return cls(final_teams, turns, np.empty(max(needs)))

    def stages(self, block: Block) -> int:
        """Return how many stages the states of a block may still play."""
        return max(0, block.size - self.final_teams)

    def partly(self, block: Block, batch: int, arrays: int) -> Floats:
        """Return room for so many arrays [arrays, stages + 1, places, states, batch] about a block."""
        return _shaped(self.turns[block.size % 2], (arrays, self.stages(block) + 1, *block.members.shape, batch))


def _shaped(flat: Floats, shape: tuple[int, ...]) -> Floats:
    return flat[: prod(shape)].reshape(shape)


def _fill(found: Floats, lattice: Lattice, teams: tuple[Floats, Floats], room: _Room) -> None:
    rates, passes = teams
    batch, top = rates.shape[1], len(lattice.blocks) - 1
    lowest = np.zeros((0, 1, batch))  # [places, states, batch]
    mixed = np.ones((1, 1, 0, 1, batch))  # [places checked + 1, stages + 1, places, states, batch]
    for block in lattice.blocks[1:]:
        lowest = _lowest(block, lowest, rates, room)
        kept = room.partly(block, batch, block.size + 1 if block.size < top - 1 else 1)
        _staying(block, lowest, mixed[-1], (kept[0], room))
        _hand_out(found, lattice, block.size, kept[0])
        if block.size < top:
            _check(block, kept, mixed, (passes, room))
            mixed = kept


def _hand_out(found: Floats, lattice: Lattice, size: int, staying: Floats) -> None:
    """Copy the states that pools begin at; a pool that has played its last stage stays as it is."""
    wanted = np.flatnonzero(lattice.sizes == size)
    if len(wanted):
        rows = staying.take(lattice.starts[wanted], axis=2)
        for stage in range(len(found)):
            found[stage, :, wanted, :size] = rows[min(stage, len(rows) - 1)].transpose(1, 2, 0)


def _lowest(block: Block, fewer: Floats, rates: Floats, room: _Room) -> Floats:
    """Return P(the team in each place is ranked last of the state), [places, states, batch].

    Plackett-Luce from the top: whoever is first, the last of the others is last of all.
    """
    mine = rates[block.members]
    if block.size == 1:
        return np.ones_like(mine)
    mine /= mine.sum(axis=0)
    lowest = np.zeros_like(mine)
    small = _shaped(room.scratch, (block.size - 1, *mine.shape[1:]))
    for first in range(block.size):
        fewer.take(block.child[first], axis=1, out=small, mode="clip")
        small *= mine[first]
        lowest[:first] += small[:first]
        lowest[first + 1 :] += small[first:]
    return lowest


def _staying(block: Block, lowest: Floats, checked: Floats, into: tuple[Floats, _Room]) -> None:
    """Work out P(the team in each place is in after t stages), [stages + 1, places, states, batch]."""
    staying, room = into
    staying[0], staying[1:] = 1.0, 0.0
    if len(staying) == 1:
        return
    small = _shaped(room.scratch, (len(staying) - 1, block.size - 1, *lowest.shape[1:]))
    for last in range(block.size):
        checked.take(block.child[last], axis=2, out=small, mode="clip")
        small *= lowest[last]
        staying[1:, :last] += small[:, :last]
        staying[1:, last + 1 :] += small[:, last:]


def _check(block: Block, kept: Floats, fewer: Floats, how: tuple[Floats, _Room]) -> None:
    """Mix over who passes the check, one place after another: a team that fails is not in the state that plays on.

    Where larger states need all that is mixed so far, each step has an array of its own in ``kept``.
    """
    passes, room = how
    small = _shaped(room.scratch, (fewer.shape[1], block.size - 1, *kept.shape[3:]))
    stages = len(small)
    for place in range(block.size):
        chance = passes[block.members[place]]
        before, after = kept[min(place, len(kept) - 1)], kept[min(place + 1, len(kept) - 1)]
        np.multiply(before, chance, out=after)
        fewer[place].take(block.child[place], axis=2, out=small, mode="clip")
        small *= 1.0 - chance
        for some, part in ((slice(stages), small), (slice(stages, None), small[-1:])):
            after[some, :place] += part[:, :place]
            after[some, place + 1 :] += part[:, place:]

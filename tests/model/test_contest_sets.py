"""The sets that may be ranked in: their chances against enumeration, their slopes against differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from model.contest import (
    Race,
    SelectedSets,
    selection_probabilities,
    set_probabilities,
    set_probabilities_and_jacobian,
    set_probability_jacobian,
)
from model.errors import SolveError
from tests.model.enumeration import EXACT, FIELDS, Field, fields, ranked_sets

if TYPE_CHECKING:
    from model.contest import Floats


def enumerated_sets(case: Field, sets: SelectedSets) -> Floats:
    """Return P(exactly this set is ranked in | its members join), one track, by enumeration."""
    found = np.zeros(sets.n_sets)
    rows = {frozenset(np.flatnonzero(row).tolist()): index for index, row in enumerate(sets.sets)}
    for joined in fields(len(case.strengths)):
        for ranked, chance in ranked_sets(case.strengths, joined, case.seats, case.mark).items():
            outside = [i for i in range(len(case.strengths)) if i not in ranked]
            weight = np.prod([case.entry[i] if i in joined else 1 - case.entry[i] for i in outside])
            found[rows[ranked]] += float(weight) * chance
    return found


@pytest.mark.parametrize(("n", "seats", "ratio", "mark"), FIELDS)
def test_set_probabilities_equal_enumeration(n: int, seats: int, ratio: float, mark: float) -> None:
    case = Field(3, n, seats, ratio, mark)
    sets = SelectedSets.build(n, seats)
    found = set_probabilities(Race.build(case.strengths, mark), sets, case.entry)
    np.testing.assert_allclose(found, enumerated_sets(case, sets), rtol=0, atol=EXACT)


@pytest.mark.parametrize(
    "corner", [(1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0), (1.0, 0.0, 1.0, 0.4), (1.0, 1.0, 1.0, 0.0)]
)
@pytest.mark.parametrize("mark", [0.0, 0.5])
def test_sure_joiners_and_sure_absentees(corner: tuple[float, ...], mark: float) -> None:
    case = Field(4, 4, 3, 1e3, mark)
    case.entry = np.array(corner)
    sets = SelectedSets.build(4, 3)
    race = Race.build(case.strengths, mark)
    found, slopes = set_probabilities_and_jacobian(race, sets, case.entry)
    np.testing.assert_allclose(found, enumerated_sets(case, sets), rtol=0, atol=EXACT)
    # The probabilities are linear in each entry chance, so the slope is the difference of the two ends.
    for j in range(4):
        low, high = case.entry.copy(), case.entry.copy()
        low[j], high[j] = 0.0, 1.0
        ends = set_probabilities(race, sets, high) - set_probabilities(race, sets, low)
        np.testing.assert_allclose(slopes[:, j], np.where(sets.sets[:, j], 0.0, ends), rtol=0, atol=EXACT)


@pytest.mark.parametrize("reserved", [None, (1, 4), (0, 1, 2, 3, 4, 5), ()])
@pytest.mark.parametrize("seats", [1, 2, 4, 6])
def test_jacobian_equals_differences_and_sets_add_up(seats: int, reserved: tuple[int, ...] | None) -> None:
    rng = np.random.default_rng(seats)
    strengths, entry = np.exp(rng.normal(size=(3, 6))), rng.uniform(size=(3, 6))
    race = Race.build(strengths, np.array([0.0, 0.7, 20.0]))
    sets = SelectedSets.build(6, seats, None if reserved is None else np.isin(np.arange(6), reserved))
    found, slopes = set_probabilities_and_jacobian(race, sets, entry)
    weights = found * np.where(sets.sets, entry[:, None, :], 1.0).prod(axis=-1)
    np.testing.assert_allclose(weights.sum(axis=-1), 1.0, rtol=0, atol=1e-12)
    np.testing.assert_array_equal(set_probability_jacobian(race, sets, entry), slopes)
    for j in range(6):
        step = 0.25 * (np.arange(6) == j)
        inside = np.clip(entry, 0.25, 0.75)
        ends = set_probabilities(race, sets, inside + step) - set_probabilities(race, sets, inside - step)
        slope = set_probability_jacobian(race, sets, inside)[..., j]
        np.testing.assert_allclose(slope, np.where(sets.sets[:, j], 0.0, ends / 0.5), rtol=0, atol=EXACT)


def test_reserved_seat_is_a_contest_of_its_own() -> None:
    case = Field(5, 5, 3, 20.0, 0.4)
    reserved = np.array([False, True, False, True, False])
    sets = SelectedSets.build(5, 3, reserved)
    found = set_probabilities(Race.build(case.strengths, case.mark), sets, case.entry)
    expected = np.ones(sets.n_sets)
    for group, seats in ((~reserved, 2), (reserved, 1)):
        alone = Field(5, 5, 3, 20.0, 0.4)
        alone.strengths = [w for w, own in zip(case.strengths, group, strict=True) if own]
        alone.entry, alone.seats = case.entry[group], seats
        own_sets = SelectedSets.build(int(group.sum()), seats)
        chances = enumerated_sets(alone, own_sets)
        rows = {tuple(row): value for row, value in zip(own_sets.sets.tolist(), chances, strict=True)}
        expected *= [rows[tuple(row)] for row in sets.sets[:, group].tolist()]
    np.testing.assert_allclose(found, expected, rtol=0, atol=EXACT)
    assert sets.sets[:, reserved].sum(axis=-1).max() == 1
    assert sets.sets[:, ~reserved].sum(axis=-1).max() == 2


def test_sets_sum_to_the_chance_of_each_firm() -> None:
    rng = np.random.default_rng(8)
    strengths, entry, mark = np.exp(rng.normal(size=(40, 9))), rng.uniform(size=(40, 9)), rng.uniform(size=40)
    sets = SelectedSets.build(9, 4)
    found = set_probabilities(Race.build(strengths, mark), sets, entry)
    weights = found * np.where(sets.sets, entry[:, None, :], 1.0).prod(axis=-1)
    sums = np.zeros((40, 9))
    for s, i in zip(sets.pair_set, sets.pair_member, strict=True):
        sums[:, i] += weights[:, s]
    chances = selection_probabilities(strengths, entry, 4, mark)
    np.testing.assert_allclose(sums, chances * entry, rtol=0, atol=1e-12)
    np.testing.assert_array_equal(sets.sizes, sets.sets.sum(axis=-1))


@pytest.mark.parametrize("seats", [1, 3])
def test_large_batches_equal_single_policies(seats: int) -> None:
    rng = np.random.default_rng(9)
    strengths, entry = np.exp(rng.normal(size=(3, 100, 8))), rng.uniform(size=(3, 100, 8))
    race, sets = Race.build(strengths, 0.3), SelectedSets.build(8, seats)
    found, slopes = set_probabilities_and_jacobian(race, sets, entry)
    one = Race.build(strengths[2, 70], 0.3)
    np.testing.assert_allclose(found[2, 70], set_probabilities(one, sets, entry[2, 70]), rtol=0, atol=1e-12)
    np.testing.assert_allclose(slopes[2, 70], set_probability_jacobian(one, sets, entry[2, 70]), rtol=0, atol=1e-12)
    many = set_probabilities(one, sets, entry)
    np.testing.assert_allclose(many[2, 70], found[2, 70], rtol=0, atol=1e-12)
    np.testing.assert_allclose(
        selection_probabilities(strengths[2, 70], entry, seats, 0.3)[1, 5],
        selection_probabilities(strengths[2, 70], entry[1, 5], seats, 0.3),
        rtol=0,
        atol=1e-14,
    )


def _sizes(n: int, seats: int) -> int:
    return SelectedSets.build(n, seats).n_sets


def test_sets_are_listed_once_each() -> None:
    assert _sizes(13, 1) == 14
    assert _sizes(9, 4) == 1 + 9 + 36 + 84 + 126
    assert _sizes(4, 9) == 16
    sets = SelectedSets.build(6, 3, np.arange(6) < 2)
    assert sets.n_sets == 3 * (1 + 4 + 6)
    assert len({tuple(row) for row in sets.sets.tolist()}) == sets.n_sets


def test_counts_that_cannot_be_name_the_remedy() -> None:
    with pytest.raises(SolveError, match="fewer seats"):
        SelectedSets.build(40, 9)
    with pytest.raises(SolveError, match="change the seats"):
        SelectedSets.build(4, 0)
    with pytest.raises(SolveError, match="add an eligible firm"):
        SelectedSets.build(0, 1)
    with pytest.raises(SolveError, match="mark each of 4 firms"):
        SelectedSets.build(4, 2, np.array([True]))

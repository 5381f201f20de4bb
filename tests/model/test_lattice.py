"""Shared states against the tournament pool by pool: any sets, any final teams, sure and failing checks."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import lattice
from model.contest import Bools, Floats, SelectedSets
from model.errors import SolveError
from model.lattice import lattice_of, shared_survival
from model.tournament import survival_probabilities


def pool_by_pool(sets: Bools, rates: Floats, passes: Floats, old: int, final_teams: int) -> Floats:
    """Return what ``shared_survival`` returns, each pool worked out alone."""
    largest = old + int(sets.sum(axis=1).max())
    found = np.zeros((max(0, largest - final_teams) + 1, len(rates), len(sets), largest))
    for policy, (rate, check) in enumerate(zip(rates, passes, strict=True)):
        for pool, row in enumerate(sets):
            teams = np.concatenate([np.arange(old), old + np.flatnonzero(row)])
            if len(teams):
                alone = survival_probabilities(rate[teams], final_teams, 1, check[teams])
                for stage in range(len(found)):
                    found[stage, policy, pool, : len(teams)] = alone[min(stage, len(alone) - 1)]
    return found


@given(
    old=st.integers(0, 3),
    firms=st.integers(1, 6),
    seats=st.integers(1, 4),
    final_teams=st.integers(1, 4),
    sure=st.booleans(),
    seed=st.integers(0, 99),
)
@settings(max_examples=25, deadline=None)
def test_shared_states_give_every_pool_its_own_chances(
    old: int, firms: int, seats: int, final_teams: int, sure: bool, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    sets = SelectedSets.build(firms, min(seats, firms)).sets
    sets = sets[rng.permutation(len(sets))]  # pools may come in any order
    rates = 1e4 ** rng.uniform(size=(3, old + firms))
    passes = np.ones(rates.shape) if sure else rng.uniform(0.0, 1.0, rates.shape).round(1)
    laid = lattice_of(old, sets)
    assert laid is not None
    found = shared_survival(laid, rates, passes, final_teams)
    expected = pool_by_pool(sets, rates, passes, old, final_teams)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-11)


def test_a_batch_in_pieces_is_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    laid = lattice_of(2, SelectedSets.build(6, 3).sets)
    assert laid is not None
    rates, passes = np.exp(rng.normal(size=(5, 8))), rng.uniform(0.5, 1.0, (5, 8))
    whole = shared_survival(laid, rates, passes, 2)
    monkeypatch.setattr(lattice, "_CHUNK_NUMBERS", 2 * laid.widest)
    np.testing.assert_allclose(shared_survival(laid, rates, passes, 2), whole, rtol=0, atol=1e-15)


def test_two_tracks_share_states_too() -> None:
    reserved = np.array([True, False, True, False, False])
    sets = SelectedSets.build(5, 3, reserved).sets
    assert not any(row[0] and row[2] for row in sets)
    laid = lattice_of(1, sets)
    assert laid is not None
    rng = np.random.default_rng(2)
    rates, passes = np.exp(rng.normal(size=(1, 6))), rng.uniform(0.5, 1.0, (1, 6))
    np.testing.assert_allclose(
        shared_survival(laid, rates, passes, 1), pool_by_pool(sets, rates, passes, 1, 1), rtol=0, atol=1e-12
    )


def test_states_are_all_sets_of_teams_once() -> None:
    laid = lattice_of(2, SelectedSets.build(4, 2).sets)
    assert laid is not None
    found = {tuple(row) for block in laid.blocks for row in block.members.T.tolist()}
    assert sum(block.members.shape[1] for block in laid.blocks) == len(found) == 4 * (1 + 4 + 6)
    assert {(0, 1, *(2 + firm for firm in pair)) for pair in combinations(range(4), 2)} < found


def test_what_cannot_be_shared_or_ranked_is_said() -> None:
    assert lattice_of(16, SelectedSets.build(13, 5).sets) is None
    laid = lattice_of(0, SelectedSets.build(2, 1).sets)
    assert laid is not None
    with pytest.raises(SolveError, match="finite and positive"):
        shared_survival(laid, np.array([[1.0, np.inf]]), np.ones((1, 2)), 1)

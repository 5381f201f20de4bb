"""The race against plain enumeration of who joins and who is ranked where, and against published cases."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from model.contest import joiner_distribution, selection_probabilities
from model.errors import SolveError
from tests.model.enumeration import EXACT, FIELDS, Field, benchmark, chance_of, fields, ranked_sets

if TYPE_CHECKING:
    from model.contest import Floats


def enumerated_selection(case: Field, checks: Floats | None = None, *, next_in_rank: bool = False) -> Floats:
    """Add up, over joiners and over who would pass the check, the chance that each firm is selected if it joins."""
    n = len(case.strengths)
    passing = np.ones(n) if checks is None else checks
    selected = np.zeros(n)
    for joined, passes in product(fields(n), fields(n) if checks is not None else [frozenset(range(n))]):
        weight = chance_of(passes, passing)
        if weight == 0.0:
            continue
        running = joined & passes if next_in_rank else joined
        for ranked, chance in ranked_sets(case.strengths, running, case.seats, case.mark).items():
            for i in ranked & passes:
                # Conditional on i joining: its own chance to join is left out.
                others = float(
                    np.prod([case.entry[j] if j in joined else 1 - case.entry[j] for j in range(n) if j != i])
                )
                selected[i] += others * weight * chance
    return selected


@pytest.mark.parametrize(("n", "seats", "ratio", "mark"), FIELDS)
def test_selection_equals_enumeration(n: int, seats: int, ratio: float, mark: float) -> None:
    case = Field(1, n, seats, ratio, mark)
    found = selection_probabilities(case.strengths, case.entry, seats, mark)
    np.testing.assert_allclose(found, enumerated_selection(case), rtol=0, atol=EXACT)


@pytest.mark.parametrize("next_in_rank", [False, True])
@pytest.mark.parametrize(("n", "seats", "ratio", "mark"), FIELDS[:30])
def test_selection_with_checks_equals_enumeration(
    n: int, seats: int, ratio: float, mark: float, next_in_rank: bool
) -> None:
    case = Field(2, min(n, 4), seats, ratio, mark)
    found = selection_probabilities(case.strengths, case.entry, seats, mark, case.checks, next_in_rank=next_in_rank)
    expected = enumerated_selection(case, case.checks, next_in_rank=next_in_rank)
    np.testing.assert_allclose(found, expected, rtol=0, atol=EXACT)


@pytest.mark.parametrize(("n", "seats"), [(13, 1), (14, 3), (30, 12), (60, 1), (60, 30), (60, 59), (60, 60)])
@pytest.mark.parametrize("ratio", [1.0, 30.0, 1e4])
def test_inclusion_sums_to_the_seats_taken(n: int, seats: int, ratio: float) -> None:
    strengths = ratio ** np.linspace(0.0, 1.0, n)
    sure = selection_probabilities(strengths, np.ones(n), seats)
    assert sure.sum() == pytest.approx(min(seats, n), abs=1e-9)
    assert np.all(np.diff(sure) >= -1e-12)
    entry = np.random.default_rng(n).uniform(size=n)
    joiners = joiner_distribution(entry)
    taken = joiners @ np.minimum(np.arange(n + 1), seats)
    assert selection_probabilities(strengths, entry, seats) @ entry == pytest.approx(taken, abs=1e-9)


def test_as_many_seats_as_firms_takes_every_joiner() -> None:
    case = Field(6, 7, 7, 1e4, 0.0)
    for entry in (case.entry, np.ones(7), np.zeros(7)):
        np.testing.assert_allclose(selection_probabilities(case.strengths, entry, 7), 1.0, rtol=0, atol=1e-12)


def test_relabelling_and_rescaling() -> None:
    case = Field(7, 9, 3, 200.0, 1.5)
    strengths, order = np.array(case.strengths), np.random.default_rng(1).permutation(9)
    plain = selection_probabilities(strengths, case.entry, 3, 1.5)
    moved = selection_probabilities(strengths[order], case.entry[order], 3, 1.5)
    np.testing.assert_allclose(moved, plain[order], rtol=0, atol=1e-13)
    scaled = selection_probabilities(strengths * 1e6, case.entry, 3, 1.5e6)
    np.testing.assert_allclose(scaled, plain, rtol=0, atol=1e-13)


def test_rivals_lower_and_own_strength_raises_the_chance() -> None:
    case = Field(8, 6, 2, 10.0, 0.5)
    strengths = np.array(case.strengths)
    plain = selection_probabilities(strengths, case.entry, 2, 0.5)
    stronger = selection_probabilities(strengths * np.where(np.arange(6) == 2, 1.5, 1.0), case.entry, 2, 0.5)
    assert stronger[2] > plain[2]
    assert np.all(np.delete(stronger, 2) < np.delete(plain, 2))
    fuller = selection_probabilities(strengths, np.minimum(case.entry + 0.1, 1.0), 2, 0.5)
    assert np.all(fuller < plain)


def test_joiner_distribution_equals_enumeration() -> None:
    entry = np.random.default_rng(3).uniform(size=(2, 6))
    found = joiner_distribution(entry)
    for row in range(2):
        expected = np.zeros(7)
        for joined in fields(6):
            expected[len(joined)] += chance_of(joined, entry[row])
        np.testing.assert_allclose(found[row], expected, rtol=0, atol=1e-14)


def test_lottery_of_1994() -> None:
    case = benchmark("P01_nba_1994_lottery")
    weights, published = case["inputs"]["weights"], case["expected"]["published_by_pick"]
    sure = np.ones(len(weights))
    by_seats = [selection_probabilities(weights, sure, seats) for seats in (1, 2, 3)]
    np.testing.assert_allclose(
        by_seats[2], case["expected"]["exact_inclusion"], rtol=0, atol=case["tolerance"]["exact"]
    )
    for pick, chances in enumerate(np.diff([0.0 * sure, *by_seats], axis=0), start=1):
        np.testing.assert_allclose(chances, published[str(pick)], rtol=0, atol=case["tolerance"]["published"])


def test_drawing_winners_is_not_drawing_losers() -> None:
    case = benchmark("P03_harville_fractions")
    weights = [1 / 2, 1 / 3, 1 / 6]
    last = 1.0 - selection_probabilities(weights, np.ones(3), 2)
    np.testing.assert_allclose(last, case["expected"]["last_float"], rtol=0, atol=case["tolerance"])
    # First then second = {1, 2} ranked in with firm 1 ahead; the order is read off a one-seat race without firm 1.
    second = selection_probabilities(weights[1:], np.ones(2), 1)[0]
    assert selection_probabilities(weights, np.ones(3), 1)[0] * second == pytest.approx(1 / 3, abs=case["tolerance"])
    backward = last[2] * selection_probabilities([last[0], last[1]], np.ones(2), 1)[1]
    assert backward == pytest.approx(28 / 75, abs=case["tolerance"])
    assert backward * 3 == pytest.approx(28 / 25, abs=case["tolerance"])


def test_noise_scale() -> None:
    case = benchmark("P05_noise_scale")
    quality, seats = np.array(case["inputs"]["q"]), case["inputs"]["k"]
    for scale, expected in case["expected"].items():
        found = selection_probabilities(np.exp(quality / float(scale)), np.ones(6), seats)
        np.testing.assert_allclose(found, expected, rtol=0, atol=case["tolerance"])
    found = selection_probabilities(np.exp(quality / 1e6), np.ones(6), seats)
    np.testing.assert_allclose(found, 0.5, rtol=0, atol=1e-6)


def test_faults_name_the_remedy() -> None:
    good = np.ones(3), np.full(3, 0.5)
    with pytest.raises(SolveError, match="at least one"):
        selection_probabilities(*good, 0)
    with pytest.raises(SolveError, match="finite and positive"):
        selection_probabilities([1.0, np.inf, 1.0], good[1], 1)
    with pytest.raises(SolveError, match="finite and positive"):
        selection_probabilities([1.0, 0.0, 1.0], good[1], 1)
    with pytest.raises(SolveError, match="pass mark"):
        selection_probabilities(*good, 1, -0.1)
    with pytest.raises(SolveError, match="between 0 and 1"):
        selection_probabilities(good[0], [0.1, np.nan, 0.2], 1)
    with pytest.raises(SolveError, match="one for each firm"):
        selection_probabilities(good[0], [0.1, 0.2], 1)
    with pytest.raises(SolveError, match="check probabilities"):
        selection_probabilities(*good, 1, 0.0, [0.5, 1.1, 0.2])

"""Announcements against the benchmark, a plain recursion, and enumeration of states, signs and statements."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp
from typing import TYPE_CHECKING

import numpy as np
import pytest

from model.announcements import AnnouncementTree, announced_probabilities, announcement_tree
from model.equilibrium import solve_logit
from model.errors import SolveError
from tests.model.enumeration import benchmark
from tests.model.games import TableGame, contest_game, random_game

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]


def contest() -> TableGame:
    given = benchmark("O_S3")["inputs"]
    return contest_game(given["w"], given["k"], given["prize"], given["cost"], given["stigma"])


def level_gap(field: Mask) -> Floats:
    return np.full(field.shape, 1.5)


@pytest.mark.parametrize("row", range(6))
@pytest.mark.parametrize("accuracy", [None, 0.5])
def test_three_firms_in_turn(row: int, accuracy: float | None) -> None:
    case = benchmark("O_S3")
    expected = case["expected"][row]
    order = [firm - 1 for firm in expected["order"]]
    game = contest()
    if accuracy is None:
        p = announced_probabilities(game.payoff_of_field, 1.0 / expected["lam"], order)
    else:
        tree = announcement_tree(
            game.payoff_of_field, 1.0 / expected["lam"], order, signal_accuracy=accuracy, worth_gap=level_gap
        )
        p = tree.join_probabilities
    assert p == pytest.approx(expected["join_prob"], abs=1e-9)
    assert float(p.sum()) == pytest.approx(expected["expected_entrants"], abs=1e-9)
    assert p[order[0]] == pytest.approx(expected["first_mover"], abs=1e-9)


def test_signs_that_say_almost_nothing_approach_the_plain_game() -> None:
    game = contest()
    plain = announced_probabilities(game.payoff_of_field, 0.3, [0, 1, 2])
    faint = announced_probabilities(
        game.payoff_of_field, 0.3, [0, 1, 2], signal_accuracy=0.5 + 1e-10, worth_gap=level_gap
    )
    assert faint == pytest.approx(plain, abs=1e-8)


def recursion(
    game: TableGame, noise: Sequence[float], order: Sequence[int], said: dict[int, bool]
) -> dict[tuple[int, ...], float]:
    """Return the chance of every final field, working back from the end one firm at a time."""
    if not order:
        return {tuple(int(said[i]) for i in range(game.n)): 1.0}
    firm, rest = order[0], order[1:]
    joins = recursion(game, noise, rest, {**said, firm: True})
    stays = recursion(game, noise, rest, {**said, firm: False})
    gain = sum(chance * float(game.worth[(*field, firm)]) for field, chance in joins.items())
    p = 1.0 / (1.0 + exp(-gain / noise[firm]))
    return {f: p * joins.get(f, 0.0) + (1.0 - p) * stays.get(f, 0.0) for f in {*joins, *stays}}


@pytest.mark.parametrize("seed", range(4))
def test_tree_equals_plain_recursion_after_every_record(seed: int) -> None:
    n, noise = 4, [0.4, 0.7, 1.0, 0.5]
    game, order = random_game(seed, n), [2, 0, 3, 1]
    tree = announcement_tree(game.payoff_of_field, noise, order)
    for length in range(n + 1):
        for bits in product((False, True), repeat=length):
            said = dict(zip(order, bits, strict=False))
            chances = recursion(game, noise, order[length:], said)
            expected = [sum(c for field, c in chances.items() if field[i]) for i in range(n)]
            assert tree.given(said) == pytest.approx(expected, abs=1e-12)


def test_one_group_plays_the_simultaneous_equilibrium() -> None:
    game = random_game(1, 4)
    together = announced_probabilities(game.payoff_of_field, 0.5, [(0, 1, 2, 3)])
    assert together == pytest.approx(solve_logit(game.with_jacobian, np.full(4, 0.5)).p, abs=1e-11)


def test_a_tie_is_an_equilibrium_at_each_record_and_its_order_does_not_matter() -> None:
    game, noise = random_game(2, 4), 0.6
    tree = announcement_tree(game.payoff_of_field, noise, [3, (0, 2), 1])
    again = announcement_tree(game.payoff_of_field, noise, [(3,), (2, 0), 1])
    assert tree.join_probabilities == pytest.approx(again.join_probabilities, abs=1e-11)
    for first in (False, True):
        p = tree.given({3: first})
        for me, other in ((0, 2), (2, 0)):
            gain = 0.0
            for reply in (False, True):
                last = tree.given({3: first, me: True, other: reply})[1]
                for end in (0, 1):
                    field = [0, end, 0, int(first)]
                    field[me], field[other] = 1, int(reply)
                    chance = (p[other] if reply else 1.0 - p[other]) * (last if end else 1.0 - last)
                    gain += chance * float(game.worth[(*field, me)])
            assert p[me] == pytest.approx(1.0 / (1.0 + exp(-gain / noise)), abs=1e-10)


def test_firms_that_do_not_affect_each_other_ignore_the_order() -> None:
    def payoff(field: Mask) -> Floats:
        return np.broadcast_to(np.array([0.3, -0.2, 0.9]), field.shape)

    alone = 1.0 / (1.0 + np.exp(-np.array([0.3, -0.2, 0.9]) / 0.5))
    orders: list[list[int | tuple[int, ...]]] = [[0, 1, 2], [2, (0, 1)], [(0, 1, 2)]]
    for order in orders:
        assert announced_probabilities(payoff, 0.5, order) == pytest.approx(alone, abs=1e-12)


# --- learning --------------------------------------------------------------------------------------------------------


def two_in_turn(accuracy: float, gap: float, noise: float) -> tuple[float, dict[tuple[bool, bool], float]]:
    """Return P(first joins | good sign) and P(second joins | first's statement, sign), caring for the worth alone."""

    def choose(belief: float) -> float:
        return 1.0 / (1.0 + exp(-(belief - 0.5) * gap / noise))

    good, bad = choose(accuracy), choose(1.0 - accuracy)
    in_high, in_low = accuracy * good + (1 - accuracy) * bad, accuracy * bad + (1 - accuracy) * good
    second = {}
    for joined in (False, True):
        for sign in (False, True):
            high = (in_high if joined else 1 - in_high) * (accuracy if sign else 1 - accuracy)
            low = (in_low if joined else 1 - in_low) * (1 - accuracy if sign else accuracy)
            second[joined, sign] = choose(high / (high + low))
    return good, second


@pytest.mark.parametrize("accuracy", [0.6, 0.75, 0.95])
def test_the_second_firm_infers_the_first_sign_by_bayes(accuracy: float) -> None:
    gap, noise = 2.0, 0.5
    tree = announcement_tree(
        lambda field: np.zeros(field.shape),
        noise,
        [0, 1],
        signal_accuracy=accuracy,
        worth_gap=lambda f: np.full(f.shape, gap),
    )
    good, second = two_in_turn(accuracy, gap, noise)
    bad = 1.0 - good
    assert tree.join_probabilities[0] == pytest.approx(0.5, abs=1e-12)
    in_high = accuracy * good + (1 - accuracy) * bad
    assert tree.chance_of_high_worth({0: True}) == pytest.approx(in_high, abs=1e-12)
    for joined, high in ((True, in_high), (False, 1.0 - in_high)):
        sees_good = high * accuracy + (1.0 - high) * (1.0 - accuracy)
        expected = sees_good * second[joined, True] + (1.0 - sees_good) * second[joined, False]
        assert tree.given({0: joined})[1] == pytest.approx(expected, abs=1e-11)


def test_refusals_teach_and_lower_the_rest() -> None:
    tree = announcement_tree(
        lambda field: np.zeros(field.shape), 0.3, [0, 1, 2, 3], signal_accuracy=0.7, worth_gap=level_gap
    )
    last = [tree.given({firm: False for firm in range(said)})[3] for said in range(4)]
    assert all(later < earlier - 1e-3 for earlier, later in pairwise(last))
    belief = [tree.chance_of_high_worth({firm: False for firm in range(said)}) for said in range(4)]
    assert belief[0] == pytest.approx(0.5, abs=1e-12)
    assert all(later < earlier for earlier, later in pairwise(belief))


@pytest.mark.parametrize("order", [[1, 0, 2], [(0, 1), 2], [2, (0, 1)], [(0, 1, 2)]])
def test_learning_is_an_equilibrium_by_enumeration(order: list[int | tuple[int, ...]]) -> None:
    """Average over states and records as an onlooker would: values by state must return each firm's own odds."""
    game, accuracy, gap, noise = contest(), 0.8, 1.2, 0.5
    tree = announcement_tree(
        game.payoff_of_field, noise, order, signal_accuracy=accuracy, worth_gap=lambda f: np.full(f.shape, gap)
    )
    for place, group in enumerate(order):
        spoken = [i for g in order[:place] for i in ([g] if isinstance(g, int) else g)]
        for firm in [group] if isinstance(group, int) else group:
            for bits in product((False, True), repeat=len(spoken)):
                said = dict(zip(spoken, bits, strict=True))
                assert_firm_answers(tree, game, said, firm, (accuracy, gap, noise))


def assert_firm_answers(
    tree: AnnouncementTree, game: TableGame, said: dict[int, bool], firm: int, numbers: tuple[float, float, float]
) -> None:
    accuracy, gap, noise = numbers
    records = np.array(list(product((False, True), repeat=game.n)))
    fields = np.empty_like(records)
    fields[:, list(tree.speakers)] = records
    here = np.all([fields[:, i] == v for i, v in said.items()], axis=0) if said else np.ones(len(fields), dtype=bool)
    reach = np.array([tree.chances[state][here].sum() for state in (0, 1)])
    gains, share = [], []
    for state in (0, 1):
        inside = here & fields[:, firm]
        weight = tree.chances[state][inside] / tree.chances[state][inside].sum()
        worth = game.payoff_of_field(fields[inside])[:, firm] + (state - 0.5) * gap
        gains.append(float(weight @ worth))
        share.append(tree.chances[state][inside].sum() / reach[state])
    choices = []
    for right_if_high in (accuracy, 1.0 - accuracy):
        odds = np.array([reach[0] * (1.0 - right_if_high), reach[1] * right_if_high])
        belief = odds / odds.sum()
        choices.append(1.0 / (1.0 + exp(-float(belief @ np.array(gains)) / noise)))
    assert share[1] == pytest.approx(accuracy * choices[0] + (1.0 - accuracy) * choices[1], abs=1e-9)
    assert share[0] == pytest.approx((1.0 - accuracy) * choices[0] + accuracy * choices[1], abs=1e-9)


# --- what is refused -------------------------------------------------------------------------------------------------


def test_fifteen_movers_are_refused_and_fourteen_are_solved() -> None:
    def payoff(field: Mask) -> Floats:
        return np.asarray(1.0 - 0.2 * field.sum(axis=-1, keepdims=True) * np.ones(field.shape))

    with pytest.raises(SolveError, match="14"):
        announced_probabilities(payoff, 0.5, range(15))
    p = announced_probabilities(payoff, 0.5, range(14))
    assert np.all((p > 0.0) & (p < 1.0))


@pytest.mark.parametrize("order", [[], [0, 0, 1], [0, 2], [1, 2, 3]])
def test_an_order_must_name_every_firm_once(order: list[int]) -> None:
    with pytest.raises(SolveError, match="order"):
        announced_probabilities(contest().payoff_of_field, 0.5, order)


@pytest.mark.parametrize("accuracy", [0.4, 1.0, float("nan")])
def test_an_impossible_accuracy_is_refused(accuracy: float) -> None:
    with pytest.raises(SolveError, match="accuracy"):
        announced_probabilities(contest().payoff_of_field, 0.5, [0, 1, 2], signal_accuracy=accuracy)


@pytest.mark.parametrize("noise", [0.0, -1.0, float("nan")])
def test_noise_must_be_positive(noise: float) -> None:
    with pytest.raises(SolveError, match="noise"):
        announced_probabilities(contest().payoff_of_field, noise, [0, 1, 2])

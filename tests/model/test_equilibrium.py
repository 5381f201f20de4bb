"""Logit equilibria against published and enumerated benchmarks, and against relations that hold in every game."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.equilibrium import Aids, certify_unique, logit_equilibria, solve_logit
from model.errors import SolveError
from model.newton import logistic
from tests.model.enumeration import benchmark
from tests.model.games import TableGame, contest_game, count_payoff, random_game

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


def contest_of(name: str) -> TableGame:
    given = benchmark(name)["inputs"]
    return contest_game(given["w"], given["k"], given["prize"], given["cost"], given["stigma"])


def precisions(name: str) -> list[tuple[str, str]]:
    return [(name, key) for key in benchmark(name)["expected"]["logit"]]


# --- benchmarks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "precision"), precisions("Q_A3_k1") + precisions("Q_A5_k2_stigma"))
def test_asymmetric_contests(name: str, precision: str) -> None:
    expected = benchmark(name)["expected"]["logit"][precision]
    game = contest_of(name)
    found = logit_equilibria(game.payoff, 1.0 / float(precision), game.n, multilinear=True)
    assert found.points[found.principal] == pytest.approx(expected["p"], abs=1e-7)
    assert len(found.points) == expected["n_equilibria"]
    assert found.list_complete


@pytest.mark.parametrize("precision", ["1.0", "2.0", "4.0"])
def test_twelve_firms_four_seats(precision: str) -> None:
    case = benchmark("Q_N12_k4")
    given, expected = case["inputs"], case["expected"][precision]
    n, seats = given["n"], given["k"]
    chance = np.minimum(1.0, seats / np.arange(1, n + 1))
    cost, stigma = np.array(given["cost"])[:, None], np.array(given["stigma"])[:, None]
    worth = given["V"] * chance - cost - stigma * (1.0 - chance)
    found = logit_equilibria(count_payoff(worth), 1.0 / float(precision), n, multilinear=True)
    p = found.points[found.principal]
    assert p == pytest.approx(expected["p"], abs=1e-8)
    assert float(p.sum()) == pytest.approx(expected["expected_entrants"], abs=1e-8)


@pytest.mark.parametrize("precision", [1, 2, 3])
def test_gambit_constant_sum_game(precision: int) -> None:
    case = benchmark("Q_gambit_const_sum")
    first, second = np.array(case["inputs"]["u1"]), np.array(case["inputs"]["u2"])

    def payoff(p: Floats) -> Floats:
        rows = (first[0] - first[1])[0] * p[..., 1] + (first[0] - first[1])[1] * (1.0 - p[..., 1])
        columns = (second[:, 0] - second[:, 1])[0] * p[..., 0] + (second[:, 0] - second[:, 1])[1] * (1.0 - p[..., 0])
        return np.stack([rows, columns], axis=-1)

    found = logit_equilibria(payoff, 1.0 / precision, 2, multilinear=True)
    assert found.points[found.principal] == pytest.approx(case["expected"][str(precision)], abs=case["tolerance"])


def test_su_three_equilibria() -> None:
    case = benchmark("B02_su_three_equilibria")
    given, expected = case["inputs"], case["expected"]
    x = np.array([given["x_a"], given["x_b"]])

    def payoff(p: Floats) -> Floats:
        return np.asarray(x * (given["alpha"] + p[..., ::-1] * (given["beta"] - given["alpha"])))

    found = logit_equilibria(payoff, given["sigma"], 2, multilinear=True)
    assert found.points == pytest.approx(np.array(expected["computed"]), abs=1e-9)
    assert found.stable.tolist() == expected["stable"]
    assert found.index_sum == 1
    assert not found.certified_unique


@pytest.mark.parametrize("row", [0, 1, 2])
def test_brock_durlauf_mean_field(row: int) -> None:
    expected = benchmark("B04_brock_durlauf")["expected"][row]
    pull, push = expected["lam_a"], expected["lam_h"]
    found = logit_equilibria(lambda p: pull * (2.0 * p - 1.0) + push, 1.0, 1)
    assert found.points[:, 0] == pytest.approx(expected["p"], abs=1e-9)
    assert found.list_complete
    assert found.stable.tolist() == [True, False, True][: len(expected["p"])]


@pytest.mark.parametrize("n", [2, 3, 6])
@pytest.mark.parametrize("precision", ["1.0", "5.0", "10.0", "50.0"])
def test_volunteers_on_the_symmetric_branch(n: int, precision: str) -> None:
    case = benchmark("B05_volunteer")
    given = case["inputs"]
    gain = np.full(n, -given["c"])
    gain[0] += given["V"] - given["L"]  # nobody else volunteers
    payoff = count_payoff(np.tile(gain, (n, 1)))
    found = logit_equilibria(payoff, 1.0 / float(precision), n, multilinear=True)
    expected = case["expected"][str(n)]["logit"][precision]
    assert found.points[found.principal] == pytest.approx(np.full(n, expected), abs=1e-9)


@pytest.mark.parametrize("precision", ["5.0", "20.0", "60.0"])
def test_threshold_game_symmetric_equilibria(precision: str) -> None:
    case = benchmark("B06_threshold_game")
    given = case["inputs"]
    gain = np.full(given["n"], -given["c"])
    gain[given["w"] - 1] += 1.0  # pivotal
    found = logit_equilibria(count_payoff(np.tile(gain, (3, 1))), 1.0 / float(precision), 3, multilinear=True)
    symmetric = found.points[np.ptp(found.points, axis=1) < 1e-7, 0]
    assert symmetric == pytest.approx(case["expected"]["symmetric_logit"][precision], abs=1e-8)
    assert found.list_complete


@pytest.mark.parametrize("name", ["c=2,n=12", "c=2,n=14", "c=4,n=14", "c=4,n=16"])
@pytest.mark.parametrize("precision", ["0.1", "0.5", "2.0"])
def test_camerer_lovallo_on_the_symmetric_branch(name: str, precision: str) -> None:
    case = benchmark("E03_camerer_lovallo")
    seats, n = (int(part.split("=")[1]) for part in name.split(","))
    prizes, loser = case["inputs"]["prizes"][str(seats)], case["inputs"]["loser"]
    gain = np.array([(sum(prizes[:m]) + loser * max(m - seats, 0)) / m for m in range(1, n + 1)])
    solution = solve_logit(differences(count_payoff(np.tile(gain, (n, 1)))), np.full(n, 1.0 / float(precision)))
    expected = case["expected"][name]["symmetric_logit_p"][precision]
    assert solution.on_branch
    assert solution.p == pytest.approx(np.full(n, expected), abs=1e-9)


@pytest.mark.parametrize("name", ["n5k1", "n9k1", "n9k4"])
@pytest.mark.parametrize("noise", ["0.05", "0.25", "1.0"])
def test_equal_chance_lottery_on_the_symmetric_branch(name: str, noise: str) -> None:
    case = benchmark("E04_kslot_lottery")
    given = case["inputs"][name]
    n = given["n"]
    chance = np.minimum(1.0, given["k"] / np.arange(1, n + 1))
    gain = given["V"] * chance - given["F"] - given["L"] * (1.0 - chance)
    solution = solve_logit(differences(count_payoff(np.tile(gain, (n, 1)))), np.full(n, float(noise)))
    assert solution.on_branch
    assert solution.p == pytest.approx(np.full(n, case["expected"][name]["logit"][noise]), abs=1e-9)


@pytest.mark.parametrize("precision", ["4.0", "6.0"])
def test_three_symmetric_firms_all_equilibria(precision: str) -> None:
    expected = benchmark("M01_three_symmetric_firms")["expected"][precision]
    game = contest_of("M01_three_symmetric_firms")
    for exact in (True, False):
        found = logit_equilibria(game.payoff, 1.0 / float(precision), 3, multilinear=exact)
        assert len(found.points) == expected["n_equilibria"]
        listed = np.array(sorted(np.round(expected["equilibria"], 7).tolist()))
        assert np.array(sorted(np.round(found.points, 7).tolist())) == pytest.approx(listed, abs=2e-7)
        assert found.stable.tolist() == expected["stable_under_best_response"]
        assert np.ptp(found.points[found.principal]) < 1e-9
        assert found.index_sum == 1


@pytest.mark.parametrize("row", range(5))
def test_two_firm_bifurcation(row: int) -> None:
    expected = benchmark("M02_two_firm_bifurcation")["expected"][row]
    found = logit_equilibria(lambda p: 1.0 - 2.0 * p[..., ::-1], 1.0 / expected["lam"], 2, multilinear=True)
    assert found.points == pytest.approx(np.array(expected["p"]), abs=1e-8)
    assert found.points[found.principal] == pytest.approx([0.5, 0.5], abs=1e-9)
    assert found.certified_unique is (expected["lam"] < 2.0)


@pytest.mark.parametrize("row", range(4))
def test_logit_surplus_is_the_integral_of_the_join_probability(row: int) -> None:
    case = benchmark("I01_logsum")
    value, scale = case["inputs"][row]["v"], case["inputs"][row]["s"]
    nodes, weights = np.polynomial.legendre.leggauss(200)
    low = value - 60.0 * scale  # E max(v + e, 0) is the integral of P(join) over payoffs below v
    grid = 0.5 * (value - low) * (nodes + 1.0) + low
    surplus = 0.5 * (value - low) * float(weights @ logistic(grid / scale))
    assert surplus == pytest.approx(case["expected"][row], abs=1e-10)


# --- relations that hold in every game --------------------------------------------------------------------------------


def differences(payoff: Any) -> Any:
    """Exact slopes of a multilinear payoff, one firm at a time."""

    def both(p: Floats) -> tuple[Floats, Floats]:
        eye = np.eye(p.shape[-1], dtype=bool)
        slopes = [payoff(np.where(row, 1.0, p)) - payoff(np.where(row, 0.0, p)) for row in eye]
        return payoff(p), np.stack(slopes, axis=-1)

    return both


GAMES = [pytest.param(seed, n, id=f"{n} firms seed {seed}") for n in (2, 3, 4) for seed in range(6)]


@pytest.mark.parametrize(("seed", "n"), GAMES)
def test_every_reported_equilibrium_is_one_and_the_index_is_one(seed: int, n: int) -> None:
    game = random_game(seed, n)
    noise = np.random.default_rng(seed).uniform(0.15, 0.6, n)
    found = logit_equilibria(game.payoff, noise, n, multilinear=True, seed=seed)
    again = logistic(game.payoff(found.points) / noise)
    assert found.points == pytest.approx(again, abs=1e-11)
    sloped = logit_equilibria(game.payoff, noise, n, multilinear=True, seed=seed, aids=Aids(game.with_jacobian))
    assert sloped.points == pytest.approx(found.points, abs=1e-9)
    assert found.residuals.max() <= 1e-12
    assert found.index_sum == 1
    assert found.list_complete
    apart = np.max(np.abs(found.points[:, None] - found.points), axis=-1) + np.eye(len(found.points))
    assert apart.min() > 1e-6
    assert len(logit_equilibria(game.payoff, noise, n, seed=seed + 99).points) == len(found.points)


@pytest.mark.parametrize(("seed", "n"), GAMES)
def test_noise_without_end_gives_one_half(seed: int, n: int) -> None:
    game = random_game(seed, n)
    assert solve_logit(game.with_jacobian, np.full(n, 1e9)).p == pytest.approx(np.full(n, 0.5), abs=1e-8)


@pytest.mark.parametrize(("seed", "n"), GAMES)
def test_scale_and_labels_do_not_matter(seed: int, n: int) -> None:
    game = random_game(seed, n)
    noise = np.linspace(0.3, 0.9, n)
    p = solve_logit(game.with_jacobian, noise).p
    assert solve_logit(TableGame(37.0 * game.worth).with_jacobian, 37.0 * noise).p == pytest.approx(p, abs=1e-10)
    order = list(permutations(range(n)))[-1]
    renamed = TableGame(np.transpose(game.worth, (*order, n))[..., order])
    assert solve_logit(renamed.with_jacobian, noise[list(order)]).p == pytest.approx(p[list(order)], abs=1e-10)


def test_as_many_seats_as_firms_leave_nothing_to_fear() -> None:
    prize, cost, noise = 2.0, 0.9, np.array([0.2, 0.5, 1.0])
    for stigma in (0.0, 5.0):
        game = contest_game([3.0, 2.0, 1.0], 3, prize, cost, stigma)
        assert solve_logit(game.with_jacobian, noise).p == pytest.approx(logistic((prize - cost) / noise), abs=1e-12)


@pytest.mark.parametrize("k", [1, 2])
def test_more_stigma_for_one_firm_helps_every_rival(k: int) -> None:
    strengths, noise = [2.0, 1.5, 1.0, 0.7], np.full(4, 1.0)
    before = solve_logit(contest_game(strengths, k, 3.0, 0.6, [0.4] * 4).with_jacobian, noise).p
    after = solve_logit(contest_game(strengths, k, 3.0, 0.6, [0.4, 0.9, 0.4, 0.4]).with_jacobian, noise).p
    assert after[1] < before[1] - 1e-3
    assert np.all(np.delete(after - before, 1) > 1e-4)


# --- the solver ------------------------------------------------------------------------------------------------------


def marched(game: TableGame, noise: Floats, steps: int) -> Floats:
    """Follow the branch in thousands of small steps of the noise, with plain Newton in between."""
    p, eye = np.full(game.n, 0.5), np.eye(game.n)
    for t in np.linspace(0.0, 1.0, steps + 1)[1:]:
        for _ in range(3):
            u, slopes = game.with_jacobian(p)
            q = logistic(t * u / noise)
            p = p - np.linalg.solve(eye - (q * (1.0 - q) * t / noise)[:, None] * slopes, p - q)
    return p


@pytest.mark.parametrize("seed", range(5))
def test_branch_is_the_one_that_small_steps_find(seed: int) -> None:
    game, noise = random_game(seed, 4), np.full(4, 0.4)
    solution = solve_logit(game.with_jacobian, noise)
    assert solution.on_branch
    assert solution.p == pytest.approx(marched(game, noise, 600), abs=1e-9)


@pytest.mark.parametrize("push", [-0.1, 0.1])
def test_branch_does_not_jump_beside_an_imperfect_bifurcation(push: float) -> None:
    """With strong conformity the branch goes the way of the slightest push and passes close by two other equilibria."""
    found = logit_equilibria(lambda p: 40.0 * (2.0 * p[..., ::-1] - 1.0) + push, 1.0, 2, multilinear=True)
    assert len(found.points) == 3
    assert found.points[found.principal] == pytest.approx(np.full(2, float(push > 0.0)), abs=1e-9)


def test_batch_equals_one_at_a_time_and_stays_cheap() -> None:
    games = [random_game(seed, 5) for seed in range(30)]
    worth = np.stack([game.flat for game in games])
    fields = games[0].fields

    def payoff(p: Floats) -> Floats:
        chance = np.prod(np.where(fields, p[..., None, :], 1.0 - p[..., None, :]), axis=-1)
        return np.asarray(np.einsum("bf,bfi->bi", chance, worth))

    batch = solve_logit(differences(payoff), np.full((30, 5), 0.5))
    alone = [solve_logit(game.with_jacobian, np.full(5, 0.5)) for game in games]
    assert batch.converged.all()
    assert batch.p == pytest.approx(np.array([one.p for one in alone]), abs=1e-10)
    assert float(np.median([one.iterations for one in alone])) <= 10
    assert batch.iterations <= max(one.iterations for one in alone) + 4


def test_warm_start_is_short_and_lands_on_the_same_point() -> None:
    game, noise = random_game(3, 5), np.full(5, 0.5)
    cold = solve_logit(game.with_jacobian, noise)
    warm = solve_logit(game.with_jacobian, 1.02 * noise, cold.p)
    assert warm.iterations <= 4
    assert not warm.on_branch
    assert warm.p == pytest.approx(solve_logit(game.with_jacobian, 1.02 * noise).p, abs=1e-10)


def test_a_start_at_the_wrong_corner_still_solves() -> None:
    game = random_game(1, 5)
    starts = np.array([[0.0] * 5, [1.0] * 5, [1.0, 0.0, 1.0, 0.0, 1.0]])
    solution = solve_logit(game.with_jacobian, np.full((3, 5), 0.01), starts)
    assert solution.converged.all()
    assert solution.p == pytest.approx(logistic(game.payoff(solution.p) / 0.01), abs=1e-12)


def test_pinned_firms_stay_and_the_others_answer() -> None:
    game, noise = random_game(4, 4), np.full(4, 0.5)
    pins = np.array([np.nan, 1.0, np.nan, 0.0])
    solution = solve_logit(game.with_jacobian, noise, pinned=pins)
    assert solution.p[1] == 1.0
    assert solution.p[3] == 0.0
    reply = logistic(game.payoff(solution.p) / noise)
    assert solution.p[[0, 2]] == pytest.approx(reply[[0, 2]], abs=1e-12)
    everyone = solve_logit(game.with_jacobian, noise, pinned=np.array([1.0, 1.0, 0.0, 0.0]))
    assert everyone.p.tolist() == [1.0, 1.0, 0.0, 0.0]


def test_overwhelming_payoffs_do_not_overflow() -> None:
    for scale, accuracy in ((1e3, 1e-12), (1e6, 1e-9)):  # at 1e6 rounding of the payoff itself exceeds 1e-12
        solution = solve_logit(TableGame(random_game(5, 4).worth * scale).with_jacobian, np.full(4, 1.0))
        assert np.isfinite(solution.p).all()
        assert float(solution.residual) <= accuracy


@pytest.mark.parametrize("noise", [[0.0, 1.0], [-1.0, 1.0], [np.nan, 1.0]])
def test_noise_must_be_positive(noise: list[float]) -> None:
    with pytest.raises(SolveError, match="noise"):
        solve_logit(random_game(0, 2).with_jacobian, np.array(noise))


def test_a_payoff_that_is_not_finite_is_refused() -> None:
    with pytest.raises(SolveError, match="branch"):
        logit_equilibria(lambda p: np.full(p.shape, np.nan), 1.0, 2)


# --- the certificate -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("noise", [0.15, 0.3, 0.6, 1.2, 2.4])
def test_a_certificate_is_never_wrong_and_its_box_holds_every_equilibrium(noise: float) -> None:
    for seed in range(8):
        game = random_game(seed, 3)
        proof = certify_unique(game.payoff, noise, 3)
        found = logit_equilibria(game.payoff, noise, 3, seed=seed).points
        assert np.all((found >= proof.low - 1e-9) & (found <= proof.high + 1e-9))
        assert not proof.unique or len(found) == 1
        assert proof.unique or noise < 1.0


def test_boxes_from_two_evaluations_equal_boxes_from_all_corners() -> None:
    game = contest_of("Q_A5_k2_stigma")
    for noise in (0.3, 0.6, 1.0, 2.0):
        slow, fast = certify_unique(game.payoff, noise, 5), certify_unique(game.payoff, noise, 5, substitutes=True)
        assert slow.unique
        assert fast.unique
        steps = min(slow.steps, fast.steps)
        short = certify_unique(game.payoff, noise, 5, max_steps=steps)
        quick = certify_unique(game.payoff, noise, 5, max_steps=steps, substitutes=True)
        assert quick.low == pytest.approx(short.low, abs=1e-8)
        assert quick.high == pytest.approx(short.high, abs=1e-8)


def test_several_equilibria_are_never_certified() -> None:
    for noise in (0.01, 0.1, 0.3, 0.49):
        for substitutes in (False, True):
            assert not certify_unique(lambda p: 1.0 - 2.0 * p[..., ::-1], noise, 2, substitutes=substitutes).unique
    assert certify_unique(lambda p: 1.0 - 2.0 * p[..., ::-1], 0.51, 2).unique


def test_only_a_declared_multilinear_payoff_is_certified() -> None:
    game = random_game(2, 3)
    assert logit_equilibria(game.payoff, 3.0, 3, multilinear=True).certified_unique
    assert not logit_equilibria(game.payoff, 3.0, 3).certified_unique


def test_pins_make_a_certificate_easier() -> None:
    def payoff(p: Floats) -> Floats:
        return np.asarray(1.0 - 2.0 * p[..., ::-1])

    assert not certify_unique(payoff, 0.1, 2).unique
    assert certify_unique(payoff, 0.1, 2, pinned=np.array([1.0, np.nan])).unique


def test_twenty_substitutes_are_certified_and_too_many_corners_are_refused() -> None:
    n = 20
    chance = 1.0 / np.arange(1, n + 1)
    payoff = count_payoff(np.tile(2.0 * chance - 0.5, (n, 1)))
    assert certify_unique(payoff, 1.5, n, substitutes=True).unique
    with pytest.raises(SolveError, match="14"):
        certify_unique(payoff, 1.5, n)


@given(seed=st.integers(0, 200), off=st.sampled_from([0.0, 1e-6, 1e-3, 0.05, 0.4, 3.0]), pinned=st.booleans())
@settings(max_examples=60, deadline=None)
def test_payoffs_alone_lead_from_a_start_to_where_newton_does_with_fewer_jacobians(
    seed: int, off: float, pinned: bool
) -> None:
    game, noise, jacobians = random_game(seed, 5), np.full(5, 0.7), []
    fixed = np.array([np.nan, 1.0, np.nan, np.nan, 0.0]) if pinned else None

    def with_jacobian(p: Floats) -> tuple[Floats, Floats]:
        jacobians.append(p)
        return game.with_jacobian(p)

    cold = solve_logit(game.with_jacobian, noise, pinned=fixed)
    z = np.log(np.clip(cold.p, 1e-12, 1 - 1e-12) / np.clip(1 - cold.p, 1e-12, 1))
    start = logistic(z + off * np.cos(np.arange(5.0) + seed))
    usual = solve_logit(game.with_jacobian, noise, start, pinned=fixed)
    spared = solve_logit(with_jacobian, noise, start, pinned=fixed, payoff=lambda p: game.with_jacobian(p)[0])
    assert usual.converged
    assert spared.converged
    assert float(spared.residual) <= 1e-12
    value = game.with_jacobian(spared.p)[0] / noise
    free = np.isnan(fixed) if fixed is not None else np.ones(5, dtype=bool)
    assert logistic(value)[free] == pytest.approx(spared.p[free], abs=1e-11)
    if off <= 1e-3:
        assert len(jacobians) == 1
        assert spared.p == pytest.approx(usual.p, abs=1e-9)

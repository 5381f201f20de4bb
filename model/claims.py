"""What may be said of the equilibrium shown: proved to be the only one, one of several, or one found from M starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.equilibrium import Aids, LogitSolution, logit_equilibria, solve_logit
from model.errors import DroppedError
from model.following import over_policies
from model.game import Game
from model.outcome import EquilibriumNote, Floats, Outcome
from model.solve import game_of, outcomes_of, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

__all__ = ["SAME_POINT", "Claim", "DroppedError", "claim", "followed", "including", "outcome_at"]

MOST_WORK = 3e9  # sets x fields of a full search; past this a few starts must do
FEW_STARTS = 8
SAME_POINT = 1e-6


@dataclass(frozen=True)
class Claim:
    """Every equilibrium found, [m, n], the one on the branch from one half first, with stability and index sum.

    The index sum is None where a few starts had to do: what they missed it could not tell.
    """

    note: EquilibriumNote
    points: Floats = field(repr=False)
    stable: NDArray[np.bool_] = field(repr=False)
    index_sum: int | None
    list_complete: bool


def _never() -> bool:
    return False


def claim(case: Case, scenario: Scenario, dropped: Callable[[], bool] = _never) -> Claim:
    """Find what can be said of a scenario's equilibria.

    Searches many starts and tries the certificate of uniqueness where payoffs can be tabulated; a call with too many
    firms and seats for that gets a few starts and no certificate. Raises DroppedError once ``dropped`` says so,
    SolveError where the branch cannot be followed.
    """
    game = game_of(case, (scenario,))
    pins = pins_of((scenario,))
    free = np.flatnonzero(np.isnan(pins[0])) if pins is not None else np.arange(game.entrants.n_firms)
    frame = np.zeros(game.entrants.n_firms) if pins is None else np.nan_to_num(pins[0])
    if not len(free):
        note = EquilibriumNote(1, True, 0, 1, 0.0, True)
        return Claim(note, _frozen(frame[None, :].copy()), np.ones(1, dtype=bool), 1, True)
    work = game.prospects.layout.sets.n_sets * 2.0 ** len(free)
    sampled = game.prospects.layout.sets.draw is not None  # a certificate would speak of the estimate
    if sampled or work > MOST_WORK or game.prospects.layout.sets.n_sets > _MOST_SETS:
        return _few(game, pins, dropped)
    noise = np.broadcast_to(game.noise_bn, game.base.shape)[0][free]

    def payoff(p: Floats) -> Floats:
        if dropped():
            raise DroppedError
        everyone = np.broadcast_to(frame, (*p.shape[:-1], len(frame))).copy()
        everyone[..., free] = p
        worth: Floats = game.payoff(everyone)[..., free]
        return worth

    def with_slopes(p: Floats) -> tuple[Floats, Floats]:
        if dropped():
            raise DroppedError
        everyone = np.tile(frame, (p.size // len(free), 1))
        everyone[:, free] = p.reshape(-1, len(free))
        worth, slopes = game.payoff_and_jacobian(everyone)
        return worth[:, free].reshape(p.shape), slopes[:, free[:, None], free].reshape(*p.shape, len(free))

    found = logit_equilibria(payoff, noise, len(free), multilinear=True, aids=Aids(with_slopes, dropped))
    order = np.argsort(np.arange(len(found.points)) != found.principal, kind="stable")
    points = np.broadcast_to(frame, (len(order), len(frame))).copy()
    points[:, free] = found.points[order]
    note = EquilibriumNote(
        count=len(points),
        certified_unique=found.certified_unique,
        shown=0,
        starts=found.starts,
        residual=float(np.max(found.residuals)),
        converged=True,
    )
    return Claim(note, _frozen(points), found.stable[order], found.index_sum, found.list_complete)


_MOST_SETS = 1500  # of a game searched in full: the pairs of a larger one would fill the memory


def _few(game: Game, pins: Floats | None, dropped: Callable[[], bool]) -> Claim:
    """Try a few starts, one by one, with the analytic Jacobian."""
    rng = np.random.default_rng(0)
    noise = np.broadcast_to(game.noise_bn, game.base.shape)
    points: list[Floats] = []
    for start in range(FEW_STARTS):
        if dropped():
            raise DroppedError
        begin = None if not start else rng.uniform(0.02, 0.98, game.base.shape)
        solution = solve_logit(game.payoff_and_jacobian, noise, begin, pinned=pins)
        p = solution.p[0]
        if bool(solution.converged[0]) and all(np.max(np.abs(p - other)) > SAME_POINT for other in points):
            points.append(p)
    table = np.array(points)
    note = EquilibriumNote(len(points), False, 0, FEW_STARTS, 0.0, True)
    return Claim(note, _frozen(table), np.array([_is_stable(game, noise, p) for p in points]), None, False)


def _is_stable(game: Game, noise: Floats, p: Floats) -> bool:
    """Say whether replies to a small doubt die out: the spectral radius of the response at a point is below 1."""
    slopes = (p * (1.0 - p) / noise[0])[:, None] * game.payoff_and_jacobian(p[None])[1][0]
    return bool(np.max(np.abs(np.linalg.eigvals(slopes))) < 1.0)


def including(found: Claim, case: Case, scenario: Scenario, point: Floats) -> tuple[Claim, int]:
    """Return a claim with an equilibrium [n] that was known before in its list, and its row there."""
    gaps = np.abs(found.points - point).max(axis=-1)
    if gaps.min() <= SAME_POINT:
        return found, int(gaps.argmin())
    game = game_of(case, (scenario,))
    stable = _is_stable(game, np.broadcast_to(game.noise_bn, game.base.shape), point)
    points = _frozen(np.concatenate([found.points, point[None]]))
    note = replace(found.note, count=len(points), certified_unique=False)
    return replace(found, note=note, points=points, stable=np.append(found.stable, stable), list_complete=False), len(
        points
    ) - 1


def followed(case: Case, before: Outcome, after: Scenario) -> Outcome | None:
    """Carry the equilibrium of an outcome to another policy of its call; None where it does not exist there.

    How many there are is not known then: two at least, this one and the principal.
    """
    table, pins = np.array([after.values]), pins_of((after,))
    p = over_policies(case, before.scenario, before.join_probability, table, pins)
    if not np.isfinite(p).all():
        return None
    game = game_of(case, (after,))
    done = np.ones(1, dtype=bool)
    outcome = outcomes_of(game, (after,), LogitSolution(p, np.zeros(1), 0, done, done))[0]
    return replace(outcome, equilibrium=replace(outcome.equilibrium, count=2, shown=1))


def outcome_at(case: Case, scenario: Scenario, found: Claim, row: int) -> Outcome:
    """Return the outcome at one of the equilibria found."""
    game = game_of(case, (scenario,))
    p = found.points[row : row + 1]
    done = np.ones(1, dtype=bool)
    outcome = outcomes_of(game, (scenario,), LogitSolution(p, np.zeros(1), 0, done, done))[0]
    return replace(outcome, equilibrium=replace(found.note, shown=row))


def _frozen(values: Floats) -> Floats:
    values.setflags(write=False)
    return values

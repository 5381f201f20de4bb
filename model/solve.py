"""Solve a scenario: gather the call, build the game, find the equilibrium, say what the ministry gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from model.contest import joiner_distribution
from model.equilibrium import LogitSolution, solve_logit
from model.errors import DroppedError, SolveError
from model.game import Arrays, Game, build_game, point_parameters, scenario_rules
from model.headline import headline_arrays
from model.layout import Rules
from model.outcome import EquilibriumNote, Floats, Outcome, SamplingNote
from model.policy import lever_arrays
from model.sampled import SampledProspects
from model.sampling import SEED

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

MANY_SETS = 60  # from which on a payoff alone takes so much less than its Jacobian that a step more is worth it


def solve(case: Case, scenario: Scenario, start: Floats | None = None) -> Outcome:
    """Return the outcome of one scenario on the branch from one half, or from ``start`` [n] (a warm start).

    Raises SolveError where no equilibrium is found to 1e-12.
    """
    return solve_batch(case, (scenario,), None if start is None else start[None, :])[0]


def solve_batch(case: Case, scenarios: Sequence[Scenario], start: Floats | None = None) -> list[Outcome]:
    """Return the outcomes of many scenarios, solved together where their rules agree; ``start`` [scenarios, n]."""
    groups: dict[tuple[str, Rules], list[int]] = defaultdict(list)
    for row, scenario in enumerate(scenarios):
        groups[(scenario.call, scenario_rules(case, scenario))].append(row)
    found: dict[int, Outcome] = {}
    for (_, rules), rows in groups.items():
        members = [scenarios[row] for row in rows]
        game = build_game(case, scenarios[rows[0]].call, rules, lever_arrays(members), point_parameters(case))
        warm = None if start is None else start[rows]
        solution = equilibrium(game, pins_of(members), warm)
        found.update(zip(rows, outcomes_of(game, members, solution), strict=True))
    return [found[row] for row in range(len(scenarios))]


def game_of(case: Case, scenarios: Sequence[Scenario], parameters: Arrays | None = None) -> Game:
    """Return the game of scenarios that share call and rules, at point parameters unless given [batch]."""
    chosen = point_parameters(case) if parameters is None else parameters
    return build_game(case, scenarios[0].call, scenario_rules(case, scenarios[0]), lever_arrays(scenarios), chosen)


def pins_of(scenarios: Sequence[Scenario]) -> Floats | None:
    """Return pins as [batch, n]: 1 in, 0 out, nan free; None where nobody is pinned."""
    if not any(scenario.pins for scenario in scenarios):
        return None
    table = np.full((len(scenarios), len(scenarios[0].firm_ids)), np.nan)
    for row, scenario in enumerate(scenarios):
        for firm_id, joined in scenario.pins:
            table[row, scenario.firm_ids.index(firm_id)] = float(joined)
    return table


def equilibrium(
    game: Game, pinned: Floats | None, start: Floats | None = None, dropped: Callable[[], bool] = bool
) -> LogitSolution:
    """Return the logit equilibria of a batch of games, [batch, n].

    Raises SolveError if one does not settle, DroppedError once ``dropped``, asked at every evaluation, says so.
    """

    def payoff(p: Floats) -> tuple[Floats, Floats]:
        if dropped():
            raise DroppedError
        return game.payoff_and_jacobian(p)

    def payoff_alone(p: Floats) -> Floats:
        if dropped():
            raise DroppedError
        return game.payoff(p)

    noise = np.broadcast_to(game.noise_bn, game.base.shape)
    alone = payoff_alone if game.prospects.layout.sets.n_sets > MANY_SETS else None
    solution = solve_logit(payoff, noise, start, pinned=pinned, payoff=alone)
    if start is not None and not bool(np.all(solution.converged)):
        solution = solve_logit(payoff, noise, pinned=pinned)
    if not bool(np.all(solution.converged)):
        worst = float(np.max(solution.residual))
        raise SolveError(
            f"No equilibrium was found to 1e-12 (best {worst:.1e}). Move a lever back or raise noise_bn.",
            f"균형을 1e-12까지 찾지 못했습니다(최선 {worst:.1e}). 정책 수단을 되돌리거나 noise_bn을 높여 주십시오.",
        )
    return solution


def standing_of(expected: Floats, stages: int) -> Floats:
    """Return the chance to be in the programme at each stage, given that it joins, [..., n, stages + 1].

    A pool that is down to its final teams early plays no further stage: who has not left is still in.
    """
    left = np.cumsum(expected[..., 1 + stages : 1 + 2 * stages], axis=-1)
    return np.asarray(expected[..., :1] - np.concatenate([np.zeros_like(left[..., :1]), left], axis=-1))


def outcomes_of(game: Game, scenarios: Sequence[Scenario], solution: LogitSolution) -> list[Outcome]:
    """Return an Outcome for each row of a solved game."""
    p = solution.p
    expected, chances = game.prospects.expected_and_chances(p)
    components = game.prices.components(expected)
    headline = headline_arrays(game, p, expected, chances)
    standing = standing_of(expected, game.prospects.stages)
    old = game.prospects.incumbent_stages(p, chances)
    joiners = joiner_distribution(p)
    noise = np.broadcast_to(game.noise_bn, p.shape)
    names_en, names_ko = game.entrants.names
    rows = []
    for row, scenario in enumerate(scenarios):
        rows.append(
            Outcome(
                scenario=scenario,
                firm_ids=game.entrants.firm_ids,
                names_en=names_en,
                names_ko=names_ko,
                join_probability=p[row].copy(),
                selection_probability=expected[row, :, 0].copy(),
                final_probability=np.clip(expected[row, :, -1], 0.0, 1.0),  # an estimate may leave the range
                components_bn=components[row].copy(),
                noise_bn=noise[row].copy(),
                strength=game.strength[row % len(game.strength)].copy(),
                joiner_probability=joiners[row].copy(),
                stage_probability=np.clip(standing[row].T, 0.0, 1.0),
                incumbent_stage_probability=old[row].copy(),
                headline={name: float(value[row]) for name, value in headline.items()},
                equilibrium=EquilibriumNote(
                    count=1,
                    certified_unique=False,
                    shown=0,
                    starts=1,
                    residual=float(solution.residual[row]),
                    converged=bool(solution.converged[row]),
                ),
                sampling=_sampling(game, row, p[row], noise[row]),
            )
        )
    return rows


def _sampling(game: Game, row: int, p: Floats, noise: Floats) -> SamplingNote | None:
    """Return what sampling the sets of winners does to a row of a solved game; None where none were sampled."""
    draw = game.prospects.layout.sets.draw
    if draw is None or not isinstance(game.prospects, SampledProspects):
        return None
    policy = np.array([row if len(game.strength) > 1 else 0])
    value = game.pair_value[row % len(game.pair_value)]
    error = game.prospects.rows(policy).join_standard_error(value, p, noise)
    sets = game.prospects.layout.sets.n_sets
    return SamplingNote(draw.draws, sets, draw.possible, SEED, tuple(error.tolist()))

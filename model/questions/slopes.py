"""Slopes of everything a goal asks of a policy, by the implicit function theorem.

At a logit equilibrium, diag(noise / (p (1 - p))) dp = du/dp dp + du/dx dx. One batch of payoffs at fixed p gives du/dx
for every lever, and one small linear system turns it into the slopes of all chances and headlines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from model.game import Game, build_game, point_parameters, scenario_rules
from model.headline import headline_arrays
from model.levers import PATHS, Lever
from model.outcome import Floats
from model.policy import lever_arrays
from model.solve import equilibrium, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.goal import Goal
    from model.scenario import Scenario

ENUMERATED = frozenset({"seats", "final_teams"})  # integers that change the rules; switches and choices besides
NUDGE = 1e-5  # of a difference, in shares of a lever's range
MANY_SETS = 500  # of winners; past this, levers that move strengths stay put, as every value is a tournament anew


class CancelledError(Exception):
    """The search was cancelled."""


@dataclass(frozen=True, slots=True)
class Point:
    """Targets and cost at one policy: slacks [targets], cost in bn, and their slopes by lever."""

    slack: Floats
    slack_slopes: Floats  # [targets, levers]
    cost_bn: float
    cost_slopes_bn: Floats  # [levers]


class Problem:
    """Targets and cost as functions of the levers with many values, in shares of their ranges, with slopes."""

    def __init__(
        self,
        case: Case,
        start: Scenario,
        goal: Goal,
        cancelled: Callable[[], bool] = lambda: False,
        origin: Scenario | None = None,
    ) -> None:
        """``origin`` is the policy that changes are counted from, ``start`` unless given."""
        self.case, self.start, self.goal, self._cancelled = case, start, goal, cancelled
        many = comb(len(start.firm_ids), int(start.value("seats"))) > MANY_SETS
        free = [lever for lever in start.levers if is_smooth(lever) and lever.id not in goal.locked]
        self.levers = [lever for lever in free if not (many and moves_strengths(lever))]
        self.low = np.array([lever.low for lever in self.levers])
        self.span = np.array([lever.high - lever.low for lever in self.levers])
        self._bounds = [goal.bounds(lever, (origin or start).value(lever.id)) for lever in self.levers]
        self.least, self.most = (
            (np.array([one[end] for one in self._bounds]) - self.low) / self.span for end in (0, 1)
        )
        self.weights = np.array([goal.weight(lever.id) for lever in self.levers])
        self.x0 = (np.array([start.value(lever.id) for lever in self.levers]) - self.low) / self.span
        groups = ([at for at, one in enumerate(self.levers) if moves_strengths(one) is way] for way in (True, False))
        self._groups = [group for group in groups if group]
        self._rules, self._parameters = scenario_rules(case, start), point_parameters(case)
        self._last: tuple[bytes, Point] | None = None

    def at(self, x: Floats) -> Point:
        """Return targets, cost and slopes at a policy [levers]; SolveError as by solve, CancelledError once so."""
        key = x.tobytes()
        if self._last is None or self._last[0] != key:
            if self._cancelled():
                raise CancelledError
            self._last = key, self._computed(x)
        return self._last[1]

    def scenario(self, x: Floats) -> Scenario:
        """Return the policy [levers] on the levers' steps."""
        values = self.low + x * self.span
        return self.start.with_levers(
            {
                lever.id: on_step(lever, value, bounds)
                for lever, value, bounds in zip(self.levers, values.tolist(), self._bounds, strict=True)
            }
        )

    def _game(self, x: Floats, group: Sequence[int] = (), steps: Floats | None = None) -> Game:
        """Build the game at x; with a group of levers, one more row for each of them, moved by its step."""
        arrays = dict(lever_arrays((self.start,)))
        for column, lever in enumerate(self.levers):
            arrays[lever.id] = self.low[column] + x[column : column + 1] * self.span[column]
        if steps is not None:
            for place, column in enumerate(group):
                moved = np.full(len(group) + 1, x[column])
                moved[place + 1] += steps[column]
                arrays[self.levers[column].id] = self.low[column] + moved * self.span[column]
        return build_game(self.case, self.start.call, self._rules, arrays, self._parameters)

    def _computed(self, x: Floats) -> Point:
        here = self._game(x)
        p = equilibrium(here, pins_of((self.start,))).p
        noise = np.broadcast_to(here.noise_bn, p.shape)[0]
        free = (p[0] > 0.0) & (p[0] < 1.0)
        response = np.where(free, p[0] * (1.0 - p[0]) / noise, 0.0)
        system = np.eye(p.shape[-1]) - response[:, None] * here.payoff_and_jacobian(p)[1][0]
        steps = np.where(x + NUDGE <= 1.0, NUDGE, -NUDGE)
        slack, cost_bn = self._measured(here, p)
        slopes, cost_slopes = np.zeros((slack.shape[-1], len(x))), np.zeros(len(x))
        for group in self._groups:
            game = self._game(x, group, steps)
            by = steps[group][:, None]
            payoff = game.payoff(np.broadcast_to(p, (len(group) + 1, p.shape[-1])))
            dp = np.linalg.solve(system, (response * (payoff[1:] - payoff[0]) / by).T).T
            moved = np.concatenate([p, p + by * dp])
            slacks, costs = self._measured(game, moved)
            slopes[:, group] = ((slacks[1:] - slacks[0]) / by).T
            cost_slopes[group] = (costs[1:] - costs[0]) / steps[group]
        return Point(slack[0], slopes, float(cost_bn[0]), cost_slopes)

    def _measured(self, game: Game, p: Floats) -> tuple[Floats, Floats]:
        headline = headline_arrays(game, p, *game.prospects.expected_and_chances(p))
        return self.goal.slacks(p, headline, game.entrants.firm_ids), headline["public_cost_bn"]


def is_smooth(lever: Lever) -> bool:
    """Say whether a lever is optimised, not enumerated."""
    return lever.kind in {"number", "integer"} and lever.id not in ENUMERATED


def moves_strengths(lever: Lever) -> bool:
    """Say whether moving a lever asks for another contest and tournament."""
    return bool({"strength", "check", "selection", "tournament"} & set(PATHS[lever.id].path))


def pays_support(lever: Lever) -> bool:
    """Say whether a lever's value is support that teams are given."""
    return is_smooth(lever) and bool({"support", "second_track"} & set(PATHS[lever.id].path))


def on_step(lever: Lever, value: float, bounds: tuple[float, float]) -> float:
    """Return the nearest value within bounds on the lever's grid of steps, counted from its low end."""
    near = lever.low + round((value - lever.low) / lever.step) * lever.step if lever.step > 0.0 else value
    return lever.checked(min(max(near, bounds[0]), bounds[1]))

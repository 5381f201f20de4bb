"""One package of policy: what it changes, whether it holds, and how it is brought onto steps and stripped.

A solution of the smooth search is rounded to the levers' steps, pushed on where that broke a target, and freed of every
change that is not needed. Whether it holds is always said by an exact solve.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from model.goal import Goal
from model.outcome import Outcome
from model.questions.slopes import NUDGE, CancelledError, is_smooth
from model.solve import solve, solve_batch

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Aim = Literal["least_change", "other", "cheapest", "robust"]
AIMS: tuple[Aim, ...] = ("least_change", "other", "cheapest", "robust")

ROBUST_ODDS, ROBUST_SHARE = 12.0, 0.3  # what a robust package strives for: so many times the odds, so much more
RANGE_SHARE = 0.05  # of draws: what moving a lever over its range must buy where robustness is the aim
COST_BN, CHANGE_WEIGHT = 10.0, 0.1  # where cost is the aim: what counts as much as a lever's range; the weight of that
POLISH_STEPS = 40
LEAST_BUDGET_BN = 0.1  # a limit on what costs nothing needs a scale


@dataclass(frozen=True, slots=True)
class Package:
    """A policy that meets the goal (or comes nearest): what it aims at, the scenario, its outcome, its levers."""

    aim: Aim
    scenario: Scenario
    outcome: Outcome
    changed: tuple[str, ...]
    change_share: float  # sum over levers of the change as a share of the range, times the lever's weight
    holds: bool
    held_share: float | None = None  # of draws in which the goal holds, where that was asked
    also: tuple[Aim, ...] = ()  # other aims that led to it or next to it
    first: tuple[str, ...] = ()  # the lever that moves by the greatest share of its range

    @property
    def cost_bn(self) -> float:
        """Return the expected public cost."""
        return float(self.outcome.headline["public_cost_bn"])


@dataclass(frozen=True, slots=True)
class Search:
    """What all searches for one goal share."""

    case: Case
    origin: Scenario
    goal: Goal
    cancelled: Callable[[], bool]

    def robust(self, most_bn: float) -> Goal:
        """Return the goal with a wide margin, at a public cost of ``most_bn`` or less."""
        goal, most, chance = self.goal, float(len(self.origin.firm_ids)), self.goal.chance_probability
        return replace(
            goal,
            chance_probability=ROBUST_ODDS * chance / (ROBUST_ODDS * chance + 1.0 - chance),
            joiners=None if goal.joiners is None else min(goal.joiners * (1.0 + ROBUST_SHARE), most),
            strength=None if goal.strength is None else goal.strength * (1.0 + ROBUST_SHARE),
            budget_bn=max(most_bn, LEAST_BUDGET_BN),
        )

    def package(self, aim: Aim, scenario: Scenario, outcome: Outcome | None = None) -> Package:
        """Return a scenario as a package, solved unless its outcome is given."""
        outcome = outcome or solve(self.case, scenario)
        changed = scenario.changed_from(self.origin)
        shares = change_shares(scenario, self.origin)
        first = (max(shares, key=lambda one: shares[one]),) if shares else ()
        change = sum(share * self.goal.weight(one) for one, share in shares.items())
        return Package(aim, scenario, outcome, changed, change, self.goal.held_by(outcome), first=first)

    def check(self) -> None:
        """Stop where nobody waits any more."""
        if self.cancelled():
            raise CancelledError


def shortfall(goal: Goal, outcome: Outcome) -> float:
    """Return by how much targets are missed, summed; 0 where all hold."""
    return float(np.maximum(-goal.slacks_of(outcome), 0.0).sum())


def change_shares(scenario: Scenario, origin: Scenario) -> dict[str, float]:
    """Return by lever id how far each changed lever stands from ``origin``, as a share of its range."""
    levers = {lever.id: lever for lever in scenario.levers}
    return {
        one: abs(scenario.value(one) - origin.value(one)) / (levers[one].high - levers[one].low)
        for one in scenario.changed_from(origin)
    }


def finished(search: Search, scenario: Scenario, aim: Aim) -> Package:
    """Take back whole changes, then single steps, as long as the goal holds and the aim loses nothing."""
    package = search.package(aim, scenario)
    if not package.holds:
        return package
    for _ in range(POLISH_STEPS):
        search.check()
        tried = [*_without(package.scenario, search.origin), *_stepped(search, package.scenario, -1.0)]
        if not tried:
            break
        outcomes = solve_batch(search.case, tried)
        better = [
            one
            for one in (search.package(aim, *pair) for pair in zip(tried, outcomes, strict=True))
            if one.holds and merit(one) < merit(package) - 1e-9
        ]
        if not better:
            break
        package = min(better, key=merit)
    return package


def merit(package: Package) -> float:
    """Return what an aim minimises, as the search does."""
    if package.aim == "cheapest":
        return package.cost_bn / COST_BN + CHANGE_WEIGHT * package.change_share
    if package.aim == "robust" and package.held_share is not None:
        return (1.0 - package.held_share) / RANGE_SHARE + package.change_share
    return package.change_share


def _without(scenario: Scenario, origin: Scenario) -> list[Scenario]:
    return [scenario.with_lever(one, origin.value(one)) for one in scenario.changed_from(origin)]


def _stepped(search: Search, scenario: Scenario, way: float) -> list[Scenario]:
    """Return the scenario with each changed lever moved one step on (1) or back (-1), within the goal's ranges."""
    origin, tried = search.origin, []
    for lever in scenario.levers:
        away = float(np.sign(scenario.value(lever.id) - origin.value(lever.id)))
        value = scenario.value(lever.id) + way * away * lever.step
        low, high = search.goal.bounds(lever, origin.value(lever.id))
        if away and is_smooth(lever) and low <= value <= high:
            tried.append(scenario.with_lever(lever.id, value))
    return tried


def pushed(search: Search, scenario: Scenario) -> Scenario:
    """Move changed levers a step further, one at a time, where rounding has broken a target."""
    missing = shortfall(search.goal, solve(search.case, scenario))
    while missing > 0.0:
        search.check()
        tried = _stepped(search, scenario, 1.0)
        outcomes = solve_batch(search.case, tried)
        misses = [shortfall(search.goal, outcome) for outcome in outcomes]
        if not misses or min(misses) > missing - NUDGE:
            break
        missing = min(misses)
        scenario = tried[misses.index(missing)]
    return scenario

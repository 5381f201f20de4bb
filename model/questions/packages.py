"""What would it take: the least change of policy that meets a goal, as a few different packages.

Levers with many values are optimised together by sequential quadratic programming on exact slopes. Switches, choices
and seats are enumerated: as they are, and the single changes that help most. Solutions are rounded to the levers'
steps, stripped of what is not needed, and checked by an exact solve. Where nothing holds, what falls short by least is
returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from model.errors import ExtraError, SolveError
from model.goal import Goal
from model.outcome import Floats, Outcome
from model.questions.slopes import NUDGE, CancelledError, Problem, is_smooth
from model.solve import solve, solve_batch

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Aim = Literal["least_change", "cheapest", "robust"]
AIMS: tuple[Aim, ...] = ("least_change", "cheapest", "robust")

ITERATIONS, MARGIN = 30, 0.02  # of one search; of a target, for rounding
ROBUST_PROBABILITY, ROBUST_SHARE = 0.65, 0.1  # what a robust package asks for a half; of counts, strength and money
COST_BN, CHANGE_WEIGHT = 10.0, 0.1  # where cost is the aim: what counts as much as a lever's range; the weight of that
SHORTFALL_WEIGHT = 20.0  # of a missed target against a lever's whole range, when looking for what is nearest
BRANCHES = 3  # enumerated changes that are searched from, the scenario itself included
POLISH_STEPS = 40


@dataclass(frozen=True, slots=True)
class Package:
    """A policy that meets the goal (or comes nearest): what it aims at, the scenario, its outcome, its levers."""

    aim: Aim
    scenario: Scenario
    outcome: Outcome
    changed: tuple[str, ...]
    change_share: float  # sum over levers of the change as a share of the range
    holds: bool

    @property
    def cost_bn(self) -> float:
        """Return the expected public cost."""
        return float(self.outcome.headline["public_cost_bn"])


@dataclass(frozen=True, slots=True)
class Answer:
    """Packages from the least change to the greatest; ``reachable`` is False where none holds, then the nearest."""

    goal: Goal
    reachable: bool
    packages: tuple[Package, ...]


@dataclass(frozen=True, slots=True)
class _Search:
    """What all searches for one goal share."""

    case: Case
    origin: Scenario
    goal: Goal
    cancelled: Callable[[], bool]

    def asked(self, aim: Aim) -> Goal:
        """Return the goal as an aim asks for it."""
        goal = self.goal
        if aim != "robust":
            return goal
        most = len(self.origin.firm_ids)
        return replace(
            goal,
            chance_probability=max(ROBUST_PROBABILITY, (1.0 + goal.chance_probability) / 2.0)
            if goal.chance_probability > ROBUST_PROBABILITY
            else ROBUST_PROBABILITY,
            joiners=None if goal.joiners is None else min(goal.joiners * (1.0 + ROBUST_SHARE), float(most)),
            strength=None if goal.strength is None else goal.strength * (1.0 + ROBUST_SHARE / 2.0),
            budget_bn=None if goal.budget_bn is None else goal.budget_bn * (1.0 - ROBUST_SHARE),
        )

    def package(self, aim: Aim, scenario: Scenario, outcome: Outcome | None = None) -> Package:
        """Return a scenario as a package, solved unless its outcome is given."""
        outcome = outcome or solve(self.case, scenario)
        changed = scenario.changed_from(self.origin)
        shares = _change_shares(scenario, self.origin)
        return Package(aim, scenario, outcome, changed, sum(shares.values()), self.goal.held_by(outcome))

    def check(self) -> None:
        """Stop where nobody waits any more."""
        if self.cancelled():
            raise CancelledError


def find_packages(
    case: Case,
    scenario: Scenario,
    goal: Goal,
    *,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Return a few packages of policy that meet ``goal``, starting from ``scenario``.

    Raises GoalError for a goal that cannot be asked, ExtraError without SciPy, CancelledError once ``cancelled``.
    """
    search = _Search(case, scenario, goal.checked(scenario), cancelled)
    here = search.package("least_change", scenario)
    if here.holds:
        starts = [scenario]
    else:
        starts = list(_starts(search, here.outcome))
    jobs = len(starts) + len(AIMS)
    progress(1.0 / jobs)
    found: list[Package] = [here]
    for start in starts:
        found += _searched(search, start, "least_change")
        progress(len(found) / jobs)
    holding = [package for package in found if package.holds]
    if not holding:
        progress(1.0)
        return Answer(goal, False, (min(found, key=lambda one: _shortfall(goal, one.outcome)),))
    best = min(holding, key=lambda one: one.change_share)
    for aim in AIMS[1:]:
        found += _searched(search, best.scenario, aim)
        progress(min(len(found) / jobs, 1.0))
    progress(1.0)
    return Answer(goal, True, _different([package for package in found if package.holds]))


def cost_front(
    case: Case,
    scenario: Scenario,
    goal: Goal,
    counts: Sequence[float],
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Package]:
    """Yield the cheapest package for each expected number of joiners that can be reached, within the goal's locks.

    Raises what ``find_packages`` raises.
    """
    start = scenario
    for count in sorted(counts):
        asked = Goal(joiners=count, locked=goal.locked).checked(scenario)
        for package in _searched(_Search(case, scenario, asked, cancelled), start, "cheapest"):
            if package.holds:
                start = package.scenario
                yield package


def _starts(search: _Search, here: Outcome) -> Iterator[Scenario]:
    """Yield the scenario itself and the enumerated single changes that help the worst target most."""
    scenario, goal = search.origin, search.goal
    changed = []
    for lever in scenario.levers:
        if is_smooth(lever) or lever.id in goal.locked:
            continue
        now = scenario.value(lever.id)
        near = {now - 1.0, now + 1.0} if lever.kind == "integer" else set(range(int(lever.low), int(lever.high) + 1))
        changed += [
            scenario.with_lever(lever.id, value)
            for value in sorted(near - {now})
            if lever.low <= value <= lever.high
        ]
    helping = []
    for candidate in changed:
        search.check()
        for outcome in _solved(search.case, candidate):
            helping.append((_shortfall(goal, outcome), candidate))
    helping.sort(key=lambda pair: pair[0])
    yield scenario
    for shortfall, candidate in helping[: BRANCHES - 1]:
        if shortfall < _shortfall(goal, here) - NUDGE:
            yield candidate


def _solved(case: Case, scenario: Scenario) -> tuple[Outcome, ...]:
    try:
        return (solve(case, scenario),)
    except SolveError:  # too many sets of winners for this many seats: not a policy to offer
        return ()


def _slack(goal: Goal, outcome: Outcome) -> Floats:
    headline = {name: np.asarray(value) for name, value in outcome.headline.items()}
    return goal.slacks(outcome.join_probability, headline, outcome.firm_ids)


def _shortfall(goal: Goal, outcome: Outcome) -> float:
    """Return by how much targets are missed, summed; 0 where all hold."""
    return float(np.maximum(-_slack(goal, outcome), 0.0).sum())


def _searched(search: _Search, start: Scenario, aim: Aim) -> list[Package]:
    """Search from one start; return the package rounded, stripped and checked, or none where no search got through."""
    search.check()
    asked = search.asked(aim)
    try:
        problem = Problem(search.case, start, asked, search.cancelled)
        if problem.levers:
            origin = (np.array([search.origin.value(one.id) for one in problem.levers]) - problem.low) / problem.span
            start = problem.scenario(_optimised(problem, origin, aim == "cheapest"))
        return [_finished(search, _pushed(search, start, asked), asked, aim)]
    except SolveError:
        return []


def _optimised(problem: Problem, origin: Floats, cheapest: bool) -> Floats:
    """Minimise the change in shares (and the cost, where that is the aim) subject to every target.

    Change is split into its rise and its fall, both >= 0, so that its sum is linear and small changes vanish. The last
    variable is the worst miss, dear: it is 0 where the goal can be reached, and leads to the nearest where not.
    """
    try:
        from scipy.optimize import Bounds, NonlinearConstraint, minimize
    except ImportError:
        raise ExtraError(
            'Finding packages needs SciPy. Install it: pip install "turnout[analysis]".',
            '필요 조건 찾기에는 SciPy가 필요합니다. pip install "turnout[analysis]"로 설치해 주십시오.',
        ) from None
    m = len(origin)
    change = CHANGE_WEIGHT if cheapest else 1.0

    def x_of(split: Floats) -> Floats:
        return np.asarray(np.clip(origin + split[:m] - split[m : 2 * m], 0.0, 1.0), dtype=np.float64)

    def value(split: Floats) -> float:
        cost = problem.at(x_of(split)).cost_bn / COST_BN if cheapest else 0.0
        return float(change * split[: 2 * m].sum() + cost + SHORTFALL_WEIGHT * split[-1])

    def slope(split: Floats) -> Floats:
        by = problem.at(x_of(split)).cost_slopes_bn / COST_BN if cheapest else np.zeros(m)
        return np.concatenate([change + by, change - by, [SHORTFALL_WEIGHT]])

    def targets(split: Floats) -> Floats:
        return np.asarray(problem.at(x_of(split)).slack - MARGIN + split[-1], dtype=np.float64)

    def target_slopes(split: Floats) -> Floats:
        by = problem.at(x_of(split)).slack_slopes
        return np.concatenate([by, -by, np.ones((len(by), 1))], axis=-1)

    moved = problem.x0 - origin
    miss = max(0.0, float(-(problem.at(problem.x0).slack - MARGIN).min()))
    start = np.concatenate([np.maximum(moved, 0.0), np.maximum(-moved, 0.0), [miss]])
    found = minimize(
        value,
        start,
        jac=slope,
        method="SLSQP",
        bounds=Bounds(np.zeros(2 * m + 1), np.concatenate([1.0 - origin, origin, [miss]])),
        constraints=[NonlinearConstraint(targets, 0.0, np.inf, jac=target_slopes)],
        options={"maxiter": ITERATIONS, "ftol": 1e-6},
    )
    return x_of(np.asarray(found.x, dtype=np.float64))


def _change_shares(scenario: Scenario, origin: Scenario) -> dict[str, float]:
    """Return by lever id how far each changed lever stands from ``origin``, as a share of its range."""
    levers = {lever.id: lever for lever in scenario.levers}
    return {
        one: abs(scenario.value(one) - origin.value(one)) / (levers[one].high - levers[one].low)
        for one in scenario.changed_from(origin)
    }


def _finished(search: _Search, scenario: Scenario, asked: Goal, aim: Aim) -> Package:
    """Take back whole changes, then single steps, as long as what is asked holds and the aim loses nothing."""
    package = search.package(aim, scenario)
    if not asked.held_by(package.outcome):
        return package
    for _ in range(POLISH_STEPS):
        search.check()
        tried = [*_without(package.scenario, search.origin), *_stepped(package.scenario, search.origin, -1.0)]
        if not tried:
            break
        outcomes = solve_batch(search.case, tried)
        better = [
            one
            for one in (search.package(aim, *pair) for pair in zip(tried, outcomes, strict=True))
            if asked.held_by(one.outcome) and _merit(one) < _merit(package) - 1e-9
        ]
        if not better:
            break
        package = min(better, key=_merit)
    return package


def _merit(package: Package) -> float:
    """Return what an aim minimises, as the search does."""
    if package.aim == "cheapest":
        return package.cost_bn / COST_BN + CHANGE_WEIGHT * package.change_share
    return package.change_share


def _without(scenario: Scenario, origin: Scenario) -> list[Scenario]:
    return [scenario.with_lever(one, origin.value(one)) for one in scenario.changed_from(origin)]


def _stepped(scenario: Scenario, origin: Scenario, way: float) -> list[Scenario]:
    """Return the scenario with each changed lever moved one step on (1) or back (-1)."""
    tried = []
    for lever in scenario.levers:
        away = float(np.sign(scenario.value(lever.id) - origin.value(lever.id)))
        value = scenario.value(lever.id) + way * away * lever.step
        if away and is_smooth(lever) and lever.low <= value <= lever.high:
            tried.append(scenario.with_lever(lever.id, value))
    return tried


def _pushed(search: _Search, scenario: Scenario, asked: Goal) -> Scenario:
    """Move changed levers a step further, one at a time, where rounding has broken a target."""
    shortfall = _shortfall(asked, solve(search.case, scenario))
    while shortfall > 0.0:
        search.check()
        tried = _stepped(scenario, search.origin, 1.0)
        outcomes = solve_batch(search.case, tried)
        misses = [_shortfall(asked, outcome) for outcome in outcomes]
        if not misses or min(misses) > shortfall - NUDGE:
            break
        shortfall = min(misses)
        scenario = tried[misses.index(shortfall)]
    return scenario


def _different(packages: Sequence[Package]) -> tuple[Package, ...]:
    """Return the best package of each aim, without repeats, from the least change to the greatest."""
    best: dict[str, Package] = {}
    for package in packages:
        known = best.get(package.aim)
        if known is None or _merit(package) < _merit(known) - 1e-12:
            best[package.aim] = package
    unique: list[Package] = []
    for package in sorted(best.values(), key=lambda one: one.change_share):
        if all(package.scenario.values != other.scenario.values for other in unique):
            unique.append(package)
    return tuple(unique)

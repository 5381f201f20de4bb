"""What would it take: the least change of policy that meets a goal, and packages that are really different from it.

*Other* levers reach the goal without those that the least change moves, or without the first of them. *Cheapest* asks
the least public cost. *Most robust* holds in most draws of all that cost no more than the least change, or than the
budget. What moves the same levers by nearly as much is one package.

Levers with many values are optimised together by sequential quadratic programming on exact slopes. Switches, choices
and seats are enumerated: as they are, and the single changes that help most. Solutions are rounded to the levers'
steps, stripped of what is not needed, and checked by an exact solve. Where nothing holds, what falls short by least is
returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from model.errors import SolveError
from model.goal import Goal
from model.outcome import Outcome
from model.questions.optimised import moved
from model.questions.packaging import (
    AIMS,
    Aim,
    Package,
    Search,
    change_shares,
    finished,
    merit,
    pushed,
    shortfall,
)
from model.questions.robustness import SHOWN_DRAWS, TRIED_DRAWS, Sureness, most_robust
from model.questions.slopes import NUDGE, is_smooth
from model.solve import solve

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

BUDGET_PARTS = (1.0, 0.8, 0.6)  # of a budget that must hold in many draws, what is spent at the point
ALL_FOUND: tuple[Aim, ...] = ("least_change", "cheapest")  # aims that whatever was found is compared by
APART = 0.25  # in shares of ranges, summed: packages that move the same levers and differ by less are one
BRANCHES = 3  # enumerated changes that are searched from, the scenario itself included


@dataclass(frozen=True, slots=True)
class Answer:
    """Packages from the least change to the greatest; ``reachable`` is False where none holds, then the nearest.

    ``needed`` is the lever that no way to the goal was found without, or none; ``draws`` are behind the shares.
    """

    goal: Goal
    reachable: bool
    packages: tuple[Package, ...]
    needed: tuple[str, ...] = ()
    draws: int = 0


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
    search = Search(case, scenario, goal.checked(scenario), cancelled)
    here = search.package("least_change", scenario)
    starts = [scenario] if here.holds else list(_starts(search, here.outcome))
    jobs = len(starts) + len(AIMS)
    progress(1.0 / jobs)
    found: list[Package] = [here]
    for start in starts:
        found += _searched(search, start, "least_change")
        progress(len(found) / jobs)
    holding = [package for package in found if package.holds]
    if not holding:
        progress(1.0)
        return Answer(goal, False, (min(found, key=lambda one: shortfall(goal, one.outcome)),))
    best = min(holding, key=lambda one: one.change_share)
    others, needed = _other_ways(search, starts, best)
    progress((jobs - 2.0) / jobs)
    ways = [best, *others, *(one for one in _searched(search, best.scenario, "cheapest") if one.holds)]
    progress((jobs - 1.0) / jobs)
    shown = Sureness.of(search, SHOWN_DRAWS)
    unlike = _different([*ways, *_robust(search, ways)])
    packages = tuple(shown.asked(one) for one in sorted(unlike, key=lambda one: one.change_share))
    progress(1.0)
    return Answer(goal, True, packages, needed, shown.count)


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
    start, reached = scenario, -np.inf
    for count in sorted(counts):
        if count <= reached:
            continue  # the last package brings so many already
        asked = replace(
            Goal(joiners=count, locked=goal.locked, keeps_support=goal.keeps_support),
            ranges=goal.ranges,
            weights=goal.weights,
        ).checked(scenario)
        for package in _searched(Search(case, scenario, asked, cancelled), start, "cheapest"):
            if package.holds:
                start, reached = package.scenario, package.outcome.headline["expected_joiners"]
                yield package


def front_with(front: Sequence[Package], package: Package) -> tuple[Package, ...]:
    """Return a front with one more point that has more joiners: what costs no less for fewer falls off it."""
    return (*(one for one in front if one.cost_bn < package.cost_bn - NUDGE), package)


def _other_ways(search: Search, starts: Sequence[Scenario], best: Package) -> tuple[list[Package], tuple[str, ...]]:
    """Search without every lever that the best package moves, then without its first; name that where nothing holds."""
    origin, first = search.origin, best.first
    for locked in dict.fromkeys((best.changed, first)):
        goal = replace(search.goal, locked=(*search.goal.locked, *locked))
        for start in starts:
            if locked and not set(locked) & set(start.changed_from(origin)):
                found = _searched(replace(search, goal=goal), start, "other")
                if any(package.holds for package in found):
                    return [package for package in found if package.holds], ()
    return [], first


def _robust(search: Search, ways: Sequence[Package]) -> list[Package]:
    """Return the package that holds in most draws for the budget, or for what the least change costs."""
    search.check()
    budget_bn = search.goal.budget_bn
    most_bn = ways[0].cost_bn if budget_bn is None else budget_bn
    wide = [replace(search, goal=search.robust(most_bn * part)) for part in (BUDGET_PARTS if budget_bn else (1.0,))]
    try:
        strong = [search.package("robust", moved(one, ways[0].scenario, "robust")) for one in wide]
        found = most_robust(Sureness.of(search, TRIED_DRAWS), [*strong, *ways], most_bn)
    except SolveError:
        return []
    return [] if found is None else [found]


def _starts(search: Search, here: Outcome) -> Iterator[Scenario]:
    """Yield the scenario itself and the enumerated single changes that help the worst target most."""
    scenario, goal = search.origin, search.goal
    changed = []
    for lever in scenario.levers:
        if is_smooth(lever) or lever.id in goal.locked:
            continue
        now = scenario.value(lever.id)
        low, high = goal.bounds(lever, now)
        near = {now - 1.0, now + 1.0} if lever.kind == "integer" else set(range(int(lever.low), int(lever.high) + 1))
        changed += [scenario.with_lever(lever.id, value) for value in sorted(near - {now}) if low <= value <= high]
    helping = []
    for candidate in changed:
        search.check()
        for outcome in _solved(search.case, candidate):
            helping.append((shortfall(goal, outcome), candidate))
    helping.sort(key=lambda pair: pair[0])
    yield scenario
    for missing, candidate in helping[: BRANCHES - 1]:
        if missing < shortfall(goal, here) - NUDGE:
            yield candidate


def _solved(case: Case, scenario: Scenario) -> tuple[Outcome, ...]:
    try:
        return (solve(case, scenario),)
    except SolveError:  # too many sets of winners for this many seats: not a policy to offer
        return ()


def _searched(search: Search, start: Scenario, aim: Aim) -> list[Package]:
    """Search from one start; return the package rounded, stripped and checked, or none where no search got through."""
    search.check()
    try:
        return [finished(search, pushed(search, moved(search, start, aim)), aim)]
    except SolveError:
        return []


def _different(packages: Sequence[Package]) -> list[Package]:
    """Return the best package of each aim, one for those that are nearly the same; a search may find another's best."""
    kept: list[Package] = []
    for aim in AIMS:
        of_aim = [
            one if one.aim == aim else replace(one, aim=aim) for one in packages if one.aim == aim or aim in ALL_FOUND
        ]
        if not of_aim:
            continue
        package = min(of_aim, key=merit)
        near = next((row for row, other in enumerate(kept) if _is_near(package, other)), None)
        if near is None:
            kept.append(package)
        else:
            kept[near] = replace(kept[near], also=(*kept[near].also, aim))
    return kept


def _is_near(one: Package, other: Package) -> bool:
    """Say whether two packages move the same levers by nearly as much."""
    if set(one.changed) != set(other.changed):
        return False
    return sum(change_shares(one.scenario, other.scenario).values()) < APART

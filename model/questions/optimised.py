"""The smooth search behind a package: levers with many values, moved together by sequential quadratic programming."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.errors import ExtraError
from model.outcome import Floats
from model.questions.packaging import CHANGE_WEIGHT, COST_BN, Aim, Search
from model.questions.slopes import Problem, pays_support

if TYPE_CHECKING:
    from model.scenario import Scenario

ITERATIONS, FEW_ITERATIONS = 30, 14  # of the search for the least change and for the cheapest; of the others
MARGIN = 0.02  # of a target, for rounding
SHORTFALL_WEIGHT = 20.0  # of a missed target against a lever's whole range, when looking for what is nearest
ROBUST_WEIGHT = 5.0  # of one more in log-odds or joiners against a lever's whole range, where robustness is the aim
OVER_BUDGET_WEIGHT = 1000.0  # of a budget overspent by its own size


def moved(search: Search, start: Scenario, aim: Aim) -> Scenario:
    """Return what the smooth search makes of a start, on the levers' steps."""
    problem = Problem(search.case, start, search.goal, search.cancelled, search.origin)
    if not problem.levers:
        return start
    origin = (np.array([search.origin.value(one.id) for one in problem.levers]) - problem.low) / problem.span
    return problem.scenario(_optimised(problem, origin, aim))


def _optimised(problem: Problem, origin: Floats, aim: Aim) -> Floats:
    """Minimise the change in shares (and the cost, where that is the aim) subject to every target.

    Change is split into its rise and its fall, both >= 0, so that its sum is linear and small changes vanish. The last
    variable is the worst miss, dear: it is 0 where the goal can be reached, and leads to the nearest where not. A
    robust package misses a goal with a wide margin, as far as coming nearer is worth the change, but not the budget;
    the best point on the way is taken.
    """
    try:
        from scipy.optimize import Bounds, NonlinearConstraint, minimize
    except ImportError:
        raise ExtraError(
            'Finding packages needs SciPy. Install it: pip install "turnout[analysis]".',
            '필요 조건 찾기에는 SciPy가 필요합니다. pip install "turnout[analysis]"로 설치해 주십시오.',
        ) from None
    split = _Split.of(problem, origin, aim)
    seen: list[tuple[float, int, Floats]] = []  # judged while they are solved

    def value(at: Floats) -> float:
        if aim == "robust":
            seen.append((split.miss(split.x(at)), len(seen), split.x(at)))
        return split.value(at)

    found = minimize(
        value,
        split.start,
        jac=split.slope,
        method="SLSQP",
        bounds=Bounds(np.zeros(len(split.start)), split.most),
        constraints=[NonlinearConstraint(split.targets, 0.0, np.inf, jac=split.target_slopes)],
        options={"maxiter": FEW_ITERATIONS if aim in {"other", "robust"} else ITERATIONS, "ftol": 1e-6},
    )
    return min(seen)[2] if seen else split.x(np.asarray(found.x, dtype=np.float64))


@dataclass(frozen=True, slots=True)
class _Split:
    """The search in terms of rises, falls and the worst miss: ``start`` and ``most`` [2 levers + 1] and its slopes."""

    problem: Problem
    origin: Floats
    aim: Aim
    weights: Floats  # [levers]
    yields: Floats  # [targets]: 1 where a target may be missed, dear; 0 where not
    start: Floats
    most: Floats

    @classmethod
    def of(cls, problem: Problem, origin: Floats, aim: Aim) -> _Split:
        """Begin where the problem does."""
        slack = problem.at(problem.x0).slack
        yields = np.ones(len(slack))
        yields[-1] = 0.0 if aim == "robust" else 1.0  # the budget stands last
        moved, miss = problem.x0 - origin, max(0.0, float(-(slack - MARGIN).min()))
        kept = np.array([problem.goal.keeps_support and pays_support(lever) for lever in problem.levers])
        rise, fall = np.maximum(problem.most - origin, 0.0), np.maximum(origin - problem.least, 0.0)
        start = np.concatenate([np.maximum(moved, 0.0), np.maximum(-moved, 0.0), [miss]])
        most = np.concatenate([rise, np.where(kept, 0.0, fall), [miss]])
        weights = (CHANGE_WEIGHT if aim == "cheapest" else 1.0) * problem.weights
        return cls(problem, origin, aim, weights, yields, start, most)

    @property
    def dear(self) -> float:
        """What a miss of 1 weighs against a lever's whole range."""
        return ROBUST_WEIGHT if self.aim == "robust" else SHORTFALL_WEIGHT

    def x(self, split: Floats) -> Floats:
        """Return the policy, [levers], within its bounds."""
        m = len(self.origin)
        return np.clip(self.origin + split[:m] - split[m : 2 * m], self.problem.least, self.problem.most)

    def value(self, split: Floats) -> float:
        """Return what is minimised."""
        cost = self.problem.at(self.x(split)).cost_bn / COST_BN if self.aim == "cheapest" else 0.0
        return float(np.tile(self.weights, 2) @ split[:-1] + cost + self.dear * split[-1])

    def slope(self, split: Floats) -> Floats:
        """Return its slopes."""
        by = self.problem.at(self.x(split)).cost_slopes_bn / COST_BN if self.aim == "cheapest" else 0.0
        return np.concatenate([self.weights + by, self.weights - by, [self.dear]])

    def targets(self, split: Floats) -> Floats:
        """Return what must not be negative, [targets]."""
        return np.asarray(self.problem.at(self.x(split)).slack - MARGIN + self.yields * split[-1], dtype=np.float64)

    def target_slopes(self, split: Floats) -> Floats:
        """Return its slopes, [targets, 2 levers + 1]."""
        by = self.problem.at(self.x(split)).slack_slopes
        return np.concatenate([by, -by, self.yields[:, None]], axis=-1)

    def miss(self, x: Floats) -> float:
        """Return what a robust policy is judged by: its change, and what it misses, the budget above all."""
        slack = self.problem.at(x).slack
        over = max(0.0, -float(slack[-1]))
        short = max(0.0, float(np.max(MARGIN - slack[:-1], initial=0.0)))
        return float(self.weights @ np.abs(x - self.origin)) + self.dear * short + OVER_BUDGET_WEIGHT * over

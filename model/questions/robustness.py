"""How sure a package is: the share of draws in which its goal holds, and the package that holds in most of them.

Draws are the case's posterior, evenly spaced, or the priors of a case that is not fitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from model.bands import FEWEST_DRAWS, draws_within, parameters_at, sets_of
from model.errors import SolveError
from model.goal import HELD
from model.headline import headline_arrays
from model.priors import priors_of
from model.questions.packaging import Package, Search, merit
from model.solve import equilibrium, game_of, pins_of, solve_batch

if TYPE_CHECKING:
    from model.case import Case
    from model.draws import Draws
    from model.outcome import Outcome
    from model.scenario import Scenario

SHOWN_DRAWS, TRIED_DRAWS = 400, 48  # for a share that is shown, and for one that is tried; fewer where sets are many
MOST_PAIRS = 40_000  # sets of firms times draws
ROUNDS = 3  # of taking back what a robust package does not need
OVER_COST = 1e-9  # rounding of a cost that is met exactly, bn
NOTHING = 1e-9  # of what is minimised: rounding


@dataclass(frozen=True, slots=True)
class Sureness:
    """What a search asks of its packages beyond their one solve: in which share of ``draws`` does the goal hold."""

    search: Search
    draws: Draws

    @classmethod
    def of(cls, search: Search, count: int) -> Sureness:
        """Take so many draws of a search's case, evenly spaced; fewer where sets of firms are many."""
        return cls(search, _draws(search.case, search.origin, count))

    @property
    def count(self) -> int:
        """How many draws there are."""
        return len(next(iter(self.draws.values())))

    def share(self, scenario: Scenario, outcome: Outcome) -> float:
        """Return the share of draws in which the goal holds; 0 where the draws have no equilibrium."""
        self.search.check()
        game = game_of(self.search.case, (scenario,), parameters_at(self.search.case, self.draws))
        start = np.broadcast_to(outcome.join_probability, game.base.shape)
        try:
            p = equilibrium(game, pins_of((scenario,)), start).p
        except SolveError:
            return 0.0
        headline = headline_arrays(game, p, *game.prospects.expected_and_chances(p))
        slacks = self.search.goal.slacks(p, headline, scenario.firm_ids)
        return float(np.mean(np.min(slacks, axis=-1) >= -HELD))

    def asked(self, package: Package) -> Package:
        """Return a package with its share."""
        return replace(package, held_share=self.share(package.scenario, package.outcome))


def most_robust(sureness: Sureness, candidates: Iterable[Package], most_bn: float) -> Package | None:
    """Return what holds in most draws at a public cost of ``most_bn`` or less, freed of changes that buy too little."""
    found = _tried(sureness, [one.scenario for one in candidates], most_bn)
    if not found:
        return None
    best = min(found, key=merit)
    for _ in range(ROUNDS):
        freed = _freed(sureness, best, most_bn)
        if freed is best:
            break
        best = freed
    return best


def _freed(sureness: Sureness, package: Package, most_bn: float) -> Package:
    """Take changes back: each alone, then those that buy least together; return the best, or the package itself."""
    origin = sureness.search.origin
    alone = _tried(sureness, [_back(package.scenario, origin, (one,)) for one in package.changed], most_bn)
    alone.sort(key=merit)
    cheap = [next(iter(set(package.changed) - set(one.changed))) for one in alone]
    together = [_back(package.scenario, origin, cheap[:end]) for end in range(2, len(cheap) + 1)]
    tried = [*alone, *_tried(sureness, together, most_bn)]
    best = min(tried, key=merit, default=package)
    return best if merit(best) < merit(package) - NOTHING else package


def _back(scenario: Scenario, origin: Scenario, levers: Sequence[str]) -> Scenario:
    return scenario.with_levers({one: origin.value(one) for one in levers})


def _tried(sureness: Sureness, scenarios: Sequence[Scenario], most_bn: float) -> list[Package]:
    """Return those scenarios that hold and cost no more, as packages with their share."""
    search = sureness.search
    outcomes = solve_batch(search.case, scenarios)
    packages = [search.package("robust", *pair) for pair in zip(scenarios, outcomes, strict=True)]
    return [sureness.asked(one) for one in packages if one.holds and one.cost_bn <= most_bn + OVER_COST]


def _draws(case: Case, scenario: Scenario, count: int) -> Draws:
    sets = sets_of(case, scenario)
    if case.draws is not None:
        return draws_within(case, sets, min(MOST_PAIRS, count * sets))
    priors, wanted = priors_of(case), min(count, max(MOST_PAIRS // sets, FEWEST_DRAWS))
    scores = np.random.default_rng(0).standard_normal((wanted, priors.n_free))
    return MappingProxyType(priors.arrays(priors.values(scores)))

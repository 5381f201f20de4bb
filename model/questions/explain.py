"""Why firms moved between two scenarios: each lever's share of the change, by Shapley values of solved equilibria.

A lever's share is its effect averaged over all orders in which the changed levers could have been moved, the other
firms answering each time. The shares of one firm add up to its change, for the probability and for every component.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from model.claims import DroppedError
from model.errors import LeverError
from model.following import over_policies
from model.outcome import Floats, Outcome
from model.questions.along import Dropped, never
from model.solve import pins_of, solve_batch

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

EQUILIBRIUM = "equilibrium"  # the choice of another than the principal one
PINS = "pins"  # stands for all pinned firms where the two scenarios differ in them
MOST_EXACT = 10  # changed levers up to which every combination is solved
ORDERS = 40  # sampled beyond that, each with its reverse
AT_ONCE = 64  # scenarios solved between two looks at whether the question still stands
SEED = 20260125


@dataclass(frozen=True)
class Attribution:
    """Shares of the change from one scenario to another, by what was changed; arrays read-only.

    ``joining`` [players, n] of the join probability, ``components_bn`` [players, n, 11] of each payoff component;
    ``joining_error`` [players, n] standard errors, nil where every combination was solved.
    """

    before: Scenario = field(repr=False)
    after: Scenario = field(repr=False)
    players: tuple[str, ...]  # ids of the changed levers, and PINS
    joining: Floats = field(repr=False)
    components_bn: Floats = field(repr=False)
    joining_error: Floats = field(repr=False)
    exact: bool

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for array in (self.joining, self.components_bn, self.joining_error):
            array.setflags(write=False)

    def is_of(self, before: Scenario, after: Scenario) -> bool:
        """Say whether it speaks of the change between these two policies."""
        return self.before.same_policy(before) and self.after.same_policy(after)


def players_of(before: Scenario, after: Scenario, chosen: bool = False) -> tuple[str, ...]:
    """Return what differs between two scenarios of one call: lever ids in the case's order, PINS, and EQUILIBRIUM where

    another equilibrium than the principal one was ``chosen`` of the second.
    """
    pins = (PINS,) if before.pins != after.pins else ()
    return (*after.changed_from(before), *pins, *((EQUILIBRIUM,) if chosen else ()))


def same_call(before: Scenario, after: Scenario) -> None:
    """Raise LeverError where two scenarios are of different calls."""
    if before.call != after.call:
        raise LeverError(
            f"The scenarios are of two calls, {before.call} and {after.call}. Compare scenarios of one call.",
            f"두 시나리오의 공모가 다릅니다({before.call}, {after.call}). 같은 공모의 시나리오를 비교해 주십시오.",
        )


def attribution(
    case: Case,
    before: Scenario,
    after: Scenario,
    *,
    chosen: Outcome | None = None,
    orders: int = ORDERS,
    dropped: Dropped = never,
) -> Attribution:
    """Return the shares of what changed between two scenarios of one call.

    Exact up to 10 changed levers; past that averaged over ``orders`` sampled orders and their reverses, with a fixed
    seed and standard errors. ``chosen`` is an outcome of the second scenario at another equilibrium than the principal
    one: to choose it is a change like any other, and where it does not exist the principal one stands for it. Raises
    LeverError where the calls differ, SolveError as solve does, DroppedError once
    ``dropped`` says so. Source: Shapley (1953); sampling in antithetic pairs after Mitchell et al. (2022).
    """
    same_call(before, after)
    players = players_of(before, after, chosen is not None)
    exact = len(players) <= MOST_EXACT
    coalitions = _Coalitions(case, before, after, chosen, dropped)
    shares, error = _exact(coalitions) if exact else _sampled(coalitions, orders)
    return Attribution(before, after, players, shares[..., 0].copy(), shares[..., 1:].copy(), error, exact)


class _Coalitions:
    """What each set of changes comes to: probability and components [n, 1 + 11]; sets are bits, solved once each."""

    def __init__(self, case: Case, before: Scenario, after: Scenario, chosen: Outcome | None, dropped: Dropped) -> None:
        self.case, self.before, self.after, self.chosen, self.dropped = case, before, after, chosen, dropped
        self.players = players_of(before, after, chosen is not None)
        self._known: dict[int, Floats] = {}

    def values(self, sets: Sequence[int]) -> Floats:
        """Return what the sets come to, [sets, n, 12]."""
        new = sorted(set(sets) - self._known.keys())
        for first in range(0, len(new), AT_ONCE):
            if self.dropped():
                raise DroppedError
            part = new[first : first + AT_ONCE]
            for key, outcome in zip(part, self._outcomes(part), strict=True):
                joined = outcome.join_probability[:, None]
                self._known[key] = np.concatenate([joined, outcome.components_bn], axis=1)
        return np.stack([self._known[key] for key in sets])

    def _outcomes(self, keys: Sequence[int]) -> list[Outcome]:
        """Return the outcomes of sets; with EQUILIBRIUM in a set, of the chosen equilibrium where it exists there."""
        scenarios = [self._scenario(key) for key in keys]
        found = solve_batch(self.case, scenarios)
        bit = len(self.players) - 1
        rows = [row for row, key in enumerate(keys) if self.chosen is not None and key >> bit & 1]
        if self.chosen is None or not rows:
            return found
        table = np.array([scenarios[row].values for row in rows])
        pins = pins_of([scenarios[row] for row in rows])
        points = over_policies(self.case, self.chosen.scenario, self.chosen.join_probability, table, pins, self.dropped)
        kept = [(row, point) for row, point in zip(rows, points, strict=True) if np.isfinite(point[0])]
        there = [scenarios[row] for row, _ in kept]
        starts = np.array([point for _, point in kept])
        for (row, _), outcome in zip(kept, solve_batch(self.case, there, starts), strict=True):
            found[row] = outcome
        return found

    def _scenario(self, key: int) -> Scenario:
        moved = [player for bit, player in enumerate(self.players) if key >> bit & 1]
        levers = {player: self.after.value(player) for player in moved if player not in {PINS, EQUILIBRIUM}}
        scenario = self.before.with_levers(levers)
        return replace(scenario, pins=self.after.pins) if PINS in moved else scenario


def _exact(coalitions: _Coalitions) -> tuple[Floats, Floats]:
    """Return Shapley values [players, n, 12] from every set of changes, and nil errors [players, n]."""
    m = len(coalitions.players)
    every = np.arange(2**m)
    values = coalitions.values(every.tolist())
    sizes = np.array([int(key).bit_count() for key in every])
    shares = np.zeros((m, *values.shape[1:]))
    for player in range(m):
        without = every[(every >> player & 1) == 0]
        weight = np.array([factorial(size) * factorial(m - size - 1) for size in sizes[without]]) / factorial(m)
        gain = values[without | 1 << player] - values[without]
        shares[player] = np.tensordot(weight, gain, axes=1)
    return shares, np.zeros(shares.shape[:2])


def _sampled(coalitions: _Coalitions, orders: int) -> tuple[Floats, Floats]:
    """Return sampled Shapley values [players, n, 12] and their standard errors for the probability [players, n]."""
    rng = np.random.default_rng(SEED)
    m = len(coalitions.players)
    pairs = []
    for _ in range(orders):
        order = rng.permutation(m)
        pairs.append(0.5 * (_gains(coalitions, order.tolist()) + _gains(coalitions, order[::-1].tolist())))
    drawn = np.stack(pairs)
    error = drawn[..., 0].std(axis=0, ddof=1) / np.sqrt(orders)
    return drawn.mean(axis=0), np.asarray(error)


def _gains(coalitions: _Coalitions, order: list[int]) -> Floats:
    """Return what each player adds when the changes are made in an order, [players, n, 12]."""
    sets = [0]
    for player in order:
        sets.append(sets[-1] | 1 << player)
    steps = np.diff(coalitions.values(sets), axis=0)
    gains = np.empty_like(steps)
    gains[order] = steps
    return gains

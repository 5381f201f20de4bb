"""Why firms moved between two scenarios, motive by motive: each payoff component's share of the change of a chance.

Levers of many values move together along a straight line, and the chance follows the equilibrium: a motive's share is
the integral of what its change moves the chance by. Other levers and pins jump, and a jump is shared between the
motives by Shapley values. Jumps and the line are taken in every order and averaged. Where another equilibrium than the
principal one is drawn, its choice is a jump of its own, and after it every way follows that equilibrium's branch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from model.errors import DroppedError
from model.following import follow, over_policies
from model.game import Game, build_game, point_parameters, scenario_rules
from model.newton import logistic
from model.outcome import COMPONENTS, Floats, Outcome
from model.questions.along import Dropped, Ints, never
from model.questions.explain import EQUILIBRIUM, ORDERS, PINS, SEED, players_of, same_call
from model.questions.slopes import is_smooth
from model.solve import equilibrium, pins_of, solve

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

MOTIVES = (*COMPONENTS, PINS)
PIECES = 16  # of the line; even, since twice as long pieces correct the error
LINE = "line"  # stands for all levers that move along it
NO_LEVERS = frozenset({PINS, LINE, EQUILIBRIUM})
MOST_EXACT = 5  # jumps and the line, up to which every order is taken
SAME_POINT = 1e-6
SMALL = 1e-9  # a change of the log-odds below which the slope at the middle is as good as the mean slope
BOTH = 0.5  # weight of an order and of its reverse


@dataclass(frozen=True)
class Motives:
    """Shares of each firm's change of probability by motive, [motives, n] in the order of ``ids``; read-only.

    ``ids`` are MOTIVES, and EQUILIBRIUM where another one than the principal was chosen. ``error`` [motives, n] are
    standard errors, nil where every order was taken. With ``lost`` the branch of the equilibrium chosen ends on the
    way: the way is then that of the principal one, and the choice comes last.
    """

    before: Scenario = field(repr=False)
    after: Scenario = field(repr=False)
    joining: Floats = field(repr=False)
    error: Floats = field(repr=False)
    exact: bool
    ids: tuple[str, ...] = MOTIVES
    lost: bool = False

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for array in (self.joining, self.error):
            array.setflags(write=False)

    def is_of(self, before: Scenario, after: Scenario) -> bool:
        """Say whether it speaks of the change between these two policies."""
        return self.before.same_policy(before) and self.after.same_policy(after)


def motives(
    case: Case,
    before: Scenario,
    after: Scenario,
    *,
    chosen: Outcome | None = None,
    orders: int = ORDERS,
    dropped: Dropped = never,
) -> Motives:
    """Return the shares of the motives in what changed between two scenarios of one call; they add up to the change.

    Every order up to 5 jumps and lines; past that ``orders`` sampled ones and their reverses, with a fixed seed and
    standard errors. ``chosen`` is an outcome of the second scenario at another equilibrium than the principal one.
    Raises LeverError where the calls differ, SolveError as solve does, DroppedError once ``dropped``
    says so. Sources: Aumann and Shapley (1974) along the line; Shapley (1953) for jumps.
    """
    same_call(before, after)
    if chosen is not None:
        try:
            return _averaged(_Steps(case, before, after, dropped, chosen), orders)
        except _LostError:
            found = _averaged(_Steps(case, before, after, dropped), orders)
            return _chosen_last(case, found, chosen)
    return _averaged(_Steps(case, before, after, dropped), orders)


class _LostError(Exception):
    """The equilibrium chosen does not exist all along a way."""


def _averaged(steps: _Steps, orders: int) -> Motives:
    exact = len(steps.players) <= MOST_EXACT
    drawn = np.stack(list(_every_order(steps) if exact else _sampled(steps, orders)))
    error = np.zeros(drawn.shape[1:]) if exact else drawn.std(axis=0, ddof=1) / np.sqrt(len(drawn))
    return Motives(steps.before, steps.after, drawn.mean(axis=0), np.asarray(error), exact, steps.ids)


def _chosen_last(case: Case, found: Motives, chosen: Outcome) -> Motives:
    """Return shares along the principal equilibrium with the step from there to the one chosen at the end."""
    step = chosen.join_probability - solve(case, found.after).join_probability
    joining = np.concatenate([found.joining, step[None]])
    error = np.concatenate([found.error, np.zeros_like(step)[None]])
    return replace(found, joining=joining, error=error, ids=(*MOTIVES, EQUILIBRIUM), lost=True)


def _every_order(steps: _Steps) -> Iterator[Floats]:
    """Yield the Shapley average over all orders, [motives, n]: each step weighted by the orders that contain it."""
    count = len(steps.players)
    total = np.zeros(steps.shape)
    for key in range(2**count):
        size = key.bit_count()
        for player in range(count):
            if not key >> player & 1:
                weight = factorial(size) * factorial(count - size - 1) / factorial(count)
                total += weight * steps.share(key, player)
    yield total


def _sampled(steps: _Steps, orders: int) -> Iterator[Floats]:
    """Yield the shares in sampled orders, each averaged with its reverse, [motives, n]."""
    rng = np.random.default_rng(SEED)
    for _ in range(orders):
        order = rng.permutation(len(steps.players)).tolist()
        yield BOTH * (_in_order(steps, order) + _in_order(steps, order[::-1]))


def _in_order(steps: _Steps, order: list[int]) -> Floats:
    total, key = np.zeros(steps.shape), 0
    for player in order:
        total += steps.share(key, player)
        key |= 1 << player
    return total


class _Steps:
    """What each step contributes from each set of steps already made; every state is solved once."""

    def __init__(
        self, case: Case, before: Scenario, after: Scenario, dropped: Dropped, chosen: Outcome | None = None
    ) -> None:
        self.case, self.before, self.after, self._dropped, self._chosen = case, before, after, dropped, chosen
        changed = players_of(before, after, chosen is not None)
        self._line = tuple(one for one in changed if one not in NO_LEVERS and is_smooth(case.lever(one)))
        jumps = tuple(one for one in changed if one not in self._line)
        self.players = (*jumps, *((LINE,) if self._line else ()))
        self.ids = MOTIVES if chosen is None else (*MOTIVES, EQUILIBRIUM)
        self.shape = (len(self.ids), len(before.firm_ids))
        self._solved: dict[tuple[int, bool], tuple[Floats, Floats, Floats]] = {}
        self._shares: dict[tuple[int, int], Floats] = {}

    def share(self, key: int, player: int) -> Floats:
        """Return the shares of the motives in one step from a set of steps, [motives, n]."""
        if (key, player) not in self._shares:
            along = self.players[player] == LINE
            self._shares[key, player] = self._along(key) if along else self._jump(key, key | 1 << player)
        return self._shares[key, player]

    def _along(self, key: int) -> Floats:
        """Share the way along the line: the fine sum and the one over pieces twice as long cancel their errors."""
        p, components, noise = self._states(key, along=True)
        fine = _pieces(p, components, noise)
        coarse = _pieces(p[::2], components[::2], noise)
        return self._padded((4.0 * fine - coarse) / 3.0)

    def _jump(self, key: int, to: int) -> Floats:
        p0, before, noise = self._states(key, along=False)
        p1, after, _ = self._states(to, along=False)
        if self._follows(to) and not self._follows(key):
            shares = np.zeros(self.shape)
            shares[-1] = p1[0] - p0[0]
            return shares
        shares = self._padded(_shapley(before[0], after[0], noise))
        pinned = [{firm for firm, _ in self._scenario(one).pins} for one in (key, to)]
        for row, firm in enumerate(self.before.firm_ids):
            if any(firm in pins for pins in pinned):  # its chance does not follow from its payoff
                shares[:, row] = 0.0
                shares[MOTIVES.index(PINS), row] = p1[0, row] - p0[0, row]
        return shares

    def _states(self, key: int, along: bool) -> tuple[Floats, Floats, Floats]:
        """Return chances [states, n], components [states, n, 11] and noise [n] of a set, or of the line from it."""
        if (key, along) not in self._solved:
            if self._dropped():
                raise DroppedError
            self._solved[key, along] = self._solve(key, PIECES + 1 if along else 1)
        return self._solved[key, along]

    def _follows(self, key: int) -> bool:
        """Say whether the equilibrium chosen is drawn after a set of steps."""
        return any(key >> bit & 1 for bit, player in enumerate(self.players) if player == EQUILIBRIUM)

    def _scenario(self, key: int) -> Scenario:
        moved = [player for bit, player in enumerate(self.players) if key >> bit & 1]
        levers = {name for name in moved if name not in NO_LEVERS} | set(self._line if LINE in moved else ())
        scenario = self.before.with_levers({name: self.after.value(name) for name in levers})
        return replace(scenario, pins=self.after.pins) if PINS in moved else scenario

    def _solve(self, key: int, states: int) -> tuple[Floats, Floats, Floats]:
        scenario, share = self._scenario(key), np.linspace(0.0, 1.0, states)
        levers = {}
        for lever, value in zip(scenario.levers, scenario.values, strict=True):
            to = self.after.value(lever.id) if states > 1 and lever.id in self._line else value
            levers[lever.id] = value + share * (to - value)
        rules, pins = scenario_rules(self.case, scenario), pins_of((scenario,) * states)
        game = build_game(self.case, scenario.call, rules, levers, point_parameters(self.case), kept_as=None)
        if self._follows(key):
            p = self._carried(scenario, levers, pins)
        else:
            p = equilibrium(game, pins, dropped=self._dropped).p
        components = game.prices.components(game.prospects.expected(p))
        noise = np.broadcast_to(game.noise_bn, p.shape)[0]
        free = np.array([firm not in dict(scenario.pins) for firm in scenario.firm_ids])
        held = np.where(free[:, None], components, components[:1])  # whoever is pinned is not moved by its motives
        return p, held, noise

    def _carried(self, scenario: Scenario, levers: Mapping[str, Floats], pins: Floats | None) -> Floats:
        """Return where the equilibrium chosen is at policies, each lever [states], that lie on one way, [states, n].

        Both ends are carried from where it was chosen, and what lies between from the first of them.
        """
        assert self._chosen is not None
        chosen, table = self._chosen, np.stack(list(levers.values()), axis=-1)
        ends = [0, -1][: len(table)]
        fixed = None if pins is None else pins[ends]
        p = over_policies(self.case, chosen.scenario, chosen.join_probability, table[ends], fixed, self._dropped)
        if len(table) > 1 and np.isfinite(p).all():
            between = self._between(scenario, table[[0, -1]], len(table) - 1)
            way = follow(between, np.tile(p[0], (len(table) - 1, 1)), None if pins is None else pins[1:], self._dropped)
            met = bool(np.abs(way[-1] - p[1]).max() <= SAME_POINT)  # else it is another branch by then
            p = np.concatenate([p[:1], way[:-1], p[1:]]) if met else np.full_like(way, np.nan)
        if not np.isfinite(p).all():
            raise _LostError
        return p

    def _between(self, scenario: Scenario, ends: Floats, count: int) -> Callable[[Ints, Floats], Game]:
        """Return the games on the ways from the first end of the line [2, levers] to each of its ``count`` states."""
        rules, points = scenario_rules(self.case, scenario), point_parameters(self.case)

        def game_at(rows: Ints, share: Floats) -> Game:
            way = share * (rows + 1.0) / count
            columns = enumerate(lever.id for lever in scenario.levers)
            levers = {name: ends[0, at] + way * (ends[1, at] - ends[0, at]) for at, name in columns}
            return build_game(self.case, scenario.call, rules, levers, points, kept_as=None)

        return game_at

    def _padded(self, shares: Floats) -> Floats:
        """Return shares [n, 11] as [motives, n], with nothing due to pins or to the choice of an equilibrium."""
        return np.concatenate([shares.T, np.zeros((self.shape[0] - shares.shape[1], self.shape[1]))])


def _pieces(p: Floats, components: Floats, noise: Floats) -> Floats:
    """Return what each component moves the chance by over pieces of a way, [n, 11]; adds up to p[-1] - p[0].

    Over one piece the chance changes by its mean slope times the change of the payoff, which is that of its components.
    """
    step = np.diff(components, axis=0)
    pull = step.sum(axis=-1) / noise
    middle = 0.5 * (p[1:] + p[:-1])
    slope = np.where(np.abs(pull) > SMALL, np.diff(p, axis=0) / np.where(pull == 0.0, 1.0, pull), middle * (1 - middle))
    return np.asarray((slope[..., None] * step / noise[:, None]).sum(axis=0))


def _shapley(before: Floats, after: Floats, noise: Floats) -> Floats:
    """Return Shapley values of the components [n, 11] in a jump of the chance from one payoff to another."""
    change = (after - before) / noise[:, None]
    moving = np.flatnonzero(np.any(change != 0.0, axis=0))
    count = len(moving)
    sets = (np.arange(2**count)[:, None] >> np.arange(count)) & 1
    value = logistic((before.sum(axis=-1) / noise) + sets @ change[:, moving].T)  # [sets, n]
    sizes = sets.sum(axis=1)
    shares = np.zeros(before.shape)
    for place, column in enumerate(moving):
        without = np.flatnonzero(sets[:, place] == 0)
        weight = np.array([factorial(size) * factorial(count - size - 1) for size in sizes[without]]) / factorial(count)
        shares[:, column] = weight @ (value[without | 1 << place] - value[without])
    return shares

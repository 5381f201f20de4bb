"""The game of one batch of policies: strengths, prospects and prices put together as payoffs with their Jacobian."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from model._sets import MOST_SETS
from model.layout import Ints, Rules
from model.memo import Memo
from model.outcome import Floats
from model.payoff import Prices, prices_of
from model.policy import CallField, call_field, check_probability, column, lever_arrays, strengths
from model.programme import prospects_of
from model.prospects import Prospects
from model.sampled import SampledProspects
from model.sampling import possible_sets

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Arrays = Mapping[str, Floats]
Contest = tuple[Floats, Floats, Floats, Floats, Floats]  # strengths of firms, of incumbents, pass mark, checks of both
Solved = Callable[[Contest], Prospects]


@dataclass(frozen=True)
class Game:
    """Payoffs of joining for a batch of policies with the same rules; all arrays [batch, n] unless said."""

    entrants: CallField = field(repr=False)
    levers: Arrays = field(repr=False)
    parameters: Arrays = field(repr=False)
    strength: Floats = field(repr=False)
    incumbent_strength: Floats = field(repr=False)  # [batch, incumbents]
    check: Floats = field(repr=False)
    noise_bn: Floats = field(repr=False)
    prospects: Prospects = field(repr=False)
    prices: Prices = field(repr=False)
    base: Floats = field(repr=False)
    pair_value: Floats = field(repr=False)  # [batch, pairs]

    def payoff_and_jacobian(self, p: Floats) -> tuple[Floats, Floats]:
        """Return payoffs of joining [batch, n] in bn at entry ``p``, and du_i/dp_j [batch, n, n]."""
        payoff, jacobian = self.prospects.payoff_and_jacobian(self.pair_value, p, self._worth)
        return self.base + payoff, jacobian

    def payoff(self, p: Floats) -> Floats:
        """Return payoffs of joining [..., n], bn, at entry ``p`` [..., n]; one game meets any batch of p."""
        return self.base + self.prospects.payoff(self.pair_value, p, self._worth)

    @cached_property
    def _worth(self) -> Floats | None:
        return None if self.prospects.layout.sets.single else self.prospects.worth(self.pair_value)


def rules_of(field_: CallField, values: Mapping[str, float]) -> Rules:
    """Return the discrete shape of a policy's contest."""
    group = field_.reserved_groups[int(values["reserved_seat"])]
    sampled = possible_sets(field_.n_firms, int(values["seats"])) > MOST_SETS
    return Rules(
        n_firms=field_.n_firms,
        n_incumbents=field_.n_incumbents,
        seats=int(values["seats"]),
        final_teams=int(values["final_teams"]),
        leave_per_stage=field_.call.leave_per_stage,
        next_in_rank=bool(values["next_in_rank"]),
        reserved=None if group is None else tuple(bool(member) for member in group),
        pull=field_.pull if sampled else (),
    )


def field_of(case: Case, call_id: str) -> CallField:
    """Return the arrays of a call, gathered once per case."""
    return case.memo.get("field", call_id, lambda: call_field(case, call_id))


def point_parameters(case: Case) -> dict[str, Floats]:
    """Return the behavioural parameters at their point values, each an array [1]: representative, or prior means.

    A parameter that was not estimated, or whose prior was edited since, stands at the mean in its table.
    """
    draws = case.draws or {}
    return case.memo.get(
        "point",
        (),
        lambda: {row.id: np.array([draws[row.id][0] if row.id in draws else row.mean]) for row in case.parameters},
    )


def build_game(
    case: Case,
    call_id: str,
    rules: Rules,
    levers: Arrays,
    parameters: Arrays,
    *,
    kept_as: str | Solved | None = "prospects",
) -> Game:
    """Put a batch of policies together; ``levers`` and ``parameters`` are [batch] or [1] by id.

    The solved tournament is kept with the case under ``kept_as``; None for strengths that nobody will ask for again,
    a function of the contest where the caller keeps tournaments.
    """
    field_ = field_of(case, call_id)
    contest = _contest(field_, levers, parameters)
    if callable(kept_as):
        prospects = kept_as(contest)
    elif kept_as is None:
        prospects = new_prospects(rules, contest)
    else:
        prospects = _kept_prospects(case, rules, contest, kept_as)
    odds = public_odds(case, call_id, parameters, prospects.stages)
    return _put_together(field_, (levers, parameters), contest, prospects, odds)


@dataclass(frozen=True)
class Setting:
    """A call whose inputs differ from row to row: its field with arrays [batch, n], parameters, and public odds.

    ``made`` keeps the tournaments of the policies that were put into it.
    """

    entrants: CallField = field(repr=False)
    parameters: Arrays = field(repr=False)
    odds: Floats = field(repr=False)
    made: Memo = field(repr=False)

    def game(self, rules: Rules, levers: Arrays) -> Game:
        """Put policies into the setting, [batch] or [1] by lever id; SolveError as by build_game."""
        contest = _contest(self.entrants, levers, self.parameters)
        key = (rules, *(array.tobytes() for array in contest))
        prospects = self.made.get("prospects", key, lambda: new_prospects(rules, contest))
        odds = _for_stages(self.odds, prospects.stages)
        return _put_together(self.entrants, (levers, self.parameters), contest, prospects, odds)


def setting_of(announced: Scenario, entrants: CallField, parameters: Arrays, levers: Arrays | None = None) -> Setting:
    """Return a setting over fields [batch, n] and parameters [batch]; the odds are those of the call as announced.

    Levers of the announcement that differ from row to row stand in ``levers`` [batch] by id; not those that set rules.
    """
    made = Memo()
    levers = {**lever_arrays((announced,)), **(levers or {})}
    ids = (lever.id for lever in announced.levers)
    rules = rules_of(entrants, dict(zip(ids, announced.values, strict=True)))
    contest = _contest(entrants, levers, parameters)
    key = (rules, *(array.tobytes() for array in contest))
    prospects = made.get("prospects", key, lambda: new_prospects(rules, contest))
    return Setting(entrants, parameters, _odds_of(prospects, contest), made)


def _put_together(
    field_: CallField, arrays: tuple[Arrays, Arrays], contest: Contest, prospects: Prospects, odds: Floats
) -> Game:
    levers, parameters = arrays
    strength, incumbent, _, check, _ = contest
    prices = prices_of(field_, levers, parameters, prospects.stages, odds)
    return Game(
        entrants=field_,
        levers=levers,
        parameters=parameters,
        strength=strength,
        incumbent_strength=incumbent,
        check=check,
        noise_bn=column(parameters["noise_bn"]) * field_.firms["noise_scale"],
        prospects=prospects,
        prices=prices,
        base=prices.base,
        pair_value=prices.value_of_pairs(prospects.features, prospects.layout.sets.pair_member),
    )


def _contest(field_: CallField, levers: Arrays, parameters: Arrays) -> Contest:
    """Return what decides the contest and the tournament, each [batch, ...] with the batch of the strengths."""
    strength, incumbent = strengths(field_, levers, parameters)
    check = check_probability(field_.firms["foreign_reliance_share"], levers, parameters)
    old_check = check_probability(field_.incumbents["foreign_reliance_share"], levers, parameters)
    pass_strength, batch = parameters["pass_strength"], strength.shape[:-1]
    if incumbent.shape[:-1] != batch:  # it has no lag, so levers of months and of chips leave it alone
        incumbent = np.broadcast_to(incumbent, (*batch, incumbent.shape[-1]))
    if check.shape[:-1] != batch:
        check = np.broadcast_to(check, strength.shape)
        old_check = np.broadcast_to(old_check, (*batch, old_check.shape[-1]))
    if pass_strength.shape != batch:
        pass_strength = np.broadcast_to(pass_strength, batch)
    return strength, incumbent, pass_strength, check, old_check


def _kept_prospects(case: Case, rules: Rules, arrays: Contest, kind: str = "prospects") -> Prospects:
    """Return the prospects for strengths and checks, solving the tournament only where they are new."""
    key = (rules, *(array.tobytes() for array in arrays))
    return case.memo.get(kind, key, lambda: new_prospects(rules, arrays))


def new_prospects(rules: Rules, contest: Contest) -> Prospects:
    """Solve the tournaments of a batch, each once where policies share one."""
    few, row_of = distinct_contests(contest)
    strength, incumbent, pass_strength, check, old_check = few
    found = prospects_of(rules, strength, incumbent, pass_strength, (check, old_check))
    if found.layout.sets.draw is not None:
        found = SampledProspects.of(found)
    return found.rows(row_of) if len(row_of) > len(strength) else found


def distinct_contests(contest: Contest) -> tuple[Contest, Ints]:
    """Return the contests of a batch that differ, and where each policy's is among them, [batch]."""
    strength = contest[0]
    if len(strength) > 1 and len(np.unique(strength[:, 0])) < len(strength):
        strength, incumbent, pass_strength, check, old_check = contest
        together = np.concatenate([strength, incumbent, pass_strength[:, None], check, old_check], axis=-1)
        _, first, row_of = np.unique(together, axis=0, return_index=True, return_inverse=True)
        if len(first) < len(strength):
            return (strength[first], incumbent[first], pass_strength[first], check[first], old_check[first]), (
                row_of.ravel()
            )
    return contest, np.arange(len(strength))


def each_contest(contest: Contest) -> list[Contest]:
    """Return the contests of a batch one by one, each a batch of one."""
    strength, incumbent, pass_strength, check, old_check = contest
    rows = (np.s_[row : row + 1] for row in range(len(strength)))
    return [(strength[row], incumbent[row], pass_strength[row], check[row], old_check[row]) for row in rows]


def public_odds(case: Case, call_id: str, parameters: Arrays, stages: int) -> Floats:
    """Return the odds the public gave each firm before the call, [batch, n, stages + 1].

    Computed at the call as announced, with every rival as likely in as out, and held while levers move: the chance of
    selection, then of passing each stage once in it. A later stage than the announced ones takes the last odds.
    """
    key = (call_id, *(np.asarray(parameters[name]).tobytes() for name in _ODDS_PARAMETERS))
    odds: Floats = case.memo.get("odds", key, lambda: _status_quo_odds(case, call_id, parameters))
    return _for_stages(odds, stages)


def _for_stages(odds: Floats, stages: int) -> Floats:
    missing = stages + 1 - odds.shape[-1]
    if missing > 0:
        odds = np.concatenate([odds, np.repeat(odds[..., -1:], missing, axis=-1)], axis=-1)
    return odds[..., : stages + 1]


_ODDS_PARAMETERS = (
    *("strength_slope", "lag_slope", "pass_strength", "gpu_catch_up_months", "gpu_reference"),
    *("check_strictness", "weight_reference"),
)


def _status_quo_odds(case: Case, call_id: str, parameters: Arrays) -> Floats:
    field_ = field_of(case, call_id)
    announced = case.scenario_for(call_id)
    levers = lever_arrays((announced,))
    contest = _contest(field_, levers, parameters)
    rules = rules_of(field_, dict(zip(levers, announced.values, strict=True)))
    return _odds_of(_kept_prospects(case, rules, contest), contest)


def _odds_of(prospects: Prospects, contest: Contest) -> Floats:
    expected = prospects.expected(np.full(contest[0].shape, 0.5))
    stages = prospects.stages
    during, leaving = expected[..., 1 : 1 + stages], expected[..., 1 + stages : 1 + 2 * stages]
    passing = 1.0 - leaving / np.maximum(during, 1e-300)
    odds: Floats = np.concatenate([expected[..., :1], passing], axis=-1)
    return odds


def scenario_rules(case: Case, scenario: Scenario) -> Rules:
    """Return the discrete shape of a scenario's contest."""
    values = {lever.id: value for lever, value in zip(scenario.levers, scenario.values, strict=True)}
    return rules_of(field_of(case, scenario.call), values)

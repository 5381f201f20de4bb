"""A call and its policies as arrays: what firms bring, what levers set, and the strengths and visibilities that follow.

Batches lead: lever and parameter arrays are [batch], firm arrays [n] or [batch, n]; a formula joins them as [batch, n].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from model.outcome import Floats
from model.schema import EVALUATION_ITEMS

if TYPE_CHECKING:
    from model.case import Case
    from model.rows import Call
    from model.scenario import Scenario

FIRM_COLUMNS = (
    *("market_value_bn", "compute_need_share", "own_programme_bn_per_month", "overlap_share", "brand_exposure_bn"),
    *("leader_accountability_bn", "foreign_reliance_share", "leases_gpus", "state_exposure_bn"),
    *("own_strategy_bn_per_month", "revenue_probability", "matching_factor", "noise_scale"),
    *(f"{item}_score" for item in EVALUATION_ITEMS),
)


@dataclass(frozen=True, slots=True)
class CallField:
    """The firms that may join a call, and the incumbents, as arrays by column name; [n] and [incumbents].

    Where inputs differ from row to row, every array leads with a batch: [batch, n].
    """

    call: Call
    firm_ids: tuple[str, ...]
    firms: Mapping[str, Floats] = field(repr=False)
    incumbents: Mapping[str, Floats] = field(repr=False)
    own_listed: Floats = field(repr=False)
    parent_listed: Floats = field(repr=False)
    reserved_groups: tuple[Floats | None, ...] = field(repr=False)  # by option of reserved_seat: None, large, startup
    event_odds: Floats = field(repr=False)  # of the used share-price events before the call opened
    event_falls: Floats = field(repr=False)  # market-adjusted falls at those events, shares
    scores: Floats = field(repr=False)  # [n, evaluation items], 0 to 100
    incumbent_scores: Floats = field(repr=False)  # [incumbents, evaluation items]
    at_stake_bn: Floats = field(repr=False)  # what a firm and its leaders lose face with
    listed_value_bn: Floats = field(repr=False)  # market value, its own or its parent's; 0 where nothing is listed
    names: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # English and Korean
    gap_prior_sd: float = 0.0
    pull: tuple[float, ...] = ()  # strengths as the call was announced, at the prior means

    @property
    def n_firms(self) -> int:
        """How many firms are eligible."""
        return len(self.firm_ids)

    @property
    def n_incumbents(self) -> int:
        """How many teams are already in the programme."""
        return len(self.call.incumbents)

    def with_columns(self, firms: Mapping[str, Floats], incumbents: Mapping[str, Floats]) -> CallField:
        """Return the field with other columns, [n] or [batch, n], and everything that is worked out from them."""
        return replace(
            self,
            firms=firms,
            incumbents=incumbents,
            scores=_scores(firms),
            incumbent_scores=_scores(incumbents),
            at_stake_bn=_at_stake_bn(firms),
            listed_value_bn=firms["market_value_bn"] * (self.own_listed + self.parent_listed),
        )


def call_field(case: Case, call_id: str) -> CallField:
    """Gather a call's firms and incumbents as arrays, in the units of their columns."""
    call = case.call(call_id)
    ids = case.eligible_ids(call_id)
    rows = {row.firm: row for row in case.eligible if row.call == call_id}
    firms = {column: case.firm_column(column, ids) for column in FIRM_COLUMNS}
    firms["earlier_failures"] = np.array([rows[firm].earlier_failures for firm in ids])
    firms["months_lost"] = np.array([rows[firm].months_lost for firm in ids])
    sizes = [case.firm(firm).size for firm in ids]
    listings = [case.firm(firm).listing for firm in ids]
    used = [event for event in case.events if event.used and event.date < call.opens]
    prior = next(parameter for parameter in case.parameters if parameter.id == "gap_prior_mean")
    incumbents = {column: case.firm_column(column, call.incumbents) for column in FIRM_COLUMNS}
    field_ = CallField(
        call=call,
        firm_ids=ids,
        firms=firms,
        incumbents=incumbents,
        own_listed=np.array([listing == "own" for listing in listings], dtype=np.float64),
        parent_listed=np.array([listing == "parent" for listing in listings], dtype=np.float64),
        reserved_groups=(None, *(np.array([size == group for size in sizes]) * 1.0 for group in ("large", "startup"))),
        event_odds=np.array([event.public_odds_probability for event in used]),
        event_falls=np.array([event.market_return_share - event.raw_return_share for event in used]),
        scores=_scores(firms),
        incumbent_scores=_scores(incumbents),
        at_stake_bn=_at_stake_bn(firms),
        listed_value_bn=firms["market_value_bn"] * np.array([listing in {"own", "parent"} for listing in listings]),
        names=(tuple(case.firm(firm).name_en for firm in ids), tuple(case.firm(firm).name_ko for firm in ids)),
        gap_prior_sd=prior.sd,
    )
    announced = {lever: np.array([value]) for lever, value in call.lever_values.items()}
    means = {parameter.id: np.array([parameter.mean]) for parameter in case.parameters}
    return replace(field_, pull=tuple(strengths(field_, announced, means)[0][0].tolist()))


def _at_stake_bn(columns: Mapping[str, Floats]) -> Floats:
    return columns["brand_exposure_bn"] + columns["leader_accountability_bn"]


def _scores(columns: Mapping[str, Floats]) -> Floats:
    return np.stack([columns[f"{item}_score"] for item in EVALUATION_ITEMS], axis=-1)


def lever_arrays(scenarios: Sequence[Scenario]) -> dict[str, Floats]:
    """Return each lever's values over the scenarios, by lever id, [batch]."""
    table = np.array([scenario.values for scenario in scenarios], dtype=np.float64)
    return {lever.id: table[:, column] for column, lever in enumerate(scenarios[0].levers)}


def column(values: Floats) -> Floats:
    """Return [batch] as [batch, 1], to meet firms."""
    return np.asarray(values, dtype=np.float64)[..., None]


_WEIGHTS = tuple(f"weight_{item}" for item in EVALUATION_ITEMS)


def evaluation_weights(levers: Mapping[str, Floats]) -> Floats:
    """Return the weights of the evaluation items, [batch, items], adding up to 1; equal where all are nil."""
    rows = [levers[name] for name in _WEIGHTS]
    if any(len(row) != len(rows[0]) for row in rows):
        rows = list(np.broadcast_arrays(*rows))
    weights = np.array(rows).T
    total = weights.sum(axis=-1, keepdims=True)
    if not total.all():
        weights, total = np.where(total > 0.0, weights, 1.0), np.where(total > 0.0, total, len(_WEIGHTS))
    return np.asarray(weights / total)


def months_behind(field_: CallField, levers: Mapping[str, Floats], parameters: Mapping[str, Floats]) -> Floats:
    """Return the months of development each late team lacks against incumbents, [batch, n].

    GPUs served first give back up to ``gpu_catch_up_months`` to a firm without compute of its own, less to others.
    """
    served = column(levers["late_gpu_priority"]) * np.minimum(
        1.0, column(levers["gpus_per_team"]) / column(parameters["gpu_reference"])
    )
    caught_up = column(parameters["gpu_catch_up_months"]) * served * field_.firms["compute_need_share"]
    return np.maximum(0.0, field_.firms["months_lost"] - column(levers["months_given_back"]) - caught_up)


def strengths(
    field_: CallField, levers: Mapping[str, Floats], parameters: Mapping[str, Floats]
) -> tuple[Floats, Floats]:
    """Return strengths of the firms [batch, n] and of the incumbents [batch, incumbents], both above 0.

    exp(slope * (capability - 50) / 10 - lag * months behind), the exponential form of Plackett-Luce.
    """
    slope, weights = column(parameters["strength_slope"]) / 10.0, evaluation_weights(levers)
    firms = slope * (_capability(weights, field_.scores) - 50.0)
    lag = column(parameters["lag_slope"]) * months_behind(field_, levers, parameters)
    incumbents = slope * (_capability(weights, field_.incumbent_scores) - 50.0)
    return np.exp(firms - lag), np.exp(incumbents)


def _capability(weights: Floats, scores: Floats) -> Floats:
    """Return the weighted mean of scores [n, items] or [batch, n, items] with weights [batch, items], [batch, n]."""
    if scores.ndim > weights.ndim:
        return np.asarray((scores @ weights[..., None])[..., 0])
    return np.asarray(weights @ scores.T)


def check_probability(reliance: Floats, levers: Mapping[str, Floats], parameters: Mapping[str, Floats]) -> Floats:
    """Return the chance to pass the independence check, [batch, n]: stricter where independence weighs more."""
    weight = column(levers["weight_independence"]) / column(parameters["weight_reference"])
    strictness = np.minimum(np.maximum(column(parameters["check_strictness"]) * weight, 0.0), 1.0)
    return np.asarray(1.0 - strictness * reliance, dtype=np.float64)


def visibilities(levers: Mapping[str, Floats], parameters: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """Return the visibility of losing at selection and at a stage, [batch] each, between 0 and 1.

    Names and scores that are published show it; wording as graduation softens it; sealed applications hide the loss
    at selection only, since a team in the programme is known.
    """
    floor = parameters["naming_floor"]
    named = floor + (1.0 - floor) * levers["losers_named"]
    scored = 1.0 - parameters["score_weight"] * (1.0 - levers["scores_published"])
    worded = 1.0 - parameters["graduation_relief"] * levers["graduation_wording"]
    stage = named * scored * worded
    return stage * (1.0 - parameters["sealed_relief"] * levers["sealed_applications"]), stage


def learned_gap(field_: CallField, parameters: Mapping[str, Floats]) -> Floats:
    """Return the value gap (share of market value) that firms expect after the recorded events, [batch].

    Normal prior, normal events: a fall is gap x odds + noise, so each event weighs odds^2 / noise^2.
    """
    prior, noise = np.asarray(parameters["gap_prior_mean"]), np.asarray(parameters["return_noise"])
    precision = 1.0 / field_.gap_prior_sd**2 if field_.gap_prior_sd > 0.0 else np.inf
    if not field_.event_odds.size or not np.isfinite(precision):
        return prior
    weight = (field_.event_odds**2).sum(axis=-1) / noise**2
    seen = (field_.event_odds * field_.event_falls).sum(axis=-1) / noise**2
    learned: Floats = np.maximum(0.0, (precision * prior + seen) / (precision + weight))
    return learned

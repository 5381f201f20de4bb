"""What joining is worth, component by component, in bn of the case's currency against staying out.

Every component is linear in what may happen to the firm (``model/prospects.py``): a constant, a price of losing at
selection, and a price of each feature. So one table of prices per policy gives payoffs, components and derivatives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from model.outcome import COMPONENTS, Floats
from model.policy import CallField, column, learned_gap, visibilities

Arrays = Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices in bn: ``constant`` and ``lose_selection`` [batch, n, 11], ``feature`` [batch, n, 11, features]."""

    constant: Floats = field(repr=False)
    lose_selection: Floats = field(repr=False)
    feature: Floats = field(repr=False)

    def components(self, expected: Floats) -> Floats:
        """Return the components [batch, n, 11] for expected features [batch, n, features]."""
        not_selected = 1.0 - expected[..., 0]
        values: Floats = self.constant + self.lose_selection * not_selected[..., None]
        values += np.einsum("...cf,...f->...c", self.feature, expected)
        return values

    def component(self, component: str, expected: Floats) -> Floats:
        """Return one component [batch, n] for expected features [batch, n, features]."""
        place = _PLACE[component]
        value: Floats = self.constant[..., place] + self.lose_selection[..., place] * (1.0 - expected[..., 0])
        value += np.einsum("...f,...f->...", self.feature[..., place, :], expected)
        return value

    def value_of_pairs(self, features: Floats, member: NDArray[np.intp]) -> Floats:
        """Return what a pair's prospects are worth against losing at selection, [batch, pairs], bn."""
        prices = self.feature.sum(axis=-2)
        prices[..., 0] -= self.lose_selection.sum(axis=-1)
        value: Floats = np.einsum("...pf,...pf->...p", prices.take(member, axis=-2), features)
        return value

    @property
    def base(self) -> Floats:
        """What joining is worth to a firm that is never selected, [batch, n], bn."""
        total: Floats = (self.constant + self.lose_selection).sum(axis=-1)
        return total


_PLACE = {component: place for place, component in enumerate(COMPONENTS)}


class _Table:
    """The table of prices, filled component by component; each entry is set once."""

    def __init__(self, shape: tuple[int, ...], stages: int) -> None:
        self.stages = stages
        self.constant = np.zeros((*shape, len(COMPONENTS)))
        self.lose_selection = np.zeros((*shape, len(COMPONENTS)))
        self.feature = np.zeros((*shape, len(COMPONENTS), 2 * stages + 2))

    def always(self, component: str, value: Floats) -> None:
        self.constant[..., _PLACE[component]] = value

    def not_selected(self, component: str, value: Floats) -> None:
        self.lose_selection[..., _PLACE[component]] = value

    def selected(self, component: str, value: Floats) -> None:
        self.feature[..., _PLACE[component], 0] = value

    def during(self, component: str, values: Floats) -> None:
        """Set the price of being in the programme at each stage, [batch, n, stages]."""
        self.feature[..., _PLACE[component], 1 : 1 + self.stages] = values

    def eliminated(self, component: str, values: Floats) -> None:
        """Set the price of being eliminated at each stage, [batch, n, stages]."""
        self.feature[..., _PLACE[component], 1 + self.stages : -1] = values

    def final(self, component: str, value: Floats) -> None:
        self.feature[..., _PLACE[component], -1] = value

    def done(self) -> Prices:
        return Prices(self.constant, self.lose_selection, self.feature)


def prices_of(field_: CallField, levers: Arrays, parameters: Arrays, stages: int, odds: Floats) -> Prices:
    """Price every feature for every firm.

    ``levers`` and ``parameters`` are [batch] by id; ``odds`` [batch, n, stages + 1] are the public odds before the
    call at selection and at each stage. Returns Prices in bn.
    """
    batch = (max(len(value) for value in (*levers.values(), *parameters.values())),)
    table = _Table((*batch, field_.n_firms), stages)
    _support_and_matching(table, field_, levers, parameters)
    _prize(table, field_, levers, parameters)
    _months_spent(table, field_, levers, parameters)
    _losing(table, field_, levers, parameters, odds)
    _fixed(table, field_, levers, parameters)
    return table.done()


def supported_months(levers: Arrays, stages: int) -> Floats:
    """Return how many months of each stage fall within the months of support, [batch, stages]."""
    length = column(levers["stage_months"])
    left = column(levers["support_months"]) - length * np.arange(stages)
    return np.asarray(np.minimum(np.maximum(left, 0.0), length))


def gpu_bn_per_month(field_: CallField, levers: Arrays, parameters: Arrays) -> Floats:
    """Return what a selected firm draws in GPUs, [batch, n], bn a month; a lessor draws none unless allowed."""
    barred = field_.firms["leases_gpus"] * (1.0 - column(levers["lessors_eligible"]))
    return column(levers["gpus_per_team"] * parameters["gpu_price_bn_per_month"]) * (1.0 - barred)


def _support_and_matching(table: _Table, field_: CallField, levers: Arrays, parameters: Arrays) -> None:
    worth, share = (
        field_.firms["compute_need_share"],
        column(levers["matching_share"]) * field_.firms["matching_factor"],
    )
    money = column(levers["data_budget"] + levers["talent_budget"])
    table.selected("support", worth * money)
    table.selected("matching", -share * money)
    drawn = column(gpu_bn_per_month(field_, levers, parameters))
    drawn = drawn * supported_months(levers, table.stages)[..., None, :]
    table.during("support", column(worth) * drawn)
    table.during("matching", column(-share) * drawn)


def _prize(table: _Table, field_: CallField, levers: Arrays, parameters: Arrays) -> None:
    kept = levers["commercial_rights"] * (1.0 - parameters["openness_loss"] * levers["openness_required"])
    prize = parameters["title_final_bn"] + levers["procurement_guarantee"] + parameters["rights_value_bn"] * kept
    table.final("prize", column(prize) * field_.firms["revenue_probability"])
    table.selected("prize", column(parameters["title_selected_bn"]))


def _months_spent(table: _Table, field_: CallField, levers: Arrays, parameters: Arrays) -> None:
    firms, months = field_.firms, column(levers["stage_months"])
    own = column(parameters["own_strategy_weight"]) * firms["own_strategy_bn_per_month"]
    saved = 1.0 - parameters["reuse_saving"] * levers["reuse_allowed"]
    twice = (
        column(parameters["duplicate_weight"] * saved) * firms["overlap_share"] * firms["own_programme_bn_per_month"]
    )
    table.during("own_strategy", column(-own * months))
    table.during("duplicate_investment", column(-twice * months))


def _losing(table: _Table, field_: CallField, levers: Arrays, parameters: Arrays, odds: Floats) -> None:
    firms = field_.firms
    at_selection, at_stage = (column(value) for value in visibilities(levers, parameters))
    repeat = column(parameters["repeat_stigma"] * (1.0 - levers["fresh_start"])) * firms["earlier_failures"]
    shame = column(parameters["stigma_weight"]) * field_.at_stake_bn
    shame = shame * (1.0 + repeat)
    fall = column(parameters["price_weight"] * learned_gap(field_, parameters)) * field_.listed_value_bn
    consolation = column(levers["second_track"]) * firms["compute_need_share"]
    table.not_selected("stigma", -shame * at_selection)
    table.not_selected("stock_risk", -fall * at_selection * odds[..., 0])
    table.not_selected("second_track", consolation)
    table.eliminated("stigma", column(-shame * at_stage))
    table.eliminated("stock_risk", column(-fall * at_stage) * odds[..., 1:])
    table.eliminated("second_track", column(consolation))


def _fixed(table: _Table, field_: CallField, levers: Arrays, parameters: Arrays) -> None:
    firms = field_.firms
    table.always("duty", column(parameters["duty_weight"]) * firms["state_exposure_bn"])
    offered = gpu_bn_per_month(field_, levers, parameters) * column(levers["support_months"])
    offered = offered + column(levers["data_budget"] + levers["talent_budget"])
    writing = column(parameters["bid_base_bn"]) + column(parameters["bid_cost_share"]) * offered
    table.always("bid_cost", -writing)
    at_stake = field_.at_stake_bn + firms["own_strategy_bn_per_month"] * column(levers["stage_months"])
    changes = parameters["rule_risk_base"] + field_.call.earlier_rule_changes
    risk = column(parameters["rule_risk_share"] * changes * (1.0 - levers["rules_committed"]))
    table.selected("rule_risk", -risk * at_stake)

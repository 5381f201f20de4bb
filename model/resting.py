"""Which payoff components rest on assumptions: by the data, the inputs that set a component's price and are graded C.

What moves a firm's chances (scores, months lost, checks) moves every component alike and is no price: it is not counted
here. The table below says which column or parameter enters which component, as ``levers.PATHS`` does for levers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.evidence import label_of
from model.levers import PATHS
from model.outcome import COMPONENTS

if TYPE_CHECKING:
    from model.case import Case
    from model.rows import Input
    from model.scenario import Scenario

WEAK = "C"
MAINLY = 0.5
_LOSING = ("stigma", "stock_risk")
FEEDS: Mapping[tuple[str, str], tuple[str, ...]] = {  # (table, column or parameter) -> components whose price it sets
    ("behaviour", "gpu_price_bn_per_month"): ("support", "matching", "bid_cost"),
    ("behaviour", "title_final_bn"): ("prize",),
    ("behaviour", "title_selected_bn"): ("prize",),
    ("behaviour", "rights_value_bn"): ("prize",),
    ("behaviour", "openness_loss"): ("prize",),
    ("behaviour", "own_strategy_weight"): ("own_strategy",),
    ("behaviour", "duplicate_weight"): ("duplicate_investment",),
    ("behaviour", "reuse_saving"): ("duplicate_investment",),
    ("behaviour", "duty_weight"): ("duty",),
    ("behaviour", "bid_base_bn"): ("bid_cost",),
    ("behaviour", "bid_cost_share"): ("bid_cost",),
    ("behaviour", "stigma_weight"): ("stigma",),
    ("behaviour", "repeat_stigma"): ("stigma",),
    ("behaviour", "naming_floor"): _LOSING,
    ("behaviour", "score_weight"): _LOSING,
    ("behaviour", "sealed_relief"): _LOSING,
    ("behaviour", "graduation_relief"): _LOSING,
    ("behaviour", "price_weight"): ("stock_risk",),
    ("behaviour", "gap_prior_mean"): ("stock_risk",),
    ("behaviour", "return_noise"): ("stock_risk",),
    ("behaviour", "rule_risk_base"): ("rule_risk",),
    ("behaviour", "rule_risk_share"): ("rule_risk",),
    ("firms", "compute_need_share"): ("support", "second_track"),
    ("firms", "matching_factor"): ("matching",),
    ("firms", "revenue_probability"): ("prize",),
    ("firms", "own_strategy_bn_per_month"): ("own_strategy", "rule_risk"),
    ("firms", "overlap_share"): ("duplicate_investment",),
    ("firms", "own_programme_bn_per_month"): ("duplicate_investment",),
    ("firms", "brand_exposure_bn"): ("stigma", "rule_risk"),
    ("firms", "leader_accountability_bn"): ("stigma", "rule_risk"),
    ("firms", "market_value_bn"): ("stock_risk",),
    ("firms", "state_exposure_bn"): ("duty",),
    ("firms", "leases_gpus"): ("support", "matching", "bid_cost"),
    ("eligibility", "earlier_failures"): ("stigma",),
    ("events", "raw_return_share"): ("stock_risk",),
    ("events", "market_return_share"): ("stock_risk",),
    ("events", "public_odds_probability"): ("stock_risk",),
    ("calls", "earlier_rule_changes"): ("rule_risk",),
}


@dataclass(frozen=True)
class Resting:
    """Inputs graded C behind the components of a scenario: by firm row and component, and how many there are at all."""

    firm_ids: tuple[str, ...]
    inputs: tuple[tuple[tuple[Input, ...], ...], ...]  # [n][11]
    share: NDArray[np.float64]  # [n, 11] of all inputs of the component
    count: int  # inputs graded C that concern the scenario's call, those of the chances among them

    @property
    def weak(self) -> NDArray[np.bool_]:
        """Say which components rest mainly on assumptions, [n, 11]: half of their inputs or more are graded C.

        Hardly any component has none, so a mark for a single one would mark everything and say nothing.
        """
        return np.asarray(self.share >= MAINLY)

    def weak_of(self, firm_ids: Sequence[str]) -> NDArray[np.bool_]:
        """Return ``weak`` for firms in another order, [firms, 11]; nothing of one that is not in the call."""
        rows = dict(zip(self.firm_ids, self.weak, strict=True))
        nothing = np.zeros(len(COMPONENTS), dtype=bool)
        return np.array([rows.get(firm, nothing) for firm in firm_ids], dtype=bool).reshape(-1, len(COMPONENTS))


def resting(case: Case, scenario: Scenario) -> Resting:
    """Return what a scenario's components rest on. A lever that was moved is a choice, no assumption."""
    before = case.call(scenario.call).lever_values
    pairs = zip(scenario.levers, scenario.values, strict=True)
    held = frozenset(lever.id for lever, value in pairs if value == before[lever.id])
    return case.memo.get("resting", (scenario.call, held), lambda: _resting(case, scenario, held))


def weak_labels(case: Case, found: Resting, firm: str, component: str, language: str) -> tuple[str, ...]:
    """Return what the assumptions behind one component of a firm are called, in ``"ko"`` or ``"en"``."""
    if firm not in found.firm_ids:
        return ()
    entries = found.inputs[found.firm_ids.index(firm)][COMPONENTS.index(component)]
    return tuple(dict.fromkeys(label_of(case, entry)[language == "ko"] for entry in entries))


def _resting(case: Case, scenario: Scenario, held: frozenset[str]) -> Resting:
    cells: list[list[list[Input]]] = [[[] for _ in COMPONENTS] for _ in scenario.firm_ids]
    every, count = np.zeros((len(scenario.firm_ids), len(COMPONENTS))), 0
    for entry in case.inputs:
        rows = _rows(scenario, entry)
        count += bool(entry.grade == WEAK and rows)
        for component in _components(entry, held):
            for row in rows:
                if _concerns(case, scenario.firm_ids[row], component):
                    every[row, COMPONENTS.index(component)] += 1
                    if entry.grade == WEAK:
                        cells[row][COMPONENTS.index(component)].append(entry)
    weak = np.array([[len(cell) for cell in row] for row in cells], dtype=np.float64).reshape(every.shape)
    share = weak / np.maximum(every, 1.0)
    share.setflags(write=False)
    return Resting(scenario.firm_ids, tuple(tuple(tuple(cell) for cell in row) for row in cells), share, count)


def _rows(scenario: Scenario, entry: Input) -> tuple[int, ...]:
    """Return the rows of the firms that an input is about, none where it is of another call."""
    every = tuple(range(len(scenario.firm_ids)))
    if entry.table == "firms":
        return tuple(row for row in every if scenario.firm_ids[row] == entry.row)
    if entry.table == "eligibility":
        call, firm = entry.row.split("/")
        return tuple(row for row in every if call == scenario.call and scenario.firm_ids[row] == firm)
    if entry.table == "calls":
        return every if entry.row == scenario.call else ()
    return () if entry.table == "levers" else every  # their status quo stands in the call as well


def _components(entry: Input, held: frozenset[str]) -> tuple[str, ...]:
    if entry.table == "calls" and entry.column in PATHS:
        path = PATHS[entry.column].path if entry.column in held else ()
        return tuple(name for name in path if name in COMPONENTS)
    return FEEDS.get((entry.table, entry.row if entry.table == "behaviour" else entry.column), ())


def _concerns(case: Case, firm_id: str, component: str) -> bool:
    return component != "stock_risk" or case.firm(firm_id).listing != "none"

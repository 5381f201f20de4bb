"""An outcome: who joins under a scenario, what it rests on, and what the ministry gets. Read-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

COMPONENTS: tuple[str, ...] = (
    "support",
    "prize",
    "second_track",
    "duty",
    "own_strategy",
    "duplicate_investment",
    "matching",
    "bid_cost",
    "stigma",
    "stock_risk",
    "rule_risk",
)

# id -> unit; where more is better for the ministry the id stands in GOOD_UP, where less is, in GOOD_DOWN
HEADLINES: dict[str, str] = {
    "expected_joiners": "count",
    "listed_joins_probability": "probability",
    "parent_listed_joins_probability": "probability",
    "winner_strength": "factor",
    "unfilled_probability": "probability",
    "public_cost_bn": "bn",
    "duplicate_spending_bn": "bn",
}
GOOD_UP = frozenset(
    {"expected_joiners", "listed_joins_probability", "parent_listed_joins_probability", "winner_strength"}
)


@dataclass(frozen=True, slots=True)
class EquilibriumNote:
    """What is known of the equilibrium that is shown."""

    count: int  # how many were found
    certified_unique: bool
    shown: int  # row of the one shown, 0 is the principal
    starts: int  # from how many starts
    residual: float  # greatest |p - response(p)|
    converged: bool


@dataclass(frozen=True, slots=True)
class SamplingNote:
    """That sets of winners were sampled, there being too many to list, and how far the result may be off for it."""

    draws: int  # sets of as many winners as there are seats
    sets: int  # that were reckoned with, smaller ones included
    possible_sets: int
    seed: int
    join_standard_error: tuple[float, ...]  # of each firm's join probability, in the order of the firms


@dataclass(frozen=True, eq=False)  # arrays are not equal or unequal as a whole: an outcome equals itself
class Outcome:
    """A solved scenario: arrays [n] in the order of ``firm_ids``, components [n, 11] in bn, costs negative."""

    scenario: Scenario
    firm_ids: tuple[str, ...]
    names_en: tuple[str, ...]
    names_ko: tuple[str, ...]
    join_probability: Floats = field(repr=False)
    selection_probability: Floats = field(repr=False)  # given that it joins
    final_probability: Floats = field(repr=False)  # likewise
    components_bn: Floats = field(repr=False)
    noise_bn: Floats = field(repr=False)
    strength: Floats = field(repr=False)
    joiner_probability: Floats = field(repr=False)  # [n + 1], the number of joiners
    stage_probability: Floats = field(
        repr=False
    )  # [stages + 1, n], in the programme at each stage, given that it joins
    headline: Mapping[str, float] = field(repr=False)
    equilibrium: EquilibriumNote
    # [stages + 1, incumbents], in the programme at each stage, whoever is selected; no columns where it is not known
    incumbent_stage_probability: Floats = field(default_factory=lambda: np.zeros((1, 0)), repr=False)
    sampling: SamplingNote | None = None  # None where every set of winners was reckoned with

    def __post_init__(self) -> None:
        """Make every array read-only."""
        for name in _ARRAYS:
            getattr(self, name).setflags(write=False)

    @property
    def payoff_bn(self) -> Floats:
        """What joining is worth to each firm against staying out, [n], bn: the sum of its components."""
        total: Floats = self.components_bn.sum(axis=-1)
        return total

    def index(self, firm_id: str) -> int:
        """Return a firm's row."""
        return self.firm_ids.index(firm_id)

    def component(self, component_id: str) -> Floats:
        """Return one payoff component, [n], bn."""
        column: Floats = self.components_bn[:, COMPONENTS.index(component_id)]
        return column

    def chance_of_at_least(self, joiners: int) -> float:
        """Return the probability that at least so many firms join."""
        return float(self.joiner_probability[max(joiners, 0) :].sum())

    @cached_property
    def firms(self) -> pd.DataFrame:
        """The outcome as a table, index firm id: probabilities and one column per payoff component in bn."""
        import pandas as pd

        columns = {
            "join_probability": self.join_probability,
            "selection_probability": self.selection_probability,
            "final_probability": self.final_probability,
            **{f"{name}_bn": self.component(name) for name in COMPONENTS},
            "payoff_bn": self.payoff_bn,
        }
        return pd.DataFrame(columns, index=pd.Index(self.firm_ids, name="firm"))

    def as_json(self) -> dict[str, object]:
        """Return plain values under the names that scripts rely on."""
        firms = [
            {
                "id": firm_id,
                "name_en": self.names_en[row],
                "name_ko": self.names_ko[row],
                "join_probability": float(self.join_probability[row]),
                "selection_probability": float(self.selection_probability[row]),
                "final_probability": float(self.final_probability[row]),
                "payoff_bn": float(self.payoff_bn[row]),
                "components_bn": {name: float(self.component(name)[row]) for name in COMPONENTS},
            }
            for row, firm_id in enumerate(self.firm_ids)
        ]
        note = self.equilibrium
        sampling: dict[str, object] = {}
        if self.sampling is not None:
            errors = list(self.sampling.join_standard_error)
            sampling = {"sampling": asdict(self.sampling) | {"join_standard_error": errors}}
        return {
            "scenario": self.scenario.name,
            "firms": firms,
            "headline": {name: float(value) for name, value in self.headline.items()},
            "joiner_probability": [float(value) for value in self.joiner_probability],
            "equilibrium": {
                "count": note.count,
                "certified_unique": note.certified_unique,
                "shown": note.shown,
                "starts": note.starts,  # one: nobody has looked for others
            },
            **sampling,
        }


_ARRAYS = (
    *("join_probability", "selection_probability", "final_probability", "components_bn"),
    *("noise_bn", "strength", "joiner_probability", "stage_probability", "incumbent_stage_probability"),
)


@dataclass(frozen=True)
class Bands:
    """Posterior mean and 50 % and 90 % bands of every figure, from the same draws; arrays [n] in firm order.

    ``headline`` and ``figures`` hold mean, low90, low50, high50, high90 along the first axis: figures by the names in
    ``model.bands.FIGURES``, each [5, ...]. ``missing`` counts the draws in which the equilibrium asked about does not
    exist; they are left out of the bands. ``samples`` are the chances of joining [draws, n] and each headline [draws]
    in every draw, for differences between scenarios.
    """

    draws: int
    mean: Floats = field(repr=False)
    low90: Floats = field(repr=False)
    low50: Floats = field(repr=False)
    high50: Floats = field(repr=False)
    high90: Floats = field(repr=False)
    headline: Mapping[str, tuple[float, float, float, float, float]] = field(repr=False)
    figures: Mapping[str, Floats] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    missing: int = 0
    samples: Mapping[str, Floats] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def edges(self, figure: str) -> Floats | None:
        """Return low90, low50, high50, high90 of a figure, [4, ...], or None where it has no bands."""
        found = self.figures.get(figure)
        return None if found is None else found[1:]

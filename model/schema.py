"""The tables of a case: one meaning a column, one unit a column, everything else derived from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "ids", "text", "number", "integer", "flag", "date", "grade", "choice"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, what it may hold, and whether a cell may be empty."""

    name: str
    kind: Kind = "text"
    low: float = float("-inf")
    high: float = float("inf")
    required: bool = True
    options: tuple[str, ...] = ()
    is_input: bool = False  # a number the result rests on: needs a row in inputs.csv


def _share(name: str) -> Column:
    return Column(name, "number", 0.0, 1.0, is_input=True)


def _bn(name: str) -> Column:
    return Column(name, "number", 0.0, 1e6, is_input=True)


def _both(stem: str, required: bool = True) -> tuple[Column, Column]:
    return Column(f"{stem}_en", required=required), Column(f"{stem}_ko", required=required)


EVALUATION_ITEMS: tuple[str, ...] = ("benchmarks", "industry", "public", "independence", "openness", "strategy")

FIRMS = (
    Column("id", "id"),
    *_both("name"),
    *_both("short_name"),
    Column("aliases", required=False),  # everything that would identify it, separated by ;
    Column("listing", "choice", options=("own", "parent", "none")),
    Column("size", "choice", options=("large", "mid", "startup", "university")),
    _bn("market_value_bn"),
    *(Column(f"{item}_score", "number", 0.0, 100.0, is_input=True) for item in EVALUATION_ITEMS),
    _share("compute_need_share"),
    _bn("own_programme_bn_per_month"),
    _share("overlap_share"),
    _bn("brand_exposure_bn"),
    _bn("leader_accountability_bn"),
    _share("foreign_reliance_share"),
    Column("leases_gpus", "flag", is_input=True),
    _bn("state_exposure_bn"),
    _bn("own_strategy_bn_per_month"),
    Column("revenue_probability", "number", 0.0, 1.0, is_input=True),
    Column("matching_factor", "number", 0.0, 5.0, is_input=True),
    Column("noise_scale", "number", 0.01, 1e4, is_input=True),
    *_both("note", required=False),
)

CALLS = (  # besides these: one column for every lever, its status quo in that call
    Column("id", "id"),
    *_both("title"),
    Column("opens", "date"),
    Column("closes", "date"),
    Column("incumbents", "ids", required=False),
    Column("leave_per_stage", "integer", 1, 20, is_input=True),
    Column("earlier_rule_changes", "integer", 0, 20, is_input=True),
)

ELIGIBILITY = (
    Column("call", "id"),
    Column("firm", "id"),
    Column("earlier_failures", "number", 0, 20, is_input=True),
    Column("months_lost", "number", 0, 60, is_input=True),
    Column("announced_on", "date", required=False),
)

DECISIONS = (
    Column("call", "id"),
    Column("firm", "id"),
    Column("joined", "flag"),
    Column("announced_on", "date"),
    Column("source"),
    Column("grade", "grade"),
)

EVENTS = (
    Column("firm", "id"),
    Column("date", "date"),
    Column("kind", "choice", options=("not_selected", "eliminated")),
    Column("raw_return_share", "number", -1.0, 1.0, is_input=True),
    Column("market_return_share", "number", -1.0, 1.0, is_input=True),
    Column("public_odds_probability", "number", 0.0, 1.0, is_input=True),
    Column("used", "flag"),
    Column("source"),
    Column("grade", "grade"),
    *_both("note", required=False),
)

LEVERS = (
    Column("id", "id"),
    Column("group", "choice", options=("support", "competition", "disclosure", "rights", "aftercare")),
    *_both("name"),
    Column("unit", "choice", options=("gpus", "months", "share", "bn", "teams", "points", "switch", "choice")),
    Column("kind", "choice", options=("number", "integer", "switch", "choice")),
    Column("low", "number"),
    Column("high", "number"),
    Column("step", "number", 0.0, 1e6),
    Column("status_quo", "number", is_input=True),
    *_both("low_means"),
    *_both("high_means"),
    *_both("how"),
    Column("options", required=False),  # for a choice: ids separated by ;
    Column("options_en", required=False),
    Column("options_ko", required=False),
    Column("source"),
    Column("grade", "grade"),
)

BEHAVIOUR = (
    Column("id", "id"),
    *_both("name"),
    Column("unit", "choice", options=("share", "bn", "factor", "months", "probability")),
    Column("family", "choice", options=("normal", "lognormal", "beta", "fixed")),
    Column("mean", "number", is_input=True),
    Column("sd", "number", 0.0, 1e6),
    Column("low", "number"),
    Column("high", "number"),
    *_both("reason"),
    Column("source"),
    Column("grade", "grade"),
)

FACTS = (
    Column("id", "id"),
    Column("date"),
    Column("statement"),
    Column("value", required=False),
    Column("unit", required=False),
    Column("source"),
    Column("grade", "grade"),
)

INPUTS = (
    Column("table", "choice", options=("firms", "calls", "eligibility", "events", "levers", "behaviour")),
    Column("row"),  # the firm, lever or parameter; call/firm where a table has two keys
    Column("column"),
    Column("low", "number"),
    Column("high", "number"),
    Column("source"),
    Column("grade", "grade"),
    *_both("reason"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "firms": FIRMS,
    "calls": CALLS,
    "eligibility": ELIGIBILITY,
    "decisions": DECISIONS,
    "events": EVENTS,
    "levers": LEVERS,
    "behaviour": BEHAVIOUR,
    "facts": FACTS,
    "inputs": INPUTS,
}

KEYS: dict[str, tuple[str, ...]] = {
    "firms": ("id",),
    "calls": ("id",),
    "eligibility": ("call", "firm"),
    "decisions": ("call", "firm"),
    "events": ("firm", "date"),
    "levers": ("id",),
    "behaviour": ("id",),
    "facts": ("id",),
    "inputs": ("table", "row", "column"),
}

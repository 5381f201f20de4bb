"""What a fit says of itself, as data: its text, which case it belongs to, and whether it may be believed as written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import msgspec

from model.case import bundled_cases, bundled_report, load_case
from model.draws import same_draws
from model.tables import columns_of, key_of

if TYPE_CHECKING:
    from model.case import Case

Report = Mapping[str, Any]
_FITTED_TABLES = ("firms", "calls", "eligibility", "decisions", "events", "behaviour")
_WORDS = ("aliases", "source", "grade")


class _Layout(msgspec.Struct, frozen=True):
    """A part of a report; what a later version adds is left out."""


class ProvenanceLayout(_Layout, frozen=True):
    """What the draws were made from."""

    case_digest: str
    decisions: int
    draws: int
    steps: int
    seed: int
    design: int
    treatment: str
    date: str = ""
    engine_version: str = ""
    case: str = ""
    case_version: str = ""
    free_parameters: int = 0
    ensembles: int = 0
    walkers: int = 0
    burn_in_steps: int = 0


class QualityLayout(_Layout, frozen=True):
    """How well the walkers and the exact model agree."""

    worst_r_hat: float
    least_effective_draws_of_walkers: float
    stand_in_error_of_log_likelihood: float
    importance_pareto_k: float
    importance_effective_draws: float
    exact_points: int
    different_draws: int


class ParameterLayout(_Layout, frozen=True):
    """Prior against posterior of one parameter."""

    id: str
    prior_mean: float
    prior_sd: float
    mean: float
    sd: float
    learned_share: float


class DecisionLayout(_Layout, frozen=True):
    """Forecast and fact of one decision."""

    call: str
    firm: str
    joined: bool
    prior_probability: float
    probability: float
    low90: float
    high90: float
    left_out_probability: float
    left_out_pareto_k: float | None = None


class HitsLayout(_Layout, frozen=True):
    """Decisions of one call on their right side of one half."""

    decisions: int
    prior: int
    in_sample: int
    left_out: int


class CorrelationLayout(_Layout, frozen=True):
    """How two parameters go together in the posterior."""

    first: str
    second: str
    correlation: float


class ReportLayout(_Layout, frozen=True):
    """A whole report, as far as it is shown."""

    provenance: ProvenanceLayout
    quality: QualityLayout
    parameters: list[ParameterLayout]
    decisions: list[DecisionLayout]
    hits: dict[str, HitsLayout]
    treatments: list[dict[str, Any]]
    prior_sensitivity: list[dict[str, Any]]
    correlations: list[CorrelationLayout]
    simulation_based_calibration: dict[str, Any]


def report_text(report: Mapping[str, object], day: str) -> str:
    """Write a report as JSON text with the day (ISO) of the fit, as posterior.json holds it."""
    provenance = report["provenance"]
    made = {"date": day, **provenance} if isinstance(provenance, Mapping) else {"date": day}
    return json.dumps({**report, "provenance": made}, ensure_ascii=False, indent=1) + "\n"


def kept_text(layout: ReportLayout) -> str:
    """Return a report read from a file as JSON text."""
    return json.dumps(msgspec.to_builtins(layout), ensure_ascii=False, indent=1) + "\n"


def normal_text(text: str) -> str:
    """Return the text of a report as a file that was read gives it back, so that saving again changes nothing."""
    return kept_text(msgspec.convert(json.loads(text), ReportLayout))


def report_in_use(case: Case, refit: str = "") -> Report | None:
    """Return the report of the draws that a case rests on; None where it was edited since, or nothing tells.

    ``refit`` is the JSON text of a refit that the draws come from; without it the report shipped with a case answers.
    """
    if not refit:
        return shipped_report(case)
    report = cast(Report, json.loads(refit))
    return report if report["provenance"]["case_digest"] == fitted_digest(case) else None


def shipped_report(case: Case) -> Report | None:
    """Return the report that belongs to a case's draws; None where the draws are not those shipped with its tables."""
    if case.id not in bundled_cases() or not same_draws(case.draws, load_case(case.id).draws) or case.draws is None:
        return None
    text = bundled_report(case.id)
    if text is None:
        return None
    report = cast(Report, json.loads(text))
    return report if report["provenance"]["case_digest"] == fitted_digest(case) else None


def last_report(case: Case, refit: str = "") -> Report | None:
    """Return the report of the fit that the draws come from, whatever was edited since; None where nothing tells."""
    text = refit or (bundled_report(case.id) if case.id in bundled_cases() else None)
    return None if text is None or case.draws is None else cast(Report, json.loads(text))


def outdated(case: Case, refit: str = "") -> bool:
    """Say whether numbers were edited that the draws were fitted to; False where nothing tells what they were."""
    report = last_report(case, refit)
    return report is not None and report["provenance"]["case_digest"] != fitted_digest(case)


def fitted_digest(case: Case) -> str:
    """Return a digest of every cell that a fit rests on; names, notes, sources and ranges of inputs do not count."""
    kept = [
        (table, key_of(table, row), column.name, row[column.name])
        for table in _FITTED_TABLES
        for row in case.tables[table]
        for column in columns_of(table)
        if column.name not in _WORDS and not column.name.endswith(("_en", "_ko"))
    ]
    return hashlib.sha256(repr(kept).encode()).hexdigest()[:16]

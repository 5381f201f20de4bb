"""The slow parts of a frame, each a function of a solved document: added here, they show by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from gui.solving import Question, Refinement
from model.bands import bands
from model.claims import DroppedError, claim
from model.document import Document
from model.draws import sample_of
from model.errors import ModelError
from model.evidence import backtest
from model.game import scenario_rules
from model.layout import layout_of
from model.questions.explain import attribution
from model.questions.flips import curves
from model.speaking import announcements

MANY_SETS, MOST_BANDED_SETS, FEWER_DRAWS = 100, 400, 4  # every fourth draw where 400 would take seconds


def thumbnails(question: Question) -> Mapping[str, Any]:
    """Solve every card for its thumbnail; a card that cannot be solved has none."""
    found = {}
    for row, card in enumerate(question.document.scenarios):
        if question.dropped():
            break
        try:
            found[row] = question.outcomes.of(question.case, card)
        except ModelError:
            continue
    return {"thumbnails": found}


def banded(question: Question) -> Mapping[str, Any]:
    """Solve the working copy at the posterior's draws; fewer draws for a call with many sets of winners."""
    draws = question.case.draws
    sets = layout_of(scenario_rules(question.case, question.scenario)).sets.n_sets
    if draws is None or sets > MOST_BANDED_SETS:
        return {"bands": None}
    draws = sample_of(draws, FEWER_DRAWS if sets > MANY_SETS else 1)
    try:
        return {"bands": bands(question.case, question.scenario, draws, question.outcome.join_probability)}
    except ModelError:
        return {"bands": None}


def backtested(question: Question) -> Mapping[str, Any]:
    """Compare what is recorded with the forecasts of the calls as announced; nothing where one cannot be solved."""
    try:
        found = backtest(question.case, lambda scenario: question.outcomes.of(question.case, scenario))
        return {"backtest": replace(found, left_out_hits=left_out_hits(question.document))}
    except ModelError:
        return {"backtest": None}


def left_out_hits(document: Document) -> int | None:
    """Return how many decisions are forecast rightly by a fit without their firm, from the report of the fit in use."""
    from model.fitreport import report_in_use  # later than the window: it needs the JSON of the case

    report = report_in_use(document.effective_case, document.fit_report)
    return None if report is None else sum(int(call["left_out"]) for call in report["hits"].values())


def certificate(question: Question) -> Mapping[str, Any]:
    """Find out what may be said of the equilibrium shown: proved, several, or found from a few starts."""
    try:
        found = claim(question.case, question.scenario, question.dropped)
    except (DroppedError, ModelError):
        return {}
    gaps = np.abs(found.points - question.outcome.join_probability).max(axis=-1)
    note = replace(found.note, shown=int(gaps.argmin()))  # another than the first one may have been chosen
    return {"outcome": replace(question.outcome, equilibrium=note), "claim": found}


def flips(question: Question) -> Mapping[str, Any]:
    """Solve along every lever: the curves, and where on each a firm crosses one half."""
    try:
        found = curves(question.case, question.scenario, question.outcome, dropped=question.dropped)
    except (DroppedError, ModelError):
        return {}
    return {"curves": found, "flips": {lever_id: curve.flips for lever_id, curve in found.items() if curve.flips}}


def announced(question: Question) -> Mapping[str, Any]:
    """Solve the sequence of announcements, or say why it cannot be solved."""
    try:
        return {"announcements": announcements(question.case, question.scenario, question.turns)}
    except ModelError as fault:
        return {"announcements": fault}


def shares(question: Question) -> Mapping[str, Any]:
    """Share the change from the baseline between the levers that differ from it."""
    before, after = question.baseline.scenario, question.outcome.scenario
    if before.call != after.call:
        return {}
    try:
        return {"attribution": attribution(question.case, before, after, dropped=question.dropped)}
    except (DroppedError, ModelError):
        return {}


REFINEMENTS: tuple[Refinement, ...] = (
    Refinement("thumbnails", thumbnails),
    Refinement("bands", banded),
    Refinement("backtest", backtested),
    Refinement("certificate", certificate),
    Refinement("sentence", shares),
    Refinement("flips", flips),
    Refinement("announcements", announced, view="announcements"),
)

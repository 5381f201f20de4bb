"""The slow parts of a frame, each a function of a solved document: added here, they show by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gui.solving import Question, Refinement
from model.claims import DroppedError, claim
from model.errors import ModelError
from model.evidence import backtest


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


def backtested(question: Question) -> Mapping[str, Any]:
    """Compare what is recorded with the forecasts of the calls as announced; nothing where one cannot be solved."""
    try:
        return {"backtest": backtest(question.case, lambda scenario: question.outcomes.of(question.case, scenario))}
    except ModelError:
        return {"backtest": None}


def certificate(question: Question) -> Mapping[str, Any]:
    """Find out what may be said of the equilibrium shown: proved, several, or found from a few starts."""
    try:
        found = claim(question.case, question.scenario, question.dropped)
    except (DroppedError, ModelError):
        return {}
    return {"outcome": replace(question.outcome, equilibrium=found.note)}


REFINEMENTS: tuple[Refinement, ...] = (
    Refinement("thumbnails", thumbnails),
    Refinement("backtest", backtested),
    Refinement("certificate", certificate),
)

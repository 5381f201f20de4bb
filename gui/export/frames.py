"""Frames of scenarios that are not on screen, so that the window's charts can draw any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from gui.composing import View, composed, map_levers
from gui.frame import Frame, Language
from gui.refinements import REFINEMENTS
from gui.solving import Outcomes, Question, Refinement, Request, Solution
from model.document import Document
from model.outcome import Outcome
from model.scenario import Scenario
from model.slides import COMPARE, WHO_JOINS, Slide

APART = frozenset({"backtest", "certificate"})  # what no chart shows
FEWER: Mapping[str, frozenset[str]] = {WHO_JOINS: frozenset({"bands"}), COMPARE: frozenset({"thumbnails"})}


@dataclass(frozen=True)
class Sight:
    """How frames are looked at: the language, and whether letters stand for firms."""

    language: Language = "en"
    shield: bool = False


def wanted(view: str) -> tuple[Refinement, ...]:
    """Return the slow parts that a chart shows; all that it may show where that is not known."""
    few = FEWER.get(view)
    return tuple(
        row
        for row in REFINEMENTS
        if (row.id in few if few is not None else row.id not in APART and row.view in {"", view})
    )


def focused(document: Document, scenario: Scenario, slide: Slide | None = None) -> str:
    """Return the lever that charts along a lever follow: the slide's first, else the first that was changed."""
    chosen = slide.levers if slide is not None else None
    changed = scenario.changed_from(document.baseline_scenario)
    return (*(chosen or ()), *changed, scenario.levers[0].id)[0]


def frame_of(
    document: Document, solved: tuple[Outcome, Outcome], sight: Sight, lever: str, parts: Mapping[str, Any]
) -> Frame:
    """Return a frame of an outcome against the baseline's, with the slow ``parts`` that are known."""
    outcome, baseline = solved
    case, scenario = document.effective_case, outcome.scenario
    request = Request(0, document, case, scenario, document.baseline_scenario, None)
    view = View(lever=lever, language=sight.language, shield=sight.shield, axes=map_levers(case.levers))
    return replace(composed(request, Solution(outcome, baseline, 0.0), view, None, frozenset()), **parts)


def parts_of(document: Document, solved: tuple[Outcome, Outcome], view: str, outcomes: Outcomes) -> dict[str, Any]:
    """Compute the slow parts that a chart shows; what cannot be solved is left out as on screen."""
    outcome, baseline = solved
    case = document.effective_case
    question = Question(document, case, outcome.scenario, outcome, baseline, outcomes, dropped=bool)
    question = replace(question, axes=map_levers(case.levers))
    found: dict[str, Any] = {}
    for row in wanted(view):
        found |= row.ask(question)
    return found

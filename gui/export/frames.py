"""Frames of scenarios that are not on screen, so that the window's charts can draw any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gui.composing import View, composed, map_levers
from gui.frame import Frame, Language
from gui.refinements import REFINEMENTS
from gui.solving import OF_STORED, Outcomes, Question, Refinement, Request, Solution, outcome_shown
from model.document import Document
from model.outcome import Outcome
from model.questions.sentence import refusals
from model.scenario import Scenario
from model.slides import COMPARE, REFUSALS, WHO_JOINS, Slide, chart_of

APART = frozenset(  # not shown, or only finer
    {"backtest", "certificate", "bands_longer", "lever_bands_longer", "map_finest"}
)
FEWER: Mapping[str, frozenset[str]] = {WHO_JOINS: frozenset({"bands", "changes"}), COMPARE: frozenset({"thumbnails"})}


@dataclass(frozen=True)
class Sight:
    """How frames are looked at: the language, whether letters stand for firms, and what cleans names of scenarios."""

    language: Language = "en"
    shield: bool = False
    clean: Callable[[str], str] = str


def wanted(view: str) -> tuple[Refinement, ...]:
    """Return the slow parts that a chart shows; all that it may show where that is not known."""
    few = FEWER.get(view)
    return tuple(
        row
        for row in REFINEMENTS
        if (row.id in few if few is not None else row.id not in APART and row.view in {"", chart_of(view)})
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
    view = View(lever=lever, language=sight.language, shield=sight.shield, axes=axes_of(document, scenario))
    return cleaned(
        replace(composed(request, Solution(outcome, baseline, 0.0), view, None, frozenset()), **parts), sight
    )


def cleaned(frame: Frame, sight: Sight) -> Frame:
    """Return a frame with names of scenarios that may be shown: what somebody wrote may tell a firm."""
    if not sight.shield:
        return frame
    document = frame.document
    cards = tuple(card.renamed(sight.clean(card.name)) for card in document.scenarios)
    working = document.working.renamed(sight.clean(document.working.name))
    scenario = frame.scenario.renamed(sight.clean(frame.scenario.name))
    return replace(frame, document=replace(document, scenarios=cards, working=working), scenario=scenario)


def axes_of(document: Document, scenario: Scenario) -> tuple[str, ...]:
    """Return the levers of a map: the first two that were changed, with those that the window begins with."""
    changed = [
        row for row in scenario.changed_from(document.baseline_scenario) if document.case.lever(row).kind != "choice"
    ]
    return tuple(dict.fromkeys((*changed, *map_levers(scenario.levers))))[:2]


def question_of(document: Document, solved: tuple[Outcome, Outcome], lever: str, outcomes: Outcomes) -> Question:
    """Return what the slow parts of a scenario's frame are asked about."""
    outcome, baseline = solved
    asked = Question(document, document.effective_case, outcome.scenario, outcome, baseline, outcomes, dropped=bool)
    return replace(asked, lever=lever, axes=axes_of(document, outcome.scenario))


def narrowed(document: Document, names: tuple[str, ...], working: bool) -> Document:
    """Return a document of some cards and the baseline, and of the working copy only where it is asked for."""
    base, opened = document.baseline_scenario, document.opened_scenario
    cards = tuple(card for card in document.scenarios if card.name in names or card is base)
    rows = {card.name: row for row, card in enumerate(cards)}
    row = rows.get(opened.name, rows[base.name])
    copy = document.working if working and opened.name in rows else cards[row]
    return replace(document, scenarios=cards, baseline=rows[base.name], opened=row, working=copy)


@dataclass(frozen=True)
class Solver:
    """What is solved already, and what a long computation asks now and then: it may raise, and then that ends it."""

    outcomes: Outcomes
    heard: Callable[[], bool] = bool


def full_frame(
    document: Document, solved: tuple[Outcome, Outcome], sight: Sight, slide: Slide, solver: Solver
) -> Frame:
    """Return a frame with all that a slide's chart shows; what cannot be solved is left out as on screen."""
    lever = focused(document, solved[0].scenario, slide)
    question = replace(question_of(document, solved, lever, solver.outcomes), dropped=solver.heard)
    parts: dict[str, Any] = {}
    stored = outcome_shown(document, document.effective_case, solved[0].scenario, solver.outcomes)[1]
    for row in (row for row in wanted(slide.view) if not stored or row.id in OF_STORED):
        solver.heard()
        parts |= row.ask(replace(question, sweep=parts.get("sweep")))
    return seen_by(slide.view, frame_of(document, solved, sight, lever, parts))


def seen_by(view: str, frame: Frame) -> Frame:
    """Return a frame as a view shows it: that of refusals has their firms alone, the dearest first."""
    return replace(frame, fixed_order=refusals(frame.outcome)) if view == REFUSALS else frame

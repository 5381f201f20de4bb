"""Frames for tests of single views: the opening case, solved once for every scenario that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gui.frame import Frame, Language, decisions_of, shown_names, shown_short_names
from model.case import Case, load_case
from model.document import Document
from model.outcome import Outcome
from model.questions.flips import Flip
from model.scenario import Scenario
from model.solve import solve


@cache
def opening_case() -> Case:
    """Return the opening case."""
    return load_case("sovereign-ai-2026")


@cache
def solved(scenario: Scenario) -> Outcome:
    """Return the outcome of a scenario of the opening case."""
    return solve(opening_case(), scenario)


def frame_of(
    document: Document,
    language: Language = "en",
    flips: Mapping[str, tuple[Flip, ...]] | None = None,
    *,
    shield: bool = False,
) -> Frame:
    """Return what a window would show of a document."""
    case = document.effective_case
    outcome = solved(document.working)
    return Frame(
        document=document,
        case=case,
        scenario=document.working,
        outcome=outcome,
        baseline=solved(document.baseline_scenario),
        decisions=decisions_of(case, outcome.scenario.call, outcome.firm_ids),
        language=language,
        shield=shield,
        names=shown_names(case, outcome.firm_ids, language, shield),
        short_names=shown_short_names(case, outcome.firm_ids, language, shield),
        flips=flips or {},
        thumbnails={row: solved(card) for row, card in enumerate(document.scenarios)},
    )

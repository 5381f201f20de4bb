"""How a frame comes together: a solved request, what is looked at, and what still holds of the frame before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from gui.frame import Frame, Language, Sort, decisions_of, shown_names, shown_short_names
from gui.solving import Request, Solution, policy_of
from model.case import Case
from model.document import Document
from model.levers import PATHS, Lever
from model.outcome import Outcome
from model.questions.swings import WORKING_HEADLINE, targets_of
from model.scenario import Scenario
from model.speeches import turns_of

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class View:
    """What is looked at and how. No part of the document: nothing here is a step to undo."""

    lever: str  # the lever in focus
    dragged: str = ""  # the lever under the hand
    selected: str | None = None  # firm id
    sort: Sort = "chance"
    language: Language = "en"
    shield: bool = False
    shown: frozenset[str] = frozenset()  # ids of the second views in sight
    axes: tuple[str, ...] = ()  # the two levers of the trade-off map
    measure: str = WORKING_HEADLINE  # the figure whose tornado is drawn


def composed(request: Request, solution: Solution, view: View, last: Frame | None, busy: frozenset[str]) -> Frame:
    """Return the frame of a solved request; ``busy`` are the parts that will be refined."""
    firm_ids = solution.outcome.firm_ids
    same_firms = last is not None and last.outcome.firm_ids == firm_ids
    return Frame(
        document=request.document,
        case=request.case,
        scenario=request.scenario,
        outcome=_claimed(last, solution.outcome),
        branch_lost=_lost(last, request, solution, view),
        baseline=solution.baseline,
        decisions=decisions_of(request.case, request.scenario.call, firm_ids, request.document.recorded),
        solve_ms=solution.solve_ms,
        stored=solution.stored,
        turns=turns_of(request.document, request.scenario.call),
        dragging=bool(view.dragged),
        fixed_order=last.order if view.dragged and last is not None and same_firms else None,
        busy=busy,
        **looks(request.case, firm_ids, view),
        **kept_parts(last if last is not None and last.stored == solution.stored else None, request, view),
    )


def _claimed(last: Frame | None, outcome: Outcome) -> Outcome:
    """Return the last frame's outcome where it is the same one, with what has been found out about it since."""
    same = last is not None and last.outcome.join_probability is outcome.join_probability
    return last.outcome if last is not None and same else outcome


def _lost(last: Frame | None, request: Request, solution: Solution, view: View) -> bool:
    """Say whether the equilibrium chosen was lost by this step or by an earlier one of the same drag."""
    if solution.lost:
        return True
    if last is None or solution.outcome.equilibrium.shown:
        return False
    if last.outcome.equilibrium.shown and last.case != request.case and last.scenario.call == request.scenario.call:
        return True  # other inputs: there is no way from the game before to this one
    same_drag = last.dragging and bool(view.dragged)
    return last.branch_lost and (same_drag or last.scenario.same_policy(request.scenario))


def looks(case: Case, firm_ids: tuple[str, ...], view: View) -> dict[str, Any]:
    """Return the fields of a frame that follow from what is looked at alone."""
    return {
        "selected": view.selected if view.selected in firm_ids else None,
        "lever": view.lever,
        "sort": view.sort,
        "language": view.language,
        "shield": view.shield,
        "axes": view.axes,
        "measure": view.measure if view.measure in targets_of(firm_ids) else WORKING_HEADLINE,
        "names": shown_names(case, firm_ids, view.language, view.shield),
        "short_names": shown_short_names(case, firm_ids, view.language, view.shield),
    }


def kept_parts(last: Frame | None, request: Request, view: View) -> dict[str, Any]:
    """Return the slow parts of the last frame that hold for this request as well."""
    if last is None or last.case != request.case:
        return {}
    kept: dict[str, Any] = {
        "thumbnails": kept_by_card(last, last.thumbnails, request.document),
        "scenario_bands": kept_by_card(last, last.scenario_bands, request.document),
        "anew": last.anew if last.document.scenarios == request.document.scenarios else {},
        "backtest": last.backtest,
        "attribution": last.attribution,  # it knows itself of which change it speaks
        "motives": last.motives,  # likewise
        "sweep": last.sweep,
        "lever_swings": last.lever_swings,
        "swing_bands": last.swing_bands,
        "assumption_swings": last.assumption_swings,
    }
    if last.scenario.same_policy(request.scenario):
        kept["claim"] = last.claim
        if last.turns == turns_of(request.document, request.scenario.call):
            kept["announcements"] = last.announcements
        kept |= {"bands": last.bands, "flips": last.flips, "curves": last.curves, "lever_bands": last.lever_bands}
        kept["bandless"] = last.bandless
        if last.baseline.scenario.same_policy(request.baseline):
            kept["changes"] = last.changes
    elif view.dragged and last.scenario.changed_from(request.scenario) == (view.dragged,):
        # Flips along a lever depend on the other levers only.
        for name in ("flips", "curves"):
            kept[name] = {key: found for key, found in getattr(last, name).items() if key == view.dragged}
        if last.lever_bands is not None and last.lever_bands.lever_id == view.dragged:
            kept["lever_bands"] = last.lever_bands
    return kept


def kept_by_card(last: Frame, found: Mapping[int, Kept], now: Document) -> Mapping[int, Kept]:
    """Return what was found of cards that still say the same, by their present rows."""
    known = [(last.document.scenarios[row], one) for row, one in found.items()]
    return {row: one for row, card in enumerate(now.scenarios) for old, one in known if old.same_policy(card)}


def map_levers(levers: tuple[Lever, ...]) -> tuple[str, ...]:
    """Return the two levers that the trade-off map begins with: one that pays, one that spares firms the stigma."""
    found = [next((lever.id for lever in levers if way in PATHS[lever.id].path), "") for way in ("support", "stigma")]
    return tuple(found) if all(found) and len(set(found)) == len(found) else tuple(lever.id for lever in levers[:2])


def solved_alike(one: Request, other: Request) -> bool:
    """Say whether two requests, both solved from scratch, have the same solution."""
    return (
        one.start is None
        and other.start is None
        and policy_of(one.case, one.scenario) == policy_of(other.case, other.scenario)
        and policy_of(one.case, one.baseline) == policy_of(other.case, other.baseline)
        and all(
            _stored(one, card) == _stored(other, beside)
            for card, beside in ((one.scenario, other.scenario), (one.baseline, other.baseline))
        )
    )


def _stored(request: Request, scenario: Scenario) -> tuple[str, bytes] | None:
    """Return what tells a stored result from another one, None where there is none."""
    found = request.document.result_of(scenario) if request.document.results else None
    return None if found is None else (found.engine_version, found.outcome.join_probability.tobytes())

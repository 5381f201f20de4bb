"""The slow parts of a frame, each a function of a solved document: added here, they show by themselves.

Each imports its part of the model when it is first asked, on the worker: the window comes up sooner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from math import prod
from typing import TYPE_CHECKING, Any

from gui.banding import (
    banded,
    banded_cards,
    banded_lever,
    banded_lever_longer,
    banded_longer,
    banded_swings,
    changed,
)
from gui.frame import ASSUMPTIONS
from gui.solving import Question, Refinement, outcome_shown
from model.document import Document
from model.errors import DroppedError, ModelError

if TYPE_CHECKING:
    from model.evidence import Backtest
    from model.questions.flips import Curve
    from model.questions.sweep import Axis, Sweep


def thumbnails(question: Question) -> Mapping[str, Any]:
    """Solve every card for its thumbnail; one that cannot be solved has none, one that the file has keeps its numbers.

    Where this version gives other numbers than those of the file, they are told as well.
    """
    found, anew = {}, {}
    for row, card in enumerate(question.document.scenarios):
        if question.dropped():
            break
        try:
            found[row], stored = outcome_shown(question.document, question.case, card, question.outcomes)
            if stored:
                anew[row] = question.outcomes.of(question.case, card)
        except ModelError:
            continue
    return {"thumbnails": found, "anew": anew}


def backtested(question: Question) -> Mapping[str, Any]:
    """Compare what is recorded with the forecasts of the calls as announced; nothing where one cannot be solved."""
    from model.evidence import backtest

    def compared() -> Backtest:
        found = backtest(case, lambda scenario: question.outcomes.of(case, scenario))
        return replace(found, left_out_hits=left_out_hits(question.document))

    case = question.case
    try:  # no lever of the scenario shown is part of it, so a drag finds it made
        return {"backtest": case.memo.get("backtest", question.document.fit_report, compared)}
    except ModelError:
        return {"backtest": None}


def left_out_hits(document: Document) -> int | None:
    """Return how many decisions are forecast rightly by a fit without their firm, from the report of the fit in use."""
    from model.fitreport import report_in_use

    report = report_in_use(document.effective_case, document.fit_report)
    return None if report is None else sum(int(call["left_out"]) for call in report["hits"].values())


def certificate(question: Question) -> Mapping[str, Any]:
    """Find out what may be said of the equilibrium shown: proved, several, or found from a few starts."""
    from model.claims import claim, including

    try:
        found = claim(question.case, question.scenario, question.dropped)
    except (DroppedError, ModelError):
        return {}
    # another than the first one may have been chosen, and carried here from where it was found
    found, shown = including(found, question.case, question.scenario, question.outcome.join_probability)
    note = replace(found.note, shown=shown)
    return {"outcome": replace(question.outcome, equilibrium=note), "claim": found}


def flips(question: Question) -> Mapping[str, Any]:
    """Solve along every lever: the curves, and where on each a firm crosses one half."""
    from model.questions.flips import curves

    try:
        found = curves(question.case, question.scenario, question.outcome, dropped=question.dropped)
    except DroppedError:
        return {}
    except ModelError:
        found = _each_curve(question)
    return {"curves": found, "flips": {lever_id: curve.flips for lever_id, curve in found.items() if curve.flips}}


def _each_curve(question: Question) -> dict[str, Curve]:
    """Solve along one lever after the other: only those are left out whose range holds what cannot be solved."""
    from model.questions.flips import curves

    found: dict[str, Curve] = {}
    for lever in question.scenario.levers:
        try:
            found |= curves(question.case, question.scenario, question.outcome, [lever.id], question.dropped)
        except DroppedError:
            return {}
        except ModelError:
            continue
    return found


def announced(question: Question) -> Mapping[str, Any]:
    """Solve the sequence of announcements, or say why it cannot be solved."""
    from model.speaking import announcements

    try:
        return {"announcements": announcements(question.case, question.scenario, question.turns)}
    except ModelError as fault:
        return {"announcements": fault}


def shares(question: Question) -> Mapping[str, Any]:
    """Share the change from the baseline between the levers that differ from it."""
    from model.questions.explain import attribution

    before, after = question.baseline.scenario, question.outcome.scenario
    if before.call != after.call:
        return {}
    chosen = question.outcome if question.outcome.equilibrium.shown else None
    try:
        return {"attribution": attribution(question.case, before, after, chosen=chosen, dropped=question.dropped)}
    except (DroppedError, ModelError):
        return {}


def motivated(question: Question) -> Mapping[str, Any]:
    """Share the change from the baseline between the motives, along the branch of the equilibrium drawn."""
    from model.questions.motives import motives

    before, after = question.baseline.scenario, question.outcome.scenario
    if before.call != after.call:
        return {"motives": None}
    chosen = question.outcome if question.outcome.equilibrium.shown else None
    try:
        return {"motives": motives(question.case, before, after, chosen=chosen, dropped=question.dropped)}
    except (DroppedError, ModelError):
        return {}


def mapped(question: Question, look: str) -> Mapping[str, Any]:
    """Solve the plane of two levers at a glance, or on in ever finer slices; a map that still holds is taken on."""
    from model.questions.mapgrids import map_grids
    from model.questions.sweep import MOST_AXES

    levers, last = question.axes, question.sweep
    if len(levers) < MOST_AXES:
        return {}
    former = last.former if last is not None else None
    if last is not None and not last.is_of(question.scenario, levers):
        former = last if former is None or former.cells < last.cells else former
        last = None
    if former is not None and (former.levers, former.scenario.call) != (levers, question.scenario.call):
        former = None
    try:
        for grid in map_grids(question.case, question.scenario, levers, look, former):
            if last is None or last.cells < prod(len(axis.values) for axis in grid):
                slice_ = _kept_sweep(question, grid, last)
                if former is not None and former.cells > slice_.cells:
                    slice_ = replace(slice_, former=former)
                if last is not None:
                    question.tell({"sweep": slice_})
                last = slice_
        return {} if last is question.sweep else {"sweep": last}
    except (DroppedError, ModelError):
        return {}


def _kept_sweep(question: Question, grid: tuple[Axis, ...], near: Sweep | None) -> Sweep:
    """Return a sweep, kept with the case: what was solved at a glance serves the slices, and an undo finds all."""
    from model.questions.sweep import sweep

    case, scenario = question.case, question.scenario
    others = tuple(
        value for lever, value in zip(scenario.levers, scenario.values, strict=True) if lever.id not in question.axes
    )
    shape = tuple(len(axis.values) for axis in grid)
    key = (scenario.call, scenario.pins, question.axes, others, shape)
    return case.memo.get("maps", key, lambda: sweep(case, scenario, grid, near, question.dropped))


def levers_moved(question: Question) -> Mapping[str, Any]:
    """Solve both ends of every lever."""
    from model.questions.sensitivity import lever_swings, limits_of

    limits = limits_of(question.document.reach, question.scenario)
    try:
        return {"lever_swings": lever_swings(question.case, question.scenario, limits, dropped=question.dropped)}
    except (DroppedError, ModelError):
        return {}


def assumptions_moved(question: Question) -> Mapping[str, Any]:
    """Solve the policy at both ends of every assumption; not for a call with so many sets that it takes minutes."""
    from model.questions.sensitivity import assumption_swings, is_quick

    if not is_quick(question.case, question.scenario):
        return {"assumption_swings": None}
    try:
        return {"assumption_swings": assumption_swings(question.case, question.scenario, dropped=question.dropped)}
    except (DroppedError, ModelError):
        return {}


REFINEMENTS: tuple[Refinement, ...] = (
    Refinement("map", partial(mapped, look="glance"), view="tradeoff"),
    Refinement("map_fine", partial(mapped, look="soon"), view="tradeoff"),
    Refinement("thumbnails", thumbnails),
    Refinement("bands", banded, of_equilibrium=True),
    Refinement("changes", changed, of_equilibrium=True),
    Refinement("backtest", backtested),
    Refinement("certificate", certificate),
    Refinement("sentence", shares, of_equilibrium=True),
    Refinement("motives", motivated, view="waterfall", of_equilibrium=True),
    Refinement("flips", flips, of_equilibrium=True),
    Refinement("announcements", announced, view="announcements"),
    Refinement("matters", levers_moved, view="matters"),
    Refinement("assumptions", assumptions_moved, view=ASSUMPTIONS),
    Refinement("matters_bands", banded_swings, view="matters"),
    Refinement("scenario_bands", banded_cards, view="compare"),
    Refinement("lever_bands", banded_lever, view="tipping", along=True, of_equilibrium=True),
    Refinement("bands_longer", banded_longer, of_equilibrium=True),
    Refinement("map_finest", partial(mapped, look="long"), view="tradeoff"),
    Refinement("lever_bands_longer", banded_lever_longer, view="tipping", along=True, of_equilibrium=True),
)

"""The slow parts of a frame that are solved at the posterior's draws, each a function of a solved document.

As all slow parts do, each imports its part of the model when it is first asked, on the worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gui.solving import Question, outcome_shown
from model.errors import DroppedError, ModelError, RareError

if TYPE_CHECKING:
    from model.outcome import Bands


def banded(question: Question) -> Mapping[str, Any]:
    """Solve the working copy at the posterior's draws; a first look takes few where many sets of firms may win."""
    from model.bands import FIRST_LOOK

    try:
        return {"bands": _bands(question, FIRST_LOOK), "bandless": None}
    except RareError as fault:
        return {"bands": None, "bandless": (fault.kept, fault.asked)}
    except (DroppedError, ModelError):
        return {"bands": None, "bandless": None}


def changed(question: Question) -> Mapping[str, Any]:
    """Solve working copy and baseline at the same draws; another equilibrium than the principal one has no pair."""
    from model.bands import FIRST_LOOK
    from model.changes import changes

    before, after = question.baseline, question.outcome
    unlike = before.scenario.call != after.scenario.call or after.equilibrium.shown
    if unlike or question.case.draws is None or before.scenario.same_policy(after.scenario):
        return {"changes": None}
    try:
        return {"changes": changes(question.case, before, after, FIRST_LOOK, question.dropped)}
    except (DroppedError, ModelError):
        return {"changes": None}


def banded_longer(question: Question) -> Mapping[str, Any]:
    """Solve the working copy at as many draws as patience allows."""
    from model.bands import LONG_LOOK

    try:
        return {"bands": _bands(question, LONG_LOOK), "bandless": None}
    except (DroppedError, ModelError):
        return {}


def _bands(question: Question, most: int) -> Bands:
    """Return the bands of the equilibrium drawn."""
    from model.bands import bands, draws_within, kept_bands, sets_of

    case, scenario, start = question.case, question.scenario, question.outcome.join_probability
    if not question.outcome.equilibrium.shown:
        return kept_bands(case, scenario, start, most, dropped=question.dropped)
    draws = draws_within(case, sets_of(case, scenario), most)
    return bands(case, scenario, draws, start, question.dropped, chosen=True)


def banded_cards(question: Question) -> Mapping[str, Any]:
    """Solve every card at the draws, for what stands beside the working copy."""
    from model.bands import FIRST_LOOK, kept_bands

    found = {}
    for row, card in enumerate(question.document.scenarios):
        try:
            shown, stored = outcome_shown(question.document, question.case, card, question.outcomes)
            if stored:  # bands would be this version's
                continue
            start = shown.join_probability
            found[row] = kept_bands(question.case, card, start, FIRST_LOOK, dropped=question.dropped)
        except DroppedError:
            break
        except ModelError:
            continue
    return {"scenario_bands": found}


def banded_lever(question: Question) -> Mapping[str, Any]:
    """Solve along the lever in focus at some of the draws."""
    from model.questions.lever_bands import GLANCE

    return _along(question, GLANCE)


def banded_lever_longer(question: Question) -> Mapping[str, Any]:
    """Solve along the lever in focus at more of the draws, in slices."""
    from model.questions.lever_bands import PATIENT

    return _along(question, PATIENT)


def _along(question: Question, most: int) -> Mapping[str, Any]:
    from model.questions.lever_bands import lever_bands_in_slices

    if question.case.draws is None or not question.lever:
        return {}
    asked = (question.case, question.scenario, question.lever, question.outcome)
    found: dict[str, Any] = {}
    try:
        for part in lever_bands_in_slices(*asked, most, question.dropped):
            found = {"lever_bands": part}
            question.tell(found)
    except (DroppedError, ModelError):
        return {}
    return found


def banded_swings(question: Question) -> Mapping[str, Any]:
    """Solve both ends of every lever at some of the draws."""
    from model.questions.sensitivity import limits_of
    from model.questions.swing_bands import swing_bands

    case, scenario = question.case, question.scenario
    if case.draws is None:
        return {"swing_bands": None}
    try:
        start = question.outcomes.of(case, scenario).join_probability  # the principal one, as the bars have it
        limits = limits_of(question.document.reach, scenario)
        return {"swing_bands": swing_bands(case, scenario, start, limits, dropped=question.dropped)}
    except (DroppedError, ModelError):
        return {}

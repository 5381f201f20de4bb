"""The slow parts of a frame, each a function of a solved document: added here, they show by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gui.solving import Question, Refinement
from model.errors import ModelError


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


REFINEMENTS: tuple[Refinement, ...] = (Refinement("thumbnails", thumbnails),)

"""The sentence under *Who joins*, in the language and with the names as shown, from what a frame holds."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from gui.frame import Frame
from gui.numbers import Numbers
from model.questions.sentence import Story, firm_to_tell_of, sentence


class Said(NamedTuple):
    """A sentence and the firm that it is about."""

    firm_id: str
    text: str


def said(frame: Frame) -> Said:
    """Return the sentence on the selected firm, or on the one that moved most; the frame's own where it has one."""
    if frame.sentence is not None:
        return Said(frame.sentence.firm_id, frame.sentence.text(frame.language))
    story = Story(frame.outcome, frame.baseline if frame.same_firms else None, frame.attribution)
    row = firm_to_tell_of(story, frame.selected)
    numbers = _writing(frame.language, frame.case.meta["currency"])
    return Said(frame.outcome.firm_ids[row], sentence(story, row, frame.names[row], numbers))


@cache
def _writing(language: str, currency: str) -> Numbers:
    return Numbers(language, currency)

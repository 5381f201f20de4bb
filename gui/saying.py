"""Sentences that several views say alike, in the language and with the names as shown, from what a frame holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from gui.frame import Frame
from gui.numbers import Numbers
from model.questions.sentence import Story, firm_to_tell_of, sentence

if TYPE_CHECKING:
    from model.levers import Lever
    from model.questions.flips import Flip


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


def how_sure(frame: Frame, lever: Lever, flip: Flip) -> str:
    """Return how far a flip mark is known: the share of the draws that cross, and where; empty where it is not."""
    bands, row = frame.lever_bands, frame.row_of(flip.firm_id)
    if bands is None or row is None or bands.lever_id != lever.id or bands.joining.shape[-1] != len(frame.names):
        return ""
    from model.questions.flip_bands import flip_band

    found = flip_band(bands, lever, frame.scenario.value(lever.id), row, flip)
    if found is None:
        return ""
    write = _writing(frame.language, frame.case.meta["currency"])
    share = write.percent_bar(found.share)
    if found.ends is None:
        return QCoreApplication.translate("Flips", "in {0} of the draws").format(share)
    ends = (write.value(lever, round(end, lever.decimals)) for end in found.ends)
    text = QCoreApplication.translate("Flips", "in {0} of the draws, 90 % of these at {1}")
    return text.format(share, write.between(*ends))


@cache
def _writing(language: str, currency: str) -> Numbers:
    return Numbers(language, currency)

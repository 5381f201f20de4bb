"""The sentence under *Who joins*, in both languages and with the names as shown, from what a frame holds."""

from __future__ import annotations

from gui.frame import Frame, Language, Sentence, shown_names
from gui.numbers import Numbers
from model.questions.sentence import Story, firm_to_tell_of, sentence


def said(frame: Frame) -> Sentence:
    """Return the sentence on the selected firm, or on the one that moved most; the frame's own where it has one."""
    if frame.sentence is not None:
        return frame.sentence
    story = Story(frame.outcome, frame.baseline if frame.same_firms else None, frame.attribution)
    row = firm_to_tell_of(story, frame.selected)

    def text(language: Language) -> str:
        name = shown_names(frame.case, frame.outcome.firm_ids, language, frame.shield)[row]
        return sentence(story, row, name, Numbers(language, frame.case.meta["currency"]))

    return Sentence(frame.outcome.firm_ids[row], text("en"), text("ko"))

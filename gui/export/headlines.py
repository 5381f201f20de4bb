"""Headlines by rule: how many more firms join, and the why sentence; the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence

from gui.export.words import Words
from gui.frame import Language
from gui.numbers import Numbers
from gui.shielding import Names
from model.outcome import Outcome
from model.questions.sentence import LEAST_MOVE, Story, firm_to_tell_of, sentence

LEAST_JOINERS = 0.05  # a smaller change of the joiners is none: it would show as 0.0


def suggested(outcome: Outcome, baseline: Outcome | None, names: Names, numbers: Numbers) -> str:
    """Return a scenario's headline against its baseline; None is the baseline itself, or one of another call."""
    words = Words(names.language)
    joiners = outcome.headline["expected_joiners"]
    if baseline is None or baseline.firm_ids != outcome.firm_ids:
        return words("joiners_of", numbers.count(joiners), numbers.number(len(outcome.firm_ids)))
    story = Story(outcome, baseline)
    row = firm_to_tell_of(story, None)
    change = joiners - baseline.headline["expected_joiners"]
    if abs(change) < LEAST_JOINERS:
        counted = words("as_many")
    else:
        counted = words("more" if change > 0 else "fewer", numbers.count(abs(change)))
    if abs(float(story.moves[row])) < LEAST_MOVE:
        return counted
    return words("and_why", counted, names.clean(sentence(story, row, names.short(outcome.firm_ids[row]), numbers)))


def suggested_of_several(joiners: Sequence[tuple[str, float]], language: Language, numbers: Numbers) -> str:
    """Return the headline of scenarios side by side, given each one's name and expected joiners."""
    words = Words(language)
    most = max(joiners, key=lambda one: one[1])
    least = min(joiners, key=lambda one: one[1])
    if most[1] - least[1] < LEAST_JOINERS:
        return words("all_alike", numbers.count(most[1]))
    return words("most_join", most[0], numbers.count(most[1]), numbers.count(least[1]))

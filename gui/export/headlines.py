"""Headlines by rule: how many more firms join, and the why sentence; the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence

from gui.export.words import Words
from gui.frame import Language
from gui.numbers import Numbers
from gui.shielding import Names
from model.outcome import Outcome
from model.questions.sentence import (
    LEAST_MOVE,
    Story,
    firm_to_tell_of,
    heaviest_costs,
    refusals,
    sentence,
    within,
)

LEAST_JOINERS = 0.05  # a smaller change of the joiners is none: it would show as 0.0


def suggested(outcome: Outcome, baseline: Outcome | None, names: Names, numbers: Numbers) -> str:
    """Return a scenario's headline against its baseline; None is the baseline itself, or one of another call."""
    words = Words(names.language)
    joiners = outcome.headline["expected_joiners"]
    if baseline is None or baseline.firm_ids != outcome.firm_ids:
        return words("joiners_of", numbers.count(joiners), numbers.number(len(outcome.firm_ids)))
    if outcome.scenario.same_policy(baseline.scenario):
        return words("same")
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


def suggested_of_refusals(outcome: Outcome, language: Language, numbers: Numbers) -> str:
    """Return the headline on why firms stay out: what weighs most of all that joining costs them."""
    words = Words(language)
    shares = heaviest_costs(outcome, refusals(outcome))
    if not shares:
        return words("refusals")
    said = (words("weighs", within(words.component(name)), numbers.percent_bar(share)) for name, share in shares)
    return words("why_out", words("and").join(said))


def dearest_refusal(outcome: Outcome, names: Names, numbers: Numbers) -> str:
    """Return the why sentence on the firm whose refusal says most."""
    row = refusals(outcome)[0]
    return names.clean(sentence(Story(outcome, None), row, names.short(outcome.firm_ids[row]), numbers))


def suggested_of_several(joiners: Sequence[tuple[str, float]], language: Language, numbers: Numbers) -> str:
    """Return the headline of scenarios side by side, given each one's name and expected joiners."""
    words = Words(language)
    most = max(joiners, key=lambda one: one[1])
    least = min(joiners, key=lambda one: one[1])
    if len(joiners) == 1:
        return words("one_draws", most[0], numbers.count(most[1]))
    if most[1] - least[1] < LEAST_JOINERS:
        return words("all_alike", numbers.count(most[1]))
    return words("most_join", most[0], numbers.count(most[1]), numbers.count(least[1]))

"""What a file has stored of a scenario against what is computed now: old numbers stay until somebody computes again."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from model.errors import ModelError

if TYPE_CHECKING:
    from model.cards import Document
    from model.outcome import Outcome
    from model.scenario import Scenario

SAME_NUMBERS = 1e-9  # across machines; on one machine the same bytes


def result_shown(document: Document, scenario: Scenario, compute: Callable[[], Outcome]) -> tuple[Outcome, str]:
    """Return the outcome that a document has stored of a scenario, and the version that computed it.

    Where nothing is stored, or the same numbers, that is what ``compute`` gives now, and "". Raises ModelError as
    ``compute`` does where nothing is stored.
    """
    stored = document.result_of(scenario) if document.results else None
    try:
        fresh = compute()
    except ModelError:
        if stored is None:
            raise
        return stored.outcome, stored.engine_version
    if stored is None or greatest_difference(stored.outcome, fresh) <= SAME_NUMBERS:
        return fresh, ""
    return stored.outcome, stored.engine_version


def greatest_difference(stored: Outcome, fresh: Outcome) -> float:
    """Return by how much recomputing changes a stored outcome: the greatest change of a probability or, relative to its
    size, of a headline number. Infinite where the firms or what is defined differ; up to 1e-9 means the same numbers.
    """
    if stored.firm_ids != fresh.firm_ids or stored.headline.keys() != fresh.headline.keys():
        return math.inf
    names = ("join_probability", "selection_probability", "final_probability", "joiner_probability")
    gaps = [float(abs(getattr(stored, name) - getattr(fresh, name)).max()) for name in names]
    for name, old in stored.headline.items():
        new = fresh.headline[name]
        if math.isnan(old) or math.isnan(new):
            gaps.append(0.0 if math.isnan(old) and math.isnan(new) else math.inf)
        else:
            gaps.append(abs(new - old) / max(abs(old), 1.0))
    return max(gaps)

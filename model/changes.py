"""How far a change from one scenario to another is known: the difference in each draw of the posterior, as bands.

Both scenarios meet the same draws, so what moves both alike cancels: these bands are not the difference of two bands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from model.bands import LONG_LOOK, draws_within, kept_bands, sets_of, summary
from model.outcome import HEADLINES, Bands, Floats

if TYPE_CHECKING:
    from model.case import Case
    from model.outcome import Outcome


@dataclass(frozen=True)
class Changes:
    """50 % and 90 % bands of changes, each low90, low50, high50, high90 along the first axis.

    ``join`` [4, n] is of the chances of joining, in firm order; ``headline`` [4] by headline, nan where undefined.
    """

    draws: int
    join: Floats = field(repr=False)
    headline: Mapping[str, Floats] = field(repr=False)


def changes(
    case: Case, before: Outcome, after: Outcome, most: int = LONG_LOOK, dropped: Callable[[], bool] = bool
) -> Changes | None:
    """Return the bands of the change between two scenarios of one call at the draws that the larger one can afford.

    Both outcomes are on the branch from one half. None where nothing can be paired; raises as ``kept_bands``.
    """
    costs = [sets_of(case, outcome.scenario) for outcome in (before, after)]
    count = len(next(iter(draws_within(case, max(costs), most).values())))
    pair = [
        kept_bands(case, outcome.scenario, outcome.join_probability, count * cost, dropped)
        for outcome, cost in zip((before, after), costs, strict=True)
    ]
    return between(pair[0], pair[1])


def between(before: Bands, after: Bands) -> Changes | None:
    """Return the bands of the change between two scenarios solved at the same draws, or None where they were not."""
    if not before.samples or not after.samples or before.missing or after.missing:
        return None
    if before.samples["join_probability"].shape != after.samples["join_probability"].shape:
        return None
    join = summary(after.samples["join_probability"] - before.samples["join_probability"])[1:]
    headline = {name: summary(after.samples[name] - before.samples[name])[1:] for name in HEADLINES}
    return Changes(after.draws, _rows(join), MappingProxyType({name: _rows(row) for name, row in headline.items()}))


def _rows(edges: tuple[Floats, ...]) -> Floats:
    rows = np.stack(edges)
    rows.setflags(write=False)
    return rows

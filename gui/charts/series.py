"""What the charts draw, as plain numbers taken from a frame: rows in the order of display, no Qt, nothing rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from gui.frame import shown_names
from model.outcome import COMPONENTS, GOOD_UP

if TYPE_CHECKING:
    from gui.frame import Frame
    from model.case import Case
    from model.outcome import Outcome
    from model.recorded import Recorded

Floats = NDArray[np.float64]
Pin = bool | None

LIKELY_PROBABILITY = 0.5  # where "joins" becomes the better bet: the dashed line, and where a bar turns solid
NO_ROW = -1


@dataclass(frozen=True, slots=True)
class Firms:
    """The firms as they are listed: [n] in the order of display, and the row that is selected or NO_ROW."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    joined: tuple[bool | None, ...]  # in fact
    pins: tuple[Pin, ...]
    selected: int
    recorded: frozenset[int] = frozenset()  # rows whose decision the user recorded

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class JoinSeries:
    """Who joins: probabilities [n] in the order of display; the baseline is NaN where a firm was not eligible in it."""

    firms: Firms
    join: Floats
    baseline: Floats
    selection: Floats  # given that it joins
    final: Floats  # likewise
    bands: Floats | None  # [4, n]: low90, low50, high50, high90

    @property
    def change(self) -> Floats:
        """Change from the baseline, before any rounding, [n]."""
        return np.asarray(self.join - self.baseline)


@dataclass(frozen=True)
class WhySeries:
    """Why: payoff components [n, 11] in bn, stacked away from zero by sign in the order of COMPONENTS."""

    firms: Firms
    components: Floats
    payoff: Floats

    @property
    def starts(self) -> Floats:
        """Where each piece begins, on the side of zero, [n, 11], bn."""
        return np.asarray(self.ends - self.components)

    @cached_property
    def ends(self) -> Floats:
        """Where each piece ends, away from zero, [n, 11], bn."""
        gains, costs = (side.cumsum(axis=1) for side in self._sides)
        return np.where(self.components >= 0.0, gains, costs)

    @cached_property
    def gains(self) -> Floats:
        """What speaks for joining, [n], bn, not negative."""
        return np.asarray(self._sides[0].sum(axis=1))

    @cached_property
    def costs(self) -> Floats:
        """What speaks against it, [n], bn, not positive."""
        return np.asarray(self._sides[1].sum(axis=1))

    @property
    def reach(self) -> Floats:
        """How far each firm's bar reaches from zero on its longer side, [n], bn."""
        return np.asarray(np.maximum(self.gains, -self.costs))

    @cached_property
    def _sides(self) -> tuple[Floats, Floats]:
        return np.maximum(self.components, 0.0), np.minimum(self.components, 0.0)


@dataclass(frozen=True, slots=True)
class TurnoutSeries:
    """How many join: exact probabilities of 0 … n joiners, here and in the baseline."""

    probability: Floats
    baseline: Floats
    expected: float
    baseline_expected: float

    @property
    def at_least(self) -> Floats:
        """Probability of so many joiners or more, [n + 1]."""
        return _tail(self.probability)

    @property
    def baseline_at_least(self) -> Floats:
        """Likewise in the baseline."""
        return _tail(self.baseline)


@dataclass(frozen=True, slots=True)
class StageSeries:
    """The pool shrinking: chance of being in the programme at each stage given that it joins, [stages + 1, n].

    ``incumbents`` are ids and names of those already in the programme, ``old`` [stages + 1, incumbents] their chances.
    """

    firms: Firms
    stages: Floats
    join: Floats
    incumbents: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    old: Floats = field(default_factory=lambda: np.zeros((1, 0)))

    @property
    def given(self) -> Floats:
        """Chance of being there given that it joins, with the certainty of having joined in front, [stages + 2, n]."""
        return np.concatenate([np.ones((1, len(self.join))), self.stages])

    @property
    def chances(self) -> Floats:
        """Chance of joining and being there, [stages + 2, n]."""
        return np.asarray(self.given * self.join)

    @property
    def expected(self) -> Floats:
        """Expected joiners, and added teams in the programme at each stage, [stages + 2]."""
        return np.asarray(self.chances.sum(axis=1))

    @property
    def expected_old(self) -> Floats:
        """Expected incumbents in the programme at each stage, [stages + 1]; nothing where they are not known."""
        return np.asarray(self.old.sum(axis=1))


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline: its value, the baseline's, its 90 % band where known, and whether more is good."""

    id: str
    value: float
    baseline: float
    band: tuple[float, float] | None
    good_up: bool

    @property
    def change(self) -> float:
        """Change from the baseline, before any rounding."""
        return self.value - self.baseline


Verdict = Literal["good", "bad", "same"]


def listed(frame: Frame) -> Firms:
    """Return the firms of a frame in its order of display."""
    outcome, order = frame.outcome, frame.order
    pins = dict(frame.scenario.pins)
    ids = tuple(outcome.firm_ids[row] for row in order)
    return Firms(
        ids=ids,
        names=tuple(frame.names[row] for row in order),
        joined=tuple(frame.decisions[row] for row in order),
        pins=tuple(pins.get(firm_id) for firm_id in ids),
        selected=ids.index(frame.selected) if frame.selected in ids else NO_ROW,
        recorded=frozenset(ids.index(row.firm) for row in frame.document.recorded if _is_here(row, frame, ids)),
    )


def _is_here(record: Recorded, frame: Frame, ids: tuple[str, ...]) -> bool:
    return record.call == frame.scenario.call and record.firm in ids


def join_series(frame: Frame) -> JoinSeries:
    """Take what *Who joins* draws."""
    rows = np.asarray(frame.order, dtype=np.intp)
    outcome, bands, firms = frame.outcome, frame.bands, listed(frame)
    edges = None
    if bands is not None:
        edges = np.stack([bands.low90[rows], bands.low50[rows], bands.high50[rows], bands.high90[rows]])
    return JoinSeries(
        firms=firms,
        join=outcome.join_probability[rows],
        baseline=_by_firm(frame.baseline, frame.baseline.join_probability, firms.ids),
        selection=outcome.selection_probability[rows],
        final=outcome.final_probability[rows],
        bands=edges,
    )


def why_series(frame: Frame) -> WhySeries:
    """Take what *Why* draws."""
    rows = np.asarray(frame.order, dtype=np.intp)
    return WhySeries(listed(frame), frame.outcome.components_bn[rows], frame.outcome.payoff_bn[rows])


def turnout_series(frame: Frame) -> TurnoutSeries:
    """Take what *Turnout* draws."""
    return TurnoutSeries(
        frame.outcome.joiner_probability,
        frame.baseline.joiner_probability,
        float(frame.outcome.headline["expected_joiners"]),
        float(frame.baseline.headline["expected_joiners"]),
    )


def stage_series(frame: Frame) -> StageSeries:
    """Take what *Stages* draws."""
    rows = np.asarray(frame.order, dtype=np.intp)
    outcome, old = frame.outcome, frame.outcome.incumbent_stage_probability
    ids = frame.case.call(outcome.scenario.call).incumbents[: old.shape[1]]
    names = shown_names(frame.case, ids, frame.language, frame.shield)
    chances = outcome.stage_probability[:, rows]
    return StageSeries(listed(frame), chances, outcome.join_probability[rows], (ids, names), old)


def tile(frame: Frame, headline_id: str) -> Tile:
    """Take one headline of a frame."""
    band = None
    if frame.bands is not None and headline_id in frame.bands.headline:
        edges = frame.bands.headline[headline_id]
        band = (float(edges[1]), float(edges[-1]))
    return Tile(
        headline_id,
        float(frame.outcome.headline[headline_id]),
        float(frame.baseline.headline[headline_id]),
        band,
        headline_id in GOOD_UP,
    )


def listed_rows(case: Case, outcome: Outcome) -> list[int]:
    """Return the rows of the listed firms that may join, the likeliest first."""
    own = {firm.id for firm in case.firms if firm.listing == "own"}
    rows = [row for row, firm_id in enumerate(outcome.firm_ids) if firm_id in own]
    return sorted(rows, key=lambda row: -float(outcome.join_probability[row]))


def verdict(change_shown: float, good_up: bool) -> Verdict:
    """Say whether a change, rounded as it is shown, is good for the ministry."""
    if change_shown == 0.0:
        return "same"
    return "good" if (change_shown > 0.0) == good_up else "bad"


def cost_per_extra_joiner_bn(cost: Tile, joiners: Tile, least_extra: float) -> float | None:
    """Return the extra public cost for each extra joiner against the baseline, bn.

    None where there are fewer than so many more, or where the cost falls: less money is no price of a joiner.
    """
    if joiners.change < least_extra or cost.change < 0.0:
        return None
    return cost.change / joiners.change


def components_in_use(components: Floats) -> tuple[str, ...]:
    """Return the ids of the components that are not zero for everyone, in their order."""
    used = np.any(components != 0.0, axis=0)
    return tuple(name for name, shown in zip(COMPONENTS, used, strict=True) if shown)


def _by_firm(outcome: Outcome, values: Floats, firm_ids: Sequence[str]) -> Floats:
    rows = {firm_id: row for row, firm_id in enumerate(outcome.firm_ids)}
    return np.array([values[rows[firm]] if firm in rows else np.nan for firm in firm_ids], dtype=np.float64)


def _tail(probability: Floats) -> Floats:
    return np.asarray(np.minimum(np.cumsum(probability[::-1])[::-1], 1.0))

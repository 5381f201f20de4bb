"""What a slide says, as plain values: which scenarios are slides, their words by rule, and the numbers they draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from gui.export.names import Names
from gui.frame import Language, shown_names
from gui.numbers import Numbers
from model.case import Case
from model.document import Document, shown_name
from model.levers import Lever
from model.outcome import Bands, Outcome
from model.scenario import LIVE_LEVERS, Scenario

Floats = NDArray[np.float64]

SHOWN = ("expected_joiners", "listed_joins_probability", "public_cost_bn")
TICKS = (0.0, 0.5, 1.0)
UNMOVED: Mapping[str, float] = MappingProxyType({})
LEAST_JOINERS = 0.05  # a smaller change of the joiners is none: it would show as 0.0
TELLING_CHANGE = 0.10  # a probability that moved less is not worth a word in the headline


@dataclass(frozen=True, slots=True)
class Manner:
    """How slides are shown: the language, and whether letters stand for firms."""

    language: Language = "en"
    shield: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one slide, as shown."""

    headline: str
    subtitle: str
    question: str  # instead of both while the room guesses
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the big numbers, and what stands under it."""

    value: str
    label: str
    plain_label: str  # without the number of the baseline


@dataclass(frozen=True, slots=True)
class LiveLever:
    """A lever that can be moved on a slide; values in the lever's unit."""

    lever: Lever
    value: float
    saved: float  # what the scenario says
    tick: float  # what the baseline says
    name: str
    text: str

    @property
    def moved(self) -> bool:
        """Say whether it stands elsewhere than in the saved scenario."""
        return self.value != self.saved


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that one slide draws. Arrays [n] are in the deck's order of firms; the baseline may be NaN."""

    words: Words
    firm_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    join: Floats = field(default_factory=lambda: np.zeros(0), repr=False)
    baseline: Floats = field(default_factory=lambda: np.zeros(0), repr=False)
    bands: Floats | None = field(default=None, repr=False)  # [4, n]: low90, low50, high50, high90
    chances: tuple[str, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    figures: tuple[Figure, ...] = ()
    levers: tuple[LiveLever, ...] = ()
    baseline_name: str = ""
    number: int = 1
    count: int = 1
    guessing: bool = False


def slide_rows(document: Document) -> tuple[int, ...]:
    """Return the cards that are slides, in their order; all of them where every one is hidden."""
    rows = tuple(row for row, card in enumerate(document.scenarios) if not card.slide.hidden)
    return rows or tuple(range(len(document.scenarios)))


def live_levers(document: Document, row: int) -> tuple[str, ...]:
    """Return the levers that are live on a slide: those chosen, else the first that differ from the baseline."""
    card = document.scenarios[row]
    if card.slide.levers is not None:
        return card.slide.levers
    return card.changed_from(document.baseline_scenario)[:LIVE_LEVERS]


def firm_order(outcomes: Mapping[int, Outcome], firm_ids: tuple[str, ...]) -> tuple[int, ...]:
    """Return rows by mean chance over the slides of these firms, so that a bar keeps its place from slide to slide."""
    alike = [outcome.join_probability for outcome in outcomes.values() if outcome.firm_ids == firm_ids]
    if not alike:
        return tuple(range(len(firm_ids)))
    mean = np.mean(alike, axis=0)
    return tuple(sorted(range(len(firm_ids)), key=lambda row: -round(float(mean[row]), 9)))


def rows_that_matter(join: Floats, baseline: Floats, room: int) -> tuple[int, ...]:
    """Return up to ``room`` rows in their order: half of them the likeliest, the others those that moved most."""
    count = len(join)
    if count <= room:
        return tuple(range(count))
    likeliest = sorted(range(count), key=lambda row: -join[row])
    moved = sorted(range(count), key=lambda row: -abs(np.nan_to_num(join[row] - baseline[row])))
    chosen = set(likeliest[: (room + 1) // 2])
    for row in (*moved, *likeliest):
        if len(chosen) < room:
            chosen.add(row)
    return tuple(sorted(chosen))


@dataclass(frozen=True)
class Solved:
    """What is known of a slide: the outcome as its levers stand, the baseline's, bands, the firms' order."""

    outcome: Outcome | None
    baseline: Outcome | None
    bands: Bands | None = None
    order: tuple[int, ...] = ()


@dataclass(frozen=True)
class Telling:
    """The words and numbers of slides in one manner."""

    document: Document
    manner: Manner

    @property
    def case(self) -> Case:
        """The case with the document's edits."""
        return self.document.effective_case

    @cached_property
    def numbers(self) -> Numbers:
        """How numbers are written."""
        return Numbers(self.manner.language, self.case.meta["currency"])

    @cached_property
    def names(self) -> Names:
        """What stands for the firms, and cleans what somebody wrote."""
        return Names(self.case, self.manner.language, self.manner.shield)

    def title(self, row: int) -> str:
        """Return a card's name as shown."""
        return self.names.clean(shown_name(self.document.scenarios[row].name, self.manner.language))

    def words(
        self, row: int, outcome: Outcome | None, baseline: Outcome | None, moved: Mapping[str, float] = UNMOVED
    ) -> Words:
        """Return a slide's words; the headline is the one written, else the one suggested for its numbers."""
        card = self.document.scenarios[row]
        written = self.names.clean(card.slide.headline)
        question = self.tr("{0}: who joins?").format(self.title(row))
        return Words(
            headline=written or self.suggested(row, outcome, baseline),
            subtitle=self._subtitle(row, moved),
            question=question,
            note=self.names.clean(card.note),
        )

    def suggested(self, row: int, outcome: Outcome | None, baseline: Outcome | None) -> str:
        """Return the headline that follows from the numbers."""
        title = self.title(row)
        if outcome is None or baseline is None:
            return title
        joiners = outcome.headline["expected_joiners"]
        change = joiners - baseline.headline["expected_joiners"]
        if row == self.document.baseline or outcome.firm_ids != baseline.firm_ids:
            text = self.tr("{0}: {1} of {2} firms are expected to join")
            return text.format(title, self._count(joiners), self.numbers.number(len(outcome.firm_ids)))
        if abs(change) < LEAST_JOINERS:
            return self.tr("{0}: as many firms join").format(title)
        text = self.tr("{0}: {1} more firms join") if change > 0 else self.tr("{0}: {1} fewer firms join")
        return text.format(title, self._count(abs(change))) + self._most_moved(outcome, baseline, change)

    def live(self, row: int, moved: Mapping[str, float]) -> tuple[LiveLever, ...]:
        """Return a slide's live levers; ``moved`` holds those that were moved while presenting."""
        card, base = self.document.scenarios[row], self.document.baseline_scenario
        rows = []
        for lever_id in live_levers(self.document, row):
            lever = self.case.lever(lever_id)
            value = moved.get(lever_id, card.value(lever_id))
            name, text = lever.name(self.manner.language), self.numbers.value(lever, value)
            rows.append(LiveLever(lever, value, card.value(lever_id), base.value(lever_id), name, text))
        return tuple(rows)

    def picture(
        self, row: int, solved: Solved, moved: Mapping[str, float], place: tuple[int, int], guessing: bool = False
    ) -> Picture:
        """Return what a slide draws; ``place`` is its number and how many there are."""
        bare = Picture(
            self.words(row, solved.outcome, solved.baseline, moved),
            levers=self.live(row, moved),
            baseline_name=self.title(self.document.baseline),
            number=place[0],
            count=place[1],
            guessing=guessing,
        )
        if solved.outcome is None or solved.baseline is None:
            return bare
        outcome, order, write = solved.outcome, list(solved.order), self.numbers
        ids = tuple(outcome.firm_ids[index] for index in order)
        known = dict(zip(solved.baseline.firm_ids, solved.baseline.join_probability.tolist(), strict=True))
        return replace(
            bare,
            firm_ids=ids,
            names=shown_names(self.case, ids, self.manner.language, self.manner.shield),
            join=outcome.join_probability[order],
            baseline=np.array([known.get(firm_id, np.nan) for firm_id in ids]),
            bands=None if solved.bands is None else _band_rows(solved.bands)[:, order],
            chances=tuple(write.percent_bar(float(value)) for value in outcome.join_probability[order]),
            ticks=tuple((value, write.percent_bar(value)) for value in TICKS),
            figures=self._figures(outcome, solved.baseline),
        )

    def _figures(self, outcome: Outcome, baseline: Outcome) -> tuple[Figure, ...]:
        write = self.numbers
        joiners, listed, cost = (outcome.headline[name] for name in SHOWN)
        joiners_from, listed_from, cost_from = (baseline.headline[name] for name in SHOWN)
        count, count_from = write.count(joiners), write.count(joiners_from)
        share, share_from = write.percent_bar(listed), write.percent_bar(listed_from)
        money, money_from = write.money(cost), write.money(cost_from)
        return (
            self._figure(self.tr("expected joiners"), count, count_from),
            self._figure(self.tr("a listed firm joins"), share, share_from),
            self._figure(self.tr("public cost"), money, money_from),
        )

    def _subtitle(self, row: int, moved: Mapping[str, float]) -> str:
        card, base = self.document.scenarios[row], self.document.baseline_scenario
        title = self.title(row)
        if any(live.moved for live in self.live(row, moved)):
            return self.tr("{0} · levers moved on this slide").format(title)
        changed = card.changed_from(base)
        if row == self.document.baseline:
            return self.tr("{0} · the baseline").format(title)
        if len(changed) == 1:
            lever = self.case.lever(changed[0])
            said = (lever.name(self.manner.language), self.numbers.value(lever, card.value(lever.id)))
            return self.tr("{0} · {1}: {2}").format(title, *said)
        text = self.tr("{0} · {1} levers differ from the baseline")
        return text.format(title, self.numbers.number(len(changed)))

    def _most_moved(self, outcome: Outcome, baseline: Outcome, change: float) -> str:
        moved = (outcome.join_probability - baseline.join_probability) * np.sign(change)
        most = int(np.argmax(moved))
        if moved[most] < TELLING_CHANGE:
            return ""
        return self.tr(", {0} most of all").format(self.names.short(outcome.firm_ids[most]))

    def _figure(self, label: str, value: str, before: str) -> Figure:
        return Figure(value, label if value == before else self.tr("{0}, from {1}").format(label, before), label)

    def _count(self, value: float) -> str:
        return self.numbers.count(value)

    def tr(self, text: str) -> str:
        """Return a text in the language on screen."""
        return QCoreApplication.translate("Telling", text)


def with_moved(scenario: Scenario, moved: Mapping[str, float]) -> Scenario:
    """Return a scenario with the levers that were moved while presenting."""
    return scenario.with_levers(dict(moved)) if moved else scenario


def _band_rows(bands: Bands) -> Floats:
    return np.array([bands.low90, bands.low50, bands.high50, bands.high90])

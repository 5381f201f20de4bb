"""What a slide says: which slides there are, their words by rule, and the numbers they draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.charts.series import listed_rows
from gui.export.headlines import dearest_refusal, suggested, suggested_of_refusals, suggested_of_several
from gui.frame import shown_names
from gui.numbers import Numbers
from gui.present.picture import Compared, Figure, Floats, LiveLever, Manner, Picture, Words
from gui.shielding import Names
from model.case import Case
from model.document import Document, shown_name
from model.outcome import Bands, Outcome
from model.scenario import Scenario
from model.slides import LIVE_LEVERS, REFUSALS, WHO_JOINS, Slide

SHOWN = ("expected_joiners", "listed_joins_probability", "public_cost_bn")
TICKS = (0.0, 0.5, 1.0)
UNMOVED: Mapping[str, float] = MappingProxyType({})
NO_TITLES: Mapping[str, str] = MappingProxyType({})


def slide_rows(document: Document) -> tuple[int, ...]:
    """Return the slides that are shown, by their places in the deck; all of them where every one is hidden."""
    rows = tuple(row for row, slide in enumerate(document.deck) if not slide.hidden)
    return rows or tuple(range(len(document.deck)))


def card_rows(document: Document, slide: Slide) -> tuple[int, ...]:
    """Return the cards that a slide shows; all of them where it names none."""
    names = document.names
    return tuple(names.index(name) for name in slide.scenarios) or tuple(range(len(names)))


def card_of(document: Document, slide: Slide) -> Scenario:
    """Return the scenario of a slide, the first of several."""
    return document.scenarios[card_rows(document, slide)[0]]


def live_levers(document: Document, row: int) -> tuple[str, ...]:
    """Return the levers that are live on a slide: those chosen, else the first that differ from the baseline."""
    slide = document.deck[row]
    if slide.compares:
        return ()
    if slide.levers is not None:
        return slide.levers
    if slide.view != WHO_JOINS:
        return ()  # the chart has the room
    return card_of(document, slide).changed_from(document.baseline_scenario)[:LIVE_LEVERS]


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
    views: Mapping[str, str] = field(default_factory=lambda: NO_TITLES, compare=False)  # what the charts are called

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

    def card_title(self, card: Scenario) -> str:
        """Return a card's name as shown."""
        return self.names.clean(shown_name(card.name, self.manner.language))

    def title(self, row: int) -> str:
        """Return what a slide is called in a list: its scenario, and its chart where that is not the first one."""
        slide = self.document.deck[row]
        card = card_of(self.document, slide)
        if slide.compares:
            listed = ", ".join(self.names.clean(shown_name(name, self.manner.language)) for name in slide.scenarios)
            everyone = self.tr("all scenarios") if len(self.document.scenarios) > 1 else self.card_title(card)
            return self.tr("Comparison: {0}").format(listed or everyone)
        title = self.card_title(card)
        return title if slide.view == WHO_JOINS else f"{title} · {self.views.get(slide.view, slide.view)}"

    def words(
        self, row: int, outcome: Outcome | None, baseline: Outcome | None, moved: Mapping[str, float] = UNMOVED
    ) -> Words:
        """Return a slide's words; the headline is the one written, else the one suggested for its numbers."""
        slide = self.document.deck[row]
        card = card_of(self.document, slide)
        return Words(
            headline=self.names.clean(slide.headline) or self._suggested(row, outcome, baseline),
            subtitle=self._subtitle(row, outcome, moved),
            question=self._question(row),
            note=self.names.clean(card.note if slide.note is None else slide.note),
        )

    def _suggested(self, row: int, outcome: Outcome | None, baseline: Outcome | None) -> str:
        slide = self.document.deck[row]
        if slide.compares or outcome is None or baseline is None:
            return self.title(row)
        if slide.view == REFUSALS:
            return suggested_of_refusals(outcome, self.manner.language, self.numbers)
        is_baseline = card_of(self.document, slide) == self.document.baseline_scenario
        return suggested(outcome, None if is_baseline else baseline, self.names, self.numbers)

    def _question(self, row: int) -> str:
        slide = self.document.deck[row]
        if slide.view == REFUSALS:
            return self.tr("{0}: why do firms stay out?").format(self.card_title(card_of(self.document, slide)))
        return self.tr("{0}: who joins?").format(self.title(row))

    def live(self, row: int, moved: Mapping[str, float]) -> tuple[LiveLever, ...]:
        """Return a slide's live levers; ``moved`` holds those that were moved while presenting."""
        card, base = card_of(self.document, self.document.deck[row]), self.document.baseline_scenario
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
            baseline_name=self.card_title(self.document.baseline_scenario),
            number=place[0],
            count=place[1],
            guessing=guessing,
            view=self.document.deck[row].view,
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

    def compared(self, row: int, outcomes: Mapping[int, Outcome], baseline: Outcome | None, bare: Picture) -> Picture:
        """Return what a comparison draws; ``outcomes`` by card as far as they are known."""
        document, slide = self.document, self.document.deck[row]
        before = np.nan if baseline is None else float(baseline.headline["expected_joiners"])
        rows = []
        for at in card_rows(document, slide):
            card, outcome = document.scenarios[at], outcomes.get(at)
            joiners = np.nan if outcome is None else float(outcome.headline["expected_joiners"])
            texts = ("", "", "") if outcome is None else self._values(outcome)
            rows.append(Compared(self.card_title(card), joiners, before, at == document.baseline, texts))
        words = bare.words
        if not slide.headline and not any(np.isnan(one.joiners) for one in rows):
            headline = suggested_of_several(
                [(one.name, one.joiners) for one in rows], self.manner.language, self.numbers
            )
            words = replace(words, headline=headline)
        labels = (self.tr("expected joiners"), self.tr("a listed firm joins"), self.tr("public cost"))
        figures = tuple(Figure("", label, label) for label in labels)
        return replace(bare, words=words, compared=tuple(rows), figures=figures)

    def _values(self, outcome: Outcome) -> tuple[str, ...]:
        write = self.numbers
        joiners, listed, cost = (outcome.headline[name] for name in SHOWN)
        return write.count(joiners), write.percent_bar(listed), write.money(cost)

    def _figures(self, outcome: Outcome, baseline: Outcome) -> tuple[Figure, ...]:
        labels = (self.tr("expected joiners"), self.tr("a listed firm joins"), self.tr("public cost"))
        values = zip(labels, self._values(outcome), self._values(baseline), strict=True)
        joiners, listed, cost = (self._figure(label, value, before) for label, value, before in values)
        return joiners, replace(listed, note=self._likeliest(outcome)), cost

    def _likeliest(self, outcome: Outcome) -> str:
        """Name the likeliest listed firm, as the tile of the window does; empty where none may join."""
        rows = listed_rows(self.case, outcome)
        if not rows:
            return ""
        name, chance = self.names.short(outcome.firm_ids[rows[0]]), float(outcome.join_probability[rows[0]])
        return self.tr("likeliest: {0} {1}").format(name, self.numbers.percent_bar(chance))

    def _subtitle(self, row: int, outcome: Outcome | None, moved: Mapping[str, float]) -> str:
        slide, base = self.document.deck[row], self.document.baseline_scenario
        if slide.compares:
            return self.tr("orange: {0}, the baseline").format(self.card_title(base))
        card, title = card_of(self.document, slide), self.title(row)
        if any(live.moved for live in self.live(row, moved)):
            return self.tr("{0} · levers moved on this slide").format(title)
        if slide.view == REFUSALS and outcome is not None:
            return f"{self.card_title(card)} · {dearest_refusal(outcome, self.names, self.numbers)}"
        if card == base:
            return self.tr("{0} · the baseline").format(title)
        return self._differing(card, title)

    def _differing(self, card: Scenario, title: str) -> str:
        """Return the title with what differs from the baseline: the lever, or how many."""
        changed = card.changed_from(self.document.baseline_scenario)
        if not changed:
            return self.tr("{0} · no lever differs from the baseline").format(title)
        if len(changed) == 1:
            lever = self.case.lever(changed[0])
            said = (lever.name(self.manner.language), self.numbers.value(lever, card.value(lever.id)))
            return self.tr("{0} · {1}: {2}").format(title, *said)
        text = self.tr("{0} · {1} levers differ from the baseline")
        return text.format(title, self.numbers.number(len(changed)))

    def _figure(self, label: str, value: str, before: str) -> Figure:
        return Figure(value, label if value == before else self.tr("{0}, from {1}").format(label, before), label)

    def tr(self, text: str) -> str:
        """Return a text in the language on screen."""
        return QCoreApplication.translate("Telling", text)


def with_moved(scenario: Scenario, moved: Mapping[str, float]) -> Scenario:
    """Return a scenario with the levers that were moved while presenting."""
    return scenario.with_levers(dict(moved)) if moved else scenario


def _band_rows(bands: Bands) -> Floats:
    return np.array([bands.low90, bands.low50, bands.high50, bands.high90])

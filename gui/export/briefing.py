"""A briefing: scenarios, their figures and what they rest on, as plain data that every writer of a format takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from gui.export.assumptions import Assumption, leading
from gui.export.changes import Change, changes_of
from gui.export.headlines import suggested
from gui.export.leaves import Leaf, gathered, leaves_of
from gui.export.origin import digest_of, stamp_of
from gui.export.words import Words
from gui.frame import Language
from gui.numbers import Numbers
from gui.shielding import Names
from model.bands import bands
from model.case import Case
from model.document import Document, dumps, shown_name
from model.errors import ModelError
from model.outcome import COMPONENTS, Bands, Outcome
from model.recorded import record_of
from model.results import result_shown
from model.scenario import Scenario
from model.solve import solve
from model.version import __version__

SOLVING_SHARE = 0.6  # of putting a briefing together; the rest goes into what the charts need


class StoppedError(Exception):
    """The export was cancelled."""


class Ear:
    """Tells how much is done; long computations ask it now and then, so that a cancel is heard within them."""

    def __init__(self, tick: Callable[[float], None]) -> None:
        self._tick, self._share = tick, 0.0

    def tell(self, share: float) -> None:
        """Tell the share done; StoppedError where the export was cancelled."""
        self._share = share
        self._tick(share)

    def heard(self) -> bool:
        """Return that the computation goes on; StoppedError where it does not."""
        self._tick(self._share)
        return False


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the language, whether names are hidden, the date on every page, which scenarios."""

    language: Language = "en"
    shield: bool = False
    date: str = ""  # ISO
    file_name: str = ""
    scenarios: tuple[str, ...] = ()  # names of cards; none means all
    working: bool = False  # the working copy as well, where it is no card
    chart: str = ""  # this chart of each scenario instead of the slides


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm in a scenario. Numbers as the model has them; NaN where there is none, e.g. no band."""

    id: str
    name: str
    short: str
    join: float
    standard_error: float  # of the chance to join, where sets of winners were sampled
    baseline: float
    low90: float
    low50: float
    high50: float
    high90: float
    selection: float
    final: float
    payoff_bn: float
    noise_bn: float
    strength: float
    components_bn: tuple[float, ...]
    joined: bool | None
    pin: bool | None
    stages: tuple[float, ...]

    @property
    def mark(self) -> str:
        """What the firm did in fact, as the sign on screen."""
        return "" if self.joined is None else " ✓" if self.joined else " ×"


@dataclass(frozen=True)
class Subject:
    """One scenario of the briefing; firms from the likeliest joiner on."""

    name: str
    note: str
    call: str
    headline: str
    is_baseline: bool
    engine_version: str
    scenario: Scenario = field(repr=False)
    outcome: Outcome = field(repr=False)
    bands: Bands | None = field(repr=False)
    firms: tuple[FirmRow, ...] = field(repr=False)
    changes: tuple[Change, ...] = field(repr=False)


@dataclass(frozen=True)
class Briefing:
    """All that the writers need. ``subjects`` in the order of the cards."""

    title: str
    file_name: str
    digest: str
    engine_version: str
    date: str
    language: Language
    shield: bool
    baseline_name: str
    case: Case = field(repr=False)
    loaded: Case = field(repr=False)
    baseline: Outcome = field(repr=False)
    subjects: tuple[Subject, ...] = field(repr=False)
    leaves: tuple[Leaf, ...] = field(repr=False)
    chart: str  # asked for instead of the slides, or empty
    assumptions: tuple[Assumption, ...] = field(repr=False)
    names: Names = field(repr=False)
    words: Words = field(repr=False)
    numbers: Numbers = field(repr=False)

    @property
    def stamp(self) -> str:
        """File, version, hash and date, for every page."""
        return stamp_of(self.words, self.file_name, (self.engine_version, self.digest), self.numbers.date(self.date))

    @property
    def changes(self) -> tuple[tuple[Change, ...], ...]:
        """The levers that differ from the baseline, scenario by scenario."""
        return tuple(one.changes for one in self.subjects)


def headline_text(numbers: Numbers, headline_id: str, value: float) -> str:
    """Return a headline's figure as it is read."""
    if headline_id.endswith("_bn"):
        return numbers.money(value)
    if headline_id.endswith("_probability"):
        return numbers.percent_bar(value)
    return numbers.count(value) if headline_id == "expected_joiners" else numbers.factor(value)


def build(
    document: Document,
    wish: Wish,
    *,
    text: str | None = None,
    tick: Callable[[float], None] = lambda _share: None,
) -> Briefing:
    """Solve what is not stored and put a briefing together.

    ``text`` is the document as it is saved, its hash goes on every page. ``tick`` hears
    the share done and may raise StoppedError. Raises ModelError for an unknown or unsolvable scenario.
    """
    case = document.effective_case
    names, words = Names(case, wish.language, wish.shield), Words(wish.language)
    numbers = Numbers(wish.language, case.meta["currency"])
    chosen = _chosen(document, wish)
    baseline, _ = _outcome(document, document.baseline_scenario)
    presented = document.opened_scenario if document.opened_scenario in chosen else chosen[0]
    ear = Ear(tick)
    maker = _Maker(document, baseline, names, numbers, ear)
    subjects = []
    for number, card in enumerate(chosen):
        ear.tell(SOLVING_SHARE * number / len(chosen))
        subjects.append(maker.subject(card))
    shown = tuple(zip(chosen, subjects, strict=True))
    found = leaves_of(document, wish, shown, baseline, (names, numbers, ear.heard))
    leaves = gathered(found, len(document.deck), lambda share: ear.tell(SOLVING_SHARE + (1 - SOLVING_SHARE) * share))
    weak = leading(case, presented, document.case, names, numbers)
    ear.tell(1.0)
    return Briefing(
        title=names.clean(case.title(wish.language)),
        file_name=names.clean(wish.file_name) or words("briefing"),
        digest=digest_of(dumps(document) if text is None else text),
        engine_version=" + ".join(dict.fromkeys([__version__, *(one.engine_version for one in subjects)])),
        date=wish.date or case.meta["as_of_date"],
        language=wish.language,
        shield=wish.shield,
        baseline_name=maker.shown(document.baseline_scenario),
        case=case,
        loaded=document.case,
        baseline=baseline,
        subjects=tuple(subjects),
        leaves=leaves,
        chart=wish.chart,
        assumptions=weak,
        names=names,
        words=words,
        numbers=numbers,
    )


def _chosen(document: Document, wish: Wish) -> tuple[Scenario, ...]:
    cards = document.scenarios
    if wish.scenarios:
        cards = tuple(document.scenarios[document.row_named(name)] for name in dict.fromkeys(wish.scenarios))
    return (*cards, document.working) if wish.working and document.edited else cards


def _outcome(document: Document, card: Scenario) -> tuple[Outcome, str]:
    """Return what a card's numbers are and the version that they stay from, "" where this version gives the same."""
    return result_shown(document, card, lambda: solve(document.effective_case, card))


@dataclass(frozen=True)
class _Maker:
    document: Document
    baseline: Outcome
    names: Names
    numbers: Numbers
    ear: Ear

    def shown(self, card: Scenario) -> str:
        name = self.names.clean(shown_name(card.name, self.names.language))
        edited = card is self.document.working and self.document.edited
        return Words(self.names.language)("working", name) if edited else name

    def subject(self, card: Scenario) -> Subject:
        case, base = self.document.effective_case, self.document.baseline_scenario
        outcome, stored = _outcome(self.document, card)
        found = None if case.draws is None or stored else self._bands(card, outcome)
        firms = self._firms(card, outcome, found)
        return Subject(
            name=self.shown(card),
            note=self.names.clean(card.note),
            call=self.names.clean(case.call(card.call).title(self.names.language)),
            headline=suggested(outcome, None if card is base else self.baseline, self.names, self.numbers),
            is_baseline=card is base,
            engine_version=stored or __version__,
            scenario=card,
            outcome=outcome,
            bands=found,
            firms=firms,
            changes=changes_of(card, base, self.names, self.numbers),
        )

    def _bands(self, card: Scenario, outcome: Outcome) -> Bands | None:
        try:  # none where a draw has no equilibrium
            start, heard = outcome.join_probability, self.ear.heard
            return bands(self.document.effective_case, card, start=start, dropped=heard)
        except ModelError:
            return None

    def _firms(self, card: Scenario, outcome: Outcome, found: Bands | None) -> tuple[FirmRow, ...]:
        case, pins, told = self.document.effective_case, dict(card.pins), outcome.sampling
        before = dict(zip(self.baseline.firm_ids, self.baseline.join_probability.tolist(), strict=True))
        order = sorted(range(len(outcome.firm_ids)), key=lambda row: -round(float(outcome.join_probability[row]), 12))
        rows = []
        for row in order:
            firm_id = outcome.firm_ids[row]
            own = record_of(self.document.recorded, card.call, firm_id)
            spoken = None if self.names.shield else own or case.decision(card.call, firm_id)  # its word tells a firm
            rows.append(
                FirmRow(
                    id=self.names.firm_id(firm_id),
                    name=self.names.firm(firm_id),
                    short=self.names.short(firm_id),
                    join=float(outcome.join_probability[row]),
                    standard_error=math.nan if told is None else told.join_standard_error[row],
                    baseline=before.get(firm_id, math.nan),
                    low90=math.nan if found is None else float(found.low90[row]),
                    low50=math.nan if found is None else float(found.low50[row]),
                    high50=math.nan if found is None else float(found.high50[row]),
                    high90=math.nan if found is None else float(found.high90[row]),
                    selection=float(outcome.selection_probability[row]),
                    final=float(outcome.final_probability[row]),
                    payoff_bn=float(outcome.payoff_bn[row]),
                    noise_bn=float(outcome.noise_bn[row]),
                    strength=float(outcome.strength[row]),
                    components_bn=tuple(float(outcome.component(name)[row]) for name in COMPONENTS),
                    joined=None if spoken is None else spoken.joined,
                    pin=pins.get(firm_id),
                    stages=tuple(float(one) for one in outcome.stage_probability[:, row]),
                )
            )
        return tuple(rows)

"""A document as a value: everything a user can change, in one frozen object.

Every operation returns another document, so that undoing is putting the former one back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from model.case import Case, Edit
from model.draws import Draws
from model.filevalues import StoredResult, computed_now, stored_for
from model.fitreport import normal_text
from model.fitting import (
    cell_of,
    clean,
    deletable_row,
    edits_with,
    first_names,
    fitted,
    free_name,
    known_row,
    row_named,
    unpinned,
    untouched,
)
from model.goal import Goal, NamedGoal
from model.membership import with_firm, without_firm
from model.outcome import Outcome
from model.recorded import Recorded, Records, records_with, records_without
from model.scenario import Scenario
from model.slides import Slides, checked, followed, proposed, renamed
from model.speaking import Speeches

DEFAULT_SEED = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A case with its edits, the scenario cards, and the working copy that the levers show.

    ``case`` is as loaded; ``effective_case`` has the edits. ``baseline`` and ``opened`` are rows of ``scenarios``.
    Stored results take no part in comparisons: they follow from the rest.
    """

    case: Case = field(repr=False)
    scenarios: tuple[Scenario, ...]
    working: Scenario
    baseline: int = 0
    opened: int = 0
    edits: tuple[Edit, ...] = ()
    effective_case: Case = field(repr=False, compare=False, kw_only=True)
    seed: int = DEFAULT_SEED
    fit_report: str = field(default="", repr=False)  # JSON of the refit that the draws come from, if there was one
    goals: tuple[NamedGoal, ...] = ()
    reach: Goal = field(default_factory=Goal)  # how far levers swing in *What matters*: locks and ranges, nothing else
    slides: Slides = ()  # none of its own: those proposed
    speeches: Speeches = ()  # none: as recorded
    recorded: Records = ()  # decisions that the user recorded, by day
    results: tuple[StoredResult, ...] = field(default=(), repr=False, compare=False)

    @staticmethod
    def new(case: Case, language: str = "en") -> Document:
        """Return a document with the call as announced as baseline, and a first scenario that is open."""
        first, second = first_names(language)
        cards = (case.status_quo.renamed(first), case.status_quo.renamed(second))
        return Document(case, cards, cards[1], baseline=0, opened=1, effective_case=case)

    @property
    def opened_scenario(self) -> Scenario:
        """The card that the working copy came from."""
        return self.scenarios[self.opened]

    @property
    def baseline_scenario(self) -> Scenario:
        """The card that everything is compared with."""
        return self.scenarios[self.baseline]

    @property
    def edited(self) -> bool:
        """Whether the levers say something else than the opened card."""
        return not self.working.same_policy(self.opened_scenario)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the cards."""
        return tuple(card.name for card in self.scenarios)

    @property
    def deck(self) -> Slides:
        """The slides in their order: those of the document, else those that are proposed."""
        base = self.baseline_scenario
        told = (card.name for card in self.scenarios if not untouched(card, base))
        return self.slides or proposed(tuple(told), base.name)

    # what was computed

    def result_of(self, scenario: Scenario) -> StoredResult | None:
        """Return what is stored for a scenario's call, levers and pins, or None; that of its own name comes first."""
        return stored_for(self.results, scenario)

    def with_results(self, outcomes: Mapping[int, Outcome]) -> Document:
        """Store outcomes by row where none is stored yet, so that old numbers stay; one of another policy is left."""
        fresh = tuple(
            computed_now(outcome, self._card(row))
            for row, outcome in sorted(outcomes.items())
            if outcome.scenario.same_policy(self._card(row)) and self.result_of(self._card(row)) is None
        )
        return replace(self, results=(*self.results, *fresh))

    def recomputed(self, row: int, outcome: Outcome, name: str = "") -> Document:
        """Add a card beside another one with the same policy and a new outcome, so that old and new can be compared."""
        document = self.duplicated(row)
        document = document.renamed(row + 1, name) if name.strip() else document
        fresh = computed_now(outcome, document.scenarios[row + 1])
        others = (result for result in document.results if result.outcome.scenario.name != fresh.outcome.scenario.name)
        return replace(document, results=(*others, fresh))

    # the working copy

    def with_lever(self, lever_id: str, value: object) -> Document:
        """Set a lever of the working copy; LeverError if it is refused."""
        return self.with_working(self.working.with_lever(lever_id, value))

    def with_pin(self, firm_id: str, joined: bool | None) -> Document:
        """Pin a firm of the working copy in (True), out (False) or free it (None); FirmError if it is not eligible."""
        return self.with_working(self.working.with_pin(firm_id, joined))

    def with_working(self, scenario: Scenario) -> Document:
        """Let the levers say what a scenario says; name and note stay those of the opened card."""
        card = self.opened_scenario
        return replace(self, working=fitted(self.effective_case, scenario).renamed(card.name).with_note(card.note))

    def reset_to_opened(self, lever_id: str | None = None) -> Document:
        """Put one lever, or everything, back to the opened card."""
        return self.opened_at(self.opened) if lever_id is None else self._reset_to(self.opened_scenario, lever_id)

    def reset_to_baseline(self, lever_id: str | None = None) -> Document:
        """Put one lever, or every lever and pin, to the baseline; the call stays."""
        return self._reset_to(self.baseline_scenario, lever_id)

    def _reset_to(self, target: Scenario, lever_id: str | None) -> Document:
        if lever_id is not None:
            return self.with_lever(lever_id, target.value(lever_id))
        pins = tuple(pin for pin in target.pins if pin[0] in self.working.firm_ids)
        return self.with_working(replace(self.working, values=target.values, pins=pins))

    # the cards

    def kept(self) -> Document:
        """Write the working copy into the opened card."""
        return self._with_card(self.opened, self.working)

    def kept_as_new(self, name: str = "") -> Document:
        """Add the working copy as a card of its own at the end, and open it."""
        card = self.working.renamed(free_name(self.names, name.strip() or self.working.name))
        return replace(self._with_cards((*self.scenarios, card)), working=card, opened=len(self.scenarios))

    def renamed(self, row: int, name: str) -> Document:
        """Rename a card; a name that is taken gets a number. An empty name changes nothing."""
        name = clean(" ".join(name.split()))
        if not name or name == self._card(row).name:
            return self
        card = self._card(row).renamed(free_name(self.names, name))
        own = self.result_of(self._card(row))
        named = () if own is None else (replace(own, outcome=replace(own.outcome, scenario=card)),)
        slides = renamed(self.slides, self._card(row).name, card.name)
        document = replace(self._with_card(row, card), results=(*named, *self.results), slides=slides)
        return replace(document, working=document.working.renamed(document.opened_scenario.name))

    def with_note(self, row: int, text: str) -> Document:
        """Put a note on a card."""
        document = self._with_card(row, self._card(row).with_note(clean(text)))
        return replace(document, working=document.working.with_note(document.opened_scenario.note))

    def with_slides(self, slides: Slides) -> Document:
        """Present the document with other slides; none means those proposed. ModelError for what cannot be shown."""
        slides = tuple(replace(one, headline=clean(one.headline), note=one.note and clean(one.note)) for one in slides)
        found = checked(slides, self.names, self.case.levers)
        return replace(self, slides=() if found == replace(self, slides=()).deck else found)

    def duplicated(self, row: int) -> Document:
        """Add a copy of a card right after it; what is open stays open."""
        copy = self._card(row).renamed(free_name(self.names, self._card(row).name))
        cards = (*self.scenarios[: row + 1], copy, *self.scenarios[row + 1 :])
        return self._rearranged(cards, lambda old: old if old <= row else old + 1)

    def moved(self, row: int, to: int) -> Document:
        """Move a card to another row; baseline and opened card go with it."""
        self._card(row)
        order = [old for old in range(len(self.scenarios)) if old != row]
        order.insert(max(0, min(to, len(order))), row)
        return self._rearranged(tuple(self.scenarios[old] for old in order), order.index)

    def deleted(self, row: int) -> Document:
        """Delete a card; the next one opens in its place, the first is the baseline. ModelError for the last card."""
        row = deletable_row(self.names, row)
        cards = (*self.scenarios[:row], *self.scenarios[row + 1 :])
        document = replace(
            self._with_cards(cards),
            baseline=0 if self.baseline == row else self.baseline - (self.baseline > row),
            opened=min(self.opened - (self.opened > row), len(cards) - 1),
        )
        return document.opened_at(document.opened) if self.opened == row else document

    def with_baseline(self, row: int) -> Document:
        """Compare everything with another card."""
        self._card(row)
        return replace(self, baseline=row)

    def opened_at(self, row: int) -> Document:
        """Open a card: the levers say what it says."""
        return replace(self, opened=row, working=self._card(row))

    def row_named(self, name: str) -> int:
        """Return the row of the card with this name, as written or as shown; ModelError names the cards there are."""
        return row_named(self.names, name)

    # the case

    def edit_of(self, table: str, row: str, column: str) -> Edit | None:
        """Return the edit of a cell, or None where it is as loaded."""
        return next((edit for edit in self.edits if cell_of(edit) == (table, row, column)), None)

    def with_edit(self, edit: Edit) -> Document:
        """Change one cell of the case, for every scenario; an edit back to what was loaded vanishes.

        Lever values of the scenarios stay. The status quo of a lever stands in two tables, and both change.
        Raises CaseError for a refused value, and LeverError where a scenario would no longer be legal.
        """
        return self.with_edits((edit,))

    def with_edits(self, changes: tuple[Edit, ...]) -> Document:
        """Change several cells at once, like ``with_edit``."""
        return self._over(self.case, edits_with(self.case, self.edits, changes))

    def with_firm(self, cells: Mapping[str, str]) -> Document:
        """Add a firm to the case, cells by field; CaseError where one cannot be used."""
        return replace(self, speeches=()).with_case(with_firm(self.case, cells))

    def without_firm(self, firm_id: str) -> Document:
        """Take a firm out of the case, with its edits and pins; CaseError for the last one that may join a call."""
        case = without_firm(self.case, firm_id)
        edits = tuple(edit for edit in self.edits if firm_id not in edit.row.split("/"))
        cards, working = tuple(unpinned(card, firm_id) for card in self.scenarios), unpinned(self.working, firm_id)
        rows = tuple(row for row in self.recorded if row.firm != firm_id)
        return replace(self, scenarios=cards, working=working, speeches=(), recorded=rows)._over(case, edits)

    def with_case(self, case: Case) -> Document:
        """Put another state of the case under the same edits and scenarios, e.g. with firms or decisions added."""
        return self._over(case, self.edits)

    def with_fit(self, draws: Draws, report: str) -> Document:
        """Rest on the draws of a refit, and keep its report: JSON text as by ``report_text``."""
        return replace(self.with_case(self.case.with_draws(draws)), fit_report=normal_text(report))

    def with_record(self, record: Recorded, pin: bool = False) -> Document:
        """Record what a firm decided, in place of an earlier record; with ``pin`` the levers' forecast holds it fixed.

        Raises CaseError where the firm may not join, or date or source is missing.
        """
        record = replace(record, source=clean(record.source.strip())).checked(self.effective_case)
        document = replace(self, recorded=records_with(self.recorded, record))
        return document.with_pin(record.firm, record.joined) if pin else document

    def without_record(self, call: str, firm: str) -> Document:
        """Forget what was recorded of a firm in a call."""
        return replace(self, recorded=records_without(self.recorded, call, firm))

    def _over(self, case: Case, edits: tuple[Edit, ...]) -> Document:
        effective = case.with_edits(edits)
        if effective == self.effective_case and case == self.case:
            return replace(self, edits=edits)
        bare = replace(self, case=case, edits=edits, effective_case=effective, results=())
        cards = tuple(fitted(bare.effective_case, card) for card in self.scenarios)
        firms = frozenset(firm.id for firm in effective.firms)
        goals = tuple(replace(one, goal=one.goal.fitted(firms, effective.levers)) for one in self.goals)
        reach, working = self.reach.fitted(firms, effective.levers), fitted(bare.effective_case, self.working)
        return replace(bare, scenarios=cards, working=working, goals=goals, reach=reach)

    def _card(self, row: int) -> Scenario:
        return self.scenarios[known_row(self.names, row)]

    def _with_card(self, row: int, card: Scenario) -> Document:
        return replace(self, scenarios=(*self.scenarios[:row], card, *self.scenarios[row + 1 :]))

    def _with_cards(self, cards: tuple[Scenario, ...]) -> Document:
        slides = followed(self.slides, self.names, tuple(one.name for one in cards))
        return replace(self, scenarios=cards, slides=slides)

    def _rearranged(self, cards: tuple[Scenario, ...], new_row: Callable[[int], int]) -> Document:
        return replace(self._with_cards(cards), baseline=new_row(self.baseline), opened=new_row(self.opened))

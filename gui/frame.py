"""A frame: everything the views show at one moment, as one frozen value. No view reads anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from model.case import Case
from model.errors import ModelError
from model.evidence import Backtest
from model.outcome import Bands, Outcome
from model.questions.swings import WORKING_HEADLINE, Swings
from model.recorded import Records
from model.scenario import Scenario

if TYPE_CHECKING:
    from model.changes import Changes
    from model.claims import Claim
    from model.document import Document
    from model.questions.explain import Attribution
    from model.questions.flips import Curve, Flip
    from model.questions.lever_bands import LeverBands
    from model.questions.motives import Motives
    from model.questions.sweep import Sweep
    from model.questions.swing_bands import SwingBands
    from model.speaking import Announcements, Turns

ASSUMPTIONS = "assumptions"  # in sight: a view that shows what each of them moves
Language = Literal["ko", "en"]
Sort = Literal["chance", "name", "listing", "date"]

SORTS: tuple[Sort, ...] = ("chance", "name", "listing", "date")
_LISTINGS = ("own", "parent", "none")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One true sentence on what moved a firm, in both languages, already written with the names as shown."""

    firm_id: str
    text_en: str
    text_ko: str

    def text(self, language: str) -> str:
        """Return the sentence in ``"ko"`` or ``"en"``."""
        return self.text_ko if language == "ko" else self.text_en


@dataclass(frozen=True)
class Frame:
    """What is shown now. Rows of arrays and of ``names`` are firms, in the order of ``outcome.firm_ids``."""

    document: Document = field(repr=False)
    case: Case = field(repr=False)  # with the document's edits
    scenario: Scenario = field(repr=False)  # the working copy: what the levers say
    outcome: Outcome = field(repr=False)
    baseline: Outcome = field(repr=False)
    bands: Bands | None = field(default=None, repr=False)
    changes: Changes | None = field(default=None, repr=False)  # from the baseline, over common draws
    scenario_bands: Mapping[int, Bands] = field(default_factory=lambda: MappingProxyType({}), repr=False)  # by card
    lever_bands: LeverBands | None = field(default=None, repr=False)  # along the lever in focus
    decisions: tuple[bool | None, ...] = ()  # what each firm did in fact, None where it is undecided
    selected: str | None = None  # firm id
    lever: str = ""  # the lever in focus
    sort: Sort = "chance"
    language: Language = "en"
    shield: bool = False
    names: tuple[str, ...] = ()  # as shown: language and shield applied
    short_names: tuple[str, ...] = ()
    sentence: Sentence | None = None
    flips: Mapping[str, tuple[Flip, ...]] = field(default_factory=lambda: MappingProxyType({}))  # by lever id
    curves: Mapping[str, Curve] = field(default_factory=lambda: MappingProxyType({}), repr=False)  # likewise
    attribution: Attribution | None = field(default=None, repr=False)  # of the change from the baseline
    motives: Motives | None = field(default=None, repr=False)  # likewise
    axes: tuple[str, ...] = ()  # the two levers of the trade-off map, across and upwards
    sweep: Sweep | None = field(default=None, repr=False)  # over them; it knows itself what it holds for
    measure: str = WORKING_HEADLINE  # the figure whose tornado is drawn: a headline's id, or firm:ID
    lever_swings: Swings | None = field(default=None, repr=False)  # they know themselves of which policy they speak
    swing_bands: SwingBands | None = field(default=None, repr=False)  # of the levers' swings; likewise
    assumption_swings: Swings | None = field(default=None, repr=False)
    thumbnails: Mapping[int, Outcome] = field(default_factory=lambda: MappingProxyType({}), repr=False)  # by card
    stored: str = ""  # the version that the file has this outcome from, where this version gives another
    anew: Mapping[int, Outcome] = field(default_factory=lambda: MappingProxyType({}), repr=False)  # by such cards
    busy: frozenset[str] = frozenset()  # ids of what is still computing: "solve", "bands", "flips", "thumbnails", …
    backtest: Backtest | None = None  # recorded decisions that the case's model gets right
    claim: Claim | None = field(default=None, repr=False)  # every equilibrium found
    branch_lost: bool = False  # another equilibrium had been chosen, but it does not exist here
    bandless: tuple[int, int] | None = (
        None  # draws in which the equilibrium chosen exists, too few for bands; of so many
    )
    turns: Turns | None = None  # an order of announcements other than the recorded one
    announcements: Announcements | ModelError | None = field(default=None, repr=False)  # or why there are none
    solve_ms: float = 0.0
    stale: bool = False  # the charts show the last outcome that could be solved: dim them
    problem: ModelError | None = None
    dragging: bool = False  # a lever is being dragged: axes may grow now and shrink only afterwards
    fixed_order: tuple[int, ...] | None = None  # bars keep their places while a lever is dragged

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Rows in the order of display."""
        return self.fixed_order if self.fixed_order is not None else display_order(self)

    def row_of(self, firm_id: str | None) -> int | None:
        """Return a firm's row, or None where it is not in this call."""
        return self.outcome.firm_ids.index(firm_id) if firm_id in self.outcome.firm_ids else None

    @property
    def same_firms(self) -> bool:
        """Say whether the baseline is of the same call, so that firms can be compared row by row."""
        return self.baseline.firm_ids == self.outcome.firm_ids


def display_order(frame: Frame) -> tuple[int, ...]:
    """Return the rows sorted as the frame asks; equal ones by chance, then as in the case."""
    chance = frame.outcome.join_probability
    rows = sorted(range(len(chance)), key=lambda row: -round(float(chance[row]), 12))
    if frame.sort == "name":
        rows.sort(key=lambda row: frame.names[row].casefold())
    elif frame.sort == "listing":
        rows.sort(key=lambda row: _LISTINGS.index(frame.case.firm(frame.outcome.firm_ids[row]).listing))
    elif frame.sort == "date":
        dates = {entry.firm: entry.announced_on for entry in frame.case.eligible if entry.call == frame.scenario.call}
        rows.sort(key=lambda row: dates.get(frame.outcome.firm_ids[row]) or "9999")
    return tuple(rows)


def shown_names(case: Case, firm_ids: tuple[str, ...], language: Language, shield: bool) -> tuple[str, ...]:
    """Return the firms' names as shown; under the shield a letter that is the same in every call."""
    if shield:
        return tuple(shielded_name(case, firm_id, language) for firm_id in firm_ids)
    return tuple(case.firm(firm_id).name(language) for firm_id in firm_ids)


def shown_short_names(case: Case, firm_ids: tuple[str, ...], language: Language, shield: bool) -> tuple[str, ...]:
    """Return the firms' short names as shown; under the shield the letter alone."""
    if shield:
        return tuple(shield_letter(case, firm_id) for firm_id in firm_ids)
    return tuple(case.firm(firm_id).short_name(language) for firm_id in firm_ids)


def shielded_name(case: Case, firm_id: str, language: Language) -> str:
    """Return what stands for a firm under the name shield, e.g. A사 or Firm A."""
    letter = shield_letter(case, firm_id)
    return f"{letter}사" if language == "ko" else f"Firm {letter}"


def shield_letter(case: Case, firm_id: str) -> str:
    """Return a firm's letter: A to Z, then AA, AB …, by its row in the case."""
    row = next(index for index, firm in enumerate(case.firms) if firm.id == firm_id)
    letters = ""
    while row >= 0:
        row, rest = divmod(row, len(_LETTERS))
        letters = _LETTERS[rest] + letters
        row -= 1
    return letters


def decisions_of(case: Case, call: str, firm_ids: tuple[str, ...], recorded: Records = ()) -> tuple[bool | None, ...]:
    """Return what each firm did in a call, None where it has not spoken; what the user recorded comes first."""
    found = {row.firm: row.joined for row in case.decisions if row.call == call}
    found |= {row.firm: row.joined for row in recorded if row.call == call}
    return tuple(found.get(firm_id) for firm_id in firm_ids)

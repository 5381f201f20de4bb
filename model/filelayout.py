"""What stands where in a .turnout file, as typed structures: the one place that lists the names of its members.

Rows of tables, levers, components and headline numbers are structures made from the tables that define them, so an
unknown or missing one is refused with its place, and nothing is listed twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from model.errors import FileError
from model.filetext import Plain, at
from model.fitreport import ReportLayout
from model.levers import PATHS
from model.outcome import COMPONENTS, HEADLINES
from model.schema import TABLES
from model.slides import WHO_JOINS
from model.tables import columns_of

ROUND_OFF = 1e-9  # by which a computed probability may leave 0 to 1

Count = Annotated[int, msgspec.Meta(ge=0)]
Probability = Annotated[float, msgspec.Meta(ge=-ROUND_OFF, le=1.0 + ROUND_OFF)]
Name = Annotated[str, msgspec.Meta(min_length=1)]
_LEVER_TYPES = {"number": float, "integer": int, "switch": bool, "choice": str}


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A structure that refuses names it does not know."""


def _made(name: str, fields: Iterable[tuple[str, Any]]) -> Any:
    return msgspec.defstruct(name, list(fields), bases=(Strict,), frozen=True, forbid_unknown_fields=True)


def _rows(table: str) -> GenericAlias:
    return GenericAlias(list, (_made(table, ((column.name, str) for column in columns_of(table))),))


if TYPE_CHECKING:  # a type checker cannot follow structures that are made from tables
    LeversLayout = Strict
    ComponentsLayout = Strict
    HeadlineLayout = Strict
    TablesLayout = Strict
else:
    LeversLayout = _made("Levers", ((row.id, _LEVER_TYPES[row.kind]) for row in PATHS.values()))
    ComponentsLayout = _made("Components", ((name, float) for name in COMPONENTS))
    HeadlineLayout = _made("Headline", ((name, float | None) for name in HEADLINES))
    TablesLayout = _made("Tables", ((table, _rows(table)) for table in TABLES))


class FirmLayout(Strict, frozen=True):
    """What was computed for one firm; null where it is not defined."""

    id: str
    join_probability: Probability
    selection_probability: Probability
    final_probability: Probability
    strength: float
    noise_bn: float
    components_bn: ComponentsLayout


class NoteLayout(Strict, frozen=True):
    """What is known of the equilibrium."""

    count: Count
    certified_unique: bool
    shown: Count
    starts: Count
    residual: float
    converged: bool


class SamplingLayout(Strict, frozen=True):
    """That sets of winners were sampled."""

    draws: Count
    sets: Count
    possible_sets: Count
    seed: Count
    join_standard_error: list[float]


class ResultLayout(Strict, frozen=True):
    """An outcome, with the version of the engine that computed it."""

    engine_version: str
    firms: list[FirmLayout]
    headline: HeadlineLayout
    joiner_probability: list[Probability]
    stage_probability: list[list[Probability]]
    equilibrium: NoteLayout
    incumbent_stage_probability: list[list[Probability]] = []
    sampling: SamplingLayout | None = None


class WorkingLayout(Strict, frozen=True):
    """The working copy; its result stands here only where it is not that of the opened card."""

    call: str
    levers: LeversLayout
    pins: dict[str, object]  # firm id: joins; checked with its place in filevalues.py
    result: ResultLayout | None


class CardSlideLayout(Strict, frozen=True):
    """How the slide of a card was kept before slides had an order of their own; read, no longer written."""

    headline: str = ""
    levers: list[str] | None = None
    hidden: bool = False


class SlideLayout(CardSlideLayout, frozen=True):
    """A slide; an empty headline, levers of null and a note of null are those that a rule proposes."""

    scenarios: list[str] = []
    view: Name = WHO_JOINS
    note: str | None = None


class CardLayout(WorkingLayout, frozen=True):
    """A scenario card."""

    name: Name
    note: str
    slide: CardSlideLayout = CardSlideLayout()


class EditLayout(Strict, frozen=True):
    """An edited cell."""

    table: str
    row: str
    column: str
    value: str


class CaseLayout(Strict, frozen=True):
    """A case as loaded, cell by cell."""

    meta: dict[str, str]
    tables: TablesLayout
    draws: dict[str, list[float]] | None  # of the posterior, by parameter; null where it rests on the priors alone


class GoalLayout(Strict, frozen=True):
    """A goal that is kept under a name; ``ranges`` are [low, high] by lever, ``weights`` numbers by lever."""

    name: Name
    firms_in: list[str] = []
    firms_out: list[str] = []
    chance_probability: float = 0.5
    joiners: float | None = None
    listed: bool = False
    strength: float | None = None
    budget_bn: float | None = None
    locked: list[str] = []
    keeps_support: bool = False
    ranges: dict[str, tuple[float, float]] = {}
    weights: dict[str, float] = {}


class ReachLayout(Strict, frozen=True):
    """How far levers swing in *What matters*: those that stay, and [low, high] by lever; the others go all the way."""

    locked: list[str] = []
    ranges: dict[str, tuple[float, float]] = {}


class TurnLayout(Strict, frozen=True):
    """Firms that announce at once; the date is empty where none is recorded."""

    date: str
    firms: Annotated[list[str], msgspec.Meta(min_length=1)]


class RecordedLayout(Strict, frozen=True):
    """A decision that the user recorded."""

    call: str
    firm: str
    joined: bool
    announced_on: str
    source: str


class FileLayout(Strict, frozen=True):
    """A whole file."""

    format: Literal["turnout"]
    format_version: Count
    engine_version: str
    seed: Count
    baseline: Count
    opened: Count
    working: WorkingLayout
    scenarios: Annotated[list[CardLayout], msgspec.Meta(min_length=1)]
    edits: list[EditLayout]
    case: CaseLayout
    fit: ReportLayout | None = None  # the report of a refit; absent where the draws came with the case
    goals: list[GoalLayout] = []
    reach: ReachLayout = ReachLayout()
    slides: list[SlideLayout] = []  # none: a slide for each card
    speeches: dict[str, list[TurnLayout]] = {}  # by call; none: as recorded
    recorded: list[RecordedLayout] = []  # decisions that the user recorded


def decoded(values: Plain) -> FileLayout:
    """Return the values of a file as its layout; FileError names the place of the first one that does not fit."""
    try:
        return msgspec.convert(values, FileLayout)
    except msgspec.ValidationError as fault:
        raise _translated(str(fault)) from None


_WORDS = (  # what msgspec says, and the same in Korean
    (r"Object missing required field `(.*)`", "`{}` is missing; add it", "`{}` 항목이 없습니다. 추가해 주십시오"),
    (
        r"Object contains unknown field `(.*)`",
        "`{}` is unknown; remove it or correct its name",
        "`{}`은(는) 모르는 항목입니다. 지우거나 이름을 고쳐 주십시오",
    ),
    (r"Expected (.*), got (.*)", "is {1}; write {0}", "{1}입니다. {0} 값으로 고쳐 주십시오"),
    (r"Expected (.*)", "write {}", "{} 값으로 고쳐 주십시오"),
)


def _translated(message: str) -> FileError:
    cause, _, place = message.partition(" - at `$")
    place = place.rstrip("`").lstrip(".")
    for pattern, english, korean in _WORDS:
        found = re.fullmatch(pattern, cause)
        if found:
            return at(place, english.format(*found.groups()), korean.format(*found.groups()))
    return at(place, cause, f"값을 읽을 수 없습니다({cause}). 값을 고치거나 사본을 열어 주십시오")

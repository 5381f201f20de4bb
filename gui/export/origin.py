"""Where a page or a picture comes from, in the few lines that each of them carries: one wording for all formats."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.export.assumptions import ON_EVERY_PAGE, Assumption, by_rule, leading
from gui.export.changes import Change, changes_of, listed
from gui.export.words import Words
from gui.numbers import Numbers
from gui.shielding import sight
from model.document import FORMAT_VERSION, shown_name
from model.slides import COMPARE
from model.version import __version__

if TYPE_CHECKING:
    from gui.export.briefing import Briefing
    from gui.export.leaves import Leaf
    from gui.frame import Frame

HASH_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Origin:
    """What a picture says of itself: its title, that it is a forecast, then levers, assumptions, and file with hash."""

    title: str
    warning: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, a line each, for descriptions and properties."""
        return "\n".join((self.warning, *self.lines))


def origin_lines(
    words: Words, changes: Iterable[tuple[Change, ...]], weak: Sequence[Assumption], stamp: str
) -> tuple[str, ...]:
    """Return the levers that differ from the baseline, the assumptions that matter most, and file, hash and date."""
    named = ", ".join(one.short for one in weak[:ON_EVERY_PAGE])
    changed = words("levers_changed", listed(changes) or words("none_changed"))
    return changed, words(by_rule("assumed", tuple(weak)), named or words("none_changed")), stamp


def origin_of(briefing: Briefing, leaf: Leaf) -> Origin:
    """Return what the picture of a slide's chart says of itself."""
    words, several = briefing.words, leaf.view == COMPARE
    changes = briefing.changes if several else (leaf.subjects[0].changes,)
    shown = "" if several else leaf.subjects[0].name
    lines = origin_lines(words, changes, briefing.assumptions, briefing.stamp)
    return Origin(" · ".join(filter(None, (leaf.title, shown))), words("forecast"), lines)


def origin_of_frame(frame: Frame, about: tuple[str, str, str], several: bool) -> Origin:
    """Return what a chart of the window says of itself; ``about`` is its title, the file's name and the file's text."""
    title, file_name, text = about
    document, words = frame.document, Words(frame.language)
    names, numbers = sight(frame), Numbers(frame.language, frame.case.meta["currency"])
    cards = (*document.scenarios, *((frame.scenario,) if document.edited else ())) if several else (frame.scenario,)
    changes = tuple(changes_of(card, document.baseline_scenario, names, numbers) for card in cards)
    weak = leading(frame.case, frame.scenario, document.case, names, numbers)
    today = numbers.date(datetime.date.today().isoformat())
    stamp = stamp_of(words, names.clean(file_name) or words("briefing"), (__version__, digest_of(text)), today)
    shown = names.clean(shown_name(frame.scenario.name, frame.language))
    shown = words("working", shown) if document.edited else shown
    about_scenario = () if several else (shown,)
    return Origin(" · ".join((title, *about_scenario)), words("forecast"), origin_lines(words, changes, weak, stamp))


def digest_of(text: str) -> str:
    """Return the first letters of the hash of a document's text."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LETTERS]


def stamp_of(words: Words, file_name: str, version: tuple[str, str], date: str) -> str:
    """Return file, engine version, file format, hash and date; ``version`` is that of the engine, and the hash."""
    engine, digest = version
    return words("stamp", file_name, engine, str(FORMAT_VERSION), digest, date)

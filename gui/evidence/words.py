"""How an input reads on screen: one frozen row of finished texts, with the language and the name shield applied."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from gui.frame import Frame, shielded_name
from gui.numbers import DASH, MINUS, SYMBOLS, Numbers
from model.case import Case
from model.errors import LeverError
from model.evidence import Citation, EvidenceRow, Group
from model.shield import TELLING_COLUMNS, giveaways

HATCHED = "▨"  # stands before grade C where nothing can be painted
WEAK = "C"
GROUP_NAMES: dict[Group, object] = {
    "firms": QT_TRANSLATE_NOOP("Evidence", "Firms"),
    "calls": QT_TRANSLATE_NOOP("Evidence", "Calls"),
    "levers": QT_TRANSLATE_NOOP("Evidence", "Policy levers"),
    "behaviour": QT_TRANSLATE_NOOP("Evidence", "Behaviour"),
    "events": QT_TRANSLATE_NOOP("Evidence", "Share-price events"),
}
GRADE_MEANS: dict[str, object] = {
    "A": QT_TRANSLATE_NOOP("Evidence", "Grade A: published and confirmed"),
    "B": QT_TRANSLATE_NOOP("Evidence", "Grade B: a single or indirect source, or worked out from published numbers"),
    "C": QT_TRANSLATE_NOOP("Evidence", "Grade C: an assumption, not a measured value"),
}


@dataclass(frozen=True, slots=True)
class RowText:
    """An input as shown. ``plain`` is what goes to a spreadsheet; ``found`` is what the find box looks through."""

    row: EvidenceRow = field(repr=False)
    subject: str
    label: str
    value: str
    loaded: str
    unit: str
    range: str
    source: str
    reason: str
    hidden: bool  # what would tell the firm is left out
    plain: tuple[str, ...] = field(repr=False)
    found: str = field(repr=False)


def group_name(group: str) -> str:
    """Return a group of inputs in the language on screen."""
    return QCoreApplication.translate("Evidence", str(next(text for key, text in GROUP_NAMES.items() if key == group)))


def grade_means(grade: str) -> str:
    """Return what a grade says about a value."""
    return QCoreApplication.translate("Evidence", str(GRADE_MEANS[grade]))


class Words:
    """Writes inputs for one case, language and state of the shield."""

    def __init__(self, frame: Frame) -> None:
        self.case: Case = frame.case
        self.language, self.shield = frame.language, frame.shield
        self.numbers = Numbers(frame.language, frame.case.meta["currency"])
        self._telling: re.Pattern[str] | None = giveaways(frame.case) if frame.shield else None

    def shown(self, rows: Sequence[EvidenceRow], before: Mapping[EvidenceRow, RowText]) -> tuple[RowText, ...]:
        """Return the rows as texts; under the shield those whose number alone tells the firm are left out.

        ``before`` are texts of the same language and shield, taken over where a row is the same.
        """
        return tuple(before.get(row) or self.row(row) for row in rows if not (self.shield and self._tells(row)))

    def row(self, row: EvidenceRow) -> RowText:
        """Return one input as texts."""
        reason = row.reason(self.language)
        hidden = self.shield and (bool(row.firm) or self.names_a_firm(row.entry.reason_en + row.entry.reason_ko))
        source = "" if self.hides_sources(row) else self.source(row.citations)
        low, high = self.value(row, row.entry.low), self.value(row, row.entry.high)
        texts = {
            "subject": self.subject(row),
            "label": self.label(row),
            "value": self.value(row, row.value),
            "loaded": self.value(row, row.loaded),
            "unit": self.unit(row),
            "range": low if low == high else self.numbers.between(low, high),
            "source": source,
            "reason": self.hidden_text() if hidden else reason,
        }
        spread = tuple(_plain(number) for number in (row.value, row.entry.low, row.entry.high, row.loaded))
        ends = (texts["source"], texts["reason"])
        plain = (texts["subject"], texts["label"], *spread, _unit_word(row), row.entry.grade, *ends)
        found = " ".join((texts["subject"], texts["label"], texts["unit"], *ends)).casefold()
        return RowText(row=row, hidden=hidden, plain=plain, found=found, **texts)

    def subject(self, row: EvidenceRow) -> str:
        """Return what an input is about: a firm as the shield shows it, a call, or a group."""
        if row.firm:
            return shielded_name(self.case, row.firm, self.language) if self.shield else self._firm(row.firm)
        return self.case.call(row.call).title(self.language) if row.call else group_name(row.group)

    def label(self, row: EvidenceRow) -> str:
        """Return an input's name, with the call or the day that it belongs to."""
        label = row.label(self.language)
        if row.date:
            return f"{label} ({self.numbers.date_short(row.date)})"
        return f"{label} ({self.case.call(row.call).title(self.language)})" if row.firm and row.call else label

    def value(self, row: EvidenceRow, value: float) -> str:
        """Return a number of an input in its unit, the unit left out."""
        if row.measure.kind == "switch" and row.group == "firms":
            yes, no = QCoreApplication.translate("Evidence", "Yes"), QCoreApplication.translate("Evidence", "No")
            return yes if value else no
        lever = row.as_lever(_decimals(value))
        if lever.kind in {"switch", "choice"}:
            return self.numbers.value(lever, value)
        text = self.numbers.plain_value(lever, abs(value))
        return MINUS + text if value < 0 and text.strip("0.") else text

    def typed(self, row: EvidenceRow) -> str:
        """Return the value as an editor starts with it: no grouping of digits."""
        return self.value(row, row.value).replace(",", "")

    def with_unit(self, row: EvidenceRow, text: str) -> str:
        """Return a number, already written, with its unit."""
        unit = self.unit(row)
        if unit.startswith(tuple(SYMBOLS.values())):
            symbol, _, rest = unit.partition(" ")
            return f"{symbol}{text} {rest}"
        space = "" if self.language == "ko" and unit != "%" else " "
        return f"{text}{space}{unit}" if unit else text

    def unit(self, row: EvidenceRow) -> str:
        """Return the unit as a word of its own."""
        text = self.numbers.unit(row.as_lever(0)).strip()
        currency = self.case.meta["currency"]
        if row.measure.unit.startswith("bn") and self.language != "ko":
            text = f"{SYMBOLS.get(currency, currency)} {text}"
        if row.measure.unit == "bn_per_month":
            return QCoreApplication.translate("Evidence", "{} a month").format(text)
        return text

    def read(self, row: EvidenceRow, text: str) -> float:
        """Return what a person typed, in the unit of the case; LeverError for what is no number."""
        return self.numbers.read(row.as_lever(row.measure.decimals), text)

    def allowed(self, row: EvidenceRow) -> str:
        """Return the values that the case can take at all."""
        low, high = (self.value(row, end) for end in (row.measure.low, row.measure.high))
        return self.with_unit(row, self.numbers.between(low, high))

    def source(self, citations: Sequence[Citation]) -> str:
        """Return the first source with its date, and how many more there are."""
        if not citations:
            return DASH
        first = citations[0]
        if first.assumed:
            text = QCoreApplication.translate("Evidence", "Assumption")
        elif first.fact is None:
            text = first.text
        else:
            text = f"{publisher(first.fact.source)}, {self.date(first.fact.date)}"
        return text if len(citations) == 1 else f"{text} +{len(citations) - 1}"

    def date(self, text: str) -> str:
        """Return the day, the month or the year of a statement."""
        if re.fullmatch(r"\d{4}-\d{2}", text):
            day = self.numbers.date_short(f"{text}-01")
            return day.removesuffix(" 1.") if self.language == "ko" else day.removeprefix("1 ")
        return self.numbers.date_short(text)

    def names_a_firm(self, text: str) -> bool:
        """Say whether a text would tell who is meant while the shield is on."""
        return self._telling is not None and self._telling.search(text) is not None

    def hides_sources(self, row: EvidenceRow) -> bool:
        """Say whether the shield hides what is cited for an input."""
        cited = " ".join(f"{row.fact.statement} {row.fact.source}" for row in row.citations if row.fact)
        return self.shield and (bool(row.firm) or self.names_a_firm(cited))

    def hidden_text(self) -> str:
        """Return what stands in place of a text that would tell the firm."""
        return QCoreApplication.translate("Evidence", "Hidden by the name shield")

    def _firm(self, firm_id: str) -> str:
        return self.case.firm(firm_id).name(self.language)

    @staticmethod
    def _tells(row: EvidenceRow) -> bool:
        return row.group == "events" or row.key[2] in TELLING_COLUMNS


def publisher(source: str) -> str:
    """Return who published something: the site of an address, or the name before the date."""
    first = re.split(r"\s*;\s", source)[0].strip()
    site = re.search(r"https?://(?:www\.|m\.)?([^/\s]+)", first)
    if site is not None:
        return site[1]
    if first.startswith("derived from ") or re.fullmatch(r"[A-Z]\d?-\d+[a-z]?", first):
        return QCoreApplication.translate("Evidence", "Worked out")
    if first.startswith("own "):
        return QCoreApplication.translate("Evidence", "Own judgement")
    if first.startswith("github "):
        return first.partition("/")[0]
    return re.sub(r"\s*\d{4}-\d{2}-\d{2}$", "", first)


def _decimals(value: float) -> int:
    """Return the decimals that a number needs, at most twelve."""
    text = f"{value:.12f}".rstrip("0")
    return len(text.partition(".")[2])


def _plain(value: float) -> str:
    return f"{value:.12g}"


def _unit_word(row: EvidenceRow) -> str:
    """Return the unit of the plain number, as in the names of the tables' columns."""
    return "" if row.measure.kind in {"switch", "choice"} else row.measure.unit


__all__ = ["LeverError", "RowText", "Words", "grade_means", "group_name", "publisher"]

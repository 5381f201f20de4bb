"""The columns that a sheet of firms may have: what they are called, what they may hold, and how a cell is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.inputwords import COLUMNS
from model.schema import ELIGIBILITY, FIRMS, Column
from model.tables import cell_problem

Text = tuple[str, str]  # English, Korean


@dataclass(frozen=True, slots=True)
class Field:
    """A column that a sheet of firms may have: its id, its name in both languages, and what it may hold."""

    id: str
    en: str
    ko: str
    column: Column
    unit: str = ""

    def name(self, language: str) -> str:
        """Return the name in ``"ko"`` or ``"en"``."""
        return self.ko if language == "ko" else self.en

    @property
    def is_number(self) -> bool:
        """Whether the result rests on it."""
        return self.column.is_input

    def heading(self, language: str) -> str:
        """Return the name with the unit, as a template and an exported sheet have it."""
        unit = UNITS.get(self.unit, ("", ""))[language == "ko"]
        return f"{self.name(language)} ({unit})" if unit else self.name(language)

    def allowed(self, language: str) -> str:
        """Return what a cell may hold, in words."""
        if self.column.options:
            return " / ".join(_said(self.id, option, language) for option in self.column.options)
        if self.column.kind == "flag":
            return "예 / 아니오" if language == "ko" else "yes / no"
        if self.column.kind == "date":
            return "2026-01-25"
        low, high = self.column.low, self.column.high
        if not self.is_number:
            return ""
        return f"{low:,.10g}~{high:,.10g}" if language == "ko" else f"{low:,.10g} – {high:,.10g}"


UNITS: Mapping[str, Text] = MappingProxyType(
    {
        "bn": ("bn of the currency", "10억 단위"),
        "bn_per_month": ("bn a month", "월, 10억 단위"),
        "share": ("0 to 1", "0~1"),
        "probability": ("0 to 1", "0~1"),
        "score": ("0 to 100", "0~100점"),
        "months": ("months", "개월"),
        "times": ("times", "회"),
        "factor": ("factor", "배"),
        "switch": ("yes or no", "예 또는 아니오"),
    }
)
_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "id": ("Id", "식별자"),
        "name_en": ("Name (English)", "기업명(영문)"),
        "name_ko": ("Name (Korean)", "기업명"),
        "short_name_en": ("Short name (English)", "약칭(영문)"),
        "short_name_ko": ("Short name (Korean)", "약칭"),
        "aliases": ("Other names, separated by ;", "다른 이름(;으로 구분)"),
        "listing": ("Listing", "상장 여부"),
        "size": ("Size", "기업 규모"),
        "announced_on": ("Announced on", "입장 발표일"),
        "source": ("Source of the numbers", "수치의 출처"),
        "grade": ("Grade of the numbers", "수치의 등급"),
    }
)
OTHER_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name_en": ("name", "firm", "company", "english name", "영문명", "영문 기업명"),
        "name_ko": ("기업", "회사", "회사명", "기업 이름", "이름", "korean name", "국문명"),
        "listing": ("listed", "상장"),
        "size": ("규모", "기업규모"),
        "market_value_bn": ("market cap", "market capitalisation", "market capitalization", "시총"),
        "earlier_failures": ("failures", "탈락 횟수"),
        "aliases": ("aliases", "별칭"),
        "source": ("source", "출처"),
        "grade": ("grade", "등급"),
    }
)
_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(  # field -> option -> words; the first is shown
    {
        "listing": {
            "own": ("own", "상장", "listed", "yes", "코스피", "코스닥", "유가증권", "코스피 상장", "코스닥 상장"),
            "parent": ("parent", "모회사 상장", "parent listed", "subsidiary", "모회사"),
            "none": ("none", "비상장", "unlisted", "no", "not listed"),
        },
        "size": {
            "large": ("large", "대기업", "conglomerate"),
            "mid": ("mid", "중견기업", "medium", "mid-sized", "중견", "중소기업"),
            "startup": ("startup", "스타트업", "start-up", "벤처"),
            "university": ("university", "대학·연구소", "institute", "대학", "연구소", "research institute"),
        },
    }
)
_YES = frozenset({"1", "yes", "y", "true", "예", "네", "있음", "o"})
_NO = frozenset({"0", "no", "n", "false", "아니오", "아니요", "없음", "x"})
_BLANK = frozenset({"-", "–", "—", "−", "n/a", "na", "해당없음", "해당 없음", "미상", "미공개"})
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
COMMA = re.compile(r"[+-]?\d+,\d+")


def _fields() -> tuple[Field, ...]:
    columns = [column for column in FIRMS if not column.name.startswith("note_")]
    columns += [column for column in ELIGIBILITY if column.name not in {"call", "firm"}]
    columns += [Column("source", required=False), Column("grade", "grade", required=False)]
    made = []
    for column in columns:
        words = COLUMNS.get(("firms", column.name)) or COLUMNS.get(("eligibility", column.name))
        names = _NAMES[column.name] if words is None else (words.en, words.ko)
        made.append(Field(column.name, *names, column, "" if words is None else words.unit))
    order = ("name_ko", "name_en", "short_name_ko", "short_name_en")
    made.sort(key=lambda row: order.index(row.id) if row.id in order else len(order))
    return tuple(made)


FIELDS: tuple[Field, ...] = _fields()
FIELD_BY_ID: Mapping[str, Field] = MappingProxyType({row.id: row for row in FIELDS})


def reading(entry: Field, text: str, comma_is_decimal: bool = False) -> tuple[str, Text | None, bool]:
    """Return a cell as the tables write it, what there is to say about it, and whether that must be mended."""
    text = unicodedata.normalize("NFKC", text).strip() if entry.column.kind != "text" else text.strip()
    if not text or (text.casefold() in _BLANK and entry.column.kind != "text"):
        return "", None, False
    if entry.is_number and entry.column.kind != "flag":
        return _number(entry, text, comma_is_decimal)
    if entry.column.kind == "flag":
        text = "1" if text.casefold() in _YES else "0" if text.casefold() in _NO else text
    words = _WORDS.get(entry.id, {})
    text = next((option for option, known in words.items() if text.casefold() in known), text)
    if entry.column.kind == "grade":
        text = text.upper()
    if entry.column.kind == "date":
        text = re.sub(r"[./]\s*", "-", text).strip("-")
        text = re.sub(r"-(\d)(?=-|$)", r"-0\1", text)
    problem = cell_problem(entry.column, text)
    if problem is not None and (words or entry.column.kind == "flag"):
        listed, listed_ko = entry.allowed("en"), entry.allowed("ko")
        problem = (f"is {text!r}; write {listed}", f"{text!r}입니다. 다음 중에서 쓰십시오: {listed_ko}")
    return text, _tidy(problem), problem is not None


def number_in(text: str, factor: float) -> str:
    """Return a number multiplied by a factor, as text; any other text, and a percentage, as it is."""
    if factor == 1.0:
        return text
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        return f"{float(plain.replace(',', '') if GROUPED.fullmatch(plain) else plain) * factor:.12g}"
    except ValueError:
        return text


def _number(entry: Field, text: str, comma_is_decimal: bool) -> tuple[str, Text | None, bool]:
    if text.endswith("%") and entry.unit in {"share", "probability"}:
        return _percent(entry, text)
    if GROUPED.fullmatch(text) and not comma_is_decimal:
        plain = text.replace(",", "")
        problem = cell_problem(entry.column, plain)
        return (
            plain,
            _tidy(problem) or (f"{text} was read as {plain}", f"{text} → {plain}: 구분 기호를 빼고 읽었습니다"),
            bool(problem),
        )
    if COMMA.fullmatch(text):
        point = text.replace(",", ".")
        return (
            text,
            (f"has a comma; write {point} with a point", f"쉼표가 있습니다. 소수점을 써서 {point}처럼 쓰십시오"),
            True,
        )
    problem = cell_problem(entry.column, text)
    return text, _tidy(problem), problem is not None


def _percent(entry: Field, text: str) -> tuple[str, Text | None, bool]:
    try:
        plain = f"{float(text[:-1]) / 100.0:.12g}"
    except ValueError:
        plain = text
    problem = cell_problem(entry.column, plain)
    return (
        plain,
        _tidy(problem) or (f"{text} was read as {plain}", f"{text} → {plain}: 비율로 바꾸어 읽었습니다"),
        bool(problem),
    )


def _tidy(problem: Text | None) -> Text | None:
    return None if problem is None else (problem[0], problem[1].removeprefix("이(가) "))


def _said(field_id: str, option: str, language: str) -> str:
    words = _WORDS.get(field_id, {}).get(option)
    return option if words is None else words[1 if language == "ko" else 0]


def said(entry: Field, value: str, language: str) -> str:
    """Return a cell's value as a sheet shows it, e.g. an option in words."""
    if entry.column.kind == "flag" and value in {"0", "1"}:
        return ("아니오", "예")[int(value)] if language == "ko" else ("no", "yes")[int(value)]
    return _said(entry.id, value, language)


def home_of(entry: Field) -> str:
    """Return the table that a field stands in."""
    return "eligibility" if entry.id in {"earlier_failures", "months_lost", "announced_on"} else "firms"


EDITABLE: tuple[Field, ...] = tuple(entry for entry in FIELDS if entry.id not in {"id", "source", "grade"})


__all__ = [
    "COMMA",
    "EDITABLE",
    "FIELDS",
    "FIELD_BY_ID",
    "GROUPED",
    "OTHER_NAMES",
    "Field",
    "home_of",
    "number_in",
    "reading",
    "said",
]

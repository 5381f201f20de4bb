"""The one-page report: lines filled into a template that an office may replace by its own.

A template is UTF-8 text. ``#`` begins the title, ``##`` a section, ``○`` a finding, ``-`` a detail, ``>`` small print;
``${findings}`` and ``${comparison}`` stand on lines of their own; every other name in ``${}`` is a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template

from gui.export.briefing import Briefing, Subject, headline_text
from gui.export.changes import listed
from gui.export.page import shortened
from model.errors import FileError
from model.reasons import reason_of

COMPARED = ("expected_joiners", "listed_joins_probability", "public_cost_bn", "duplicate_spending_bn")
MOST_FINDINGS, MOST_COMPARED, MOST_CHANGES, MOST_ASSUMPTIONS = 4, 8, 6, 3  # what one page holds
MOST_NAME_LETTERS = 40
LIKELY = 0.5
MARKS = {"# ": "title", "## ": "section", "○ ": "finding", "- ": "detail", "> ": "small"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report and what it is; a ``table`` has rows instead of text, the heading first."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def report(briefing: Briefing, template: Path | None = None) -> tuple[Line, ...]:
    """Fill the template; FileError for one that cannot be read or names something unknown."""
    values = _values(briefing)
    lines: list[Line] = []
    for number, row in enumerate(_template(briefing, template).splitlines(), start=1):
        if row.strip() == "${findings}":
            lines += _findings(briefing)
        elif row.strip() == "${comparison}":
            lines += _comparison(briefing)
        elif row.strip():
            lines.append(_line(row, values, number, template))
    return tuple(lines)


def _template(briefing: Briefing, template: Path | None) -> str:
    if template is None:
        entry = resources.files("resources") / "templates" / f"report_{briefing.language}.txt"
        return entry.read_text(encoding="utf-8")
    try:
        return briefing.names.clean(template.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        reason, korean = reason_of(fault)
        raise FileError(
            f"The template {template} cannot be read ({reason}). Name a text file in UTF-8.",
            f"서식 {template}을(를) 읽을 수 없습니다({korean}). UTF-8 텍스트 파일을 지정해 주십시오.",
        ) from None


def _line(row: str, values: dict[str, str], number: int, template: Path | None) -> Line:
    kind, text = "detail", row.strip()
    for mark, name in MARKS.items():
        if text.startswith(mark):
            kind, text = name, text.removeprefix(mark)
            break
    try:
        return Line(kind, Template(text).substitute(values))
    except (KeyError, ValueError) as fault:
        known = ", ".join(values)
        raise FileError(
            f"The template {template or ''}, line {number}: {fault} is no known place. Use: {known}.",
            f"서식 {template or ''} {number}행: {fault}은(는) 알 수 없는 항목입니다. 쓸 수 있는 항목: {known}",
        ) from None


def _values(briefing: Briefing) -> dict[str, str]:
    write, base, words = briefing.numbers, briefing.baseline, briefing.words
    rows = zip(base.firm_ids, base.join_probability.tolist(), strict=True)
    likely = [briefing.names.short(firm_id) for firm_id, chance in rows if chance >= LIKELY]
    return {
        "title": briefing.title,
        "stamp": briefing.stamp,
        "forecast": words("forecast"),
        "call": briefing.names.clean(briefing.case.call(base.scenario.call).title(briefing.language)),
        "baseline": shortened(briefing.baseline_name, MOST_NAME_LETTERS),
        "as_of": write.date(briefing.case.meta["as_of_date"]),
        "baseline_joiners": headline_text(write, "expected_joiners", base.headline["expected_joiners"]),
        "baseline_listed": write.percent_bar(base.headline["listed_joins_probability"]),
        "baseline_likely": ", ".join(likely) or words("none_changed"),
        "assumptions": ", ".join(one.short for one in briefing.assumptions[:MOST_ASSUMPTIONS]),
        "levers_changed": words("levers_changed", listed(briefing.changes) or words("none_changed")),
    }


def _others(briefing: Briefing) -> list[Subject]:
    return [one for one in briefing.subjects if not one.is_baseline]


def _findings(briefing: Briefing) -> list[Line]:
    lines = []
    for one in _others(briefing)[:MOST_FINDINGS]:
        lines.append(Line("finding", f"{shortened(one.name, MOST_NAME_LETTERS)}: {one.headline}"))
        changes = [f"{change.name} {change.before} → {change.value}" for change in one.changes[:MOST_CHANGES]]
        more = len(one.changes) - len(changes)
        if changes:
            lines.append(Line("detail", ", ".join(changes) + (f" (+{more})" if more else "")))
    return lines or [Line("finding", briefing.words("nothing_differs"))]


def _comparison(briefing: Briefing) -> list[Line]:
    words, write = briefing.words, briefing.numbers
    rows = [(words("scenario"), *(words.headline(key) for key in COMPARED))]
    base = (f"{briefing.baseline_name} ({words('baseline')})", briefing.baseline.headline)
    listed = [base, *((one.name, one.outcome.headline) for one in _others(briefing))]
    for name, headline in listed[:MOST_COMPARED]:
        figures = (headline_text(write, key, headline[key]) for key in COMPARED)
        rows.append((shortened(name, MOST_NAME_LETTERS), *figures))
    lines = [Line("table", words("compare"), tuple(rows))]
    more = len(listed) - MOST_COMPARED
    return [*lines, Line("small", words("more_scenarios", str(more)))] if more > 0 else lines

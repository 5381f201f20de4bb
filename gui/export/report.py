"""The one-page report: lines filled into a template that an office may replace by its own.

A template is UTF-8 text. ``#`` begins the title, ``##`` a section, ``○`` a finding, ``-`` a detail, ``>`` small print,
``※`` a note; a line that names what a briefing has not is left out.
``${findings}`` and ``${comparison}`` stand on lines of their own; every other name in ``${}`` is a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template

from gui.export.briefing import Briefing, Subject, headline_text
from gui.export.changes import listed
from gui.export.headlines import suggested_of_several
from gui.export.page import shortened
from model.errors import FileError
from model.reasons import reason_of

COMPARED = ("expected_joiners", "listed_joins_probability", "public_cost_bn", "duplicate_spending_bn")
MOST_FINDINGS, MOST_COMPARED, MOST_CHANGES, MOST_ASSUMPTIONS = 4, 8, 6, 3  # what one page holds
MOST_NAME_LETTERS = 40
LIKELY = 0.5
LEAST_TO_CHOOSE = 2
MARKS = {"# ": "title", "## ": "section", "○ ": "finding", "- ": "detail", "> ": "small", "※ ": "note"}


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
        elif row.strip() and not _nothing_to_say(row, values):
            lines.append(_line(row, values, number, template))
    return tuple(lines)


def _nothing_to_say(row: str, values: dict[str, str]) -> bool:
    """Say whether a row names something that this briefing has not, such as decisions under the shield."""
    return any(f"${{{name}}}" in row for name, value in values.items() if not value)


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
    joiners = headline_text(write, "expected_joiners", base.headline["expected_joiners"])
    return {
        "title": briefing.title,
        "stamp": briefing.stamp,
        "forecast": words("forecast"),
        "call": briefing.names.clean(briefing.case.call(base.scenario.call).title(briefing.language)),
        "baseline": shortened(briefing.baseline_name, MOST_NAME_LETTERS),
        "as_of": write.date(briefing.case.meta["as_of_date"]),
        "firms": write.number(len(base.firm_ids)),
        "baseline_joiners": joiners + _joiners_band(briefing),
        "baseline_listed": write.percent_bar(base.headline["listed_joins_probability"]),
        "baseline_likely": ", ".join(likely) or words("none_changed"),
        "decisions": _decisions(briefing),
        "summary": _summary(briefing),
        "assumptions": ", ".join(one.short for one in briefing.assumptions[:MOST_ASSUMPTIONS]),
        "levers_changed": words("levers_changed", listed(briefing.changes) or words("none_changed")),
    }


def _joiners_band(briefing: Briefing) -> str:
    """Return the 90 % band of the baseline's expected joiners; empty where it is not known."""
    base = next((one for one in briefing.subjects if one.is_baseline), None)
    edges = None if base is None or base.bands is None else base.bands.headline.get("expected_joiners")
    if edges is None:
        return ""
    write = briefing.numbers
    return briefing.words("band90", write.between(write.number(edges[1], 1), write.count(edges[4])))


def _decisions(briefing: Briefing) -> str:
    """Return who said what in fact, as far as it may be told; empty where nobody did."""
    firms = briefing.subjects[0].firms
    joined, declined = ([one.short for one in firms if one.joined is said] for said in (True, False))
    if not joined and not declined:
        return ""
    none = briefing.words("none_changed")
    counted = [(str(len(names)), ", ".join(names) or none) for names in (joined, declined)]
    return briefing.words("said", *counted[0], *counted[1])


def _summary(briefing: Briefing) -> str:
    """Return which alternative draws the most firms; empty where there are not two to choose between."""
    others = _others(briefing)
    if len(others) < LEAST_TO_CHOOSE:
        return ""
    joiners = [(shortened(one.name, MOST_NAME_LETTERS), one.outcome.headline["expected_joiners"]) for one in others]
    return suggested_of_several(joiners, briefing.language, briefing.numbers)


def _others(briefing: Briefing) -> list[Subject]:
    """Return the alternatives: scenarios that differ from the baseline, or all where none does."""
    others = [one for one in briefing.subjects if not one.is_baseline]
    base = briefing.baseline.scenario
    return [one for one in others if not one.scenario.same_policy(base)] or others


def _findings(briefing: Briefing) -> list[Line]:
    lines = []
    for one in _others(briefing)[:MOST_FINDINGS]:
        lines.append(Line("finding", f"{shortened(one.name, MOST_NAME_LETTERS)}: {one.headline}"))
        changes = [f"{change.name} {change.before} → {change.value}" for change in one.changes[:MOST_CHANGES]]
        more = len(one.changes) - len(changes)
        if changes:
            used = briefing.words("levers_used", ", ".join(changes))
            lines.append(Line("detail", used + (f" (+{more})" if more else "")))
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

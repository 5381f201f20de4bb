"""What the command line prints: aligned tables and JSON, numbers plain and the same in every locale."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Sequence

from model.case import Case
from model.claims import Claim
from model.fitting import shown_name
from model.outcome import COMPONENTS, HEADLINES, Outcome
from model.scenario import Scenario

MINUS = "−"
FINE_BELOW_BN, WHOLE_FROM_BN = 0.1, 100.0  # two decimals below, none from here on
_DECIMALS = {"probability": 4, "bn": 3, "count": 3, "factor": 4}
ASSUMED = "C"  # the grade of what is assumed rather than observed
_FIRST_COLUMNS = ("join_probability", "selection_probability", "final_probability", "payoff_bn")


def outcome_text(outcome: Outcome, language: str) -> str:
    """Return an outcome as tables: firms, payoff components, headline numbers, equilibrium."""
    names = outcome.names_ko if language == "ko" else outcome.names_en
    columns = [(name, getattr(outcome, name)) for name in _FIRST_COLUMNS]
    parts = [(f"{name}_bn", outcome.component(name)) for name in COMPONENTS]
    note = outcome.equilibrium
    equilibrium = [
        ("equilibrium_count", str(note.count)),
        ("certified_unique", "-" if _unasked(outcome) else str(note.certified_unique).lower()),
        ("shown", str(note.shown)),
    ]
    if outcome.sampling is not None:
        told = outcome.sampling
        equilibrium += [
            ("sampled_sets", f"{told.sets} of {told.possible_sets}"),
            ("largest_join_standard_error", number(max(told.join_standard_error), "probability")),
        ]
    headline = [(name, number(outcome.headline[name], unit)) for name, unit in HEADLINES.items()]
    tables = [
        table([("scenario", shown_name(outcome.scenario.name, language)), ("call", outcome.scenario.call)]),
        table(
            [("firm", "name", *(name for name, _ in columns))]
            + [
                (firm_id, names[row], *(number(values[row], _unit(name)) for name, values in columns))
                for row, firm_id in enumerate(outcome.firm_ids)
            ],
            words=2,
        ),
        table(
            [("firm", *(name for name, _ in parts))]
            + [
                (firm_id, *(number(values[row], "bn") for _, values in parts))
                for row, firm_id in enumerate(outcome.firm_ids)
            ],
            words=1,
        ),
        table(headline + equilibrium, words=1),
    ]
    return "\n\n".join(tables)


def notes_text(case: Case, outcome: Outcome, language: str) -> str:
    """Return what is to be known of an outcome: what it rests on, and what was not asked of it."""
    assumed = sum(row.grade == ASSUMED for row in case.inputs)
    source = "priors" if case.draws is None else "posterior"
    lines = [
        (
            f"A forecast, not a fact: {assumed} inputs are assumptions of grade C, the fitted parameters are those of "
            f"the {source}.",
            f"예측이며 사실이 아닙니다. C등급 가정은 {assumed}개이고, 추정 매개변수는 "
            f"{'사전분포' if case.draws is None else '사후분포'}에 따릅니다.",
        )
    ]
    if _unasked(outcome):
        lines.append(
            (
                "Whether this is the only equilibrium was not asked; --equilibria tells.",
                "유일한 균형인지는 확인하지 않았습니다. --equilibria로 확인할 수 있습니다.",
            )
        )
    return "\n".join(line[language == "ko"] for line in lines)


def _unasked(outcome: Outcome) -> bool:
    """Say whether nobody has looked for other equilibria: the solver follows the principal one from one start."""
    note = outcome.equilibrium
    return note.starts == 1 and not note.certified_unique


def claim_json(found: Claim, scenario: Scenario) -> dict[str, object]:
    """Return every equilibrium found and what may be claimed of the list, under the names that scripts rely on."""
    return {
        "scenario": scenario.name,
        "equilibria": [
            {"join_probability": dict(zip(scenario.firm_ids, point.tolist(), strict=True)), "stable": bool(stable)}
            for point, stable in zip(found.points, found.stable, strict=True)
        ],
        "index_sum": found.index_sum,
        "certified_unique": found.note.certified_unique,
        "starts": found.note.starts,
        "list_complete": found.list_complete,
    }


def claim_text(found: Claim, scenario: Scenario) -> str:
    """Return the same as tables: a column an equilibrium, and the claim."""
    rows = [("firm", *(f"equilibrium_{row}" for row in range(1, len(found.points) + 1)))]
    rows += [
        (firm, *(number(float(point[row]), "probability") for point in found.points))
        for row, firm in enumerate(scenario.firm_ids)
    ]
    rows.append(("stable", *(str(bool(stable)).lower() for stable in found.stable)))
    facts = (
        ("certified_unique", str(found.note.certified_unique).lower()),
        ("list_complete", str(found.list_complete).lower()),
        ("index_sum", "-" if found.index_sum is None else str(found.index_sum)),
        ("starts", str(found.note.starts)),
    )
    return table(rows, words=1) + "\n\n" + table(facts, words=1)


def table(rows: Sequence[Sequence[str]], words: int | None = None) -> str:
    """Return rows as aligned columns: the first ``words`` columns to the left (all of them if None), numbers right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    left = len(widths) if words is None else words
    lines = []
    for row in rows:
        cells = [
            text + " " * (size - width(text)) if column < left else " " * (size - width(text)) + text
            for column, (text, size) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def number(value: float, unit: str) -> str:
    """Return a number with the decimals of its unit; what is not defined is a dash."""
    if math.isnan(value):
        return "-"
    text = f"{value:.{_DECIMALS[unit]}f}"
    return text.removeprefix("-") if float(text) == 0.0 else text


def money(amount_bn: float, language: str, currency: str, *, signed: bool = False) -> str:
    """Return an amount given in bn as a sentence has it, to the digits of the window: ``12.3 bn`` or ``123억원``."""
    size = abs(amount_bn)
    if language == "ko":
        text = f"{10.0 * size:.1f}" if round(10.0 * size, 1) < 1.0 else f"{math.floor(10.0 * size + 0.5):,}"
        unit = "억원" if currency == "KRW" else f"억 {currency}"
    else:
        decimals = 0 if round(size, 1) >= WHOLE_FROM_BN else 2 if size < FINE_BELOW_BN else 1
        text, unit = f"{size:,.{decimals}f}", " bn"
    if not text.strip("0."):
        return f"0{unit}"
    sign = MINUS if amount_bn < 0.0 else "+" if signed else ""
    return f"{sign}{text}{unit}"


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes; Korean letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def json_text(value: object) -> str:
    """Return a value as JSON; what is not defined is null, as JSON has no NaN."""
    return json.dumps(_defined(value), ensure_ascii=False, indent=2, allow_nan=False)


def _defined(value: object) -> object:
    if isinstance(value, dict):
        return {key: _defined(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_defined(member) for member in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _unit(name: str) -> str:
    return name.rsplit("_", 1)[1]

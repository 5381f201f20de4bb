"""The subcommand that asks what matters: how far a figure moves along levers or assumptions, or its Sobol indices."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from gui.printing import json_text, number, table
from gui.starting import UsageError, chosen
from gui.waiting import end_progress, say_progress, stopped_by_keyboard
from model.document import read
from model.errors import EXIT_DONE, EXIT_INTERRUPTED, DroppedError
from model.evidence import evidence
from model.questions.saltelli import SAMPLES
from model.questions.sensitivity import assumption_swings, lever_swings, limits_of
from model.questions.sobol import OTHERS, Index, Indices, assumption_indices, lever_indices
from model.questions.swings import FIRM, WORKING_HEADLINE, Bar, Factor, Tornado, checked_target, unit_of

if TYPE_CHECKING:
    from model.case import Case
    from model.questions.sensitivity import Limits
    from model.scenario import Scenario

HELP = ("rank levers or assumptions by what they move", "정책 수단이나 가정을 영향 크기순으로 보여 줍니다")
EXAMPLES = (
    "turnout sensitivity --of expected_joiners",
    'turnout sensitivity plan.turnout --scenario "Quiet results" --of firm:kt --over assumptions --top 10',
    "turnout sensitivity --of public_cost_bn --limit gpus_per_team=512:1024 --json",
    "turnout sensitivity --of firm:kt --sobol --samples 512",
)
ARGUMENTS = (
    (
        "--of",
        (
            "a headline, or a firm for its chance to join (default: expected_joiners)",
            "지표, 또는 참여 확률을 볼 기업(기본값: expected_joiners)",
        ),
        {"metavar": "HEADLINE|FIRM", "default": WORKING_HEADLINE},
    ),
    (
        "--over",
        ("what is moved (default: levers)", "움직일 대상(기본값: levers)"),
        {"choices": ("levers", "assumptions"), "default": "levers"},
    ),
    (
        "--limit",
        ("move a lever between these values only", "정책 수단을 이 범위에서만 움직입니다"),
        {"metavar": "LEVER=LOW:HIGH", "action": "append"},
    ),
    (
        "--lock",
        (
            "leave a lever where it is; ranges and locks of the file hold as well",
            "정책 수단을 움직이지 않습니다(파일의 범위와 고정도 적용)",
        ),
        {"metavar": "LEVER", "action": "append"},
    ),
    ("--top", ("print only so many rows", "이 수만큼만 출력합니다"), {"metavar": "N", "type": int}),
    (
        "--sobol",
        ("first-order and total Sobol indices instead", "1차 소볼 지수와 전체 소볼 지수를 계산합니다"),
        {"action": "store_true"},
    ),
    (
        "--samples",
        (f"for --sobol, a power of two (default {SAMPLES})", f"--sobol의 표본 수, 2의 거듭제곱(기본값 {SAMPLES})"),
        {"metavar": "N", "type": int, "default": SAMPLES},
    ),
)


def sensitivity_command(options: argparse.Namespace) -> int:
    """Print the tornado of one figure, or its Sobol indices."""
    case, scenario, file = chosen(options)
    if options.of in scenario.firm_ids:  # as sweep takes it
        options.of = f"{FIRM}{options.of}"
    checked_target(options.of, scenario.firm_ids)
    if options.top is not None and options.top < 1:
        raise UsageError(
            f"--top {options.top}: write a whole number from 1.", f"--top {options.top}: 1 이상의 정수를 쓰십시오."
        )
    limits = {**_kept(options, scenario, file), **_limits(options)}
    limits |= {lever: (scenario.value(lever),) * 2 for lever in options.lock or ()}
    try:
        with stopped_by_keyboard() as stop:
            answer = _asked(options, case, scenario, limits, stop.is_set)
    except DroppedError:
        return EXIT_INTERRUPTED
    finally:
        end_progress()
    names = _Names(case)
    if isinstance(answer, Indices):
        shares = answer.of(options.of)[: options.top]
        told = indices_json(answer, shares, options.of, names) if options.json else _indices_text(shares, names)
    else:
        bars = answer.bars[: options.top]
        heading = {"scenario": scenario.name, "over": options.over}
        told = {**heading, **tornado_json(answer, bars, names)} if options.json else _text(answer, bars, names)
    print(told if isinstance(told, str) else json_text(told))
    return EXIT_DONE


def _asked(
    options: argparse.Namespace, case: Case, scenario: Scenario, limits: Limits, stopped: Any
) -> Tornado | Indices:
    heard = {"progress": say_progress, "dropped": stopped}
    if options.sobol and options.over == "assumptions":
        return assumption_indices(case, scenario, options.of, samples=options.samples, **heard)
    if options.sobol:
        return lever_indices(case, scenario, limits, samples=options.samples, **heard)
    if options.over == "assumptions":
        return assumption_swings(case, scenario, **heard).tornado(options.of)
    return lever_swings(case, scenario, limits, **heard).tornado(options.of)


def _kept(options: argparse.Namespace, scenario: Scenario, file: str | None) -> Limits:
    """Return the limits that the file keeps for *What matters*."""
    return {} if file is None or options.over == "assumptions" else limits_of(read(file).reach, scenario)


def _limits(options: argparse.Namespace) -> dict[str, tuple[float, float]]:
    """Return the limits by lever id; UsageError for what cannot be read."""
    limits = {}
    for text in options.limit or ():
        name, _, ends = text.partition("=")
        low, _, high = ends.partition(":")
        try:
            limits[name] = (float(low), float(high))
        except ValueError:
            raise UsageError(
                f"--limit {text}: write LEVER=LOW:HIGH.", f"--limit {text}: LEVER=LOW:HIGH 형식으로 쓰십시오."
            ) from None
    if (limits or options.lock) and options.over == "assumptions":
        raise UsageError(
            "--limit and --lock are for levers; leave out --over assumptions.",
            "--limit와 --lock은 정책 수단에만 쓸 수 있습니다. --over assumptions를 빼십시오.",
        )
    return limits


class _Names:
    """What factors are called, their units and grades."""

    def __init__(self, case: Case) -> None:
        self._levers = {lever.id: lever for lever in case.levers}
        self._inputs = {row.key: row for row in evidence(case, case)}

    def value(self, factor: Factor, value: float) -> object:
        """Return a value as files write it."""
        lever = self._levers.get(factor.id)
        return value if lever is None or lever.kind == "number" else lever.plain(lever.checked(value))

    def about(self, factor: Factor) -> dict[str, str]:
        """Return id, names, unit and grade."""
        if factor == OTHERS:
            return {"id": factor.id, "name_en": "All others", "name_ko": "그 밖의 가정", "unit": "", "grade": ""}
        if factor.cell is None:
            lever = self._levers[factor.id]
            named = {"name_en": lever.name_en, "name_ko": lever.name_ko, "unit": lever.unit, "grade": lever.grade}
        else:
            row = self._inputs[factor.cell]
            named = {"name_en": row.label_en, "name_ko": row.label_ko, "unit": row.measure.unit}
            named["grade"] = row.entry.grade
        return {"id": factor.id, **named}

    def texts(self, factor: Factor, *values: float) -> tuple[str, ...]:
        """Return values as a table shows them."""
        shown = (self.value(factor, value) for value in values)
        return tuple(f"{one:.6g}" if isinstance(one, float) else str(one).lower() for one in shown)


def tornado_json(answer: Tornado, bars: tuple[Bar, ...], names: _Names) -> dict[str, object]:
    """Return a tornado under the names that scripts rely on; a rank of 0 moves nothing."""
    rows = [
        {
            "rank": bar.rank,
            **names.about(bar.factor),
            "now": names.value(bar.factor, bar.factor.now),
            "low": names.value(bar.factor, bar.low_value),
            "high": names.value(bar.factor, bar.high_value),
            "at_low": bar.low_result,
            "at_high": bar.high_result,
            "swing": bar.swing,
        }
        for bar in bars
    ]
    return {"of": answer.target, "unit": answer.unit, "now": answer.now, "bars": rows}


def indices_json(answer: Indices, rows: tuple[Index, ...], target: str, names: _Names) -> dict[str, object]:
    """Return indices under the names that scripts rely on, each with its 90 % interval."""
    shown = [
        {
            **names.about(row.factor),
            "low": names.value(row.factor, row.factor.values[0]),
            "high": names.value(row.factor, row.factor.values[-1]),
            **{name: getattr(row, name) for name in _SHARES},
        }
        for row in rows
    ]
    varied = len(answer.factors) - bool(answer.others) + answer.others
    made = {"samples": answer.samples, "solves": answer.solves, "varied": varied, "varied_together": answer.others}
    return {"scenario": answer.scenario.name, "of": target, "over": answer.over, **made, "indices": shown}


_SHARES = ("first", "first_low", "first_high", "total", "total_low", "total_high")


def _text(answer: Tornado, bars: tuple[Bar, ...], names: _Names) -> str:
    unit = unit_of(answer.target)
    head = ("rank", "id", "grade", "now", "low", "high", "at_low", "at_high", "swing")
    rows: list[tuple[str, ...]] = [head]
    for bar in bars:
        ends = names.texts(bar.factor, bar.factor.now, bar.low_value, bar.high_value)
        moved = (number(value, unit) for value in (bar.low_result, bar.high_result, bar.swing))
        rows.append((str(bar.rank or "-"), bar.factor.id, names.about(bar.factor)["grade"], *ends, *moved))
    return f"{table([(answer.target, number(answer.now, unit))])}\n\n{table(rows, words=3)}"


def _indices_text(rows: tuple[Index, ...], names: _Names) -> str:
    lines: list[tuple[str, ...]] = [("id", "low", "high", *_SHARES)]
    for row in rows:
        ends = names.texts(row.factor, row.factor.values[0], row.factor.values[-1])
        lines.append((row.factor.id, *ends, *(f"{getattr(row, name):.3f}" for name in _SHARES)))
    return table(lines, words=1)

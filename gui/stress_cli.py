"""The subcommand that asks whether a goal holds up: plausible worlds in, shares, breaking points and regrets out."""

from __future__ import annotations

import argparse

from gui.goal_options import (
    FILE_OR_CASE,
    GOAL_ARGUMENTS,
    asked_goal,
    document_of,
    fresh_document,
)
from gui.printing import json_text, money, number, table
from gui.starting import JSON, Argument
from gui.waiting import end_progress, say_progress, stopped_by_keyboard
from model.cards import Document
from model.case import Case
from model.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_UNREACHABLE
from model.evidence import EvidenceRow, evidence
from model.fitting import shown_name
from model.outcome import HEADLINES
from model.questions.prim import LOW
from model.questions.slopes import CancelledError
from model.questions.stress import WORLDS, Breaking, Plan, Stress, Tested, Turning, held_cells, stress_test
from model.questions.stress_words import breaking_sentence, owned, regret_sentence, share_sentence, turning_sentence
from model.questions.worlds import Cell
from model.scenario import Scenario

HELP = ("say in which share of plausible worlds a goal holds", "가능한 상황 중 목표가 충족되는 비율을 점검합니다")
EXAMPLES = (
    "turnout stress --in kt",
    'turnout stress plan.turnout --goal "KT joins" --scenarios "Status quo" "Quiet results"',
    "turnout stress plan.turnout --joiners 6 --budget 60 --worlds 2000 --seed 7 --json",
)
ARGUMENTS: tuple[Argument, ...] = (
    FILE_OR_CASE,
    *GOAL_ARGUMENTS,
    (
        "--scenarios",
        ("only these scenarios of the file (default: all of its call)", "점검할 시나리오(기본값: 같은 공모의 전체)"),
        {"metavar": "NAME", "nargs": "+", "action": "extend"},
    ),
    ("--worlds", ("number of worlds", "가능한 상황의 수"), {"metavar": "N", "type": int, "default": WORLDS}),
    ("--seed", ("seed of the sample (default: the file's)", "표본 시드(기본값: 파일의 시드)"), {"type": int}),
    JSON,
)
SMALL, MIDDLE = 1.0, 100.0  # below and from which a number has three decimals, or none, as on screen
BANDS = ("mean", "low90", "low50", "high50", "high90")


def stress_command(options: argparse.Namespace) -> int:
    """Test and print; exit code 4 where the goal holds in no world of any scenario."""
    document = fresh_document(options)
    named = document_of(options) is not None
    scenarios = _chosen(options, document)
    goal = asked_goal(options, document if named else None, _free(scenarios[0]))
    seed = document.seed if options.seed is None else options.seed
    plan = Plan(options.worlds, seed, held_cells(document.edits))
    case = document.effective_case
    try:
        with stopped_by_keyboard() as stop:
            found = stress_test(case, scenarios, goal, plan, progress=say_progress, cancelled=stop.is_set)
    except CancelledError:
        return EXIT_INTERRUPTED
    finally:
        end_progress()
    write = PlainNamer(case, options.lang)
    print(json_text(as_json(found, write)) if options.json else stress_text(found, write))
    return EXIT_DONE if any(one.share > 0.0 for one in found.tested) else EXIT_UNREACHABLE


def _chosen(options: argparse.Namespace, document: Document) -> tuple[Scenario, ...]:
    """Return the scenarios named, else every card of the call on the levers and, where it is edited, what they say."""
    if options.scenarios:
        return tuple(document.scenarios[document.row_named(name)] for name in options.scenarios)
    if document_of(options) is None:
        return (document.scenarios[0],)
    cards = tuple(one for one in document.scenarios if one.call == document.working.call)
    edited = "수정됨" if options.lang == "ko" else "edited"
    copy = document.working.renamed(f"{shown_name(document.working.name, options.lang)} — {edited}")
    return (*cards, copy) if document.edited else cards


def _free(scenario: Scenario) -> Scenario:
    """Return a scenario without pins, since a goal may speak of a pinned firm here."""
    for firm_id, _ in scenario.pins:
        scenario = scenario.with_pin(firm_id, None)
    return scenario


class PlainNamer:
    """Names and numbers for a terminal: the same in every locale, money in bn (Korean: 억), shares in per cent."""

    def __init__(self, case: Case, language: str) -> None:
        self.language, self._case = language, case
        self._rows: dict[Cell, EvidenceRow] = {row.key: row for row in evidence(case, case)}

    def name(self, cell: Cell) -> str:
        """Write what an input is called, with its firm."""
        row = self._rows[cell]
        firm = self._case.firm(row.firm).short_name(self.language) if row.firm else ""
        return owned(row.label(self.language), firm, self.language)

    def value(self, cell: Cell, value: float) -> str:
        """Write a value with its unit, to about three digits."""
        unit = self._rows[cell].measure.unit
        if unit in {"share", "probability"}:
            return self.percent(value)
        size = abs(value)
        value = round(value, 3 if size < SMALL else 1 if size < MIDDLE else 0)
        text = f"{value:,.10g}"
        if unit.startswith("bn") and self.language == "ko":
            amount = money(value, self.language, self._case.meta["currency"])
            return f"월 {amount}" if unit == "bn_per_month" else amount
        return text if unit in {"factor", "score", "switch"} else f"{text} {unit.replace('_', ' ')}"

    def percent(self, share: float) -> str:
        """Write a share."""
        return f"{100 * share:.1f}%"

    def amount(self, measure: str, value: float) -> str:
        """Write an amount of a headline with its unit."""
        unit = HEADLINES.get(measure, "factor")
        if unit == "bn" and self.language == "ko":
            return money(value, self.language, self._case.meta["currency"])
        if unit == "probability":
            return f"{100 * value:.1f}" + ("%p" if self.language == "ko" else " points")
        return number(value, unit) + (f" {unit}" if unit == "bn" else "")

    def measure(self, measure: str) -> str:
        """Write a headline as scripts name it."""
        return measure


def stress_text(found: Stress, write: PlainNamer) -> str:
    """Return what was found as tables and sentences."""
    names = [shown_name(one.scenario.name, write.language) for one in found.tested]
    shares: list[tuple[str, ...]] = [("scenario", "holds_share", "low95_share", "high95_share", "unsolved")]
    shares += [
        (name, *(number(value, "probability") for value in (one.share, one.low, one.high)), str(one.unsolved))
        for name, one in zip(names, found.tested, strict=True)
    ]
    blocks = [table(shares, words=1)]
    for name, one in zip(names, found.tested, strict=True):
        said = [name, share_sentence(one, write), breaking_sentence(one, write)]
        said += [turning_sentence(one.turning, write)] if one.turning else []
        blocks.append("\n".join(said))
    if len(names) > 1:
        blocks += [_regret_text(found, names), _minimax(found, names, write)]
    facts = (
        ("worlds", str(found.worlds.count)),
        ("inputs_spread", str(len(found.worlds.axes))),
        ("seed", str(found.worlds.seed)),
    )
    return "\n\n".join([*blocks, table((*facts, ("parameters_from", found.worlds.draws_from)))])


def _regret_text(found: Stress, names: list[str]) -> str:
    rows: list[tuple[str, ...]] = [("regret", "scenario", "max", "high90", "mean")]
    for measure, line in found.regret.rows.items():
        unit = HEADLINES.get(measure, "factor")
        rows += [
            (measure, name, *(number(value, unit) for value in (one.most, one.high90, one.mean)))
            for name, one in zip(names, line, strict=True)
        ]
    return table(rows, words=2)


def _minimax(found: Stress, names: list[str], write: PlainNamer) -> str:
    return "\n".join(
        regret_sentence(measure, names[row], found.regret.rows[measure][row], write)
        for measure, row in found.regret.minimax.items()
    )


def as_json(found: Stress, write: PlainNamer) -> dict[str, object]:
    """Return what was found as plain values."""
    names = [one.scenario.name for one in found.tested]
    return {
        "worlds": found.worlds.count,
        "inputs_spread": len(found.worlds.axes),
        "seed": found.worlds.seed,
        "parameters_from": found.worlds.draws_from,
        "scenarios": [_tested_json(one, write) for one in found.tested],
        "regret": {
            measure: {
                "minimax": names[found.regret.minimax[measure]],
                "scenarios": [
                    {"scenario": name, "max": one.most, "high90": one.high90, "mean": one.mean}
                    for name, one in zip(names, line, strict=True)
                ],
            }
            for measure, line in found.regret.rows.items()
        },
    }


def _tested_json(tested: Tested, write: PlainNamer) -> dict[str, object]:
    return {
        "scenario": tested.scenario.name,
        "holds_share": tested.share,
        "low95_share": tested.low,
        "high95_share": tested.high,
        "unsolved": tested.unsolved,
        "headline": {name: dict(zip(BANDS, values, strict=True)) for name, values in tested.bands.items()},
        "sentence": breaking_sentence(tested, write),
        "breaking": None if tested.breaking is None else _breaking_json(tested.breaking),
        "holds_as_things_stand": tested.stands,
        "nearest_turning_world": None if tested.turning is None else _turning_json(tested.turning),
    }


def _breaking_json(breaking: Breaking) -> dict[str, object]:
    step = breaking.box.step
    return {
        "of": "failing" if breaking.failing else "holding",
        "density_share": step.density,
        "coverage_share": step.coverage,
        "mass_share": step.mass,
        "conditions": [
            {
                **_cell_json(breaking.cells[side.column]),
                "at_least" if side.end == LOW else "at_most": side.limit,
                "quasi_p_probability": side.quasi_p,
            }
            for side in breaking.box.sides
        ],
    }


def _turning_json(turning: Turning) -> dict[str, object]:
    return {
        "world": turning.world + 1,
        "departures": [
            {**_cell_json(one.cell), "value": one.value, "stands_at": one.stands_at} for one in turning.departures
        ],
    }


def _cell_json(cell: Cell) -> dict[str, object]:
    return dict(zip(("table", "row", "column"), cell, strict=True))


__all__ = ["ARGUMENTS", "EXAMPLES", "HELP", "PlainNamer", "as_json", "stress_command", "stress_text"]

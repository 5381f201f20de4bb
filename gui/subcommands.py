"""The subcommands: for each its help, examples, arguments, and what it does. Results are printed, faults raised."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gui import brief_cli, calibrate_cli, goal_cli
from gui.cli_questions import (
    EXPLAIN_ARGUMENTS,
    EXPLAIN_EXAMPLES,
    EXPLAIN_HELP,
    FLIPS_ARGUMENTS,
    FLIPS_EXAMPLES,
    FLIPS_HELP,
    explain_command,
    flips_command,
)
from gui.printing import claim_json, claim_text, json_text, outcome_text, table
from model.cards import Document
from model.case import Case, bundled_cases, load_case
from model.claims import claim
from model.document import greatest_difference, read
from model.errors import EXIT_DONE, EXIT_FAILED
from model.filevalues import StoredResult
from model.fitting import shown_name
from model.scenario import Scenario
from model.solve import solve
from model.version import __version__

OPENING_CASE = "sovereign-ai-2026"
SAME_NUMBERS = 1e-9  # across machines; on one machine the same bytes
_PIN_WORDS = {"in": True, "out": False}

Text = tuple[str, str]  # English, Korean
Argument = tuple[str, Text, dict[str, Any]]  # name, help, settings of argparse


class UsageError(Exception):
    """The command was given in a way that makes no sense; both languages."""

    def __init__(self, english: str, korean: str) -> None:
        super().__init__(english)
        self.texts: Text = (english, korean)


@dataclass(frozen=True)
class Command:
    """A subcommand: its help, examples, arguments and what it does."""

    name: str
    help: Text
    examples: tuple[str, ...]
    arguments: tuple[Argument, ...]
    action: Callable[[argparse.Namespace], int]


def say(text: str) -> None:
    """Print a line to standard error."""
    print(f"turnout: {text}", file=sys.stderr)


# solve


def solve_command(options: argparse.Namespace) -> int:
    """Compute one scenario and print its outcome."""
    case, scenario, _ = chosen(options)
    if options.equilibria:
        found = claim(case, scenario)
        print(json_text(claim_json(found, scenario)) if options.json else claim_text(found, scenario))
        return EXIT_DONE
    outcome = solve(case, scenario)
    print(json_text(outcome.as_json()) if options.json else outcome_text(outcome, options.lang))
    return EXIT_DONE


def chosen(options: argparse.Namespace) -> tuple[Case, Scenario, str | None]:
    """Return the case, the scenario that the arguments in STARTING describe, and the file that was given."""
    changes, file = _changes(options)
    case, scenario = _start(options, file)
    scenario = scenario.with_levers(changes)
    for firm_id, joined in _pairs(options.pin or [], "--pin", "FIRM=in").items():
        if joined not in _PIN_WORDS:
            raise UsageError(
                f"--pin {firm_id}={joined}: write {firm_id}=in or {firm_id}=out.",
                f"--pin {firm_id}={joined}: {firm_id}=in 또는 {firm_id}=out으로 쓰십시오.",
            )
        scenario = scenario.with_pin(firm_id, _PIN_WORDS[joined])
    return case, scenario, file


def _changes(options: argparse.Namespace) -> tuple[dict[str, str], str | None]:
    """Return the levers to set, and the file, which argparse may have taken for one more of them."""
    settings: list[str] = options.set or []
    file: str | None = options.file
    loose = [text for text in settings if "=" not in text]
    if file is None and len(loose) == 1:
        file = loose[0]
        settings = [text for text in settings if "=" in text]
    return _pairs(settings, "--set", "LEVER=VALUE"), file


def _pairs(settings: Sequence[str], option: str, form: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in settings:
        name, mark, value = text.partition("=")
        if not (mark and name and value):
            raise UsageError(f"{option} {text}: write {form}.", f"{option} {text}: {form} 형식으로 쓰십시오.")
        if name in pairs:
            raise UsageError(
                f"{option}: {name} is given twice; keep one.",
                f"{option}: {name}이(가) 두 번 있습니다. 하나만 쓰십시오.",
            )
        pairs[name] = value
    return pairs


def _start(options: argparse.Namespace, file: str | None) -> tuple[Case, Scenario]:
    """Return the case and the scenario to start from: a card, the working copy, or a call as announced."""
    if file is not None and options.case is not None:
        raise UsageError("give a file or --case, not both.", "파일과 --case 중 하나만 쓰십시오.")
    if options.scenario is not None and (file is None or options.call is not None):
        raise UsageError(
            "--scenario names a scenario of a file; give the file, and no --call.",
            "--scenario는 파일의 시나리오 이름입니다. 파일을 지정하고 --call은 빼십시오.",
        )
    if file is None:
        case = load_case(options.case or OPENING_CASE)
        return case, case.scenario_for(options.call or case.meta["opening_call"])
    document = read(file)
    case = document.effective_case
    if options.call is not None:
        return case, case.scenario_for(options.call)
    return case, document.working if options.scenario is None else _card(document, options.scenario)


def _card(document: Document, name: str) -> Scenario:
    return document.scenarios[document.row_named(name)]


# check


def check_command(options: argparse.Namespace) -> int:
    """Check a file or a folder of tables; of a file, also whether computing again gives the stored numbers."""
    path = Path(options.file)
    if options.file in bundled_cases() or path.is_dir():
        case = load_case(options.file)
        print(table(_case_rows(case)))
        return EXIT_DONE
    document = read(path)
    rows = [("format", "turnout"), *_case_rows(document.effective_case)]
    rows += [("edits", str(len(document.edits))), ("scenarios", str(len(document.scenarios)))]
    stored = [(card, result) for card in document.scenarios if (result := document.result_of(card)) is not None]
    rows.append(("stored_results", str(len(stored))))
    print(table(rows))
    gaps = [_gap(document.effective_case, card, result) for card, result in stored]
    return EXIT_FAILED if any(gaps) else EXIT_DONE


def _gap(case: Case, card: Scenario, result: StoredResult) -> bool:
    """Print whether computing again gives the stored numbers; True where this very engine gives others."""
    say(f"{card.name} …")
    gap = greatest_difference(result.outcome, solve(case, card))
    same = gap <= SAME_NUMBERS
    print(f"{card.name}: {'same' if same else f'differs by {gap:.3g}'} (engine {result.engine_version})")
    return not same and result.engine_version == __version__


def _case_rows(case: Case) -> list[tuple[str, str]]:
    counts = (("firms", case.firms), ("calls", case.calls), ("levers", case.levers), ("inputs", case.inputs))
    return [("case", case.id), ("version", case.meta["version"]), *((name, str(len(rows))) for name, rows in counts)]


# show


def show_command(options: argparse.Namespace) -> int:
    """Print what a file stores, without computing."""
    document = read(options.file)
    cards = document.scenarios if options.scenario is None else (_card(document, options.scenario),)
    found = [(card, document.result_of(card)) for card in cards]
    if options.json:
        print(json_text({"scenarios": [_stored_json(card, result) for card, result in found]}))
        return EXIT_DONE
    nothing = "저장된 결과가 없습니다" if options.lang == "ko" else "nothing is stored"
    texts = [
        f"scenario  {shown_name(card.name, options.lang)}\n{nothing}"
        if result is None
        else f"{outcome_text(result.outcome, options.lang)}\nengine_version  {result.engine_version}"
        for card, result in found
    ]
    print("\n\n\n".join(texts))
    return EXIT_DONE


def _stored_json(card: Scenario, result: StoredResult | None) -> dict[str, object]:
    if result is None:
        return {"scenario": card.name, "engine_version": None}
    return {**result.outcome.as_json(), "engine_version": result.engine_version}


# render


def render_command(options: argparse.Namespace) -> int:
    """Draw the window into pictures; the only subcommand that needs Qt."""
    from gui.render import render

    for path in render(Path(options.to)):
        print(path)
    return EXIT_DONE


_FILE: Argument = ("file", ("a .turnout file", ".turnout 파일"), {"metavar": "FILE"})
_MAYBE_FILE: Argument = ("file", _FILE[1], {"metavar": "FILE", "nargs": "?"})
_SCENARIO: Argument = (
    "--scenario",
    ("a scenario of the file (default: what its levers say)", "파일의 시나리오 이름(기본값: 작업 중인 상태)"),
    {"metavar": "NAME"},
)
_EVERY: Argument = ("--equilibria", ("list every equilibrium", "균형을 모두 출력합니다"), {"action": "store_true"})
_JSON: Argument = ("--json", ("print JSON", "JSON으로 출력합니다"), {"action": "store_true"})
STARTING: tuple[Argument, ...] = (
    _MAYBE_FILE,
    ("--case", ("a bundled case or a folder of tables", "내장 사례 이름 또는 표가 든 폴더"), {"metavar": "NAME"}),
    ("--call", ("start from this call as announced", "이 공모의 공고안에서 시작합니다"), {"metavar": "ID"}),
    _SCENARIO,
    (
        "--set",
        ("set a lever", "정책 수단의 값을 정합니다"),
        {"metavar": "LEVER=VALUE", "nargs": "+", "action": "extend"},
    ),
    (
        "--pin",
        ("let a firm join or stay out for certain", "기업을 참여 또는 불참으로 고정합니다"),
        {"metavar": "FIRM=in|out", "action": "append"},
    ),
)

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command(
            "solve",
            ("compute who joins", "참여 확률을 계산합니다"),
            (
                "turnout solve --set gpus_per_team=1536 --set losers_named=0",
                'turnout solve plan.turnout --scenario "Quiet results" --json',
                "turnout solve --call 2025-open --pin kt=in",
            ),
            (*STARTING, _EVERY, _JSON),
            solve_command,
        ),
        Command("flips", FLIPS_HELP, FLIPS_EXAMPLES, (*STARTING, *FLIPS_ARGUMENTS, _JSON), flips_command),
        Command("explain", EXPLAIN_HELP, EXPLAIN_EXAMPLES, (*STARTING, *EXPLAIN_ARGUMENTS, _JSON), explain_command),
        Command(
            "check",
            ("check a file or a folder of tables", "파일이나 표 폴더를 검사합니다"),
            ("turnout check plan.turnout", "turnout check my-case/"),
            (("file", ("a .turnout file or a folder", ".turnout 파일 또는 폴더"), {"metavar": "FILE|FOLDER"}),),
            check_command,
        ),
        Command(
            "show",
            ("print the results that a file stores", "파일에 저장된 결과를 출력합니다"),
            ("turnout show plan.turnout", "turnout show plan.turnout --json"),
            (
                _FILE,
                ("--scenario", ("only this scenario", "이 시나리오만 출력합니다"), {"metavar": "NAME"}),
                _JSON,
            ),
            show_command,
        ),
        Command(
            "calibrate",
            calibrate_cli.HELP,
            calibrate_cli.EXAMPLES,
            calibrate_cli.ARGUMENTS,
            calibrate_cli.calibrate_command,
        ),
        Command("goal", goal_cli.HELP, goal_cli.EXAMPLES, goal_cli.ARGUMENTS, goal_cli.goal_command),
        Command("brief", brief_cli.HELP, brief_cli.EXAMPLES, brief_cli.ARGUMENTS, brief_cli.brief_command),
        Command(
            "render",
            ("draw the window into pictures", "창을 그림 파일로 저장합니다"),
            ("turnout render --to build/preview",),
            (("--to", ("the folder for the pictures", "그림을 저장할 폴더"), {"metavar": "DIR", "required": True}),),
            render_command,
        ),
    )
}

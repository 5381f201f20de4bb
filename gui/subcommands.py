"""The subcommands: for each its help, examples, arguments, and what it does. Results are printed, faults raised."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gui import brief_cli, calibrate_cli, goal_cli, sensitivity_cli, sheets_cli, stress_cli, sweep_cli
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
from gui.printing import claim_json, claim_text, json_text, notes_text, outcome_text, table
from gui.sheets_cli import SHEET_SUFFIXES, check_sheet
from gui.starting import (
    EVERY,
    FILE,
    JSON,
    STARTING,
    Argument,
    Text,
    card,
    chosen,
)
from model.case import Case, bundled_cases, load_case
from model.claims import claim
from model.document import greatest_difference, read
from model.errors import EXIT_DONE, EXIT_FAILED, EXIT_INPUT
from model.faults import case_faults
from model.filevalues import StoredResult
from model.fitting import shown_name
from model.results import SAME_NUMBERS
from model.scenario import Scenario
from model.solve import solve
from model.version import __version__


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
    if options.json:
        print(json_text(outcome.as_json()))
    else:
        print(f"{outcome_text(outcome, options.lang)}\n\n{notes_text(case, outcome, options.lang)}")
    return EXIT_DONE


# check


def check_command(options: argparse.Namespace) -> int:
    """Check a file, a folder or a sheet of firms; of a file, also whether computing again gives the stored numbers."""
    path = Path(options.file)
    if path.suffix.lower() in SHEET_SUFFIXES:
        return check_sheet(path, options.lang)
    if options.file in bundled_cases() or path.is_dir():
        return _check_case(options.file, options.lang)
    document = read(path)
    rows = [("format", "turnout"), *_case_rows(document.effective_case)]
    rows += [("edits", str(len(document.edits))), ("scenarios", str(len(document.scenarios)))]
    stored = [(card, result) for card in document.scenarios if (result := document.result_of(card)) is not None]
    rows.append(("stored_results", str(len(stored))))
    print(table(rows))
    gaps = [_gap(document.effective_case, card, result) for card, result in stored]
    return EXIT_FAILED if any(gaps) else EXIT_DONE


def _check_case(name: str, language: str) -> int:
    """Print what a case holds, or say everything that is wrong with its tables."""
    faults = case_faults(name)
    for fault in faults:
        say(fault.text(language))
    if faults:
        return EXIT_INPUT
    print(table(_case_rows(load_case(name))))
    return EXIT_DONE


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


# cases


def cases_command(options: argparse.Namespace) -> int:
    """List the cases that come with Turnout."""
    print(table([(name, load_case(name).title(options.lang)) for name in bundled_cases()]))
    return EXIT_DONE


# show


def show_command(options: argparse.Namespace) -> int:
    """Print what a file stores, without computing."""
    document = read(options.file)
    cards = document.scenarios if options.scenario is None else (card(document, options.scenario),)
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
                "turnout solve --case lantern-tide --set fresh_start=1",
            ),
            (*STARTING, EVERY, JSON),
            solve_command,
        ),
        Command("flips", FLIPS_HELP, FLIPS_EXAMPLES, (*STARTING, *FLIPS_ARGUMENTS, JSON), flips_command),
        Command("explain", EXPLAIN_HELP, EXPLAIN_EXAMPLES, (*STARTING, *EXPLAIN_ARGUMENTS, JSON), explain_command),
        Command(
            "sensitivity",
            sensitivity_cli.HELP,
            sensitivity_cli.EXAMPLES,
            (*STARTING, *sensitivity_cli.ARGUMENTS, JSON),
            sensitivity_cli.sensitivity_command,
        ),
        Command(
            "check",
            ("check a file, a folder of tables or a sheet of firms", "파일, 표 폴더, 기업 표를 검사합니다"),
            ("turnout check plan.turnout", "turnout check my-case/", "turnout check firms.xlsx"),
            (
                (
                    "file",
                    ("a .turnout, CSV or XLSX file, or a folder", ".turnout·CSV·XLSX 파일 또는 폴더"),
                    {"metavar": "FILE|FOLDER"},
                ),
            ),
            check_command,
        ),
        Command(
            "cases",
            ("list the cases that come with Turnout", "내장 사례를 출력합니다"),
            ("turnout cases",),
            (),
            cases_command,
        ),
        Command("template", sheets_cli.HELP, sheets_cli.EXAMPLES, sheets_cli.ARGUMENTS, sheets_cli.template_command),
        Command(
            "show",
            ("print the results that a file stores", "파일에 저장된 결과를 출력합니다"),
            ("turnout show plan.turnout", "turnout show plan.turnout --json"),
            (
                FILE,
                ("--scenario", ("only this scenario", "이 시나리오만 출력합니다"), {"metavar": "NAME"}),
                JSON,
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
        Command("sweep", sweep_cli.HELP, sweep_cli.EXAMPLES, sweep_cli.ARGUMENTS, sweep_cli.sweep_command),
        Command("goal", goal_cli.HELP, goal_cli.EXAMPLES, goal_cli.ARGUMENTS, goal_cli.goal_command),
        Command("stress", stress_cli.HELP, stress_cli.EXAMPLES, stress_cli.ARGUMENTS, stress_cli.stress_command),
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

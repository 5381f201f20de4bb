"""What a subcommand starts from: the case and the scenario that its first arguments describe."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model.cards import Document
from model.case import Case, bundled_cases, load_case
from model.document import read
from model.scenario import Scenario

OPENING_CASE = "sovereign-ai-2026"
_PIN_WORDS = {"in": True, "out": False}

Text = tuple[str, str]  # English, Korean
Argument = tuple[str, Text, dict[str, Any]]  # name, help, settings of argparse


class UsageError(Exception):
    """The command was given in a way that makes no sense; both languages."""

    def __init__(self, english: str, korean: str) -> None:
        super().__init__(english)
        self.texts: Text = (english, korean)


def chosen(options: argparse.Namespace) -> tuple[Case, Scenario, str | None]:
    """Return the case, the scenario that the arguments in STARTING describe, and the file that was given."""
    changes, file = _changes(options)
    if file is not None and options.case is None and (file in bundled_cases() or Path(file).is_dir()):
        options.case, file = file, None
    case, scenario = _start(options, file)
    scenario = scenario.with_levers(changes)
    for firm_id, joined in _pairs(options.pin or [], "--pin", "FIRM=in|out").items():
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
    if file is None and len(loose) == 1 and settings[0] != loose[0]:
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
    check_scenario(options, file is not None)
    if file is None:
        case = load_case(options.case or OPENING_CASE)
        return case, case.scenario_for(options.call or case.meta["opening_call"])
    document = read(file)
    case = document.effective_case
    if options.call is not None:
        return case, case.scenario_for(options.call)
    return case, document.working if options.scenario is None else card(document, options.scenario)


def check_scenario(options: argparse.Namespace, of_file: bool) -> None:
    """Raise UsageError for a scenario that is named without the file it stands in, or beside a call."""
    if options.scenario is not None and not (of_file and options.call is None):
        raise UsageError(
            "--scenario names a scenario of a file; give the file, and no --call.",
            "--scenario는 파일의 시나리오 이름입니다. 파일을 지정하고 --call은 빼십시오.",
        )


def card(document: Document, name: str) -> Scenario:
    """Return a scenario of a file by its name; the error names those that there are."""
    return document.scenarios[document.row_named(name)]


FILE: Argument = ("file", ("a .turnout file", ".turnout 파일"), {"metavar": "FILE"})
MAYBE_FILE: Argument = (
    "file",
    ("a .turnout file, a bundled case or a folder of tables", ".turnout 파일, 내장 사례 또는 표가 든 폴더"),
    {"metavar": "FILE|CASE", "nargs": "?"},
)
SCENARIO: Argument = (
    "--scenario",
    ("a scenario of the file (default: what its levers say)", "파일의 시나리오 이름(기본값: 작업 중인 상태)"),
    {"metavar": "NAME"},
)
EVERY: Argument = ("--equilibria", ("list every equilibrium", "균형을 모두 출력합니다"), {"action": "store_true"})
JSON: Argument = ("--json", ("print JSON", "JSON으로 출력합니다"), {"action": "store_true"})
CALL: Argument = (
    "--call",
    ("start from this call as announced", "이 공모의 공고안에서 시작합니다"),
    {"metavar": "ID"},
)
STARTING: tuple[Argument, ...] = (
    MAYBE_FILE,
    ("--case", ("a bundled case or a folder of tables", "내장 사례 이름 또는 표가 든 폴더"), {"metavar": "NAME"}),
    CALL,
    SCENARIO,
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

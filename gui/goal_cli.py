"""The subcommand that asks what it would take: a goal in, packages of policy out."""

from __future__ import annotations

import argparse

from gui.printing import json_text, number, table
from gui.waiting import end_progress, say_progress, stopped_by_keyboard
from model.case import Case, bundled_cases, load_case
from model.document import read
from model.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_UNREACHABLE, GoalError, ModelError
from model.goal import Goal
from model.questions.packages import Answer, find_packages
from model.questions.packaging import Package
from model.questions.slopes import CancelledError
from model.scenario import Scenario

OPENING_CASE = "sovereign-ai-2026"
HELP = ("find the least change of policy that meets a goal", "목표를 충족하는 최소한의 정책 변경을 찾습니다")
EXAMPLES = (
    "turnout goal --in kt",
    "turnout goal plan.turnout --in kt --out motif --budget 60 --lock seats",
    "turnout goal --joiners 8 --listed --budget 80 --keep-support --json",
)
ARGUMENTS = (
    (
        "file",
        ("a .turnout file, a folder of tables or a bundled case", ".turnout 파일, 표가 든 폴더 또는 내장 사례"),
        {"metavar": "FILE|CASE", "nargs": "?", "default": OPENING_CASE},
    ),
    ("--scenario", ("start from this scenario of the file", "파일의 이 시나리오에서 시작합니다"), {"metavar": "NAME"}),
    (
        "--in",
        ("a firm that is to join", "참여하기를 바라는 기업"),
        {"metavar": "FIRM", "action": "append", "dest": "joins"},
    ),
    (
        "--out",
        ("a firm that is to stay out", "불참하기를 바라는 기업"),
        {"metavar": "FIRM", "action": "append", "dest": "stays_out"},
    ),
    (
        "--chance",
        ("with at least this probability (default 0.5)", "최소 확률(기본값 0.5)"),
        {"metavar": "P", "type": float, "default": 0.5},
    ),
    ("--joiners", ("expected joiners at least", "예상 참여 기업 수의 하한"), {"metavar": "M", "type": float}),
    ("--listed", ("a listed firm joins", "상장사가 1개 이상 참여합니다"), {"action": "store_true"}),
    (
        "--strength",
        ("best added team at least (incumbents = 1)", "추가 팀 경쟁력의 하한(기존 정예팀 = 1)"),
        {"type": float},
    ),
    ("--budget", ("public cost at most, bn", "공공 비용의 상한(10억원)"), {"metavar": "BN", "type": float}),
    ("--lock", ("a lever that stays as it is", "고정할 정책 수단"), {"metavar": "LEVER", "action": "append"}),
    ("--keep-support", ("no lever that pays for support falls", "지원을 줄이지 않습니다"), {"action": "store_true"}),
    ("--json", ("print JSON", "JSON으로 출력합니다"), {"action": "store_true"}),
)


def goal_command(options: argparse.Namespace) -> int:
    """Search and print the packages; exit code 4 where the goal cannot be reached, with the nearest printed."""
    case, scenario = _start(options)
    goal = Goal(
        firms_in=tuple(options.joins or ()),
        firms_out=tuple(options.stays_out or ()),
        joiners=options.joiners,
        listed=options.listed,
        strength=options.strength,
        budget_bn=options.budget,
        locked=tuple(options.lock or ()),
        chance_probability=options.chance,
        keeps_support=options.keep_support,
    )
    try:
        goal.checked(scenario)
    except GoalError as fault:  # a goal that makes no sense is bad input, not one that is out of reach
        raise ModelError(fault.text_en, fault.text_ko) from None
    try:
        with stopped_by_keyboard() as stop:
            answer = find_packages(case, scenario, goal, progress=say_progress, cancelled=stop.is_set)
    except CancelledError:
        return EXIT_INTERRUPTED
    finally:
        end_progress()
    print(json_text(as_json(answer, scenario)) if options.json else answer_text(answer, scenario, options.lang))
    return EXIT_DONE if answer.reachable else EXIT_UNREACHABLE


def as_json(answer: Answer, origin: Scenario) -> dict[str, object]:
    """Return an answer as plain values."""
    return {
        "reachable": answer.reachable,
        "packages": [
            {
                "aim": package.aim,
                "holds": package.holds,
                "change_share": package.change_share,
                "levers": [
                    {"id": one, "from": origin.plain_values()[one], "to": package.scenario.plain_values()[one]}
                    for one in package.changed
                ],
                "headline": {name: float(value) for name, value in package.outcome.headline.items()},
                "join_probability": dict(
                    zip(package.outcome.firm_ids, package.outcome.join_probability.tolist(), strict=True)
                ),
            }
            for package in answer.packages
        ],
    }


def answer_text(answer: Answer, origin: Scenario, language: str) -> str:
    """Return an answer as tables, a block a package."""
    korean = language == "ko"
    if answer.reachable:
        first = "목표를 충족하는 정책 조합입니다." if korean else "These packages meet the goal."
    else:
        first = (
            "목표에 도달하지 못하였습니다. 가장 가까운 조합입니다."
            if korean
            else "The goal was not reached. This is the nearest that was found."
        )
    return "\n\n".join([first, *(_block(package, answer.goal, origin) for package in answer.packages)])


def _block(package: Package, goal: Goal, origin: Scenario) -> str:
    before, after = origin.plain_values(), package.scenario.plain_values()
    rows = [(one, f"{before[one]} -> {after[one]}") for one in package.changed]
    headline = package.outcome.headline
    rows += [(name, number(headline[name], name.rsplit("_", 1)[1])) for name in ("public_cost_bn",)]
    rows += [("expected_joiners", number(headline["expected_joiners"], "count"))]
    rows += [("listed_joins_probability", number(headline["listed_joins_probability"], "probability"))]
    rows += [("winner_strength", number(headline["winner_strength"], "factor"))]
    for firm in (*goal.firms_in, *goal.firms_out):
        chance = float(package.outcome.join_probability[package.outcome.index(firm)])
        rows.append((firm, number(chance, "probability")))
    return table([(package.aim, ""), *rows])


def _start(options: argparse.Namespace) -> tuple[Case, Scenario]:
    """Return the case and the scenario to start from."""
    if options.file.endswith(".turnout") and options.file not in bundled_cases():
        document = read(options.file)
        row = None if options.scenario is None else document.row_named(options.scenario)
        return document.effective_case, document.working if row is None else document.scenarios[row]
    case = load_case(options.file)
    return case, case.scenario_for(options.scenario or case.meta["opening_call"])

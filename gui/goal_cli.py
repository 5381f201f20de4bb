"""The subcommand that asks what it would take: a goal in, packages of policy out."""

from __future__ import annotations

import argparse

from gui.goal_options import (
    FILE_OR_CASE,
    GOAL_ARGUMENTS,
    asked_goal,
    document_of,
)
from gui.printing import json_text, number, table
from gui.starting import JSON, Argument
from gui.waiting import end_progress, say_progress, stopped_by_keyboard
from model.cards import Document
from model.case import Case, load_case
from model.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_UNREACHABLE
from model.goal import Goal
from model.questions.packages import Answer, find_packages
from model.questions.packaging import Package
from model.questions.slopes import CancelledError
from model.scenario import Scenario

HELP = ("find the least change of policy that meets a goal", "목표를 충족하는 최소한의 정책 변경을 찾습니다")
EXAMPLES = (
    "turnout goal --in kt",
    "turnout goal plan.turnout --in kt --out motif --budget 60 --lock seats",
    "turnout goal --joiners 8 --listed --budget 80 --keep-support --json",
    "turnout goal --in kakao --range second_track=0:2 --weight gpus_per_team=3",
)
ARGUMENTS: tuple[Argument, ...] = (
    FILE_OR_CASE,
    ("--scenario", ("start from this scenario of the file", "파일의 이 시나리오에서 시작합니다"), {"metavar": "NAME"}),
    *GOAL_ARGUMENTS,
    JSON,
)


def goal_command(options: argparse.Namespace) -> int:
    """Search and print the packages; exit code 4 where the goal cannot be reached, with the nearest printed."""
    document = document_of(options)
    case, scenario = _start(options, document)
    goal = asked_goal(options, document, scenario)
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
        "needed_levers": list(answer.needed),
        "draws": answer.draws,
        "packages": [
            {
                "aim": package.aim,
                "also": list(package.also),
                "held_share": package.held_share,
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
    if answer.needed:
        first += (
            f" {answer.needed[0]}을(를) 그대로 두고는 찾지 못하였습니다."
            if korean
            else f" No way was found that leaves {answer.needed[0]} as it is."
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
    if package.held_share is not None:
        rows.append(("held_share", number(package.held_share, "probability")))
    for firm in (*goal.firms_in, *goal.firms_out):
        chance = float(package.outcome.join_probability[package.outcome.index(firm)])
        rows.append((firm, number(chance, "probability")))
    return table([(" = ".join((package.aim, *package.also)), ""), *rows])


def _start(options: argparse.Namespace, document: Document | None) -> tuple[Case, Scenario]:
    """Return the case and the scenario to start from."""
    if document is not None:
        row = None if options.scenario is None else document.row_named(options.scenario)
        return document.effective_case, document.working if row is None else document.scenarios[row]
    case = load_case(options.file)
    return case, case.scenario_for(options.scenario or case.meta["opening_call"])

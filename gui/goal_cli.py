"""The subcommand that asks what it would take: a goal in, packages of policy out."""

from __future__ import annotations

import argparse
from dataclasses import replace

from gui.goal_options import (
    FILE_OR_CASE,
    GOAL_ARGUMENTS,
    asked_goal,
    document_of,
)
from gui.printing import json_text, number, table
from gui.starting import CALL, JSON, Argument, Text, UsageError, check_scenario
from gui.waiting import end_progress, say_progress, stopped_by_keyboard
from model.cards import Document
from model.case import Case, load_case
from model.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_UNREACHABLE
from model.goal import EVALUATION_LEVERS, Goal
from model.questions.packages import Answer, find_packages
from model.questions.packaging import Package
from model.questions.slopes import CancelledError
from model.scenario import Scenario

GUARANTEE = "procurement_guarantee"
HELP = ("find the least change of policy that meets a goal", "목표를 충족하는 최소한의 정책 변경을 찾습니다")
EXAMPLES = (
    "turnout goal --in kt",
    "turnout goal plan.turnout --in kt --out motif --budget 60 --lock seats",
    "turnout goal --joiners 8 --listed --budget 80 --cut-support --json",
    "turnout goal --in kakao --range second_track=0:2 --weight gpus_per_team=3",
)
ARGUMENTS: tuple[Argument, ...] = (
    FILE_OR_CASE,
    CALL,
    ("--scenario", ("start from this scenario of the file", "파일의 이 시나리오에서 시작합니다"), {"metavar": "NAME"}),
    *GOAL_ARGUMENTS,
    (
        "--free",
        (
            "let a lever move that a search leaves alone unless told: the weights of the evaluation",
            "따로 지정하지 않으면 움직이지 않는 정책 수단(평가 가중치)을 움직입니다",
        ),
        {"metavar": "LEVER", "action": "append"},
    ),
    (
        "--cut-support",
        ("let levers that pay for support fall as well", "지원을 줄이는 방법도 찾습니다"),
        {"action": "store_true"},
    ),
    JSON,
)


def goal_command(options: argparse.Namespace) -> int:
    """Search and print the packages; exit code 4 where the goal cannot be reached, with the nearest printed."""
    document = document_of(options)
    case, scenario = _start(options, document)
    goal = _as_first_asked(asked_goal(options, document, scenario), options, scenario)
    try:
        with stopped_by_keyboard() as stop:
            answer = find_packages(case, scenario, goal, progress=say_progress, cancelled=stop.is_set)
    except CancelledError:
        return EXIT_INTERRUPTED
    finally:
        end_progress()
    print(json_text(as_json(answer, scenario)) if options.json else answer_text(answer, scenario, options.lang))
    return EXIT_DONE if answer.reachable else EXIT_UNREACHABLE


def _as_first_asked(goal: Goal, options: argparse.Namespace, scenario: Scenario) -> Goal:
    """Lock what the window locks at first and keep support, unless the goal is a saved one or says otherwise."""
    if options.keep_support and options.cut_support:
        raise UsageError(
            "take --keep-support or --cut-support, not both.", "--keep-support와 --cut-support 중 하나만 쓰십시오."
        )
    free = frozenset(options.free or ())
    for lever_id in free:
        scenario.value(lever_id)  # names the levers that there are
    told = {*free, *(row[0] for row in (*goal.ranges, *goal.weights))}
    first = () if options.goal is not None else (lever.id for lever in scenario.levers if lever.id in EVALUATION_LEVERS)
    locked = (*(one for one in goal.locked if one not in free), *(one for one in first if one not in told))
    keeps = not options.cut_support and (goal.keeps_support or options.goal is None)
    return replace(goal, locked=tuple(dict.fromkeys(locked)), keeps_support=keeps)


def as_json(answer: Answer, origin: Scenario) -> dict[str, object]:
    """Return an answer as plain values."""
    return {
        "reachable": answer.reachable,
        "needed_levers": list(answer.needed),
        "locked_levers": list(answer.goal.locked),
        "keeps_support": answer.goal.keeps_support,
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
                "promised_purchases_bn": _promised_bn(package),
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
    first = _verdict(answer)[korean]
    if answer.needed:
        first += (
            f" {answer.needed[0]}을(를) 그대로 두고는 찾지 못하였습니다."
            if korean
            else f" No way was found that leaves {answer.needed[0]} as it is."
        )
    blocks = [_block(package, answer.goal, origin) for package in answer.packages]
    return "\n\n".join(filter(None, [first, *blocks, _limits_text(answer.goal, korean)]))


def _limits_text(goal: Goal, korean: bool) -> str:
    """Return what the search left alone, so that nobody takes its packages for all there are."""
    lines = []
    if goal.locked:
        locked = ", ".join(goal.locked)
        lines.append(f"고정한 정책 수단: {locked}" if korean else f"Levers that stay as they are: {locked}")
    if goal.keeps_support:
        lines.append(
            "지원은 줄이지 않았습니다(--cut-support로 허용)."
            if korean
            else "No support is cut (--cut-support allows it)."
        )
    return "\n".join(lines)


def _verdict(answer: Answer) -> Text:
    """Return in both languages whether the goal is met, and what to do where it is not."""
    if not answer.reachable:
        return (
            "The goal was not reached. This is the nearest that was found. Free a lever, raise the budget or ask for "
            "less.",
            "목표에 도달하지 못하였습니다. 가장 가까운 조합입니다. 정책 수단의 고정을 풀거나 예산을 늘리거나 목표를 "
            "낮추어 주십시오.",
        )
    if not answer.packages[0].changed:
        return "The policy meets the goal as it stands.", "현재 정책이 이미 목표를 충족합니다."
    return "These packages meet the goal.", "목표를 충족하는 정책 조합입니다."


def _promised_bn(package: Package) -> float:
    """Return what the state promises to buy, which the public cost leaves out."""
    return next((float(package.scenario.value(one.id)) for one in package.scenario.levers if one.id == GUARANTEE), 0.0)


def _block(package: Package, goal: Goal, origin: Scenario) -> str:
    before, after = origin.plain_values(), package.scenario.plain_values()
    rows = [(one, f"{before[one]} -> {after[one]}") for one in package.changed]
    headline = package.outcome.headline
    rows.append(("public_cost_bn", number(headline["public_cost_bn"], "bn")))
    if promised_bn := _promised_bn(package):
        rows.append(("promised_purchases_bn", f"{number(promised_bn, 'bn')} (not in public_cost_bn)"))
    rows += [("expected_joiners", number(headline["expected_joiners"], "count"))]
    rows += [("listed_joins_probability", number(headline["listed_joins_probability"], "probability"))]
    rows += [("winner_strength", number(headline["winner_strength"], "factor"))]
    if package.held_share is not None:
        rows.append(("held_share", number(package.held_share, "probability")))
    for firm in (*goal.firms_in, *goal.firms_out):
        chance = float(package.outcome.join_probability[package.outcome.index(firm)])
        rows.append((firm, number(chance, "probability")))
    aim = " = ".join((package.aim, *package.also)) if package.holds else "nearest"
    return table([(aim, ""), *rows])


def _start(options: argparse.Namespace, document: Document | None) -> tuple[Case, Scenario]:
    """Return the case and the scenario to start from."""
    check_scenario(options, document is not None)
    if document is not None and options.call is not None:
        return document.effective_case, document.effective_case.scenario_for(options.call)
    if document is not None:
        row = None if options.scenario is None else document.row_named(options.scenario)
        return document.effective_case, document.working if row is None else document.scenarios[row]
    case = load_case(options.file)
    return case, case.scenario_for(options.call or case.meta["opening_call"])

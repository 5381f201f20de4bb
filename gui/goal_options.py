"""What every subcommand about a goal takes: the file, and the goal's own options."""

from __future__ import annotations

import argparse
from dataclasses import replace

from gui.starting import OPENING_CASE, Argument, UsageError
from model.aims import goal_named
from model.cards import Document
from model.case import bundled_cases, load_case
from model.document import read
from model.errors import GoalError, ModelError
from model.goal import Goal
from model.scenario import Scenario

FILE_OR_CASE: Argument = (
    "file",
    ("a .turnout file, a folder of tables or a bundled case", ".turnout 파일, 표가 든 폴더 또는 내장 사례"),
    {"metavar": "FILE|CASE", "nargs": "?", "default": OPENING_CASE},
)
GOAL_ARGUMENTS: tuple[Argument, ...] = (
    (
        "--goal",
        ("start from this goal of the file", "파일에 저장된 이 목표에서 시작합니다"),
        {"metavar": "NAME"},
    ),
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
        {"metavar": "P", "type": float},
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
    (
        "--range",
        ("let a lever move within these values only", "정책 수단이 움직일 수 있는 범위"),
        {"metavar": "LEVER=LOW:HIGH", "action": "append"},
    ),
    (
        "--weight",
        ("count changes of a lever this much (default 1)", "정책 수단 변경의 가중치(기본값 1)"),
        {"metavar": "LEVER=W", "action": "append"},
    ),
)


def document_of(options: argparse.Namespace) -> Document | None:
    """Return the file that was named, or None where it is a case."""
    if options.file.endswith(".turnout") and options.file not in bundled_cases():
        return read(options.file)
    return None


def fresh_document(options: argparse.Namespace) -> Document:
    """Return the file that was named, or a case as a document."""
    return document_of(options) or Document.new(load_case(options.file), options.lang)


def asked_goal(options: argparse.Namespace, document: Document | None, scenario: Scenario) -> Goal:
    """Return the goal that the options describe, added to the saved one they name.

    Raises UsageError for an option that cannot be read, and bad input for a goal that makes no sense.
    """
    goal = Goal()
    if options.goal is not None:
        if document is None:
            raise UsageError(
                "--goal names a goal of a file; give the file.",
                "--goal은 파일에 저장된 목표의 이름입니다. 파일을 지정하십시오.",
            )
        goal = goal_named(document, options.goal)
    goal = replace(
        goal,
        firms_in=(*goal.firms_in, *(options.joins or ())),
        firms_out=(*goal.firms_out, *(options.stays_out or ())),
        locked=(*goal.locked, *(options.lock or ())),
        ranges=(*goal.ranges, *(_range(text) for text in options.range or ())),
        weights=(*goal.weights, *(_weight(text) for text in options.weight or ())),
        listed=goal.listed or options.listed,
        keeps_support=goal.keeps_support or options.keep_support,
        joiners=goal.joiners if options.joiners is None else options.joiners,
        strength=goal.strength if options.strength is None else options.strength,
        budget_bn=goal.budget_bn if options.budget is None else options.budget,
        chance_probability=goal.chance_probability if options.chance is None else options.chance,
    )
    try:
        return goal.checked(scenario)
    except GoalError as fault:  # a goal that makes no sense is bad input, not one that is out of reach
        raise ModelError(fault.text_en, fault.text_ko) from None


def _range(text: str) -> tuple[str, float, float]:
    lever, _, ends = text.partition("=")
    low, _, high = ends.partition(":")
    try:
        return lever, float(low), float(high)
    except ValueError:
        raise UsageError(
            f"--range {text}: write LEVER=LOW:HIGH.", f"--range {text}: LEVER=LOW:HIGH 형식으로 쓰십시오."
        ) from None


def _weight(text: str) -> tuple[str, float]:
    lever, _, weight = text.partition("=")
    try:
        return lever, float(weight)
    except ValueError:
        raise UsageError(f"--weight {text}: write LEVER=W.", f"--weight {text}: LEVER=W 형식으로 쓰십시오.") from None

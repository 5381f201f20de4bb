"""The subcommand that follows levers: every headline, or a firm's chance to join, along one lever or over two."""

from __future__ import annotations

import argparse
import csv
import sys
from itertools import product

import numpy as np

from gui.printing import json_text, number, table
from gui.starting import JSON, STARTING, UsageError, chosen
from model.case import Case
from model.errors import EXIT_DONE
from model.levers import Lever
from model.outcome import HEADLINES, Floats
from model.questions.sweep import MOST_AXES, Axis, Sweep, axis_of, sweep
from model.questions.swings import FIRM

VALUES = 11  # along a lever, unless asked otherwise
MOST_VALUES = 1001

HELP = ("follow the results along one lever or over two", "정책 수단 한두 개를 따라 결과의 변화를 계산합니다")
EXAMPLES = (
    "turnout sweep --lever losers_named",
    "turnout sweep plan.turnout --lever gpus_per_team=0:2048:9 --lever losers_named --of public_cost_bn --csv",
    "turnout sweep --lever procurement_guarantee --of expected_joiners --of kt --json",
)
ARGUMENTS = (
    *STARTING,
    (
        "--lever",
        (
            "the lever to follow, with from where to where in how many values; up to twice",
            "살펴볼 정책 수단과 시작:끝:값의 수(최대 2회 지정)",
        ),
        {"metavar": "LEVER[=LOW:HIGH:N]", "action": "append", "required": True},
    ),
    (
        "--of",
        ("a headline, or a firm for its chance to join (default: every headline)", "지표 또는 기업(기본값: 모든 지표)"),
        {"metavar": "HEADLINE|FIRM", "action": "append"},
    ),
    JSON,
    ("--csv", ("print CSV", "CSV로 출력합니다"), {"action": "store_true"}),
)


def sweep_command(options: argparse.Namespace) -> int:
    """Print the figures asked for at every value, or pair of values."""
    if options.json and options.csv:
        raise UsageError("take --json or --csv, not both.", "--json과 --csv 중 하나만 쓰십시오.")
    if len(options.lever) > MOST_AXES:
        raise UsageError(
            f"--lever can be given up to {MOST_AXES} times.", f"--lever는 {MOST_AXES}번까지 지정할 수 있습니다."
        )
    case, scenario, _ = chosen(options)
    axes = [_axis(case, text) for text in options.lever]
    names = [name.removeprefix(FIRM) for name in options.of or HEADLINES]  # firm:ID as sensitivity takes it
    nothing = Sweep(scenario, (), np.empty(len(scenario.firm_ids)), dict.fromkeys(HEADLINES, np.empty(0)))
    for name in names:
        nothing.figure(name)  # before anything is solved: names the figures that there are
    found = sweep(case, scenario, axes)
    if options.json:
        print(json_text(_as_json(found, names)))
    elif options.csv:
        _print_csv(found, names)
    else:
        print(table(_rows(found, names), words=0))
    return EXIT_DONE


def _axis(case: Case, text: str) -> Axis:
    """Return the axis that ``LEVER`` or ``LEVER=LOW:HIGH[:N]`` asks for; its values are legal ones."""
    name, mark, span = text.partition("=")
    lever = case.lever(name)
    if not mark:
        return _legal(lever, axis_of(lever, VALUES).values)
    low, _, rest = span.partition(":")
    high, colon, count = rest.partition(":")
    if not (low and high) or (colon and not count.isdecimal()) or not 1 <= int(count or VALUES) <= MOST_VALUES:
        raise UsageError(
            f"--lever {text}: write LEVER=LOW:HIGH:N with N from 1 to {MOST_VALUES}.",
            f"--lever {text}: LEVER=LOW:HIGH:N 형식으로 쓰십시오(N은 1~{MOST_VALUES}).",
        )
    return _legal(lever, np.linspace(lever.checked(low), lever.checked(high), int(count or VALUES)))


def _legal(lever: Lever, values: Floats) -> Axis:
    whole = values if lever.kind == "number" else np.round(values)
    return Axis(lever, np.unique([lever.checked(float(value)) for value in whole]))


def _rows(found: Sweep, names: list[str]) -> list[tuple[str, ...]]:
    """Return a heading and one row a policy, the first lever moving slowest."""
    rows = [(*found.levers, *map(_heading, names))]
    figures = [(found.figure(name).ravel(), HEADLINES.get(name, "probability")) for name in names]
    for row, values in enumerate(product(*(axis.values.tolist() for axis in found.axes))):
        places = (str(axis.lever.plain(value)) for axis, value in zip(found.axes, values, strict=True))
        rows.append((*places, *(number(float(figure[row]), unit) for figure, unit in figures)))
    return rows


def _print_csv(found: Sweep, names: list[str]) -> None:
    """Write the same with every digit; what is not defined stays empty."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow((*found.levers, *map(_heading, names)))
    figures = [found.figure(name).ravel() for name in names]
    for row, values in enumerate(product(*(axis.values.tolist() for axis in found.axes))):
        places = [axis.lever.plain(value) for axis, value in zip(found.axes, values, strict=True)]
        numbers = [float(figure[row]) for figure in figures]
        writer.writerow((*places, *("" if np.isnan(one) else repr(one) for one in numbers)))


def _as_json(found: Sweep, names: list[str]) -> dict[str, object]:
    levers = [
        {"id": axis.lever.id, "values": [axis.lever.plain(value) for value in axis.values.tolist()]}
        for axis in found.axes
    ]
    figures = {_heading(name): found.figure(name).tolist() for name in names}
    return {"scenario": found.scenario.name, "levers": levers, "figures": figures}


def _heading(name: str) -> str:
    return name if name in HEADLINES else f"{name}_join_probability"

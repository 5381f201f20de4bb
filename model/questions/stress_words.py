"""What a stress test found, in sentences: how often the goal holds, where it breaks, which scenario regrets least.

Names and numbers are written by the namer that is passed in, so that the name shield and the language are its affair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from model.questions.prim import LOW
from model.questions.sentence import within

if TYPE_CHECKING:
    from model.questions.regret import Regret
    from model.questions.stress import Breaking, Tested, Turning
    from model.questions.worlds import Cell

MOST_CONDITIONS = 4  # named in a sentence; the others stand in the table


class Namer(Protocol):
    """How inputs, numbers and scenarios are written in one language, ``"en"`` or ``"ko"``."""

    language: str

    def name(self, cell: Cell) -> str:
        """Write what an input is called, with its firm."""

    def value(self, cell: Cell, value: float) -> str:
        """Write a value of an input with its unit."""

    def percent(self, share: float) -> str:
        """Write a share."""

    def amount(self, measure: str, value: float) -> str:
        """Write an amount of a headline, or of the distance to the goal."""

    def measure(self, measure: str) -> str:
        """Write what a headline, or the distance to the goal, is called."""


def owned(label: str, firm: str, language: str) -> str:
    """Return what an input is called within a sentence, as its firm's where it is a firm's."""
    if language == "ko":
        return f"{firm} {label}" if firm else label
    return f"{firm}'s {within(label)}" if firm else within(label)


def share_sentence(tested: Tested, write: Namer) -> str:
    """Return how often the goal holds, with its interval and the number of worlds."""
    share, low, high = (write.percent(one) for one in (tested.share, tested.low, tested.high))
    count = len(tested.holds) - tested.unsolved
    if write.language == "ko":
        return f"가능한 상황 {count:,}가지 중 {share}에서 목표가 충족됩니다(95% 구간 {low}~{high})."
    return f"The goal holds in {share} of {count:,} plausible worlds (95% interval {low} to {high})."


def breaking_sentence(tested: Tested, write: Namer) -> str:
    """Return where the goal fails, or where it holds if it fails mostly; or why there is nothing to say."""
    korean = write.language == "ko"
    if tested.breaking is None:
        if tested.share in {0.0, 1.0}:
            if tested.share:
                return "점검한 모든 상황에서 충족됩니다." if korean else "It holds in every world that was tested."
            return "점검한 어떤 상황에서도 충족되지 않습니다." if korean else "It fails in every world that was tested."
        if korean:
            return "어떤 조건에서 무너지는지 가려낼 수 없습니다. 해당하는 상황이 너무 적거나 뚜렷한 입력이 없습니다."
        return "Where it breaks cannot be told: too few worlds do, or no input tells them apart."
    breaking, step = tested.breaking, tested.breaking.box.step
    density, coverage = write.percent(step.density), write.percent(step.coverage)
    where = ", ".join(conditions(breaking, write)) if korean else _and(conditions(breaking, write))
    if korean:
        verb, such = ("충족되지 않습니다", "충족되지 않는") if breaking.failing else ("충족됩니다", "충족되는")
        return f"{where}인 상황의 {density}에서 목표가 {verb}. {such} 상황 전체의 {coverage}가 여기에 해당합니다."
    verb = "fails" if breaking.failing else "holds"
    return (
        f"The goal {verb} in {density} of the worlds in which {where}; {coverage} of all the worlds in which it {verb} "
        "are among them."
    )


def conditions(breaking: Breaking, write: Namer) -> list[str]:
    """Return the restrictions of a box, one an input, the most telling first."""
    by_column: dict[int, dict[int, float]] = {}
    for side in breaking.box.sides:
        by_column.setdefault(side.column, {})[side.end] = side.limit
    told = []
    for column, ends in list(by_column.items())[:MOST_CONDITIONS]:
        cell = breaking.cells[column]
        limits = {end: write.value(cell, limit) for end, limit in ends.items()}
        told.append(_condition(write.name(cell), limits, write.language == "ko"))
    return told


def _condition(name: str, limits: dict[int, str], korean: bool) -> str:
    if len(limits) > 1:
        low, high = limits[LOW], limits[1 - LOW]
        return f"{name} {low} 이상 {high} 이하" if korean else f"{name} is between {low} and {high}"
    ((end, limit),) = limits.items()
    if korean:
        return f"{name} {limit} {'이상' if end == LOW else '이하'}"
    return f"{name} is {'at least' if end == LOW else 'at most'} {limit}"


def turning_sentence(turning: Turning, write: Namer) -> str:
    """Return the world nearest to things as they stand in which the goal turns: its number, and what differs."""
    korean = write.language == "ko"
    parts = []
    for one in turning.departures:
        there, here = write.value(one.cell, one.value), write.value(one.cell, one.stands_at)
        now = f"현재 {here}" if korean else f"now {here}"
        parts.append(f"{write.name(one.cell)} {there} ({now})")
    number = f"{turning.world + 1:,}"
    if korean:
        what = "목표가 충족되지 않는" if turning.fails else "목표가 충족되는"
        return f"현재 값에서 가장 가까운, {what} 상황({number}번): {', '.join(parts)}."
    verb = "fails" if turning.fails else "holds"
    return f"The nearest world in which it {verb} (no. {number}): {', '.join(parts)}."


def regret_sentence(measure: str, scenario: str, regret: Regret, write: Namer) -> str:
    """Return which scenario's greatest regret is least by a measure, and how great it is."""
    name, most = write.measure(measure), write.amount(measure, regret.most)
    best = not any(digit in most for digit in "123456789")  # what would be shown as nothing is nothing
    if write.language == "ko":
        if best:
            return f"{name} 기준으로 가장 좋은 시나리오: ‘{scenario}’(모든 상황에서 최선)"
        return f"{name} 기준으로 최대 후회가 가장 작은 시나리오: ‘{scenario}’(최악의 상황에서 최선과 {most} 차이)"
    head = f"By {within(name)}, “{scenario}”"
    if best:
        return f"{head} is the best in every world."
    return f"{head} has the least regret: at worst it is {most} behind the best scenario."


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"

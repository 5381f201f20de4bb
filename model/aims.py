"""The goals that a document keeps, and how far levers swing: changed as steps, written to a file and read from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.cards import Document
from model.case import Case
from model.errors import GoalError, ModelError
from model.filelayout import GoalLayout, ReachLayout
from model.filetext import Plain, at, step
from model.filevalues import placed
from model.fitting import clean
from model.goal import Goal, NamedGoal


def with_goal(document: Document, name: str, goal: Goal) -> Document:
    """Keep a goal under a name, in place of one that has it already.

    Raises ModelError for an empty name, GoalError for levers or numbers that no goal can have.
    """
    name = clean(" ".join(name.split()))
    if not name:
        raise ModelError("A goal needs a name. Type one.", "목표의 이름을 입력해 주십시오.")
    goal.check_levers(document.effective_case.levers)
    goal.check_numbers()
    kept = NamedGoal(name, goal)
    rows = [one.name for one in document.goals]
    if name in rows:
        place = rows.index(name)
        return replace(document, goals=(*document.goals[:place], kept, *document.goals[place + 1 :]))
    return replace(document, goals=(*document.goals, kept))


def without_goal(document: Document, name: str) -> Document:
    """Remove a goal; one that is not kept changes nothing."""
    return replace(document, goals=tuple(one for one in document.goals if one.name != name))


def with_reach(document: Document, reach: Goal) -> Document:
    """Let levers swing within other limits in *What matters*: locks and ranges of a goal; GoalError for wrong ones."""
    reach = Goal(locked=reach.locked, ranges=reach.ranges)
    reach.check_levers(document.effective_case.levers)
    return replace(document, reach=reach)


def goal_named(document: Document, name: str) -> Goal:
    """Return the goal kept under a name; ModelError names those that there are."""
    for one in document.goals:
        if one.name == name:
            return one.goal
    known = ", ".join(one.name for one in document.goals) or "–"
    raise ModelError(
        f"There is no goal {name!r} in the file. Goals: {known}.",
        f"파일에 목표 {name!r}이(가) 없습니다. 있는 목표: {known}",
    )


def goals_plain(goals: Sequence[NamedGoal]) -> dict[str, Plain]:
    """Return the member ``goals`` of a file, or nothing where none is kept."""
    return {"goals": [_plain(one) for one in goals]} if goals else {}


def reach_plain(reach: Goal) -> dict[str, Plain]:
    """Return the member ``reach`` of a file, or nothing where every lever swings over its own range."""
    if not (reach.locked or reach.ranges):
        return {}
    return {"reach": {"locked": list(reach.locked), "ranges": {one: [low, high] for one, low, high in reach.ranges}}}


def reach_of(case: Case, layout: ReachLayout) -> Goal:
    """Return how far the levers of a file swing; FileError names an unknown lever or a wrong range."""
    return _checked(case, Goal(locked=tuple(layout.locked), ranges=_ranges(layout.ranges)), "reach")


def goals_of(case: Case, layouts: Sequence[GoalLayout]) -> tuple[NamedGoal, ...]:
    """Return the goals of a file; FileError names the place of an unknown firm or lever or of a wrong number."""
    names = [layout.name for layout in layouts]
    for row, name in enumerate(names):
        if name in names[:row]:
            raise at(
                step(step("goals", row), "name"),
                f"{name!r} stands twice; give each goal a name of its own",
                f"{name!r}이(가) 두 번 있습니다. 목표마다 다른 이름을 쓰십시오",
            )
    return tuple(_goal(case, layout, step("goals", row)) for row, layout in enumerate(layouts))


def _goal(case: Case, layout: GoalLayout, place: str) -> NamedGoal:
    known = {firm.id for firm in case.firms}
    for member in ("firms_in", "firms_out"):
        for row, firm in enumerate(getattr(layout, member)):
            if firm not in known:
                raise at(
                    step(step(place, member), row),
                    f"there is no firm {firm!r}; write a firm of the case",
                    f"기업 {firm!r}이(가) 없습니다. 사례에 있는 기업을 쓰십시오",
                )
    goal = Goal(
        firms_in=tuple(layout.firms_in),
        firms_out=tuple(layout.firms_out),
        joiners=layout.joiners,
        listed=layout.listed,
        strength=layout.strength,
        budget_bn=layout.budget_bn,
        locked=tuple(layout.locked),
        chance_probability=layout.chance_probability,
        keeps_support=layout.keeps_support,
        ranges=_ranges(layout.ranges),
        weights=tuple(layout.weights.items()),
    )
    return NamedGoal(layout.name, _checked(case, goal, place))


def _ranges(ends: Mapping[str, tuple[float, float]]) -> tuple[tuple[str, float, float], ...]:
    return tuple((lever, low, high) for lever, (low, high) in ends.items())


def _checked(case: Case, goal: Goal, place: str) -> Goal:
    try:
        goal.check_levers(case.levers)
        goal.check_numbers()
    except GoalError as fault:
        raise placed(place, fault) from None
    return goal


def _plain(kept: NamedGoal) -> Plain:
    goal = kept.goal
    return {
        "name": kept.name,
        "firms_in": list(goal.firms_in),
        "firms_out": list(goal.firms_out),
        "chance_probability": goal.chance_probability,
        "joiners": goal.joiners,
        "listed": goal.listed,
        "strength": goal.strength,
        "budget_bn": goal.budget_bn,
        "locked": list(goal.locked),
        "keeps_support": goal.keeps_support,
        "ranges": {lever: [low, high] for lever, low, high in goal.ranges},
        "weights": dict(goal.weights),
    }

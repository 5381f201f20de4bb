"""Goals in a file: kept, read back the same, refused with their place; and fitted to a case that has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from model.aims import goal_named, with_goal, with_reach, without_goal
from model.cards import Document
from model.case import load_case, with_tables
from model.document import dumps, loads
from model.errors import FileError, GoalError, ModelError
from model.goal import Goal, NamedGoal
from model.questions.sensitivity import lever_swings, limits_of

CASE = load_case("sovereign-ai-2026")
FULL = Goal(
    firms_in=("kt",),
    firms_out=("motif",),
    joiners=6.5,
    listed=True,
    strength=0.4,
    budget_bn=60.0,
    locked=("seats",),
    chance_probability=0.6,
    keeps_support=True,
    ranges=(("gpus_per_team", 512.0, 1024.0), ("losers_named", 0.2, 1.0)),
    weights=(("second_track", 3.0),),
)
Change = Callable[[dict[str, Any]], None]


def document() -> Document:
    """Return the opening case with two goals kept."""
    return with_goal(with_goal(Document.new(CASE), "KT joins", FULL), "Six", Goal(joiners=6.0))


def test_goals_come_back_as_they_were_written() -> None:
    text = dumps(document())
    assert loads(text).goals == document().goals == (NamedGoal("KT joins", FULL), NamedGoal("Six", Goal(joiners=6.0)))
    assert dumps(loads(text)) == text
    assert loads(text) == document()


def test_a_file_without_goals_says_nothing_of_them() -> None:
    text = dumps(Document.new(CASE))
    assert '"goals"' not in text
    assert loads(text).goals == ()


def test_a_goal_is_replaced_named_and_removed() -> None:
    other = Goal(joiners=4.0)
    changed = with_goal(document(), "  KT   joins ", other)
    assert [one.name for one in changed.goals] == ["KT joins", "Six"]
    assert goal_named(changed, "KT joins") == other
    assert [one.name for one in without_goal(changed, "KT joins").goals] == ["Six"]
    with pytest.raises(ModelError, match="KT joins, Six"):
        goal_named(changed, "Nine")
    with pytest.raises(ModelError, match="name"):
        with_goal(changed, " ", other)
    with pytest.raises(GoalError, match="no lever 'bribes'"):
        with_goal(changed, "New", Goal(joiners=3.0, locked=("bribes",)))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda goal: goal.update(firms_in=["kt", "nobody"]), r"goals\[0\]\.firms_in\[1\].*nobody"),
        (lambda goal: goal.update(locked=["bribes"]), r"goals\[0\].*bribes"),
        (lambda goal: goal.update(ranges={"gpus_per_team": [512, 999999]}), r"goals\[0\].*gpus_per_team.*within"),
        (lambda goal: goal.update(ranges={"gpus_per_team": [900, 600]}), r"goals\[0\].*within"),
        (lambda goal: goal.update(ranges={"gpus_per_team": [900]}), r"goals\[0\].*ranges"),
        (lambda goal: goal.update(ranges={"reserved_seat": [0, 1]}), r"goals\[0\].*lock"),
        (lambda goal: goal.update(weights={"seats": 0}), r"goals\[0\].*weight"),
        (lambda goal: goal.update(chance_probability=1.5), r"goals\[0\].*between 0 and 1"),
        (lambda goal: goal.update(budget_bn=-3), r"goals\[0\].*negative"),
        (lambda goal: goal.update(joiners="six"), r"goals\[0\]\.joiners"),
        (lambda goal: goal.update(name="Six"), r"goals\[1\]\.name.*twice"),
        (lambda goal: goal.update(name=""), r"goals\[0\]\.name"),
        (lambda goal: goal.update(wish=True), r"wish"),
    ],
)
def test_a_bad_goal_is_refused_with_its_place(change: Change, place: str) -> None:
    values = json.loads(dumps(document()))
    change(values["goals"][0])
    with pytest.raises(FileError, match=place) as caught:
        loads(json.dumps(values))
    assert caught.value.text_ko


def test_goals_follow_a_case_that_loses_a_firm() -> None:
    tables = {name: rows for name, rows in CASE.tables.items()}
    gone = "motif"
    for name in ("firms", "eligibility", "decisions", "events"):
        tables[name] = tuple(row for row in tables[name] if gone not in {row.get("id"), row.get("firm")})
    tables["inputs"] = tuple(row for row in tables["inputs"] if gone not in row["row"].split("/"))
    after = document().with_case(with_tables(CASE, tables))
    assert after.goals[0].goal.firms_out == ()
    assert after.goals[0].goal.firms_in == ("kt",)
    assert loads(dumps(after)).goals == after.goals


def test_the_reach_of_levers_comes_back_and_only_where_it_is_set() -> None:
    assert '"reach"' not in dumps(document())
    reach = Goal(locked=("seats",), ranges=(("gpus_per_team", 512.0, 1024.0),))
    kept = with_reach(document(), replace(reach, joiners=3.0, weights=(("seats", 2.0),)))
    assert kept.reach == reach, "nothing but locks and ranges"
    assert loads(dumps(kept)) == kept
    with pytest.raises(GoalError, match="within"):
        with_reach(document(), Goal(ranges=(("gpus_per_team", -1.0, 5.0),)))
    values = json.loads(dumps(kept))
    values["reach"]["locked"] = ["bribes"]
    with pytest.raises(FileError, match=r"reach.*bribes"):
        loads(json.dumps(values))


def test_limits_of_a_reach_hold_a_locked_lever_where_it_stands() -> None:
    scenario = CASE.status_quo.with_lever("gpus_per_team", 900)
    reach = Goal(locked=("gpus_per_team",), ranges=(("losers_named", 0.2, 0.6), ("gpus_per_team", 0.0, 100.0)))
    assert limits_of(reach, scenario) == {"losers_named": (0.2, 0.6), "gpus_per_team": (900.0, 900.0)}
    swings = lever_swings(CASE, scenario, limits_of(reach, scenario))
    bars = {bar.factor.id: bar for bar in swings.tornado("expected_joiners").bars}
    assert bars["gpus_per_team"].swing == 0.0
    assert bars["losers_named"].factor.values == (0.2, 0.6)
    assert swings.is_of(scenario, limits_of(reach, scenario))
    assert not swings.is_of(scenario)

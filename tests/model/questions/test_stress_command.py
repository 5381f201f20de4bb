"""`turnout stress`: what is printed is what the model finds, and faults end with the right code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gui.cli import run
from model.aims import with_goal
from model.cards import Document
from model.case import load_case
from model.document import write
from model.errors import EXIT_DONE, EXIT_INPUT, EXIT_UNREACHABLE, EXIT_USAGE
from model.goal import Goal
from model.questions.stress import Plan, stress_test

CASE = load_case("sovereign-ai-2026")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file with a second policy, an edited working copy and a goal."""
    document = Document.new(CASE).with_lever("losers_named", 0.0).kept_as_new("Quiet")
    document = with_goal(document.with_lever("fresh_start", 1.0), "KT joins", Goal(firms_in=("kt",)))
    write(tmp_path / "plan.turnout", document)
    return str(tmp_path / "plan.turnout")


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(("stress", *arguments, "--json")) == EXIT_DONE
    return json.loads(capsys.readouterr().out)


def test_shares_are_those_of_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    printed = as_json(capsys, "--in", "kt", "--worlds", "200", "--seed", "4")
    found = stress_test(CASE, (CASE.status_quo,), Goal(firms_in=("kt",)), Plan(200, 4)).tested[0]
    (row,) = printed["scenarios"]
    assert row["holds_share"] == found.share
    assert (row["low95_share"], row["high95_share"]) == (found.low, found.high)
    assert row["headline"]["public_cost_bn"]["low90"] == found.bands["public_cost_bn"][1]
    assert (printed["worlds"], printed["seed"], printed["parameters_from"]) == (200, 4, "posterior")


def test_every_scenario_of_the_call_and_the_working_copy_are_tested(
    capsys: pytest.CaptureFixture[str], file: str
) -> None:
    printed = as_json(capsys, file, "--goal", "KT joins", "--worlds", "100")
    names = [row["scenario"] for row in printed["scenarios"]]
    assert names[2] == "Quiet"
    assert names[3].startswith("Quiet — ")
    assert {line["scenario"] for line in printed["regret"]["expected_joiners"]["scenarios"]} == set(names)
    worst = {line["scenario"]: line["max"] for line in printed["regret"]["expected_joiners"]["scenarios"]}
    assert printed["regret"]["expected_joiners"]["minimax"] == min(worst, key=lambda name: worst[name])
    only = as_json(capsys, file, "--in", "kt", "--worlds", "100", "--scenarios", "Quiet")
    assert [row["scenario"] for row in only["scenarios"]] == ["Quiet"]
    assert only["scenarios"][0] == printed["scenarios"][2]


def test_text_says_where_it_breaks_in_both_languages(capsys: pytest.CaptureFixture[str], file: str) -> None:
    assert run(("stress", file, "--goal", "KT joins", "--worlds", "200", "--lang", "en")) == EXIT_DONE
    text = capsys.readouterr().out
    assert "of 200 plausible worlds" in text
    assert "of the worlds in which KT's " in text
    assert "By expected_joiners, " in text
    assert run(("stress", file, "--goal", "KT joins", "--worlds", "200", "--lang", "ko")) == EXIT_DONE
    assert "가능한 상황 200가지 중" in capsys.readouterr().out


def test_codes_tell_what_went_wrong(capsys: pytest.CaptureFixture[str], file: str) -> None:
    assert run(("stress", "--strength", "60", "--worlds", "40")) == EXIT_UNREACHABLE
    assert run(("stress", "--in", "nobody")) == EXIT_INPUT
    assert run(("stress",)) == EXIT_INPUT
    assert run(("stress", "--in", "kt", "--worlds", "1")) == EXIT_INPUT
    assert run(("stress", file, "--goal", "None such")) == EXIT_INPUT
    assert run(("stress", file, "--in", "kt", "--scenarios", "None such")) == EXIT_INPUT
    assert run(("stress", "--goal", "KT joins")) == EXIT_USAGE
    capsys.readouterr()


def test_goal_takes_ranges_weights_and_saved_goals(capsys: pytest.CaptureFixture[str], file: str) -> None:
    narrow = ("--range", "fresh_start=0:1", "--range", "second_track=0:1", "--weight", "gpus_per_team=4")
    assert run(("goal", file, "--goal", "KT joins", "--scenario", "Status quo", *narrow, "--json")) == EXIT_DONE
    for package in json.loads(capsys.readouterr().out)["packages"]:
        moved = {lever["id"]: lever["to"] for lever in package["levers"]}
        assert moved.get("second_track", 0.0) <= 1.0
    assert run(("goal", "--in", "kt", "--range", "second_track=0:999")) == EXIT_INPUT
    assert run(("goal", "--in", "kt", "--range", "second_track=much")) == EXIT_USAGE
    assert run(("goal", "--in", "kt", "--weight", "second_track")) == EXIT_USAGE
    capsys.readouterr()

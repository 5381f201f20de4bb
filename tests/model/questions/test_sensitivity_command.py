"""`turnout sensitivity`: the numbers printed are the model's, and faults end with the right code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.cli import run
from model import load_case
from model.aims import with_reach
from model.document import Document, write
from model.errors import EXIT_DONE, EXIT_INPUT, EXIT_USAGE
from model.goal import Goal
from model.questions.sensitivity import tornado
from tests.model.test_cli import process

CASE = load_case("sovereign-ai-2026")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = run(("sensitivity", *arguments))
    streams = capsys.readouterr()
    assert code == EXIT_DONE, streams.err
    return streams.out


@pytest.mark.parametrize("over", ["levers", "assumptions"])
def test_it_prints_the_models_tornado(capsys: pytest.CaptureFixture[str], over: str) -> None:
    arguments = ("--set", "losers_named=0.2", "--of", "firm:kt", "--over", over)
    wanted = tornado(
        CASE,
        CASE.status_quo.with_lever("losers_named", 0.2),
        "firm:kt",
        "levers" if over == "levers" else "assumptions",
    )
    told = json.loads(printed(capsys, *arguments, "--json"))
    assert told["now"] == wanted.now
    assert [(row["id"], row["rank"], row["swing"]) for row in told["bars"]] == [
        (bar.factor.id, bar.rank, bar.swing) for bar in wanted.bars
    ]
    assert {"name_en", "name_ko", "grade", "unit", "low", "high", "at_low", "at_high"} < set(told["bars"][0])
    lines = printed(capsys, *arguments, "--top", "4").splitlines()
    assert len(lines) == 3 + 4
    assert lines[3].split()[1] == wanted.bars[0].factor.id


def test_switches_and_options_are_named_as_they_are_set(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, "--json"))
    bars = {row["id"]: row for row in told["bars"]}
    assert (bars["sealed_applications"]["low"], bars["sealed_applications"]["high"]) == (False, True)
    assert bars["reserved_seat"]["low"] in {"none", "large", "startup"}


def test_sobol_prints_shares_with_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--of", "firm:kt", "--over", "assumptions", "--sobol", "--samples", "16")
    told = json.loads(printed(capsys, *arguments, "--json"))
    assert told["samples"] == 16
    assert told["solves"] == 16 * (len(told["indices"]) + 2)
    assert told["varied"] == len(told["indices"]) - 1 + told["varied_together"]
    assert "others" in [row["id"] for row in told["indices"]]
    row = told["indices"][0]
    assert row["total_low"] <= row["total"] <= row["total_high"]
    assert len(printed(capsys, *arguments, "--top", "3").splitlines()) == 4


def test_locks_hold_those_of_the_file_as_well(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "plan.turnout"
    write(path, with_reach(Document.new(CASE), Goal(locked=("seats",), ranges=(("data_budget", 1.0, 9.0),))))
    told = json.loads(printed(capsys, str(path), "--lock", "fresh_start", "--limit", "data_budget=2:3", "--json"))
    bars = {row["id"]: row for row in told["bars"]}
    assert bars["seats"]["swing"] == bars["fresh_start"]["swing"] == 0.0
    assert (bars["data_budget"]["low"], bars["data_budget"]["high"]) == (2.0, 3.0)


def test_it_refuses_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(("sensitivity", "--of", "joy")) == EXIT_INPUT
    assert run(("sensitivity", "--of", "firm:nobody")) == EXIT_INPUT
    assert run(("sensitivity", "--sobol", "--samples", "100")) == EXIT_INPUT
    assert run(("sensitivity", "--limit", "seats=1:99")) == EXIT_INPUT
    assert run(("sensitivity", "--limit", "seats")) == EXIT_USAGE
    assert run(("sensitivity", "--over", "assumptions", "--limit", "seats=1:2")) == EXIT_USAGE
    assert run(("sensitivity", "--over", "assumptions", "--lock", "seats")) == EXIT_USAGE
    assert run(("sensitivity", "--lock", "bribes")) == EXIT_INPUT
    assert "power of two" in capsys.readouterr().err


def test_it_runs_where_qt_cannot_be_imported() -> None:
    done = process("sensitivity", "--of", "firm:kt", "--top", "2", "--lang", "ko")
    assert (done.returncode, done.stderr) == (0, "")
    assert "fresh_start" in done.stdout

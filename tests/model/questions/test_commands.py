"""`turnout flips` and `turnout explain`: the numbers printed are the model's, and faults end with the right code."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from gui.cli import run
from model import load_case, solve
from model.errors import EXIT_DONE, EXIT_INPUT, EXIT_USAGE
from model.questions.explain import attribution
from model.questions.flips import flips

CASE = load_case("sovereign-ai-2026")
QUIET = {"losers_named": 0.2, "fresh_start": 0.6}
SETTINGS = ("--set", "losers_named=0.2", "fresh_start=0.6")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = run(arguments)
    streams = capsys.readouterr()
    assert code == EXIT_DONE, streams.err
    return streams.out


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(printed(capsys, *arguments, "--json"))


def test_flips_prints_the_models_flips(capsys: pytest.CaptureFixture[str]) -> None:
    scenario = CASE.status_quo.with_levers(QUIET)
    found = flips(CASE, scenario, solve(CASE, scenario), ["fresh_start", "reserved_seat"])
    table = as_json(capsys, "flips", *SETTINGS, "--lever", "fresh_start", "--lever", "reserved_seat")["flips"]
    fresh = [(row["firm"], row["value"], row["joins_above"]) for row in table if row["lever"] == "fresh_start"]
    assert fresh == [(mark.firm_id, mark.value, mark.joins_above) for mark in found["fresh_start"]]
    options = {row["value"] for row in table if row["lever"] == "reserved_seat"}
    assert options <= {"none", "large", "startup"}
    assert len(table) == sum(map(len, found.values()))
    text = printed(capsys, "flips", *SETTINGS, "--lever", "fresh_start")
    assert len(text.splitlines()) == 1 + len(fresh)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_explain_prints_shares_that_add_up_and_a_sentence(capsys: pytest.CaptureFixture[str], language: str) -> None:
    scenario = CASE.status_quo.with_levers(QUIET)
    shares = attribution(CASE, CASE.status_quo, scenario)
    kt = scenario.firm_ids.index("kt")
    told = as_json(capsys, "explain", *SETTINGS, "--firm", "kt", "--lang", language)
    row = told["firms"][0]
    assert told["exact"]
    assert {name: part["join_probability"] for name, part in row["shares"].items()} == {
        player: pytest.approx(float(shares.joining[at, kt])) for at, player in enumerate(shares.players)
    }
    assert sum(part["join_probability"] for part in row["shares"].values()) == pytest.approx(row["change_probability"])
    assert sum(row["motives_probability"].values()) == pytest.approx(row["change_probability"])
    assert max(row["motives_probability"], key=row["motives_probability"].get) == "stigma"
    unit = "%p" if language == "ko" else " points"
    assert row["sentence"].startswith(f"KT {100 * row['change_probability']:+.1f}{unit}: ")
    text = printed(capsys, "explain", *SETTINGS, "--firm", "kt", "--lang", language)
    assert row["sentence"] in text
    assert re.search(r"(?m)^kt ", text)


def test_explain_and_flips_refuse_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(("flips", "--lever", "nothing")) == EXIT_INPUT
    assert run(("explain", "--firm", "nobody")) == EXIT_INPUT
    assert run(("explain", "--against", "x")) == EXIT_USAGE
    told = capsys.readouterr().err
    assert "nothing" in told
    assert "nobody" in told

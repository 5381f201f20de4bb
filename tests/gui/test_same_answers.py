"""The command line answers questions as the window does: what matters, packages, stress tests, maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.charts.matters import MattersChart
from gui.charts.matters_series import DIGITS
from gui.goals.cards import PackageCard, number_rows
from gui.goals.dialog import GoalDialog
from gui.stress.dialog import StressDialog
from model.levers import Lever
from model.outcome import HEADLINES
from tests.gui.sights import Sight, asked, blocks, opened, shows, told
from tests.gui.worlds import tick

FIRM = {"teaching": "glassmoth"}  # who is asked for; KT unless named
WORLDS = 60
SWITCHED = {"Off": False, "On": True, "미적용": False, "적용": True}


@pytest.fixture(scope="module", params=["several levers", "teaching"])
def sight(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sight]:
    """A window on two documents in turn."""
    made = opened(request.param, request, tmp_path_factory.mktemp("sight"))
    yield made
    made.speak("en")
    made.application.close()


def firm_of(sight: Sight) -> str:
    """Return the firm that the questions are about."""
    return FIRM.get(sight.name, "kt")


def matters_of(sight: Sight) -> MattersChart:
    """Return *What matters*, in front."""
    chart = sight.look("matters", "matters")
    assert isinstance(chart, MattersChart)
    return chart


def assert_bars(sight: Sight, rows: list[list[str]], bars: list[dict[str, Any]], unit: str) -> None:
    """Compare the bars of *What matters* as text with those of an answer, both widest first."""
    language = sight.frame.language
    for row, bar in zip(rows, bars, strict=True):
        assert bar[f"name_{language}"] in row[0]
        assert row[1] == bar["grade"]
        ends = [*zip(row[2:5], (bar["low"], bar["high"], bar["now"]), strict=True)]
        for text, value in ends:
            if text in SWITCHED:
                assert SWITCHED[text] == bool(value), row
            elif any(letter.isdigit() for letter in text):  # an option's name else
                assert shows(text, value) or shows(text, float(f"{value:.{DIGITS}g}")), row
        assert shows(row[5], bar["at_low"]), row
        assert shows(row[6], bar["at_high"]), row
        assert shows(row[7], bar["swing"], 100.0 if unit == "probability" else None), row


def test_what_the_levers_move(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    chart = matters_of(sight)
    for target in ("expected_joiners", "public_cost_bn", f"firm:{firm_of(sight)}"):
        answer = asked(capsys, "sensitivity", *sight.source, "--of", target)
        sight.window.session.set_measure(target)
        swings = sight.frame.lever_swings
        assert swings is not None
        exact = [(bar.factor.id, bar.low_result, bar.high_result) for bar in swings.tornado(target).bars]
        assert [(bar["id"], bar["at_low"], bar["at_high"]) for bar in answer["bars"]] == exact
        for language in ("en", "ko"):
            sight.speak(language)
            assert_bars(sight, chart.rows()[1:], answer["bars"], answer["unit"])
    sight.window.session.select_firm(None)


@pytest.mark.parametrize("sight", ["several levers"], indirect=True)
def test_what_the_assumptions_move(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    chart = matters_of(sight)
    chart.bar.over_chosen.emit("assumptions")
    sight.wait("assumptions")
    answer = asked(capsys, "sensitivity", *sight.source, "--over", "assumptions")
    for language in ("en", "ko"):
        sight.speak(language)
        assert_bars(sight, chart.rows()[1:], [bar for bar in answer["bars"] if bar["rank"]], answer["unit"])
    chart.bar.over_chosen.emit("levers")


@pytest.mark.parametrize("sight", ["teaching"], indirect=True)
def test_shares_of_variance(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    chart = matters_of(sight)
    chart.bar.over_chosen.emit("levers")
    sight.speak("en")
    chart.bar.sobol.click()
    sight.bot.waitUntil(lambda: chart.view.shares)
    answer = asked(capsys, "sensitivity", *sight.source, "--sobol")
    for row, index in zip(chart.rows()[1:], answer["indices"], strict=True):
        assert row[0] == index["name_en"]
        assert shows(row[5], index["first"])
        assert shows(row[6], index["total"])
    chart.bar.cancelled.emit()


def test_cells_of_the_map(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    chart = sight.look("tradeoff", "map", "map_fine", "map_finest")
    found = sight.frame.sweep
    assert found is not None
    legal = [
        [(at, value) for at, value in enumerate(axis.values.tolist()) if is_legal(axis.lever, value)]
        for axis in found.axes
    ]
    for at, first in legal[0][:: max(len(legal[0]) - 1, 1)]:
        for beside, second in legal[1][:: max(len(legal[1]) // 2, 1)]:
            words = [
                word
                for lever, value in zip(found.levers, (first, second), strict=True)
                for word in ("--lever", f"{lever}={plain(sight, lever, value)}:{plain(sight, lever, value)}:1")
            ]
            answer = asked(capsys, "sweep", *sight.source, *words)
            for name in HEADLINES:
                np.testing.assert_allclose(answer["figures"][name], found.figure(name)[at, beside], atol=1e-9)
            for language in ("en", "ko"):
                sight.speak(language)
                assert shows(chart.rows()[at + 1][beside + 1], answer["figures"]["expected_joiners"][0][0])


def is_legal(lever: Lever, value: float) -> bool:
    """Say whether a value can be set."""
    return round(value, lever.decimals) == value


def plain(sight: Sight, lever_id: str, value: float) -> str:
    """Return a lever's value as the command line takes it."""
    return str(sight.frame.case.lever(lever_id).plain(value)).lower()


def goal_dialog(sight: Sight) -> GoalDialog:
    """Ask for one firm's chance and wait for the packages."""
    sight.window.asking.open_goal()
    dialog = sight.window.asking.goal
    assert dialog is not None
    tick(dialog, f"goal.in.{firm_of(sight)}")
    dialog.form.chance.setValue(80)
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    sight.bot.waitUntil(lambda: bool(dialog.cards))
    dialog.cancel()  # the front goes on behind
    return dialog


def assert_package(card: PackageCard, package: dict[str, Any]) -> None:
    """Compare a card, exactly and as text, with a package of an answer."""
    own = card.found.package
    assert {one["id"]: one["to"] for one in package["levers"]} == {
        one: own.scenario.plain_values()[one] for one in own.changed
    }
    assert package["held_share"] == own.held_share
    assert package["headline"] == {name: float(value) for name, value in own.outcome.headline.items()}
    chances = dict(zip(own.outcome.firm_ids, own.outcome.join_probability.tolist(), strict=True))
    assert package["join_probability"] == chances


def test_packages_that_reach_a_goal(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    sight.speak("en")
    dialog = goal_dialog(sight)
    answer = asked(capsys, "goal", *sight.source, "--in", firm_of(sight), "--chance", "0.8")
    text = told(capsys, "goal", *sight.source, "--in", firm_of(sight), "--chance", "0.8", "--lang", "ko")
    for language in ("en", "ko"):
        sight.speak(language)
        for card, package in zip(dialog.cards, answer["packages"], strict=True):
            assert_package(card, package)
            printed = dict(next(rows for rows in blocks(text) if rows[0] == [" = ".join(aims(package))])[1:])
            figures = dict(number_rows(card.found, sight.frame))
            name = dict(zip(sight.frame.outcome.firm_ids, sight.frame.names, strict=True))[firm_of(sight)]
            assert shows(figures.pop(name), package["join_probability"][firm_of(sight)])
            public, *rest = figures.values()
            assert public in card.text()
            assert shows(public, package["headline"]["public_cost_bn"])
            wanted = [package["promised_purchases_bn"]] if package["promised_purchases_bn"] else []
            wanted += [package["headline"]["expected_joiners"]]
            wanted += [package["held_share"]] if package["held_share"] is not None else []
            assert all(shows(*pair) for pair in zip(rest, wanted, strict=True)), card.text()
            assert all(shows(printed[one], package["headline"][one]) for one in package["headline"] if one in printed)
            assert {one for one in printed if "->" in printed[one]} == set(card.found.package.changed)
    dialog.reject()


def aims(package: dict[str, Any]) -> list[str]:
    """Return what a package is best at."""
    return [package["aim"], *package["also"]]


def stress_dialog(sight: Sight) -> StressDialog:
    """Test the same goal in a few worlds and wait for the answer."""
    sight.window.asking.open_stress()
    dialog = sight.window.asking.stress
    assert dialog is not None
    tick(dialog, f"goal.in.{firm_of(sight)}")
    dialog.form.worlds.setValue(WORLDS)
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    sight.bot.waitUntil(lambda: dialog.found is not None)
    return dialog


def test_how_goals_hold_up(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("stress", *sight.source, "--in", firm_of(sight), "--worlds", str(WORLDS))
    answer = asked(capsys, *words)
    sight.speak("en")
    dialog = stress_dialog(sight)
    assert dialog.found is not None
    of = {one["scenario"]: one for one in answer["scenarios"]}
    assert [one.scenario.name for one in dialog.found.tested][: len(of)] == list(of)
    for language in ("en", "ko"):
        sight.speak(language)
        text = told(capsys, *words, "--lang", language)
        for row, one in zip(dialog.rows, of.values(), strict=False):
            assert one["holds_share"] == row.tested.share
            assert shows(row.value.text(), one["holds_share"])
            assert (row.bar.low, row.bar.high) == (one["low95_share"], one["high95_share"])
            assert all(sentence.replace("₩", "") in text for sentence in row.sentences)
        assert_tables(dialog, answer)
    dialog.reject()


def assert_tables(dialog: StressDialog, answer: dict[str, Any]) -> None:
    """Compare the tables of a stress test with an answer: every headline over the worlds, and the regrets."""
    scenarios = answer["scenarios"]
    dialog.tabs.setCurrentIndex(2)
    rows = iter(dialog.table().rows)
    for name in HEADLINES:
        for _, one in zip(range(len(dialog.rows)), [*scenarios, *[None] * len(dialog.rows)], strict=False):
            row = next(rows)
            if one is not None:
                told_of = [one["headline"][name][key] for key in ("mean", "low90", "high90")]
                assert all(shows(*pair) for pair in zip(row[2:], told_of, strict=True)), row
    if len(scenarios) == len(dialog.rows):  # a case alone is asked of one scenario only
        dialog.tabs.setCurrentIndex(1)
        rows = iter(dialog.table().rows)
        for name, line in answer["regret"].items():
            scale = 100.0 if HEADLINES.get(name) == "probability" else None
            for one in line["scenarios"]:
                shown = next(rows)[2:]
                told_of = [one["max"], one["high90"], one["mean"]]
                assert all(shows(text, value, scale) for text, value in zip(shown, told_of, strict=True)), shown

"""The lanes: one solve running, the newest waiting, nothing older than what is shown, no thread left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.refinements import flips
from gui.solving import (
    Floats,
    LiveLane,
    Outcomes,
    Question,
    RefineLane,
    Refinement,
    Request,
    Response,
    answer,
)
from model.case import Case, load_case
from model.document import Document
from model.errors import SolveError
from model.outcome import Outcome
from model.questions.flips import Curve, curves
from model.scenario import Scenario
from model.solve import solve

PATIENCE_S = 10.0


@dataclass
class Gate:
    """A solver that waits until it is let through, and remembers what it was asked."""

    open: threading.Event = field(default_factory=threading.Event)
    entered: threading.Event = field(default_factory=threading.Event)
    asked: list[float] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)

    def __call__(self, case: Case, scenario: Scenario, start: Floats | None) -> Outcome:
        self.asked.append(scenario.value("gpus_per_team"))
        self.threads.add(threading.current_thread().name)
        self.entered.set()
        assert self.open.wait(PATIENCE_S)
        return solve(case, scenario, start)


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def live(qapp: QApplication, gate: Gate) -> Iterator[LiveLane]:
    assert qapp is not None
    lane = LiveLane(Outcomes(gate))
    yield lane
    gate.open.set()
    lane.close()


def request(case: Case, gpus: int, serial: int = 0) -> Request:
    """Ask for a number of GPUs, against the same."""
    document = Document.new(case).with_lever("gpus_per_team", gpus)
    return Request(serial, document, case, document.working, document.working, None)


def test_the_newest_request_is_the_only_one_that_waits(qtbot: QtBot, case: Case, gate: Gate, live: LiveLane) -> None:
    answers: list[Response] = []
    live.answered.connect(answers.append)
    for serial, gpus in enumerate((64, 128, 192, 256, 320)):
        live.ask(request(case, gpus, serial))
    gate.open.set()
    qtbot.waitUntil(lambda: len(answers) == 2 and not live.busy)
    assert [row.request.serial for row in answers] == [0, 4]
    assert gate.asked == [64, 320]


def test_a_running_solve_is_answered_although_newer_ones_came(
    qtbot: QtBot, case: Case, gate: Gate, live: LiveLane
) -> None:
    with qtbot.waitSignal(live.answered) as first:
        live.ask(request(case, 64))
        assert gate.entered.wait(PATIENCE_S)
        live.ask(request(case, 128))
        gate.open.set()
    response = first.args[0]
    assert response.request.scenario.value("gpus_per_team") == 64
    assert response.solution.outcome.scenario.value("gpus_per_team") == 64


def test_solving_happens_outside_the_gui_thread(qtbot: QtBot, case: Case, gate: Gate, live: LiveLane) -> None:
    gate.open.set()
    with qtbot.waitSignal(live.answered):
        live.ask(request(case, 64))
    assert threading.main_thread().name not in gate.threads


def test_an_expected_fault_is_an_answer(case: Case) -> None:
    def fails(_case: Case, _scenario: Scenario, _start: Floats | None) -> Outcome:
        raise SolveError("No equilibrium. Move a lever back.", "균형이 없습니다.")

    response = answer(request(case, 64), Outcomes(fails))
    assert response.solution is None
    assert response.problem is not None
    assert response.problem.text("ko") == "균형이 없습니다."


def test_an_unexpected_fault_is_raised_in_the_gui_thread_and_the_lane_goes_on(qtbot: QtBot, case: Case) -> None:
    calls = []

    def breaks_once(asked: Case, scenario: Scenario, start: Floats | None) -> Outcome:
        calls.append(scenario)
        if len(calls) == 1:
            raise ZeroDivisionError
        return solve(asked, scenario, start)

    lane = LiveLane(Outcomes(breaks_once))
    with qtbot.capture_exceptions() as raised:
        lane.ask(request(case, 64))
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    with qtbot.waitSignal(lane.answered):
        lane.ask(request(case, 128))
    lane.close()


def test_a_warm_outcome_is_not_kept_as_the_outcome(case: Case) -> None:
    outcomes = Outcomes()
    scenario = case.status_quo.with_lever("gpus_per_team", 512)
    warm = outcomes.near(case, scenario, np.full(len(scenario.firm_ids), 0.5))
    cold = outcomes.of(case, scenario)
    assert cold is not warm
    assert outcomes.near(case, scenario, warm.join_probability) is cold


def question(case: Case) -> Question:
    """Return a question about the status quo."""
    document, outcomes = Document.new(case), Outcomes()
    outcome = outcomes.of(case, document.working)
    return Question(document, case, document.working, outcome, outcome, outcomes, dropped=bool)


def test_refinements_come_one_by_one_and_stop_when_something_newer_comes(qtbot: QtBot, case: Case) -> None:
    lane, got = RefineLane(), []
    entered, go_on = threading.Event(), threading.Event()

    def slow(_question: Question) -> dict[str, Any]:
        entered.set()
        assert go_on.wait(PATIENCE_S)
        return {"busy": "slow"}

    quick = Refinement("quick", lambda _question: {"busy": "quick"})
    lane.refined.connect(lambda serial, part, _fields: got.append((serial, part)))
    lane.ask(1, question(case), (quick, Refinement("slow", slow), Refinement("never", quick.ask)))
    assert entered.wait(PATIENCE_S)
    lane.ask(2, question(case), (quick,))
    go_on.set()
    qtbot.waitUntil(lambda: (2, "quick") in got)
    assert got == [(1, "quick"), (2, "quick")]
    lane.close()


def test_a_refinement_can_see_that_it_is_not_wanted_any_more(case: Case) -> None:
    lane, ended = RefineLane(), threading.Event()
    entered = threading.Event()

    def patient(asked: Question) -> dict[str, Any]:
        entered.set()
        while not asked.dropped():
            threading.Event().wait(0.001)
        ended.set()
        return {}

    lane.ask(1, question(case), (Refinement("patient", patient),))
    assert entered.wait(PATIENCE_S)
    lane.drop()
    assert ended.wait(PATIENCE_S)
    lane.close()


def test_a_lever_that_cannot_be_solved_along_takes_no_other_with_it(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_with_seats(*asked: Any, **named: Any) -> dict[str, Curve]:
        if len(asked) < 4 or "seats" in asked[3]:
            raise SolveError("Too many sets of winners.", "조합이 너무 많습니다.")
        return curves(*asked, **named)

    asked = question(case)
    everything = flips(asked)
    monkeypatch.setattr("model.questions.flips.curves", fails_with_seats)
    rest = flips(asked)
    assert set(rest["curves"]) == set(everything["curves"]) - {"seats"}
    for lever_id, curve in rest["curves"].items():
        assert [flip.firm_id for flip in curve.flips] == [flip.firm_id for flip in everything["curves"][lever_id].flips]


def test_closing_ends_the_threads(qtbot: QtBot, case: Case) -> None:
    before = threading.active_count()
    live, refine = LiveLane(Outcomes()), RefineLane()
    with qtbot.waitSignal(live.answered):
        live.ask(request(case, 64))
    refine.ask(1, question(case), (Refinement("nothing", lambda _question: {}),))
    assert threading.active_count() > before
    live.close()
    refine.close()
    assert threading.active_count() == before

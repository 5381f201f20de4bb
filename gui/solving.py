"""Two lanes that solve away from the GUI thread, so that a lever never waits for the model.

A request captures everything that it needs and a response carries it back, so there is nothing to lock. The live lane
has one solve running and keeps the newest request waiting; a running solve is never cancelled, so charts follow a
drag at the speed of the model. The refinement lane answers what is slow, one part at a time, and stops between two
parts once a newer document has come. A fault that nobody expects is raised again in the GUI thread.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal

from model.case import Case
from model.errors import ModelError
from model.outcome import Outcome
from model.scenario import Scenario

if TYPE_CHECKING:
    from model.document import Document
    from model.questions.sweep import Sweep

Floats = NDArray[np.float64]
Solve = Callable[[Case, Scenario, "Floats | None"], Outcome]

OF_STORED = frozenset({"thumbnails", "backtest"})  # refined of a stored outcome that this version would not give
_REMEMBERED = 256  # outcomes kept, a few kB each


def solve_model(case: Case, scenario: Scenario, start: Floats | None = None) -> Outcome:
    """Solve with the model, which is imported when it is first needed: the window comes up sooner."""
    from model.solve import solve

    return solve(case, scenario, start)


class Outcomes:
    """The outcomes already known, by case and policy; shared by the lanes."""

    def __init__(self, solve: Solve = solve_model) -> None:
        self._solve = solve
        self._known: OrderedDict[object, Outcome] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, case: Case, scenario: Scenario) -> Outcome:
        """Return a scenario's outcome, solved from scratch unless it is known; ModelError if it cannot be solved."""
        known = self.known(case, scenario)
        return known if known is not None else self.keep(case, scenario, self._solve(case, scenario, None))

    def near(self, case: Case, scenario: Scenario, start: Floats | None) -> Outcome:
        """Return a scenario's outcome, solved from probabilities close to it unless it is known."""
        known = self.known(case, scenario)
        return known if known is not None else self._solve(case, scenario, start)

    def known(self, case: Case, scenario: Scenario) -> Outcome | None:
        """Return a scenario's outcome if it is known."""
        key = policy_of(case, scenario)
        with self._lock:
            outcome = self._known.get(key)
            if outcome is not None:
                self._known.move_to_end(key)
            return outcome

    def keep(self, case: Case, scenario: Scenario, outcome: Outcome) -> Outcome:
        """Remember an outcome and return it; the one not asked for longest is forgotten."""
        with self._lock:
            self._known[policy_of(case, scenario)] = outcome
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return outcome


def policy_of(case: Case, scenario: Scenario) -> tuple[object, ...]:
    """Return what an outcome depends on: names and notes are no part of it."""
    return (case, scenario.call, scenario.values, scenario.pins)


@dataclass(frozen=True)
class Request:
    """What the live lane is asked: the working copy against the baseline, from probabilities close by or None."""

    serial: int
    document: Document
    case: Case
    scenario: Scenario
    baseline: Scenario
    start: Floats | None
    followed: Outcome | None = None  # another equilibrium than the principal one was chosen: carry it along


@dataclass(frozen=True)
class Solution:
    """The working copy and the baseline, solved, and how long the working copy took."""

    outcome: Outcome
    baseline: Outcome
    solve_ms: float
    lost: bool = False  # the equilibrium chosen does not exist here, so this is the principal one
    stored: str = ""  # the version that the file has these numbers from, where this one gives others


@dataclass(frozen=True)
class Response:
    """What the live lane answers: a solution, or the problem that stood in the way."""

    request: Request
    solution: Solution | None
    problem: ModelError | None = None


def outcome_shown(document: Document, case: Case, scenario: Scenario, outcomes: Outcomes) -> tuple[Outcome, str]:
    """Return a scenario's outcome as the file has it, and which version computed it where this one gives another.

    ModelError if it is not in the file and cannot be solved.
    """
    if not document.results or case != document.effective_case:
        return outcomes.of(case, scenario), ""
    from model.results import result_shown

    return result_shown(document, scenario, lambda: outcomes.of(case, scenario))


def answer(request: Request, outcomes: Outcomes) -> Response:
    """Solve a request; an expected fault becomes part of the response."""
    began = time.perf_counter()
    try:
        lost, stored = False, ""
        if request.followed is not None:
            outcome, lost = carried(request, request.followed, outcomes)
        elif request.start is None:
            outcome, stored = outcome_shown(request.document, request.case, request.scenario, outcomes)
        else:
            outcome = outcomes.near(request.case, request.scenario, request.start)
        solve_ms = (time.perf_counter() - began) * 1e3
        baseline, _ = outcome_shown(request.document, request.case, request.baseline, outcomes)
        return Response(request, Solution(outcome, baseline, solve_ms, lost, stored))
    except ModelError as fault:
        return Response(request, None, fault)


def carried(request: Request, chosen: Outcome, outcomes: Outcomes) -> tuple[Outcome, bool]:
    """Return the outcome at the chosen equilibrium where it can be carried to, else the principal one, and if so."""
    principal = outcomes.of(request.case, request.scenario)
    if chosen.firm_ids != principal.firm_ids or chosen.scenario.call != request.scenario.call:
        return principal, False  # another call: nothing was lost
    if chosen.scenario.same_policy(request.scenario):
        return chosen, False
    from model.claims import SAME_POINT, followed

    found = followed(request.case, chosen, request.scenario)
    if found is None:
        return principal, True
    merged = np.abs(found.join_probability - principal.join_probability).max() <= SAME_POINT
    return (principal if merged else found), False


class LiveLane(QObject):
    """One solve running, the newest request waiting."""

    answered = Signal(object)  # Response
    _finished = Signal(object)  # Future, from the worker

    def __init__(self, outcomes: Outcomes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outcomes = outcomes
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turnout-live")
        self._running = self._closed = False
        self._waiting: Request | None = None
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Say whether a solve is running."""
        return self._running

    def ask(self, request: Request) -> None:
        """Solve a request now, or when the running one is done unless a newer one has come by then."""
        if self._running:
            self._waiting = request
        else:
            self._start(request)

    def close(self) -> None:
        """End the worker; nothing is answered any more."""
        self._closed, self._waiting = True, None
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, request: Request) -> None:
        self._running = True
        self._pool.submit(answer, request, self._outcomes).add_done_callback(self._finished.emit)

    def _take(self, future: Future[Response]) -> None:
        self._running = False
        if self._closed:
            return
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._start(waiting)
        self.answered.emit(future.result())


def _keep_quiet(_parts: Mapping[str, Any]) -> None:
    """Say nothing before the answer is whole."""


@dataclass(frozen=True)
class Question:
    """What the refinements are asked about: one document, solved."""

    document: Document
    case: Case
    scenario: Scenario
    outcome: Outcome
    baseline: Outcome
    outcomes: Outcomes
    dropped: Callable[[], bool]  # True once a newer document has come: a long refinement looks now and then
    turns: tuple[tuple[str, tuple[str, ...]], ...] | None = None  # the order of announcements, None as recorded
    lever: str = ""  # the lever in focus
    axes: tuple[str, ...] = ()  # the two levers of the trade-off map
    sweep: Sweep | None = None  # the last one over any levers
    tell: Callable[[Mapping[str, Any]], None] = _keep_quiet  # hand over fields of the frame before the answer is whole


@dataclass(frozen=True)
class Refinement:
    """A slow part of the frame: an id for the status line and a function that returns fields of the frame.

    One that only one second view shows names it as ``view`` and is asked for while that is in sight; one that is about
    the lever in focus (``along``) is asked for anew when that changes.
    """

    id: str
    ask: Callable[[Question], Mapping[str, Any]]
    view: str = ""
    along: bool = False
    of_equilibrium: bool = False  # to be asked anew where another equilibrium is chosen


class RefineLane(QObject):
    """Refinements one after another, dropped when a newer document comes."""

    refined = Signal(int, str, object)  # serial, id of the refinement, fields of the frame
    told = Signal(int, object)  # serial, fields of the frame: a slice of an answer that is not whole yet
    _finished = Signal(object)  # Future, from the worker

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turnout-refine")
        self._drop = threading.Event()
        self._closed = False
        self._finished.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def ask(self, serial: int, question: Question, refinements: Sequence[Refinement]) -> None:
        """Drop what is running and answer these refinements in their order."""
        self.drop()
        self._drop = threading.Event()
        dropped = self._drop.is_set

        def tell(parts: Mapping[str, Any]) -> None:
            if not dropped():
                self.told.emit(serial, parts)

        asked = replace(question, dropped=dropped, tell=tell)
        self._pool.submit(self._answer, serial, asked, tuple(refinements)).add_done_callback(self._finished.emit)

    def drop(self) -> None:
        """Let what is running stop at its next look."""
        self._drop.set()

    def close(self) -> None:
        """End the worker; nothing is answered any more."""
        self._closed = True
        self.drop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _answer(self, serial: int, question: Question, refinements: tuple[Refinement, ...]) -> None:
        for refinement in refinements:
            if question.dropped():
                return
            parts = refinement.ask(question)
            if not question.dropped():
                self.refined.emit(serial, refinement.id, parts)
            if "sweep" in parts:  # a longer look goes on from here
                question = replace(question, sweep=parts["sweep"])

    def _look(self, future: Future[None]) -> None:
        if not self._closed and not future.cancelled():
            future.result()

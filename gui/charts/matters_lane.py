"""The run behind the shares of variance: one worker that rests during a drag, tells progress, can stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from model.case import Case
from model.errors import DroppedError, ModelError
from model.questions.sobol import Indices, assumption_indices, lever_indices
from model.questions.swings import Over
from model.scenario import Scenario

REST_S = 0.05  # between two looks at whether the drag is over


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked: shares of variance over levers, or over the assumptions that move one figure of a policy most."""

    case: Case
    scenario: Scenario
    over: Over
    target: str

    def holds_for(self, case: Case, scenario: Scenario, over: Over, target: str) -> bool:
        """Say whether its answer is one for this question: over all levers it does not matter where they stand."""
        if over != self.over or case != self.case or scenario.call != self.scenario.call:
            return False
        if over == "levers":
            return scenario.pins == self.scenario.pins
        return target == self.target and scenario.same_policy(self.scenario)


class MattersLane(QObject):
    """One run at a time; a newer one, or ``cancel``, stops it at its next look."""

    progressed = Signal(object, float)  # Run, share
    answered = Signal(object, object)  # Run, Indices | ModelError
    _finished = Signal(object)  # Future, from the worker

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turnout-matters")
        self._stop, self._held = threading.Event(), threading.Event()
        self._closed = False
        self._finished.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def ask(self, run: Run) -> None:
        """Drop what is running and begin."""
        self.cancel()
        self._stop = threading.Event()
        self._pool.submit(self._work, run, self._stop).add_done_callback(self._finished.emit)

    def hold(self, on: bool) -> None:
        """Rest while a lever is being dragged."""
        if on:
            self._held.set()
        else:
            self._held.clear()

    def cancel(self) -> None:
        """Let the running one stop; nothing more is told of it."""
        self._stop.set()

    def close(self) -> None:
        """End the worker."""
        self._closed = True
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, run: Run, stop: threading.Event) -> None:
        def dropped() -> bool:
            while self._held.is_set() and not stop.wait(REST_S):
                pass
            return stop.is_set()

        def tell(share: float) -> None:
            if not stop.is_set():
                self.progressed.emit(run, share)

        try:
            answer: Indices | ModelError = _answer(run, tell, dropped)
        except DroppedError:
            return
        except ModelError as fault:
            answer = fault
        if not stop.is_set():
            self.answered.emit(run, answer)

    def _look(self, future: Future[None]) -> None:
        if not self._closed and not future.cancelled():
            future.result()


def _answer(run: Run, tell: Callable[[float], None], dropped: Callable[[], bool]) -> Indices:
    if run.over == "levers":
        return lever_indices(run.case, run.scenario, progress=tell, dropped=dropped)
    return assumption_indices(run.case, run.scenario, run.target, progress=tell, dropped=dropped)

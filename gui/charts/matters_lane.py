"""The run behind the shares of variance: one worker that rests during a drag, tells progress, can stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal

from gui.frame import Frame
from model.case import Case
from model.errors import DroppedError, ModelError
from model.questions.sensitivity import limits_of
from model.questions.sobol import Indices, assumption_indices, lever_indices
from model.questions.swings import Over
from model.scenario import Scenario

REST_S = 0.05  # between two looks at whether the drag is over


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked: shares of variance over levers within limits, or over the assumptions behind a policy."""

    case: Case
    scenario: Scenario
    over: Over
    target: str
    limits: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def answers(self, other: Run) -> bool:
        """Say whether its answer is one for another question: over all levers it does not matter where they stand."""
        if other.over != self.over or other.case != self.case or other.scenario.call != self.scenario.call:
            return False
        if self.over == "levers":
            return other.limits == self.limits and other.scenario.pins == self.scenario.pins
        return other.target == self.target and other.scenario.same_policy(self.scenario)


def run_of(frame: Frame, over: Over) -> Run:
    """Return what a frame asks."""
    limits = limits_of(frame.document.reach, frame.scenario)
    return Run(frame.case, frame.scenario, over, frame.measure, limits)


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
        return lever_indices(run.case, run.scenario, run.limits, progress=tell, dropped=dropped)
    return assumption_indices(run.case, run.scenario, run.target, progress=tell, dropped=dropped)

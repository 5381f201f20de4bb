"""The search behind the dialog: one worker, its progress, and a way to stop it."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from model.case import Case
from model.errors import ModelError
from model.goal import Goal
from model.questions.packages import cost_front, find_packages
from model.questions.slopes import CancelledError
from model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: a goal, asked of a policy of a case."""

    case: Case
    scenario: Scenario
    goal: Goal


class GoalLane(QObject):
    """One search at a time; a newer one, or ``cancel``, stops it at its next look."""

    progressed = Signal(object, float)  # Search, share
    answered = Signal(object, object)  # Search, Answer | ModelError
    front_grew = Signal(object, object)  # Search, Package
    ended = Signal(object)  # Search: nothing more will come of it
    _finished = Signal(object)  # Future, from the worker

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turnout-goal")
        self._stop = threading.Event()
        self._closed = False
        self._finished.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def ask(self, search: Search) -> None:
        """Drop what is running and search."""
        self.cancel()
        self._stop = threading.Event()
        self._pool.submit(self._work, search, self._stop.is_set).add_done_callback(self._finished.emit)

    def cancel(self) -> None:
        """Let the running search stop; nothing more is told of it."""
        self._stop.set()

    def close(self) -> None:
        """End the worker."""
        self._closed = True
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, search: Search, stopped: Callable[[], bool]) -> None:
        try:
            answer = find_packages(
                search.case,
                search.scenario,
                search.goal,
                progress=lambda share: None if stopped() else self.progressed.emit(search, share),
                cancelled=stopped,
            )
            if stopped():
                return
            self.answered.emit(search, answer)
            self._draw_front(search, stopped)
        except ModelError as fault:
            if not stopped():
                self.answered.emit(search, fault)
        except CancelledError:
            return
        if not stopped():
            self.ended.emit(search)

    def _draw_front(self, search: Search, stopped: Callable[[], bool]) -> None:
        most = len(search.scenario.firm_ids)
        least = math.ceil(sum(joined for _, joined in search.scenario.pins)) + 1
        for package in cost_front(search.case, search.scenario, search.goal, range(least, most + 1), stopped):
            if stopped():
                return
            self.front_grew.emit(search, package)

    def _look(self, future: Future[None]) -> None:
        if not self._closed and not future.cancelled():
            future.result()

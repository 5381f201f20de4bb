"""The fit behind the dialog: one worker, its progress, and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal

from model.calibration import Plan, fit
from model.case import Case
from model.errors import ModelError


class FitLane(QObject):
    """One fit at a time; ``cancel`` stops it at its next solve, and nothing more is told of it."""

    progressed = Signal(object, str, float)  # Case, stage, share
    answered = Signal(object, object)  # Case, Posterior | ModelError
    _finished = Signal(object)  # Future, from the worker

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turnout-fit")
        self._stop = threading.Event()
        self._closed = False
        self._finished.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def ask(self, case: Case, plan: Plan) -> None:
        """Drop what is running and fit."""
        self.cancel()
        self._stop = threading.Event()
        self._pool.submit(self._work, case, plan, self._stop.is_set).add_done_callback(self._finished.emit)

    def cancel(self) -> None:
        """Let the running fit stop."""
        self._stop.set()

    def close(self) -> None:
        """End the worker."""
        self._closed = True
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, case: Case, plan: Plan, stopped: Callable[[], bool]) -> None:
        def tell(stage: str, share: float) -> None:
            if not stopped():
                self.progressed.emit(case, stage, share)

        try:
            answer = fit(case, plan, progress=tell, cancelled=stopped)
        except ModelError as fault:
            if not stopped():
                self.answered.emit(case, fault)
            return
        if answer is not None and not stopped():
            self.answered.emit(case, answer)

    def _look(self, future: Future[None]) -> None:
        if not self._closed and not future.cancelled():
            future.result()

"""The shares of variance behind *What matters*: asked for one question at a time, kept by what they are over."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.charts.matters_lane import MattersLane, Run, run_of
from gui.frame import Frame
from model.errors import ModelError
from model.questions.sobol import Indices
from model.questions.swings import Over


class Shares(QObject):
    """The run under way and the answers at hand. The worker is made when it is first asked."""

    progressed = Signal(float)
    answered = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane: MattersLane | None = None
        self._run: Run | None = None
        self._found: dict[Over, tuple[Run, Indices | ModelError]] = {}

    def answer(self, frame: Frame, over: Over) -> Indices | ModelError | None:
        """Return the answer at hand, where it holds for what is shown."""
        known = self._found.get(over)
        if known is None:
            return None
        run, found = known
        return found if run.answers(run_of(frame, over)) else None

    def outdated(self, frame: Frame, over: Over) -> bool:
        """Say whether the run under way answers a question that is no longer asked."""
        return self._run is not None and not self._run.answers(run_of(frame, over))

    def ask(self, frame: Frame, over: Over) -> None:
        """Begin a run."""
        if self._lane is None:
            self._lane = MattersLane(self)
            self._lane.progressed.connect(self._take_progress)
            self._lane.answered.connect(self._take)
        self._run = run_of(frame, over)
        self._lane.ask(self._run)

    def hold(self, on: bool) -> None:
        """Rest while a lever is being dragged."""
        if self._lane is not None:
            self._lane.hold(on)

    def cancel(self) -> None:
        """Drop the run under way."""
        if self._lane is not None:
            self._lane.cancel()
        self._run = None

    def close(self) -> None:
        """End the run and its worker; harmless when repeated."""
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    def _take_progress(self, run: Run, share: float) -> None:
        if run is self._run:
            self.progressed.emit(share)

    def _take(self, run: Run, found: Indices | ModelError) -> None:
        if run is self._run:
            self._run = None
            self._found[run.over] = (run, found)
            self.answered.emit()

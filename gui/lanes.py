"""What one document asks of the two lanes: its newest policy at once, and the slow parts once the hand rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from gui.composing import solved_alike
from gui.frame import Frame
from gui.solving import OF_STORED, Floats, LiveLane, Outcomes, Question, RefineLane, Refinement, Request, Response
from model.document import Document
from model.outcome import Outcome

REFINE_AFTER_MS = 60  # a pause this long lets the slow parts begin …
REST_OF_DRAG_MS = 300  # … and one this long while a lever is held: a hand that goes on shall not wait for them


class Lanes(QObject):
    """Both lanes and what of them is still open. Nothing is answered that is older than what was answered before."""

    answered = Signal(object)  # Response
    rested = Signal()  # nothing new came for a while: refine now
    refined = Signal(str, object)  # id of a refinement of the last response, fields of the frame
    told = Signal(object)  # fields of the frame, before a refinement of the last response is whole

    def __init__(self, refinements: Sequence[Refinement], outcomes: Outcomes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outcomes = outcomes
        self.last: Response | None = None  # the last one that could be solved
        self._refinements = tuple(refinements)
        self._open: set[str] = set()  # refinements that have not answered for the last response
        self._serial = 0
        self._closed = False
        self._live, self._refine = LiveLane(outcomes, self), RefineLane(self)
        self._live.answered.connect(self._take)
        self._refine.refined.connect(self._take_part)
        self._refine.told.connect(self._take_slice)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.rested)

    @property
    def idle(self) -> bool:
        """Whether nothing is being solved and nothing waits to be refined."""
        return not self._live.busy and not self._pause.isActive()

    def ask(self, document: Document, dragged: bool) -> None:
        """Solve a document: from the last solution where a lever is dragged, at once where nothing is to be solved."""
        if self._closed:
            return
        self._serial += 1
        start = _start(self.last, document.working.firm_ids) if dragged else None
        scenarios = (document.effective_case, document.working, document.baseline_scenario)
        request = Request(self._serial, document, *scenarios, start, self._followed(document))
        if self.last is not None and solved_alike(self.last.request, request):
            self._take(Response(request, self.last.solution))  # a name or a note: nothing to solve
        else:
            self._live.ask(request)

    def wanted(self, shown: frozenset[str]) -> tuple[Refinement, ...]:
        """Return the refinements still to be asked, without those that no view in sight shows."""
        views = {"", *shown}
        asked = tuple(row for row in self._refinements if row.id in self._open and row.view in views)
        if self.last is None or self.last.solution is None or not self.last.solution.stored:
            return asked
        return tuple(row for row in asked if row.id in OF_STORED)

    def reopen(self, refinement_id: str) -> None:
        """Let a refinement be asked once more."""
        self._open.add(refinement_id)

    def wait(self, dragged: bool) -> None:
        """Let the hand rest before the slow parts begin."""
        self._pause.start(REST_OF_DRAG_MS if dragged else REFINE_AFTER_MS)

    def choose(self, outcome: Outcome) -> None:
        """Take another equilibrium of the last response as the one drawn; what rests on it is asked anew."""
        if self.last is not None and self.last.solution is not None:
            self.drop()
            self.last = replace(self.last, solution=replace(self.last.solution, outcome=outcome, lost=False))
            self._open |= {row.id for row in self._refinements if row.of_equilibrium}

    def reopen_along(self) -> None:
        """Let what is about the lever in focus be asked once more."""
        self._open |= {row.id for row in self._refinements if row.along}

    def refine(self, frame: Frame, shown: frozenset[str]) -> None:
        """Ask for what is open of the last response; ``frame`` holds the equilibrium drawn of it."""
        wanted = self.wanted(shown)
        if self.last is None or self.last.solution is None or self._closed or not wanted:
            return
        request = self.last.request
        solved = (frame.outcome, self.last.solution.baseline, self.outcomes)
        asked = Question(request.document, request.case, request.scenario, *solved, bool)
        question = replace(asked, turns=frame.turns, lever=frame.lever, axes=frame.axes, sweep=frame.sweep)
        self._refine.ask(request.serial, question, wanted)

    def drop(self) -> None:
        """Let what is being refined stop at its next look."""
        self._refine.drop()

    def _followed(self, document: Document) -> Outcome | None:
        """Return the outcome whose equilibrium is to be carried along, None where it is the principal one."""
        last = self.last
        if last is None or last.solution is None or last.request.case != document.effective_case:
            return None
        return last.solution.outcome if last.solution.outcome.equilibrium.shown else None

    def close(self) -> None:
        """End both workers; nothing is answered any more."""
        self._closed = True
        self._pause.stop()
        self._live.close()
        self._refine.close()

    def _take(self, response: Response) -> None:
        if self.last is not None and response.request.serial < self.last.request.serial:
            return  # a newer one needed no solving
        if response.solution is not None:
            self.last = response
            self._open = {row.id for row in self._refinements}
        self.answered.emit(response)

    def _take_part(self, serial: int, refinement_id: str, parts: dict[str, object]) -> None:
        if self.last is not None and serial == self.last.request.serial:
            self._open.discard(refinement_id)
            self.refined.emit(refinement_id, parts)

    def _take_slice(self, serial: int, parts: dict[str, object]) -> None:
        if self.last is not None and serial == self.last.request.serial:
            self.told.emit(parts)


def _start(last: Response | None, firm_ids: tuple[str, ...]) -> Floats | None:
    """Return probabilities to start from, where the last solution is of the same firms."""
    if last is None or last.solution is None or last.solution.outcome.firm_ids != firm_ids:
        return None
    return last.solution.outcome.join_probability

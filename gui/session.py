"""The one mutable place: which document is open, what is solved of it, and the steps that can be undone.

Every change is a document replaced by another, pushed on the undo stack. A new policy is solved by the live lane; when
the outcome arrives, one frame is composed and sent to the views. Until then the last frame stands as it is, so that
what is on screen always belongs together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from gui.commands import Gesture, ReplaceDocument, turned_to
from gui.composing import View, composed, looks, solved_alike
from gui.frame import SORTS, Frame, Language, Turns
from gui.solving import Floats, LiveLane, Outcomes, Question, RefineLane, Refinement, Request, Response
from model.case import Case, Edit
from model.claims import outcome_at
from model.document import Document
from model.draws import Draws
from model.errors import ModelError
from model.scenario import Scenario, Slide

REFINE_AFTER_MS = 60  # a pause in the drag this long lets the slow parts begin


class Session(QObject):
    """A document, its frame and its undo steps. Views never see it; the window hands their intents to it."""

    frame_changed = Signal(object)  # Frame
    document_changed = Signal()
    title_changed = Signal()
    problem = Signal(object)  # ModelError, or None where the last one is settled
    saved = Signal(object)  # Path

    def __init__(
        self,
        case: Case,
        refinements: Sequence[Refinement] = (),
        outcomes: Outcomes | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._refinements = tuple(refinements)
        self._outcomes = outcomes or Outcomes()
        self._live = LiveLane(self._outcomes, self)
        self._refine = RefineLane(self)
        self._live.answered.connect(self._take)
        self._refine.refined.connect(self._add_parts)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(REFINE_AFTER_MS)
        self._pause.timeout.connect(self._start_refining)
        self.undo_stack.cleanChanged.connect(self.title_changed)
        self._serial = 0
        self._frame: Frame | None = None
        self._open: set[str] = set()  # refinements that have not answered for the present frame
        self._answered: Response | None = None  # the last one that could be solved
        self._view = View(lever=case.levers[0].id)
        self._closed = False
        self._document = Document.new(case)
        self._path: Path | None = None
        self._recovered = False

    # What is there ------------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The document as it stands, perhaps newer than the frame."""
        return self._document

    @property
    def frame(self) -> Frame | None:
        """The last frame, or None before the first outcome."""
        return self._frame

    @property
    def path(self) -> Path | None:
        """Where the document is saved, or None."""
        return self._path

    @property
    def modified(self) -> bool:
        """Whether there is something that would be lost."""
        return self._recovered or not self.undo_stack.isClean()

    @property
    def name(self) -> str:
        """The file's name without its ending, or what stands for a document never saved."""
        return self._path.stem if self._path else self.tr("Untitled")

    @property
    def settled(self) -> bool:
        """Whether the frame shows the document as it is and nothing is computing."""
        return self._frame is not None and not self._frame.busy and not self._live.busy and not self._pause.isActive()

    # Levers -------------------------------------------------------------------------------------------------------

    def set_lever(self, lever_id: str, value: float, gesture: int) -> None:
        """Move a lever; moves of one gesture are one step."""
        self._view = replace(self._view, dragged=lever_id, lever=lever_id)
        text = self.tr("Change of {}").format(self._document.case.lever(lever_id).name(self._view.language))
        self._do(text, lambda now: now.with_lever(lever_id, value), ("lever", lever_id, gesture))

    def release_lever(self) -> None:
        """End a drag: bars may change places again, and the outcome is solved from scratch."""
        if self._view.dragged:
            self._view = replace(self._view, dragged="")
            self._ask()

    def reset(self, lever_id: str, to: str) -> None:
        """Put one lever, or all where the id is empty, back to ``"opened"`` or ``"baseline"``."""
        lever = lever_id or None
        if to == "baseline":
            self._do(self.tr("Reset to the baseline"), lambda now: now.reset_to_baseline(lever))
        else:
            self._do(self.tr("Reset to the opened scenario"), lambda now: now.reset_to_opened(lever))

    def load_policy(self, policy: Scenario) -> None:
        """Set every lever as a policy has it, as one step."""
        values = {lever.id: policy.value(lever.id) for lever in policy.levers}
        self._do(self.tr("Loading of a package"), lambda now: now.with_working(now.working.with_levers(values)))

    def pin(self, firm_id: str, joined: bool | None) -> None:
        """Pin a firm in, out, or free it."""
        self._do(self.tr("Pin of a firm"), lambda now: now.with_pin(firm_id, joined))

    def edit(self, edit: Edit) -> None:
        """Change one cell of the case, for every scenario of the document."""
        self._do(self.tr("Edit of an input"), lambda now: now.with_edit(edit))

    def rest_on(self, draws: Draws, report: str) -> None:
        """Put the draws of a refit under the whole document, with its report."""
        self._do(self.tr("Refit"), lambda now: now.with_fit(draws, report))

    def choose_call(self, call_id: str) -> None:
        """Turn to another call: its first scenario is opened and becomes the baseline, added where there is none."""
        self._do(self.tr("Change of call"), lambda now: turned_to(now, call_id, self.tr("Status quo")))

    # Scenarios ----------------------------------------------------------------------------------------------------

    def open_scenario(self, row: int) -> None:
        """Load a card into the levers."""
        self._do(self.tr("Opening of a scenario"), lambda now: now.opened_at(row))

    def keep(self) -> None:
        """Put what the levers say into the opened card."""
        self._do(self.tr("Keeping of a scenario"), lambda now: now.kept())

    def keep_as_new(self) -> None:
        """Add what the levers say as a new card and open it."""
        name = self.tr("Scenario {}").format(len(self._document.scenarios) + 1)
        self._do(self.tr("Keeping as a new scenario"), lambda now: now.kept_as_new(name))

    def rename_scenario(self, row: int, name: str) -> None:
        """Give a card another name."""
        self._do(self.tr("Renaming of a scenario"), lambda now: now.renamed(row, name))

    def duplicate_scenario(self, row: int) -> None:
        """Copy a card."""
        self._do(self.tr("Copy of a scenario"), lambda now: now.duplicated(row))

    def delete_scenario(self, row: int) -> None:
        """Remove a card."""
        self._do(self.tr("Deletion of a scenario"), lambda now: now.deleted(row))

    def move_scenario(self, row: int, to: int) -> None:
        """Move a card to another place."""
        self._do(self.tr("Move of a scenario"), lambda now: now.moved(row, to))

    def note_scenario(self, row: int, text: str) -> None:
        """Write a card's note; typing is one step until something else is done."""
        self._do(self.tr("Note"), lambda now: now.with_note(row, text), ("note", str(row), 0))

    def present_scenario(self, row: int, slide: Slide) -> None:
        """Present a card in another way."""
        self._do(self.tr("Change of a slide"), lambda now: now.with_slide(row, slide))

    def choose_baseline(self, row: int) -> None:
        """Compare everything with another card."""
        self._do(self.tr("Change of the baseline"), lambda now: now.with_baseline(row))

    # What is looked at: no part of the document, so no step -------------------------------------------------------

    def select_firm(self, firm_id: str | None) -> None:
        """Select a firm everywhere, or none."""
        self._look(selected=firm_id)

    def focus_lever(self, lever_id: str) -> None:
        """Say which lever the views along a lever follow."""
        if lever_id != self._view.lever:
            self._look(lever=lever_id)

    def set_sort(self, sort: str) -> None:
        """Sort the firms by chance, name, listing or date."""
        self._look(sort=next((known for known in SORTS if known == sort), self._view.sort))

    def set_language(self, language: Language) -> None:
        """Show names in another language."""
        self._look(language=language)
        self.title_changed.emit()

    def set_shield(self, on: bool) -> None:
        """Show letters instead of firms."""
        self._look(shield=on)

    def set_views(self, shown: frozenset[str]) -> None:
        """Say which second views are in sight; what only they show is computed from now on."""
        self._view = replace(self._view, shown=shown)
        self._ask_parts()

    def set_turns(self, turns: Turns | None) -> None:
        """Let firms speak in another order, or as recorded. A way to look at the policy, no part of the document."""
        if turns != self._view.turns:
            self._view = replace(self._view, turns=turns)
            self._open.add("announcements")
            self._look(turns=turns)
            self._show(announcements=None)
            self._ask_parts()

    def choose_equilibrium(self, row: int) -> None:
        """Draw another of the equilibria found, until the policy changes. No part of the document."""
        frame = self._frame
        if frame is not None and frame.claim is not None and row != frame.outcome.equilibrium.shown:
            try:
                self._show(outcome=outcome_at(frame.case, frame.scenario, frame.claim, row))
            except ModelError as fault:
                self.problem.emit(fault)

    # Files --------------------------------------------------------------------------------------------------------

    def adopt(self, document: Document, path: Path | None = None, recovered: bool = False) -> None:
        """Take over another document with no step to undo; a recovered one counts as unsaved."""
        self.undo_stack.clear()
        self._path, self._recovered = path, recovered
        self._view = replace(self._view, dragged="", selected=None, lever=document.case.levers[0].id)
        self._replace(document)
        self.title_changed.emit()

    def mark_saved(self, path: Path) -> None:
        """Remember where the document was saved and that nothing would be lost now."""
        self._path, self._recovered = path, False
        self.undo_stack.setClean()
        self.title_changed.emit()
        self.saved.emit(path)

    def results(self) -> dict[int, Any]:
        """Return the outcome of every card by its row, solving those that are not known; ModelError as by solve."""
        case = self._document.effective_case
        return {row: self._outcomes.of(case, card) for row, card in enumerate(self._document.scenarios)}

    def report(self, fault: ModelError) -> None:
        """Tell of a problem; what is on screen stays."""
        self.problem.emit(fault)

    def start(self) -> None:
        """Solve what is open for the first time."""
        self._ask()

    def close(self) -> None:
        """End both lanes; to be called before the window goes."""
        self._closed = True
        self._pause.stop()
        self._live.close()
        self._refine.close()

    # How it works -------------------------------------------------------------------------------------------------

    def _do(self, text: str, step: Callable[[Document], Document], gesture: Gesture | None = None) -> None:
        try:
            after = step(self._document)
        except ModelError as fault:
            self.problem.emit(fault)
            self._show()  # the view that asked goes back to what is
            return
        if after != self._document:
            self.undo_stack.push(ReplaceDocument(self._replace, self._document, after, text, gesture))
        else:
            self._show()

    def _replace(self, document: Document) -> None:
        self._document = document
        self._refine.drop()
        self.document_changed.emit()
        self._ask()

    def _ask(self) -> None:
        document, last = self._document, self._answered
        self._serial += 1
        start = None
        if self._view.dragged and last is not None:
            start = _start(last, document.working.firm_ids)
        case, working, baseline = document.effective_case, document.working, document.baseline_scenario
        request = Request(self._serial, document, case, working, baseline, start)
        if self._closed:
            return
        if last is not None and solved_alike(last.request, request):
            self._take(replace(last, request=request))  # a name or a note: nothing to solve
        else:
            self._live.ask(request)

    def _take(self, response: Response) -> None:
        request, solution = response.request, response.solution
        if self._answered is not None and request.serial < self._answered.request.serial:
            return  # a newer one needed no solving
        if solution is None:
            self.problem.emit(response.problem)
            here = {"document": request.document, "scenario": request.scenario, "case": request.case}
            self._show(stale=True, problem=response.problem, busy=frozenset(), **here)
            return
        if self._frame is None or self._frame.problem is not None:
            self.problem.emit(None)
        self._answered = response
        self._open = {row.id for row in self._refinements}
        busy = frozenset(row.id for row in self._wanted())
        self._frame = composed(request, solution, self._view, self._frame, busy)
        self._pause.start()
        self.frame_changed.emit(self._frame)

    def _wanted(self) -> tuple[Refinement, ...]:
        """Return the refinements still to be asked, without those that no view in sight shows."""
        shown = {"", *self._view.shown}
        return tuple(row for row in self._refinements if row.id in self._open and row.view in shown)

    def _ask_parts(self) -> None:
        busy = frozenset(row.id for row in self._wanted())
        if self._frame is not None and self._frame.problem is None and busy != self._frame.busy:
            self._show(busy=busy)
            if busy:
                self._pause.start()

    def _start_refining(self) -> None:
        last, frame = self._answered, self._frame
        if last is None or last.solution is None or frame is None or self._closed or not self._wanted():
            return
        request, solution = last.request, last.solution
        solved = (frame.outcome, solution.baseline, self._outcomes)
        question = Question(request.document, request.case, request.scenario, *solved, bool, frame.turns)
        self._refine.ask(request.serial, question, self._wanted())

    def _add_parts(self, serial: int, refinement_id: str, parts: dict[str, Any]) -> None:
        if self._frame is None or self._answered is None or serial != self._answered.request.serial:
            return
        self._open.discard(refinement_id)
        self._show(busy=self._frame.busy - {refinement_id}, **parts)

    def _look(self, **changes: Any) -> None:
        self._view = replace(self._view, **changes)
        if self._frame is not None:
            self._show(**looks(self._frame.case, self._frame.outcome.firm_ids, self._view))

    def _show(self, **changes: Any) -> None:
        if self._frame is not None and not self._closed:
            self._frame = replace(self._frame, **changes)
            self.frame_changed.emit(self._frame)


def _start(last: Response, firm_ids: tuple[str, ...]) -> Floats | None:
    """Return probabilities to start from, where the last solution is of the same firms."""
    if last.solution is None or last.solution.outcome.firm_ids != firm_ids:
        return None
    return last.solution.outcome.join_probability

"""The one mutable place: which document is open, what is solved of it, and how it is looked at.

Every change is a document replaced by another (steps.py). A new policy is solved by the live lane (lanes.py); when the
outcome arrives, one frame is composed and sent to the views. Until then the last frame stands as it is, so that
what is on screen always belongs together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.composing import View, composed, looks, map_levers
from gui.frame import SORTS, Frame, Language
from gui.lanes import Lanes
from gui.shielding import names_of
from gui.solving import Outcomes, Refinement, Response
from gui.steps import Steps
from model.case import Case
from model.claims import outcome_at
from model.document import Document
from model.errors import ModelError
from model.questions.swings import FIRM, WORKING_HEADLINE

TOGETHER_MS = 60  # slow parts that come while a lever is held are shown together: a hand may go on at any time
FORGOTTEN: dict[str, Any] = {  # what belongs to the equilibrium drawn
    **{"bands": None, "changes": None, "bandless": None, "lever_bands": None, "attribution": None, "motives": None},
    **{"flips": MappingProxyType({}), "curves": MappingProxyType({})},
}


class Session(Steps):
    """A document, its steps and its frame. Views never see it; the window hands their intents to it."""

    frame_changed = Signal(object)  # Frame

    def __init__(
        self,
        case: Case,
        refinements: Sequence[Refinement] = (),
        outcomes: Outcomes | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(case, parent)
        self._lanes = Lanes(refinements, outcomes or Outcomes(), self)
        self._lanes.answered.connect(self._take)
        self._lanes.rested.connect(self._start_refining)
        self._lanes.refined.connect(self._add_parts)
        self._lanes.told.connect(lambda parts: self._show(**parts))
        self._frame: Frame | None = None
        self._late = QTimer(self, singleShot=True, interval=TOGETHER_MS)  # parts that are in the frame, not yet shown
        self._late.timeout.connect(self._show)
        self._view = View(lever=case.levers[0].id, axes=map_levers(case.levers))
        self._closed = False

    # What is there ------------------------------------------------------------------------------------------------

    @property
    def frame(self) -> Frame | None:
        """The last frame, or None before the first outcome."""
        return self._frame

    @property
    def settled(self) -> bool:
        """Whether the frame shows the document as it is and nothing is computing."""
        done = self._frame is not None and not self._frame.busy and self._lanes.idle
        return done and not self._late.isActive()

    def told(self, text: str) -> str:
        """Return a text as it may be shown; under the name shield without what would tell a firm."""
        view = self._view
        return names_of(self._document.effective_case, view.language, True).clean(text) if view.shield else text

    def discreet(self, folder: Path) -> Path:
        """Return where a file dialog begins: under the name shield at home, where the folder would tell a firm."""
        if not self._view.shield:
            return folder
        try:
            listed = [entry.name for entry in folder.iterdir()]
        except OSError:
            listed = []
        return Path.home() if any(self.told(name) != name for name in (str(folder), *listed)) else folder

    # Levers -------------------------------------------------------------------------------------------------------

    def set_lever(self, lever_id: str, value: float, gesture: int) -> None:
        """Move a lever; moves of one gesture are one step."""
        self._view = replace(self._view, dragged=lever_id, lever=lever_id)
        text = self.tr("Change of {}").format(self._document.case.lever(lever_id).name(self._view.language))
        self._do(text, lambda now: now.with_lever(lever_id, value), ("lever", lever_id, gesture))

    def set_levers(self, values: Mapping[str, float], gesture: int) -> None:
        """Move several levers at once, as a point of the trade-off map is dragged; one gesture is one step."""
        self._view = replace(self._view, dragged=next(iter(values)))
        names = (self._document.case.lever(lever_id).name(self._view.language) for lever_id in values)
        text = self.tr("Change of {}").format(", ".join(names))
        self._do(
            text,
            lambda now: now.with_working(now.working.with_levers(values)),
            ("levers", " ".join(values), gesture),
        )

    def release_lever(self) -> None:
        """End a drag: bars may change places again, and the outcome is solved from scratch."""
        if self._view.dragged:
            self._view = replace(self._view, dragged="")
            self._ask()

    # What is looked at: no part of the document, so no step -------------------------------------------------------

    def select_firm(self, firm_id: str | None) -> None:
        """Select a firm everywhere, or none; what matters follows it."""
        measure = f"{FIRM}{firm_id}" if firm_id else WORKING_HEADLINE
        follows = firm_id is not None or self._view.measure.startswith(FIRM)
        self._look(selected=firm_id, measure=measure if follows else self._view.measure)

    def set_measure(self, target: str) -> None:
        """Ask what matters for another headline, or for a firm, which is selected then."""
        if target.startswith(FIRM):
            self.select_firm(target.removeprefix(FIRM))
        else:
            self._look(measure=target)

    def focus_lever(self, lever_id: str) -> None:
        """Say which lever the views along a lever follow."""
        if lever_id != self._view.lever:
            self._look(lever=lever_id)
            self._lanes.reopen_along()
            self._show(lever_bands=None)
            self._ask_parts(anew=True)

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
        self.title_changed.emit()

    def set_views(self, shown: frozenset[str]) -> None:
        """Say which second views are in sight; what only they show is computed from now on."""
        self._view = replace(self._view, shown=shown)
        self._ask_parts()

    def set_axes(self, levers: tuple[str, ...]) -> None:
        """Spread the trade-off map over two other levers."""
        if levers != self._view.axes:
            for part in ("map", "map_fine", "map_finest"):
                self._lanes.reopen(part)
            self._look(axes=levers)
            self._ask_parts(anew=True)

    def choose_equilibrium(self, row: int) -> None:
        """Draw another of the equilibria found, as far as levers then carry it. No part of the document."""
        frame = self._frame
        if frame is not None and frame.claim is not None and row != frame.outcome.equilibrium.shown:
            try:
                outcome = outcome_at(frame.case, frame.scenario, frame.claim, row)
            except ModelError as fault:
                self.problem.emit(fault)
                return
            self._lanes.choose(outcome)
            self._show(outcome=outcome, branch_lost=False, **FORGOTTEN)
            self._ask_parts(anew=True)

    # Files --------------------------------------------------------------------------------------------------------

    def adopt(self, document: Document, path: Path | None = None, recovered: bool = False) -> None:
        """Take over another document with no step to undo; a recovered one counts as unsaved."""
        self.undo_stack.clear()
        self._path, self._recovered = path, recovered
        self._view = replace(self._view, dragged="", selected=None, lever=document.case.levers[0].id)
        self._view = replace(self._view, axes=map_levers(document.case.levers))
        self._replace(document)
        self.title_changed.emit()

    def results(self) -> dict[int, Any]:
        """Return the outcome of every card by its row, solving those that are not known; ModelError as by solve."""
        case = self._document.effective_case
        return {row: self._lanes.outcomes.of(case, card) for row, card in enumerate(self._document.scenarios)}

    def report(self, fault: ModelError) -> None:
        """Tell of a problem; what is on screen stays."""
        self.problem.emit(fault)

    def start(self) -> None:
        """Solve what is open for the first time."""
        self._ask()

    def close(self) -> None:
        """End both lanes; to be called before the window goes."""
        self._closed = True
        self._late.stop()
        self._lanes.close()

    # How it works -------------------------------------------------------------------------------------------------

    def _replace(self, document: Document) -> None:
        self._lanes.drop()
        super()._replace(document)
        self._ask()

    def _refresh(self) -> None:
        self._show()

    def _ask(self) -> None:
        self._lanes.ask(self._document, bool(self._view.dragged))

    def _take(self, response: Response) -> None:
        request, solution = response.request, response.solution
        if solution is None:
            self.problem.emit(response.problem)
            here = {"document": request.document, "scenario": request.scenario, "case": request.case}
            self._show(stale=True, problem=response.problem, busy=frozenset(), **here)
            return
        if self._frame is None or self._frame.problem is not None:
            self.problem.emit(None)
        self._frame = composed(request, solution, self._view, self._frame, self._busy())
        self._lanes.wait(bool(self._view.dragged))
        self._late.stop()
        self.frame_changed.emit(self._frame)

    def _busy(self) -> frozenset[str]:
        return frozenset(row.id for row in self._lanes.wanted(self._view.shown))

    def _ask_parts(self, anew: bool = False) -> None:
        busy = self._busy()
        if self._frame is not None and self._frame.problem is None and (anew or busy != self._frame.busy):
            self._show(busy=busy)
            if busy:
                self._lanes.wait(bool(self._view.dragged))

    def _start_refining(self) -> None:
        if self._frame is not None:
            self._lanes.refine(self._frame, self._view.shown)

    def _add_parts(self, refinement_id: str, parts: dict[str, Any]) -> None:
        if self._frame is None or self._closed:
            return
        self._frame = replace(self._frame, busy=self._frame.busy - {refinement_id}, **parts)
        if not self._view.dragged:
            self._show()
        elif not self._late.isActive():
            self._late.start()

    def _look(self, **changes: Any) -> None:
        self._view = replace(self._view, **changes)
        if self._frame is not None:
            self._show(**looks(self._frame.case, self._frame.outcome.firm_ids, self._view))

    def _show(self, **changes: Any) -> None:
        self._late.stop()
        if self._frame is not None and not self._closed:
            self._frame = replace(self._frame, **changes)
            self.frame_changed.emit(self._frame)

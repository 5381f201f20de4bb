"""The document and its steps: every change that a user can make, each one pushed on the undo stack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from gui.commands import Gesture, ReplaceDocument, turned_to
from model.aims import with_goal, with_reach, without_goal
from model.case import Case, Edit
from model.document import Document
from model.draws import Draws
from model.errors import ModelError
from model.goal import Goal
from model.outcome import Outcome
from model.recorded import Recorded
from model.scenario import Scenario
from model.slides import Slides
from model.speaking import Turns
from model.speeches import with_turns


class Steps(QObject):
    """A document and where it is saved. What follows from another document is up to the session."""

    document_changed = Signal()
    title_changed = Signal()
    problem = Signal(object)  # ModelError, or None where the last one is settled
    saved = Signal(object)  # Path

    def __init__(self, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.title_changed)
        self._document = Document.new(case)
        self._path: Path | None = None
        self._recovered = False

    # What is there ------------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The document as it stands, perhaps newer than the frame."""
        return self._document

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

    # Levers, firms and inputs -------------------------------------------------------------------------------------

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

    def record(self, record: Recorded, pin: bool) -> None:
        """Record what a firm decided, and pin it if asked."""
        self._do(self.tr("Record of a decision"), lambda now: now.with_record(record, pin))

    def forget(self, call: str, firm: str) -> None:
        """Forget what was recorded of a firm."""
        self._do(self.tr("Removal of a record"), lambda now: now.without_record(call, firm))

    def edit_all(self, edits: tuple[Edit, ...]) -> None:
        """Change several cells of the case as one step."""
        self._do(self.tr("Edit of firms"), lambda now: now.with_edits(edits))

    def add_firm(self, cells: dict[str, str]) -> None:
        """Add a firm to the case."""
        self._do(self.tr("New firm"), lambda now: now.with_firm(cells))

    def remove_firm(self, firm_id: str) -> None:
        """Take a firm out of the case, with what was edited and pinned of it."""
        self._do(self.tr("Removal of a firm"), lambda now: now.without_firm(firm_id))

    def rest_on(self, draws: Draws, report: str) -> None:
        """Put the draws of a refit under the whole document, with its report."""
        self._do(self.tr("Refit"), lambda now: now.with_fit(draws, report))

    def choose_call(self, call_id: str) -> None:
        """Turn to another call: its first scenario is opened and becomes the baseline, added where there is none."""
        self._do(self.tr("Change of call"), lambda now: turned_to(now, call_id, self.tr("Status quo")))

    def set_turns(self, turns: Turns | None) -> None:
        """Let the firms of the call on show announce in another order, or as recorded."""
        call = self._document.working.call
        self._do(self.tr("Order of announcements"), lambda now: with_turns(now, call, turns))

    # Scenarios ----------------------------------------------------------------------------------------------------

    def open_scenario(self, row: int) -> None:
        """Load a card into the levers."""
        self._do(self.tr("Opening of a scenario"), lambda now: now.opened_at(row))

    def keep(self) -> None:
        """Put what the levers say into the opened card."""
        self._do(self.tr("Keeping of a scenario"), lambda now: now.kept())

    def keep_as_new(self) -> None:
        """Add what the levers say as a new card and open it."""
        name = self.tr("Scenario {}").format(len(self._document.scenarios))  # after the status quo they count from 1
        self._do(self.tr("Keeping as a new scenario"), lambda now: now.kept_as_new(name))

    def rename_scenario(self, row: int, name: str) -> None:
        """Give a card another name."""
        self._do(self.tr("Renaming of a scenario"), lambda now: now.renamed(row, name))

    def duplicate_scenario(self, row: int) -> None:
        """Copy a card."""
        self._do(self.tr("Copy of a scenario"), lambda now: now.duplicated(row))

    def compute_again(self, anew: Mapping[int, Outcome]) -> None:
        """Add beside each of these cards, whose numbers the file keeps, one with the numbers of this version."""
        name = self.tr("{} (computed again)")

        def added(now: Document) -> Document:
            for row, outcome in sorted(anew.items(), reverse=True):
                now = now.recomputed(row, outcome, name.format(now.scenarios[row].name))
            return now

        self._do(self.tr("Computing again"), added)

    def delete_scenario(self, row: int) -> None:
        """Remove a card."""
        self._do(self.tr("Deletion of a scenario"), lambda now: now.deleted(row))

    def move_scenario(self, row: int, to: int) -> None:
        """Move a card to another place."""
        self._do(self.tr("Move of a scenario"), lambda now: now.moved(row, to))

    def note_scenario(self, row: int, text: str) -> None:
        """Write a card's note; typing is one step until something else is done."""
        self._do(self.tr("Note"), lambda now: now.with_note(row, text), ("note", str(row), 0))

    def set_slides(self, slides: Slides, typed: str = "") -> None:
        """Present the document with other slides; ``typed`` names the field whose letters are one step."""
        gesture = ("slides", typed, 0) if typed else None
        self._do(self.tr("Change of the slides"), lambda now: now.with_slides(slides), gesture)

    def choose_baseline(self, row: int) -> None:
        """Compare everything with another card."""
        self._do(self.tr("Change of the baseline"), lambda now: now.with_baseline(row))

    # Goals --------------------------------------------------------------------------------------------------------

    def keep_goal(self, name: str, goal: Goal) -> None:
        """Keep a goal in the file under a name."""
        self._do(self.tr("Keeping of a goal"), lambda now: with_goal(now, name, goal))

    def remove_goal(self, name: str) -> None:
        """Remove a goal from the file."""
        self._do(self.tr("Removal of a goal"), lambda now: without_goal(now, name))

    def set_reach(self, reach: Goal) -> None:
        """Let levers swing within other limits in *What matters*."""
        self._do(self.tr("Ranges of the levers"), lambda now: with_reach(now, reach))

    # Files --------------------------------------------------------------------------------------------------------

    def mark_saved(self, path: Path) -> None:
        """Remember where the document was saved and that nothing would be lost now."""
        self._path, self._recovered = path, False
        self.undo_stack.setClean()
        self.title_changed.emit()
        self.saved.emit(path)

    # How a step is made -------------------------------------------------------------------------------------------

    def _do(self, text: str, step: Callable[[Document], Document], gesture: Gesture | None = None) -> None:
        """Replace the document as one step; what cannot be done is told, and nothing changes."""
        try:
            after = step(self._document)
        except ModelError as fault:
            self.problem.emit(fault)
            self._refresh()  # the view that asked goes back to what is
            return
        if after != self._document:
            self.undo_stack.push(ReplaceDocument(self._replace, self._document, after, text, gesture))
        else:
            self._refresh()

    def _replace(self, document: Document) -> None:
        """Take another document: done, undone or redone."""
        self._document = document
        self.document_changed.emit()

    def _refresh(self) -> None:
        """Show once more what is, where a view asked for something that changes nothing."""

"""The one undo command: a document is replaced by another. A drag of one lever is one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from model.document import Document

Gesture = tuple[str, str, int]  # what is done, to what, and which movement of the hand

_MERGEABLE, _ALONE = 1, -1  # Qt merges neighbours of the same id unless it is -1


class ReplaceDocument(QUndoCommand):
    """Replace a document by another; merged with the step before it while the gesture lasts."""

    def __init__(
        self,
        show: Callable[[Document], None],
        before: Document,
        after: Document,
        text: str,
        gesture: Gesture | None = None,
    ) -> None:
        super().__init__(text)
        self._show, self._before, self._after, self._gesture = show, before, after, gesture

    def id(self) -> int:
        """Return the same id for every step that has a gesture."""
        return _ALONE if self._gesture is None else _MERGEABLE

    def redo(self) -> None:
        """Show the document after the step."""
        self._show(self._after)

    def undo(self) -> None:
        """Show the document before the step."""
        self._show(self._before)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over the end of a step of the same gesture; a gesture that returns to its start leaves no step."""
        if not isinstance(other, ReplaceDocument) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True


def turned_to(document: Document, call_id: str, name: str) -> Document:
    """Return a document that looks at another call, against that call's first scenario, added where there is none."""
    if document.working.call == call_id:
        return document
    rows = [row for row, card in enumerate(document.scenarios) if card.call == call_id]
    if not rows:
        document = document.with_working(document.effective_case.scenario_for(call_id)).kept_as_new(name)
        rows = [document.opened]
    return document.opened_at(rows[0]).with_baseline(rows[0])

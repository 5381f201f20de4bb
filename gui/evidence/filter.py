"""Which inputs the evidence lists: a proxy between the table of all inputs and what is on screen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel

from gui.evidence.table import ROW_ROLE, SORT_ROLE
from gui.evidence.words import RowText

Index = QModelIndex | QPersistentModelIndex


class EvidenceFilter(QSortFilterProxyModel):
    """Shows the inputs that contain every word typed, of one group and one grade, edited ones only if asked."""

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[str, ...] = ()
        self.group = self.grade = ""
        self.edited_only = False
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)

    def choose(self, *, text: str, group: str, grade: str, edited_only: bool) -> None:
        """Show what fits; an empty text, group or grade fits all."""
        self.beginFilterChange()
        self.words = tuple(text.casefold().split())
        self.group, self.grade, self.edited_only = group, grade, edited_only
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, _parent: Index) -> bool:
        """Say whether an input fits."""
        model = self.sourceModel()
        text: RowText = model.index(source_row, 0).data(ROW_ROLE)
        row = text.row
        return (
            (not self.group or row.group == self.group)
            and (not self.grade or row.entry.grade == self.grade)
            and (not self.edited_only or row.edited)
            and all(word in text.found for word in self.words)
        )

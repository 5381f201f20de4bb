"""The inputs as a table that Qt can show, sort, filter and edit: every text is made once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gui.evidence.words import RowText, Words, grade_means
from gui.frame import Frame
from gui.numbers import DASH
from model.case import Edit
from model.errors import LeverError, ModelError
from model.evidence import EvidenceRow, evidence, twins
from model.questions.swings import Cell

SUBJECT, LABEL, VALUE, UNIT, RANGE, GRADE, RANK, SOURCE, REASON = range(9)
UNRANKED, UNKNOWN = 1_000_000, 2_000_000  # sorted behind every rank: what moves nothing, what is not computed
ROW_ROLE = Qt.ItemDataRole.UserRole + 1  # RowText
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class EvidenceTable(QAbstractTableModel):
    """Every input of a case. An edit that is refused stays in ``fault`` and asks for nothing."""

    edit_asked = Signal(object)  # Edit

    def __init__(self) -> None:
        super().__init__()
        self._words: Words | None = None
        self._texts: tuple[RowText, ...] = ()
        self._frame: Frame | None = None
        self._ranks: Mapping[Cell, int] | None = None

    # What is shown --------------------------------------------------------------------------------------------------

    def show_frame(self, frame: Frame, force: bool = False) -> None:
        """Show a frame's inputs; a cell that changed is exchanged in its place."""
        last, self._frame = self._frame, frame
        alike = last is not None and not force and _same_words(last, frame)
        self._rank(frame)
        if alike and last is not None and last.case is frame.case:
            return
        words = Words(frame)
        before = {text.row: text for text in self._texts} if alike else {}
        texts = words.shown(evidence(frame.case, frame.document.case), before)
        same_rows = [text.row.key for text in texts] == [text.row.key for text in self._texts]
        if same_rows and texts:
            self._words, self._texts = words, texts
            self.dataChanged.emit(self.index(0, 0), self.index(len(texts) - 1, REASON))
        else:
            self.beginResetModel()
            self._words, self._texts = words, texts
            self.endResetModel()

    def _rank(self, frame: Frame) -> None:
        """Take the ranks of a frame's tornado over assumptions, where it is computed for this policy."""
        swings = frame.assumption_swings
        ranks = None
        if swings is not None and swings.is_of(frame.scenario) and frame.measure in swings.targets:
            ranks = {bar.factor.cell: bar.rank for bar in swings.tornado(frame.measure).bars if bar.factor.cell}
        if ranks != self._ranks:
            self._ranks = ranks
            if self._texts:
                self.dataChanged.emit(self.index(0, RANK), self.index(len(self._texts) - 1, RANK))

    def rank_of(self, row: EvidenceRow) -> int | None:
        """Return an input's rank in the tornado: 0 where it moves nothing, None where that is not known."""
        if self._ranks is None or self._frame is None:
            return None
        twin = next(iter(twins(self._frame.case, row.edit_to(row.value))), None)
        cells = [row.key] if twin is None else [row.key, (twin.table, twin.row, twin.column)]
        return next((self._ranks[cell] for cell in cells if cell in self._ranks), 0)

    @property
    def words(self) -> Words | None:
        """How the rows on screen are written, or None before the first frame."""
        return self._words

    @property
    def texts(self) -> tuple[RowText, ...]:
        """The rows in the order of the case."""
        return self._texts

    def row_of(self, key: tuple[str, str, str]) -> int | None:
        """Return where an input stands, or None where it is not shown."""
        return next((row for row, text in enumerate(self._texts) if text.row.key == key), None)

    # What Qt asks ---------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of inputs."""
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else REASON + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        """Return a column's heading."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole and section == RANK:
            return self.tr("Rank among all assumptions by how far the figure of “What matters” moves")
        return self.headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def headings(self) -> tuple[str, ...]:
        """Return the headings in the language on screen."""
        return (
            self.tr("About"), self.tr("Input"), self.tr("Value"), self.tr("Unit"), self.tr("Range"),
            self.tr("Grade"), self.tr("Rank"), self.tr("Source"), self.tr("Reason"),
        )  # fmt: skip

    def copied(self, texts: Sequence[RowText]) -> str:
        """Return rows as tab-separated text for a spreadsheet: plain numbers, one input a line, headings first."""
        subject, label, value, unit, _, grade, _, *ends = self.headings()
        numbers = (value, self.tr("Low"), self.tr("High"), self.tr("Value of the case"))
        lines = [(subject, label, *numbers, unit, grade, *ends), *(text.plain for text in texts)]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines) + "\n"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, what it is sorted by, or how it is read aloud."""
        if not index.isValid():
            return None
        text, column = self._texts[index.row()], index.column()
        answers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: self._shown(text, column),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _alignment(column),
            Qt.ItemDataRole.EditRole: lambda: self._typed(text, column),
            Qt.ItemDataRole.ToolTipRole: lambda: self._said(text, column),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._said(text, column),
            ROW_ROLE: lambda: text,
            SORT_ROLE: lambda: self._sorted_by(text, column),
        }
        return answers[role]() if role in answers else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let values be edited, unless there is one possible value only."""
        flags = super().flags(index)
        if index.isValid() and index.column() == VALUE and not self._texts[index.row()].row.measure.fixed:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for an edit: a text as typed, or a number. What is refused asks for nothing."""
        if role != Qt.ItemDataRole.EditRole or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        row = self._texts[index.row()].row
        if self.fault(row, value):
            return False
        edit = row.edit_to(self._number(row, value))
        if edit.value != row.edit_to(row.value).value:
            self.edit_asked.emit(edit)
        return True

    # Editing --------------------------------------------------------------------------------------------------------

    def fault(self, row: EvidenceRow, value: object) -> str:
        """Return why a value cannot be taken, in the language on screen, or ""."""
        words = self._words
        if words is None:
            return ""
        try:
            number = self._number(row, value)
        except LeverError:
            text = self.tr("{}: “{}” is not a number. Use {}.")
            return text.format(row.label(words.language), value, words.allowed(row))
        if not row.measure.allows(number):
            text = self.tr("{}: the value is not possible. Use {}.")
            return text.format(row.label(words.language), words.allowed(row))
        return self._refused(row.edit_to(number))

    def caution(self, row: EvidenceRow, value: object) -> str:
        """Return what there is to know about a value that can be taken, or ""."""
        words = self._words
        if words is None or self.fault(row, value) or not row.side_of(self._number(row, value)):
            return ""
        return self.tr("Outside the stated range {}. It can be used and will be marked.").format(self.range_of(row))

    def range_of(self, row: EvidenceRow) -> str:
        """Return the range that the case states for an input, with its unit."""
        words = self._words
        if words is None:
            return ""
        return words.with_unit(row, words.row(row).range)

    def _number(self, row: EvidenceRow, value: object) -> float:
        if isinstance(value, int | float):
            return float(value)
        return self._words.read(row, str(value)) if self._words is not None else float("nan")

    def _refused(self, edit: Edit) -> str:
        """Return what the document itself says against an edit; names and ids stay hidden under the shield."""
        frame, words = self._frame, self._words
        if frame is None:
            return ""
        try:
            frame.document.with_edit(edit)
        except ModelError as fault:
            text = fault.text(frame.language)
            hidden = words is not None and words.names_a_firm(text)
            return self.tr("The value does not fit the other inputs.") if hidden else text
        return ""

    def _shown(self, text: RowText, column: int) -> str:
        if column != RANK:
            return _cell(text, column)
        rank = self.rank_of(text.row)
        return "" if rank is None else str(rank) if rank else DASH

    def _sorted_by(self, text: RowText, column: int) -> str | float:
        if column != RANK:
            return _sorted_by(text, column)
        rank = self.rank_of(text.row)
        return UNKNOWN if rank is None else rank or UNRANKED

    def _typed(self, text: RowText, column: int) -> str:
        return self._words.typed(text.row) if column == VALUE and self._words is not None else _cell(text, column)

    def _said(self, text: RowText, column: int) -> str:
        row = text.row
        if column == GRADE:
            return grade_means(row.entry.grade)
        if column == RANK:
            return self.tr("Moves nothing") if self.rank_of(row) == 0 else self._shown(text, column)
        if column not in {VALUE, RANGE} or self._words is None:
            return _cell(text, column)
        parts = [self._words.with_unit(row, text.value if column == VALUE else text.range)]
        if row.edited:
            parts.append(self.tr("Edited; it was {}.").format(self._words.with_unit(row, text.loaded)))
        if row.beyond:
            parts.append(beyond_text(row.beyond))
        if column == VALUE and row.measure.fixed:
            parts.append(self.tr("This value is fixed."))
        return "\n".join(parts)


def beyond_text(side: int) -> str:
    """Return on which side of the stated range a value lies."""
    if side > 0:
        return QCoreApplication.translate("EvidenceTable", "Above the stated range.")
    return QCoreApplication.translate("EvidenceTable", "Below the stated range.")


def _same_words(last: Frame, frame: Frame) -> bool:
    """Say whether everything but values reads the same: names and sources come from the case as loaded."""
    same_look = (last.language, last.shield) == (frame.language, frame.shield)
    return same_look and last.document.case is frame.document.case


def _cell(text: RowText, column: int) -> str:
    return (
        text.subject, text.label, text.value, text.unit, text.range, text.row.entry.grade, "", text.source, text.reason
    )[column]  # fmt: skip


def _sorted_by(text: RowText, column: int) -> str | float:
    if column == VALUE:
        return text.row.value
    if column == RANGE:
        return text.row.entry.high - text.row.entry.low
    return _cell(text, column).casefold()


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft
    if column in {VALUE, RANGE, RANK}:
        side = Qt.AlignmentFlag.AlignRight
    if column == GRADE:
        side = Qt.AlignmentFlag.AlignHCenter
    return side | Qt.AlignmentFlag.AlignVCenter

"""What the table of firms shows: cells as text, what is known of each, and what may be edited, for one frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from gui.frame import Frame, shown_names
from gui.numbers import between
from model.case import Edit
from model.errors import CaseError
from model.firmfields import EDITABLE, Field, home_of, reading, said
from model.owncase import firm_cells, is_own
from model.sheets import Grid
from model.shield import TELLING_COLUMNS

_NAMING = frozenset({"name_ko", "name_en", "short_name_ko", "short_name_en", "aliases", "announced_on"})

Place = tuple[int, int]


@dataclass(frozen=True)
class FirmRows:
    """The firms of a frame's case as a grid: a firm a row, a field a column."""

    ids: tuple[str, ...]
    names: tuple[str, ...]  # as shown
    fields: tuple[Field, ...]
    call: str
    cells: Grid = field(repr=False)
    hints: dict[Place, str] = field(repr=False)
    fixed: frozenset[int] = field(repr=False)  # columns that cannot be edited
    locked: frozenset[Place] = field(repr=False)
    marked: frozenset[Place] = field(repr=False)  # edited in this document
    language: str = "en"

    def edit(self, row: int, column: int, text: str) -> Edit:
        """Return the edit that writes a text into a cell; CaseError names the cell, the cause and the remedy."""
        entry = self.fields[column]
        if column in self.fixed or (row, column) in self.locked:
            cause = ("cannot be edited here", "은(는) 여기서 고칠 수 없습니다")
            raise self._fault(row, column, cause)
        value, problem, grave = reading(entry, text)
        needed = entry.is_number or (entry.column.required and entry.id != "announced_on")
        if not value and needed:
            raise self._fault(row, column, ("is empty; write a value", "이(가) 비어 있습니다. 값을 쓰십시오"))
        if problem is not None and grave:
            raise self._fault(row, column, (problem[0], f": {problem[1]}"))
        table = home_of(entry)
        firm = self.ids[row]
        return Edit(table, firm if table == "firms" else f"{self.call}/{firm}", entry.id, value)

    def edits(self, row: int, column: int, block: Grid) -> tuple[Edit, ...]:
        """Return the edits of a block of cells from a place on; CaseError where one is wrong or stands outside."""
        height, width = len(block), len(block[0])
        if row + height > len(self.ids) or column + width > len(self.fields):
            raise CaseError(
                f"{height} rows and {width} columns do not fit below and beside this cell. Start further up or left.",
                f"{height}행 {width}열은 이 칸에서부터 들어가지 않습니다. 더 위나 왼쪽 칸에서 시작해 주십시오.",
            )
        return tuple(
            self.edit(row + down, column + right, text)
            for down, cells in enumerate(block)
            for right, text in enumerate(cells)
            if text != self.cells[row + down][column + right]
        )

    def sheet(self) -> Grid:
        """Return the table with headings, as it goes to a spreadsheet."""
        named = any(entry.id == "name_en" for entry in self.fields)
        heads = tuple(entry.heading(self.language) for entry in self.fields)
        if named:
            return heads, *self.cells
        first = "기업명" if self.language == "ko" else "Name (English)"
        return (first, *heads), *((name, *row) for name, row in zip(self.names, self.cells, strict=True))

    def _fault(self, row: int, column: int, cause: tuple[str, str]) -> CaseError:
        firm, entry = self.names[row], self.fields[column]
        return CaseError(f"{firm}, {entry.en} {cause[0]}.", f"{firm}, {entry.ko}{cause[1]}.")


def firm_rows(frame: Frame) -> FirmRows:
    """Return the firms of a frame's case; under the shield without what would tell a firm."""
    case, language = frame.case, frame.language
    fields = tuple(entry for entry in EDITABLE if not (frame.shield and _tells(entry)))
    rows = firm_cells(case, frame.scenario.call)
    ids = tuple(row["id"] for row in rows)
    cells = tuple(tuple(said(entry, row.get(entry.id, ""), language) for entry in fields) for row in rows)
    places = [(row, column) for row in range(len(ids)) for column in range(len(fields))]
    eligible = set(case.eligible_ids(frame.scenario.call))
    own = is_own(case)
    edited = {(edit.table, edit.row.split("/")[-1], edit.column) for edit in frame.document.edits}
    return FirmRows(
        ids=ids,
        names=shown_names(case, ids, language, frame.shield),
        fields=fields,
        call=frame.scenario.call,
        cells=cells,
        hints={(row, column): hint(frame, ids[row], fields[column]) for row, column in places},
        fixed=frozenset(place for place, entry in enumerate(fields) if not (own or entry.is_number)),
        locked=frozenset(
            (row, column)
            for row, column in places
            if home_of(fields[column]) == "eligibility" and ids[row] not in eligible
        ),
        marked=frozenset(
            (row, column) for row, column in places if (home_of(fields[column]), ids[row], fields[column].id) in edited
        ),
        language=language,
    )


def hint(frame: Frame, firm: str, entry: Field) -> str:
    """Return range, grade and source of a cell, the source not under the shield."""
    table = home_of(entry)
    row = firm if table == "firms" else f"{frame.scenario.call}/{firm}"
    known = frame.case.input_of(table, row, entry.id)
    if known is None:
        return entry.allowed(frame.language)
    words = ("범위", "등급", "출처") if frame.language == "ko" else ("range", "grade", "source")
    ends = between(frame.language, f"{known.low:g}", f"{known.high:g}")
    parts = [f"{words[0]} {ends}", f"{words[1]} {known.grade}"]
    return " · ".join([*parts, *([] if frame.shield else [f"{words[2]} {known.source}"])])


def _tells(entry: Field) -> bool:
    return entry.id in _NAMING or entry.id in TELLING_COLUMNS

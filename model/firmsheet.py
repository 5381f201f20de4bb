"""Firms as a sheet: which column is which, and which cell is wrong and why.

A sheet has headings and a firm a line; notes, sums and blank lines are passed over (``model/sheetheads.py``). What is
missing is no fault: it gets a starting value later. What is there must be usable, or is reported with place and remedy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from model.firmfields import COMMA, FIELD_BY_ID, FIELDS, GROUPED, Field, Text, number_in, reading
from model.sheetheads import Mapped, factors, header_row, headings, is_note, is_sum, matched, under
from model.sheets import Grid

MOST_FIRMS = 60
WHOLE_ROW = -1
_OPTIONAL = frozenset({"id", "aliases", "announced_on", "source", "grade"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell (or, with WHOLE_ROW, a line) of a sheet; ``grave`` ones must be mended."""

    row: int
    column: int
    text_en: str
    text_ko: str
    grave: bool = True

    def text(self, language: str) -> str:
        """Return the cause and the remedy in ``"ko"`` or ``"en"``."""
        return self.text_ko if language == "ko" else self.text_en


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet that was looked through: the firms' cells by field, the line each stands on, and what is wrong."""

    firms: tuple[Mapping[str, str], ...] = field(repr=False)
    lines: tuple[int, ...]
    faults: tuple[Fault, ...]

    @property
    def usable(self) -> bool:
        """Whether a case can be made of it."""
        return not any(fault.grave for fault in self.faults)


def missing(mapped: Mapped) -> tuple[Field, ...]:
    """Return the fields that a sheet does not have and that get a starting value."""
    return tuple(row for row in FIELDS if row.id not in mapped and row.id not in _OPTIONAL and "name" not in row.id)


def checked(grid: Grid, mapped: Mapped) -> Checked:
    """Look through every cell; never raises, since a sheet may be mended where it stands."""
    head = header_row(grid)
    commas = frozenset(place for place in range(len(mapped)) if _has_decimal_comma(grid, head, place))
    firms, lines, faults = [], [], _heading_faults(mapped, head)
    passed, scales = set(under(grid)), factors(grid, mapped)
    for row in range(head + 1, len(grid)):
        if row in passed or not any(grid[row]) or is_note(grid[row]) or is_sum(grid[row]):
            continue
        cells, found = _read_line(grid, row, mapped, (commas, scales))
        firms.append(MappingProxyType(cells))
        lines.append(row)
        faults += found
    faults += _between(firms, lines, mapped)
    if not firms:
        faults.append(
            Fault(
                head,
                WHOLE_ROW,
                "there is no firm; add a line for each",
                "기업이 없습니다. 기업마다 한 행을 추가해 주십시오",
            )
        )
    return Checked(tuple(firms), tuple(lines), tuple(sorted(faults, key=lambda one: (one.row, one.column))))


def _heading_faults(mapped: Mapped, head: int) -> list[Fault]:
    if "name_en" in mapped or "name_ko" in mapped:
        return []
    return [
        Fault(
            head,
            WHOLE_ROW,
            "no column holds the firms' names; match one in the step before",
            "기업명 열이 없습니다. 앞 단계에서 기업명 열을 지정해 주십시오",
        )
    ]


def _read_line(
    grid: Grid, row: int, mapped: Mapped, how: tuple[frozenset[int], tuple[float, ...]]
) -> tuple[dict[str, str], list[Fault]]:
    """Read a line; ``how`` says which columns have decimal commas, and what their numbers are multiplied by."""
    (commas, scales), heads = how, headings(grid)
    cells: dict[str, str] = {}
    faults = []
    for place, field_id in enumerate(mapped):
        if not field_id:
            if grid[row][place] and not heads[place]:
                faults.append(Fault(row, place, *_ASTRAY))
            continue
        entry = FIELD_BY_ID[field_id]
        value, problem, grave = reading(entry, number_in(grid[row][place], scales[place]), place in commas)
        if scales[place] != 1.0 and value and not grave:
            text = grid[row][place]
            problem = (
                f"{text} was read as {value} in the model's unit",
                f"{text} → {value}: 모형의 단위로 바꾸어 읽었습니다",
            )
        if problem is not None:
            faults.append(Fault(row, place, *problem, grave))
        cells[field_id] = value
    return cells, faults


_ASTRAY: Text = (
    "stands beyond the last heading; a comma within a number or a text may have split a cell",
    "머리글이 없는 칸입니다. 숫자나 글에 든 쉼표 때문에 칸이 나뉘었는지 확인해 주십시오",
)


def _has_decimal_comma(grid: Grid, head: int, place: int) -> bool:
    cells = (row[place] for row in grid[head + 1 :])
    return any(COMMA.fullmatch(cell) and not GROUPED.fullmatch(cell) for cell in cells)


def _between(firms: Sequence[Mapping[str, str]], lines: Sequence[int], mapped: Mapped) -> list[Fault]:
    """Return what is wrong between lines: names that are missing or stand twice, and too many firms."""
    faults = []
    first: dict[tuple[str, str], int] = {}
    places = {name: mapped.index(name) for name in ("name_ko", "name_en", "id") if name in mapped}
    for row, cells in zip(lines, firms, strict=True):
        if places and not (cells.get("name_en") or cells.get("name_ko")):
            where = places.get("name_ko", places.get("name_en", WHOLE_ROW))
            faults.append(
                Fault(row, where, "the name is missing; write the firm's name", "기업명이 없습니다. 기업명을 쓰십시오")
            )
        for name, place in places.items():
            key = (name, cells.get(name, "").casefold())
            if key[1] and key in first:
                again = first[key] + 1
                faults.append(
                    Fault(
                        row,
                        place,
                        f"{cells[name]!r} stands in row {again} already; keep one of the two",
                        f"{cells[name]!r}이(가) {again}행에 이미 있습니다. 하나만 남겨 주십시오",
                    )
                )
            first.setdefault(key, row)
    if len(firms) > MOST_FIRMS:
        faults.append(
            Fault(
                lines[MOST_FIRMS],
                WHOLE_ROW,
                f"there are {len(firms)} firms; a call takes {MOST_FIRMS} at most, so leave some out",
                f"기업이 {len(firms)}개입니다. {MOST_FIRMS}개까지 다룰 수 있으므로 일부를 빼 주십시오",
            )
        )
    return faults


__all__ = ["Checked", "Fault", "Mapped", "checked", "header_row", "headings", "matched", "missing"]

"""Where a sheet of firms begins, which column is which and in which unit, and which lines are no firms.

Sheets from offices have a title above the headings, headings over two lines, a line of units, sums and closing notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from model.firmfields import FIELD_BY_ID, FIELDS, OTHER_NAMES
from model.sheets import Grid

LOOKED_THROUGH = 20  # lines in which headings are looked for
LEAST_HEADINGS = 2  # that make a line below the first one the headings
_NOTE_MARKS = ("#", "※", "*", "주:", "자료:", "출처:", "비고:", "source:", "note:", "notes:")
_SUMS = frozenset({"합계", "총계", "소계", "계", "평균", "total", "totals", "sum", "subtotal", "average"})
_BRACKET = re.compile(r"[(\[]([^)\]]*)[)\]]?\s*$")
_FACTORS: Mapping[str, Mapping[str, float]] = MappingProxyType(  # unit of a field -> unit written -> factor
    {
        "bn": {
            "십억원": 1.0,
            "10억원": 1.0,
            "억원": 0.1,
            "억": 0.1,
            "조원": 1e3,
            "백만원": 1e-3,
            "천원": 1e-6,
            "원": 1e-9,
        },
        "share": {"%": 0.01, "퍼센트": 0.01, "percent": 0.01},
    }
)
_KINDS: Mapping[str, str] = MappingProxyType({"bn_per_month": "bn", "probability": "share"})
Mapped = tuple[str, ...]  # a field's id by column of the sheet, "" where the column is left out


def is_note(cells: Sequence[str]) -> bool:
    """Say whether a line is a note: its first cell that holds anything begins with a mark."""
    return next((cell for cell in cells if cell), "").casefold().startswith(_NOTE_MARKS)


def is_sum(cells: Sequence[str]) -> bool:
    """Say whether a line sums the others up."""
    return any(re.sub(r"\s+", "", cell).casefold() in _SUMS for cell in cells)


def header_row(grid: Grid) -> int:
    """Return the line with the most headings that are recognised, or else the first neither blank nor a note."""
    told = [row for row, cells in enumerate(grid[:LOOKED_THROUGH]) if any(cells) and not is_note(cells)]
    if not told:
        return 0
    known = {row: sum(map(bool, matched(grid[row]))) for row in told}
    best = max(told, key=lambda row: (known[row], -row))
    return best if known[best] >= LEAST_HEADINGS else told[0]


def headings(grid: Grid) -> tuple[str, ...]:
    """Return the heading of each column; below one that stands over several, those of the second line."""
    head = header_row(grid)
    below = [row for row in under(grid) if not _is_units(grid[row])]
    second = grid[below[0]] if below else ("",) * len(grid[head])
    return tuple(lower or upper for upper, lower in zip(grid[head], second, strict=True))


def under(grid: Grid) -> tuple[int, ...]:
    """Return the lines that belong to the headings: a second line of headings, a line of units."""
    head, found = header_row(grid), list[int]()
    for row in range(head + 1, min(head + 3, len(grid))):
        cells = grid[row]
        second = not found and not cells[_name_column(grid[head])] and any(matched(cells))
        if not (_is_units(cells) or second):
            break
        found.append(row)
    return tuple(found)


def _name_column(header: Sequence[str]) -> int:
    mapped = matched(header)
    return next((mapped.index(name) for name in ("name_ko", "name_en") if name in mapped), 0)


def _is_units(cells: Sequence[str]) -> bool:
    """Say whether every cell of a line is empty or in brackets."""
    held = [cell for cell in cells if cell]
    return bool(held) and all(cell[0] in "([" and cell[-1] in ")]" for cell in held)


def factors(grid: Grid, mapped: Mapped) -> tuple[float, ...]:
    """Return what each column's numbers are multiplied by to be in the field's unit; 1 where no other unit is named."""
    heads, units = headings(grid), [grid[row] for row in under(grid) if _is_units(grid[row])]
    return tuple(
        _factor(field_id, (heads[place], *(row[place] for row in units))) for place, field_id in enumerate(mapped)
    )


def _factor(field_id: str, texts: Sequence[str]) -> float:
    unit = FIELD_BY_ID[field_id].unit if field_id else ""
    known = _FACTORS.get(_KINDS.get(unit, unit), {})
    for text in texts:
        found = _BRACKET.search(unicodedata.normalize("NFKC", text))
        if found:
            written = re.sub(r"^(월|단위)[:,\s]*|\s+", "", found[1])
            if written in known:
                return known[written]
    return 1.0


def matched(header: Sequence[str]) -> Mapped:
    """Return the field of each heading, in English or Korean, with or without unit; "" where none is recognised."""
    found: list[str] = []
    for heading in header:
        plain = re.sub(r"[(\[].*$", "", unicodedata.normalize("NFKC", heading))
        field_id = _KNOWN.get(_key(heading)) or _KNOWN.get(_key(plain)) or ""
        found.append("" if field_id in found else field_id)
    return tuple(found)


def _key(text: str) -> str:
    return re.sub(r"[\s_\-·.,:]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _known() -> dict[str, str]:
    known = {_key(name): row for row, also in OTHER_NAMES.items() for name in also}
    for row in FIELDS:
        known |= {_key(name): row.id for name in (row.en, row.ko, row.heading("en"), row.heading("ko"), row.id)}
    return known


_KNOWN = _known()

"""Sheets of firms without a window: what is wrong with one, cell by cell, and an empty one to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from gui.export.pack import write_whole
from gui.starting import Argument, Text, UsageError
from model.case import read_sheet
from model.errors import EXIT_DONE, EXIT_INPUT
from model.firmfields import FIELD_BY_ID
from model.firmsheet import WHOLE_ROW, Fault, checked, headings, matched, missing
from model.sheets import Grid
from model.template import template_csv, template_workbook

SHEET_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls"})

HELP: Text = ("write an empty sheet of firms to fill in", "기업 표 서식을 저장합니다")
EXAMPLES = ("turnout template firms.xlsx", "turnout template firms.csv --lang ko")
ARGUMENTS: tuple[Argument, ...] = (
    ("file", ("the .xlsx or .csv file to write", "저장할 .xlsx 또는 .csv 파일"), {"metavar": "OUT"}),
)


def template_command(options: argparse.Namespace) -> int:
    """Write the template: a workbook, or CSV where the name ends so."""
    path = Path(options.file)
    if path.suffix.lower() not in {".csv", ".xlsx"}:
        raise UsageError(
            f"{path}: the ending says no known format. Use .xlsx or .csv.",
            f"{path}: 알 수 없는 확장자입니다. .xlsx나 .csv를 쓰십시오.",
        )
    make = template_csv if path.suffix.lower() == ".csv" else template_workbook
    write_whole(path, make(options.lang))
    print(path)
    return EXIT_DONE


def check_sheet(path: Path, language: str) -> int:
    """Print every wrong cell of a sheet of firms; the exit code says whether a case can be made of it."""
    grid = read_sheet(path)
    mapped = matched(headings(grid))
    found = checked(grid, mapped)
    korean = language == "ko"
    for fault in found.faults:
        print(f"{path.name}: {place_of(grid, fault, language)}: {fault.text(language)}.")
    left = [heading for heading, field in zip(headings(grid), mapped, strict=True) if heading and not field]
    if left:
        print(f"{'읽지 않은 열' if korean else 'columns not read'}: {', '.join(left)}")
    absent = [row.name(language) for row in missing(mapped)]
    if absent:
        print(f"{'시작값을 넣을 열' if korean else 'columns that get a starting value'}: {', '.join(absent)}")
    print(f"{'기업' if korean else 'firms'}: {len(found.firms)}")
    return EXIT_DONE if found.usable else EXIT_INPUT


def place_of(grid: Grid, fault: Fault, language: str) -> str:
    """Return where a fault is, e.g. ``row 4, column C (Market value)``."""
    row = f"{fault.row + 1}행" if language == "ko" else f"row {fault.row + 1}"
    if fault.column == WHOLE_ROW:
        return row
    heading = headings(grid)[fault.column]
    field = FIELD_BY_ID.get(matched(headings(grid))[fault.column])
    name = heading if field is None else field.name(language)
    letters = column_letters(fault.column)
    column = f"{letters}열" if language == "ko" else f"column {letters}"
    return f"{row}{' ' if language == 'ko' else ', '}{column}{f' ({name})' if name else ''}"


def column_letters(place: int) -> str:
    """Return a column's name as spreadsheets have it: A to Z, then AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

"""Sheets of text cells, from CSV, XLSX or what a spreadsheet puts on the clipboard, and back.

Korean Excel writes CSV in CP949, others in UTF-8 with or without a mark, with commas, semicolons or tabs: all are read.
"""

from __future__ import annotations

import csv
import datetime
import importlib
import io
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from model.errors import CaseError, ExtraError

Grid = tuple[tuple[str, ...], ...]

MOST_ROWS, MOST_COLUMNS = 2000, 200
LEAST_WIDTH, HEAD_WIDTH, MOST_WIDTH = 10, 20, 44  # of a column that is written, in digits; what is longer is wrapped
_MOST_UNPACKED_BYTES = 200 * 1024 * 1024  # of a workbook, which is a zip archive
_OLD_EXCEL, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_DELIMITERS = "\t,;"
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError, IndexError, ParseError)


def grid_of_bytes(content: bytes, name: str) -> Grid:
    """Read a file's content, workbook or text; CaseError names the file, what is wrong and the remedy."""
    if content.startswith(_OLD_EXCEL):
        raise CaseError(
            f"{name} is a workbook of the old kind (.xls) or has a password. Save it as .xlsx without one, or as CSV.",
            f"{name}은(는) 이전 형식(.xls)이거나 암호가 걸린 통합 문서입니다. 암호 없는 .xlsx나 CSV로 저장해 주십시오.",
        )
    return grid_of_workbook(content, name) if content.startswith(_ZIP) else grid_of_text(text_of(content, name), name)


def text_of(content: bytes, name: str) -> str:
    """Decode a text file: UTF-8, UTF-16 with its mark, or the CP949 of Korean Excel; CaseError names the byte."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise CaseError(
            f"{name} is no table: it holds binary data. Choose a CSV or XLSX file.",
            f"{name}은(는) 표 파일이 아닙니다. CSV 또는 XLSX 파일을 선택해 주십시오.",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        try:
            return content.decode("cp949")
        except UnicodeDecodeError:
            raise CaseError(
                f"{name}: byte {fault.start} is neither UTF-8 nor Korean (CP949). Save it as “CSV UTF-8”.",
                f"{name}: {fault.start}번째 바이트가 UTF-8도 CP949도 아닙니다. ‘CSV UTF-8’로 저장해 주십시오.",
            ) from None


def grid_of_text(text: str, name: str = "") -> Grid:
    """Read separated text; the separator is the one that the first line has most. CaseError for an empty text."""
    text = text.removeprefix("\ufeff").replace("\0", "")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _trimmed(reader, name)
    except csv.Error:
        raise CaseError(
            f"{_of(name)}line {reader.line_num} cannot be read. Check the quotation marks of that line.",
            f"{_of(name)}{reader.line_num}행을 읽을 수 없습니다. 해당 행의 따옴표를 확인해 주십시오.",
        ) from None


def grid_of_workbook(content: bytes, name: str) -> Grid:
    """Read the first sheet of a workbook that holds anything; a formula never computed is kept as it is written."""
    openpyxl = needed("openpyxl")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED_BYTES:
                raise _too_big(name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that Turnout does not read, such as drop-down lists
            values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            written = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            for shown, raw in zip(values.worksheets, written.worksheets, strict=True):
                rows = _cells(shown, raw, name)
                if any(any(row) for row in rows):
                    return _trimmed(rows, name)
    except _BROKEN:
        raise CaseError(
            f"{name} cannot be read as a workbook: it is damaged or cut off. Save it again in a spreadsheet.",
            f"{name}을(를) 통합 문서로 읽을 수 없습니다. 파일이 손상되었거나 잘렸습니다. "
            "스프레드시트에서 열어 다시 저장해 주십시오.",
        ) from None
    return _trimmed((), name)


def _cells(shown: Any, raw: Any, name: str) -> list[list[str]]:
    if (shown.max_row or 0) > MOST_ROWS * 50 or (shown.max_column or 0) > MOST_COLUMNS * 90:
        raise _too_big(name)
    rows: list[list[str]] = []
    for values, formulas in zip(shown.iter_rows(values_only=True), raw.iter_rows(values_only=True), strict=False):
        pairs = zip(values, formulas, strict=False)
        rows.append([_plain(formula if value is None else value) for value, formula in pairs])
    return rows


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, int | float):
        return f"{value:.12g}"
    return str(value).strip()


def _trimmed(rows: Iterable[Sequence[str]], name: str) -> Grid:
    """Return the rows down to the last that holds anything, equally long; CaseError for none at all or too many.

    Blank rows between stay, so that a row has the number that the spreadsheet gives it.
    """
    kept: list[tuple[str, ...]] = []
    last = 0
    for row in rows:
        cells = tuple(cell.strip() for cell in row)
        kept.append(cells)
        last = len(kept) if any(cells) else last
        if last > MOST_ROWS or len(kept) > MOST_ROWS * 50:
            raise _too_big(name)
    del kept[last:]
    if not kept:
        raise CaseError(
            f"{_of(name)}there is nothing to read. Start from the template, which has the header line.",
            f"{_of(name)}읽을 내용이 없습니다. 첫 줄이 있는 서식을 내려받아 채워 주십시오.",
        )
    width = max(place + 1 for row in kept for place, cell in enumerate(row) if cell)
    if width > MOST_COLUMNS:
        raise _too_big(name)
    return tuple((*row, *("",) * (width - len(row)))[:width] for row in kept)


def _too_big(name: str) -> CaseError:
    return CaseError(
        f"{_of(name)}a table of firms has at most {MOST_ROWS} rows and {MOST_COLUMNS} columns. "
        "Leave out what is not about firms.",
        f"{_of(name)}기업 표는 {MOST_ROWS}행 {MOST_COLUMNS}열까지 읽습니다. 기업과 관련 없는 부분을 빼 주십시오.",
    )


def _of(name: str) -> str:
    return f"{name}: " if name else ""


def csv_of(grid: Iterable[Sequence[str]]) -> bytes:
    """Write a grid as CSV in UTF-8 with its mark, which every Excel reads."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(grid)
    return buffer.getvalue().encode("utf-8-sig")


def tabs_of(grid: Iterable[Sequence[str]]) -> str:
    """Write a grid as text that spreadsheets paste into cells."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(grid)
    return buffer.getvalue()


def workbook_of(sheets: Mapping[str, Iterable[Sequence[str]]], head_rows: int = 1) -> bytes:
    """Write grids as the sheets of a workbook, numbers as numbers; ExtraError without XlsxWriter."""
    out = io.BytesIO()
    book = needed("xlsxwriter").Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"author": "Turnout", "created": datetime.datetime(2026, 1, 1)})  # same content, same bytes
    heading = book.add_format({"bold": True, "bg_color": "#eef3f6", "text_wrap": True, "valign": "top"})
    wrapped, running = (book.add_format({"text_wrap": wraps, "valign": "top"}) for wraps in (True, False))
    for name, lines in sheets.items():
        sheet, grid = book.add_worksheet(name), [tuple(cells) for cells in lines]
        for row, cells in enumerate(grid):
            if _is_line(cells):  # runs on over the empty cells beside it
                sheet.write_string(row, 0, cells[0], running)
                continue
            for column, text in enumerate(cells):
                _write(sheet, (row, column), text, heading if row < head_rows else wrapped)
        sheet.freeze_panes(head_rows, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(_widths(grid)):
            sheet.set_column(column, column, width)
    book.close()
    return out.getvalue()


def _is_line(cells: Sequence[str]) -> bool:
    """Say whether a row is a line of words across the sheet."""
    return len(cells) > 1 and bool(cells[0]) and not any(cells[1:])


def _widths(grid: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of each column in digits: what its longest cell takes, within bounds; Hangul takes two."""
    columns: dict[int, int] = {}
    for row, cells in enumerate(grid):
        for column, text in enumerate(() if _is_line(cells) else cells):
            taken = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in str(text))
            columns[column] = max(columns.get(column, LEAST_WIDTH), min(taken + 2, MOST_WIDTH if row else HEAD_WIDTH))
    return [columns[column] for column in sorted(columns)]


def _write(sheet: Any, place: tuple[int, int], text: str, style: Any) -> None:
    try:
        sheet.write_number(*place, float(text), style)
    except (ValueError, TypeError):  # a word, or a number that no cell can hold
        sheet.write_string(*place, text, style)


def needed(package: str) -> Any:
    """Return an optional package; ExtraError says how to get it."""
    try:
        return importlib.import_module(package)
    except ImportError:
        raise ExtraError(
            f"XLSX needs {package}. Install it with: pip install 'turnout[export]', or use CSV.",
            f"XLSX를 다루려면 {package}이(가) 필요합니다. pip install 'turnout[export]'로 설치하거나 CSV를 쓰십시오.",
        ) from None


__all__ = ["Grid", "csv_of", "grid_of_bytes", "grid_of_text", "tabs_of", "text_of", "workbook_of"]

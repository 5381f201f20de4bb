"""Strict JSON: what a file may not hold is refused with its place, and the same values always give the same text.

Python's reader alone would let pass repeated keys, NaN, numbers beyond a double and text that no file can hold.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from model.errors import FileError

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 40  # the layout needs 7
_WHOLE_LIMIT = 2**53  # whole numbers beyond are not exact in a double
_WHOLE_DIGITS = len(str(_WHOLE_LIMIT)) + 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_TOKENS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)  # a string, maybe cut off, or a bracket


class _Repeated(dict[str, Plain]):
    """An object in which a key stands twice; ``name`` is the key."""

    name = ""


def parse(text: str) -> Plain:
    """Read JSON text into plain values.

    Raises FileError with line and column for broken JSON, and with the path of the value for a repeated key, a number
    that is not finite or not exact, and text with half a character.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise FileError(
            "The file is empty. Open a copy or an autosave instead.",
            "파일이 비어 있습니다. 사본이나 자동 저장본을 열어 주십시오.",
        )
    if len(text) > MAX_FILE_BYTES:
        raise too_large()
    _check_depth(text)
    try:
        values: Plain = json.loads(text, object_pairs_hook=_object, parse_int=_whole)
    except json.JSONDecodeError as fault:
        raise FileError(
            f"Line {fault.lineno}, column {fault.colno}: this is not JSON ({fault.msg}). "
            "The file was cut off or changed by hand; mend that line or open a copy.",
            f"{fault.lineno}행 {fault.colno}열: JSON 형식이 아닙니다({fault.msg}). "
            "파일이 잘렸거나 직접 고쳐진 것 같습니다. 해당 행을 고치거나 사본을 열어 주십시오.",
        ) from None
    for place, english, korean in _faults(values, ""):
        raise at(place, english, korean)
    return values


def render(values: Plain) -> str:
    """Write plain values as JSON text: one cell a line, lists of plain values on one line, a newline at the end.

    Raises FileError for a number that is not finite.
    """
    for place, english, korean in _faults(values, ""):
        raise at(place, english, korean)
    return "".join(_written(values, "\n")) + "\n"


def at(place: str, english: str, korean: str) -> FileError:
    """Return a FileError that names a place in the file."""
    return FileError(f"{place or 'The file'}: {english}.", f"{place or '파일'}: {korean}.")


def too_large() -> FileError:
    """Return the error for a file beyond the limit."""
    return FileError(
        "The file is larger than 20 MB, so it is no .turnout file. Choose another file.",
        "파일이 20MB를 넘어 .turnout 파일로 볼 수 없습니다. 다른 파일을 선택해 주십시오.",
    )


def step(place: str, key: str | int) -> str:
    """Return the path of a member: ``scenarios[2]``, ``levers.seats``."""
    if isinstance(key, int):
        return f"{place}[{key}]"
    return f"{place}.{key}" if place else key


def _check_depth(text: str) -> None:
    depth = 0
    for token in _TOKENS.finditer(text):
        mark = token[0]
        depth += (mark in "[{") - (mark in "]}")
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, token.start()) + 1
            raise FileError(
                f"Line {line}: brackets are nested more than {MAX_DEPTH} deep, so this is no .turnout file. "
                "Choose another file.",
                f"{line}행: 괄호가 {MAX_DEPTH}겹을 넘어 .turnout 파일로 볼 수 없습니다. 다른 파일을 선택해 주십시오.",
            )


def _object(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    names = [name for name, _ in pairs]
    repeated = _Repeated(values)
    repeated.name = next(name for name in names if names.count(name) > 1)
    return repeated


def _whole(text: str) -> int | float:
    return int(text) if len(text) <= _WHOLE_DIGITS else math.inf


def _faults(values: Plain, place: str) -> Iterator[tuple[str, str, str]]:
    """Yield place and cause of what no .turnout file may hold."""
    if isinstance(values, dict):
        for key in values:
            yield from _faults(key, place)
        if isinstance(values, _Repeated):
            yield step(place, values.name), "stands twice; keep one of the two", "두 번 있습니다. 하나만 남겨 주십시오"
        for key, value in values.items():
            yield from _faults(value, step(place, key))
    elif isinstance(values, list):
        for row, value in enumerate(values):
            yield from _faults(value, step(place, row))
    else:
        cause = _scalar_fault(values)
        if cause is not None:
            yield place, *cause


def _scalar_fault(value: bool | int | float | str | None) -> tuple[str, str] | None:
    if isinstance(value, str):
        if not value.isascii() and value != value.encode("utf-8", "replace").decode("utf-8"):
            return "the text holds half a character; type it again", "깨진 문자가 있습니다. 다시 입력해 주십시오"
    elif isinstance(value, float) and not math.isfinite(value):
        return "is not a finite number; write a plain number", "유한한 수가 아닙니다. 일반 숫자를 쓰십시오"
    elif isinstance(value, int) and abs(value) > _WHOLE_LIMIT:
        return "is too large a number; write a smaller one", "수가 너무 큽니다. 더 작은 수를 쓰십시오"
    return None


def _written(values: Plain, newline: str) -> Iterator[str]:
    """Yield the pieces of the text; ``newline`` carries the indent of the object that holds the values."""
    inner = newline + " "
    if isinstance(values, dict) and values:
        for mark, (key, value) in zip(_marks("{"), values.items(), strict=False):
            yield f"{mark}{inner}{_ENCODER.encode(key)}: "
            yield from _written(value, inner)
        yield newline + "}"
    elif isinstance(values, list) and any(isinstance(value, dict | list) for value in values):
        for mark, value in zip(_marks("["), values, strict=False):
            yield mark + inner
            yield from _written(value, inner)
        yield newline + "]"
    else:
        yield _ENCODER.encode(values)


def _marks(first: str) -> Iterator[str]:
    yield first
    while True:
        yield ","

"""Draws from the posterior of the behavioural parameters: one column a parameter, one row a draw.

The first row is no draw but the representative point (``model/representative.py``): what is solved where one solve must
do. The rows after it are the sample that bands are made of.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from model.errors import CaseError
from model.rows import Parameter

Floats = NDArray[np.float64]
Draws = Mapping[str, Floats]  # parameter id -> [draws]

FEWEST = 3  # the representative point, and two for a band


def checked_draws(columns: Mapping[str, Floats], parameters: Iterable[Parameter]) -> Draws:
    """Return draws as read-only arrays [draws]; CaseError for an unknown parameter or a value out of its bounds."""
    known = {row.id: row for row in parameters}
    lengths = {len(values) for values in columns.values()}
    if len(lengths) != 1 or min(lengths) < FEWEST:
        raise CaseError(
            f"posterior.csv needs {FEWEST} or more draws of every parameter it names. Run “turnout calibrate” again.",
            f"posterior.csv에는 매개변수마다 표본이 {FEWEST}개 이상 있어야 합니다. "
            "‘turnout calibrate’를 다시 실행해 주십시오.",
        )
    held: dict[str, Floats] = {}
    for name, values in columns.items():
        if name not in known:
            raise CaseError(
                f"posterior.csv, column {name!r}: behaviour.csv has no such parameter. Run “turnout calibrate” again.",
                f"posterior.csv의 {name!r} 열: behaviour.csv에 없는 매개변수입니다. "
                "‘turnout calibrate’를 다시 실행해 주십시오.",
            )
        row, array = known[name], np.array(values, dtype=np.float64)
        slack = 1e-6 * (row.high - row.low)  # files hold rounded numbers
        bad = ~((array >= row.low - slack) & (array <= row.high + slack))
        if bad.any():
            place = int(np.flatnonzero(bad)[0])
            raise CaseError(
                f"posterior.csv, draw {place + 1}, {name}: {array[place]:g} is not between {row.low:g} and "
                f"{row.high:g}. Correct it, or run “turnout calibrate” again.",
                f"posterior.csv {place + 1}번째 표본의 {name}: {array[place]:g}은(는) {row.low:g}~{row.high:g} "
                "범위를 벗어납니다. 값을 고치거나 ‘turnout calibrate’를 다시 실행해 주십시오.",
            )
        array.setflags(write=False)
        held[name] = array
    return MappingProxyType(held)


def parse_draws(text: str, parameters: Iterable[Parameter]) -> Draws:
    """Read draws from CSV text with a header line; CaseError names the line and column at fault."""
    try:
        lines = [line for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True) if line]
    except csv.Error:
        raise CaseError(
            "posterior.csv cannot be read as a table. Run “turnout calibrate” again.",
            "posterior.csv를 표로 읽을 수 없습니다. ‘turnout calibrate’를 다시 실행해 주십시오.",
        ) from None
    header = [name.strip() for name in lines[0]] if lines else []
    table = np.empty((max(0, len(lines) - 1), len(header)))
    for number, line in enumerate(lines[1:]):
        try:
            table[number] = np.array([float(cell) for cell in line]).reshape(len(header))
        except ValueError:  # a word, or a line of another length
            raise CaseError(
                f"posterior.csv, line {number + 2}: a row holds {len(header)} numbers. Correct the line.",
                f"posterior.csv {number + 2}행: 숫자 {len(header)}개가 있어야 합니다. 행을 고쳐 주십시오.",
            ) from None
    return checked_draws({name: table[:, column] for column, name in enumerate(header)}, parameters)


def sample_of(draws: Draws, every: int = 1) -> Draws:
    """Return the draws themselves, [draws] by parameter id, or every so many of them."""
    return MappingProxyType({name: values[1::every] for name, values in draws.items()})


def draws_text(draws: Draws) -> str:
    """Write draws as CSV text with a header line, six digits a number."""
    rows = zip(*draws.values(), strict=True)
    lines = [",".join(draws), *(",".join(f"{value:.6g}" for value in row) for row in rows)]
    return "\n".join(lines) + "\n"


def same_draws(first: Draws | None, second: Draws | None) -> bool:
    """Say whether two sets of draws hold the same numbers."""
    if first is None or second is None or first is second:
        return first is second
    return first.keys() == second.keys() and all(np.array_equal(first[name], second[name]) for name in first)


def draws_without(draws: Draws | None, names: set[str]) -> Draws | None:
    """Return the draws of the other parameters: one whose prior was edited is held at the edited mean."""
    kept = {name: values for name, values in (draws or {}).items() if name not in names}
    return MappingProxyType(kept) if kept else None

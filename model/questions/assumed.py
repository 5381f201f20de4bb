"""A call under one changed input at a time: the edits are gathered into batches, so that a policy is solved under all.

An end means what the window would show had a person typed that value into the evidence: the levers of the scenario
stay, and the status quo of a lever only moves what the public expected of the call as announced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from model.case import Edit
from model.draws import sample_of
from model.errors import DroppedError, ModelError
from model.evidence import twins
from model.game import Arrays, Setting, field_of, point_parameters, setting_of
from model.outcome import Floats
from model.policy import CallField, call_field
from model.questions.along import Dropped, never
from model.questions.swings import Factor

if TYPE_CHECKING:
    from model.case import Case
    from model.rows import Input

GRADES = frozenset({"B", "C"})
POSTERIOR_ENDS = (0.05, 0.95)
AT_ONCE = 96  # ends in one batch; between batches the question can be dropped


@dataclass(frozen=True)
class Assumed:
    """Every end of every assumption of a call, ready for any policy. Rows are ends, factor by factor.

    ``batches`` are rows with the settings they stand for, ``alone`` rows with the cases of edits that change more than
    a batch can hold. A row in neither leaves the call as it is.
    """

    factors: tuple[Factor, ...]
    batches: tuple[tuple[tuple[int, ...], Setting], ...] = field(repr=False)
    alone: tuple[tuple[int, Case], ...] = field(repr=False)


def assumed(case: Case, call_id: str, dropped: Dropped = never, tables: frozenset[str] | None = None) -> Assumed:
    """Gather the ends of every input of a call that is graded B or C and has a range; kept with the case.

    Of some ``tables`` only where they are named. Raises DroppedError once ``dropped`` says so.
    """
    factors = tuple(row for row in assumptions(case) if row.cell and (tables is None or row.cell[0] in tables))
    key = (call_id, tables)
    kept: Assumed = case.memo.get("assumed", key, lambda: _gathered(case, call_id, factors, dropped))
    return kept


def assumptions(case: Case) -> tuple[Factor, ...]:
    """Return the inputs graded B or C that have a range, with the ends that a tornado tries.

    A behavioural parameter with draws goes through its posterior from 5 to 95 %, anything else through its stated
    range. The status quo of the opening call's levers stands in two tables and is listed once, as the lever's.
    """
    draws = {} if case.draws is None else sample_of(case.draws)
    points = point_parameters(case)
    opening, lever_ids = case.meta["opening_call"], {lever.id for lever in case.levers}
    found = []
    for entry in case.inputs:
        again = entry.table == "calls" and entry.row == opening and entry.column in lever_ids
        if entry.grade not in GRADES or entry.high <= entry.low or again:
            continue
        now, ends = float(case.cell(entry.table, entry.row, entry.column)), (entry.low, entry.high)
        if entry.table == "behaviour":
            now = float(points[entry.row][0])
            if entry.row in draws:
                low, high = np.quantile(draws[entry.row], POSTERIOR_ENDS)
                ends = (float(low), float(high))
        found.append(Factor("/".join(_cell(entry)), _cell(entry), now, ends))
    return tuple(found)


def edited(case: Case, factor: Factor, value: float) -> Case:
    """Return the case with one input at a value; ModelError where the case refuses it."""
    assert factor.cell is not None
    edit = Edit(*factor.cell, f"{value:.12g}")
    return case.with_edits((edit, *twins(case, edit)))


def _cell(entry: Input) -> tuple[str, str, str]:
    return entry.table, entry.row, entry.column


@dataclass(frozen=True, slots=True)
class _End:
    """One end: its row, the edited case, and what the game takes from it."""

    row: int
    case: Case
    entrants: CallField
    parameters: Arrays


def _gathered(case: Case, call_id: str, factors: tuple[Factor, ...], dropped: Dropped) -> Assumed:
    ends = [end for end in _ends(case, call_id, factors, dropped) if _differs(case, call_id, end)]
    stacked = [end for end in ends if _only_numbers(case, call_id, end)]
    alone = tuple((end.row, end.case) for end in ends if end not in stacked)
    announced = case.scenario_for(call_id)
    batches = []
    for first in range(0, len(stacked), AT_ONCE):
        if dropped():
            raise DroppedError
        part = stacked[first : first + AT_ONCE]
        parameters = {name: np.concatenate([end.parameters[name] for end in part]) for name in part[0].parameters}
        setting = setting_of(announced, _stack([end.entrants for end in part]), parameters)
        batches.append((tuple(end.row for end in part), setting))
    return Assumed(factors, tuple(batches), alone)


def _ends(case: Case, call_id: str, factors: tuple[Factor, ...], dropped: Dropped) -> Iterator[_End]:
    row = 0
    for factor in factors:
        if dropped():
            raise DroppedError
        for value in factor.values:
            try:
                other = edited(case, factor, value)
            except ModelError:  # a stated range may reach beyond what a table takes: there is nothing at that end
                other = case
            yield _End(row, other, call_field(other, call_id), point_parameters(other))
            row += 1


def _differs(case: Case, call_id: str, end: _End) -> bool:
    """Say whether an end changes anything that the game of a call is made from."""
    points = point_parameters(case)
    pairs = zip(_arrays(field_of(case, call_id)), _arrays(end.entrants), strict=True)
    return (
        not _same_call(case, end.case, call_id)
        or any(not np.array_equal(points[name], value) for name, value in end.parameters.items())
        or any(not np.array_equal(mine, theirs) for mine, theirs in pairs)
    )


def _only_numbers(case: Case, call_id: str, end: _End) -> bool:
    """Say whether an end can stand beside others in a batch: same call, as many events."""
    here = field_of(case, call_id)
    return _same_call(case, end.case, call_id) and here.event_odds.shape == end.entrants.event_odds.shape


def _same_call(case: Case, other: Case, call_id: str) -> bool:
    mine, theirs = case.call(call_id), other.call(call_id)
    return dict(mine.lever_values) == dict(theirs.lever_values) and replace(mine, lever_values={}) == replace(
        theirs, lever_values={}
    )


def _arrays(entrants: CallField) -> list[Floats]:
    return [*entrants.firms.values(), *entrants.incumbents.values(), entrants.event_odds, entrants.event_falls]


def _stack(fields: list[CallField]) -> CallField:
    """Return one field whose arrays lead with a batch."""
    first = fields[0]
    stacked = first.with_columns(
        {name: np.stack([one.firms[name] for one in fields]) for name in first.firms},
        {name: np.stack([one.incumbents[name] for one in fields]) for name in first.incumbents},
    )
    return replace(
        stacked,
        event_odds=np.stack([one.event_odds for one in fields]),
        event_falls=np.stack([one.event_falls for one in fields]),
    )

"""The orders of announcements that a document keeps beside the recorded ones: changed as steps, written and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.cards import Document
from model.case import Case
from model.errors import ModelError
from model.filelayout import TurnLayout
from model.filetext import Plain, at, step
from model.speaking import Speeches, Turns


def with_turns(document: Document, call: str, turns: Turns | None) -> Document:
    """Let the firms of a call speak in an order, (date, firms) a turn; None as recorded.

    Raises ModelError where somebody who is eligible is missing, or speaks twice.
    """
    others = tuple(one for one in document.speeches if one[0] != call)
    if turns is None:
        return replace(document, speeches=others)
    case = document.effective_case
    if not _speaks_once(case, call, turns):
        raise ModelError(
            "Every firm of the call speaks exactly once. Start from the recorded order.",
            "공모의 모든 기업이 한 번씩 발표해야 합니다. 기록된 순서에서 다시 시작해 주십시오.",
        )
    return replace(document, speeches=tuple(sorted((*others, (call, turns)))))


def turns_of(document: Document, call: str) -> Turns | None:
    """Return the order kept for a call, None where it is the recorded one or no longer of these firms."""
    turns = dict(document.speeches).get(call)
    return turns if turns is not None and _speaks_once(document.effective_case, call, turns) else None


def speeches_plain(speeches: Speeches) -> dict[str, Plain]:
    """Return the member ``speeches`` of a file, or nothing where every order is the recorded one."""
    if not speeches:
        return {}
    return {
        "speeches": {call: [{"date": date, "firms": list(firms)} for date, firms in turns] for call, turns in speeches}
    }


def speeches_of(case: Case, layout: Mapping[str, Sequence[TurnLayout]]) -> Speeches:
    """Return the orders of a file; FileError names the place of an unknown call or of an order that lacks a firm."""
    found = []
    for call, rows in sorted(layout.items()):
        place = step("speeches", call)
        if call not in {one.id for one in case.calls}:
            raise at(
                place,
                f"there is no call {call!r}; write a call of the case",
                f"공모 {call!r}이(가) 없습니다. 사례에 있는 공모를 쓰십시오",
            )
        turns = tuple((row.date, tuple(row.firms)) for row in rows)
        if not _speaks_once(case, call, turns):
            raise at(
                place,
                "every eligible firm speaks exactly once; write each of them in one turn",
                "자격 있는 기업이 한 번씩 나와야 합니다. 기업마다 한 차례에만 쓰십시오",
            )
        found.append((call, turns))
    return tuple(found)


def _speaks_once(case: Case, call: str, turns: Turns) -> bool:
    firms = sorted(firm for _, group in turns for firm in group)
    return firms == sorted(row.firm for row in case.eligible if row.call == call) and all(group for _, group in turns)

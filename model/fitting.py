"""How scenarios and edits fit a case: what has to change together, and what a case no longer allows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from model.case import Case, Edit
from model.errors import CaseError, LeverError, ModelError
from model.evidence import twins
from model.scenario import Scenario

FIRST_NAMES = {"Status quo": "현행 공고안", "Scenario 1": "시나리오 1"}  # of the cards of a new document


def shown_name(name: str, language: str) -> str:
    """Return a card's name as shown in ``"ko"`` or ``"en"``: the names of a new document exist in both."""
    for english, korean in FIRST_NAMES.items():
        if name in {english, korean}:
            return korean if language == "ko" else english
    return name


def first_names(language: str) -> tuple[str, ...]:
    """Return the names of the cards of a new document, in ``"ko"`` or ``"en"``."""
    return tuple(shown_name(name, language) for name in FIRST_NAMES)


def untouched(card: Scenario, baseline: Scenario) -> bool:
    """Say whether a card is one of a new document as it was made, and says nothing that the baseline does not."""
    known = {*FIRST_NAMES, *FIRST_NAMES.values()}
    return card is not baseline and card.name in known and not card.note and card.same_policy(baseline)


def clean(text: str) -> str:
    """Return text without halves of surrogate pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def fitted(case: Case, scenario: Scenario) -> Scenario:
    """Return a scenario on the levers and firms of a case.

    Raises LeverError or CaseError where a value, a pin or the call is none that the case allows.
    """
    firm_ids = case.eligible_ids(case.call(scenario.call).id)
    if scenario.levers is case.levers and scenario.firm_ids == firm_ids:
        return scenario
    for lever, value in zip(case.levers, scenario.values, strict=True):
        if lever.checked(value) != value:
            raise LeverError(
                f"Scenario {scenario.name!r}: {lever.id} is {value:g}, which a step of {lever.step:g} does not "
                "allow. Change the scenario first.",
                f"시나리오 {scenario.name!r}의 {lever.name_ko}({lever.id}) 값 {value:g}은(는) 단위 "
                f"{lever.step:g}에 맞지 않습니다. 시나리오를 먼저 바꾸어 주십시오.",
            )
    gone = [firm_id for firm_id, _ in scenario.pins if firm_id not in firm_ids]
    if gone:
        raise CaseError(
            f"Scenario {scenario.name!r} pins {gone[0]!r}, which is not eligible. Free the firm first.",
            f"시나리오 {scenario.name!r}에 고정된 기업 {gone[0]!r}은(는) 응모 대상이 아닙니다. "
            "고정을 먼저 풀어 주십시오.",
        )
    return replace(scenario, levers=case.levers, firm_ids=firm_ids)


def unpinned(scenario: Scenario, firm_id: str) -> Scenario:
    """Return a scenario without the pin of a firm, which need not be in its call."""
    return scenario.with_pin(firm_id, None) if firm_id in scenario.firm_ids else scenario


def row_named(names: tuple[str, ...], name: str) -> int:
    """Return the row of the scenario with this name, as written or as shown; ModelError names those there are."""
    for row, written in enumerate(names):
        if name == written or (name not in names and name == shown_name(written, "ko" if written.isascii() else "en")):
            return row
    known = ", ".join(names)
    raise ModelError(
        f"There is no scenario {name!r}. Scenarios: {known}.",
        f"시나리오 {name!r}이(가) 없습니다. 있는 시나리오: {known}",
    )


def known_row(names: tuple[str, ...], row: int) -> int:
    """Return the row of a scenario if there is one; else ModelError."""
    if not 0 <= row < len(names):
        raise ModelError(
            f"There is no scenario in row {row}; there are {len(names)}.",
            f"{row}번 행에 시나리오가 없습니다. 시나리오는 {len(names)}개입니다.",
        )
    return row


def deletable_row(names: tuple[str, ...], row: int) -> int:
    """Return the row of a scenario that may go: ModelError for the last one, for there is always one."""
    if len(names) == 1:
        raise ModelError(
            "The last scenario cannot be deleted. Add another one first.",
            "마지막 시나리오는 삭제할 수 없습니다. 다른 시나리오를 먼저 추가해 주십시오.",
        )
    return known_row(names, row)


def free_name(taken: Sequence[str], name: str) -> str:
    """Return a name for a scenario; one that is taken gets a number."""
    name = clean(" ".join(name.split()))
    if name not in taken:
        return name
    stem = re.sub(r" \d+$", "", name)
    return next(free for free in (f"{stem} {number}" for number in itertools.count(2)) if free not in taken)


def cell_of(edit: Edit) -> tuple[str, str, str]:
    """Return the cell that an edit changes: table, row, column."""
    return edit.table, edit.row, edit.column


def edits_with(case: Case, edits: Sequence[Edit], changes: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return edits with more of them, by cell; one back to what was loaded vanishes, twins change together."""
    known = {cell_of(old): old for old in edits}
    for change in changes:
        edit = replace(change, value=clean(change.value.strip()))
        for one in (edit, *twins(case, edit)):
            if one.table in case.tables and case.cell(one.table, one.row, one.column) == one.value:
                known.pop(cell_of(one), None)
            else:
                known[cell_of(one)] = one
    return tuple(known[key] for key in sorted(known))

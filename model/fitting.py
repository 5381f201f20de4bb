"""How scenarios and edits fit a case: what has to change together, and what a case no longer allows."""

from __future__ import annotations

from dataclasses import replace

from model.case import Case
from model.errors import CaseError, LeverError, ModelError
from model.scenario import Scenario

FIRST_NAMES = {"Status quo": "현행 공고안", "Scenario 1": "시나리오 1"}  # of the cards of a new document


def shown_name(name: str, language: str) -> str:
    """Return a card's name as shown in ``"ko"`` or ``"en"``: the names of a new document exist in both."""
    for english, korean in FIRST_NAMES.items():
        if name in {english, korean}:
            return korean if language == "ko" else english
    return name


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

"""The values of the model to and from the structures of a .turnout file: case, scenario, stored result."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from msgspec.structs import asdict

from model.case import Case, build_case
from model.draws import checked_draws
from model.errors import FileError, ModelError
from model.filelayout import (
    CardSlideLayout,
    CaseLayout,
    FileLayout,
    FirmLayout,
    NoteLayout,
    ResultLayout,
    WorkingLayout,
)
from model.filetext import Plain, at, step
from model.fitreport import ReportLayout, kept_text
from model.outcome import COMPONENTS, HEADLINES, EquilibriumNote, Floats, Outcome, SamplingNote
from model.scenario import Scenario
from model.schema import TABLES
from model.slides import WHO_JOINS, Slide, Slides, checked
from model.tables import columns_of
from model.version import __version__


@dataclass(frozen=True, slots=True)
class StoredResult:
    """An outcome as it was computed once, and the version of the engine that computed it."""

    engine_version: str
    outcome: Outcome = field(repr=False)


def case_of(layout: CaseLayout) -> Case:
    """Check and read the case of a file; FileError names table, row and column, or the draw."""
    tables = {table: tuple(MappingProxyType(asdict(row)) for row in getattr(layout.tables, table)) for table in TABLES}
    try:
        case = build_case(layout.meta, tables)
        if layout.draws is None:
            return case
        columns = {name: np.array(values) for name, values in layout.draws.items()}
        return case.with_draws(checked_draws(columns, case.parameters))
    except ModelError as fault:
        raise placed("case", fault) from None


def case_plain(case: Case) -> Plain:
    """Return a case's heading and cells, columns in the order of the schema."""
    tables: dict[str, Plain] = {
        table: [{column.name: row.get(column.name, "") for column in columns_of(table)} for row in case.tables[table]]
        for table in TABLES
    }
    draws: Plain = None if case.draws is None else {name: values.tolist() for name, values in case.draws.items()}
    return {"meta": dict(case.meta), "tables": tables, "draws": draws}


def fit_of(case: Case, layout: ReportLayout | None) -> str:
    """Return the report of a refit as JSON text, empty without one; FileError for an unknown parameter."""
    if layout is None:
        return ""
    known = {parameter.id for parameter in case.parameters}
    for row, parameter in enumerate(layout.parameters):
        if parameter.id not in known:
            raise at(
                step(step("fit.parameters", row), "id"),
                f"{parameter.id!r} is no parameter of the case; correct it, or remove the whole of `fit`",
                f"{parameter.id!r}은(는) 사례에 없는 매개변수입니다. 고치거나 `fit` 항목 전체를 지우십시오",
            )
    return kept_text(layout)


def fit_plain(report: str) -> dict[str, Plain]:
    """Return the member of a file that holds the report of a refit; none where there is none."""
    return {"fit": json.loads(report)} if report else {}


def scenario_of(case: Case, layout: WorkingLayout, place: str, name: str, note: str) -> Scenario:
    """Return a scenario of a file on its case; FileError names the lever or firm at fault."""
    try:
        scenario = case.scenario_for(layout.call).renamed(name).with_note(note)
    except ModelError as fault:
        raise placed(step(place, "call"), fault) from None
    for lever_id, value in asdict(layout.levers).items():
        where = step(step(place, "levers"), lever_id)
        try:
            scenario = scenario.with_lever(lever_id, value)
        except ModelError as fault:
            raise placed(where, fault) from None
        lever = case.lever(lever_id)
        if lever.plain(scenario.value(lever_id)) == value:
            continue
        if lever.options:
            listed = ", ".join(lever.options)
            raise at(
                where,
                f"{value!r} is no option; write one of {listed}",
                f"{value!r}은(는) 없는 값입니다. 가능한 값: {listed}",
            )
        raise _too_fine(where, value, lever.decimals)
    return _pinned(scenario, layout, step(place, "pins"))


def _too_fine(where: str, value: object, digits: int) -> FileError:
    return at(
        where,
        f"{value!r} has too many decimals; write at most {digits}",
        f"{value!r}은(는) 소수 자릿수가 너무 많습니다. {digits}자리까지 쓰십시오",
    )


def _pinned(scenario: Scenario, layout: WorkingLayout, place: str) -> Scenario:
    for firm_id, joined in layout.pins.items():
        where = step(place, firm_id)
        if not isinstance(joined, bool):
            raise at(where, f"is {joined!r}; write true or false", f"{joined!r}입니다. true 또는 false를 쓰십시오")
        try:
            scenario = scenario.with_pin(firm_id, joined)
        except ModelError as fault:
            raise placed(where, fault) from None
    return scenario


def slides_of(layout: FileLayout, names: tuple[str, ...], case: Case) -> Slides:
    """Return the slides of a file, those that older files keep with their cards included; FileError with the place."""
    old = [card.slide for card in layout.scenarios]
    if not layout.slides and any(one != CardSlideLayout() for one in old):
        made = (Slide((name,), WHO_JOINS, **_presented(one)) for name, one in zip(names, old, strict=True))
        return _checked(made, "scenarios", names, case)
    listed = (Slide(tuple(one.scenarios), one.view, note=one.note, **_presented(one)) for one in layout.slides)
    return _checked(listed, "slides", names, case)


def _presented(layout: CardSlideLayout) -> dict[str, Any]:
    levers = None if layout.levers is None else tuple(layout.levers)
    return {"headline": layout.headline, "levers": levers, "hidden": layout.hidden}


def _checked(slides: Iterable[Slide], place: str, names: tuple[str, ...], case: Case) -> Slides:
    found: Slides = ()
    for row, slide in enumerate(slides):
        try:
            found += checked((slide,), names, case.levers)
        except ModelError as fault:
            raise placed(step(place, row), fault) from None
    return found


def slides_plain(slides: Slides) -> dict[str, Plain]:
    """Return the member ``slides`` of a file, or nothing where each card is one."""
    rows: list[Plain] = [
        {
            "scenarios": list(slide.scenarios),
            "view": slide.view,
            "headline": slide.headline,
            "levers": None if slide.levers is None else list(slide.levers),
            "note": slide.note,
            "hidden": slide.hidden,
        }
        for slide in slides
    ]
    return {"slides": rows} if rows else {}


def scenario_plain(scenario: Scenario, result: StoredResult | None) -> dict[str, Plain]:
    """Return call, levers, pins and result; a card puts its name and note before them."""
    return {
        "call": scenario.call,
        "levers": dict(scenario.plain_values()),
        "pins": dict(scenario.pins),
        "result": None if result is None else result_plain(result),
    }


def result_of(case: Case, scenario: Scenario, layout: ResultLayout, place: str) -> StoredResult:
    """Return a stored result as it stands; FileError where it is not one of the scenario's firms."""
    incumbents = len(case.call(scenario.call).incumbents)
    _check_shape(scenario, layout, place, incumbents)
    firms = layout.firms
    note = asdict(layout.equilibrium)
    headline = asdict(layout.headline)
    outcome = Outcome(
        scenario=scenario,
        firm_ids=scenario.firm_ids,
        names_en=tuple(case.firm(firm.id).name_en for firm in firms),
        names_ko=tuple(case.firm(firm.id).name_ko for firm in firms),
        join_probability=np.array([firm.join_probability for firm in firms]),
        selection_probability=np.array([firm.selection_probability for firm in firms]),
        final_probability=np.array([firm.final_probability for firm in firms]),
        components_bn=np.array([[getattr(firm.components_bn, name) for name in COMPONENTS] for firm in firms]),
        noise_bn=np.array([firm.noise_bn for firm in firms]),
        strength=np.array([firm.strength for firm in firms]),
        joiner_probability=np.array(layout.joiner_probability),
        stage_probability=np.array(layout.stage_probability).reshape(-1, len(firms)),
        headline={name: float("nan") if value is None else value for name, value in headline.items()},
        equilibrium=EquilibriumNote(**note),
        incumbent_stage_probability=_incumbent_rows(layout, incumbents),
        sampling=_sampling(layout),
    )
    return StoredResult(layout.engine_version, outcome)


def _sampling(layout: ResultLayout) -> SamplingNote | None:
    if layout.sampling is None:
        return None
    told = asdict(layout.sampling)
    return SamplingNote(**(told | {"join_standard_error": tuple(told["join_standard_error"])}))


def _incumbent_rows(layout: ResultLayout, incumbents: int) -> Floats:
    """Return [stages + 1, incumbents]; no columns where they were not stored."""
    rows = layout.incumbent_stage_probability
    return np.array(rows, dtype=np.float64).reshape(max(len(rows), 1), incumbents if rows else 0)


def _check_shape(scenario: Scenario, layout: ResultLayout, place: str, incumbents: int) -> None:
    ids = tuple(firm.id for firm in layout.firms)
    if ids != scenario.firm_ids:
        raise at(
            step(place, "firms"),
            f"are not the firms that may join {scenario.call}; set the result to null and compute again",
            f"공모 {scenario.call}의 응모 대상 기업과 다릅니다. result를 null로 바꾸고 다시 계산해 주십시오",
        )
    lengths = [("joiner_probability", len(layout.joiner_probability), len(ids) + 1)]
    lengths += [("stage_probability", len(row), len(ids)) for row in layout.stage_probability]
    lengths += [("incumbent_stage_probability", len(row), incumbents) for row in layout.incumbent_stage_probability]
    if layout.sampling is not None:
        lengths.append(("sampling.join_standard_error", len(layout.sampling.join_standard_error), len(ids)))
    for name, length, wanted in lengths:
        if length != wanted:
            raise at(
                step(place, name),
                f"has {length} numbers, not {wanted}; set the result to null and compute again",
                f"수가 {wanted}개가 아니라 {length}개입니다. result를 null로 바꾸고 다시 계산해 주십시오",
            )


def result_plain(result: StoredResult) -> Plain:
    """Return a stored result; what follows from the case, such as names, is left out."""
    outcome = result.outcome
    columns = {name: getattr(outcome, name).tolist() for name in FirmLayout.__struct_fields__[1:-1]}
    firms: list[Plain] = []
    for row, firm_id in enumerate(outcome.firm_ids):
        parts: Plain = dict(zip(COMPONENTS, outcome.components_bn[row].tolist(), strict=True))
        firms.append({"id": firm_id, **{name: column[row] for name, column in columns.items()}, "components_bn": parts})
    headline: Plain = {name: _or_null(outcome.headline[name]) for name in HEADLINES}
    note: Plain = {name: getattr(outcome.equilibrium, name) for name in NoteLayout.__struct_fields__}
    return {
        "engine_version": result.engine_version,
        "firms": firms,
        "headline": headline,
        "joiner_probability": outcome.joiner_probability.tolist(),
        "stage_probability": outcome.stage_probability.tolist(),
        "equilibrium": note,
        "incumbent_stage_probability": outcome.incumbent_stage_probability.tolist(),
        **({} if outcome.sampling is None else {"sampling": outcome.as_json()["sampling"]}),
    }


def stored_for(results: Sequence[StoredResult], scenario: Scenario) -> StoredResult | None:
    """Return what is stored for a scenario's call, levers and pins, or None; that of its own name comes first."""
    alike = [result for result in results if result.outcome.scenario.same_policy(scenario)]
    alike.sort(key=lambda result: result.outcome.scenario.name != scenario.name)
    if not alike or alike[0].outcome.scenario == scenario:
        return alike[0] if alike else None
    return replace(alike[0], outcome=replace(alike[0].outcome, scenario=scenario))


def computed_now(outcome: Outcome, scenario: Scenario) -> StoredResult:
    """Return an outcome of this engine as the stored result of a scenario."""
    return StoredResult(__version__, replace(outcome, scenario=scenario))


def _or_null(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def placed(place: str, fault: ModelError) -> FileError:
    """Return a fault of the model as one of a place in a file."""
    return FileError(f"{place}: {fault.text_en}", f"{place}: {fault.text_ko}")

"""Who may join: a case with one more firm, or with one firm less, and everything that names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.case import Case, build_case
from model.errors import CaseError
from model.owncase import STARTING, Cells, bounds_of, eligible_row, firm_row, input_entry, slug
from model.tables import Row, columns_of


def with_firm(case: Case, cells: Cells) -> Case:
    """Return a case with one more firm, eligible in every call; CaseError where its name or a cell cannot be used."""
    name = cells.get("name_en", "") or cells.get("name_ko", "")
    if not name:
        raise CaseError("The firm has no name. Write one.", "기업명이 없습니다. 기업명을 쓰십시오.")
    taken = {firm.id for firm in case.firms}
    wanted = slug(cells.get("name_en", ""), f"firm-{len(taken) + 1}")
    number = 2
    firm_id = wanted
    while firm_id in taken:
        firm_id, number = f"{wanted}-{number}", number + 1
    row = firm_row(case, cells, firm_id)
    eligible = [eligible_row(case, cells, firm_id, call.id) for call in case.calls]
    added: Mapping[str, Sequence[Row]] = {"firms": (row,), "eligibility": tuple(eligible)}
    inputs = []
    for table, rows in added.items():
        for entry in rows:
            for column in columns_of(table):
                if column.is_input:
                    bounds = bounds_of(case, table, entry, column)
                    inputs.append({**input_entry(table, entry, column, bounds), **STARTING})
    tables = {**case.tables, "inputs": (*case.tables["inputs"], *inputs)}
    for table, rows in added.items():
        tables[table] = (*case.tables[table], *rows)
    return build_case(case.meta, tables, case.draws)


def without_firm(case: Case, firm_id: str) -> Case:
    """Return a case without a firm and everything recorded of it; CaseError for the last one that may join a call."""
    case.firm(firm_id)
    tables = dict(case.tables)
    for table in ("firms", "eligibility", "decisions", "events"):
        key = "id" if table == "firms" else "firm"
        tables[table] = tuple(row for row in case.tables[table] if row[key] != firm_id)
    own_rows = {f"{call.id}/{firm_id}" for call in case.calls} | {firm_id}
    tables["inputs"] = tuple(
        row
        for row in case.tables["inputs"]
        if not (row["table"] in {"firms", "eligibility"} and row["row"] in own_rows)
        and not (row["table"] == "events" and row["row"].startswith(f"{firm_id}/"))
    )
    tables["calls"] = tuple(
        {**row, "incumbents": ";".join(name for name in row["incumbents"].split(";") if name.strip() != firm_id)}
        for row in case.tables["calls"]
    )
    return build_case(case.meta, tables, case.draws)

"""A case of one's own: sheets in every encoding, each wrong cell named, a case that solves and travels in its file."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.bands import bands
from model.case import Case, Edit, load_case, read_sheet
from model.document import Document, dumps, loads
from model.errors import CaseError
from model.firmfields import FIELDS
from model.firmsheet import MOST_FIRMS, WHOLE_ROW, Checked, checked, header_row, headings, matched, missing
from model.membership import with_firm, without_firm
from model.owncase import CallFacts, firm_cells, is_own, own_case
from model.recorded import Recorded
from model.sheets import Grid, csv_of, grid_of_bytes, grid_of_text, tabs_of, workbook_of
from model.solve import solve
from model.speeches import with_turns
from model.template import guidance_grid, template_csv, template_grid, template_workbook

FACTS = CallFacts("Ferry call", "나룻배 공모", "2026-03-02", "2026-04-01")
KOREAN = (
    "기업명,상장 여부,기업 규모,시가총액(10억),GPU 필요도\n가람전산,상장,대기업,1200,0.2\n나래봇,비상장,스타트업,,1\n"
)


@pytest.fixture(scope="module")
def pattern() -> Case:
    return load_case("lantern-tide")


def look(grid: Grid) -> Checked:
    return checked(grid, matched(headings(grid)))


def only_fault(text: str) -> tuple[int, int, str, str]:
    found = [fault for fault in look(grid_of_text(text)).faults if fault.grave]
    assert len(found) == 1, found
    return found[0].row, found[0].column, found[0].text_en, found[0].text_ko


# reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_every_encoding_of_korean_spreadsheets_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "기업.csv"
    path.write_bytes(KOREAN.encode(encoding))
    assert read_sheet(path) == grid_of_text(KOREAN)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    assert grid_of_text(KOREAN.replace(",", delimiter)) == grid_of_text(KOREAN)


cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(str.strip)
grids = st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(grids)
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    grid = tuple(tuple(f"c{place}" for place in range(width)) for _ in range(1))
    grid += tuple(tuple([*row, *[""] * (width - len(row))]) for row in rows)
    while not any(grid[-1]):
        grid = grid[:-1]
    assert grid_of_bytes(csv_of(grid), "x.csv") == grid
    assert grid_of_text(tabs_of(grid)) == grid


def test_a_workbook_is_read_with_numbers_dates_and_formulas_as_they_are() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Market value", "Announced on"])
    sheet.append(["Ferry", 1200.5, "2026-01-25"])
    sheet.append(["Barge", "=1+1", None])
    content = io.BytesIO()
    book.save(content)
    grid = grid_of_bytes(content.getvalue(), "x.xlsx")
    assert grid[1] == ("Ferry", "1200.5", "2026-01-25")
    assert grid[2][1] == "=1+1"  # never computed: shown as a wrong cell, not taken for an empty one
    assert [(fault.row, fault.column) for fault in look(grid).faults] == [(2, 1)]


@pytest.mark.parametrize(
    ("content", "english"),
    [
        (b"", "nothing to read"),
        (b"\n , ,\n", "nothing to read"),
        (b"\xd0\xcf\x11\xe0rest", "old kind"),
        (b"PK\x03\x04broken", "cannot be read as a workbook"),
        (b"Name\n\xff\x81\xff", "neither UTF-8 nor Korean"),
        (b"a\0b\0", "binary data"),
        (b"x," * 400 + b"x", "at most"),
        (b"x\n" * 3000, "at most"),
    ],
)
def test_what_is_no_table_is_refused_with_the_file_and_a_remedy(content: bytes, english: str) -> None:
    with pytest.raises(CaseError, match=english) as caught:
        grid_of_bytes(content, "firms.csv")
    assert "firms.csv" in caught.value.text_ko


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv")


# columns and cells


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_heading_of_the_template_is_recognised(language: str) -> None:
    grid = template_grid(language)
    assert matched(grid[0]) == tuple(row.id for row in FIELDS if row.id != "id")
    assert not look(grid).firms  # the example is skipped
    example = (grid[0], tuple(cell.lstrip("# ") for cell in grid[1]))
    assert look(example).faults == ()
    assert {row[0] for row in guidance_grid(language)} >= set(grid[0])
    for content, name in ((template_workbook(language), "t.xlsx"), (template_csv(language), "t.csv")):
        assert grid_of_bytes(content, name) == grid


def test_headings_are_recognised_by_id_name_and_without_unit_and_once() -> None:
    headings = ("COMPANY", "market_value_bn", "Need for GPUs", "브랜드 노출 규모 (억원)", "weather", "Market value")
    assert matched(headings) == ("name_en", "market_value_bn", "compute_need_share", "brand_exposure_bn", "", "")
    assert "noise_scale" in {row.id for row in missing(matched(headings))}


@pytest.mark.parametrize(
    ("text", "row", "column", "cause"),
    [
        ("Name,Market value\nFerry,much", 1, 1, "'much'; write a plain number"),
        ("Name;Market value\nFerry;1,5", 1, 1, "write 1.5 with a point"),
        ("Name;Market value\nFerry;1,200\nBarge;0,25\n", 1, 1, "write 1.200 with a point"),
        ("Name,Need for GPUs\nFerry,1.4", 1, 1, "from 0 to 1"),
        ("Name,Need for GPUs\nFerry,nan", 1, 1, "from 0 to 1"),
        ("Name,Listing\nFerry,perhaps", 1, 1, "write own / parent / none"),
        ("Name,Announced on\nFerry,soon", 1, 1, "write a date"),
        ("Name,Market value\n\nFerry,1\nferry,2", 3, 0, "row 3 already"),
        ("Name,Market value\n,5", 1, 0, "name is missing"),
        ("Weather,Market value\nFerry,1", 0, WHOLE_ROW, "names"),
        ("Name,Market value", 0, WHOLE_ROW, "there is no firm"),
        ("Name,Market value\nFerry,1,200", 1, 2, "beyond the last heading"),
    ],
)
def test_each_wrong_cell_is_named_with_its_place_and_remedy(text: str, row: int, column: int, cause: str) -> None:
    found = [fault for fault in look(grid_of_text(text)).faults if fault.grave and cause in fault.text_en]
    assert [(fault.row, fault.column) for fault in found[:1]] == [(row, column)], look(grid_of_text(text)).faults
    assert all(any("가" <= letter <= "힣" for letter in fault.text_ko) for fault in found)


def test_every_wrong_cell_is_listed_not_the_first_alone() -> None:
    found = look(grid_of_text("Name,Market value,Need for GPUs\nA,x,9\n,3,y\nA,2,0.1"))
    assert [(fault.row, fault.column) for fault in found.faults] == [(1, 1), (1, 2), (2, 0), (2, 2), (3, 0)]
    assert not found.usable


def test_thousands_and_per_cents_are_read_and_told() -> None:
    found = look(grid_of_text("Name;Market value;Need for GPUs\nFerry;38,900;40%"))
    assert found.usable
    assert (found.firms[0]["market_value_bn"], found.firms[0]["compute_need_share"]) == ("38900", "0.4")
    assert [fault.grave for fault in found.faults] == [False, False]


def test_a_huge_paste_is_one_clear_message() -> None:
    lines = "".join(f"firm {number}\t1\n" for number in range(MOST_FIRMS + 30))
    row, column, english, _ = only_fault(f"Name\tMarket value\n{lines}")
    assert (row, column) == (MOST_FIRMS + 1, WHOLE_ROW)
    assert "60 at most" in english


@settings(max_examples=80, deadline=None)
@given(grids)
def test_no_sheet_can_break_the_check(rows: list[list[str]]) -> None:
    try:
        grid = grid_of_text(tabs_of(rows))
    except CaseError:
        return
    for fault in look(grid).faults:
        assert 0 <= fault.row < len(grid)
        assert fault.text_en != fault.text_ko


# the case


def made(pattern: Case, text: str = KOREAN, facts: CallFacts = FACTS) -> Case:
    return own_case(pattern, look(grid_of_text(text)).firms, facts, "firms.csv")


@pytest.mark.parametrize("name", ["lantern-tide", "sovereign-ai-2026"])
def test_two_firms_and_a_title_make_a_case_that_solves_and_travels_in_its_file(name: str) -> None:
    case = made(load_case(name))
    assert is_own(case)
    assert [firm.name_ko for firm in case.firms] == ["가람전산", "나래봇"]
    outcome = solve(case, case.status_quo)
    document = Document.new(case)
    again = loads(dumps(document, {0: outcome}))
    assert again == document
    assert again.case.id not in {"lantern-tide", "sovereign-ai-2026"}
    assert solve(again.case, again.case.status_quo).as_json() == outcome.as_json()


def test_what_was_given_is_kept_and_the_rest_is_marked_as_a_starting_value(pattern: Case) -> None:
    case = made(pattern)
    garam, narae = case.firms
    assert (garam.listing, garam.size, garam.numbers["market_value_bn"]) == ("own", "large", 1200.0)
    assert narae.numbers["market_value_bn"] == 0.0  # not listed
    given = case.input_of("firms", garam.id, "market_value_bn")
    started = case.input_of("firms", garam.id, "noise_scale")
    assert given is not None
    assert started is not None
    assert (given.source, given.grade) == ("firms.csv", "C")
    assert (started.source, started.grade) == ("assumption", "C")
    assert "Starting value" in started.reason_en
    assert {row.grade for row in case.inputs} == {"C"}
    for row in case.inputs:
        assert row.low <= float(case.cell(row.table, row.row, row.column)) <= row.high


def test_a_fit_to_other_decisions_is_taken_over_only_where_that_is_asked_for() -> None:
    fitted = load_case("sovereign-ai-2026")
    case = made(fitted)
    assert fitted.draws is not None
    assert case.draws is None
    with pytest.raises(CaseError, match="no bands"):
        bands(case, case.status_quo)
    reasons = {row.reason_en for row in case.inputs if row.table == "behaviour"}
    assert reasons == {f"Taken from “{fitted.title('en')}”; not fitted to this call."}
    taken = made(fitted, facts=replace(FACTS, fit_taken=True))
    assert taken.draws is not None
    assert bands(taken, taken.status_quo).draws == 400
    assert all("Fitted to the decisions" in row.reason_en for row in taken.inputs if row.table == "behaviour")
    assert loads(dumps(Document.new(taken))).case == taken
    unfitted = replace(FACTS, fit_taken=True)
    assert made(fitted.with_draws(None), facts=unfitted).draws is None


OFFICE = (
    ("추가 공모 참여 대상 기업 현황", "", "", "", "", "", ""),
    ("", "", "", "", "", "", ""),
    ("(2026. 1. 20. 기준)", "", "", "", "", "", ""),
    ("연번", "기업명", "상장여부", "기업 규모", "재무 현황", "", "GPU 필요도"),
    ("", "", "", "", "시가총액", "브랜드 노출 규모", ""),
    ("", "", "", "", "(억원)", "(십억원)", "(%)"),
    ("1", "가람전산", "상장", "대기업", "1,200", "5", "20"),
    ("2", "나래봇", "비상장", "스타트업", "-", "", "10 %"),
    ("", "", "", "", "", "", ""),
    ("3", "다온AI", "코스닥 상장", "중견기업", "300", "1.5", "50"),
    ("", "합계", "", "", "1,500", "", ""),
    ("※ 시가총액은 전일 종가 기준", "", "", "", "", "", ""),
    ("자료: 각 사 공시", "", "", "", "", "", ""),
)


@pytest.mark.parametrize("as_text", [True, False])
def test_a_sheet_as_offices_make_it_is_read_in_its_units(as_text: bool) -> None:
    grid = grid_of_text(tabs_of(OFFICE)) if as_text else grid_of_bytes(workbook_of({"현황": OFFICE}), "현황.xlsx")
    assert header_row(grid) == 3
    mapped = matched(headings(grid))
    found = checked(grid, mapped)
    assert found.usable, [fault.text_en for fault in found.faults]
    assert [firm["name_ko"] for firm in found.firms] == ["가람전산", "나래봇", "다온AI"]
    assert [firm["market_value_bn"] for firm in found.firms] == ["120", "", "30"]
    assert [firm["brand_exposure_bn"] for firm in found.firms] == ["5", "", "1.5"]
    assert [firm["compute_need_share"] for firm in found.firms] == ["0.2", "0.1", "0.5"]
    assert [firm["listing"] for firm in found.firms] == ["own", "none", "own"]
    told = {(fault.row, fault.column): fault.text_en for fault in found.faults}
    assert "1200" in told[6, 4].replace(",", "")
    assert "was read as 120 " in told[6, 4], "what was converted is said"


def test_a_unit_in_a_heading_counts() -> None:
    assert [firm["market_value_bn"] for firm in look(grid_of_text("기업명,시가총액(억원)\n가람,120\n")).firms] == ["12"]
    assert [firm["market_value_bn"] for firm in look(grid_of_text("기업명,시가총액(10억)\n가람,120\n")).firms] == [
        "120"
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_template_is_filled_in_a_spreadsheet_and_read_back(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language)))
    sheet = book.worksheets[0]
    for cell in sheet[2]:
        cell.value = str(cell.value or "").lstrip("# ") or None
    filled = io.BytesIO()
    book.save(filled)
    found = look(grid_of_bytes(filled.getvalue(), "filled.xlsx"))
    assert found.faults == ()
    assert len(found.firms) == 1
    assert all(found.firms[0][row.id] for row in FIELDS if row.id in {"name_en", "name_ko", "listing", "size"})


def test_source_and_grade_of_a_line_are_those_of_its_numbers(pattern: Case) -> None:
    case = made(pattern, "Name,Market value,Source,Grade\nFerry,12,annual report,b\n")
    entry = case.input_of("firms", "ferry", "market_value_bn")
    assert entry is not None
    assert (entry.source, entry.grade) == ("annual report", "B")


def test_the_call_is_as_told(pattern: Case) -> None:
    facts = CallFacts("Ferry", "", "2026-03-02", "2026-04-01", (0,), {"seats": 3.0}, leave_per_stage=2)
    case = made(pattern, facts=facts)
    call = case.calls[0]
    assert call.incumbents == (case.firms[0].id,)
    assert call.lever_values["seats"] == 3.0 == case.lever("seats").status_quo
    assert call.leave_per_stage == 2
    assert case.eligible_ids(call.id) == (case.firms[1].id,)
    entry = case.input_of("levers", "seats", "status_quo")
    assert entry is not None
    assert "Entered" in entry.reason_en


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        (CallFacts(" ", "", "2026-03-02", "2026-04-01"), "no title"),
        (CallFacts("x", "", "2026-03-02", "2026-02-01"), "before it opens"),
        (CallFacts("x", "", "2026-03-02", "2026-04-01", (0, 1)), "nobody can join"),
        (CallFacts("x", "", "soon", "tomorrow"), "write a date"),
    ],
)
def test_facts_that_cannot_be_are_refused(pattern: Case, facts: CallFacts, cause: str) -> None:
    with pytest.raises(CaseError, match=cause):
        made(pattern, facts=facts)


def test_firms_come_and_go(pattern: Case) -> None:
    case = made(pattern)
    more = with_firm(case, {"name_en": "Barge", "size": "startup"})
    assert len(more.firms) == len(more.eligible) == 3
    assert more.input_of("firms", "barge", "noise_scale") is not None
    assert solve(more, more.status_quo).firm_ids[-1] == "barge"
    assert without_firm(more, "barge") == case
    with pytest.raises(CaseError, match="no name"):
        with_firm(case, {})
    alone = without_firm(case, case.firms[0].id)
    with pytest.raises(CaseError, match="no eligible firm"):
        without_firm(alone, alone.firms[0].id)
    twice = with_firm(more, {"name_en": "Barge"})
    assert twice.firms[-1].id == "barge-2"


def test_a_firm_that_goes_leaves_nothing_behind() -> None:
    case = load_case("sovereign-ai-2026")
    less = without_firm(case, "sk-telecom")
    assert "sk-telecom" not in less.call("2026-additional").incumbents
    assert all("sk-telecom" not in row.row.split("/") for row in less.inputs)


def test_the_firms_of_a_case_go_out_and_come_back(pattern: Case) -> None:
    call = pattern.calls[0].id
    rows = firm_cells(pattern, call)
    heads = [row for row in FIELDS if row.id not in {"source", "grade"}]
    grid = (tuple(row.heading("ko") for row in heads), *(tuple(row[head.id] for head in heads) for row in rows))
    back = look(grid_of_bytes(workbook_of({"a": grid}), "a.xlsx"))
    assert back.faults == ()
    again = own_case(pattern, back.firms, FACTS, "a.xlsx")
    for firm in pattern.firms:
        assert again.firm(firm.id).numbers == firm.numbers


def test_a_document_stays_whole_when_firms_come_and_go(pattern: Case) -> None:
    """What speaks of a firm goes with it: edits, pins, records, orders of announcement, goals."""
    case = with_firm(made(pattern), {"name_en": "Barge"})
    turns = tuple(("", (row.firm,)) for row in case.eligible)
    document = with_turns(Document.new(case).with_pin("barge", True).kept(), "call", turns)
    document = document.with_record(Recorded("call", "barge", True, "2026-03-05", "letter"))
    document = document.with_edits((Edit("firms", "barge", "brand_exposure_bn", "9"),))
    assert loads(dumps(document)) == document
    less = document.without_firm("barge")
    assert loads(dumps(less)) == less
    assert (less.recorded, less.edits, less.speeches, less.working.pins) == ((), (), (), ())
    assert all(not card.pins for card in less.scenarios)
    more = less.with_firm({"name_en": "Barge"})
    assert loads(dumps(more)) == more
    assert more.case == case


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_template_is_wide_enough_to_be_read(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language)))
    guidance = book.worksheets[1]
    widths = {letter: column.width for letter, column in guidance.column_dimensions.items()}
    listing = next(row for row in guidance.iter_rows() if row[1].value and " / " in str(row[1].value))
    assert widths["B"] > len(str(listing[1].value)), "the words that a cell may hold stand on one line"
    advice = [row for row in guidance.iter_rows() if row[0].value and not row[1].value and not row[2].value]
    assert len([row for row in advice if len(str(row[0].value)) > widths["A"]]) >= 4
    assert all(not row[0].alignment.wrap_text for row in advice), "advice runs on across the sheet"

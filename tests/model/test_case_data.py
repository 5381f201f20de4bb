"""The opening case as data: every number has a range and a reason, every source exists, both languages are filled."""

from __future__ import annotations

import csv
import datetime
import math
import re
import tomllib
from pathlib import Path

import pytest

from model.levers import PATHS
from model.schema import EVALUATION_ITEMS, TABLES
from model.tables import checked_table, columns_of, key_of

FOLDER = Path(__file__).parents[2] / "resources" / "cases" / "sovereign-ai-2026"
AS_OF = "2026-01-25"
FACT_ID = re.compile(r"\b(?:S0|S4|[TPEFRKUNXD])-\d{2}[a-z]?\b")
HANGUL = re.compile("[가-힣]")
LATIN_NAMES = {"KAIST", "NC AI", "KT", "SKT", "LG AI"}  # written alike in Korean


def read(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


CASE = {table: read(table) for table in TABLES}
META = tomllib.loads((FOLDER / "case.toml").read_text(encoding="utf-8"))
FACT_IDS = {row["id"] for row in CASE["facts"]}
INPUTS = {(row["table"], row["row"], row["column"]): row for row in CASE["inputs"]}
FIRMS = {row["id"]: row for row in CASE["firms"]}
ALIASES = {firm: row["aliases"].split(";") for firm, row in FIRMS.items()}


def input_cells() -> dict[tuple[str, str, str], float]:
    return {
        (table, key_of(table, row), column.name): float(row[column.name])
        for table in TABLES
        for row in CASE[table]
        for column in columns_of(table)
        if column.is_input
    }


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_schema_in_its_order(table: str) -> None:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert sorted(header) == sorted(column.name for column in columns_of(table))
    if table != "calls":
        assert header == [column.name for column in TABLES[table]]


def test_every_cell_holds_what_its_column_may_hold() -> None:
    assert {table: checked_table(table, tuple(rows)) for table, rows in CASE.items()}


def test_every_input_cell_has_exactly_one_row_and_no_row_is_left_over() -> None:
    assert len(INPUTS) == len(CASE["inputs"])
    assert set(INPUTS) == set(input_cells())


def test_every_input_lies_within_its_range() -> None:
    outside = [
        (cell, value)
        for cell, value in input_cells().items()
        if not float(INPUTS[cell]["low"]) <= value <= float(INPUTS[cell]["high"])
    ]
    assert outside == []


def test_assumed_inputs_have_a_range() -> None:
    """A grade C number with no width would pass an assumption off as certain; only zeros and fixed scales may."""
    values = input_cells()
    fixed = {("behaviour", row["id"], "mean") for row in CASE["behaviour"] if row["family"] == "fixed"}
    narrow = [
        cell
        for cell, row in INPUTS.items()
        if row["grade"] == "C" and row["low"] == row["high"] and values[cell] != 0.0 and cell not in fixed
    ]
    assert narrow == []


def test_reasons_say_something_in_both_languages() -> None:
    for cell, row in INPUTS.items():
        assert len(row["reason_en"]) >= 12, cell
        assert len(HANGUL.findall(row["reason_ko"])) >= 6, cell
        assert row["reason_ko"].endswith("."), cell
        assert "니다" in row["reason_ko"], cell


def test_firms_have_reasons_of_their_own() -> None:
    """The same words for every firm would be boilerplate: each pair of capability reasons must differ."""
    for item in EVALUATION_ITEMS:
        reasons = [INPUTS["firms", firm, f"{item}_score"]["reason_en"] for firm in FIRMS]
        assert len(set(reasons)) == len(reasons), item


@pytest.mark.parametrize("table", ["inputs", "levers", "behaviour", "events", "decisions", "facts"])
def test_cited_facts_exist(table: str) -> None:
    for row in CASE[table]:
        missing = set(FACT_ID.findall(row["source"])) - FACT_IDS
        assert not missing, (key_of(table, row), missing)


def test_conflicts_name_existing_facts_and_say_which_is_used() -> None:
    assert len(META["conflicts"]) == 2
    for conflict in META["conflicts"]:
        assert set(conflict["facts"]) <= FACT_IDS
        assert conflict["used"] in conflict["facts"]
        assert HANGUL.search(conflict["reason_ko"])
        assert not HANGUL.search(conflict["reason_en"])


def test_korean_columns_hold_korean_and_english_columns_none() -> None:
    for table, rows in CASE.items():
        pairs = [c.name for c in TABLES[table] if c.name.endswith("_ko")]
        for row in rows:
            for korean in pairs:
                english = korean.removesuffix("_ko") + "_en"
                assert bool(row[korean]) == bool(row[english]), (key_of(table, row), korean)
                assert not HANGUL.search(row[english]), (key_of(table, row), english)
                if row[korean] and row[korean] not in LATIN_NAMES:
                    assert HANGUL.search(row[korean]), (key_of(table, row), korean)


def test_nothing_later_than_the_day_the_case_stands_on() -> None:
    assert META["as_of_date"] == datetime.date.fromisoformat(AS_OF)
    assert all(row["announced_on"] <= AS_OF for row in CASE["decisions"] + CASE["eligibility"])
    assert all(row["date"] <= AS_OF for row in CASE["events"])
    assert all(row["date"] <= AS_OF[: len(row["date"])] for row in CASE["facts"])


def test_sources_name_no_local_file() -> None:
    for row in CASE["facts"]:
        assert not re.search(r"\(\d+_[0-9a-f]+|\.txt\)|file id|\.\./", row["source"]), row["id"]


def test_facts_hold_one_value_and_one_unit_a_row() -> None:
    for row in CASE["facts"]:
        assert bool(row["value"]) == bool(row["unit"]), row["id"]
        plain = re.fullmatch(r"-?\d+(\.\d+)?", row["value"])
        dated = re.fullmatch(r"\d{4}(-\d{2}){1,2}(T\d{2}:\d{2})?", row["value"])
        assert not row["value"] or plain or dated, row["id"]


def test_decisions_are_the_recorded_fifteen_and_eight() -> None:
    first = [row for row in CASE["decisions"] if row["call"] == "2025-open"]
    second = {row["firm"]: row["joined"] for row in CASE["decisions"] if row["call"] == "2026-additional"}
    assert len(first) == 15
    assert {row["joined"] for row in first} == {"1"}
    assert "trillion-labs" not in {row["firm"] for row in first}
    assert [firm for firm, joined in second.items() if joined == "1"] == ["trillion-labs", "motif"]
    assert len(second) == 8


def test_eligible_firms_are_fifteen_and_thirteen_and_all_who_decided() -> None:
    eligible = {(row["call"], row["firm"]): row for row in CASE["eligibility"]}
    first = {firm for call, firm in eligible if call == "2025-open"}
    second = {firm for call, firm in eligible if call == "2026-additional"}
    incumbents = {row["id"]: set(filter(None, row["incumbents"].split(";"))) for row in CASE["calls"]}
    assert (len(first), len(second)) == (15, 13)
    assert first | second == set(FIRMS)
    assert second == (first - incumbents["2026-additional"]) | {"trillion-labs"}
    for row in CASE["decisions"]:
        assert eligible[row["call"], row["firm"]]["announced_on"] == row["announced_on"]
    silent = {firm for (call, firm), row in eligible.items() if call == "2026-additional" and not row["announced_on"]}
    assert silent == {"lunit", "bionexus", "sionic-ai", "junction-med", "pion"}


def test_levers_are_those_of_the_model_and_stand_at_the_opening_call() -> None:
    opening = next(row for row in CASE["calls"] if row["id"] == META["opening_call"])
    assert {row["id"] for row in CASE["levers"]} == set(PATHS)
    for row in CASE["levers"]:
        path = PATHS[row["id"]]
        assert (row["kind"], row["unit"]) == (path.kind, path.unit)
        assert float(row["status_quo"]) == float(opening[row["id"]]), row["id"]
        assert INPUTS["levers", row["id"], "status_quo"]["reason_en"]


def test_both_calls_lie_within_every_lever_and_on_its_step() -> None:
    for row in CASE["levers"]:
        for call in CASE["calls"]:
            value = float(call[row["id"]])
            assert float(row["low"]) <= value <= float(row["high"]), (call["id"], row["id"])
            steps = (value - float(row["low"])) / float(row["step"])
            assert math.isclose(steps, round(steps), abs_tol=1e-9), (call["id"], row["id"])


def test_evaluation_weights_of_both_calls_add_up_to_a_hundred() -> None:
    for call in CASE["calls"]:
        assert sum(float(call[f"weight_{item}"]) for item in EVALUATION_ITEMS) == 100.0


def test_every_firm_is_hidden_under_all_its_names() -> None:
    for firm, row in FIRMS.items():
        assert len(ALIASES[firm]) >= 3, firm
        assert all(alias == alias.strip() and alias for alias in ALIASES[firm]), firm
        assert len({alias.casefold() for alias in ALIASES[firm]}) == len(ALIASES[firm]), firm
        if row["listing"] != "none":
            assert re.search(r"\b\d{6}\b", row["aliases"]), f"{firm}: no ticker"


def test_no_alias_belongs_to_two_firms() -> None:
    owners: dict[str, set[str]] = {}
    for firm, row in FIRMS.items():
        for alias in [*ALIASES[firm], row["name_en"], row["name_ko"]]:
            owners.setdefault(alias.casefold(), set()).add(firm)
    assert {alias: firms for alias, firms in owners.items() if len(firms) > 1} == {}


@pytest.mark.parametrize(
    ("firm", "wanted"),
    [
        ("naver-cloud", {"NAVER", "하이퍼클로바", "035420"}),
        ("kakao", {"카나나", "035720", "정신아"}),
        ("kt", {"케이티", "믿:음", "Mi:dm", "김영섭"}),
        ("nc-ai", {"엔씨소프트", "NCSOFT", "VAETKI"}),
        ("sk-telecom", {"A.X", "에이닷엑스", "017670"}),
        ("lg-ai-research", {"EXAONE", "K-EXAONE"}),
        ("upstage", {"Solar Pro", "Solar Pro 2"}),
    ],
)
def test_models_tickers_and_chiefs_are_aliases(firm: str, wanted: set[str]) -> None:
    assert wanted <= set(ALIASES[firm])


def test_unlisted_firms_have_no_market_value_and_listed_ones_do() -> None:
    for firm, row in FIRMS.items():
        assert (float(row["market_value_bn"]) > 0) == (row["listing"] != "none"), firm


def test_noise_scale_follows_the_stated_rule() -> None:
    for firm, row in FIRMS.items():
        rule = max(0.3, math.sqrt(float(row["own_programme_bn_per_month"])))
        assert float(row["noise_scale"]) == pytest.approx(rule, abs=0.006), firm


def test_scores_keep_what_the_first_stage_evaluation_published() -> None:
    """LG first, NC AI last of the five, Naver in the top four on points, mean of the five near 79.7."""
    opening = next(row for row in CASE["calls"] if row["id"] == META["opening_call"])

    def capability(firm: str) -> float:
        return sum(float(opening[f"weight_{i}"]) * float(FIRMS[firm][f"{i}_score"]) for i in EVALUATION_ITEMS) / 100.0

    five = ["lg-ai-research", "sk-telecom", "upstage", "naver-cloud", "nc-ai"]
    scores = {firm: capability(firm) for firm in five}
    assert max(scores, key=scores.__getitem__) == "lg-ai-research"
    assert min(scores, key=scores.__getitem__) == "nc-ai"
    assert scores["lg-ai-research"] == pytest.approx(90.2, abs=1.5)
    assert sum(scores.values()) / 5 == pytest.approx(79.7, abs=2.0)
    assert all(capability(firm) < min(scores.values()) for firm in FIRMS if firm not in five)


def test_firms_out_at_the_documents_are_the_weakest_of_the_first_call() -> None:
    call = next(row for row in CASE["calls"] if row["id"] == "2025-open")

    def capability(firm: str) -> float:
        return sum(float(call[f"weight_{i}"]) * float(FIRMS[firm][f"{i}_score"]) for i in EVALUATION_ITEMS)

    out = {"lunit", "bionexus", "sionic-ai", "junction-med", "pion"}
    applied = {row["firm"] for row in CASE["eligibility"] if row["call"] == "2025-open"}
    assert max(map(capability, out)) < min(map(capability, applied - out))


def test_used_events_are_comparable_and_confounded_ones_are_kept_but_unused() -> None:
    used = {row["firm"]: row for row in CASE["events"] if row["used"] == "1"}
    assert set(used) == {"naver-cloud", "kakao"}
    assert float(used["naver-cloud"]["raw_return_share"]) == -0.0462
    abnormal = float(used["kakao"]["raw_return_share"]) - float(used["kakao"]["market_return_share"])
    assert abnormal == pytest.approx(-0.0396)
    assert {row["firm"] for row in CASE["events"]} == {"naver-cloud", "kakao", "konan", "nc-ai"}
    assert all(row["note_en"] and row["note_ko"] for row in CASE["events"])


def test_priors_are_proper() -> None:
    for row in CASE["behaviour"]:
        low, mean, high, sd = (float(row[name]) for name in ("low", "mean", "high", "sd"))
        assert low <= mean <= high, row["id"]
        assert (row["family"] == "fixed") == (sd == 0.0), row["id"]
        if row["family"] == "beta":
            assert 0.0 < mean < 1.0, row["id"]
            assert sd**2 < mean * (1.0 - mean), row["id"]
        if row["family"] == "lognormal":
            assert mean > 0.0, row["id"]


def test_the_gpu_price_and_the_support_agree_with_the_facts() -> None:
    facts = {row["id"]: row for row in CASE["facts"]}
    opening = next(row for row in CASE["calls"] if row["id"] == META["opening_call"])
    price = float(next(row["mean"] for row in CASE["behaviour"] if row["id"] == "gpu_price_bn_per_month"))
    assert price * 1000 == pytest.approx(float(facts["P-13a"]["value"]))
    support = price * float(opening["gpus_per_team"]) * float(opening["support_months"])
    assert support == pytest.approx(float(facts["D-02"]["value"]), abs=0.05)
    assert float(META["programme_bn"]) == float(facts[META["programme_source"]]["value"])

"""The text of a .turnout file: what is written comes back byte for byte, what is broken is refused with its place."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import model.filevalues
from model import Document, Outcome, solve
from model import document as file
from model.case import load_case
from model.document import dumps, greatest_difference, loads, migrated
from model.draws import checked_draws
from model.errors import FileError, VersionError
from model.fitreport import report_text, shipped_report
from model.slides import Slide
from tests.model.documents import EDITS, case, document_with_results, documents, solved

HANGUL = re.compile("[가-힣]")
STORED = dumps(document_with_results().with_pin("kt", False).with_lever("seats", 2).with_edit(EDITS[2]), {0: solved()})
WITH_RESULTS = dumps(document_with_results())

Values = dict[str, Any]


def changed(text: str, change: Callable[[Values], object]) -> str:
    """Return the text of a file after a change of its values, as a hand may make it."""
    values = json.loads(text)
    change(values)
    return json.dumps(values)


def refused(text: str) -> FileError:
    with pytest.raises(FileError) as found:
        loads(text)
    fault = found.value
    assert HANGUL.search(fault.text("ko"))
    assert fault.text("en").endswith(".")
    return fault


# there and back


@settings(max_examples=40, deadline=None)
@given(documents())
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    text = dumps(document)
    again = loads(text)
    assert again == document
    assert dumps(again) == text
    for card in (*document.scenarios, document.working):
        before, after = document.result_of(card), again.result_of(card)
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert_same(before.outcome, after.outcome)


def assert_same(first: Outcome, second: Outcome) -> None:
    for field in dataclasses.fields(Outcome):
        mine, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(mine, np.ndarray):
            np.testing.assert_array_equal(mine, other)
            assert not other.flags.writeable
        else:
            assert mine == other or {name: str(value) for name, value in mine.items()} == {
                name: str(value) for name, value in other.items()
            }


def test_the_file_can_be_read_and_compared_line_by_line() -> None:
    assert WITH_RESULTS.endswith("\n}\n")
    assert "현행" in dumps(Document.new(case(), "ko"))
    moved = dumps(document_with_results().with_lever("seats", 2))
    lines, other = WITH_RESULTS.splitlines(), moved.splitlines()
    assert [line for line in other if line not in lines] == ['   "seats": 2,']
    draws = case().draws or {}  # one line a parameter
    assert max(len(line) for line in lines if line.strip().split(":")[0].strip('"') not in draws) < 1000


def test_slides_stand_in_the_file_only_where_there_are_some_of_its_own() -> None:
    document = Document.new(case())
    assert '"slides"' not in dumps(document)
    told = document.with_slides(
        (Slide(("Scenario 1",), "why", levers=("seats",), note="Say it"), Slide(view="compare"))
    )
    assert loads(dumps(told)) == told
    assert json.loads(dumps(told))["slides"][1]["scenarios"] == []


def test_slides_of_an_older_file_come_in_the_order_of_its_cards() -> None:
    older = json.loads(dumps(Document.new(case())))
    older["scenarios"][1]["slide"] = {"headline": "As announced", "levers": ["seats"], "hidden": True}
    found = loads(json.dumps(older))
    assert found.slides == (
        Slide(("Status quo",)),
        Slide(("Scenario 1",), "joins", "As announced", ("seats",), None, True),
    )
    assert loads(dumps(found)) == found
    assert '"slide"' not in dumps(found)


def test_the_draws_of_the_posterior_come_back() -> None:
    rng = np.random.default_rng(7)
    columns = {row.id: rng.uniform(row.low, row.high, 20) for row in case().parameters}
    drawn = case().with_draws(checked_draws(columns, case().parameters))
    text = dumps(Document.new(drawn))
    assert loads(text).case == drawn
    assert dumps(loads(text)) == text
    name = case().parameters[0].id
    fault = refused(changed(text, lambda v: v["case"]["draws"][name].__setitem__(3, 1e9)))
    assert name in str(fault)


def test_an_undefined_headline_is_null_in_the_file() -> None:
    nowhere = dataclasses.replace(solved(), headline={**solved().headline, "winner_strength": float("nan")})
    text = dumps(Document.new(case()), {0: nowhere})
    assert json.loads(text)["scenarios"][0]["result"]["headline"]["winner_strength"] is None
    document = loads(text)
    result = document.result_of(document.scenarios[0])
    assert result is not None
    assert np.isnan(result.outcome.headline["winner_strength"])
    assert dumps(document) == text


def test_an_infinite_number_is_not_written() -> None:
    broken = dataclasses.replace(solved(), noise_bn=np.full(len(solved().firm_ids), np.inf))
    with pytest.raises(FileError, match=r"result\.firms\[0\]\.noise_bn"):
        dumps(Document.new(case()), {0: broken})


def test_stored_results_keep_their_numbers_and_engine_under_a_newer_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model.filevalues, "__version__", "9.0.0")
    monkeypatch.setattr(file, "__version__", "9.0.0")
    document = loads(WITH_RESULTS)
    other = dataclasses.replace(solved(), join_probability=np.full(len(solved().firm_ids), 0.5))
    values = json.loads(dumps(document.recomputed(0, other), {0: other, 1: other}))
    versions = [card["result"]["engine_version"] for card in values["scenarios"]]
    engine = json.loads(WITH_RESULTS)["engine_version"]
    assert versions == [engine, "9.0.0", engine]
    assert values["engine_version"] == "9.0.0"
    chances = [card["result"]["firms"][0]["join_probability"] for card in values["scenarios"]]
    assert chances[1:] == [0.5, chances[0]]
    assert chances[0] == float(solved().join_probability[0])


def test_recomputing_says_by_how_much_numbers_differ() -> None:
    again = solve(case(), case().status_quo)
    assert greatest_difference(solved(), again) == 0.0
    moved = solved().join_probability + 0.25
    assert greatest_difference(solved(), dataclasses.replace(again, join_probability=moved)) == pytest.approx(0.25)
    cost = 1.5 * solved().headline["public_cost_bn"]
    dearer = dataclasses.replace(again, headline={**again.headline, "public_cost_bn": cost})
    assert greatest_difference(solved(), dearer) == pytest.approx(0.5)
    undefined = dataclasses.replace(again, headline={**again.headline, "winner_strength": float("nan")})
    assert greatest_difference(solved(), undefined) == float("inf")
    assert greatest_difference(undefined, undefined) == 0.0
    elsewhere = solve(case(), case().scenario_for("2025-open"))
    assert greatest_difference(solved(), elsewhere) == float("inf")


# what is no file of ours


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("Dear all,", "Line 1, column 1: this is not JSON"),
        ('{\n "format": turnout\n}', "Line 2, column 12"),
        ("[]", 'no "format": "turnout"'),
        ("17", 'no "format": "turnout"'),
        ('{"format": "other", "format_version": 1}', 'no "format": "turnout"'),
        ('{"format": "turnout"}', "format_version: is None"),
        ('{"format": "turnout", "format_version": true}', "format_version: is True"),
        ('{"format": "turnout", "format_version": 0}', "format_version: is 0"),
        ('{"format": "turnout", "format_version": "1"}', "format_version: is '1'"),
        ('{"format": "turnout", "format_version": 1}', "`engine_version` is missing"),
        ("[" * 100_000, "nested more than"),
        ('{"a":' * 100_000, "nested more than"),
        ('{"text": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}', 'no "format": "turnout"'),
        ('{"a": [NaN]}', "a[0]: is not a finite number"),
        ('{"a": Infinity}', "a: is not a finite number"),
        ('{"a": {"b": -Infinity}}', "a.b: is not a finite number"),
        ('{"a": 1e999}', "a: is not a finite number"),
        (f'{{"a": {"9" * 20}}}', "a: is not a finite number"),
        (f'{{"a": {"9" * 5000}}}', "a: is not a finite number"),
        ('{"a": 9007199254740993}', "a: is too large"),
        ('{"a": {"b": 1, "c": 2, "b": 1}}', "a.b: stands twice"),
        ('[{"a": "\\ud800"}]', "[0].a: the text holds half a character"),
        ('{"\\ud800": 1}', "half a character"),
    ],
)
def test_a_text_that_is_no_file_is_refused_with_its_place(text: str, cause: str) -> None:
    assert cause in str(refused(text))


def test_a_newer_file_is_refused_by_its_version_whatever_else_it_holds() -> None:
    newer = changed(WITH_RESULTS, lambda v: v.update(format_version=2, engine_version="7.1", novelty={}))
    with pytest.raises(VersionError, match=r"newer Turnout \(7\.1, format 2\).*Update Turnout"):
        loads(newer)


def test_an_older_file_goes_through_every_migration_in_order() -> None:
    steps = {1: lambda v: {**v, "seen": [1]}, 2: lambda v: {**v, "seen": [*v["seen"], 2]}}
    values = migrated({"format": "turnout", "format_version": 1}, steps, newest=3)
    assert values == {"format": "turnout", "format_version": 3, "seen": [1, 2]}


def test_a_byte_order_mark_is_passed_over() -> None:
    assert loads("\ufeff" + WITH_RESULTS) == loads(WITH_RESULTS)


@pytest.mark.parametrize("text", [WITH_RESULTS, STORED])
def test_a_file_cut_off_anywhere_is_refused(text: str) -> None:
    last = len(text.rstrip()) - 1
    for length in {*range(0, last, 4999), *range(0, 400, 7), *range(last - 40, last + 1)}:
        refused(text[:length])


# one wrong value


def put(*path: str | int) -> Callable[[object], Callable[[Values], object]]:
    """Return a change that puts a value at a path."""

    def change_to(value: object) -> Callable[[Values], object]:
        def change(values: Any) -> None:
            for key in path[:-1]:
                values = values[key]
            values[path[-1]] = value

        return change

    return change_to


def drop(*path: str | int) -> Callable[[Values], object]:
    """Return a change that removes the member at a path."""

    def change(values: Any) -> None:
        for key in path[:-1]:
            values = values[key]
        del values[path[-1]]

    return change


CARD, RESULT = ("scenarios", 0), ("scenarios", 0, "result")


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (put("mood")("good"), "The file: `mood` is unknown"),
        (drop("seed"), "`seed` is missing"),
        (put("seed")(-1), "seed: write `int` >= 0"),
        (put("seed")("0"), "seed: is `str`; write `int`"),
        (put("opened")(7), "opened: is 7"),
        (put("baseline")(2), "baseline: is 2"),
        (put("scenarios")([]), "scenarios: write `array` of length >= 1"),
        (put(*CARD, "name")(""), "scenarios[0].name: write `str` of length >= 1"),
        (put("scenarios", 1, "name")("Status quo"), "scenarios[1].name: 'Status quo' stands twice"),
        (put(*CARD, "note")(None), "scenarios[0].note: is `null`; write `str`"),
        (put(*CARD, "slide")({"mood": 1}), "scenarios[0].slide: `mood` is unknown"),
        (put(*CARD, "slide")({"levers": ["mood"]}), "scenarios[0]: There is no lever 'mood'"),
        (put(*CARD, "slide")({"levers": ["seats", "seats"]}), "scenarios[0]: A slide has up to 3"),
        (put("slides")([{"view": "joins"}]), "slides[0]: A slide needs a scenario"),
        (put("slides")([{"scenarios": ["Nope"]}]), "slides[0]: A slide shows the scenario 'Nope'"),
        (put("slides")([{"mood": 1}]), "slides[0]: `mood` is unknown"),
        (put(*CARD, "call")("2031"), "scenarios[0].call: There is no call '2031'"),
        (put(*CARD, "levers", "gpu")(3), "scenarios[0].levers: `gpu` is unknown"),
        (drop(*CARD, "levers", "seats"), "scenarios[0].levers: `seats` is missing"),
        (put(*CARD, "levers", "seats")(99), "scenarios[0].levers.seats: Lever seats: 99 is out of range"),
        (put(*CARD, "levers", "seats")(1.5), "scenarios[0].levers.seats: is `float`; write `int`"),
        (put(*CARD, "levers", "seats")("1"), "scenarios[0].levers.seats: is `str`; write `int`"),
        (put(*CARD, "levers", "seats")(True), "scenarios[0].levers.seats: is `bool`; write `int`"),
        (put(*CARD, "levers", "next_in_rank")(1), "scenarios[0].levers.next_in_rank: is `int`; write `bool`"),
        (put(*CARD, "levers", "reserved_seat")("big"), "scenarios[0].levers.reserved_seat: Lever reserved_seat"),
        (put(*CARD, "levers", "reserved_seat")("1"), "scenarios[0].levers.reserved_seat: '1' is no option"),
        (put(*CARD, "levers", "matching_share")(0.12345), "scenarios[0].levers.matching_share: 0.12345 has too many"),
        (put(*CARD, "pins")({"nobody": True}), "scenarios[0].pins.nobody: Firm 'nobody' is not eligible"),
        (put(*CARD, "pins")({"kt": 1}), "scenarios[0].pins.kt: is 1; write true or false"),
        (put("working", "levers", "seats")(-1), "working.levers.seats"),
        (put("edits")([{"table": "firms"}]), "edits[0]: `row` is missing"),
        (
            put("edits")([{"table": "firms", "row": "kt", "column": "size", "value": "giant"}]),
            "edits: Table firms, row kt, column size",
        ),
        (put("case", "tables", "firms", 2, "market_value_bn")(5), "case.tables.firms[2].market_value_bn: is `int`"),
        (put("case", "tables", "firms", 2, "mood")("5"), "case.tables.firms[2]: `mood` is unknown"),
        (drop("case", "tables", "firms", 2, "size"), "case.tables.firms[2]: `size` is missing"),
        (put("case", "tables", "firms", 2, "size")("giant"), "case: Table firms, row nc-ai, column size"),
        (drop("case", "tables", "events"), "case.tables: `events` is missing"),
        (drop("case", "meta", "title_en"), "case: case.toml has no 'title_en'"),
        (drop(*RESULT, "firms", 3, "strength"), "scenarios[0].result.firms[3]: `strength` is missing"),
        (put(*RESULT, "firms", 3, "join_probability")(1.5), "scenarios[0].result.firms[3].join_probability: write"),
        (put(*RESULT, "firms", 3, "id")("kt"), "scenarios[0].result.firms: are not the firms"),
        (drop(*RESULT, "firms", 3), "scenarios[0].result.firms: are not the firms"),
        (drop(*RESULT, "firms", 3, "components_bn", "duty"), "firms[3].components_bn: `duty` is missing"),
        (drop(*RESULT, "joiner_probability", 3), "scenarios[0].result.joiner_probability: has 13 numbers, not 14"),
        (drop(*RESULT, "stage_probability", 0, 3), "scenarios[0].result.stage_probability: has 12 numbers, not 13"),
        (put(*RESULT, "headline", "mood")(1), "scenarios[0].result.headline: `mood` is unknown"),
        (put(*RESULT, "equilibrium", "count")(-1), "scenarios[0].result.equilibrium.count: write `int` >= 0"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(change: Callable[[Values], object], cause: str) -> None:
    assert cause in str(refused(changed(WITH_RESULTS, change)))


def test_the_report_of_a_refit_is_kept_and_a_false_one_is_refused_with_its_place() -> None:
    made = load_case("sovereign-ai-2026")
    report = shipped_report(made)
    assert report is not None
    assert made.draws is not None
    document = Document.new(made).with_fit(made.draws, report_text(report, "2026-01-25"))
    again = loads(dumps(document))
    assert json.loads(again.fit_report) == dict(report)
    assert dumps(again) == dumps(document)
    values = json.loads(dumps(document))
    assert "fit" not in json.loads(dumps(Document.new(made)))
    values["fit"]["parameters"][3]["id"] = "courage"
    with pytest.raises(FileError, match=r"fit\.parameters\[3\]\.id: 'courage' is no parameter"):
        loads(json.dumps(values))
    values["fit"]["parameters"][3]["mean"] = "much"
    with pytest.raises(FileError, match=r"fit\.parameters\[3\]\.mean"):
        loads(json.dumps(values))

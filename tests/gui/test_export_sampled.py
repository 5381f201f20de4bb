"""The standard error of a sampled call stands wherever its figures are taken to: workbook, CSV, JSON, table, pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest

from gui.charts.joins import JoinsChart
from gui.cli import run
from gui.export import briefing as briefings
from gui.export.briefing import Briefing, Wish, build
from gui.export.csv import csv_bytes
from gui.export.png_svg import svg_pictures
from gui.export.words import Words
from gui.export.xlsx import xlsx_bytes
from gui.frame import Language
from gui.numbers import Numbers
from model import _sets, game, load_case
from model.document import Document, dumps
from model.errors import EXIT_DONE, SolveError
from model.layout import layout_of
from tests.gui.frames import frame_of

pytestmark = pytest.mark.usefixtures("dressed")

MOST_SETS = 600  # so that four seats are sampled and one is not
SEATS = 4


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> Iterator[Document]:
    """A call as announced beside one whose sets of winners are sampled."""
    monkeypatch.setattr(_sets, "MOST_SETS", MOST_SETS)
    monkeypatch.setattr(game, "MOST_SETS", MOST_SETS)
    monkeypatch.setattr(briefings, "bands", no_bands)
    layout_of.cache_clear()
    made = Document.new(load_case("sovereign-ai-2026")).with_lever("seats", SEATS)
    yield made.kept_as_new("Many seats")
    monkeypatch.undo()
    layout_of.cache_clear()


def no_bands(*_asked: object, **_how: object) -> None:
    raise SolveError("Not asked for here.")


def briefed(document: Document, language: Language) -> tuple[Briefing, dict[str, float]]:
    """Return the briefing and the model's own standard errors by firm."""
    made = build(document, Wish(language, date="2026-01-25"))
    outcome = made.subjects[-1].outcome
    assert outcome.sampling is not None
    assert made.subjects[0].outcome.sampling is None
    errors = dict(zip(outcome.firm_ids, outcome.sampling.join_standard_error, strict=True))
    assert len(set(errors.values())) == len(errors), "no two alike, so that a wrong row would be seen"
    return made, errors


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_workbook_has_each_firms_own_where_it_was_sampled(document: Document, language: Language) -> None:
    made, errors = briefed(document, language)
    words = Words(language)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(made)))[words.sheet("firms")]
    top = int("".join(letter for letter in str(sheet.freeze_panes) if letter.isdigit())) - 1
    rows = list(sheet.iter_rows(min_row=top))
    heads = [str(cell.value) for cell in rows[0]]
    found: dict[tuple[object, object], object] = {}
    for row in rows[1:]:
        cell = row[heads.index(words("standard_error"))]
        found[row[0].value, row[heads.index(words("id"))].value] = cell.value
        assert cell.value is None or cell.number_format == "0.00%", "a tenth of a point would be too coarse"
    for firm, error in errors.items():
        assert found["Many seats", firm] == pytest.approx(error, rel=1e-15)
        assert found[made.subjects[0].name, firm] is None


def test_the_csv_has_each_firms_own_where_it_was_sampled(document: Document) -> None:
    made, errors = briefed(document, "en")
    rows = list(csv.DictReader(io.StringIO(csv_bytes(made).decode("utf-8-sig"))))
    told = [row for row in rows if row["figure"] == "join_standard_error"]
    assert {row["firm"]: float(row["value"]) for row in told} == errors
    assert {(row["scenario"], row["unit"], row["kind"]) for row in told} == {("Many seats", "probability", "firm")}


def test_the_pages_say_how_far_off_it_may_be(document: Document) -> None:
    made, errors = briefed(document, "en")
    said = made.words("sampled", made.numbers.error_points(max(errors.values())))
    texts = [picture.decode("utf-8") for picture in svg_pictures(made)]
    assert [said in text for text in texts] == [False] * (len(texts) - 1) + [True]


def test_the_command_line_says_it_in_words_and_json(document: Document, capsys: pytest.CaptureFixture[str]) -> None:
    _, errors = briefed(document, "en")
    asked = ("solve", "--set", f"seats={SEATS}")
    assert run((*asked, "--json")) == EXIT_DONE
    told = json.loads(capsys.readouterr().out)
    firms = [firm["id"] for firm in told["firms"]]
    assert dict(zip(firms, told["sampling"]["join_standard_error"], strict=True)) == pytest.approx(errors, abs=1e-12)
    assert told["sampling"]["sets"] <= MOST_SETS < told["sampling"]["possible_sets"]
    assert run(asked) == EXIT_DONE
    lines = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert float(lines["largest_join_standard_error"][0]) == pytest.approx(max(errors.values()), abs=5e-5)
    assert lines["sampled_sets"][0] == str(told["sampling"]["sets"])
    assert run(("solve", "--json")) == EXIT_DONE
    assert "sampling" not in json.loads(capsys.readouterr().out)


def test_a_file_and_the_table_of_the_chart_keep_it(document: Document) -> None:
    made, errors = briefed(document, "en")
    plain = frame_of(Document.new(document.case))
    frame = replace(plain, outcome=made.subjects[-1].outcome)
    chart = JoinsChart()
    chart.show(frame)
    head, *rows = chart.rows()
    assert head[-1].startswith("Standard error")
    by_name = {row[0]: float(row[-1]) for row in rows}
    for name, firm in zip(frame.names, frame.outcome.firm_ids, strict=True):
        assert 0.0 <= by_name[name] - 100 * errors[firm] < 0.1, "never less than it is"
    told = json.loads(dumps(document, {2: frame.outcome}))["scenarios"][2]["result"]["sampling"]
    assert told["join_standard_error"] == pytest.approx(list(errors.values()), abs=1e-12)
    chart.show(plain)
    assert not any(cell.startswith("Standard error") for cell in chart.rows()[0])


def test_a_small_error_is_not_written_as_none() -> None:
    write = Numbers("en")
    assert [write.error_points(error) for error in (0.0031, 0.0197, 0.0004, 0.00003)] == ["0.4", "2.0", "0.04", "0.01"]
    assert write.error_points(0.003) == "0.3"

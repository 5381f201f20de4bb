"""Fit and backtest: the tables say what the report says, and a fit made anew is one step that can be undone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from gui.fitting.dialog import FitDialog
from gui.fitting.indicator import RefitIndicator
from gui.fitting.refitting import Refitting, plan_of
from gui.fitting.tables import FitTables
from gui.frame import shown_names
from gui.start import Application
from gui.window import MainWindow
from model.calibration import Plan
from model.case import Case, Edit, with_tables
from model.document import Document, read, write
from model.draws import Draws, draws_text, parse_draws, same_draws
from model.fitreport import fitted_digest, report_in_use, report_text, shipped_report
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import Answers, arrive, places, settle

pytestmark = pytest.mark.usefixtures("english")


WORKER = """import json, pathlib, shutil, sys, time
words = sys.argv[1:]
def value(name):
    return words[words.index(name) + 1]
assert words[0] == "calibrate" and pathlib.Path(words[1]).is_file()
here, mode, to = pathlib.Path(__file__).parent, (pathlib.Path(__file__).parent / "mode").read_text(), value("--to")
(here / "words").write_text(json.dumps(words))
print("[###...] 10% sampling", file=sys.stderr, flush=True)
if mode == "endless":
    time.sleep(600)
if mode == "refused":
    print("turnout: Fitting needs emcee.", file=sys.stderr)
    sys.exit(1)
print("[#####.] 75% sampling", file=sys.stderr, flush=True)
for name in ("posterior.csv", "posterior.json"):
    shutil.copy(here / name, pathlib.Path(to) / name)
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Case, str], Draws]:
    """Put a program in place of the fit, which takes minutes: it hands over half of the shipped draws."""
    folder = tmp_path / "worker"
    folder.mkdir()
    (folder / "worker.py").write_text(WORKER, encoding="utf-8")
    monkeypatch.setattr(Refitting, "program", (sys.executable, str(folder / "worker.py")))

    def prepare(case: Case, mode: str = "quick") -> Draws:
        report = dict(shipped_report(opening_case()) or {})
        report["provenance"] = {**report["provenance"], "case_digest": fitted_digest(case), "date": "2026-01-25"}
        halved = {name: values[::2] for name, values in (opening_case().draws or {}).items()}
        (folder / "posterior.csv").write_text(draws_text(halved), encoding="utf-8")
        (folder / "posterior.json").write_text(report_text(report, "2026-01-25"), encoding="utf-8")
        (folder / "mode").write_text(mode, encoding="utf-8")
        return parse_draws(draws_text(halved), case.parameters)

    return prepare


def texts(table: QTableWidget) -> list[list[str]]:
    """Return the cells as shown."""
    cells = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [["" if cell is None else cell.text() for cell in row] for row in cells]


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[FitDialog]:
    """The dialog on the opening case."""
    refitting = Refitting(automatic=False)
    frame = frame_of(Document.new(opening_case()))
    refitting.show_frame(frame)
    made = FitDialog(frame, refitting)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.reject()
    refitting.close()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window of the opening case."""
    application = Application(dressed, places(tmp_path), Answers())
    made = application.open_window()
    qtbot.waitUntil(lambda: made.session.frame is not None)
    yield made
    application.close()


def test_tables_say_what_the_report_says(dialog: FitDialog) -> None:
    report = shipped_report(opening_case())
    assert report is not None
    shown = texts(dialog.decisions)
    assert len(shown) == len(report["decisions"]) == 23
    for cells, row in zip(shown, report["decisions"], strict=True):
        assert cells[1] == opening_case().firm(row["firm"]).name("en")
        assert cells[2] == ("joined" if row["joined"] else "stayed out")
        said = [float(text.split()[0].strip("<>%")) for text in cells[3:5]]
        assert said == pytest.approx([100 * row["prior_probability"], 100 * row["probability"]], abs=1.0)
        assert float(cells[6].split()[0].strip("<>%")) == pytest.approx(100 * row["left_out_probability"], abs=1.0)
    hits = [[int(text) for text in row[1:]] for row in texts(dialog.hits)]
    assert hits == [
        [row[name] for name in ("decisions", "prior", "in_sample", "left_out")] for row in report["hits"].values()
    ]
    learned = sorted(report["parameters"], key=lambda row: -row["learned_share"])
    names = {parameter.id: parameter.name_en for parameter in opening_case().parameters}
    assert [row[0] for row in texts(dialog.parameters)] == [names[row["id"]] for row in learned]
    for cells, row in zip(texts(dialog.parameters), learned, strict=True):
        for text, name in zip(cells[1:5], ("prior_mean", "prior_sd", "mean", "sd"), strict=True):
            assert float(text.replace(",", "").replace("−", "-")) == pytest.approx(row[name], rel=6e-3, abs=6e-6)
    assert texts(dialog.quality)[0][1] == f"{report['quality']['worst_r_hat']:.4f}"


def test_limits_name_what_is_not_separable_and_how_lists_were_read(dialog: FitDialog) -> None:
    said = dialog.limits.text()
    for words in (
        "not separable",
        "lists applicants only",
        "Strongest correlations",
        "23 decisions in 2 calls",
        "+0.30",
    ):
        assert words in said


def test_shield_and_korean_reach_every_firm() -> None:
    case, report = opening_case(), shipped_report(opening_case())
    assert report is not None
    ids = tuple(firm.id for firm in case.firms)
    names = dict(zip(ids, shown_names(case, ids, "ko", shield=True), strict=True))
    tables = FitTables(report, case, names, "ko")
    said = " ".join(" ".join(row) for row in tables.decisions().rows) + " ".join(tables.limits())
    assert all(firm.name_ko not in said and firm.name_en not in said for firm in case.firms)


def test_edited_case_says_that_no_report_belongs(dialog: FitDialog) -> None:
    row = next(iter(opening_case().tables["behaviour"]))["id"]
    document = Document.new(opening_case()).with_edit(Edit("behaviour", row, "mean", "0.9"))
    assert report_in_use(document.effective_case) is None
    dialog.show_frame(frame_of(document))
    assert not dialog.tabs.isVisible()
    assert "No report belongs" in dialog.lead.text()


def test_plan_of_a_refit_is_that_of_the_report() -> None:
    made = (shipped_report(opening_case()) or {})["provenance"]
    plan = plan_of(shipped_report(opening_case()))
    assert (plan.seed, plan.draws, plan.design) == (made["seed"], made["draws"], made["design"])
    assert plan_of(None) == Plan()


EDIT = Edit("firms", "kt", "state_exposure_bn", "1")


def test_refit_is_one_step_and_its_report_is_saved_with_it(
    qtbot: QtBot, window: MainWindow, worker: Callable[..., Draws], tmp_path: Path
) -> None:
    fresh = worker(opening_case())
    settle(qtbot, window.session)
    before, steps = window.session.document, window.session.undo_stack.count()
    window.actions_table["fit"].trigger()
    dialog = window.asking.fit
    assert dialog is not None
    QTest.mouseClick(dialog.refit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.document is not before)
    frame = arrive(qtbot, window.session)
    assert same_draws(frame.case.draws, fresh)
    assert window.session.undo_stack.count() == steps + 1
    assert dialog.tabs.isVisible()
    assert "Done" in dialog.note.text()
    made = report_in_use(frame.case, frame.document.fit_report)
    assert made is not None
    assert made["provenance"]["date"] == "2026-01-25"
    write(tmp_path / "kept.turnout", frame.document)
    again = read(tmp_path / "kept.turnout")
    assert report_in_use(again.effective_case, again.fit_report) == made
    window.session.undo_stack.undo()
    assert same_draws(window.session.document.case.draws, opening_case().draws)
    assert window.session.document.fit_report == ""


def test_undoing_a_refit_lets_none_begin(qtbot: QtBot, window: MainWindow, worker: Callable[..., Draws]) -> None:
    """Whoever undoes a refit wants the old fit; a new one would clear what can be redone."""
    refitting = window.asking.refitting
    refitting._quiet.setInterval(50)
    settle(qtbot, window.session)
    worker(opening_case().with_edit(EDIT))
    window.session.edit(EDIT)
    qtbot.waitUntil(lambda: bool(window.session.document.fit_report))
    settle(qtbot, window.session)
    window.session.undo_stack.undo()
    settle(qtbot, window.session)
    assert refitting.outdated
    assert not refitting.running
    assert not refitting._quiet.isActive()
    assert window.session.undo_stack.canRedo()


def test_the_fit_is_asked_for_with_the_plan_of_the_last_one(
    qtbot: QtBot, dialog: FitDialog, worker: Callable[..., Draws], tmp_path: Path
) -> None:
    worker(opening_case())
    with qtbot.waitSignal(dialog._refitting.done):
        QTest.mouseClick(dialog.refit, Qt.MouseButton.LeftButton)
    words = json.loads((tmp_path / "worker" / "words").read_text(encoding="utf-8"))
    plan = plan_of(shipped_report(opening_case()))
    for name, value in (("--seed", plan.seed), ("--draws", plan.draws), ("--design", plan.design)):
        assert words[words.index(name) + 1] == str(value)


def test_cancel_keeps_the_old_fit(qtbot: QtBot, dialog: FitDialog, worker: Callable[..., Draws]) -> None:
    worker(opening_case(), "endless")
    heard: list[object] = []
    dialog._refitting.done.connect(lambda *made: heard.append(made))
    QTest.mouseClick(dialog.refit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.bar.value() == 100)
    assert not dialog.refit.isEnabled()
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert not dialog._refitting.running
    assert dialog.refit.isEnabled()
    assert "Cancelled" in dialog.note.text()
    assert heard == []


def test_a_fault_of_the_fit_is_told(qtbot: QtBot, dialog: FitDialog, worker: Callable[..., Draws]) -> None:
    worker(opening_case(), "refused")
    QTest.mouseClick(dialog.refit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.note.text() == "Fitting needs emcee.")
    assert dialog.refit.isEnabled()


def test_an_edit_lets_a_refit_begin_and_undoing_it_stops_it(
    qtbot: QtBot, window: MainWindow, worker: Callable[..., Draws]
) -> None:
    refitting = window.asking.refitting
    refitting._quiet.setInterval(50)
    indicator = window.findChild(RefitIndicator, "status.refit")
    assert isinstance(indicator, RefitIndicator)
    settle(qtbot, window.session)
    assert indicator.isHidden()
    worker(opening_case(), "endless")
    window.session.edit(EDIT)
    qtbot.waitUntil(lambda: refitting.running and "10%" in indicator.said.text())
    assert same_draws(window.session.document.effective_case.draws, opening_case().draws)  # the old fit till then
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: not refitting.running)
    qtbot.waitUntil(indicator.isHidden)
    fresh = worker(opening_case().with_edit(EDIT))
    window.session.undo_stack.redo()
    qtbot.waitUntil(lambda: bool(window.session.document.fit_report))
    frame = arrive(qtbot, window.session)
    assert same_draws(frame.case.draws, fresh)
    assert report_in_use(frame.case, frame.document.fit_report) is not None
    assert indicator.isHidden()


def test_no_refit_begins_by_itself_once_it_was_stopped_or_turned_off(
    qtbot: QtBot, window: MainWindow, worker: Callable[..., Draws]
) -> None:
    refitting = window.asking.refitting
    refitting._quiet.setInterval(50)
    worker(opening_case(), "endless")
    settle(qtbot, window.session)
    window.session.edit(EDIT)
    qtbot.waitUntil(lambda: refitting.running)
    indicator = window.findChild(RefitIndicator, "status.refit")
    assert isinstance(indicator, RefitIndicator)
    QTest.mouseClick(indicator.button, Qt.MouseButton.LeftButton)
    assert not refitting.running
    assert "older than the inputs" in indicator.said.text()
    settle(qtbot, window.session)
    assert not refitting._quiet.isActive()
    window.actions_table["refits"].trigger()
    assert not window.preferences.refits
    window.session.edit(Edit("firms", "kt", "state_exposure_bn", "2"))
    settle(qtbot, window.session)
    assert not refitting._quiet.isActive()
    QTest.mouseClick(indicator.button, Qt.MouseButton.LeftButton)
    assert refitting.running


def test_the_real_fit_of_a_small_case_comes_back(qtbot: QtBot) -> None:
    case = opening_case().with_draws(None)
    held = [row.id for row in case.parameters if row.id not in {"stigma_weight", "noise_bn"} and row.family != "fixed"]
    case = case.with_edits(tuple(Edit("behaviour", name, "family", "fixed") for name in held))
    kept = tuple(row for row in case.tables["decisions"] if row["call"] != "2025-open")
    document = Document.new(with_tables(case, {**case.tables, "decisions": kept}))
    refitting = Refitting(automatic=False)
    refitting.show_frame(frame_of(document))
    with qtbot.waitSignal(refitting.done) as heard:
        refitting.start(Plan(draws=50, steps=200))
    draws, report = heard.args or [None, ""]
    fitted = document.with_fit(draws, report)
    assert report_in_use(fitted.effective_case, fitted.fit_report) is not None
    assert {name: len(values) for name, values in (fitted.effective_case.draws or {}).items()} == {
        "stigma_weight": 51,
        "noise_bn": 51,
    }
    refitting.close()

"""Fit and backtest: the tables say what the report says, and a fit made anew is one step that can be undone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from gui.fitting import lane
from gui.fitting.dialog import FitDialog, plan_of, report_for
from gui.fitting.tables import FitTables
from gui.frame import shown_names
from gui.language import Language
from gui.start import Application
from gui.window import MainWindow
from model.calibration import Plan, fitted_digest, shipped_report
from model.case import Case, Edit
from model.document import Document
from model.draws import checked_draws, same_draws
from model.errors import ExtraError, ModelError
from model.posterior import Posterior
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import Answers, arrive, places, settle

PATIENCE_MS = 30_000
pytestmark = pytest.mark.usefixtures("english")


def other_posterior(case: Case, plan: Plan) -> Posterior:
    """Return half of the shipped draws, with the shipped report under the case's digest."""
    report = dict(shipped_report(opening_case()) or {})
    report["provenance"] = {**report["provenance"], "case_digest": fitted_digest(case), "seed": plan.seed}
    draws = opening_case().draws or {}
    halved = {name: np.array(values[::2]) for name, values in draws.items()}
    return Posterior(checked_draws(halved, case.parameters), report)


def quick_fit(
    case: Case, plan: Plan, *, progress: Callable[[str, float], None], cancelled: Callable[[], bool]
) -> Posterior | None:
    """Stand for the fit, which takes minutes."""
    progress("prior", 0.25)
    progress("exact", 0.75)
    return None if cancelled() else other_posterior(case, plan)


def texts(table: QTableWidget) -> list[list[str]]:
    """Return the cells as shown."""
    cells = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [["" if cell is None else cell.text() for cell in row] for row in cells]


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[FitDialog]:
    """The dialog on the opening case."""
    made = FitDialog(frame_of(Document.new(opening_case())))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.reject()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window of the opening case."""
    application = Application(dressed, places(tmp_path), Answers())
    made = application.open_window()
    qtbot.waitUntil(lambda: made.session.frame is not None, timeout=PATIENCE_MS)
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
    assert report_for(document.effective_case, None) is None
    dialog.show_frame(frame_of(document))
    assert not dialog.tabs.isVisible()
    assert "No report belongs" in dialog.lead.text()


def test_plan_of_a_refit_is_that_of_the_report() -> None:
    made = (shipped_report(opening_case()) or {})["provenance"]
    plan = plan_of(shipped_report(opening_case()))
    assert (plan.seed, plan.draws, plan.design) == (made["seed"], made["draws"], made["design"])
    assert plan_of(None) == Plan()


def test_refit_is_one_step_and_shows_its_report(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "fit", quick_fit)
    settle(qtbot, window.session)
    before, steps = window.session.document, window.session.undo_stack.count()
    window.actions_table["fit"].trigger()
    dialog = window.asking.fit
    assert dialog is not None
    QTest.mouseClick(dialog.refit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.document is not before, timeout=PATIENCE_MS)
    frame = arrive(qtbot, window.session)
    fresh = other_posterior(opening_case(), plan_of(shipped_report(opening_case())))
    assert same_draws(frame.case.draws, fresh.draws)
    assert window.session.undo_stack.count() == steps + 1
    assert dialog.tabs.isVisible()
    assert "Done" in dialog.note.text()
    dialog.reject()
    window.actions_table["fit"].trigger()  # the report of the fit outlives the dialog
    assert window.asking.fit is not None
    assert window.asking.fit.tabs.isVisible()
    window.session.undo_stack.undo()
    assert same_draws(window.session.document.case.draws, opening_case().draws)


def test_cancel_keeps_the_old_fit(qtbot: QtBot, dialog: FitDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    left = threading.Event()

    def endless(*_: object, **told: Callable[..., bool]) -> None:
        told["progress"]("prior", 0.1)
        while not told["cancelled"]():
            left.wait(0.01)
        left.set()

    monkeypatch.setattr(lane, "fit", endless)
    heard: list[Posterior] = []
    dialog.draws_ready.connect(heard.append)
    QTest.mouseClick(dialog.refit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.bar.value() == 100, timeout=PATIENCE_MS)
    assert not dialog.refit.isEnabled()
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(left.is_set, timeout=PATIENCE_MS)
    assert dialog.refit.isEnabled()
    assert "Cancelled" in dialog.note.text()
    assert heard == []


def test_missing_package_is_told_in_both_languages(
    qtbot: QtBot, dialog: FitDialog, english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ExtraError("Fitting needs emcee.", "emcee가 필요합니다.")

    monkeypatch.setattr(lane, "fit", refuse)
    answers: list[object] = []
    dialog.lane.answered.connect(lambda _case, answer: answers.append(answer))
    QTest.mouseClick(dialog.refit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
    assert isinstance(answers[0], ModelError)
    qtbot.waitUntil(lambda: dialog.note.text() == "Fitting needs emcee.", timeout=PATIENCE_MS)
    english.use("ko")
    dialog.show_frame(frame_of(Document.new(opening_case()), "ko"))
    assert dialog.note.text() == "emcee가 필요합니다."

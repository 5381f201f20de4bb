"""The dialog that exports: what it asks for, progress, cancelling, and what it says when something fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from gui.export import pictures
from gui.export.briefing import Wish
from gui.export.dialog import CHOICES, ExportDialog
from gui.language import Language
from model.document import Document
from model.solve import solve
from tests.gui.briefings import staged_document, telling_document

pytestmark = pytest.mark.usefixtures("english")


def dialog(qtbot: QtBot, folder: Path, shield: bool = False, document: Document | None = None) -> ExportDialog:
    """Return the dialog over a document, the telling one where none is given."""
    document = document or telling_document()
    outcomes = {row: solve(document.effective_case, card) for row, card in enumerate(document.scenarios)}
    made = ExportDialog(document, outcomes, folder / "KT 계획.turnout", ("en", shield))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    for row in range(made.scenarios.count()):
        made.scenarios.item(row).setCheckState(Qt.CheckState.Checked)
    return made


def test_everything_that_is_ticked_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    asking = dialog(qtbot, tmp_path)
    for box in asking.formats.values():
        box.setChecked(True)
    asking.go.click()
    assert asking.work is not None
    assert not asking.go.isEnabled()
    qtbot.waitUntil(lambda: asking.work is None)
    names = {path.name for path in tmp_path.iterdir()}
    for key, (_, ending, _) in CHOICES.items():
        if key in {"png", "svg"}:
            assert {f"KT 계획-{number}{ending}" for number in range(1, 5)} <= names
        else:
            assert f"KT 계획{ending}" in names
    assert asking.note.text() == f"{len(names)} files exported."
    assert {path.name for path in asking.written.files} == names
    assert asking.written.folder.isVisible()
    assert not asking.written.file.isVisible(), "one of many"
    assert asking.go.isEnabled()


def test_names_are_hidden_in_file_names_too(qtbot: QtBot, tmp_path: Path) -> None:
    order = dialog(qtbot, tmp_path, shield=True).order()
    assert [path.name for path, _ in order.targets] == ["Firm G 계획.pptx"]
    assert order.wish == Wish("en", True, order.wish.date, "KT 계획.turnout", order.wish.scenarios)
    assert order.wish.scenarios == (), "all of them"


@pytest.mark.parametrize(("language", "ending"), [("ko", "보고서"), ("en", "report")])
def test_file_names_are_in_the_language_of_the_export(qtbot: QtBot, tmp_path: Path, language: str, ending: str) -> None:
    asking = dialog(qtbot, tmp_path)
    asking.language.setCurrentIndex(asking.language.findData(language))
    for box in asking.formats.values():
        box.setChecked(True)
    names = [path.name for path, _ in asking.order().targets]
    assert {f"KT 계획-{ending}.pdf", f"KT 계획-{ending}.hwpx", "KT 계획-16x9.pdf", "KT 계획.pptx"} <= set(names)
    assert len(names) == len(set(names)) == len(CHOICES)
    unsaved = ExportDialog(telling_document(), {}, tmp_path / "Untitled", ("en", False))
    qtbot.addWidget(unsaved)
    unsaved.language.setCurrentIndex(unsaved.language.findData(language))
    assert unsaved.order().targets[0][0].name == {"ko": "브리핑.pptx", "en": "Briefing.pptx"}[language]


def test_nothing_to_export_cannot_be_started(qtbot: QtBot, tmp_path: Path) -> None:
    asking = dialog(qtbot, tmp_path)
    asking.formats["pptx"].setChecked(False)
    assert not asking.go.isEnabled()
    asking.formats["csv"].setChecked(True)
    assert asking.go.isEnabled()
    for row in range(asking.scenarios.count()):
        asking.scenarios.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not asking.go.isEnabled()


def test_cancelling_stops_and_leaves_no_part(qtbot: QtBot, tmp_path: Path) -> None:
    asking = dialog(qtbot, tmp_path)
    asking.start()
    assert asking.work is not None
    asking.work.cancel()
    qtbot.waitUntil(lambda: asking.work is None)
    assert asking.note.text().startswith("Cancelled")
    assert list(tmp_path.iterdir()) == []


def test_charts_are_drawn_once_for_all_files(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    class Counted(pictures.ChartPictures):
        def parts(self, chart_id: str, *rest: Any, **more: Any) -> tuple[pictures.Part, ...]:
            made.append(chart_id)
            return super().parts(chart_id, *rest, **more)

    monkeypatch.setattr(pictures, "ChartPictures", Counted)
    asking = dialog(qtbot, tmp_path, document=staged_document())
    for key in ("pptx", "pdf", "pdf_wide", "png", "svg"):
        asking.formats[key].setChecked(True)
    asking.start()
    qtbot.waitUntil(lambda: asking.work is None)
    assert made
    assert len(made) == len(set(made)), "each chart once, whatever the number of files"


def test_cancelling_between_two_pages(qtbot: QtBot, tmp_path: Path) -> None:
    asking = dialog(qtbot, tmp_path, document=staged_document())
    asking.formats["pdf"].setChecked(True)
    asking.start()
    work = asking.work
    assert work is not None
    heard: list[float] = []

    def hear(share: float) -> None:
        heard.append(share)
        if share > 0.3:  # the charts are being drawn or slides made
            QTimer.singleShot(0, asking.reject)

    work.progressed.connect(hear)
    qtbot.waitUntil(lambda: asking.work is None)
    assert asking.note.text().startswith("Cancelled")
    assert heard == sorted(heard)
    assert heard[-1] < 0.9
    assert list(tmp_path.iterdir()) == []


def test_closing_waits_for_the_work(qtbot: QtBot, tmp_path: Path) -> None:
    asking = dialog(qtbot, tmp_path)
    asking.start()
    asking.close()
    assert asking.isVisible()
    qtbot.waitUntil(lambda: not asking.isVisible())


def test_a_folder_that_is_not_there_is_named(qtbot: QtBot, tmp_path: Path) -> None:
    asking = dialog(qtbot, tmp_path)
    asking.folder.setText(str(tmp_path / "none"))
    asking.start()
    qtbot.waitUntil(lambda: asking.work is None)
    assert "was not written" in asking.note.text()


def test_it_speaks_korean(qtbot: QtBot, tmp_path: Path, english: Language) -> None:
    english.use("ko")
    asking = dialog(qtbot, tmp_path)
    assert asking.windowTitle() == "내보내기"
    assert asking.formats["pptx"].text() == "슬라이드(PPTX)"

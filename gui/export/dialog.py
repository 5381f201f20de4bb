"""The dialog that exports: which formats, which scenarios, in which language, with or without names, and where to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.export.briefing import Wish
from gui.export.formats import Settings
from gui.export.words import Words
from gui.export.work import ExportWork, Order
from gui.filenames import safe_stem
from gui.frame import Language
from gui.opening import OpenButtons
from gui.session import Session
from gui.shielding import Names
from gui.theme import dress
from model.document import Document, shown_name
from model.errors import ModelError
from model.outcome import Outcome

CHOICES: Mapping[str, tuple[object, str, Settings]] = {  # id -> text, ending of the file, settings
    "pptx": (QT_TRANSLATE_NOOP("ExportDialog", "Slides (PPTX)"), ".pptx", Settings()),
    "pdf": (QT_TRANSLATE_NOOP("ExportDialog", "Pages A4 (PDF)"), ".pdf", Settings()),
    "pdf_wide": (QT_TRANSLATE_NOOP("ExportDialog", "Pages 16:9 (PDF)"), "-16x9.pdf", Settings(paper="16:9")),
    "xlsx": (QT_TRANSLATE_NOOP("ExportDialog", "Every figure (XLSX)"), ".xlsx", Settings()),
    "csv": (QT_TRANSLATE_NOOP("ExportDialog", "Every figure (CSV)"), ".csv", Settings()),
    "png": (QT_TRANSLATE_NOOP("ExportDialog", "Charts (PNG)"), ".png", Settings()),
    "svg": (QT_TRANSLATE_NOOP("ExportDialog", "Charts (SVG)"), ".svg", Settings()),
    "report_pdf": (QT_TRANSLATE_NOOP("ExportDialog", "One-page report (PDF)"), "-report.pdf", Settings(report=True)),
    "report_hwpx": (QT_TRANSLATE_NOOP("ExportDialog", "One-page report (HWPX)"), "-report.hwpx", Settings()),
}
KOREAN = {"-report.pdf": "-보고서.pdf", "-report.hwpx": "-보고서.hwpx"}  # endings of what is written in Korean
FIRST = ("pptx",)
NO_CHARTS: Mapping[str, str] = MappingProxyType({})
LANGUAGES: tuple[tuple[Language, str], ...] = (("ko", "한국어"), ("en", "English"))
COLUMNS, LIST_PX, ENTRY_PX, WIDTH_PX, WHOLE = 2, 124, 24, 560, 1000


class ExportDialog(QDialog):
    """Asks and exports. ``work`` runs while a pack is being written; the dialog stays and says what was written."""

    def __init__(
        self,
        document: Document,
        outcomes: Mapping[int, Outcome],
        place: Path,
        shown: tuple[Language, bool],
        parent: QWidget | None = None,
        charts: Mapping[str, str] = NO_CHARTS,
    ) -> None:
        """``charts`` are the window's, by id; ``place`` is the document's file, without an ending where there is none.

        ``shown`` is language and shield on screen.
        """
        super().__init__(parent)
        self.setObjectName("export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(WIDTH_PX)
        self._document, self._outcomes, self._place, self._screen = document, dict(outcomes), place, shown[0]
        self.work: ExportWork | None = None
        self._closing = False
        self.formats = {key: self._box(key) for key in CHOICES}
        self.language = QComboBox()
        self.language.setObjectName("export.language")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(shown[0]))
        self.shield = QCheckBox(self.tr("Show letters instead of firm names"))
        self.shield.setObjectName("export.shield")
        self.shield.setChecked(shown[1])
        self.working = QCheckBox(self.tr("The working copy as well"))
        self.working.setObjectName("export.working")
        self.working.setEnabled(document.edited)
        self.working.setChecked(document.edited)  # what is on the levers is what is in sight
        self.chart = QComboBox()
        self.chart.setObjectName("export.chart")
        self.chart.addItem(self.tr("The slides"), "")
        for key, name in charts.items():
            self.chart.addItem(name, key)
        self.scenarios = self._list()
        told = Names(document.effective_case, shown[0], shown[1]).tells(str(place.parent))
        self.folder = QLineEdit(str(Path.home() if told else place.parent))
        self.folder.setObjectName("export.folder")
        self.progress = QProgressBar()
        self.progress.setRange(0, WHOLE)
        self.progress.setTextVisible(False)
        self.note = QLabel(wordWrap=True)
        self.note.setObjectName("export.note")
        self.written = OpenButtons("export")
        self._lay_out()
        self._show_running(False)

    # Placing

    def _box(self, key: str) -> QCheckBox:
        box = QCheckBox(QCoreApplication.translate("ExportDialog", str(CHOICES[key][0])))
        box.setObjectName(f"export.{key}")
        box.setChecked(key in FIRST)
        box.toggled.connect(self._allow)
        return box

    def _list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("export.scenarios")
        made.setFixedHeight(LIST_PX)
        names = Names(self._document.effective_case, self._screen, self.shield.isChecked())
        cards = self._document.scenarios
        for row, card in enumerate(cards):
            entry = QListWidgetItem(names.clean(shown_name(card.name, self._screen)), made)
            entry.setData(Qt.ItemDataRole.UserRole, card.name)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            said = not card.note and not self._document.slides and any(card.same_policy(one) for one in cards[:row])
            entry.setCheckState(Qt.CheckState.Unchecked if said else Qt.CheckState.Checked)  # no page twice
            entry.setSizeHint(QSize(0, ENTRY_PX))
        made.itemChanged.connect(self._allow)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for number, box in enumerate(self.formats.values()):
            grid.addWidget(box, number // COLUMNS, number % COLUMNS)
        browse = QPushButton(self.tr("Browse…"))
        browse.setObjectName("export.browse")
        browse.setAutoDefault(False)  # else it looks like the one to press while the other is off
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.addRow(self.tr("Formats"), grid)
        form.addRow(self.tr("Scenarios"), self.scenarios)
        form.addRow("", self.working)
        form.addRow(self.tr("Show"), self.chart)
        form.addRow(self.tr("Language"), self.language)
        form.addRow("", self.shield)
        form.addRow(self.tr("Folder"), where)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("export.go")
        dress(self.go, "primary")
        self.buttons.accepted.connect(self.start)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.progress)
        column.addWidget(self.note)
        column.addWidget(self.written)
        column.addWidget(self.buttons)

    def _show_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        leave = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        leave.setText(self.tr("Cancel") if running else self.tr("Close"))
        for part in (*self.formats.values(), self.scenarios, self.chart, self.language, self.shield, self.folder):
            part.setEnabled(not running)
        self.working.setEnabled(not running and self._document.edited)
        self._allow()

    def _allow(self) -> None:
        """Let the export start where there is something to export."""
        if hasattr(self, "go"):
            chosen = any(box.isChecked() for box in self.formats.values())
            self.go.setEnabled(chosen and bool(self._chosen()) and self.work is None)

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    # What is asked for

    def _chosen(self) -> tuple[str, ...]:
        entries = (self.scenarios.item(row) for row in range(self.scenarios.count()))
        checked = (entry for entry in entries if entry.checkState() == Qt.CheckState.Checked)
        return tuple(str(entry.data(Qt.ItemDataRole.UserRole)) for entry in checked)

    def order(self) -> Order:
        """Return what the dialog asks for at the moment."""
        language: Language = "ko" if self.language.currentData() == "ko" else "en"
        shield, folder = self.shield.isChecked(), Path(self.folder.text()).expanduser()
        stem = self._stem(language, shield)
        every = len(self._chosen()) == self.scenarios.count()
        wish = Wish(
            language,
            shield,
            datetime.date.today().isoformat(),
            self._place.name,
            () if every else self._chosen(),
            self.working.isChecked(),
            str(self.chart.currentData()),
        )
        targets = tuple(
            (folder / f"{stem}{KOREAN.get(ending, ending) if language == 'ko' else ending}", settings)
            for key, (_, ending, settings) in CHOICES.items()
            if self.formats[key].isChecked()
        )
        return Order(self._document, self._outcomes, wish, targets)

    def _stem(self, language: Language, shield: bool) -> str:
        """Return what files are called: as the document, or "briefing" in their language where it was never saved."""
        otherwise = Words(language)("briefing")
        if not self._place.suffix:
            return otherwise
        return safe_stem(Names(self._document.effective_case, language, shield).clean(self._place.stem), otherwise)

    # Doing it

    def start(self) -> None:
        """Export what is asked for; the dialog stays to show the progress."""
        self.work = ExportWork(self.order(), self)
        self.work.progressed.connect(lambda share: self.progress.setValue(round(WHOLE * share)))
        self.work.finished.connect(self._finish)
        self.work.failed.connect(self._fail)
        self.work.stopped.connect(self._stop)
        self.note.setText(self.tr("Exporting…"))
        self.written.show_files(())
        self._show_running(True)
        self.work.start()

    def _finish(self, files: list[Path]) -> None:
        self.work = None
        self._show_running(False)
        self.note.setText(self.tr("%n file(s) exported.", "", len(files)))
        self.note.setToolTip("\n".join(map(str, files)))
        self.written.show_files(files)
        if self._closing:
            super().reject()

    def _fail(self, fault: ModelError) -> None:
        self.work = None
        self.note.setText(fault.text(self._screen))
        self._show_running(False)
        if self._closing:
            super().reject()

    def _stop(self) -> None:
        self.work = None
        self.note.setText(self.tr("Cancelled. Files that were complete are kept."))
        self._show_running(False)
        if self._closing:
            super().reject()

    def reject(self) -> None:
        """Cancel the export that is running, or close."""
        if self.work is not None:
            self.work.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once the export has stopped."""
        if self.work is not None:
            self._closing = True
            self.work.cancel()
            event.ignore()
            return
        super().closeEvent(event)


def open_export(
    session: Session, shown: tuple[Language, bool], window: QWidget, charts: Mapping[str, str]
) -> ExportDialog | None:
    """Ask what to export of a session's document; a scenario that cannot be solved is reported instead."""
    try:
        outcomes = session.results()
    except ModelError as fault:
        session.report(fault)
        return None
    place = session.path or Path.home() / session.name
    dialog = ExportDialog(session.document, outcomes, place, shown, window, charts)
    dialog.open()
    return dialog

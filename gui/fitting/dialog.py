"""The dialog *Fit and backtest*: the report of the fit that is in use, and a fit made anew behind it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.fitting.lane import FitLane
from gui.fitting.tables import FitTables, Report, Table
from gui.frame import Frame, shown_names
from gui.theme import dress
from model.calibration import Plan, fitted_digest, shipped_report
from model.case import Case
from model.errors import ModelError
from model.posterior import Posterior

SIZE_PX = (980, 680)
WHOLE, ROW_PX, HEAD_PX = 1000, 26, 40


class FitDialog(QDialog):
    """Shows the report that belongs to the case on screen. Signals: ``draws_ready(Posterior)``."""

    draws_ready = Signal(object)

    def __init__(self, frame: Frame, kept: Posterior | None = None, parent: QWidget | None = None) -> None:
        """``kept`` is the last fit made in this window, to be shown where it is in use."""
        super().__init__(parent)
        self.setObjectName("fit")
        self._frame, self._kept = frame, kept
        self._report = report_for(frame.case, kept)
        self.lane = FitLane(self)
        self.running: Case | None = None
        self._told, self._stage = "", ""
        self._fault: ModelError | None = None
        self.lead, self.note, self.bar, self.tabs = QLabel(), QLabel(), QProgressBar(), QTabWidget()
        self.refit, self.stop = QPushButton(), QPushButton()
        self.decisions, self.hits, self.parameters, self.quality = (_table() for _ in range(4))
        self.limits = QLabel()
        self._place()
        self.lane.progressed.connect(self._progress)
        self.lane.answered.connect(self._take)
        self.refit.clicked.connect(self.start)
        self.stop.clicked.connect(self.cancel)
        self.resize(*SIZE_PX)
        self._say()

    # placing

    def _place(self) -> None:
        for button, name, role in ((self.refit, "fit.refit", "primary"), (self.stop, "fit.stop", "body")):
            button.setObjectName(name)
            button.setAutoDefault(False)
            dress(button, role)
        dress(self.note, "muted")
        for label in (self.lead, self.note, self.limits):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.limits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar.setRange(0, WHOLE)
        self.bar.setTextVisible(False)
        for parts in ((self.hits, self.decisions), (self.parameters,), (self.limits, self.quality)):
            page = QWidget()
            column = QVBoxLayout(page)
            for part in parts:
                column.addWidget(part, 1 if part is parts[-1] else 0)
            self.tabs.addTab(page, "")
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.bar)
        foot.addWidget(self.stop)
        foot.addWidget(self.refit)
        column = QVBoxLayout(self)
        column.addWidget(self.lead)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        column.setStretch(1, 1)

    # what is shown

    def show_frame(self, frame: Frame) -> None:
        """Follow the case, the language and the shield on screen."""
        before, self._frame = self._frame, frame
        if frame.case is not before.case:
            self._report = report_for(frame.case, self._kept)
        looks = (frame.language, frame.shield, frame.case)
        if looks != (before.language, before.shield, before.case):
            self._say()

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Fit and backtest"))
        titles = (self.tr("Decisions"), self.tr("Parameters"), self.tr("What it cannot tell"))
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.refit.setText(self.tr("Refit"))
        self.stop.setText(self.tr("Cancel"))
        self.lead.setText(self._lead())
        self.tabs.setVisible(self._report is not None)
        if self._report is not None:
            self._fill(self._report)
        self._say_work()

    def _lead(self) -> str:
        if self._report is not None:
            made = self._report["provenance"]
            return self.tr("Forecast and fact for {} recorded decisions. The forecasts were fitted to them.").format(
                made["decisions"]
            )
        if self._frame.case.draws is None:
            return self.tr(
                "This case has not been fitted: it rests on its prior means. Refit to learn from its record."
            )
        return self.tr(
            "No report belongs to this case: what the fit rests on was edited, or its draws come from another fit. "
            "The draws stay in use, but they answer for a slightly different case. Refit to see how well it does."
        )

    def _fill(self, report: Report) -> None:
        frame = self._frame
        ids = tuple(firm.id for firm in frame.case.firms)
        names = dict(zip(ids, shown_names(frame.case, ids, frame.language, frame.shield), strict=True))
        tables = FitTables(report, frame.case, names, frame.language)
        _show(self.decisions, tables.decisions())
        _show(self.hits, tables.hits())
        _show(self.parameters, tables.parameters())
        _show(self.quality, tables.quality())
        self.hits.setFixedHeight(ROW_PX * self.hits.rowCount() + HEAD_PX)
        self.limits.setText("\n\n".join(tables.limits()))

    def _say_work(self) -> None:
        running = self.running is not None
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.refit.setEnabled(not running)
        texts = {
            "": self.tr("A refit takes some minutes; the old fit is used until it is done."),
            "cancelled": self.tr("Cancelled. The old fit stays in use."),
            "done": self.tr("Done. The new fit is in use and can be undone."),
            "changed": self.tr("The case was edited meanwhile, so the new fit was dropped. Refit once more."),
            "prior": self.tr("Solving points of the prior…"),
            "walkers": self.tr("Sampling…"),
            "exact": self.tr("Weighing with the exact model…"),
        }
        fault, told = self._fault, self._stage if running else self._told
        self.note.setText(texts[told] if fault is None else self._text(fault))

    def _text(self, fault: ModelError) -> str:
        return fault.text_ko if self._frame.language == "ko" else fault.text_en

    # fitting

    def start(self) -> None:
        """Fit the case on screen anew, with the plan of the fit that is shown."""
        self.running, self._fault, self._stage = self._frame.case, None, "prior"
        self.bar.setValue(0)
        self.lane.ask(self.running, plan_of(self._report))
        self._say_work()

    def cancel(self) -> None:
        """Stop fitting; the old fit stays."""
        self.lane.cancel()
        self.running, self._told = None, "cancelled"
        self._say_work()

    def done(self, result: int) -> None:
        """Stop fitting when the dialog closes."""
        self.lane.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop fitting when the dialog closes."""
        self.lane.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _progress(self, case: Case, stage: str, share: float) -> None:
        if case is self.running:
            self.bar.setValue(round(WHOLE * share))
            if stage != self._stage:
                self._stage = stage
                self._say_work()

    def _take(self, case: Case, answer: Posterior | ModelError) -> None:
        if case is not self.running:
            return
        self.running = None
        if isinstance(answer, ModelError):
            self._fault = answer
        elif fitted_digest(self._frame.case) != fitted_digest(case):
            self._told = "changed"
        else:
            self._told, self._kept = "done", answer
            self.draws_ready.emit(answer)  # the frame that follows shows its report
        self._say_work()


def report_for(case: Case, kept: Posterior | None) -> Report | None:
    """Return the report of the draws that a case rests on: of the fit ``kept``, else as shipped; None without one."""
    if kept is not None and case.draws:
        same = all(np.array_equal(values, kept.draws.get(name, ())) for name, values in case.draws.items())
        made = kept.report["provenance"]
        if same and isinstance(made, dict) and made["case_digest"] == fitted_digest(case):
            return kept.report
    return shipped_report(case)


def plan_of(report: Report | None) -> Plan:
    """Return the plan that a report was made by, or the usual one."""
    if report is None:
        return Plan()
    made = report["provenance"]
    return Plan(made["draws"], made["steps"], made["seed"], made["design"], made["treatment"])


def _table() -> QTableWidget:
    made = QTableWidget()
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setAlternatingRowColors(True)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(ROW_PX)
    return made


def _show(view: QTableWidget, table: Table) -> None:
    view.setRowCount(len(table.rows))
    view.setColumnCount(len(table.heads))
    view.setHorizontalHeaderLabels(table.heads)
    for row, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            side = Qt.AlignmentFlag.AlignLeft if column < table.words else Qt.AlignmentFlag.AlignRight
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            view.setItem(row, column, item)
    header = view.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

"""The dialog *Fit and backtest*: the report of the fit that is in use, and a fit made anew behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs import HEAD_PX, ROW_PX, fill_table, progress_bar, start_and_stop, table_view, wrapped
from gui.fitting.refitting import Refitting
from gui.fitting.tables import FitTables, Report
from gui.frame import Frame, shown_names
from model.fitreport import report_in_use

SIZE_PX = (980, 680)
WHOLE = 1000


class FitDialog(QDialog):
    """Shows the report that belongs to the case on screen, and how far a refit is. A refit outlives the dialog."""

    def __init__(self, frame: Frame, refitting: Refitting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fit")
        self._frame, self._refitting = frame, refitting
        self._report = report_in_use(frame.case, frame.document.fit_report)
        self.lead, self.note, self.tabs = wrapped("fit.lead", "body"), wrapped("fit.note", "muted"), QTabWidget()
        self.refit, self.stop = start_and_stop("fit.refit", "fit.stop")
        self.bar = progress_bar("fit.progress", WHOLE)
        self.decisions, self.hits, self.parameters, self.quality = (table_view() for _ in range(4))
        self.limits = wrapped("fit.limits", "body")
        self._place()
        refitting.changed.connect(self._say_work)
        self.refit.clicked.connect(lambda _=False: refitting.start())
        self.stop.clicked.connect(refitting.cancel)
        self.resize(*SIZE_PX)
        self._say()

    # placing

    def _place(self) -> None:
        self.limits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
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
        self.lead.setAlignment(Qt.AlignmentFlag.AlignTop)  # it has all the room where there are no tables
        column.addWidget(self.lead)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        column.setStretch(1, 1)

    # what is shown

    def show_frame(self, frame: Frame) -> None:
        """Follow the case, the language and the shield on screen."""
        before, self._frame = self._frame, frame
        if frame.case is not before.case:
            self._report = report_in_use(frame.case, frame.document.fit_report)
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
        fill_table(self.decisions, tables.decisions())
        fill_table(self.hits, tables.hits())
        fill_table(self.parameters, tables.parameters())
        fill_table(self.quality, tables.quality())
        self.hits.setFixedHeight(ROW_PX * self.hits.rowCount() + HEAD_PX)
        self.limits.setText("\n\n".join(tables.limits()))

    def _say_work(self) -> None:
        work = self._refitting
        self.bar.setVisible(work.running)
        self.bar.setValue(round(WHOLE * work.share))
        self.stop.setVisible(work.running)
        self.refit.setEnabled(not work.running)
        texts = {
            "": self.tr("A refit takes some minutes; the old fit is used until it is done."),
            "cancelled": self.tr("Cancelled. The old fit stays in use."),
            "done": self.tr("Done. The new fit is in use and can be undone."),
            "changed": self.tr("The case was edited meanwhile, so the new fit was dropped. Refit once more."),
            "prior": self.tr("Solving points of the prior…"),
            "walkers": self.tr("Sampling…"),
            "exact": self.tr("Weighing with the exact model…"),
        }
        told = texts[work.stage if work.running else work.state]
        self.note.setText(told if work.fault is None else work.fault.text(self._frame.language))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

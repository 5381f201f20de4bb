"""The dialog *Stress test*: the question at the left, shares, breaking points and regrets at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from gui.dialogs import Table, WorkDialog, copy_table, csv_bytes, fill_table, scrolled, table_view, wrapped
from gui.frame import Frame
from gui.opening import OpenButtons
from gui.stress.form import StressForm
from gui.stress.lane import Run, StressLane
from gui.stress.rows import TestedRow
from gui.stress.scatter import BoxScatter
from gui.stress.words import ShownNamer, band_rows, names_of, regret_rows, share_table
from gui.theme import LIGHT, Theme, dress
from model.errors import FileError, ModelError
from model.questions.stress import Plan, Stress, held_cells
from model.questions.stress_words import regret_sentence
from model.reasons import reason_of

SIZE_PX = (1260, 700)
FORM_PX = 330


class StressDialog(WorkDialog):
    """Asks, tests behind, shows. Signals: ``keep_asked(name, Goal)``, ``remove_asked(name)``."""

    keep_asked = Signal(str, object)
    remove_asked = Signal(str)

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__("stress", StressLane(), parent)
        self._frame, self._theme = frame, LIGHT
        self.running: Run | None = None
        self.found: Stress | None = None
        self._fault: ModelError | None = None
        self._stopped = False
        self.rows: list[TestedRow] = []
        self.ask_path: Callable[[], Path | None] = self._ask_path  # a test answers itself
        self.form, self.tabs, self.scatter = StressForm(frame), QTabWidget(), BoxScatter()
        self.regrets, self.bands = table_view("stress.regrets"), table_view("stress.bands")
        self.minimax = wrapped("stress.minimax", "body")
        self.copy, self.save = QPushButton(), QPushButton()
        self.written = OpenButtons("stress")
        self._place()
        self._wire()
        self.resize(*SIZE_PX)
        self.setFocus()  # no ring around the first control
        self._say()

    # placing

    def _place(self) -> None:
        self.set_side_by_side(self.question(FORM_PX, self.form), self._right())

    def _right(self) -> QWidget:
        box, column = self.answers()
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 8, 6, 0)
        self._list.setSpacing(8)
        self._list.addStretch(1)
        shares, regret = QWidget(), QWidget()
        first, second = QVBoxLayout(shares), QVBoxLayout(regret)
        for one in (first, second):
            one.setContentsMargins(0, 6, 0, 0)
        first.addWidget(scrolled(content), 1)
        first.addWidget(self.scatter)
        second.addWidget(self.minimax)
        second.addWidget(self.regrets, 1)
        for page in (shares, regret, self.bands):
            self.tabs.addTab(page, "")
        column.addWidget(self.tabs, 1)
        column.addStretch()  # holds the words at the top as long as there is no table
        foot = QHBoxLayout()
        foot.addWidget(self.written)
        foot.addStretch(1)
        for button, name in ((self.copy, "stress.copy"), (self.save, "stress.save")):
            button.setObjectName(name)
            button.setAutoDefault(False)
            dress(button, "body")
            foot.addWidget(button)
        column.addLayout(foot)
        return box

    def _wire(self) -> None:
        self.start_button.clicked.connect(lambda _=False: self.run())
        self.stop.clicked.connect(self.cancel)
        self.form.changed.connect(self._enable)
        self.form.shelf.keep_asked.connect(lambda name: self.keep_asked.emit(name, self.form.goal.goal()))
        self.form.shelf.remove_asked.connect(self.remove_asked)
        self.copy.clicked.connect(lambda _=False: copy_table(self.table()))
        self.save.clicked.connect(self._save)
        self.lane.progressed.connect(self._progress)
        self.lane.answered.connect(self._take)

    # what the window calls

    def show_frame(self, frame: Frame) -> None:
        """Follow the document, the language and the shield; what was found stays until the next run."""
        last, self._frame = self._frame, frame
        if frame.outcome.firm_ids != last.outcome.firm_ids or frame.case.levers != last.case.levers:
            self.reject()  # another call: none of this can be asked of it
            return
        if frame.document != last.document or (frame.language, frame.shield) != (last.language, last.shield):
            self.form.show_frame(frame)
            self._enable()
        if (frame.language, frame.shield) != (last.language, last.shield):
            self._say()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.scatter.set_theme(theme)
        for row in self.rows:
            row.set_theme(theme)

    def run(self) -> None:
        """Test what the form says."""
        document = self._frame.document
        plan = Plan(self.form.worlds.value(), document.seed, held_cells(document.edits))
        self.running = Run(self._frame.case, self.form.scenarios(), self.form.goal.goal(), plan)
        self.found, self._fault, self._stopped = None, None, False
        self.written.show_files(())
        self.bar.setValue(0)
        self.setFocus()  # Run is about to be grey: its focus would fall to the first control
        self.lane.ask(self.running)
        self._say()

    def cancel(self) -> None:
        """Stop the test."""
        self.lane.cancel()
        self._stopped, self.running = True, None
        self._say()

    def retranslate(self) -> None:
        """Say everything anew in the language on screen."""
        self.form.show_frame(self._frame)
        self._say()

    def table(self) -> Table:
        """Return the table on show, or the shares where rows are shown."""
        found = self.found
        if found is None:
            return Table((), (), 0)
        write = ShownNamer(self._frame)
        return (share_table, regret_rows, band_rows)[self.tabs.currentIndex()](found, write)

    # what the worker tells

    def _progress(self, run: Run, share: float) -> None:
        if run is self.running:
            self.bar.setValue(round(100 * share))

    def _take(self, run: Run, answer: Stress | ModelError) -> None:
        if run is not self.running:
            return
        self.running = None
        if isinstance(answer, ModelError):
            self._fault = answer
        else:
            self.found = answer
        self._say()

    # what is said

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Stress test"))
        self.start_button.setText(self.tr("Run"))
        self.stop.setText(self.tr("Stop"))
        self.copy.setText(self.tr("Copy table"))
        self.save.setText(self.tr("Save as CSV…"))
        for place, text in enumerate((self.tr("Does it hold"), self.tr("Regret"), self.tr("Figures"))):
            self.tabs.setTabText(place, text)
        self.verdict.setText(self._verdict())
        self.lead.setText(self._lead())
        self._show_found()
        self._enable()

    def _enable(self) -> None:
        running = self.running is not None
        self.start_button.setEnabled(self.form.asks and not running)
        self.stop.setVisible(running)
        self.bar.setVisible(running)
        for part in (self.copy, self.save):
            part.setEnabled(self.found is not None)
        self.tabs.setVisible(self.found is not None)

    def _verdict(self) -> str:
        if self._fault is not None:
            return self.tr("The test could not be made.")
        if self.found is None:
            if self.running is not None:
                return self.tr("Testing…")
            return self.tr("The test was stopped.") if self._stopped else self.tr("Does the goal hold up?")
        best = max(self.found.tested, key=lambda one: one.share)
        write = ShownNamer(self._frame)
        name = names_of(self.found, write)[self.found.tested.index(best)]
        return self.tr("“{0}” holds up best: in {1} of the worlds.").format(name, write.percent(best.share))

    def _lead(self) -> str:
        if self._fault is not None:
            return self._fault.text(self._frame.language)
        if self.found is None:
            return self.tr(
                "Set a goal and tick scenarios. Every input of grade B or C is spread over its range and the fitted "
                "parameters over their posterior; all scenarios meet the same worlds."
            )
        worlds = self.found.worlds
        said = self.tr("{0} worlds over {1} inputs, seed {2}. Inputs edited by hand keep their values.")
        count = f"{worlds.count:,}"
        if worlds.draws_from == "priors":
            said += " " + self.tr("The case is not fitted: parameters come from their priors.")
        return said.format(count, len(worlds.axes), worlds.seed)

    def _show_found(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        if self.found is None:
            return
        write = ShownNamer(self._frame)
        names = names_of(self.found, write)
        for place, tested in enumerate(self.found.tested):
            row = TestedRow(tested, names[place], write)
            row.set_theme(self._theme)
            row.chosen.connect(lambda at=place: self.choose(at))
            self._list.insertWidget(place, row)
            self.rows.append(row)
        several = len(names) > 1
        self.tabs.setTabVisible(1, several)
        if several:
            self.minimax.setText(self._minimax(self.found, names, write))
        fill_table(self.regrets, regret_rows(self.found, write))
        fill_table(self.bands, band_rows(self.found, write))
        told = [place for place, one in enumerate(self.found.tested) if one.breaking is not None]
        self.choose(told[0] if told else 0)

    @staticmethod
    def _minimax(found: Stress, names: list[str], write: ShownNamer) -> str:
        table = found.regret
        return "\n".join(
            regret_sentence(measure, names[row], table.rows[measure][row], write)
            for measure, row in table.minimax.items()
        )

    def choose(self, place: int) -> None:
        """Show where a scenario breaks as a picture."""
        for at, row in enumerate(self.rows):
            row.set_selected(at == place)
        if self.found is not None:
            self.scatter.show_tested(self.found.worlds, self.found.tested[place], ShownNamer(self._frame))

    # saving

    def _ask_path(self) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as CSV"), self.tr("stress test") + ".csv", "CSV (*.csv)"
        )
        return Path(name) if name else None

    def _save(self) -> None:
        path = self.ask_path()
        if path is None or self.found is None:
            return
        write = ShownNamer(self._frame)
        tables = [make(self.found, write) for make in (share_table, regret_rows, band_rows)]
        try:
            path.write_bytes(csv_bytes(tables))
            self.written.show_files((path,))
        except OSError as fault:
            reason, korean = reason_of(fault)
            self._fault = FileError(
                f"{path} was not saved ({reason}). Save under another name.",
                f"{path}을(를) 저장하지 못했습니다({korean}). 다른 이름으로 저장해 주십시오.",
            )
            self.lead.setText(self._fault.text(self._frame.language))
            self._fault = None

"""The dialog *What would it take?*: the question at the left, the packages and the front at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.dialogs import WorkDialog, scrolled
from gui.frame import Frame
from gui.goals.cards import Found, PackageCard
from gui.goals.form import GoalForm
from gui.goals.front import FrontChart
from gui.goals.lane import GoalLane, Search
from gui.goals.shelf import GoalShelf
from gui.theme import LIGHT, Theme
from model.errors import ModelError
from model.questions.packages import Answer, front_with
from model.questions.packaging import Package

SIZE_PX, WIDE_PX = (1250, 690), 1430  # four cards stand side by side where the screen is wide enough
EDGE_PX = 24
FORM_PX = 372


class GoalDialog(WorkDialog):
    """Asks, searches behind, shows.

    Signals: ``load_asked(Scenario)``, ``keep_asked(name, Goal)``, ``remove_asked(name)``.
    """

    load_asked = Signal(object)
    keep_asked = Signal(str, object)
    remove_asked = Signal(str)

    def __init__(self, frame: Frame, locks: frozenset[str], parent: QWidget | None = None) -> None:
        lane = GoalLane()
        super().__init__("goal", lane, parent)
        self._frame, self._theme = frame, LIGHT
        self.running: Search | None = None
        self.found: tuple[Found, ...] = ()
        self.extra: Found | None = None  # the point of the front that was chosen
        self._asked: Search | None = None
        self._answer: Answer | ModelError | None = None
        self._stopped = False
        self.shelf, self.form, self.front = GoalShelf(), GoalForm(frame, locks), FrontChart()
        self.shelf.show_goals(frame)
        self.cards: list[PackageCard] = []
        self._place()
        self._wire(lane)
        self.resize(max(SIZE_PX[0], min(WIDE_PX, self.screen().availableGeometry().width() - EDGE_PX)), SIZE_PX[1])
        self.area.setFocus()  # no ring around the first control
        self._say()

    # placing

    def _place(self) -> None:
        self.set_side_by_side(self.question(FORM_PX, self.shelf, self.form), self._right())

    def _right(self) -> QFrame:
        box, column = self.answers()
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 4, 0, 4)
        self._row.setSpacing(10)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.area = scrolled(content, sideways=True)
        self.area.setCornerWidget(QWidget())
        column.addWidget(self.area, 1)
        column.addWidget(self.front)
        return box

    def _wire(self, lane: GoalLane) -> None:
        self.start_button.clicked.connect(self.search)
        self.stop.clicked.connect(self.cancel)
        self.form.changed.connect(self._enable)
        self.shelf.chosen.connect(self.form.set_goal)
        self.shelf.keep_asked.connect(lambda name: self.keep_asked.emit(name, self.form.goal()))
        self.shelf.remove_asked.connect(self.remove_asked)
        self.front.chosen.connect(self._choose)
        lane.progressed.connect(self._progress)
        lane.answered.connect(self._take)
        lane.front_grew.connect(self._grow)
        lane.ended.connect(self._end)

    # what the window calls

    def show_frame(self, frame: Frame) -> None:
        """Show another frame: the next search starts from its policy; answers keep theirs, under the names as shown."""
        last, self._frame = self._frame, frame
        if frame.outcome.firm_ids != last.outcome.firm_ids or frame.case.levers != last.case.levers:
            self.reject()  # another call: none of this can be asked of it
            return
        self.form.show_frame(frame)
        self.shelf.show_goals(frame)
        if frame.names != last.names or frame.language != last.language:
            self._say()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.front.set_theme(theme)

    def aim_at(self, firm_id: str, probability: float, rising: bool) -> None:
        """Ask for one firm's chance alone, and search at once."""
        self.form.aim_at(firm_id, probability, rising)
        self.search()

    def search(self) -> None:
        """Search for what the form says, from the policy as it stands."""
        self._asked = self.running = Search(self._frame.case, self._frame.scenario, self.form.goal())
        self._answer, self._stopped, self.found, self.extra = None, False, (), None
        self._front: tuple[Package, ...] = ()
        self.front.selected = -1
        self.bar.setValue(0)
        self.lane.ask(self.running)
        self._say()

    def cancel(self) -> None:
        """Stop the search; what has been found stays."""
        self.lane.cancel()
        self._stopped, self.running = self._answer is None, None
        self._say()

    def retranslate(self) -> None:
        """Say everything anew in the language on screen."""
        self.form.show_frame(self._frame)
        self._say()

    # what the search tells

    def _progress(self, search: Search, share: float) -> None:
        if search is self.running:
            self.bar.setValue(round(100 * share))

    def _take(self, search: Search, answer: Answer | ModelError) -> None:
        if search is not self.running:
            return
        self._answer = answer
        if isinstance(answer, ModelError):
            self.running = None
        else:
            self.found = tuple(Found(package, search.scenario, search.goal) for package in answer.packages)
        self._say()

    def _grow(self, search: Search, package: Package) -> None:
        if search is self.running:
            self._front = front_with(self._front, package)
            self.front.show_packages(self._front, self._frame)
            self.front.setVisible(len(self._front) > 1)

    def _end(self, search: Search) -> None:
        if search is self.running:
            self.running = None
            self._say()

    def _choose(self, package: Package) -> None:
        if self._asked is not None:
            self.extra = Found(package, self._asked.scenario, self._asked.goal, on_front=True)
            self._show_cards()
            self.area.ensureWidgetVisible(self.cards[-1])

    # what is said

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Find what it takes"))
        self.start_button.setText(self.tr("Find packages"))
        self.stop.setText(self.tr("Stop"))
        self.verdict.setText(self._verdict())
        self.lead.setText(self._lead())
        self._show_cards()
        packages = self._front if self._asked is not None else ()
        self.front.show_packages(packages, self._frame)
        self.front.setVisible(len(packages) > 1)
        self._enable()

    def _enable(self) -> None:
        self.start_button.setEnabled(self.form.asks)
        self.stop.setVisible(self.running is not None)
        self.bar.setVisible(self.running is not None)

    def _verdict(self) -> str:
        answer = self._answer
        if isinstance(answer, ModelError):
            return self.tr("The search could not be made.")
        if answer is None:
            if self.running is not None:
                return self.tr("Searching…")
            return self.tr("The search was stopped.") if self._stopped else self.tr("Say what is wanted.")
        if not answer.reachable:
            return self.tr("The goal was not reached with the levers that are free.")
        if not answer.packages[0].changed:
            return self.tr("The policy meets the goal as it stands.")
        return self.tr("%n package(s) reach the goal.", "", len(answer.packages))

    def _lead(self) -> str:
        answer = self._answer
        if isinstance(answer, ModelError):
            return answer.text(self._frame.language)
        if answer is None:
            return self.tr(
                "Tick firms or limits at the left. Locked levers stay as they are; "
                "at first these are the weights of the evaluation."
            )
        if not answer.reachable:
            return self.tr("This is the nearest that was found. Free a lever, raise the budget or ask for less.")
        each = self.tr("Each starts from the policy on the levers. Load one to see all it does; one step undoes it.")
        return " ".join(part for part in (self._only_way(answer), each) if part)

    def _only_way(self, answer: Answer) -> str:
        """Say which lever every way moves, or that there is but one way; nothing where there are several."""
        if answer.needed:
            name = self._frame.case.lever(answer.needed[0]).name(self._frame.language)
            return self.tr("No way was found that leaves “{}” as it is.").format(name)
        if len(answer.packages) == 1 and answer.packages[0].changed:
            return self.tr("Only one way was found.")
        return ""

    def _show_cards(self) -> None:
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for found in (*self.found, *((self.extra,) if self.extra is not None else ())):
            card = PackageCard(found, self._frame)
            card.load_asked.connect(self.load_asked)
            self.cards.append(card)
            self._row.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)

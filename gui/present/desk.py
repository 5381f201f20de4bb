"""Where slides are solved: what was moved on them, their outcomes and bands, away from the main window's own lanes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.export.frames import Sight, focused, frame_of, question_of, seen_by, wanted
from gui.frame import Frame
from gui.present.picture import Manner, Picture
from gui.present.slides import Solved, Telling, card_of, card_rows, firm_order, live_levers, slide_rows, with_moved
from gui.present.viewing import Views
from gui.refinements import REFINEMENTS
from gui.solving import LiveLane, Outcomes, RefineLane, Refinement, Request, Response
from gui.theme import LIGHT, Theme
from model.document import Document
from model.errors import ModelError
from model.outcome import Outcome
from model.scenario import Scenario
from model.slides import COMPARE, WHO_JOINS

PAUSE_MS = 80  # a slide left alone this long gets its bands
Key = tuple[Scenario, str]  # what is shown, and by which chart


class Desk(QObject):
    """A document's slides, solved. Moving a lever here never changes the document."""

    changed = Signal()
    problem = Signal(object)  # ModelError, or None where the last solve went well

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.manner = Manner()
        self.views = Views()
        self.theme: Theme = LIGHT
        self._telling = Telling(document, self.manner, self.views.titles(self.manner.language))
        self._serial = 0
        self._asked_for: dict[int, int] = {}  # serial -> row
        self._moved: dict[int, dict[str, float]] = {}  # by row: what was moved on the slide
        self._live: dict[int, Outcome] = {}  # by row: the last outcome of what was moved
        self._parts: dict[Key, dict[str, dict[str, Any]]] = {}  # by refinement: fields of a frame
        self._failed: set[Scenario] = set()  # what cannot be solved is not asked again and again
        self._refining: tuple[int, Key | None] = (0, None)
        self._outcomes = Outcomes()
        self._lane, self._refine = LiveLane(self._outcomes, self), RefineLane(self)
        self._lane.answered.connect(self._take)
        self._refine.refined.connect(self._refined)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._row = 0
        self._pause.timeout.connect(self._refine_now)
        self._closed = False

    @property
    def rows(self) -> tuple[int, ...]:
        """The slides that are shown, by their places in the deck."""
        return slide_rows(self.document)

    @property
    def telling(self) -> Telling:
        """The words and numbers of the slides."""
        last = self._telling
        if last.document is not self.document or last.manner != self.manner:  # its pattern of names is costly
            self._telling = Telling(self.document, self.manner, self.views.titles(self.manner.language))
        return self._telling

    @property
    def moved(self) -> bool:
        """Say whether a lever of any slide stands elsewhere than in the saved scenario."""
        return any(self.scenario(row) != self._card(row) for row in self._moved)

    def adopt(self, frame: Frame, document: Document) -> None:
        """Follow the session; outcomes that it knows need no solving."""
        self.manner = Manner(frame.language, frame.shield)
        self.take_document(document)
        if frame.case == document.effective_case:
            self._outcomes.keep(frame.case, frame.document.baseline_scenario, frame.baseline)
            for row, outcome in frame.thumbnails.items():
                self._outcomes.keep(frame.case, frame.document.scenarios[row], outcome)

    def take_document(self, document: Document) -> None:
        """Turn to another state of the document; what was moved is forgotten where what is shown changed."""
        before, self.document = self.document, document
        values = [card.values for card in document.scenarios]
        shown = [slide.scenarios for slide in document.deck]
        if before.effective_case != document.effective_case or [card.values for card in before.scenarios] != values:
            self._forget()
            self._parts.clear()
            self._failed.clear()
        elif [slide.scenarios for slide in before.deck] != shown:
            self._forget()

    def scenario(self, row: int) -> Scenario:
        """Return what a slide shows: its scenario with what was moved on it."""
        live = live_levers(self.document, row)
        moved = {key: value for key, value in self._moved.get(row, {}).items() if key in live}
        return with_moved(self._card(row), moved)

    def picture(self, row: int, *, guessing: bool = False) -> Picture:
        """Return what a slide draws now."""
        document, case, slide = self.document, self.document.effective_case, self.document.deck[row]
        cards = range(len(document.scenarios))
        found = {at: self._outcomes.known(case, document.scenarios[at]) for at in cards}
        known = {at: outcome for at, outcome in found.items() if outcome is not None}
        shown = {at: known[at] for one in self.rows for at in card_rows(document, document.deck[one]) if at in known}
        scenario = self.scenario(row)
        solved = Solved(
            self._outcomes.known(case, scenario) or self._live.get(row),
            self._outcomes.known(case, document.baseline_scenario),
            self._parts.get((scenario, WHO_JOINS), {}).get("bands", {}).get("bands"),
            firm_order(shown, scenario.firm_ids),
        )
        place = (sum(at <= row for at in self.rows), len(self.rows))
        made = self.telling.picture(row, solved, self._moved.get(row, {}), place, guessing)
        if slide.compares:
            return self.telling.compared(row, known, solved.baseline, made)
        if slide.view == WHO_JOINS or solved.outcome is None or solved.baseline is None:
            return made
        parts = frozenset(self._parts.get((scenario, slide.view), ()))
        return self.views.drawn(made, self._frame(row, (solved.outcome, solved.baseline)), parts, self.theme)

    def look_at(self, row: int) -> None:
        """Solve what is missing of a slide, and its bands once it is left alone."""
        self._row = row
        case, scenario = self.document.effective_case, self.scenario(row)
        if self._outcomes.known(case, scenario) is None and not self._lane.busy and scenario not in self._failed:
            self._ask(row, near=False)
        self._pause.start()

    def move(self, row: int, lever_id: str, value: float) -> None:
        """Move a live lever of a slide and solve from what it shows."""
        moved = self._moved.setdefault(row, {})
        moved[lever_id] = self.document.effective_case.lever(lever_id).checked(value)
        self._ask(row, near=True)

    def settle(self, row: int) -> None:
        """Solve from scratch what the lever came to."""
        self._ask(row, near=False)

    def put_back(self) -> None:
        """Put every lever of every slide back to what the scenarios say."""
        self._forget()
        self.changed.emit()

    def close(self) -> None:
        """End the workers; nothing is answered any more."""
        self._closed = True
        self._pause.stop()
        self._lane.close()
        self._refine.close()
        self.views.close()

    def _card(self, row: int) -> Scenario:
        return card_of(self.document, self.document.deck[row])

    def _frame(self, row: int, solved: tuple[Outcome, Outcome]) -> Frame:
        document, slide, scenario = self.document, self.document.deck[row], self.scenario(row)
        key = (scenario, slide.view)
        parts: dict[str, Any] = {"busy": frozenset(part.id for part in self._missing(key))}
        for found in self._parts.get(key, {}).values():
            parts |= found
        sight = Sight(self.manner.language, self.manner.shield, self.telling.names.clean)
        return seen_by(slide.view, frame_of(document, solved, sight, focused(document, scenario, slide), parts))

    def _forget(self) -> None:
        self._moved.clear()
        self._live.clear()
        self._asked_for.clear()

    def _ask(self, row: int, *, near: bool) -> None:
        document, case = self.document, self.document.effective_case
        last = self._live.get(row) or self._outcomes.known(case, self._card(row))
        start = last.join_probability if near and last is not None else None
        self._serial += 1
        self._asked_for[self._serial] = row
        base = document.baseline_scenario
        self._lane.ask(Request(self._serial, document, case, self.scenario(row), base, start))

    def _take(self, response: Response) -> None:
        request = response.request
        row = self._asked_for.pop(request.serial, None)
        if self._closed or row is None or request.case != self.document.effective_case:
            return
        if response.solution is None:
            self._failed.add(request.scenario)
        else:
            self._live[row] = response.solution.outcome
        self.changed.emit()
        fault: ModelError | None = response.problem
        self.problem.emit(fault)

    def _refine_now(self) -> None:
        row = min(self._row, len(self.document.deck) - 1)
        document, case, scenario = self.document, self.document.effective_case, self.scenario(row)
        outcome = self._outcomes.known(case, scenario)
        baseline = self._outcomes.known(case, document.baseline_scenario)
        if outcome is None or baseline is None:
            return
        key = (scenario, document.deck[row].view)
        rows = self._missing(key)
        if rows and self._refining[1] != key:
            self._serial += 1
            self._refining = (self._serial, key)
            lever = focused(document, scenario, document.deck[row])
            question = question_of(document, (outcome, baseline), lever, self._outcomes)
            self._refine.ask(self._serial, question, rows)

    def _missing(self, key: Key) -> tuple[Refinement, ...]:
        """Return the slow parts that a slide still needs, and the other cards where one is not solved."""
        document, case = self.document, self.document.effective_case
        unsolved = any(self._outcomes.known(case, card) is None for card in document.scenarios)
        due = {row.id for row in wanted(key[1])} if key[1] != COMPARE else set()
        due -= set(self._parts.get(key, ()))
        due = due - {"thumbnails"} | ({"thumbnails"} if unsolved else set())
        return tuple(row for row in REFINEMENTS if row.id in due)

    def _refined(self, serial: int, refinement: str, parts: dict[str, Any]) -> None:
        key = self._refining[1]
        if self._closed or serial != self._refining[0] or key is None:
            return
        if refinement != "thumbnails" or key[1] not in {WHO_JOINS, COMPARE}:
            self._parts.setdefault(key, {})[refinement] = parts
        if not self._missing(key):
            self._refining = (0, None)
        self.changed.emit()

"""The search behind the dialog: one worker, its progress, and a way to stop it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from gui.dialogs import Stopped, WorkLane
from model.case import Case
from model.errors import ModelError
from model.goal import Goal
from model.questions.packages import cost_front, find_packages
from model.questions.slopes import CancelledError
from model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: a goal, asked of a policy of a case."""

    case: Case
    scenario: Scenario
    goal: Goal


class GoalLane(WorkLane):
    """One search at a time: its answer (Answer or ModelError), then the front, point by point."""

    front_grew = Signal(object, object)  # Search, Package

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("goal", parent)

    def work(self, job: Search, stopped: Stopped) -> None:
        """Search, then draw the front."""
        try:
            answer = find_packages(
                job.case,
                job.scenario,
                job.goal,
                progress=lambda share: None if stopped() else self.progressed.emit(job, share),
                cancelled=stopped,
            )
            if stopped():
                return
            self.answered.emit(job, answer)
            self._draw_front(job, stopped)
        except ModelError as fault:
            if not stopped():
                self.answered.emit(job, fault)
        except CancelledError:
            return

    def _draw_front(self, search: Search, stopped: Stopped) -> None:
        most = len(search.scenario.firm_ids)
        least = math.ceil(sum(joined for _, joined in search.scenario.pins)) + 1
        for package in cost_front(search.case, search.scenario, search.goal, range(least, most + 1), stopped):
            if stopped():
                return
            self.front_grew.emit(search, package)

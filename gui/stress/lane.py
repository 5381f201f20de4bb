"""The stress test behind the dialog: one worker, its progress, and a way to stop it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from gui.dialogs import Stopped, WorkLane
from model.case import Case
from model.errors import ModelError
from model.goal import Goal
from model.questions.slopes import CancelledError
from model.questions.stress import Plan, stress_test
from model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Run:
    """What is tested: scenarios of a case against a goal, by a plan."""

    case: Case
    scenarios: tuple[Scenario, ...]
    goal: Goal
    plan: Plan


class StressLane(WorkLane):
    """One stress test at a time; answers with Stress or ModelError."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("stress", parent)

    def work(self, job: Run, stopped: Stopped) -> None:
        """Run the test."""
        try:
            answer = stress_test(
                job.case,
                job.scenarios,
                job.goal,
                job.plan,
                progress=lambda share: None if stopped() else self.progressed.emit(job, share),
                cancelled=stopped,
            )
        except ModelError as fault:
            if not stopped():
                self.answered.emit(job, fault)
            return
        except CancelledError:
            return
        if not stopped():
            self.answered.emit(job, answer)

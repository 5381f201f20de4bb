"""Questions that open a dialog of their own, beside one window: what they read and what they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.charts.board import Board
from gui.fitting.refitting import Refitting
from gui.frame import Frame
from gui.levers.panel import LeverPanel
from gui.session import Session
from gui.theme import LIGHT, Theme
from model.goal import EVALUATION_LEVERS

if TYPE_CHECKING:  # each is imported when it is first opened: the window comes up sooner
    from gui.fitting.dialog import FitDialog
    from gui.goals.dialog import GoalDialog
    from gui.goals.reach import ReachDialog
    from gui.stress.dialog import StressDialog


class Asking(QObject):
    """Opens *What would it take?*, *Stress test* and *Fit and backtest*, feeds them and takes their steps."""

    def __init__(self, session: Session, levers: LeverPanel, board: Board, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._levers, self._window = session, levers, window
        self._theme: Theme = LIGHT
        self.goal: GoalDialog | None = None
        self.fit: FitDialog | None = None
        self.stress: StressDialog | None = None
        self.reach: ReachDialog | None = None
        self.refitting = Refitting(parent=self)
        self.refitting.done.connect(session.rest_on)
        session.frame_changed.connect(self._show)
        board.goal_asked.connect(self.open_goal_for)
        board.ranges_asked.connect(self.open_reach)

    def open_goal(self) -> None:
        """Ask what it would take."""
        self._dialog()

    def open_goal_for(self, firm_id: str, probability: float) -> None:
        """Ask what it would take to bring one firm's chance to a probability."""
        dialog, frame = self._dialog(), self._session.frame
        if dialog is not None and frame is not None:
            now = float(frame.outcome.join_probability[frame.outcome.index(firm_id)])
            dialog.aim_at(firm_id, probability, probability > now)

    def open_stress(self) -> None:
        """Ask whether a goal holds up."""
        frame = self._session.frame
        if frame is None:
            return
        if self.stress is None:
            from gui.stress.dialog import StressDialog

            self.stress = StressDialog(frame, self._window)
            self.stress.set_theme(self._theme)
            self.stress.keep_asked.connect(self._session.keep_goal)
            self.stress.remove_asked.connect(self._session.remove_goal)
            self.stress.finished.connect(self._forget_stress)
            self.stress.show()
        else:
            self.stress.activateWindow()

    def open_reach(self) -> None:
        """Ask between which values levers swing in *What matters*."""
        frame = self._session.frame
        if frame is None or self.reach is not None:
            return
        from gui.goals.reach import ReachDialog

        self.reach = ReachDialog(frame, self._window)
        self.reach.chosen.connect(self._session.set_reach)
        self.reach.finished.connect(self._forget_reach)
        self.reach.open()

    def open_fit(self) -> None:
        """Show what the fit says, and fit anew."""
        frame = self._session.frame
        if frame is None:
            return
        if self.fit is None:
            from gui.fitting.dialog import FitDialog

            self.fit = FitDialog(frame, self.refitting, self._window)
            self.fit.finished.connect(self._forget_fit)
            self.fit.show()
        else:
            self.fit.activateWindow()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for dialog in (self.goal, self.stress):
            if dialog is not None:
                dialog.set_theme(theme)

    def close(self) -> None:
        """Close what is open and end its worker."""
        for dialog in (self.goal, self.stress, self.fit, self.reach):
            if dialog is not None:
                dialog.reject()
        self.refitting.close()

    def _dialog(self) -> GoalDialog | None:
        frame = self._session.frame
        if frame is None:
            return None
        if self.goal is None:
            from gui.goals.dialog import GoalDialog

            self.goal = GoalDialog(frame, self._levers.locks | EVALUATION_LEVERS, self._window)
            if frame.selected is not None:
                self.goal.form.ask_for(frame.selected)
            self.goal.set_theme(self._theme)
            self.goal.load_asked.connect(self._session.load_policy)
            self.goal.keep_asked.connect(self._session.keep_goal)
            self.goal.remove_asked.connect(self._session.remove_goal)
            self.goal.finished.connect(self._forget)
            self.goal.show()
        else:
            self.goal.activateWindow()
        return self.goal

    def _forget(self) -> None:
        if self.goal is not None:
            self.goal.deleteLater()
            self.goal = None

    def _forget_stress(self) -> None:
        if self.stress is not None:
            self.stress.deleteLater()
            self.stress = None

    def _forget_reach(self) -> None:
        if self.reach is not None:
            self.reach.deleteLater()
            self.reach = None

    def _forget_fit(self) -> None:
        if self.fit is not None:
            self.fit.deleteLater()
            self.fit = None

    def _show(self, frame: Frame) -> None:
        if not frame.stale:
            self.refitting.show_frame(frame)
            for dialog in (self.goal, self.stress, self.fit, self.reach):
                if dialog is not None:
                    dialog.show_frame(frame)

"""What the menus do that no other object has a method for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.actions import Actions
from gui.charts.board import Board
from gui.levers.panel import LeverPanel
from gui.preferences import Preferences
from gui.session import Session
from model.outcome import Outcome


class Doing:
    """The methods behind some commands of one window."""

    def __init__(
        self,
        session: Session,
        panels: tuple[LeverPanel, Board],
        preferences: Preferences,
        actions: Actions,
        window: QWidget,
    ) -> None:
        (levers, board) = panels
        self._board = board
        self._session, self._levers, self._preferences = session, levers, preferences
        self._actions, self._window = actions, window

    def reset_all(self, to: str) -> None:
        """Put every lever back."""
        self._session.reset("", to)

    def find_lever(self) -> None:
        """Type into the find box."""
        self._levers.finder.setFocus()
        self._levers.finder.selectAll()

    def set_motion(self, choice: str) -> None:
        """Let bars move over while presenting as the system has it, always or never."""
        self._preferences.motion = choice
        self._actions.tick(f"motion.{choice}")

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def duplicate_opened(self) -> None:
        """Copy the opened card."""
        self._session.duplicate_scenario(self._session.document.opened)

    def compute_again(self, anew: Mapping[int, Outcome]) -> None:
        """Put this version's numbers beside those that a file keeps, and show both."""
        self._session.compute_again(anew)
        self._board.look_at("compare")

    def delete_opened(self) -> None:
        """Delete the opened card."""
        self._session.delete_scenario(self._session.document.opened)

    def baseline_opened(self) -> None:
        """Compare everything with the opened card."""
        self._session.choose_baseline(self._session.document.opened)

    def export_briefing(self) -> None:
        """Write slides, pages, tables and reports."""
        from gui.export.dialog import open_export

        language, shield = self._preferences.shown_language, self._actions["shield"].isChecked()
        open_export(self._session, (language, shield), self._window, self._board.titles())

    def show_shortcuts(self) -> None:
        """Show the keyboard shortcuts."""
        from gui.about import Shortcuts

        Shortcuts(self._window).open()

    def show_about(self) -> None:
        """Show what Turnout is."""
        from gui.about import About

        About(self._session.document.case, self._preferences.shown_language, self._window).open()

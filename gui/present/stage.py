"""Where a window's show runs: at most one at a time, with motion as the person or the system wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.preferences import Preferences
from gui.session import Session
from gui.theme import LIGHT, Theme

if TYPE_CHECKING:  # imported when a show begins: the window comes up sooner
    from gui.present.show import Show


class Stage(QObject):
    """A window's show. Signals: ``changed()`` when one begins or ends."""

    changed = Signal()

    def __init__(self, session: Session, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._session, self._window, self._preferences = session, window, preferences
        self._theme: Theme = LIGHT
        self.show: Show | None = None

    def present(self) -> None:
        """Begin a show; slides that are being prepared are shown, a show that is on comes to the front."""
        if self.show is None:
            self._begin().start()
        else:
            self.show.present()

    def prepare(self) -> None:
        """Open the list of slides to put them in order."""
        if self.show is None:
            self._begin().prepare()
        else:
            self.show.show_presenter()

    def moves(self) -> bool:
        """Say whether bars may move: as the person has chosen, else as the system has it."""
        from gui.present.show import motion_wanted

        choice = self._preferences.motion
        return motion_wanted() if choice == "system" else choice == "full"

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self.show is not None:
            self.show.set_theme(theme)

    def close(self) -> None:
        """End the show that is on."""
        if self.show is not None:
            self.show.end()

    def _begin(self) -> Show:
        from gui.present.show import Show

        self.show = Show(self._session, self._theme, self, self.moves)
        self.show.ended.connect(self._clear)
        self.changed.emit()
        return self.show

    def _clear(self) -> None:
        if self.show is not None:
            self.show.deleteLater()
            self.show = None
            self._window.activateWindow()
            self.changed.emit()

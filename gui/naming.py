"""What a window is called: its title, and the files in the menu of recent ones; under the name shield without names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.actions import Actions
from gui.files import Files
from gui.session import Session


class Naming(QObject):
    """Keeps the title and the recent files of one window up to date."""

    def __init__(self, session: Session, files: Files, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._files, self._actions, self._window = session, files, actions, window
        actions.menus["file"].aboutToShow.connect(self.show)  # another window may have opened files since

    def show(self) -> None:
        """Write the title and the recent files again."""
        session, menu = self._session, self._actions.menus["recent"]
        self._window.setWindowTitle(f"{self._files.name}[*] — Turnout")
        shielded = session.told(str(session.path)) != str(session.path)  # the system shows the path at the title
        self._window.setWindowFilePath("" if session.path is None or shielded else str(session.path))
        self._window.setWindowModified(session.modified)
        menu.clear()
        for name in self._files.recent:
            action = QAction(session.told(Path(name).name), menu)
            action.setToolTip(session.told(name))
            action.triggered.connect(lambda _=False, path=name: self._files.open_path(Path(path)))
            menu.addAction(action)
        menu.setEnabled(bool(self._files.recent))

"""The application object, which the system tells what to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Program(QApplication):
    """Hears of files that the system hands over (a double click on macOS). Signals: ``file_handed(Path)``.

    A filter would hear of them as well, and of every event of every widget, some sixty a step of a drag.
    """

    file_handed = Signal(object)  # Path

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_handed.emit(Path(event.file()))
            return True
        return super().event(event)

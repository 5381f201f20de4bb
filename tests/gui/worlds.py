"""Sessions and windows for tests: in a folder of their own, with answers to every question, and waited for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partialmethod
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.choosing import Choice
from gui.files import Answer, Clash
from gui.frame import Frame
from gui.session import Session
from gui.start import Application, Places

PATIENCE_MS = 60_000  # of every wait: a slow or busy machine is no defect, and pytest-timeout ends a test that hangs


class PatientBot(QtBot):
    """A robot that waits as long as it takes; no test states how fast a machine has to be."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE_MS)


def shown(session: Session) -> Frame:
    """Return the session's frame; there must be one."""
    assert session.frame is not None
    return session.frame


def settle(qtbot: QtBot, session: Session) -> Frame:
    """Wait until nothing is computing and return what is shown."""
    qtbot.waitUntil(lambda: session.settled)
    return shown(session)


def arrive(qtbot: QtBot, session: Session) -> Frame:
    """Wait until the document on show is solved, though slow parts may still be computing; return what is shown."""
    qtbot.waitUntil(lambda: shown(session).document is session.document)
    return shown(session)


def cell_editor(view: QWidget) -> QLineEdit:
    """Return the editor of a table in which a cell is being typed, whichever window has the focus by now."""
    (editor,) = [found for found in view.findChildren(QLineEdit) if found.isVisible()]
    return editor


@dataclass
class Answers:
    """Dialogs that answer at once; what was asked is kept."""

    opening: Path | None = None
    saving: Path | None = None
    unsaved_changes: Answer = "discard"
    clash: Clash = "cancel"
    sheets: tuple[Path, ...] = ()
    sheet: Path | None = None
    case_id: str = ""  # of a new document; empty: that of the open one
    asked: list[str] = field(default_factory=list)

    def open_path(self, _parent: object, _folder: Path) -> Path | None:
        """Return the file to open."""
        self.asked.append("open")
        return self.opening

    def save_path(self, _parent: object, _proposal: Path) -> Path | None:
        """Return where to save."""
        self.asked.append("save")
        return self.saving

    def unsaved(self, _parent: object, _name: str) -> Answer:
        """Return what is to become of unsaved changes."""
        self.asked.append("unsaved")
        return self.unsaved_changes

    def changed(self, _parent: object, _name: str) -> Clash:
        """Return what is to become of a file that somebody else has changed."""
        self.asked.append("changed")
        return self.clash

    def open_sheets(self, _parent: object, _folder: Path) -> tuple[Path, ...]:
        """Return the sheets to read."""
        return self.sheets

    def save_sheet(self, _parent: object, _proposal: Path) -> Path | None:
        """Return where to save a sheet."""
        return self.sheet

    def choose_case(self, _parent: object, offered: tuple[Choice, ...]) -> Choice | None:
        """Return the case of a new document."""
        self.asked.append("case")
        return next((choice for choice in offered if choice.case.id == self.case_id), offered[0])


def places(folder: Path) -> Places:
    """Return places inside a folder."""
    return Places(folder / "turnout.ini", folder / "recovery", folder / "logs")


World = tuple[Application, Answers]
MakeWorld = Callable[[], World]


def tick(dialog: QWidget, name: str) -> None:
    """Click a box by its name."""
    box = dialog.findChild(QCheckBox, name)
    assert isinstance(box, QCheckBox)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))

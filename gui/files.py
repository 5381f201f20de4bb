"""New, open, save and recent files of one window, and the question before anything unsaved is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gui.choosing import CaseDialog, Choice, choices
from gui.preferences import Preferences
from gui.session import Session
from model.case import Case
from model.document import Document, content_hash, read, write
from model.errors import FileError, ModelError

SUFFIX = ".turnout"
Answer = Literal["save", "discard", "cancel"]
Clash = Literal["replace", "save_as", "cancel"]


class Dialogs(Protocol):
    """The questions to the user; a test answers them itself."""

    def open_path(self, parent: QWidget, folder: Path, /) -> Path | None:
        """Ask for a file to open, or None."""

    def save_path(self, parent: QWidget, proposal: Path, /) -> Path | None:
        """Ask where to save, or None."""

    def unsaved(self, parent: QWidget, name: str, /) -> Answer:
        """Ask what to do with unsaved changes."""

    def changed(self, parent: QWidget, name: str, /) -> Clash:
        """Ask what to do where the file holds what somebody else has saved."""

    def choose_case(self, parent: QWidget, offered: tuple[Choice, ...], /) -> Choice | None:
        """Ask which case a new document is of, or None."""

    def open_sheets(self, parent: QWidget, folder: Path, /) -> tuple[Path, ...]:
        """Ask for sheets of firms to read; none where it was cancelled."""

    def save_sheet(self, parent: QWidget, proposal: Path, /) -> Path | None:
        """Ask where to save a sheet, or None."""


class QtDialogs:
    """The questions as Qt's dialogs."""

    def open_path(self, parent: QWidget, folder: Path) -> Path | None:
        """Ask for a file to open, or None."""
        title = QCoreApplication.translate("Files", "Open")
        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), _pattern())
        return Path(name) if name else None

    def save_path(self, parent: QWidget, proposal: Path) -> Path | None:
        """Ask where to save, or None."""
        return _save_path(parent, QCoreApplication.translate("Files", "Save as"), proposal, (_pattern(),))

    def unsaved(self, parent: QWidget, name: str) -> Answer:
        """Ask what to do with unsaved changes."""
        role = QMessageBox.ButtonRole
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Turnout", "", parent=parent)
        box.setText(QCoreApplication.translate("Files", "Save the changes to “{}”?").format(name))
        box.setInformativeText(QCoreApplication.translate("Files", "Without saving, they are lost."))
        save = box.addButton(QCoreApplication.translate("Files", "Save"), role.AcceptRole)
        lose = box.addButton(QCoreApplication.translate("Files", "Do not save"), role.DestructiveRole)
        back = box.addButton(QCoreApplication.translate("Files", "Cancel"), role.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(back)
        box.exec()
        chosen = box.clickedButton()
        return "save" if chosen is save else "discard" if chosen is lose else "cancel"

    def changed(self, parent: QWidget, name: str) -> Clash:
        """Ask what to do where the file holds what somebody else has saved."""
        role = QMessageBox.ButtonRole
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Turnout", "", parent=parent)
        text = QCoreApplication.translate("Files", "“{}” was changed by another window or program.")
        box.setText(text.format(name))
        box.setInformativeText(
            QCoreApplication.translate("Files", "Replace it with what is in this window, or save under another name?")
        )
        other = box.addButton(QCoreApplication.translate("Files", "Save as…"), role.AcceptRole)
        over = box.addButton(QCoreApplication.translate("Files", "Replace"), role.DestructiveRole)
        back = box.addButton(QCoreApplication.translate("Files", "Cancel"), role.RejectRole)
        box.setDefaultButton(other)
        box.setEscapeButton(back)
        box.exec()
        chosen = box.clickedButton()
        return "save_as" if chosen is other else "replace" if chosen is over else "cancel"

    def choose_case(self, parent: QWidget, offered: tuple[Choice, ...]) -> Choice | None:
        """Ask which case a new document is of, or None."""
        dialog = CaseDialog(offered, parent)
        taken = dialog.exec() == CaseDialog.DialogCode.Accepted
        row = dialog.chosen
        dialog.deleteLater()
        return offered[row] if taken and row >= 0 else None

    def open_sheets(self, parent: QWidget, folder: Path) -> tuple[Path, ...]:
        """Ask for sheets of firms to read; none where it was cancelled."""
        title = QCoreApplication.translate("Files", "Choose a table of firms")
        kinds = QCoreApplication.translate("Files", "Tables") + " (*.xlsx *.csv *.tsv *.txt)"
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return tuple(map(Path, names))

    def save_sheet(self, parent: QWidget, proposal: Path) -> Path | None:
        """Ask where to save a sheet, or None."""
        title = QCoreApplication.translate("Files", "Save a table")
        return _save_path(parent, title, proposal, ("XLSX (*.xlsx)", "CSV (*.csv)"))


class Files(QObject):
    """The files of one window. Faults go to the session as problems."""

    recent_changed = Signal()
    asked = Signal()  # the document is to be saved or left: what is still being typed belongs to it

    def __init__(self, session: Session, preferences: Preferences, window: QWidget, dialogs: Dialogs) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._dialogs = session, preferences, window, dialogs
        self._known: tuple[Path, str] | None = None  # the file and what it held when it was read or written

    @property
    def name(self) -> str:
        """The document's name as it may be shown."""
        return self._session.told(self._session.name)

    @property
    def recent(self) -> tuple[str, ...]:
        """The files opened or saved last."""
        return self._preferences.recent

    def new(self) -> None:
        """Begin an empty document of the case that is chosen."""
        language = self._preferences.shown_language
        choice = self._dialogs.choose_case(self._window, choices(self._session.document.case, language))
        if choice is not None:
            self.begin(choice.case)

    def begin(self, case: Case, unsaved: bool = False) -> bool:
        """Begin an empty document of a case; one made by hand counts as unsaved. False where the old one stays."""
        if not self.may_leave():
            return False
        self._session.adopt(Document.new(case, self._preferences.shown_language), recovered=unsaved)
        return True

    def open(self) -> None:
        """Ask for a file and open it."""
        path = self._dialogs.open_path(self._window, self._folder())
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a file; what is open stays where it cannot be read."""
        if not self.may_leave():
            return False
        try:
            known = path.absolute(), content_hash(path)
            document = read(path)
        except ModelError as fault:
            self._preferences.forget(str(path))
            self.recent_changed.emit()
            self._session.report(fault)
            return False
        self._known = known
        self._session.adopt(document, path)
        self._remember(path)
        return True

    def save(self) -> bool:
        """Save where the document came from, or ask; False where it was not saved."""
        self.asked.emit()
        path = self._session.path
        if path is None:
            return self.save_as()
        answer = self._dialogs.changed(self._window, self.name) if self._changed(path) else "replace"
        return self._write(path) if answer == "replace" else answer == "save_as" and self.save_as()

    def save_as(self) -> bool:
        """Ask where to save and save there."""
        self.asked.emit()
        proposal = self._folder() / f"{self._session.told(self._session.name)}{SUFFIX}"
        path = self._dialogs.save_path(self._window, proposal)
        if path is None:
            return False
        return self._write(path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX))

    def sheets(self) -> tuple[Path, ...]:
        """Ask for sheets of firms to read."""
        return self._dialogs.open_sheets(self._window, self._folder())

    def place_for(self, name: str) -> Path | None:
        """Ask where to save a sheet."""
        path = self._dialogs.save_sheet(self._window, self._folder() / name)
        return path.with_name(f"{path.name}.xlsx") if path is not None and not path.suffix else path

    def may_leave(self) -> bool:
        """Ask about unsaved changes; True where the document may go."""
        self.asked.emit()
        if not self._session.modified:
            return True
        answer = self._dialogs.unsaved(self._window, self.name)
        return self.save() if answer == "save" else answer == "discard"

    def _changed(self, path: Path) -> bool:
        """Say whether the file no longer holds what this window read or wrote; one that is gone is written anew."""
        held = content_hash(path)
        return bool(held) and self._known is not None and self._known[0] == path.absolute() and self._known[1] != held

    def _write(self, path: Path) -> bool:
        try:
            write(path, self._session.document, self._session.results())
        except FileError as fault:
            self._session.report(fault)
            return False
        self._known = path.absolute(), content_hash(path)
        self._session.mark_saved(path)
        self._remember(path)
        return True

    def _remember(self, path: Path) -> None:
        self._preferences.remember(path.absolute())
        self.recent_changed.emit()

    def _folder(self) -> Path:
        if self._session.path is not None:
            return self._session.discreet(self._session.path.parent)
        recent = self._preferences.recent
        return self._session.discreet(Path(recent[0]).parent if recent else Path.home())


def _save_path(parent: QWidget, title: str, proposal: Path, kinds: tuple[str, ...]) -> Path | None:
    """Ask where to save; the ending is added before the dialog asks whether a file is to be replaced."""
    dialog = QFileDialog(parent, title, str(proposal.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_ending(kind)))
    dialog.setDefaultSuffix(proposal.suffix or _ending(kinds[0]))
    dialog.selectFile(proposal.name)
    taken = dialog.exec() == QFileDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if taken and names else None


def _ending(kind: str) -> str:
    return kind[kind.rindex(".") + 1 : -1]


def _pattern() -> str:
    return QCoreApplication.translate("Files", "Turnout files") + f" (*{SUFFIX})"

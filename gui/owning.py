"""A case of one's own, from the window: made from a table, its firms edited, decisions recorded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.choosing import choices
from gui.export.pack import write_whole
from gui.files import Files
from gui.importing.dialog import ImportDialog
from gui.preferences import Preferences
from gui.session import Session
from gui.theme import LIGHT, Theme
from model.case import Case
from model.errors import ModelError
from model.template import template_csv, template_workbook


class Owning(QObject):
    """Opens the dialogs of one window and takes what they ask for as a step, or as a new document."""

    def __init__(self, session: Session, files: Files, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._files, self._preferences, self._window = session, files, preferences, window
        self._theme: Theme = LIGHT
        self.importing: ImportDialog | None = None

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self._theme = shown
        if self.importing is not None:
            self.importing.set_theme(shown)

    def open_import(self) -> None:
        """Lead from a table of firms to a new document."""
        language = self._preferences.language or "en"
        patterns = [choice.case for choice in choices(self._session.document.case, language)]
        dialog = ImportDialog(patterns, language, (self._files.sheets, self.save_template), self._window)
        dialog.set_theme(self._theme)
        dialog.made.connect(self._begin)
        dialog.finished.connect(self._forget_import)
        self.importing = dialog
        dialog.open()

    def save_template(self) -> None:
        """Save an empty table of firms to fill in."""
        language = self._preferences.language or "en"
        name = "기업 표.xlsx" if language == "ko" else "firms.xlsx"
        self.write_sheet(name, lambda plain: template_csv(language) if plain else template_workbook(language))

    def write_sheet(self, name: str, make: Callable[[bool], bytes]) -> None:
        """Ask where to save a sheet and save it; ``make`` is told whether it is CSV."""
        path = self._files.place_for(name)
        if path is None:
            return
        try:
            write_whole(path, make(path.suffix.lower() == ".csv"))
        except ModelError as fault:
            self._report(fault)

    def close(self) -> None:
        """Close what is open."""
        if self.importing is not None:
            self.importing.reject()

    def _report(self, fault: ModelError) -> None:
        if self.importing is not None:
            self.importing.tell(fault)
        else:
            self._session.report(fault)

    def _begin(self, case: Case) -> None:
        if self._files.begin(case, unsaved=True) and self.importing is not None:
            self.importing.accept()

    def _forget_import(self) -> None:
        if self.importing is not None:
            self.importing.deleteLater()
            self.importing = None

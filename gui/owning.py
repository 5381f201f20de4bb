"""A case of one's own, from the window: made from a table, its firms edited, decisions recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.choosing import choices
from gui.files import Files
from gui.frame import Frame
from gui.preferences import Preferences
from gui.session import Session
from gui.theme import LIGHT, Theme
from model.errors import ModelError

if TYPE_CHECKING:  # each dialog is imported when it is first opened: the window comes up sooner
    from gui.firms.dialog import FirmsDialog
    from gui.importing.dialog import ImportDialog
    from model.case import Case


class Owning(QObject):
    """Opens the dialogs of one window and takes what they ask for as a step, or as a new document."""

    written = Signal(object)  # Path

    def __init__(self, session: Session, files: Files, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._files, self._preferences, self._window = session, files, preferences, window
        self._theme: Theme = LIGHT
        self.importing: ImportDialog | None = None
        self.firms: FirmsDialog | None = None
        session.frame_changed.connect(self._show)
        session.problem.connect(self._tell)

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self._theme = shown
        for dialog in (self.importing, self.firms):
            if dialog is not None:
                dialog.set_theme(shown)

    def open_firms(self) -> None:
        """Show the firms in a table."""
        frame, session = self._session.frame, self._session
        if self.firms is not None:
            self.firms.activateWindow()
            return
        if frame is None:
            return
        from gui.firms.dialog import FirmsDialog

        self.firms = dialog = FirmsDialog(frame, self._window)
        dialog.set_theme(self._theme)
        dialog.edits_asked.connect(session.edit_all)
        dialog.firm_asked.connect(session.add_firm)
        dialog.removal_asked.connect(session.remove_firm)
        dialog.undo_asked.connect(session.undo_stack.undo)
        dialog.redo_asked.connect(session.undo_stack.redo)
        dialog.save_asked.connect(self._save_firms)
        dialog.finished.connect(self._forget_firms)
        self._show(frame)
        dialog.show()

    def open_record(self) -> None:
        """Ask what a firm has decided: the selected one, or another."""
        self.open_record_of(None)

    def open_record_of(self, firm_id: str | None) -> None:
        """Ask what a firm has decided."""
        frame, session = self._session.frame, self._session
        if frame is None or frame.stale:
            return
        from gui.deciding import RecordDialog

        dialog = RecordDialog(frame, firm_id, self._window)
        dialog.recorded.connect(session.record)
        dialog.forgotten.connect(session.forget)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_firms(self) -> None:
        from model.sheets import csv_of, workbook_of

        if self.firms is not None:
            sheet = self.firms.rows.sheet()
            name = "기업.xlsx" if self.firms.rows.language == "ko" else "firms.xlsx"
            self.write_sheet(name, lambda plain: csv_of(sheet) if plain else workbook_of({"firms": sheet}))

    def _show(self, frame: Frame) -> None:
        undo = self._session.undo_stack
        if self.firms is not None and not frame.stale:
            self.firms.show_frame(frame, undo.canUndo(), undo.canRedo())

    def _tell(self, fault: ModelError | None) -> None:
        if self.firms is not None and fault is not None:
            self.firms.tell(fault)

    def _forget_firms(self) -> None:
        if self.firms is not None:
            self.firms.deleteLater()
            self.firms = None

    def open_import(self, paths: tuple[Path, ...] = ()) -> None:
        """Lead from a table of firms, or from files at hand, to a new document."""
        from gui.importing.dialog import ImportDialog

        language = self._preferences.shown_language
        patterns = [choice.case for choice in choices(self._session.document.case, language)]
        dialog = ImportDialog(patterns, language, (self._files.sheets, self.save_template), self._window)
        dialog.set_theme(self._theme)
        dialog.made.connect(self._begin)
        dialog.finished.connect(self._forget_import)
        self.importing = dialog
        dialog.open()
        if paths:
            dialog.read(paths)

    def save_template(self) -> None:
        """Save an empty table of firms to fill in."""
        from model.template import template_csv, template_workbook

        language = self._preferences.shown_language
        name = "기업 표.xlsx" if language == "ko" else "firms.xlsx"
        self.write_sheet(name, lambda plain: template_csv(language) if plain else template_workbook(language))

    def write_sheet(self, name: str, make: Callable[[bool], bytes]) -> None:
        """Ask where to save a sheet and save it; ``make`` is told whether it is CSV."""
        from gui.export.pack import write_whole

        path = self._files.place_for(name)
        if path is None:
            return
        try:
            write_whole(path, make(path.suffix.lower() == ".csv"))
            self.written.emit(path)
        except ModelError as fault:
            self._report(fault)

    def close(self) -> None:
        """Close what is open."""
        for dialog in (self.importing, self.firms):
            if dialog is not None:
                dialog.reject()

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

"""The first step: where the firms come from — a file, the clipboard, or a template to fill in first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from gui import theme
from model.errors import ModelError
from model.sheets import Grid, grid_of_text


class SourcePage(QWidget):
    """Offers the sources. Signals: ``file_asked()``, ``template_asked()``, ``refused(ModelError)``, ``changed()``."""

    file_asked = Signal()
    template_asked = Signal()
    refused = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grid: Grid = ()
        self.name = ""
        self.paste = QPlainTextEdit(self)
        self.paste.setObjectName("import.paste")
        self.paste.setTabChangesFocus(True)
        self.paste.setPlaceholderText(self.tr("Copy the cells in your spreadsheet, headings included, and paste here."))
        self.paste.setAccessibleName(self.tr("Cells pasted from a spreadsheet"))
        self.file, self.template = QPushButton(self.tr("Choose a file…")), QPushButton(self.tr("Save a template…"))
        self.note = QLabel(self)
        for button, name in ((self.file, "import.file"), (self.template, "import.template")):
            button.setObjectName(name)
            button.setAutoDefault(False)
        self._place()
        self.file.clicked.connect(self.file_asked)
        self.template.clicked.connect(self.template_asked)
        self.paste.textChanged.connect(self._take_text)

    def _place(self) -> None:
        lead = QLabel(self.tr("One line a firm, headings in the first line. CSV or XLSX, Korean or English headings."))
        lead.setWordWrap(True)
        theme.dress(self.note, "muted")
        self.note.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.file)
        row.addWidget(self.template)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(lead)
        column.addLayout(row)
        column.addWidget(self.paste, 1)
        column.addWidget(self.note)

    def take(self, grid: Grid, name: str) -> None:
        """Take the cells of a file."""
        self.paste.blockSignals(True)
        self.paste.clear()
        self.paste.blockSignals(False)
        self._set(grid, name)

    def _take_text(self) -> None:
        text = self.paste.toPlainText()
        if not text.strip():
            self._set((), "")
            return
        try:
            self._set(grid_of_text(text), self.tr("pasted cells"))
        except ModelError as fault:
            self._set((), "")
            self.refused.emit(fault)

    def _set(self, grid: Grid, name: str) -> None:
        self.grid, self.name = grid, name
        width = len(grid[0]) if grid else 0
        told = self.tr("{name}: {rows} rows, {columns} columns").format(name=name, rows=len(grid), columns=width)
        self.note.setText(told if grid else "")
        self.changed.emit()

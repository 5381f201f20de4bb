"""*Firms*: every firm and attribute in one grid; each change is one step of the window, a wrong cell is refused."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.firms.rows import FirmRows, firm_rows
from gui.frame import Frame
from gui.sheets.grid import GridView
from gui.theme import Theme
from model.errors import ModelError
from model.firmfields import Field
from model.owncase import is_own
from model.sheets import Grid

SIZE_PX = (1120, 600)


class FirmsDialog(QDialog):
    """Shows the firms of a frame. Signals ask the window for what is to be done."""

    edits_asked = Signal(object)  # tuple[Edit, ...]
    firm_asked = Signal(object)  # cells of a new firm
    removal_asked = Signal(str)  # firm id
    save_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("firms")
        self._frame = frame
        self.rows: FirmRows = firm_rows(frame)
        self.view = GridView("firms.grid", self)
        self.lead, self.note = QLabel(self), QLabel(self)
        names = ("undo", "redo", "add", "remove", "save", "close")
        self.buttons = {name: QPushButton(self) for name in names}
        self._place()
        self.view.cells.typed.connect(lambda row, column, text: self._ask(row, column, ((text,),)))
        self.view.pasted.connect(self._ask)
        self.view.cleared.connect(lambda _: self._tell_of_clearing())
        self.view.refused.connect(self.tell)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._describe())
        self._wire_buttons()
        self.resize(*SIZE_PX)
        self._fill()
        self.view.fit()
        self.view.setFocus()

    def _place(self) -> None:
        theme.dress(self.lead, "muted")
        self.lead.setWordWrap(True)
        self.note.setObjectName("firms.note")
        self.note.setWordWrap(True)
        foot = QHBoxLayout()
        for name, button in self.buttons.items():
            button.setObjectName(f"firms.{name}")
            button.setAutoDefault(False)
            if name == "close":
                foot.addStretch(1)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(9)
        for part in (self.lead, self.view, self.note):
            column.addWidget(part, int(part is self.view))
        column.addLayout(foot)

    def _wire_buttons(self) -> None:
        asked = {"undo": self.undo_asked, "redo": self.redo_asked, "save": self.save_asked}
        for name, signal in asked.items():
            self.buttons[name].clicked.connect(lambda _=False, signal=signal: signal.emit())
        self.buttons["add"].clicked.connect(self._add)
        self.buttons["remove"].clicked.connect(self._remove)
        self.buttons["close"].clicked.connect(self.accept)
        for keys, name in ((QKeySequence.StandardKey.Undo, "undo"), (QKeySequence.StandardKey.Redo, "redo")):
            QShortcut(keys, self).activated.connect(self.buttons[name].click)

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(shown)

    def show_frame(self, frame: Frame, can_undo: bool, can_redo: bool) -> None:
        """Follow the document, the language and the shield on screen."""
        before, self._frame = self._frame, frame
        self.buttons["undo"].setEnabled(can_undo)
        self.buttons["redo"].setEnabled(can_redo)
        looks = (frame.language, frame.shield, frame.case, frame.scenario.call)
        if looks != (before.language, before.shield, before.case, before.scenario.call):
            self._fill()

    def tell(self, fault: ModelError) -> None:
        """Say what was refused and why; the table stays as it was."""
        theme.dress(self.note, "error")
        self.note.setText(fault.text(self._frame.language))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        frame, cells = self._frame, self.view.cells
        self.rows = rows = firm_rows(frame)
        cells.hints, cells.fixed, cells.locked, cells.marked = rows.hints, rows.fixed, rows.locked, rows.marked
        cells.right = frozenset(place for place, entry in enumerate(rows.fields) if entry.is_number)
        cells.show(rows.cells, {})
        cells.set_heads(tuple(_heading(entry, frame.language) for entry in rows.fields), rows.names)
        own = is_own(frame.case)
        self.setWindowTitle(self.tr("Firms"))
        lead = self.tr("Type, or paste a block from a spreadsheet. Each change is one step to undo.")
        fixed = self.tr("Of a case that comes with Turnout, numbers can be edited; names and firms stay.")
        self.lead.setText(lead if own else f"{lead} {fixed}")
        texts = {
            "undo": self.tr("Undo"),
            "redo": self.tr("Redo"),
            "add": self.tr("Add a firm"),
            "remove": self.tr("Remove the firm"),
            "save": self.tr("Save as XLSX or CSV…"),
            "close": self.tr("Close"),
        }
        for name, text in texts.items():
            self.buttons[name].setText(text)
        for name in ("add", "remove"):
            self.buttons[name].setVisible(own)
        self._describe()

    def _describe(self) -> None:
        """Say what is known of the current cell."""
        index, rows = self.view.currentIndex(), self.rows
        theme.dress(self.note, "muted")
        if not index.isValid() or index.row() >= len(rows.ids) or index.column() >= len(rows.fields):
            self.note.setText("")
            return
        entry = rows.fields[index.column()]
        place = f"{rows.names[index.row()]} · {entry.heading(self._frame.language)}"
        told = rows.hints.get((index.row(), index.column()), "")
        self.note.setText(f"{place} · {told}" if told else place)

    def _ask(self, row: int, column: int, block: Grid) -> None:
        try:
            edits = self.rows.edits(row, column, block)
        except ModelError as fault:
            self.tell(fault)
            return
        if edits:
            self._describe()
            self.edits_asked.emit(edits)

    def _tell_of_clearing(self) -> None:
        theme.dress(self.note, "error")
        self.note.setText(self.tr("A cell cannot be empty. Write another value, or undo."))

    def _add(self) -> None:
        number = len(self.rows.ids) + 1
        name = self.tr("New firm {}").format(number)
        self.firm_asked.emit({"name_en": f"New firm {number}", "name_ko": name})

    def _remove(self) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.rows.ids):
            self.removal_asked.emit(self.rows.ids[row])


def _heading(entry: Field, language: str) -> str:
    """Return a field's name with its unit on a line of its own."""
    name, whole = entry.name(language), entry.heading(language)
    return name if whole == name else f"{name}\n{whole[len(name) :].strip()}"

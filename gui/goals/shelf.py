"""The goals that a file keeps: choose one, keep what the form says under a name, remove one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from gui.theme import dress
from model.goal import Goal, NamedGoal


class GoalShelf(QWidget):
    """A name to choose or to type, *Keep* and *Remove*. Signals: ``chosen(Goal)``, ``keep_asked(str)``,

    ``remove_asked(str)``.
    """

    chosen = Signal(object)
    keep_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("goal.shelf")
        self._goals: tuple[NamedGoal, ...] = ()
        self.names, self.keep, self.remove = QComboBox(), QPushButton(), QPushButton()
        self.names.setObjectName("goal.saved")
        self.names.setEditable(True)
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setMinimumContentsLength(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.names, 1)
        for button, name in ((self.keep, "goal.keep"), (self.remove, "goal.remove")):
            button.setObjectName(name)
            button.setAutoDefault(False)
            dress(button, "tool")
            row.addWidget(button)
        self.names.activated.connect(self._choose)
        self.names.editTextChanged.connect(lambda _text: self._enable())
        self.keep.clicked.connect(lambda: self.keep_asked.emit(self.name))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self.name))
        self._say()

    @property
    def name(self) -> str:
        """The name as typed or chosen."""
        return " ".join(self.names.currentText().split())

    def show_goals(self, goals: tuple[NamedGoal, ...]) -> None:
        """List the goals of the file; what is typed stays."""
        if goals != self._goals:
            typed = self.names.currentText()
            self._goals = goals
            self.names.clear()
            self.names.addItems([one.name for one in goals])
            self.names.setCurrentIndex(self.names.findText(typed))
            self.names.setEditText(typed)
        self._enable()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._goals):
            self.chosen.emit(self._goals[row].goal)

    def _say(self) -> None:
        self.keep.setText(self.tr("Keep"))
        self.keep.setToolTip(self.tr("Keep this goal in the file under the name"))
        self.remove.setText(self.tr("Remove"))
        self.remove.setToolTip(self.tr("Remove this goal from the file"))
        self.names.setAccessibleName(self.tr("Saved goals"))
        line = self.names.lineEdit()
        if isinstance(line, QLineEdit):
            line.setPlaceholderText(self.tr("Saved goals"))
        self._enable()

    def _enable(self) -> None:
        self.keep.setEnabled(bool(self.name))
        self.remove.setEnabled(any(one.name == self.name for one in self._goals))


def goal_of(goals: tuple[NamedGoal, ...], name: str) -> Goal | None:
    """Return the goal kept under a name, or None."""
    return next((one.goal for one in goals if one.name == name), None)

"""The goals that a file keeps: choose one, keep what the form says under a name, remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from gui.shielding import shown_text
from gui.theme import dress
from model.goal import NamedGoal

if TYPE_CHECKING:
    from gui.frame import Frame


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
        self._shown: tuple[str, ...] = ()  # their names as they may be shown
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
        """The name as typed, or that of the goal chosen: under the name shield it is not what is shown."""
        typed = " ".join(self.names.currentText().split())
        return self._goals[self._shown.index(typed)].name if typed in self._shown else typed

    def show_goals(self, frame: Frame) -> None:
        """List the goals of the file; what is typed stays."""
        goals = frame.document.goals
        shown = _apart([" ".join(shown_text(frame, one.name).split()) for one in goals])
        if (goals, shown) != (self._goals, self._shown):
            name = self.name
            self._goals, self._shown = goals, shown
            self.names.clear()
            self.names.addItems(shown)
            row = next((row for row, one in enumerate(goals) if one.name == name), -1)
            self.names.setCurrentIndex(row)
            self.names.setEditText(shown[row] if row >= 0 else shown_text(frame, name))
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


def _apart(names: list[str]) -> tuple[str, ...]:
    """Number names that the shield made alike."""
    counts = [names[:row].count(name) for row, name in enumerate(names)]
    return tuple(f"{name} ({count + 1})" if count else name for name, count in zip(names, counts, strict=True))

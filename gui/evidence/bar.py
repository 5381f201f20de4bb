"""What narrows the list of inputs: words to find, a group, a grade, edited ones only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from gui import theme
from gui.evidence.words import grade_means, group_name
from model.evidence import GRADES, GROUPS

FIND_PX = 300


class FilterBar(QWidget):
    """One line above the table; ``changed`` when anything in it is."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finder, self.groups, self.grades = QLineEdit(self), QComboBox(self), QComboBox(self)
        self.edited_only, self.count = QCheckBox(self), QLabel(self)
        self.finder.setClearButtonEnabled(True)
        self.finder.setMaximumWidth(FIND_PX)
        theme.dress(self.count, "muted")
        named: dict[str, QWidget] = {
            "find": self.finder,
            "group": self.groups,
            "grade": self.grades,
            "edited_only": self.edited_only,
            "count": self.count,
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, part in named.items():
            part.setObjectName(f"evidence.{name}")
            if part is self.count:
                row.addStretch(1)
            row.addWidget(part, 1 if part is self.finder else 0)
        self.finder.textChanged.connect(lambda _: self.changed.emit())
        self.groups.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.grades.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.edited_only.toggled.connect(lambda _: self.changed.emit())
        self.retranslate()

    @property
    def group(self) -> str:
        """The group chosen, or ""."""
        return str(self.groups.currentData() or "")

    @property
    def grade(self) -> str:
        """The grade chosen, or ""."""
        return str(self.grades.currentData() or "")

    def clear(self) -> None:
        """Let every input through."""
        self.finder.clear()
        self.groups.setCurrentIndex(0)
        self.grades.setCurrentIndex(0)
        self.edited_only.setChecked(False)

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self.finder.setPlaceholderText(self.tr("Find an input…"))
        self.finder.setAccessibleName(self.tr("Find an input"))
        self.groups.setAccessibleName(self.tr("Group of inputs"))
        self.grades.setAccessibleName(self.tr("Grade"))
        self.edited_only.setText(self.tr("Edited only"))
        _fill(self.groups, [("", self.tr("All groups")), *((group, group_name(group)) for group in GROUPS)])
        _fill(
            self.grades,
            [("", self.tr("All grades")), *((grade, self.tr("Grade {}").format(grade)) for grade in GRADES)],
        )
        for place, grade in enumerate(GRADES, start=1):
            self.grades.setItemData(place, grade_means(grade), Qt.ItemDataRole.ToolTipRole)


def _fill(box: QComboBox, items: list[tuple[str, str]]) -> None:
    """Fill a list anew without saying that anything was chosen."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for key, text in items:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)

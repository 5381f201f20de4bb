"""The question which case a new document is of: the open one, or one that comes with Turnout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui import theme
from gui.frame import Language
from model.case import Case, bundled_cases, load_case

WIDTH_PX = 460
ROW_PX = 34


@dataclass(frozen=True, slots=True)
class Choice:
    """A case that can be chosen, with its title on screen."""

    case: Case
    title: str


def choices(current: Case, language: Language) -> tuple[Choice, ...]:
    """Return the open case first, then the others that come with Turnout."""
    others = (load_case(name) for name in bundled_cases() if name != current.id)
    return tuple(Choice(case, case.title(language)) for case in (current, *others))


class CaseDialog(QDialog):
    """Lists cases; ``chosen`` is the row taken."""

    def __init__(self, offered: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cases")
        self.setWindowTitle(QCoreApplication.translate("Cases", "New document"))
        self.list = QListWidget(self)
        self.list.setObjectName("cases.list")
        self.list.setAccessibleName(QCoreApplication.translate("Cases", "Cases"))
        for choice in offered:
            firms = QCoreApplication.translate("Cases", "%n firm(s)", "", len(choice.case.firms))
            item = QListWidgetItem(f"{choice.title} · {firms}", self.list)
            item.setToolTip(choice.title)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(ROW_PX * max(3, len(offered)))
        self.list.itemActivated.connect(self.accept)
        lead = QLabel(QCoreApplication.translate("Cases", "Which call is the new document about?"), self)
        theme.dress(lead, "title")
        buttons = QDialogButtonBox(Qt.Orientation.Horizontal, self)
        make = buttons.addButton(QCoreApplication.translate("Cases", "New"), QDialogButtonBox.ButtonRole.AcceptRole)
        make.setObjectName("cases.new")
        theme.dress(make, "primary")
        buttons.addButton(QCoreApplication.translate("Cases", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for part in (lead, self.list, buttons):
            column.addWidget(part)
        self.setMinimumWidth(WIDTH_PX)

    @property
    def chosen(self) -> int:
        """The row that is marked."""
        return self.list.currentRow()

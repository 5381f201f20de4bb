"""The fourth step: what is known of the call. What nobody touches is a starting value, marked as an assumption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.frame import Language
from model.case import Case
from model.levers import Lever
from model.owncase import CallFacts

LEVERS = (
    *("seats", "final_teams", "stage_months", "gpus_per_team", "support_months"),
    *("data_budget", "talent_budget", "matching_share"),
)
OTHERS = ("leave_per_stage", "rule_changes")
MOST_TEAMS, MOST_CHANGES = 20, 20
OPEN_DAYS = 30
BADGE_PX, LIST_PX, DATE_MARGIN_PX = 110, 150, 7


@dataclass(slots=True)
class Entry:
    """A number with its mark; ``touched`` once the user has set it."""

    box: QDoubleSpinBox
    mark: QLabel
    touched: bool = False


class FactsPage(QWidget):
    """Asks for titles, dates, numbers and who is in the programme already. Signal: ``changed()``."""

    changed = Signal()

    def __init__(self, patterns: Sequence[Case], language: Language) -> None:
        super().__init__()
        self._patterns, self._language = tuple(patterns), language
        self.title, self.other_title = QLineEdit(self), QLineEdit(self)
        self.opens, self.closes = QDateEdit(QDate.currentDate(), self), QDateEdit(self)
        self.closes.setDate(self.opens.date().addDays(OPEN_DAYS))
        self.pattern, self.incumbents = QComboBox(self), QListWidget(self)
        self.fit_taken = QCheckBox(self.tr("Take over its fitted behaviour and bands"), self)
        for case in self._patterns:
            self.pattern.addItem(case.title(language))
        self.entries = {name: self._entry(name) for name in (*LEVERS, *OTHERS)}
        self._name()
        self._place()
        self.pattern.currentIndexChanged.connect(lambda _: self._start())
        self.title.textChanged.connect(lambda _: self.changed.emit())
        self._start()

    @property
    def chosen(self) -> Case:
        """The case that the starting values come from."""
        return self._patterns[self.pattern.currentIndex()]

    def _entry(self, name: str) -> Entry:
        box, mark = QDoubleSpinBox(self), QLabel(self.tr("assumed · C"), self)
        box.setObjectName(f"import.fact.{name}")
        box.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        theme.dress(mark, "badge")
        mark.setProperty("tone", "warn")
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        entry = Entry(box, mark)
        box.valueChanged.connect(lambda _: self._touch(entry))
        return entry

    def _touch(self, entry: Entry) -> None:
        entry.touched = True
        entry.mark.setVisible(False)

    def _name(self) -> None:
        named: dict[str, QWidget] = {
            "title": self.title,
            "other_title": self.other_title,
            "opens": self.opens,
            "closes": self.closes,
            "pattern": self.pattern,
            "fit_taken": self.fit_taken,
            "incumbents": self.incumbents,
        }
        for name, part in named.items():
            part.setObjectName(f"import.{name}")
        for date in (self.opens, self.closes):
            date.setDisplayFormat("yyyy-MM-dd")
            date.lineEdit().setTextMargins(DATE_MARGIN_PX, 0, 0, 0)
        self.title.setPlaceholderText(self.tr("needed"))
        self.fit_taken.setToolTip(
            self.tr(
                "Off: behaviour stands at its priors and there are no bands until the case is fitted to decisions of "
                "its own. On: as fitted to the decisions of the other call, which may not hold for this one."
            )
        )
        self.incumbents.setFixedHeight(LIST_PX)
        self.pattern.setSizePolicy(self.title.sizePolicy())

    def _place(self) -> None:
        korean = self._language == "ko"
        titles = self.tr("Title of the call (Korean)"), self.tr("Title of the call (English)")
        left = QFormLayout()
        left.setVerticalSpacing(7)
        left.addRow(titles[0 if korean else 1], self.title)
        left.addRow(titles[1 if korean else 0], self.other_title)
        left.addRow(self.tr("Opens"), self.opens)
        left.addRow(self.tr("Closes"), self.closes)
        left.addRow(self.tr("Starting values from"), self.pattern)
        left.addRow("", self.fit_taken)
        left.addRow(self.tr("Already in the programme"), self.incumbents)
        right = QGridLayout()
        right.setVerticalSpacing(7)
        for row, (name, entry) in enumerate(self.entries.items()):
            right.addWidget(QLabel(self._label(name)), row, 0)
            right.addWidget(entry.box, row, 1)
            right.addWidget(entry.mark, row, 2, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        right.setColumnMinimumWidth(2, BADGE_PX)
        right.setRowStretch(len(self.entries), 1)
        note = QLabel(self.tr("Every other policy lever starts as in that case and can be moved in the window."))
        note.setWordWrap(True)
        theme.dress(note, "muted")
        sides = QHBoxLayout()
        sides.setSpacing(28)
        held = QVBoxLayout()  # keeps the lines together at the top
        held.addLayout(left)
        held.addStretch(1)
        sides.addLayout(held, 1)
        sides.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(sides)
        column.addStretch(1)
        column.addWidget(note)

    def _label(self, name: str) -> str:
        if name == "leave_per_stage":
            return self.tr("Teams that leave at a stage")
        if name == "rule_changes":
            return self.tr("Earlier changes of rules")
        lever = self.chosen.lever(name)
        units = {"bn": self.tr("bn"), "share": self.tr("0 to 1"), "months": self.tr("months")}
        label, unit = lever.name(self._language), units.get(lever.unit, "")
        told = not unit or label.endswith(f"({unit})") or unit in label.casefold().split()  # months of support
        return label if told else f"{label} ({unit})"

    def _start(self) -> None:
        """Put the chosen case's values where nobody has set one."""
        case = self.chosen
        call = case.call(case.meta["opening_call"])
        self.fit_taken.setEnabled(case.draws is not None)
        self.fit_taken.setChecked(False)
        for name, entry in self.entries.items():
            if entry.touched:
                continue
            entry.box.blockSignals(True)
            if name in LEVERS:
                _limit(entry.box, case.lever(name))
                entry.box.setValue(call.lever_values[name])
            else:
                entry.box.setDecimals(0)
                least, most = (1, MOST_TEAMS) if name == "leave_per_stage" else (0, MOST_CHANGES)
                entry.box.setRange(least, most)
                entry.box.setValue(least)
            entry.box.blockSignals(False)

    def show_firms(self, names: Sequence[str]) -> None:
        """List the firms; those marked are in the programme already and do not choose."""
        before = {self.incumbents.item(row).text() for row in self.marked()}
        self.incumbents.clear()
        for name in names:
            item = QListWidgetItem(name, self.incumbents)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in before else Qt.CheckState.Unchecked)

    def marked(self) -> tuple[int, ...]:
        """Return the rows of the firms in the programme."""
        rows = range(self.incumbents.count())
        return tuple(row for row in rows if self.incumbents.item(row).checkState() == Qt.CheckState.Checked)

    def facts(self) -> CallFacts:
        """Return what is known of the call."""
        titles = self.title.text().strip(), self.other_title.text().strip()
        korean, english = titles if self._language == "ko" else titles[::-1]
        set_by_hand = {name: self.entries[name].box.value() for name in LEVERS if self.entries[name].touched}
        return CallFacts(
            title_en=english,
            title_ko=korean,
            opens=self.opens.date().toString(Qt.DateFormat.ISODate),
            closes=self.closes.date().toString(Qt.DateFormat.ISODate),
            incumbents=self.marked(),
            levers=set_by_hand,
            leave_per_stage=round(self.entries["leave_per_stage"].box.value()),
            rule_changes=round(self.entries["rule_changes"].box.value()),
            fit_taken=self.fit_taken.isChecked(),
        )


def _limit(box: QDoubleSpinBox, lever: Lever) -> None:
    box.setDecimals(lever.decimals)
    box.setRange(lever.low, lever.high)
    box.setSingleStep(lever.step)

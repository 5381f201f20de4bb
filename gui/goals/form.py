"""The question: which firms in or out, how many, under which budget, and which levers stay as they are."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs import scrolled
from gui.frame import Frame
from gui.goals.limits import LeverLimits
from gui.numbers import WORDS, Numbers
from gui.theme import dress
from model.goal import Goal

CHANCES_PERCENT = (1, 99)
MOST_STRENGTH, MOST_BN = 9.0, 100_000.0
FIELD_PX = 108


class GoalForm(QTabWidget):
    """The goal, and how levers may move (left out without ``locks``). Signals: ``changed()``."""

    changed = Signal()

    def __init__(self, frame: Frame, locks: frozenset[str] | None) -> None:
        super().__init__()
        self.setObjectName("goal.form")
        self._frame = frame
        self.joins: dict[str, QCheckBox] = {}
        self.stays_out: dict[str, QCheckBox] = {}
        self.limits = None if locks is None else LeverLimits(frame, locks)
        self._kept = Goal()  # whose levers are taken over where they are not on show
        self._names: dict[str, tuple[QLabel, QLabel]] = {}
        self.chance, self.joiners = QSpinBox(), QDoubleSpinBox()
        self.strength, self.budget = QDoubleSpinBox(), QDoubleSpinBox()
        self.joiners_on, self.listed = _check("goal.joiners_on"), _check("goal.listed")
        self.strength_on, self.budget_on = _check("goal.strength_on"), _check("goal.budget_on")
        self.keeps = _check("goal.keeps_support")
        self._firms_head, self._limits_head = _label("section"), _label("section")
        self._in_head, self._out_head = _label("small"), _label("small")
        self._chance_name = _label("body")
        self.addTab(self._goal_page(), "")
        if self.limits is not None:
            self.addTab(scrolled(self.limits), "")
        self._prepare()
        self.show_frame(frame)

    def goal(self) -> Goal:
        """Return what is asked for."""
        levers = self._kept if self.limits is None else self.limits.goal()
        return Goal(
            firms_in=tuple(firm for firm, box in self.joins.items() if box.isChecked()),
            firms_out=tuple(firm for firm, box in self.stays_out.items() if box.isChecked()),
            joiners=self.joiners.value() if self.joiners_on.isChecked() else None,
            listed=self.listed.isChecked(),
            strength=self.strength.value() if self.strength_on.isChecked() else None,
            budget_bn=self._budget_bn() if self.budget_on.isChecked() else None,
            locked=levers.locked,
            ranges=levers.ranges,
            weights=levers.weights,
            chance_probability=self.chance.value() / 100.0,
            keeps_support=self.keeps.isChecked(),
        )

    def set_goal(self, goal: Goal) -> None:
        """Show a goal; firms that are not of this call, or pinned, are left out."""
        self._kept = goal
        for boxes, firms in ((self.joins, goal.firms_in), (self.stays_out, goal.firms_out)):
            for firm_id, box in boxes.items():
                box.setChecked(firm_id in firms and box.isEnabled())
        self.chance.setValue(round(100.0 * goal.chance_probability))
        for box, field, value in (
            (self.joiners_on, self.joiners, goal.joiners),
            (self.strength_on, self.strength, goal.strength),
            (self.budget_on, self.budget, None if goal.budget_bn is None else goal.budget_bn * self._per_bn()),
        ):
            box.setChecked(value is not None)
            if value is not None:
                field.setValue(value)
        self.listed.setChecked(goal.listed)
        self.keeps.setChecked(goal.keeps_support)
        if self.limits is not None:
            self.limits.set_goal(goal)

    @property
    def asks(self) -> bool:
        """Say whether anything is asked for that can be."""
        if self.limits is not None and not self.limits.sound:
            return False
        boxes = [*self.joins.values(), *self.stays_out.values(), self.listed]
        return any(box.isChecked() for box in (*boxes, self.joiners_on, self.strength_on, self.budget_on))

    def aim_at(self, firm_id: str, probability: float, rising: bool) -> None:
        """Ask for one firm alone: to join with at least, or at most, a probability."""
        for box in (*self.joins.values(), *self.stays_out.values(), self.listed, self.joiners_on, self.strength_on):
            box.setChecked(False)
        self.chance.setValue(round(100.0 * (probability if rising else 1.0 - probability)))
        (self.joins if rising else self.stays_out)[firm_id].setChecked(True)

    def ask_for(self, firm_id: str) -> None:
        """Tick that a firm is to join, unless it is pinned or likely to join as it is."""
        chance = float(self._frame.outcome.join_probability[self._frame.outcome.index(firm_id)])
        box = self.joins[firm_id]
        box.setChecked(box.isEnabled() and 100.0 * chance < self.chance.value())

    def show_frame(self, frame: Frame) -> None:
        """Say everything in the frame's language, with its names and chances."""
        bn = self._budget_bn() if self.budget.suffix() else frame.outcome.headline["public_cost_bn"]
        self._frame = frame
        write = Numbers(frame.language, frame.case.meta["currency"])
        for firm_id, (name, chance) in self._names.items():
            row = frame.outcome.index(firm_id)
            name.setText(frame.names[row])
            chance.setText(write.percent_bar(float(frame.outcome.join_probability[row])))
            self.joins[firm_id].setAccessibleName(self.tr("{} joins").format(frame.names[row]))
            self.stays_out[firm_id].setAccessibleName(self.tr("{} stays out").format(frame.names[row]))
        if self.limits is not None:
            self.limits.show_frame(frame)
        self.chance.setSuffix(WORDS["share"][frame.language == "ko"])
        money = re.fullmatch(r"(\D*)[\d.,]+(.*)", write.money(1.0))
        self.budget.setPrefix(money[1] if money else "")
        self.budget.setSuffix(money[2] if money else "")
        self.budget.setValue(bn * self._per_bn())
        self.joiners.setSuffix(write.count(1.0).lstrip("0123456789."))
        self._say()

    def _others(self) -> tuple[QCheckBox, ...]:
        return self.listed, self.joiners_on, self.strength_on, self.budget_on, self.keeps

    def _say(self) -> None:
        self.setTabText(0, self.tr("Goal"))
        self._say_locks()
        self._firms_head.setText(self.tr("Firms"))
        self._limits_head.setText(self.tr("Numbers and limits"))
        self._in_head.setText(self.tr("In"))
        self._out_head.setText(self.tr("Out"))
        self._chance_name.setText(self.tr("With a chance of at least"))
        self.joiners_on.setText(self.tr("Expected joiners at least"))
        self.listed.setText(self.tr("A listed firm joins"))
        self.strength_on.setText(self.tr("Best added team at least"))
        self.budget_on.setText(self.tr("Public cost at most"))
        self.keeps.setText(self.tr("No cut of support"))
        self.keeps.setToolTip(self.tr("GPUs, months, data, talent and the second track do not fall"))
        for field, box in (
            (self.joiners, self.joiners_on),
            (self.strength, self.strength_on),
            (self.budget, self.budget_on),
        ):
            field.setAccessibleName(box.text())
        self.chance.setAccessibleName(self._chance_name.text())
        self.strength.setToolTip(self.tr("Incumbents = 1"))

    def _say_locks(self) -> None:
        if self.limits is not None:
            count = sum(box.isChecked() for box in self.limits.locked.values())
            text = self.tr("Levers")
            self.setTabText(1, self.tr("Levers ({} locked)").format(count) if count else text)

    def _per_bn(self) -> float:
        return 10.0 if self._frame.language == "ko" else 1.0

    def _budget_bn(self) -> float:
        return self.budget.value() / self._per_bn()

    def _goal_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addWidget(scrolled(self._firm_rows()), 1)
        column.addLayout(_pair(self._chance_name, self.chance))
        column.addSpacing(6)
        column.addWidget(self._limits_head)
        column.addLayout(_pair(self.joiners_on, self.joiners))
        column.addLayout(_pair(self.strength_on, self.strength))
        column.addLayout(_pair(self.budget_on, self.budget))
        column.addWidget(self.listed)
        column.addWidget(self.keeps)
        self.keeps.setVisible(self.limits is not None)  # what may move is no part of a test
        return page

    def _firm_rows(self) -> QWidget:
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(1)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        centre = Qt.AlignmentFlag.AlignCenter
        grid.addWidget(self._firms_head, 0, 0)
        grid.addWidget(self._in_head, 0, 2, centre)
        grid.addWidget(self._out_head, 0, 3, centre)
        pinned = dict(self._frame.scenario.pins)
        for place, row in enumerate(self._frame.order, start=1):
            firm_id = self._frame.outcome.firm_ids[row]
            name, chance = _label("body"), _label("muted")
            self._names[firm_id] = name, chance
            grid.addWidget(name, place, 0)
            grid.addWidget(chance, place, 1, Qt.AlignmentFlag.AlignRight)
            for column, (boxes, word) in enumerate(((self.joins, "in"), (self.stays_out, "out")), start=2):
                boxes[firm_id] = box = _check(f"goal.{word}.{firm_id}")
                box.setEnabled(firm_id not in pinned)
                grid.addWidget(box, place, column, centre)
        grid.setRowStretch(len(self._names) + 1, 1)
        return rows

    def _prepare(self) -> None:
        self.chance.setObjectName("goal.chance")
        self.chance.setRange(*CHANCES_PERCENT)
        self.chance.setValue(50)
        most = len(self._frame.outcome.firm_ids)
        now = self._frame.outcome.headline
        for field, name, high, value, decimals in (
            (self.joiners, "goal.joiners", float(most), min(now["expected_joiners"] + 1.0, most), 1),
            (self.strength, "goal.strength", MOST_STRENGTH, now["winner_strength"], 2),
            (self.budget, "goal.budget", MOST_BN, 0.0, 1),
        ):
            field.setObjectName(name)
            field.setGroupSeparatorShown(True)
            field.setDecimals(decimals)
            field.setRange(0.0, high)
            field.setSingleStep(10.0 ** -min(decimals, 1) if decimals > 1 else 1.0)
            field.setValue(round(value, decimals))
        self.keeps.setChecked(True)
        for field, box in (
            (self.joiners, self.joiners_on),
            (self.strength, self.strength_on),
            (self.budget, self.budget_on),
        ):
            field.setEnabled(False)
            box.toggled.connect(field.setEnabled)
        for number in (self.chance, self.joiners, self.strength, self.budget):
            number.setFixedWidth(FIELD_PX)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
        for firm_id, box in self.joins.items():
            _exclude(box, self.stays_out[firm_id])
        for box in (*self.joins.values(), *self.stays_out.values(), *self._others()):
            box.toggled.connect(lambda _on: self.changed.emit())
        if self.limits is not None:
            self.limits.changed.connect(self.changed)
            self.limits.changed.connect(self._say_locks)


def _exclude(one: QCheckBox, other: QCheckBox) -> None:
    """Let only one of two boxes be ticked."""
    one.toggled.connect(lambda on: other.setChecked(False) if on else None)
    other.toggled.connect(lambda on: one.setChecked(False) if on else None)


def _check(name: str) -> QCheckBox:
    box = QCheckBox()
    box.setObjectName(name)
    dress(box, "body")
    return box


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    dress(label, role)
    return label


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left, 1)
    row.addWidget(right)
    return row

"""The levers of a goal as a table: locked or free, between which values they may move, and how much a change counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from gui.frame import Frame
from gui.levers.groups import group_names
from gui.levers.labels import ElidedLabel
from gui.numbers import Numbers
from gui.theme import dress, font, repolish
from model.errors import LeverError
from model.goal import MOST_WEIGHT, Goal
from model.levers import Lever

VALUE_PX, WEIGHT_PX, SMALL_PX, GROUP_GAP_PX = 54, 36, 12, 8
LOW, HIGH, WEIGHT = "low", "high", "weight"


class LeverLimits(QWidget):
    """A row a lever: lock, lowest, highest, weight; an empty field sets no limit. Signals: ``changed()``.

    Without ``weights`` there are locks and limits alone; ``name`` begins the names of its fields.
    """

    changed = Signal()

    def __init__(self, frame: Frame, locks: frozenset[str], *, name: str = "goal", weights: bool = True) -> None:
        super().__init__()
        self._frame, self._name = frame, name
        self._parts = (LOW, HIGH, WEIGHT) if weights else (LOW, HIGH)
        self.locked: dict[str, QCheckBox] = {}
        self.fields: dict[tuple[str, str], QLineEdit] = {}  # by lever id and LOW, HIGH or WEIGHT
        self._names: dict[str, ElidedLabel] = {}
        self._groups: dict[str, QLabel] = {}
        self._heads = [_head() for _ in range(1 + len(self._parts))]
        self._place(locks)
        self.show_frame(frame)

    @property
    def sound(self) -> bool:
        """Say whether every field holds a value of its lever, and no lowest stands above its highest."""
        return not self._wrong()

    def goal(self) -> Goal:
        """Return a goal that asks for nothing, with the locked levers, the ranges and the weights."""
        levers = self._frame.case.levers
        locked = tuple(lever for lever, box in self.locked.items() if box.isChecked())
        ranges, weights = [], []
        for lever in levers:
            low, high, weight = (self._value(lever, part) for part in (LOW, HIGH, WEIGHT))
            if low is not None or high is not None:
                ranges.append((lever.id, lever.low if low is None else low, lever.high if high is None else high))
            if weight is not None and weight != 1.0:
                weights.append((lever.id, weight))
        return Goal(locked=locked, ranges=tuple(ranges), weights=tuple(weights))

    def set_goal(self, goal: Goal) -> None:
        """Show what a goal says of the levers."""
        write = Numbers(self._frame.language, self._frame.case.meta["currency"])
        for one, box in self.locked.items():
            box.setChecked(one in goal.locked)
        for field in self.fields.values():
            field.clear()
        for lever_id, low, high in goal.ranges:
            lever = self._frame.case.lever(lever_id)
            for part, value, end in ((LOW, low, lever.low), (HIGH, high, lever.high)):
                if value != end and (lever_id, part) in self.fields:
                    self.fields[lever_id, part].setText(write.plain_value(lever, value))
        for lever_id, weight in goal.weights:
            self.fields[lever_id, WEIGHT].setText(f"{weight:g}")
        self._check()

    def show_frame(self, frame: Frame) -> None:
        """Say everything in the frame's language; what was typed is written anew."""
        said = self.goal() if frame.language != self._frame.language and self.sound else None
        self._frame = frame
        write = Numbers(frame.language, frame.case.meta["currency"])
        heads = (self.tr("Lock · Lever"), self.tr("Lowest"), self.tr("Highest"), self.tr("Weight"))
        for label, text in zip(self._heads, heads, strict=False):  # no weights, no heading
            label.setText(text)
        headings = group_names()
        for group, label in self._groups.items():
            label.setText(headings.get(group, group))
        for lever in frame.case.levers:
            self._say_row(lever, write)
        if said is not None:
            self.set_goal(said)

    def _say_row(self, lever: Lever, write: Numbers) -> None:
        name = lever.name(self._frame.language)
        self._names[lever.id].setText(name)
        self._names[lever.id].setToolTip(f"{name}: {write.range_text(lever)}")
        self.locked[lever.id].setAccessibleName(self.tr("Lock {}").format(name))
        self.locked[lever.id].setToolTip(self.tr("Locked: stays as it is"))
        said = {
            LOW: self.tr("Lowest value of {}"),
            HIGH: self.tr("Highest value of {}"),
            WEIGHT: self.tr("Weight of {}"),
        }
        hints = {LOW: write.plain_value(lever, lever.low), HIGH: write.plain_value(lever, lever.high), WEIGHT: "1"}
        for part, text in said.items():
            field = self.fields.get((lever.id, part))
            if field is not None:
                field.setAccessibleName(text.format(name))
                field.setPlaceholderText(hints[part])

    def _place(self, locks: frozenset[str]) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 6, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        for column, label in enumerate(self._heads):
            label.setAlignment(Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, 0, column + (column > 0), 1, 2 if column == 0 else 1)
        row = 1
        for lever in self._frame.case.levers:
            if lever.group not in self._groups:
                self._groups[lever.group] = QLabel()
                self._groups[lever.group].setContentsMargins(0, GROUP_GAP_PX, 0, 2)
                dress(self._groups[lever.group], "section")
                grid.addWidget(self._groups[lever.group], row, 0, 1, 5)
                row += 1
            self._place_row(grid, row, lever, lever.id in locks)
            row += 1
        grid.setRowStretch(row, 1)

    def _place_row(self, grid: QGridLayout, row: int, lever: Lever, locked: bool) -> None:
        box, name = QCheckBox(), ElidedLabel()
        box.setObjectName(f"{self._name}.lock.{lever.id}")
        box.setChecked(locked)
        self.locked[lever.id], self._names[lever.id] = box, name
        grid.addWidget(box, row, 0)
        grid.addWidget(name, row, 1)
        for part in self._parts:
            if part != WEIGHT and lever.kind not in {"number", "integer"}:
                continue
            field = QLineEdit()
            field.setObjectName(f"{self._name}.{part}.{lever.id}")
            field.setFixedWidth(WEIGHT_PX if part == WEIGHT else VALUE_PX)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setEnabled(not locked)
            dress(field, "value")
            field.setFont(font(SMALL_PX))
            field.textChanged.connect(self._check)
            self.fields[lever.id, part] = field
            grid.addWidget(field, row, 2 + (LOW, HIGH, WEIGHT).index(part))
        box.toggled.connect(lambda on, lever_id=lever.id: self._lock(lever_id, on))

    def _lock(self, lever_id: str, on: bool) -> None:
        for part in (LOW, HIGH, WEIGHT):
            field = self.fields.get((lever_id, part))
            if field is not None:
                field.setEnabled(not on)
        self.changed.emit()

    def _check(self) -> None:
        wrong = self._wrong()
        for key, field in self.fields.items():
            bad = key in wrong
            if bool(field.property("bad")) != bad:
                field.setProperty("bad", bad)
                repolish(field)
        self.changed.emit()

    def _wrong(self) -> set[tuple[str, str]]:
        wrong = set()
        for lever in self._frame.case.levers:
            for part in (LOW, HIGH, WEIGHT):
                field = self.fields.get((lever.id, part))
                if field is not None and field.text().strip() and self._value(lever, part) is None:
                    wrong.add((lever.id, part))
            low, high = (self._value(lever, part) for part in (LOW, HIGH))
            if low is not None and high is not None and low > high:
                wrong |= {(lever.id, LOW), (lever.id, HIGH)}
        return wrong

    def _value(self, lever: Lever, part: str) -> float | None:
        """Return what a field says, or None where it is empty or no value."""
        field = self.fields.get((lever.id, part))
        text = "" if field is None else field.text().strip()
        if not text:
            return None
        if part == WEIGHT:
            try:
                weight = float(text.replace(",", "."))
            except ValueError:
                return None
            return weight if 0.0 < weight <= MOST_WEIGHT else None
        try:
            return Numbers(self._frame.language, self._frame.case.meta["currency"]).read(lever, text)
        except LeverError:
            return None


def _head() -> QLabel:
    label = QLabel()
    dress(label, "small")
    return label

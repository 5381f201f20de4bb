"""One lever: its name, its exact value with unit, and its slider or options, with the guidance one step away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from gui.covering import PanelPart
from gui.icons import icon
from gui.levers.choice import LeverChoice
from gui.levers.guidance import guidance
from gui.levers.labels import Dot, ElidedLabel, ValueEdit, WeakBadge
from gui.levers.slider import LeverSlider
from gui.numbers import Numbers
from gui.theme import Theme, dress, repolish
from model.errors import LeverError
from model.levers import Lever

WEAK_GRADE = "C"
SIDE_PX = 9  # so that names and values stand flush with the track


class LeverRow(PanelPart):
    """One lever of the panel.

    Signals: ``began()``, ``moved(value)`` and ``ended()`` of a gesture, ``focused()``, ``lock_asked(bool)``,
    ``reset_asked("opened" | "baseline")``, ``flip_clicked(firm id)``.
    """

    began = Signal()
    moved = Signal(float)
    ended = Signal()
    focused = Signal()
    reset_asked = Signal(str)
    lock_asked = Signal(bool)
    flip_clicked = Signal(str)

    def __init__(self, lever: Lever, numbers: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lever, self.numbers = lever, numbers
        self.locked = False
        self.setObjectName(f"lever.{lever.id}")
        texts = (lever.id, lever.name_en, lever.name_ko, lever.how_en, lever.how_ko, *lever.options_en)
        self._hay = " ".join((*texts, *lever.options_ko)).casefold()
        self._build()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.dot = Dot(self)
        self.name = ElidedLabel(self)
        self.name.setObjectName(f"lever.{self.lever.id}.name")
        dress(self.name, "body")
        self.grade = WeakBadge(self.lever.grade, self)
        dress(self.grade, "grade")
        self.grade.setVisible(self.lever.grade == WEAK_GRADE)
        self.padlock = QLabel(self)
        self.padlock.hide()
        self.default = QLabel(self)
        self.default.setObjectName(f"lever.{self.lever.id}.default")
        dress(self.default, "small")
        self.default.hide()
        self.edit = ValueEdit(self)
        self.edit.setObjectName(f"lever.{self.lever.id}.value")
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        dress(self.edit, "value")
        self.control: LeverChoice | LeverSlider = (
            LeverChoice(self.lever, self) if self.lever.kind == "choice" else LeverSlider(self.lever, self)
        )
        self.control.setObjectName(f"lever.{self.lever.id}.slider")
        self.fault = QLabel(self)
        self.fault.setObjectName(f"lever.{self.lever.id}.fault")
        self.fault.setWordWrap(True)
        self.fault.setContentsMargins(SIDE_PX, 0, SIDE_PX, 4)
        dress(self.fault, "error")
        self.fault.hide()
        self.details = QLabel(self)
        self.details.setObjectName(f"lever.{self.lever.id}.details")
        self.details.setWordWrap(True)
        self.details.setTextFormat(Qt.TextFormat.RichText)
        self.details.setContentsMargins(SIDE_PX, 0, SIDE_PX, 6)
        dress(self.details, "small")
        self.details.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE_PX, 0, SIDE_PX - 6, 0)
        head.setSpacing(4)
        head.addWidget(self.dot)
        head.addWidget(self.name, 1)
        for widget in (self.grade, self.padlock, self.default, self.edit):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.fault)
        column.addWidget(self.control)
        column.addWidget(self.details)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.edit.setFixedHeight(20)

    def _connect(self) -> None:
        for signal in ("began", "moved", "ended", "focused", "flip_clicked"):
            getattr(self.control, signal).connect(getattr(self, signal))
        self.control.moved.connect(self._show_value)
        self.edit.returnPressed.connect(self._commit)
        self.edit.editingFinished.connect(self._leave)
        self.edit.reverted.connect(self.revert)
        self.name.clicked.connect(self.toggle_details)

    # What is shown

    def show_value(self, amount: float, status_quo: float) -> None:
        """Show a value and the status quo it is marked against; cheap where nothing changed."""
        if not self.control.dragging and (amount, status_quo) != (self.control.amount, self.control.tick):
            self.control.set_tick(status_quo)
            self.control.set_amount(amount)
            self._show_value(amount)

    def set_language(self, numbers: Numbers) -> None:
        """Say everything in the language of ``numbers``."""
        self.numbers = numbers
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.control.theme = theme
        self.dot.colour = theme.accent
        self.padlock.setPixmap(icon("lock", theme.muted, 13).pixmap(13, 13))
        self.update()

    def set_locked(self, locked: bool) -> None:
        """Hold the value fast, or let it go."""
        self.locked = locked
        self.padlock.setVisible(locked)
        self.edit.setReadOnly(locked)
        if isinstance(self.control, LeverChoice):
            self.control.set_locked(locked)
        self.control.locked = locked
        self.control.update()

    @property
    def changed(self) -> bool:
        """Say whether the value differs from the status quo."""
        return bool(self.control.amount != self.control.tick)

    def matches(self, words: str, group: str = "") -> bool:
        """Say whether every word is found in the lever's texts, in either language, or in the heading above it."""
        hay = f"{self._hay} {group.casefold()}"
        return all(word in hay for word in words.casefold().split())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops in this row, in their order."""
        segments = self.control.findChildren(QWidget) if isinstance(self.control, LeverChoice) else [self.control]
        return (self.edit, *(part for part in segments if part.focusPolicy() & Qt.FocusPolicy.TabFocus))

    def retranslate(self) -> None:
        """Write every text again."""
        lever, numbers = self.lever, self.numbers
        self.name.setText(name := lever.name(numbers.language))
        self.control.setAccessibleName(name)
        self.edit.setAccessibleName(self.tr("{lever}: value").format(lever=name))
        self.grade.setToolTip(self.tr("Grade C: an assumption, not a measured value"))
        self.padlock.setToolTip(self.tr("Locked: the value does not move"))
        if isinstance(self.control, LeverChoice):
            self.control.set_texts(lever.options_ko if numbers.language == "ko" else lever.options_en)
        elif lever.kind != "switch":
            self.control.end_labels = (numbers.value(lever, lever.low), numbers.value(lever, lever.high))
        self._fit_value()
        self.guidance = guidance(lever, numbers, self.control.tick)
        self.name.setToolTip(self.guidance)
        self.details.setText(self.guidance)
        self._clear_fault()
        self._show_value(self.control.amount)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "guidance"):
            self.retranslate()

    def toggle_details(self) -> None:
        """Show or hide the guidance under the slider."""
        self.details.setVisible(self.details.isHidden())

    def _show_value(self, amount: float) -> None:
        changed = amount != self.control.tick
        if not (self.edit.hasFocus() and self.edit.isModified()):
            self.edit.setText(self.numbers.value(self.lever, amount))
            self._clear_fault()
        if self.edit.property("changed") != changed:
            self.edit.setProperty("changed", changed)
            repolish(self.edit)
            self.dot.set_on(changed)
        self.default.setVisible(changed and self.lever.kind != "switch")
        self.default.setText(self.tr("was {value}").format(value=self.numbers.value(self.lever, self.control.tick)))
        self.control.setAccessibleDescription(self.numbers.value(self.lever, amount))

    def _fit_value(self) -> None:
        lever = self.lever
        amounts = {lever.low, lever.high, lever.status_quo, lever.low + lever.step, lever.high - lever.step}
        if lever.kind == "choice":
            amounts = {float(row) for row in range(len(lever.options))}
        metrics = QFontMetrics(self.edit.font())
        texts = (self.numbers.value(lever, lever.checked(amount)) for amount in amounts)
        self.edit.setFixedWidth(max(metrics.horizontalAdvance(text) for text in texts) + 14)

    # What the user does

    def _commit(self) -> None:
        if self.locked:
            return
        try:
            amount = self.numbers.read(self.lever, self.edit.text())
        except LeverError:
            self._refuse()
            return
        self.edit.setModified(False)
        self._clear_fault()
        if amount != self.control.amount:
            self.control.set_amount(amount)
            self.began.emit()
            self.moved.emit(self.control.amount)
            self.ended.emit()
        self._show_value(self.control.amount)
        self.edit.selectAll()

    def take_typed(self) -> None:
        """Take what is being typed, where it is a value."""
        if self.edit.isModified() and not self.edit.property("bad"):
            self._commit()

    def _leave(self) -> None:
        if not self.edit.hasFocus() and self.edit.isModified() and not self.edit.property("bad"):
            self._commit()

    def revert(self) -> None:
        """Drop what was typed and show the value that holds."""
        self.edit.setModified(False)
        self._clear_fault()
        self._show_value(self.control.amount)
        self.edit.selectAll()

    def _refuse(self) -> None:
        allowed = self.numbers.range_text(self.lever)
        self.fault.setText(
            self.tr("“{text}” cannot be used here. Enter a value in {range}; {value} is kept.").format(
                text=self.edit.text(), range=allowed, value=self.numbers.value(self.lever, self.control.amount)
            )
        )
        self.fault.show()
        self._mark_bad(True)

    def _clear_fault(self) -> None:
        self._mark_bad(False)
        self.fault.hide()

    def _mark_bad(self, bad: bool) -> None:
        if bool(self.edit.property("bad")) != bad:
            self.edit.setProperty("bad", bad)
            repolish(self.edit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer resets, the lock and the guidance."""
        self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """Return the row's menu, made anew; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = (
            ("opened", self.tr("Reset to the opened scenario"), lambda: self.reset_asked.emit("opened")),
            ("baseline", self.tr("Reset to the baseline"), lambda: self.reset_asked.emit("baseline")),
            ("", "", None),
            ("lock", self.tr("Lock"), lambda: self.lock_asked.emit(not self.locked)),
            ("details", self.tr("Guidance and source"), self.toggle_details),
        )
        for name, text, slot in rows:
            if slot is None:
                menu.addSeparator()
                continue
            action = QAction(text, menu)
            action.setObjectName(f"lever.{self.lever.id}.{name}")
            if name in {"lock", "details"}:
                action.setCheckable(True)
                action.setChecked(self.locked if name == "lock" else not self.details.isHidden())
            action.triggered.connect(slot)
            menu.addAction(action)
        return menu

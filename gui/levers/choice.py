"""The control of a lever that is one of a few options: buttons side by side, with the slider's signals."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from gui.levers.track import FlipMark
from gui.theme import LIGHT, SEMIBOLD, Theme, font
from model.levers import Lever

LABEL_PX = 12
ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class _Segment(QToolButton):
    """One option; says when it gets the focus, and leaves the arrows to the lever."""

    focused = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class LeverChoice(QWidget):
    """The options of one lever. ``amount`` is the row of the option, as the lever counts it."""

    began = Signal()
    moved = Signal(float)
    ended = Signal()
    focused = Signal()
    flip_clicked = Signal(str)

    def __init__(self, lever: Lever, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lever = lever
        self.theme: Theme = LIGHT
        self.locked = False
        self.dragging = False
        self.tick = lever.status_quo
        self.end_labels = ("", "")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 9, 6)
        row.setSpacing(4)
        for index, option in enumerate(lever.options):
            button = _Segment(self)
            button.setObjectName(f"lever.{lever.id}.{option}")
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setFont(font(LABEL_PX, SEMIBOLD))
            button.focused.connect(self.focused)
            self._group.addButton(button, index)
            row.addWidget(button, 1)
        self._group.idClicked.connect(self._choose)
        self._shown = -1
        self.set_amount(lever.status_quo)

    @property
    def amount(self) -> float:
        """The row of the option chosen."""
        return float(self._shown)

    @property
    def flips(self) -> tuple[FlipMark, ...]:
        """Options carry no marks."""
        return ()

    def set_amount(self, amount: float) -> None:
        """Show an option; nothing is emitted."""
        self._shown = int(amount)
        self._group.button(self._shown).setChecked(True)

    def set_tick(self, amount: float) -> None:
        """Remember the status quo."""
        self.tick = amount

    def set_flips(self, flips: tuple[FlipMark, ...]) -> None:
        """Leave marks out: options have no order along which a firm could cross one half."""

    def set_texts(self, texts: tuple[str, ...]) -> None:
        """Name the options."""
        for button, text in zip(self._group.buttons(), texts, strict=True):
            button.setText(text)
            button.setAccessibleName(text)
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)

    def set_locked(self, locked: bool) -> None:
        """Hold the option fast."""
        self.locked = locked
        for button in self._group.buttons():
            button.setEnabled(not locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next option with the arrows."""
        by = ARROWS.get(Qt.Key(event.key()), 0)
        target = self._shown + by
        if not by or self.locked or not 0 <= target < len(self.lever.options):
            event.ignore()
            return
        self._group.button(target).setFocus(Qt.FocusReason.OtherFocusReason)
        self._group.button(target).setChecked(True)
        self._choose(target)

    def _choose(self, row: int) -> None:
        if row == self._shown:
            return
        self._shown = row
        self.began.emit()
        self.moved.emit(float(row))
        self.ended.emit()

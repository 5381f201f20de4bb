"""The ranges of *What matters*: between which values each lever swings, and which levers stay where they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.dialogs import scrolled, wrapped
from gui.frame import Frame
from gui.goals.limits import LeverLimits
from gui.theme import dress
from model.goal import Goal

SIZE_PX = (470, 620)


class ReachDialog(QDialog):
    """A row a lever, with its lock and two numbers. Signals: ``chosen(Goal)`` with locks and ranges alone."""

    chosen = Signal(object)

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reach")
        self._frame = frame
        self.lead = wrapped("reach.lead", "muted")
        self.limits = LeverLimits(frame, frozenset(), name="reach", weights=False)
        self.limits.set_goal(frame.document.reach)
        self.clear, self.cancel, self.use = QPushButton(), QPushButton(), QPushButton()
        rows = ((self.clear, "clear", "body"), (self.cancel, "cancel", "body"), (self.use, "use", "primary"))
        for button, name, role in rows:
            button.setObjectName(f"reach.{name}")
            dress(button, role)
        self.use.setDefault(True)
        self._place()
        self.limits.changed.connect(self._enable)
        self.clear.clicked.connect(lambda: self.limits.set_goal(Goal()))
        self.cancel.clicked.connect(self.reject)
        self.use.clicked.connect(self._choose)
        self.resize(*SIZE_PX)
        self._say()

    def show_frame(self, frame: Frame) -> None:
        """Follow the language; the ranges of another call's levers cannot be set here."""
        if frame.case.levers != self._frame.case.levers:
            self.reject()
            return
        self._frame = frame
        self.limits.show_frame(frame)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 14, 14)
        column.setSpacing(10)
        column.addWidget(self.lead)
        column.addWidget(scrolled(self.limits), 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, 4, 0)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.use)
        column.addLayout(buttons)

    def _choose(self) -> None:
        self.chosen.emit(self.limits.goal())
        self.accept()

    def _enable(self) -> None:
        self.use.setEnabled(self.limits.sound)

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Ranges of the levers"))
        self.lead.setText(
            self.tr(
                "Between which values each lever swings in What matters. An empty field leaves the lever its own end; "
                "a ticked lever stays where it is. Kept in the file."
            )
        )
        self.clear.setText(self.tr("All the way"))
        self.clear.setToolTip(self.tr("Every lever over its own range, none locked"))
        self.cancel.setText(self.tr("Cancel"))
        self.use.setText(self.tr("Use"))
        self._enable()

"""In the status line: that the fit is older than the inputs, or how far the refit is, and a way to begin or stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui import theme
from gui.fitting.refitting import Refitting
from gui.numbers import Numbers


class RefitIndicator(QFrame):
    """Hidden while the draws belong to the inputs and nothing is running."""

    def __init__(self, refitting: Refitting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status.refit")
        self._refitting = refitting
        self.said, self.button = QLabel(self), QPushButton(self)
        self.button.setObjectName("status.refit.button")
        theme.dress(self.said, "muted")
        theme.dress(self.button, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 16, 5)
        row.setSpacing(8)
        row.addWidget(self.said)
        row.addWidget(self.button)
        self.button.clicked.connect(self._pressed)
        refitting.changed.connect(self.say)
        self.say()

    def say(self) -> None:
        """Say what holds now, in the language on screen."""
        refitting = self._refitting
        if refitting.running:
            text = self.tr("Refitting in the background: {}").format(Numbers("en").percent_bar(refitting.share))
            self.button.setText(self.tr("Stop"))
            tip = self.tr("The old fit is used until the new one is done.")
        else:
            text = self.tr("The fit is older than the inputs")
            self.button.setText(self.tr("Refit"))
            tip = self.tr("Inputs were edited that the fit rests on. The forecast uses them with the old fit.")
            if refitting.fault is not None:
                tip = self._fault()
        self.said.setText(text)
        self.setToolTip(tip)
        self.setVisible(refitting.running or refitting.outdated)

    def _fault(self) -> str:
        frame, fault = self._refitting.frame, self._refitting.fault
        return "" if fault is None else fault.text("en" if frame is None else frame.language)

    def _pressed(self) -> None:
        if self._refitting.running:
            self._refitting.cancel()
        else:
            self._refitting.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        super().changeEvent(event)

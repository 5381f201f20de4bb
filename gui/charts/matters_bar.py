"""The line above *What matters*: whose figure, over what, and the run for shares of variance."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from gui.charts.matters_series import figure_name
from gui.charts.parts import ElidedLabel
from gui.frame import Frame
from gui.theme import dress
from model.questions.swings import targets_of

MOST_LETTERS = 14
STEPS = 1000


class MattersBar(QWidget):
    """Signals: ``measure_chosen(target)``, ``over_chosen("levers" | "assumptions")``, ``shares_asked(bool)``,

    ``cancelled()``.
    """

    measure_chosen = Signal(str)
    over_chosen = Signal(str)
    shares_asked = Signal(bool)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._listed: object = None
        self.reading = ElidedLabel("body")
        self.reading.setObjectName("chart.matters.reading")
        self.measure = QComboBox()
        self.measure.setObjectName("matters.measure")
        self.measure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.measure.setMinimumContentsLength(MOST_LETTERS)
        self.measure.setMaxVisibleItems(24)
        self.measure.activated.connect(lambda _row: self.measure_chosen.emit(self.measure.currentData()))
        self.levers, self.assumptions = _toggle("matters.levers"), _toggle("matters.assumptions")
        self.levers.setChecked(True)
        both = QButtonGroup(self)
        for button, over in ((self.levers, "levers"), (self.assumptions, "assumptions")):
            both.addButton(button)
            button.clicked.connect(lambda _=False, over=over: self.over_chosen.emit(over))
        self.ranges = QToolButton()
        self.ranges.setObjectName("matters.ranges")
        dress(self.ranges, "tool")
        self.sobol, self.stop = _toggle("matters.sobol"), QToolButton()
        self.sobol.clicked.connect(self.shares_asked)
        self.stop.setObjectName("matters.cancel")
        self.stop.clicked.connect(self.cancelled)
        self.progress = QProgressBar()
        self.progress.setObjectName("matters.progress")
        self.progress.setRange(0, STEPS)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(90)
        dress(self.stop, "tool")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.measure.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self.measure)
        for button in (self.levers, self.assumptions):
            row.addWidget(button)
        row.addWidget(self.reading, 1)
        row.addWidget(self.progress)
        for button in (self.stop, self.ranges, self.sobol):
            row.addWidget(button)
        self.set_progress(None)

    @property
    def shares(self) -> bool:
        """Whether shares of variance are asked for."""
        return self.sobol.isChecked()

    def show_frame(self, frame: Frame) -> None:
        """List the figures of a frame and choose the one shown."""
        key = (frame.outcome.firm_ids, frame.names, frame.language)
        if key != self._listed:
            self._listed = key
            with QSignalBlocker(self.measure):
                self.measure.clear()
                for target in targets_of(frame.outcome.firm_ids):
                    self.measure.addItem(figure_name(frame, target), target)
        row = self.measure.findData(frame.measure)
        if row != self.measure.currentIndex():
            self.measure.setCurrentIndex(row)

    def set_progress(self, share: float | None) -> None:
        """Show how far a run has come; None where none is running."""
        running = share is not None
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.sobol.setEnabled(not running)
        if share is not None:
            self.progress.setValue(round(STEPS * share))

    def set_shares(self, on: bool) -> None:
        """Press or release the button without asking."""
        with QSignalBlocker(self.sobol):
            self.sobol.setChecked(on)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._listed = None
        self.measure.setAccessibleName(self.tr("Figure"))
        self.levers.setText(self.tr("Levers"))
        self.assumptions.setText(self.tr("Assumptions"))
        self.ranges.setText(self.tr("Ranges…"))
        self.ranges.setToolTip(self.tr("Between which values each lever swings, and which stay where they are"))
        self.sobol.setText(self.tr("Sobol indices"))
        self.sobol.setToolTip(
            self.tr("Shares of variance when everything varies at once: thousands of solves, behind the window")
        )
        self.stop.setText(self.tr("Cancel"))
        self.progress.setAccessibleName(self.tr("Progress"))


def _toggle(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setCheckable(True)
    dress(button, "tool")
    return button

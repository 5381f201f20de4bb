"""The status line: what is known of the equilibrium, how long it took, what is computing, what a forecast is not."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui import theme
from gui.charts.parts import SteadyLabel, Writing
from gui.equilibria import EquilibriumChooser, claim_text
from gui.evidence.badge import BacktestBadge
from gui.frame import Frame
from gui.numbers import Numbers
from model.case import Case
from model.outcome import Outcome

SPACING_PX = 20
ASSUMED = "C"  # the grade of what is assumed rather than observed
PARTS = {  # ids of the refinements -> what they are called while they are computing
    "bands": QT_TRANSLATE_NOOP("StatusLine", "bands"),
    "changes": QT_TRANSLATE_NOOP("StatusLine", "bands"),
    "bands_longer": QT_TRANSLATE_NOOP("StatusLine", "bands"),
    "scenario_bands": QT_TRANSLATE_NOOP("StatusLine", "bands"),
    "lever_bands": QT_TRANSLATE_NOOP("StatusLine", "bands along the lever"),
    "lever_bands_longer": QT_TRANSLATE_NOOP("StatusLine", "bands along the lever"),
    "flips": QT_TRANSLATE_NOOP("StatusLine", "flip marks"),
    "thumbnails": QT_TRANSLATE_NOOP("StatusLine", "scenario cards"),
    "certificate": QT_TRANSLATE_NOOP("StatusLine", "certificate"),
    "backtest": QT_TRANSLATE_NOOP("StatusLine", "backtest"),
    "announcements": QT_TRANSLATE_NOOP("StatusLine", "announcements"),
    "motives": QT_TRANSLATE_NOOP("StatusLine", "motives"),
    "map": QT_TRANSLATE_NOOP("StatusLine", "trade-off map"),
    "map_fine": QT_TRANSLATE_NOOP("StatusLine", "finer trade-off map"),
    "map_finest": QT_TRANSLATE_NOOP("StatusLine", "finer trade-off map"),
    "matters": QT_TRANSLATE_NOOP("StatusLine", "what matters"),
    "matters_bands": QT_TRANSLATE_NOOP("StatusLine", "bands"),
    "assumptions": QT_TRANSLATE_NOOP("StatusLine", "what matters"),
    "sentence": QT_TRANSLATE_NOOP("StatusLine", "explanation"),
}


class StatusLine(QFrame):
    """A row of short statements below everything."""

    evidence_asked = Signal()
    equilibrium_chosen = Signal(int)  # row of the equilibria found

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        theme.dress(self, "status")
        self._frame: Frame | None = None
        self._writing = Writing()
        self._assumed: tuple[Case | None, int] = (None, 0)
        self._told: tuple[object, ...] = ()  # what the texts were made from
        self._known: tuple[object, ...] = (None,) * 4
        self._fitted: tuple[object, ...] = ()  # what the parts were placed for
        self._build()
        self._lay_out()

    def _build(self) -> None:
        self._equilibrium = self._label("status.equilibrium")
        self._equilibria = EquilibriumChooser(self)
        self._equilibria.chosen.connect(self.equilibrium_chosen)
        self._time = self._label("status.time")
        self._lost = self._label("status.lost", "badge")
        self._lost.setProperty("tone", "warn")
        self._bands = self._label("status.bands")
        self._sampled = self._label("status.sampled")
        self._busy = self._label("status.busy")
        self._backtest = BacktestBadge(self)
        self._caution = self._label("status.caution")
        self._evidence = QPushButton(self)
        self._evidence.setObjectName("status.evidence")
        theme.dress(self._evidence, "link")
        self._evidence.clicked.connect(lambda _=False: self.evidence_asked.emit())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 5)
        row.setSpacing(SPACING_PX)
        for label in (
            self._equilibrium,
            self._equilibria,
            self._lost,
            self._sampled,
            self._time,
            self._bands,
            self._backtest,
            self._busy,
        ):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self._caution)
        row.addWidget(self._evidence)
        self._kept = (
            self._equilibrium,
            self._equilibria,
            self._lost,
            self._sampled,
            self._backtest,
            self._caution,
            self._evidence,
        )

    def show_frame(self, frame: Frame) -> None:
        """Say what holds for a frame."""
        self._frame = frame
        numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        solved = self.tr("Solved in {} ms").format(numbers.number(frame.solve_ms, 1))
        self._time.setText(self.tr("As computed by Turnout {}").format(frame.stored) if frame.stored else solved)
        self._backtest.show_frame(frame)
        told = (
            frame.outcome.equilibrium,
            frame.language,
            frame.busy,
            frame.branch_lost,
            frame.bandless,
            frame.short_names,
        )
        known = (frame.claim, frame.bands, frame.outcome.sampling, frame.case)  # large, and never made twice alike
        if told != self._told or any(one is not other for one, other in zip(known, self._known, strict=True)):
            self._told, self._known = told, known
            self._say(frame, numbers)
        if self._widths() != self._fitted:
            self._fit()

    def _say(self, frame: Frame, numbers: Numbers) -> None:
        """Write what a step of a drag leaves as it is."""
        self._fitted = ()
        self._equilibrium.setText(claim_text(frame.outcome.equilibrium, frame.claim))
        self._equilibria.show_frame(frame)
        self._equilibrium.setVisible(self._equilibria.isHidden())
        self._bands.setText(self._drawn(frame, numbers))
        self._lost.setText(self.tr("The equilibrium chosen does not exist here: the principal one is shown"))
        self._lost.setVisible(frame.branch_lost)
        self._sampled.setText(self._sampling_text(frame.outcome, numbers))
        self._sampled.setVisible(frame.outcome.sampling is not None)
        parts = [QCoreApplication.translate("StatusLine", str(PARTS.get(part, part))) for part in sorted(frame.busy)]
        self._busy.setText(self.tr("Computing: {}").format(", ".join(dict.fromkeys(parts))) if parts else "")
        if self._assumed[0] is not frame.case:
            self._assumed = frame.case, sum(row.grade == ASSUMED for row in frame.case.inputs)
        text = self.tr("A forecast, not a fact · {} assumptions of grade C")
        self._caution.setText(text.format(numbers.number(self._assumed[1])))
        self._evidence.setText(self.tr("Evidence…"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters least where room is short."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Reckon with widths and touch only what changes: this is done at every step of a drag."""
        self._fitted = self._widths()
        row = self.layout()
        assert row is not None
        margins = row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        room -= sum(_width(part) for part in self._kept if not part.isHidden())
        room -= sum(_width(label) for label in (self._time, self._bands) if label.text())
        for label in (self._time, self._bands):
            shown = bool(label.text()) and room >= 0
            if label.text() and not shown:
                room += _width(label)
            _set_shown(label, shown)
        _set_shown(self._busy, bool(self._busy.text()) and _width(self._busy) <= room)

    def _widths(self) -> tuple[object, ...]:
        """Return what a step of a drag may change of the room that the parts take."""
        return self._time.minimumWidth(), self._backtest.text(), self._backtest.isHidden()

    def _sampling_text(self, outcome: Outcome, numbers: Numbers) -> str:
        """Say how many sets of winners were reckoned with, and how far that may put a forecast off."""
        told = outcome.sampling
        if told is None:
            return ""
        text = self.tr("Sampled: {0} of {1} sets of winners; standard error up to {2} points")
        error = numbers.error_points(max(told.join_standard_error))
        return text.format(numbers.number(told.sets), numbers.number(told.possible_sets), error)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange and self._frame is not None:
            self._told = ()
            self.show_frame(self._frame)
        super().changeEvent(event)

    def _drawn(self, frame: Frame, numbers: Numbers) -> str:
        """Say from how many draws the bands are, and in how many the equilibrium chosen exists."""
        if frame.bandless is not None:
            kept, asked = (numbers.number(count) for count in frame.bandless)
            return self.tr("No bands: this equilibrium exists in {0} of {1} draws").format(kept, asked)
        if frame.case.draws is None:
            return self.tr("Not fitted: no bands")
        if frame.bands is None:
            return ""
        draws = numbers.number(frame.bands.draws)
        if not frame.bands.missing:
            return self.tr("Bands: {} draws").format(draws)
        asked = numbers.number(frame.bands.draws + frame.bands.missing)
        return self.tr("Bands: {0} of {1} draws, where this equilibrium exists").format(draws, asked)

    def _label(self, name: str, role: str = "muted") -> QLabel:
        label = SteadyLabel(role, self)
        label.setObjectName(name)
        return label


def _width(part: QWidget) -> int:
    """Return what a part takes of the row, with the space beside it."""
    return part.sizeHint().width() + SPACING_PX


def _set_shown(part: QWidget, shown: bool) -> None:
    if part.isHidden() == shown:
        part.setVisible(shown)

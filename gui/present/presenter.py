"""The presenter's window: this slide with its levers, the next one, notes, time, and how the slide is presented."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.present.canvas import SlideCanvas
from gui.present.fields import SlideFields
from gui.present.listing import SlideList
from gui.present.shown import Shown
from gui.theme import Theme, dress
from model.errors import ModelError

SIZE_PX = (1280, 760)
SECOND_MS = 1000
COMMANDS = ("back", "forward", "toggle_guess", "toggle_blank", "put_back", "present", "end")


class Presenter(QWidget):
    """What the one who speaks sees."""

    key_pressed = Signal(int, str)
    asked = Signal(str)  # a command of the show
    row_chosen = Signal(int)
    slide_edited = Signal(object, str)  # Slide, and the field that is being typed into
    deck_asked = Signal(tuple, int)  # slides, and which of them to show
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("presenter")
        self.resize(*SIZE_PX)
        self.shown: Shown | None = None
        self.canvas, self.following = SlideCanvas(self), SlideCanvas(self, live=False)
        self.canvas.animated = self.following.animated = False
        self.canvas.edged = self.following.edged = True
        self._labels = {name: QLabel(self) for name in ("this", "next", "notes", "slides")}
        self.time, self.state = QLabel(self), QLabel(self)
        self.slides, self.fields = SlideList(self), SlideFields(self)
        self.buttons: dict[str, QAbstractButton] = {name: QPushButton(self) for name in COMMANDS}
        self._clock, self._second = QElapsedTimer(), QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._tell_time)
        self._clock.start()
        self._second.start()
        self._dress()
        self._place()
        self._wire()
        self.retranslate()

    def display(self, shown: Shown, theme: Theme) -> None:
        """Show where the show stands."""
        self.shown = shown
        self.canvas.display(shown.picture, theme)
        self.following.setVisible(shown.following is not None)
        if shown.following is not None:
            self.following.display(shown.following, theme)
        self._tell_state(shown)
        self.slides.display(shown)
        self.fields.display(shown)
        self.buttons["toggle_guess"].setChecked(shown.guess)
        self.buttons["toggle_blank"].setChecked(shown.blank)
        self.buttons["put_back"].setEnabled(shown.moved)
        self.buttons["present"].setVisible(not shown.public)
        for name in ("toggle_guess", "toggle_blank"):
            self.buttons[name].setVisible(shown.public)
        self.buttons["end"].setText(self.tr("End the show") if shown.public else self.tr("Close"))

    def tell(self, problem: ModelError | None) -> None:
        """Say what stood in the way of solving, or that nothing does."""
        if problem is not None and self.shown is not None:
            self.state.setText(problem.text(self.shown.telling.manner.language))

    def restart_clock(self) -> None:
        """Count the time from now on."""
        self._clock.restart()
        self._tell_time()

    def shut(self) -> None:
        """Stop the clock and go."""
        self._second.stop()
        self.blockSignals(True)
        self.close()
        self.deleteLater()

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self.setWindowTitle(self.tr("Presenter — Turnout"))
        texts = (self.tr("This slide"), self.tr("Next slide"), self.tr("Notes"), self.tr("Slides"))
        for label, text in zip(self._labels.values(), texts, strict=True):
            label.setText(text)
        commands = (
            self.tr("Previous"),
            self.tr("Next"),
            self.tr("Guess first"),
            self.tr("Blank screen"),
            self.tr("Put everything back"),
            self.tr("Present"),
            self.tr("End the show"),
        )
        for name, text in zip(COMMANDS, commands, strict=True):
            self.buttons[name].setText(text)
        self.slides.retranslate()
        self.fields.retranslate()
        self.time.setToolTip(self.tr("Time since the show began"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_second"):
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand keys on; while something is written, Escape leaves it."""
        if self.fields.written:
            if event.key() == Qt.Key.Key_Escape:
                self.fields.leave()
                self.setFocus()
            return
        self.key_pressed.emit(event.key(), event.text())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by hand: the show is over."""
        event.accept()
        self.closed.emit()

    # Building -----------------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        for label in self._labels.values():
            dress(label, "section")
        dress(self.time, "big")
        dress(self.state, "strong")
        self.state.setWordWrap(True)
        for name, button in self.buttons.items():
            button.setObjectName(f"presenter.{name}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Space and the arrows turn the slides
        for name in ("toggle_guess", "toggle_blank"):
            self.buttons[name].setCheckable(True)
        for name in ("forward", "present"):
            dress(self.buttons[name], "primary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _place(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self._labels["slides"], 0, 0)
        grid.addWidget(self.slides, 1, 0, 4, 1)
        grid.addWidget(self._labels["this"], 0, 1)
        grid.addWidget(self.time, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.canvas, 1, 1, 4, 1)
        grid.addWidget(self._labels["next"], 1, 2)
        grid.addWidget(self.following, 2, 2)
        grid.addWidget(self._labels["notes"], 3, 2)
        grid.addWidget(self.fields.note, 4, 2)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 3)
        grid.setRowStretch(2, 2)
        grid.setRowStretch(4, 2)
        row = QHBoxLayout()
        for button in self.buttons.values():
            row.addWidget(button)
        row.insertStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addLayout(grid, 1)
        column.addWidget(self.state)
        column.addWidget(self.fields.panel)
        column.addLayout(row)

    def _wire(self) -> None:
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
        self.slides.row_chosen.connect(self.row_chosen)
        self.slides.deck_asked.connect(self.deck_asked)
        self.fields.edited.connect(self.slide_edited)
        self._tell_time()

    # What is shown ------------------------------------------------------------------------------------------------

    def _tell_time(self) -> None:
        seconds = self._clock.elapsed() // 1000
        hours, rest = divmod(seconds, 3600)
        clock = f"{rest // 60:02d}:{rest % 60:02d}"
        self.time.setText(f"{hours}:{clock}" if hours else clock)

    def _tell_state(self, shown: Shown) -> None:
        said = []
        if shown.blank:
            said.append(self.tr("The audience sees a blank screen."))
        if shown.hidden:
            said.append(self.tr("The result is hidden from the audience until you go on."))
        if shown.moved:
            said.append(self.tr("Levers were moved; the saved scenarios are as they were."))
        self.state.setText(" ".join(said))

"""The presenter's window: this slide with its levers, the next one, notes, time, and how the slide is presented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.present.canvas import SlideCanvas
from gui.present.shown import Shown
from gui.present.slides import live_levers
from gui.theme import Theme, dress
from model.errors import ModelError
from model.scenario import LIVE_LEVERS, Slide

SIZE_PX = (1180, 760)
SECOND_MS = 1000
COMMANDS = ("back", "forward", "toggle_guess", "toggle_blank", "put_back", "end")


class Presenter(QWidget):
    """What the one who speaks sees."""

    key_pressed = Signal(int, str)
    asked = Signal(str)  # a command of the show
    row_chosen = Signal(int)
    slide_edited = Signal(object)  # Slide
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("presenter")
        self.resize(*SIZE_PX)
        self.shown: Shown | None = None
        self.canvas, self.following = SlideCanvas(self), SlideCanvas(self, live=False)
        self.canvas.animated = self.following.animated = False
        self._labels = {name: QLabel(self) for name in ("this", "next", "notes", "slides", "headline", "levers")}
        self.time, self.state, self.note = QLabel(self), QLabel(self), QLabel(self)
        self.list, self.headline = QListWidget(self), QLineEdit(self)
        self.levers, self.hidden = QPushButton(self), QCheckBox(self)
        self.menu = QMenu(self)
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
        before, self.shown = self.shown, shown
        self.canvas.display(shown.picture, theme)
        self.following.setVisible(shown.following is not None)
        if shown.following is not None:
            self.following.display(shown.following, theme)
        self.note.setText(shown.picture.words.note or self.tr("No notes"))
        self._tell_state(shown)
        self._fill_list(shown)
        self.buttons["toggle_guess"].setChecked(shown.guess)
        self.buttons["toggle_blank"].setChecked(shown.blank)
        self.buttons["put_back"].setEnabled(shown.moved)
        with QSignalBlocker(self.hidden):
            self.hidden.setChecked(shown.slide.hidden)
        if before is None or before.row != shown.row or not self.headline.hasFocus():
            self.headline.setText(shown.slide.headline)
        self.headline.setPlaceholderText(shown.picture.words.headline)
        self._name_levers(shown)

    def tell(self, problem: ModelError | None) -> None:
        """Say what stood in the way of solving, or that nothing does."""
        if problem is not None and self.shown is not None:
            self.state.setText(problem.text(self.shown.telling.manner.language))

    def shut(self) -> None:
        """Stop the clock and go."""
        self._second.stop()
        self.blockSignals(True)
        self.close()
        self.deleteLater()

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self.setWindowTitle(self.tr("Presenter — Turnout"))
        texts = {
            "this": self.tr("This slide"),
            "next": self.tr("Next slide"),
            "notes": self.tr("Notes"),
            "slides": self.tr("Slides"),
            "headline": self.tr("Headline"),
            "levers": self.tr("Live levers"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
        commands = (
            self.tr("Previous"),
            self.tr("Next"),
            self.tr("Guess first"),
            self.tr("Blank screen"),
            self.tr("Put everything back"),
            self.tr("End the show"),
        )
        for name, text in zip(COMMANDS, commands, strict=True):
            self.buttons[name].setText(text)
        self.hidden.setText(self.tr("Leave this slide out"))
        self.headline.setAccessibleName(texts["headline"])
        self.list.setAccessibleName(texts["slides"])
        self.time.setToolTip(self.tr("Time since the show began"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_second"):
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand keys on; while the headline is written, Escape leaves it."""
        if self.headline.hasFocus():
            if event.key() == Qt.Key.Key_Escape and self.shown is not None:
                self.headline.setText(self.shown.slide.headline)
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
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        dress(self.note, "title")
        self.headline.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for part in (self.list, self.levers, self.hidden, *self.buttons.values()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Space and the arrows turn the slides
        for name, button in self.buttons.items():
            button.setObjectName(f"presenter.{name}")
        for name in ("toggle_guess", "toggle_blank"):
            self.buttons[name].setCheckable(True)
        self.headline.setObjectName("presenter.headline")
        self.levers.setObjectName("presenter.levers")
        self.hidden.setObjectName("presenter.hidden")
        self.list.setObjectName("presenter.slides")
        self.levers.setMenu(self.menu)
        dress(self.buttons["forward"], "primary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _place(self) -> None:
        notes = QScrollArea(self)
        notes.setWidgetResizable(True)
        notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        notes.setWidget(self.note)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self._labels["this"], 0, 0)
        grid.addWidget(self.time, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.canvas, 1, 0, 4, 1)
        grid.addWidget(self._labels["next"], 1, 1)
        grid.addWidget(self.following, 2, 1)
        grid.addWidget(self._labels["notes"], 3, 1)
        grid.addWidget(notes, 4, 1)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(2, 2)
        grid.setRowStretch(4, 2)
        edit = QGridLayout()
        edit.addWidget(self._labels["headline"], 0, 0)
        edit.addWidget(self.headline, 1, 0)
        edit.addWidget(self._labels["levers"], 0, 1)
        edit.addWidget(self.levers, 1, 1)
        edit.addWidget(self.hidden, 1, 2)
        edit.setColumnStretch(0, 1)
        row = QHBoxLayout()
        for button in self.buttons.values():
            row.addWidget(button)
        row.insertStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addLayout(grid, 1)
        column.addWidget(self.state)
        column.addWidget(self._labels["slides"])
        self.list.setFixedHeight(96)
        column.addWidget(self.list)
        column.addLayout(edit)
        column.addLayout(row)

    def _wire(self) -> None:
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
        self.list.itemClicked.connect(lambda item: self.row_chosen.emit(self.list.row(item)))
        self.headline.editingFinished.connect(self._write_headline)
        self.hidden.toggled.connect(lambda on: self._edit(lambda slide: replace(slide, hidden=on)))
        self.menu.aboutToShow.connect(self._fill_menu)
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

    def _fill_list(self, shown: Shown) -> None:
        texts, number = [], 0
        for row, card in enumerate(shown.document.scenarios):
            title = shown.telling.title(row)
            number += not card.slide.hidden
            texts.append(self.tr("– {0} (left out)").format(title) if card.slide.hidden else f"{number} {title}")
        if texts != [self.list.item(row).text() for row in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(texts)
        self.list.setCurrentRow(shown.row)

    def _name_levers(self, shown: Shown) -> None:
        names = [live.name for live in shown.picture.levers]
        self.levers.setText(
            self.levers.fontMetrics().elidedText(", ".join(names) or self.tr("None"), Qt.TextElideMode.ElideRight, 360)
        )

    def _fill_menu(self) -> None:
        self.menu.clear()
        if self.shown is None:
            return
        chosen = live_levers(self.shown.document, self.shown.row)
        automatic = self.menu.addAction(self.tr("As suggested"))
        automatic.setCheckable(True)
        automatic.setChecked(self.shown.slide.levers is None)
        automatic.triggered.connect(lambda _=False: self._edit(lambda slide: replace(slide, levers=None)))
        self.menu.addSeparator()
        for lever in self.shown.telling.case.levers:
            action = self.menu.addAction(lever.name(self.shown.telling.manner.language))
            action.setCheckable(True)
            action.setChecked(lever.id in chosen)
            action.setEnabled(lever.kind != "choice" and (lever.id in chosen or len(chosen) < LIVE_LEVERS))
            action.triggered.connect(lambda on, lever_id=lever.id: self._choose(lever_id, on))

    # What is edited -----------------------------------------------------------------------------------------------

    def _choose(self, lever_id: str, on: bool) -> None:
        if self.shown is not None:
            kept = tuple(known for known in live_levers(self.shown.document, self.shown.row) if known != lever_id)
            chosen = (*kept, lever_id) if on else kept
            self._edit(lambda slide: replace(slide, levers=chosen))

    def _write_headline(self) -> None:
        if self.shown is not None and self.headline.text() != self.shown.slide.headline:
            text = self.headline.text()
            self._edit(lambda slide: replace(slide, headline=text))
        self.setFocus()

    def _edit(self, change: Callable[[Slide], Slide]) -> None:
        if self.shown is not None:
            self.slide_edited.emit(change(self.shown.slide))

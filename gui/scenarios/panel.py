"""The panel of scenarios: the cards in their order, the note of the opened one, and the two ways to keep.

Signals, each with the card's row: ``opened``, ``renamed(row, name)``, ``duplicated``, ``deleted``, ``moved(row, to)``,
``noted(row, text)``, ``baseline_chosen``; and ``keep()``, ``keep_as_new()``, ``compare_asked()``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.numbers import Numbers
from gui.scenarios.cards import ScenarioCard
from gui.scenarios.faces import face_of
from gui.scenarios.note import NoteEdit
from gui.scrolling import hold
from gui.shielding import shown_text
from gui.theme import LIGHT, Theme, dress

if TYPE_CHECKING:
    from gui.frame import Frame
    from model.case import Case

SIDE_PX = 12
NOTE_PX = 104
LEAST_PX = 236  # the three buttons side by side in both languages


class CardArea(QScrollArea):
    """The cards, as high as they need and no higher, so that the note follows the last one."""

    def sizeHint(self) -> QSize:
        """Return the room for all cards."""
        content = self.widget()
        return super().sizeHint() if content is None else content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the room for about one card."""
        return QSize(120, 80)


class ScenarioPanel(QFrame):
    """The cards of a document."""

    opened = Signal(int)
    keep = Signal()
    keep_as_new = Signal()
    renamed = Signal(int, str)
    duplicated = Signal(int)
    deleted = Signal(int)
    moved = Signal(int, int)
    noted = Signal(int, str)
    baseline_chosen = Signal(int)
    compare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scenarios")
        self.theme: Theme = LIGHT
        self.cards: list[ScenarioCard] = []
        self._row = 0  # of the opened card
        self._case: Case | None = None
        self._shown: tuple[object, ...] = ()  # what the cards were made from
        self._naming: int | None = None  # row of the card whose name is to be typed once it is there
        self._built = False
        dress(self, "panel")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.title = QLabel(self)
        dress(self.title, "title")
        self.list = QWidget(self)
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(SIDE_PX, 0, SIDE_PX, 2)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.mark = QFrame(self.list)
        dress(self.mark, "drop")
        self.mark.hide()
        self.area = CardArea(self)
        hold(self.area, self.list)
        self.note_title = QLabel(self)
        dress(self.note_title, "section")
        self.note = NoteEdit(self)
        self.note.setObjectName("scenarios.note")
        self.note.setFixedHeight(NOTE_PX)
        self.note.written.connect(lambda text: self.noted.emit(self._row, text))
        self.buttons = {name: QPushButton(self) for name in ("keep", "keep_as_new", "compare")}
        for name, button in self.buttons.items():
            button.setObjectName(f"scenarios.{name}")
            button.setAutoDefault(False)
            dress(button, "tool")
        for name, signal in (("keep", self.keep), ("keep_as_new", self.keep_as_new), ("compare", self.compare_asked)):
            self.buttons[name].clicked.connect(lambda _checked=False, emit=signal.emit: self._after_note(emit))
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QVBoxLayout()
        foot.setContentsMargins(SIDE_PX, 4, SIDE_PX, 0)
        foot.setSpacing(5)
        foot.addWidget(self.note_title)
        foot.addWidget(self.note)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(6)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        foot.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 11, 1, 12)
        column.setSpacing(7)
        self.title.setContentsMargins(SIDE_PX, 0, SIDE_PX, 0)
        column.addWidget(self.title)
        self.area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(self.area)
        column.addLayout(foot)
        column.addStretch(1)
        self.setMinimumWidth(LEAST_PX)

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Show the cards of a frame; those that did not change are left alone."""
        document = frame.document
        self._row = document.opened
        note = document.scenarios[document.opened].note
        self.note.show_note(note, shown_text(frame, note))
        self._show_cards(frame)
        self._name_opened()

    def _show_cards(self, frame: Frame) -> None:
        document = frame.document
        key = (document.scenarios, document.opened, document.baseline, document.edited, frame.language)
        shown = (*key, frame.shield, tuple(frame.thumbnails.items()), frame.order, frame.scenario.call)
        if frame.case is self._case and shown == self._shown:
            return
        self._case, self._shown = frame.case, shown
        if len(self.cards) != len(document.scenarios):
            self._make_cards(len(document.scenarios))
        numbers = Numbers(frame.language)
        self.area.updateGeometry()
        for row, card in enumerate(self.cards):
            card.show_face(face_of(frame, numbers, row))
        self.buttons["keep"].setEnabled(document.edited)
        self.buttons["compare"].setEnabled(len(document.scenarios) > 1)

    def name_card(self, row: int) -> None:
        """Let the name of a card be typed, at once or when it is there; it has to be the opened one by then."""
        self._naming = row
        self._name_opened()

    def _name_opened(self) -> None:
        row = self._naming
        if row is None or row >= len(self.cards):
            return
        self._naming = None
        if row == self._row:
            self._column.activate()
            self.area.ensureWidgetVisible(self.cards[row])
            self.cards[row].start_renaming()

    def _make_cards(self, count: int) -> None:
        while len(self.cards) > count:
            card = self.cards.pop()
            self._column.removeWidget(card)
            card.deleteLater()
        while len(self.cards) < count:
            self._add_card(len(self.cards))
        self._order_tabs()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        for card in self.cards:
            card.set_theme(theme)

    def retranslate(self) -> None:
        """Write every text of the panel again; the cards hear of it themselves."""
        self.title.setText(self.tr("Scenarios"))
        self.note_title.setText(self.tr("Note for the slide"))
        self.note.setPlaceholderText(self.tr("What this scenario shows, in a sentence"))
        self.note.setAccessibleName(self.tr("Note for the slide"))
        self.buttons["keep"].setText(self.tr("Keep"))
        self.buttons["keep"].setToolTip(self.tr("Write the levers into the opened scenario"))
        self.buttons["keep_as_new"].setText(self.tr("Keep as new"))
        self.buttons["keep_as_new"].setToolTip(self.tr("Add a scenario with these levers"))
        self.buttons["compare"].setText(self.tr("Compare"))
        self.buttons["compare"].setToolTip(self.tr("Show all scenarios side by side"))
        self._built = True

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._built:
            self.retranslate()

    def _add_card(self, row: int) -> None:
        card = ScenarioCard(self.list)
        card.set_theme(self.theme)
        card.opened.connect(lambda: self._after_note(lambda: self.opened.emit(row)))
        card.renamed.connect(lambda name: self.renamed.emit(row, name))
        card.duplicated.connect(lambda: self.duplicated.emit(row))
        card.deleted.connect(lambda: self.deleted.emit(row))
        card.baseline_chosen.connect(lambda: self.baseline_chosen.emit(row))
        card.stepped.connect(lambda by: self._step(row, by))
        card.shifted.connect(lambda by: self._shift(row, by))
        card.dragged.connect(lambda place: self._show_mark(row, place))
        card.dropped.connect(lambda place: self._drop(row, place))
        self.cards.append(card)
        self._column.insertWidget(self._column.count() - 1, card)

    def _order_tabs(self) -> None:
        """Let Tab go from the cards to the note and the buttons below; cards made later would come last."""
        cards = (part for card in self.cards for part in (card, card.editor))
        for stop, after in pairwise((*cards, self.note, *self.buttons.values())):
            QWidget.setTabOrder(stop, after)

    def take_typed(self) -> None:
        """Take the name and the note that are being typed."""
        for card in self.cards:
            card.take_typed()
        self.note.flush()

    # What the user does

    def _after_note(self, act: object) -> None:
        """Say what was typed into the note before the opened card changes."""
        self.note.flush()
        if callable(act):
            act()

    def _step(self, row: int, by: int) -> None:
        target = row + by
        if 0 <= target < len(self.cards):
            self.cards[target].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.cards[target])

    def _shift(self, row: int, by: int) -> None:
        target = row + by
        if 0 <= target < len(self.cards):
            self.moved.emit(row, target)
            self.cards[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _gap_at(self, row: int, place: QPoint) -> int:
        """Return before which card a place lies, 0 to the number of cards."""
        y = self.cards[row].mapTo(self.list, place).y()
        return sum(y > card.geometry().center().y() for card in self.cards)

    def _show_mark(self, row: int, place: QPoint) -> None:
        gap = self._gap_at(row, place)
        below = gap < len(self.cards)
        edge = self.cards[gap].geometry().top() - 5 if below else self.cards[-1].geometry().bottom() + 3
        self.mark.setGeometry(SIDE_PX, max(0, edge), self.cards[0].width(), 2)
        self.mark.raise_()
        self.mark.show()

    def _drop(self, row: int, place: QPoint) -> None:
        self.mark.hide()
        gap = self._gap_at(row, place)
        target = gap - 1 if gap > row else gap
        if target != row:
            self.moved.emit(row, target)

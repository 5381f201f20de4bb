"""The list of slides: their order, by hand or by buttons, and slides added, copied and taken away."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.present.shown import Shown
from gui.theme import dress
from model.slides import COMPARE, Slide, Slides

COMMANDS = ("add", "copy", "up", "down", "remove")
WIDTH_PX = 250
PLACE = Qt.ItemDataRole.UserRole


class SlideList(QWidget):
    """Shows the deck and asks for others."""

    row_chosen = Signal(int)
    deck_asked = Signal(tuple, int)  # slides, and which of them to show

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Shown | None = None
        self.list = QListWidget(self)
        self.list.setObjectName("presenter.slides")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.buttons = {name: QPushButton(self) for name in COMMANDS}
        for name, button in self.buttons.items():
            button.setObjectName(f"presenter.slide.{name}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            dress(button, "tool")
        self.buttons["add"].setMenu(self.menu)
        for name in COMMANDS[1:]:
            self.buttons[name].clicked.connect(lambda _=False, name=name: getattr(self, name)())
        self.list.itemClicked.connect(lambda item: self.row_chosen.emit(self.list.row(item)))
        self.list.model().rowsMoved.connect(self._take_order)
        top, foot = QHBoxLayout(), QHBoxLayout()
        for row, names in ((top, ("add", "copy", "remove")), (foot, ("up", "down"))):
            row.setSpacing(6)
            for name in names:
                row.addWidget(self.buttons[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list, 1)
        column.addLayout(top)
        column.addLayout(foot)
        self.setFixedWidth(WIDTH_PX)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        texts = (self.tr("Add"), self.tr("Copy"), self.tr("Move up"), self.tr("Move down"), self.tr("Remove"))
        for name, text in zip(COMMANDS, texts, strict=True):
            self.buttons[name].setText(text)
        self.list.setAccessibleName(self.tr("Slides"))

    def display(self, shown: Shown) -> None:
        """Show the deck and which slide is on."""
        self.shown = shown
        deck, texts, number = shown.document.deck, [], 0
        for row, slide in enumerate(deck):
            title = shown.telling.title(row)
            number += not slide.hidden
            texts.append(self.tr("– {0} (left out)").format(title) if slide.hidden else f"{number} {title}")
        if texts != [self.list.item(row).text() for row in range(self.list.count())] or self._order() != [
            *range(len(deck))
        ]:
            with QSignalBlocker(self.list.model()):
                self.list.clear()
            for row, text in enumerate(texts):
                item = QListWidgetItem(text, self.list)
                item.setData(PLACE, row)
                item.setToolTip(text)
        self.list.setCurrentRow(shown.row)
        self.buttons["up"].setEnabled(shown.row > 0)
        self.buttons["down"].setEnabled(shown.row < len(deck) - 1)
        self.buttons["remove"].setEnabled(len(deck) > 1)

    def copy(self) -> None:
        """Put a copy of the slide after it."""
        deck, row = self._deck()
        self.deck_asked.emit((*deck[: row + 1], deck[row], *deck[row + 1 :]), row + 1)

    def remove(self) -> None:
        """Take the slide away; its scenario stays."""
        deck, row = self._deck()
        if len(deck) > 1:
            self.deck_asked.emit((*deck[:row], *deck[row + 1 :]), min(row, len(deck) - 2))

    def up(self) -> None:
        """Show the slide earlier."""
        self._move(-1)

    def down(self) -> None:
        """Show the slide later."""
        self._move(1)

    def add(self, slide: Slide) -> None:
        """Put a slide after the one on show."""
        deck, row = self._deck()
        self.deck_asked.emit((*deck[: row + 1], slide, *deck[row + 1 :]), row + 1)

    def _move(self, way: int) -> None:
        deck, row = self._deck()
        to = row + way
        if 0 <= to < len(deck):
            order = [*deck[:row], *deck[row + 1 :]]
            order.insert(to, deck[row])
            self.deck_asked.emit(tuple(order), to)

    def _order(self) -> list[int]:
        return [int(self.list.item(row).data(PLACE)) for row in range(self.list.count())]

    def _take_order(self) -> None:
        """Ask for the order that a hand has dragged the slides into."""
        deck, row = self._deck()
        order = self._order()
        if sorted(order) == [*range(len(deck))] and order != sorted(order):
            self.deck_asked.emit(tuple(deck[at] for at in order), order.index(row))

    def _fill_menu(self) -> None:
        """Offer every scenario with every chart, and the comparison of all."""
        self.menu.clear()
        if self.shown is None:
            return
        telling = self.shown.telling
        for card in self.shown.document.scenarios:
            charts = self.menu.addMenu(telling.card_title(card))
            for view, title in telling.views.items():
                if view != COMPARE:
                    slide = Slide((card.name,), view)
                    charts.addAction(title).triggered.connect(lambda _=False, slide=slide: self.add(slide))
        self.menu.addSeparator()
        whole = self.menu.addAction(self.tr("Comparison of all scenarios"))
        whole.triggered.connect(lambda _=False: self.add(Slide(view=COMPARE)))

    def _deck(self) -> tuple[Slides, int]:
        if self.shown is None:
            return (), 0
        return self.shown.document.deck, self.shown.row

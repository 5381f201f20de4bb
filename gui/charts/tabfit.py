"""Tabs that always fit: shorter texts where room is short and, where even those are too wide, a menu of the rest."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabWidget, QToolButton, QWidget

from gui.theme import dress

CHEVRON = " ▾"
GAP_PX = 4  # between the last tab and what stands in the corner


class FittingTabs(QTabWidget):
    """A tab widget without arrows. Tabs that are out of room are hidden, never the one in front."""

    def __init__(self, least: QSize) -> None:
        """``least`` is what a page needs, whatever its contents would like to have."""
        super().__init__()
        self._least = least
        self._titles: Mapping[QWidget, tuple[str, str]] = {}
        self._fitting = False
        self._corner = QWidget()
        row = QHBoxLayout(self._corner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.more = QToolButton()
        self.more.setObjectName(f"{type(self).__name__}.more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        dress(self.more, "flat")
        self.more.hide()
        row.addWidget(self.more)
        self.setCornerWidget(self._corner)
        self.currentChanged.connect(self.fit)

    def add_to_corner(self, button: QWidget) -> None:
        """Put a button into the corner, after the menu."""
        row = self._corner.layout()
        assert row is not None
        row.addWidget(button)

    def set_titles(self, titles: Mapping[QWidget, tuple[str, str]]) -> None:
        """Take the texts of every page that may have a tab: the full one and a short one."""
        self._titles = titles
        text = QCoreApplication.translate("FittingTabs", "More")
        self.more.setText(text + CHEVRON)
        self.more.setAccessibleName(text)
        self.fit()

    def setCurrentWidget(self, page: QWidget) -> None:
        """Bring a page to the front, also one whose tab is out of room: Qt would not."""
        self.setTabVisible(self.indexOf(page), True)
        super().setCurrentWidget(page)

    def fit(self) -> None:
        """Choose texts and tabs for the room there is."""
        if self._fitting or not self._titles:
            return
        self._fitting = True
        for place in range(self.count()):
            self.setTabVisible(place, True)
        self.more.hide()
        if not any(self._written(short) for short in (False, True)):
            self.more.show()
            self._hide_last()
        self._fitting = False

    def minimumSizeHint(self) -> QSize:
        """Return the same for every page."""
        return QSize(self._least.width(), self._least.height() + self.tabBar().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self.fit()

    def tabRemoved(self, index: int) -> None:
        super().tabRemoved(index)
        self.fit()

    def _written(self, short: bool) -> bool:
        """Write the full or the short texts; say whether every tab has room with them."""
        for place in range(self.count()):
            full, brief = self._titles[self._page(place)]
            self.setTabText(place, brief if short else full)
            self.setTabToolTip(place, full if short and brief != full else "")
        return self._fits()

    def _fits(self) -> bool:
        corner = sum(part.sizeHint().width() for part in self._corner.findChildren(QToolButton) if not part.isHidden())
        return self.tabBar().sizeHint().width() + corner + GAP_PX <= self.width()

    def _hide_last(self) -> None:
        menu = self.more.menu()
        menu.clear()
        hidden: list[QWidget] = []
        for place in reversed(range(self.count())):
            if self._fits():
                break
            if place != self.currentIndex():
                self.setTabVisible(place, False)
                hidden.insert(0, self._page(place))
        for page in hidden:
            action = menu.addAction(self._titles[page][0])
            action.triggered.connect(lambda _=False, page=page: self.setCurrentWidget(page))

    def _page(self, place: int) -> QWidget:
        page = self.widget(place)
        assert page is not None
        return page

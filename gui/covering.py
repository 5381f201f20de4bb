"""Widgets that paint all of themselves, so that nothing behind them is painted again when they change.

A widget in a panel would have all six or seven around it paint their background at each step of a drag.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gui.theme import LIGHT, Theme


def cover(widget: QWidget) -> None:
    """Say that a widget covers what is behind it; to be said again when it is shown and when its style changes.

    A style sheet takes that back of whatever has round corners.
    """
    widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


class Covering(QWidget):
    """A widget that paints all of itself."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        cover(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            cover(self)


class PanelPart(Covering):
    """A part of a panel, which paints the panel's colour itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect().adjusted(-1, -1, 1, 1), self.theme.color("panel"))
        painter.end()

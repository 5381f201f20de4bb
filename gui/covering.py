"""Widgets that paint all of themselves, so that nothing behind them is painted again when they change.

A widget in a panel would have all six or seven around it paint their background at each step of a drag.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.theme import LIGHT, Theme

_RESETS = frozenset({QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.Show})


def cover(widget: QWidget, event: QEvent | None = None) -> None:
    """Say that a widget covers what is behind it; to be said again after events at which a style sheet denies it."""
    if event is None or event.type() in _RESETS:
        widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


class PanelPart(QWidget):
    """A part of a panel, which paints the panel's colour itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        cover(self)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        cover(self, event)
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.color("panel"))
        painter.end()

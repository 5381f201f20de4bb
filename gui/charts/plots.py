"""Plots of pyqtgraph, bare or with axes: apart from what every chart shares, as its import takes a while."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from gui.charts.parts import SMALL_PX, ElidedLabel
from gui.theme import LIGHT, Theme, font

SIDES = ("left", "bottom")
LEFT_PX = 40  # of the axis at the left


def quiet_plot(parent: QWidget | None = None) -> tuple[Any, Any]:
    """Return a pyqtgraph PlotWidget and its PlotItem: no axes, no menu, no mouse, nothing drawn behind the items.

    The item is to be kept by the caller as long as the widget, which does not own it on the Python side.
    """
    canvas = pg.PlotWidget(parent, background=None)
    canvas.setAntialiasing(True)
    canvas.setFrameShape(QFrame.Shape.NoFrame)
    canvas.viewport().setAutoFillBackground(False)
    canvas.setStyleSheet("background: transparent")
    canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot = canvas.getPlotItem()
    plot.hideButtons()
    plot.setMenuEnabled(False)
    plot.layout.setContentsMargins(0, 0, 0, 0)
    for side in SIDES:
        plot.hideAxis(side)
    view = plot.getViewBox()
    view.setMouseEnabled(False, False)
    view.disableAutoRange()
    view.setDefaultPadding(0.0)
    view.border = None  # a pen that draws nothing would still leave its path in a picture, and a PDF shows it
    view.borderRect.hide()
    return canvas, plot


def framed_plot(parent: QWidget | None = None) -> tuple[Any, Any]:
    """Return a PlotWidget and its PlotItem with axes at the left and below; the chart itself listens to the mouse."""
    canvas, plot = quiet_plot(parent)
    canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    canvas.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    canvas.setMinimumSize(200, 90)
    canvas.viewport().setMouseTracking(True)
    for side in SIDES:
        plot.showAxis(side)
    plot.getAxis("left").setWidth(LEFT_PX)
    plot.getAxis("bottom").setHeight(20)
    return canvas, plot


def hear(canvas: Any, listener: QObject) -> None:
    """Let a listener's event filter have the keys of a plot and the mouse over it."""
    canvas.installEventFilter(listener)
    canvas.viewport().installEventFilter(listener)


def colour_axes(plot: Any, theme: Theme) -> None:
    """Give both axes the colours of a theme."""
    for side in SIDES:
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(theme.color("border_strong")))
        axis.setTextPen(pg.mkPen(theme.color("muted")))


def write_axes(plot: Any, bottom: Sequence[tuple[float, str]], left: Sequence[tuple[float, str]]) -> None:
    """Write values and their words along both axes, small and without ticks."""
    for side, ticks in (("bottom", bottom), ("left", left)):
        axis = plot.getAxis(side)
        axis.setTicks([ticks])
        axis.setStyle(tickFont=font(SMALL_PX), tickLength=0)
    plot.getAxis("bottom").setStyle(hideOverlappingLabels=LEFT_PX)  # the first word may begin below the other axis


def stack(widget: QWidget, canvas: QWidget, *above: QWidget, top_px: int = 4) -> None:
    """Lay a plot out below its lines of words, which it leaves their height."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, top_px, 0, 0)
    column.setSpacing(3)
    for part in above:
        column.addWidget(part)
    column.addWidget(canvas, 1)


class CaptionedPlot(QWidget):
    """A plot of fixed height below one line of words, as dialogs show it; axes are written small."""

    def __init__(self, name: str, height_px: int, left_px: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme: Theme = LIGHT
        self.caption = ElidedLabel("muted")
        self.canvas, self._plot = framed_plot(self)
        self.canvas.setFixedHeight(height_px)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.getAxis("left").setWidth(left_px)
        for side in SIDES:
            self._plot.getAxis(side).setTickFont(font(SMALL_PX))
        stack(self, self.canvas, self.caption, top_px=0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        colour_axes(self._plot, theme)

"""Plots of pyqtgraph, bare or with axes: apart from what every chart shares, as its import takes a while."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget


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
    for side in ("left", "bottom"):
        plot.hideAxis(side)
    view = plot.getViewBox()
    view.setMouseEnabled(False, False)
    view.disableAutoRange()
    view.setDefaultPadding(0.0)
    view.setBorder(None)
    return canvas, plot


def framed_plot(parent: QWidget | None = None) -> tuple[Any, Any]:
    """Return a PlotWidget and its PlotItem with axes at the left and below; the chart itself listens to the mouse."""
    canvas, plot = quiet_plot(parent)
    canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    canvas.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    canvas.setMinimumSize(200, 90)
    canvas.viewport().setMouseTracking(True)
    for side in ("left", "bottom"):
        plot.showAxis(side)
    plot.getAxis("left").setWidth(40)
    plot.getAxis("bottom").setHeight(20)
    return canvas, plot

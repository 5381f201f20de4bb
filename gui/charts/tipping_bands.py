"""The bands of *Tipping points*: filled behind curves, or upright lines where values have no order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from gui.charts.banding import THICK_PX, THIN_PX, Write, band_cells, band_heads, with_bands
from gui.charts.chart import TextTable
from gui.charts.series import Floats
from gui.charts.tipping_series import MOST_BANDED, TippingSeries
from gui.theme import Theme

PARTS = ((0, 3), (1, 2))  # low90 to high90, low50 to high50
OPACITY = (0.45, 0.85)  # of the fills of these
BEHIND = -5
SAME_VALUE = 1e-9


class CurveBands:
    """Fills and lines that belong to a plot; nothing is shown until ``show``."""

    def __init__(self, plot: Any) -> None:
        self._edges = [[pg.PlotDataItem() for _ in range(4)] for _ in range(MOST_BANDED)]
        self.fills = [[pg.FillBetweenItem(edges[low], edges[high]) for low, high in PARTS] for edges in self._edges]
        self.lines = [pg.PlotCurveItem(connect="pairs", antialias=True) for _ in PARTS]
        for fills in self.fills:
            for fill, opacity in zip(fills, OPACITY, strict=True):
                fill.setZValue(BEHIND)
                fill.setOpacity(opacity)
                plot.addItem(fill)
        for line in self.lines:
            plot.addItem(line)
        self.clear()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for fills in self.fills:
            for fill in fills:
                fill.setBrush(pg.mkBrush(theme.color("band_soft")))
        for line, width in zip(self.lines, (THIN_PX, THICK_PX), strict=True):
            pen = pg.mkPen(theme.color("band"), width=width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            line.setPen(pen)

    def clear(self) -> None:
        """Show nothing."""
        for item in (*(fill for fills in self.fills for fill in fills), *self.lines):
            item.setVisible(False)

    def show(self, values: Floats, bands: Sequence[Floats], ordered: bool) -> None:
        """Draw the bands [4, m] of some firms at ``values`` [m]: filled where these have an order, else as lines."""
        self.clear()
        if ordered:
            for edges, fills, band in zip(self._edges, self.fills, bands, strict=False):
                for edge, row in zip(edges, band, strict=True):
                    edge.setData(values, np.ascontiguousarray(row))
                for fill in fills:
                    fill.setVisible(True)
        elif len(bands):
            for line, (low, high) in zip(self.lines, PARTS, strict=True):
                ends = [np.stack([band[low], band[high]], axis=1).ravel() for band in bands]
                line.setData(np.tile(np.repeat(values, 2), len(bands)), np.concatenate(ends))
                line.setVisible(True)


def band_rows(series: TippingSeries, write: Write) -> TextTable:
    """Return two rows a firm with its bands at every value of the curves, blank where none were made."""
    table: TextTable = []
    known = len(series.band_values) and len(series.values)  # bands may be there before the curves are
    for row, name in enumerate(series.firms.names if known else ()):
        cells = [_cells(series, row, value, write) for value in series.values.tolist()]
        table += [[head, *texts] for head, texts in zip(band_heads(name), zip(*cells, strict=True), strict=True)]
    return table


def _cells(series: TippingSeries, row: int, value: float, write: Write) -> list[str]:
    at = np.flatnonzero(np.abs(series.band_values - value) < SAME_VALUE)
    return band_cells(write, series.bands[:, at[0], row]) if len(at) else ["", ""]


def all_now(series: TippingSeries, write: Write) -> list[str]:
    """Say every firm's chance where the lever stands, with its bands where they are known."""
    edges = series.bands_now
    return [
        with_bands(f"{name}: {write(float(series.now[row]))}", write, None if edges is None else edges[:, row])
        for row, name in enumerate(series.firms.names)
    ]

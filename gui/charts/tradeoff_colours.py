"""The colours of the trade-off map: even in lightness, and the same for a colour-blind eye."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QImage

from gui.charts.series import Floats

COLOURS = "cividis"
SHADES = 256


def colour_of(figure: float, low: float, high: float) -> QColor:
    """Return the colour of a finite figure on a scale from low to high."""
    share = (figure - low) / (high - low)
    red, green, blue = table()[int(min(max(share, 0.0), 1.0) * (SHADES - 1)), :3].tolist()
    return QColor(red, green, blue)


@cache
def table() -> Floats:
    """Return the colours from low to high, [SHADES, 4] of 0 to 255."""
    return np.asarray(pg.colormap.get(COLOURS).getLookupTable(nPts=SHADES, alpha=True, mode="byte"))


@cache
def ramp() -> QImage:
    """Return the colour bar, high above low."""
    return _image_of(table()[::-1][:, None, :])


def picture(values: Floats, low: float, high: float) -> QImage:
    """Return values [x, y] as colours, x across and y upwards; transparent where there is no value."""
    if not values.size:
        return QImage()
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    colours = table()[np.nan_to_num(share * (SHADES - 1)).astype(np.intp)].copy()
    colours[~np.isfinite(values), 3] = 0
    return _image_of(colours.transpose(1, 0, 2)[::-1])


def _image_of(colours: Floats) -> QImage:
    """Return bytes [rows, columns, 4] as an image of its own."""
    block = np.ascontiguousarray(colours, dtype=np.uint8)
    rows, columns = block.shape[:2]
    return QImage(block.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()

"""Rectangles that take their numbers from arrays: making one by one in Python takes longer than painting them."""

from __future__ import annotations

from typing import cast

import numpy as np
from PySide6.QtCore import QRectF
from shiboken6 import wrapInstance

from gui.charts.series import Floats

SIDES = 4  # left, top, width, height: what a QRectF consists of


class Rects:
    """Rectangles that are made once and lie over one block of numbers."""

    def __init__(self) -> None:
        self._numbers: Floats = np.zeros((0, SIDES))
        self._rects: list[QRectF] = []

    def of(self, left: Floats | float, top: Floats | float, width: Floats, height: Floats | float) -> list[QRectF]:
        """Return rectangles [n] in px, which hold until the next ones are asked for; ``width`` is an array [n]."""
        count = len(width)
        if count > len(self._rects):
            self._rects.clear()  # nothing may look at the old numbers when they go
            self._numbers = np.zeros((2 * count, SIDES))
            first, step = self._numbers.ctypes.data, self._numbers.strides[0]
            places = range(first, first + 2 * count * step, step)
            self._rects = [cast("QRectF", wrapInstance(place, QRectF)) for place in places]
        for side, values in enumerate((left, top, width, height)):
            self._numbers[:count, side] = values
        return self._rects[:count]

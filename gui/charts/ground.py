"""What a chart's drags leave alone, painted once and kept as a picture until something in its key changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtGui import QPaintEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class Ground:
    """The still part of a widget that paints all of itself."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._picture = QPixmap()
        self._key: Hashable = None

    def lay(self, painter: QPainter, key: Hashable, paint: Callable[[QPainter], None]) -> None:
        """Put down the picture, painted anew where the key, the widget's size or its screen is another one.

        Where a point is a fraction of pixels, a picture would stand between them: there it is painted each time, and
        so it is into a file of lines and letters.
        """
        size, ratio = self._widget.size(), self._widget.devicePixelRatioF()
        if not ratio.is_integer() or painter.paintEngine().type() != QPaintEngine.Type.Raster:
            painter.save()
            paint(painter)
            painter.restore()
            return
        whole = (size.width(), size.height(), ratio, key)
        if whole != self._key:
            self._key = whole
            self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
            inner = QPainter(self._picture)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(inner)
            inner.end()
        painter.drawPixmap(0, 0, self._picture)

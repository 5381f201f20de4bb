"""The names beside the lines of *Tipping points*: as many as there is room for, cut so that no two read alike."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg

from gui.charts.parts import SMALL_PX
from gui.charts.rowroom import cut_apart
from gui.charts.series import NO_ROW
from gui.charts.tipping_series import TippingSeries, spread
from gui.theme import LIGHT, SEMIBOLD, Theme, font

GAP_PX, MARGIN_PX = 13, 4  # from one name to the next, and left of each


class LineNames:
    """Names that belong to a plot; nothing is shown until ``place``."""

    def __init__(self, plot: Any) -> None:
        self._plot = plot
        self.items: list[pg.TextItem] = []
        self.theme: Theme = LIGHT
        self._cut: tuple[tuple[tuple[str, ...], float], tuple[str, ...]] = (((), 0.0), ())  # what was cut, and how

    def place(self, series: TippingSeries, x: float, room_px: float) -> None:
        """Write names from ``x`` on, each as near to the end of its line as the others leave it."""
        self._provide(len(series.firms))
        for name in self.items:
            name.setVisible(False)
        chosen = series.firms.selected
        view = self._plot.getViewBox()
        gap = GAP_PX * view.viewRect().height() / max(view.height(), 1.0)
        places = spread(series.ends, gap, (*((chosen,) if chosen != NO_ROW else ()), *series.crossing))
        made = {row: font(SMALL_PX, SEMIBOLD) if row == chosen else font(SMALL_PX) for row in places}
        asked = tuple(series.names[row] for row in places), room_px - MARGIN_PX
        if asked != self._cut[0]:
            self._cut = asked, cut_apart(asked[0], font(SMALL_PX, SEMIBOLD), asked[1])
        for (row, y), text in zip(places.items(), self._cut[1], strict=True):
            name = self.items[row]
            name.setText(text)
            name.setColor(self.theme.color(role_of(series, row, other="muted", crossing="text")))
            name.setFont(made[row])
            name.setPos(x, y)
            name.setVisible(True)

    def nearest(self, y: float) -> int:
        """Return the row whose name stands nearest to a height."""
        shown = [row for row, name in enumerate(self.items) if name.isVisible()]
        return min(shown, key=lambda row: abs(self.items[row].pos().y() - y), default=NO_ROW)

    def _provide(self, count: int) -> None:
        while len(self.items) < count:
            name = pg.TextItem(anchor=(0.0, 0.5))
            self._plot.addItem(name)
            self.items.append(name)


def role_of(series: TippingSeries, row: int, *, other: str, crossing: str) -> str:
    """Return the theme's colour of a firm: the selected one's, one that crosses one half, or any other."""
    if row == series.firms.selected:
        return "accent"
    return crossing if row in series.crossing else other

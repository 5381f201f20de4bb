"""The context menu of a firm in a sequence of announcements: let it speak at another time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from gui.charts.turns import Order, TurnSeries, earlier, later, together

Ask = Callable[[Order | None], None]  # None: as recorded


def order_menu(series: TurnSeries, row: int, recorded: bool, ask: Ask, parent: QWidget) -> QMenu:
    """Return the menu of a row; ``recorded`` says whether the order on show is the one on record."""
    firm, order = series.firms.ids[row], series.order
    menu = QMenu(parent)
    menu.setObjectName("chart.announcements.menu")
    moves = (
        (QCoreApplication.translate("TurnMenu", "Speak earlier"), earlier),
        (QCoreApplication.translate("TurnMenu", "Speak later"), later),
    )
    for text, move in moves:
        _add(menu, text, move(order, firm), move(order, firm) != order, ask)
    others = menu.addMenu(QCoreApplication.translate("TurnMenu", "Speak together with"))
    for other, name in zip(series.firms.ids, series.firms.names, strict=True):
        if other != firm:
            joined = together(order, firm, other)
            _add(others, name, joined, joined != order, ask)
    menu.addSeparator()
    _add(menu, QCoreApplication.translate("TurnMenu", "Recorded order"), None, not recorded, ask)
    return menu


def _add(menu: QMenu, text: str, order: Order | None, enabled: bool, ask: Ask) -> None:
    action = menu.addAction(text)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _=False: ask(order))

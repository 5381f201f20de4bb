"""Where the keys lead in a list of rows."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.charts.series import NO_ROW


def row_after(key: Qt.Key, row: int, count: int, page: int) -> int | None:
    """Return the row that a key leads to from a row (or NO_ROW) of ``count``; None where it leads nowhere."""
    start = count if key in {Qt.Key.Key_Up, Qt.Key.Key_PageUp} else -1
    here = row if row != NO_ROW else start
    goals = {
        Qt.Key.Key_Up: here - 1,
        Qt.Key.Key_Down: here + 1,
        Qt.Key.Key_PageUp: here - page,
        Qt.Key.Key_PageDown: here + page,
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: count - 1,
    }
    return min(max(goals[key], 0), count - 1) if key in goals and count else None

"""Garbage is collected on the GUI thread alone.

Python collects wherever an allocation tips the scale, so also on a worker; a cycle that holds a widget would then be
destroyed off the GUI thread, which Qt answers with a crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 250


class Collector(QObject):
    """Takes the collecting over from Python until it is closed, by Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._automatic = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def look(self) -> None:
        """Collect the oldest generation that is due, and the younger ones with it."""
        pairs = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(pairs) if count > most]
        if due:
            gc.collect(max(due))

    def close(self) -> None:
        """Stop, and leave the collecting to Python where it was before."""
        self._timer.stop()
        if self._automatic:
            gc.enable()

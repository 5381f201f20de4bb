"""An export as a piece of work: solving and office files in a thread of their own, what Qt paints in the window's."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from gui.export.briefing import Briefing, StoppedError, Wish, build
from gui.export.formats import PAINTED, Settings, format_of, written
from gui.export.leaves import drawn
from model.document import Document, dumps
from model.errors import ModelError
from model.outcome import Outcome


@dataclass(frozen=True)
class Order:
    """What to export: the document with what was solved of it, the wish, and files with their settings."""

    document: Document
    outcomes: Mapping[int, Outcome]
    wish: Wish
    targets: tuple[tuple[Path, Settings], ...]


class ExportWork(QObject):
    """Runs one order. Signals: ``progressed(share)``; then once ``finished(files)``, ``failed(ModelError)`` or
    ``stopped()``. All arrive in the thread of the window.
    """

    progressed = Signal(float)
    finished = Signal(list)
    failed = Signal(object)
    stopped = Signal()
    _prepared = Signal(object, list)

    def __init__(self, order: Order, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._prepare, name="export", daemon=True)
        self._prepared.connect(self._paint)
        self._reached = -1.0
        self._steps = 2 + len(order.targets)  # solving, drawing the charts once for all files, each file

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop at the next step; files that are written already stay."""
        self._cancelled.set()

    def wait(self) -> None:
        """Wait for the thread to end."""
        self._thread.join()

    def _tick(self, done: int, share: float) -> None:
        if self._cancelled.is_set():
            raise StoppedError
        reached = round((done + share) / self._steps, 3)
        if reached != self._reached:  # long computations ask often
            self._reached = reached
            self.progressed.emit(reached)

    def _prepare(self) -> None:
        order, told = self._order, False
        try:
            document = order.document.with_results(order.outcomes)
            text = dumps(document)
            briefing = build(document, order.wish, text=text, tick=lambda share: self._tick(0, share))
            files: list[Path] = []
            plain = [target for target in order.targets if format_of(target[0]) not in PAINTED]
            for done, (path, settings) in enumerate(plain, start=1):
                files += written(briefing, path, settings, partial(self._tick, done))
        except StoppedError:
            pass
        except ModelError as fault:
            told = True
            self.failed.emit(fault)
        else:
            told = True
            self._prepared.emit(briefing, files)
        finally:
            if not told:  # a crash too, or the dialog would wait for ever
                self.stopped.emit()

    def _paint(self, briefing: Briefing, files: list[Path]) -> None:
        painted = [target for target in self._order.targets if format_of(target[0]) in PAINTED]
        first = self._steps - len(painted)

        def step(done: int) -> None:
            """Draw the charts, or paint one file, and let the window breathe before the next."""
            nonlocal briefing
            if done == len(painted):
                self.progressed.emit(1.0)
                self.finished.emit(files)
                return
            tick = partial(self._breathe, first + done)
            try:
                if done < 0:
                    briefing = drawn(briefing, tick)
                else:
                    files.extend(written(briefing, *painted[done], tick))
            except StoppedError:
                self.stopped.emit()
            except ModelError as fault:
                self.failed.emit(fault)
            else:
                QTimer.singleShot(0, lambda: step(done + 1))

        step(-1 if painted else 0)

    def _breathe(self, done: int, share: float) -> None:
        """Show the progress and hear the button to cancel between two pages."""
        self._tick(done, share)
        QCoreApplication.processEvents()

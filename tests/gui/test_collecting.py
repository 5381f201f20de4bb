"""A widget in a cycle is destroyed on the GUI thread, whoever allocates meanwhile."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.collecting import Collector


class Cycle(QWidget):
    """A widget that holds itself, as one whose closures name it does."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def allocate() -> None:
    """Make garbage of the kind that tips the scale, many times over."""
    kept = []
    for _ in range(60_000):
        ring: list[object] = []
        ring.append(ring)
        kept.append({"ring": ring})
        if len(kept) > 500:
            kept.clear()


def test_a_worker_never_destroys_a_widget(qtbot: QtBot, qapp: QApplication) -> None:
    collector = Collector(qapp)
    threads: list[bool] = []
    for _ in range(20):
        made = Cycle()
        made.destroyed.connect(lambda _gone=None: threads.append(QThread.currentThread() is qapp.thread()))
        del made
    worker = threading.Thread(target=allocate)
    worker.start()
    qtbot.waitUntil(lambda: not worker.is_alive())
    worker.join()
    assert not threads or all(threads)
    qtbot.waitUntil(lambda: gc.get_count()[0] <= gc.get_threshold()[0])
    gc.collect()
    assert len(threads) == 20
    assert all(threads)
    collector.close()
    collector.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_closing_gives_the_collecting_back() -> None:
    before = gc.isenabled()
    gc.enable()
    collector = Collector()
    assert not gc.isenabled()
    inner = Collector(collector)
    inner.close()
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
    if not before:
        gc.disable()


def test_what_is_due_is_collected_in_time(qtbot: QtBot) -> None:
    parent = QObject()
    collector = Collector(parent)
    allocate()
    assert gc.get_count()[0] > gc.get_threshold()[0]
    qtbot.waitUntil(lambda: gc.get_count()[0] <= gc.get_threshold()[0])
    collector.close()

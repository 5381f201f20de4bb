"""What a terminal shows while something long is worked out, and how Ctrl-C ends it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


def say_progress(share: float) -> None:
    """Write how far the work has come over the last such line; nothing where no person reads along."""
    if sys.stderr.isatty():
        print(f"\r{round(100 * share):3d} %", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    """Leave the line of the progress."""
    if sys.stderr.isatty():
        print(file=sys.stderr)


@contextmanager
def stopped_by_keyboard() -> Iterator[threading.Event]:
    """Turn Ctrl-C into a wish to stop; only the main thread of a program hears of it."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)

"""The one place for what nobody expects: a log with the traceback, a saved copy of every document, one message."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG_NAME = "turnout.log"
LOG_BYTES, LOG_FILES = 500_000, 3

log = logging.getLogger("turnout")

Fault = tuple[type[BaseException], BaseException, TracebackType | None]


class CrashHandler:
    """Writes the log, saves the work and tells the user, once at a time."""

    def __init__(
        self,
        folder: Path,
        save: Callable[[Path], list[Path]],
        tell: Callable[[Path, list[Path]], None],
    ) -> None:
        self._folder, self._save, self._tell = folder, save, tell
        self._telling = False
        folder.mkdir(parents=True, exist_ok=True)
        self._handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        log.addHandler(self._handler)
        log.setLevel(logging.INFO)

    def install(self) -> None:
        """Take every exception that nobody caught, of this thread and of others."""
        sys.excepthook = self.handle
        threading.excepthook = lambda args: self.handle(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def close(self) -> None:
        """Give the hooks back and close the log."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        log.removeHandler(self._handler)
        self._handler.close()

    def handle(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        """Log a fault, save copies and tell of it; a fault on the way is only logged."""
        text = "".join(traceback.format_exception(kind, value, trace))
        when = datetime.now(UTC).isoformat(timespec="seconds")
        log.error("%s Python %s on %s\n%s", when, platform.python_version(), platform.system(), text)
        if issubclass(kind, KeyboardInterrupt) or self._telling:
            return
        self._telling = True
        try:
            copies = self._save(self._folder / "saved")
            self._tell(self._folder / LOG_NAME, copies)
        except Exception:
            log.exception("The crash handler itself failed")
        finally:
            self._telling = False

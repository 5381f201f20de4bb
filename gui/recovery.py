"""A copy of unsaved work, so that a crash costs a second of it: written behind the window, deleted when it closes well.

Each window holds a lock beside its copy. A copy whose lock is free was left by a window that ended badly, and is
offered at the next start.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from gui.session import Session
from model.document import Document, read, write
from model.errors import FileError

WRITE_AFTER_MS = 1000
ORIGIN, COPY, LOCK = ".origin", ".turnout", ".lock"


class Autosave(QObject):
    """Keeps a copy of a session's unsaved document up to date; the first of several failures is told of."""

    _written = Signal(object)  # FileError, or None; it comes from the thread that writes

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__(session)
        self._session = session
        with suppress(OSError):  # without room for a copy the work goes on; a copy that fails is told of
            folder.mkdir(parents=True, exist_ok=True)
        self.copy = folder / f"{uuid.uuid4().hex}{COPY}"
        self._lock = _lock_of(self.copy)
        self._lock.tryLock(0)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turnout-autosave")
        self._last: Future[FileError | None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_AFTER_MS)
        self._timer.timeout.connect(self.write_now)
        self._failed = False
        self._written.connect(self._tell)
        session.document_changed.connect(self._timer.start)
        session.saved.connect(self.write_now)

    def write_now(self) -> None:
        """Write the copy behind the window, or delete it where everything is saved."""
        self._timer.stop()
        document, path = self._session.document, self._session.path
        if self._session.modified:
            self._last = self._pool.submit(_write_copy, self.copy, document, str(path or ""))
            self._last.add_done_callback(lambda done: None if done.cancelled() else self._written.emit(done.result()))
        else:
            self._last = self._pool.submit(_delete, self.copy)

    def wait(self) -> bool:
        """Wait for the last writing; say whether the copy is as it should be."""
        return self._last is None or self._last.result() is None

    def _tell(self, fault: FileError | None) -> None:
        if fault is not None and not self._failed:
            self._session.report(fault)
        self._failed = fault is not None

    def close(self) -> None:
        """End well: nothing is left to recover."""
        self._timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        _delete(self.copy)
        self._lock.unlock()


@dataclass(frozen=True)
class Copy:
    """Work left behind by a window that ended badly."""

    path: Path
    origin: str  # the file it was opened from, or ''
    lock: QLockFile

    def read(self) -> Document:
        """Return the document; FileError where even the copy is broken."""
        return read(self.path)

    def discard(self) -> None:
        """Delete the copy for good."""
        _delete(self.path)
        self.lock.unlock()

    def leave(self) -> None:
        """Let the copy be offered again at the next start."""
        self.lock.unlock()


def copies(folder: Path) -> list[Copy]:
    """Return the copies that no running window holds, the newest first; each is locked until it is dealt with."""
    found = []
    for path in sorted(folder.glob(f"*{COPY}"), key=os.path.getmtime, reverse=True):
        lock = _lock_of(path)
        if lock.tryLock(0):
            origin = path.with_suffix(ORIGIN)
            found.append(Copy(path, origin.read_text(encoding="utf-8") if origin.is_file() else "", lock))
    return found


def save_copies(folder: Path, documents: list[Document], say: Callable[[str], None]) -> list[Path]:
    """Save documents beside each other after a crash and return where; what cannot be saved is said."""
    saved = []
    for document in documents:
        path = folder / f"saved-{uuid.uuid4().hex[:8]}{COPY}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write(path, document)
            saved.append(path)
        except (OSError, FileError) as fault:
            say(str(fault))
    return saved


def _lock_of(copy: Path) -> QLockFile:
    lock = QLockFile(str(copy.with_suffix(LOCK)))
    lock.setStaleLockTime(0)  # only a process that is gone makes a lock stale
    return lock


def _write_copy(copy: Path, document: Document, origin: str) -> FileError | None:
    """Write the copy; return why it could not be written."""
    try:
        write(copy, document)
        copy.with_suffix(ORIGIN).write_text(origin, encoding="utf-8")
    except (FileError, OSError):
        return FileError(
            f"No copy for recovery could be written to {copy.parent}: a crash would cost unsaved work. "
            "Make room on the disk, and save often.",
            f"복구용 사본을 {copy.parent}에 저장하지 못했습니다. 비정상 종료 시 저장하지 않은 작업을 잃을 수 있습니다. "
            "디스크 공간을 확보하고 자주 저장해 주십시오.",
        )
    return None


def _delete(copy: Path) -> None:
    with suppress(OSError):  # a disk that cannot be written holds no copy of ours
        copy.unlink(missing_ok=True)
        copy.with_suffix(ORIGIN).unlink(missing_ok=True)

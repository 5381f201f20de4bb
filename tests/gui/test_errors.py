"""What nobody expects: it is logged, the work is saved, the user is told once, and Turnout goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.errors import LOG_NAME, CrashHandler
from gui.recovery import save_copies
from model.case import load_case
from model.document import Document, read

Told = list[tuple[Path, list[Path]]]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def handler(tmp_path: Path, told: Told) -> Iterator[CrashHandler]:
    document = Document.new(load_case("sovereign-ai-2026")).with_lever("gpus_per_team", 64)
    made = CrashHandler(
        tmp_path / "logs",
        lambda folder: save_copies(folder, [document], print),
        lambda log, saved: told.append((log, saved)),
    )
    yield made
    made.close()


def crash(handler: CrashHandler) -> None:
    """Let something break that nobody caught."""
    try:
        raise ZeroDivisionError("unexpected")
    except ZeroDivisionError as fault:
        handler.handle(type(fault), fault, fault.__traceback__)


def test_a_crash_is_logged_and_the_work_is_saved(handler: CrashHandler, told: Told, tmp_path: Path) -> None:
    crash(handler)
    log = (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8")
    assert "ZeroDivisionError: unexpected" in log
    assert "test_errors.py" in log
    ((where, saved),) = told
    assert where == tmp_path / "logs" / LOG_NAME
    assert read(saved[0]).working.value("gpus_per_team") == 64


def test_a_crash_while_telling_of_one_is_only_logged(handler: CrashHandler, told: Told, tmp_path: Path) -> None:
    def tells(log: Path, saved: list[Path]) -> None:
        told.append((log, saved))
        crash(handler)

    handler._tell = tells
    crash(handler)
    assert len(told) == 1
    assert (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8").count("+00:00 Python") == 2


def test_a_handler_that_breaks_leaves_a_log(handler: CrashHandler, tmp_path: Path) -> None:
    def breaks(_folder: Path) -> list[Path]:
        raise OSError("disk full")

    handler._save = breaks
    crash(handler)
    assert "disk full" in (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8")


def test_the_hooks_are_given_back(handler: CrashHandler) -> None:
    before = sys.excepthook
    handler.install()
    assert sys.excepthook == handler.handle
    handler.close()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
    sys.excepthook = before


def test_faults_of_other_threads_are_taken_too(handler: CrashHandler, told: Told) -> None:
    before = threading.excepthook
    handler.install()
    thread = threading.Thread(target={}.pop, args=("nothing",))
    thread.start()
    thread.join()
    assert len(told) == 1
    handler.close()
    threading.excepthook = before


def test_what_cannot_be_saved_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    said: list[str] = []
    document = Document.new(load_case("sovereign-ai-2026"))
    assert save_copies(tmp_path / "taken", [document], said.append) == []
    assert len(said) == 1

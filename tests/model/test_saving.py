"""Files on disk: what cannot be read is named, and a save that fails leaves the old file as it was."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from model import Document
from model import document as file
from model.document import dumps, loads, read, write
from model.errors import FileError, VersionError
from model.filetext import MAX_FILE_BYTES
from model.reasons import reason_of
from tests.model.documents import case, document_with_results

HANGUL = re.compile("[가-힣]")
WITH_RESULTS = dumps(document_with_results())


# reading


def test_what_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = tmp_path / "good.turnout"
    good.write_text(WITH_RESULTS, encoding="utf-8")
    assert read(good) == loads(WITH_RESULTS)
    (tmp_path / "latin.turnout").write_bytes("{'Müll'}".encode("latin-1"))
    (tmp_path / "cut.turnout").write_bytes(WITH_RESULTS.encode()[:5000])
    causes = {
        "none.turnout": "no such file",
        "latin.turnout": "byte 3 is not UTF-8",
        "cut.turnout": r"Line \d+, column \d+",
        "nul\0.turnout": "cannot be used",
        ".": "a folder has this name",
        "good.turnout/deeper.turnout": "no such folder",
    }
    for name, cause in causes.items():
        with pytest.raises(FileError, match=cause) as found:
            read(tmp_path / name)
        assert HANGUL.search(found.value.text("ko"))
        assert str(tmp_path) in str(found.value)
    monkeypatch.setattr(file, "MAX_FILE_BYTES", 1000)
    with pytest.raises(FileError, match="larger than 20 MB"):
        read(good)


def test_a_newer_file_stays_a_version_error_when_read(tmp_path: Path) -> None:
    path = tmp_path / "new.turnout"
    path.write_text(json.dumps({**json.loads(WITH_RESULTS), "format_version": 2}), encoding="utf-8")
    with pytest.raises(VersionError, match=r"new\.turnout: .*newer Turnout"):
        read(path)


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(FileError, match="larger than 20 MB"):
        loads(" " * (MAX_FILE_BYTES + 1) + "1")


# writing


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A file that was saved before, alone in its folder."""
    path = tmp_path / "계획.turnout"
    write(path, Document.new(case()))
    return path


def test_the_same_document_gives_the_same_bytes(saved: Path) -> None:
    before = saved.read_bytes()
    write(saved, Document.new(case()))
    assert saved.read_bytes() == before
    assert before == dumps(Document.new(case())).encode("utf-8")
    assert os.listdir(saved.parent) == [saved.name]


def fail(code: int) -> Callable[..., None]:
    def failing(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return failing


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("fsync", errno.ENOSPC),
        ("fsync", errno.EIO),
        ("replace", errno.EACCES),  # on Windows: another program holds the target
        ("replace", errno.EBUSY),
        ("chmod", errno.EPERM),
    ],
)
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    saved: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    before = saved.read_bytes()
    monkeypatch.setattr(os, call, fail(code))
    with pytest.raises(FileError, match=re.escape(reason_of(OSError(code, os.strerror(code)))[0])) as found:
        write(saved, Document.new(case()).with_lever("seats", 2))
    assert HANGUL.search(found.value.text("ko"))
    assert "save under another name" in str(found.value)
    assert saved.read_bytes() == before
    assert os.listdir(saved.parent) == [saved.name]


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", fail(errno.ENOSPC))
    with pytest.raises(FileError, match="the disk has room"):
        write(tmp_path / "new.turnout", Document.new(case()))
    assert os.listdir(tmp_path) == []


def test_a_target_that_may_not_be_written_is_not_replaced(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with pytest.raises(FileError, match="no right to do so"):
        write(saved, Document.new(case()).with_lever("seats", 2))
    assert read(saved) == Document.new(case())


@pytest.mark.parametrize("name", ["계획.turnout/inner.turnout", "missing/plan.turnout", "nul\0.turnout", "."])
def test_a_place_that_cannot_hold_a_file_is_refused(saved: Path, name: str) -> None:
    with pytest.raises(FileError, match="was not saved"):
        write(saved.parent / name, Document.new(case()))
    assert os.listdir(saved.parent) == [saved.name]


def test_permissions_stay_and_a_new_file_gets_the_usual_ones(saved: Path) -> None:
    usual = saved.parent / "usual"
    usual.touch()
    assert saved.stat().st_mode == usual.stat().st_mode
    saved.chmod(0o640)
    write(saved, Document.new(case()).with_lever("seats", 2))
    assert saved.stat().st_mode & 0o777 == 0o640
    assert read(saved).working.value("seats") == 2


def test_a_link_stays_a_link(saved: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.turnout"
    link.symlink_to(saved.name)
    write(link, Document.new(case()).with_lever("seats", 2))
    assert link.is_symlink()
    assert read(saved).working.value("seats") == 2


def test_a_long_name_is_saved_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / ("가" * 80 + ".turnout")
    write(path, Document.new(case()))
    assert read(path) == Document.new(case())

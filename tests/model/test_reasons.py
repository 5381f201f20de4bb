"""What the system says of a file is said in our own words, in both languages."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from model.document import read
from model.errors import CaseError, FileError, ModelError
from model.faults import case_faults
from model.reasons import reason_of
from model.sheets import grid_of_bytes, grid_of_text, workbook_of

HANGUL = re.compile("[가-힣]")
BRACKETS = re.compile(r"\(([^)]*)\)")


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.ENOSPC, errno.ENOENT, errno.EISDIR, errno.EROFS, errno.EIO, errno.EXDEV]
)
def test_the_words_are_ours_in_both_languages(number: int) -> None:
    english, korean = reason_of(OSError(number, os.strerror(number)))
    assert os.strerror(number).lower() not in english.lower()
    assert HANGUL.search(korean)
    assert not HANGUL.search(english)


def faults(folder: Path) -> list[ModelError]:
    """Return what is said of files that are missing, damaged, cut, protected or no table."""
    whole = workbook_of({"Firms": (("name_en",), ("Alder",))})
    sheets = {
        "cut.xlsx": whole[: len(whole) // 2],
        "odd.xlsx": b"PK\3\4 and nothing else",
        "old.xls": b"\xd0\xcf\x11\xe0" + b"\0" * 99,
        "photo.csv": b"\x89PNG\0\0",
        "latin.csv": b"\xff\xfa,\xff",
    }
    found: list[ModelError] = []
    for name, content in sheets.items():
        with pytest.raises(CaseError) as fault:
            grid_of_bytes(content, name)
        found.append(fault.value)
    with pytest.raises(CaseError) as fault:
        grid_of_text('name\n"' + "x" * 200_000)
    found.append(fault.value)
    with pytest.raises(FileError) as missing:
        read(folder / "none.turnout")
    found.append(missing.value)
    (folder / "case.toml").write_text("id: wrong\n", encoding="utf-8")
    with pytest.raises(CaseError) as fault:
        case_faults(folder)
    return [*found, fault.value]


def test_no_fault_speaks_the_language_of_a_library(tmp_path: Path) -> None:
    for fault in faults(tmp_path):
        for text in (fault.text("en"), fault.text("ko")):
            assert not re.search(r"Errno|BadZipFile|KeyError|field limit|Expected '='|utf-8' codec", text), text
        told = BRACKETS.findall(fault.text("ko").replace(str(tmp_path), ""))
        assert all(HANGUL.search(words) or "." in words for words in told), fault.text("ko")

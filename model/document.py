"""The .turnout file: text to document and back, format versions and their migrations, reading and safe writing."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

from model.aims import goals_of, goals_plain, reach_of, reach_plain
from model.cards import Document
from model.case import Case, Edit
from model.errors import FileError, ModelError, VersionError
from model.filelayout import FileLayout, WorkingLayout, decoded
from model.filetext import MAX_FILE_BYTES, Plain, at, parse, render, step, too_large
from model.filevalues import (
    StoredResult,
    case_of,
    case_plain,
    fit_of,
    fit_plain,
    placed,
    result_of,
    scenario_of,
    scenario_plain,
    slides_of,
    slides_plain,
)
from model.fitting import shown_name
from model.outcome import Outcome
from model.reasons import reason_of
from model.recorded import records_of, records_plain
from model.results import greatest_difference
from model.scenario import Scenario
from model.speeches import speeches_of, speeches_plain
from model.version import __version__

FORMAT, FORMAT_VERSION = "turnout", 1
Values = dict[str, Plain]
MIGRATIONS: Mapping[int, Callable[[Values], Values]] = {}  # from a format version to the next


def dumps(document: Document, outcomes: Mapping[int, Outcome] | None = None) -> str:
    """Write a document as the text of a .turnout file; outcomes by row fill in results that are not stored yet.

    The same document gives the same text. Raises FileError for a number that no file can hold.
    """
    document = document if outcomes is None else document.with_results(outcomes)
    scenarios: list[Plain] = [
        {
            "name": card.name,
            "note": card.note,
            **scenario_plain(card, document.result_of(card)),
        }
        for card in document.scenarios
    ]
    working = document.working
    values: Values = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "engine_version": __version__,
        "seed": document.seed,
        "baseline": document.baseline,
        "opened": document.opened,
        "working": scenario_plain(working, document.result_of(working) if document.edited else None),
        "scenarios": scenarios,
        **slides_plain(document.slides),
        "edits": [
            {"table": edit.table, "row": edit.row, "column": edit.column, "value": edit.value}
            for edit in document.edits
        ],
        **goals_plain(document.goals),
        **reach_plain(document.reach),
        **speeches_plain(document.speeches),
        **records_plain(document.recorded),
        "case": case_plain(document.case),
        **fit_plain(document.fit_report),
    }
    return render(values)


def loads(text: str) -> Document:
    """Read the text of a .turnout file.

    Raises FileError that names the line or the place at fault, VersionError for a file of a newer Turnout.
    """
    layout = decoded(migrated(parse(text)))
    case = case_of(layout.case)
    edits = tuple(Edit(edit.table, edit.row, edit.column, edit.value) for edit in layout.edits)
    try:
        effective = case.with_edits(edits)
    except ModelError as fault:
        raise placed("edits", fault) from None
    _check_rows(layout)
    cards, results = [], []
    for row, entry in enumerate(layout.scenarios):
        place = step("scenarios", row)
        cards.append(scenario_of(effective, entry, place, entry.name, entry.note))
        results += _result(effective, cards[-1], entry, place)
    opened = cards[layout.opened]
    working = scenario_of(effective, layout.working, "working", opened.name, opened.note)
    results += _result(effective, working, layout.working, "working")
    return Document(
        case,
        tuple(cards),
        working,
        baseline=layout.baseline,
        opened=layout.opened,
        edits=edits,
        effective_case=effective,
        seed=layout.seed,
        goals=goals_of(effective, layout.goals),
        reach=reach_of(effective, layout.reach),
        speeches=speeches_of(effective, layout.speeches),
        recorded=records_of(effective, layout.recorded),
        slides=slides_of(layout, tuple(card.name for card in cards), effective),
        results=tuple(results),
        fit_report=fit_of(case, layout.fit),
    )


def migrated(
    values: Plain, migrations: Mapping[int, Callable[[Values], Values]] = MIGRATIONS, newest: int = FORMAT_VERSION
) -> Values:
    """Return the values of a file of any earlier format in today's; VersionError for a later one."""
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise FileError(
            'This is no .turnout file: it has no "format": "turnout". Choose another file.',
            '.turnout 파일이 아닙니다("format": "turnout" 항목이 없습니다). 다른 파일을 선택해 주십시오.',
        )
    version = values.get("format_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise at(
            "format_version",
            f"is {version!r}; write a whole number from 1 to {newest}",
            f"{version!r}입니다. 1~{newest}의 정수를 쓰십시오",
        )
    if version > newest:
        engine = values.get("engine_version", "?")
        raise VersionError(
            f"The file was written by a newer Turnout ({engine}, format {version}); this one, {__version__}, reads "
            f"formats up to {newest}. Update Turnout.",
            f"더 새로운 Turnout({engine}, 형식 {version})에서 만든 파일입니다. 현재 버전 {__version__}은(는) "
            f"형식 {newest}까지 읽습니다. Turnout을 업데이트해 주십시오.",
        )
    while version < newest:
        values = migrations[version](values)
        version += 1
    return {**values, "format_version": newest}


def _check_rows(layout: FileLayout) -> None:
    for name in ("baseline", "opened"):
        row, count = cast(int, getattr(layout, name)), len(layout.scenarios)
        if row >= count:
            raise at(
                name,
                f"is {row}, but there are {count} scenarios, from 0; write a row that exists",
                f"{row}입니다. 시나리오는 0부터 {count}개입니다. 있는 행을 쓰십시오",
            )
    names = [card.name for card in layout.scenarios]
    for row, name in enumerate(names):
        if name in names[:row]:
            raise at(
                step(step("scenarios", row), "name"),
                f"{name!r} stands twice; give each scenario a name of its own",
                f"{name!r}이(가) 두 번 있습니다. 시나리오마다 다른 이름을 쓰십시오",
            )


def _result(case: Case, scenario: Scenario, layout: WorkingLayout, place: str) -> list[StoredResult]:
    if layout.result is None:
        return []
    return [result_of(case, scenario, layout.result, step(place, "result"))]


def read(path: str | Path) -> Document:
    """Read a .turnout file; FileError names the file and what is wrong with it."""
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as fault:
        reason, korean = reason_of(fault)
        raise FileError(
            f"{path} cannot be read ({reason}). Check that it exists and that you may read it.",
            f"{path}을(를) 읽을 수 없습니다({korean}). 파일이 있는지, 읽기 권한이 있는지 확인해 주십시오.",
        ) from None
    try:
        if len(content) > MAX_FILE_BYTES:
            raise too_large()
        return loads(content.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise FileError(
            f"{path}: byte {fault.start} is not UTF-8 text, so this is no .turnout file. Choose another file.",
            f"{path}: {fault.start}번째 바이트가 UTF-8이 아니어서 .turnout 파일로 볼 수 없습니다. "
            "다른 파일을 선택해 주십시오.",
        ) from None
    except FileError as fault:
        raise type(fault)(f"{path}: {fault.text_en}", f"{path}: {fault.text_ko}") from None


def content_hash(path: str | Path) -> str:
    """Return the SHA-256 of what a file holds, or '' where it cannot be read: whether another has written to it."""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read(MAX_FILE_BYTES + 1)).hexdigest()
    except (OSError, ValueError):
        return ""


def write(path: str | Path, document: Document, outcomes: Mapping[int, Outcome] | None = None) -> None:
    """Write a .turnout file whole or not at all; FileError names cause and remedy, and the old file stays.

    The text goes to a new file beside the target, reaches the disk, and then takes the target's place. A link stays a
    link, and the file keeps its permissions.
    """
    content = dumps(document, outcomes).encode("utf-8")
    try:
        replace_whole(path, content)
    except (OSError, ValueError) as fault:
        reason, korean = reason_of(fault)
        raise FileError(
            f"{path} was not saved ({reason}). Check that the folder may be written, that the disk has room and that "
            "no other program holds the file, or save under another name.",
            f"{path}을(를) 저장하지 못했습니다({korean}). 폴더 쓰기 권한, 디스크 여유 공간, 다른 프로그램의 파일 사용 "
            "여부를 확인하거나 다른 이름으로 저장해 주십시오.",
        ) from None


def replace_whole(path: str | Path, content: bytes) -> None:
    """Write a file beside its place and move it there: whole or not at all, nothing left half written; raises OSError.

    A link stays a link, and the file keeps its permissions.
    """
    target = Path(os.path.realpath(path))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):  # else a file that is marked read-only would be replaced
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    fresh = target.with_name(f".{target.name[:40]}-{secrets.token_hex(4)}.part")
    try:
        with open(fresh, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(fresh, mode)
        os.replace(fresh, target)
    finally:
        with suppress(OSError):  # there is nothing to remove once it has taken the target's place
            os.unlink(fresh)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Let the new name reach the disk where the system can do that; the content is there already."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


__all__ = ["Document", "StoredResult", "dumps", "greatest_difference", "loads", "read", "shown_name", "write"]

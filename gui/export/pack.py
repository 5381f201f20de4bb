"""Where exports meet the disk: whole or not at all, and what is said when a package, the room or a right is missing."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from model.document import replace_whole
from model.errors import ExtraError, FileError
from model.reasons import reason_of


def needed(name: str, extra: str = "export") -> ModuleType:
    """Import an optional package; ExtraError names the extra that brings it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise ExtraError(
            f'This format needs the package {package}, which is not installed. Run: pip install "turnout[{extra}]"',
            f"이 형식을 쓰려면 {package} 패키지가 필요합니다. 다음 명령으로 설치해 주십시오: "
            f'pip install "turnout[{extra}]"',
        ) from None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there; what stood there stays until then.

    Raises FileError that names cause and remedy, and leaves nothing half written.
    """
    try:
        replace_whole(path, content)
    except (OSError, ValueError) as fault:
        cause, korean = reason_of(fault)
        raise FileError(
            f"{path} was not written ({cause}). Check that the folder may be written and the disk has room, and close "
            "the program that has the file open.",
            f"{path}을(를) 쓰지 못했습니다({korean}). 폴더 쓰기 권한과 디스크 여유 공간을 확인하고, 파일을 열어 둔 "
            "프로그램을 닫아 주십시오.",
        ) from None

"""Why the system refused a file, in words of our own: its own are English, terse and different on each system."""

from __future__ import annotations

import errno

Text = tuple[str, str]  # English, Korean

_CAUSES: dict[int, Text] = {
    errno.EACCES: ("no right to do so", "권한 없음"),
    errno.EPERM: ("no right to do so", "권한 없음"),
    errno.EROFS: ("the place can only be read", "읽기 전용 위치"),
    errno.ENOSPC: ("the disk is full", "디스크 공간 부족"),
    errno.EDQUOT: ("the disk is full", "디스크 공간 부족"),
    errno.ENOENT: ("there is no such file or folder", "파일 또는 폴더 없음"),
    errno.ENOTDIR: ("there is no such folder", "폴더 없음"),
    errno.EISDIR: ("a folder has this name", "같은 이름의 폴더 있음"),
    errno.EEXIST: ("the name is taken", "같은 이름 있음"),
    errno.ENAMETOOLONG: ("the name is too long", "이름이 너무 김"),
    errno.EBUSY: ("another program holds it", "다른 프로그램이 사용 중"),
    errno.ETXTBSY: ("another program holds it", "다른 프로그램이 사용 중"),
    errno.EIO: ("the drive does not answer", "저장 장치 응답 없음"),
    errno.ENODEV: ("the drive does not answer", "저장 장치 응답 없음"),
    errno.ELOOP: ("the link leads back to itself", "링크가 순환함"),
}


def reason_of(fault: Exception) -> Text:
    """Return in both languages why a file could not be read or written; what is not known by its number is said so."""
    if isinstance(fault, UnicodeDecodeError):
        return "it is no UTF-8 text", "UTF-8 텍스트가 아님"
    number = fault.errno if isinstance(fault, OSError) else None
    if number is None:
        return "the name or the content cannot be used", "이름이나 내용을 사용할 수 없음"
    return _CAUSES.get(number, (f"the system reports error {number}", f"시스템 오류 {number}"))

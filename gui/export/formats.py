"""The formats of a briefing by their endings: which need Qt, and how each becomes files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gui.export.briefing import Briefing
from gui.export.leaves import drawn
from gui.export.pack import write_whole
from model.errors import FileError

FORMATS = ("pptx", "pdf", "xlsx", "png", "svg", "csv", "hwpx")
PAINTED = frozenset({"pdf", "png", "svg", "pptx"})  # by Qt, in the thread of the window
PAPERS = ("a4", "16:9")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a format is written: the paper of a PDF, pixels a point of a PNG, one page instead of all, its template."""

    paper: str = "a4"
    scale: float = 2.0
    report: bool = False
    template: Path | None = None


def format_of(path: Path) -> str:
    """Return the format that a file name asks for; FileError names those there are."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise FileError(
            f"{path.name}: the ending says no known format. Use one of: {known}.",
            f"{path.name}: 확장자로 형식을 알 수 없습니다. 다음 중 하나를 쓰십시오: {known}",
        )
    return ending


def written(
    briefing: Briefing,
    path: Path,
    settings: Settings | None = None,
    tick: Callable[[float], None] = lambda _share: None,
) -> list[Path]:
    """Write a briefing in the format of a file name and return the files; pictures are numbered where there are more.

    Raises FileError where a file cannot be written, ExtraError where a package is missing, StoppedError from ``tick``.
    """
    name = format_of(path)
    if name in PAINTED:
        briefing = drawn(briefing)
    contents = _contents(briefing, name, settings or Settings(), tick)
    if len(contents) == 1:
        paths = [path]
    else:
        paths = [path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(1, len(contents) + 1)]
    for place, content in zip(paths, contents, strict=True):
        tick(1.0)
        write_whole(place, content)
    return paths


def _contents(briefing: Briefing, name: str, settings: Settings, tick: Callable[[float], None]) -> tuple[bytes, ...]:
    if name == "pptx":
        from gui.export.pptx import pptx_bytes

        return (pptx_bytes(briefing, tick),)
    if name in PAINTED:
        return _painted(briefing, name, settings, tick)
    if name == "xlsx":
        from gui.export.xlsx import xlsx_bytes

        return (xlsx_bytes(briefing, tick),)
    if name == "hwpx":
        from gui.export.hwpx import hwpx_bytes
        from gui.export.report import report

        return (hwpx_bytes(report(briefing, settings.template), briefing, tick),)
    from gui.export.csv import csv_bytes

    return (csv_bytes(briefing, tick),)


def _painted(briefing: Briefing, name: str, settings: Settings, tick: Callable[[float], None]) -> tuple[bytes, ...]:
    from gui.export.page import A4, SLIDE
    from gui.export.pdf import pdf_bytes
    from gui.export.png_svg import png_pictures, svg_pictures

    if name == "png":
        return png_pictures(briefing, settings.scale, tick)
    if name == "svg":
        return svg_pictures(briefing, tick)
    if settings.report:
        from gui.export.report import report
        from gui.export.report_pdf import report_pdf_bytes

        return (report_pdf_bytes(report(briefing, settings.template), briefing),)
    return (pdf_bytes(briefing, A4 if settings.paper == "a4" else SLIDE, tick),)

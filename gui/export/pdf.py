"""The briefing as PDF: vector pages in the bundled typeface, text that can be selected, A4 or 16:9."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from gui.export.briefing import Briefing
from gui.export.layout import pages
from gui.export.page import A4, Page, Paper
from gui.export.painter import PagePainter
from gui.theme import load_fonts
from model.errors import ModelError
from model.version import __version__

_TABLE, _TARGETS = re.compile(rb"begincmap.*?endcmap", re.DOTALL), re.compile(rb"\[[^\]]*\]")  # glyphs to letters
DOTS_PER_INCH, POINTS_PER_INCH = 1200, 72


def pdf_bytes(briefing: Briefing, paper: Paper = A4, tick: Callable[[float], None] = lambda _share: None) -> bytes:
    """Return the pages as PDF; needs a QGuiApplication. ``tick`` hears the share done and may raise StoppedError."""
    return painted(pages(briefing, paper), paper, briefing, tick)


def painted(
    shown: tuple[Page, ...], paper: Paper, briefing: Briefing, tick: Callable[[float], None] = lambda _share: None
) -> bytes:
    """Return some pages as PDF; ModelError where Qt cannot paint them."""
    load_fonts()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    size = QPageSize(QSizeF(paper.width, paper.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setTitle(briefing.title)
    writer.setCreator(f"Turnout {__version__}")
    writer.setAuthor("Turnout")
    painter = QPainter()
    if not painter.begin(writer):
        raise ModelError("The PDF cannot be painted. Restart Turnout and try again.",
                         "PDF를 그릴 수 없습니다. Turnout을 다시 시작한 뒤 시도해 주십시오.")  # fmt: skip
    try:
        brush = PagePainter(painter, DOTS_PER_INCH / POINTS_PER_INCH)
        for number, page in enumerate(shown):
            tick(number / len(shown))
            if number:
                writer.newPage()
            brush.paint(page, paper)
    finally:
        painter.end()
    return spaced(bytes(content.data()))


def spaced(content: bytes) -> bytes:
    """Return a PDF whose text is copied with spaces: Qt says of the glyph of a space that it is a tabulator."""

    def mend(table: re.Match[bytes]) -> bytes:
        return _TARGETS.sub(lambda row: row[0].replace(b"<0009>", b"<0020>"), table[0])

    return _TABLE.sub(mend, content)

"""The charts of a briefing as pictures: PNG at any scale, SVG with text as text. One picture a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter

from gui.export.briefing import Briefing
from gui.export.layout import chart_pages
from gui.export.page import SLIDE, Page
from gui.export.painter import PagePainter
from gui.export.pictures import png_of
from gui.theme import load_fonts

SVG_SCALE = 4  # whole pixels of letters are then fine enough
DEFAULT_SCALE = 2.0


def png_pictures(
    briefing: Briefing, scale: float = DEFAULT_SCALE, tick: Callable[[float], None] = lambda _share: None
) -> tuple[bytes, ...]:
    """Return a PNG for each chart page, 960 × 540 times ``scale`` pixels; needs a QGuiApplication."""
    load_fonts()
    if briefing.chart:
        return tuple(png_of(leaf.svg, scale) for leaf in briefing.leaves)
    return _each(chart_pages(briefing, SLIDE), lambda page: _png(page, scale), tick)


def svg_pictures(briefing: Briefing, tick: Callable[[float], None] = lambda _share: None) -> tuple[bytes, ...]:
    """Return an SVG for each chart page; needs a QGuiApplication."""
    load_fonts()
    if briefing.chart:
        return tuple(leaf.svg for leaf in briefing.leaves)
    return _each(chart_pages(briefing, SLIDE), lambda page: _svg(page, briefing), tick)


def _each(shown: tuple[Page, ...], made: Callable[[Page], bytes], tick: Callable[[float], None]) -> tuple[bytes, ...]:
    pictures = []
    for number, page in enumerate(shown):
        tick(number / len(shown))
        pictures.append(made(page))
    return tuple(pictures)


def _png(page: Page, scale: float) -> bytes:
    image = QImage(round(SLIDE.width * scale), round(SLIDE.height * scale), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    PagePainter(painter, scale).paint(page, SLIDE)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def _svg(page: Page, briefing: Briefing) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(QSize(int(SLIDE.width), int(SLIDE.height)))
    made.setViewBox(QRect(0, 0, int(SLIDE.width * SVG_SCALE), int(SLIDE.height * SVG_SCALE)))
    made.setTitle(page.title)
    made.setDescription(briefing.stamp)
    painter = QPainter(made)
    PagePainter(painter, SVG_SCALE).paint(page, SLIDE)
    painter.end()
    return bytes(content.data())

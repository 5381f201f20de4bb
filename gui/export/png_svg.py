"""The charts of a briefing as pictures: PNG at any scale, SVG with text as text. One picture a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QPainter

from gui.export.briefing import Briefing
from gui.export.layout import chart_pages
from gui.export.leaves import Leaf
from gui.export.origin import Origin, origin_of
from gui.export.page import SLIDE, Page, Text
from gui.export.painter import PagePainter
from gui.export.pictures import encoded, ground, png_of
from gui.export.signing import signed
from gui.export.svgtext import portable
from gui.theme import load_fonts

SVG_SCALE = 4  # whole pixels of letters are then fine enough
DEFAULT_SCALE = 2.0
Shown = TypeVar("Shown")


def png_pictures(
    briefing: Briefing, scale: float = DEFAULT_SCALE, tick: Callable[[float], None] = lambda _share: None
) -> tuple[bytes, ...]:
    """Return a PNG for each chart page, 960 × 540 times ``scale`` pixels; needs a QGuiApplication."""
    load_fonts()
    if briefing.chart:
        return _each(briefing.leaves, lambda leaf: _signed_png(briefing, leaf, scale), tick)
    return _each(chart_pages(briefing, SLIDE), lambda page: _png(page, scale), tick)


def svg_pictures(briefing: Briefing, tick: Callable[[float], None] = lambda _share: None) -> tuple[bytes, ...]:
    """Return an SVG for each chart page; needs a QGuiApplication."""
    load_fonts()
    if briefing.chart:
        return _each(briefing.leaves, lambda leaf: portable(signed(leaf.whole, origin_of(briefing, leaf))), tick)
    return _each(chart_pages(briefing, SLIDE), _svg, tick)


def _each(shown: tuple[Shown, ...], made: Callable[[Shown], bytes], tick: Callable[[float], None]) -> tuple[bytes, ...]:
    pictures = []
    for number, one in enumerate(shown):
        tick(number / len(shown))
        pictures.append(made(one))
    return tuple(pictures)


def _signed_png(briefing: Briefing, leaf: Leaf, scale: float) -> bytes:
    origin = origin_of(briefing, leaf)
    return png_of(signed(leaf.whole, origin), scale, origin)


def _page_origin(page: Page) -> Origin:
    """Return what the foot of a page says."""
    warning, *lines = (one.text for one in page.elements if isinstance(one, Text) and one.role == "foot")
    return Origin(page.title, warning, tuple(lines))


def _png(page: Page, scale: float) -> bytes:
    image = ground(SLIDE.width * scale, SLIDE.height * scale)
    painter = QPainter(image)
    PagePainter(painter, scale).paint(page, SLIDE)
    painter.end()
    return encoded(image, _page_origin(page))


def _svg(page: Page) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(QSize(int(SLIDE.width), int(SLIDE.height)))
    made.setViewBox(QRect(0, 0, int(SLIDE.width * SVG_SCALE), int(SLIDE.height * SVG_SCALE)))
    made.setTitle(page.title)
    made.setDescription(_page_origin(page).text)
    painter = QPainter(made)
    PagePainter(painter, SVG_SCALE).paint(page, SLIDE)
    painter.end()
    return portable(bytes(content.data()))

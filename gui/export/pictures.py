"""Any chart of the window as a picture: SVG with text as text, PNG at any scale, or painted where a page wants it.

The charts are those of a board of its own that never comes on screen, so that a picture has its own language, colours
and size, and every chart that the window gets can be drawn as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QEvent,
    QIODevice,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QWidget,
)

from gui.charts.board import Board
from gui.charts.chart import Chart
from gui.charts.parts import ElidedLabel
from gui.charts.rowsarea import RowsArea
from gui.export.origin import Origin
from gui.export.speaking import spoken
from gui.export.svgtext import scalable
from gui.frame import Frame, Language
from gui.theme import LIGHT, Theme, load_fonts, palette, style_sheet
from model.errors import ModelError
from model.version import __version__

SIZE_PX = (800, 360)
DOTS_PER_INCH = 96
GROWTH_PX, MOST_PX, SLIDE_PX = 40, 4000, 420
MARGIN_PX = 12
MOST_SIDE_PX = 32_767  # that Qt paints on
PAGE_ASPECT = 2.1  # of the room for a chart on a page of 16:9; A4 is narrower and takes it with smaller letters
CONTROLS = (QComboBox, QAbstractButton, QAbstractSlider)


@dataclass(frozen=True, slots=True)
class Part:
    """A chart on one page as SVG, with the names of its rows where they go on on further pages."""

    svg: bytes
    names: tuple[str, ...] = ()


class ChartPictures:
    """The window's charts in one language and in the colours of one theme; needs a QApplication."""

    def __init__(self, language: Language, theme: Theme = LIGHT) -> None:
        load_fonts()
        self.language, self.theme = language, theme
        with spoken(language):
            self._board = Board()
            self._titles = self._board.titles()
            self._board.set_theme(theme)
        self._charts: dict[str, Chart] = {}  # those that were drawn

    @property
    def ids(self) -> tuple[str, ...]:
        """The charts there are."""
        return tuple(self._titles)

    def titles(self) -> dict[str, str]:
        """Return what the charts are called."""
        return dict(self._titles)

    def rows(self, chart_id: str) -> list[list[str]]:
        """Return the chart that was drawn last as a table."""
        with spoken(self.language):
            return self._chart(chart_id).rows()

    def svg(
        self,
        chart_id: str,
        frame: Frame,
        size: tuple[int, int] = SIZE_PX,
        about: str = "",
        *,
        bare: bool = False,
        most_px: int = MOST_PX,
    ) -> bytes:
        """Return a chart as SVG, at least as large as asked for; ``bare`` without ground and margin.

        What of its rows does not fit into ``most_px`` is left out and counted in words; a bare chart does not grow for
        them. Raises ModelError where there is no such chart.
        """
        self._check(chart_id)
        with spoken(self.language):
            chart = self._chart(chart_id)
            self._arrange(chart, frame, size, size[1] if bare else most_px)
            return self._drawn(chart, about, 0 if bare else MARGIN_PX)

    def parts(
        self,
        chart_id: str,
        frame: Frame,
        about: str = "",
        tick: Callable[[], None] = lambda: None,
        size: tuple[int, int] = SIZE_PX,
    ) -> tuple[Part, ...]:
        """Return a chart for a page each, at least as large as asked for: rows that do not fit go on in the next.

        A chart that grew for its rows is made wider too, or it would leave a part of the page empty. ``tick`` is
        called before each further one and may raise. Raises ModelError where there is no such chart.
        """
        self._check(chart_id)
        with spoken(self.language):
            chart = self._chart(chart_id)
            self._arrange(chart, frame, size, SLIDE_PX)
            wide = round(PAGE_ASPECT * (chart.widget.height() + 2 * MARGIN_PX)) - 2 * MARGIN_PX
            chart.widget.resize(max(chart.widget.width(), wide), chart.widget.height())
            _settle(chart.widget)
            areas = [one for one in chart.widget.findChildren(RowsArea) if one.isVisibleTo(chart.widget)]
            area = next((one for one in areas if one.left_out), None)
            if area is None:
                return (Part(self._drawn(chart, about, MARGIN_PX)),)
            try:
                return tuple(self._each_part(chart, area, about, tick))
            finally:
                area.set_part(None)

    def _each_part(self, chart: Chart, area: RowsArea, about: str, tick: Callable[[], None]) -> Iterator[Part]:
        number, count = 0, 1
        while number < count:
            if number:
                tick()
            area.set_part(number)
            number, count = number + 1, area.parts
            _settle(chart.widget)
            yield Part(self._drawn(chart, about, MARGIN_PX), area.seen)

    def _check(self, chart_id: str) -> None:
        if chart_id not in self._titles:
            listed = ", ".join(self._titles)
            raise ModelError(f"There is no chart {chart_id!r}. Charts: {listed}.",
                             f"차트 {chart_id!r}이(가) 없습니다. 있는 차트: {listed}")  # fmt: skip

    def close(self) -> None:
        """Let go of the charts."""
        for chart in self._charts.values():
            chart.widget.close()
            chart.widget.deleteLater()
        self._board.deleteLater()

    def _chart(self, chart_id: str) -> Chart:
        if chart_id not in self._charts:
            self._charts[chart_id] = self._board.chart(chart_id)
            self._free(self._charts[chart_id])
        return self._charts[chart_id]

    def _free(self, chart: Chart) -> None:
        widget = chart.widget
        widget.setParent(None)
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        widget.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        widget.setPalette(palette(self.theme))
        widget.setStyleSheet(style_sheet(self.theme))
        for label in widget.findChildren(ElidedLabel):
            label.keep_still()
        chart.retranslate()

    def _arrange(self, chart: Chart, frame: Frame, size: tuple[int, int], most_px: int) -> None:
        widget = chart.widget
        widget.resize(*size)
        widget.show()
        chart.show(frame)
        hide_controls(widget)
        _settle(widget)
        for area in filter(lambda one: one.isVisibleTo(widget), widget.findChildren(QAbstractScrollArea)):
            bar = area.verticalScrollBar()
            most = MOST_PX
            if isinstance(area, RowsArea):
                most = most_px
                area.set_short(False)
            while bar.maximum() > bar.minimum() and widget.height() < most:
                step = GROWTH_PX if isinstance(area, QAbstractItemView) else bar.maximum() - bar.minimum()
                widget.resize(widget.width(), min(widget.height() + step, most))
                _settle(widget)
            if isinstance(area, RowsArea) and bar.maximum() > bar.minimum():
                area.set_short(True)
                _settle(widget)

    def _drawn(self, chart: Chart, about: str, margin: int) -> bytes:
        widget, content = chart.widget, QByteArray()
        width, height = widget.width() + 2 * margin, widget.height() + 2 * margin
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setResolution(DOTS_PER_INCH)
        made.setSize(QSize(width, height))
        made.setViewBox(QRect(0, 0, width, height))
        painter = QPainter(made)
        if margin:
            painter.fillRect(QRect(0, 0, width, height), self.theme.color("panel"))
        # the base class draws the whole widget; a plot's own render draws its scene alone
        QWidget.render(widget, painter, QPoint(margin, margin), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
        return scalable(bytes(content.data()), (width, height), chart.title(), about)


def hide_controls(widget: QWidget) -> None:
    """Take away what only a hand can use, and let signs be drawn as shapes."""
    for kind in CONTROLS:
        for control in widget.findChildren(kind):
            control.hide()
    for label in widget.findChildren(QLabel):
        if isinstance(label.buddy(), CONTROLS):
            label.hide()
    for view in widget.findChildren(pg.GraphicsView):
        view.setCacheMode(pg.GraphicsView.CacheModeFlag(0))  # else its ground becomes a picture of pixels
        for item in view.scene().items():
            if isinstance(item, pg.ScatterPlotItem):
                item.opts["useCache"] = False


def _settle(widget: QWidget) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    widget.grab()  # lays plots out, which wait for their first painting


def renderer_of(svg: bytes) -> QSvgRenderer:
    """Return what paints an SVG anywhere, keeping its shape."""
    made = QSvgRenderer(QByteArray(svg))
    made.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return made


def size_of(svg: bytes) -> tuple[int, int]:
    """Return the size of an SVG, px."""
    size = renderer_of(svg).defaultSize()
    return size.width(), size.height()


def png_of(svg: bytes, scale: float, origin: Origin | None = None) -> bytes:
    """Return an SVG as a PNG, ``scale`` pixels a pixel of the SVG; ``origin`` goes into its text chunks."""
    renderer = renderer_of(svg)
    size = renderer.defaultSize()
    image = ground(size.width() * scale, size.height() * scale)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return encoded(image, origin)


def ground(width: float, height: float) -> QImage:
    """Return a white image to paint on; ModelError for one that is larger than can be painted, or nothing."""
    sides = max(1, round(width)), max(1, round(height))
    image = QImage(*sides, QImage.Format.Format_RGB32) if max(sides) <= MOST_SIDE_PX else QImage()
    if image.isNull():
        raise ModelError(
            f"A picture of {sides[0]:,} × {sides[1]:,} pixels is too large. Choose a smaller scale, or SVG.",
            f"{sides[0]:,} × {sides[1]:,}픽셀 그림은 너무 커서 만들 수 없습니다. 배율을 낮추거나 SVG를 쓰십시오.",
        )
    image.fill(Qt.GlobalColor.white)
    return image


def encoded(image: QImage, origin: Origin | None = None) -> bytes:
    """Return an image as a PNG that says in its text chunks who made it, and of what file."""
    if origin is not None:
        for key, text in (
            ("Title", origin.title),
            ("Description", origin.text),
            ("Software", f"Turnout {__version__}"),
        ):
            image.setText(key, text)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())

"""The picture of the trade-off map: colours, cost contours, scenarios as points that can be dragged, a colour bar."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from gui.charts.parts import SMALL_PX, STALE_OPACITY, TEXT_CENTRE, TEXT_LEFT, TEXT_RIGHT
from gui.charts.placing import along, beside
from gui.charts.tradeoff_colours import colour_of, picture, ramp
from gui.charts.tradeoff_series import Levels, MapPoint, MapSeries, MapTexts
from gui.theme import LIGHT, SEMIBOLD, Theme, font

POINT_PX, WORKING_PX, REACH_PX = 6.0, 7.5, 12.0  # radii; how near a press must be
BAR_PX, BAR_GAP_PX = 12.0, 10.0
TICK_PX, EDGE_PX = 18.0, 6.0
WIDEST_LABEL_PX = 190.0
FADED = 0.55
INK, HALO = QColor("#14181d"), QColor(255, 255, 255, 165)
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}


class MapCanvas(QWidget):
    """The map.

    Signals: ``chosen(MapPoint)`` for a click on a point or the start of its drag, ``dragged(x, y)`` with shares of the
    axes, ``released()``, ``stepped(across, upwards)`` by the arrow keys.
    """

    dragged = Signal(float, float)
    released = Signal()
    chosen = Signal(object)
    stepped = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart.tradeoff.map")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 110)
        self.setMouseTracking(True)
        self.theme: Theme = LIGHT
        self.series, self.texts, self.stale = MapSeries(""), MapTexts(), False
        self.teller: Callable[[float, float], str] = lambda _x, _y: ""
        self.plot = QRectF()
        self.labels: dict[int, QRectF] = {}  # where the points are named, by their place in the series
        self._image = QImage()
        self._pressed: tuple[MapPoint, QPointF] | None = None
        self._dragging = False

    def set_series(self, series: MapSeries, texts: MapTexts, stale: bool) -> None:
        """Take another map; the picture is painted anew only where it is another."""
        if series.picture is not self.series.picture:
            self._image = picture(series.picture, series.low, series.high)
        self.series, self.texts, self.stale = series, texts, stale
        self._arrange()
        self.update()

    def place_of(self, point: MapPoint) -> QPointF:
        """Return where a point stands, px."""
        return self._at(point.x, point.y)

    def share_at(self, place: QPointF) -> tuple[float, float]:
        """Return a place in px as shares of the axes, kept within them."""
        x = (place.x() - self.plot.left()) / max(self.plot.width(), 1.0)
        y = (self.plot.bottom() - place.y()) / max(self.plot.height(), 1.0)
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    # Painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL_PX))
        self.labels = {}
        if self.series.scales is None:
            painter.setPen(self.theme.color("muted"))
            painter.drawText(QRectF(self.rect()), TEXT_CENTRE, self.texts.waiting)
        else:
            self._paint_ground(painter)
            self._paint_ticks(painter)
            taken = self._paint_points(painter)
            self._name_contours(painter, taken)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        faint = STALE_OPACITY if self.stale else 1.0 if self.series.current else FADED
        painter.setOpacity(faint)
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, all(scale.axis.smooth for scale in self.series.scales or ())
        )
        painter.drawImage(self.plot, self._image)
        painter.setClipRect(self.plot)
        for pen in (QPen(HALO, 2.8), QPen(INK, 1.4)):
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # pieces that overlap would show as dots
            painter.setPen(pen)
            for lines in self._lines(self.series.contours):
                painter.drawLines(lines)
        painter.setClipping(False)
        painter.setOpacity(1.0)
        colour = "accent" if self.hasFocus() else "border_strong"
        painter.setPen(QPen(self.theme.color(colour), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.plot)

    def _paint_ticks(self, painter: QPainter) -> None:
        painter.setPen(self.theme.color("muted"))
        metrics = QFontMetricsF(painter.font())
        for share, text in self.texts.across:
            wide = metrics.horizontalAdvance(text) + 4
            x = min(max(self._at(share, 0).x() - wide / 2, 0.0), self.plot.right() - wide + 6)
            painter.drawText(QRectF(x, self.plot.bottom() + 2, wide, TICK_PX - 2), TEXT_CENTRE, text)
        for share, text in self.texts.upwards:
            y = self._within(self._at(0, share).y())
            painter.drawText(QRectF(0, y - 8, self.plot.left() - 5, 16), TEXT_RIGHT, text)
        bar = QRectF(self.plot.right() + BAR_GAP_PX, self.plot.top(), BAR_PX, self.plot.height())
        painter.drawImage(bar, ramp())
        for share, text in self.texts.bar:
            y = self._within(bar.bottom() - share * bar.height())
            painter.drawText(QRectF(bar.right() + 5, y - 8, self.width() - bar.right() - 5, 16), TEXT_LEFT, text)

    def _paint_points(self, painter: QPainter) -> list[QRectF]:
        """Draw the points and name them, the working copy and the baseline first where room is short."""
        series = self.series
        taken = [_around(self.place_of(point), _radius(point) + 2) for point in series.points]
        for point in series.points:
            self._paint_point(painter, point)
        order = sorted(range(len(series.points)), key=lambda at: _RANK.index(series.points[at].kind))
        for at in order:
            point, text = series.points[at], self.texts.points[at]
            painter.setFont(font(SMALL_PX, SEMIBOLD))
            metrics = QFontMetricsF(painter.font())
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, WIDEST_LABEL_PX)
            size = QSizeF(metrics.horizontalAdvance(text) + 8, metrics.height() + 1)
            place = beside(self.place_of(point), size, self.plot, taken)
            if place is not None:
                taken.append(place)
                self.labels[at] = place
                self._plate(painter, place, text, self.theme.color(_ROLE[point.kind]))
        return taken

    def _paint_point(self, painter: QPainter, point: MapPoint) -> None:
        centre, radius = self.place_of(point), _radius(point)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255))
        painter.drawEllipse(centre, radius + 1.5, radius + 1.5)
        painter.setBrush(self.theme.color("panel") if point.figure is None else self._colour(point.figure))
        painter.setPen(QPen(_RING.get(point.kind, INK), 2.4))
        painter.drawEllipse(centre, radius - 1, radius - 1)

    def _name_contours(self, painter: QPainter, taken: list[QRectF]) -> None:
        painter.setFont(font(SMALL_PX))
        metrics = QFontMetricsF(painter.font())
        middle = self.plot.center()
        for text, (_, pieces) in zip(self.texts.contours, self.series.contours, strict=True):
            size = QSizeF(metrics.horizontalAdvance(text) + 6, metrics.height() - 1)
            spots = [self._at(float(x), float(y)) for x, y in pieces[:: max(len(pieces) // 60, 1), :2]]
            spots.sort(key=lambda spot: QLineF(spot, middle).length())
            place = along(spots, size, self.plot.adjusted(3, 3, -3, -3), taken)
            if place is not None:
                taken.append(place)
                self._plate(painter, place, text, self.theme.color("text"))

    def _plate(self, painter: QPainter, place: QRectF, text: str, colour: QColor) -> None:
        ground = QColor(self.theme.color("panel"))
        ground.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(colour)
        painter.drawText(place, TEXT_CENTRE, text)

    # Geometry -----------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        metrics = QFontMetricsF(font(SMALL_PX))
        left = max((metrics.horizontalAdvance(text) for _, text in self.texts.upwards), default=0.0) + 8
        right = max((metrics.horizontalAdvance(text) for _, text in self.texts.bar), default=0.0) + 8
        room = QRectF(self.rect()).adjusted(left, EDGE_PX, -(right + BAR_PX + BAR_GAP_PX), -TICK_PX)
        self.plot = QRectF(round(room.left()) + 0.5, round(room.top()) + 0.5, round(room.width()), round(room.height()))

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(self.plot.left() + x * self.plot.width(), self.plot.bottom() - y * self.plot.height())

    def _within(self, y: float) -> float:
        return min(max(y, self.plot.top() + 6), self.plot.bottom() - 5)

    def _lines(self, contours: Levels) -> list[list[QLineF]]:
        left, bottom, wide, high = self.plot.left(), self.plot.bottom(), self.plot.width(), self.plot.height()
        found = []
        for _, pieces in contours:
            shown = pieces * (wide, -high, wide, -high) + (left, bottom, left, bottom)
            found.append([QLineF(*piece) for piece in shown.tolist()])
        return found

    def _colour(self, figure: float) -> QColor:
        if not np.isfinite(figure):
            return self.theme.color("panel")
        return colour_of(figure, self.series.low, self.series.high)

    def resizeEvent(self, _event: QEvent) -> None:
        self._arrange()

    # Mouse and keys -----------------------------------------------------------------------------------------------

    def point_at(self, place: QPointF) -> MapPoint | None:
        """Return the nearest point within reach of a place, the working copy before others; None if there is none."""
        near = [
            (QLineF(place, self.place_of(point)).length(), point.kind != "working", at)
            for at, point in enumerate(self.series.points)
        ]
        best = min(near, default=None)
        return self.series.points[best[2]] if best is not None and best[0] <= REACH_PX else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.series.scales is None:
            return
        point, place = self.point_at(event.position()), event.position()
        if point is None and self.plot.contains(place) and self.series.working is not None:
            self._pressed, self._dragging = (self.series.working, place), True
            self.dragged.emit(*self.share_at(place))
        elif point is not None:
            self._pressed, self._dragging = (point, place), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            grip = Qt.CursorShape.SizeAllCursor if self.point_at(place) else Qt.CursorShape.ArrowCursor
            self.setCursor(Qt.CursorShape.CrossCursor if grip == Qt.CursorShape.ArrowCursor else grip)
            return
        point, start = self._pressed
        if not self._dragging and QLineF(start, place).length() < QApplication.startDragDistance() / 2:
            return
        if not self._dragging and point.kind != "working":
            self.chosen.emit(point)
        self._dragging = True
        self.dragged.emit(*self.share_at(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        (point, _), dragging = self._pressed, self._dragging
        self._pressed, self._dragging = None, False
        if dragging:
            self.released.emit()
        else:
            self.chosen.emit(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or self.series.scales is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(*step)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            text = self.teller(*self.share_at(place)) if self.plot.contains(place) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


_RANK = ("working", "baseline", "opened", "card")
_ROLE = {"working": "accent", "baseline": "baseline", "opened": "text", "card": "text"}
_RING = {"working": QColor("#0b6e8a"), "baseline": QColor("#d2560f")}


def _radius(point: MapPoint) -> float:
    return WORKING_PX if point.kind == "working" else POINT_PX


def _around(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)

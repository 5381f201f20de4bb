"""How a lever's track is drawn: empty part, filled part from the status quo to the value, tick, handle, marks below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.theme import Theme, font

MARGIN_PX = 9  # room for the handle and its focus ring at both ends
CENTRE_PX = 9
HANDLE_PX = 6
TRACK_PX = 4
TICK_PX = 6
RING_PX = 8
LANE_TOP_PX = 15
HEIGHT_PX = 30
LABEL_SHARE = 0.45  # of a track that one label may take at most; the tool tip has the whole name
SWITCH_HEIGHT_PX = 21  # a switch has no range to label
LABEL_PX = 10
LABEL_GAP_PX = 5
LOCKED_ALPHA = 110


@dataclass(frozen=True, slots=True)
class FlipMark:
    """A tick under the track: where a firm crosses one half. ``value`` in the lever's unit."""

    value: float
    label: str
    firm_id: str
    joins_above: bool
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """What is drawn, places in px from the left."""

    theme: Theme
    width: float
    value_x: float
    tick_x: float
    changed: bool
    locked: bool
    hovered: bool
    focused: bool
    end_labels: tuple[str, str]
    flips: tuple[tuple[float, str], ...]


def paint_still(painter: QPainter, track: Track) -> None:
    """Draw what a drag leaves alone, on the panel's colour: empty track, tick, flip marks and ends of the range."""
    painter.fillRect(QRectF(0, 0, track.width, HEIGHT_PX), track.theme.color("panel"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(track.theme.color("track"))
    painter.drawRoundedRect(_bar(MARGIN_PX, track.width - MARGIN_PX), TRACK_PX / 2, TRACK_PX / 2)
    _paint_tick(painter, track, TICK_PX)
    _paint_lane(painter, track)


def paint_moving(painter: QPainter, track: Track) -> None:
    """Draw the filled part and the handle."""
    accent = QColor(track.theme.color("tick" if track.locked else "accent"))
    painter.setPen(Qt.PenStyle.NoPen)
    if track.changed:
        painter.setBrush(accent)
        painter.drawRect(_bar(*sorted((track.tick_x, track.value_x))))
        _paint_tick(painter, track, TRACK_PX / 2)
    _paint_handle(painter, track, accent)


def _paint_tick(painter: QPainter, track: Track, half_px: float) -> None:
    painter.setBrush(track.theme.color("tick"))
    painter.drawRect(QRectF(round(track.tick_x) - 1, CENTRE_PX - half_px, 2, 2 * half_px))


def _bar(left: float, right: float) -> QRectF:
    return QRectF(left, CENTRE_PX - TRACK_PX / 2, right - left, TRACK_PX)


def _paint_handle(painter: QPainter, track: Track, accent: QColor) -> None:
    centre = QPointF(track.value_x, CENTRE_PX)
    if track.focused or (track.hovered and not track.locked):
        halo = QColor(accent)
        halo.setAlpha(90 if track.focused else 40)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawEllipse(centre, RING_PX + 1, RING_PX + 1)
    painter.setPen(QPen(accent, 2))
    painter.setBrush(track.theme.color("panel"))
    painter.drawEllipse(centre, HANDLE_PX, HANDLE_PX)


def _paint_lane(painter: QPainter, track: Track) -> None:
    """Draw the flip marks and the ends of the range; a label that would run into another is left to the tool tip."""
    painter.setFont(font(LABEL_PX))
    metrics = QFontMetricsF(painter.font())
    taken: list[tuple[float, float]] = []
    for x, label in track.flips:
        painter.setPen(QPen(track.theme.color("text"), 1))
        painter.drawLine(QPointF(round(x) + 0.5, CENTRE_PX + 3), QPointF(round(x) + 0.5, LANE_TOP_PX - 0.5))
        painter.setPen(track.theme.color("text"))
        _label(painter, metrics, (label, x), track, taken)
    painter.setPen(track.theme.color("muted"))
    for x, label in zip((0.0, track.width), track.end_labels, strict=True):
        _label(painter, metrics, (label, x), track, taken)


def _label(
    painter: QPainter,
    metrics: QFontMetricsF,
    label: tuple[str, float],
    track: Track,
    taken: list[tuple[float, float]],
) -> None:
    whole, x = label
    text = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, LABEL_SHARE * track.width)
    width = metrics.horizontalAdvance(text)
    left = min(max(x - width / 2, MARGIN_PX), track.width - MARGIN_PX - width)
    if not text or any(left < end + LABEL_GAP_PX and start < left + width + LABEL_GAP_PX for start, end in taken):
        return
    taken.append((left, left + width))
    painter.drawText(QPointF(left, LANE_TOP_PX + metrics.ascent()), text)

"""The slider of a lever: a slim track with the status quo marked, filled from there to the value, and flip marks below.

It is a QAbstractSlider, so that a screen reader knows it, counting in the smallest amounts the lever can hold. What the
user does comes out of ``began``, ``moved`` and ``ended``; what the program sets is not repeated, so no loop can arise.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from gui.charts.ground import Ground
from gui.levers.track import (
    HANDLE_PX,
    HEIGHT_PX,
    LANE_TOP_PX,
    MARGIN_PX,
    SWITCH_HEIGHT_PX,
    FlipMark,
    Track,
    paint_moving,
    paint_still,
)
from gui.theme import LIGHT, Theme
from model.levers import Lever, joining_side

GRIP_PX = 6  # how near to a flip mark counts as on it
WHEEL_PAUSE_MS = 600  # turns of the wheel closer together than this are one gesture
WHEEL_NOTCH = 120
NEXT_KEYS = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Plus})
PREVIOUS_KEYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Minus})


class LeverSlider(QAbstractSlider):
    """The slider of one lever. ``amount`` is its value in the lever's unit."""

    began = Signal()
    moved = Signal(float)
    ended = Signal()
    focused = Signal()
    flip_clicked = Signal(str)

    def __init__(self, lever: Lever, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.locked = False
        self.end_labels = ("", "")
        self._flips: tuple[FlipMark, ...] = ()
        self._grip: float | None = None  # px between pointer and handle while dragging
        self._ground = Ground(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted again when the pointer comes and goes
        self._key_held = False
        self._wheel_rest = 0
        self._wheel_clock = QElapsedTimer()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.set_lever(lever)

    def set_lever(self, lever: Lever) -> None:
        """Take on a lever's range and step, and stand at its status quo."""
        self.lever = lever
        self._decimals = lever.decimals
        self._per_unit = int(10**self._decimals)
        self.tick = lever.status_quo
        self.setRange(self._units(lever.low), self._units(lever.high))
        self.setSingleStep(max(1, self._units(lever.step)))
        tenth = (lever.high - lever.low) / 10
        self.setPageStep(max(self.singleStep(), self._units(round(tenth / lever.step) * lever.step)))
        self.set_amount(lever.status_quo)

    @property
    def amount(self) -> float:
        """The value shown, in the lever's unit."""
        return round(self.value() / self._per_unit, self._decimals)

    @property
    def dragging(self) -> bool:
        """Say whether the user holds the handle."""
        return self._grip is not None

    @property
    def flips(self) -> tuple[FlipMark, ...]:
        """The marks below the track."""
        return self._flips

    def set_amount(self, amount: float) -> None:
        """Show a value; nothing is emitted to the panel."""
        self.setValue(self._units(amount))

    def set_tick(self, amount: float) -> None:
        """Put the tick of the status quo at a value."""
        if amount != self.tick:
            self.tick = amount
            self.update()

    def set_flips(self, flips: tuple[FlipMark, ...]) -> None:
        """Show flip marks, drawn in the order given where labels would overlap."""
        if flips != self._flips:
            self._flips = flips
            self.updateGeometry()
            self.update()

    def x_of(self, amount: float) -> float:
        """Return where a value stands, px from the left."""
        span = self.lever.high - self.lever.low
        share = (amount - self.lever.low) / span if span else 0.0
        return MARGIN_PX + min(max(share, 0.0), 1.0) * (self.width() - 2 * MARGIN_PX)

    def amount_at(self, x: float) -> float:
        """Return the legal value nearest to a place, on the lever's steps; the ends are always legal."""
        width = max(1, self.width() - 2 * MARGIN_PX)
        share = min(max((x - MARGIN_PX) / width, 0.0), 1.0)
        if share in {0.0, 1.0}:
            return self.lever.high if share else self.lever.low
        steps = round(share * (self.lever.high - self.lever.low) / self.lever.step)
        return self.lever.checked(min(self.lever.low + steps * self.lever.step, self.lever.high))

    def sizeHint(self) -> QSize:
        """Return the height of track and labels; the width is up to the panel."""
        return QSize(200, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(80, self._height())

    # What the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle, or jump to the place pressed; below the track lie the flip marks."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x, y = event.position().x(), event.position().y()
        flip = self._flip_at(event.position())
        if y >= LANE_TOP_PX:
            if flip is not None:
                self.flip_clicked.emit(flip.firm_id)
            return
        if self.locked:
            return
        handle = self.x_of(self.amount)
        self._grip = x - handle if abs(x - handle) <= HANDLE_PX + 2 else 0.0
        self.setSliderDown(True)
        self.began.emit()
        target = self.amount
        if self.lever.kind == "switch":
            target = self.lever.low if target == self.lever.high else self.lever.high
            self._grip = math.nan  # a switch flips at a press, it is not dragged
        elif self._grip == 0.0:
            target = self.amount_at(x)
        self._move_to(target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while the handle is held."""
        if self._grip is None or math.isnan(self._grip):
            return
        self._move_to(self.amount_at(event.position().x() - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the handle."""
        if event.button() == Qt.MouseButton.LeftButton and self._grip is not None:
            self._grip = None
            self.setSliderDown(False)
            self.update()
            self.ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Move to the flip mark under the pointer, to the side on which the firm joins."""
        flip = self._flip_at(event.position())
        if flip is None:
            self.mousePressEvent(event)
        elif not self.locked:
            self.began.emit()
            self._move_to(joining_side(self.lever, flip.value, flip.joins_above))
            self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows, by a tenth with Page, to the ends with Home and End; Space turns a switch."""
        target = self._key_target(Qt.Key(event.key()))
        if target is None:
            event.ignore()
            return
        if self.locked:
            return
        if not event.isAutoRepeat():
            self.began.emit()
        self._key_held = True
        self._move_to(target)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End the gesture that a key began."""
        if self._key_held and not event.isAutoRepeat():
            self._key_held = False
            self.ended.emit()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step with the wheel, if the slider has the focus; else the panel scrolls."""
        if not self.hasFocus() or self.locked:
            event.ignore()
            return
        self._wheel_rest += event.angleDelta().y() or event.angleDelta().x()
        notches = int(self._wheel_rest / WHEEL_NOTCH)
        self._wheel_rest -= notches * WHEEL_NOTCH
        event.accept()
        if not notches:
            return
        if not self._wheel_clock.isValid() or self._wheel_clock.elapsed() > WHEEL_PAUSE_MS:
            self.began.emit()
        self._wheel_clock.restart()
        self._move_to(self._stepped(notches * self.lever.step))
        self.ended.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that this lever is the one in focus."""
        super().focusInEvent(event)
        self.focused.emit()

    def event(self, event: QEvent) -> bool:
        """Say what a flip mark means while the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            flip = self._flip_at(QPointF(event.pos()))
            if flip is not None and flip.tip:
                QToolTip.showText(event.globalPos(), flip.tip, self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = Track(
            theme=self.theme,
            width=float(self.width()),
            value_x=self.x_of(self.amount),
            tick_x=self.x_of(self.tick),
            changed=self.amount != self.tick,
            locked=self.locked,
            hovered=self.underMouse() or self.dragging,
            focused=self.hasFocus(),
            end_labels=self.end_labels,
            flips=tuple((self.x_of(flip.value), flip.label) for flip in self._flips),
        )
        key = (self.theme.name, state.tick_x, state.end_labels, state.flips)
        self._ground.lay(painter, key, lambda inner: paint_still(inner, state))
        paint_moving(painter, state)
        painter.end()

    def _height(self) -> int:
        return SWITCH_HEIGHT_PX if self.lever.kind == "switch" and not self._flips else HEIGHT_PX

    def _units(self, amount: float) -> int:
        return round(amount * self._per_unit)

    def _stepped(self, by: float) -> float:
        wanted = min(max(self.amount + by, self.lever.low), self.lever.high)
        return self.lever.checked(wanted)

    def _key_target(self, key: Qt.Key) -> float | None:
        if self.lever.kind == "switch" and key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self.lever.low if self.amount == self.lever.high else self.lever.high
        page = self.pageStep() / self._per_unit
        table = {
            **dict.fromkeys(NEXT_KEYS, self.lever.step),
            **dict.fromkeys(PREVIOUS_KEYS, -self.lever.step),
            Qt.Key.Key_PageUp: page,
            Qt.Key.Key_PageDown: -page,
            Qt.Key.Key_Home: -math.inf,
            Qt.Key.Key_End: math.inf,
        }
        return self._stepped(table[key]) if key in table else None

    def _flip_at(self, place: QPointF) -> FlipMark | None:
        near = [flip for flip in self._flips if abs(self.x_of(flip.value) - place.x()) <= GRIP_PX]
        return min(near, key=lambda flip: abs(self.x_of(flip.value) - place.x()), default=None)

    def _move_to(self, target: float) -> None:
        if target != self.amount:
            self.set_amount(target)
            self.moved.emit(self.amount)

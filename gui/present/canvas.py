"""A slide as it is drawn, 1920 × 1080 at any scale: headline, bars, three numbers and live levers.

Between two slides of the same firms the bars slide over; a lever moves them at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from gui.export.pictures import renderer_of
from gui.present import comparing, painting
from gui.present.lever import LeverStrip
from gui.present.painting import Page
from gui.present.picture import Floats, Picture, Words
from gui.present.room import lever_places
from gui.present.slides import rows_that_matter
from gui.theme import LIGHT, Theme
from model.slides import COMPARE, LIVE_LEVERS, WHO_JOINS

BASE_PX = (1920.0, 1080.0)
TRANSITION_MS = 350
BLANK = Picture(Words("", "", "", ""))


class SlideCanvas(QWidget):
    """One slide. ``live`` canvases have levers that can be moved; the others are pictures of a slide."""

    lever_moved = Signal(str, float)
    lever_released = Signal()

    def __init__(self, parent: QWidget | None = None, *, live: bool = True) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.picture = BLANK
        self.blank = False
        self.animated = True
        self.edged = False  # a line around the slide, where it stands on a ground of its own colour
        self._shown: Floats = np.zeros(0)  # how long the bars are drawn just now
        self._from: Floats = np.zeros(0)
        self._strips = tuple(LeverStrip(self) for _ in range(LIVE_LEVERS))
        self._svg, self._renderer = b"", QSvgRenderer()
        self._transition = QVariantAnimation(self)
        self._transition.setDuration(TRANSITION_MS)
        self._transition.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._transition.setStartValue(0.0)
        self._transition.setEndValue(1.0)
        self._transition.valueChanged.connect(self._step)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for strip in self._strips:
            strip.hide()
            strip.moved.connect(self.lever_moved)
            strip.released.connect(self.lever_released)
            strip.setEnabled(live)
            strip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not live)

    # What is shown ------------------------------------------------------------------------------------------------

    def display(self, picture: Picture, theme: Theme, *, blank: bool = False, transition: bool = False) -> None:
        """Show a slide; with ``transition`` the bars move over from the slide before."""
        before, self.picture = self.picture, picture
        self.theme, self.blank = theme, blank
        plain = not (blank or picture.guessing) and before.firm_ids == picture.firm_ids
        plain = plain and before.view == picture.view == WHO_JOINS
        if picture.svg != self._svg:
            self._svg, self._renderer = picture.svg, renderer_of(picture.svg)
        if plain and transition and self.animated and self.isVisible():
            self._from = self._shown.copy()
            self._transition.stop()
            self._transition.start()
        elif not (plain and self.moving and np.array_equal(before.join, picture.join)):
            self._transition.stop()
            self._shown = picture.join
        self._arrange()
        self.setAccessibleName(picture.words.question if picture.guessing else picture.words.headline)
        self.setAccessibleDescription("" if picture.guessing else told(picture))
        self.update()

    @property
    def moving(self) -> bool:
        """Say whether the bars are on their way to another slide."""
        return self._transition.state() == QVariantAnimation.State.Running

    @property
    def shown(self) -> Floats:
        """The lengths of the bars as drawn just now, [n]."""
        return self._shown

    @property
    def strips(self) -> Sequence[LeverStrip]:
        """The live levers in sight."""
        return [strip for strip in self._strips if strip.live is not None and not strip.isHidden()]

    @property
    def scale(self) -> float:
        """How many px a px of 1080p takes."""
        return min(self.width() / BASE_PX[0], self.height() / BASE_PX[1])

    def page(self) -> Page:
        """Return what is needed to draw the slide: its corner, scale and colours."""
        scale = self.scale
        left = (self.width() - BASE_PX[0] * scale) / 2
        top = (self.height() - BASE_PX[1] * scale) / 2
        return Page(self.theme, left, top, scale)

    def finish(self) -> None:
        """End a transition at once."""
        if self.moving:
            self._transition.stop()
            self._shown = self.picture.join
            self.update()

    def sizeHint(self) -> QSize:
        """Return a small slide."""
        return QSize(640, 360)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the levers anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the slide."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.black if self.blank else self.theme.color("background"))
        if not self.blank:
            self._paint(painter, self.page())
        if self.edged:
            painting.paint_edge(painter, self.page(), QRectF(0, 0, *BASE_PX))
        painter.end()

    def _paint(self, painter: QPainter, page: Page) -> None:
        picture = self.picture
        painting.paint_words(painter, page, picture)
        counts = (0, 0)
        if picture.view == COMPARE:
            counts = (len(picture.compared), len(comparing.shown_rows(picture)))
            if not picture.guessing:
                comparing.paint_compared(painter, page, picture)
        elif picture.view != WHO_JOINS:
            if not picture.guessing:
                comparing.paint_view(painter, page, picture, self._renderer)
        else:
            rows = rows_that_matter(picture.join, picture.baseline, painting.most_rows())
            counts = (len(picture.join), len(rows))
            painting.paint_bars(painter, page, picture, self._shown, rows)
            painting.paint_figures(painter, page, picture)
        painting.paint_footer(painter, page, picture, counts)

    def _arrange(self) -> None:
        page, rows = self.page(), self.picture.levers
        places = lever_places(self.picture)
        for index, strip in enumerate(self._strips):
            if index < len(rows) and not self.blank:
                strip.display(rows[index], self.theme, page.scale)
                strip.setGeometry(page.rect(places[index]).toRect())
                strip.show()
            else:
                strip.hide()

    def _step(self, share: float) -> None:
        self._shown = self._from + (self.picture.join - self._from) * float(share)
        self.update()


def told(picture: Picture) -> str:
    """Return the numbers of a slide as text, for readers of the screen."""
    if picture.compared:
        return ". ".join(" ".join((one.name, *one.texts)) for one in picture.compared)
    bars = (f"{name} {chance}" for name, chance in zip(picture.names, picture.chances, strict=True))
    figures = (" ".join(filter(None, (one.value, one.label, one.note))) for one in picture.figures)
    return ". ".join([*figures, ", ".join(bars)])


__all__ = ["BLANK", "SlideCanvas", "told"]

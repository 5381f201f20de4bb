"""The headlines: five tiles with a figure each, its change from the baseline, and one line that puts it in place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from gui.charts.banding import headline_change, with_bands
from gui.charts.chart import TextTable
from gui.charts.ground import Ground
from gui.charts.parts import STALE_OPACITY, TEXT_LEFT, Writing
from gui.charts.series import Tile, Verdict, cost_per_extra_joiner_bn, tile, verdict
from gui.charts.words import headline_name, headline_names
from gui.frame import Frame
from gui.hatching import rests_on_many
from gui.numbers import Numbers
from gui.theme import BOLD, LIGHT, REGULAR, SEMIBOLD, Theme, dress, font
from model.resting import resting

SHOWN = (
    "expected_joiners",
    "listed_joins_probability",
    "winner_strength",
    "public_cost_bn",
    "duplicate_spending_bn",
)
FULL_PX, COMPACT_PX = 78, 50
VALUE_PX, COMPACT_VALUE_PX, LEAST_VALUE_PX = 23, 18, 15
LEAST_EXTRA_JOINERS = 0.05  # what the first tile shows as 0.1
PAD_PX, BESIDE_PX, ARROW_PX = 10, 6, 12


@dataclass(frozen=True, slots=True)
class Wording:
    """A tile as text. ``change`` is empty where it would show as nothing."""

    names: tuple[str, ...]  # the first that fits is shown
    value: str
    change: str
    rising: bool
    verdict: Verdict
    notes: tuple[str, ...]  # the first that fits is shown
    exact: str  # everything, for the tooltip and for readers of the screen


BLANK = Wording(("",), "", "", False, "same", (), "")


class TileView(QFrame):
    """One tile, painted: a change of numbers only repaints."""

    def __init__(self, tile_id: str) -> None:
        super().__init__()
        dress(self, "card")
        self.setObjectName(f"tile.{tile_id}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing behind it need be painted
        self._ground = Ground(self)
        self.theme: Theme = LIGHT
        self.words = BLANK
        self.stale = self.compact = False
        self._fitted_for: tuple[object, ...] = ()
        self._fitted = (0.0, 0.0)
        self._fonts = {
            "name": font(12),
            "value": font(23, BOLD),
            "change": font(12, SEMIBOLD),
            "note": font(12, REGULAR),
        }

    def sizeHint(self) -> QSize:
        return QSize(130, COMPACT_PX if self.compact else FULL_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def set_compact(self, compact: bool) -> None:
        """Leave the note out and write smaller, in a low window."""
        if compact != self.compact:
            self.compact = compact
            self.updateGeometry()
            self.update()

    def say(self, words: Wording, stale: bool) -> None:
        """Take other words."""
        if words == self.words and stale == self.stale:
            return
        if words.names != self.words.names:
            self.setAccessibleName(words.names[0])
        if words.exact and words.exact != self.words.exact:
            self.setAccessibleDescription(words.exact)
            self.setToolTip(words.exact)
        self.words, self.stale = words, stale
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground.lay(painter, self.theme.name, self._paint_card)
        if self.stale:
            painter.setOpacity(STALE_OPACITY)
        width = self.width() - 2 * PAD_PX
        top = 4 if self.compact else 8
        first = QRectF(PAD_PX, top, width, 17)
        middle = QRectF(PAD_PX, top + 17, width, 24 if self.compact else 30)
        used, wide = self._fit_value(width)
        beside = used + BESIDE_PX + wide <= width + 1
        place = middle.adjusted(used + BESIDE_PX, 0, 0, 0) if beside else first.adjusted(width - wide, 0, 0, 0)
        self._line(painter, "name", self.words.names, "muted", first if beside else first.adjusted(0, 0, -wide, 0))
        self._line(painter, "value", (self.words.value,), "text", middle)
        self._change(painter, place)
        if not self.compact:
            self._line(painter, "note", self.words.notes, "muted", QRectF(PAD_PX, top + 47, width, 17))
        painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self.theme.color("background"))
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        self.style().drawControl(QStyle.ControlElement.CE_ShapedFrame, option, painter, self)

    def _line(self, painter: QPainter, role: str, wordings: tuple[str, ...], colour: str, room: QRectF) -> None:
        """Write the first wording that fits, or the last one elided."""
        metrics, width = QFontMetricsF(self._fonts[role]), room.width() + 1
        painter.setFont(self._fonts[role])
        painter.setPen(self.theme.color(colour))
        last = wordings[-1] if wordings else ""
        text = next((text for text in wordings if metrics.horizontalAdvance(text) <= width), last)
        painter.drawText(room, TEXT_LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))

    def _fit_value(self, width: float) -> tuple[float, float]:
        """Write the value as large as leaves room for its change, within reason; return how wide both are, px.

        Where even a small value leaves too little, the change goes above it and the value stays large.
        """
        key = (self.words.value, self.words.change, width, self.compact)
        if key == self._fitted_for:
            return self._fitted
        metrics = QFontMetricsF(self._fonts["change"])
        wide = metrics.horizontalAdvance(self.words.change) + ARROW_PX if self.words.change else 0.0
        largest = COMPACT_VALUE_PX if self.compact else VALUE_PX
        for room in (width - BESIDE_PX - wide + 1, width):
            for size in range(largest, LEAST_VALUE_PX - 1, -1):
                self._fonts["value"] = font(size, BOLD)
                used = QFontMetricsF(self._fonts["value"]).horizontalAdvance(self.words.value)
                if used <= room:
                    self._fitted_for, self._fitted = key, (used, wide)
                    return self._fitted
        self._fitted_for, self._fitted = key, (width, wide)
        return self._fitted

    def _change(self, painter: QPainter, room: QRectF) -> None:
        words = self.words
        if not words.change:
            return
        colour = {"good": "good", "bad": "bad", "same": "muted"}[words.verdict]
        y = room.center().y() + 1
        tip = -4.5 if words.rising else 4.5
        x = room.left()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color(colour))
        corners = [(x, y - tip * 0.8), (x + 9, y - tip * 0.8), (x + 4.5, y + tip)]
        painter.drawPolygon(QPolygonF([QRectF(px, py, 0, 0).topLeft() for px, py in corners]))
        self._line(painter, "change", (words.change,), colour, room.adjusted(ARROW_PX, 1, 0, 1))


class Tiles(QWidget):
    """The row of tiles. ``show_frame`` for every frame; no signals."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tiles")
        self._writing = Writing()
        self._frame: Frame | None = None
        self.tiles = {key: TileView(key) for key in SHOWN}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for view in self.tiles.values():
            layout.addWidget(view, 1)

    def show_frame(self, frame: Frame) -> None:
        """Write the headlines of a frame."""
        self._frame = frame
        write = self._writing.of(frame.language, frame.case.meta["currency"])
        for key, view in self.tiles.items():
            view.say(self.wording(frame, key, write), frame.stale)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for view in self.tiles.values():
            view.theme = theme
            view.update()

    def set_compact(self, compact: bool) -> None:
        """Leave the notes out, in a low window."""
        for view in self.tiles.values():
            view.set_compact(compact)

    def rows(self) -> TextTable:
        """Return the tiles as text."""
        heading = [self.tr("Headline"), self.tr("Value"), self.tr("Change"), self.tr("Note")]
        lines = [view.words for view in self.tiles.values()]
        signs = {True: "▲ ", False: "▼ "}
        return [
            heading,
            *([w.names[0], w.value, signs[w.rising] + w.change if w.change else "", *w.notes[:1]] for w in lines),
        ]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._frame is not None:
            self.show_frame(self._frame)
        super().changeEvent(event)

    def wording(self, frame: Frame, headline_id: str, write: Numbers) -> Wording:
        """Return a headline as text, in the language on screen."""
        figure = tile(frame, headline_id)
        change = self._size_of_change(figure, write)
        seen = any(digit in change for digit in "123456789")
        value = written(write, headline_id, figure.value)
        notes = self._notes(frame, figure, write)
        return Wording(
            names=headline_names(headline_id),
            value=value,
            change=change if seen else "",
            rising=figure.change > 0,
            verdict=verdict(figure.change if seen else 0.0, figure.good_up),
            notes=notes,
            exact="" if frame.dragging else self._exact(frame, figure, write, notes),
        )

    def _exact(self, frame: Frame, figure: Tile, write: Numbers, notes: tuple[str, ...]) -> str:
        """Return what the tooltip says. Nobody reads it during a drag, and it takes longer than the tile itself."""
        headline_id = figure.id
        value = written(write, headline_id, figure.value)
        baseline = self.tr("baseline {0}").format(written(write, headline_id, figure.baseline))
        lines = [
            f"{headline_name(headline_id)}: {value}",
            baseline,
            *headline_change(frame, figure, write),
            *notes[:1],
            *self._extra(frame, headline_id, write),
            rests_on_many(write.number(resting(frame.case, frame.outcome.scenario).count)),
        ]
        if frame.bands is not None and headline_id in frame.bands.headline:
            edges = np.array(frame.bands.headline[headline_id][1:])
            lines[0] = with_bands(lines[0], lambda edge: written(write, headline_id, edge), edges)
        return "\n".join(dict.fromkeys(line for line in lines if line))

    def _notes(self, frame: Frame, figure: Tile, write: Numbers) -> tuple[str, ...]:
        if figure.id == "expected_joiners":
            return (self._joiners_note(figure, len(frame.outcome.firm_ids), write),)
        if figure.id == "winner_strength":
            unfilled = write.percent_bar(frame.outcome.headline["unfilled_probability"])
            scale, empty = self.tr("incumbents = 1"), self.tr("{0} no seat filled").format(unfilled)
            return f"{scale} · {empty}", scale if unfilled == write.percent_bar(0.0) else empty
        if figure.id == "public_cost_bn":
            joiners = tile(frame, "expected_joiners")
            cost = cost_per_extra_joiner_bn(figure, joiners, LEAST_EXTRA_JOINERS)
            if cost is None:
                return ()
            return self.tr("{0} an extra joiner").format(write.money(cost)), self.tr("{0} each").format(
                write.money(cost)
            )
        if figure.id == "duplicate_spending_bn":
            return (self._band(figure, write) or self.tr("spent by joiners"),)
        return (self._band(figure, write) or self.tr("baseline {0}").format(write.percent_bar(figure.baseline)),)

    def _size_of_change(self, figure: Tile, write: Numbers) -> str:
        size = written(write, figure.id, abs(figure.change), change=True)
        return (
            self.tr("{0} pts", "a change of a probability").format(size) if figure.id.endswith("_probability") else size
        )

    def _joiners_note(self, figure: Tile, eligible: int, write: Numbers) -> str:
        if figure.band is None:
            return self.tr("of {0} eligible").format(eligible)
        low, high = (write.number(edge) for edge in figure.band)
        return self.tr("90% {0} – {1} of {2}").format(low, high, eligible)

    def _band(self, figure: Tile, write: Numbers) -> str:
        if figure.band is None:
            return ""
        low, high = (written(write, figure.id, edge) for edge in figure.band)
        return self.tr("90% {0} – {1}").format(low, high)

    def _extra(self, frame: Frame, headline_id: str, write: Numbers) -> list[str]:
        key = "parent_listed_joins_probability"
        if headline_id != "listed_joins_probability" or key not in frame.outcome.headline:
            return []
        return [f"{headline_name(key)}: {write.percent_bar(frame.outcome.headline[key])}"]


def written(write: Numbers, headline_id: str, value: float, *, change: bool = False) -> str:
    """Return a headline's value, or the size of a change of it, as text."""
    if headline_id.endswith("_probability"):
        return write.number(100 * value) if change else write.percent_bar(value)  # the tile adds what a point is called
    if headline_id.endswith("_bn"):
        text = write.money(value, symbol=not change)
        return text.removesuffix(" bn").removesuffix("억원") if change else text  # the unit stands beside it
    if headline_id == "expected_joiners":
        return write.number(value, 1) if change else write.count(value)
    return write.factor(value)

"""The headlines: five tiles with a figure each, its change from the baseline, and one line that puts it in place."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.charts.banding import headline_change, with_bands
from gui.charts.chart import TextTable
from gui.charts.parts import Writing
from gui.charts.series import Tile, cost_per_extra_joiner_bn, listed_rows, tile, verdict
from gui.charts.tile import TileView, Wording
from gui.charts.words import headline_meaning, headline_name, headline_names
from gui.frame import Frame
from gui.hatching import rests_on_many
from gui.numbers import Numbers
from gui.theme import Theme
from model.resting import resting

SHOWN = (
    "expected_joiners",
    "listed_joins_probability",
    "winner_strength",
    "public_cost_bn",
    "duplicate_spending_bn",
)
MOST_NAMED = 5  # listed firms in the tooltip
LEAST_EXTRA_JOINERS = 0.05  # what the first tile shows as 0.1


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
            headline_meaning(headline_id),
            baseline,
            *headline_change(frame, figure, write),
            *(() if headline_id == "listed_joins_probability" else notes[:1]),  # all of it stands here already
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
                return self._money_notes(figure, write)
            return self.tr("{0} an extra joiner").format(write.money(cost)), self.tr("{0} each").format(
                write.money(cost)
            )
        if figure.id == "duplicate_spending_bn":
            return self._money_notes(figure, write) or (self.tr("spent by joiners"),)
        return self._listed_notes(frame, figure, write)

    def _listed_notes(self, frame: Frame, figure: Tile, write: Numbers) -> tuple[str, ...]:
        """Name the likeliest listed firm: the chance that any of them joins is above that of each."""
        band = self._band(figure, write) or self.tr("baseline {0}").format(write.percent_bar(figure.baseline))
        listed = listed_chances(frame)
        if not listed:
            return (band,)
        likeliest = self.tr("likeliest: {0} {1}").format(listed[0][1], write.percent_bar(listed[0][2]))
        return f"{likeliest} · {band}", likeliest, band

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

    def _money_notes(self, figure: Tile, write: Numbers) -> tuple[str, ...]:
        """Return the band of an amount with its currency once, and shorter for a narrow tile; none without a band."""
        if figure.band is None:
            return ()
        band = write.money_between(*figure.band)
        return self.tr("90% {0}").format(band), band

    def _extra(self, frame: Frame, headline_id: str, write: Numbers) -> list[str]:
        key = "parent_listed_joins_probability"
        if headline_id != "listed_joins_probability":
            return []
        chances = [f"{name} {write.percent_bar(chance)}" for name, _, chance in listed_chances(frame)[:MOST_NAMED]]
        lines = [self.tr("Likeliest listed firms: {0}").format(", ".join(chances))] if chances else []
        if key in frame.outcome.headline:
            lines.append(f"{headline_name(key)}: {write.percent_bar(frame.outcome.headline[key])}")
        return lines


def listed_chances(frame: Frame) -> list[tuple[str, str, float]]:
    """Return (name, short name, chance) of every listed firm that may join, the likeliest first."""
    chance = frame.outcome.join_probability
    return [
        (frame.names[row], frame.short_names[row], float(chance[row])) for row in listed_rows(frame.case, frame.outcome)
    ]


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

"""The window's charts on slides: drawn anew in the language, the colours and the letter size of the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gui.export.pictures import ChartPictures
from gui.export.svgtext import least_letters
from gui.export.words import Words
from gui.frame import Frame, Language
from gui.present.picture import Picture
from gui.present.room import LEAST_TEXT_PX, view_room
from gui.theme import LIGHT, Theme
from model.outcome import Outcome
from model.slides import REFUSALS, chart_of

LETTERS_PX = {REFUSALS: 34.0}  # the smallest letters of charts of few rows, which have the room
FIRST_LETTERS_PX = 11.0  # the smallest that charts have, until one has been looked at


class Views:
    """Draws charts; keeps the last drawing of each for as long as its frame stays."""

    def __init__(self) -> None:
        self._made: dict[tuple[Language, str], ChartPictures] = {}
        self._letters: dict[str, float] = {}  # by chart: its smallest letters, px
        self._last: dict[str, tuple[Outcome, Outcome, object, bytes]] = {}

    def titles(self, language: Language) -> Mapping[str, str]:
        """Return what the charts are called."""
        return self._pictures(language, LIGHT).titles() | {REFUSALS: Words(language)("refusals")}

    def drawn(self, picture: Picture, frame: Frame, parts: frozenset[str], theme: Theme) -> Picture:
        """Return a slide with its chart; no letter of it is smaller than the room can read. ``parts`` are known."""
        pictures = self._pictures(frame.language, theme)
        if chart_of(picture.view) not in pictures.ids:
            return picture  # of a Turnout with more charts
        key = (parts, frame.lever, frame.language, frame.shield, theme.name, len(picture.levers))
        last = self._last.get(picture.view)
        if last is None or last[0] is not frame.outcome or last[1] is not frame.baseline or last[2] != key:
            room = view_room(len(picture.levers))
            svg = self._svg(pictures, picture.view, frame, (room.width(), room.height()))
            self._last[picture.view] = last = (frame.outcome, frame.baseline, key, svg)
        return replace(picture, svg=last[3])

    def close(self) -> None:
        """Let go of the charts."""
        for made in self._made.values():
            made.close()
        self._made.clear()

    def _svg(self, pictures: ChartPictures, view: str, frame: Frame, room: tuple[float, float]) -> bytes:
        svg = b""
        for _ in range(2):  # the first drawing tells how small its letters are
            letters = self._letters.get(view, FIRST_LETTERS_PX)
            share = letters / LETTERS_PX.get(view, LEAST_TEXT_PX)
            svg = pictures.svg(chart_of(view), frame, (int(room[0] * share), int(room[1] * share)), bare=True)
            self._letters[view] = min(least_letters(svg), LEAST_TEXT_PX)
            if self._letters[view] == letters:
                break
        return svg

    def _pictures(self, language: Language, theme: Theme) -> ChartPictures:
        key = (language, theme.name)
        if key not in self._made:
            self._made[key] = ChartPictures(language, replace(theme, panel=theme.background))  # it stands on the slide
        return self._made[key]

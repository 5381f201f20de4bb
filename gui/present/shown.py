"""Where a show stands, as the presenter sees it."""

from __future__ import annotations

from dataclasses import dataclass

from gui.present.slides import Picture, Telling
from model.document import Document
from model.scenario import Slide


@dataclass(frozen=True)
class Shown:
    """What the presenter sees at one moment."""

    document: Document
    telling: Telling
    row: int
    picture: Picture
    following: Picture | None
    guess: bool
    hidden: bool  # from the audience, until it has guessed
    blank: bool
    moved: bool

    @property
    def slide(self) -> Slide:
        """How the card on show is presented."""
        return self.document.scenarios[self.row].slide

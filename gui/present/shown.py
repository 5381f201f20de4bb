"""Where a show stands, as the presenter sees it."""

from __future__ import annotations

from dataclasses import dataclass

from gui.present.picture import Picture
from gui.present.slides import Telling
from model.document import Document
from model.slides import Slide


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
    public: bool  # an audience sees it; else the slides are only being prepared

    @property
    def slide(self) -> Slide:
        """The slide on show."""
        return self.document.deck[self.row]

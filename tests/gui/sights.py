"""A window on a scenario and the command line on the same one: what the tests of their figures stand on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gui.__main__ import main
from gui.charts.chart import Chart
from gui.frame import Frame
from gui.start import Application
from gui.window import MainWindow
from model.case import load_case
from model.document import Document, write
from tests.gui.frames import opening_case
from tests.gui.worlds import Answers, PatientBot, places, shown

LEVERS = {"losers_named": 0.2, "second_track": 2.5, "fresh_start": 0.3, "gpus_per_team": 1024}
SCALES = (("%p", 100.0), ("%", 100.0), ("억원", 10.0), ("조원", 10.0))
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
ROUNDING = 1e-9


def several_levers() -> Document:
    """Return the opening case with several levers moved and a firm pinned, none of it kept."""
    document = Document.new(opening_case())
    return document.with_working(document.working.with_levers(LEVERS).with_pin("kaist", True))


def two_seats() -> Document:
    """Return the opening case with two seats and purchases promised, kept as a card and edited on."""
    document = Document.new(opening_case())
    moved = document.with_working(document.working.with_levers({"seats": 2, "procurement_guarantee": 40}))
    return moved.kept_as_new("Two seats").with_lever("scores_published", 0.6)


def first_call() -> Document:
    """Return the call of 2025 as announced as the baseline, and nobody named in the working copy."""
    document = Document.new(opening_case())
    kept = document.with_working(document.case.scenario_for("2025-open")).kept_as_new("The first call")
    return kept.with_baseline(2).with_lever("losers_named", 0.0)


def teaching() -> Document:
    """Return the fictional case that teaches the model."""
    return Document.new(load_case("lantern-tide"))


DOCUMENTS: dict[str, tuple[Callable[[], Document], tuple[str, ...]]] = {  # and its name where it needs no file
    "status quo": (lambda: Document.new(opening_case()), ("sovereign-ai-2026",)),
    "several levers": (several_levers, ()),
    "two seats": (two_seats, ()),
    "first call": (first_call, ()),
    "teaching": (teaching, ("lantern-tide",)),
}


@dataclass
class Sight:
    """A window on a document, and the words with which the command line names the same."""

    name: str
    bot: PatientBot
    application: Application
    window: MainWindow
    source: tuple[str, ...]

    @property
    def frame(self) -> Frame:
        """What is on screen."""
        return shown(self.window.session)

    def speak(self, language: str) -> None:
        """Switch the window to a language."""
        self.application.set_language("ko" if language == "ko" else "en")

    def wait(self, *parts: str) -> Frame:
        """Wait until these parts have been computed for the document on show."""
        session = self.window.session
        self.bot.waitUntil(lambda: shown(session).document is session.document)
        self.bot.waitUntil(lambda: not shown(session).busy.intersection(parts))
        return self.frame

    def look(self, view: str, *parts: str) -> Chart:
        """Bring a second view to the front and wait for its parts."""
        self.window.board.look_at(view)
        self.wait(*parts)
        return self.window.board.chart(view)


def opened(name: str, request: pytest.FixtureRequest, folder: Path) -> Sight:
    """Open a window on a document of the table above."""
    make, source = DOCUMENTS[name]
    path = folder / "plan.turnout"
    write(path, make())
    application = Application(request.getfixturevalue("dressed"), places(folder), Answers())
    application.set_language("en")
    window = application.open_window(path=path)
    sight = Sight(name, PatientBot(request), application, window, source or (str(path),))
    sight.wait()
    return sight


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """Return what a command prints."""
    capsys.readouterr()
    assert main(arguments) == code
    return capsys.readouterr().out


def asked(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    """Return what a command answers as JSON."""
    return json.loads(told(capsys, *arguments, "--json", code=code))


def shows(text: str, value: float | None, scale: float | None = None) -> bool:
    """Say whether a text is this number, rounded to the digits that it shows; its unit says the scale, if nothing else.

    A dash stands for what is not defined.
    """
    if value is None or math.isnan(value):
        return text in {"–", "-"}
    known = next((factor for unit, factor in SCALES if text.rstrip().endswith(unit)), 1.0) if scale is None else scale
    jo, mark, rest = text.partition("조")
    parts = [(jo, 10_000.0), (rest, 1.0)] if mark else [(text, 1.0)]
    read, digits = 0.0, 0
    for part, size in parts:
        if found := NUMBER.search(part):
            read += float(found[0].replace(",", "")) * size
            digits = len(found[0].partition(".")[2])
    if text.lstrip("▲▼ ").startswith(("-", "−")):
        read = -read
    return abs(read - value * known) <= 0.5 * 10.0**-digits + ROUNDING


def blocks(text: str) -> list[list[list[str]]]:
    """Return the tables of a printed answer, each as rows of cells."""
    return [[re.split(r"\s{2,}", line.strip()) for line in block.splitlines()] for block in text.split("\n\n")]


__all__ = ["DOCUMENTS", "Sight", "asked", "blocks", "opened", "shows", "told"]

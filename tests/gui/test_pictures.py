"""A chart as a picture from its own menu: copied, or written whole, with nothing that the shield hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.charts.board import Board
from gui.charts.parts import ElidedLabel
from gui.export.taking import Pictures
from gui.language import Language
from gui.refinements import REFINEMENTS
from gui.session import Session
from model.document import Document
from model.errors import ModelError
from tests.gui.frames import opening_case
from tests.gui.test_export_shield import told
from tests.gui.worlds import settle

PIXELS_OF_A_PATTERN = 3000  # letters of base64: hatching may be a small picture, names may not


@pytest.fixture
def pictures(qtbot: QtBot, english: Language) -> Iterator[Pictures]:
    """The pictures of a board that shows a scenario whose name tells a firm."""
    assert english.current == "en"
    host = QWidget()
    qtbot.addWidget(host)
    session = Session(opening_case(), REFINEMENTS)
    session.adopt(Document.new(opening_case()).renamed(1, "KT comes back"))
    board = Board()
    board.setParent(host)
    board.resize(800, 700)
    session.frame_changed.connect(board.display)
    host.show()
    settle(qtbot, session)
    yield Pictures(session, board, host)
    session.close()


def test_a_right_click_on_a_chart_offers_its_picture(pictures: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[QPoint] = []
    monkeypatch.setattr(pictures.menu, "popup", places.append)  # a menu takes the keyboard, which offscreen cannot
    widget = pictures._board.chart("turnout").widget
    place = QPoint(100, 100)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    assert places == [widget.mapToGlobal(place)]
    assert [action.text() for action in pictures.menu.actions()] == ["Copy picture", "Save picture…", "Copy numbers"]
    pictures.menu.actions()[0].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"At least" in bytes(data.data("image/svg+xml").data())


def test_a_picture_is_written_as_its_ending_says(pictures: Pictures, tmp_path: Path) -> None:
    pictures.write("why", tmp_path / "why.svg")
    pictures.write("why", tmp_path / "plain", "PNG (*.png)")
    svg = (tmp_path / "why.svg").read_text(encoding="utf-8")
    assert "<text" in svg
    assert "Forecast, not fact" in svg
    image = QImage(str(tmp_path / "plain.png"))
    assert image.width() > 2 * pictures._board.chart("why").widget.width()
    faults: list[ModelError] = []
    pictures._session.problem.connect(faults.append)
    pictures.write("why", tmp_path / "no" / "why.svg")
    assert "was not written" in faults[-1].text("en")


def test_a_picture_under_the_shield_tells_no_firm(pictures: Pictures, tmp_path: Path) -> None:
    for on in (False, True):
        pictures._session.set_shield(on)
        for chart in ("compare", "joins", "announcements"):
            path = tmp_path / f"{chart}.svg"
            pictures.write(chart, path)
            assert bool(told(path.read_text(encoding="utf-8"))) is not on


@pytest.mark.parametrize("chart", ["tipping", "announcements", "compare"])
def test_a_picture_says_nothing_of_what_only_a_hand_can_do(pictures: Pictures, tmp_path: Path, chart: str) -> None:
    assert pictures._board.chart(chart).widget.findChildren(ElidedLabel)
    tips = [label.toolTip() for label in pictures._board.chart(chart).widget.findChildren(ElidedLabel)]
    assert any("drag" in tip or "click" in tip for tip in tips), "the window says it"
    pictures.write(chart, tmp_path / "picture.svg")
    svg = (tmp_path / "picture.svg").read_text()
    assert "drag" not in svg
    assert "click" not in svg


@pytest.mark.parametrize("chart", ["joins", "why", "matters", "stages", "waterfall"])
def test_names_in_a_picture_are_letters_not_pixels(pictures: Pictures, tmp_path: Path, chart: str) -> None:
    pictures.write(chart, tmp_path / "picture.svg")
    svg = (tmp_path / "picture.svg").read_text()
    assert "<text" in svg
    assert max(map(len, re.findall(r'<image[^>]*"', svg)), default=0) < PIXELS_OF_A_PATTERN

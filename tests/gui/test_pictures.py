"""A chart as a picture from its own menu: copied, or written whole, with nothing that the shield hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.charts.board import Board
from gui.charts.parts import ElidedLabel
from gui.export.assumptions import ON_EVERY_PAGE, leading
from gui.export.briefing import Wish, build
from gui.export.leaves import drawn
from gui.export.origin import digest_of, origin_of
from gui.export.png_svg import png_pictures, svg_pictures
from gui.export.taking import Pictures
from gui.export.words import Words
from gui.frame import Language as ShownLanguage
from gui.language import Language
from gui.numbers import Numbers
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.shielding import sight
from model.document import Document, dumps
from model.errors import ModelError
from model.version import __version__
from tests.gui.briefings import DATE, FILE, staged_document
from tests.gui.frames import opening_case
from tests.gui.test_export_shield import png_texts, told
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


def file_text(pictures: Pictures) -> str:
    """Return the text that the document would be saved as."""
    session = pictures._session
    return dumps(session.document, session.results())


@pytest.mark.parametrize("shield", [False, True])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_picture_says_where_it_comes_from(
    pictures: Pictures, tmp_path: Path, qtbot: QtBot, language: ShownLanguage, shield: bool
) -> None:
    session, words = pictures._session, Words(language)
    session.set_language(language)
    session.set_shield(shield)
    session.set_lever("losers_named", 0.2, 1)
    settle(qtbot, session)
    frame = session.frame
    assert frame is not None
    lever, case = frame.case.lever("losers_named").name(language), frame.case
    weak = leading(case, frame.scenario, case, sight(frame), Numbers(language, "KRW"))
    wanted = [words("forecast"), f"{lever} 100", digest_of(file_text(pictures)), __version__, session.name]
    wanted += [one.short for one in weak[:ON_EVERY_PAGE]]
    pictures.write("why", tmp_path / "why.svg")
    pictures.write("why", tmp_path / "why.png")
    root = ElementTree.parse(tmp_path / "why.svg").getroot()
    told_in = {node.tag.rpartition("}")[2]: node.text or "" for node in root if len(node) == 0}
    print_ = " ".join(node.text or "" for node in list(root)[-1])
    chunks = " ".join(png_texts((tmp_path / "why.png").read_bytes()))
    for needed in wanted:
        assert needed in print_
        assert needed in told_in["desc"]
        assert needed in chunks
    assert (told(print_ + chunks) == set()) == shield, "the scenario's name tells a firm"
    height = float(root.get("height", "").removesuffix("px"))
    lines = [float(line.get("y", "nan")) for line in list(root)[-1]]
    assert pictures._board.chart("why").widget.height() < min(lines) < max(lines) < height
    image = QImage(str(tmp_path / "why.png"))
    foot = image.copy(0, round(image.height() * min(lines) / height), image.width(), image.height())
    assert len({foot.pixel(x, y) for x in range(0, foot.width(), 7) for y in range(foot.height() // 2)}) > 10


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_chart_of_a_briefing_says_where_it_comes_from(language: ShownLanguage) -> None:
    document = staged_document()
    for shield in (False, True):
        for chart, names in (("turnout", document.names[2:3]), ("compare", document.names[:3])):
            briefing = drawn(build(document, Wish(language, shield, DATE, FILE, names, chart=chart)))
            said = origin_of(briefing, briefing.leaves[0])
            assert briefing.stamp in said.text
            assert briefing.words("forecast") in said.text
            assert briefing.assumptions[0].short in said.text
            assert all(change.name in said.text for change in briefing.subjects[-1].changes)
            assert (told(said.title + said.text) == set()) is shield or chart == "compare"
            (svg,) = svg_pictures(briefing)
            (png,) = png_pictures(briefing, 1.0)
            flat = "".join("".join(node.text or "" for node in list(ElementTree.fromstring(svg))[-1]).split())
            chunks = "".join(" ".join(png_texts(png)).split())
            for line in (said.warning, *said.lines):
                assert "".join(line.split()) in flat
                assert "".join(line.split()) in chunks


def test_a_comparison_of_some_scenarios_shows_no_other() -> None:
    document = staged_document()
    wish = Wish("ko", date=DATE, file_name=FILE, scenarios=document.names[2:3], chart="compare")
    frame = build(document, wish).leaves[0].frame
    assert frame is not None
    assert frame.document.names == (document.names[0], document.names[2])
    assert frame.document.baseline_scenario is document.baseline_scenario
    assert not frame.document.edited

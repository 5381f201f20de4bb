"""Widgets that paint all of themselves: nothing behind them is painted with them, and no edge of them stays black."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.charts.joins import JoinsChart
from gui.covering import PanelPart
from gui.levers.panel import LeverPanel
from gui.theme import LIGHT
from model.document import Document
from tests.gui.frames import frame_of, opening_case

pytestmark = pytest.mark.usefixtures("dressed")
RATIOS = (1.0, 1.25, 1.5)


class Paints(QObject):
    """Counts the paintings of what it watches."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.mark.parametrize("restyled", [False, True])
def test_nothing_behind_a_lever_is_painted_with_it(qtbot: QtBot, restyled: bool) -> None:
    panel = LeverPanel()
    qtbot.addWidget(panel)
    panel.show_frame(frame_of(Document.new(opening_case())))
    with qtbot.waitExposed(panel):
        panel.show()
    row = panel.rows["gpus_per_team"]
    if restyled:
        row.setStyleSheet("QWidget { border-radius: 3px; }")
    QApplication.processEvents()
    behind, lever = Paints(), Paints()
    panel.list.installEventFilter(behind)
    row.installEventFilter(lever)
    row.update()
    QApplication.processEvents()
    assert (behind.count, lever.count) == (0, 1)


def black(size: QSize, ratio: float) -> QImage:
    """Return a black picture of a widget's size, where a point is so many pixels."""
    image = QImage(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    image.setDevicePixelRatio(ratio)
    return image


def edge(image: QImage) -> set[str]:
    """Return the colours of the pixels at the right and at the bottom."""
    right, bottom = image.width() - 1, image.height() - 1
    places = [(right, y) for y in range(bottom + 1)] + [(x, bottom) for x in range(right)]
    return {image.pixelColor(*place).name() for place in places}


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_part_of_a_panel_is_filled_to_its_edge(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ratio: float) -> None:
    part = PanelPart()
    qtbot.addWidget(part)
    part.resize(101, 67)
    image = black(part.size(), ratio)
    monkeypatch.setattr("gui.covering.QPainter", lambda _part: QPainter(image))
    part.paintEvent(QPaintEvent(part.rect()))
    assert edge(image) == {LIGHT.color("panel").name()}


@pytest.mark.parametrize("ratio", RATIOS)
def test_the_ground_of_a_chart_is_filled_to_its_edge(qtbot: QtBot, ratio: float) -> None:
    chart = JoinsChart()
    view = chart.view
    qtbot.addWidget(view)
    view.viewport().resize(101, 67)
    image = black(view.viewport().size(), ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    view._paint_ground(painter, range(0))
    painter.end()
    assert min(QColor(colour).lightness() for colour in edge(image)) > 180

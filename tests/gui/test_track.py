"""What a lever's track puts where, down to the width of a small window: flip marks, their names, the edge."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.levers.slider import LeverSlider
from gui.levers.track import CENTRE_PX, LANE_TOP_PX, MARGIN_PX, RING_PX, FlipMark
from gui.theme import LIGHT
from tests.gui.frames import opening_case

pytestmark = pytest.mark.usefixtures("dressed")
TEXT, PANEL = LIGHT.color("text").rgb(), LIGHT.color("panel").rgb()
PAST_HANDLE_PX = MARGIN_PX + RING_PX + 2
WIDTHS = (80, 121, 304)
AT = (0.5, 0.77, 1.0)  # of the way along the track, away from the handle


def marked(qtbot: QtBot, width: int, *names: str) -> tuple[LeverSlider, QImage]:
    """Return a slider at its low end with a mark for each name, and its picture."""
    slider = LeverSlider(opening_case().lever("gpus_per_team"))
    qtbot.addWidget(slider)
    slider.resize(width, slider.sizeHint().height())
    low, span = slider.lever.low, slider.lever.high - slider.lever.low
    slider.set_tick(low)
    slider.set_amount(low)
    marks = (FlipMark(low + share * span, name, name, True) for share, name in zip(AT, names, strict=False))
    slider.set_flips(tuple(marks))
    return slider, slider.grab().toImage()


def painted(image: QImage, rows: range) -> set[int]:
    """Return the columns past the handle in which a pixel of these rows is not the panel's."""
    return {x for x in range(PAST_HANDLE_PX, image.width()) for y in rows if image.pixel(x, y) != PANEL}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_flip_mark_stands_on_its_value_and_ends_above_its_name(qtbot: QtBot, width: int) -> None:
    slider, image = marked(qtbot, width, "", "", "")
    columns = {round(slider.x_of(flip.value)) for flip in slider.flips}
    assert len(columns) == len(AT)
    assert painted(image, range(CENTRE_PX + 4, LANE_TOP_PX)) == columns
    assert {image.pixel(x, y) for x in columns for y in range(CENTRE_PX + 4, LANE_TOP_PX - 1)} == {TEXT}
    assert painted(image, range(LANE_TOP_PX, image.height())) == set(), "it would run into the letters of its name"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_name_is_whole_within_the_track_or_left_out(qtbot: QtBot, width: int) -> None:
    lane = range(LANE_TOP_PX, LeverSlider(opening_case().lever("gpus_per_team")).sizeHint().height())
    first = painted(marked(qtbot, width, "Upstage")[1], lane)
    last = painted(marked(qtbot, width, "", "", "Upstage")[1], lane)
    both = painted(marked(qtbot, width, "Upstage", "", "Upstage")[1], lane)
    for found in (first, last):
        assert min(found) >= MARGIN_PX - 1
        assert max(found) <= width - MARGIN_PX + 1
    room = min(last) > max(first) + 2
    assert both == (first | last if room else first)

"""Text can be read on every ground it stands on, the bundled font is used, and no role is missing."""

from __future__ import annotations

import itertools
import re
from importlib import resources

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gui import theme
from gui.icons import icon
from gui.theme import DARK, LIGHT, THEMES, Theme
from model.outcome import COMPONENTS

BOTH = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
TEXT_ON_GROUND = [
    *itertools.product(("text", "muted", "accent"), ("background", "panel", "hover", "accent_soft")),
    *[(tone, ground) for tone in ("good", "bad", "warn", "baseline") for ground in ("panel", "background")],
    *[(tone, f"{tone}_soft") for tone in ("good", "bad", "warn")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.1."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast ratio of WCAG 2.1."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
def test_text_stands_out_from_every_ground(look: Theme) -> None:
    weak = {pair: contrast(look.color(pair[0]), look.color(pair[1])) for pair in TEXT_ON_GROUND}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@BOTH
def test_marks_and_bars_stand_out_from_the_panel(look: Theme) -> None:
    for role in ("tick", "baseline", "bar_on", "accent"):
        assert contrast(look.color(role), look.color("panel")) >= 3, role
    assert contrast(look.color("bar_on"), look.color("bar_off")) >= 1.8


@BOTH
def test_every_component_has_a_colour_of_its_own(look: Theme) -> None:
    assert set(look.components) == set(COMPONENTS)
    assert len(set(look.components.values())) == len(COMPONENTS)


@BOTH
def test_benefits_are_green_and_costs_are_not(look: Theme) -> None:
    for component in COMPONENTS:
        hue = look.color(component).hue()
        assert (100 <= hue <= 170) == (component in {"support", "prize", "second_track", "duty"}), component


def test_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        LIGHT.color("beige")


@BOTH
def test_style_sheet_has_no_gap(look: Theme) -> None:
    sheet = theme.style_sheet(look)
    assert "$" not in sheet
    icons = {entry.name for entry in (resources.files("resources") / "icons").iterdir()}
    assert set(re.findall(r'url\("icons:([^"]+)"\)', sheet)) <= icons


def test_apply_colours_palette_and_widgets(dressed: QApplication) -> None:
    button = QPushButton("x")
    theme.dress(button, "primary")
    button.resize(80, 30)
    for look in (DARK, LIGHT):
        theme.apply(dressed, look)
        assert dressed.palette().color(QPalette.ColorRole.Window) == look.color("background")
        assert button.grab().toImage().pixelColor(8, 15) == look.color("accent")


def test_bundled_font_draws_both_scripts(dressed: QApplication) -> None:
    assert theme.FAMILY in theme.load_fonts()
    for weight in (theme.REGULAR, theme.SEMIBOLD, theme.BOLD):
        made = theme.font(13, weight)
        assert QFontInfo(made).family().startswith(theme.FAMILY)
        metrics = QFontMetricsF(made)
        assert all(metrics.inFontUcs4(ord(sign)) for sign in "가뷁₩−…%▾")
    assert dressed.font().family() == theme.FAMILY


def test_digits_have_one_width(dressed: QApplication) -> None:
    metrics = QFontMetricsF(theme.font())
    assert dressed
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


def test_weights_differ(dressed: QApplication) -> None:
    assert dressed
    widths = [QFontMetricsF(theme.font(13, weight)).horizontalAdvance("Scenarios") for weight in (400, 600, 700)]
    assert widths == sorted(widths)
    assert len(set(widths)) == 3


def test_role_survives_a_change_of_theme(dressed: QApplication) -> None:
    label = QLabel("x")
    theme.dress(label, "title")
    theme.apply(dressed, DARK)
    theme.apply(dressed, LIGHT)
    assert label.property("role") == "title"
    assert label.font().weight() == theme.BOLD


def test_icon_takes_its_colour(dressed: QApplication) -> None:
    assert dressed
    picture = icon("more", THEMES["light"].accent).pixmap(16, 16).toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(16) for y in range(16) if picture.pixelColor(x, y).alpha() == 255
    }
    assert colours == {LIGHT.accent}

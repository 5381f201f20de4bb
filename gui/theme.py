"""How everything looks: colours by what they mean, one typeface, one style sheet, for light and for dark.

Views ask for a role (``theme.accent``, ``theme.color("baseline")``) and never for one of their own. ``dress`` gives a
widget its place in the style sheet together with the font that belongs to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from string import Template
from types import MappingProxyType

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

FAMILY = "Pretendard"
REGULAR, SEMIBOLD, BOLD = 400, 600, 700
BODY_PX = 13


@dataclass(frozen=True)
class Theme:
    """Colours by role, as ``#rrggbb``; ``components`` by payoff component id."""

    name: str
    background: str  # the page
    panel: str
    border: str
    border_strong: str  # outline of a control under the pointer
    text: str
    muted: str  # secondary text; still 4.5 : 1 on page, panel and soft fills
    accent: str
    accent_hover: str
    on_accent: str  # text on accent
    accent_soft: str  # fill of what is selected
    hover: str  # fill of a control under the pointer
    track: str  # empty part of a slider
    tick: str  # status quo tick, flip marks
    good: str  # better for the ministry
    good_soft: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str
    baseline: str  # the orange mark of the scenario everything is compared with
    bar_on: str  # join probability of at least one half
    bar_off: str
    band: str  # 50 % and 90 % bands
    band_soft: str  # filled bands behind curves
    grid: str
    thumbnail: str  # bars of a card that is not opened
    components: Mapping[str, str] = field(repr=False)

    @property
    def dark(self) -> bool:
        """Say whether light text stands on a dark ground."""
        return self.name == "dark"

    def color(self, role: str) -> QColor:
        """Return a role, or a payoff component, as a QColor; KeyError if there is neither."""
        if role in self.components:
            return _color(self.components[role])
        if role not in _ROLES:
            raise KeyError(role)
        return _color(getattr(self, role))


@cache
def _color(text: str) -> QColor:
    return QColor(text)


_ROLES = frozenset(row.name for row in fields(Theme)) - {"name", "components"}

# Benefits are greens and costs are browns, purples and reds; neighbours in a stack differ in lightness as well as in
# hue, so that they stay apart for red-green colour blindness and in grey print.
LIGHT = Theme(
    name="light",
    background="#f4f5f7",
    panel="#ffffff",
    border="#e1e5ea",
    border_strong="#b9c2cc",
    text="#1c2127",
    muted="#626b77",
    accent="#0b6e8a",
    accent_hover="#095a71",
    on_accent="#ffffff",
    accent_soft="#eef8fb",
    hover="#f4f6f8",
    track="#dfe3e8",
    tick="#7b848f",
    good="#226b42",
    good_soft="#e7f3ec",
    bad="#b3400a",
    bad_soft="#fcefe7",
    warn="#8a5a00",
    warn_soft="#fdf3dc",
    baseline="#b94a0b",
    bar_on="#237c95",
    bar_off="#99c2ce",
    band="#1c2127",
    band_soft="#cfe3ea",
    grid="#edf0f3",
    thumbnail="#9fb7c4",
    components=MappingProxyType(
        {
            "support": "#4c9a6a",
            "prize": "#8fc1a0",
            "second_track": "#c7dfce",
            "duty": "#a9c9b5",
            "own_strategy": "#8a6a4f",
            "duplicate_investment": "#c98b5b",
            "matching": "#a89a6a",
            "bid_cost": "#e0c3a5",
            "stigma": "#9a6fb0",
            "stock_risk": "#c0504d",
            "rule_risk": "#b5b1c9",
        }
    ),
)
DARK = Theme(
    name="dark",
    background="#0f1720",
    panel="#17212c",
    border="#2a3948",
    border_strong="#4a5d70",
    text="#eef2f6",
    muted="#9fb0c0",
    accent="#4cc3e0",
    accent_hover="#7ad5ea",
    on_accent="#0f1720",
    accent_soft="#153a49",
    hover="#1f2c39",
    track="#36434f",
    tick="#8494a2",
    good="#7fd0a0",
    good_soft="#173528",
    bad="#f29a6b",
    bad_soft="#3b2418",
    warn="#f2c463",
    warn_soft="#3a2e14",
    baseline="#f0a35e",
    bar_on="#2aa3c4",
    bar_off="#1d637a",
    band="#ffffff",
    band_soft="#1f4454",
    grid="#22303d",
    thumbnail="#5c7a8a",
    components=MappingProxyType(
        {
            "support": "#52ab76",
            "prize": "#8fcaa4",
            "second_track": "#c9e6d3",
            "duty": "#6f9a82",
            "own_strategy": "#a98563",
            "duplicate_investment": "#d9975f",
            "matching": "#b9aa72",
            "bid_cost": "#ecd0b2",
            "stigma": "#b287c9",
            "stock_risk": "#db6560",
            "rule_risk": "#c3bfda",
        }
    ),
)
THEMES: Mapping[str, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})

# role of a widget -> size in px and weight of its text; colours stand in the style sheet
FONTS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "brand": (16, BOLD),
        "title": (14, BOLD),
        "section": (11, SEMIBOLD),
        "body": (BODY_PX, REGULAR),
        "strong": (BODY_PX, SEMIBOLD),
        "muted": (12, REGULAR),
        "tool": (12, REGULAR),
        "small": (11, REGULAR),
        "value": (BODY_PX, BOLD),
        "big": (24, BOLD),
        "badge": (11, SEMIBOLD),
        "grade": (9, BOLD),
        "baseline": (10, SEMIBOLD),
        "edited": (11, SEMIBOLD),
        "error": (11, REGULAR),
        "primary": (BODY_PX, SEMIBOLD),
    }
)


def font(size_px: float = BODY_PX, weight: int = REGULAR) -> QFont:
    """Return Pretendard at a size in px with digits of equal width, so that live numbers do not jitter."""
    return QFont(_font(round(size_px), weight))


@cache
def _font(size_px: int, weight: int) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts and return their families; needs a QGuiApplication. Harmless when repeated."""
    families: dict[str, None] = {}
    for entry in sorted((resources.files("resources") / "fonts").iterdir(), key=lambda file: file.name):
        if entry.name.endswith(".otf"):
            number = _font_number(entry.name)
            families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(families)


@cache
def _font_number(name: str) -> int:
    return QFontDatabase.addApplicationFontFromData((resources.files("resources") / "fonts" / name).read_bytes())


def dress(widget: QWidget, role: str) -> None:
    """Give a widget a role: the style sheet's colours for ``[role="…"]`` and the font in ``FONTS``.

    Frames take the roles ``panel``, ``card``, ``bar`` and ``banner``; labels and buttons those of ``FONTS``.
    """
    widget.setProperty("role", role)
    if role in FONTS:
        made = font(*FONTS[role])
        if role == "section":
            made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
            made.setCapitalization(QFont.Capitalization.AllUppercase)
        widget.setFont(made)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        repolish(widget)  # one that was never shown is looked at when it is


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget again after one of its properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def palette(theme: Theme) -> QPalette:
    """Return the QPalette of a theme, so that whatever the style sheet does not name is coloured as well."""
    made = QPalette()
    role = QPalette.ColorRole
    table = {
        role.Window: "background",
        role.Base: "panel",
        role.AlternateBase: "hover",
        role.Button: "panel",
        role.ToolTipBase: "panel",
        role.Text: "text",
        role.WindowText: "text",
        role.ButtonText: "text",
        role.ToolTipText: "text",
        role.BrightText: "bad",
        role.PlaceholderText: "muted",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Light: "panel",
        role.Midlight: "border",
        role.Mid: "border_strong",
        role.Dark: "border_strong",
        role.Shadow: "border_strong",
    }
    for place, name in table.items():
        made.setColor(place, theme.color(name))
    for place in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, place, theme.color("border_strong"))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the style sheet with the colours of a theme filled in."""
    text = (resources.files("resources") / "style" / "turnout.qss").read_text(encoding="utf-8")
    return Template(text).substitute({name: getattr(theme, name) for name in (*_ROLES, "name")})


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: style, fonts, palette and style sheet. May be called again with another theme."""
    load_fonts()
    QDir.setSearchPaths("icons", [str(resources.files("resources") / "icons")])
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)

"""Pictures that say where they come from: small print under the chart, and the same in what no eye sees."""

from __future__ import annotations

from xml.etree import ElementTree

from gui.export.look import BASELINE, BOLD_SHARE, MUTED, PANEL, wrapped
from gui.export.origin import Origin
from gui.export.svgtext import FACE, SVG

LETTERS_PX, LINE_PX, MARGIN_PX = 9.5, 13.0, 12.0


def signed(svg: bytes, origin: Origin) -> bytes:
    """Return a picture made higher by the lines that say what it shows, of which file, and on what it rests."""
    root = ElementTree.fromstring(svg)
    x, y, width, height = (float(one) for one in root.get("viewBox", "").split())
    print_ = _small_print(origin, (width - 2 * MARGIN_PX) / LETTERS_PX)
    grown = height + LINE_PX * len(print_) + MARGIN_PX
    root.set("viewBox", f"{x:g} {y:g} {width:g} {grown:g}")
    root.set("height", f"{grown:g}px")
    where = {"x": f"{x:g}", "y": f"{y + height:g}", "width": f"{width:g}", "height": f"{grown - height:g}"}
    ElementTree.SubElement(root, f"{{{SVG}}}rect", where | {"fill": PANEL})
    look = {"font-family": FACE, "font-weight": "400", "font-size": f"{LETTERS_PX:g}", "fill": MUTED}
    group = ElementTree.SubElement(root, f"{{{SVG}}}g", look)
    for row, (line, more) in enumerate(print_):
        place = {"x": f"{x + MARGIN_PX:g}", "y": f"{y + height + LINE_PX * (row + 0.75):g}"}
        ElementTree.SubElement(group, f"{{{SVG}}}text", place | more).text = line
    for name, text in (("title", origin.title), ("desc", origin.text)):
        found = root.find(f"{{{SVG}}}{name}")
        if found is not None:
            found.text = text
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode").encode()


def _small_print(origin: Origin, room_em: float) -> list[tuple[str, dict[str, str]]]:
    """Return the lines with their own looks: first the warning, in the colour that it has on every page."""
    strong = {"font-weight": "600", "fill": BASELINE}
    made = [(line, strong) for line in wrapped(origin.warning, room_em / BOLD_SHARE)]
    for text in (origin.title, *origin.lines):
        made += [(line, {}) for line in wrapped(text, room_em)]
    return made

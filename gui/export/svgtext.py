"""What Qt writes as SVG, made fit to be scaled: lines as wide as drawn, fonts by name, a title and who made it."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
FACE = "Pretendard"  # Qt's reader of SVG takes one family; a file names others for machines without it
FACES = f"{FACE}, 'Malgun Gothic', 'Apple SD Gothic Neo', 'Noto Sans KR', NanumGothic, 'Noto Sans CJK KR', sans-serif"
_PAIR = re.compile(r"(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)")
_SIZE = re.compile(rb'font-size="([\d.]+)"[^<]*>\s*<text')
Matrix = tuple[float, ...]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def scalable(svg: bytes, size: tuple[int, int], title: str, about: str) -> bytes:
    """Return an SVG of Qt whose lines grow with it; Qt leaves those of plots at one width whatever the size."""
    root = ElementTree.fromstring(svg)
    root.set("width", f"{size[0]}px")
    root.set("height", f"{size[1]}px")
    for name, text in (("title", title), ("desc", about)):
        found = root.find(f"{{{SVG}}}{name}")
        if found is not None:
            found.text = text
    for group in root.iter(f"{{{SVG}}}g"):
        if any("vector-effect" in child.attrib for child in group):
            _bake(group)
    _shed(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode").encode()


def portable(svg: bytes) -> bytes:
    """Return an SVG as it leaves the house, with faces that other machines have."""
    return svg.replace(f'font-family="{FACE}"'.encode(), f'font-family="{FACES}"'.encode())


def least_letters(svg: bytes) -> float:
    """Return the height of the smallest letters, px; infinite where there are none."""
    return min((float(size) for size in _SIZE.findall(svg)), default=float("inf"))


def _shed(root: ElementTree.Element) -> None:
    """Take out the groups that draw nothing: most of what Qt writes."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{{{SVG}}}g" and not len(child):
                parent.remove(child)


def _bake(group: ElementTree.Element) -> None:
    """Move the shapes of a group to where its matrix puts them, so that only their places are scaled by it."""
    matrix = _matrix(group.get("transform", ""))
    moved = {"path": _points("d"), "polyline": _points("points"), "polygon": _points("points"), "rect": _rect,
             "line": _line}  # fmt: skip
    shapes = [child.tag.rpartition("}")[2] for child in group]
    for child in group:
        child.attrib.pop("vector-effect", None)
    if matrix != IDENTITY and all(shape in moved for shape in shapes):
        for child, shape in zip(group, shapes, strict=True):
            moved[shape](child, matrix)
        group.set("transform", "matrix(1,0,0,1,0,0)")


def _matrix(text: str) -> Matrix:
    numbers = tuple(float(one) for one in text.removeprefix("matrix(").removesuffix(")").split(",") if one)
    return numbers if len(numbers) == len(IDENTITY) else IDENTITY


def _put(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _points(name: str) -> Callable[[ElementTree.Element, Matrix], None]:
    def move(child: ElementTree.Element, matrix: Matrix) -> None:
        def one(pair: re.Match[str]) -> str:
            x, y = _put(matrix, float(pair[1]), float(pair[2]))
            return f"{x:.3f},{y:.3f}"

        child.set(name, _PAIR.sub(one, child.get(name, "")))

    return move


def _rect(child: ElementTree.Element, matrix: Matrix) -> None:
    x, y, w, h = (float(child.get(name, "0")) for name in ("x", "y", "width", "height"))
    (x0, y0), (x1, y1) = _put(matrix, x, y), _put(matrix, x + w, y + h)
    for name, value in (("x", min(x0, x1)), ("y", min(y0, y1)), ("width", abs(x1 - x0)), ("height", abs(y1 - y0))):
        child.set(name, f"{value:.3f}")


def _line(child: ElementTree.Element, matrix: Matrix) -> None:
    for end in ("1", "2"):
        x, y = _put(matrix, float(child.get(f"x{end}", "0")), float(child.get(f"y{end}", "0")))
        child.set(f"x{end}", f"{x:.3f}")
        child.set(f"y{end}", f"{y:.3f}")

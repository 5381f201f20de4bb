"""What the trade-off map draws, as plain numbers in the unit square: the figure, cost contours, scenarios as points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from gui.charts.axis import NICE
from gui.charts.series import Floats
from model.levers import Lever
from model.outcome import HEADLINES
from model.questions.sweep import Axis, Sweep, axis_of, legal_values

if TYPE_CHECKING:
    from gui.frame import Frame
    from model.outcome import Outcome
    from model.scenario import Scenario

NODES = 128  # of the picture, along either axis; as many as go evenly into cases
CONTOURS = 6  # about so many
FLAT = 1e-9  # values that vary less have no contours
COST = "public_cost_bn"
SAME_PLACE = 1e-3  # of an axis; points closer than that are one
SAME_VALUE = 1e-6  # of a step; a value is written to a step's decimals

Kind = Literal["working", "opened", "baseline", "card"]
Levels = tuple[tuple[float, Floats], ...]  # (level, segments [k, 4]: x, y, x, y)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a lever's values stand on an axis from 0 to 1: a number evenly, legal values as cells of equal width.

    A cell whose value is not solved yet shows the nearest one that is.
    """

    axis: Axis

    @property
    def cases(self) -> Floats:
        """The legal values of a lever that has cells."""
        return axis_of(self.lever, legal_values(self.lever)).values

    @property
    def lever(self) -> Lever:
        """The lever along this axis."""
        return self.axis.lever

    def place(self, value: float) -> float:
        """Return where a value stands."""
        values = self.axis.values
        if self.axis.smooth:
            return float((value - values[0]) / (values[-1] - values[0]))
        cases = self.cases
        return float(np.interp(value, cases, np.arange(len(cases))) + 0.5) / len(cases)

    def value(self, place: float) -> float:
        """Return the nearest legal value to a place."""
        lever = self.lever
        if not self.axis.smooth:
            cases = self.cases
            return lever.checked(float(cases[min(max(int(place * len(cases)), 0), len(cases) - 1)]))
        near = lever.low + round(place * (lever.high - lever.low) / lever.step) * lever.step
        return lever.checked(min(max(near, lever.low), lever.high))

    def row(self, value: float) -> int | None:
        """Return where a value is among those that are solved, None where it is not one of them."""
        rows = np.flatnonzero(np.isclose(self.axis.values, value, rtol=0.0, atol=self.lever.step * SAME_VALUE))
        return int(rows[0]) if rows.size else None

    def moved(self, value: float, steps: int) -> float:
        """Return the legal value so many steps away, within the range."""
        return self.lever.checked(min(max(value + steps * self.lever.step, self.lever.low), self.lever.high))

    @property
    def spots(self) -> Floats:
        """Where the nodes of the picture stand, ascending from 0 to 1: the cells of cases meet at their borders."""
        if self.axis.smooth:
            return np.linspace(0.0, 1.0, NODES)
        cells = len(self.cases)
        within = np.linspace(0.0, 1.0, max(NODES // cells, 2))
        return np.asarray((np.arange(cells)[:, None] + within) / cells).ravel()

    def node(self, place: float) -> int:
        """Return the node of the picture at a place."""
        count = len(self.spots)
        return round(place * (count - 1)) if self.axis.smooth else min(int(place * count), count - 1)

    def spread(self, values: Floats, at: int) -> Floats:
        """Return an array resampled along its axis ``at`` to the nodes: between numbers linear, else the case's own."""
        if not self.axis.smooth:
            nearest = np.abs(self.cases[:, None] - self.axis.values).argmin(axis=1)
            return np.asarray(np.take(values, np.repeat(nearest, len(self.spots) // len(nearest)), axis=at))
        ends, count = self.axis.values[[0, -1]], len(self.axis.values)
        where = np.interp(ends[0] + self.spots * (ends[1] - ends[0]), self.axis.values, np.arange(count))
        below = np.minimum(where.astype(np.intp), count - 2)
        share = np.expand_dims(where - below, 1 - at)
        return np.asarray((1.0 - share) * np.take(values, below, axis=at) + share * np.take(values, below + 1, axis=at))

    def ticks(self, most: int) -> tuple[float, ...]:
        """Return the values to be written along the axis."""
        if not self.axis.smooth:
            cases = self.cases
            return tuple(cases[:: -(-len(cases) // most)].tolist())
        steps = round((self.lever.high - self.lever.low) / self.lever.step)
        parts = next((count for count in range(most - 1, 1, -1) if steps % count == 0), most - 1)
        return tuple(self.value(place) for place in np.linspace(0.0, 1.0, parts + 1).tolist())


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A scenario on the map: ``row`` of its card, None for an edited working copy; its own figure where solved."""

    kind: Kind
    row: int | None
    names: tuple[str, ...]  # of all scenarios that stand here
    x: float
    y: float
    figure: float | None


@dataclass(frozen=True, slots=True)
class MapTexts:
    """What is written on a map; ticks are (place from 0 to 1, text)."""

    across: tuple[tuple[float, str], ...] = ()
    upwards: tuple[tuple[float, str], ...] = ()
    bar: tuple[tuple[float, str], ...] = ()
    contours: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class MapSeries:
    """A map: pictures [x, y] over about NODES places in the figure's unit, contours of public cost, points on top."""

    name: str  # headline or firm id
    scales: tuple[Scale, Scale] | None = None
    picture: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    low: float = 0.0
    high: float = 1.0
    contours: Levels = ()
    points: tuple[MapPoint, ...] = ()
    current: bool = False  # False: of other levers than the present ones, until it is solved anew
    sweep: Sweep | None = field(default=None, repr=False)

    @property
    def working(self) -> MapPoint | None:
        """The point that the levers stand at."""
        return next((point for point in self.points if point.kind == "working"), None)


def map_series(frame: Frame, name: str, last: MapSeries | None = None) -> MapSeries:
    """Take what the map draws of a frame, coloured by a headline or a firm's chance.

    Of the ``last`` map what still holds is kept: while a point is dragged only the points are others.
    """
    found = frame.sweep
    if found is None or found.levers != frame.axes or found.scenario.call != frame.scenario.call:
        return MapSeries(name)
    current = found.is_of(frame.scenario, frame.axes)
    if last is not None and last.sweep is found and last.name == name and last.scales is not None:
        return replace(last, points=points(frame, name, last.scales), current=current)
    scales = Scale(found.axes[0]), Scale(found.axes[1])
    picture = _picture(found, name, scales)
    low, high = _range(picture)
    cost = _picture(found, COST, scales)
    spots = scales[0].spots, scales[1].spots
    contours = tuple((level, segments(cost, level, spots)) for level in levels(cost))
    shown = points(frame, name, scales)
    return MapSeries(name, scales, picture, low, high, contours, shown, current, found)


def read(series: MapSeries, place: tuple[float, float]) -> tuple[float, bool]:
    """Return the figure of the choice of two values nearest to a place, and whether that very policy is solved.

    Otherwise it is the picture's, which lies between the policies that are; nan where there is no map.
    """
    if series.scales is None or series.sweep is None:
        return float("nan"), False
    x, y = series.scales
    across, upwards = x.row(x.value(place[0])), y.row(y.value(place[1]))
    if across is None or upwards is None:
        return float(series.picture[x.node(place[0]), y.node(place[1])]), False
    return float(_figures(series.sweep, series.name)[across, upwards]), True


def figure_of(outcome: Outcome, name: str) -> float:
    """Return a headline, or a firm's chance, of a solved scenario; nan for a firm that it does not have."""
    if name in HEADLINES:
        return float(outcome.headline[name])
    return float(outcome.join_probability[outcome.index(name)]) if name in outcome.firm_ids else float("nan")


def points(frame: Frame, name: str, scales: tuple[Scale, Scale]) -> tuple[MapPoint, ...]:
    """Return the scenarios of the call as points, the working copy last so that it lies on top; equal ones as one."""
    document = frame.document
    found: list[MapPoint] = []
    for row, card in enumerate(document.scenarios):
        if card.call != frame.scenario.call or (row == document.opened and not document.edited):
            continue
        kind: Kind = "baseline" if row == document.baseline else "opened" if row == document.opened else "card"
        solved = frame.thumbnails.get(row)
        _add(found, _point(kind, row, card, scales, None if solved is None else figure_of(solved, name)))
    row_of_working = None if document.edited else document.opened
    own = _point("working", row_of_working, frame.scenario, scales, figure_of(frame.outcome, name))
    return (*found, own)


def _point(kind: Kind, row: int | None, card: Scenario, scales: tuple[Scale, Scale], figure: float | None) -> MapPoint:
    x, y = (scale.place(card.value(scale.lever.id)) for scale in scales)
    return MapPoint(kind, row, (card.name,), x, y, figure)


def _add(found: list[MapPoint], point: MapPoint) -> None:
    """Add a point, or its name to one that already stands there; the baseline or the opened card shows."""
    rank = ("card", "opened", "baseline")
    for at, other in enumerate(found):
        if max(abs(other.x - point.x), abs(other.y - point.y)) < SAME_PLACE:
            shown = max(other, point, key=lambda one: rank.index(one.kind))
            found[at] = MapPoint(shown.kind, shown.row, other.names + point.names, other.x, other.y, shown.figure)
            return
    found.append(point)


def _picture(found: Sweep, name: str, scales: tuple[Scale, Scale]) -> Floats:
    return scales[1].spread(scales[0].spread(_figures(found, name), 0), 1)


def _figures(found: Sweep, name: str) -> Floats:
    """Return a headline or a firm's chance on the grid; nothing of a firm that the call does not have."""
    return found.figure(name) if name in (*HEADLINES, *found.scenario.firm_ids) else np.zeros(found.joining.shape[:2])


def _range(picture: Floats) -> tuple[float, float]:
    """Return the ends of the colour bar; what hardly varies is not blown up into a landscape."""
    finite = picture[np.isfinite(picture)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    least = max(abs(low), abs(high)) * 1e-3 or 1e-6
    return (low, high) if high - low > least else (low - least, high + least)


def levels(values: Floats) -> tuple[float, ...]:
    """Return about CONTOURS round numbers within the values."""
    finite = values[np.isfinite(values)]
    if not finite.size or float(np.ptp(finite)) <= FLAT:
        return ()
    wanted = float(np.ptp(finite)) / CONTOURS
    power = 10.0 ** np.floor(np.log10(wanted))
    step = next(factor * power for factor in NICE if factor * power >= wanted * (1 - 1e-12))
    first, last = int(np.floor(finite.min() / step)) + 1, int(np.ceil(finite.max() / step)) - 1
    return tuple(float(k * step) for k in range(first, last + 1))


def segments(values: Floats, level: float, spots: tuple[Floats, Floats]) -> Floats:
    """Return the contour of values [x, y] at a level, [k, 4], in no order; ``spots`` are where the nodes stand.

    Every cell is cut into two triangles, in each of which the contour is one straight piece (marching triangles).
    """
    x, y = spots
    corners = [
        (x[:-1, None], y[None, :-1], values[:-1, :-1]),
        (x[1:, None], y[None, :-1], values[1:, :-1]),
        (x[1:, None], y[None, 1:], values[1:, 1:]),
        (x[:-1, None], y[None, 1:], values[:-1, 1:]),
    ]
    pieces = [_cut([corners[at] for at in triangle], level) for triangle in ((0, 1, 2), (0, 2, 3))]
    return np.concatenate(pieces)


def _cut(corners: Sequence[tuple[Floats, Floats, Floats]], level: float) -> Floats:
    """Return the pieces [k, 4] where a level cuts triangles given by three corners (x, y, value)."""
    shape = corners[0][2].shape
    flat = [tuple(np.broadcast_to(part, shape).ravel() for part in corner) for corner in corners]
    above = [corner[2] > level for corner in flat]
    crossed = np.stack([above[one] != above[other] for one, other in ((0, 1), (1, 2), (2, 0))])
    rows = np.flatnonzero(crossed.any(axis=0))  # then two of the three sides are
    ends = []
    for side, (one, other) in enumerate(((0, 1), (1, 2), (2, 0))):
        (x0, y0, z0), (x1, y1, z1) = ([part[rows] for part in flat[at]] for at in (one, other))
        gap = np.where(crossed[side, rows], z1 - z0, 1.0)  # a side not crossed may be all but flat
        share = (level - z0) / gap
        ends.append(np.stack([x0 + share * (x1 - x0), y0 + share * (y1 - y0)], axis=-1))
    spots, crossed = np.stack(ends), crossed[:, rows]
    first = np.argmax(crossed, axis=0)
    last = 2 - np.argmax(crossed[::-1], axis=0)
    each = np.arange(len(rows))
    return np.concatenate([spots[first, each], spots[last, each]], axis=-1)

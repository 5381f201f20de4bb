"""Where cases of interest lie: one box in the space of inputs, by the patient rule induction method.

Peeling takes away a twentieth of the points at a time along the one side that gains most density for each point lost;
pasting gives back what was taken too far. The objective and the quantiles are those of the method's implementations for
scenario discovery. Sources: Friedman and Fisher (1999); Bryant and Lempert (2010); Kwakkel (2017).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from model.outcome import Floats

Mask = NDArray[np.bool_]

PEEL_SHARE = PASTE_SHARE = 0.05  # of the points in the box
LEAST_MASS = 0.05  # of all points, in a box
CHANCE_SHARE = 0.05  # quasi-p-value above which a restriction is put down to chance
LEAST_DENSITY, LEAST_COVERAGE = 0.75, 0.3  # that a box is to reach, if any does
LOW, HIGH, HALF = 0, 1, 0.5
Objective = tuple[float, int]  # gain of density for each point, then how few inputs are restricted


@dataclass(frozen=True, slots=True)
class Step:
    """One box of a trajectory: limits [2, inputs], and what lies in it."""

    limits: Floats = field(repr=False)
    points: int
    hits: int  # cases of interest in it
    coverage: float  # share of all cases of interest that lie in it
    density: float  # share of its points that are of interest
    mass: float  # share of all points that lie in it


@dataclass(frozen=True, slots=True)
class Side:
    """A restriction that is left: the input's column, which end, its limit, and how easily it comes by chance."""

    column: int
    end: int  # LOW: at least the limit; HIGH: at most
    limit: float
    quasi_p: float


@dataclass(frozen=True, slots=True)
class Box:
    """The chosen box and the whole trajectory it was chosen from."""

    step: Step
    sides: tuple[Side, ...]  # the telling ones first
    trajectory: tuple[Step, ...] = field(repr=False)


def find_box(x: Floats, interest: Mask) -> Box | None:
    """Return the box that tells best where cases of interest lie; None where there are none, or only such.

    ``x`` [points, inputs], ``interest`` [points]. Of the boxes on the trajectory, freed of restrictions that chance
    explains, those count that are restricted at all, and first those with a density of at least ``LEAST_DENSITY`` and a
    coverage of at least ``LEAST_COVERAGE``. Among them the one is taken whose coverage exceeds its mass by most
    (weighted relative accuracy).
    """
    if not interest.any() or interest.all():
        return None
    steps = trajectory(x, interest)
    freed = [_freed(x, interest, step) for step in steps[1:]]
    told = [(step, sides) for step, sides in freed if sides]
    if not told:
        return None
    clear = [pair for pair in told if pair[0].density >= LEAST_DENSITY and pair[0].coverage >= LEAST_COVERAGE]
    step, sides = max(clear or told, key=lambda pair: (pair[0].coverage - pair[0].mass, -len(pair[1])))
    ordered = sorted(sides, key=lambda side: (side.quasi_p, side.column, side.end))
    return Box(step, tuple(ordered), tuple(steps))


def trajectory(x: Floats, interest: Mask) -> list[Step]:
    """Return the boxes of peeling and then pasting, the whole space first; nothing is dropped from them."""
    start = np.stack([x.min(axis=0), x.max(axis=0)])
    steps = [_step(start, np.ones(len(x), dtype=bool), interest)]
    inside = np.ones(len(x), dtype=bool)
    while (peeled := _peel(x, interest, steps[-1].limits, inside, start)) is not None:
        limits, inside = peeled
        steps.append(_step(limits, inside, interest))
    while (pasted := _paste(x, interest, steps[-1].limits, inside, start)) is not None:
        limits, inside = pasted
        steps.append(_step(limits, inside, interest))
    return steps


def inside_of(x: Floats, limits: Floats) -> Mask:
    """Return which points lie in a box, its walls included, [points]."""
    return np.asarray(((x >= limits[LOW]) & (x <= limits[HIGH])).all(axis=-1))


def _step(limits: Floats, inside: Mask, interest: Mask) -> Step:
    points, hits = int(inside.sum()), int(interest[inside].sum())
    return Step(limits, points, hits, hits / max(int(interest.sum()), 1), hits / max(points, 1), points / len(interest))


def _peel(x: Floats, interest: Mask, limits: Floats, inside: Mask, start: Floats) -> tuple[Floats, Mask] | None:
    """Return the box after the best peel and what is in it, or None where none is worth it."""
    rows = np.flatnonzero(inside)
    held, hits = x[rows], interest[rows]
    ordered = np.sort(held, axis=0)
    free = (limits == start).all(axis=0)
    best: tuple[Objective, int, int, float, Mask] | None = None
    for column in range(x.shape[1]):
        for end in (HIGH, LOW):
            limit = _quantile(ordered[:, column], 1.0 - PEEL_SHARE if end == HIGH else PEEL_SHARE)
            kept = held[:, column] <= limit if end == HIGH else held[:, column] >= limit
            count = int(kept.sum())
            gain = _objective(hits, int(hits[kept].sum()), count)
            merit = (gain, int(free.sum()) - int(free[column] and limit != start[end, column]))
            if best is None or merit > best[0]:
                best = merit, column, end, limit, kept
    if best is None:
        return None
    (gain, _), column, end, limit, kept = best
    count = int(kept.sum())
    if gain <= 0.0 or count >= len(rows) or count / len(x) < LEAST_MASS:
        return None
    return _moved(limits, column, end, limit), _of_rows(rows[kept], len(x))


def _paste(x: Floats, interest: Mask, limits: Floats, inside: Mask, start: Floats) -> tuple[Floats, Mask] | None:
    """Return the box after the best paste and what is in it, or None where none is worth it."""
    old, old_hits = int(inside.sum()), int(interest[inside].sum())
    free = (limits == start).all(axis=0)
    best: tuple[Objective, Floats, Mask] | None = None
    for column in np.flatnonzero(~free).tolist():
        for end in (LOW, HIGH):
            beyond = limits.copy()
            beyond[:, column] = (start[LOW, column], limits[LOW, column])
            if end == HIGH:
                beyond[:, column] = (limits[HIGH, column], start[HIGH, column])
            near = np.sort(x[inside_of(x, beyond), column])
            share = 1.0 - PASTE_SHARE if end == LOW else PASTE_SHARE
            tried = _moved(limits, column, end, _quantile(near, share) if near.size else float(start[end, column]))
            kept = inside_of(x, tried)
            gain = _paste_objective((old_hits, old), (int(interest[kept].sum()), int(kept.sum())))
            merit = (gain, int((tried == start).all(axis=0).sum()))
            if best is None or merit > best[0]:
                best = merit, tried, kept
    if best is None or best[0][0] <= 0.0 or int(best[2].sum()) <= old:
        return None
    return best[1], best[2]


def _objective(hits: Mask, new_hits: int, new: int) -> float:
    """Return the gain of density for each point lost; nil where nothing is lost."""
    old = len(hits)
    if new in {0, old}:
        return 0.0
    return float((new_hits / new - hits.mean()) / (old - new))


def _paste_objective(old: tuple[int, int], new: tuple[int, int]) -> float:
    if new[1] == old[1]:
        return 0.0
    return (new[0] / new[1] - old[0] / old[1]) / abs(new[1] - old[1])


def _quantile(ordered: Floats, share: float) -> float:
    """Return the middle between the two points around a quantile, farther out where these are equal."""
    place = (len(ordered) - 1) * share
    below, above = math.floor(place), math.ceil(place)
    if share > HALF:
        while below > 0 and ordered[below] == ordered[above]:
            below -= 1
    else:
        while above < len(ordered) - 1 and ordered[below] == ordered[above]:
            above += 1
    return float((ordered[below] + ordered[above]) / 2.0)


def _moved(limits: Floats, column: int, end: int, limit: float) -> Floats:
    moved = limits.copy()
    moved[end, column] = limit
    return moved


def _of_rows(rows: NDArray[np.intp], count: int) -> Mask:
    mask = np.zeros(count, dtype=bool)
    mask[rows] = True
    return mask


def quasi_p(x: Floats, interest: Mask, step: Step, start: Floats) -> Iterator[Side]:
    """Yield every restricted side of a box with its quasi-p-value.

    It is the chance of at least so many cases of interest in the box if that side told nothing: one-sided binomial with
    the density of the box without that side (Bryant and Lempert 2010).
    """
    sides = _restricted(step.limits, start)
    beyond = {
        (column, end): x[:, column] > step.limits[end, column]
        if end == HIGH
        else x[:, column] < step.limits[end, column]
        for column, end in sides
    }
    broken = np.sum(list(beyond.values()), axis=0, dtype=np.intp) if sides else np.zeros(len(x), dtype=np.intp)
    for column, end in sides:
        wider = broken == beyond[column, end]  # no wall is in the way but this one
        density = float(interest[wider].mean())
        chance = _at_least(step.hits, step.points, density)
        yield Side(column, end, float(step.limits[end, column]), chance)


def _restricted(limits: Floats, start: Floats) -> list[tuple[int, int]]:
    return [(int(column), int(end)) for end, column in np.argwhere(limits != start)]


def _freed(x: Floats, interest: Mask, step: Step) -> tuple[Step, list[Side]]:
    """Drop the restriction that chance explains best, one at a time, until none is left that it explains."""
    start = np.stack([x.min(axis=0), x.max(axis=0)])
    while True:
        sides = list(quasi_p(x, interest, step, start))
        weak = max(sides, key=lambda side: side.quasi_p, default=None)
        if weak is None or weak.quasi_p <= CHANCE_SHARE:
            return step, sides
        limits = _moved(step.limits, weak.column, weak.end, float(start[weak.end, weak.column]))
        step = _step(limits, inside_of(x, limits), interest)


def _at_least(hits: int, points: int, density: float) -> float:
    """Return P(at least ``hits`` of ``points``) where each is of interest with probability ``density``."""
    if density >= 1.0 or hits <= 0:
        return 1.0
    if density <= 0.0:
        return 0.0
    facts = _log_factorials(points)
    k = np.arange(hits, points + 1)
    log = facts[points] - facts[k] - facts[points - k] + k * math.log(density) + (points - k) * math.log1p(-density)
    most = float(log.max())
    return min(1.0, math.exp(most) * float(np.exp(log - most).sum()))


@lru_cache(maxsize=512)
def _log_factorials(most: int) -> Floats:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, most + 1.0)))])

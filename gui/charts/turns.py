"""Who speaks when: the order of announcements as a view draws it, and the moves that change it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gui.charts.series import NO_ROW, Firms

if TYPE_CHECKING:
    from gui.frame import Frame
    from model.speaking import Announcements

Floats = NDArray[np.float64]
Turn = tuple[str, tuple[str, ...]]  # date or '', the firms that speak on it
Order = tuple[Turn, ...]


@dataclass(frozen=True)
class TurnSeries:
    """The sequence with rows in the order of speaking: chances [steps + 1, n], one column before anybody has spoken.

    ``speaks`` [n] is the step at which a firm speaks, from 1; ``stated`` what it said, None where nothing is recorded;
    ``at_once`` [n] the simultaneous equilibrium, another solution to compare with.
    """

    firms: Firms
    order: Order
    speaks: tuple[int, ...]
    stated: tuple[bool | None, ...]
    chances: Floats
    high_worth: Floats
    at_once: Floats

    @property
    def steps(self) -> int:
        """How many steps follow the beginning."""
        return len(self.order)

    def rows_at(self, step: int) -> tuple[int, ...]:
        """Return the rows of the firms that speak at a step."""
        return tuple(row for row, at in enumerate(self.speaks) if at == step)


NOTHING = TurnSeries(Firms((), (), (), (), NO_ROW), (), (), (), np.zeros((1, 0)), np.ones(1), np.zeros(0))


def turn_series(frame: Frame, found: Announcements) -> TurnSeries:
    """Take what *Announcements* draws."""
    ids = tuple(firm for group in found.groups for firm in group)
    rows = np.array([found.firm_ids.index(firm) for firm in ids], dtype=np.intp)
    pins = dict(frame.scenario.pins)
    return TurnSeries(
        firms=Firms(
            ids=ids,
            names=tuple(frame.names[row] for row in rows),
            joined=tuple(frame.decisions[row] for row in rows),
            pins=tuple(pins.get(firm) for firm in ids),
            selected=ids.index(frame.selected) if frame.selected in ids else NO_ROW,
        ),
        order=tuple(zip(found.dates, found.groups, strict=True)),
        speaks=tuple(step for step, group in enumerate(found.groups, start=1) for _ in group),
        stated=tuple(found.statements.get(firm) for firm in ids),
        chances=found.chances[:, rows],
        high_worth=found.high_worth,
        at_once=frame.outcome.join_probability[rows],
    )


def step_of(order: Order, firm: str) -> int:
    """Return the turn in which a firm speaks, from 0; ValueError where it does not."""
    return next(step for step, (_, group) in enumerate(order) if firm in group)


def moved_to(order: Order, firm: str, step: int) -> Order:
    """Let a firm speak in turn ``step`` (from 0), together with those already there."""
    target = order[step]
    if firm in target[1]:
        return order
    return _joined((*_without(order[:step], firm), (target[0], (*target[1], firm)), *_without(order[step + 1 :], firm)))


def together(order: Order, firm: str, other: str) -> Order:
    """Let a firm speak at the same time as another."""
    return moved_to(order, firm, step_of(order, other))


def earlier(order: Order, firm: str) -> Order:
    """Move a firm half a step: out of its group to just before it, or, alone, into the group before."""
    return _nudged(order, firm, -1)


def later(order: Order, firm: str) -> Order:
    """Move a firm half a step: out of its group to just after it, or, alone, into the group after."""
    return _nudged(order, firm, 1)


def _nudged(order: Order, firm: str, by: int) -> Order:
    step = step_of(order, firm)
    if len(order[step][1]) == 1:
        return moved_to(order, firm, step + by) if 0 <= step + by < len(order) else order
    alone: Turn = ("", (firm,))
    rest = tuple(_without(order, firm))
    at = step if by < 0 else step + 1
    return (*rest[:at], alone, *rest[at:])


def _without(order: Order, firm: str) -> Order:
    return tuple((date, tuple(other for other in group if other != firm)) for date, group in order)


def _joined(order: Order) -> Order:
    """Leave out turns in which nobody is left to speak."""
    return tuple(turn for turn in order if turn[1])

"""Announcements in a call: the firms of a scenario speak in the recorded order and learn from each other's refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.announcements import AnnouncementTree, announcement_tree
from model.game import Game, point_parameters
from model.outcome import Floats
from model.solve import game_of, pins_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Turns = tuple[tuple[str, tuple[str, ...]], ...]  # (date or '', the firms that speak on it) in order

Speeches = tuple[tuple[str, Turns], ...]  # (call id, an order other than the recorded one)

UNDATED = "9999-12-31"  # a firm that has not spoken speaks last, together with the others that have not


@dataclass(frozen=True)
class Announcements:
    """The sequence of a call. ``groups`` are firms that speak at once, in order; ``dates`` theirs ('' where none).

    ``chances`` [groups + 1, n]: each firm's probability of joining before anybody has spoken and after each group has
    stated what ``statements`` says (a group of which nothing is recorded changes nothing). ``high_worth`` [groups + 1]:
    what an onlooker believes of the title's worth.
    """

    firm_ids: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    dates: tuple[str, ...]
    statements: Mapping[str, bool]
    chances: Floats = field(repr=False)
    high_worth: Floats = field(repr=False)
    signal_accuracy_probability: float = 0.5


def recorded_order(case: Case, call_id: str) -> Turns:
    """Return (date, firms that spoke on it) in order; firms without a date come last with the date ''."""
    by_date: dict[str, list[str]] = {}
    for row in case.eligible:
        if row.call == call_id:
            by_date.setdefault(row.announced_on or UNDATED, []).append(row.firm)
    return tuple((date if date != UNDATED else "", tuple(by_date[date])) for date in sorted(by_date))


def announcements(
    case: Case,
    scenario: Scenario,
    order: tuple[tuple[str, tuple[str, ...]], ...] | None = None,
    *,
    signal_accuracy: float | None = None,
) -> Announcements:
    """Solve the sequence of statements of a scenario, exactly, up to 14 movers.

    ``order`` is (date, firms) per turn, the recorded one unless given; pinned firms are known from the start and do
    not move. ``signal_accuracy`` in [0.5, 1), the case's unless given. Raises SolveError past 14 movers.
    """
    turns = recorded_order(case, scenario.call) if order is None else order
    pins = pins_of((scenario,))
    fixed = np.full(len(scenario.firm_ids), np.nan) if pins is None else pins[0]
    free = [firm for _, group in turns for firm in group if np.isnan(fixed[scenario.firm_ids.index(firm)])]
    parameters = point_parameters(case)
    accuracy = float(parameters["signal_accuracy"][0]) if signal_accuracy is None else signal_accuracy
    tree = _tree(case, scenario, fixed, [[firm for firm in group if firm in free] for _, group in turns], accuracy)
    records = {row.firm: row.joined for row in case.decisions if row.call == scenario.call and row.firm in free}
    chances, worth = _unfold(tree, scenario, fixed, free, [group for _, group in turns], records)
    return Announcements(
        firm_ids=scenario.firm_ids,
        groups=tuple(tuple(group) for _, group in turns),
        dates=tuple(date for date, _ in turns),
        statements=records,
        chances=chances,
        high_worth=worth,
        signal_accuracy_probability=accuracy,
    )


def _tree(case: Case, scenario: Scenario, fixed: Floats, turns: list[list[str]], accuracy: float) -> AnnouncementTree:
    """Solve the tree over the firms that are free to move, numbered by their place among them."""
    movers = [firm for group in turns for firm in group]
    rows = np.array([scenario.firm_ids.index(firm) for firm in sorted(movers, key=scenario.firm_ids.index)])
    number = {int(row): place for place, row in enumerate(rows)}
    order = [[number[scenario.firm_ids.index(firm)] for firm in group] for group in turns if group]
    parameters = point_parameters(case)
    doubt = float(parameters["title_uncertainty_share"][0])
    game = game_of(case, (scenario,))
    high, low = (
        game_of(
            case, (scenario,), {**parameters, "title_final_bn": parameters["title_final_bn"] * (1.0 + sign * doubt)}
        )
        for sign in (1.0, -1.0)
    )

    def worth(of: Game, joining: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
        everyone = np.broadcast_to(np.nan_to_num(fixed), (*joining.shape[:-1], len(fixed))).copy()
        everyone[..., rows] = joining
        value: Floats = of.payoff(everyone)[..., rows]
        return value

    return announcement_tree(
        lambda joining: worth(game, joining),
        np.broadcast_to(game.noise_bn, game.base.shape)[0][rows],
        order,
        signal_accuracy=accuracy,
        worth_gap=lambda joining: worth(high, joining) - worth(low, joining),
    )


def _unfold(
    tree: AnnouncementTree,
    scenario: Scenario,
    fixed: Floats,
    free: list[str],
    turns: list[tuple[str, ...]],
    records: Mapping[str, bool],
) -> tuple[Floats, Floats]:
    """Return chances [turns + 1, n] and the onlooker's belief [turns + 1] as the recorded statements come in."""
    rows = sorted(scenario.firm_ids.index(firm) for firm in free)
    number = {scenario.firm_ids[row]: place for place, row in enumerate(rows)}
    stated: dict[int, bool] = {}
    chances, worth = [], []
    for turn in ((), *turns):
        stated |= {number[firm]: records[firm] for firm in turn if firm in records}
        after = np.nan_to_num(fixed).copy()
        after[rows] = tree.given(stated)
        chances.append(after)
        worth.append(tree.chance_of_high_worth(stated))
    return np.array(chances), np.array(worth)

"""An equilibrium other than the principal one, carried along while parameters or levers move, as far as it exists.

Each row goes from where the point is known to where it is wanted in steps of its own. A step counts where Newton
settles close to the point before and the sign of det(I - J) is the same: two branches that meet in a fold differ in it.
Where even a tiny step does not count, the branch has ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.branch import LARGEST_MOVE
from model.errors import DroppedError
from model.game import Game, build_game, field_of, point_parameters, rules_of, scenario_rules
from model.layout import Rules
from model.newton import RESIDUAL_GOAL, log_odds_of, newton
from model.newton import Game as Response
from model.outcome import Floats

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Ints = NDArray[np.intp]
GameAt = Callable[[Ints, Floats], Game]  # rows and how far each has come, 0 to 1 -> their games
Policy = tuple[str, Rules, Mapping[str, Floats]]  # call, rules and lever values [1]

SHORTEST = 1.0 / 256.0  # of the way: a step that fails at this length ends the branch
RULE_LEVERS = ("seats", "final_teams", "reserved_seat", "next_in_rank")  # they jump: nothing lies between


def follow(game_at: GameAt, start: Floats, pinned: Floats | None = None, dropped: Callable[[], bool] = bool) -> Floats:
    """Return ``start`` [rows, n], equilibria at the beginning of the way, carried to its end; nan where they are lost.

    ``pinned`` [rows, n] holds nan for free firms. Raises DroppedError once ``dropped`` says so.
    """
    point, count = start.copy(), len(start)
    there, length = np.zeros(count), np.ones(count)
    pins = np.full(start.shape, np.nan) if pinned is None else np.broadcast_to(pinned, start.shape)
    sides = _side(_response(game_at(np.arange(count), there), pins), point)
    open_ = np.ones(count, dtype=bool)
    while open_.any():
        if dropped():
            raise DroppedError
        rows = np.flatnonzero(open_)
        tried = np.minimum(there[rows] + length[rows], 1.0)
        response = _response(game_at(rows, tried), pins[rows])
        z, residual = newton(response, log_odds_of(point[rows]))
        found = response.p(z)
        good = (residual <= RESIDUAL_GOAL) & (np.abs(found - point[rows]).max(axis=-1) <= LARGEST_MOVE)
        good &= _side(response, found) == sides[rows]
        point[rows[good]], there[rows[good]] = found[good], tried[good]
        length[rows] *= np.where(good, 2.0, 0.25)
        lost = rows[~good & (length[rows] < SHORTEST)]
        point[lost] = np.nan
        open_[lost] = False
        open_ &= there < 1.0
    return point


def over_parameters(
    case: Case,
    policy: Policy,
    parameters: Mapping[str, Floats],
    start: Floats,
    pinned: Floats | None = None,
    dropped: Callable[[], bool] = bool,
) -> Floats:
    """Carry an equilibrium [n] from the point parameters to draws of them, [draws] each: [draws, n], nan where lost."""
    point = {name: float(value[0]) for name, value in point_parameters(case).items()}
    call, rules, levers = policy

    def game_at(rows: Ints, share: Floats) -> Game:
        mixed = {name: point[name] + share * (values[rows] - point[name]) for name, values in parameters.items()}
        return build_game(case, call, rules, levers, mixed, kept_as=None)

    count = len(next(iter(parameters.values())))
    pins = None if pinned is None else np.broadcast_to(pinned, (count, len(start)))
    return follow(game_at, np.tile(start, (count, 1)), pins, dropped)


def over_policies(
    case: Case,
    scenario: Scenario,
    start: Floats,
    table: Floats,
    pinned: Floats | None = None,
    dropped: Callable[[], bool] = bool,
) -> Floats:
    """Carry an equilibrium [n] of a scenario to other policies of its call: ``table`` [rows, levers] of lever values.

    ``pinned`` [rows, n] are the pins there. Returns [rows, n], nan where the branch ends on the straight way; levers
    that set the rules, and pins, jump before the others move.
    """
    groups: dict[Rules, list[int]] = defaultdict(list)
    ids, field_ = [lever.id for lever in scenario.levers], field_of(case, scenario.call)
    for row, values in enumerate(table):
        groups[rules_of(field_, dict(zip(ids, values.tolist(), strict=True)))].append(row)
    found = np.full((len(table), len(start)), np.nan)
    pins = np.full(found.shape, np.nan) if pinned is None else pinned
    side = _side(
        _response(
            _game_between(case, scenario, scenario_rules(case, scenario), table[:1])(
                np.zeros(1, dtype=np.intp), np.zeros(1)
            ),
            _own_pins(scenario),
        ),
        start[None, :],
    )
    for rules, members in groups.items():
        rows = np.array(members, dtype=np.intp)
        game_at = _game_between(case, scenario, rules, table[rows])
        begun = _begun(game_at(np.arange(len(rows)), np.zeros(len(rows))), start, pins[rows], side)
        kept = rows[np.isfinite(begun[:, 0])]
        if len(kept):
            game_at = _game_between(case, scenario, rules, table[kept])
            found[kept] = follow(game_at, begun[np.isfinite(begun[:, 0])], pins[kept], dropped)
    return found


def _begun(game: Game, start: Floats, pins: Floats, side: Floats) -> Floats:
    """Return what the point becomes where rules or pins have jumped, [rows, n]; nan where it leads to another kind."""
    response = _response(game, pins)
    z, residual = newton(response, log_odds_of(np.tile(start, (len(pins), 1))))
    found = response.p(z)
    good = (residual <= RESIDUAL_GOAL) & (_side(response, found) == side)
    return np.where(good[:, None], found, np.nan)


def _game_between(case: Case, scenario: Scenario, rules: Rules, table: Floats) -> GameAt:
    """Return the games between a scenario and policies of the same rules; those levers are there from the beginning."""
    before = np.array(scenario.values)
    moved = [at for at in range(len(before)) if np.any(table[:, at] != before[at])]
    jumping = [at for at, lever in enumerate(scenario.levers) if lever.id in RULE_LEVERS]

    def game_at(rows: Ints, share: Floats) -> Game:
        levers = {}
        for at, lever in enumerate(scenario.levers):
            if at in jumping:
                levers[lever.id] = table[:1, at]
            elif at in moved:
                levers[lever.id] = before[at] + share * (table[rows, at] - before[at])
            else:
                levers[lever.id] = before[at : at + 1]
        return build_game(case, scenario.call, rules, levers, point_parameters(case), kept_as="along")

    return game_at


def _own_pins(scenario: Scenario) -> Floats:
    pins = dict(scenario.pins)
    return np.array([[float(pins[firm]) if firm in pins else np.nan for firm in scenario.firm_ids]])


def _response(game: Game, pins: Floats) -> Response:
    return Response(game.payoff_and_jacobian, np.broadcast_to(game.noise_bn, pins.shape), pins, pins.shape)


def _side(response: Response, p: Floats) -> Floats:
    """Return the sign of det(I - J) of the response at points [rows, n]."""
    by_z = response.at(log_odds_of(p))[2]
    return np.asarray(np.linalg.slogdet(response.eye - by_z)[0], dtype=np.float64)

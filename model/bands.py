"""How far the figures of a scenario are known: its equilibrium at every draw from the posterior, as mean and bands."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from model.contest import joiner_distribution
from model.draws import Draws, sample_of
from model.errors import CaseError, DroppedError, RareError
from model.following import over_parameters
from model.game import Game, point_parameters, scenario_rules
from model.headline import headline_arrays
from model.layout import layout_of
from model.outcome import HEADLINES, Bands, Floats
from model.policy import lever_arrays
from model.solve import equilibrium, game_of, pins_of, solve, standing_of

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

SHARES = (0.05, 0.25, 0.75, 0.95)  # the 90 % and the 50 % band
MOST_AT_ONCE = 8_000  # sets of firms times draws in one batch; between batches the question can be dropped
FIRST_LOOK, LONG_LOOK = 100_000, 400_000  # sets of firms times draws: what a first answer and a patient one may cost
FEWEST_DRAWS = 16
# What is banded besides the chance of joining: arrays of an outcome by their names, and what views make of them.
FIGURES: tuple[str, ...] = (
    *("selection_probability", "final_probability", "components_bn", "payoff_bn"),  # [n], [n], [n, 11], [n]
    *("joiner_probability", "at_least_probability"),  # [n + 1] both: exactly so many joiners, and so many or more
    *("stage_probability", "there_probability"),  # [stages + 1, n]: given that it joins, and joining and being there
    *("expected_teams", "incumbent_stage_probability", "expected_incumbents"),  # [stages + 1], [stages + 1, m], …
)


def bands(
    case: Case,
    scenario: Scenario,
    draws: Draws | None = None,
    start: Floats | None = None,
    dropped: Callable[[], bool] = bool,
    *,
    chosen: bool = False,
) -> Bands:
    """Return mean and bands of every figure of a scenario over the draws.

    ``draws`` are the case's sample unless given; ``start`` [n] is the scenario's own solution, where Newton begins in
    every draw. A figure that some draws leave undefined is banded over the others, and nan where all do.
    ``chosen`` says that ``start`` is another equilibrium than the principal one: it is carried to every draw, and those
    in which it does not exist are missing from the bands. Raises CaseError where there are no draws, SolveError where a
    draw has no equilibrium to 1e-12, RareError where the chosen one exists in hardly any, DroppedError once ``dropped``
    says so.
    """
    asked = draws_of(case) if draws is None else draws
    begin = solve(case, scenario).join_probability if start is None else start
    solver = _carried if chosen else _solved
    found = _every_figure(case, scenario, asked, begin, (solver, dropped))
    count, kept = len(next(iter(asked.values()))), len(found["join_probability"])
    if kept < min(FEWEST_DRAWS, count):
        raise RareError(kept, count)
    return banded(found, count - kept)


def kept_bands(
    case: Case,
    scenario: Scenario,
    start: Floats | None = None,
    most: int = LONG_LOOK,
    dropped: Callable[[], bool] = bool,
) -> Bands:
    """Return the bands of a scenario on the branch from one half, kept with the case; raises as ``bands``.

    A call with many sets of winners gets fewer draws: sets times draws stay below ``most``.
    """
    draws = draws_within(case, sets_of(case, scenario), most)
    key = (scenario.call, scenario.values, scenario.pins, len(next(iter(draws.values()))))
    return case.memo.get("bands", key, lambda: bands(case, scenario, draws, start, dropped))


def draws_of(case: Case) -> Draws:
    """Return the case's sample from the posterior; CaseError where it has none."""
    if case.draws is None:
        raise CaseError(
            "The case has no draws from the posterior, so there are no bands. Run “turnout calibrate”.",
            "사후분포 표본이 없어 오차 범위를 보일 수 없습니다. ‘turnout calibrate’를 실행해 주십시오.",
        )
    return sample_of(case.draws)


def draws_within(case: Case, sets: int, most: int) -> Draws:
    """Return as many draws as keep sets of winners times draws below ``most``, evenly spaced; raises as draws_of."""
    draws = draws_of(case)
    count = len(next(iter(draws.values())))
    wanted = min(max(most // sets, FEWEST_DRAWS), count)
    rows = np.linspace(0, count - 1, wanted).round().astype(np.intp)
    return MappingProxyType({name: values[rows] for name, values in draws.items()})


def sets_of(case: Case, scenario: Scenario) -> int:
    """Return how many sets of winners a scenario's rules allow: what its solves cost."""
    return layout_of(scenario_rules(case, scenario)).sets.n_sets


def over_draws(
    case: Case, scenario: Scenario, draws: Draws | None = None, start: Floats | None = None
) -> tuple[Floats, dict[str, Floats]]:
    """Return probabilities of joining [draws, n] and each headline [draws]; raises as ``bands``."""
    asked = draws_of(case) if draws is None else draws
    begin = solve(case, scenario).join_probability if start is None else start
    found = _every_figure(case, scenario, asked, begin, (_solved, bool))
    return found["join_probability"], {name: found[name] for name in HEADLINES}


Solver = Callable[["Case", "Scenario", Mapping[str, Floats], Floats, Callable[[], bool]], tuple[Game, Floats]]


def _every_figure(
    case: Case, scenario: Scenario, draws: Draws, start: Floats, how: tuple[Solver, Callable[[], bool]]
) -> dict[str, Floats]:
    """Return every figure in every draw, [draws, ...] by name, solved some draws at a time."""
    solver, dropped = how
    count = len(next(iter(draws.values())))
    at_once = max(1, MOST_AT_ONCE // sets_of(case, scenario))
    parts = []
    for first in range(0, count, at_once):
        if dropped():
            raise DroppedError
        some = {name: values[first : first + at_once] for name, values in draws.items()}
        game, p = solver(case, scenario, parameters_at(case, some), start, dropped)
        if dropped():
            raise DroppedError
        if len(p):
            parts.append(figures_of(game, p))
    if not parts:
        return {"join_probability": np.zeros((0, len(start)))}
    if len(parts) == 1:
        return parts[0]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _solved(
    case: Case, scenario: Scenario, parameters: Mapping[str, Floats], start: Floats, dropped: Callable[[], bool]
) -> tuple[Game, Floats]:
    """Return the games of some draws and their equilibria from the scenario's own, [draws, n]."""
    game = game_of(case, (scenario,), parameters)
    return game, equilibrium(game, pins_of((scenario,)), np.broadcast_to(start, game.base.shape), dropped).p


def _carried(
    case: Case, scenario: Scenario, parameters: Mapping[str, Floats], start: Floats, dropped: Callable[[], bool]
) -> tuple[Game, Floats]:
    """Return the games of those draws to which the equilibrium can be carried, and where it is there, [draws, n]."""
    policy = (scenario.call, scenario_rules(case, scenario), lever_arrays((scenario,)))
    p = over_parameters(case, policy, parameters, start, pins_of((scenario,)), dropped)
    kept = np.isfinite(p[:, 0])
    game = game_of(
        case, (scenario,), {name: values[kept] for name, values in parameters.items()} if kept.any() else None
    )
    return game, p[kept]


def parameters_at(case: Case, draws: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return every behavioural parameter at the draws, [draws]; one without draws stands at its point value."""
    count = len(next(iter(draws.values())))
    held = {name: np.broadcast_to(value, (count,)) for name, value in point_parameters(case).items()}
    return held | dict(draws)


def figures_of(game: Game, p: Floats) -> dict[str, Floats]:
    """Return every figure that views show for equilibria ``p`` [draws, n], by name, [draws, ...]."""
    expected, chances = game.prospects.expected_and_chances(p)
    components = game.prices.components(expected)
    joiners = joiner_distribution(p)
    standing = np.moveaxis(standing_of(expected, game.prospects.stages), -1, -2)
    there, old = standing * p[..., None, :], game.prospects.incumbent_stages(p, chances)
    return {
        "join_probability": p,
        "selection_probability": expected[..., 0],
        "final_probability": expected[..., -1],
        "components_bn": components,
        "payoff_bn": components.sum(axis=-1),
        "joiner_probability": joiners,
        "at_least_probability": np.cumsum(joiners[..., ::-1], axis=-1)[..., ::-1],
        "stage_probability": standing,
        "there_probability": there,
        "expected_teams": there.sum(axis=-1),
        "incumbent_stage_probability": old,
        "expected_incumbents": old.sum(axis=-1),
        **headline_arrays(game, p, expected, chances),
    }


def banded(found: Mapping[str, Floats], missing: int = 0) -> Bands:
    """Return figures in every draw [draws, ...] as mean and bands."""
    count = len(found["join_probability"])
    flat = [np.reshape(values, (count, -1)) for values in found.values()]
    rows = np.stack(summary(np.concatenate(flat, axis=1)))
    rows.setflags(write=False)
    ends = np.cumsum([values.shape[1] for values in flat])[:-1]
    parts = zip(found.items(), np.split(rows, ends, axis=1), strict=True)
    each = {name: part.reshape(len(rows), *values.shape[1:]) for (name, values), part in parts}
    headline = {name: _five(each[name]) for name in HEADLINES}
    figures = MappingProxyType({name: each[name] for name in FIGURES})
    samples = MappingProxyType({name: _frozen(found[name]) for name in ("join_probability", *HEADLINES)})
    mean, low90, low50, high50, high90 = each["join_probability"]
    return Bands(count, mean, low90, low50, high50, high90, headline, figures, missing, samples)


def _frozen(values: Floats) -> Floats:
    values = values.view()
    values.setflags(write=False)
    return values


def summary(values: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return mean, low90, low50, high50, high90 over the first axis, each [...], without undefined values."""
    rows = np.empty((1 + len(SHARES), *values.shape[1:]))
    whole = np.isfinite(values).all(axis=0)
    rows[0, whole] = values[:, whole].mean(axis=0)
    rows[1:, whole] = np.quantile(values[:, whole], SHARES, axis=0)
    if not whole.all():
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", r"Mean of empty slice|All-NaN slice", RuntimeWarning)
            rows[0, ~whole] = np.nanmean(values[:, ~whole], axis=0)
            rows[1:, ~whole] = np.nanquantile(values[:, ~whole], SHARES, axis=0)
    mean, low90, low50, high50, high90 = rows
    return mean, low90, low50, high50, high90


def _five(values: Floats) -> tuple[float, float, float, float, float]:
    mean, low90, low50, high50, high90 = values.tolist()
    return mean, low90, low50, high50, high90

"""Sweeps: every cell is what solving that very policy gives, whatever is shared, chunked or started from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.cli import run
from model import Scenario, load_case, solve
from model.claims import DroppedError
from model.errors import EXIT_DONE, EXIT_INPUT, EXIT_USAGE, LeverError
from model.game import scenario_rules
from model.outcome import HEADLINES
from model.questions import mapgrids
from model.questions.mapgrids import COARSE, FINE, GLANCE_MS, map_axes, map_grids
from model.questions.sweep import Axis, Sweep, axis_of, sweep
from model.solve import game_of

CASE = load_case("sovereign-ai-2026")
EVERY = [lever.id for lever in CASE.levers]


def cell_agrees(found: Sweep, scenario: Scenario, cell: tuple[int, ...]) -> None:
    """Solve the policy of one cell by itself; values between a lever's legal ones are left to the caller."""
    values = {axis.lever.id: float(axis.values[at]) for axis, at in zip(found.axes, cell, strict=True)}
    alone = solve(CASE, scenario.with_levers(values))
    assert found.joining[cell] == pytest.approx(alone.join_probability, abs=1e-10)
    for name in HEADLINES:
        assert float(found.headline[name][cell]) == pytest.approx(alone.headline[name], abs=1e-8, nan_ok=True)


def legal(lever_id: str, most: int) -> Axis:
    lever = CASE.lever(lever_id)
    values = axis_of(lever, most).values.tolist()
    return Axis(
        lever, np.unique([lever.checked(value if lever.kind == "number" else round(value)) for value in values])
    )


@given(
    levers=st.lists(st.sampled_from(EVERY), min_size=1, max_size=2, unique=True),
    other=st.sampled_from([{}, {"late_gpu_priority": 0.6, "fresh_start": 0.5}, {"seats": 2}]),
    pin=st.sampled_from([None, "kt"]),
    seed=st.integers(0, 9),
)
@settings(max_examples=15, deadline=None)
def test_each_cell_is_that_policy_solved_alone(
    levers: list[str], other: dict[str, float], pin: str | None, seed: int
) -> None:
    scenario = CASE.status_quo.with_levers(other)
    if pin is not None:
        scenario = scenario.with_pin(pin, True)
    found = sweep(CASE, scenario, [legal(lever, 6) for lever in levers])
    rng = np.random.default_rng(seed)
    for _ in range(3):
        cell_agrees(found, scenario, tuple(int(rng.integers(len(axis.values))) for axis in found.axes))


@pytest.mark.parametrize(
    "levers",
    [("gpus_per_team", "losers_named"), ("weight_benchmarks", "final_teams"), ("reserved_seat", "next_in_rank")],
)
def test_a_finer_map_from_a_coarse_one_is_the_map_from_scratch(levers: tuple[str, str]) -> None:
    scenario = CASE.status_quo.with_lever("fresh_start", 0.3)
    near = sweep(CASE, scenario, map_axes(CASE, scenario, levers, "glance"))
    axes = [axis_of(CASE.lever(lever), 24) for lever in levers]
    fine, scratch = sweep(CASE, scenario, axes, near), sweep(CASE, scenario, axes)
    assert fine.joining == pytest.approx(scratch.joining, abs=1e-9)
    for name in HEADLINES:
        assert fine.headline[name] == pytest.approx(scratch.headline[name], abs=1e-7, nan_ok=True)


@pytest.mark.parametrize(
    ("levers", "other"),
    [
        (("seats", "gpus_per_team"), {}),
        (("weight_strategy", "seats"), {"final_teams": 3}),
        (("seats", "final_teams"), {}),
        (("months_given_back", "second_track"), {"seats": 4}),
        (("late_gpu_priority", "weight_openness"), {"seats": 5}),
    ],
)
def test_slices_of_a_slow_map_are_each_policy_solved_alone(levers: tuple[str, str], other: dict[str, float]) -> None:
    scenario = CASE.status_quo.with_levers(other)
    last: Sweep | None = None
    for grid in map_grids(CASE, scenario, levers)[:3]:
        found = sweep(CASE, scenario, grid, last)
        if last is not None:
            rows = [np.isin(new.values, old.values) for new, old in zip(grid, last.axes, strict=True)]
            assert np.array_equal(found.joining[np.ix_(*rows)], last.joining), "what was solved stands as it was"
        last = found
    assert last is not None
    for cell in ((0, 0), (-1, -1), (1, len(last.axes[1].values) // 2)):
        values = {axis.lever.id: float(axis.values[at]) for axis, at in zip(last.axes, cell, strict=True)}
        rounded = all(CASE.lever(lever).checked(value) == value for lever, value in values.items())
        if rounded:
            cell_agrees(last, scenario, cell)
    assert last.joining == pytest.approx(sweep(CASE, scenario, last.axes).joining, abs=1e-9)


@pytest.mark.parametrize("seats", [1, 3, 5])
def test_grids_hold_one_another_and_the_longer_look_goes_on(seats: int) -> None:
    scenario = CASE.status_quo.with_lever("seats", seats)
    for levers in (("seats", "weight_public"), ("stage_months", "seats"), ("gpus_per_team", "losers_named")):
        looks = [map_grids(CASE, scenario, levers, look) for look in ("glance", "soon", "long")]
        assert len(looks[0]) == 1
        assert max(len(axis.values) for axis in looks[0][0]) <= COARSE
        for shorter, longer in pairwise(looks):
            assert [shape(grid) for grid in longer[: len(shorter)]] == [shape(grid) for grid in shorter]
        for coarse, fine in pairwise(looks[-1]):
            assert all(set(old.values) <= set(new.values) for old, new in zip(coarse, fine, strict=True))
            assert shape(coarse) != shape(fine)
        for grid in looks[-1]:
            for axis in grid:
                assert (axis.values[0], axis.values[-1]) == (axis.lever.low, axis.lever.high)


def shape(grid: Sequence[Axis]) -> tuple[int, ...]:
    return tuple(len(axis.values) for axis in grid)


def test_no_pair_of_levers_asks_for_much_before_its_first_picture() -> None:
    for pair in combinations([lever.id for lever in CASE.levers], 2):
        grid = map_axes(CASE, CASE.status_quo, pair, "glance")
        assert mapgrids._cost_ms(CASE, CASE.status_quo, grid, mapgrids.COLD_MS) < 2 * GLANCE_MS, pair


def test_many_sets_of_winners_make_a_map_coarser_and_seats_are_an_axis_of_their_own() -> None:
    five = CASE.status_quo.with_lever("seats", 5)
    assert min(shape(map_axes(CASE, CASE.status_quo, ("losers_named", "fresh_start")))) >= FINE
    assert shape(map_axes(CASE, five, ("losers_named", "fresh_start"), "glance")) < (5, 5)
    assert shape(map_axes(CASE, CASE.status_quo, ("seats", "gpus_per_team"))) == (5, 33), "every number of GPUs"
    seats = sweep(CASE, CASE.status_quo, [Axis(CASE.lever("seats"), np.array([1.0, 2.0]))])
    for cell in (0, 1):
        cell_agrees(seats, CASE.status_quo, (cell,))


def test_discrete_levers_give_their_own_steps() -> None:
    assert axis_of(CASE.lever("reserved_seat"), 16).values.tolist() == [0, 1, 2]
    gpus = axis_of(CASE.lever("gpus_per_team"), FINE)
    assert np.all(np.diff(gpus.values) == 64)
    assert gpus.smooth  # so many that they are drawn as a range
    assert not axis_of(CASE.lever("final_teams"), 64).smooth
    few = axis_of(CASE.lever("gpus_per_team"), 9)
    assert len(few.values) == 9
    assert few.smooth, "however few of them are solved"
    assert np.all(few.values % 64 == 0)
    assert axis_of(CASE.lever("losers_named"), 64).smooth


@pytest.mark.parametrize(
    "lever_id", ["losers_named", "data_budget", "second_track", "months_given_back", "support_months"]
)
def test_the_finest_grid_holds_every_step_that_fits_untouched(lever_id: str) -> None:
    lever = CASE.lever(lever_id)
    finest = map_axes(CASE, CASE.status_quo, (lever_id, "sealed_applications"))[0].values.tolist()
    steps = [
        lever.checked(lever.low + step * lever.step) for step in range(round((lever.high - lever.low) / lever.step) + 1)
    ]
    held = [step for step in steps if step in finest]
    assert held == steps if len(steps) <= FINE else len(held) == FINE
    assert len(finest) >= FINE or lever.kind == "integer"


@given(
    seats=st.integers(1, 4),
    rest=st.fixed_dictionaries(
        {
            "final_teams": st.integers(1, 4),
            "next_in_rank": st.booleans(),
            "weight_independence": st.sampled_from([0, 60]),
        }
    ),
)
@settings(max_examples=12, deadline=None)
def test_the_tournament_of_more_seats_holds_that_of_fewer(seats: int, rest: dict[str, float]) -> None:
    few, many = (
        game_of(CASE, [CASE.status_quo.with_levers({**rest, "seats": count})]).prospects for count in (seats, 4)
    )
    rules = scenario_rules(CASE, CASE.status_quo.with_levers({**rest, "seats": seats}))
    narrowed = many.narrowed(rules)
    assert narrowed.features == pytest.approx(few.features, abs=1e-12)
    assert narrowed.incumbents == pytest.approx(few.incumbents, abs=1e-12)
    p = np.linspace(0.1, 0.9, few.strength.shape[-1])[None]
    assert narrowed.expected(p) == pytest.approx(few.expected(p), abs=1e-12)


@pytest.mark.parametrize(
    ("levers", "moved"),
    [
        (("seats", "gpus_per_team"), {"losers_named": 0.2}),
        (("support_months", "second_track"), {"losers_named": 0.0, "seats": 2}),
        (("weight_public", "seats"), {"fresh_start": 1.0}),
    ],
)
def test_a_map_begun_at_another_policys_is_the_map_from_scratch(
    levers: tuple[str, str], moved: dict[str, float]
) -> None:
    seats = {"seats": moved["seats"]} if "seats" in moved else {}
    axes = [axis_of(CASE.lever(lever), 9) for lever in levers]
    former = sweep(CASE, CASE.status_quo.with_levers(seats), axes)
    scenario = CASE.status_quo.with_levers(moved)
    first, *finer = map_grids(CASE, scenario, levers, "long", former)
    usual = map_grids(CASE, scenario, levers)
    assert [shape(first)] == [shape(usual[0])]
    assert len(finer) <= len(usual) - 1, "no slices between"
    glance = replace(sweep(CASE, scenario, first), former=former)
    fresh = CASE.with_draws(CASE.draws)
    assert sweep(CASE, scenario, axes, glance).joining == pytest.approx(sweep(fresh, scenario, axes).joining, abs=1e-9)
    other = sweep(CASE, scenario.with_lever("stage_months", 12), first)
    odd = replace(sweep(CASE, scenario, first), former=other)  # a poor start is a slow one, no other answer
    assert sweep(CASE, scenario, axes, odd).joining == pytest.approx(sweep(fresh, scenario, axes).joining, abs=1e-9)


def test_a_sweep_knows_what_it_holds_for() -> None:
    found = sweep(CASE, CASE.status_quo, [axis_of(CASE.lever("losers_named"), 3)])
    assert found.is_of(CASE.status_quo.with_lever("losers_named", 0.3), ("losers_named",))
    assert not found.is_of(CASE.status_quo.with_lever("fresh_start", 0.3), ("losers_named",))
    assert not found.is_of(CASE.status_quo.with_pin("kt", True), ("losers_named",))
    assert not found.is_of(CASE.status_quo, ("fresh_start",))
    assert found.figure("kt").tolist() == found.joining[:, CASE.status_quo.firm_ids.index("kt")].tolist()
    with pytest.raises(LeverError, match="expected_joiners"):
        found.figure("nothing")
    with pytest.raises(ValueError, match="read-only"):
        found.joining[0] = 0


def test_equal_levers_are_refused_and_a_drop_is_heard() -> None:
    axis = axis_of(CASE.lever("losers_named"), 3)
    with pytest.raises(LeverError, match="two different"):
        sweep(CASE, CASE.status_quo, [axis, axis])
    with pytest.raises(LeverError):
        sweep(CASE, CASE.status_quo, [])
    with pytest.raises(DroppedError):
        sweep(CASE, CASE.status_quo, [axis], dropped=lambda: True)


def test_the_command_prints_the_models_numbers_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    asked = (
        "sweep",
        "--lever",
        "losers_named=0:1:3",
        "--lever",
        "reserved_seat",
        "--of",
        "public_cost_bn",
        "--of",
        "kt",
    )
    assert run((*asked, "--json")) == EXIT_DONE
    told = json.loads(capsys.readouterr().out)
    assert [lever["values"] for lever in told["levers"]] == [[0, 0.5, 1], ["none", "large", "startup"]]
    alone = solve(CASE, CASE.status_quo.with_levers({"losers_named": 0.5, "reserved_seat": "startup"}))
    kt = float(alone.join_probability[alone.index("kt")])
    assert told["figures"]["kt_join_probability"][1][2] == pytest.approx(kt, abs=1e-10)
    assert told["figures"]["public_cost_bn"][1][2] == pytest.approx(alone.headline["public_cost_bn"])
    assert run((*asked, "--csv")) == EXIT_DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 9
    assert (rows[5]["losers_named"], rows[5]["reserved_seat"]) == ("0.5", "startup")
    assert float(rows[5]["kt_join_probability"]) == pytest.approx(kt, abs=1e-10)
    assert run(("sweep", "--lever", "final_teams")) == EXIT_DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + 4
    assert lines[0].split() == ["final_teams", *HEADLINES]


def test_the_command_refuses_what_makes_no_sense(capsys: pytest.CaptureFixture[str]) -> None:
    one = ("sweep", "--lever", "losers_named")
    assert run((*one, "--json", "--csv")) == EXIT_USAGE
    assert run((*one, "--lever", "fresh_start", "--lever", "seats")) == EXIT_USAGE
    assert run(("sweep", "--lever", "losers_named=0:1:x")) == EXIT_USAGE
    assert run(("sweep", "--lever", "losers_named=0:7")) == EXIT_INPUT
    assert run((*one, "--of", "nothing")) == EXIT_INPUT
    assert run((*one, *one[1:])) == EXIT_INPUT
    assert "nothing" in capsys.readouterr().err

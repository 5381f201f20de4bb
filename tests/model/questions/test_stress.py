"""Does it hold up: worlds are the case with its cells changed, shares are counts, and regret is what it says."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.case import Case, Edit, load_case
from model.errors import GoalError, ModelError
from model.goal import Goal
from model.outcome import HEADLINES
from model.questions.regret import MEASURES, regret_table, regrets
from model.questions.slopes import CancelledError
from model.questions.stress import Plan, Stress, stress_test, wilson_interval
from model.questions.stress_words import breaking_sentence, conditions, share_sentence, turning_sentence
from model.questions.worlds import Axis, Worlds, sampled, solve_in
from model.solve import solve
from tests.model.questions.namers import IdNamer

KT = Goal(firms_in=("kt",))


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


@pytest.fixture(scope="module")
def stress(case: Case) -> Stress:
    quiet = case.status_quo.with_lever("losers_named", 0.0).renamed("Quiet")
    mild = case.status_quo.with_levers({"losers_named": 0.0, "fresh_start": 1.0, "second_track": 3.0}).renamed("Mild")
    return stress_test(case, (case.status_quo, quiet, mild), KT, Plan(300))


def as_case(worlds: Worlds, world: int) -> Case:
    """Return one world as a case: every cell typed in, each parameter a prior mean, and no draws."""
    edits = []
    for axis, value in zip(worlds.axes, worlds.values[world].tolist(), strict=True):
        edits.append(Edit(*axis.cell, str(int(value)) if axis.whole else repr(value)))
    bare = worlds.case.with_draws(None).with_edits(tuple(edits))
    held = {row.id for row in bare.parameters} - {axis.cell[1] for axis in worlds.axes if axis.cell[0] == "behaviour"}
    draws = worlds.case.draws or {}
    still = [Edit("behaviour", name, "mean", repr(float(draws[name][0]))) for name in held if name in draws]
    return bare.with_edits(tuple(still))


@pytest.mark.parametrize("change", [{}, {"seats": 2}, {"gpus_per_team": 1500, "losers_named": 0.2}])
def test_a_world_solves_as_the_case_with_its_cells_typed_in(case: Case, change: dict[str, float]) -> None:
    worlds = sampled(case, case.status_quo.call, 40, seed=3)
    scenario = case.status_quo.with_levers(change)
    solved = solve_in(worlds, scenario)
    kinds = set()
    for world in (0, 7, 19, 39):
        made = as_case(worlds, world)
        kinds.add(made.call(worlds.call).leave_per_stage)
        outcome = solve(made, made.scenario_for(worlds.call).with_levers(change), solved.p[world])
        np.testing.assert_allclose(solved.p[world], outcome.join_probability, atol=1e-9)
        for name in HEADLINES:
            assert solved.headline[name][world] == pytest.approx(outcome.headline[name], abs=1e-7), name
    assert kinds == {1, 2}  # both shapes of the tournament were met


def test_axes_fill_their_ranges_one_world_to_each_slice(case: Case) -> None:
    worlds = sampled(case, case.status_quo.call, 50, seed=1)
    for place, axis in enumerate(worlds.axes):
        values = worlds.values[:, place]
        assert values.min() >= axis.low
        assert values.max() <= axis.high
        if not axis.whole and axis.cell[0] != "behaviour":
            slices = np.floor((values - axis.low) / (axis.high - axis.low) * 50 + 1e-9).astype(int)
            assert sorted(slices.tolist()) == list(range(50)), axis.cell


def test_only_graded_inputs_that_act_in_the_call_differ_and_levers_never_do(case: Case) -> None:
    worlds = sampled(case, case.status_quo.call, 30)
    cells = {axis.cell for axis in worlds.axes}
    grades = {(row.table, row.row, row.column): row.grade for row in case.inputs}
    assert {grades[cell] for cell in cells} <= {"B", "C"}
    assert ("firms", "kt", "revenue_probability") in cells
    assert ("calls", worlds.call, "leave_per_stage") in cells
    assert ("calls", worlds.call, "matching_share") not in cells
    assert not {cell for cell in cells if cell[0] == "levers"}
    assert ("firms", "upstage", "own_programme_bn_per_month") not in cells  # of an incumbent only strength counts
    assert ("firms", "upstage", "benchmarks_score") in cells


def test_a_cell_that_was_edited_keeps_its_value(case: Case) -> None:
    cell = ("firms", "kt", "state_exposure_bn")
    edited = case.with_edit(Edit(*cell, "400"))
    held = sampled(edited, case.status_quo.call, 30, held=frozenset({cell}))
    assert cell not in {axis.cell for axis in held.axes}
    p = solve_in(held, edited.status_quo).p[:, case.status_quo.firm_ids.index("kt")]
    free = solve_in(sampled(case, case.status_quo.call, 30), case.status_quo).p
    assert p.mean() > free[:, case.status_quo.firm_ids.index("kt")].mean() + 0.1


def test_the_same_seed_gives_the_same_worlds_and_another_seed_others(case: Case) -> None:
    call = case.status_quo.call
    np.testing.assert_array_equal(sampled(case, call, 40, 5).values, sampled(case, call, 40, 5).values)
    assert not np.array_equal(sampled(case, call, 40, 5).values, sampled(case, call, 40, 6).values)


def test_without_draws_parameters_come_from_their_priors(case: Case) -> None:
    bare = case.with_draws(None)
    worlds = sampled(bare, case.status_quo.call, 400)
    assert worlds.draws_from == "priors"
    columns = {axis.cell: worlds.values[:, place] for place, axis in enumerate(worlds.axes)}
    for parameter in case.parameters:
        if ("behaviour", parameter.id, "mean") in columns:
            drawn = columns["behaviour", parameter.id, "mean"]
            assert parameter.low <= drawn.min() <= drawn.max() <= parameter.high
            assert drawn.mean() == pytest.approx(parameter.mean, abs=0.5 * parameter.sd)


def test_a_goal_that_always_holds_has_share_one_and_no_breaking(case: Case) -> None:
    found = stress_test(case, (case.status_quo,), Goal(joiners=0.0, budget_bn=1e6), Plan(60)).tested[0]
    assert (found.share, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(60 / (60 + 1.959964**2), abs=1e-6)
    assert found.breaking is None
    assert found.turning is None
    assert "every world" in breaking_sentence(found, IdNamer("en"))


def test_a_goal_out_of_reach_has_share_nought(case: Case) -> None:
    found = stress_test(case, (case.status_quo,), Goal(strength=50.0), Plan(60)).tested[0]
    assert (found.share, found.low) == (0.0, 0.0)
    assert found.breaking is None


def test_shares_are_counts_of_exact_solves_on_a_tiny_grid(case: Case) -> None:
    """Four cells at two values each: the share of the sixteen corners is what the goal says of sixteen solves."""
    worlds = sampled(case, case.status_quo.call, 20, seed=2)
    goal, scenario = Goal(firms_in=("kt",), chance_probability=0.2), case.status_quo.with_lever("losers_named", 0.5)
    outcomes = [solve(as_case(worlds, world), replace(scenario, pins=())) for world in range(worlds.count)]
    held = sum(goal.held_by(outcome) for outcome in outcomes)
    assert 0 < held < worlds.count
    tested = stress_test(case, (scenario,), goal, Plan(20, 2)).tested[0]
    assert tested.share == pytest.approx(held / worlds.count)
    assert tested.holds.tolist() == [goal.held_by(outcome) for outcome in outcomes]


def test_scenarios_meet_the_same_worlds(case: Case, stress: Stress) -> None:
    alone = stress_test(case, (stress.tested[1].scenario,), KT, Plan(300)).tested[0]
    np.testing.assert_array_equal(alone.holds, stress.tested[1].holds)
    twice = stress_test(case, (case.status_quo, case.status_quo.renamed("Copy")), KT, Plan(100))
    assert all(one.most == 0.0 for rows in twice.regret.rows.values() for one in rows)


def test_the_box_says_where_the_goal_fails(stress: Stress) -> None:
    quiet = stress.tested[1]
    assert quiet.breaking is not None
    assert quiet.breaking.failing
    assert ("firms", "kt", "state_exposure_bn") in {
        quiet.breaking.cells[side.column] for side in quiet.breaking.box.sides
    }
    inside = np.ones(stress.worlds.count, dtype=bool)
    columns = {axis.cell: stress.worlds.values[:, place] for place, axis in enumerate(stress.worlds.axes)}
    for side in quiet.breaking.box.sides:
        values = columns[quiet.breaking.cells[side.column]]
        inside &= values <= side.limit if side.end else values >= side.limit
    assert quiet.breaking.box.step.density == pytest.approx(1.0 - quiet.holds[inside].mean())
    assert quiet.breaking.box.step.density > 1.0 - quiet.share


def test_the_nearest_turning_world_goes_the_other_way_and_names_what_differs(case: Case, stress: Stress) -> None:
    kinds = set()
    for tested in stress.tested:
        turning = tested.turning
        assert turning is not None
        assert tested.stands == KT.held_by(solve(case, tested.scenario)) == turning.fails
        assert tested.holds[turning.world] != tested.stands
        kinds.add(turning.fails)
        axes = {axis.cell: place for place, axis in enumerate(stress.worlds.axes)}
        for one in turning.departures:
            assert one.value == stress.worlds.values[turning.world, axes[one.cell]]
            assert one.value != one.stands_at
    assert kinds == {True, False}


def test_bands_stand_in_order(stress: Stress) -> None:
    for tested in stress.tested:
        assert tested.bands.keys() == HEADLINES.keys()
        for _, low90, low50, high50, high90 in tested.bands.values():
            assert low90 <= low50 <= high50 <= high90


def test_sentences_carry_the_numbers_in_both_languages(stress: Stress) -> None:
    quiet = stress.tested[1]
    assert quiet.breaking is not None
    assert quiet.turning is not None
    for language in ("en", "ko"):
        write = IdNamer(language)
        assert f"{100 * quiet.share:.1f}%" in share_sentence(quiet, write)
        said = breaking_sentence(quiet, write)
        assert f"{100 * quiet.breaking.box.step.density:.1f}%" in said
        assert all(part in said for part in conditions(quiet.breaking, write))
        assert str(quiet.turning.world + 1) in turning_sentence(quiet.turning, write)
    assert "fails" in breaking_sentence(quiet, IdNamer("en"))
    assert "holds" in breaking_sentence(stress.tested[0], IdNamer("en"))


def test_what_cannot_be_tested_is_refused(case: Case) -> None:
    other = case.scenario_for("2025-open")
    with pytest.raises(ModelError, match="one call"):
        stress_test(case, (case.status_quo, other), Goal(joiners=3.0), Plan(30))
    with pytest.raises(GoalError):
        stress_test(case, (case.status_quo,), Goal(), Plan(30))
    with pytest.raises(ModelError, match="between 20"):
        stress_test(case, (case.status_quo,), KT, Plan(3))


def test_a_pinned_firm_may_be_asked_about(case: Case) -> None:
    pinned = case.status_quo.with_pin("kt", True)
    assert stress_test(case, (pinned,), KT, Plan(30)).tested[0].share == 1.0


def test_it_can_be_stopped_and_tells_how_far_it_is(case: Case) -> None:
    shares: list[float] = []
    stress_test(case, (case.status_quo, case.status_quo), KT, Plan(600), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 6
    with pytest.raises(CancelledError):
        stress_test(case, (case.status_quo,), KT, Plan(600), progress=shares.append, cancelled=lambda: True)


@given(st.integers(1, 400), st.data())
def test_wilson_solves_its_quadratic(count: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, count))
    low, high = wilson_interval(hits, count)
    assert 0.0 <= low <= hits / count <= high <= 1.0
    for end in (low, high):
        if 0.0 < end < 1.0:
            z = (hits / count - end) / np.sqrt(end * (1.0 - end) / count)
            assert abs(z) == pytest.approx(1.959964, abs=1e-4)


@settings(max_examples=50)
@given(st.integers(0, 999))
def test_regret_is_the_gap_to_the_best_in_each_world(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=(4, 30))
    for up in (True, False):
        table = regrets(values, up)
        for row, world in itertools.product(range(4), range(30)):
            column = values[:, world]
            gap = column.max() - values[row, world] if up else values[row, world] - column.min()
            assert table[row, world] == pytest.approx(gap)
        assert (table.min(axis=0) == 0.0).all()


def test_minimax_regret_by_hand() -> None:
    safe, bold = np.array([2.0, 2.0, 2.0]), np.array([5.0, 3.0, 0.0])
    rows = [dict.fromkeys(MEASURES, safe), dict.fromkeys(MEASURES, bold)]
    table = regret_table(rows)
    assert table.rows["expected_joiners"][0].most == 3.0
    assert table.rows["expected_joiners"][1].most == 2.0
    assert table.minimax["expected_joiners"] == 1
    assert table.minimax["public_cost_bn"] == 0  # less is better: 2, 2, 2 against 5, 3, 0
    assert table.rows["public_cost_bn"][1].most == 3.0


def test_worlds_without_a_figure_count_for_no_scenario() -> None:
    one, other = np.array([1.0, np.nan, 3.0]), np.array([0.0, 9.0, 3.0])
    np.testing.assert_allclose(regrets(np.stack([one, other]), True), [[0.0, 0.0], [1.0, 0.0]])


def test_whole_axes_take_each_number_alike() -> None:
    axis = Axis(("calls", "x", "leave_per_stage"), 1.0, 3.0, 1.0, whole=True)
    values = axis.at((np.arange(300) + 0.5) / 300)
    assert [int((values == whole).sum()) for whole in (1, 2, 3)] == [100, 100, 100]

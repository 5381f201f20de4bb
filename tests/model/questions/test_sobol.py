"""Sobol indices against functions whose indices are known, and against SALib on functions and on the model."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from SALib.analyze import sobol as salib_analyze
from SALib.sample import sobol as salib_sample

from model import load_case
from model.case import Case
from model.errors import DroppedError, ModelError
from model.outcome import Floats
from model.questions.assumed import assumptions, edited
from model.questions.saltelli import indices
from model.questions.sensitivity import assumption_swings
from model.questions.sobol import MOST_ASSUMPTIONS, OTHERS, _worlds, assumption_indices, lever_indices
from model.solve import solve, solve_batch

FIRST, TOTAL = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)  # Ishigami's, a = 7, b = 0.1


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def ishigami(x: Floats) -> Floats:
    """Return Ishigami's function of three numbers between -pi and pi, [rows, 1]."""
    return np.asarray(np.sin(x[:, :1]) + 7 * np.sin(x[:, 1:2]) ** 2 + 0.1 * x[:, 2:] ** 4 * np.sin(x[:, :1]))


def round_the_circle(share: Floats) -> Floats:
    return np.asarray(np.pi * (2.0 * share - 1.0))


def test_ishigami_has_its_known_indices_inside_the_intervals() -> None:
    first, total = indices([round_the_circle] * 3, ishigami, 2048)
    np.testing.assert_allclose(first[0, :, 0], FIRST, atol=0.02)
    np.testing.assert_allclose(total[0, :, 0], TOTAL, atol=0.02)
    for found, known in ((first, FIRST), (total, TOTAL)):
        assert np.all(found[1, :, 0] - 0.01 <= known)
        assert np.all(known <= found[2, :, 0] + 0.01)
        assert np.all(found[1] <= found[2])


def test_a_sum_has_squared_weights_and_what_does_not_vary_has_none() -> None:
    weights = np.array([3.0, 2.0, 1.0, 0.0])

    def figures(x: Floats) -> Floats:
        return np.stack([x @ weights, np.full(len(x), 5.0), np.where(x[:, 0] < 0.001, np.nan, x[:, 1])], axis=-1)

    first, total = indices([lambda share: share] * 4, figures, 4096)
    np.testing.assert_allclose(first[0, :, 0], weights**2 / 14, atol=0.01)
    np.testing.assert_allclose(total[0, :, 0], weights**2 / 14, atol=0.01)
    assert not first[..., 1].any()
    assert not total[..., 1].any()
    np.testing.assert_allclose(total[0, :, 2], (0, 1, 0, 0), atol=0.01)


def test_intervals_narrow_with_the_samples_and_a_run_repeats_itself() -> None:
    few, many = (indices([round_the_circle] * 3, ishigami, samples) for samples in (128, 2048))
    for narrow, wide in zip(many, few, strict=True):
        assert np.all((narrow[2] - narrow[1])[:2] < (wide[2] - wide[1])[:2])
    again = indices([round_the_circle] * 3, ishigami, 128)
    np.testing.assert_array_equal(again[1], few[1])
    with pytest.raises(ModelError, match="power of two"):
        indices([round_the_circle] * 3, ishigami, 100)


def test_salib_finds_the_same_on_ishigami() -> None:
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    points = salib_sample.sample(problem, 2048, calc_second_order=False, seed=1)
    theirs = salib_analyze.analyze(problem, ishigami(points)[:, 0], calc_second_order=False, seed=1)
    first, total = indices([round_the_circle] * 3, ishigami, 2048)
    np.testing.assert_allclose(first[0, :, 0], theirs["S1"], atol=0.02)
    np.testing.assert_allclose(total[0, :, 0], theirs["ST"], atol=0.02)


def test_salib_finds_the_same_of_levers(case: Case) -> None:
    moved = {
        "losers_named": (0.0, 1.0),
        "fresh_start": (0.0, 1.0),
        "second_track": (0.0, 5.0),
        "sealed_applications": (0, 1),
    }
    held = {lever.id: (value, value) for lever, value in zip(case.levers, case.status_quo.values, strict=True)}
    ours = {
        index.factor.id: index
        for index in lever_indices(case, case.status_quo, held | moved, samples=256).of("firm:kt")
    }
    problem = {"num_vars": 4, "names": list(moved), "bounds": [list(ends) for ends in moved.values()]}
    points = salib_sample.sample(problem, 512, calc_second_order=False, seed=1)
    points[:, 3] = points[:, 3] >= 0.5
    policies = [case.status_quo.with_levers(dict(zip(moved, row, strict=True))) for row in points.tolist()]
    kt = case.status_quo.firm_ids.index("kt")
    answers = np.array([outcome.join_probability[kt] for outcome in solve_batch(case, policies)])
    theirs = salib_analyze.analyze(problem, answers, calc_second_order=False, seed=1)
    for row, name in enumerate(moved):
        assert ours[name].first == pytest.approx(theirs["S1"][row], abs=0.06)
        assert ours[name].total == pytest.approx(theirs["ST"][row], abs=0.06)
    assert set(ours) == set(moved), "a lever that is held has no index"
    with pytest.raises(ModelError, match="locked"):
        lever_indices(case, case.status_quo, held)


def test_levers_are_held_to_what_can_be_solved_and_every_figure_has_its_indices(case: Case) -> None:
    heard: list[float] = []
    found = lever_indices(case, case.status_quo.with_pin("kt", True), samples=8, progress=heard.append)
    assert found.solves == 8 * (len(case.levers) + 2)
    assert heard[-1] == pytest.approx(1.0)
    seats = next(factor for factor in found.factors if factor.id == "seats")
    assert seats.values == (1.0, 3.0)
    assert {index.total for index in found.of("firm:kt")} == {0.0}  # it is pinned
    totals = [index.total for index in found.of("public_cost_bn")]
    assert totals == sorted(totals, reverse=True)
    with pytest.raises(DroppedError):
        lever_indices(case, case.status_quo, samples=8, dropped=lambda: True)


def test_every_assumption_varies_and_the_narrow_ones_share_an_index(case: Case) -> None:
    found = assumption_indices(case, case.status_quo, "firm:kt", samples=64)
    bars = assumption_swings(case, case.status_quo).tornado("firm:kt").bars
    assert len(found.factors) == MOST_ASSUMPTIONS + 1
    assert found.factors[-1] == OTHERS
    assert [factor.id for factor in found.factors[:3]] == [bar.factor.id for bar in bars[:3]]
    assert bars[0].factor in [index.factor for index in found.of("firm:kt")[:3]]
    assert found.solves == 64 * (MOST_ASSUMPTIONS + 3)
    assert len(found.factors) - 1 + found.others >= sum(bar.swing > 0 for bar in bars), "what moves anything varies"
    assert found.screened_for == "firm:kt"
    without = assumption_indices(case.with_draws(None), case.status_quo, "firm:kt", samples=8)
    assert any(factor.cell and factor.cell[0] == "behaviour" for factor in without.factors)


def test_groups_have_the_indices_of_their_columns_together() -> None:
    """A sum of squares' weights adds up within a group; SALib's groups agree on Ishigami's function."""
    weights = np.array([3.0, 2.0, 1.0, 1.0])
    first, total = indices([lambda share: share] * 4, lambda x: (x @ weights)[:, None], 4096, [[0], [1, 2, 3]])
    np.testing.assert_allclose(first[0, :, 0], (9 / 15, 6 / 15), atol=0.01)
    np.testing.assert_allclose(total[0, :, 0], (9 / 15, 6 / 15), atol=0.01)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3, "groups": ["x", "y", "x"]}
    points = salib_sample.sample(problem, 2048, calc_second_order=False, seed=1)
    theirs = salib_analyze.analyze(problem, ishigami(points)[:, 0], calc_second_order=False, seed=1)
    first, total = indices([round_the_circle] * 3, ishigami, 2048, [[0, 2], [1]])
    np.testing.assert_allclose(first[0, :, 0], theirs["S1"], atol=0.03)
    np.testing.assert_allclose(total[0, :, 0], theirs["ST"], atol=0.03)


def test_salib_finds_the_same_of_assumptions(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """SALib draws its own points through the same quantiles, all the narrow assumptions in one of its groups."""
    monkeypatch.setattr("model.questions.sobol.MOST_ASSUMPTIONS", 5)
    kept: dict[str, Any] = {}

    def noted(shapes: Any, evaluate: Any, samples: int, groups: Any) -> Any:
        kept.update(shapes=shapes, evaluate=evaluate, groups=groups)
        return indices(shapes, evaluate, samples, groups)

    monkeypatch.setattr("model.questions.sobol.indices", noted)
    found = assumption_indices(case, case.status_quo, "firm:kt", samples=256)
    column, shapes = found.targets.index("firm:kt"), kept["shapes"]
    of = {place: str(row) for row, group in enumerate(kept["groups"]) for place in group}
    problem = {
        "num_vars": len(shapes),
        "names": [f"x{place}" for place in range(len(shapes))],
        "bounds": [[0.0, 1.0]] * len(shapes),
        "groups": [of[place] for place in range(len(shapes))],
    }
    points = salib_sample.sample(problem, 256, calc_second_order=False, seed=1)
    values = np.stack([shape(points[:, place]) for place, shape in enumerate(shapes)], axis=-1)
    answers = kept["evaluate"](values)[:, column]
    theirs = salib_analyze.analyze(problem, answers, calc_second_order=False, seed=1)
    np.testing.assert_allclose(found.total[0, :, column], theirs["ST"], atol=0.1)
    np.testing.assert_allclose(found.first[0, :, column], theirs["S1"], atol=0.12)
    assert found.total[0, -1, column] < 0.3, "the widest bring in most of it"
    assert found.total[0, :, column].sum() > 0.95, "together they cover the variance"


def test_one_row_of_a_world_is_the_case_with_those_inputs(case: Case) -> None:
    """Inputs of every table, whole numbers and a lever's status quo among them, against edited cases."""
    cells = {
        ("firms", "kt", "brand_exposure_bn"),
        ("calls", "2026-additional", "leave_per_stage"),
        ("calls", "2026-additional", "earlier_rule_changes"),
        ("events", "naver-cloud/2026-01-15", "market_return_share"),
        ("levers", "weight_independence", "status_quo"),
        ("levers", "next_in_rank", "status_quo"),
        ("levers", "months_given_back", "status_quo"),
    }
    known = [factor for factor in assumptions(case) if factor.cell]
    lag = next(one for one in known if one.id.startswith("eligibility/2026-additional/"))
    factors = [lag, *(factor for factor in known if factor.cell in cells)]
    assert len(factors) == 1 + len(cells)
    scenario = case.status_quo.with_lever("losers_named", 0.4)
    table = np.tile([factor.now for factor in factors], (2 * len(factors) + 1, 1))
    for place, factor in enumerate(factors):
        table[2 * place : 2 * place + 2, place] = factor.values
    table[-1] = [factor.values[1] for factor in factors]
    found = _worlds(case, scenario, factors, table, lambda _count: None)
    for row, values in enumerate(table):
        other = case
        for factor, value in zip(factors, values.tolist(), strict=True):
            other = edited(other, factor, value)
        want = solve(other, scenario)
        assert found[row, -len(want.firm_ids) :] == pytest.approx(want.join_probability, abs=1e-9), row

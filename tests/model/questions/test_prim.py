"""The box that tells where cases of interest lie: a planted one is recovered, and another program finds the same."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.outcome import Floats
from model.questions.prim import HIGH, LEAST_MASS, LOW, Mask, Step, find_box, inside_of, quasi_p, trajectory

REFERENCE = json.loads(Path(__file__).with_name("reference").joinpath("prim_by_ema_workbench.json").read_text("utf-8"))


def planted(seed: int, points: int, inputs: int) -> tuple[Floats, Mask]:
    """Return points in the unit cube, most of interest where the first is below 0.35 and the second above 0.4."""
    rng = np.random.default_rng(seed)
    x = rng.random((points, inputs)).round(6)
    inside = (x[:, 0] < 0.35) & (x[:, 1] > 0.4)
    return x, np.where(inside, rng.random(points) < 0.9, rng.random(points) < 0.08)


def assert_alike(step: Step, theirs: dict[str, Any], x: Floats, interest: Mask) -> None:
    """Compare one box of a trajectory, its measures and its quasi-p-values."""
    np.testing.assert_allclose(step.limits, theirs["limits"], atol=1e-8)
    assert step.points == theirs["points"]
    for name in ("coverage", "density", "mass"):
        assert getattr(step, name) == pytest.approx(theirs[name], abs=1e-9)
    start = np.stack([x.min(axis=0), x.max(axis=0)])
    for side in quasi_p(x, interest, step, start):
        assert side.quasi_p == pytest.approx(theirs["quasi_p"][f"x{side.column}"][side.end], rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("case", REFERENCE["cases"], ids=lambda case: f"{case['points']}x{case['inputs']}")
def test_trajectories_are_those_of_the_ema_workbench(case: dict[str, Any]) -> None:
    x, interest = planted(case["seed"], case["points"], case["inputs"])
    steps = trajectory(x, interest)
    assert len(steps) == len(case["steps"])
    for step, theirs in zip(steps, case["steps"], strict=True):
        assert_alike(step, theirs, x, interest)


@pytest.mark.parametrize("seed", range(3, 8))
def test_trajectories_agree_with_the_ema_workbench_where_it_is_installed(seed: int) -> None:
    pandas = pytest.importorskip("pandas")
    reason = "ema_workbench is the independent program of this comparison"
    prim: Any = pytest.importorskip("ema_workbench.analysis.prim", reason=reason)
    x, interest = planted(seed, 500, 5)
    frame = pandas.DataFrame(x, columns=[f"x{column}" for column in range(x.shape[1])])
    box = prim.Prim(frame, interest.astype(float), threshold=0.1).find_box()
    steps = trajectory(x, interest)
    assert len(steps) == len(box.peeling_trajectory)
    for row, step in enumerate(steps):
        theirs = {name: float(box.peeling_trajectory[name][row]) for name in ("coverage", "density", "mass")}
        whole = {"limits": box.box_lims[row].values.astype(float), "points": int(box.peeling_trajectory.n[row])}
        assert_alike(step, {**theirs, **whole, "quasi_p": box.qp[row]}, x, interest)


@pytest.mark.parametrize("seed", range(6))
def test_a_planted_box_is_recovered_among_many_inputs(seed: int) -> None:
    x, interest = planted(seed, 1000, 12)
    box = find_box(x, interest)
    assert box is not None
    assert {(side.column, side.end) for side in box.sides[:2]} == {(0, HIGH), (1, LOW)}
    limits = {(side.column, side.end): side.limit for side in box.sides}
    assert limits[0, HIGH] == pytest.approx(0.35, abs=0.05)
    assert limits[1, LOW] == pytest.approx(0.4, abs=0.08)
    assert box.step.density >= 0.75
    assert len(box.sides) <= 4


def test_what_lies_in_the_box_is_what_its_measures_say() -> None:
    x, interest = planted(11, 700, 4)
    box = find_box(x, interest)
    assert box is not None
    inside = inside_of(x, box.step.limits)
    assert box.step.points == inside.sum()
    assert box.step.density == pytest.approx(interest[inside].mean())
    assert box.step.coverage == pytest.approx(interest[inside].sum() / interest.sum())
    assert all(side.quasi_p <= 0.05 for side in box.sides)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_peels_never_fall_below_the_least_mass_and_density_never_falls(seed: int) -> None:
    x, interest = planted(seed, 200, 3)
    steps = trajectory(x, interest)
    assert all(step.mass >= LEAST_MASS for step in steps)
    assert all(after.density > before.density for before, after in pairwise(steps))


def test_noise_alone_gives_no_clear_box() -> None:
    rng = np.random.default_rng(4)
    x, interest = rng.random((600, 8)), rng.random(600) < 0.3
    box = find_box(x, interest)
    assert box is None or box.step.density < 0.75


def test_there_is_nothing_to_find_where_all_or_none_are_of_interest() -> None:
    x = np.random.default_rng(0).random((50, 2))
    assert find_box(x, np.zeros(50, dtype=bool)) is None
    assert find_box(x, np.ones(50, dtype=bool)) is None


def test_quasi_p_is_the_binomial_tail() -> None:
    from scipy.stats import binom

    x, interest = planted(2, 300, 3)
    step = trajectory(x, interest)[12]
    start = np.stack([x.min(axis=0), x.max(axis=0)])
    for side in quasi_p(x, interest, step, start):
        wider = step.limits.copy()
        wider[side.end, side.column] = start[side.end, side.column]
        density = interest[inside_of(x, wider)].mean()
        assert side.quasi_p == pytest.approx(float(binom.sf(step.hits - 1, step.points, density)), rel=1e-9)

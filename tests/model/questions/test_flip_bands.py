"""Bands of flip marks, against draws solved one by one along the lever."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from model import load_case
from model.case import Case
from model.questions.flip_bands import flip_band
from model.questions.flips import Flip, curves
from model.questions.lever_bands import LeverBands, lever_bands
from model.solve import solve


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


def made(values: list[float], p: NDArray[np.float64]) -> LeverBands:
    """Return bands of draws [m, draws] of one firm."""
    return LeverBands("x", p.shape[1], np.array(values), np.zeros((5, len(values), 1)), p[..., None].copy())


def test_share_and_ends_are_those_of_lines_whose_crossings_are_known(case: Case) -> None:
    lever = case.lever("data_budget")
    where = np.linspace(2.0, 12.0, 41)  # the log-odds are lines that cross nil here; the last ten never do
    values = np.linspace(0.0, 20.0, 11)
    odds = (values[:, None] - where[None, :]) * 0.7
    odds[:, -10:] = -1.0
    found = flip_band(made(values.tolist(), 1 / (1 + np.exp(-odds))), lever, 4.0, 0, Flip("a", 5.0, True))
    assert found is not None
    assert found.share == pytest.approx(31 / 41)
    assert found.ends == pytest.approx(tuple(np.quantile(where[:31], [0.05, 0.95])), abs=1e-9)
    down = flip_band(made(values.tolist(), 1 / (1 + np.exp(odds))), lever, 4.0, 0, Flip("a", 5.0, True))
    assert down is not None
    assert (down.share, down.ends) == (0.0, None), "who crosses the other way is not counted"


def test_of_two_crossings_the_one_nearest_to_the_mark_counts(case: Case) -> None:
    values, p = [0.0, 5.0, 10.0, 15.0, 20.0], np.repeat([[0.2], [0.8], [0.2], [0.8], [0.2]], 20, axis=1)
    lever, ends = case.lever("data_budget"), []
    for mark, expected in ((3.0, 2.5), (13.0, 12.5)):
        found = flip_band(made(values, p), lever, 4.0, 0, Flip("a", mark, True))
        assert found is not None
        assert found.ends == pytest.approx((expected, expected))
        ends.append(found.ends)


def test_options_and_switches_have_a_share_alone(case: Case) -> None:
    p = np.array([[0.2] * 30 + [0.8] * 10, [0.9] * 20 + [0.1] * 20])
    for lever in ("sealed_applications", "reserved_seat"):
        found = flip_band(made([0.0, 1.0], p), case.lever(lever), 0.0, 0, Flip("a", 1.0, True))
        assert found is not None
        assert (found.share, found.ends) == (0.5, None)


def test_marks_of_the_opening_case_lie_within_their_bands(case: Case) -> None:
    scenario, outcome = case.status_quo, solve(case, case.status_quo)
    found = lever_bands(case, scenario, "gpus_per_team", outcome, 2000)
    flips = curves(case, scenario, outcome, ["gpus_per_team"])["gpus_per_team"].flips
    assert flips
    inside = []
    for flip in flips:
        row = scenario.firm_ids.index(flip.firm_id)
        band = flip_band(found, case.lever("gpus_per_team"), scenario.value("gpus_per_team"), row, flip)
        assert band is not None
        assert 0.0 < band.share <= 1.0
        if band.ends is not None:
            inside.append(band.ends[0] <= flip.value <= band.ends[1])
    assert inside
    assert all(inside)

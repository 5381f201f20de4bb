"""Bands of a change: the difference in each draw, solved one draw at a time."""

from __future__ import annotations

import numpy as np
import pytest

from model.bands import bands, draws_of, draws_within, sets_of
from model.case import Case, load_case
from model.changes import between, changes
from model.outcome import HEADLINES
from model.solve import solve

EDGES = (0.05, 0.25, 0.75, 0.95)


@pytest.fixture(scope="module")
def few() -> Case:
    case = load_case("sovereign-ai-2026")
    return case.with_draws({name: values[:25] for name, values in (case.draws or {}).items()})


def test_a_change_is_taken_draw_by_draw(few: Case) -> None:
    before, after = few.status_quo, few.status_quo.with_levers({"losers_named": 0.0, "gpus_per_team": 1024})
    found = changes(few, solve(few, before), solve(few, after))
    assert found is not None
    rows = draws_of(few)
    each = []
    for draw in range(found.draws):
        one = {name: values[draw : draw + 1] for name, values in rows.items()}
        pair = [bands(few, scenario, one) for scenario in (before, after)]
        each.append(
            [*(pair[1].mean - pair[0].mean), *(pair[1].headline[n][0] - pair[0].headline[n][0] for n in HEADLINES)]
        )
    expected = np.quantile(np.array(each), EDGES, axis=0)
    shown = np.concatenate([found.join, np.stack([found.headline[name] for name in HEADLINES], axis=1)], axis=1)
    np.testing.assert_allclose(shown, expected, atol=1e-9)
    assert found.join[0].max() > 0.0, "some firm gains in nearly every draw"


def test_what_moves_both_alike_cancels(few: Case) -> None:
    """The band of a small change is far narrower than the bands of what changes."""
    before, after = (
        few.status_quo,
        few.status_quo.with_lever("gpus_per_team", few.status_quo.value("gpus_per_team") + 8),
    )
    found, whole = changes(few, solve(few, before), solve(few, after)), bands(few, before)
    assert found is not None
    wide = whole.high90 > whole.low90 + 0.1
    assert np.all((found.join[3] - found.join[0])[wide] < 0.1 * (whole.high90 - whole.low90)[wide])


def test_scenarios_of_different_size_meet_the_same_draws(few: Case) -> None:
    """Two seats have more sets of winners, so fewer draws; the pair is solved at those of the larger one."""
    before, after = few.status_quo, few.status_quo.with_lever("seats", 2)
    sets = sets_of(few, after)
    found = changes(few, solve(few, before), solve(few, after), sets * 20)
    assert found is not None
    assert found.draws == 20
    rows = draws_within(few, sets, sets * 20)
    pair = [bands(few, scenario, rows).samples["join_probability"] for scenario in (before, after)]
    np.testing.assert_allclose(found.join, np.quantile(pair[1] - pair[0], EDGES, axis=0), atol=1e-9)


def test_what_was_solved_at_other_draws_has_no_difference(few: Case) -> None:
    all_of_them, some = bands(few, few.status_quo), bands(few, few.status_quo, draws_within(few, 14, 14 * 18))
    assert between(all_of_them, some) is None
    same = between(some, some)
    assert same is not None
    np.testing.assert_array_equal(same.join, 0.0)

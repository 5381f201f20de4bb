"""Bands are the spread of single solves over the draws, and draws travel with a case as they were written."""

from collections.abc import Callable
from types import MappingProxyType

import numpy as np
import pytest

from model.bands import FIGURES, SHARES, bands, draws_within, over_draws, summary
from model.case import Case, Edit, load_case
from model.draws import checked_draws, draws_text, parse_draws, same_draws, sample_of
from model.equilibrium import solve_logit
from model.errors import CaseError, DroppedError
from model.outcome import HEADLINES, Floats, Outcome
from model.priors import priors_of
from model.questions.lever_bands import lever_bands, lever_bands_in_slices
from model.solve import equilibrium, game_of, outcomes_of, solve

DRAWS = 24


@pytest.fixture(scope="module")
def case() -> Case:
    """The opening case resting on draws from its own priors."""
    bare = load_case("sovereign-ai-2026").with_draws(None)
    priors = priors_of(bare)
    values = priors.values(np.random.default_rng(7).standard_normal((1 + DRAWS, priors.n_free)))  # point, draws
    return bare.with_draws(checked_draws(dict(zip(priors.ids, values.T, strict=True)), bare.parameters))


def one_by_one(case: Case, seats: int = 1) -> Floats:
    """Solve every draw alone along the branch from one half, [draws, n]."""
    assert case.draws is not None
    scenario, draws = case.status_quo.with_lever("seats", seats), sample_of(case.draws)
    fixed = {row.id: np.array([row.mean]) for row in case.parameters}
    rows = []
    for draw in range(DRAWS):
        game = game_of(case, (scenario,), fixed | {name: values[draw : draw + 1] for name, values in draws.items()})
        solution = solve_logit(game.payoff_and_jacobian, np.broadcast_to(game.noise_bn, game.base.shape))
        assert solution.on_branch.all()
        rows.append(solution.p[0])
    return np.array(rows)


@pytest.mark.parametrize("seats", [1, 2])
def test_every_draw_is_the_branch_from_one_half(case: Case, seats: int) -> None:
    joining, _ = over_draws(case, case.status_quo.with_lever("seats", seats))
    np.testing.assert_allclose(joining, one_by_one(case, seats), atol=1e-9)


def test_bands_are_mean_and_quantiles_of_the_draws(case: Case) -> None:
    found, alone = bands(case, case.status_quo), one_by_one(case)
    np.testing.assert_allclose(found.mean, alone.mean(axis=0), atol=1e-9)
    rows = (found.low90, found.low50, found.high50, found.high90)
    for row, share in zip(rows, SHARES, strict=True):
        np.testing.assert_allclose(row, np.quantile(alone, share, axis=0), atol=1e-9)
    assert found.draws == DRAWS
    assert not found.mean.flags.writeable


def test_every_figure_is_banded_over_the_outcomes_of_single_draws(case: Case) -> None:
    """A case whose parameters stand at one draw has that draw's outcome: its arrays are what is banded."""
    scenario = case.status_quo
    assert case.draws is not None
    draws = sample_of(case.draws)
    alone = []
    for draw in range(DRAWS):
        held = {row.id: np.array([draws[row.id][draw] if row.id in draws else row.mean]) for row in case.parameters}
        game = game_of(case, (scenario,), held)
        alone.append(outcomes_of(game, (scenario,), equilibrium(game, None))[0])
    found = bands(case, scenario)
    assert set(found.figures) == set(FIGURES)
    views: dict[str, Callable[[Outcome], Floats]] = {
        "at_least_probability": lambda one: np.array([one.chance_of_at_least(k) for k in range(len(one.firm_ids) + 1)]),
        "there_probability": lambda one: one.stage_probability * one.join_probability,
        "expected_teams": lambda one: one.stage_probability @ one.join_probability,
        "expected_incumbents": lambda one: one.incumbent_stage_probability.sum(axis=1),
    }
    for name in FIGURES:
        each = np.stack([views[name](one) if name in views else getattr(one, name) for one in alone])
        np.testing.assert_allclose(found.figures[name][0], each.mean(axis=0), atol=1e-9, err_msg=name)
        np.testing.assert_allclose(found.figures[name][1:], np.quantile(each, SHARES, axis=0), atol=1e-9, err_msg=name)


def test_slices_change_nothing_and_can_be_dropped(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bands(case, case.status_quo)
    monkeypatch.setattr("model.bands.MOST_AT_ONCE", 70)
    looks = iter([False, False, True])
    np.testing.assert_allclose(bands(case, case.status_quo).mean, whole.mean, atol=1e-10)
    with pytest.raises(DroppedError):
        bands(case, case.status_quo, dropped=lambda: next(looks))


@pytest.mark.parametrize(("sets", "most", "count"), [(14, 40_000, 24), (100, 2_000, 20), (5_000, 40_000, 16)])
def test_many_sets_of_winners_get_fewer_draws_spread_over_all(case: Case, sets: int, most: int, count: int) -> None:
    assert case.draws is not None
    found, every = draws_within(case, sets, most)["noise_bn"], sample_of(case.draws)["noise_bn"]
    assert len(found) == count
    assert (found[0], found[-1]) == (every[0], every[-1])
    assert set(found) <= set(every)


def test_bands_along_a_lever_come_in_slices_that_end_in_the_whole(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = solve(case, case.status_quo)
    asked = (case, case.status_quo, "months_given_back", outcome, 14 * 100)
    whole = lever_bands(*asked)
    monkeypatch.setattr("model.questions.lever_bands.MOST_AT_ONCE", 14 * 4)
    slices = list(lever_bands_in_slices(*asked))
    assert [one.draws for one in slices] == [16, 24]
    assert whole.each is not None
    for one in slices:
        assert one.each is not None
        np.testing.assert_array_equal(one.values, whole.values)
        same = [np.abs(whole.each - row[:, None]).max(axis=(0, 2)).argmin() for row in one.each.transpose(1, 0, 2)]
        assert len(set(same)) == one.draws
        assert max(np.diff([-1, *sorted(same), whole.draws])) <= 2, "spread over all draws"
    np.testing.assert_allclose(slices[-1].joining, whole.joining, atol=1e-10)
    gone: list[bool] = []
    running = lever_bands_in_slices(*asked, dropped=lambda: bool(gone))
    assert next(running).draws == 16
    gone.append(True)
    with pytest.raises(DroppedError):
        next(running)


def test_bands_along_a_lever_are_the_bands_of_each_scenario(case: Case) -> None:
    outcome = solve(case, case.status_quo)
    for lever_id in ("losers_named", "seats", "gpus_per_team"):
        found = lever_bands(case, case.status_quo, lever_id, outcome, 10**6)
        assert case.status_quo.value(lever_id) in found.values
        for at, value in list(enumerate(found.values))[::3]:
            there = case.status_quo.with_lever(
                lever_id, round(value, 6) if lever_id == "losers_named" else round(value)
            )
            if there.value(lever_id) == pytest.approx(value, abs=1e-12):
                alone = bands(case, there)
                np.testing.assert_allclose(found.joining[0, at], alone.mean, atol=1e-9)
                np.testing.assert_allclose(found.joining[1, at], alone.low90, atol=1e-9)


def test_every_headline_has_a_mean_within_ordered_bands(case: Case) -> None:
    found = bands(case, case.status_quo)
    assert set(found.headline) == set(HEADLINES)
    for mean, low90, low50, high50, high90 in found.headline.values():
        assert low90 <= low50 <= high50 <= high90
        assert low90 < mean < high90
    assert found.headline["expected_joiners"][0] == pytest.approx(found.mean.sum(), abs=1e-9)


def test_equal_draws_leave_no_band(case: Case) -> None:
    point = {row.id: np.full(3, row.mean) for row in case.parameters if row.family != "fixed"}
    bare = case.with_draws(None)
    found = bands(bare, bare.status_quo, checked_draws(point, bare.parameters))
    alone = solve(bare, bare.status_quo)
    for row in (found.mean, found.low90, found.high90):
        np.testing.assert_allclose(row, alone.join_probability, atol=1e-10)
    for name, value in alone.headline.items():
        assert found.headline[name] == pytest.approx((value,) * 5, abs=1e-9)


def test_a_pinned_firm_has_no_band(case: Case) -> None:
    found = bands(case, case.status_quo.with_pin("kt", True))
    row = case.status_quo.firm_ids.index("kt")
    assert (found.low90[row], found.mean[row], found.high90[row]) == (1.0, 1.0, 1.0)


def test_the_start_does_not_decide_the_bands(case: Case) -> None:
    first = bands(case, case.status_quo)
    second = bands(case, case.status_quo, start=np.full(len(case.status_quo.firm_ids), 0.9))
    np.testing.assert_allclose(second.mean, first.mean, atol=1e-9)


def test_undefined_figures_are_left_out_of_a_band() -> None:
    mean, low90, *_, high90 = summary(np.array([[1.0, np.nan], [3.0, np.nan]]))
    assert mean[0] == 2.0
    assert 1.0 <= low90[0] < high90[0] <= 3.0
    assert np.isnan(mean[1])
    assert np.isnan(low90[1])


def test_without_draws_there_are_no_bands(case: Case) -> None:
    bare = case.with_draws(None)
    with pytest.raises(CaseError, match="turnout calibrate"):
        bands(bare, bare.status_quo)


def test_an_edited_prior_mean_holds_its_parameter(case: Case) -> None:
    def kakao(value: str) -> float:
        edited = case.with_edit(Edit("behaviour", "stigma_weight", "mean", value))
        assert edited.draws is not None
        assert "stigma_weight" not in edited.draws
        assert len(edited.draws) == len(case.draws or ()) - 1
        return float(bands(edited, edited.status_quo).mean[edited.status_quo.firm_ids.index("kakao")])

    assert kakao("0.02") > kakao("0.08") > kakao("0.2")


def test_other_edits_keep_the_draws(case: Case) -> None:
    edited = case.with_edit(Edit("firms", "kt", "state_exposure_bn", "300"))
    assert same_draws(edited.draws, case.draws)


def test_cases_that_differ_in_draws_differ(case: Case) -> None:
    draws = case.draws
    assert draws is not None
    other = case.with_draws(MappingProxyType({**draws, "noise_bn": draws["noise_bn"][::-1].copy()}))
    assert case == case.with_draws(draws)
    assert other != case
    assert case.with_draws(None) != case


def test_draws_survive_being_written(case: Case) -> None:
    assert case.draws is not None
    again = parse_draws(draws_text(case.draws), case.parameters)
    assert list(again) == list(case.draws)
    for name, values in case.draws.items():
        np.testing.assert_allclose(again[name], values, rtol=1e-5)
    assert draws_text(again) == draws_text(case.draws)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("stigma_weight\n0.1\n0.2\n9\n", "draw 3, stigma_weight"),
        ("stigma_weight\n0.1\nnan\n0.1\n", "draw 2, stigma_weight"),
        ("colour\n0.1\n0.2\n0.3\n", "column 'colour'"),
        ("stigma_weight,noise_bn\n0.1,2\n0.1\n", "line 3"),
        ("stigma_weight\n0.1\nmuch\n", "line 3"),
        ("stigma_weight\n0.1\n0.2\n", "3 or more draws"),
        ("", "3 or more draws"),
    ],
)
def test_unusable_draws_are_refused_with_their_place(case: Case, text: str, place: str) -> None:
    with pytest.raises(CaseError, match=place):
        parse_draws(text, case.parameters)

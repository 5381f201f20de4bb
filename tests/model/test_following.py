"""A chosen equilibrium is carried along its own branch, to a fold and no further, and what rests on it follows."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pytest

from model.bands import bands
from model.case import Case, Edit, load_case
from model.claims import Claim, claim, followed, including, outcome_at
from model.draws import Draws
from model.errors import DroppedError, RareError
from model.following import over_policies
from model.game import point_parameters
from model.newton import logistic
from model.outcome import Floats, Outcome
from model.questions.explain import EQUILIBRIUM, attribution
from model.questions.flips import curves
from model.questions.lever_bands import lever_bands
from model.questions.sentence import Story, sentence
from model.scenario import Scenario
from model.solve import game_of, solve
from tests.model.questions.test_sentence import Plain

CHOSEN = 1


@pytest.fixture(scope="module")
def case() -> Case:
    """Nearly sure firms: two of them can split the seat in two ways, and a third way tips over."""
    edits = (Edit("behaviour", "noise_bn", "low", "0.0001"), Edit("behaviour", "noise_bn", "mean", "0.02"))
    return load_case("sovereign-ai-2026").with_edits(edits)


@pytest.fixture(scope="module")
def scenario(case: Case) -> Scenario:
    return case.status_quo.with_lever("data_budget", 10.0)


@pytest.fixture(scope="module")
def found(case: Case, scenario: Scenario) -> Claim:
    listed = claim(case, scenario)
    assert listed.note.count == 3
    return listed


@pytest.fixture(scope="module")
def chosen(case: Case, scenario: Scenario, found: Claim) -> Outcome:
    return outcome_at(case, scenario, found, CHOSEN)


def along_budget(case: Case, scenario: Scenario, chosen: Outcome, values: Floats) -> Floats:
    table = np.tile(scenario.values, (len(values), 1))
    table[:, [lever.id for lever in scenario.levers].index("data_budget")] = values
    return over_policies(case, scenario, chosen.join_probability, table)


def answers(case: Case, scenario: Scenario, p: Floats) -> Floats:
    """Return by how much a point misses its own response."""
    game = game_of(case, (scenario,))
    miss: Floats = np.abs(logistic(game.payoff(p[None]) / game.noise_bn)[0] - p)
    return miss


def test_every_point_carried_is_an_equilibrium_on_a_continuous_branch(
    case: Case, scenario: Scenario, chosen: Outcome
) -> None:
    values = np.linspace(9.0, 10.4, 29)
    points = along_budget(case, scenario, chosen, values)
    assert np.isfinite(points).all()
    assert np.abs(np.diff(points, axis=0)).max() < 0.2
    for value, point in list(zip(values, points, strict=True))[::4]:
        there = scenario.with_lever("data_budget", round(float(value), 1))
        if there.value("data_budget") == pytest.approx(float(value), abs=1e-12):
            assert answers(case, there, point).max() < 1e-9
            listed = claim(case, there)
            assert min(np.abs(listed.points - point).max(axis=-1)) < 1e-6
            assert np.abs(point - solve(case, there).join_probability).max() > 0.05, "it is not the principal one"


def test_the_branch_ends_where_it_meets_the_unstable_one(case: Case, scenario: Scenario, found: Claim) -> None:
    """A fold takes two branches at once: beyond it a search from many starts finds neither."""
    values = np.linspace(10.0, 14.0, 81)
    kept = [
        np.isfinite(along_budget(case, scenario, outcome_at(case, scenario, found, row), values)[:, 0])
        for row in (1, 2)
    ]
    assert 0 < kept[0].sum() < len(values)
    assert np.array_equal(kept[0], np.sort(kept[0])[::-1]), "once lost it stays lost"
    assert abs(int(kept[0].sum()) - int(kept[1].sum())) <= 2
    beyond = round(float(values[int(kept[0].sum()) + 3]))
    assert claim(case, scenario.with_lever("data_budget", max(beyond, 12))).note.count == 1


def test_an_outcome_follows_a_lever_or_is_lost(case: Case, scenario: Scenario, chosen: Outcome) -> None:
    near = followed(case, chosen, scenario.with_lever("data_budget", 9.5))
    assert near is not None
    assert near.equilibrium.shown > 0
    assert not near.equilibrium.certified_unique
    assert followed(case, chosen, scenario.with_lever("data_budget", 14.0)) is None


def test_rules_and_pins_jump(case: Case, scenario: Scenario, chosen: Outcome) -> None:
    pinned = followed(case, chosen, scenario.with_pin("kt", False))
    assert pinned is not None
    assert pinned.join_probability[pinned.index("kt")] == 0.0
    other = followed(case, chosen, scenario.with_lever("seats", 2))
    if other is not None:
        assert answers(case, scenario.with_lever("seats", 2), other.join_probability).max() < 1e-9


def test_a_claim_takes_in_what_was_carried_here(case: Case, scenario: Scenario, found: Claim) -> None:
    same, row = including(found, case, scenario, found.points[2])
    assert (same, row) == (found, 2)
    other = found.points[0].copy()
    other[0] = 0.5
    more, row = including(found, case, scenario, other)
    assert (row, more.note.count, more.list_complete) == (3, 4, False)
    assert more.stable.shape == (4,)


def narrow(case: Case, scale: float, count: int = 20) -> Draws:
    """Draws that lie about the point."""
    rng = np.random.default_rng(3)
    point = point_parameters(case)
    return MappingProxyType(
        {name: float(value[0]) * np.exp(scale * rng.standard_normal(count)) for name, value in point.items()}
    )


def test_bands_belong_to_the_equilibrium_chosen(case: Case, scenario: Scenario, chosen: Outcome) -> None:
    draws = narrow(case, 2e-4)
    found = bands(case, scenario, draws, chosen.join_probability, chosen=True)
    assert found.draws + found.missing == 20
    np.testing.assert_allclose(found.mean, chosen.join_probability, atol=0.1)
    assert np.all((found.low90 <= found.high90 + 1e-12) & (found.mean > found.low90 - 1e-12))
    gap = np.abs(chosen.join_probability - solve(case, scenario).join_probability)
    far = gap > 0.3
    assert far.any()
    assert np.all(np.abs(found.mean - chosen.join_probability)[far] < 0.5 * gap[far])


def test_an_equilibrium_that_draws_hardly_have_gets_no_bands(case: Case, scenario: Scenario, chosen: Outcome) -> None:
    with pytest.raises(RareError) as fault:
        bands(case, scenario, narrow(case, 0.5, 60), chosen.join_probability, chosen=True)
    assert fault.value.kept < 16
    assert fault.value.asked == 60
    with pytest.raises(DroppedError):
        bands(case, scenario, narrow(case, 0.1), chosen.join_probability, lambda: True, chosen=True)


def test_curves_pass_through_the_equilibrium_chosen_and_end_with_it(
    case: Case, scenario: Scenario, chosen: Outcome
) -> None:
    curve = curves(case, scenario, chosen, ["data_budget"])["data_budget"]
    at = int(np.flatnonzero(curve.values == 10.0)[0])
    np.testing.assert_allclose(curve.join_probability[at], chosen.join_probability, atol=1e-9)
    assert curve.values[-1] < 14.0, "beyond the fold there is no such equilibrium"
    principal = curves(case, scenario, solve(case, scenario), ["data_budget"])["data_budget"]
    assert principal.values[-1] == scenario.levers[3].high
    for value, point in zip(curve.values, curve.join_probability, strict=True):
        again = along_budget(case, scenario, chosen, np.array([value]))[0]
        np.testing.assert_allclose(point, again, atol=1e-6)


def test_bands_along_a_lever_stay_on_the_branch(case: Case, scenario: Scenario, chosen: Outcome) -> None:
    near = case.with_draws(MappingProxyType({name: values.copy() for name, values in narrow(case, 1e-4).items()}))
    found = lever_bands(near, scenario, "data_budget", chosen, 10**6)
    at = int(np.flatnonzero(found.values == 10.0)[0])
    np.testing.assert_allclose(found.joining[0, at], chosen.join_probability, atol=0.1)
    assert found.values[-1] < 14.0


def test_the_choice_of_an_equilibrium_is_a_change_with_a_share_of_its_own(
    case: Case, scenario: Scenario, chosen: Outcome
) -> None:
    before = scenario.with_lever("data_budget", 9.6)
    shares = attribution(case, before, scenario, chosen=chosen)
    assert shares.players == ("data_budget", EQUILIBRIUM)
    whole = chosen.join_probability - solve(case, before).join_probability
    np.testing.assert_allclose(shares.joining.sum(axis=0), whole, atol=1e-9)
    alone = attribution(case, scenario, scenario, chosen=chosen)
    np.testing.assert_allclose(
        alone.joining[0], chosen.join_probability - solve(case, scenario).join_probability, atol=1e-9
    )
    story = Story(chosen, solve(case, before), shares)
    said = sentence(story, int(np.abs(whole).argmax()), "A", Plain("en"))
    assert "the equilibrium chosen" in said

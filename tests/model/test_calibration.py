"""The fit against brute force, its diagnostics against known answers, and the draws that come with the opening case."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats

from gui.calibrate_cli import CheckpointFile
from model import calibration
from model import posterior as posterior_module
from model.calibration import Plan, fit
from model.case import Case, Edit, load_case, with_tables
from model.diagnostics import (
    effective_size,
    importance_size,
    resampled,
    smoothed_weights,
    split_rhat,
    uniformity,
)
from model.draws import sample_of
from model.emulator import Emulator, emulator_of, fewest_points, terms
from model.errors import CaseError
from model.fitreport import fitted_digest, shipped_report
from model.likelihood import Record, decision_probabilities, log_likelihoods, record_of
from model.newton import logistic
from model.outcome import Floats
from model.posterior import rank_check
from model.priors import priors_of
from model.solve import solve

FREE = ("stigma_weight", "noise_bn", "duty_weight", "own_strategy_weight")
SMALL = Plan(draws=60, steps=600, seed=3)


def rows_of(report: dict[str, object], name: str) -> list[dict[str, Any]]:
    """Return a table of a report."""
    rows = report[name]
    assert isinstance(rows, list)
    return rows


@pytest.fixture(scope="module")
def opening() -> Case:
    return load_case("sovereign-ai-2026").with_draws(None)


@pytest.fixture(scope="module")
def small(opening: Case) -> Case:
    """The additional call alone with four free parameters: a solve takes about two milliseconds."""
    tables = {**opening.tables, "decisions": tuple(r for r in opening.tables["decisions"] if r["call"] != "2025-open")}
    held = [row.id for row in opening.parameters if row.id not in FREE and row.family != "fixed"]
    return with_tables(opening, tables).with_edits(tuple(Edit("behaviour", name, "family", "fixed") for name in held))


def test_priors_have_the_moments_of_their_family_within_bounds(opening: Case) -> None:
    priors = priors_of(opening)
    rows = {row.id: row for row in opening.parameters}
    family: Any
    for place, name in enumerate(priors.ids):
        row = rows[name]
        if row.family == "lognormal":
            variance = math.log1p((row.sd / row.mean) ** 2)
            family = stats.lognorm(math.sqrt(variance), scale=row.mean * math.exp(-variance / 2))
        elif row.family == "beta":
            count = row.mean * (1 - row.mean) / row.sd**2 - 1
            family = stats.beta(row.mean * count, (1 - row.mean) * count)
        else:
            family = stats.norm(row.mean, row.sd)
        low, high = family.cdf(row.low), family.cdf(row.high)
        for score in (-2.5, -1.0, 0.0, 1.5, 2.5):
            wanted = family.ppf(low + (high - low) * stats.norm.cdf(score))
            got = priors.values(np.full(priors.n_free, score))[place]
            assert got == pytest.approx(wanted, abs=2e-4 * (row.high - row.low)), (name, score)
        assert priors.mean[place] == pytest.approx(family.expect(lb=row.low, ub=row.high, conditional=True), rel=2e-3)


def test_fixed_parameters_are_not_estimated(opening: Case) -> None:
    priors = priors_of(opening)
    assert priors.fixed == {row.id: row.mean for row in opening.parameters if row.family == "fixed"}
    assert {"gpu_reference", "weight_reference"} <= set(priors.fixed)
    arrays = priors.arrays(priors.values(np.zeros((3, priors.n_free))))
    assert set(arrays) == {row.id for row in opening.parameters}
    assert arrays["gpu_reference"].tolist() == [768.0] * 3


def test_a_prior_without_mass_is_refused(opening: Case) -> None:
    with pytest.raises(CaseError, match="check_strictness"):
        priors_of(opening.with_edit(Edit("behaviour", "check_strictness", "sd", "0.6")))


def test_the_record_tells_lists_of_applicants_from_decisions(opening: Case) -> None:
    record = record_of(opening)
    assert len(record) == 23
    assert record.applicants_only.tolist() == [True] * 15 + [False] * 8
    assert record.joined.sum() == 17
    assert {firm for firm, large in zip(record.firms, record.large, strict=True) if large} == {
        *("naver-cloud", "kakao", "nc-ai", "kt", "sk-telecom", "lg-ai-research")
    }


def test_decisions_are_those_of_a_plain_solve(opening: Case) -> None:
    record = record_of(opening)
    point = {row.id: np.array([row.mean]) for row in opening.parameters}
    found = decision_probabilities(opening, record, point)[0]
    for call in ("2025-open", "2026-additional"):
        outcome = solve(opening, opening.scenario_for(call))
        for row, (one, firm) in enumerate(zip(record.calls, record.firms, strict=True)):
            if one == call:
                assert found[row] == pytest.approx(outcome.join_probability[outcome.index(firm)], abs=1e-9)


def invented() -> tuple[Record, Floats]:
    joined = np.array([True, True, True, False, True])
    record = Record(
        calls=("first", "first", "first", "second", "second"),
        firms=("a", "b", "c", "a", "d"),
        joined=joined,
        applicants_only=np.array([True, True, True, False, False]),
        large=np.array([True, False, False, True, False]),
    )
    return record, np.array([0.6, 0.7, 0.2, 0.3, 0.9])


def test_likelihood_of_each_reading_against_integration() -> None:
    record, p = invented()
    second = 0.7 * 0.9

    def listed(places: list[int]) -> float:
        return float(integrate.quad(lambda r: math.prod(p[i] / (p[i] + (1 - p[i]) * r) for i in places), 0.0, 1.0)[0])

    wanted = {
        "complete": 0.6 * 0.7 * 0.2 * second,
        "uninformative": second,
        "averaged": listed([0, 1, 2]) * second,
        "by_size": 0.6 * listed([1, 2]) * second,
    }
    for treatment, value in wanted.items():
        assert float(log_likelihoods(record, p, treatment)) == pytest.approx(math.log(value), abs=1e-10)
    assert wanted["complete"] < wanted["by_size"] < wanted["averaged"] < wanted["uninformative"]


def test_certain_probabilities_have_a_finite_likelihood() -> None:
    record, _ = invented()
    for treatment in ("by_size", "averaged", "complete"):
        assert np.isfinite(log_likelihoods(record, np.zeros((2, 5)), treatment)).all()
        assert np.isfinite(log_likelihoods(record, np.ones((2, 5)), treatment)).all()


def test_the_stand_in_repeats_a_quadratic() -> None:
    rng = np.random.default_rng(0)
    wanted = rng.normal(scale=0.3, size=(terms(np.zeros(3)).shape[-1], 4))
    scores = rng.standard_normal((4 * fewest_points(3), 3))
    stand_in = emulator_of(scores, logistic(terms(scores) @ wanted))
    assert stand_in.error.max() < 1e-3
    fresh = rng.standard_normal((50, 3))
    np.testing.assert_allclose(stand_in(fresh), logistic(terms(fresh) @ wanted), atol=1e-4)


def test_r_hat_tells_chains_that_agree_from_chains_that_do_not() -> None:
    chains = np.random.default_rng(1).standard_normal((4, 500, 8, 2))
    assert split_rhat(chains).max() < 1.005
    chains[0, ..., 1] += 1.0
    apart = split_rhat(chains)
    assert apart[0] < 1.005
    assert apart[1] > 1.05
    drifting = np.random.default_rng(2).standard_normal((4, 500, 8, 1)) + np.linspace(0, 2, 500)[:, None, None]
    assert split_rhat(drifting)[0] > 1.1


def test_effective_size_of_an_autoregression() -> None:
    rng, steps, memory = np.random.default_rng(3), 4000, 0.8
    noise = rng.standard_normal((2, steps, 20, 1)) * math.sqrt(1 - memory**2)
    chains = noise.copy()
    for step in range(1, steps):
        chains[:, step] += memory * chains[:, step - 1]
    wanted = chains.size * (1 - memory) / (1 + memory)
    assert effective_size(chains)[0] == pytest.approx(wanted, rel=0.1)


@pytest.mark.parametrize("shape", [0.2, 0.5, 0.9])
def test_pareto_shape_of_known_tails(shape: float) -> None:
    rng = np.random.default_rng(4)
    found = [smoothed_weights(-shape * np.log(rng.uniform(size=20_000)))[1] for _ in range(5)]
    assert np.mean(found) == pytest.approx(shape, abs=0.1)


def test_smoothed_weights_add_up_and_keep_an_even_sample() -> None:
    weights, shape = smoothed_weights(np.zeros(500))
    np.testing.assert_allclose(weights, 1 / 500)
    assert shape == -math.inf
    weights, _ = smoothed_weights(np.random.default_rng(5).normal(size=500))
    assert weights.sum() == pytest.approx(1.0)
    assert 0 < importance_size(weights) < 500


def test_resampling_takes_rows_by_weight() -> None:
    weights = np.array([0.5, 0.0, 0.3, 0.2])
    rows = resampled(weights, 1000, np.random.default_rng(6))
    np.testing.assert_allclose(np.bincount(rows, minlength=4) / 1000, weights, atol=1.1e-3)


def test_uniformity_against_scipy() -> None:
    rng = np.random.default_rng(7)
    for power in (1.0, 1.2, 2.0):
        ranks = rng.uniform(size=80) ** power
        assert uniformity(ranks) == pytest.approx(stats.kstest(ranks, "uniform").pvalue, abs=0.02)


def test_walkers_keep_the_width_of_a_flat_record(opening: Case) -> None:
    """With a record that says nothing the posterior is the prior: standard normal in every score."""
    job = calibration._Job(opening, Plan(steps=600, seed=5), lambda *_: None, lambda: False, None)
    coefficients = np.zeros((terms(np.zeros(job.priors.n_free)).shape[-1], len(job.record)))
    chains = job.chains(Emulator(coefficients, np.zeros(len(job.record))))
    assert chains is not None
    assert np.abs(chains.mean(axis=(0, 1, 2))).max() < 0.15
    widths = chains.var(axis=(0, 1, 2))
    assert widths.mean() == pytest.approx(1.0, abs=0.04)
    np.testing.assert_allclose(widths, 1.0, atol=0.25)
    assert split_rhat(chains).max() < 1.03


def test_the_fit_agrees_with_weighing_the_prior(small: Case) -> None:
    posterior = fit(small, SMALL)
    assert posterior is not None
    priors, record = priors_of(small), record_of(small)
    assert set(posterior.draws) == set(FREE)
    values = priors.values(np.random.default_rng(8).standard_normal((1500, priors.n_free)))
    joining = decision_probabilities(small, record, priors.arrays(values))
    weights = np.exp(log_likelihoods(record, joining))
    weights /= weights.sum()
    assert importance_size(weights) > 400
    told = {row["id"]: row for row in rows_of(posterior.report, "parameters")}
    for column, name in enumerate(priors.ids):
        mean = float(weights @ values[:, column])
        sd = math.sqrt(float(weights @ (values[:, column] - mean) ** 2))
        assert told[name]["mean"] == pytest.approx(mean, abs=0.25 * sd)
        assert told[name]["sd"] == pytest.approx(sd, rel=0.25)
        assert posterior.draws[name].mean() == pytest.approx(mean, abs=0.4 * sd)
    assert posterior.draws["stigma_weight"].mean() > 0.08  # refusals raise it, as the prior alone would not


def test_a_stopped_fit_goes_on_to_the_same_draws(small: Case, tmp_path: Path) -> None:
    whole = fit(small, SMALL)
    checkpoint, asked = tmp_path / "kept.npz", [0]

    def after_forty() -> bool:
        asked[0] += 1
        return asked[0] > 40

    assert fit(small, SMALL, cancelled=after_forty, checkpoint=CheckpointFile(checkpoint)) is None
    assert 0 < len(np.load(checkpoint)["prior"]) < 100
    shares: list[float] = []
    resumed = fit(small, SMALL, progress=lambda _, share: shares.append(share), checkpoint=CheckpointFile(checkpoint))
    assert whole is not None
    assert resumed is not None
    assert resumed.report == whole.report
    for name, values in whole.draws.items():
        np.testing.assert_array_equal(resumed.draws[name], values)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_another_case_or_plan_does_not_take_up_a_checkpoint(small: Case, tmp_path: Path) -> None:
    checkpoint = tmp_path / "kept.npz"
    fit(small, SMALL, cancelled=lambda: True, checkpoint=CheckpointFile(checkpoint))
    with pytest.raises(CaseError, match="another case, plan"):
        fit(small, Plan(draws=60, steps=600, seed=4), checkpoint=CheckpointFile(checkpoint))
    with pytest.raises(CaseError, match="another case, plan"):
        fit(
            small.with_edit(Edit("firms", "kt", "state_exposure_bn", "1")), SMALL, checkpoint=CheckpointFile(checkpoint)
        )
    checkpoint.write_bytes(b"torn")
    with pytest.raises(CaseError, match="cannot be taken up"):
        fit(small, SMALL, checkpoint=CheckpointFile(checkpoint))


def test_a_case_without_decisions_cannot_be_fitted(small: Case) -> None:
    with pytest.raises(CaseError, match="no decision"):
        fit(with_tables(small, {**small.tables, "decisions": ()}))


def test_ranks_are_even_under_the_right_likelihood_and_not_under_a_wrong_one(
    small: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    priors, record = priors_of(small), record_of(small)
    scores = np.random.default_rng(9).standard_normal((1500, priors.n_free))
    joining = decision_probabilities(small, record, priors.arrays(priors.values(scores)))
    bank = (scores, joining, priors.ids)
    right = rank_check(record, "complete", bank, seed=1)
    assert right["replications"] == 100
    assert float(str(right["least_p_value_corrected"])) > 0.01
    few = rank_check(record, "complete", (scores[:40], joining[:40], priors.ids), seed=1)
    assert few["replications"] == 40
    monkeypatch.setattr(posterior_module, "log_likelihoods", lambda *given: -log_likelihoods(*given))
    wrong = rank_check(record, "complete", bank, seed=1)
    assert float(str(wrong["least_p_value_corrected"])) < 0.01


# the draws of the opening case


@pytest.fixture(scope="module")
def report() -> dict[str, object]:
    folder = Path(calibration.__file__).parent.parent / "resources" / "cases" / "sovereign-ai-2026"
    told: dict[str, object] = json.loads((folder / "posterior.json").read_text(encoding="utf-8"))
    return told


def test_the_draws_belong_to_the_case_as_it_stands(report: dict[str, object]) -> None:
    """Fails after an edit of the case's numbers until ``turnout calibrate`` has been run again."""
    case = load_case("sovereign-ai-2026")
    provenance = report["provenance"]
    assert isinstance(provenance, dict)
    assert provenance["case_digest"] == fitted_digest(case)
    assert case.draws is not None
    assert tuple(case.draws) == priors_of(case).ids
    assert {len(values) - 1 for values in case.draws.values()} == {provenance["draws"]}  # the point comes first
    assert provenance["draws"] >= 400


def test_a_report_is_shown_only_with_its_own_draws(report: dict[str, object]) -> None:
    case = load_case("sovereign-ai-2026")
    assert shipped_report(case) == report
    assert shipped_report(case.with_draws(None)) is None
    assert shipped_report(case.with_edit(Edit("firms", "kt", "state_exposure_bn", "1"))) is None
    assert shipped_report(case.with_edit(Edit("behaviour", "noise_bn", "mean", "2"))) is None
    draws = case.draws
    assert draws is not None
    assert shipped_report(case.with_draws({**draws, "noise_bn": draws["noise_bn"][::-1].copy()})) is None


def test_every_recorded_decision_is_on_its_right_side(report: dict[str, object]) -> None:
    case = load_case("sovereign-ai-2026")
    assert case.draws is not None
    some = sample_of(case.draws, 10)
    fixed = {row.id: np.full(40, row.mean) for row in case.parameters}
    record = record_of(case)
    mean = decision_probabilities(case, record, fixed | dict(some)).mean(axis=0)
    assert ((mean > 0.5) == record.joined).all()
    rows = rows_of(report, "decisions")
    told = np.array([row["probability"] for row in rows])
    np.testing.assert_allclose(mean, told, atol=0.06)  # 40 of the draws
    additional = [row for row in rows if row["call"] == "2026-additional"]
    right = sum((row["left_out_probability"] > 0.5) == row["joined"] for row in additional)
    assert right / len(additional) >= 0.8


def test_levers_that_no_call_has_used_teach_nothing(report: dict[str, object]) -> None:
    """Wording and sealing were off in both calls, so what they do keeps its prior."""
    for row in rows_of(report, "parameters"):
        if row["id"] in {"graduation_relief", "sealed_relief"}:
            assert row["mean"] == pytest.approx(row["prior_mean"], abs=0.15 * row["prior_sd"])
            assert row["sd"] == pytest.approx(row["prior_sd"], rel=0.1)


def test_the_chains_had_mixed(report: dict[str, object]) -> None:
    quality = report["quality"]
    assert isinstance(quality, dict)
    assert quality["worst_r_hat"] < 1.01
    assert quality["least_effective_draws_of_walkers"] > 1000
    assert quality["importance_pareto_k"] < 0.7
    assert quality["importance_effective_draws"] > 400

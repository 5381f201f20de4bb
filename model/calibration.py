"""Fit the behavioural parameters to the recorded decisions of every call at once.

The prior is sampled and solved exactly; a quadratic stand-in for the equilibrium is fitted to those points; ensembles
of walkers sample the posterior under the stand-in; some of their points are solved exactly and weighed by what the
stand-in got wrong; the draws are taken by weight. So the stand-in decides where to look and the exact model decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from model.diagnostics import effective_size, importance_size, resampled, smoothed_weights, split_rhat
from model.draws import checked_draws
from model.emulator import Emulator, emulator_of, fewest_points
from model.errors import CaseError, ExtraError, seed_fault
from model.fitreport import fitted_digest
from model.likelihood import DEFAULT_TREATMENT, Record, decision_probabilities, log_likelihoods, record_of
from model.outcome import Floats
from model.posterior import Posterior, Sample, report_of
from model.priors import Priors, priors_of
from model.representative import with_representative
from model.version import __version__

if TYPE_CHECKING:
    from model.case import Case

ENSEMBLES, POINTS_PER_DRAW, SAVE_EVERY, STEPS_AT_ONCE = 4, 3, 25, 50
SHARES = {"prior": 0.5, "walkers": 0.15, "exact": 0.35}  # of the work, for the progress shown
THIN, BURN_IN_SHARE = 5, 0.25

Progress = Callable[[str, float], None]


class Checkpoint(Protocol):
    """Where a fit keeps what it has solved; a file of the command line, or anything else that lasts."""

    name: str

    def held(self) -> tuple[str, dict[str, Floats]] | None:
        """Return the key and the arrays kept last, None where there is nothing; CaseError where it is torn."""

    def keep(self, key: str, arrays: dict[str, Floats]) -> None:
        """Put key and arrays in place of what was kept, whole or not at all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit: how many draws to ship, steps per walker, points solved from the prior (0 = as many as needed)."""

    draws: int = 400
    steps: int = 3000
    seed: int = 0
    design: int = 0
    treatment: str = DEFAULT_TREATMENT


def fit(
    case: Case,
    plan: Plan | None = None,
    *,
    progress: Progress = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
    checkpoint: Checkpoint | None = None,
) -> Posterior | None:
    """Return draws from the posterior with a report, or None where it was cancelled.

    ``progress`` is told the stage ("prior", "walkers", "exact") and the share of all work done; ``cancelled`` is asked
    after every solve, so that a worker thread can be stopped. What has been solved is kept in ``checkpoint`` and
    taken up again by the same case and plan; the result is the same with and without interruption. Raises CaseError
    for a case without decisions, SolveError where an equilibrium is not found, ExtraError without emcee.
    """
    job = _Job(case, plan or Plan(), progress, cancelled, checkpoint)
    design = job.solved("prior", job.design())
    emulator = None if design is None else emulator_of(job.design(), design)
    chains = None if emulator is None else job.chains(emulator)
    if design is None or emulator is None or chains is None:
        return None
    points = job.picked(chains)
    joining = job.solved("exact", points)
    if joining is None:
        return None
    log_weights = job.log_likelihood(joining) - job.log_likelihood(emulator(points))
    weighted = Sample(job.priors, job.record, job.plan.treatment, points, joining, log_weights)
    weights, shape = smoothed_weights(log_weights)
    rows = resampled(weights, job.plan.draws, np.random.default_rng([job.plan.seed, 2]))
    values = job.priors.values(points[rows])
    sample = {name: values[:, column] for column, name in enumerate(job.priors.ids)}
    draws = checked_draws(with_representative(job.case, sample), case.parameters)
    spread = np.sqrt(weights @ (log_weights - weights @ log_weights) ** 2)
    quality: dict[str, object] = {
        "worst_r_hat": round(float(split_rhat(chains).max()), 4),
        "least_effective_draws_of_walkers": round(float(effective_size(chains).min())),
        "stand_in_error_of_log_likelihood": round(float(spread), 4),
        "importance_pareto_k": round(shape, 3),
        "importance_effective_draws": round(importance_size(weights)),
        "exact_points": len(points),
        "different_draws": len(np.unique(rows)),
    }
    report = {"provenance": job.provenance(), "quality": quality}
    progress("exact", 1.0)
    return Posterior(draws, report | report_of(weighted, job.design(), design, job.plan.seed))


class _Job:
    """One fit at work: what it is given, what it has solved, and where that is kept."""

    def __init__(
        self, case: Case, plan: Plan, progress: Progress, cancelled: Callable[[], bool], checkpoint: Checkpoint | None
    ) -> None:
        self.case, self.plan, self.progress, self.cancelled, self.checkpoint = (
            case.with_draws(None),  # solved from the prior means, whatever was fitted before
            plan,
            progress,
            cancelled,
            checkpoint,
        )
        if plan.seed < 0:
            raise seed_fault(plan.seed)
        self.priors: Priors = priors_of(case)
        self.record: Record = record_of(case)
        if not len(self.record):
            raise CaseError(
                "decisions.csv records no decision, so there is nothing to fit. Add what firms did.",
                "decisions.csv에 기록된 결정이 없어 추정할 수 없습니다. 기업의 결정을 추가해 주십시오.",
            )
        self.kept = self._read()

    def design(self) -> Floats:
        """Return the points to solve from the prior, as scores [points, free]; the same on every call."""
        count = max(self.plan.design, fewest_points(self.priors.n_free))
        return np.random.default_rng([self.plan.seed, 1]).standard_normal((count, self.priors.n_free))

    def log_likelihood(self, joining: Floats) -> Floats:
        return log_likelihoods(self.record, joining, self.plan.treatment)

    def solved(self, stage: str, scores: Floats) -> Floats | None:
        """Return exact probabilities [points, decisions], going on from what is kept; None where cancelled."""
        done = self.kept.get(stage, np.empty((0, len(self.record))))[: len(scores)]
        while len(done) < len(scores):
            part = scores[len(done) : len(done) + SAVE_EVERY]
            already = len(done)

            def tick(count: int, already: int = already) -> bool:
                self._tell(stage, (already + count) / len(scores))
                return not self.cancelled()

            arrays = self.priors.arrays(self.priors.values(part))
            done = np.concatenate([done, decision_probabilities(self.case, self.record, arrays, tick)])
            self._keep(stage, done)
            if len(done) < len(scores) and self.cancelled():
                return None
        return done

    def chains(self, emulator: Emulator) -> Floats | None:
        """Return the walkers' scores after burn-in, [ensembles, steps, walkers, free]; None where cancelled."""
        emcee, found = _emcee(), []
        walkers = 2 * (self.priors.n_free + 4)
        # Not the snooker move of emcee 3.1.6: under it a standard normal in 28 dimensions comes out with variance 0.77.
        moves = [(emcee.moves.DEMove(), 0.8), (emcee.moves.StretchMove(), 0.2)]

        def log_posterior(scores: Floats) -> Floats:
            return np.asarray(self.log_likelihood(emulator(scores)) - 0.5 * (scores**2).sum(axis=-1))

        for ensemble in range(ENSEMBLES):
            random = np.random.RandomState([self.plan.seed, ensemble])
            start = random.standard_normal((walkers, self.priors.n_free))  # as wide as the prior
            sampler = emcee.EnsembleSampler(walkers, self.priors.n_free, log_posterior, moves=moves, vectorize=True)
            state = emcee.State(start, random_state=random.get_state())
            for done in range(0, self.plan.steps, STEPS_AT_ONCE):
                count = min(STEPS_AT_ONCE, self.plan.steps - done)
                state = sampler.run_mcmc(state, count, skip_initial_state_check=True)
                self._tell("walkers", (ensemble + done / self.plan.steps) / ENSEMBLES)
                if self.cancelled():
                    return None
            found.append(sampler.get_chain(discard=int(BURN_IN_SHARE * self.plan.steps), thin=THIN))
        return np.stack(found)

    def picked(self, chains: Floats) -> Floats:
        """Return the points of the walkers to solve exactly, [points, free]: each at most once."""
        flat = chains.reshape(-1, chains.shape[-1])
        order = np.random.default_rng([self.plan.seed, 3]).permutation(len(flat))
        return np.asarray(flat[order[: self.plan.draws * POINTS_PER_DRAW]])

    def provenance(self) -> dict[str, object]:
        """Return what the draws were made from; the day is added by whoever writes it down."""
        return {
            "engine_version": __version__,
            "case": self.case.id,
            "case_version": self.case.meta["version"],
            "case_digest": fitted_digest(self.case),
            "decisions": len(self.record),
            "free_parameters": self.priors.n_free,
            "ensembles": ENSEMBLES,
            "walkers": 2 * (self.priors.n_free + 4),
            "burn_in_steps": int(BURN_IN_SHARE * self.plan.steps),
            **asdict(self.plan),
            "design": len(self.design()),
        }

    def key(self) -> str:
        """Return what decides which points are solved: the case's numbers, the plan and the engine."""
        return f"{fitted_digest(self.case)} {self.plan} {__version__}"

    def _tell(self, stage: str, share: float) -> None:
        stages = list(SHARES)
        before = sum(SHARES[name] for name in stages[: stages.index(stage)])
        self.progress(stage, before + SHARES[stage] * share)

    def _read(self) -> dict[str, Floats]:
        found = None if self.checkpoint is None else self.checkpoint.held()
        if self.checkpoint is None or found is None:
            return {}
        key, kept = found
        if key != self.key():
            raise checkpoint_fault(
                self.checkpoint.name,
                "it belongs to another case, plan or version",
                "다른 사례, 설정 또는 판의 파일임",
            )
        return kept

    def _keep(self, stage: str, done: Floats) -> None:
        self.kept[stage] = done
        if self.checkpoint is not None:
            self.checkpoint.keep(self.key(), self.kept)


def checkpoint_fault(name: str, why: str, why_ko: str = "") -> CaseError:
    """Return the fault of a checkpoint that no fit can go on from."""
    return CaseError(
        f"{name} cannot be taken up: {why}. Start without it, or name another checkpoint.",
        f"{name}을(를) 이어서 쓸 수 없습니다({why_ko or why}). 이 파일 없이 시작하거나 다른 파일을 지정해 주십시오.",
    )


def _emcee() -> Any:
    try:
        import emcee
    except ImportError:
        raise ExtraError(
            "Fitting needs the package emcee. Install it with: pip install turnout[calibration]",
            "추정에는 emcee 패키지가 필요합니다. pip install turnout[calibration] 으로 설치해 주십시오.",
        ) from None
    return emcee


__all__ = ["Checkpoint", "Plan", "Posterior", "checkpoint_fault", "fit"]

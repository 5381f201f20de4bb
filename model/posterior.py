"""What the fit says: the draws, and a report of what was learned, how well it predicts and what it cannot tell."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from model.diagnostics import importance_size, smoothed_weights, uniformity
from model.draws import Draws
from model.likelihood import TREATMENTS, Bools, Record, log_likelihoods, unsure_of
from model.outcome import Floats
from model.priors import Priors

SBC_REPLICATIONS, SBC_BINS = 100, 10
PRIOR_POWERS = (0.8, 1.25)  # power scaling of one prior at a time, after Kallioinen et al. (2024)
CORRELATIONS_TOLD = 12
HALF = 0.5


@dataclass(frozen=True)
class Posterior:
    """Draws of every free parameter, [draws] by id, and the report as plain values for JSON."""

    draws: Draws = field(repr=False)
    report: dict[str, object] = field(repr=False)


@dataclass(frozen=True)
class Sample:
    """Weighted points of the posterior: scores [points, free], their exact probabilities of joining, and weights."""

    priors: Priors = field(repr=False)
    record: Record = field(repr=False)
    treatment: str
    scores: Floats = field(repr=False)
    joining: Floats = field(repr=False)  # [points, decisions]
    log_weights: Floats = field(repr=False)

    def reweighted(self, change: Floats) -> tuple[Floats, float]:
        """Return weights and Pareto shape once log-weights change by [points]."""
        return smoothed_weights(self.log_weights + change)


def report_of(sample: Sample, design: Floats, design_joining: Floats, seed: int) -> dict[str, object]:
    """Return the report: parameters, decisions, hits, treatments, prior sensitivity, correlations, ranks.

    ``design`` [points, free] are scores drawn from the prior, with their probabilities [points, decisions].
    """
    weights, _ = sample.reweighted(np.zeros(len(sample.scores)))
    decisions = _decisions(sample, weights, design_joining)
    return {
        "parameters": _parameters(sample, weights),
        "decisions": decisions,
        "hits": _hits(decisions),
        "treatments": _treatments(sample),
        "prior_sensitivity": _sensitivity(sample, weights),
        "correlations": _correlations(sample, weights),
        "simulation_based_calibration": rank_check(
            sample.record, sample.treatment, (design, design_joining, sample.priors.ids), seed
        ),
    }


def _parameters(sample: Sample, weights: Floats) -> list[dict[str, object]]:
    values = sample.priors.values(sample.scores)
    mean = weights @ values
    sd = np.sqrt(weights @ (values - mean) ** 2)
    variance = weights @ (sample.scores - weights @ sample.scores) ** 2
    return [
        {
            "id": name,
            "prior_mean": _short(float(sample.priors.mean[row])),
            "prior_sd": _short(sample.priors.sd[row]),
            "mean": _short(mean[row]),
            "sd": _short(sd[row]),
            "learned_share": _short(max(0.0, 1.0 - float(variance[row]))),  # of the prior variance of the score
        }
        for row, name in enumerate(sample.priors.ids)
    ]


def _decisions(sample: Sample, weights: Floats, design_joining: Floats) -> list[dict[str, object]]:
    record, before = sample.record, design_joining.mean(axis=0)
    rows = []
    for row, (call, firm) in enumerate(zip(record.calls, record.firms, strict=True)):
        left_out, shape = left_out_weights(sample, firm)
        p = sample.joining[:, row]
        low, high = _quantiles(p, weights)
        rows.append(
            {
                "call": call,
                "firm": firm,
                "joined": bool(record.joined[row]),
                "prior_probability": _short(float(before[row])),
                "probability": _short(float(weights @ p)),
                "low90": _short(low),
                "high90": _short(high),
                "left_out_probability": _short(float(left_out @ p)),
                "left_out_pareto_k": _short(shape),
            }
        )
    return rows


def left_out_weights(sample: Sample, firm: str) -> tuple[Floats, float]:
    """Return weights [points] and Pareto shape of the posterior without any decision of one firm."""
    without = sample.record.only(~sample.record.of_firm(firm))
    kept = sample.joining[:, ~sample.record.of_firm(firm)]
    change = log_likelihoods(without, kept, sample.treatment)
    return sample.reweighted(change - log_likelihoods(sample.record, sample.joining, sample.treatment))


def _hits(decisions: list[dict[str, object]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in decisions:
        call = found.setdefault(str(row["call"]), {"decisions": 0, "prior": 0, "in_sample": 0, "left_out": 0})
        call["decisions"] += 1
        for name, source in (
            ("prior", "prior_probability"),
            ("in_sample", "probability"),
            ("left_out", "left_out_probability"),
        ):
            call[name] += int((float(str(row[source])) > HALF) == row["joined"])
    return found


def _treatments(sample: Sample) -> list[dict[str, object]]:
    """Return the posterior under each reading of a list of applicants, by reweighing."""
    base = log_likelihoods(sample.record, sample.joining, sample.treatment)
    values, rows = sample.priors.values(sample.scores), []
    for treatment in TREATMENTS:
        weights, shape = sample.reweighted(log_likelihoods(sample.record, sample.joining, treatment) - base)
        p = weights @ sample.joining
        rows.append(
            {
                "treatment": treatment,
                "probability": [_short(one) for one in p],
                "on_right_side": int(((p > HALF) == sample.record.joined).sum()),
                "parameter_mean": [_short(one) for one in weights @ values],
                "pareto_k": _short(shape),
                "effective_draws": round(importance_size(weights)),
            }
        )
    return rows


def _sensitivity(sample: Sample, weights: Floats) -> list[dict[str, object]]:
    """Return how far the surest-moved decision goes when one prior is made weaker and stronger."""
    base, rows = weights @ sample.joining, []
    for column, name in enumerate(sample.priors.ids):
        log_prior = -0.5 * sample.scores[:, column] ** 2
        moved = [sample.reweighted((power - 1.0) * log_prior)[0] @ sample.joining - base for power in PRIOR_POWERS]
        place = int(np.argmax(np.abs(moved[1] - moved[0])))
        rows.append(
            {
                "id": name,
                "call": sample.record.calls[place],
                "firm": sample.record.firms[place],
                "weaker": _short(moved[0][place]),
                "stronger": _short(moved[1][place]),
            }
        )
    return sorted(rows, key=lambda row: -abs(float(str(row["stronger"])) - float(str(row["weaker"]))))


def _correlations(sample: Sample, weights: Floats) -> list[dict[str, object]]:
    """Return the strongest correlations of two scores: what the record cannot tell apart."""
    centred = sample.scores - weights @ sample.scores
    covariance = (centred * weights[:, None]).T @ centred
    scale = np.sqrt(np.diag(covariance))
    table = covariance / np.outer(scale, scale)
    first, second = np.triu_indices(len(scale), k=1)
    order = np.argsort(-np.abs(table[first, second]))[:CORRELATIONS_TOLD]
    ids = sample.priors.ids
    return [
        {"first": ids[first[row]], "second": ids[second[row]], "correlation": _short(table[first[row], second[row]])}
        for row in order
    ]


def rank_check(
    record: Record,
    treatment: str,
    bank: tuple[Floats, Floats, tuple[str, ...]],
    seed: int,
    replications: int = SBC_REPLICATIONS,
) -> dict[str, object]:
    """Return what simulation-based calibration says: are true values spread evenly over their posteriors?

    ``bank``: scores drawn from the prior [points, free], their probabilities [points, decisions], and parameter ids.
    Each replication takes one point as the truth, simulates the record (also which refusals would have been noticed)
    and weighs the other points by its likelihood. Source: Talts et al. (2018).
    """
    scores, joining, ids = bank
    replications = min(replications, len(scores))
    rng = np.random.default_rng(seed)
    ranks, sizes = np.empty((replications, scores.shape[1])), []
    for row, truth in enumerate(rng.permutation(len(scores))[:replications]):
        told, kept = simulated(record, joining[truth], treatment, rng)
        log_weights = log_likelihoods(told.only(kept), joining[:, kept], treatment)
        log_weights[truth] = -np.inf
        weights = np.exp(log_weights - log_weights.max())
        weights /= weights.sum()
        sizes.append(importance_size(weights))
        ranks[row] = weights @ (scores < scores[truth])
    chances = np.array([uniformity(ranks[:, column]) for column in range(len(ids))])
    histogram = np.histogram(ranks, bins=SBC_BINS, range=(0.0, 1.0))[0]
    return {
        "replications": replications,
        "least_p_value": _short(chances.min()),
        "least_p_value_parameter": ids[int(chances.argmin())],
        "least_p_value_corrected": _short(min(1.0, float(chances.min()) * len(ids))),
        "p_values": {name: _short(chance) for name, chance in zip(ids, chances, strict=True)},
        "rank_histogram": [int(count) for count in histogram],
        "least_effective_draws": round(min(sizes)),
        "median_effective_draws": round(float(np.median(sizes))),
    }


def simulated(record: Record, joining: Floats, treatment: str, rng: np.random.Generator) -> tuple[Record, Bools]:
    """Return a simulated record and which of its decisions, [decisions], would have come to be known."""
    joined = rng.uniform(size=len(record)) < joining
    unsure, noticed = unsure_of(record, treatment), np.ones(len(record), dtype=np.bool_)
    for call in dict.fromkeys(record.calls):
        mine = record.of_call(call) & unsure
        noticed[mine] = rng.uniform(size=int(mine.sum())) < rng.uniform()
    return record.told(joined), joined | noticed


def _quantiles(values: Floats, weights: Floats) -> tuple[float, float]:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    low, high = np.searchsorted(total, (0.05, 0.95))
    return float(values[order[low]]), float(values[order[min(int(high), len(values) - 1)]])


def _short(value: float) -> float:
    """Round to four digits: a report is read, not computed with."""
    return float(f"{float(value):.4g}")

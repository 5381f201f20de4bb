"""The priors of a case's behavioural parameters, as a map from standard normal scores to values.

Every free parameter is written as a score that is standard normal a priori, so that a sampler meets one scale and no
walls: the value is the prior's quantile at the score. Bounds of the table truncate the prior.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.errors import CaseError
from model.outcome import Floats

if TYPE_CHECKING:
    from model.case import Case
    from model.rows import Parameter

# Accuracy of the tabulated quantiles, not of the model: 4,001 values hold a quantile to about 1e-6 of its range.
_GRID, _FARTHEST_SCORE, _SCORES = 4001, 6.0, 2401


@dataclass(frozen=True)
class Priors:
    """The priors of a case: ``ids`` of the free parameters, and the fixed values of the others by id.

    ``quantiles`` [free, scores] are the values at ``scores``, below which the shares ``shares`` of the prior lie;
    ``mean`` and ``sd`` [free] are those after truncation.
    """

    ids: tuple[str, ...]
    fixed: Mapping[str, float]
    scores: Floats = field(repr=False)
    shares: Floats = field(repr=False)
    quantiles: Floats = field(repr=False)
    mean: Floats = field(repr=False)
    sd: Floats = field(repr=False)

    @property
    def n_free(self) -> int:
        """How many parameters are estimated."""
        return len(self.ids)

    def values(self, scores: Floats) -> Floats:
        """Return parameter values [..., free] in their units for scores [..., free]."""
        inside = np.clip(scores, self.scores[0], self.scores[-1])
        rows = [np.interp(inside[..., row], self.scores, self.quantiles[row]) for row in range(self.n_free)]
        return np.stack(rows, axis=-1)

    def arrays(self, values: Floats) -> dict[str, Floats]:
        """Return every parameter by id as [batch] for values [batch, free]; fixed ones are repeated."""
        columns = {name: np.ascontiguousarray(values[:, row]) for row, name in enumerate(self.ids)}
        return columns | {name: np.full(len(values), value) for name, value in self.fixed.items()}


def priors_of(case: Case) -> Priors:
    """Return the priors of a case's behavioural parameters; CaseError where a prior cannot be built."""
    free = [row for row in case.parameters if row.family != "fixed" and row.sd > 0.0]
    fixed = {row.id: row.mean for row in case.parameters if row not in free}
    scores = np.linspace(-_FARTHEST_SCORE, _FARTHEST_SCORE, _SCORES)
    shares = np.array([0.5 * math.erfc(-score / math.sqrt(2.0)) for score in scores])
    quantiles, means, sds = [], [], []
    for row in free:
        value, cumulative = _cumulative(row)
        quantiles.append(np.interp(shares, cumulative, value))
        mass, middle = np.diff(cumulative), 0.5 * (value[1:] + value[:-1])
        means.append(float(mass @ middle))
        sds.append(math.sqrt(max(0.0, float(mass @ (middle - means[-1]) ** 2))))
    tables = [shares, np.array(quantiles).reshape(len(free), _SCORES), np.array(means), np.array(sds)]
    for table in (scores, *tables):
        table.setflags(write=False)
    return Priors(tuple(row.id for row in free), fixed, scores, *tables)


def _cumulative(row: Parameter) -> tuple[Floats, Floats]:
    """Return values between the bounds and the prior's cumulative share at each, from 0 to 1."""
    value = np.linspace(row.low, row.high, _GRID)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_density = _log_density(row, value)
    log_density = np.where(np.isfinite(log_density), log_density, -np.inf)
    if not np.any(log_density > -np.inf):
        raise CaseError(
            f"behaviour.csv, {row.id}: the prior has no mass between low {row.low:g} and high {row.high:g}. "
            "Widen the bounds or move the mean.",
            f"behaviour.csv의 {row.id}: low {row.low:g}와 high {row.high:g} 사이에 사전분포의 확률이 없습니다. "
            "범위를 넓히거나 평균을 옮겨 주십시오.",
        )
    density = np.exp(log_density - log_density.max())
    cumulative = np.concatenate([[0.0], np.cumsum(0.5 * (density[1:] + density[:-1]))])
    return value, cumulative / cumulative[-1]


def _log_density(row: Parameter, value: Floats) -> Floats:
    """Return the log density of a family with the row's mean and standard deviation, up to a constant."""
    if row.family == "lognormal":
        variance = math.log1p((row.sd / row.mean) ** 2)
        centre = math.log(row.mean) - 0.5 * variance
        logs = np.log(value)
        return np.asarray(-logs - (logs - centre) ** 2 / (2.0 * variance))
    if row.family == "beta":
        count = row.mean * (1.0 - row.mean) / row.sd**2 - 1.0
        if count <= 0.0:
            raise CaseError(
                f"behaviour.csv, {row.id}: no beta prior has mean {row.mean:g} and sd {row.sd:g}. Lower sd.",
                f"behaviour.csv의 {row.id}: 평균 {row.mean:g}, 표준편차 {row.sd:g}인 베타분포는 없습니다. "
                "sd를 낮춰 주십시오.",
            )
        a, b = row.mean * count, (1.0 - row.mean) * count
        return np.asarray((a - 1.0) * np.log(value) + (b - 1.0) * np.log1p(-value))
    return np.asarray(-((value - row.mean) ** 2) / (2.0 * row.sd**2))

"""First-order and total indices of any figure over independent factors, by Saltelli's design, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from model.errors import ExtraError, ModelError
from model.outcome import Floats

SAMPLES = 256
SEED = 20260125
RESAMPLES = 400
INTERVAL = (0.05, 0.95)
TOO_LITTLE = 1e-9  # of a figure's size: what rounding of a solve may leave

Quantiles = Callable[[Floats], Floats]  # shares between 0 and 1 -> values of a factor
Evaluate = Callable[[Floats], Floats]  # values [rows, factors] -> figures [rows, figures]


def indices(
    shapes: Sequence[Quantiles],
    evaluate: Evaluate,
    samples: int = SAMPLES,
    groups: Sequence[Sequence[int]] | None = None,
) -> tuple[Floats, Floats]:
    """Return first-order and total indices, each [3, factors, figures]: estimate, low and high.

    With ``groups`` of columns there is an index for each group, whose columns change together; else for each column.
    Source: Saltelli et al. (2010), by scipy.stats.sobol_indices on scrambled Sobol points of a fixed seed. A figure
    that is not defined at a point counts with its mean there; one that does not vary has indices of 0.
    """
    if samples <= 1 or samples & (samples - 1):
        raise ModelError(
            f"{samples} samples cannot be used. Use a power of two, e.g. {SAMPLES}.",
            f"표본 {samples}개는 사용할 수 없습니다. {SAMPLES}과 같은 2의 거듭제곱을 쓰십시오.",
        )
    try:
        from scipy.stats import qmc, sobol_indices
    except ImportError:
        raise ExtraError(
            'Sobol indices need SciPy. Install it with: pipx inject turnout "scipy>=1.15".',
            '소볼 지수 계산에는 SciPy가 필요합니다. 다음으로 설치해 주십시오: pipx inject turnout "scipy>=1.15"',
        ) from None
    width, parts = len(shapes), groups if groups is not None else [[column] for column in range(len(shapes))]
    count = len(parts)
    points = qmc.Sobol(d=2 * width, rng=np.random.default_rng(SEED)).random(samples)
    one, other = (_shaped(shapes, part) for part in (points[:, :width], points[:, width:]))
    mixed = np.repeat(one[:, None, :], count, axis=1)  # [samples, groups, columns]: each row takes one from the other
    for row, part in enumerate(parts):
        mixed[:, row, list(part)] = other[:, list(part)]
    found = _defined(evaluate(np.concatenate([one, other, mixed.reshape(-1, width)])))
    at_one, at_other = found[:samples].T, found[samples : 2 * samples].T
    at_mixed = np.moveaxis(found[2 * samples :].reshape(samples, count, -1), 0, -1)
    solved = sobol_indices(func={"f_A": at_one, "f_B": at_other, "f_AB": at_mixed}, n=samples)
    shape = (found.shape[1], count)
    point = [np.reshape(part, shape).T for part in (solved.first_order, solved.total_order)]
    ends = _bootstrapped(at_one, at_other, at_mixed)
    return (
        np.stack([point[0], *np.quantile(ends[0], INTERVAL, axis=-1)]),
        np.stack([point[1], *np.quantile(ends[1], INTERVAL, axis=-1)]),
    )


def _bootstrapped(at_one: Floats, at_other: Floats, at_mixed: Floats) -> tuple[Floats, Floats]:
    """Return first-order and total indices [factors, figures, resamples] of rows drawn again with replacement."""
    samples = at_one.shape[-1]
    weights = np.random.default_rng(SEED).multinomial(samples, np.full(samples, 1.0 / samples), RESAMPLES) / samples
    both = np.stack([at_one, at_other])
    centre = both.mean(axis=(0, -1))[:, None]
    both, at_mixed = both - centre, at_mixed - centre
    mean = (both @ weights.T).mean(axis=0)
    variance = (both**2 @ weights.T).mean(axis=0) - mean**2
    first = (both[1] * (at_mixed - both[0])) @ weights.T
    total = 0.5 * ((both[0] - at_mixed) ** 2) @ weights.T
    known = variance > 0.0
    divisor = np.where(known, variance, 1.0)
    return np.where(known, first / divisor, 0.0), np.where(known, total / divisor, 0.0)


def _shaped(shapes: Sequence[Quantiles], shares: Floats) -> Floats:
    return np.stack([shape(shares[:, column]) for column, shape in enumerate(shapes)], axis=-1)


def _defined(found: Floats) -> Floats:
    """Return figures [rows, figures] with what is not defined put at the mean, and rounding taken for no change."""
    for column in found.T:
        known = np.isfinite(column)
        column[~known] = column[known].mean() if known.any() else 0.0
        if np.ptp(column) < TOO_LITTLE * max(1.0, float(np.abs(column).max())):
            column[:] = column[0]
    return found

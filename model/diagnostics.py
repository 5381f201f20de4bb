"""What is known of the quality of draws: mixing of chains, weight of importance draws, uniformity of ranks."""

from __future__ import annotations

import math

import numpy as np

from model.outcome import Floats

WINDOW = 5.0  # autocorrelation is summed to so many autocorrelation times, after Sokal
LARGEST_TAIL_SHARE, FEWEST_IN_TAIL = 0.2, 5
EXPONENTIAL = 1e-9  # a tail of this shape or less is exponential to rounding
SURELY_EVEN = 0.2  # Kolmogorov distance below which the chance is 1 to rounding


def split_rhat(chains: Floats) -> Floats:
    """Return the potential scale reduction of each parameter, [d], for chains [ensembles, steps, walkers, d].

    Every ensemble is cut into its first and second half; walkers of one ensemble are not independent, so a half counts
    as one chain. Near 1 where the halves agree. Source: Gelman and Rubin (1992), split as in Vehtari et al. (2021).
    """
    half = chains.shape[1] // 2
    halves = np.concatenate([chains[:, :half], chains[:, half : 2 * half]])
    pooled = halves.reshape(len(halves), -1, chains.shape[-1])
    within, between = pooled.var(axis=1, ddof=1).mean(axis=0), pooled.mean(axis=1).var(axis=0, ddof=1)
    return np.asarray(np.sqrt(1.0 + between / np.maximum(within, 1e-300)))


def effective_size(chains: Floats) -> Floats:
    """Return how many independent draws each parameter's chains [ensembles, steps, walkers, d] are worth, [d].

    Autocorrelation is averaged over walkers and ensembles. Source: Goodman and Weare (2010).
    """
    centred = chains - chains.mean(axis=(1, 2), keepdims=True)
    steps = chains.shape[1]
    spectrum = np.fft.rfft(centred, n=2 * steps, axis=1)
    joint = np.fft.irfft((np.abs(spectrum) ** 2).mean(axis=(0, 2)), n=2 * steps, axis=0)[:steps]
    correlation = joint / np.maximum(joint[:1], 1e-300)
    times = 2.0 * np.cumsum(correlation, axis=0) - 1.0
    enough = np.arange(steps)[:, None] >= WINDOW * times
    stop = np.where(enough.any(axis=0), enough.argmax(axis=0), steps - 1)
    time = np.maximum(times[stop, np.arange(chains.shape[-1])], 1.0)
    return np.asarray(chains[..., 0].size / time)


def smoothed_weights(log_weights: Floats) -> tuple[Floats, float]:
    """Return weights [points] that sum to 1, the largest smoothed by a generalised Pareto tail, and its shape k.

    Importance weights can be relied on up to k = 0.7. Source: Vehtari, Simpson, Gelman, Yao and Gabry (2024).
    """
    weights = np.exp(log_weights - log_weights.max())
    count = int(min(LARGEST_TAIL_SHARE * len(weights), 3.0 * math.sqrt(len(weights))))
    order = np.argsort(weights)
    tail, shape = order[-count:], -math.inf
    cutoff = weights[order[-count - 1]]
    excess = weights[tail] - cutoff
    if count >= FEWEST_IN_TAIL and excess[0] > 0.0:  # with ties at the cutoff there is no tail to fit
        shape, scale = _pareto_fit(excess)
        chances = (np.arange(count) + 0.5) / count
        spread = -np.log1p(-chances) if abs(shape) < EXPONENTIAL else np.expm1(-shape * np.log1p(-chances)) / shape
        weights[tail] = np.minimum(cutoff + scale * spread, 1.0)
    return weights / weights.sum(), shape


def _pareto_fit(excess: Floats) -> tuple[float, float]:
    """Return shape and scale of a generalised Pareto for sorted excesses. Source: Zhang and Stephens (2009)."""
    n = len(excess)
    trials = 30 + int(math.sqrt(n))
    quarter = excess[int(n / 4 + 0.5) - 1]
    b = (1.0 - np.sqrt(trials / (np.arange(trials) + 0.5))) / (3.0 * quarter) + 1.0 / excess[-1]
    shape = np.log1p(-b[:, None] * excess).mean(axis=-1)
    log_profile = n * (np.log(-b / shape) - shape - 1.0)
    share = 1.0 / np.exp(log_profile[None, :] - log_profile[:, None]).sum(axis=-1)
    best = float(b @ share)
    k = float(np.log1p(-best * excess).mean())
    return (n * k + 5.0) / (n + 10.0), -k / best  # shrunk to one half as ten observations would


def importance_size(weights: Floats) -> float:
    """Return how many equal draws some weights [points] are worth."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def resampled(weights: Floats, draws: int, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return rows [draws] drawn by weight, evenly spread (systematic resampling)."""
    places = (rng.uniform() + np.arange(draws)) / draws
    return np.asarray(np.minimum(np.searchsorted(np.cumsum(weights), places), len(weights) - 1), dtype=np.intp)


def uniformity(ranks: Floats) -> float:
    """Return the chance that uniform ranks [replications] in 0..1 are at least as uneven as these (Kolmogorov)."""
    sorted_, n = np.sort(ranks), len(ranks)
    above = np.max(np.arange(1, n + 1) / n - sorted_)
    below = np.max(sorted_ - np.arange(n) / n)
    distance = max(float(above), float(below)) * (math.sqrt(n) + 0.12 + 0.11 / math.sqrt(n))
    if distance < SURELY_EVEN:  # where the series converges slowly
        return 1.0
    total = sum((-1.0) ** (term - 1) * math.exp(-2.0 * (term * distance) ** 2) for term in range(1, 101))
    return min(1.0, max(0.0, 2.0 * total))

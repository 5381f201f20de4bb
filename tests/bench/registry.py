"""The register of benchmarks: a name, a unit, a target, and a function that returns one sample a run."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Better = Literal["lower", "higher"]
Samples = Sequence[float]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What is measured, in which unit, and what it should reach."""

    name: str
    unit: str
    target: float
    better: Better
    samples: Callable[[], Samples]

    def measure(self) -> "Measurement":
        """Run it and summarise its samples; p95 is what 95 in 100 runs keep to, on the bad side."""
        values = np.asarray(self.samples(), dtype=float)
        bad_side = 0.95 if self.better == "lower" else 0.05
        return Measurement(
            name=self.name,
            median=float(np.median(values)),
            p95=float(np.quantile(values, bad_side)),
            unit=self.unit,
            target=self.target,
            better=self.better,
        )


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row of the table and of build/bench.json."""

    name: str
    median: float
    p95: float
    unit: str
    target: float
    better: Better

    @property
    def met(self) -> bool:
        """Whether the bad side keeps to the target too."""
        return self.p95 <= self.target if self.better == "lower" else self.p95 >= self.target


REGISTRY: list[Benchmark] = []


def benchmark(
    name: str, *, unit: str, target: float, better: Better = "lower"
) -> Callable[[Callable[[], Samples]], Callable[[], Samples]]:
    """Register a function that returns one sample a run, in the unit named."""

    def register(samples: Callable[[], Samples]) -> Callable[[], Samples]:
        REGISTRY.append(Benchmark(name, unit, target, better, samples))
        return samples

    return register


def times_ms(call: Callable[[], object], runs: int, warm_up: int = 3) -> list[float]:
    """Time a call, in milliseconds a run, with the garbage collector resting."""
    for _ in range(warm_up):
        call()
    gc.collect()
    gc.disable()
    try:
        return [_time_ms(call) for _ in range(runs)]
    finally:
        gc.enable()


def _time_ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return 1000.0 * (time.perf_counter() - start)

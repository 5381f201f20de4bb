"""Time pygambit on a game read as JSON from standard input; runs in an environment of its own, built by `make bench`.

In: {"tables": one flat payoff table a player over all profiles of 0 (stay out) and 1 (join), "runs"}.
Out: {"version", "building_ms", "samples_ms", "join_probabilities"}. Its settings are its own defaults; the branch is
traced from precision 0 to 1.
"""

import json
import sys
import time
from importlib.metadata import version

import numpy as np
import pygambit


def main() -> None:
    """Build the strategic game, solve it at lambda = 1 as often as asked, and print what was found."""
    request = json.load(sys.stdin)
    n_firms = len(request["tables"])
    tables = [np.asarray(table).reshape((2,) * n_firms) for table in request["tables"]]
    start = time.perf_counter()
    kind = pygambit.StrategicGame if hasattr(pygambit, "StrategicGame") else pygambit.Game  # renamed in release 17
    game = kind.from_arrays(*tables)
    building_ms = 1000.0 * (time.perf_counter() - start)
    samples = []
    for _ in range(request["runs"]):
        start = time.perf_counter()
        point = pygambit.qre.logit_solve_lambda(game, lam=[1.0])[0]
        samples.append(1000.0 * (time.perf_counter() - start))
    joining = [float(point.profile[player]["2"]) for player in game.players]  # the second strategy of each
    answer = {"version": version("pygambit"), "building_ms": building_ms, "samples_ms": samples}
    json.dump(answer | {"join_probabilities": joining}, sys.stdout)


if __name__ == "__main__":
    main()

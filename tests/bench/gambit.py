"""Time pygambit on a game read as JSON from standard input; runs in an environment of its own, built by `make bench`.

In: {"tables": one flat payoff table a player over all profiles of 0 (stay out) and 1 (join), "runs"}.
Out: {"samples_ms", "join_probabilities"}.
"""

import json
import sys
import time

import numpy as np
import pygambit


def main() -> None:
    """Build the strategic game, solve it at lambda = 1 as often as asked, and print what was found."""
    request = json.load(sys.stdin)
    n_firms = len(request["tables"])
    tables = [np.asarray(table).reshape((2,) * n_firms) for table in request["tables"]]
    game = pygambit.StrategicGame.from_arrays(*tables)
    samples = []
    for _ in range(request["runs"]):
        start = time.perf_counter()
        point = pygambit.qre.logit_solve_lambda(game, lam=[1.0])[0]
        samples.append(1000.0 * (time.perf_counter() - start))
    joining = [float(point.profile[player]["2"]) for player in game.players]  # the second strategy of each
    json.dump({"samples_ms": samples, "join_probabilities": joining}, sys.stdout)


if __name__ == "__main__":
    main()

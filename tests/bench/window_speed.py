"""How fast the window answers a moved lever, how long it takes to start, and how much memory it holds.

Each is measured in a process of its own, on the platform that QT_QPA_PLATFORM names (`make bench`: offscreen).
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import Any

from tests.bench.registry import Samples, benchmark

STARTS = 7


def probed(what: str) -> Any:
    """Run one of the probes of window_probe.py in a process of its own and return what it printed."""
    with tempfile.TemporaryDirectory() as home:
        own = {name: home for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        command = [sys.executable, "-m", "tests.bench.window_probe", what, repr(time.time())]
        done = subprocess.run(
            command, capture_output=True, check=True, text=True, timeout=300, env={**os.environ, **own}
        )
    return json.loads(done.stdout.splitlines()[-1])


@benchmark("lever moved to both charts painted, 1440x900", unit="ms", target=16.7)
def lever_to_paint() -> Samples:
    return [float(value) for value in probed("drag")]


@benchmark("lever moved, with pauses, to both charts painted", unit="ms", target=16.7)
def hesitant_lever_to_paint() -> Samples:
    return [float(value) for value in probed("hesitant")]


@benchmark("start of the process to the first painted chart", unit="s", target=2.0)
def start() -> Samples:
    probed("start")  # so that the files are in the system's cache
    return [float(probed("start")) for _ in range(STARTS)]


@benchmark("resident memory after a drag", unit="MB", target=300.0)
def memory() -> Samples:
    return [float(probed("memory")) for _ in range(3)]

"""Speed and memory, measured over many runs; `make bench` prints a table and writes build/bench.json."""

import gui as gui  # linear algebra keeps to one thread, as in the window

"""Speed and memory, measured over many runs; `make bench` prints a table and writes build/bench.json."""

"""Run the benchmarks, all or those whose name has a word: `python -m tests.bench.run [WORD ...] [--to FILE]`."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench import brief_speed, gambit_speed, model_speed, question_speed, window_speed
from tests.bench.registry import REGISTRY, Measurement

SOURCES = (model_speed, gambit_speed, question_speed, window_speed, brief_speed)  # importing them fills the register


def heading(width: int) -> str:
    """Return the table's first line."""
    return f"{'':{width}}  {'median':>9}  {'p95':>9}  {'target':>9}  unit"


def line(row: Measurement, width: int) -> str:
    """Return a measurement as a line of the table."""
    sign = "≤" if row.better == "lower" else "≥"
    verdict = "" if row.met else "  missed"
    target = f"{sign} {row.target:g}"
    return f"{row.name:{width}}  {row.median:9.3f}  {row.p95:9.3f}  {target:>9}  {row.unit}{verdict}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table as it grows, and write the JSON file."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__)
    parser.add_argument("words", nargs="*", help="only the benchmarks whose name has one of these words")
    parser.add_argument("--to", type=Path, help="JSON file to write")
    options = parser.parse_args(arguments)
    chosen = [each for each in REGISTRY if not options.words or any(word in each.name for word in options.words)]
    if not chosen:
        print("No benchmark has such a name:", *(each.name for each in REGISTRY), sep="\n  ", file=sys.stderr)
        return 2
    width = max(len(each.name) for each in chosen)
    print(heading(width))
    rows = []
    for each in chosen:
        rows.append(each.measure())
        print(line(rows[-1], width), flush=True)
    if options.to:
        options.to.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False)
        options.to.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

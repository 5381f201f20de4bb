"""Write the golden scenarios anew: run it only when the model or the case is meant to change, and read the diff."""

from __future__ import annotations

import json
from pathlib import Path

from model.case import load_case
from model.solve import solve

SCENARIOS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("status quo", "2026-additional", {}),
    ("first call", "2025-open", {}),
    ("double the GPUs", "2026-additional", {"gpus_per_team": 1536}),
    ("quiet results", "2026-additional", {"losers_named": 0.2, "graduation_wording": 1.0}),
    ("fresh start, sealed", "2026-additional", {"fresh_start": 1.0, "sealed_applications": "on"}),
    ("two seats, next in rank", "2026-additional", {"seats": 2, "next_in_rank": "on"}),
    ("a seat for large firms", "2026-additional", {"seats": 2, "reserved_seat": "large"}),
)


def main() -> None:
    case = load_case("sovereign-ai-2026")
    rows = []
    for name, call, levers in SCENARIOS:
        outcome = solve(case, case.scenario_for(call).with_levers(levers))
        chances = dict(zip(outcome.firm_ids, outcome.join_probability.tolist(), strict=True))
        rows.append(
            {
                "name": name,
                "call": call,
                "levers": levers,
                "join_probability": chances,
                "headline": dict(outcome.headline),
            }
        )
    source = "computed by this model; every number follows from the tables of the case and docs/model.md"
    text = json.dumps({"source": source, "tolerance": 1e-9, "scenarios": rows}, indent=1, ensure_ascii=False)
    (Path(__file__).parent / "sovereign-ai-2026.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

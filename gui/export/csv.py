"""The briefing as one long CSV table: a figure a row, numbers in full, and on every row what it rests on."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable

from gui.export.assumptions import ON_EVERY_PAGE
from gui.export.briefing import Briefing, Subject
from gui.export.tables import Cell, number
from model.outcome import COMPONENTS, HEADLINES

FIGURE_COLUMNS = ("scenario", "kind", "firm", "name", "figure", "unit", "value")
BAND_COLUMNS = ("low90", "low50", "high50", "high90")
STAMP_COLUMNS = ("levers_changed", "assumptions_c", "file", "engine_version", "sha256", "date", "status")
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


def csv_bytes(briefing: Briefing, tick: Callable[[float], None] = lambda _share: None) -> bytes:
    """Return the table in UTF-8 with a byte order mark, which Excel needs for Hangul. ``tick`` hears the share done."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*FIGURE_COLUMNS, *BAND_COLUMNS, *STAMP_COLUMNS])
    for row, subject in enumerate(briefing.subjects):
        tick(row / len(briefing.subjects))
        stamp = _stamp(briefing, subject)
        for figure in _figures(subject):
            writer.writerow([_plain(cell) for cell in (subject.name, *figure, *stamp)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _stamp(briefing: Briefing, subject: Subject) -> tuple[str, ...]:
    changed = "; ".join(f"{one.lever_id}: {one.before} → {one.value}" for one in subject.changes)
    weak = "; ".join(one.short for one in briefing.assumptions[:ON_EVERY_PAGE])
    stamp = (briefing.file_name, subject.engine_version, briefing.digest, briefing.date)
    return (changed, weak, *stamp, briefing.words("forecast"))


def _figures(subject: Subject) -> list[tuple[Cell, ...]]:
    nothing = (None,) * len(BAND_COLUMNS)
    rows: list[tuple[Cell, ...]] = []
    for key, unit in HEADLINES.items():
        edges = nothing if subject.bands is None else subject.bands.headline[key][1:]
        rows.append(("headline", "", "", key, unit, number(subject.outcome.headline[key]), *map(number, edges)))
    for count, chance in enumerate(subject.outcome.joiner_probability):
        rows.append(("turnout", "", "", f"joiners_{count}", "probability", float(chance), *nothing))
    for lever in subject.scenario.levers:
        value = lever.plain(subject.scenario.value(lever.id))
        rows.append(("lever", "", "", lever.id, lever.unit, int(value) if isinstance(value, bool) else value, *nothing))
    for firm in subject.firms:
        edges = (firm.low90, firm.low50, firm.high50, firm.high90)
        sampled = (
            [("join_standard_error", "probability", firm.standard_error)] if math.isfinite(firm.standard_error) else []
        )
        parts: list[tuple[str, str, float]] = [
            *sampled,
            ("selection_probability", "probability", firm.selection),
            ("final_probability", "probability", firm.final),
            ("payoff_bn", "bn", firm.payoff_bn),
            ("strength", "factor", firm.strength),
            ("noise_bn", "bn", firm.noise_bn),
            *((f"{name}_bn", "bn", value) for name, value in zip(COMPONENTS, firm.components_bn, strict=True)),
            *((f"stage_{step}_probability", "probability", value) for step, value in enumerate(firm.stages)),
        ]
        about = ("firm", firm.id, firm.name)
        rows.append((*about, "join_probability", "probability", firm.join, *map(number, edges)))
        rows += [(*about, name, unit, number(value), *nothing) for name, unit, value in parts]
    return rows


def _plain(cell: Cell) -> str:
    """Return a number in full and a text that no spreadsheet takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_RISKY) else cell
    return repr(cell)

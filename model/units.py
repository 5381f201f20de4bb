"""Units of the model's numbers: the last word of a name says the unit, and this table says what it may hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its id (the last word of a column name) and the sign of its values."""

    id: str
    meaning: str
    signed: bool = False


UNITS: dict[str, Unit] = {
    unit.id: unit
    for unit in (
        Unit("bn", "billions of the case's currency", signed=True),
        Unit("share", "a share between 0 and 1", signed=True),
        Unit("probability", "a probability between 0 and 1"),
        Unit("months", "months"),
        Unit("gpus", "GPUs"),
        Unit("teams", "teams"),
        Unit("points", "evaluation points"),
        Unit("score", "evaluation score, 0 to 100"),
        Unit("count", "a count"),
        Unit("factor", "a plain multiplier"),
        Unit("switch", "off or on"),
        Unit("choice", "one of a list"),
    )
}

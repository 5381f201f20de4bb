"""The assumptions that a page names: judgements graded C, those first that move the expected joiners most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.evidence import EvidenceRow, evidence
from model.questions.sensitivity import is_quick, leading_assumptions

if TYPE_CHECKING:
    from gui.numbers import Numbers
    from gui.shielding import Names
    from model.case import Case
    from model.scenario import Scenario

GROUPS = ("behaviour", "levers")
WEAK_GRADE = "C"
ON_EVERY_PAGE = 4


@dataclass(frozen=True, slots=True)
class Assumption:
    """A judgement: what it is called, its value and range as written, and how far it moves the expected joiners.

    The swing is 0 where it moves nothing, and for all of them where that would take too long to compute.
    """

    name: str
    value: str
    range: str
    swing_count: float
    reason: str
    source: str

    @property
    def short(self) -> str:
        """Name, value and range in a few letters."""
        return f"{self.name} {self.value} ({self.range})"


def leading(case: Case, scenario: Scenario, loaded: Case, names: Names, numbers: Numbers) -> tuple[Assumption, ...]:
    """Return the behavioural parameters and lever values graded C that have a range.

    Those come first whose range moves the expected joiners of a scenario most, then those with the widest range for
    their value. A firm's own inputs are left out: the shield would hide them, and none of them moves every firm.
    """
    quick = is_quick(case, scenario)
    bars = leading_assumptions(case, scenario, tables=frozenset(GROUPS)) if quick else ()
    swings = {bar.factor.cell: bar.swing for bar in bars}
    rows = [row for row in evidence(case, loaded) if row.group in GROUPS and row.entry.grade == WEAK_GRADE]
    rows = [row for row in rows if row.measure.kind in {"number", "integer"} and relative_range(row) > 0]
    rows.sort(key=lambda row: (-swings.get(row.key, 0.0), -relative_range(row)))
    made = []
    for row in rows:
        reason, source = row.reason(names.language), row.entry.source
        ends = (written(row, end, numbers) for end in (row.entry.low, row.entry.high))
        made.append(
            Assumption(
                name=names.clean(row.label(names.language)),
                value=written(row, row.value, numbers),
                range=numbers.between(*ends),
                swing_count=swings.get(row.key, 0.0),
                reason="" if names.tells(reason) else reason,
                source="" if names.tells(source) else source,
            )
        )
    return tuple(made)


def by_rule(key: str, named: tuple[Assumption, ...]) -> str:
    """Return the key of the words that say by which rule the assumptions come in their order."""
    return key if any(one.swing_count for one in named) else f"{key}_widest"


def relative_range(row: EvidenceRow) -> float:
    """Return the width of an input's stated range over the size of its value, or of its larger end where that is 0."""
    size = abs(row.value) or max(abs(row.entry.low), abs(row.entry.high))
    return (row.entry.high - row.entry.low) / size if size else 0.0


def written(row: EvidenceRow, value: float, numbers: Numbers) -> str:
    """Return a value of an input with its unit as far as it needs one."""
    unit = row.measure.unit
    if unit in {"share", "probability"}:
        return numbers.percent(value)
    if unit == "bn":
        return numbers.money(value)
    return numbers.number(value, _decimals(value))


def _decimals(value: float) -> int:
    return len(f"{value:.4f}".rstrip("0").partition(".")[2])

"""Levers that differ from the baseline, as every page lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.numbers import Numbers
    from gui.shielding import Names
    from model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Change:
    """A lever that differs from the baseline, as it is written."""

    lever_id: str
    name: str
    value: str
    before: str


def changes_of(card: Scenario, base: Scenario, names: Names, numbers: Numbers) -> tuple[Change, ...]:
    """Return the levers of a scenario that differ from the baseline."""
    made = []
    for lever_id in card.changed_from(base):
        lever = names.case.lever(lever_id)
        value, before = (numbers.value(lever, one.value(lever_id)) for one in (card, base))
        made.append(Change(lever_id, names.clean(lever.name(names.language)), value, before))
    return tuple(made)


def listed(each: Iterable[tuple[Change, ...]]) -> str:
    """Return every lever that differs in any of some scenarios, with all values that it takes; empty if none does."""
    values: dict[str, list[Change]] = {}
    for changes in each:
        for change in changes:
            values.setdefault(change.lever_id, []).append(change)
    return ", ".join(
        f"{changes[0].name} {changes[0].before} → {', '.join(dict.fromkeys(one.value for one in changes))}"
        for changes in values.values()
    )

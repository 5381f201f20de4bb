"""What *Compare* lists, as plain numbers: scenarios side by side, against one baseline or several."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from model.outcome import HEADLINES

if TYPE_CHECKING:
    from gui.frame import Frame
    from model.changes import Changes
    from model.outcome import Bands, Outcome
    from model.scenario import Scenario

Kind = Literal["headline", "lever", "firm"]
Band = tuple[float, float] | None
LOW90, HIGH90 = 1, 4  # of a headline's five figures
WORKING = ""  # the key of what the levers say; cards are told apart by their names


@dataclass(frozen=True, slots=True)
class Side:
    """One scenario: its card's name as key, and what is known of it."""

    key: str
    scenario: Scenario
    outcome: Outcome | None
    bands: Bands | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of every scenario shown: None where it is not known yet, nan where there is none."""

    kind: Kind
    id: str
    values: tuple[float | None, ...]
    bands: tuple[Band, ...]  # 90 %


@dataclass(frozen=True, slots=True)
class Comparison:
    """The scenarios shown, which of them are baselines, and the figures: headlines, levers that differ, firms."""

    sides: tuple[Side, ...]
    baselines: tuple[int, ...]
    entries: tuple[Entry, ...]
    changes: Mapping[tuple[int, int], Changes]  # bands of the change, by side and baseline, where both are known

    def change_band(self, entry: Entry, at: int, base: int) -> Band:
        """Return the 90 % band of a change from a baseline."""
        found = self.changes.get((at, base))
        if found is None or entry.kind == "lever":
            return None
        if entry.kind == "headline":
            edges = found.headline[entry.id]
        else:
            firms = self.sides[at].scenario.firm_ids
            if entry.id not in firms:
                return None
            edges = found.join[:, firms.index(entry.id)]
        return float(edges[0]), float(edges[-1])


def sides_of(frame: Frame) -> tuple[Side, ...]:
    """Return every scenario of the document, and what the levers say where that is not kept."""
    document = frame.document
    found = [
        Side(card.name, card, frame.thumbnails.get(row), frame.scenario_bands.get(row))
        for row, card in enumerate(document.scenarios)
    ]
    if document.edited:
        found.append(Side(WORKING, frame.scenario, frame.outcome, frame.bands))
    return tuple(found)


def comparison(frame: Frame, left_out: Collection[str] = (), chosen: Collection[str] = ()) -> Comparison:
    """Put scenarios side by side without those left out; the document's baseline is taken unless others are chosen.

    The baseline stands first, the edited levers after it, the other cards in the document's order.
    """
    everyone = sides_of(frame)
    own = everyone[frame.document.baseline]
    sides = _arranged([side for side in everyone if side.key not in left_out] or [own], own.key)
    keys = [side.key for side in sides]
    baselines = tuple(at for at, key in enumerate(keys) if key in chosen)
    if not baselines:
        baselines = (keys.index(own.key) if own.key in keys else 0,)
    headlines = [_headline(name, sides) for name in HEADLINES]
    firms = [_firm(frame.outcome.firm_ids[row], sides) for row in frame.order]
    bases = [sides[at].scenario for at in baselines]
    differing = {lever for side in sides for base in bases for lever in side.scenario.changed_from(base)}
    levers = [
        Entry("lever", lever.id, tuple(side.scenario.value(lever.id) for side in sides), (None,) * len(sides))
        for lever in frame.case.levers
        if lever.id in differing
    ]
    return Comparison(sides, baselines, (*headlines, *levers, *firms), _changes(sides, baselines))


def _arranged(sides: list[Side], first: str) -> tuple[Side, ...]:
    """Put the baseline first and what the levers say beside it: in sight however many scenarios there are."""
    ordered = sorted(sides, key=lambda side: (side.key == WORKING, side.key != first))
    if ordered[-1].key == WORKING:
        ordered.insert(1, ordered.pop())
    return tuple(ordered)


def _changes(sides: tuple[Side, ...], baselines: tuple[int, ...]) -> dict[tuple[int, int], Changes]:
    """Pair scenarios of one call that were solved at the same draws."""
    from model.changes import between  # later than the window

    found = {}
    for base in baselines:
        for at, side in enumerate(sides):
            one, other = sides[base].bands, side.bands
            if at in baselines or one is None or other is None or side.scenario.call != sides[base].scenario.call:
                continue
            known = between(one, other)
            if known is not None:
                found[at, base] = known
    return found


def _headline(name: str, sides: tuple[Side, ...]) -> Entry:
    def band(bands: Bands) -> Band:
        five = bands.headline.get(name)
        return None if five is None else (float(five[LOW90]), float(five[HIGH90]))

    return _entry("headline", name, sides, lambda outcome: float(outcome.headline[name]), band)


def _firm(firm_id: str, sides: tuple[Side, ...]) -> Entry:
    def chance(outcome: Outcome) -> float:
        eligible = firm_id in outcome.firm_ids
        return float(outcome.join_probability[outcome.index(firm_id)]) if eligible else float("nan")

    entry = _entry("firm", firm_id, sides, chance, lambda _bands: None)
    bands: list[Band] = []
    for side in sides:
        known = side.bands is not None and firm_id in side.scenario.firm_ids
        row = side.scenario.firm_ids.index(firm_id) if known else 0
        found = side.bands
        bands.append((float(found.low90[row]), float(found.high90[row])) if known and found is not None else None)
    return Entry(entry.kind, entry.id, entry.values, tuple(bands))


def _entry(
    kind: Kind, name: str, sides: tuple[Side, ...], value: Callable[[Outcome], float], band: Callable[[Bands], Band]
) -> Entry:
    values = tuple(None if side.outcome is None else value(side.outcome) for side in sides)
    return Entry(kind, name, values, tuple(None if side.bands is None else band(side.bands) for side in sides))

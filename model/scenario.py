"""A scenario: a name, a note, a value for every lever, firms pinned in or out. Never changed, only copied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from model.errors import FirmError, LeverError
from model.levers import Lever


@dataclass(frozen=True, slots=True)
class Scenario:
    """A policy for one call: every lever's value, in the order of ``levers``, and the pinned firms."""

    name: str
    call: str
    levers: tuple[Lever, ...] = field(repr=False)
    values: tuple[float, ...]
    firm_ids: tuple[str, ...] = field(repr=False)  # the firms that are eligible in this call
    pins: tuple[tuple[str, bool], ...] = ()  # (firm id, joins), sorted by firm id
    note: str = ""

    def value(self, lever_id: str) -> float:
        """Return a lever's value in its own unit; LeverError if there is no such lever."""
        return self.values[self._index(lever_id)]

    def plain_values(self) -> dict[str, float | int | bool | str]:
        """Return every lever's value as files and tables write it, by lever id."""
        return {lever.id: lever.plain(value) for lever, value in zip(self.levers, self.values, strict=True)}

    def with_lever(self, lever_id: str, value: object) -> Scenario:
        """Return a copy with one lever set, checked and rounded to its step's decimals; LeverError if refused."""
        return self.with_levers({lever_id: value})

    def with_levers(self, changes: Mapping[str, object]) -> Scenario:
        """Return a copy with several levers set; LeverError names the first one refused."""
        values = list(self.values)
        for lever_id, value in changes.items():
            index = self._index(lever_id)
            values[index] = self.levers[index].checked(value)
        return replace(self, values=tuple(values))

    def with_pin(self, firm_id: str, joined: bool | None) -> Scenario:
        """Return a copy with a firm pinned in (True), out (False) or free (None); FirmError if it is not eligible."""
        if firm_id not in self.firm_ids:
            allowed = ", ".join(self.firm_ids)
            raise FirmError(
                f"Firm {firm_id!r} is not eligible in the call {self.call}. Use one of: {allowed}.",
                f"기업 {firm_id!r}은(는) 공모 {self.call}의 응모 대상이 아닙니다. 다음 중에서 고르십시오: {allowed}",
            )
        pins = {key: pinned for key, pinned in self.pins if key != firm_id}
        if joined is not None:
            pins[firm_id] = joined
        return replace(self, pins=tuple(sorted(pins.items())))

    def renamed(self, name: str) -> Scenario:
        """Return a copy under another name."""
        return replace(self, name=name)

    def with_note(self, note: str) -> Scenario:
        """Return a copy with another note."""
        return replace(self, note=note)

    def changed_from(self, other: Scenario) -> tuple[str, ...]:
        """Return the ids of the levers whose values differ from ``other``, in the case's order."""
        pairs = zip(self.levers, self.values, other.values, strict=True)
        return tuple(lever.id for lever, mine, theirs in pairs if mine != theirs)

    def same_policy(self, other: Scenario) -> bool:
        """Say whether two scenarios would solve alike: same call, levers and pins."""
        return (self.call, self.values, self.pins) == (other.call, other.values, other.pins)

    def _index(self, lever_id: str) -> int:
        for index, lever in enumerate(self.levers):
            if lever.id == lever_id:
                return index
        raise unknown_lever(lever_id, self.levers)


def unknown_lever(lever_id: str, levers: tuple[Lever, ...]) -> LeverError:
    """Return the error for a lever that the case does not have, naming those that it has."""
    known = ", ".join(lever.id for lever in levers)
    return LeverError(
        f"There is no lever {lever_id!r}. Levers of this case: {known}.",
        f"정책 수단 {lever_id!r}이(가) 없습니다. 이 사례의 수단: {known}",
    )

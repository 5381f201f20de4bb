"""A namer for sentences in tests: ids for names, plain numbers."""

from __future__ import annotations


class IdNamer:
    """Writes cells as row.column and numbers with three decimals."""

    def __init__(self, language: str) -> None:
        self.language = language

    def name(self, cell: tuple[str, str, str]) -> str:
        """Write what an input is called."""
        return f"{cell[1]}.{cell[2]}"

    def value(self, cell: tuple[str, str, str], value: float) -> str:
        """Write a value of an input."""
        return f"{value:.3f} {cell[2].rpartition('_')[2]}"

    def percent(self, share: float) -> str:
        """Write a share."""
        return f"{100 * share:.1f}%"

    def amount(self, measure: str, value: float) -> str:
        """Write an amount of a headline."""
        return f"{value:.2f} {measure.rpartition('_')[2]}"

    def measure(self, measure: str) -> str:
        """Write what a headline is called."""
        return measure

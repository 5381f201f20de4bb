"""What every chart can do. A chart has a widget; it is not one."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from gui.frame import Frame
from gui.theme import Theme

TextTable = list[list[str]]


class Chart(Protocol):
    """A view of frames. ``rows`` is the chart as a table of text: its heading first, then what is on screen."""

    id: str
    widget: QWidget

    def title(self) -> str:
        """Return what the chart is called, in the language on screen."""

    def show(self, frame: Frame) -> None:
        """Draw a frame; called for every step of a drag, so nothing is built anew."""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""

    def retranslate(self) -> None:
        """Say everything anew in the language on screen."""

    def rows(self) -> TextTable:
        """Return what is shown as text, for copying and for export."""


@runtime_checkable
class Working(Protocol):
    """A chart with a worker of its own and with a need for more than its own part of the frame."""

    needs_changed: SignalInstance

    @property
    def needs(self) -> frozenset[str]:
        """What is to be computed while it is in sight."""

    def close(self) -> None:
        """End the worker."""


@runtime_checkable
class Holding(Protocol):
    """A chart that moves levers, and leaves the locked ones alone."""

    def set_locks(self, locks: frozenset[str]) -> None:
        """Leave these levers where they are."""


def as_tsv(table: TextTable) -> str:
    """Return a table as a spreadsheet takes it from the clipboard."""
    return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in table) + "\n"

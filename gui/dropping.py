"""What a window takes when it is dropped there: one document, or tables of firms."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent

DOCUMENT = ".turnout"
SHEETS = frozenset({".csv", ".tsv", ".txt", ".xlsx"})


def dropped(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files that are being dragged: one document, or sheets only; none where they are anything else."""
    urls = event.mimeData().urls()
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    kinds = [path.suffix.lower() for path in paths]
    taken = kinds == [DOCUMENT] or all(kind in SHEETS for kind in kinds)
    return paths if taken and len(paths) == len(urls) else ()


def take_copy(event: QDropEvent) -> None:
    """Accept what is dragged as a copy: whoever is told that it was moved may delete the file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()

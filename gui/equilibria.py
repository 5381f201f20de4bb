"""Several equilibria: what is claimed of them, and a list to choose the one that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.frame import Frame
from gui.numbers import Numbers

if TYPE_CHECKING:
    from model.claims import Claim
    from model.outcome import EquilibriumNote

MOST_NAMED = 3  # firms told apart in one entry
POPUP_PX = 430
ABOVE_PX, MARGIN_PX = 6, 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One equilibrium as a line of the list: expected joiners, whose chances differ from the one shown, and hold."""

    joiners: float
    differing: tuple[tuple[int, float, float], ...]  # row of the firm, chance now shown, chance here; largest first
    stable: bool
    shown: bool


def entries_of(found: Claim, shown: int) -> tuple[Entry, ...]:
    """Return a line for each equilibrium found; firms whose chance differs by less than half a point are the same."""
    here = found.points[shown]
    entries = []
    for row, point in enumerate(found.points):
        gaps = np.abs(point - here)
        rows = [int(firm) for firm in np.argsort(-gaps, kind="stable") if round(100 * float(gaps[firm])) > 0]
        differing = tuple((firm, float(here[firm]), float(point[firm])) for firm in rows)
        entries.append(Entry(float(point.sum()), differing, bool(found.stable[row]), row == shown))
    return tuple(entries)


def claim_text(note: EquilibriumNote, found: Claim | None = None) -> str:
    """Return the claim that can be made about the equilibrium shown, and no more than that."""
    if note.certified_unique:
        return QCoreApplication.translate("StatusLine", "One equilibrium (certified)")
    if note.count == 1:
        return QCoreApplication.translate("StatusLine", "One found from %n start(s)", "", note.starts)
    if found is not None and found.list_complete:
        return QCoreApplication.translate("StatusLine", "Several equilibria ({}); list complete").format(note.count)
    return QCoreApplication.translate("StatusLine", "Several equilibria ({}); list incomplete").format(note.count)


class EquilibriumChooser(QPushButton):
    """Says what is claimed; where there are several, a click lists them. Signals: ``chosen(row)``."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status.equilibria")
        theme.dress(self, "link")
        self._frame: Frame | None = None
        self.popup: QFrame | None = None
        self.clicked.connect(self.open)
        self.hide()

    def show_frame(self, frame: Frame) -> None:
        """Offer the choice where there is one."""
        self._frame = frame
        count = frame.outcome.equilibrium.count
        several = frame.claim is not None and frame.claim.note.count == count > 1
        self.setVisible(several)
        if not several and self.popup is not None:
            self.popup.close()
        self.setText(self.tr("Several equilibria ({}): choose ▾").format(count))
        text = claim_text(frame.outcome.equilibrium, frame.claim)
        if text != self.toolTip():
            self.setToolTip(text)
            self.setAccessibleDescription(text)

    def open(self) -> None:
        """List the equilibria above the button."""
        frame = self._frame
        if frame is None or frame.claim is None:
            return
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName("equilibria")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.destroyed.connect(self._forget)
        theme.dress(popup, "card")
        popup.setFixedWidth(POPUP_PX)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(MARGIN_PX, 10, MARGIN_PX, 12)
        layout.setSpacing(6)
        layout.addWidget(_label(claim_text(frame.outcome.equilibrium, frame.claim), "strong"))
        layout.addWidget(_label(self._about(frame.claim), "muted"))
        for row, entry in enumerate(entries_of(frame.claim, frame.outcome.equilibrium.shown)):
            button = self._entry(frame, row, entry)
            layout.addWidget(button)
            if entry.shown:
                button.setFocus()
        self.popup = popup
        popup.adjustSize()
        corner = self.mapToGlobal(QPoint(0, -popup.sizeHint().height() - ABOVE_PX))
        popup.move(max(corner.x(), 0), max(corner.y(), 0))
        popup.show()

    def _forget(self) -> None:
        self.popup = None

    def _about(self, found: Claim) -> str:
        text = self.tr("Which of them comes about depends on what the firms expect of each other.")
        if found.list_complete:
            return text
        return text + " " + self.tr("There may be more that were not found.")

    def _entry(self, frame: Frame, row: int, entry: Entry) -> QPushButton:
        button = _Choice()
        button.setObjectName(f"equilibria.{row}")
        button.setCheckable(True)
        button.setChecked(entry.shown)
        theme.dress(button, "choice")
        lines = self.lines(frame, row, entry)
        button.setAccessibleName(". ".join(lines))
        inside = QVBoxLayout(button)
        inside.setContentsMargins(10, 6, 10, 7)
        inside.setSpacing(1)
        for line, role in zip(lines, ("strong", "body", "muted"), strict=True):
            label = _label(line, role)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(label)
        button.clicked.connect(lambda _=False: self._choose(row))
        return button

    def lines(self, frame: Frame, row: int, entry: Entry) -> tuple[str, str, str]:
        """Return what is said of one equilibrium: its size, who differs, and whether it holds."""
        write = Numbers(frame.language, frame.case.meta["currency"])
        size = self.tr("{0}. {1} expected joiners").format(write.number(row + 1), write.count(entry.joiners))
        if entry.shown:
            differing = self.tr("shown now")
        else:
            parts = [
                self.tr("{0} {1}, not {2}").format(
                    frame.short_names[firm], write.percent_bar(there), write.percent_bar(here)
                )
                for firm, here, there in entry.differing[:MOST_NAMED]
            ]
            more = len(entry.differing) - len(parts)
            if more:
                parts.append(self.tr("{0} more").format(write.number(more)))
            differing = "; ".join(parts) or self.tr("almost the same chances")
        holds = self.tr("Holds if it is expected") if entry.stable else self.tr("Tips over if anybody doubts it")
        return size, differing, holds

    def _choose(self, row: int) -> None:
        if self.popup is not None:
            self.popup.close()
        self.chosen.emit(row)


class _Choice(QPushButton):
    """A button as tall as the lines laid out in it; by itself it would count its own text only."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        inside = self.layout()
        if inside is None:
            return super().sizeHint()
        width = POPUP_PX - 2 * MARGIN_PX
        return QSize(width, max(inside.heightForWidth(width), inside.sizeHint().height()))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    theme.dress(label, role)
    return label

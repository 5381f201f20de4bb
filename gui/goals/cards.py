"""The answers: a card for each package, its changes in words, what it costs and what it brings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import dress
from model.goal import Goal
from model.questions.packaging import Package
from model.scenario import Scenario

ARROW = "→"
CARD_PX = 230


@dataclass(frozen=True, slots=True)
class Found:
    """A package to show: for which goal, from which policy, and whether it only comes nearest."""

    package: Package
    origin: Scenario
    goal: Goal
    on_front: bool = False  # a point of the front, which answers another goal


def aim_name(found: Found) -> str:
    """Return what a package aims at, in the language on screen; two aims where it answers both."""
    if not found.package.holds:
        return QCoreApplication.translate("PackageCard", "Nearest")
    if found.on_front:
        return QCoreApplication.translate("PackageCard", "On the front")
    names = {
        "least_change": QCoreApplication.translate("PackageCard", "Least change"),
        "other": QCoreApplication.translate("PackageCard", "Other levers"),
        "cheapest": QCoreApplication.translate("PackageCard", "Cheapest"),
        "robust": QCoreApplication.translate("PackageCard", "Most robust"),
    }
    return " · ".join(names[aim] for aim in (found.package.aim, *found.package.also))


def aim_tip(found: Found) -> str:
    """Return in a sentence what is best about a package."""
    return {
        "least_change": QCoreApplication.translate(
            "PackageCard", "The smallest change that reaches the goal, counted in shares of the levers' ranges"
        ),
        "other": QCoreApplication.translate(
            "PackageCard", "Reaches the goal without the lever that the smallest change moves furthest"
        ),
        "cheapest": QCoreApplication.translate("PackageCard", "Reaches the goal at the least public cost"),
        "robust": QCoreApplication.translate(
            "PackageCard", "Holds in most draws, within the budget or for what the smallest change costs"
        ),
    }[found.package.aim]


def change_rows(found: Found, frame: Frame) -> list[tuple[str, str]]:
    """Return (lever, from → to with units) of every lever that a package changes."""
    write = Numbers(frame.language, frame.case.meta["currency"])
    rows = []
    for lever in found.origin.levers:
        if lever.id in found.package.changed:
            before, after = found.origin.value(lever.id), found.package.scenario.value(lever.id)
            text = f"{write.value(lever, before)} {ARROW} {write.value(lever, after)}"
            rows.append((lever.name(frame.language), text))
    return rows


def number_rows(found: Found, frame: Frame) -> list[tuple[str, str]]:
    """Return (name, value) of cost and joiners, and of whatever the goal asks for."""
    write = Numbers(frame.language, frame.case.meta["currency"])
    outcome, goal = found.package.outcome, found.goal
    rows = [
        (QCoreApplication.translate("PackageCard", "Public cost"), write.money(outcome.headline["public_cost_bn"])),
        *_promised(found, write),
        (
            QCoreApplication.translate("PackageCard", "Expected joiners"),
            write.count(outcome.headline["expected_joiners"]),
        ),
    ]
    if goal.listed:
        chance = outcome.headline["listed_joins_probability"]
        rows.append((QCoreApplication.translate("PackageCard", "A listed firm joins"), write.percent(chance)))
    if goal.strength is not None:
        rows.append(
            (
                QCoreApplication.translate("PackageCard", "Best added team"),
                write.factor(outcome.headline["winner_strength"]),
            )
        )
    if found.package.held_share is not None:
        held = write.percent(found.package.held_share)
        rows.append((QCoreApplication.translate("PackageCard", "Draws in which it holds"), held))
    for firm_id in (*goal.firms_in, *goal.firms_out):
        row = outcome.index(firm_id)
        rows.append((frame.names[row], write.percent(float(outcome.join_probability[row]))))
    return rows


def _promised(found: Found, write: Numbers) -> list[tuple[str, str]]:
    """Return what the state promises to buy, which the public cost leaves out, where it promises any."""
    promised = [
        value
        for lever, value in zip(found.origin.levers, found.package.scenario.values, strict=True)
        if lever.id == "procurement_guarantee" and value > 0.0
    ]
    name = QCoreApplication.translate("PackageCard", "Promised purchases, not in the cost")
    return [(name, write.money(value)) for value in promised]


class PackageCard(QFrame):
    """One package. Signals: ``load_asked(Scenario)``."""

    load_asked = Signal(object)

    def __init__(self, found: Found, frame: Frame) -> None:
        super().__init__()
        self.found = found
        self.setObjectName(f"goal.card.{found.package.aim}")
        dress(self, "card")
        self.setFixedWidth(CARD_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(6)
        title = _text(aim_name(found), "title", wrapped=True)
        title.setToolTip("" if found.on_front or not found.package.holds else aim_tip(found))
        self._column.addWidget(title)
        self._column.addWidget(_text(self._count(), "muted"))
        changes = change_rows(found, frame)
        self._add_rows(changes, "muted", "strong")
        line = QFrame()
        line.setFixedHeight(1)
        dress(line, "line")
        self._column.addWidget(line)
        self._add_rows(number_rows(found, frame), "body", "value")
        self.load = QPushButton(self.tr("Load"))
        self.load.setObjectName(f"goal.load.{found.package.aim}")
        self.load.setEnabled(bool(changes))
        self.load.setToolTip(self.tr("Set the levers so; one step to undo"))
        self.load.clicked.connect(lambda: self.load_asked.emit(found.package.scenario))
        self._column.addWidget(self.load)
        self.setFixedHeight(self._column.totalHeightForWidth(CARD_PX) + 2)  # wrapped names are seen whole

    def text(self) -> str:
        """Return everything the card says, a line each."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def _count(self) -> str:
        count = len(self.found.package.changed)
        if not count:
            return self.tr("No lever has to move")
        return QCoreApplication.translate("PackageCard", "%n lever(s) moved", "", count)

    def _add_rows(self, rows: list[tuple[str, str]], name_role: str, value_role: str) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for place, (name, value) in enumerate(rows):
            grid.addWidget(_text(name, name_role, wrapped=True), place, 0)
            grid.addWidget(_text(value, value_role), place, 1, Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(grid)


def _text(text: str, role: str, *, wrapped: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrapped)
    dress(label, role)
    return label

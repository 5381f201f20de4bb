"""What a stress test found, as sentences and tables on screen: language and name shield applied."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from gui.charts.words import headline_name
from gui.dialogs import Table
from gui.evidence.words import Words
from gui.frame import Frame
from gui.numbers import DASH
from gui.shielding import shown_card
from model.evidence import EvidenceRow, evidence
from model.outcome import HEADLINES
from model.questions.regret import DISTANCE
from model.questions.stress import Stress
from model.questions.stress_words import owned
from model.questions.worlds import Cell
from model.shield import TELLING_COLUMNS

SMALL, MIDDLE = 1.0, 100.0  # below and from which a number is written with three decimals, or none
MISSED = QT_TRANSLATE_NOOP("Stress", "Missed targets")


class ShownNamer:
    """Names and numbers as they stand on screen."""

    def __init__(self, frame: Frame) -> None:
        self.language: str = frame.language
        self._shield, self._frame = frame.shield, frame
        self._words = Words(frame)
        self._rows: dict[Cell, EvidenceRow] = {row.key: row for row in evidence(frame.case, frame.case)}

    def name(self, cell: Cell) -> str:
        """Write what an input is called, with its firm; under the shield, not what would tell the firm."""
        row = self._rows[cell]
        if self.hides(cell):
            return QCoreApplication.translate("Stress", "an input that the name shield hides")
        return owned(self._words.label(row), self._words.subject(row) if row.firm else "", self.language)

    def card(self, name: str) -> str:
        """Write what a scenario is called."""
        return shown_card(self._frame, name)

    def value(self, cell: Cell, value: float) -> str:
        """Write a value with its unit, to about three digits."""
        if self.hides(cell):
            return DASH
        row, size = self._rows[cell], abs(value)
        if row.measure.unit in {"share", "probability"}:
            return self.percent(value)
        rounded = round(value, 3 if size < SMALL else 1 if size < MIDDLE else 0)
        return self._words.with_unit(row, self._words.value(row, rounded))

    def hides(self, cell: Cell) -> bool:
        """Say whether an input would tell who is meant while the shield is on."""
        return self._shield and (cell[0] == "events" or cell[2] in TELLING_COLUMNS)

    def percent(self, share: float) -> str:
        """Write a share."""
        return self._words.numbers.percent(share)

    def amount(self, measure: str, value: float) -> str:
        """Write a difference of a headline with its unit."""
        numbers, unit = self._words.numbers, HEADLINES.get(measure, "")
        if unit == "probability":
            text = numbers.number(100.0 * value, 1)
            return text if text == DASH else text + ("%p" if self.language == "ko" else " points")
        if unit == "count":
            return numbers.count(value)
        return numbers.money(value) if unit == "bn" else numbers.factor(value)

    def level(self, measure: str, value: float) -> str:
        """Write a headline itself."""
        return self.percent(value) if HEADLINES[measure] == "probability" else self.amount(measure, value)

    def measure(self, measure: str) -> str:
        """Write what a headline, or the distance to the goal, is called."""
        if measure == DISTANCE:
            return QCoreApplication.translate("Stress", str(MISSED))
        return headline_name(measure)


def names_of(found: Stress, write: ShownNamer) -> list[str]:
    """Return the scenarios' names as shown."""
    return [write.card(one.scenario.name) for one in found.tested]


def share_table(found: Stress, write: ShownNamer) -> Table:
    """Return the share of worlds in which the goal holds, a row a scenario."""
    heads = (
        QCoreApplication.translate("Stress", "Scenario"),
        QCoreApplication.translate("Stress", "Goal holds in"),
        QCoreApplication.translate("Stress", "95% from"),
        QCoreApplication.translate("Stress", "95% to"),
    )
    names = names_of(found, write)
    shares = [(one.share, one.low, one.high) for one in found.tested]
    return Table(heads, tuple((name, *map(write.percent, row)) for name, row in zip(names, shares, strict=True)), 1)


def regret_rows(found: Stress, write: ShownNamer) -> Table:
    """Return the regrets, a row a scenario and measure."""
    heads = (
        QCoreApplication.translate("Stress", "Scenario"),
        QCoreApplication.translate("Stress", "Behind the best in"),
        QCoreApplication.translate("Stress", "At worst"),
        QCoreApplication.translate("Stress", "In 9 of 10 worlds at most"),
        QCoreApplication.translate("Stress", "On average"),
    )
    names = names_of(found, write)
    rows = [
        (name, write.measure(measure), *(write.amount(measure, value) for value in (one.most, one.high90, one.mean)))
        for measure, line in found.regret.rows.items()
        for name, one in zip(names, line, strict=True)
    ]
    return Table(heads, tuple(rows), 2)


def band_rows(found: Stress, write: ShownNamer) -> Table:
    """Return each headline over the worlds, a row a scenario and headline."""
    heads = (
        QCoreApplication.translate("Stress", "Scenario"),
        QCoreApplication.translate("Stress", "Figure"),
        QCoreApplication.translate("Stress", "Mean"),
        QCoreApplication.translate("Stress", "90% from"),
        QCoreApplication.translate("Stress", "90% to"),
    )
    names = names_of(found, write)
    rows = [
        (name, write.measure(measure), *(write.level(measure, value) for value in (mean, low, high)))
        for measure in HEADLINES
        for name, (mean, low, _, _, high) in zip(names, (one.bands[measure] for one in found.tested), strict=True)
    ]
    return Table(heads, tuple(rows), 2)

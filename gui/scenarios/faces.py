"""What the cards say, from a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.numbers import Numbers
from gui.scenarios.cards import CardFace
from gui.shielding import shown_card, shown_text

if TYPE_CHECKING:
    from gui.frame import Frame
    from model.outcome import Outcome
    from model.scenario import Scenario


def face_of(frame: Frame, numbers: Numbers, row: int) -> CardFace:
    """Return what the card of a row says."""
    scenario = frame.document.scenarios[row]
    outcome = frame.thumbnails.get(row)
    opened = row == frame.document.opened
    return CardFace(
        row=row,
        name=shown_card(frame, scenario.name),
        subtitle=_subtitle(frame, scenario),
        joiners=_joiners(numbers, outcome),
        bars=None if outcome is None else _bars(frame, outcome),
        selected=opened,
        baseline=row == frame.document.baseline,
        edited=opened and frame.document.edited,
        shielded=frame.shield and shown_text(frame, scenario.name) != scenario.name,
    )


def _subtitle(frame: Frame, scenario: Scenario) -> str:
    note = scenario.note.strip().splitlines()
    if note:
        return shown_text(frame, note[0])
    if scenario.call != frame.scenario.call:
        return frame.case.call(scenario.call).title(frame.language)
    count = len(scenario.changed_from(frame.case.scenario_for(scenario.call)))
    if not count:
        return QCoreApplication.translate("ScenarioPanel", "the call as announced")
    return QCoreApplication.translate("ScenarioPanel", "%n lever(s) changed", "", count)


def _joiners(numbers: Numbers, outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    count = numbers.count(outcome.headline["expected_joiners"])
    return QCoreApplication.translate("ScenarioPanel", "{count} join").format(count=count)


def _bars(frame: Frame, outcome: Outcome) -> tuple[float, ...]:
    """Return the join probabilities in the order of the large chart, where the firms are the same."""
    chance = np.asarray(outcome.join_probability)
    same = outcome.firm_ids == frame.outcome.firm_ids
    order = frame.order if same else np.argsort(-chance, kind="stable")
    return tuple(round(float(chance[row]), 3) for row in order)

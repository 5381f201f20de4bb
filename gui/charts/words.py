"""What payoff components and headlines are called on screen, in the language that is in use."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from gui.frame import Frame
from gui.shielding import shown_card
from model.outcome import COMPONENTS, HEADLINES

_COMPONENTS: dict[str, object] = {
    "support": QT_TRANSLATE_NOOP("Components", "Support"),
    "prize": QT_TRANSLATE_NOOP("Components", "Prize"),
    "second_track": QT_TRANSLATE_NOOP("Components", "Second track"),
    "duty": QT_TRANSLATE_NOOP("Components", "Duty"),
    "own_strategy": QT_TRANSLATE_NOOP("Components", "Own strategy"),
    "duplicate_investment": QT_TRANSLATE_NOOP("Components", "Duplicate investment"),
    "matching": QT_TRANSLATE_NOOP("Components", "Matching"),
    "bid_cost": QT_TRANSLATE_NOOP("Components", "Bid cost"),
    "stigma": QT_TRANSLATE_NOOP("Components", "Stigma"),
    "stock_risk": QT_TRANSLATE_NOOP("Components", "Stock risk"),
    "rule_risk": QT_TRANSLATE_NOOP("Components", "Rule risk"),
}
_HEADLINES: dict[str, object] = {
    "expected_joiners": QT_TRANSLATE_NOOP("Headlines", "Expected joiners"),
    "listed_joins_probability": QT_TRANSLATE_NOOP("Headlines", "A listed firm joins"),
    "parent_listed_joins_probability": QT_TRANSLATE_NOOP("Headlines", "A listed firm's subsidiary joins"),
    "winner_strength": QT_TRANSLATE_NOOP("Headlines", "Best added team"),
    "unfilled_probability": QT_TRANSLATE_NOOP("Headlines", "No seat is filled"),
    "public_cost_bn": QT_TRANSLATE_NOOP("Headlines", "Public cost"),
    "duplicate_spending_bn": QT_TRANSLATE_NOOP("Headlines", "Firms' duplicate spend"),
}
_SHORTER: dict[str, object] = {  # for a narrow tile
    "expected_joiners": QT_TRANSLATE_NOOP("Headlines", "Joiners"),
    "listed_joins_probability": QT_TRANSLATE_NOOP("Headlines", "Listed joins"),
    "winner_strength": QT_TRANSLATE_NOOP("Headlines", "Best added"),
    "duplicate_spending_bn": QT_TRANSLATE_NOOP("Headlines", "Duplicate spend"),
}
_SHORTEST: dict[str, object] = {
    "duplicate_spending_bn": QT_TRANSLATE_NOOP("Headlines", "Duplicate"),
}
_MEANINGS: dict[str, object] = {
    "expected_joiners": QT_TRANSLATE_NOOP("Headlines", "The sum of the firms' chances of joining."),
    "listed_joins_probability": QT_TRANSLATE_NOOP(
        "Headlines", "The chance that one listed firm or more joins, whichever it is."
    ),
    "winner_strength": QT_TRANSLATE_NOOP(
        "Headlines", "How strong the best added team is, if there is one; the incumbents' mean is 1."
    ),
    "public_cost_bn": QT_TRANSLATE_NOOP(
        "Headlines",
        "Expected cost of GPUs, data, talent and the second track for the added teams.\n"
        "Not in it: purchases under a guarantee, and what the incumbents are given.\n"
        "A firm that leases GPUs draws none unless it is eligible for them.",
    ),
    "duplicate_spending_bn": QT_TRANSLATE_NOOP(
        "Headlines", "What joiners are expected to spend on work they do in-house as well."
    ),
}


def component_name(component_id: str) -> str:
    """Return a payoff component's name; KeyError if there is no such component."""
    return QCoreApplication.translate("Components", str(_COMPONENTS[component_id]))


def headline_name(headline_id: str) -> str:
    """Return a headline's name; KeyError if there is no such headline."""
    return QCoreApplication.translate("Headlines", str(_HEADLINES[headline_id]))


def headline_meaning(headline_id: str) -> str:
    """Return what a headline measures, in a sentence; KeyError if there is no such headline."""
    return QCoreApplication.translate("Headlines", str(_MEANINGS[headline_id]))


def headline_names(headline_id: str) -> tuple[str, ...]:
    """Return a headline's name and, where that is long, shorter ones for a narrow tile."""
    shorter = (table[headline_id] for table in (_SHORTER, _SHORTEST) if headline_id in table)
    return headline_name(headline_id), *(QCoreApplication.translate("Headlines", str(text)) for text in shorter)


def card_name(frame: Frame, name: str, edited: bool = False) -> str:
    """Return what a scenario is called on screen; under the name shield without what would tell a firm."""
    text = shown_card(frame, name)
    return QCoreApplication.translate("CompareChart", "{0} — edited").format(text) if edited else text


def named_ids() -> tuple[frozenset[str], frozenset[str]]:
    """Return the component and headline ids that have a name, beside those that the model has."""
    return frozenset(_COMPONENTS), frozenset(_HEADLINES)


__all__ = ["COMPONENTS", "HEADLINES", "card_name", "component_name", "headline_name", "named_ids"]

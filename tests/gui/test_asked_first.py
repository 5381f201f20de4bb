"""What a question starts from when it is opened: the firm in sight, levers that stay as they are, the policy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.export.dialog import ExportDialog
from gui.goals.cards import Found, number_rows
from gui.tour.tour import Offer
from gui.window import MainWindow
from model.document import Document
from model.goal import EVALUATION_LEVERS, Goal
from model.questions.packaging import Search
from model.solve import solve
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import arrive, settle


def test_a_search_leaves_the_weights_of_the_evaluation_alone(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot, window.session)
    window.levers.set_locks(frozenset({"seats"}))
    window.actions_table["goal"].trigger()
    dialog = window.asking.goal
    assert dialog is not None
    assert set(dialog.form.goal().locked) == {"seats", *EVALUATION_LEVERS}
    assert {lever.id for lever in opening_case().levers} >= EVALUATION_LEVERS
    assert "weights of the evaluation" in dialog.lead.text()


@pytest.mark.parametrize(("firm", "asked"), [("naver-cloud", ("naver-cloud",)), ("motif", ()), (None, ())])
def test_a_search_starts_with_the_firm_in_sight(
    qtbot: QtBot, window: MainWindow, firm: str | None, asked: tuple[str, ...]
) -> None:
    settle(qtbot, window.session)
    window.session.select_firm(firm)
    arrive(qtbot, window.session)
    window.actions_table["goal"].trigger()
    assert window.asking.goal is not None
    assert window.asking.goal.form.goal().firms_in == asked


@pytest.mark.parametrize("promised_bn", [0.0, 185.0])
def test_a_card_names_what_is_promised_beside_the_cost(promised_bn: float) -> None:
    document = Document.new(opening_case())
    frame, goal = frame_of(document), Goal(firms_in=("kt",))
    policy = document.working.with_lever("procurement_guarantee", promised_bn)
    search = Search(opening_case(), document.working, goal, lambda: False)
    package = search.package("least_change", policy, solve(opening_case(), policy))
    rows = dict(number_rows(Found(package, document.working, goal), frame))
    assert rows.get("Promised purchases, not in the cost") == ("₩185 bn" if promised_bn else None)


@pytest.mark.parametrize("edited", [True, False])
def test_an_export_takes_what_is_on_the_levers(qtbot: QtBot, tmp_path: Path, edited: bool) -> None:
    document = Document.new(opening_case())
    if edited:
        document = document.with_lever("losers_named", 0.0)
    outcomes = {row: solve(document.effective_case, card) for row, card in enumerate(document.scenarios)}
    asking = ExportDialog(document, outcomes, tmp_path / "plan.turnout", ("en", False))
    qtbot.addWidget(asking)
    assert asking.working.isChecked() is edited


@pytest.mark.parametrize(("note", "taken"), [("", ("Status quo",)), ("What was announced.", ())])
def test_an_export_leaves_out_a_scenario_that_says_nothing_new(
    qtbot: QtBot, tmp_path: Path, note: str, taken: tuple[str, ...]
) -> None:
    document = Document.new(opening_case())
    first, second = document.scenarios
    document = replace(document, scenarios=(first, replace(second, note=note)))
    outcomes = {row: solve(document.effective_case, card) for row, card in enumerate(document.scenarios)}
    asking = ExportDialog(document, outcomes, tmp_path / "plan.turnout", ("en", False))
    qtbot.addWidget(asking)
    assert asking.order().wish.scenarios == taken


@pytest.mark.parametrize("width", [1040, 1280, 1440])
def test_the_offer_of_the_tour_hides_no_chart(qtbot: QtBot, window: MainWindow, width: int) -> None:
    window.show()
    offer = Offer(window, lambda: None)
    window.resize(width, 800)
    qtbot.waitUntil(lambda: window.width() == width)
    scenarios, card = window.scenarios, offer.card
    assert card.mapToGlobal(card.rect().topLeft()).x() >= scenarios.mapToGlobal(scenarios.rect().topLeft()).x()
    assert all(one.width() >= one.sizeHint().width() for one in card.buttons.values() if one.isVisible())

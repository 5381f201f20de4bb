"""Several equilibria: the claim in words, the list, and drawing the one that is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.charts.waterfall import WaterfallChart
from gui.equilibria import EquilibriumChooser, claim_text, entries_of
from gui.frame import Frame
from gui.language import Language
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.solving import Question, Refinement
from gui.statusline import StatusLine
from model.case import Case, Edit
from model.claims import Claim, claim
from model.document import Document
from model.outcome import EquilibriumNote
from model.questions.flips import curves
from tests.gui.frames import frame_of, opening_case
from tests.gui.worlds import arrive, settle, shown


def three(complete: bool = True) -> Claim:
    """A claim of three equilibria of the call: the real one and two that split the startups another way."""
    points = np.tile(frame_of(Document.new(opening_case())).outcome.join_probability, (3, 1)).copy()
    points[1, -1], points[1, -2] = 0.9, 0.05
    points[2, -1] = 0.5
    note = EquilibriumNote(3, False, 0, 40, 0.0, True)
    return Claim(note, points, np.array([True, True, False]), 1, complete)


def with_claim(found: Claim) -> Frame:
    frame = frame_of(Document.new(opening_case()))
    return replace(frame, outcome=replace(frame.outcome, equilibrium=found.note), claim=found)


@pytest.fixture
def status(qtbot: QtBot, english: Language) -> StatusLine:
    assert english.current == "en"
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(1200, 34)
    made.show()
    return made


def test_no_more_is_claimed_than_is_known(english: Language) -> None:
    assert english.current == "en"
    one = EquilibriumNote(1, True, 0, 1, 0.0, True)
    assert claim_text(one) == "One equilibrium (certified)"
    assert claim_text(replace(one, certified_unique=False, starts=8)) == "One found from 8 starts"
    assert claim_text(three().note, three()) == "Several equilibria (3); list complete"
    assert claim_text(three().note, three(complete=False)) == "Several equilibria (3); list incomplete"


def test_an_entry_names_who_differs_from_what_is_shown() -> None:
    found = three()
    first, second, third = entries_of(found, 0)
    n = found.points.shape[1]
    assert first.shown
    assert not first.differing
    assert [row for row, _, _ in second.differing] == sorted(
        (n - 1, n - 2), key=lambda row: -abs(found.points[1, row] - found.points[0, row])
    )
    assert second.joiners == pytest.approx(float(found.points[1].sum()))
    assert (second.stable, third.stable) == (True, False)
    assert not entries_of(found, 1)[1].differing


def entry_of(popup: QFrame, row: int) -> QPushButton:
    found = popup.findChild(QPushButton, f"equilibria.{row}")
    assert found is not None
    return found


@pytest.mark.qt_log_ignore("This plugin does not support")  # what a popup asks of a screen
def test_the_choice_is_offered_where_there_is_one(status: StatusLine, qtbot: QtBot) -> None:
    button = status.findChild(EquilibriumChooser)
    assert isinstance(button, EquilibriumChooser)
    status.show_frame(frame_of(Document.new(opening_case())))
    assert button.isHidden()
    status.show_frame(with_claim(three()))
    assert button.text() == "Several equilibria (3): choose ▾"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    popup = button.popup
    assert popup is not None
    entries = [entry_of(popup, row) for row in range(3)]
    for entry in entries:
        assert all(label.height() >= label.heightForWidth(label.width()) for label in entry.findChildren(QLabel))
    assert [entry.isChecked() for entry in entries] == [True, False, False]
    assert "shown now" in entries[0].accessibleName()
    assert "90%, not " in entries[1].accessibleName()
    assert entries[1].accessibleName().endswith("Holds if it is expected")
    assert entries[2].accessibleName().endswith("Tips over if anybody doubts it")
    with qtbot.waitSignal(status.equilibrium_chosen) as asked:
        QTest.mouseClick(entries[1], Qt.MouseButton.LeftButton)
    assert asked.args == [1]
    qtbot.waitUntil(lambda: button.popup is None)


def test_the_list_says_when_it_may_lack_some(status: StatusLine) -> None:
    status.show_frame(with_claim(three(complete=False)))
    button = status.findChild(EquilibriumChooser)
    assert isinstance(button, EquilibriumChooser)
    assert button.toolTip().endswith("list incomplete")


def test_the_chosen_one_is_drawn_until_the_policy_changes(qtbot: QtBot, english: Language) -> None:
    assert english.current == "en"
    session = Session(opening_case())
    session.start()
    frame = settle(qtbot, session)
    session._show(claim=three(), outcome=replace(frame.outcome, equilibrium=three().note))
    session.choose_equilibrium(1)
    chosen = shown(session).outcome
    assert chosen.equilibrium.shown == 1
    np.testing.assert_allclose(chosen.join_probability, three().points[1])
    assert chosen.headline["expected_joiners"] == pytest.approx(float(three().points[1].sum()))
    session.rename_scenario(0, "Another name")
    assert settle(qtbot, session).outcome.equilibrium.shown == 1, "a name changes nothing"
    session.set_lever("gpus_per_team", 1000, 1)
    session.release_lever()
    qtbot.waitUntil(lambda: shown(session).scenario.value("gpus_per_team") == 1000)
    after = settle(qtbot, session)
    assert after.outcome.equilibrium.shown == 0
    assert after.claim is None
    session.close()


def test_a_call_with_hardly_any_noise_has_several_and_each_answers_itself() -> None:
    """Sure firms can split one seat in several ways; a lever is sought at which they do."""
    noise = (Edit("behaviour", "noise_bn", "low", "0.0001"), Edit("behaviour", "noise_bn", "mean", "0.02"))
    sure = opening_case().with_edits(noise)
    for budget in (6, 8, 10, 12, 14):
        found = claim(sure, sure.status_quo.with_lever("data_budget", budget))
        if found.note.count > 1:
            break
    assert found.note.count > 1
    assert found.index_sum == 1
    assert any(not stable for stable in found.stable), "between two that hold lies one that tips over"
    assert all(entry.differing for entry in entries_of(found, 0)[1:])


@pytest.fixture
def torn(qtbot: QtBot, english: Language, status: StatusLine) -> Iterator[tuple[Session, Frame]]:
    """A session on a call with three equilibria, the second of which is chosen, and the frame that shows it."""
    assert english.current == "en"
    noise = (Edit("behaviour", "noise_bn", "low", "0.0001"), Edit("behaviour", "noise_bn", "mean", "0.02"))
    ids = ("bands", "certificate", "sentence")
    case = with_few_draws(opening_case()).with_edits(noise)
    along = Refinement("flips", along_the_budget, of_equilibrium=True)
    session = Session(case, (*(row for row in REFINEMENTS if row.id in ids), along))
    session.frame_changed.connect(status.show_frame)
    start = Document.new(case)
    session.adopt(start.with_working(start.working.with_lever("data_budget", 10)))
    principal = settle(qtbot, session)
    assert principal.claim is not None
    assert principal.claim.note.count == 3
    session.choose_equilibrium(1)
    assert shown(session).bands is None
    assert not shown(session).curves
    yield session, settle(qtbot, session)
    session.close()


def test_every_answer_is_about_the_equilibrium_chosen(torn: tuple[Session, Frame], status: StatusLine) -> None:
    """Bands, flip marks, curves and shares are those of the one chosen."""
    _, chosen = torn
    assert chosen.claim is not None
    point = chosen.claim.points[1]
    curve = chosen.curves["data_budget"]
    at = int(np.flatnonzero(curve.values == 10.0)[0])
    np.testing.assert_allclose(curve.join_probability[at], point, atol=1e-6)
    assert chosen.bandless is not None, "hardly any draw has it"
    assert "No bands: this equilibrium exists in " in texts(status)
    assert chosen.attribution is not None
    assert chosen.attribution.players == ("data_budget", "equilibrium")
    change = WaterfallChart()
    change.show(replace(chosen, selected=None))
    assert any("The equilibrium chosen" in cell for line in change.rows() for cell in line)
    change.widget.deleteLater()


def test_a_chosen_equilibrium_is_carried_by_a_drag_until_it_ends(
    qtbot: QtBot, torn: tuple[Session, Frame], status: StatusLine
) -> None:
    """Where it ends the principal one comes back, and it is said."""
    session, chosen = torn
    for budget in (9.9, 9.8, 9.6):
        session.set_lever("data_budget", budget, 2)
        moved = arrive(qtbot, session)
        assert moved.outcome.equilibrium.shown > 0
        assert not moved.branch_lost
    assert np.abs(moved.outcome.join_probability - chosen.outcome.join_probability).max() < 0.2
    session.release_lever()
    qtbot.waitUntil(lambda: not shown(session).dragging)
    still = shown(session)
    np.testing.assert_allclose(still.outcome.join_probability, moved.outcome.join_probability, atol=1e-9)
    session.set_lever("data_budget", 14, 3)
    lost = arrive(qtbot, session)
    assert (lost.branch_lost, lost.outcome.equilibrium.shown) == (True, 0)
    assert "The equilibrium chosen does not exist here" in texts(status)
    session.release_lever()
    qtbot.waitUntil(lambda: not shown(session).dragging)
    assert shown(session).branch_lost
    session.set_lever("losers_named", 0.5, 4)
    assert not arrive(qtbot, session).branch_lost
    assert "does not exist" not in texts(status)


def texts(status: StatusLine) -> str:
    return " | ".join(label.text() for label in status.findChildren(QLabel) if not label.isHidden())


def along_the_budget(question: Question) -> Mapping[str, object]:
    """Solve along one lever as the window does along all thirty, which takes a while with hardly any noise."""
    return {"curves": curves(question.case, question.scenario, question.outcome, ("data_budget",), question.dropped)}


def with_few_draws(case: Case) -> Case:
    """Return the case with the point values, the first row, and forty draws."""
    assert case.draws is not None
    return case.with_draws({name: values[:41] for name, values in case.draws.items()})

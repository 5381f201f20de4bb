"""The session: every change is a step that can be undone, and every frame belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.frame import Frame
from gui.language import LANGUAGES
from gui.refinements import REFINEMENTS
from gui.session import Session
from gui.solving import Floats, Outcomes
from model.case import Case, Edit, load_case
from model.document import Document
from model.errors import ModelError, SolveError
from model.outcome import Outcome
from model.scenario import Scenario
from model.solve import solve
from tests.gui.worlds import arrive, settle, shown

CHANGES: dict[str, Callable[[Session], object]] = {
    "lever": lambda session: session.set_lever("losers_named", 0.2, 1),
    "reset to opened": lambda session: session.reset("", "opened"),
    "reset to baseline": lambda session: session.reset("gpus_per_team", "baseline"),
    "pin": lambda session: session.pin("kt", True),
    "keep": lambda session: session.keep(),
    "keep as new": lambda session: session.keep_as_new(),
    "open": lambda session: session.open_scenario(0),
    "rename": lambda session: session.rename_scenario(0, "As announced"),
    "duplicate": lambda session: session.duplicate_scenario(1),
    "delete": lambda session: session.delete_scenario(0),
    "move": lambda session: session.move_scenario(0, 1),
    "note": lambda session: session.note_scenario(1, "For the minister"),
    "baseline": lambda session: session.choose_baseline(1),
    "edit": lambda session: session.edit(Edit("levers", "gpus_per_team", "high", "4096")),
    "call": lambda session: session.choose_call("2025-open"),
}


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sovereign-ai-2026")


@pytest.fixture
def session(qtbot: QtBot, case: Case) -> Iterator[Session]:
    made = Session(case, REFINEMENTS)
    made.start()
    settle(qtbot, made)
    yield made
    made.close()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_can_be_undone_and_done_again(
    qtbot: QtBot, session: Session, change: Callable[[Session], object]
) -> None:
    session.set_lever("gpus_per_team", 1024, 0)
    session.release_lever()
    before = session.document
    outcome = settle(qtbot, session).outcome.join_probability
    change(session)
    after = session.document
    assert after != before
    session.undo_stack.undo()
    assert session.document == before
    assert np.array_equal(settle(qtbot, session).outcome.join_probability, outcome)
    session.undo_stack.redo()
    assert session.document == after
    assert shown(session) is not None


def test_a_drag_is_one_step(session: Session) -> None:
    before = session.document
    for value in range(768, 1537, 64):
        session.set_lever("gpus_per_team", value, 7)
    session.release_lever()
    assert session.undo_stack.count() == 1
    assert session.document.working.value("gpus_per_team") == 1536
    session.set_lever("gpus_per_team", 64, 8)
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.document == before


def test_a_drag_that_returns_to_its_start_leaves_no_step(session: Session) -> None:
    for value in (832, 896, 832, 768):
        session.set_lever("gpus_per_team", value, 3)
    session.release_lever()
    assert session.undo_stack.count() == 0
    assert not session.modified


def test_typing_a_note_is_one_step(session: Session) -> None:
    for end in range(1, 6):
        session.note_scenario(1, "Quiet"[:end])
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.document.scenarios[1].note == ""


def test_every_frame_belongs_together_while_a_lever_is_dragged(qtbot: QtBot, session: Session, case: Case) -> None:
    frames: list[Frame] = []
    session.frame_changed.connect(frames.append)
    for value in range(0, 2049, 64):
        with qtbot.waitSignal(session.frame_changed):
            session.set_lever("gpus_per_team", value, 1)
    session.release_lever()
    settle(qtbot, session)
    for frame in frames:
        assert frame.outcome.scenario.same_policy(frame.scenario)
        assert frame.document.working == frame.scenario
        want = solve(case, frame.scenario).join_probability
        np.testing.assert_allclose(frame.outcome.join_probability, want, atol=1e-10)
    assert np.array_equal(shown(session).outcome.join_probability, solve(case, frames[-1].scenario).join_probability)


def test_bars_keep_their_places_during_a_drag_and_take_new_ones_after_it(qtbot: QtBot, session: Session) -> None:
    start = shown(session).order
    session.set_lever("losers_named", 0.0, 1)
    qtbot.waitUntil(lambda: shown(session).scenario.value("losers_named") == 0.0)
    session.set_lever("second_track", 10, 1)
    qtbot.waitUntil(lambda: shown(session).scenario.value("second_track") == 10)
    assert shown(session).order == start
    assert shown(session).dragging
    session.release_lever()
    frame = settle(qtbot, session)
    chances = frame.outcome.join_probability[list(frame.order)]
    assert not frame.dragging
    assert np.all(np.diff(chances) <= 1e-12)


def test_slow_parts_are_shown_together_while_a_lever_is_held(qtbot: QtBot, session: Session) -> None:
    session.set_lever("gpus_per_team", 900, 1)
    qtbot.waitUntil(lambda: session.frame is not None and session.frame.document is session.document)
    session._lanes._pause.stop()  # what the model would find meanwhile is no part of this
    frames: list[Frame] = []
    session.frame_changed.connect(frames.append)
    for part in ("one", "two", "three"):
        session._lanes.refined.emit(part, {"bandless": (len(part), 9)})
    assert not frames
    assert not session.settled
    qtbot.waitUntil(lambda: bool(frames))
    assert [frame.bandless for frame in frames] == [(5, 9)]
    session.release_lever()
    qtbot.waitUntil(lambda: not frames[-1].dragging)
    count = len(frames)
    session._lanes.refined.emit("four", {})
    assert len(frames) == count + 1


def test_names_and_notes_are_shown_without_solving(session: Session) -> None:
    outcome = shown(session).outcome
    session.note_scenario(1, "Seen at once")
    assert shown(session).document.scenarios[1].note == "Seen at once"
    assert shown(session).outcome is outcome


def test_thumbnails_follow_the_cards(qtbot: QtBot, session: Session) -> None:
    session.set_lever("losers_named", 0.0, 1)
    session.release_lever()
    session.keep_as_new()
    session.move_scenario(2, 0)
    frame = settle(qtbot, session)
    assert set(frame.thumbnails) == {0, 1, 2}
    for row, card in enumerate(frame.document.scenarios):
        assert frame.thumbnails[row].scenario.same_policy(card)


def test_the_shield_hides_every_name_in_both_languages(session: Session, case: Case) -> None:
    session.set_shield(True)
    for language in LANGUAGES:
        session.set_language(language)
        text = " ".join((*shown(session).names, *shown(session).short_names))
        for firm in case.firms:
            assert not any(alias and alias in text for alias in (firm.name_en, firm.name_ko, firm.short_name_ko))
    assert shown(session).names[0] == "Firm A"


def test_another_call_has_its_own_baseline_and_can_be_left_by_undo(qtbot: QtBot, session: Session) -> None:
    session.choose_call("2025-open")
    frame = arrive(qtbot, session)
    assert frame.scenario.call == frame.baseline.scenario.call == "2025-open"
    assert frame.same_firms
    assert not frame.document.edited
    session.choose_call("2026-additional")
    assert arrive(qtbot, session).scenario.call == "2026-additional"
    session.choose_call("2025-open")
    assert len(session.document.scenarios) == 3


def test_a_refused_value_is_a_problem_and_changes_nothing(session: Session) -> None:
    before = session.document
    problems: list[Any] = []
    session.problem.connect(problems.append)
    session.set_lever("gpus_per_team", -5, 1)
    assert session.document is before
    assert session.undo_stack.count() == 0
    assert isinstance(problems[0], ModelError)


def test_where_nothing_can_be_solved_the_last_good_outcome_stays_and_is_marked(qtbot: QtBot, case: Case) -> None:
    def fails_without_gpus(asked: Case, scenario: Scenario, start: Floats | None) -> Outcome:
        if scenario.value("gpus_per_team") == 0:
            raise SolveError("Nothing there. Add GPUs.", "없습니다.")
        return solve(asked, scenario, start)

    session = Session(case, (), Outcomes(fails_without_gpus))
    session.start()
    good = settle(qtbot, session).outcome
    problems: list[Any] = []
    session.problem.connect(problems.append)
    session.set_lever("gpus_per_team", 0, 1)
    session.release_lever()
    qtbot.waitUntil(lambda: shown(session).stale)
    assert shown(session).outcome is good
    assert shown(session).scenario.value("gpus_per_team") == 0
    assert problems[-1].text("en").startswith("Nothing there")
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: not shown(session).stale)
    assert problems[-1] is None
    session.close()


def test_an_adopted_document_has_no_steps(qtbot: QtBot, session: Session, case: Case, tmp_path: Path) -> None:
    session.set_lever("gpus_per_team", 1024, 1)
    session.adopt(Document.new(case).with_lever("gpus_per_team", 64), tmp_path / "a.turnout")
    assert session.undo_stack.count() == 0
    assert not session.modified
    assert session.name == "a"
    assert settle(qtbot, session).scenario.value("gpus_per_team") == 64

"""A file whose numbers another version computed: it opens with them, and computes again only beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.export.briefing import Wish, build
from gui.export.frames import Sight, Solver, full_frame
from gui.solving import Outcomes
from gui.start import Application
from model import load_case, solve
from model.document import Document, dumps, read
from model.slides import Slide
from tests.gui.worlds import settle

MORE = 0.125  # by which the old version's chance of one firm was greater


def old_file(folder: Path, same: bool = False) -> Path:
    """Write a file of two policies, the second one's numbers changed as if an older version had computed them."""
    case = load_case("sovereign-ai-2026")
    document = Document.new(case).with_lever("losers_named", 0.2).kept_as_new("Quiet")
    text = dumps(document, {row: solve(case, card) for row, card in enumerate(document.scenarios)})
    content = json.loads(text)
    if not same:
        result = content["scenarios"][2]["result"]
        result["engine_version"] = "0.0.9"
        next(firm for firm in result["firms"] if firm["id"] == "kt")["join_probability"] -= MORE
        result["headline"]["expected_joiners"] -= MORE
    path = folder / "old.turnout"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def test_an_older_file_keeps_its_numbers_until_they_are_computed_again_beside_them(
    qtbot: QtBot, start: Callable[[], Application], tmp_path: Path
) -> None:
    path = old_file(tmp_path)
    window = start().open_window(path=path)
    session, older = window.session, window.older
    frame = settle(qtbot, session)
    kt = frame.outcome.index("kt")
    quiet = solve(frame.case, frame.scenario)
    assert float(frame.outcome.join_probability[kt]) == pytest.approx(float(quiet.join_probability[kt]) - MORE)
    assert frame.stored == "0.0.9"
    assert frame.bands is None, "bands would be this version's"
    qtbot.waitUntil(lambda: not older.isHidden())
    assert "0.0.9" in older.text
    assert "Quiet" in older.text
    assert session.frame is not None
    assert list(session.frame.anew) == [2]

    QTest.mouseClick(older.again, Qt.MouseButton.LeftButton)
    frame = settle(qtbot, session)
    assert frame.document.names[-2:] == ("Quiet", "Quiet (computed again)")
    assert "compare" in window.board.in_sight()
    old, new = (frame.thumbnails[row] for row in (2, 3))
    assert float(new.join_probability[kt] - old.join_probability[kt]) == pytest.approx(MORE)
    assert frame.stored == "0.0.9", "the opened card is still the old one"

    session.open_scenario(3)
    frame = settle(qtbot, session)
    assert frame.stored == ""
    assert float(frame.outcome.join_probability[kt]) == pytest.approx(float(quiet.join_probability[kt]), abs=1e-9)
    assert frame.bands is not None
    session.open_scenario(2)
    assert settle(qtbot, session).stored == "0.0.9"
    session.set_lever("fresh_start", 0.5, 1)
    session.release_lever()
    assert settle(qtbot, session).stored == "", "a lever that moves is computed now"
    for _ in range(3):
        session.undo_stack.undo()
    assert session.document.names[-1] == "Quiet (computed again)"
    session.undo_stack.undo()
    assert session.document.names[-1] == "Quiet"

    QTest.mouseClick(older.close_button, Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    assert older.isHidden()


def test_a_saved_file_keeps_both_and_one_with_the_same_numbers_says_nothing(
    qtbot: QtBot, start: Callable[[], Application], tmp_path: Path
) -> None:
    path = old_file(tmp_path)
    window = start().open_window(path=path)
    settle(qtbot, window.session)
    qtbot.waitUntil(lambda: not window.older.isHidden())
    QTest.mouseClick(window.older.again, Qt.MouseButton.LeftButton)
    settle(qtbot, window.session)
    assert window.files.save()
    kept = read(path)
    versions = [result.engine_version for card in kept.scenarios if (result := kept.result_of(card)) is not None]
    assert versions[2] == "0.0.9"
    assert versions[3] != "0.0.9"

    same = start().open_window(path=old_file(tmp_path, same=True))
    frame = settle(qtbot, same.session)
    assert same.older.isHidden()
    assert (frame.stored, dict(frame.anew)) == ("", {})
    assert frame.bands is not None


def test_a_briefing_has_the_kept_numbers_with_their_version_and_no_bands_of_another(tmp_path: Path) -> None:
    briefing = build(read(old_file(tmp_path)), Wish("en"))
    status_quo, *_, quiet = briefing.subjects
    assert quiet.engine_version == "0.0.9"
    assert status_quo.engine_version != "0.0.9"
    assert "0.0.9" in briefing.engine_version
    assert quiet.bands is None
    assert status_quo.bands is not None
    fresh = solve(briefing.case, quiet.scenario)
    gap = fresh.headline["expected_joiners"] - quiet.outcome.headline["expected_joiners"]
    assert gap == pytest.approx(MORE)


def test_pages_of_kept_numbers_draw_them_without_this_versions_bands(tmp_path: Path) -> None:
    document = read(old_file(tmp_path))
    kept = document.result_of(document.scenarios[2])
    base = document.result_of(document.scenarios[0])
    assert kept is not None
    assert base is not None
    sight, solver = Sight(), Solver(Outcomes())
    for outcome, banded in ((kept.outcome, False), (base.outcome, True)):
        frame = full_frame(document, (outcome, base.outcome), sight, Slide((outcome.scenario.name,)), solver)
        assert (frame.bands is not None) is banded
        assert frame.outcome.join_probability.tolist() == outcome.join_probability.tolist()

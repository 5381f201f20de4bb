"""The panel of scenarios: open, name, order, note and keep, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.language import Language
from gui.scenarios.panel import ScenarioPanel
from gui.theme import DARK
from model.document import Document
from tests.gui.frames import frame_of, opening_case, solved

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def document() -> Document:
    """Three cards: the call as announced, more GPUs with a note, and quiet results, which is open."""
    made = Document.new(opening_case()).with_lever("gpus_per_team", 1536).kept().renamed(1, "More GPUs")
    made = made.with_note(1, "Money alone\nsecond line")
    return made.with_lever("losers_named", 0.2).kept_as_new("Quiet results").with_note(2, "")


@pytest.fixture
def panel(qtbot: QtBot, english: Language, document: Document) -> ScenarioPanel:
    assert english.current == "en"
    made = ScenarioPanel()
    qtbot.addWidget(made)
    made.resize(266, 700)
    made.show_frame(frame_of(document))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def said(panel: ScenarioPanel) -> list[tuple[object, ...]]:
    heard: list[tuple[object, ...]] = []
    for name in ("opened", "renamed", "duplicated", "deleted", "moved", "noted", "baseline_chosen"):
        getattr(panel, name).connect(lambda *args, name=name: heard.append((name, *args)))
    for name in ("keep", "keep_as_new", "compare_asked"):
        getattr(panel, name).connect(lambda name=name: heard.append((name,)))
    return heard


def test_cards_say_what_they_hold(panel: ScenarioPanel, document: Document) -> None:
    faces = [card.face for card in panel.cards]
    assert [face.name for face in faces if face] == ["Status quo", "More GPUs", "Quiet results"]
    assert [face.subtitle for face in faces if face] == ["the call as announced", "Money alone", "2 levers changed"]
    assert [face.selected for face in faces if face] == [False, False, True]
    assert [face.baseline for face in faces if face] == [True, False, False]
    for face, scenario in zip(faces, document.scenarios, strict=True):
        assert face is not None
        outcome = solved(scenario)
        assert face.joiners == f"{outcome.headline['expected_joiners']:.1f} join"
        assert sorted(face.bars or ()) == pytest.approx(sorted(outcome.join_probability), abs=6e-4)


def test_bars_stand_in_the_order_of_the_chart(panel: ScenarioPanel, document: Document) -> None:
    face = panel.cards[2].face
    assert face is not None
    assert face.bars is not None
    assert list(face.bars) == sorted(face.bars, reverse=True)
    assert panel.cards[0].face is not None
    chance = solved(document.scenarios[0]).join_probability
    order = frame_of(document).order
    assert panel.cards[0].face.bars == pytest.approx([chance[row] for row in order], abs=6e-4)


def test_click_opens(panel: ScenarioPanel, said: list[tuple[object, ...]]) -> None:
    QTest.mouseClick(panel.cards[1], LEFT, pos=QPoint(40, 30))
    assert said == [("opened", 1)]


def test_keyboard_walks_opens_and_deletes(panel: ScenarioPanel, said: list[tuple[object, ...]], qtbot: QtBot) -> None:
    panel.cards[0].setFocus()
    QTest.keyClick(panel.cards[0], Qt.Key.Key_Down)
    qtbot.waitUntil(panel.cards[1].hasFocus)
    QTest.keyClick(panel.cards[1], Qt.Key.Key_Return)
    QTest.keyClick(panel.cards[1], Qt.Key.Key_Delete)
    QTest.keyClick(panel.cards[1], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert said == [("opened", 1), ("deleted", 1), ("moved", 1, 2)]
    QTest.keyClick(panel.cards[0], Qt.Key.Key_Up)
    assert said[-1] == ("moved", 1, 2)


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_Return, [("renamed", 1, "Twice")]), (Qt.Key.Key_Escape, [])])
def test_rename_in_place(
    panel: ScenarioPanel, said: list[tuple[object, ...]], key: Qt.Key, expected: list[tuple[object, ...]]
) -> None:
    card = panel.cards[1]
    QTest.keyClick(card, Qt.Key.Key_F2)
    assert card.editor.isVisible()
    assert card.editor.text() == "More GPUs"
    QTest.keyClicks(card.editor, "Twice")
    QTest.keyClick(card.editor, key)
    assert said == expected
    assert not card.editor.isVisible()


def test_double_click_renames(panel: ScenarioPanel) -> None:
    QTest.mouseDClick(panel.cards[0], LEFT, pos=QPoint(40, 30))
    assert panel.cards[0].editor.isVisible()


def drag(panel: ScenarioPanel, row: int, to_y: int) -> None:
    card = panel.cards[row]
    start = QPoint(60, 30)
    QTest.mousePress(card, LEFT, pos=start)
    target = card.mapFrom(panel.list, QPoint(60, to_y))
    for part in range(1, 6):
        QTest.mouseMove(card, start + (target - start) * part / 5)
    assert panel.mark.isVisible()
    QTest.mouseRelease(card, LEFT, pos=target)
    assert not panel.mark.isVisible()


def test_drag_reorders(panel: ScenarioPanel, said: list[tuple[object, ...]]) -> None:
    drag(panel, 0, panel.cards[1].geometry().bottom() - 2)
    drag(panel, 2, panel.cards[0].geometry().top() + 2)
    assert said == [("moved", 0, 1), ("moved", 2, 0)]


def test_a_drag_back_to_its_place_says_nothing(panel: ScenarioPanel, said: list[tuple[object, ...]]) -> None:
    drag(panel, 1, panel.cards[1].geometry().center().y() + 8)
    assert said == []


def test_menu_offers_everything(panel: ScenarioPanel, said: list[tuple[object, ...]]) -> None:
    for action in panel.cards[1].menu().actions():
        if not action.isSeparator() and action.objectName() != "scenario.rename":
            action.trigger()
    assert said == [
        *(("duplicated", 1), ("baseline_chosen", 1)),
        *(("moved", 1, 0), ("moved", 1, 2), ("deleted", 1)),
    ]
    baseline = [a for a in panel.cards[0].menu().actions() if a.objectName() == "scenario.baseline"]
    assert [action.isEnabled() for action in baseline] == [False]


def test_note_is_said_when_the_focus_leaves(panel: ScenarioPanel, said: list[tuple[object, ...]], qtbot: QtBot) -> None:
    panel.note.setFocus()
    qtbot.waitUntil(panel.note.hasFocus)
    QTest.keyClicks(panel.note, "Looks")
    assert said == []
    panel.buttons["keep_as_new"].setFocus()
    assert said == [("noted", 2, "Looks")]


def test_note_is_said_after_a_pause(panel: ScenarioPanel, said: list[tuple[object, ...]], qtbot: QtBot) -> None:
    panel.note.setFocus()
    panel.note._pause.setInterval(10)
    QTest.keyClicks(panel.note, "a")
    qtbot.waitUntil(lambda: said == [("noted", 2, "a")])


def test_note_is_said_before_another_card_opens(panel: ScenarioPanel, said: list[tuple[object, ...]]) -> None:
    panel.note.insertPlainText("left behind")
    QTest.mouseClick(panel.cards[0], LEFT, pos=QPoint(40, 30))
    assert said == [("noted", 2, "left behind"), ("opened", 0)]


def test_a_frame_brings_the_note_and_keeps_what_is_typed(panel: ScenarioPanel, document: Document) -> None:
    panel.note.insertPlainText("half a sen")
    panel.show_frame(frame_of(document.with_lever("seats", 2)))
    assert panel.note.toPlainText() == "half a sen"
    panel.show_frame(frame_of(document.opened_at(1)))
    assert panel.note.toPlainText() == "Money alone\nsecond line"


def test_keep_follows_the_edit(panel: ScenarioPanel, said: list[tuple[object, ...]], document: Document) -> None:
    assert not panel.buttons["keep"].isEnabled()
    assert panel.buttons["keep_as_new"].isEnabled()
    panel.show_frame(frame_of(document.with_lever("seats", 2)))
    assert panel.cards[2].edited.isVisible()
    for name in ("keep", "keep_as_new", "compare"):
        QTest.mouseClick(panel.buttons[name], LEFT)
    assert said == [("keep",), ("keep_as_new",), ("compare_asked",)]


def test_cards_come_and_go(panel: ScenarioPanel, document: Document) -> None:
    panel.show_frame(frame_of(document.duplicated(0).duplicated(0)))
    assert len(panel.cards) == 5
    panel.show_frame(frame_of(document.deleted(1)))
    assert [card.objectName() for card in panel.cards] == ["scenario.0", "scenario.1"]


def test_language_and_theme(panel: ScenarioPanel, english: Language, document: Document) -> None:
    english.use("ko")
    panel.show_frame(frame_of(document, "ko"))
    face = panel.cards[0].face
    assert face is not None
    assert (panel.title.text(), face.name, face.subtitle) == ("시나리오", "현행 공고안", "공고 내용 그대로")
    assert panel.cards[2].face is not None
    assert panel.cards[2].face.subtitle == "수단 2개 변경"
    assert panel.cards[2].face.joiners.endswith("개")
    panel.set_theme(DARK)
    assert panel.cards[0].thumbnail.theme is DARK
    english.use("en")
    panel.show_frame(frame_of(document))
    assert panel.cards[2].face.subtitle == "2 levers changed"


def test_the_shield_masks_what_was_typed_into_names_and_notes(panel: ScenarioPanel, document: Document) -> None:
    typed = document.renamed(2, "KT and Naver stay").with_note(2, "KT waits for 카카오").with_note(1, "No firm here")
    panel.show_frame(frame_of(typed, shield=True))
    faces = [card.face for card in panel.cards if card.face]
    told = " ".join((*(face.name + face.subtitle for face in faces), panel.note.toPlainText()))
    for name in ("KT", "Naver", "카카오"):
        assert name not in told
    assert panel.note.isReadOnly()
    assert "No firm here" in told
    panel.show_frame(frame_of(typed.opened_at(1), shield=True))
    assert not panel.note.isReadOnly()
    panel.show_frame(frame_of(typed))
    assert panel.cards[2].face is not None
    assert panel.cards[2].face.name == "KT and Naver stay"
    assert panel.note.toPlainText() == "KT waits for 카카오"
    assert not panel.note.isReadOnly()


def test_a_masked_note_is_never_written_back(
    panel: ScenarioPanel, document: Document, said: list[tuple[object, ...]]
) -> None:
    panel.show_frame(frame_of(document.with_note(2, "KT waits"), shield=True))
    panel.note.flush()
    panel.cards[0].opened.emit()
    assert said == [("opened", 0)]

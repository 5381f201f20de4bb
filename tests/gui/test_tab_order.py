"""Tab leads through the window as the eye does: tools, levers, charts, scenarios, note, buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.window import MainWindow
from tests.gui.worlds import settle

MOST_STOPS = 150


def stops(window: MainWindow) -> list[str]:
    """Return where Tab stops, from the find box on, until it comes round."""
    window.activateWindow()
    window.levers.finder.setFocus()
    names = ["levers.find"]
    for _ in range(MOST_STOPS):
        held = QApplication.focusWidget()
        assert held is not None
        QTest.keyClick(held, Qt.Key.Key_Tab)
        held = QApplication.focusWidget()
        assert held is not None
        if held.objectName() == names[0]:
            return names
        names.append(held.objectName())
    raise AssertionError(names)


def test_tab_goes_as_the_eye_does(qtbot: QtBot, window: MainWindow) -> None:
    window.session.keep_as_new()
    window.session.set_lever("gpus_per_team", 1024, 1)
    settle(qtbot, window.session)
    found = stops(window)
    levers = [lever.id for lever in window.session.document.case.levers]
    wanted = ["levers.find", "levers.changed", "levers.reset"]
    wanted += [f"lever.{lever}.value" for lever in levers]
    wanted += ["chart.joins.sort", "chart.joins.rows", "board.detach"]
    wanted += ["scenario.0", "scenario.1", "scenario.2"]
    wanted += ["scenarios.note", "scenarios.keep", "scenarios.keep_as_new", "scenarios.compare", "topbar.goal"]
    assert [name for name in found if name in set(wanted)] == wanted
    sliders = [name for name in found if name.startswith("lever.") and not name.endswith(".value")]
    assert [name.split(".")[1] for name in sliders] == levers


def test_levers_of_another_case_take_the_same_place(qtbot: QtBot, window: MainWindow) -> None:
    from model.case import load_case
    from model.document import Document

    window.session.adopt(Document.new(load_case("lantern-tide")))
    settle(qtbot, window.session)
    found = stops(window)
    assert found.index("levers.reset") + 1 == next(at for at, name in enumerate(found) if name.endswith(".value"))

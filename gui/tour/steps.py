"""The steps of the tour: what to look at, what to do there, and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.frame import Frame
from gui.window import MainWindow

STIGMATISED, NEEDY = "glassmoth", "pocket-comet"
CLEAN_SLATE, GPUS = "fresh_start", "gpus_per_team"
HALF = 0.5
FIRST_CARDS = 2  # of a new document


@dataclass(frozen=True)
class Step:
    """A step: texts in English, marked for translation, the part of the window, and what ends it besides Next."""

    id: str
    title: object
    text: object
    target: Callable[[MainWindow], QWidget]
    done: Callable[[MainWindow, Frame], bool] = lambda _window, _frame: False
    enter: Callable[[MainWindow], None] = lambda _window: None
    watched: bool = False  # the firms stay in the light


def _chance(frame: Frame, firm: str) -> float:
    row = frame.row_of(firm)
    return 0.0 if row is None else float(frame.outcome.join_probability[row])


def _named(name: str) -> Callable[[MainWindow], QWidget]:
    def find(window: MainWindow) -> QWidget:
        found = window.findChild(QWidget, name)
        return found if isinstance(found, QWidget) else window

    return find


def _lever(lever_id: str) -> Callable[[MainWindow], QWidget]:
    return lambda window: window.levers.rows[lever_id]


STEPS: tuple[Step, ...] = (
    Step(
        "firms",
        QT_TRANSLATE_NOOP("Tour", "Five firms, one call"),
        QT_TRANSLATE_NOOP(
            "Tour", "Each bar is a fictional firm's chance of joining. {stigmatised} stays out. Click its bar."
        ),
        lambda window: window.board.joins.view,
        lambda _window, frame: frame.selected == STIGMATISED,
    ),
    Step(
        "why",
        QT_TRANSLATE_NOOP("Tour", "Why it stays out"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Gains go right, costs go left. For {stigmatised} the largest cost is stigma: it failed once before, "
            "and a second loss would be public.",
        ),
        lambda window: window.board.tabs,
        enter=lambda window: window.board.look_at("why"),
    ),
    Step(
        "lever",
        QT_TRANSLATE_NOOP("Tour", "Move a policy lever"),
        QT_TRANSLATE_NOOP(
            "Tour", "Drag this lever to the right: earlier failures no longer count. Watch {stigmatised} cross 50%."
        ),
        _lever(CLEAN_SLATE),
        lambda _window, frame: _chance(frame, STIGMATISED) >= HALF and not frame.dragging,
        enter=lambda window: window.levers.reveal(CLEAN_SLATE),
        watched=True,
    ),
    Step(
        "keep",
        QT_TRANSLATE_NOOP("Tour", "Keep what you found"),
        QT_TRANSLATE_NOOP("Tour", "Keep it as a scenario of its own, to compare and to present later."),
        _named("scenarios.keep_as_new"),
        lambda _window, frame: len(frame.document.scenarios) > FIRST_CARDS,
    ),
    Step(
        "support",
        QT_TRANSLATE_NOOP("Tour", "Another firm, another motive"),
        QT_TRANSLATE_NOOP(
            "Tour", "{needy} is a startup that needs GPUs. Drag this lever to the right until it joins as well."
        ),
        _lever(GPUS),
        lambda _window, frame: _chance(frame, NEEDY) >= HALF and not frame.dragging,
        enter=lambda window: window.levers.reveal(GPUS),
        watched=True,
    ),
    Step(
        "undo",
        QT_TRANSLATE_NOOP("Tour", "Nothing is lost"),
        QT_TRANSLATE_NOOP("Tour", "Every change is one step. Undo the last one (Ctrl+Z)."),
        _named("topbar.undo"),
        lambda window, _frame: window.session.undo_stack.canRedo(),
    ),
    Step(
        "present",
        QT_TRANSLATE_NOOP("Tour", "Show it to the room"),
        QT_TRANSLATE_NOOP("Tour", "F5 presents your scenarios, with the levers live. Esc brings you back."),
        _named("topbar.present"),
        lambda window, _frame: window.stage.show is not None,
    ),
    Step(
        "end",
        QT_TRANSLATE_NOOP("Tour", "That is the tour"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Two more firms wait for you: one for sealed applications, one for reuse of its own model. Your own "
            "document is in the other window. Help brings the tour back.",
        ),
        lambda window: window.top.menus,
    ),
)


def texts(step: Step, frame: Frame) -> tuple[str, str]:
    """Return title and text of a step, with the firms' names as shown."""
    names = dict(zip(frame.outcome.firm_ids, frame.names, strict=True))
    title = QCoreApplication.translate("Tour", str(step.title))
    text = QCoreApplication.translate("Tour", str(step.text))
    return title, text.format(stigmatised=names.get(STIGMATISED, ""), needy=names.get(NEEDY, ""))

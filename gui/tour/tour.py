"""The tour over one window: it follows what is done there, step by step, and leaves no trace of itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QWidget

from gui.frame import Frame
from gui.tour.card import Spotlight, TourCard
from gui.tour.steps import STEPS, texts
from gui.window import MainWindow

MOVED = (QEvent.Type.Resize, QEvent.Type.Move)
OFFER_PX, EDGE_PX = 232, 10  # no wider than the scenarios, which leave room below them
SEEN_MS = 900  # what was done is looked at before the tour goes on


class Tour(QObject):
    """Leads through the steps in a window that shows the fictional case."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.row = 0
        self.spotlight, self.card = Spotlight(window, lambda: window.theme), TourCard(window)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEEN_MS)
        self._pause.timeout.connect(self.onward)
        self._was_done = False
        self.card.onward.connect(self.onward)
        self.card.back.connect(lambda: self.go(self.row - 1))
        self.card.skipped.connect(self.end)
        window.session.frame_changed.connect(self._follow)
        window.session.undo_stack.indexChanged.connect(self._look)
        window.stage.changed.connect(self._look)
        window.installEventFilter(self)
        window.closed.connect(self._pause.stop)
        self._watched: QWidget = window
        self._case_id = window.session.document.case.id
        if window.session.frame is not None:
            self._follow(window.session.frame)

    def go(self, row: int) -> None:
        """Show a step."""
        frame = self.window.session.frame
        if frame is None or not 0 <= row < len(STEPS):
            return
        self.row = row
        self._pause.stop()
        step = STEPS[row]
        step.enter(self.window)
        self._watch(step.target(self.window))
        self._was_done = step.done(self.window, frame)  # done before: only Next leads on
        self._say(frame)
        for part in (self.spotlight, self.card):
            part.show()
            part.raise_()
        self._arrange()
        QTimer.singleShot(0, self, self._arrange)  # once more where the view has scrolled to it
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def onward(self) -> None:
        """Show the next step; after the last one the tour ends."""
        if self.row + 1 < len(STEPS):
            self.go(self.row + 1)
        else:
            self.end()

    def end(self) -> None:
        """Take everything away; the window stays, and nothing in it counts as unsaved."""
        self._pause.stop()
        self.window.removeEventFilter(self)
        self._watched.removeEventFilter(self)
        self.window.session.frame_changed.disconnect(self._follow)
        self.window.session.undo_stack.indexChanged.disconnect(self._look)
        self.window.stage.changed.disconnect(self._look)
        self.window.session.undo_stack.setClean()
        for part in (self.spotlight, self.card):
            part.hide()
            part.deleteLater()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the part's place, the window's size and the language."""
        if event.type() in MOVED:
            self._arrange()
        elif (
            watched is self.window
            and event.type() == QEvent.Type.LanguageChange
            and self.window.session.frame is not None
        ):
            self._say(self.window.session.frame)
        return super().eventFilter(watched, event)

    def _watch(self, part: QWidget) -> None:
        """Follow where the part of this step stands, beside the window's own size."""
        if self._watched is not self.window:
            self._watched.removeEventFilter(self)
        self._watched = part
        if part is not self.window:
            part.installEventFilter(self)

    def _say(self, frame: Frame) -> None:
        last = self.row == len(STEPS) - 1
        self.card.say(*texts(STEPS[self.row], frame), f"{self.row + 1} / {len(STEPS)}")
        self.card.buttons["skip"].setText(self.tr("End the tour"))
        self.card.buttons["back"].setText(self.tr("Back"))
        self.card.buttons["next"].setText(self.tr("Done") if last else self.tr("Next"))
        self.card.buttons["back"].setEnabled(self.row > 0)
        self.card.buttons["skip"].setVisible(not last)

    def _arrange(self) -> None:
        part = _rect_of(STEPS[self.row].target(self.window), self.window)
        self.spotlight.setGeometry(self.window.rect())
        firms = _rect_of(self.window.board.joins.view, self.window) if STEPS[self.row].watched else QRect()
        self.spotlight.show_part(part, firms)
        self.card.stand_by(part, self.window.rect(), firms)

    def _follow(self, frame: Frame) -> None:
        mine = frame.case.id == self._case_id
        if self.card.isHidden():
            self.go(0 if mine else -1)
            return
        if not mine:  # another file was opened: none of this is about it
            self.end()
            return
        self._say(frame)
        if not self._was_done and not self._pause.isActive() and STEPS[self.row].done(self.window, frame):
            self._pause.start()

    def _look(self) -> None:
        if self.window.session.frame is not None:
            self._follow(self.window.session.frame)


class Offer(QObject):
    """Offers the tour once, in a card that is in nobody's way."""

    def __init__(self, window: MainWindow, take: Callable[[], object]) -> None:
        super().__init__(window)
        self.card = TourCard(window, OFFER_PX)
        self._window, self._take = window, take
        self.card.say(
            self.tr("New to Turnout?"),
            self.tr("Five fictional firms show how it works in two minutes. Your document stays as it is."),
            "",
        )
        self.card.buttons["skip"].hide()
        self.card.buttons["back"].setText(self.tr("Later"))
        self.card.buttons["next"].setText(self.tr("Take the tour"))
        self.card.onward.connect(self._accept)
        self.card.back.connect(self._close)
        self.card.skipped.connect(self._close)
        window.installEventFilter(self)
        self._arrange()
        self.card.show()
        self.card.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        room = self._window.rect()
        self.card.move(room.right() - self.card.width() - EDGE_PX, room.bottom() - self.card.height() - 44)

    def _accept(self) -> None:
        self._close()
        self._take()

    def _close(self) -> None:
        self._window.removeEventFilter(self)
        self.card.hide()
        self.card.deleteLater()
        self.deleteLater()


def _rect_of(part: QWidget, window: QWidget) -> QRect:
    """Return where a part stands in its window, cut to what can be seen of it."""
    whole = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
    return whole.intersected(window.rect())

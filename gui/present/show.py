"""A show: which slide is on, what was moved on it, and the two windows. Nothing of it changes the document.

Levers are solved by a lane of the show's own, so the main window and its undo steps never hear of them. What the
presenter edits of a slide (headline, live levers, hidden) goes to the session and is a step to undo.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QStyle

from gui.frame import Frame
from gui.present.audience import Audience
from gui.present.desk import Desk
from gui.present.presenter import Presenter
from gui.present.shown import Shown
from gui.session import Session
from gui.theme import Theme
from model.slides import Slide, Slides

KEYS = {
    **dict.fromkeys((Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space), "forward"),
    **dict.fromkeys((Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace), "back"),
    **dict.fromkeys((Qt.Key.Key_Home, Qt.Key.Key_F5), "first"),
    Qt.Key.Key_End: "last",
    **dict.fromkeys((Qt.Key.Key_B, Qt.Key.Key_Period), "toggle_blank"),
    Qt.Key.Key_G: "toggle_guess",
    Qt.Key.Key_S: "show_presenter",
    **dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), "enter"),
    Qt.Key.Key_Escape: "end",
}


class Show(QObject):
    """The slides of a session, presented until ``ended``."""

    ended = Signal()

    def __init__(
        self, session: Session, theme: Theme, parent: QObject | None = None, motion: Callable[[], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.theme, self.motion = session, theme, motion or motion_wanted
        self.audience, self.presenter = Audience(), Presenter()
        self.desk = Desk(session.document, self)
        self.row = self.desk.rows[0]
        self.guess = self.hidden = self.blank = False
        self.running, self.public = True, False
        self._typed = ""
        self._wire()

    def start(self) -> None:
        """Open the windows: the audience's on a second screen where there is one."""
        self._adopt()
        audience, presenter = chosen_screens()
        self.presenter.setScreen(presenter)
        if audience is not presenter:
            self.show_presenter()
        self.present()

    def prepare(self) -> None:
        """Open the presenter's window alone, to put the slides in order."""
        self._adopt()
        self.show_presenter()
        self._refresh()

    def present(self) -> None:
        """Let the audience see the slides from now on."""
        if not self.public:
            self.public = True
            self.presenter.restart_clock()
            self.audience.canvas.animated = self.motion()
            self.audience.open_on(chosen_screens()[0])
        self.audience.activateWindow()
        self._refresh()

    def end(self) -> None:
        """Close both windows and end the workers."""
        if not self.running:
            return
        self.running = False
        self.session.frame_changed.disconnect(self._follow)
        application().screenAdded.disconnect(self._follow_screens)
        self.audience.shut()
        self.presenter.shut()
        self.desk.close()
        self.ended.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = self.desk.theme = theme
        self._refresh()

    # Turning ------------------------------------------------------------------------------------------------------

    def press(self, key: int, text: str) -> None:
        """Do what a key stands for; digits wait for Enter."""
        if text.isdecimal() and text.isascii():
            self._typed += text
            return
        command = KEYS.get(Qt.Key(key)) if key in KEYS else None
        if command != "enter":
            self._typed = ""
        if command is not None:
            getattr(self, command)()

    def turn(self, way: int) -> None:
        """Go forwards or back."""
        if way > 0:
            self.forward()
        else:
            self.back()

    def forward(self) -> None:
        """Show what is hidden, else the next slide."""
        if self.blank:
            self.toggle_blank()
        elif self.hidden:
            self.hidden = False
            self._refresh()
        else:
            self.go_to_row(min((row for row in self.desk.rows if row > self.row), default=self.row))

    def back(self) -> None:
        """Show the slide before."""
        self.go_to_row(max((row for row in self.desk.rows if row < self.row), default=self.row))

    def first(self) -> None:
        """Show the first slide."""
        self.go_to_row(self.desk.rows[0])

    def last(self) -> None:
        """Show the last slide."""
        self.go_to_row(self.desk.rows[-1])

    def enter(self) -> None:
        """Go to the slide whose number was typed, or forwards."""
        typed, self._typed = self._typed, ""
        if not typed:
            self.forward()
        elif 1 <= int(typed) <= len(self.desk.rows):
            self.go_to_row(self.desk.rows[int(typed) - 1])

    def go_to_row(self, row: int) -> None:
        """Show a card, be it hidden among the slides or not."""
        turned = row != self.row
        self.row, self.blank = row, False
        if turned:
            self.hidden = self.guess
        self._refresh(transition=turned)

    def toggle_blank(self) -> None:
        """Darken the screen, or show the slide again."""
        self.blank = not self.blank
        self._refresh()

    def toggle_guess(self) -> None:
        """Hide the result of this slide and of those to come until each is revealed; or no longer."""
        self.guess = not self.guess
        self.hidden = self.guess
        self._refresh()

    def show_presenter(self) -> None:
        """Bring the presenter's window to the front."""
        if self.presenter.isVisible():
            self.presenter.raise_()
        self.presenter.show()
        self.presenter.activateWindow()

    # Levers and slides ----------------------------------------------------------------------------------------------

    def move_lever(self, lever_id: str, value: float) -> None:
        """Move a live lever of this slide; the saved scenario stays as it is."""
        self.desk.move(self.row, lever_id, value)
        self._refresh()

    def release_lever(self) -> None:
        """Solve from scratch what the lever came to."""
        self.desk.settle(self.row)

    def put_back(self) -> None:
        """Put every lever of every slide back to what the scenarios say."""
        self.desk.put_back()

    def edit(self, slide: Slide, typed: str = "") -> None:
        """Write how this slide is presented into the document; letters of one field are one step."""
        deck = self.session.document.deck
        typed = f"{typed} {self.row}" if typed else ""
        self._put((*deck[: self.row], slide, *deck[self.row + 1 :]), typed)

    def arrange(self, slides: Slides, row: int) -> None:
        """Put other slides into the document and show one of them."""
        self._put(slides)
        self.go_to_row(min(row, len(self.desk.document.deck) - 1))

    def _put(self, slides: Slides, typed: str = "") -> None:
        self.session.set_slides(slides, typed)
        self.desk.take_document(self.session.document)
        self._refresh()

    def _adopt(self) -> None:
        if self.session.frame is not None:
            self.desk.adopt(self.session.frame, self.session.document)
        self.desk.theme = self.theme

    # How it works ---------------------------------------------------------------------------------------------------

    def _follow_screens(self, _screen: QScreen) -> None:
        """Go to a screen that was plugged in; from one that is gone Qt takes the window away by itself."""
        screen, presenter = chosen_screens()
        if self.running and self.public and self.audience.screen() is not screen:
            self.audience.fill(screen)
            if screen is not presenter:
                self.show_presenter()

    def _wire(self) -> None:
        application().screenAdded.connect(self._follow_screens)
        self.session.frame_changed.connect(self._follow)
        self.desk.changed.connect(self._refresh)
        self.desk.problem.connect(self.presenter.tell)
        for window in (self.audience, self.presenter):
            window.key_pressed.connect(self.press)
            window.closed.connect(self.end)
            window.canvas.lever_moved.connect(self.move_lever)
            window.canvas.lever_released.connect(self.release_lever)
        self.audience.turned.connect(self.turn)
        self.presenter.asked.connect(lambda command: getattr(self, command)())
        self.presenter.row_chosen.connect(self.go_to_row)
        self.presenter.slide_edited.connect(self.edit)
        self.presenter.deck_asked.connect(self.arrange)

    def _follow(self, frame: Frame) -> None:
        self.desk.adopt(frame, self.session.document)
        self.row = min(self.row, len(self.desk.document.deck) - 1)
        self._refresh()

    def _refresh(self, *, transition: bool = False) -> None:
        if not self.running:
            return
        desk = self.desk
        picture = desk.picture(self.row)
        told = desk.picture(self.row, guessing=True) if self.hidden else picture
        if self.public:
            self.audience.canvas.display(told, self.theme, blank=self.blank, transition=transition)
        following = min((row for row in desk.rows if row > self.row), default=None)
        shown = Shown(
            desk.document,
            desk.telling,
            self.row,
            picture,
            None if following is None else desk.picture(following),
            guess=self.guess,
            hidden=self.hidden,
            blank=self.blank,
            moved=desk.moved,
            public=self.public,
        )
        self.presenter.display(shown, self.theme)
        desk.look_at(self.row)


def application() -> QGuiApplication:
    """Return the application, which hears of screens."""
    found = QGuiApplication.instance()
    assert isinstance(found, QGuiApplication)
    return found


def chosen_screens() -> tuple[QScreen, QScreen]:
    """Return the audience's screen and the presenter's; they are one where there is only one."""
    presenter = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not presenter]
    return (others[0] if others else presenter), presenter


def motion_wanted() -> bool:
    """Say whether the system wants things to move on screen."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

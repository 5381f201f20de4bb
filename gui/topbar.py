"""The bar across the top: the name, the menus, the call, the scenario on show, and the commands used all the time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QMenuBar, QToolButton, QWidget

from gui import theme
from gui.actions import COMMANDS, SUBMENUS, Actions, said
from gui.frame import Frame
from gui.icons import icon
from gui.levers.labels import ElidedLabel
from gui.shielding import shown_card
from gui.theme import Theme

CHEVRON = " ▾"
BUTTONS = ("undo", "redo", "goal", "stress", "export", "shield")
ROOMY, ROOMY_PX = ("stress", "export"), 1420  # shown from this width on; the menus have them always
REST_PX = 12  # as wide as the style makes the button
PRESENT = next(row.text for row in COMMANDS if row.id == "present")


class TopBar(QFrame):
    """One line of controls; each button is an action that the menus have as well."""

    call_chosen = Signal(str)
    language_switched = Signal()
    theme_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        theme.dress(self, "bar")
        self._actions = actions
        self._frame: Frame | None = None
        self._brand = QLabel("Turnout", self)
        theme.dress(self._brand, "brand")
        self.menus = QMenuBar(self)
        self.menus.setObjectName("menus")
        self.menus.setNativeMenuBar(False)
        actions.fill(self.menus)
        self._rest = self.menus.findChild(QToolButton)  # opens the menus for which there is no room
        self._calls = QMenu(self)
        self._call = self._button("topbar.call", "flat")
        self._call.setMenu(self._calls)
        self._call.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._scenario = ElidedLabel(self)
        self._scenario.setObjectName("topbar.scenario")
        theme.dress(self._scenario, "muted")
        self._buttons = {name: self._button(f"topbar.{name}") for name in BUTTONS}
        self._present = self._button("topbar.present", "primary")
        self._present.clicked.connect(actions["present"].trigger)
        self._theme = self._button("topbar.theme")
        self._theme.clicked.connect(self._turn)
        self._dark = False
        self._language = self._button("topbar.language")
        self._language.setText("한 / EN")
        self._language.clicked.connect(self._switch)
        for name, button in self._buttons.items():
            button.clicked.connect(actions[name].trigger)
            actions[name].changed.connect(self._follow)
        self._place()
        self._follow()
        self.retranslate()

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(8)
        row.addWidget(self._brand)
        row.addWidget(self.menus)
        row.addWidget(self._call)
        row.addWidget(self._scenario, 1)
        for button in (
            *(self._buttons[name] for name in ("undo", "redo", "goal", *ROOMY)),
            self._theme,
            self._buttons["shield"],
        ):
            row.addWidget(button)
        row.insertWidget(row.indexOf(self._theme), self._present)
        row.addWidget(self._language)

    def show_frame(self, frame: Frame) -> None:
        """Show which call and which scenario a frame is of."""
        last, self._frame = self._frame, frame
        if last is None or last.case is not frame.case or last.language != frame.language:
            self._fill_calls(frame)
        self._call.setText(frame.case.call(frame.scenario.call).title(frame.language) + CHEVRON)
        name = shown_card(frame, frame.document.opened_scenario.name)
        self._scenario.setText(self.tr("{} — edited").format(name) if frame.document.edited else name)

    def set_theme(self, shown: Theme) -> None:
        """Draw the icons in other colours."""
        self._dark = shown.dark
        self._theme.setIcon(icon("theme", shown.text))
        if self._rest is not None:
            self._rest.setIcon(QIcon(f"icons:chevron-down-{shown.name}.svg"))
            self._rest.setIconSize(QSize(REST_PX, REST_PX))
        for name, picture in (("undo", "undo"), ("redo", "redo")):
            self._buttons[name].setIcon(icon(picture, shown.text))

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self._buttons["goal"].setText(self.tr("What would it take…"))
        self._buttons["stress"].setText(self.tr("Stress test…"))
        self._buttons["export"].setText(self.tr("Export…"))
        self._buttons["shield"].setText(self.tr("Shield"))
        self._buttons["shield"].setToolTip(self.tr("Show letters instead of the firms' names"))
        self._present.setText(f"▶ {said(PRESENT)}")
        self._present.setAccessibleName(said(PRESENT))
        keys = self._actions["present"].shortcut()
        self._present.setToolTip(f"{said(PRESENT)} ({keys.toString(keys.SequenceFormat.NativeText)})")
        if self._rest is not None:
            self._rest.setToolTip(self.tr("More menus"))
            self._rest.setAccessibleName(self.tr("More menus"))
        self._theme.setToolTip(said(SUBMENUS["theme"][1]))
        self._theme.setAccessibleName(said(SUBMENUS["theme"][1]))
        self._language.setToolTip(self.tr("Korean or English"))
        self._language.setAccessibleName(self.tr("Korean or English"))
        if self._frame is not None:
            self.show_frame(self._frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        for name in ROOMY:
            self._buttons[name].setVisible(event.size().width() >= ROOMY_PX)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _switch(self) -> None:
        self.language_switched.emit()

    def _turn(self) -> None:
        self.theme_chosen.emit("light" if self._dark else "dark")

    def _follow(self) -> None:
        for name, button in self._buttons.items():
            action: QAction = self._actions[name]
            button.setEnabled(action.isEnabled())
            button.setCheckable(action.isCheckable())
            button.setChecked(action.isChecked())
            if name != "shield":
                keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
                button.setToolTip(f"{action.text().replace('&', '')} ({keys})")
                button.setAccessibleName(action.text())

    def _fill_calls(self, frame: Frame) -> None:
        self._calls.clear()
        for call in frame.case.calls:
            action = self._calls.addAction(call.title(frame.language))
            action.setObjectName(f"call.{call.id}")
            action.triggered.connect(lambda _=False, chosen=call.id: self.call_chosen.emit(chosen))

    def _button(self, name: str, role: str = "body") -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        theme.dress(button, role)
        return button

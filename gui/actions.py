"""Every command of the window as one row: id, text, shortcut, menu and the method that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

SEPARATOR = "-"


@dataclass(frozen=True, slots=True)
class Command:
    """A command: where it stands, its keys, and its method as a path from the window, with its argument."""

    id: str
    text: object  # English, marked for translation; SEPARATOR draws a line
    menu: str
    method: str = ""
    shortcut: str = ""
    argument: str = ""
    group: str = ""  # commands of one group are alternatives: one of them is ticked
    checkable: bool = False


MENUS: Mapping[str, object] = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "&Edit"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "scenario": QT_TRANSLATE_NOOP("Actions", "&Scenario"),
    "help": QT_TRANSLATE_NOOP("Actions", "&Help"),
}
SUBMENUS: Mapping[str, tuple[str, object]] = {  # id -> (menu it hangs in, text)
    "recent": ("file", QT_TRANSLATE_NOOP("Actions", "Open recent")),
    "theme": ("view", QT_TRANSLATE_NOOP("Actions", "Theme")),
    "language": ("view", QT_TRANSLATE_NOOP("Actions", "Language")),
    "sort": ("view", QT_TRANSLATE_NOOP("Actions", "Sort firms by")),
    "motion": ("view", QT_TRANSLATE_NOOP("Actions", "Reduce motion")),
}


def _line(menu: str, number: int) -> Command:
    return Command(f"{menu}.line{number}", SEPARATOR, menu)


COMMANDS: tuple[Command, ...] = (
    Command("new", QT_TRANSLATE_NOOP("Actions", "New…"), "file", "files.new", "Ctrl+N"),
    Command("new_case", QT_TRANSLATE_NOOP("Actions", "New case from a table…"), "file", "owning.open_import"),
    Command("new_window", QT_TRANSLATE_NOOP("Actions", "New window"), "file", "window_asked.emit", "Ctrl+Shift+N"),
    Command("open", QT_TRANSLATE_NOOP("Actions", "Open…"), "file", "files.open", "Ctrl+O"),
    Command("recent", "", "file"),
    _line("file", 1),
    Command("save", QT_TRANSLATE_NOOP("Actions", "Save"), "file", "files.save", "Ctrl+S"),
    Command("save_as", QT_TRANSLATE_NOOP("Actions", "Save as…"), "file", "files.save_as", "Ctrl+Shift+S"),
    Command("template", QT_TRANSLATE_NOOP("Actions", "Save a template…"), "file", "owning.save_template"),
    Command("export", QT_TRANSLATE_NOOP("Actions", "Export…"), "file", "doing.export_briefing", "Ctrl+Shift+E"),
    _line("file", 2),
    Command("close", QT_TRANSLATE_NOOP("Actions", "Close window"), "file", "close", "Ctrl+W"),
    Command("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "file", "quit_asked.emit", "Ctrl+Q"),
    Command("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "edit", "session.undo_stack.undo", "Ctrl+Z"),
    Command("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), "edit", "session.undo_stack.redo", "Ctrl+Shift+Z"),
    _line("edit", 1),
    Command(
        "reset_opened",
        QT_TRANSLATE_NOOP("Actions", "Reset to the opened scenario"),
        "edit",
        "doing.reset_all",
        "Ctrl+R",
        "opened",
    ),
    Command(
        "reset_baseline",
        QT_TRANSLATE_NOOP("Actions", "Reset to the baseline"),
        "edit",
        "doing.reset_all",
        "Ctrl+Shift+R",
        "baseline",
    ),
    Command("firms", QT_TRANSLATE_NOOP("Actions", "Firms…"), "edit", "owning.open_firms", "Ctrl+T"),
    Command("find", QT_TRANSLATE_NOOP("Actions", "Find a lever"), "edit", "doing.find_lever", "Ctrl+F"),
    Command("sort", "", "view"),
    Command("sort.chance", QT_TRANSLATE_NOOP("Actions", "Chance"), "sort", "session.set_sort", "", "chance", "sort"),
    Command("sort.name", QT_TRANSLATE_NOOP("Actions", "Name"), "sort", "session.set_sort", "", "name", "sort"),
    Command("sort.listing", QT_TRANSLATE_NOOP("Actions", "Listing"), "sort", "session.set_sort", "", "listing", "sort"),
    Command(
        "sort.date", QT_TRANSLATE_NOOP("Actions", "Announcement date"), "sort", "session.set_sort", "", "date", "sort"
    ),
    Command(
        "shield", QT_TRANSLATE_NOOP("Actions", "Name shield"), "view", "toggle_shield", "Ctrl+Shift+H", checkable=True
    ),
    Command("evidence", QT_TRANSLATE_NOOP("Actions", "Evidence"), "view", "toggle_evidence", "Ctrl+E", checkable=True),
    Command("fit", QT_TRANSLATE_NOOP("Actions", "Fit and backtest…"), "view", "asking.open_fit"),
    Command("refits", QT_TRANSLATE_NOOP("Actions", "Refit after edits"), "view", "toggle_refits", checkable=True),
    _line("view", 1),
    Command("theme", "", "view"),
    Command(
        "theme.system",
        QT_TRANSLATE_NOOP("Actions", "As the system"),
        "theme",
        "theme_asked.emit",
        "",
        "system",
        "theme",
    ),
    Command("theme.light", QT_TRANSLATE_NOOP("Actions", "Light"), "theme", "theme_asked.emit", "", "light", "theme"),
    Command("theme.dark", QT_TRANSLATE_NOOP("Actions", "Dark"), "theme", "theme_asked.emit", "", "dark", "theme"),
    Command("language", "", "view"),
    Command("language.ko", "한국어", "language", "language_asked.emit", "", "ko", "language"),
    Command("language.en", "English", "language", "language_asked.emit", "", "en", "language"),
    Command("motion", "", "view"),
    Command(
        "motion.system",
        QT_TRANSLATE_NOOP("Actions", "As the system"),
        "motion",
        "doing.set_motion",
        "",
        "system",
        "motion",
    ),
    Command("motion.none", QT_TRANSLATE_NOOP("Actions", "On"), "motion", "doing.set_motion", "", "none", "motion"),
    Command("motion.full", QT_TRANSLATE_NOOP("Actions", "Off"), "motion", "doing.set_motion", "", "full", "motion"),
    _line("view", 2),
    Command(
        "full_screen",
        QT_TRANSLATE_NOOP("Actions", "Full screen"),
        "view",
        "doing.toggle_full_screen",
        "F11",
        checkable=True,
    ),
    Command("present", QT_TRANSLATE_NOOP("Actions", "Present"), "view", "stage.present", "F5"),
    Command("slides", QT_TRANSLATE_NOOP("Actions", "Slides…"), "view", "stage.prepare", "Shift+F5"),
    Command("keep", QT_TRANSLATE_NOOP("Actions", "Keep"), "scenario", "session.keep", "Ctrl+K"),
    Command("keep_as_new", QT_TRANSLATE_NOOP("Actions", "Keep as new"), "scenario", "keep_as_new", "Ctrl+Shift+K"),
    _line("scenario", 1),
    Command(
        "duplicate",
        QT_TRANSLATE_NOOP("Actions", "Duplicate the opened card"),
        "scenario",
        "doing.duplicate_opened",
        "Ctrl+D",
    ),
    Command(
        "baseline",
        QT_TRANSLATE_NOOP("Actions", "Make the opened card the baseline"),
        "scenario",
        "doing.baseline_opened",
        "Ctrl+B",
    ),
    Command("goal", QT_TRANSLATE_NOOP("Actions", "Find what it takes…"), "scenario", "asking.open_goal", "Ctrl+G"),
    Command("stress", QT_TRANSLATE_NOOP("Actions", "Stress test…"), "scenario", "asking.open_stress", "Ctrl+Shift+G"),
    Command("record", QT_TRANSLATE_NOOP("Actions", "Record a decision…"), "scenario", "owning.open_record", "Ctrl+J"),
    Command("delete", QT_TRANSLATE_NOOP("Actions", "Delete the opened card"), "scenario", "doing.delete_opened"),
    Command("tour", QT_TRANSLATE_NOOP("Actions", "Take the tour"), "help", "tour_asked.emit"),
    Command("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), "help", "doing.show_shortcuts", "F1"),
    Command("about", QT_TRANSLATE_NOOP("Actions", "About Turnout"), "help", "doing.show_about"),
)


class Actions:
    """The commands as QActions of one window, and the menus they stand in."""

    def __init__(self, window: QWidget, method: Callable[[str], Callable[..., object]]) -> None:
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        for row in COMMANDS:
            if row.method:
                self.actions[row.id] = self._action(row, window, partial(method, row.method))

    def __getitem__(self, command_id: str) -> QAction:
        """Return a command's action."""
        return self.actions[command_id]

    def fill(self, bar: QMenuBar) -> None:
        """Put every command into its menu."""
        for name in MENUS:
            self.menus[name] = bar.addMenu("")
        for name, (place, _) in SUBMENUS.items():
            self.menus[name] = QMenu(self.menus[place])
        for row in COMMANDS:
            menu = self.menus[row.menu]
            if row.text == SEPARATOR:
                menu.addSeparator()
            elif row.id in SUBMENUS:
                menu.addMenu(self.menus[row.id])
            else:
                menu.addAction(self.actions[row.id])
        self.retranslate()

    def retranslate(self) -> None:
        """Say every command in the language on screen."""
        for row in COMMANDS:
            if row.method:
                self.actions[row.id].setText(said(row.text))
        for name, text in MENUS.items():
            self.menus[name].setTitle(said(text))
        for name, (_, text) in SUBMENUS.items():
            self.menus[name].setTitle(said(text))

    def tick(self, command_id: str, on: bool = True) -> None:
        """Show a command as ticked without doing it."""
        self.actions[command_id].setChecked(on)  # only a hand triggers it

    def _action(self, row: Command, window: QWidget, method: Callable[[], Callable[..., object]]) -> QAction:
        action = QAction(window)
        action.setObjectName(f"action.{row.id}")
        if row.shortcut:
            action.setShortcut(QKeySequence(row.shortcut))
        if row.group:
            group = self._groups.setdefault(row.group, QActionGroup(window))
            group.addAction(action)
        action.setCheckable(row.checkable or bool(row.group))
        action.triggered.connect(lambda _=False: method()(row.argument) if row.argument else method()())
        return action


def said(text: object) -> str:
    """Return a text of the tables in the language on screen; Qt's marker for translation has no type of its own."""
    return QCoreApplication.translate("Actions", str(text))


def shortcut_rows() -> list[tuple[str, str]]:
    """Return (command, keys as shown on this system) of every command that has keys, in the language on screen."""
    native = QKeySequence.SequenceFormat.NativeText
    return [(said(row.text), QKeySequence(row.shortcut).toString(native)) for row in COMMANDS if row.shortcut]

"""The main window: places the panels and wires what they ask for to the session. Wiring only."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from gui.actions import Actions
from gui.asking import Asking
from gui.banner import Banner
from gui.charts.board import Board
from gui.doing import Doing
from gui.dropping import DOCUMENT, dropped, take_copy
from gui.evidence.dock import EvidenceDock
from gui.export.taking import Pictures
from gui.files import Dialogs, Files, QtDialogs
from gui.fitting.indicator import RefitIndicator
from gui.frame import ASSUMPTIONS, Frame, Language
from gui.levers.panel import LeverPanel
from gui.naming import Naming
from gui.older import Older
from gui.opening import Notice
from gui.owning import Owning
from gui.preferences import Preferences
from gui.present.stage import Stage
from gui.recovery import Autosave
from gui.scenarios.panel import ScenarioPanel
from gui.session import Session
from gui.statusline import StatusLine
from gui.theme import THEMES, Theme
from gui.topbar import TopBar

SIZE_PX = (1440, 900)
LEAST_PX = (1040, 640)
COLUMNS_PX = (316, 818, 268)


class MainWindow(QMainWindow):
    """One document on screen. What concerns every window (language, theme, quitting) is asked of the application."""

    language_asked = Signal(str)
    theme_asked = Signal(str)
    shield_asked = Signal(bool)
    window_asked = Signal()
    tour_asked = Signal()
    quit_asked = Signal()
    closed = Signal(object)  # this window, when it is gone for good

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        recovery_folder: Path,
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.session, self.preferences = session, preferences
        session.setParent(self)
        self.files = Files(session, preferences, self, dialogs or QtDialogs())
        self.autosave = Autosave(session, recovery_folder)
        self.actions_table = Actions(self, lambda method: attrgetter(method)(self))
        self.top = TopBar(self.actions_table, self)
        self.banner, self.notice = Banner(session.told, self), Notice(session.told, self)
        self.older = Older(session.told, self)
        self.naming = Naming(session, self.files, self.actions_table, self)
        self.levers, self.board, self.scenarios = LeverPanel(), Board(), ScenarioPanel()
        self.status, self.evidence = StatusLine(self), EvidenceDock(self)
        self.asking = Asking(session, self.levers, self.board, self)
        self.doing = Doing(session, (self.levers, self.board), preferences, self.actions_table, self)
        self.owning = Owning(session, self.files, preferences, self)
        self.stage = Stage(session, self, preferences)
        self.pictures = Pictures(session, self.board, self)
        self._ended, self.theme = False, THEMES["light"]
        self._place()
        self._wire_views()
        self._wire_session()
        self._restore()

    # Placing ------------------------------------------------------------------------------------------------------

    def _place(self) -> None:
        self.setMinimumSize(*LEAST_PX)
        self.setAcceptDrops(True)
        self.setMenuWidget(self.top)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setObjectName("columns")
        self.columns.setHandleWidth(10)
        self.columns.setChildrenCollapsible(False)
        for panel, stretch in ((self.levers, 0), (self.board, 1), (self.scenarios, 0)):
            self.columns.addWidget(panel)
            self.columns.setStretchFactor(self.columns.count() - 1, stretch)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        for strip in (self.banner, self.notice, self.older):
            column.addWidget(strip)
        column.addWidget(self.columns, 1)
        self.setCentralWidget(middle)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().addPermanentWidget(RefitIndicator(self.asking.refitting, self))
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.evidence)
        self.evidence.hide()

    def _restore(self) -> None:
        self.actions_table.tick("refits", self.preferences.refits)
        self.asking.refitting.set_automatic(self.preferences.refits)
        self.levers.setFocus()  # no ring around the first button, and Tab leads to the levers
        self.resize(*SIZE_PX)
        self.columns.setSizes(list(COLUMNS_PX))
        self.restoreGeometry(self.preferences.bytes_of("geometry"))
        self.columns.restoreState(self.preferences.bytes_of("columns"))
        self.actions_table.tick(f"motion.{self.preferences.motion}")
        self.board.splitter.restoreState(self.preferences.bytes_of("views"))

    def _keep_sizes(self) -> None:
        self.preferences.keep_bytes("geometry", self.saveGeometry())
        self.preferences.keep_bytes("columns", self.columns.saveState())
        self.preferences.keep_bytes("views", self.board.splitter.saveState())
        self.preferences.flush()

    # Wiring -------------------------------------------------------------------------------------------------------

    def _wire_views(self) -> None:
        session, levers, board, cards = self.session, self.levers, self.board, self.scenarios
        levers.lever_moved.connect(session.set_lever)
        levers.lever_released.connect(lambda _lever, _gesture: session.release_lever())
        levers.lever_focused.connect(session.focus_lever)
        levers.reset_asked.connect(session.reset)
        levers.firm_selected.connect(session.select_firm)
        levers.locks_changed.connect(board.set_locks)
        board.firm_selected.connect(session.select_firm)
        board.pin_asked.connect(session.pin)
        board.record_asked.connect(self.owning.open_record_of)
        board.lever_moved.connect(session.set_lever)
        board.lever_released.connect(lambda _lever, _gesture: session.release_lever())
        board.sort_chosen.connect(session.set_sort)
        board.views_shown.connect(self._watch)
        board.measure_chosen.connect(session.set_measure)
        board.lever_focused.connect(levers.reveal)
        board.input_chosen.connect(self.evidence.open_at)
        board.order_asked.connect(session.set_turns)
        board.levers_moved.connect(session.set_levers)
        board.axes_chosen.connect(session.set_axes)
        board.scenario_opened.connect(session.open_scenario)
        self.evidence.edit_asked.connect(session.edit)
        self.evidence.visibilityChanged.connect(lambda on: self.actions_table.tick("evidence", on))
        self.evidence.visibilityChanged.connect(self._watch)
        self.status.equilibrium_chosen.connect(session.choose_equilibrium)
        self.status.evidence_asked.connect(self.evidence.open_all)
        cards.opened.connect(session.open_scenario)
        cards.keep.connect(session.keep)
        cards.keep_as_new.connect(self.keep_as_new)
        cards.renamed.connect(session.rename_scenario)
        cards.duplicated.connect(session.duplicate_scenario)
        cards.deleted.connect(session.delete_scenario)
        cards.moved.connect(session.move_scenario)
        cards.noted.connect(session.note_scenario)
        cards.baseline_chosen.connect(session.choose_baseline)
        cards.compare_asked.connect(lambda: board.look_at("compare"))
        self.top.theme_chosen.connect(self.theme_asked)
        self.top.call_chosen.connect(session.choose_call)
        self.top.language_switched.connect(self._switch_language)

    def _wire_session(self) -> None:
        session, undo = self.session, self.session.undo_stack
        session.frame_changed.connect(self._show)
        session.problem.connect(self.banner.show_problem)
        self.pictures.written.connect(self.notice.show_file)
        self.owning.written.connect(self.notice.show_file)
        self.older.asked.connect(self.doing.compute_again)
        session.title_changed.connect(self.naming.show)
        self.files.recent_changed.connect(self.naming.show)
        self.files.asked.connect(self.scenarios.take_typed)
        self.files.asked.connect(self.levers.take_typed)
        undo.canUndoChanged.connect(self.actions_table["undo"].setEnabled)
        undo.canRedoChanged.connect(self.actions_table["redo"].setEnabled)
        undo.indexChanged.connect(self._name_steps)
        self._name_steps()

    def keep_as_new(self) -> None:
        """Add what the levers say as a new card, and let its name be typed."""
        before = self.session.document
        self.session.keep_as_new()
        if self.session.document is not before:
            self.scenarios.name_card(self.session.document.opened)

    def _watch(self) -> None:
        """Compute what the views in sight show."""
        ranked = {ASSUMPTIONS} if self.evidence.isVisible() else set()
        self.session.set_views(self.board.in_sight() | ranked)

    def _show(self, frame: Frame) -> None:
        self.board.display(frame)
        if frame.document is self.session.document:  # not an older step of a movement that goes on
            self.levers.show_frame(frame)
        for part in (self.scenarios, self.top, self.status, self.older, self.evidence):
            part.show_frame(frame)
        self.actions_table.tick(f"sort.{frame.sort}")

    def _name_steps(self) -> None:
        undo = self.session.undo_stack
        rows = (("undo", undo.canUndo(), undo.undoText()), ("redo", undo.canRedo(), undo.redoText()))
        for name, can, text in rows:
            action = self.actions_table[name]
            action.setEnabled(can)
            plain = self.tr("Undo") if name == "undo" else self.tr("Redo")
            action.setText(f"{plain}: {text}" if text else plain)

    # What every window has in common ------------------------------------------------------------------------------

    def set_theme(self, shown: Theme, choice: str) -> None:
        """Take other colours; ``choice`` is what the menu ticks."""
        self.theme = shown
        panels = (self.levers, self.board, self.scenarios, self.top, self.evidence)
        for part in (*panels, self.asking, self.owning, self.stage):
            part.set_theme(shown)
        self.actions_table.tick(f"theme.{choice}")

    def set_language(self, language: Language) -> None:
        """Show names and messages in another language; texts follow by themselves."""
        self.banner.set_language(language)
        self.session.set_language(language)
        self.actions_table.tick(f"language.{language}")

    def set_shield(self, on: bool) -> None:
        """Show letters instead of firms."""
        self.session.set_shield(on)
        self.banner.retranslate()
        self.notice.retranslate()
        self.actions_table.tick("shield", on)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "status"):
            self.actions_table.retranslate()
            self._name_steps()
            self.naming.show()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a document, or tables of firms."""
        if dropped(event):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the document that was dropped, or lead on from the tables."""
        paths = dropped(event)
        if paths:
            take_copy(event)
            if paths[0].suffix.lower() == DOCUMENT:
                self.files.open_path(paths[0])
            else:
                self.owning.open_import(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, end the workers, then go."""
        if not self._ended and not self.files.may_leave():
            event.ignore()
            return
        self.end()
        event.accept()
        self.closed.emit(self)

    def end(self) -> None:
        """End the workers and leave nothing to recover; the window cannot be used afterwards."""
        if not self._ended:
            self._ended = True
            self._keep_sizes()
            self.stage.close()
            self.asking.close()
            self.owning.close()
            self.board.close_lanes()
            self.autosave.close()
            self.session.close()

    # Switches of the menus ----------------------------------------------------------------------------------------

    def toggle_shield(self) -> None:
        """Show letters, or names."""
        self.shield_asked.emit(self.actions_table["shield"].isChecked())

    def toggle_evidence(self) -> None:
        """Show every input, or close the list."""
        self.evidence.setVisible(self.actions_table["evidence"].isChecked())

    def toggle_refits(self) -> None:
        """Refit by itself after edits, or only when asked."""
        self.preferences.refits = self.actions_table["refits"].isChecked()
        self.asking.refitting.set_automatic(self.preferences.refits)

    def _switch_language(self) -> None:
        frame = self.session.frame
        self.language_asked.emit("en" if frame is not None and frame.language == "ko" else "ko")

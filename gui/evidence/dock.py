"""The evidence: every input of the case in a table that can be searched, filtered, sorted, copied and edited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.evidence.bar import FilterBar
from gui.evidence.cells import Cells
from gui.evidence.detail import Detail
from gui.evidence.filter import EvidenceFilter
from gui.evidence.table import REASON, ROW_ROLE, SUBJECT, VALUE, EvidenceTable
from gui.evidence.words import WEAK, RowText
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import Theme

WIDTHS_PX = (132, 222, 98, 112, 124, 52, 52, 160)  # the reason takes what is left
ROW_PX, LEAST_PX, FLOATING_PX = 26, 260, (1240, 620)
SHARE_OF_WINDOW = 0.42  # of its height, at the first opening
SHARES_PX = {Qt.Orientation.Vertical: (300, 170), Qt.Orientation.Horizontal: (860, 400)}
LOW_PX, WIDE_PX, ROOMY_PX = 400, 1000, 1400  # lower than this and at least as wide, the detail stands beside the table


class EvidenceDock(QDockWidget):
    """Shows frames while it is open. ``edit_asked`` carries the Edit of one cell; each is one step to undo."""

    edit_asked = Signal(object)  # Edit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.TopDockWidgetArea)
        self._frame: Frame | None = None
        self._opened = False
        self._chosen: tuple[str, str, str] | None = None
        self.table, self.filter = EvidenceTable(), EvidenceFilter()
        self.table.setParent(self)
        self.filter.setParent(self)
        self.filter.setSourceModel(self.table)
        self.view, self.detail = QTableView(self), Detail(self)
        self.cells = Cells(self.table, self)
        self.bar, self.message = FilterBar(self), QLabel(self)
        self._copy, self._reset = QAction(self), QAction(self)
        self._set_up_view()
        self._place()
        self._wire()
        self.retranslate()

    # Placing --------------------------------------------------------------------------------------------------------

    def _set_up_view(self) -> None:
        view = self.view
        view.setObjectName("evidence.table")
        view.setModel(self.filter)
        view.setItemDelegate(self.cells)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        view.setSortingEnabled(True)
        view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(True)
        for column, width in enumerate(WIDTHS_PX):
            view.setColumnWidth(column, width)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _place(self) -> None:
        self.message.setObjectName("evidence.message")
        theme.dress(self.message, "error")
        self.message.setWordWrap(True)
        self.message.hide()
        upper = QWidget(self)
        rows = QVBoxLayout(upper)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.message)
        self.parts = QSplitter(Qt.Orientation.Vertical, self)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(upper)
        self.parts.addWidget(self.detail)
        self.parts.setStretchFactor(0, 1)
        self.parts.setSizes(list(SHARES_PX[Qt.Orientation.Vertical]))
        self.view.setMinimumHeight(90)
        self.detail.setMinimumSize(280, 80)
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.parts, 1)
        self.setWidget(whole)

    def _wire(self) -> None:
        self.bar.changed.connect(self._choose)
        self.table.edit_asked.connect(self.edit_asked)
        self.table.modelReset.connect(self._reselect)
        self.table.dataChanged.connect(self._follow)
        self.cells.said.connect(self._say)
        self.view.selectionModel().currentRowChanged.connect(self._remember)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.detail.reset_asked.connect(self.reset_chosen)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy)
        self._reset.triggered.connect(self.reset_chosen)
        self.view.addAction(self._copy)

    # Showing --------------------------------------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Show the inputs of a frame; while the dock is closed nothing is written."""
        self._frame = frame
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what has changed while the dock was closed."""
        super().showEvent(event)
        self._show()
        window = self.parentWidget()
        if not self._opened and isinstance(window, QMainWindow):
            self._opened = True
            QTimer.singleShot(0, self, self._take_room)

    def _take_room(self) -> None:
        """Take a good part of the window's height when it opens for the first time."""
        window = self.parentWidget()
        if not isinstance(window, QMainWindow) or self.isFloating():
            return
        window.resizeDocks([self], [round(window.height() * SHARE_OF_WINDOW)], Qt.Orientation.Vertical)
        if self.height() < LEAST_PX:  # the charts leave too little: a window of its own is easier to read
            self.setFloating(True)
            self.resize(min(window.width() - 40, FLOATING_PX[0]), FLOATING_PX[1])
            self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 80)))
            self.activateWindow()
            self.bar.finder.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the detail beside the table where there is no room below it."""
        super().resizeEvent(event)
        beside = self.height() < LOW_PX and self.width() >= WIDE_PX
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if wanted != self.parts.orientation():
            self.parts.setOrientation(wanted)
            self.parts.setSizes(list(SHARES_PX[wanted]))
            self.detail.stand(beside)
        self.view.setColumnHidden(REASON, beside and self.width() < ROOMY_PX)  # the detail says it as well

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self.cells.theme = shown
        self.detail.set_theme(shown)
        self.view.viewport().update()

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self.setWindowTitle(self.tr("Evidence"))
        self.view.setAccessibleName(self.tr("Inputs of the case"))
        self._copy.setText(self.tr("Copy"))
        self._reset.setText(self.tr("Reset this value"))
        self.bar.retranslate()
        self.detail.retranslate()
        if self._frame is not None and self.isVisible():
            self.table.show_frame(self._frame, force=True)
            self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def open_all(self) -> None:
        """Come to the front with every input, ready to find one."""
        self.bar.clear()
        self.show()
        self.raise_()
        self.bar.finder.setFocus()

    def open_at(self, key: tuple[str, str, str]) -> None:
        """Come to the front with one input chosen."""
        self.bar.clear()
        self.show()
        self.choose(key)

    # What a person does ---------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected inputs on the clipboard as a table."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows(SUBJECT))
        texts = [self.filter.index(row, SUBJECT).data(ROW_ROLE) for row in rows]
        if texts:
            QGuiApplication.clipboard().setText(self.table.copied(texts))

    def reset_chosen(self) -> None:
        """Ask for the value of the case as loaded."""
        text = self.chosen()
        if text is not None and text.row.edited:
            self.edit_asked.emit(text.row.edit_to(text.row.loaded))

    def chosen(self) -> RowText | None:
        """Return the input whose evidence is shown below, or None."""
        row = self.table.row_of(self._chosen) if self._chosen is not None else None
        return None if row is None else self.table.texts[row]

    def choose(self, key: tuple[str, str, str]) -> None:
        """Choose an input and scroll to it, whatever the filters say."""
        self._chosen = key
        self._reselect()

    # How it works ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._frame is not None:
            self.table.show_frame(self._frame)
            self._follow()

    def _choose(self) -> None:
        self.filter.choose(
            text=self.bar.finder.text(),
            group=self.bar.group,
            grade=self.bar.grade,
            edited_only=self.bar.edited_only.isChecked(),
        )
        self._follow()

    def _remember(self, index: QModelIndex) -> None:
        text = index.data(ROW_ROLE)
        if text is not None:
            self._chosen = text.row.key
            self.detail.show_row(text, self.table.words)

    def _reselect(self) -> None:
        """Choose the same input again after the table was filled anew."""
        row = self.table.row_of(self._chosen) if self._chosen is not None else None
        if row is not None:
            index = self.filter.mapFromSource(self.table.index(row, VALUE))
            if index.isValid():
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                self.view.selectionModel().setCurrentIndex(index, flags)
                self.view.scrollTo(index)
        self._follow()

    def _follow(self) -> None:
        """Bring what is said around the table up to date with it."""
        self.detail.show_row(self.chosen(), self.table.words)
        if self._frame is None:
            return
        numbers = Numbers(self._frame.language)
        shown = [self.filter.index(row, SUBJECT).data(ROW_ROLE).row for row in range(self.filter.rowCount())]
        weak = sum(row.entry.grade == WEAK for row in shown)
        edited = sum(row.edited for row in shown)
        parts = [self.tr("{} inputs"), self.tr("{} of grade C"), self.tr("{} edited")]
        texts = [part.format(numbers.number(n)) for part, n in zip(parts, (len(shown), weak, edited), strict=True)]
        hidden = len(self._frame.case.inputs) - len(self.table.texts)
        if hidden:
            texts.append(self.tr("{} hidden by the name shield").format(numbers.number(hidden)))
        self.bar.count.setText(" · ".join(texts))

    def _say(self, text: str, tone: str) -> None:
        self.message.setText(text)
        self.message.setProperty("tone", tone)
        self.message.setVisible(bool(text))
        theme.repolish(self.message)

    def _open_menu(self, place: QPoint) -> None:
        text = self.chosen()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._copy)
        self._reset.setEnabled(text is not None and text.row.edited)
        menu.addAction(self._reset)
        menu.popup(self.view.viewport().mapToGlobal(place))

"""The evidence: every input of the case in a table that can be searched, filtered, sorted, copied and edited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.evidence.cells import Cells
from gui.evidence.detail import Detail
from gui.evidence.table import ROW_ROLE, SUBJECT, VALUE, EvidenceFilter, EvidenceTable, copied
from gui.evidence.words import WEAK, RowText, grade_means, group_name
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import Theme
from model.evidence import GRADES, GROUPS

WIDTHS_PX = (138, 196, 118, 88, 112, 52, 178)  # the reason takes what is left
ROW_PX = 26
SHARES_PX = (210, 130)


class EvidenceDock(QDockWidget):
    """Shows frames while it is open. ``edit_asked`` carries the Edit of one cell; each is one step to undo."""

    edit_asked = Signal(object)  # Edit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.TopDockWidgetArea)
        self._frame: Frame | None = None
        self._chosen: tuple[str, str, str] | None = None
        self.table, self.filter = EvidenceTable(), EvidenceFilter()
        self.table.setParent(self)
        self.filter.setParent(self)
        self.filter.setSourceModel(self.table)
        self.view, self.detail = QTableView(self), Detail(self)
        self.cells = Cells(self.table, self)
        self.finder, self.groups, self.grades = QLineEdit(self), QComboBox(self), QComboBox(self)
        self.edited_only, self.count, self.message = QCheckBox(self), QLabel(self), QLabel(self)
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
        self.finder.setClearButtonEnabled(True)
        self.finder.setMaximumWidth(300)
        theme.dress(self.count, "muted")
        theme.dress(self.message, "error")
        self.message.setWordWrap(True)
        self.message.hide()
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.finder, 1)
        for widget in (self.groups, self.grades, self.edited_only):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.count)
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
        self.parts.setSizes(list(SHARES_PX))
        self.view.setMinimumHeight(90)
        self.detail.setMinimumHeight(80)
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(bar)
        column.addWidget(self.parts, 1)
        self.setWidget(whole)
        named: dict[str, QWidget] = {
            "find": self.finder,
            "group": self.groups,
            "grade": self.grades,
            "edited_only": self.edited_only,
            "count": self.count,
            "message": self.message,
        }
        for name, part in named.items():
            part.setObjectName(f"evidence.{name}")

    def _wire(self) -> None:
        self.finder.textChanged.connect(self._choose)
        self.groups.currentIndexChanged.connect(self._choose)
        self.grades.currentIndexChanged.connect(self._choose)
        self.edited_only.toggled.connect(self._choose)
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

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self.cells.theme = shown
        self.detail.set_theme(shown)
        self.view.viewport().update()

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self.setWindowTitle(self.tr("Evidence"))
        self.finder.setPlaceholderText(self.tr("Find an input…"))
        self.finder.setAccessibleName(self.tr("Find an input"))
        self.groups.setAccessibleName(self.tr("Group of inputs"))
        self.grades.setAccessibleName(self.tr("Grade"))
        self.edited_only.setText(self.tr("Edited only"))
        self.view.setAccessibleName(self.tr("Inputs of the case"))
        self._copy.setText(self.tr("Copy"))
        self._reset.setText(self.tr("Reset this value"))
        _fill(self.groups, [("", self.tr("All groups")), *((group, group_name(group)) for group in GROUPS)])
        _fill(self.grades, [("", self.tr("All grades")), *((grade, grade_means(grade)) for grade in GRADES)])
        self.detail.retranslate()
        if self._frame is not None and self.isVisible():
            self.table.show_frame(self._frame, force=True)
            self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def open_at(self, grade: str = "") -> None:
        """Come to the front with the inputs of one grade, or all."""
        self.grades.setCurrentIndex(max(0, self.grades.findData(grade)))
        self.show()
        self.raise_()
        self.finder.setFocus()

    # What a person does ---------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected inputs on the clipboard as a table."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows(SUBJECT))
        texts = [self.filter.index(row, SUBJECT).data(ROW_ROLE) for row in rows]
        if texts:
            QGuiApplication.clipboard().setText(copied(self._copied_headings(), texts))

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
            text=self.finder.text(),
            group=self.groups.currentData() or "",
            grade=self.grades.currentData() or "",
            edited_only=self.edited_only.isChecked(),
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
        self.count.setText(" · ".join(texts))

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

    def _copied_headings(self) -> tuple[str, ...]:
        subject, label, value, unit, _, grade, source, reason = self.table.headings()
        return (
            subject,
            label,
            value,
            unit,
            self.tr("Low"),
            self.tr("High"),
            self.tr("Value of the case"),
            *(
                grade,
                source,
                reason,
            ),
        )


def _fill(box: QComboBox, items: list[tuple[str, str]]) -> None:
    """Fill a list anew without saying that anything was chosen."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for key, text in items:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)

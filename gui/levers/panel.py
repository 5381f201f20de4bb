"""The panel of policy levers: find, changed only, two resets, and the rows in their groups.

Signals: ``lever_moved(id, value, gesture)`` at every change, ``lever_released(id, gesture)`` at the end of a gesture,
``lever_focused(id)``, ``reset_asked(id or "", "opened" | "baseline")``, ``firm_selected(id)`` at a click on a flip
mark, ``locks_changed(frozenset of ids)``. One gesture number is one press, one key or one typed value: one undo step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.levers.groups import group_names
from gui.levers.labels import FindBox
from gui.levers.marks import mark_of
from gui.levers.row import SIDE_PX, LeverRow
from gui.numbers import Numbers
from gui.scrolling import hold
from gui.theme import LIGHT, Theme, dress

if TYPE_CHECKING:
    from gui.frame import Frame
    from model.case import Case
    from model.levers import Lever
    from model.scenario import Scenario


class LeverPanel(QFrame):
    """All levers of the case on show."""

    lever_moved = Signal(str, float, int)
    lever_released = Signal(str, int)
    lever_focused = Signal(str)
    reset_asked = Signal(str, str)
    firm_selected = Signal(str)
    locks_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("levers")
        self.theme: Theme = LIGHT
        self.rows: dict[str, LeverRow] = {}
        self.locks: frozenset[str] = frozenset()
        self._levers: tuple[Lever, ...] = ()
        self._headings: dict[str, QLabel] = {}
        self._numbers = Numbers("en")
        self._status_quo: tuple[Case, str, Scenario] | None = None
        self._last: tuple[float, ...] = ()  # the values shown
        self._flips: dict[str, object] = {}
        self._filtered: tuple[object, ...] = ()
        self._gesture = 0
        self._built = False
        dress(self, "panel")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.title = QLabel(self)
        dress(self.title, "title")
        self.finder = FindBox(self)
        self.finder.setObjectName("levers.find")
        self.finder.textChanged.connect(self._filter)
        self.changed_only = QToolButton(self)
        self.changed_only.setObjectName("levers.changed")
        self.changed_only.setCheckable(True)
        self.changed_only.toggled.connect(self._filter)
        self.reset = QToolButton(self)
        self.reset.setObjectName("levers.reset")
        self.reset.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.reset.setMenu(self._reset_menu())
        for button in (self.changed_only, self.reset):
            dress(button, "tool")
        for tool in (self.finder, self.changed_only, self.reset):
            tool.setFixedHeight(27)
        self.nothing = QLabel(self)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(SIDE_PX, 8, SIDE_PX, 8)
        dress(self.nothing, "muted")
        self.nothing.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(SIDE_PX, 0, SIDE_PX, 2)
        tools.setSpacing(7)
        tools.addWidget(self.finder, 1)
        tools.addWidget(self.changed_only)
        tools.addWidget(self.reset)
        self.list = QWidget(self)
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(2)
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setObjectName("levers.scroll")
        hold(self.area, self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 11, 2, 2)
        column.setSpacing(6)
        self.title.setContentsMargins(SIDE_PX, 0, SIDE_PX, 0)
        column.addWidget(self.title)
        column.addLayout(tools)
        column.addWidget(self.area, 1)
        self.setMinimumWidth(250)

    def _reset_menu(self) -> QMenu:
        menu = QMenu(self)
        self._resets = {}
        for target in ("opened", "baseline"):
            action = QAction(menu)
            action.setObjectName(f"levers.reset.{target}")
            action.triggered.connect(lambda _checked=False, to=target: self.reset_asked.emit("", to))
            menu.addAction(action)
            self._resets[target] = action
        return menu

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Show the levers of a frame; rows that did not change are left alone."""
        other = frame.case.levers != self._levers
        if self._numbers.language != frame.language or self._numbers.currency != frame.case.meta["currency"]:
            self._numbers = Numbers(frame.language, frame.case.meta["currency"])
            for row in () if other else self.rows.values():
                row.set_language(self._numbers)
        if other:
            self._rebuild(frame.case.levers)
        status_quo = self._status_quo_of(frame)
        values, last = frame.scenario.values, self._last if frame.dragging and not other else ()
        for index, row in enumerate(self.rows.values()):
            if not last or values[index] != last[index]:  # no step of a drag looks at every lever
                row.show_value(values[index], status_quo.values[index])
        self._last = values
        self._show_flips(frame)
        self._count_changed()
        if not self.dragging:
            self._filter()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        for row in self.rows.values():
            row.set_theme(theme)

    @property
    def dragging(self) -> bool:
        """Say whether the user holds a handle."""
        return any(row.control.dragging for row in self.rows.values())

    def set_locks(self, locks: frozenset[str]) -> None:
        """Lock these levers and no others."""
        self.locks = locks & frozenset(self.rows)
        for lever_id, row in self.rows.items():
            row.set_locked(lever_id in self.locks)

    def reveal(self, lever_id: str) -> None:
        """Scroll to a lever and give its slider the focus."""
        self.finder.clear()
        self.changed_only.setChecked(False)
        row = self.rows[lever_id]
        self.area.ensureWidgetVisible(row, 0, 40)
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_typed(self) -> None:
        """Take the value that is being typed."""
        for row in self.rows.values():
            row.take_typed()

    def retranslate(self) -> None:
        """Write every text of the panel again; the rows hear of it themselves."""
        self.title.setText(self.tr("Policy levers"))
        self.finder.setPlaceholderText(self.tr("Find a lever…"))
        self.finder.setAccessibleName(self.tr("Find a lever"))
        self.reset.setText(self.tr("Reset ▾"))
        self.reset.setAccessibleName(self.tr("Reset all levers"))
        self._resets["opened"].setText(self.tr("All levers to the opened scenario"))
        self._resets["baseline"].setText(self.tr("All levers to the baseline"))
        self.changed_only.setToolTip(self.tr("Show only the levers that differ from the status quo"))
        names = group_names()
        for group, heading in self._headings.items():
            heading.setText(names.get(group, group))
        self._count_changed()
        self._built = True

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._built:
            self.retranslate()

    def _rebuild(self, levers: tuple[Lever, ...]) -> None:
        for widget in (*self.rows.values(), *self._headings.values()):
            self._column.removeWidget(widget)
            widget.deleteLater()
        self._levers, self.rows, self._headings, self._flips = levers, {}, {}, {}
        self._filtered = ()
        names = group_names()
        for lever in levers:
            if lever.group not in self._headings:
                heading = QLabel(names.get(lever.group, lever.group), self.list)
                heading.setContentsMargins(SIDE_PX, 7, SIDE_PX, 2)
                dress(heading, "section")
                self._headings[lever.group] = heading
                self._column.insertWidget(self._column.count() - 1, heading)
            self._add_row(lever)
        self.set_locks(self.locks)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go from the tools to the levers as they stand; those made later would come last."""
        last: QWidget = self.reset
        for row in self.rows.values():
            for part in row.stops:
                QWidget.setTabOrder(last, part)
                last = part

    def _add_row(self, lever: Lever) -> None:
        row = LeverRow(lever, self._numbers, self.list)
        row.set_theme(self.theme)
        row.began.connect(self._begin)
        row.moved.connect(lambda value, key=lever.id: self.lever_moved.emit(key, value, self._gesture))
        row.ended.connect(lambda key=lever.id: self._end(key))
        row.focused.connect(lambda key=lever.id: self.lever_focused.emit(key))
        row.reset_asked.connect(lambda to, key=lever.id: self.reset_asked.emit(key, to))
        row.lock_asked.connect(lambda on, key=lever.id: self._lock(key, on))
        row.flip_clicked.connect(self.firm_selected)
        self.rows[lever.id] = row
        self._column.insertWidget(self._column.count() - 1, row)

    def _status_quo_of(self, frame: Frame) -> Scenario:
        kept = self._status_quo
        if kept is None or kept[0] is not frame.case or kept[1] != frame.scenario.call:
            kept = (frame.case, frame.scenario.call, frame.case.scenario_for(frame.scenario.call))
            self._status_quo = kept
        return kept[2]

    def _show_flips(self, frame: Frame) -> None:
        for lever_id, row in self.rows.items():
            flips = frame.flips.get(lever_id, ())
            bands = frame.lever_bands if frame.lever_bands and frame.lever_bands.lever_id == lever_id else None
            key = (flips, frame.language, frame.shield, id(bands))
            if self._flips.get(lever_id) != key:
                self._flips[lever_id] = key
                row.control.set_flips(tuple(mark_of(frame, row.lever, flip, self._numbers) for flip in flips))

    def _count_changed(self) -> None:
        count = sum(row.changed for row in self.rows.values())
        text = self.tr("Changed {count}").format(count=count)
        if text != self.changed_only.text():
            self.changed_only.setText(text)

    def _filter(self) -> None:
        words, only = self.finder.text().strip(), self.changed_only.isChecked()
        key = (words, only, [row.changed for row in self.rows.values()] if only else [], self._numbers)
        if key == self._filtered:
            return  # frames come at every step of a drag
        self._filtered = key
        found, names = set(), group_names()
        for row in self.rows.values():
            visible = row.matches(words, names.get(row.lever.group, "")) and (row.changed or not only)
            if row.isHidden() == visible:
                row.setVisible(visible)
            if visible:
                found.add(row.lever.group)
        for group, heading in self._headings.items():
            heading.setVisible(group in found)
        if not found:
            text = self.tr("No lever differs from the status quo.") if only and not words else ""
            self.nothing.setText(text or self.tr("No lever matches “{words}”.").format(words=words))
        self.nothing.setVisible(bool(self.rows) and not found)

    # What the user does

    def _begin(self) -> None:
        self._gesture += 1

    def _end(self, lever_id: str) -> None:
        self.lever_released.emit(lever_id, self._gesture)
        self._filter()

    def _lock(self, lever_id: str, on: bool) -> None:
        self.set_locks(self.locks | {lever_id} if on else self.locks - {lever_id})
        self.locks_changed.emit(self.locks)

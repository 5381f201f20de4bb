"""Announcements: firms speak in turn; a column a step, each firm's chance after the statements so far. Playable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gui.charts.chart import TextTable
from gui.charts.parts import Column, ElidedLabel, Writing
from gui.charts.series import NO_ROW
from gui.charts.turnmenu import order_menu
from gui.charts.turns import moved_to, turn_series
from gui.charts.turnview import TurnsView
from gui.frame import Frame
from gui.icons import icon
from gui.numbers import Numbers
from gui.theme import LIGHT, Theme, dress
from model.errors import ModelError

STEP_MS = 900


class AnnouncementsChart(QObject):
    """*Announcements*: a solution of its own, beside the simultaneous one and never mixed with it.

    Signals: ``firm_selected(str | None)``, ``order_asked(Order | None)`` (None: as recorded).
    """

    firm_selected = Signal(object)
    order_asked = Signal(object)

    id = "announcements"

    def __init__(self) -> None:
        super().__init__()
        self.widget = QWidget()
        self.widget.setObjectName("chart.announcements")
        self.view = TurnsView()
        self.reading = ElidedLabel("body")
        self.reading.setObjectName("chart.announcements.reading")
        self.legend = ElidedLabel("muted")
        self.message = QLabel()
        self.message.setObjectName("chart.announcements.message")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        dress(self.message, "muted")
        self.play_button, self.recorded = QToolButton(), QToolButton()
        self._frame: Frame | None = None
        self._theme: Theme = LIGHT
        self._writing, self._numbers = Writing(), Numbers("en")
        self.timer = QTimer(self)
        self.timer.setInterval(STEP_MS)
        self.timer.timeout.connect(self._tick)
        self._lay_out()
        self._connect()
        self.set_theme(LIGHT)
        self.retranslate()

    # what every chart does

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Announcements")

    def show(self, frame: Frame) -> None:
        """Draw a frame: the sequence, why there is none, or the last one dimmed while a new one is computed."""
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        self.recorded.setVisible(frame.turns is not None)
        found = frame.announcements
        if found is None or isinstance(found, ModelError):
            same = set(self.view.series.firms.ids) == set(frame.outcome.firm_ids)
            self.view.stale = True
            if found is None and same:
                self._renew(frame)
            else:
                self._tell(self.tr("Computing…") if found is None else found.text(frame.language))
            return
        at_end = self.view.step >= self.view.series.steps
        self.view.series, self.view.stale = turn_series(frame, found), frame.stale
        last = self.view.series.steps
        self.view.show_step(last if at_end else min(self.view.step, last))
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.view.set_theme(theme)
        self._show_play()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.view.setAccessibleName(self.title())
        texts = (
            self.tr("each column: chance to join after the statements so far"),
            self.tr("✓ joined × declined"),
            self.tr("at right: all at once, a different solution"),
        )
        hand = self.tr("drag a firm to another step")
        self.legend.set_wordings(" · ".join(texts), " · ".join(texts[1:]), hand=hand)
        self.recorded.setText(self.tr("Recorded order"))
        self.recorded.setToolTip(self.tr("Let the firms speak in the order that is on record"))
        self._show_play()
        if self._frame is not None:
            self.show(self._frame)

    def rows(self) -> TextTable:
        """Return every firm's chance at every step as text, one decimal, and the belief about the title's worth."""
        series, write = self.view.series, self._numbers
        heads = [self._step_name(step, whole=True) for step in range(series.steps + 1)]
        table = [[self.tr("Firm"), *heads, self.tr("All at once")]]
        for row, name in enumerate(series.firms.names):
            values = (*series.chances[:, row], series.at_once[row])
            table.append([name, *(write.percent(float(value)) for value in values)])
        beliefs = [write.percent(float(value)) for value in series.high_worth]
        return [*table, [self.tr("Chance that the final title is worth much"), *beliefs, ""]]

    # playing

    def play(self) -> None:
        """Run from the beginning, or on from where it was stopped; at the end it stops by itself."""
        if self.timer.isActive():
            self.timer.stop()
        elif self.view.series.steps:
            if self.view.step >= self.view.series.steps:
                self.go_to(0)
            self.timer.start()
        self._show_play()

    def go_to(self, step: int) -> None:
        """Show what is known after so many statements."""
        self.view.show_step(min(max(step, 0), self.view.series.steps))
        self._say_reading()

    def _tick(self) -> None:
        self.go_to(self.view.step + 1)
        if self.view.step >= self.view.series.steps:
            self.timer.stop()
            self._show_play()

    def _step_by(self, by: int) -> None:
        self.timer.stop()
        self._show_play()
        self.go_to(self.view.step + by)

    # the order

    def menu(self, row: int) -> QMenu:
        """Return the context menu of a row: let the firm speak at another time."""
        recorded = self._frame is None or self._frame.turns is None
        return order_menu(self.view.series, row, recorded, self.order_asked.emit, self.view)

    def _open_menu(self, row: int, place: QPoint) -> None:
        menu = self.menu(row)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _drop(self, row: int, step: int) -> None:
        series = self.view.series
        order = moved_to(series.order, series.firms.ids[row], step - 1)
        if order != series.order:
            self.order_asked.emit(order)

    # how it is put together

    def _lay_out(self) -> None:
        for button, name in ((self.play_button, "play"), (self.recorded, "recorded")):
            button.setObjectName(f"chart.announcements.{name}")
            dress(button, "tool")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.play_button)
        line.addWidget(self.reading, 1)
        line.addWidget(self.recorded)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addLayout(line)
        inside.addWidget(self.legend)
        inside.addWidget(self.view, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(body)
        self._stack.addWidget(self.message)
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self.play_button.clicked.connect(self.play)
        self.recorded.clicked.connect(lambda _=False: self.order_asked.emit(None))
        self.view.teller = self._tip
        self.view.menu_asked.connect(self._open_menu)
        self.view.play_asked.connect(self.play)
        self.view.step_asked.connect(self._step_by)
        self.view.step_chosen.connect(lambda step: self._step_by(step - self.view.step))
        self.view.dropped.connect(self._drop)
        self.view.row_chosen.connect(
            lambda row: self.firm_selected.emit(None if row == NO_ROW else self.view.series.firms.ids[row])
        )
        self.widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget and event.type() == QEvent.Type.Hide:
            self.timer.stop()
            self._show_play()
        return super().eventFilter(watched, event)

    def _show_play(self) -> None:
        running = self.timer.isActive()
        self.play_button.setIcon(icon("pause" if running else "play", self._theme.accent))
        text = self.tr("Pause (Space)") if running else self.tr("Play step by step (Space)")
        self.play_button.setToolTip(text)
        self.play_button.setAccessibleName(text)

    def _renew(self, frame: Frame) -> None:
        """Draw the last sequence again, in the present language and selection, while the new one is computed."""
        self.view.series = self.view.series_of(frame)
        self._fill()

    def _tell(self, text: str) -> None:
        self.timer.stop()
        self._show_play()
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)

    def _fill(self) -> None:
        series, write = self.view.series, self._numbers
        self._stack.setCurrentIndex(0)
        self.view.texts = tuple(
            tuple(write.percent_bar(value) for value in column) for column in series.chances.tolist()
        )
        self.view.widest = write.percent_bar(1.0)
        self.view.beliefs = tuple(write.percent_bar(value) for value in series.high_worth.tolist())
        self.view.headings = tuple(self._step_name(step) for step in range(series.steps + 1))
        self.view.at_once_heading, self.view.belief_heading = self.tr("at once"), self.tr("title worth much")
        values = tuple(write.percent_bar(value) for value in series.at_once.tolist())
        heading = self.view.at_once_heading
        self.view.fill(series.firms, (Column(values, max(write.percent_bar(1.0), heading, key=len), True),))
        self._say_reading()

    def _step_name(self, step: int, *, whole: bool = False) -> str:
        series = self.view.series
        if step == 0:
            return self.tr("Before")
        date = series.order[step - 1][0]
        if date and self._frame is not None and not self._frame.shield:
            return self._numbers.date_short(date) if whole else self._numbers.day(date)
        if step == series.steps and all(series.stated[row] is None for row in series.rows_at(step)):
            return self.tr("Undated")
        return self.tr("Step {0}").format(self._numbers.number(step))

    def _say_reading(self) -> None:
        series, write, step = self.view.series, self._numbers, self.view.step
        belief = self.tr("chance that the final title is worth much: {0}").format(
            write.percent(float(series.high_worth[step]))
        )
        joiners = self.tr("expected joiners {0}").format(write.count(float(series.chances[step].sum())))
        said = self.tr("Nobody has spoken yet") if step == 0 else self._said(step)
        head = "" if step == 0 else f"{self._step_name(step, whole=True)}: "
        self.reading.set_wordings(f"{head}{said} · {joiners} · {belief}", f"{head}{said} · {belief}", f"{head}{said}")
        self.view.setAccessibleDescription(f"{head}{said} · {joiners} · {belief}")

    def _said(self, step: int) -> str:
        series = self.view.series
        names = {True: list[str](), False: list[str](), None: list[str]()}
        for row in series.rows_at(step):
            names[series.stated[row]].append(series.firms.names[row])
        texts: tuple[tuple[bool | None, Callable[[str], str]], ...] = (
            (True, self.tr("{0} joined").format),
            (False, self.tr("{0} declined").format),
            (None, self.tr("nothing stated by {0}").format),
        )
        return "; ".join(say(", ".join(names[kind])) for kind, say in texts if names[kind])

    def _tip(self, row: int) -> str:
        series, write = self.view.series, self._numbers
        lines = [series.firms.names[row]]
        for step in range(series.steps + 1):
            value = write.percent(float(series.chances[step, row]))
            lines.append(self.tr("{0}: {1}").format(self._step_name(step, whole=True), value))
        lines.append(self.tr("All at once: {0}").format(write.percent(float(series.at_once[row]))))
        return "\n".join(lines)

"""The board: headlines, *Who joins* and the second views. ``Board.display`` alone hears of frames and fans them out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QToolButton, QVBoxLayout, QWidget

from gui.charts.chart import Chart, Holding, Working, as_tsv
from gui.charts.deck import VIEWS, Deck, title
from gui.charts.detached import DetachedView
from gui.charts.joins import JoinsChart
from gui.charts.parts import Writing
from gui.charts.sentenceroom import SentenceRoom
from gui.charts.why import WhyChart
from gui.frame import Frame
from gui.headline import Tiles
from gui.icons import icon
from gui.saying import Said, said
from gui.theme import LIGHT, Theme, dress

COMPACT_BELOW_PX = 700
SHARES = (520, 480)  # of *Who joins* and of the second view, before a person moves the border
HANDED_ON = (
    *("firm_selected", "pin_asked", "record_asked", "goal_asked", "lever_moved", "lever_released", "levers_moved"),
    *(
        "axes_chosen",
        "scenario_opened",
        "order_asked",
        "measure_chosen",
        "lever_focused",
        "input_chosen",
        "sort_chosen",
        "ranges_asked",
    ),
)  # what a chart asks for under the board's own name of it


class Board(QWidget):
    """The middle of the window.

    Signals: ``firm_selected(str | None)``, ``pin_asked(firm id, True | False | None)``, ``sort_chosen(str)``,
    ``lever_moved(id, value, gesture)``, ``lever_released(id, gesture)``,
    ``views_shown(frozenset of chart ids)``, ``order_asked(Order | None)``,
    ``goal_asked(firm id, probability)``, ``levers_moved({id: value}, gesture)``, ``axes_chosen((id, id))``,
    ``scenario_opened(row)``, ``measure_chosen(target)``, ``lever_focused(id)``, ``input_chosen(cell)``,
    ``ranges_asked()``.
    """

    firm_selected = Signal(object)
    pin_asked = Signal(str, object)
    record_asked = Signal(str)
    sort_chosen = Signal(str)
    lever_moved = Signal(str, float, int)
    lever_released = Signal(str, int)
    views_shown = Signal(object)
    order_asked = Signal(object)
    goal_asked = Signal(str, float)
    picture_asked = Signal(str, QPoint)  # chart id, place on screen
    levers_moved = Signal(object, int)
    axes_chosen = Signal(object)
    scenario_opened = Signal(int)
    measure_chosen = Signal(str)
    lever_focused = Signal(str)
    input_chosen = Signal(object)
    ranges_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("board")
        self.theme: Theme = LIGHT
        self._frame: Frame | None = None
        self._said: Said | None = None
        self._shown: frozenset[str] = frozenset()
        self._locks: frozenset[str] = frozenset()
        self._writing = Writing()
        self.tiles, self.joins = Tiles(), JoinsChart()
        self._deck = Deck(self._take_up)
        self.tabs = self._deck.tabs
        self.detached: dict[str, DetachedView] = {}
        self._detach = QToolButton()
        self._detach.setObjectName("board.detach")
        dress(self._detach, "flat")
        self._detach.clicked.connect(self._detach_current)
        self.tabs.add_to_corner(self._detach)
        self._sentence_room = SentenceRoom()
        self.sentence = self._sentence_room.label
        self.sentence.setObjectName("board.sentence")
        self.sentence.linkActivated.connect(self._follow_sentence)
        self._lay_out()
        self._take_up(self.joins)
        self.tabs.currentChanged.connect(self._show_visible)
        why = self._deck.chart("why")
        assert isinstance(why, WhyChart)
        self.why = why
        self._say_names()

    def display(self, frame: Frame) -> None:
        """Show a frame; a view that is out of sight is left alone until it is looked at."""
        self._frame = frame
        self.tiles.show_frame(frame)
        self.joins.show(frame)
        self._say_sentence(frame)
        self._show_visible()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self._detach.setIcon(icon("detach", theme.muted))
        self.tiles.set_theme(theme)
        for window in self.detached.values():
            window.set_theme(theme)
        for chart in self._charts():
            chart.set_theme(theme)
        if self._frame is not None:
            self._say_sentence(self._frame)

    def set_locks(self, locks: frozenset[str]) -> None:
        """Leave these levers where they are, whatever is dragged in a chart."""
        self._locks = locks
        for chart in self._charts():
            if isinstance(chart, Holding):
                chart.set_locks(locks)

    def chart(self, chart_id: str) -> Chart:
        """Return a chart by id; KeyError if there is none."""
        return self.joins if chart_id == self.joins.id else self._deck.chart(chart_id)

    def titles(self) -> dict[str, str]:
        """Return what the charts are called, by id."""
        return {self.joins.id: self.joins.title(), **{view: title(view) for view in VIEWS}}

    def look_at(self, chart_id: str) -> None:
        """Bring a second view to the front."""
        if chart_id in self.detached:
            self.detached[chart_id].raise_()
        else:
            self._deck.look_at(chart_id)

    def in_sight(self) -> frozenset[str]:
        """Return the ids of the second views that can be seen now, and what else one of them needs."""
        seen = frozenset({self._deck.front, *self.detached} - {""})
        charts = (chart for view, chart in self._deck.charts.items() if view in seen)
        return seen.union(*(chart.needs for chart in charts if isinstance(chart, Working)))

    def close_lanes(self) -> None:
        """End the workers that charts have of their own."""
        for chart in self._deck.charts.values():
            if isinstance(chart, Working):
                chart.close()

    def retranslate(self) -> None:
        """Say everything anew."""
        for chart in self._charts():
            chart.retranslate()
        self._deck.retranslate()
        for view, window in self.detached.items():
            window.setWindowTitle(title(view))
        self._say_names()
        if self._frame is not None:
            self._say_sentence(self._frame)

    def detach(self, chart_id: str) -> DetachedView:
        """Move a second view into a window of its own, for another screen; closing that puts it back."""
        chart = self.chart(chart_id)
        self._deck.take_out(chart_id)
        window = DetachedView(chart, self)
        self.detached[chart_id] = window
        window.set_theme(self.theme)
        window.closed.connect(self._attach)
        window.show()
        self._show_visible()
        return window

    def _attach(self, chart_id: str) -> None:
        del self.detached[chart_id]
        self._deck.put_back(chart_id)
        self._show_visible()

    def copy(self, chart: Chart) -> None:
        """Put a chart's numbers on the clipboard as a table."""
        QGuiApplication.clipboard().setText(as_tsv(chart.rows()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # closed, not minimised
            for window in tuple(self.detached.values()):
                window.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tiles.set_compact(event.size().height() < COMPACT_BELOW_PX)

    def _charts(self) -> tuple[Chart, ...]:
        return (self.joins, *self._deck.charts.values())

    def _lay_out(self) -> None:
        upper = _panel("board.upper", self.joins.widget, self._sentence_room)
        lower = _panel("board.lower", self.tabs)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("board.splitter")
        self.splitter.setHandleWidth(10)
        self.splitter.setChildrenCollapsible(False)
        for panel in (upper, lower):
            self.splitter.addWidget(panel)
            self.splitter.setStretchFactor(self.splitter.count() - 1, 1)
        self.splitter.setSizes(list(SHARES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.tiles)
        layout.addWidget(self.splitter, 1)

    def _take_up(self, chart: Chart) -> None:
        """Dress a new chart, hand its intents on, and let its numbers and its picture be copied."""
        chart.set_theme(self.theme)
        if isinstance(chart, Holding):
            chart.set_locks(self._locks)
        for name in HANDED_ON:
            signal = getattr(chart, name, None)
            if signal is not None:
                signal.connect(getattr(self, name))
        if isinstance(chart, Working):
            chart.needs_changed.connect(self._show_visible)
        keys = QShortcut(QKeySequence.StandardKey.Copy, chart.widget)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(lambda: self.copy(chart))
        chart.widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chart.widget.customContextMenuRequested.connect(
            lambda at: self.picture_asked.emit(chart.id, chart.widget.mapToGlobal(at))
        )

    def _show_visible(self) -> None:
        for view in (self._deck.front, *self.detached):
            if view:
                chart = self._deck.chart(view)
                if self._frame is not None:
                    chart.show(self._frame)
        self._detach.setEnabled(self.tabs.count() > 0)
        shown = self.in_sight()
        if shown != self._shown:
            self._shown = shown
            self.views_shown.emit(shown)

    def _detach_current(self) -> None:
        if self._deck.front:
            self.detach(self._deck.front)

    def _say_names(self) -> None:
        self.tabs.setAccessibleName(self.tr("Second view"))
        text = self.tr("Show in a window of its own")
        self._detach.setToolTip(text)
        self._detach.setAccessibleName(text)

    def _say_sentence(self, frame: Frame) -> None:
        self._said = said(frame)
        self._sentence_room.say(self._said.text, self.theme)

    def _follow_sentence(self, _link: str) -> None:
        if self._said is not None:
            self.look_at("why")
            self.firm_selected.emit(self._said.firm_id)


def _panel(name: str, *contents: QWidget) -> QFrame:
    panel = QFrame()
    panel.setObjectName(name)
    dress(panel, "panel")
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(12, 10, 12, 8)
    layout.setSpacing(6)
    for widget in contents:
        layout.addWidget(widget)
    return panel

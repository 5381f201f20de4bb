"""The second views as tabs, each built when it is first looked at: the window comes up sooner.

A tab holds a page from the start, and the page the chart once there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.chart import Chart
from gui.charts.tabfit import FittingTabs

LEAST_PX = (480, 165)  # room for any view, the same for all, so that no border moves when one is built

# id of a view, which is its module -> its class, which is the context of its texts, and what it is called
VIEWS: dict[str, tuple[str, object]] = {
    "why": ("WhyChart", QT_TRANSLATE_NOOP("WhyChart", "Why")),
    "waterfall": ("WaterfallChart", QT_TRANSLATE_NOOP("WaterfallChart", "Why it moved")),
    "tipping": ("TippingChart", QT_TRANSLATE_NOOP("TippingChart", "Tipping points")),
    "turnout": ("TurnoutChart", QT_TRANSLATE_NOOP("TurnoutChart", "Turnout")),
    "tradeoff": ("TradeoffChart", QT_TRANSLATE_NOOP("TradeoffChart", "Trade-off map")),
    "stages": ("StagesChart", QT_TRANSLATE_NOOP("StagesChart", "Stages")),
    "announcements": ("AnnouncementsChart", QT_TRANSLATE_NOOP("AnnouncementsChart", "Announcements")),
    "matters": ("MattersChart", QT_TRANSLATE_NOOP("MattersChart", "What matters")),
    "compare": ("CompareChart", QT_TRANSLATE_NOOP("CompareChart", "Compare")),
}
SHORT: dict[str, object] = {
    "waterfall": QT_TRANSLATE_NOOP("Tabs", "Change"),
    "tipping": QT_TRANSLATE_NOOP("Tabs", "Tipping"),
    "turnout": QT_TRANSLATE_NOOP("Tabs", "Turnout"),
    "tradeoff": QT_TRANSLATE_NOOP("Tabs", "Trade-off"),
    "stages": QT_TRANSLATE_NOOP("Tabs", "Stages"),
    "announcements": QT_TRANSLATE_NOOP("Tabs", "Sequence"),
    "matters": QT_TRANSLATE_NOOP("Tabs", "Matters"),
}


class Deck:
    """The tabs and their charts; ``built`` is called with each chart when it is made."""

    def __init__(self, built: Callable[[Chart], None]) -> None:
        self._built = built
        self.charts: dict[str, Chart] = {}
        self.tabs = FittingTabs(QSize(*LEAST_PX))
        self.tabs.setObjectName("board.tabs")
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves no ring
        self._pages = {view: _page(view) for view in VIEWS}
        for view, page in self._pages.items():
            self.tabs.addTab(page, title(view))
        self.retranslate()

    @property
    def front(self) -> str:
        """The id of the view whose tab is in front; empty where every view has left."""
        page = self.tabs.currentWidget()
        return next((view for view, known in self._pages.items() if known is page), "")

    def chart(self, view: str) -> Chart:
        """Return the chart of a view, made now if it is the first time; KeyError if there is no such view."""
        if view not in self.charts:
            chart: Chart = getattr(import_module(f"gui.charts.{view}"), VIEWS[view][0])()
            self.charts[view] = chart
            self._hold(view)
            self._built(chart)
        return self.charts[view]

    def look_at(self, view: str) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentWidget(self._pages[view])

    def take_out(self, view: str) -> None:
        """Remove the tab of a view; its chart goes wherever it is put next."""
        self.tabs.removeTab(self.tabs.indexOf(self._pages[view]))

    def put_back(self, view: str) -> None:
        """Give a view its tab again, where it was."""
        self._hold(view)
        before = [known for known in VIEWS if known == view or self.tabs.indexOf(self._pages[known]) >= 0]
        self.tabs.insertTab(before.index(view), self._pages[view], title(view))
        self.look_at(view)

    def retranslate(self) -> None:
        """Write the tabs anew."""
        self.tabs.set_titles({page: (title(view), short_title(view)) for view, page in self._pages.items()})

    def _hold(self, view: str) -> None:
        room = self._pages[view].layout()
        assert room is not None
        room.addWidget(self.charts[view].widget)
        self.charts[view].widget.show()


def title(view: str) -> str:
    """Return what a view is called, in the language on screen."""
    context, text = VIEWS[view]
    return QCoreApplication.translate(context, str(text))


def short_title(view: str) -> str:
    """Return what a view is called where room is short."""
    return QCoreApplication.translate("Tabs", str(SHORT[view])) if view in SHORT else title(view)


def _page(view: str) -> QWidget:
    page = QWidget()
    page.setObjectName(f"page.{view}")
    room = QVBoxLayout(page)
    room.setContentsMargins(0, 0, 0, 0)
    return page

"""A second view in a window of its own, live as before, for another screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.charts.chart import Chart
from gui.theme import Theme

SIZE_PX = (900, 560)


class DetachedView(QWidget):
    """Holds a chart until it is closed. Signals: ``closed(chart id)``; it goes with the window it came from."""

    closed = Signal(str)

    def __init__(self, chart: Chart, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName(f"detached.{chart.id}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setWindowTitle(chart.title())
        self._chart = chart
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(chart.widget)
        chart.widget.show()
        self.resize(*SIZE_PX)

    def set_theme(self, theme: Theme) -> None:
        """Take another ground."""
        ground = self.palette()
        ground.setColor(self.backgroundRole(), theme.color("panel"))
        self.setPalette(ground)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._chart.widget.setParent(None)
        self.closed.emit(self._chart.id)
        super().closeEvent(event)

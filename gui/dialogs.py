"""What dialogs with work behind them share: the worker and its end, start and stop, the bar, panels and tables."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.theme import dress

ROW_PX, HEAD_PX = 26, 40
Stopped = Callable[[], bool]
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows as shown; the first ``words`` columns are words, the others numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int


class WorkLane(QObject):
    """One job at a time on a thread of its own; a newer one, or ``cancel``, stops it at its next look.

    A subclass does the job in ``work`` and may emit ``progressed`` and ``answered`` while nobody has stopped it.
    """

    progressed = Signal(object, float)  # job, share
    answered = Signal(object, object)  # job, answer or ModelError
    ended = Signal(object)  # job: nothing more will come of it
    _finished = Signal(object)  # Future, from the worker

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"turnout-{name}")
        self._stop = threading.Event()
        self._closed = False
        self._finished.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def work(self, job: Any, stopped: Stopped) -> None:
        """Do a job on the worker; a subclass says how."""
        raise NotImplementedError

    def ask(self, job: Any) -> None:
        """Drop what is running and do a job."""
        if self._closed:
            return
        self.cancel()
        self._stop = threading.Event()
        self._pool.submit(self._done, job, self._stop.is_set).add_done_callback(self._finished.emit)

    def cancel(self) -> None:
        """Let the running job stop; nothing more is told of it."""
        self._stop.set()

    def close(self) -> None:
        """End the worker; it has ended when this returns."""
        self._closed = True
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _done(self, job: Any, stopped: Stopped) -> None:
        self.work(job, stopped)
        if not stopped():
            self.ended.emit(job)

    def _look(self, future: Future[None]) -> None:
        if not self._closed and not future.cancelled():
            future.result()


class WorkDialog(QDialog):
    """A dialog whose worker ends when it closes, however that comes about."""

    def __init__(self, name: str, lane: WorkLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lane: WorkLane = lane
        lane.setParent(self)
        self.start_button, self.stop = start_and_stop(f"{name}.start", f"{name}.stop")
        self.bar = progress_bar(f"{name}.progress")
        self.verdict, self.lead = wrapped(f"{name}.verdict", "title"), wrapped(f"{name}.lead", "muted")

    def retranslate(self) -> None:
        """Say everything anew in the language on screen."""

    def question(self, width_px: int, *parts: QWidget) -> QFrame:
        """Return the panel at the left: its parts, the last one growing, then the bar, start and stop."""
        box = panel(f"{self.objectName()}.question")
        box.setFixedWidth(width_px)
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part, 1 if part is parts[-1] else 0)
        column.addWidget(self.bar)
        buttons = QHBoxLayout()
        buttons.addWidget(self.start_button, 1)
        buttons.addWidget(self.stop)
        column.addLayout(buttons)
        return box

    def answers(self) -> tuple[QFrame, QVBoxLayout]:
        """Return the panel at the right, begun with the verdict and what leads on, and its column."""
        box = panel(f"{self.objectName()}.answers")
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(self.verdict)
        column.addWidget(self.lead)
        return box, column

    def set_side_by_side(self, left: QWidget, right: QWidget) -> None:
        """Place the question at the left and the answers at the right, which grow; Return starts."""
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 14, 14, 14)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.start_button.setDefault(True)

    def done(self, result: int) -> None:
        """Stop working when the dialog closes."""
        self.lane.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop working when the dialog closes."""
        self.lane.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def start_and_stop(start: str, stop: str) -> tuple[QPushButton, QPushButton]:
    """Return the button that starts the work, which Return presses, and the one that stops it."""
    made = []
    for name, role in ((start, "primary"), (stop, "body")):
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        dress(button, role)
        made.append(button)
    return made[0], made[1]


def progress_bar(name: str, whole: int = 100) -> QProgressBar:
    """Return a bar without a number on it."""
    bar = QProgressBar()
    bar.setObjectName(name)
    bar.setRange(0, whole)
    bar.setTextVisible(False)
    return bar


def wrapped(name: str, role: str) -> QLabel:
    """Return a label of plain text that goes over several lines."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    dress(label, role)
    return label


def panel(name: str) -> QFrame:
    """Return a panel."""
    made = QFrame()
    made.setObjectName(name)
    dress(made, "panel")
    return made


def scrolled(content: QWidget, *, sideways: bool = False) -> QScrollArea:
    """Return a scroll area around a widget."""
    content.setObjectName("scrolled")
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


def table_view(name: str = "") -> QTableWidget:
    """Return a table to read."""
    made = QTableWidget()
    made.setObjectName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setAlternatingRowColors(True)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(ROW_PX)
    return made


def fill_table(view: QTableWidget, table: Table) -> None:
    """Show a table: words to the left, numbers to the right, the first column as wide as there is room."""
    view.setRowCount(len(table.rows))
    view.setColumnCount(len(table.heads))
    for column, head in enumerate(table.heads):
        view.setHorizontalHeaderItem(column, _sided(head, column < table.words))
    for row, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            view.setItem(row, column, _sided(text, column < table.words))
    header = view.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


def _sided(text: str, word: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    side = Qt.AlignmentFlag.AlignLeft if word else Qt.AlignmentFlag.AlignRight
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item


def copy_table(table: Table) -> None:
    """Put a table on the clipboard as a spreadsheet takes it."""
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in (table.heads, *table.rows)) + "\n")


def csv_bytes(tables: Sequence[Table]) -> bytes:
    """Return tables, an empty line apart, as CSV in UTF-8 with a byte order mark, which Excel needs for Hangul."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for place, table in enumerate(tables):
        writer.writerows([[]] if place else [])
        writer.writerows([[_plain(cell) for cell in row] for row in (table.heads, *table.rows)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _plain(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell

"""Who joins: a bar for every firm, its bands, the baseline, and what it did in fact."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from gui.charts.banding import band_cells, band_heads, chance_edges, change_edges, change_line, with_bands
from gui.charts.chart import TextTable
from gui.charts.joins_view import JoinsView
from gui.charts.parts import Column, ElidedLabel, Writing
from gui.charts.series import NO_ROW, JoinSeries, join_series
from gui.frame import SORTS, Frame
from gui.numbers import Numbers
from gui.theme import Theme, dress
from model.recorded import record_of

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class JoinsChart(QObject):
    """*Who joins* with its caption, the order chooser and the sentence beneath.

    Signals: ``firm_selected(str | None)``, ``pin_asked(firm id, True | False | None)``, ``sort_chosen(str)``,
    ``why_asked(firm id)`` where a number of the sentence is clicked, ``goal_asked(firm id, probability)`` on a drag.
    """

    firm_selected = Signal(object)
    pin_asked = Signal(str, object)
    record_asked = Signal(str)  # firm id
    sort_chosen = Signal(str)
    why_asked = Signal(str)
    goal_asked = Signal(str, float)

    id = "joins"

    def __init__(self) -> None:
        super().__init__()
        self.view = JoinsView()
        self.widget = QWidget()
        self.widget.setObjectName("chart.joins")
        self._writing = Writing()
        self._numbers = Numbers("en")
        self._frame: Frame | None = None
        self._title, self._caption = QLabel(), ElidedLabel("muted")
        self._caption.setObjectName("chart.joins.caption")
        dress(self._title, "title")
        self._sort = QComboBox()
        self._sort.setObjectName("chart.joins.sort")
        dress(self._sort, "small")
        self._sort.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._sort.setFixedHeight(24)
        self._sort.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self._title)
        header.addWidget(self._caption, 1)
        header.addWidget(self._sort)
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(header)
        layout.addWidget(self.view, 1)
        for sort in SORTS:
            self._sort.addItem("", sort)
        self._sort.activated.connect(lambda row: self.sort_chosen.emit(self._sort.itemData(row)))
        self.view.teller = self._tip
        self.view.row_chosen.connect(self._choose)
        self.view.menu_asked.connect(self._open_menu)
        self.view.aimed.connect(lambda row, chance: self.goal_asked.emit(self.view.firms.ids[row], chance))
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Who joins")

    def show(self, frame: Frame) -> None:
        """Draw a frame."""
        self._frame = frame
        series, before = join_series(frame), self.view.series
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        self.view.series, self.view.stale = series, frame.stale
        self.view.set_rows(series.firms, self._columns(series))
        if (before.bands is None) != (series.bands is None):
            self._caption.set_wordings(*self._legend())
        if self._sort.currentData() != frame.sort:
            self._sort.setCurrentIndex(self._sort.findData(frame.sort))
        if not frame.dragging:
            self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(theme)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.title())
        self._caption.set_wordings(*self._legend())
        percent = self.view.percent = self._numbers.percent_bar
        self.view.ticks = tuple((value, percent(value)) for value in TICKS)
        names = {
            "chance": self.tr("By chance"),
            "name": self.tr("By name"),
            "listing": self.tr("By listing"),
            "date": self.tr("By date"),
        }
        for row, sort in enumerate(SORTS):
            self._sort.setItemText(row, names[sort])
        self._sort.setAccessibleName(self.tr("Order of the firms"))
        self._sort.setToolTip(self.tr("Order of the firms"))
        self.view.setAccessibleName(self.title())
        if self._frame is not None:
            self.show(self._frame)

    def rows(self) -> TextTable:
        """Return the chart as text, one decimal."""
        series, write = self.view.series, self._numbers
        heading = [
            self.tr("Firm"),
            self.tr("Join probability"),
            self.tr("Baseline"),
            self.tr("Change"),
            self.tr("Selection if it joins"),
            self.tr("Final team if it joins"),
            self.tr("In fact"),
        ]
        banded = [name for head in (heading[1], *heading[4:6]) for name in band_heads(head)]
        known, moved = chance_edges(self._frame, 0) is not None, change_edges(self._frame, 0) is not None
        errors = self._standard_errors()
        sampled = (self.tr("Standard error of the join probability (sampled, points)"),) if errors else ()
        table = [[*heading, *(banded if known else ()), *(band_heads(heading[3]) if moved else ()), *sampled]]
        for row, name in enumerate(series.firms.names):
            numbers = (series.join[row], series.baseline[row])
            chances = (series.selection[row], series.final[row])
            edges, shift = chance_edges(self._frame, row) or (), change_edges(self._frame, row)
            table.append(
                [
                    name,
                    *(write.percent(float(value)) for value in numbers),
                    write.points(float(series.change[row])),
                    *(write.percent(float(value)) for value in chances),
                    self._decision(series.firms.joined[row]),
                    *(cell for each in edges for cell in band_cells(write.percent, each)),
                    *(() if shift is None else band_cells(write.points, shift)),
                    *errors[row : row + 1],
                ]
            )
        return table

    def _standard_errors(self) -> list[str]:
        """Return how far sampling may put each displayed firm off, in points; none where nothing was sampled."""
        frame = self._frame
        if frame is None or frame.outcome.sampling is None:
            return []
        errors = frame.outcome.sampling.join_standard_error
        return [self._numbers.error_points(errors[firm]) for firm in frame.order]

    def _columns(self, series: JoinSeries) -> tuple[Column, ...]:
        write = self._numbers
        return (
            Column(tuple(write.percent_bar(value) for value in series.join.tolist()), write.percent_bar(1.0)),
            Column(
                tuple(write.points_short(value) for value in series.change.tolist()), write.points_short(-1.0), True
            ),
        )

    def _legend(self) -> tuple[str, str]:
        bands = self.view.series.bands is not None
        colours = self.tr("orange: baseline")
        long = [self.tr("bar: join probability"), self.tr("lines: 90 % and 50 % bands"), colours]
        short = [self.tr("bar: chance"), self.tr("lines: 90 %, 50 %"), colours]
        if not bands:
            del long[1], short[1]
        signs = (self.tr("✓ joined × declined · undecided, in fact"), self.tr("✓ joined × declined"))
        return " · ".join([*long, signs[0]]), " · ".join([*short, signs[1]])

    def _decision(self, joined: bool | None) -> str:
        if joined is None:
            return self.tr("undecided")
        return self.tr("joined") if joined else self.tr("declined")

    def _tip(self, row: int) -> str:
        series, write = self.view.series, self._numbers
        lines = [
            series.firms.names[row],
            self.tr("Joins: {0} (baseline {1})").format(
                write.percent(float(series.join[row])), write.percent(float(series.baseline[row]))
            ),
        ]
        if series.bands is not None:
            low90, low50, high50, high90 = (write.percent(float(value)) for value in series.bands[:, row])
            lines.append(self.tr("Bands: 50 % {0} – {1}, 90 % {2} – {3}").format(low50, high50, low90, high90))
        lines += change_line(self._frame, row, float(series.change[row]), write.points)
        selected = self.tr("Selected if it joins: {0}").format(write.percent(float(series.selection[row])))
        final = self.tr("Final team if it joins: {0}").format(write.percent(float(series.final[row])))
        _, *edges = chance_edges(self._frame, row) or (None, None, None)
        lines += [
            *(with_bands(text, write.percent, band) for text, band in zip((selected, final), edges, strict=True)),
            self.tr("In fact: {0}").format(self._decision(series.firms.joined[row])),
        ]
        if row in series.firms.recorded and self._frame is not None:
            record = record_of(self._frame.document.recorded, self._frame.scenario.call, series.firms.ids[row])
            if record is not None:
                told = self.tr("Recorded by you, not in the fit: {0}").format(write.date(record.announced_on))
                lines.append(told if self._frame.shield else f"{told}, {record.source}")
        pin = series.firms.pins[row]
        if pin is not None:
            lines.append(self.tr("Pinned in") if pin else self.tr("Pinned out"))
        return "\n".join(lines)

    def _describe(self) -> None:
        series = self.view.series
        row = series.firms.selected
        if row != NO_ROW:
            text = self._tip(row).replace("\n", ". ")
        else:
            texts = self.view.columns[0].texts
            text = ", ".join(f"{name} {chance}" for name, chance in zip(series.firms.names, texts, strict=True))
        if text != self.view.accessibleDescription():
            self.view.setAccessibleDescription(text)

    def _choose(self, row: int) -> None:
        self.firm_selected.emit(None if row == NO_ROW else self.view.firms.ids[row])

    def _open_menu(self, row: int, place: QPoint) -> None:
        menu = self.menu(row)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def menu(self, row: int) -> QMenu:
        """Return the context menu of a row: pin the firm in, out, or not at all."""
        menu = QMenu(self.view)
        menu.setObjectName("chart.joins.menu")
        firm, pin = self.view.firms.ids[row], self.view.firms.pins[row]
        group = QActionGroup(menu)
        for text, value in ((self.tr("Pin in"), True), (self.tr("Pin out"), False), (self.tr("Unpin"), None)):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(pin is value)
            action.setEnabled(pin is not value)
            group.addAction(action)
            action.triggered.connect(lambda _=False, value=value: self.pin_asked.emit(firm, value))
        menu.addSeparator()
        record = menu.addAction(self.tr("Record a decision…"))
        record.triggered.connect(lambda _=False: self.record_asked.emit(firm))
        return menu

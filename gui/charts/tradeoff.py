"""Trade-off map: any two levers across and upwards, a headline or a firm's chance as colour, public cost as contours.

The scenarios stand on it as points. A point's own colour is its own figure, which differs from the ground where its
other levers differ from the present ones. Gestures count down from zero, as those of the tipping points do.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.charts.chart import TextTable
from gui.charts.parts import ElidedLabel, Writing
from gui.charts.picker import Picker
from gui.charts.tradeoff_canvas import MapCanvas
from gui.charts.tradeoff_series import COST, MapPoint, MapSeries, MapTexts, Scale, map_series, read
from gui.charts.words import card_name, headline_name
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import Theme, dress
from model.outcome import HEADLINES

TICKS_ACROSS, TICKS_UPWARDS, TICKS_OF_BAR = 6, 5, 5
ONE_DECIMAL_FROM = 0.5  # width of a colour bar of counts


class TradeoffChart(QObject):
    """*Trade-off map*.

    Signals: ``axes_chosen((across, upwards))``, ``levers_moved({id: value}, gesture)``,
    ``lever_released(id, gesture)``, ``scenario_opened(row)``.
    """

    axes_chosen = Signal(object)
    levers_moved = Signal(object, int)
    lever_released = Signal(str, int)
    scenario_opened = Signal(int)

    id = "tradeoff"

    def __init__(self) -> None:
        super().__init__()
        self.widget = QWidget()
        self.widget.setObjectName("chart.tradeoff")
        self.series = MapSeries("expected_joiners")
        self._writing, self._numbers = Writing(), Numbers("en")
        self._frame: Frame | None = None
        self._listed: tuple[object, ...] = ()  # what the pickers offer
        self._gesture = 0
        self._locks: frozenset[str] = frozenset()
        self.canvas = MapCanvas(self.widget)
        self.reading = ElidedLabel("body")
        self.reading.setObjectName("chart.tradeoff.reading")
        self.pickers = {name: self._picker(name) for name in ("across", "upwards", "colour")}
        self._captions = {name: QLabel() for name in self.pickers}
        for name, caption in self._captions.items():
            caption.setBuddy(self.pickers[name])
        self._lay_out()
        self.canvas.teller = self._tip
        self.canvas.dragged.connect(self._drag)
        self.canvas.released.connect(self._release)
        self.canvas.chosen.connect(self._choose)
        self.canvas.stepped.connect(self._step)
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Trade-off map")

    def show(self, frame: Frame) -> None:
        """Draw a frame."""
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        self._list(frame)
        self._redraw()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.canvas.theme = theme
        self.canvas.update()

    def retranslate(self) -> None:
        """Say everything anew."""
        texts = {"across": self.tr("Across"), "upwards": self.tr("Upwards"), "colour": self.tr("Colour")}
        for name, text in texts.items():
            self._captions[name].setText(text)
            self.pickers[name].setAccessibleName(text)
        self.canvas.setAccessibleName(self.title())
        self._listed = ()
        if self._frame is not None:
            self.show(self._frame)

    def set_locks(self, locks: frozenset[str]) -> None:
        """Leave these levers where they are, whatever is dragged."""
        self._locks = locks
        self._redraw()

    def rows(self) -> TextTable:
        """Return the figure at every pair of values of the two levers as text, the second lever across."""
        frame, found = self._frame, None if self._frame is None else self._frame.sweep
        if frame is None or found is None or self.series.scales is None:
            return [[self.title()]]
        first, second = found.axes
        write = self._numbers
        head = f"{first.lever.name(frame.language)} / {second.lever.name(frame.language)}"
        table = [[head, *(write.value(second.lever, value) for value in second.values.tolist())]]
        for value, figures in zip(first.values.tolist(), found.figure(self.series.name).tolist(), strict=True):
            table.append([write.value(first.lever, value), *(self._written(figure) for figure in figures)])
        return table

    # What is shown ------------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        frame = self._frame
        if frame is None:
            return
        self.series = map_series(frame, str(self.pickers["colour"].currentData() or "expected_joiners"), self.series)
        self.canvas.set_series(self.series, self._texts(frame), frame.stale)
        text = self._reading(frame)
        self.reading.set_wordings(text)
        self.canvas.setAccessibleDescription(text)

    def _texts(self, frame: Frame) -> MapTexts:
        series, write = self.series, self._numbers
        if series.scales is None:
            busy = {"map", "solve"} & frame.busy
            return MapTexts(waiting=self.tr("Computing the map…") if busy else self.tr("There is no map."))
        places = np.linspace(0.0, 1.0, TICKS_OF_BAR).tolist()
        return MapTexts(
            across=self._ticks(series.scales[0], TICKS_ACROSS),
            upwards=self._ticks(series.scales[1], TICKS_UPWARDS),
            bar=tuple((share, self._written(series.low + share * (series.high - series.low))) for share in places),
            contours=tuple(write.money(level).replace(".0 bn", " bn") for level, _ in series.contours),
            points=tuple(self._name(frame, point) for point in series.points),
        )

    def _ticks(self, scale: Scale, most: int) -> tuple[tuple[float, str], ...]:
        return tuple((scale.place(value), self._numbers.value(scale.lever, value)) for value in scale.ticks(most))

    def _name(self, frame: Frame, point: MapPoint) -> str:
        edited = point.kind == "working" and frame.document.edited
        return " · ".join(card_name(frame, name, edited) for name in point.names)

    def _written(self, figure: float) -> str:
        unit, write = HEADLINES.get(self.series.name, "probability"), self._numbers
        if unit == "bn":
            return write.money(figure)
        if unit == "probability":
            return write.percent(figure)
        if unit == "count":
            return write.count(figure, 1 if self.series.high - self.series.low >= ONE_DECIMAL_FROM else 2)
        return write.factor(figure)

    def _reading(self, frame: Frame) -> str:
        series, write = self.series, self._numbers
        point = series.working
        if series.scales is None or point is None or point.figure is None:
            return ""
        levers = " · ".join(
            f"{scale.lever.name(frame.language)} {write.value(scale.lever, frame.scenario.value(scale.lever.id))}"
            for scale in series.scales
        )
        cost = write.money(frame.outcome.headline[COST])
        text = self.tr("{0}: {1} {2}, {3} {4} · lines: {3}")
        figure = self.pickers["colour"].currentText(), self._written(point.figure)
        said = text.format(levers, *figure, headline_name(COST), cost)
        held = [scale.lever.name(frame.language) for scale in series.scales if scale.lever.id in self._locks]
        return said + self.tr(" · locked: {}").format(", ".join(held)) if held else said

    def _tip(self, x: float, y: float) -> str:
        frame, scales = self._frame, self.series.scales
        if frame is None or frame.sweep is None or scales is None:
            return ""
        lines = [
            f"{scale.lever.name(frame.language)}: {self._numbers.value(scale.lever, scale.value(place))}"
            for scale, place in zip(scales, (x, y), strict=True)
        ]
        figure, solved = read(self.series, (x, y))
        written = self._written(figure) if solved else self.tr("about {}").format(self._written(figure))
        return "\n".join([*lines, f"{self.pickers['colour'].currentText()}: {written}"])

    # The pickers --------------------------------------------------------------------------------------------------

    def _list(self, frame: Frame) -> None:
        """Offer the levers, headlines and firms of a frame; what was chosen stays chosen."""
        key = (frame.case.levers, frame.language, frame.outcome.firm_ids, frame.names)
        levers = [(lever.name(frame.language), lever.id) for lever in frame.case.levers]
        if key != self._listed:
            self._listed = key
            firms = [(frame.names[row], frame.outcome.firm_ids[row]) for row in range(len(frame.names))]
            figures = [(headline_name(name), name) for name in HEADLINES]
            chosen = str(self.pickers["colour"].currentData() or "expected_joiners")
            for name, entries in (("across", levers), ("upwards", levers), ("colour", figures + firms)):
                picker = self.pickers[name]
                picker.clear()
                for text, data in entries:
                    picker.addItem(text, data)
            self.pickers["colour"].insertSeparator(len(figures))
            self.pickers["colour"].setCurrentIndex(max(self.pickers["colour"].findData(chosen), 0))
        for name, lever_id in zip(("across", "upwards"), frame.axes, strict=False):
            self.pickers[name].setCurrentIndex(self.pickers[name].findData(lever_id))

    def _pick(self, name: str) -> None:
        """Take another axis; one that the other axis has already is exchanged with it."""
        if self._frame is None:
            return
        if name == "colour":
            self._redraw()
            return
        across, upwards = (str(self.pickers[axis].currentData()) for axis in ("across", "upwards"))
        if across == upwards:
            across, upwards = self._frame.axes[::-1]
        self.axes_chosen.emit((across, upwards))

    # Dragging -----------------------------------------------------------------------------------------------------

    def _drag(self, x: float, y: float) -> None:
        scales = self.series.scales
        if scales is not None:
            self._move({scale.lever.id: scale.value(place) for scale, place in zip(scales, (x, y), strict=True)})

    def _move(self, values: dict[str, float]) -> None:
        free = {lever_id: value for lever_id, value in values.items() if lever_id not in self._locks}
        if free:
            self.levers_moved.emit(free, self._gesture)

    def _release(self) -> None:
        if self.series.scales is not None:
            self.lever_released.emit(self.series.scales[0].lever.id, self._gesture)
            self._gesture -= 1

    def _choose(self, point: MapPoint) -> None:
        if point.kind != "working" and point.row is not None:
            self.scenario_opened.emit(point.row)

    def _step(self, across: int, upwards: int) -> None:
        frame, scales = self._frame, self.series.scales
        if frame is not None and scales is not None:
            scale, by = (scales[0], across) if across else (scales[1], upwards)
            self._move({scale.lever.id: scale.moved(frame.scenario.value(scale.lever.id), by)})
            self._release()

    # Placing ------------------------------------------------------------------------------------------------------

    def _picker(self, name: str) -> Picker:
        picker = Picker(self.widget)
        picker.setObjectName(f"chart.tradeoff.{name}")
        picker.activated.connect(lambda _row, name=name: self._pick(name))
        return picker

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, picker in self.pickers.items():
            dress(self._captions[name], "muted")
            self._captions[name].setBuddy(picker)
            row.addWidget(self._captions[name])
            row.addWidget(picker, 1)
            picker.currentTextChanged.connect(lambda _, picker=picker: row.setStretchFactor(picker, picker.wanted_px))
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.reading)
        layout.addWidget(self.canvas, 1)

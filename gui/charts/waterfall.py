"""Why it moved: one firm's chance from the baseline to now, a step a changed lever, or a step a motive."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.charts.chart import TextTable
from gui.charts.parts import Column, ElidedLabel, Writing
from gui.charts.rows import RowsView
from gui.charts.series import NO_ROW, Firms
from gui.charts.waterfall_series import UNITS, By, Waterfall, waterfall
from gui.charts.words import card_name, component_name
from gui.frame import Frame
from gui.numbers import Numbers
from gui.theme import REGULAR, SEMIBOLD, Theme, font
from model.questions.explain import EQUILIBRIUM, PINS

BAR_SHARE, LEAST_PX = 0.62, 2.0
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
LABEL_PX = 12


class WaterfallView(RowsView):
    """The steps as rows: the baseline's bar on top, the present one at the bottom, and what lies between."""

    def __init__(self) -> None:
        super().__init__(name_weight=REGULAR, marks=False, rows_in_sight=5)
        self.setObjectName("chart.waterfall.rows")
        self.fall: Waterfall | None = None
        self.tips: tuple[str, ...] = ()

    def paint_plot(self, painter: QPainter, rows: range) -> None:
        """Paint the bars and the threads between them."""
        if self.fall is None:
            return
        levels, last = self.fall.levels.tolist(), len(self.firms) - 1
        height = round(self.pitch * BAR_SHARE)
        for row in rows:
            y = self.top(row) + (self.pitch - height) // 2
            begins, ends = (0.0, levels[0]) if row == 0 else (levels[row - 1], levels[min(row, len(levels) - 1)])
            if row == last:
                begins, ends = 0.0, levels[-1]
            left, right = sorted((self.x_of(begins), self.x_of(ends)))
            role = "baseline" if row == 0 else "bar_on" if row == last else "good" if ends > begins else "bad"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(role))
            painter.drawRect(QRectF(left, y, max(right - left, LEAST_PX), height))
            if row < last:
                painter.setPen(QPen(self.theme.color("muted"), 1))
                x = round(self.x_of(ends)) + 0.5
                painter.drawLine(QPointF(x, y + height), QPointF(x, y + self.pitch))

    def tip(self, row: int, _point: QPointF) -> str:
        """Return a step in full."""
        return self.tips[row] if row < len(self.tips) else ""


class WaterfallChart(QObject):
    """*Why it moved*. No signals: the firm is the one selected elsewhere."""

    id = "waterfall"

    def __init__(self) -> None:
        super().__init__()
        self.view = WaterfallView()
        self.widget = QWidget()
        self.widget.setObjectName("chart.waterfall")
        self.by: By = "levers"
        self.reading = ElidedLabel("body")
        self.reading.setObjectName("chart.waterfall.reading")
        self._writing, self._numbers = Writing(), Numbers("en")
        self._frame: Frame | None = None
        self.view.low, self.view.high = 0.0, 1.0
        ways: tuple[By, ...] = ("levers", "motives")
        self.buttons = {way: self._button(way) for way in ways}
        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.reading, 1)
        for button in self.buttons.values():
            group.addButton(button)
            top.addWidget(button)
        self.buttons["levers"].setChecked(True)
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        self.retranslate()

    def title(self) -> str:
        """Return the chart's name."""
        return self.tr("Why it moved")

    def show(self, frame: Frame) -> None:
        """Draw a frame."""
        self._frame = frame
        self._numbers = self._writing.of(frame.language, frame.case.meta["currency"])
        view = self.view
        view.fall, view.stale = waterfall(frame, self.by), frame.stale
        shown = view.fall is not None and view.fall.ids
        view.ticks = tuple((value, self._numbers.percent_bar(value)) for value in TICKS) if shown else ()
        self.reading.set_wordings(*self._wordings(frame, view.fall))
        view.setAccessibleDescription(self.reading.text())
        if view.fall is None or not view.fall.ids:
            view.tips = ()
            view.fall = None
            view.set_rows(Firms((), (), (), (), NO_ROW), ())
        else:
            self._fill(frame, view.fall)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(theme)

    def retranslate(self) -> None:
        """Say everything anew."""
        self.view.setAccessibleName(self.title())
        texts = {"levers": self.tr("By lever"), "motives": self.tr("By motive")}
        for way, button in self.buttons.items():
            button.setText(texts[way])
        if self._frame is not None:
            self.show(self._frame)

    def rows(self) -> TextTable:
        """Return the steps as text."""
        head = [self.tr("Step"), self.tr("Value"), self.tr("Share")]
        columns = [column.texts for column in self.view.columns]
        return [head, *([name, *texts] for name, *texts in zip(self.view.firms.names, *columns, strict=True))]

    def _fill(self, frame: Frame, fall: Waterfall) -> None:
        write = self._numbers
        steps = [self._step(frame, one) for one in fall.ids]
        ends = tuple(write.percent(chance) for chance in (fall.start, fall.end))
        shares = tuple(self._share(shown, error) for shown, error in zip(fall.shown, fall.error.tolist(), strict=True))
        working = card_name(frame, frame.scenario.name, frame.document.edited)
        base = card_name(frame, frame.document.baseline_scenario.name)
        names = (base, *(name for name, _ in steps), working)
        values = ("", *(value for _, value in steps), "")
        texts = (ends[0], *shares, ends[1])
        blank = (None,) * len(names)
        firms = Firms(("", *fall.ids, " "), names, blank, blank, NO_ROW)
        self.view.tips = tuple("\n".join(filter(None, parts)) for parts in zip(names, values, texts, strict=True))
        self.view.set_rows(firms, (Column(values, "", muted=True), Column(texts, "")))

    def _step(self, frame: Frame, step: str) -> tuple[str, str]:
        """Return what a step is called, and what is changed in it."""
        if step == PINS:
            return self.tr("Pinned firms"), ""
        if step == EQUILIBRIUM:
            return self.tr("The equilibrium chosen"), ""
        if self.by == "motives":
            return component_name(step), ""
        lever, write = frame.case.lever(step), self._numbers
        before, after = (one.value(step) for one in (frame.baseline.scenario, frame.scenario))
        return lever.name(frame.language), f"{write.value(lever, before)} → {write.value(lever, after)}"

    def _share(self, tenths: int, error: float) -> str:
        text = self._numbers.number(100 * tenths / UNITS, 1, signed=True)
        return f"{text} ± {self._numbers.number(100 * error, 1)}" if error else text

    def _wordings(self, frame: Frame, fall: Waterfall | None) -> tuple[str, ...]:
        if frame.baseline.scenario.call != frame.scenario.call:
            return (self.tr("The baseline is of another call, so there is no way from it."),)
        if fall is None:
            return (self.tr("Computing…") if frame.busy else self.tr("This could not be computed."),)
        if frame.baseline.scenario.same_policy(frame.scenario):
            return (self.tr("Nothing differs from the baseline. Move a lever."),)
        total = self._numbers.number(100 * sum(fall.shown) / UNITS, 1, signed=True)
        text = self.tr("{0}: {1} percentage points since the baseline").format(frame.names[fall.row], total)
        how = {
            "levers": self.tr("each lever's share is its average over all orders of change"),
            "motives": self.tr("each motive's share along the way of the levers"),
        }[self.by]
        if self.by == "motives" and frame.motives is not None and frame.motives.lost:
            told = self.tr(
                "the equilibrium chosen ends on the way from the baseline, so the way is that of the principal one "
                "and the choice comes last"
            )
            shorter = (
                self.tr("the equilibrium chosen ends on the way; its choice last"),
                self.tr("its equilibrium ends on the way"),
            )
            return tuple(f"{text} · {one}" for one in (told, *shorter))
        return f"{text} · {how}", text

    def _button(self, way: By) -> QToolButton:
        button = QToolButton(self.widget)
        button.setObjectName(f"chart.waterfall.{way}")
        button.setProperty("role", "segment")
        button.setCheckable(True)
        button.setFont(font(LABEL_PX, SEMIBOLD))
        button.clicked.connect(lambda _on, way=way: self._turn(way))
        return button

    def _turn(self, way: By) -> None:
        self.by = way
        if self._frame is not None:
            self.show(self._frame)

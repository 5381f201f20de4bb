"""The backtest badge: how many recorded decisions the model gets right, amber where a scenario leaves what it knows."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui import theme
from gui.frame import Frame
from gui.numbers import Numbers
from model.evidence import fitted_range, outside_levers


class BacktestBadge(QLabel):
    """A short claim with its limits in the tooltip; hidden while nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._said: tuple[object, ...] = ()  # what the texts were made from
        self.setObjectName("status.backtest")
        theme.dress(self, "badge")
        self.hide()

    def show_frame(self, frame: Frame) -> None:
        """Say how well the case's model knows what happened, and whether this scenario is beyond it."""
        self._frame = frame
        known = frame.backtest
        self.setVisible(known is not None and known.decisions > 0)
        if known is None or not known.decisions:
            return
        outside = outside_levers(frame.case, frame.scenario)
        said = (known, frame.case.meta, frame.language, tuple((key, frame.scenario.value(key)) for key in outside))
        self._tone("warn" if outside else "good")
        if said == self._said or (frame.dragging and said[:3] == self._said[:3]):
            return  # frames come at every step of a drag, in which nobody reads a tooltip
        self._said = said
        numbers = Numbers(frame.language, frame.case.meta["currency"])
        hits, decisions = numbers.number(known.hits), numbers.number(known.decisions)
        left_out = None if known.left_out_hits is None else numbers.number(known.left_out_hits)
        if left_out is None:
            self.setText(self.tr("Backtest {} / {}").format(hits, decisions))
        else:
            text = self.tr("Backtest {hits} / {decisions} · left out {left_out} / {decisions}")
            self.setText(text.format(hits=hits, decisions=decisions, left_out=left_out))
        about = self.tr("{} of {} recorded decisions are forecast on the right side of one half.")
        lines = [about.format(hits, decisions), self.tr("One programme: this can falsify the model, not prove it.")]
        own = len(frame.document.recorded)
        if own:
            lines.append(self.tr("%n decision(s) recorded by you: shown, but not in the fit.", "", own))
        if left_out is not None:
            apart = self.tr(
                "Left out: each forecast by a fit that has not seen its firm, {left_out} of {decisions} right."
            )
            lines.insert(1, apart.format(left_out=left_out, decisions=decisions))
        if outside:
            lines += [self.tr("Levers outside the range that the model was fitted on:"), *self._named(frame, outside)]
        self.setToolTip("\n".join(lines))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self.toolTip())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange and self._frame is not None:
            self._said = ()
            self.show_frame(self._frame)
        super().changeEvent(event)

    def _named(self, frame: Frame, lever_ids: tuple[str, ...]) -> list[str]:
        """Return each lever with its value and the range it was fitted on."""
        numbers, ranges = Numbers(frame.language, frame.case.meta["currency"]), fitted_range(frame.case)
        lines = []
        for lever_id in lever_ids:
            lever = frame.case.lever(lever_id)
            low, high = (numbers.value(lever, end) for end in ranges[lever_id])
            value = numbers.value(lever, frame.scenario.value(lever_id))
            text = self.tr("{name}: {value} (fitted on {range})")
            known = low if low == high else numbers.between(low, high)
            lines.append(text.format(name=lever.name(frame.language), value=value, range=known))
        return lines

    def _tone(self, tone: str) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            theme.repolish(self)

"""What there is to know about a lever: what its ends mean, how it works, and where its status quo comes from."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from gui.numbers import Numbers
from model.levers import Lever


def guidance(lever: Lever, numbers: Numbers, status_quo: float) -> str:
    """Return the guidance as rich text, in the language of ``numbers``; ``status_quo`` in the lever's unit."""
    low, high, how = lever.low_means_en, lever.high_means_en, lever.how_en
    if numbers.language == "ko":
        low, high, how = lever.low_means_ko, lever.high_means_ko, lever.how_ko
    source = QCoreApplication.translate("LeverRow", "Status quo {value}. Source {source}, grade {grade}")
    value = numbers.value(lever, status_quo)
    lines = (
        f"<b>{escape(numbers.value(lever, lever.low))}</b> {escape(low)}",
        f"<b>{escape(numbers.value(lever, lever.high))}</b> {escape(high)}",
        escape(how),
        escape(source.format(value=value, source=lever.source, grade=lever.grade)),
    )
    return "<br>".join(lines)

"""What *Tipping points* says above its lines: how the lever stands, who crosses one half, and what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.charts.banding import with_bands
from gui.charts.series import NO_ROW
from gui.charts.tipping_series import TippingSeries
from gui.numbers import Numbers

if TYPE_CHECKING:
    from gui.frame import Frame

translate = QCoreApplication.translate


def legend(series: TippingSeries) -> tuple[str, ...]:
    """Return wordings of what is drawn and whose the bands are; without an order there are neither lines nor fills."""
    if series.options:
        drawn = [translate("TippingChart", "dots: join probability at each option, the other levers as they are")]
        banded = translate("TippingChart", "upright lines: 90 % and 50 % bands of {0}")
    else:
        drawn = [
            translate("TippingChart", "lines: join probability along this lever, the others as they are"),
            translate("TippingChart", "dots at 50 %: tipping points"),
        ]
        banded = translate("TippingChart", "shaded: 90 % and 50 % bands of {0}")
    names = ", ".join(series.names[row] for row in series.banded)
    shorter = [translate("TippingChart", "join probability along this lever"), *drawn[1:]]
    bands = [banded.format(names)] if names else []
    return " · ".join([*drawn, *bands]), " · ".join([*shorter, *bands]), " · ".join(drawn), drawn[0]


def reading(frame: Frame, series: TippingSeries, write: Numbers, locked: bool, *, banded: bool) -> str:
    """Return where the lever stands, and the selected firm's chance there or how many firms cross one half."""
    lever, firms = series.lever, series.firms
    if lever is None:
        return ""
    head = f"{lever.name(frame.language)} {write.value(lever, series.value)}"
    if locked:
        head = translate("TippingChart", "{} (locked)").format(head)
    if not len(series.values):
        busy = translate("TippingChart", "{0} · computing…")
        return (busy if "flips" in frame.busy else translate("TippingChart", "{0} · cannot be solved along it")).format(
            head
        )
    if firms.selected != NO_ROW:
        chance = write.percent(float(series.now[firms.selected]))
        if banded and series.bands_now is not None:
            chance = with_bands(chance, write.percent, series.bands_now[:, firms.selected])
        return translate("TippingChart", "{0} · {1}: {2}").format(head, firms.names[firms.selected], chance)
    if not series.crossing:
        return translate("TippingChart", "{0} · nobody crosses 50 % along this lever").format(head)
    text = translate("TippingChart", "{0} · firms that cross 50 % along it: {1}")
    return text.format(head, write.number(len(series.crossing)))

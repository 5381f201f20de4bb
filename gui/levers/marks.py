"""What a flip mark under a track says: who crosses one half there, to which side, and how sure that is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.frame import Frame
from gui.levers.track import FlipMark
from gui.numbers import Numbers
from gui.saying import how_sure
from model.levers import Lever, joining_side
from model.questions.flips import Flip


def mark_of(frame: Frame, lever: Lever, flip: Flip, numbers: Numbers) -> FlipMark:
    """Return the mark of a flip, with the firm's name as the frame shows it."""
    at = frame.row_of(flip.firm_id)
    short = flip.firm_id if at is None else frame.short_names[at]
    text = QCoreApplication.translate("LeverPanel", "{firm} joins below {value}")
    if flip.joins_above:
        text = QCoreApplication.translate("LeverPanel", "{firm} joins above {value}")
    value = numbers.value(lever, joining_side(lever, flip.value, flip.joins_above))
    told = " · ".join(filter(None, (text.format(firm=short, value=value), how_sure(frame, lever, flip))))
    return FlipMark(flip.value, short, flip.firm_id, flip.joins_above, told)

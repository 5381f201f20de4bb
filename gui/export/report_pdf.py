"""The one-page report as PDF."""

from __future__ import annotations

from gui.export.briefing import Briefing
from gui.export.pdf import painted
from gui.export.report import Line
from gui.export.report_layout import UPRIGHT, report_page


def report_pdf_bytes(lines: tuple[Line, ...], briefing: Briefing) -> bytes:
    """Return the report as a PDF of one page; needs a QGuiApplication."""
    return painted((report_page(lines, briefing.title),), UPRIGHT, briefing)

"""The subcommand that writes a briefing: slides, pages, workbook, pictures, table or report, without a screen."""

from __future__ import annotations

import argparse
import datetime
import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gui.starting import UsageError
from model.document import read
from model.errors import EXIT_DONE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PAPERS = ("a4", "16:9")
HELP = ("write a briefing: slides, pages, workbook, pictures or report", "브리핑 자료를 만듭니다")
EXAMPLES = (
    "turnout brief plan.turnout --to briefing.pptx",
    "turnout brief plan.turnout --to briefing.pdf --lang ko --shield",
    "turnout brief plan.turnout --to report.hwpx --lang ko",
    'turnout brief plan.turnout --to why.svg --chart why --scenarios "Quiet results"',
    'turnout brief plan.turnout --to figures.xlsx --scenarios "Status quo" "Quiet results"',
)
ARGUMENTS = (
    ("file", ("a .turnout file", ".turnout 파일"), {"metavar": "FILE"}),
    (
        "--to",
        (
            "the file to write: .pptx, .pdf, .xlsx, .png, .svg, .csv or .hwpx",
            "저장할 파일: .pptx, .pdf, .xlsx, .png, .svg, .csv, .hwpx",
        ),
        {"metavar": "OUT", "required": True},
    ),
    ("--shield", ("show letters instead of firms", "기업명을 가립니다"), {"action": "store_true"}),
    (
        "--scenarios",
        ("only these scenarios (default: all)", "이 시나리오만 담습니다(기본값: 전체)"),
        {"metavar": "NAME", "nargs": "+", "default": []},
    ),
    (
        "--chart",
        (
            "this chart of each scenario: joins, why, waterfall, tipping, turnout, tradeoff, stages, announcements, "
            "matters or compare",
            "시나리오마다 이 차트만 담습니다: joins, why, waterfall, tipping, turnout, tradeoff, stages, "
            "announcements, matters, compare",
        ),
        {"metavar": "ID", "default": ""},
    ),
    ("--working", ("the working copy as well", "저장하지 않은 현재 값도 담습니다"), {"action": "store_true"}),
    ("--paper", ("pages of a PDF", "PDF의 쪽 크기"), {"choices": PAPERS, "default": "a4"}),
    ("--scale", ("pixels a point of a PNG (default: 2)", "PNG의 배율(기본값: 2)"), {"metavar": "N", "default": "2"}),
    ("--report", ("a PDF of one page, as officials write", "PDF를 한 쪽 보고서로 만듭니다"), {"action": "store_true"}),
    (
        "--template",
        (
            "a template for the one-page report (.hwpx, or .pdf with --report)",
            "한 쪽 보고서(.hwpx, --report의 .pdf)의 서식 파일",
        ),
        {"metavar": "FILE", "type": Path},
    ),
    (
        "--date",
        ("the date on every page (default: today)", "쪽마다 적을 날짜(기본값: 오늘)"),
        {"metavar": "YYYY-MM-DD", "default": ""},
    ),
)


def brief_command(options: argparse.Namespace) -> int:
    """Write a briefing and print the files."""
    from gui.export.briefing import Wish, build
    from gui.export.formats import PAINTED, Settings, format_of, written

    path = Path(options.to)
    name = format_of(path)
    scale, day = _scale(options.scale), _day(options.date)
    _check_report(options, name)
    document = read(options.file)
    shown = {"scenarios": tuple(options.scenarios), "working": options.working, "chart": options.chart}
    wish = Wish(options.lang, options.shield, day.isoformat(), Path(options.file).name, **shown)
    settings = Settings(options.paper, scale, options.report, options.template)
    app = _application() if name in PAINTED else None
    briefing = build(document, wish, tick=_say)
    for place in written(briefing, path, settings):
        print(place)
    del app
    return EXIT_DONE


def _scale(text: str) -> float:
    """Return the scale of pictures; UsageError for one that gives no picture."""
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not 0.0 < scale < math.inf:
        raise UsageError(
            f"--scale: {text!r} is no scale; write a number above 0, such as 2.",
            f"--scale: {text!r}은(는) 배율이 아닙니다. 2와 같이 0보다 큰 수를 쓰십시오.",
        )
    return scale


def _day(text: str) -> datetime.date:
    """Return the date on every page, today where none is given; UsageError for what is no date."""
    try:
        return datetime.date.fromisoformat(text) if text else datetime.date.today()
    except ValueError:
        raise UsageError(
            f"--date: {text!r} is no date; write it as 2026-01-25.",
            f"--date: {text!r}은(는) 날짜가 아닙니다. 2026-01-25와 같이 쓰십시오.",
        ) from None


def _check_report(options: argparse.Namespace, name: str) -> None:
    """Refuse options of the one-page report where no such report is written, rather than pass them over."""
    if options.report and name not in {"pdf", "hwpx"}:
        raise UsageError(
            f"--report: the one-page report is a .pdf or .hwpx, not .{name}; give --to such a name.",
            f"--report: 한 쪽 보고서는 .pdf 또는 .hwpx입니다(.{name} 불가). --to를 바꾸십시오.",
        )
    if options.template is not None and not (options.report or name == "hwpx"):
        raise UsageError(
            "--template: only the one-page report has a template; write a .hwpx, or a .pdf with --report.",
            "--template: 서식은 한 쪽 보고서에만 씁니다. .hwpx로 만들거나 .pdf에 --report를 함께 쓰십시오.",
        )


def _application() -> QApplication:
    """Return Qt's application, made without a screen where there is none; fonts and painters need it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from gui import theme

    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    qInstallMessageHandler(_pass_on)
    made = QApplication(["turnout"])
    theme.apply(made, theme.LIGHT)
    return made


def _pass_on(_kind: object, _place: object, text: str) -> None:
    """Print what Qt says, except that a window that nobody sees has no frame to limit."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def _say(share: float) -> None:
    if sys.stderr.isatty():
        print(f"\rturnout: {100 * share:3.0f}", end="\n" if share >= 1 else "", file=sys.stderr)

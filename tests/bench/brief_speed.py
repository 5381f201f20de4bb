"""How long a full briefing pack takes: ten scenarios, slides, pages, workbook, table, pictures and reports."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.registry import Samples, benchmark

PROGRAM = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication(["turnout"])
from gui import theme
from gui.export.briefing import Wish, build
from gui.export.formats import FORMATS, Settings, written
from gui.export.leaves import drawn
from model.case import load_case
from model.document import Document
from model.slides import Slide
theme.apply(app, theme.LIGHT)
document = Document.new(load_case("sovereign-ai-2026"))
for number in range(8):
    document = document.with_lever("losers_named", number / 10).kept_as_new(f"Scenario with {number} tenths")
views = ("compare", "why", "tipping", "turnout", "stages")
document = document.with_slides((*document.deck, *(Slide(document.names[3:4], view) for view in views)))
start = time.perf_counter()
briefing = drawn(build(document, Wish("ko", date="2026-01-25", file_name="plan.turnout")))
for name in FORMATS:
    written(briefing, Path(sys.argv[1]) / f"pack.{name}")
written(briefing, Path(sys.argv[1]) / "wide.pdf", Settings(paper="16:9"))
written(briefing, Path(sys.argv[1]) / "report.pdf", Settings(report=True))
print(time.perf_counter() - start)
"""


# An export of each format, with the times at which it could have heard of a cancel: the longest wait between two.
WAITS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
app = QApplication(["turnout"])
from gui import theme
from gui.export.briefing import Wish
from gui.export.dialog import CHOICES
from gui.export.work import ExportWork, Order
from model.case import load_case
from model.document import Document
from model.slides import Slide
from model.solve import solve
theme.apply(app, theme.LIGHT)
document = Document.new(load_case("sovereign-ai-2026"))
for number in range(8):
    document = document.with_lever("losers_named", number / 10).kept_as_new(f"Scenario with {number} tenths")
views = ("compare", "why", "tipping", "turnout", "stages", "announcements", "tradeoff", "matters", "waterfall")
document = document.with_slides((*document.deck, *(Slide(document.names[3:4], view) for view in views)))
outcomes = {row: solve(document.effective_case, card) for row, card in enumerate(document.scenarios)}
heard, told = [], ExportWork._tick
def tick(work, done, share):
    heard.append(time.perf_counter())
    told(work, done, share)
ExportWork._tick = tick
for key, (_, ending, settings) in CHOICES.items():
    wish = Wish("ko", date="2026-01-25", file_name="plan.turnout")
    order = Order(document, outcomes, wish, ((Path(sys.argv[1]) / f"{key}{ending}", settings),))
    work, loop = ExportWork(order), QEventLoop()
    work.finished.connect(loop.quit)
    heard[:] = [time.perf_counter()]
    work.start()
    loop.exec()
    heard.append(time.perf_counter())
    print(max(late - early for early, late in zip(heard, heard[1:])))
"""


@benchmark("longest wait for a cancel, exports of each format", unit="s", target=0.5)
def cancel_waits() -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", WAITS, folder]
        done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=300, env={**os.environ})
    return [float(line) for line in done.stdout.split()]


@benchmark("full briefing pack of ten scenarios", unit="s", target=20.0)
def full_pack() -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", PROGRAM, folder]
        done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=300, env={**os.environ})
        assert len(list(Path(folder).iterdir())) > 10
    return [float(json.loads(done.stdout.splitlines()[-1]))]

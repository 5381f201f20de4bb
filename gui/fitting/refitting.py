"""A fit in a process of its own: it neither stops nor slows the window, and the old draws are used until it is done.

Asked for in the dialog, or begun by itself once inputs that the fit rests on were edited and left alone for a while.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from gui.frame import Frame
from model.document import Document, write
from model.draws import Draws, parse_draws
from model.errors import CaseError, ModelError
from model.fitreport import Report, fitted_digest, last_report, outdated
from model.reasons import reason_of

if TYPE_CHECKING:
    from model.calibration import Plan

QUIET_MS = 6_000  # edits come in rows: begin once they have stopped for this long
END_MS = 5_000  # to wait for a process that was told to end
_LINE = re.compile(r"(\d+)% (.+)")
_OUTPUTS = ("posterior.csv", "posterior.json")


class Refitting(QObject):
    """At most one fit at a time. ``program`` is what runs ``calibrate``; tests put another in its place."""

    changed = Signal()  # what the properties say
    done = Signal(object, str)  # Draws, the report as JSON text
    program: tuple[str, ...] = (sys.executable, "-m", "gui")

    def __init__(self, automatic: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._automatic = automatic
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: QProcess | None = None
        self._digest = ""  # of the case that is being fitted
        self._seen = ""  # of the last frame's case
        self._said = ""
        self.share, self.stage, self.state = 0.0, "", ""
        self.fault: ModelError | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._begin)

    @property
    def frame(self) -> Frame | None:
        """The frame that is followed."""
        return self._frame

    @property
    def running(self) -> bool:
        """Whether a fit is under way."""
        return self._process is not None

    @property
    def outdated(self) -> bool:
        """Whether what the draws were fitted to was edited since."""
        return self._frame is not None and outdated(self._frame.case, self._frame.document.fit_report)

    def set_automatic(self, on: bool) -> None:
        """Begin by itself after edits, or only when asked."""
        self._automatic = on
        if on and self.outdated and not self.running:
            self._quiet.start()
        elif not on:
            self._quiet.stop()

    def show_frame(self, frame: Frame) -> None:
        """Follow the document: an edit drops a fit of what was, and lets one of what is begin."""
        before, self._frame = self._frame, frame
        if before is not None and frame.case is before.case:
            return
        digest = fitted_digest(frame.case)
        if digest == self._seen:  # other draws only, as where a refit is undone: whoever does so wants the old ones
            self._quiet.stop()
            self.changed.emit()
            return
        self._seen = digest
        if self.running and digest != self._digest:
            self._end()
            self.state = "changed"
        self._quiet.stop()
        if self._automatic and not self.running and self.outdated and importlib.util.find_spec("emcee") is not None:
            self._quiet.start()
        self.changed.emit()

    def start(self, plan: Plan | None = None) -> None:
        """Fit the case on screen anew; without a plan, as the last fit was made."""
        if self._frame is None:
            return
        self._end()
        self._quiet.stop()
        document = self._frame.document
        self._digest, self.fault, self._said = fitted_digest(self._frame.case), None, ""
        self.share, self.stage, self.state = 0.0, "prior", ""
        try:
            self._run(document, plan or plan_of(last_report(document.case, document.fit_report)), self._frame.language)
        except ModelError as fault:
            self.fault = fault
        self.changed.emit()

    def cancel(self) -> None:
        """Stop; the draws in use stay, and it does not begin again by itself until something is edited."""
        self._quiet.stop()
        if self.running:
            self._end()
            self.state = "cancelled"
            self.changed.emit()

    def close(self) -> None:
        """End the process and remove its folder."""
        self._quiet.stop()
        self._end()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _begin(self) -> None:
        if self._frame is not None and self._frame.dragging:
            self._quiet.start()
        elif not self.running:
            self.start()

    def _run(self, document: Document, plan: Plan, language: str) -> None:
        with self._place() as folder:
            write(folder / "case.turnout", document)
        options = ("draws", "steps", "seed", "design")
        words = [text for name in options for text in (f"--{name}", str(getattr(plan, name)))]
        words += ["--record", plan.treatment, "--to", str(folder), "--progress", "lines"]
        words += ["--resume", str(folder / f"{self._digest}.npz"), "--lang", language]
        program = [*self.program, "calibrate", str(folder / "case.turnout"), *words]
        gentle = shutil.which("nice")
        if gentle is not None:  # drags come first
            program = [gentle, "-n", "10", *program]
        process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("PYTHONPATH", os.pathsep.join(part for part in sys.path if part))
        surroundings.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(surroundings)
        process.readyReadStandardError.connect(self._listen)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._fail)
        self._process = process
        process.start(program[0], program[1:])

    @contextmanager
    def _place(self) -> Iterator[Path]:
        """Yield the folder of this window's fits; CaseError where the system gives none."""
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="turnout-fit-")
            folder = Path(self._folder.name)
            for name in _OUTPUTS:
                (folder / name).unlink(missing_ok=True)
            yield folder
        except OSError as fault:
            reason, korean = reason_of(fault)
            raise CaseError(
                f"The refit needs a folder for its files, and there is none ({reason}). Free some disk space.",
                f"재추정에 쓸 폴더를 만들 수 없습니다({korean}). 디스크 여유 공간을 확보해 주십시오.",
            ) from None

    def _listen(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        for line in text.splitlines():
            found = _LINE.search(line)
            if found is None:
                self._said = line.removeprefix("turnout: ").strip() or self._said
            else:
                self.share = int(found[1]) / 100  # as the command line writes it
                self.stage = _stage(self.share)
        self.changed.emit()

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finish(-1)

    def _finish(self, code: int) -> None:
        if self._process is None:
            return
        self._listen()
        self._forget()
        try:
            draws, report = self._results(code)
        except ModelError as fault:
            self.fault = fault
            self.changed.emit()
            return
        self.state = "done"
        self.done.emit(draws, report)
        self.changed.emit()

    def _results(self, code: int) -> tuple[Draws, str]:
        if self._frame is None or self._folder is None or code:
            raise CaseError(
                self._said or "The refit ended without a result. Try it once more.",
                self._said or "재추정이 결과 없이 끝났습니다. 다시 시도해 주십시오.",
            )
        try:
            table, report = ((Path(self._folder.name) / name).read_text(encoding="utf-8") for name in _OUTPUTS)
        except OSError as fault:
            reason, korean = reason_of(fault)
            raise CaseError(
                f"The results of the refit cannot be read ({reason}). Try it once more.",
                f"재추정 결과를 읽을 수 없습니다({korean}). 다시 시도해 주십시오.",
            ) from None
        return parse_draws(table, self._frame.case.parameters), report

    def _end(self) -> None:
        process = self._process
        if process is not None:
            self._forget()
            process.kill()
            process.waitForFinished(END_MS)

    def _forget(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardError.disconnect(self._listen)
            process.finished.disconnect(self._finish)
            process.errorOccurred.disconnect(self._fail)
            process.deleteLater()


def plan_of(report: Report | None) -> Plan:
    """Return the plan that a report was made by, or the usual one."""
    from model.calibration import Plan

    if report is None:
        return Plan()
    made = report["provenance"]
    return Plan(made["draws"], made["steps"], made["seed"], made["design"], made["treatment"])


def _stage(share: float) -> str:
    from model.calibration import SHARES

    reached = 0.0
    for name, part in SHARES.items():
        reached += part
        if share < reached:
            return name
    return name

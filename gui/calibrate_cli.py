"""The subcommand that fits the behavioural parameters and writes draws and report beside the tables of a case."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from gui.waiting import stopped_by_keyboard
from model.calibration import Plan, Posterior, checkpoint_fault, fit
from model.case import Case, bundled_cases, load_case
from model.document import read
from model.draws import draws_text
from model.errors import EXIT_DONE, EXIT_INTERRUPTED, FileError
from model.fitreport import report_text
from model.likelihood import DEFAULT_TREATMENT, TREATMENTS
from model.outcome import Floats
from model.reasons import reason_of

OPENING_CASE = "sovereign-ai-2026"
DEFAULT = Plan()
BAR_WIDTH = 30
CHECKPOINT = "calibration.npz"
STAGES = {
    "prior": ("solving points of the prior", "사전분포 표본 계산"),
    "walkers": ("sampling", "표본 추출"),
    "exact": ("weighing with the exact model", "정확한 모형으로 보정"),
}
HELP = ("fit the behavioural parameters to the recorded decisions", "기록된 결정에 맞추어 행동 매개변수를 추정합니다")
EXAMPLES = (
    "turnout calibrate",
    "turnout calibrate my-case/ --draws 400 --steps 3000 --seed 7",
    "turnout calibrate plan.turnout --to fitted/ --resume calibration.npz",
)
ARGUMENTS = (
    (
        "file",
        ("a .turnout file, a folder of tables or a bundled case", ".turnout 파일, 표가 든 폴더 또는 내장 사례"),
        {"metavar": "FILE|CASE", "nargs": "?", "default": OPENING_CASE},
    ),
    ("--draws", ("draws to keep", "남길 표본 수"), {"metavar": "N", "type": int, "default": DEFAULT.draws}),
    ("--steps", ("steps of each walker", "추출 단계 수"), {"metavar": "N", "type": int, "default": DEFAULT.steps}),
    ("--design", ("points solved from the prior", "사전분포에서 계산할 점의 수"), {"metavar": "N", "type": int}),
    ("--seed", ("seed of the random numbers", "난수 시드"), {"metavar": "N", "type": int, "default": DEFAULT.seed}),
    (
        "--record",
        ("how a list of applicants is read", "신청 기업 목록의 해석 방식"),
        {"choices": TREATMENTS, "default": DEFAULT_TREATMENT},
    ),
    (
        "--to",
        ("folder for posterior.csv and posterior.json", "posterior.csv와 posterior.json을 둘 폴더"),
        {"metavar": "DIR"},
    ),
    (
        "--resume",
        (
            f"checkpoint to go on from and to write (default {CHECKPOINT})",
            f"이어서 쓸 중간 저장 파일(기본값 {CHECKPOINT})",
        ),
        {"metavar": "CKPT", "default": CHECKPOINT},
    ),
    (
        "--progress",
        ("a bar, or a line for every per cent", "진행 막대 또는 1퍼센트마다 한 줄"),
        {"choices": ("bar", "lines"), "default": "bar"},
    ),
)


def calibrate_command(options: argparse.Namespace) -> int:
    """Fit, write ``posterior.csv`` and ``posterior.json``, and print what was learned; Ctrl-C keeps the checkpoint."""
    case, folder = _case_and_folder(options.file)
    target = Path(options.to) if options.to else folder
    plan = Plan(
        max(2, options.draws), max(100, options.steps), options.seed, options.design or DEFAULT.design, options.record
    )
    checkpoint = CheckpointFile(Path(options.resume))
    bar = _Bar(options.lang, options.progress)
    with stopped_by_keyboard() as stop:
        posterior = fit(case, plan, progress=bar.show, cancelled=stop.is_set, checkpoint=checkpoint)
    bar.done()
    if posterior is None:
        words = ("stopped; go on with --resume", "중단하였습니다. 다음 옵션으로 이어서 할 수 있습니다: --resume")
        print(f"turnout: {words[options.lang == 'ko']} {checkpoint.path}", file=sys.stderr)
        return EXIT_INTERRUPTED
    for path in write_posterior(target, posterior, datetime.date.today()):
        print(path)
    print(summary(posterior))
    checkpoint.path.unlink(missing_ok=True)
    return EXIT_DONE


def write_posterior(folder: Path, posterior: Posterior, day: datetime.date) -> tuple[Path, Path]:
    """Write draws and report into a folder and return their paths; FileError where that fails."""
    text = report_text(posterior.report, day.isoformat())
    paths = folder / "posterior.csv", folder / "posterior.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in zip(paths, (draws_text(posterior.draws), text), strict=True):
            part = path.with_suffix(".part")
            part.write_text(content, encoding="utf-8", newline="\n")
            os.replace(part, path)
    except OSError as fault:
        reason, korean = reason_of(fault)
        raise FileError(
            f"{folder} cannot be written ({reason}). Name another folder with --to.",
            f"{folder}에 쓸 수 없습니다({korean}). --to로 다른 폴더를 지정해 주십시오.",
        ) from None
    return paths


def summary(posterior: Posterior) -> str:
    """Return the quality of the fit and how many decisions lie on their right side, as lines of name and value."""
    lines = [f"{name}  {value}" for name, value in _mapping(posterior.report["quality"]).items()]
    for call, hits in _mapping(posterior.report["hits"]).items():
        counts = _mapping(hits)
        for name in ("prior", "in_sample", "left_out"):
            lines.append(f"{call} {name}  {counts[name]}/{counts['decisions']}")
    return "\n".join(lines)


def _case_and_folder(name: str) -> tuple[Case, Path]:
    """Return the case and the folder that its draws belong to: the tables' own, or where a file lies."""
    if name in bundled_cases():
        return load_case(name), Path(str(resources.files("resources"))) / "cases" / name
    path = Path(name)
    if path.is_dir():
        return load_case(path), path
    return read(path).effective_case, path.resolve().parent


def _mapping(value: object) -> dict[str, object]:
    return {str(name): held for name, held in value.items()} if isinstance(value, dict) else {}


class CheckpointFile:
    """A checkpoint of a fit as one .npz file."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.name

    def held(self) -> tuple[str, dict[str, Floats]] | None:
        """Return key and arrays of the file, None where there is none; CaseError for a torn one."""
        if not self.path.exists():
            return None
        try:
            with np.load(self.path, allow_pickle=False) as held:
                kept: dict[str, Any] = {name: held[name] for name in held.files}
        except (OSError, ValueError) as fault:
            raise checkpoint_fault(self.name, *reason_of(fault)) from None
        return str(kept.pop("key", "")), kept

    def keep(self, key: str, arrays: dict[str, Floats]) -> None:
        """Write the file beside and move it into place; FileError where that fails."""
        whole = self.path.with_suffix(".part.npz")
        kept: dict[str, Any] = {"key": np.array(key), **arrays}
        try:
            np.savez(whole, **kept)
            os.replace(whole, self.path)
        except OSError as fault:
            reason, korean = reason_of(fault)
            raise FileError(
                f"The checkpoint {self.path} cannot be written ({reason}). Name another with --resume.",
                f"중간 저장 파일 {self.path}에 쓸 수 없습니다({korean}). --resume으로 다른 파일을 지정해 주십시오.",
            ) from None


class _Bar:
    """Progress on standard error: drawn in place on a terminal, a line a tenth elsewhere; or a line every per cent."""

    def __init__(self, language: str, kind: str = "bar") -> None:
        self.language, self.last, self.step = language, -1, 1 if kind == "lines" else 10
        self.terminal = kind == "bar" and sys.stderr.isatty()

    def show(self, stage: str, share: float) -> None:
        percent = int(100 * share)
        if percent == self.last or (not self.terminal and percent // self.step == self.last // self.step):
            return
        self.last = percent
        filled = int(BAR_WIDTH * share)
        words = STAGES[stage][self.language == "ko"]
        line = f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {percent:3d}% {words}"
        print(
            f"\r{line:<78}" if self.terminal else line, end="" if self.terminal else "\n", file=sys.stderr, flush=True
        )

    def done(self) -> None:
        if self.terminal:
            print(file=sys.stderr)

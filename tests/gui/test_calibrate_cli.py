"""Fitting from the command line: it writes draws beside the tables, and Ctrl-C keeps what has been solved."""

import json
import shutil
import signal
from importlib import resources
from pathlib import Path

import pytest

from gui import calibrate_cli, cli
from model.case import Case, Edit, load_case, with_tables
from model.schema import TABLES
from model.tables import to_csv

FREE = ("stigma_weight", "noise_bn")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The additional call alone with two free parameters, as a folder of tables without draws."""
    case: Case = load_case("sovereign-ai-2026").with_draws(None)
    kept = tuple(row for row in case.tables["decisions"] if row["call"] != "2025-open")
    held = [row.id for row in case.parameters if row.id not in FREE and row.family != "fixed"]
    edits = tuple(Edit("behaviour", name, "family", "fixed") for name in held)
    case = with_tables(case, {**case.tables, "decisions": kept}).with_edits(edits)
    folder = tmp_path / "case"
    folder.mkdir()
    with resources.as_file(resources.files("resources") / "cases" / case.id / "case.toml") as heading:
        shutil.copy(heading, folder)
    for table in TABLES:
        (folder / f"{table}.csv").write_text(to_csv(table, case.tables[table]), encoding="utf-8")
    return folder


def arguments(folder: Path) -> list[str]:
    checkpoint = folder.parent / "kept.npz"
    return ["calibrate", str(folder), "--draws", "50", "--steps", "200", "--resume", str(checkpoint)]


def test_draws_and_report_are_written_beside_the_tables(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(arguments(folder)) == 0
    draws = load_case(folder).draws
    assert draws is not None
    rows = {name: len(values) for name, values in draws.items()}
    assert rows == dict.fromkeys(FREE, 51)  # the representative point, and 50 draws
    report = json.loads((folder / "posterior.json").read_text(encoding="utf-8"))
    assert report["provenance"]["draws"] == 50
    assert report["hits"]["2026-additional"]["decisions"] == 8
    printed = capsys.readouterr()
    assert "2026-additional left_out" in printed.out
    assert "worst_r_hat" in printed.out
    assert "100%" in printed.err
    assert not (folder.parent / "kept.npz").exists()


def test_the_same_seed_writes_the_same_bytes(folder: Path) -> None:
    assert cli.run(arguments(folder)) == 0
    first = (folder / "posterior.csv").read_bytes()
    assert cli.run(arguments(folder)) == 0
    assert (folder / "posterior.csv").read_bytes() == first
    assert cli.run([*arguments(folder), "--seed", "2"]) == 0
    assert (folder / "posterior.csv").read_bytes() != first


def test_ctrl_c_keeps_the_checkpoint(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_bar: object, _stage: str, share: float) -> None:
        if share > 0.2:
            signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)  # a run in the background starts with the signal ignored
    with monkeypatch.context() as patch:
        patch.setattr(calibrate_cli._Bar, "show", interrupt)
        assert cli.run(arguments(folder)) == 130
    assert (folder.parent / "kept.npz").exists()
    assert "--resume" in capsys.readouterr().err
    assert not (folder / "posterior.csv").exists()
    assert signal.getsignal(signal.SIGINT) is before
    assert cli.run(arguments(folder)) == 0
    assert load_case(folder).draws is not None


def test_a_folder_that_cannot_be_written_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = folder.parent / "file"
    blocked.write_text("")
    assert cli.run([*arguments(folder), "--to", str(blocked / "inside")]) == 3
    assert "--to" in capsys.readouterr().err

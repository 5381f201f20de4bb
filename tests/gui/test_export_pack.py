"""Exports meet the disk whole or not at all, say what is missing, and lay out however much there is."""

from __future__ import annotations

import importlib
import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pptx
import pytest

from gui.export.briefing import Briefing, StoppedError, Wish, build
from gui.export.formats import FORMATS, format_of, written
from gui.export.layout import pages
from gui.export.look import height_of
from gui.export.pack import needed, write_whole
from gui.export.page import A4, SLIDE, Chart, Grid, Paper, Text
from gui.export.pptx import pptx_bytes
from gui.export.report import report
from model.document import Document, read, write
from model.errors import ExtraError, FileError
from tests.gui.briefings import DATE, briefing_of, crowded_document, telling_document
from tests.gui.frames import opening_case

pytestmark = pytest.mark.usefixtures("dressed")  # fonts and painters need an application


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "보고.csv"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_or_lock_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(FileError) as fault:
        write_whole(path, b"new")
    assert "the disk is full" in fault.value.text("en")
    assert "디스크 공간 부족" in fault.value.text("ko")
    assert "디스크" in fault.value.text("ko")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["", "no folder/x.csv"])
def test_what_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="was not written"):
        write_whole(tmp_path / name, b"x")


def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    load = importlib.import_module

    def without(name: str, package: str | None = None) -> ModuleType:
        if name.partition(".")[0] in {"pptx", "xlsxwriter", "hwpx"}:
            raise ModuleNotFoundError(name)
        return load(name, package)

    monkeypatch.setattr(importlib, "import_module", without)
    for name, extra in (("pptx", "export"), ("xlsxwriter", "export"), ("hwpx", "hwpx")):
        with pytest.raises(ExtraError) as fault:
            needed(name, extra)
        assert f'pip install "turnout[{extra}]"' in fault.value.text("en")
        assert f'pip install "turnout[{extra}]"' in fault.value.text("ko")


def test_the_heavy_packages_wait_until_they_are_used() -> None:
    program = (
        "import sys, gui.cli, gui.export.briefing, gui.export.formats, gui.export.layout;"
        "print(sorted({'pptx','xlsxwriter','openpyxl','hwpx','lxml','PySide6.QtGui'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_chart_is_drawn_without_a_word(tmp_path: Path) -> None:
    plan, to = tmp_path / "plan.turnout", tmp_path / "why.svg"
    write(plan, Document.new(opening_case()))
    command = [sys.executable, "-m", "gui", "brief", str(plan), "--to", str(to), "--chart", "why"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert len(list(tmp_path.glob("why-*.svg"))) == 2


def test_an_unknown_ending_names_the_known_ones() -> None:
    assert [format_of(Path(f"x.{name.upper()}")) for name in FORMATS] == list(FORMATS)
    with pytest.raises(FileError, match=r"\.pptx"):
        format_of(Path("x.doc"))


@pytest.mark.parametrize("name", ["csv", "pdf"])
def test_cancelling_leaves_nothing(tmp_path: Path, name: str) -> None:
    def stop(_share: float) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        written(briefing_of(), tmp_path / f"x.{name}", tick=stop)
    with pytest.raises(StoppedError):
        build(telling_document(), Wish(), tick=stop)
    assert list(tmp_path.iterdir()) == []


@cache
def crowded(scenarios: int = 40) -> Briefing:
    """Forty scenarios of a call with sixty firms under long names, without bands."""
    document = crowded_document(scenarios)
    return build(document.with_case(document.case.with_draws(None)), Wish("ko", date=DATE, file_name="긴.turnout"))


@pytest.mark.parametrize("paper", [SLIDE, A4], ids=["slide", "A4"])
def test_a_crowd_lays_out_without_overlap(paper: Paper) -> None:
    briefing = crowded()
    laid = pages(briefing, paper)
    charted: dict[str, int] = {}
    listed = 0
    for page in laid:
        foot = min(one.y for one in page.elements if isinstance(one, Text) and one.role == "foot")
        tops = []
        for one in page.elements:
            height = sum(one.heights) if isinstance(one, Grid) else one.h
            width = sum(one.widths) if isinstance(one, Grid) else one.w
            assert one.x >= 0
            assert one.x + width <= paper.width + 0.01
            assert one.y + height <= paper.height + 0.01
            if isinstance(one, Text) and (one.role == "foot" or one.y >= foot):
                continue
            assert one.y + height <= foot + 0.01
            tops.append((one.x, one.y, one.x + width, one.y + height))
            if isinstance(one, Chart):
                charted[one.name] = charted.get(one.name, 0) + len(one.firms)
                assert one.h / (len(one.firms) + 1.6) >= one.size
            if isinstance(one, Grid):
                listed += len(one.rows) - 1
                for cells, row_height in zip(one.rows, one.heights, strict=True):
                    for cell, cell_width in zip(cells, one.widths, strict=True):
                        assert height_of(cell, one.size, cell_width - 8) <= row_height
        for first in tops:
            for second in tops:
                apart = first[2] <= second[0] + 0.01 or second[2] <= first[0] + 0.01
                apart |= first[3] <= second[1] + 0.01 or second[3] <= first[1] + 0.01
                assert first is second or apart
    assert set(charted.values()) == {60}
    assert len(charted) == 39, "every card but the first scenario, which is still the status quo once more"
    changes = sum(len(one.changes) for one in briefing.subjects)
    assert listed == 40 + changes + len(briefing.assumptions)


def test_a_crowd_becomes_slides_and_one_page() -> None:
    briefing = crowded(4)
    deck = pptx.Presentation(io.BytesIO(pptx_bytes(briefing)))
    assert len(deck.slides) == len(pages(briefing, SLIDE))
    from gui.export.report_layout import UPRIGHT, report_page

    page = report_page(report(crowded()), briefing.title)
    ends = [one.y + (sum(one.heights) if isinstance(one, Grid) else one.h) for one in page.elements]
    assert max(ends) <= UPRIGHT.height


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "서식.txt"
    own.write_text("# 우리 기관: ${title}\n○ ${baseline_joiners}\n${comparison}\n", encoding="utf-8")
    lines = report(briefing_of("ko"), own)
    assert lines[0].text.startswith("우리 기관: ")
    assert [line.kind for line in lines] == ["title", "finding", "table"]
    own.write_text("○ ${nothing}", encoding="utf-8")
    with pytest.raises(FileError, match="line 1"):
        report(briefing_of("ko"), own)
    with pytest.raises(FileError, match="cannot be read"):
        report(briefing_of("ko"), tmp_path / "none.txt")


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_line_writes_each_format(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    from gui.cli import run

    plan = tmp_path / "plan.turnout"
    write(plan, telling_document())
    before = plan.read_bytes()
    out = tmp_path / f"out.{name}"
    code = run(["brief", str(plan), "--to", str(out), "--lang", "ko", "--shield", "--scenarios", "시나리오 1"])
    assert code == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.stat().st_size > 1000
    assert plan.read_bytes() == before


def test_the_hash_is_that_of_the_saved_file(tmp_path: Path) -> None:
    import hashlib

    plan = tmp_path / "plan.turnout"
    write(plan, telling_document())
    briefing = build(read(plan), Wish(file_name=plan.name))
    assert hashlib.sha256(plan.read_bytes()).hexdigest().startswith(briefing.digest)


def test_the_command_line_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from gui.cli import run

    plan = tmp_path / "plan.turnout"
    write(plan, telling_document())
    attempts: tuple[tuple[list[str], int, str], ...] = (
        ([str(plan), "--to", str(tmp_path / "x.doc")], 3, ".hwpx"),
        ([str(tmp_path / "none.turnout"), "--to", str(tmp_path / "x.csv")], 3, "none.turnout"),
        ([str(plan), "--to", str(tmp_path / "no" / "x.csv")], 3, "was not written"),
        ([str(plan), "--to", str(tmp_path / "x.csv"), "--scenarios", "Nope"], 3, "Nope"),
        ([str(plan)], 2, "--to"),
        ([str(plan), "--to", str(tmp_path / "x.png"), "--scale", "0"], 2, "above 0"),
        ([str(plan), "--to", str(tmp_path / "x.png"), "--scale", "big"], 2, "'big' is no scale"),
        ([str(plan), "--to", str(tmp_path / "x.png"), "--scale", "400"], 3, "too large"),
        ([str(plan), "--to", str(tmp_path / "x.png"), "--scale", "60", "--chart", "why"], 3, "too large"),
        ([str(plan), "--to", str(tmp_path / "x.png"), "--chart", "nope"], 3, "no chart 'nope'"),
        ([str(plan), "--to", str(tmp_path / "x.csv"), "--date", "2026-13-01"], 2, "no date"),
        ([str(plan), "--to", str(tmp_path / "x.csv"), "--report"], 2, "one-page report"),
        ([str(plan), "--to", str(tmp_path / "x.pdf"), "--template", str(plan)], 2, "has a template"),
    )
    for arguments, code, words in attempts:
        assert run(["brief", *arguments, "--lang", "en"]) == code
        assert words in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == [plan], "nothing half done"

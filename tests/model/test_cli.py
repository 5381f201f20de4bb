"""The command line, run where Qt cannot be imported: what it prints, where, and with which exit code."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gui.subcommands
from gui import cli
from gui.__main__ import main
from gui.printing import money
from gui.subcommands import COMMANDS
from model import Document, __version__, solve
from model.document import write
from model.errors import SolveError
from model.outcome import COMPONENTS, HEADLINES
from tests.model.documents import EDITS, case, document_with_results, solved

ROOT = Path(__file__).parents[2]
HANGUL = re.compile("[가-힣]")
WITHOUT_QT = (
    "import sys\n"
    "for name in ('PySide6', 'shiboken6', 'pyqtgraph'): sys.modules[name] = None\n"
    "from gui.__main__ import main\n"
    "sys.exit(main())\n"
)


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Turnout in a process of its own, with Qt blocked."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_QT, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", **environment},
        timeout=240,
        check=False,
    )


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """A file with stored results, an edit of the levers and a card of another policy."""
    document = document_with_results().with_lever("seats", 2).kept_as_new("조용한 결과").with_lever("seats", 3)
    path = tmp_path / "plan.turnout"
    write(path, document)
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """Run in this process; return what came to standard output, or to standard error where it is to fail."""
    assert main(arguments) == code
    out, err = capsys.readouterr()
    if code == 0:
        return out
    assert out == ""
    assert err.startswith(("turnout: ", "usage: "))
    assert "Traceback" not in err
    return err


# without Qt, in a process of its own


def test_solve_runs_where_qt_cannot_be_imported_and_keeps_to_its_json() -> None:
    done = process("solve", "--set", "gpus_per_team=1536", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found == solve(case(), case().status_quo.with_lever("gpus_per_team", 1536)).as_json()
    assert {"scenario", "firms", "headline", "equilibrium"} <= set(found)
    names = {"id", "name_en", "name_ko", "join_probability", "selection_probability", "final_probability"}
    assert set(found["firms"][0]) == names | {"payoff_bn", "components_bn"}
    assert set(found["firms"][0]["components_bn"]) == set(COMPONENTS)
    assert set(found["headline"]) == set(HEADLINES)
    assert {"count", "certified_unique", "shown"} <= set(found["equilibrium"])


def test_show_and_check_run_where_qt_cannot_be_imported(plan: str) -> None:
    shown, checked = process("show", plan), process("check", plan)
    assert (shown.returncode, shown.stderr, checked.returncode) == (0, "", 0)
    assert "naver-cloud" in shown.stdout
    assert "Status quo …" in checked.stderr
    assert "Status quo: same" in checked.stdout


def test_a_fault_is_one_line_on_standard_error(tmp_path: Path) -> None:
    done = process("solve", str(tmp_path / "none.turnout"), LC_ALL="ko_KR.UTF-8")
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert HANGUL.search(done.stderr)


def test_a_reader_that_stops_early_is_no_fault() -> None:
    command = [sys.executable, "-c", WITHOUT_QT, "solve", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


def test_a_pipe_is_utf8_whatever_the_system_says() -> None:
    done = process("solve", "--lang", "ko", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "네이버클라우드" in done.stdout


def test_without_a_screen_the_window_says_what_to_use() -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    done = process(**dict.fromkeys(names, ""))
    assert (done.returncode, done.stdout) == (1, "")
    assert "turnout render --to" in done.stderr


# solve


def test_a_table_is_aligned_and_plain(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "solve")
    firms = out.split("\n\n")[1].splitlines()
    assert firms[0].split() == [
        "firm",
        "name",
        *(f"{x}_probability" for x in ("join", "selection", "final")),
        "payoff_bn",
    ]
    assert len({len(line) for line in firms}) == 1
    assert len(firms) == 1 + len(solved().firm_ids)
    assert f"{solved().join_probability[0]:.4f}" in firms[1]
    assert f"{solved().headline['expected_joiners']:.3f}" in out
    assert "%" not in out
    tables, _, notes = out.rpartition("\n\n")
    assert "," not in tables
    assert notes.startswith("A forecast, not a fact: ")
    assert "--equilibria" in notes


def test_korean_names_are_aligned_by_their_width(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "solve", "--lang", "ko")
    assert out.splitlines()[0] == "scenario  현행 공고안"
    firms = out.split("\n\n")[1].splitlines()
    widths = {len(line) + len(re.findall("[가-힣]", line)) for line in firms}
    assert len(widths) == 1


def test_what_is_not_defined_is_null_and_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = solve(case(), case().status_quo)
    object.__setattr__(outcome, "headline", {**outcome.headline, "winner_strength": float("nan")})
    monkeypatch.setattr(gui.subcommands, "solve", lambda *_: outcome)
    assert json.loads(printed(capsys, "solve", "--json"))["headline"]["winner_strength"] is None
    assert re.search(r"(?m)^winner_strength +-$", printed(capsys, "solve"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("{plan}", "--set", "seats=2", "--set", "losers_named=0.5", "--pin", "kt=in", "--json"),
        ("--json", "--set", "seats=2", "losers_named=0.5", "--pin", "kt=in", "--", "{plan}"),
        ("--set", "seats=2", "losers_named=0.5", "{plan}", "--pin", "kt=in", "--json"),
        ("--pin", "kt=in", "--json", "--set=losers_named=0.5", "--set=seats=2", "{plan}"),
    ],
)
def test_the_file_may_stand_anywhere(capsys: pytest.CaptureFixture[str], plan: str, arguments: tuple[str, ...]) -> None:
    given = [argument.replace("{plan}", plan) for argument in arguments]
    found = json.loads(printed(capsys, "solve", *given))
    scenario = case().status_quo.with_levers({"seats": 2, "losers_named": 0.5}).with_pin("kt", True)
    assert found["firms"] == solve(case(), scenario).as_json()["firms"]
    assert found["scenario"] == "조용한 결과"


def test_a_file_is_solved_as_its_levers_stand_or_by_card_or_by_call(
    capsys: pytest.CaptureFixture[str], plan: str
) -> None:
    def joiners(*arguments: str) -> float:
        found: float = json.loads(printed(capsys, "solve", *arguments, "--json"))["headline"]["expected_joiners"]
        return found

    by_seats = {n: solve(case(), case().status_quo.with_lever("seats", n)).headline["expected_joiners"] for n in (2, 3)}
    assert joiners(plan) == by_seats[3]
    assert joiners(plan, "--scenario", "조용한 결과") == by_seats[2]
    assert joiners(plan, "--scenario", "현행 공고안") == solved().headline["expected_joiners"]
    first = solve(case(), case().scenario_for("2025-open")).headline["expected_joiners"]
    assert joiners(plan, "--call", "2025-open") == first
    assert joiners("--call", "2025-open") == first
    assert joiners("--case", "sovereign-ai-2026") == solved().headline["expected_joiners"]


def test_edits_of_a_file_count(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    document = Document.new(case()).with_edit(EDITS[0])
    write(tmp_path / "edited.turnout", document)
    found = json.loads(printed(capsys, "solve", str(tmp_path / "edited.turnout"), "--json"))
    assert found == solve(document.effective_case, document.working).as_json()


@pytest.mark.parametrize(
    ("arguments", "code", "cause"),
    [
        (("solve", "--set", "seats"), 2, "--set seats: write LEVER=VALUE"),
        (("solve", "a.turnout", "--set", "seats"), 2, "--set seats: write LEVER=VALUE"),
        (("solve", "--set", "seats="), 2, "--set seats=: write LEVER=VALUE"),
        (("solve", "--set", "seats=1", "seats=2"), 2, "seats is given twice"),
        (("solve", "--set", "gpu=1"), 3, "no lever 'gpu'"),
        (("solve", "--set", "seats=99"), 3, "out of range"),
        (("solve", "--set", "seats=many"), 3, "not a value of this lever"),
        (("solve", "--set", "seats=nan"), 3, "not a finite number"),
        (("solve", "--pin", "kt"), 2, "--pin kt: write FIRM=in|out"),
        (("solve", "--pin", "kt=maybe"), 2, "write kt=in or kt=out"),
        (("solve", "--pin", "nobody=in"), 3, "'nobody' is not eligible"),
        (("solve", "--case", "nowhere"), 3, "no case 'nowhere'"),
        (("solve", "--call", "2031"), 3, "no call '2031'"),
        (("solve", "a.turnout", "--case", "b"), 2, "a file or --case"),
        (("solve", "--scenario", "x"), 2, "--scenario names a scenario of a file"),
        (("solve", "a.turnout", "b.turnout"), 2, "no option or further argument b.turnout"),
        (("solve", "--json", "--mood"), 2, "no option or further argument --mood"),
        (("solve", "--lang", "fr"), 2, "--lang: there is no fr; use ko, en"),
        (("show",), 2, "FILE is missing"),
        (("show", "none.turnout"), 3, "none.turnout cannot be read"),
        (("check", "none"), 3, "none cannot be read"),
        (("template", "firms.pdf"), 2, "Use .xlsx or .csv"),
        (("goal", "--in", "nobody"), 3, "use one of: "),
        (("goal", "--in", "kt", "--lock", "nothing"), 3, "use one of: gpus_per_team"),
        (("goal", "--in", "kt", "--free", "nothing"), 3, "no lever 'nothing'"),
        (("goal", "--in", "kt", "--out", "kt"), 3, "keep one"),
        (("goal", "--in", "kt", "--keep-support", "--cut-support"), 2, "not both"),
        (("goal", "--joiners", "nan"), 3, "finite numbers"),
        (("goal", "--in", "kt", "--budget", "inf"), 3, "finite numbers"),
        (("goal", "--in", "kt", "--scenario", "x"), 2, "--scenario names a scenario of a file"),
        (("goal", "--in", "kt", "--call", "2031"), 3, "no call '2031'"),
        (("stress", "--in", "kt", "--seed", "-1"), 3, "The seed cannot be negative (-1)"),
        (("stress", "--in", "kt", "--worlds", "1e3"), 2, "--worlds: 1e3 is no whole number"),
        (("calibrate", "lantern-tide", "--seed", "-1"), 3, "The seed cannot be negative (-1)"),
        (("sensitivity", "--top", "0"), 2, "write a whole number from 1"),
        (("render",), 2, "--to is missing"),
        (("slove",), 2, "no command or file 'slove'"),
        (("--mood",), 2, "no command or file '--mood'"),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, cause: str
) -> None:
    assert cause in printed(capsys, *arguments, code=code)


def test_a_scenario_that_is_not_there_lists_those_that_are(capsys: pytest.CaptureFixture[str], plan: str) -> None:
    assert "조용한 결과" in printed(capsys, "solve", plan, "--scenario", "x", code=3)


def test_exit_codes_of_a_failed_solve_and_of_an_interruption(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(fault: BaseException) -> None:
        def failing(*_: object) -> None:
            raise fault

        monkeypatch.setattr(gui.subcommands, "solve", failing)

    fail(SolveError("No equilibrium.", "균형이 없습니다."))
    assert "No equilibrium" in printed(capsys, "solve", code=1)
    assert "균형이 없습니다" in printed(capsys, "solve", "--lang=ko", code=1)
    fail(KeyboardInterrupt())
    assert main(["solve"]) == 130
    assert capsys.readouterr() == ("", "")


# show and check


def test_show_prints_what_is_stored_and_computes_nothing(
    capsys: pytest.CaptureFixture[str], plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(gui.subcommands, "solve")
    found = json.loads(printed(capsys, "show", plan, "--json"))["scenarios"]
    assert [entry["scenario"] for entry in found] == ["Status quo", "Scenario 1", "조용한 결과"]
    assert found[0] == {**solved().as_json(), "engine_version": __version__}
    assert found[2] == {"scenario": "조용한 결과", "engine_version": None}
    one = json.loads(printed(capsys, "show", plan, "--json", "--scenario", "조용한 결과"))
    assert one == {"scenarios": found[2:]}
    out = printed(capsys, "show", plan)
    assert f"{solved().join_probability[0]:.4f}" in out
    assert "scenario  조용한 결과\nnothing is stored" in out
    assert "저장된 결과가 없습니다" in printed(capsys, "show", plan, "--lang", "ko")


def test_check_says_where_computing_again_gives_other_numbers(capsys: pytest.CaptureFixture[str], plan: str) -> None:
    text = Path(plan).read_text(encoding="utf-8")
    values = json.loads(text)
    values["scenarios"][0]["result"]["firms"][0]["join_probability"] += 0.125
    Path(plan).write_text(json.dumps(values), encoding="utf-8")
    assert main(["check", plan]) == 1
    assert "Status quo: differs by 0.125" in capsys.readouterr().out
    values["scenarios"][0]["result"]["engine_version"] = "0.0.1"
    Path(plan).write_text(json.dumps(values), encoding="utf-8")
    assert "Status quo: differs by 0.125 (engine 0.0.1)" in printed(capsys, "check", plan)


def test_check_reads_a_folder_of_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("sovereign-ai-2026", str(ROOT / "resources" / "cases" / "sovereign-ai-2026")):
        assert re.search(rf"(?m)^firms +{len(case().firms)}$", printed(capsys, "check", name))
    assert "case.toml cannot be read" in printed(capsys, "check", str(tmp_path), code=3)


def test_check_names_every_wrong_cell_of_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(ROOT / "resources" / "cases" / "sovereign-ai-2026", folder)
    for name, old, new in (
        ("firms.csv", "\nkakao,Kakao,", "\nkakao,,"),
        ("firms.csv", "\nkt,KT,", "\nkt,,"),
        ("levers.csv", ",gpus,integer,", ",GPU,integer,"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    (folder / "events.csv").unlink()
    said = printed(capsys, "check", str(folder), code=3)
    assert str(folder / "events.csv") in said
    for place in ("row kakao, column name_en is empty", "row kt, column name_en is empty", "column unit is 'GPU'"):
        assert said.count(place) == 1
    assert "name_en 열이(가) 비어 있습니다" in printed(capsys, "check", str(folder), "--lang", "ko", code=3)


def test_check_names_every_loose_end_between_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(ROOT / "resources" / "cases" / "sovereign-ai-2026", folder)
    table = folder / "eligibility.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",kakao,", ",cacao,").replace(",kt,", ",katy,"), encoding="utf-8")
    said = printed(capsys, "check", str(folder), code=3)
    assert "firm 'cacao' is not in the table" in said
    assert "firm 'katy' is not in the table" in said


class Full(io.StringIO):
    """An output on a disk without room."""

    def write(self, _text: str, /) -> int:
        """Refuse."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_output_that_cannot_be_written_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    assert cli.run(["cases"]) == 1
    assert "the output was not written (the disk is full)" in capsys.readouterr().err


# help and hand-over


@pytest.mark.parametrize("language", ["en", "ko"])
def test_help_shows_examples_that_work(capsys: pytest.CaptureFixture[str], language: str, plan: str) -> None:
    out = printed(capsys, "--lang", language, "--help")
    assert bool(HANGUL.search(out)) == (language == "ko")
    assert "130" in out
    for name in COMMANDS:
        page = printed(capsys, name, "--help", "--lang", language)
        assert bool(HANGUL.search(page)) == (language == "ko")
        assert f"turnout {name}" in out
        examples = re.findall(r"(?m)^  turnout .*$", page)
        assert examples
        assert all(example in out for example in examples)
    for example in COMMANDS["solve"].examples:
        words = example.replace('"Quiet results"', "조용한␣결과").replace("plan.turnout", plan).split()[1:]
        printed(capsys, *(word.replace("␣", " ") for word in words))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--version") == f"turnout {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["plan.turnout"], ["a/b"], [str(ROOT / "pyproject.toml")]])
def test_files_and_nothing_open_the_window(arguments: list[str]) -> None:
    assert not cli.wanted(arguments)


@pytest.mark.parametrize("arguments", [["solve"], ["--help"], ["show", "x"], ["slove"], ["--lang", "ko", "check", "x"]])
def test_subcommands_open_none(arguments: list[str]) -> None:
    assert cli.wanted(arguments)


def test_every_equilibrium_is_listed_with_its_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["solve", "--equilibria", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["certified_unique"] is True
    assert (found["index_sum"], found["list_complete"]) == (1, True)
    first = found["equilibria"][0]
    assert first["stable"] is True
    outcome = solve(case(), case().status_quo)
    expected = dict(zip(outcome.firm_ids, outcome.join_probability.tolist(), strict=True))
    assert first["join_probability"] == pytest.approx(expected, abs=1e-9)
    assert main(["solve", "--equilibria"]) == 0
    text = capsys.readouterr().out
    assert re.search(r"^motif +0\.\d{4}$", text, flags=re.MULTILINE)
    assert re.search(r"^certified_unique +true$", text, flags=re.MULTILINE)


def test_check_says_which_cells_of_a_sheet_are_wrong(tmp_path: Path) -> None:
    path = tmp_path / "기업.csv"
    path.write_bytes("기업명,시가총액,날씨\n가람전산,많음,맑음\n,3,흐림\n".encode("cp949"))
    done = process("check", str(path), "--lang", "ko")
    assert done.returncode == 3
    assert "2행 B열 (시가총액): '많음'입니다. 단위 없이 숫자만 쓰십시오" in done.stdout
    assert "3행 A열 (기업명): 기업명이 없습니다" in done.stdout
    assert "읽지 않은 열: 날씨" in done.stdout
    path.write_text("Name\nFerry\n", encoding="utf-8")
    assert process("check", str(path)).returncode == 0


@pytest.mark.parametrize("name", ["firms.xlsx", "firms.csv"])
def test_the_template_can_be_written_and_checked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert process("template", str(path)).returncode == 0
    done = process("check", str(path))
    assert done.returncode == 3
    assert "there is no firm" in done.stdout
    assert process("template", str(tmp_path / "none" / name)).returncode == 3


def test_cases_are_listed() -> None:
    done = process("cases", "--lang", "en")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["lantern-tide", "sovereign-ai-2026"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("flips", "--mood"), "--mood 옵션이나 인수가 없습니다."),
        (("goal", "--budget", "much"), "--budget: much은(는) 숫자가 아닙니다."),
        (("solve", "--set"), "--set에 값이 필요합니다."),
        (("show",), "FILE이(가) 빠졌습니다."),
    ],
)
def test_bad_usage_is_said_in_korean_with_where_help_is(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert cli.run([*arguments, "--lang", "ko"]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "--help를 참고해 주십시오." in err


def test_korean_help_has_no_english_headings(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "goal", "--help", "--lang", "ko")
    assert out.startswith("사용 방법: turnout goal [-h]")
    assert not any(word in out for word in ("usage:", "options:", "positional", "show this help"))


def test_questions_name_cases_and_firms_alike(capsys: pytest.CaptureFixture[str]) -> None:
    by_option = printed(capsys, "flips", "--case", "lantern-tide", "--lever", "fresh_start", "--json")
    assert printed(capsys, "flips", "lantern-tide", "--lever", "fresh_start", "--json") == by_option
    for command in (("sensitivity", "--top", "3"), ("sweep", "--lever", "fresh_start=0:1:3")):
        plain = printed(capsys, *command, "lantern-tide", "--of", "glassmoth", "--json")
        assert printed(capsys, *command, "lantern-tide", "--of", "firm:glassmoth", "--json") == plain
    assert cli.run(["flips", "lantern-tide", "--scenario", "Status quo", "--lang", "en"]) == 2


def test_a_policy_that_differs_in_nothing_is_explained_without_a_table_of_noughts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = printed(capsys, "explain", "--firm", "kt")
    assert "change_probability" not in out
    assert "KT" in out


def test_a_range_is_written_in_full(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "firms.csv").write_text("name,market value\nOne,nan\n", encoding="utf-8")
    assert cli.run(["check", str(tmp_path / "firms.csv")]) != 0
    assert "0 to 1,000,000" in capsys.readouterr().out


def test_without_a_screen_it_says_so_in_the_language_of_the_system(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.__main__._has_screen", lambda: False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    for language, said in (("ko_KR.UTF-8", "창을 열 화면이 없습니다"), ("C.UTF-8", "there is no screen")):
        monkeypatch.setenv("LANG", language)
        assert main([]) == 1
        assert said in capsys.readouterr().err


def test_an_unknown_language_is_refused_in_the_language_of_the_system(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert cli.run(["solve", "--lang", "fr"]) == 2
    assert HANGUL.search(capsys.readouterr().err)


def test_a_checkpoint_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none" / "fit.npz")
    assert cli.run(["calibrate", "lantern-tide", "--to", str(tmp_path), "--resume", nowhere, "--lang", "en"]) == 3
    assert "Name another with --resume" in capsys.readouterr().err


def test_amounts_in_a_sentence_have_the_digits_of_the_window() -> None:
    assert [money(amount, "en", "KRW") for amount in (0.0, 0.03, 3.14, 123.4, -2.0)] == [
        *("0 bn", "0.03 bn", "3.1 bn", "123 bn", "−2.0 bn")
    ]
    assert [money(amount, "ko", "KRW", signed=True) for amount in (0.004, 0.03, 3.14, 123.45)] == [
        *("0억원", "+0.3억원", "+31억원", "+1,235억원")
    ]

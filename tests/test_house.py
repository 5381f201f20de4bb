"""The house rules hold, and the checks that guard them can fail: every import contract is broken once on purpose."""

import ast
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

ROOT = Path(__file__).parent.parent
TOP_FOLDERS = {"gui", "model", "resources", "tests", "docs", ".ci"}
BREAKS = [  # a module, a statement put into it, and the contract that must notice
    ("model/contest.py", "from PySide6 import QtCore", "The model knows no window"),
    ("model/solve.py", "import pyqtgraph", "The model knows no window"),
    ("model/errors.py", "import gui.theme", "The model knows no window"),
    ("model/contest.py", "import model.solve", "The model imports downwards"),
    ("model/scenario.py", "import model.case", "The model imports downwards"),
    ("gui/theme.py", "import gui.session", "The window imports downwards"),
    ("gui/session.py", "import gui.window", "The window imports downwards"),
    ("gui/charts/chart.py", "import gui.session", "Views read frames"),
    ("gui/levers/__init__.py", "import gui.solving", "Views read frames"),
    ("gui/scenarios/__init__.py", "import gui.commands", "Views read frames"),
]


def committed_files() -> list[Path]:
    """List the files that git tracks, as paths from the top."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return [Path(name) for name in listing.stdout.split("\0") if name and (ROOT / name).exists()]


def committed_texts() -> dict[Path, str]:
    """Read every tracked file that is text."""
    texts = {}
    for path in committed_files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            texts[path] = content.decode("utf-8")
    return texts


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what the contracts look at."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in ("model", "gui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def broken_contracts(folder: Path) -> list[str]:
    """Run import-linter in a folder and return the names of the broken contracts."""
    program = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as run; run()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200", "PYTHONUTF8": "1"},
        check=False,
    )
    names = re.findall(r"^(.*\S)\s+BROKEN", done.stdout, flags=re.MULTILINE)
    assert bool(names) == (done.returncode != 0), done.stdout + done.stderr
    return names


def test_contracts_hold_as_they_stand(house: Path) -> None:
    assert broken_contracts(house) == []


@pytest.mark.parametrize(("module", "statement", "contract"), BREAKS)
def test_a_broken_contract_is_caught(house: Path, module: str, statement: str, contract: str) -> None:
    path = house / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{statement}\n", encoding="utf-8")
    assert any(name.startswith(contract) for name in broken_contracts(house))


def test_every_contract_is_broken_once_above() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]
    tried = {contract for _, _, contract in BREAKS}
    assert [name for name in names if not any(name.startswith(start) for start in tried)] == []


def test_void_calls_into_qt_keep_their_references() -> None:
    """PySide6 6.12.0 loses one reference to None a call on Python 3.11, and the process aborts some thousands later."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100


def test_lock_has_hashes_for_everything_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert len(entries) > 30
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "==" not in entry.splitlines()[0]] == []
    assert re.findall(r"https?:|file:|index-url|find-links|trusted-host| @ ", lock) == []


def test_lock_holds_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *itertools.chain(*project["optional-dependencies"].values())]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9._-]+)==", lock, flags=re.MULTILINE))
    names = {re.split(r"[\[<>=!~; ]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names <= locked


def test_every_dependency_says_why() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table = settings[settings.index("\ndependencies = [") : settings.index("[project.scripts]")]
    lines = [line for line in table.splitlines() if line.startswith('    "')]
    assert len(lines) > 10
    assert [line for line in lines if "# " not in line] == []


def test_no_committed_text_names_a_machine() -> None:
    homes = {str(ROOT.parent), str(Path.home())} - {"/"}
    registry = re.compile(r"(extra-)?index-url\s*[=:]|find-links\s*[=:]|--(extra-)?index-url|--find-links")
    found = []
    for path, text in committed_texts().items():
        if path == Path("tests/test_house.py"):
            continue
        found += [f"{path}: {home}" for home in homes if f"{home}/" in text]
        found += [f"{path}: {match[0]}" for match in registry.finditer(text)]
    assert found == []


def test_top_level_folders_are_the_six() -> None:
    assert {path.parts[0] for path in committed_files() if len(path.parts) > 1} <= TOP_FOLDERS


def test_catch_all_stands_in_the_crash_handler_alone() -> None:
    places = []
    for path in committed_files():
        if path.suffix != ".py" or path.parts[0] == "tests":
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "Exception"):
                places.append(f"{path}:{node.lineno}")
    assert [place for place in places if not place.startswith("gui/errors.py:")] == []


def test_model_opens_files_in_two_modules_only() -> None:
    opening = re.compile(r"\bopen\(|\.read_text\(|\.read_bytes\(|\.write_text\(|\.write_bytes\(|read_csv\(")
    places = {
        str(path) for path, text in committed_texts().items() if path.parts[0] == "model" and opening.search(text)
    }
    assert places <= {"model/case.py", "model/document.py"}


def test_every_case_in_scope_of_the_benchmarks_is_tested() -> None:
    """Numbers from the literature that nobody compares with are worth nothing; relations are named by their tests."""
    told = json.loads((ROOT / "tests" / "benchmarks.json").read_text(encoding="utf-8"))
    wanted = {row["id"] for row in told if row["scope"] in {"product", "mixed"}}
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "model").rglob("*.py")]
    used = {name for name in wanted if any(f'"{name}"' in text for text in texts)}
    assert wanted - used == {"I02_metamorphic"}
    relations = {  # of I02_metamorphic, in its order
        "test_noise_without_end_gives_one_half",
        "test_scale_and_labels_do_not_matter",  # two of them
        # a constant in both actions drops by construction: payoffs are of joining against staying out
        "test_more_stigma_for_one_firm_helps_every_rival",
        "test_as_many_seats_as_firms_leave_nothing_to_fear",
        "test_inclusion_sums_to_the_seats_taken",
        "test_every_reported_equilibrium_is_one_and_the_index_is_one",  # two of them
    }
    assert all(any(f"def {name}(" in text for text in texts) for name in relations)


def test_no_test_says_how_fast_a_machine_has_to_be() -> None:
    """Waits have their patience from tests/gui/worlds.py, programs four minutes: a busy machine is no defect."""
    for path, text in committed_texts().items():
        if path.parts[0] == "tests" and path.suffix == ".py" and "bench" not in path.parts:
            waits = re.findall(r"qtbot\.wait\w+\([^\n]*timeout=[\d_]+", text)
            assert not waits, f"{path}: {waits}"
            assert all(int(seconds) >= 240 for seconds in re.findall(r"timeout=(\d+)\b", text)), path

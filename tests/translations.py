"""The catalogues: gather the texts of the window, compile the translations, and say what is missing.

The texts are read off the syntax tree and handed to lupdate as C++: its own reader of Python overlooks plurals and some
calls.

    python -m tests.translations            gathers into resources/translations/*.ts and compiles *.qm
    python -m tests.translations --check    changes nothing; exits 1 and lists what is missing
"""

from __future__ import annotations

import argparse
import ast
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "resources" / "translations"
PLURALS_ONLY = {"en"}  # English is what stands in the code; only its plurals need a catalogue
LANGUAGES = ("ko", "en")


@dataclass(frozen=True)
class Entry:
    """One text of a catalogue; ``forms`` has one translation, or one for each numerus."""

    context: str
    source: str
    forms: tuple[str, ...]
    unfinished: bool


def sources() -> list[Path]:
    """Return the modules that may hold texts."""
    return sorted((ROOT / "gui").rglob("*.py"))


@dataclass(frozen=True)
class Text:
    """One text in the code: where, its context, and whether it counts something."""

    place: str
    context: str
    source: str
    comment: str
    plural: bool


def texts(path: Path) -> list[Text]:
    """Return every text that a module hands to tr(), translate() or QT_TRANSLATE_NOOP().

    Raises ValueError for an f-string: it would never match what stands in the catalogue.
    """
    found: list[Text] = []
    _visit(ast.parse(path.read_text(encoding="utf-8")), "", path, found)
    return found


def _visit(node: ast.AST, context: str, path: Path, found: list[Text]) -> None:
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        text = _text(node, context, path)
        if text is not None:
            found.append(text)
    for child in ast.iter_child_nodes(node):
        _visit(child, context, path, found)


def _text(call: ast.Call, context: str, path: Path) -> Text | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    arguments = {"tr": call.args, "translate": call.args[1:], "QT_TRANSLATE_NOOP": call.args[1:]}.get(name)
    if not arguments:
        return None
    place = f"{path.name}:{call.lineno}"
    if isinstance(arguments[0], ast.JoinedStr):
        raise ValueError(f"{place}: an f-string cannot be translated. Use .format() after the call.")
    values = [_literal(argument) for argument in arguments]
    if name != "tr":
        context = _literal(call.args[0])
    elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        owner = call.func.value.id  # Table.tr("…") outside the class
        context = context if owner in {"self", "cls"} else owner
    if not values[0]:
        return None  # a name: the text itself stands in a QT_TRANSLATE_NOOP
    if not context:
        raise ValueError(f"{place}: tr() has no class around it. Use QCoreApplication.translate().")
    plural_at = 2
    comment = values[1] if len(values) > 1 else ""
    return Text(place, context, values[0], comment, len(arguments) > plural_at)


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def gather(folder: Path) -> None:
    """Bring the .ts files of a folder up to date with the code; texts that are gone are dropped."""
    with tempfile.TemporaryDirectory() as name:
        listing = Path(name) / "texts.cpp"
        listing.write_text("\n".join(_as_cpp(text) for path in sources() for text in texts(path)), encoding="utf-8")
        for language in LANGUAGES:
            command = [_tool("lupdate"), str(listing), "-no-obsolete", "-locations", "none", "-source-language", "en"]
            command += ["-target-language", language, "-ts", str(folder / f"turnout_{language}.ts")]
            command += ["-pluralonly"] if language in PLURALS_ONLY else []
            _run(command)


def _as_cpp(text: Text) -> str:
    parts = [json.dumps(part, ensure_ascii=False) for part in (text.context, text.source, text.comment)]
    return f"QCoreApplication::translate({', '.join(parts)}{', n' if text.plural else ''});"


def compile_to(folder: Path) -> None:
    """Compile every .ts file of a folder to .qm beside it."""
    for language in LANGUAGES:
        name = str(folder / f"turnout_{language}.ts")
        _run([_tool("lrelease"), "-silent", name, "-qm", name.replace(".ts", ".qm")])


def entries(path: Path) -> list[Entry]:
    """Return what stands in a .ts file."""
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            unfinished = translation.get("type") == "unfinished" or not all(forms)
            name, source = context.findtext("name", ""), message.findtext("source", "")
            found.append(Entry(name, source, tuple(forms), unfinished))
    return found


def missing() -> list[str]:
    """Return what the catalogues lack against the code as it is, as ``language: context: text``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in LANGUAGES:
            shutil.copy(CATALOGUES / f"turnout_{language}.ts", folder)
        gather(folder)
        return [
            f"{language}: {entry.context}: {entry.source}"
            for language in LANGUAGES
            for entry in entries(folder / f"turnout_{language}.ts")
            if entry.unfinished
        ]


def _tool(name: str) -> str:
    beside = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent))
    return beside or f"pyside6-{name}"


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def main() -> None:
    """Gather and compile, or check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 and list what is missing")
    if not parser.parse_args().check:
        gather(CATALOGUES)
        compile_to(CATALOGUES)
    lacking = missing()
    print("\n".join(lacking) or "Both catalogues are complete.")
    sys.exit(1 if lacking else 0)


if __name__ == "__main__":
    main()

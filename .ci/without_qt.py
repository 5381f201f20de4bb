"""Print a hashed lock without Qt and without what only exports, their tests and the linters need.

The tests of the model run in an environment built from this, so that an import of Qt, however indirect, fails them.
"""

import pathlib
import re
import sys

QT = {"pyside6-essentials", "shiboken6", "pyqtgraph", "pytest-qt"}
LINTERS = {"mypy", "mypy-extensions", "ruff", "import-linter", "grimp", "ast-serialize", "librt", "pathspec"}
STUBS = {"pandas-stubs", "scipy-stubs", "numpy-typing-compat", "optype"}
EXPORT = {"python-pptx", "python-hwpx", "lxml", "pypdf"}  # the model reads and writes firms as workbooks itself
LEFT_OUT = QT | LINTERS | STUBS | EXPORT


def kept(lock: str) -> str:
    """Return the lock's entries, each a requirement line with its indented hashes, except those left out."""
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    names = [re.match(r"[a-z0-9._-]*", entry) for entry in entries]
    return "".join(entry for entry, name in zip(entries, names, strict=True) if name and name[0] not in LEFT_OUT)


if __name__ == "__main__":
    sys.stdout.write(kept(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))

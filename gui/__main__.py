"""Start Turnout: a subcommand prints without a window; alone, or with files, it opens the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

NO_SCREEN = (
    "there is no screen to open a window on. Use turnout solve, or turnout render --to DIR for pictures.",
    "창을 열 화면이 없습니다. turnout solve를 쓰거나, 그림이 필요하면 turnout render --to DIR을 쓰십시오.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code. Qt is imported only where there is something to draw."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given:
        from gui import cli

        if cli.wanted(given):
            return cli.run(given)
    if not _has_screen():
        from gui.cli import spoken
        from gui.subcommands import say
        from model.errors import EXIT_FAILED

        say(NO_SCREEN[spoken(given) == "ko"])
        return EXIT_FAILED
    gc.disable()  # what is imported stays, so to search it for garbage again and again is a tenth of the start
    try:
        from gui.start import run
    finally:
        gc.enable()
    return run(given)


def _has_screen() -> bool:
    """Say whether a window can be opened; without this, Qt ends the process."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())

"""The window as pictures, for a machine without a screen: both languages, light and dark, and the numbers as text."""

from __future__ import annotations

import os
import tempfile
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.frame import Frame
    from gui.window import MainWindow

SIZE_PX = (1440, 900)
LOOKS = tuple((language, look) for language in ("ko", "en") for look in ("light", "dark"))
PATIENCE_S = 60.0


def render(folder: Path) -> list[Path]:
    """Draw the status quo in every look into ``folder`` and return the files; FileError where it cannot be written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gui.start import Application, Places

    made_here = QApplication.instance()
    app = made_here if isinstance(made_here, QApplication) else QApplication(["turnout"])
    _make(folder)
    with tempfile.TemporaryDirectory() as kept:
        here = Path(kept)
        turnout = Application(app, Places(here / "turnout.ini", here / "recovery", here / "logs"))
        window = turnout.open_window()
        window.resize(*SIZE_PX)
        files = []
        for language, look in LOOKS:
            turnout.set_theme(look)
            turnout.set_language("ko" if language == "ko" else "en")
            frame = _settled(app, window)
            files += [_picture(window, folder / f"window-{language}-{look}.png")]
            if look == "light":
                files += [_text(frame, folder / f"status-quo-{language}.txt")]
        turnout.close()
    return files


def table(frame: Frame) -> str:
    """Return every firm's probability of joining as aligned text, in the order of display."""
    from gui.numbers import Numbers

    numbers = Numbers(frame.language, frame.case.meta["currency"])
    chances = frame.outcome.join_probability
    names = [frame.names[row] for row in frame.order]
    width = max(map(_width, names))
    lines = [frame.case.call(frame.scenario.call).title(frame.language)]
    for row, name in zip(frame.order, names, strict=True):
        lines.append(f"{name}{' ' * (width - _width(name))}  {numbers.percent(float(chances[row])):>6}")
    return "\n".join(lines) + "\n"


def _settled(app: QApplication, window: MainWindow) -> Frame:
    end = time.monotonic() + PATIENCE_S
    while not window.session.settled and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.002)
    app.processEvents()
    frame = window.session.frame
    if frame is None:
        from model.errors import SolveError

        raise SolveError(
            f"Nothing was solved within {PATIENCE_S:g} s. Try again on a machine with less to do.",
            f"{PATIENCE_S:g}초 안에 계산을 마치지 못했습니다. 부하가 적은 환경에서 다시 실행해 주십시오.",
        )
    return frame


def _picture(window: MainWindow, path: Path) -> Path:
    if not window.grab().save(str(path)):
        raise _refused(path)
    return path


def _text(frame: Frame, path: Path) -> Path:
    try:
        path.write_text(table(frame), encoding="utf-8")
    except OSError:
        raise _refused(path) from None
    return path


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise _refused(folder) from None


def _refused(path: Path) -> Exception:
    from model.errors import FileError

    return FileError(
        f"{path} cannot be written. Check the folder and its permissions.",
        f"{path}에 쓸 수 없습니다. 폴더와 쓰기 권한을 확인해 주십시오.",
    )


def _width(text: str) -> int:
    """Return how many columns a text takes in a terminal: Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)

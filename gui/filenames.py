"""Names of files that every system takes: Windows and macOS refuse or change what Linux writes."""

from __future__ import annotations

import re
import unicodedata

MOST_LETTERS = 100
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_stem(text: str, otherwise: str) -> str:
    """Return a text as the name of a file without its ending; ``otherwise`` where nothing is left of it.

    Hangul is composed: macOS hands it out letter by letter, and Windows would show it so.
    """
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    name = " ".join(_REFUSED.sub(" ", composed).split())[:MOST_LETTERS].strip(" .")
    return f"_{name}" if _DEVICES.fullmatch(name) else name or otherwise

"""What Turnout remembers between two starts, each with its type: an INI file gives back text only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from gui.frame import Language

RECENT_FILES = 10
THEME_CHOICES = ("system", "light", "dark")
MOTION_CHOICES = ("system", "full", "none")


class Preferences:
    """Language, theme, shield, recent files, geometry. Given a path it keeps them there, else where the user's are."""

    def __init__(self, path: Path | None = None) -> None:
        self.system_language: Language = "en"  # shown as long as nobody has chosen
        if path is None:
            scope = QSettings.Scope.UserScope
            self._store = QSettings(QSettings.Format.IniFormat, scope, "Turnout", "turnout")
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language | None:
        """The language chosen, or None where nobody has chosen."""
        text = self._text("language")
        return "ko" if text == "ko" else "en" if text == "en" else None

    @language.setter
    def language(self, code: Language | None) -> None:
        self._store.setValue("language", code or "")

    @property
    def shown_language(self) -> Language:
        """The language on screen."""
        return self.language or self.system_language

    @property
    def theme(self) -> str:
        """One of ``THEME_CHOICES``."""
        text = self._text("theme")
        return text if text in THEME_CHOICES else THEME_CHOICES[0]

    @theme.setter
    def theme(self, choice: str) -> None:
        self._store.setValue("theme", choice)

    @property
    def motion(self) -> str:
        """One of ``MOTION_CHOICES``: whether bars move over from slide to slide."""
        text = self._text("motion")
        return text if text in MOTION_CHOICES else MOTION_CHOICES[0]

    @motion.setter
    def motion(self, choice: str) -> None:
        self._store.setValue("motion", choice)

    @property
    def shield(self) -> bool:
        """Whether firms are shown as letters."""
        return self._text("shield") == "true"

    @shield.setter
    def shield(self, on: bool) -> None:
        self._store.setValue("shield", "true" if on else "false")

    @property
    def refits(self) -> bool:
        """Whether the model is refitted by itself after inputs were edited."""
        return self._text("refits") != "false"

    @refits.setter
    def refits(self, on: bool) -> None:
        self._store.setValue("refits", "true" if on else "false")

    @property
    def tour_offered(self) -> bool:
        """Whether the tour has been offered once."""
        return self._text("tour_offered") == "true"

    @tour_offered.setter
    def tour_offered(self, done: bool) -> None:
        self._store.setValue("tour_offered", "true" if done else "false")

    @property
    def recent(self) -> tuple[str, ...]:
        """Paths of the files opened or saved last, the newest first."""
        return tuple(line for line in self._text("recent").split("\n") if line)[:RECENT_FILES]

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        name = str(path)
        rest = [line for line in self.recent if line != name]
        self._store.setValue("recent", "\n".join([name, *rest][:RECENT_FILES]))

    def forget(self, path: str) -> None:
        """Take a file that is gone from the recent ones."""
        self._store.setValue("recent", "\n".join(line for line in self.recent if line != path))

    def bytes_of(self, key: str) -> QByteArray:
        """Return a saved geometry or state; empty where there is none."""
        value = self._store.value(f"window/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, key: str, value: QByteArray) -> None:
        """Save a geometry or state."""
        self._store.setValue(f"window/{key}", value)

    def flush(self) -> None:
        """Write everything to the disk now."""
        self._store.sync()

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

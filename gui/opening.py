"""What was written, and ways to open it with the programs of the system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.theme import dress


def open_path(path: Path) -> bool:
    """Let the system open a file or a folder; False where it has nothing that opens it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class OpenButtons(QWidget):
    """Buttons that open the file that was written, where it is one, and its folder; hidden while there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[Path, ...] = ()
        self.file, self.folder = QPushButton(self), QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button, act in ((self.file, self._open_file), (self.folder, self._open_folder)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        self.file.setObjectName(f"{name}.open_file")
        self.folder.setObjectName(f"{name}.open_folder")
        self.retranslate()
        self.show_files(())

    def show_files(self, files: Sequence[Path]) -> None:
        """Offer to open these files; none takes the buttons away."""
        self.files = tuple(files)
        self.file.setVisible(len(self.files) == 1)
        self.setVisible(bool(self.files))
        for button in (self.file, self.folder):
            button.setEnabled(True)
            button.setToolTip("")

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self.file.setText(self.tr("Open file"))
        self.folder.setText(self.tr("Open folder"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _open_file(self) -> None:
        self._open(self.file, self.files[0])

    def _open_folder(self) -> None:
        self._open(self.folder, self.files[0].parent)

    def _open(self, button: QPushButton, path: Path) -> None:
        if not open_path(path):
            button.setEnabled(False)
            button.setToolTip(self.tr("No program of this system opens it."))


class Notice(QFrame):
    """Says across the top that a file was saved, until it is closed."""

    def __init__(self, told: Callable[[str], str] = str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told  # what may be shown of a text
        self.setObjectName("notice")
        dress(self, "notice")
        self._text, self._close = QLabel(self), QPushButton(self)
        self._text.setObjectName("notice.text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.open = OpenButtons("notice", self)
        self._close.setObjectName("notice.close")
        self._close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(10)
        row.addWidget(self._text)
        row.addWidget(self.open, 1)
        row.addWidget(self._close)
        self._dismiss()

    @property
    def text(self) -> str:
        """What the notice says."""
        return self._text.text()

    def show_file(self, path: Path) -> None:
        """Say that a file was saved, and offer to open it."""
        self.open.show_files((path,))
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Say it again, as it may be shown now."""
        text = self.tr("Saved: {}").format(self._told(self.open.files[0].name)) if self.open.files else ""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _dismiss(self) -> None:
        self.open.show_files(())
        self.hide()
        self.retranslate()

"""What Turnout is and what it rests on, and the page of keyboard shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.actions import shortcut_rows
from model import __version__
from model.case import Case

TEXT_WIDTH_PX = 460


class About(QDialog):
    """Version, licences, where the data come from, and what a forecast is not."""

    def __init__(self, case: Case, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About Turnout"))
        column = _column(self)
        _add(column, f"Turnout {__version__}", "brand")
        _add(column, self.tr("Which teams join a public call, and what would change their minds."), "body")
        _add(
            column,
            self.tr(
                "Every figure is a forecast, not a fact. It follows from a model whose assumptions are graded: "
                "A observed, B inferred, C assumed."
            ),
            "strong",
        )
        _add(column, self.tr("Case"), "section")
        as_of = self.tr("Public information as of {}").format(case.meta["as_of_date"])
        _add(column, f"{case.title(language)}\n{as_of}", "body")
        _add(column, self.tr("Data"), "section")
        sources = len({fact.source for fact in case.facts})
        text = self.tr("{} published statements from {} sources, each with its date, stand in the case's tables.")
        _add(column, text.format(len(case.facts), sources), "body")
        _add(column, self.tr("Licences"), "section")
        _add(
            column,
            self.tr(
                "Turnout: MIT. Qt and PySide6: LGPL-3.0. Pretendard: SIL Open Font License 1.1. "
                "NumPy, pandas and msgspec: BSD-3-Clause. pyqtgraph: MIT."
            ),
            "body",
        )
        _add_close(self, column)


class Shortcuts(QDialog):
    """Every command that has keys, and the keys of a slider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        column = _column(self)
        form = QFormLayout()
        form.setHorizontalSpacing(32)
        form.setVerticalSpacing(5)
        for text, keys in (*shortcut_rows(), *slider_rows()):
            form.addRow(_label(text.replace("&", ""), "body"), _label(keys, "strong"))
        column.addLayout(form)
        _add_close(self, column)


def slider_rows() -> list[tuple[str, str]]:
    """Return what the keys do on a lever that has the focus."""
    keys = [
        (QCoreApplication.translate("Shortcuts", "Lever: one step"), "Left", "Right"),
        (QCoreApplication.translate("Shortcuts", "Lever: ten steps"), "PgDown", "PgUp"),
        (QCoreApplication.translate("Shortcuts", "Lever: to the end of its range"), "Home", "End"),
    ]
    native = QKeySequence.SequenceFormat.NativeText
    return [(text, " / ".join(QKeySequence(key).toString(native) for key in pair)) for text, *pair in keys]


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(8)
    return column


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    theme.dress(label, role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _add(column: QVBoxLayout, text: str, role: str) -> None:
    label = _label(text, role)
    label.setWordWrap(True)
    label.setFixedWidth(TEXT_WIDTH_PX)
    column.addWidget(label)


def _add_close(dialog: QDialog, column: QVBoxLayout) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    column.addSpacing(6)
    column.addWidget(buttons)

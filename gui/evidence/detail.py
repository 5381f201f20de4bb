"""Below the table: what stands behind the chosen input, statement by statement, and the way back to its own value."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from gui import theme
from gui.evidence.table import beyond_text
from gui.evidence.words import HATCHED, WEAK, RowText, Words, grade_means
from gui.theme import THEMES, Theme
from model.evidence import Citation, supporting
from model.rows import Fact


class Detail(QFrame):
    """The statements and sources of one input."""

    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: RowText | None = None
        self._words: Words | None = None
        self._theme = THEMES["light"]
        self.title = QLabel(self)
        self.title.setObjectName("evidence.detail.title")
        theme.dress(self.title, "strong")
        self.reset = QPushButton(self)
        self.reset.setObjectName("evidence.reset")
        self.reset.clicked.connect(self.reset_asked)
        self.statements = QTextBrowser(self)
        self.statements.setObjectName("evidence.statements")
        self.statements.setOpenExternalLinks(True)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.reset)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(4)
        self._rows.addLayout(top)
        self._rows.addWidget(self.statements, 1)
        self.stand(beside=False)
        self.retranslate()

    def stand(self, beside: bool) -> None:
        """Keep a distance from the table above it, or to the left of it."""
        self._rows.setContentsMargins(10 if beside else 0, 0 if beside else 4, 0, 0)

    def show_row(self, text: RowText | None, words: Words | None) -> None:
        """Show an input, or that none is chosen."""
        self._text, self._words = text, words
        self.reset.setVisible(text is not None and text.row.edited)
        if text is None or words is None:
            self.title.setText("")
            self.statements.setHtml(self._paragraph(self.tr("Choose an input to see what stands behind it."), "muted"))
            return
        self.title.setText(f"{text.subject} · {text.label}")
        self.statements.setHtml("".join((*self._about_value(text, words), *self._sources(text, words))))

    def set_theme(self, shown: Theme) -> None:
        """Take other colours."""
        self._theme = shown
        self.show_row(self._text, self._words)

    def retranslate(self) -> None:
        """Say everything in the language on screen."""
        self.reset.setText(self.tr("Reset this value"))
        self.reset.setToolTip(self.tr("Put the value of the case back"))
        self.statements.setAccessibleName(self.tr("Statements and sources behind the chosen input"))
        self.show_row(self._text, self._words)

    def _about_value(self, text: RowText, words: Words) -> list[str]:
        row = text.row
        value = escape(words.with_unit(row, text.value))
        line = self.tr("{value} (stated range {range})").format(
            value=f"<b>{value}</b>", range=escape(words.with_unit(row, text.range))
        )
        shown = [f"<p style='margin:0 0 5px 0'>{line}</p>"]
        if row.beyond:
            shown.append(self._paragraph(beyond_text(row.beyond), "warn"))
        if row.edited:
            before = self.tr("Edited; it was {}.").format(words.with_unit(row, text.loaded))
            about = self.tr("Range, source and grade are those of the original value.")
            shown.append(self._paragraph(f"{before} {about}", "accent"))
        mark = f"{HATCHED} " if row.entry.grade == WEAK else ""
        shown.append(self._paragraph(f"{mark}{grade_means(row.entry.grade)}", "warn" if mark else "muted"))
        shown.append(self._paragraph(text.reason, "muted" if text.hidden else "text"))
        return shown

    def _sources(self, text: RowText, words: Words) -> list[str]:
        row = text.row
        if words.hides_sources(row):
            return [] if text.hidden else [self._paragraph(words.hidden_text(), "muted")]
        facts = supporting(words.case, row.citations)
        numbers = {fact.id: f"[{place}]" for place, fact in enumerate(facts, start=1)}
        shown = [self._fact(fact, numbers, words) for fact in facts]
        return shown + [self._other(citation) for citation in row.citations if citation.fact is None]

    def _fact(self, fact: Fact, numbers: dict[str, str], words: Words) -> str:
        if words.names_a_firm(f"{fact.statement} {fact.source}"):
            return self._paragraph(f"{numbers[fact.id]} {words.hidden_text()}", "muted")
        value = f" — {fact.value} {fact.unit}".rstrip() if fact.value else ""
        source = _numbered(fact.source, numbers)
        mark = f"{HATCHED} " if fact.grade == WEAK else ""
        about = f"{_linked(source)}, {escape(words.date(fact.date))}, {mark}{escape(fact.grade)}"
        statement = escape(f"{numbers[fact.id]} {fact.statement}{value}")
        return f"<p style='margin:0 0 5px 0'>{statement}<br><span style='color:{self._theme.muted}'>{about}</span></p>"

    def _other(self, citation: Citation) -> str:
        if citation.assumed:
            return self._paragraph(self.tr("No source: an assumption of the case's authors."), "muted")
        return self._paragraph(self.tr("Literature: {}").format(citation.text), "text")

    def _paragraph(self, text: str, role: str) -> str:
        colour = getattr(self._theme, role)
        return f'<p style="margin:0 0 5px 0; color:{colour}">{escape(text)}</p>'


def _numbered(source: str, numbers: dict[str, str]) -> str:
    """Return a source with the statements it was worked out from by their numbers."""
    return re.sub(r"[A-Za-z0-9]+-[A-Za-z0-9]+", lambda found: numbers.get(found[0], found[0]), source)


def _linked(source: str) -> str:
    """Return a source as HTML, its addresses as links."""
    parts = re.split(r"(https?://[^\s;]+)", source)
    return "".join(
        f'<a href="{escape(part)}">{escape(part)}</a>' if part.startswith("http") else escape(part) for part in parts
    )

"""Both languages are whole: nothing untranslated, nothing stale, and a switch reaches every open widget."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from gui.language import LANGUAGES, Language, locale
from gui.levers.panel import LeverPanel
from gui.scenarios.panel import ScenarioPanel
from model.document import Document
from tests import translations
from tests.gui.frames import frame_of, opening_case

KOREAN = translations.entries(translations.CATALOGUES / "turnout_ko.ts")
SENTENCE_ENDS = ("다.", "오.", "까?")


def test_catalogues_have_every_text_of_the_code() -> None:
    """When this fails: run ``python -m tests.translations`` and translate what it lists."""
    assert translations.missing() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_that_of_the_text(language: str, tmp_path: Path) -> None:
    for code in LANGUAGES:
        name = f"turnout_{code}.ts"
        (tmp_path / name).write_bytes((translations.CATALOGUES / name).read_bytes())
    translations.compile_to(tmp_path)
    name = f"turnout_{language}.qm"
    assert (tmp_path / name).read_bytes() == (translations.CATALOGUES / name).read_bytes()


def test_translations_keep_the_places_of_values() -> None:
    for entry in KOREAN:
        wanted = re.findall(r"\{\w*\}|%n", entry.source)
        for form in entry.forms:
            found = re.findall(r"\{\w*\}|%n", form)
            assert set(found) <= set(wanted), entry
            if "{}" in wanted:
                assert found.count("{}") == wanted.count("{}"), entry


def test_korean_is_written_as_officials_write_it() -> None:
    for entry in KOREAN:
        for form in entry.forms:
            assert "!" not in form, entry
            assert "귀하" not in form, entry
            if entry.source.endswith((".", "?")) and re.search(r"[가-힣]", form):
                assert form.rstrip().endswith(SENTENCE_ENDS), entry


def test_one_term_for_one_thing() -> None:
    terms = {"baseline": "비교 기준", "scenario": "시나리오", "pinned": "고정", "status quo": "현행", "lever": "수단"}
    for entry in KOREAN:
        for english, korean in terms.items():
            if re.search(rf"\b{english}\b", re.sub(r"\{\w*\}", "", entry.source.casefold())):
                assert all(korean in form for form in entry.forms), entry


def test_an_f_string_is_refused(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('class A:\n    def f(self, x):\n        return self.tr(f"{x} joins")\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"module\.py:3"):
        translations.texts(module)


def test_texts_are_read_with_context_comment_and_plural(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    source = """
        class Card:
            def f(self, n):
                self.tr("one", "said of a card")
                self.tr("two " "halves")
                return QCoreApplication.translate("Other", "%n lever(s)", "", n)
        TABLE = QT_TRANSLATE_NOOP("Table", "row")
        NAME = Card.tr("from outside")
    """
    module.write_text("if True:\n" + source, encoding="utf-8")
    ast.parse(module.read_text(encoding="utf-8"))
    found = [(text.context, text.source, text.comment, text.plural) for text in translations.texts(module)]
    assert found == [
        ("Card", "one", "said of a card", False),
        ("Card", "two halves", "", False),
        ("Other", "%n lever(s)", "", True),
        ("Table", "row", "", False),
        ("Card", "from outside", "", False),
    ]


def test_english_counts_in_the_singular(english: Language) -> None:
    def said(count: int) -> str:
        return QCoreApplication.translate("ScenarioPanel", "%n lever(s) changed", "", count)

    assert (said(1), said(2)) == ("1 lever changed", "2 levers changed")
    english.use("ko")
    assert (said(1), said(2)) == ("수단 1개 변경", "수단 2개 변경")


def test_switch_reaches_open_widgets_and_comes_back(qtbot: QtBot, english: Language) -> None:
    levers, scenarios = LeverPanel(), ScenarioPanel()
    document = Document.new(opening_case())
    for panel in (levers, scenarios):
        qtbot.addWidget(panel)
        panel.show_frame(frame_of(document))
    assert (english.current, english.other()) == ("en", "ko")
    english.use("ko")
    assert (levers.title.text(), scenarios.title.text()) == ("정책 수단", "시나리오")
    assert levers.rows["seats"].padlock.toolTip() == "잠김: 값이 바뀌지 않음"
    assert levers._headings["support"].text() == "지원"
    english.use("en")
    assert (levers.title.text(), scenarios.title.text()) == ("Policy levers", "Scenarios")


def test_qt_speaks_korean_too(qtbot: QtBot, english: Language) -> None:
    english.use("ko")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "취소"
    english.use("en")
    assert "Cancel" in box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_locale_goes_with_the_language(english: Language, dressed: QApplication) -> None:
    assert dressed
    english.use("ko")
    assert QLocale().language() == QLocale.Language.Korean
    english.use("en")
    assert QLocale().language() == QLocale.Language.English
    assert locale("ko").toString(1234567) == "1,234,567"

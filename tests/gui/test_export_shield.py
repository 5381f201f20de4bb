"""Under the name shield no export tells a firm: all text, attributes and metadata are decoded and searched."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from gui.export.briefing import Wish, build
from gui.export.formats import FORMATS, Settings, written
from gui.export.pictures import ChartPictures
from gui.frame import Language
from gui.shielding import Names
from model.document import Document
from model.slides import Slide
from tests.gui.briefings import DATE, FILE, briefing_of, opening_case, staged_briefing, staged_document

pytestmark = pytest.mark.usefixtures("dressed")  # fonts and painters need an application

WAYS = [(name, False) for name in FORMATS] + [("pdf", True)]


@cache
def spotted() -> re.Pattern[str]:
    """Return a pattern of all names and aliases as words; a Korean particle may follow one."""
    names: set[str] = set()
    for firm in opening_case().firms:
        names |= {firm.id, firm.name_en, firm.name_ko, firm.short_name_en, firm.short_name_ko, *firm.aliases} - {""}
    ends = (re.escape(name) + (r"(?![A-Za-z0-9])" if name.isascii() else "") for name in sorted(names, key=len))
    return re.compile(rf"(?<![A-Za-z0-9가-힣])(?:{'|'.join(ends)})", re.IGNORECASE)


def told(text: str) -> set[str]:
    """Return the firms' names and aliases that stand in a text as words."""
    return set(spotted().findall(text))


def png_texts(content: bytes) -> Iterator[str]:
    """Yield the chunks of a PNG that are no pixels."""
    at = 8
    while at < len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind not in {b"IDAT", b"IHDR", b"IEND"}:
            key, _, text = content[at + 8 : at + 8 + length].partition(b"\0")
            if kind == b"zTXt" or (kind == b"iTXt" and text[0]):
                packed = text[1:] if kind == b"zTXt" else text[2:].split(b"\0", 2)[2]
                text = zlib.decompress(packed)
            yield f"{kind.decode()}{key.decode('latin-1')}: {text.decode('utf-8', 'replace')}"
        at += length + 12


def decoded(content: bytes, name: str = "") -> Iterator[str]:
    """Yield every text of a file: of archives in archives, of XML with attributes, of PDF pages and metadata."""
    yield name
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.comment.decode("utf-8", "replace")
            for entry in archive.namelist():
                yield from decoded(archive.read(entry), entry)
    elif content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        yield from (str(value) for value in (reader.metadata or {}).values())
        for page in reader.pages:
            text = page.extract_text()
            yield text
            yield re.sub(r"\s+", " ", text)
    elif content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        root = ElementTree.fromstring(content)
        for node in root.iter():
            yield from (str(node.tag), node.text or "", node.tail or "", *node.attrib.values())
        paragraphs = (node for node in root.iter() if node.tag.rpartition("}")[2] in {"p", "si", "is", "text"})
        yield from ("".join(paragraph.itertext()) for paragraph in paragraphs)
    elif content.startswith(b"\x89PNG"):
        yield from png_texts(content)
    else:
        yield content.decode("utf-8", "replace")
        yield content.decode("utf-16-le", "replace")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("name", "report"), WAYS)
def test_no_alias_is_left(tmp_path: Path, name: str, report: bool, language: Language) -> None:
    briefing = briefing_of(language, True)
    for path in written(briefing, tmp_path / f"out.{name}", Settings(report=report, scale=1.0)):
        texts = list(decoded(path.read_bytes()))
        assert texts
        assert told("\n".join(texts)) == set()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", FORMATS)
def test_no_alias_is_left_on_slides_of_any_kind(tmp_path: Path, name: str, language: Language) -> None:
    briefing = staged_briefing(language, True)
    assert len(told(" ".join(one.headline for one in staged_briefing(language).leaves))) > 1
    for path in written(briefing, tmp_path / f"out.{name}", Settings(scale=1.0)):
        assert told("\n".join(decoded(path.read_bytes()))) == set()


def charts() -> list[str]:
    """Return the charts that the window has."""
    pictures = ChartPictures("en")
    ids = list(pictures.ids)
    pictures.close()
    return ids


def test_no_alias_is_left_in_a_picture_of_any_chart(tmp_path: Path) -> None:
    assert {"joins", "why", "tipping", "turnout", "stages", "announcements", "compare"} <= set(charts())
    for chart in charts():
        for shield in (True, False):
            names = staged_document().names[2:3]
            briefing = build(staged_document(), Wish("ko", shield, DATE, FILE, names, chart=chart))
            (path,) = written(briefing, tmp_path / f"{chart}.svg")
            text = "\n".join(decoded(path.read_bytes()))
            assert "Pretendard" in text
            assert "<text" in path.read_text(encoding="utf-8"), "text stays text"
            assert (told(text) == set()) == shield


@pytest.mark.parametrize(("name", "report"), [way for way in WAYS if way[0] != "png"])
def test_the_search_finds_names_where_there_is_no_shield(tmp_path: Path, name: str, report: bool) -> None:
    path = written(briefing_of("ko"), tmp_path / f"out.{name}", Settings(report=report))[-1]
    assert len(told("\n".join(decoded(path.read_bytes())))) > 3


def test_letters_stand_where_names_stood() -> None:
    names = Names(opening_case(), "ko", True)
    assert names.clean("네이버와 KT, kt cloud") == "A사와 G사, G사 cloud"
    assert Names(opening_case(), "en", True).clean("HyperCLOVA X by NAVER") == "Firm A by Firm A"
    assert Names(opening_case(), "ko", False).clean("네이버\x00") == "네이버"


HIDDEN = (
    ("네이버가 KT의 불참을", "A사가 G사의 불참을"),
    ("ＮＡＶＥＲ와 Ｋｔ가", "A사와 G사가"),
    ("nAvEr, kt·lg", "A사, G사·O사"),
    ("N A V E R와 K T, K.T가", "A사와 G사, G사가"),
    ("네이\n버 클라\n우드는 Up-\nstage와", "A사는 P사와"),
    ("네 이 버가", "A사가"),
    ("Na\u200bver, KT\u00a0의 카\u2060카오", "A사, G사 의 B사"),
    (unicodedata.normalize("NFD", "네이버와 카카오"), "A사와 B사"),
    ("NC-AI, NCAI, hyperclova-x", "C사, C사, A사"),
    ("ⓀⓉ \U0001d40a\U0001d413 NÁVER", "G사 G사 A사"),
)
SHOWN = ("in a verse, skate, market", "채용 시 네 이웃 버스", "CO₂ ½ ㎡ 재정 0 3 5 4 2 0")


@pytest.mark.parametrize(("text", "clean"), HIDDEN)
def test_names_are_found_however_they_are_written(text: str, clean: str) -> None:
    names = Names(opening_case(), "ko", True)
    assert names.tells(text)
    assert names.clean(text) == clean
    assert not names.tells(clean)


@pytest.mark.parametrize("text", SHOWN)
def test_texts_that_tell_nobody_stay_as_they_are(text: str) -> None:
    names = Names(opening_case(), "ko", True)
    assert not names.tells(text)
    assert names.clean(text) == text


@pytest.mark.parametrize("name", ["csv", "hwpx", "pptx", "xlsx"])
def test_no_writing_of_a_name_gets_into_a_file(tmp_path: Path, name: str) -> None:
    document = Document.new(opening_case())
    for number, (text, _) in enumerate(HIDDEN):
        document = document.with_lever("gpus_per_team", 776 + 8 * number).kept_as_new(f"{number} {text}")
        document = document.with_note(number + 2, text)
    slides = (
        Slide((shown,), headline=text, note=text) for shown, (text, _) in zip(document.names[2:], HIDDEN, strict=True)
    )
    document = document.with_slides(tuple(slides))
    file_name = unicodedata.normalize("NFD", "네이버 대 KT.turnout")
    for path in written(build(document, Wish("ko", True, DATE, file_name)), tmp_path / f"out.{name}"):
        text = "\n".join(decoded(path.read_bytes()))
        assert told(unicodedata.normalize("NFKC", text.replace("\u200b", "").replace("\u2060", ""))) == set()
        assert "네이" not in re.sub(r"\s", "", text)


def test_dates_decisions_and_sources_go_with_the_names() -> None:
    briefing = briefing_of("en", True)
    assert all(firm.joined is None for one in briefing.subjects for firm in one.firms)
    assert {firm.name for firm in briefing.subjects[0].firms} == {f"Firm {letter}" for letter in "ABCDEFGHIJKLM"}

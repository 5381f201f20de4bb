"""Under the name shield no export tells a firm: all text, attributes and metadata are decoded and searched."""

from __future__ import annotations

import io
import re
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


def test_dates_decisions_and_sources_go_with_the_names() -> None:
    briefing = briefing_of("en", True)
    assert all(firm.joined is None for one in briefing.subjects for firm in one.firms)
    assert {firm.name for firm in briefing.subjects[0].firms} == {f"Firm {letter}" for letter in "ABCDEFGHIJKLM"}

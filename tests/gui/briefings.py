"""Briefings for the tests of exports: the opening case with telling names and notes, and a call of many long names."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from gui.export.briefing import Briefing, Wish, build
from gui.export.leaves import drawn
from gui.frame import Language
from model.case import Case, load_case, with_tables
from model.document import Document
from model.slides import Slide

DATE = "2026-01-25"
FILE = "네이버 HyperCLOVA 대 KT.turnout"


@cache
def opening_case() -> Case:
    """The opening case, loaded once."""
    return load_case("sovereign-ai-2026")


@cache
def telling_document() -> Document:
    """Scenarios whose names and notes tell firms, one that would be a formula, one pinned, one with an edited input."""
    document = Document.new(opening_case()).with_lever("losers_named", 0.2).with_lever("gpus_per_team", 1536)
    document = document.kept_as_new("Naver와 케이티(KT)가 돌아오면: 믿:음, HyperCLOVA X")
    document = document.with_note(2, "카카오 Kanana <팀>은 & 보류.\n엔씨에이아이는 참여? NC AI")
    document = document.with_lever("seats", 2).with_pin("kakao", True)
    return document.kept_as_new('=HYPERLINK("http://naver.com","LG")').with_note(3, "\x0b업스테이지\x00 \ufffe")


@cache
def briefing_of(language: Language = "en", shield: bool = False) -> Briefing:
    """The telling document as a briefing."""
    return build(telling_document(), Wish(language, shield, DATE, FILE))


VIEWS = ("joins", "why", "tipping", "turnout", "stages", "announcements")


@cache
def staged_document() -> Document:
    """The telling document with a slide of every kind, two of which tell firms in what was written."""
    document = telling_document()
    telling = document.names[2]
    slides = tuple(
        Slide((telling,), view, note="카카오와 NAVER에 물을 것" if view == "why" else None) for view in VIEWS
    )
    both = Slide(view="compare", headline="네이버클라우드와 케이티가 돌아온다")
    return document.with_slides(
        (Slide(document.names[:1]), both, *slides, Slide((telling,), "tradeoff"), Slide((telling,), hidden=True))
    )


@cache
def staged_briefing(language: Language = "en", shield: bool = False) -> Briefing:
    """The document with a slide of every kind as a briefing, its charts drawn."""
    return drawn(build(staged_document(), Wish(language, shield, DATE, FILE)))


@cache
def crowded_document(scenarios: int = 40, firms: int = 60) -> Document:
    """As many scenarios of a call with as many eligible firms, all under long Korean names."""
    case = opening_case()
    model = case.tables["firms"][3]
    added = []
    for number in range(firms):
        name = f"주식회사 대한민국인공지능반도체소프트웨어연구조합 제{number + 1}사업단 컨소시엄"
        cells = {**model, "id": f"long-{number}", "name_ko": name, "short_name_ko": name, "aliases": f"별칭{number}표"}
        cells |= {"name_en": f"Number{number} Consortium of Korean Software", "short_name_en": f"Number{number} Group"}
        added.append(MappingProxyType(cells))
    eligible = next(row for row in case.tables["eligibility"] if row["call"] == "2026-additional")
    rows = [MappingProxyType({**eligible, "firm": row["id"], "announced_on": ""}) for row in added]
    others = [row for row in case.tables["eligibility"] if row["call"] != "2026-additional"]
    inputs = [row for row in case.tables["inputs"] if not row["row"].startswith("2026-additional/")]
    about_model = [row for row in case.tables["inputs"] if row["table"] == "firms" and row["row"] == model["id"]]
    about_row = [row for row in case.tables["inputs"] if row["row"] == f"2026-additional/{eligible['firm']}"]
    for row in added:
        inputs += [MappingProxyType({**one, "row": row["id"]}) for one in about_model]
        inputs += [MappingProxyType({**one, "row": f"2026-additional/{row['id']}"}) for one in about_row]
    tables = {
        **case.tables,
        "firms": (*case.tables["firms"], *added),
        "eligibility": (*others, *rows),
        "decisions": tuple(row for row in case.tables["decisions"] if row["call"] != "2026-additional"),
        "inputs": tuple(inputs),
    }
    document = Document.new(with_tables(case, tables))
    names = (
        f"아주 긴 시나리오 이름을 가진 {number}번째 정책 조합과 그 밖의 검토 대안" for number in range(scenarios - 2)
    )
    for number, name in enumerate(names):
        document = document.with_lever("losers_named", number / 40).kept_as_new(name)
    return document

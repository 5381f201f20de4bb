"""The template of a sheet of firms: headings with units, one example, and a sheet that explains every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.firmfields import FIELDS, said
from model.sheets import Grid, csv_of, workbook_of

_EXAMPLE: Mapping[str, str] = {
    **{"name_ko": "예시전자", "name_en": "Example Electronics", "short_name_ko": "예시", "short_name_en": "Example"},
    **{"listing": "own", "size": "large", "market_value_bn": "1200", "compute_need_share": "0.4"},
    **{"own_programme_bn_per_month": "2", "overlap_share": "0.3", "brand_exposure_bn": "10", "leases_gpus": "0"},
    **{"leader_accountability_bn": "5", "foreign_reliance_share": "0.1", "state_exposure_bn": "8"},
    **{"own_strategy_bn_per_month": "0.8", "revenue_probability": "0.4", "matching_factor": "1", "noise_scale": "1"},
    **{"earlier_failures": "1", "months_lost": "2", "source": "annual report 2025", "grade": "B"},
}
_SCORE = "60"
_LEFT_OUT = frozenset({"id"})
_HOW: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Write one firm a line on the first sheet, below the headings. Lines that begin with # are skipped.",
        "A firm needs a name. Every other cell may stay empty: it gets a starting value, marked as an assumption (C).",
        "Write plain numbers with a point, without units. Order of the columns does not matter.",
        "Then choose “New case from a table…” in the File menu and this file, or paste the cells there.",
    ),
    "ko": (
        "첫 시트의 머리글 아래에 기업마다 한 행씩 쓰십시오. #으로 시작하는 행은 읽지 않습니다.",
        "기업명은 꼭 필요합니다. 나머지 칸은 비워 둘 수 있으며, 빈칸에는 시작값을 넣고 가정(C 등급)으로 표시합니다.",
        "숫자는 단위 없이 소수점을 써서 적으십시오. 열의 순서는 상관없습니다.",
        "파일 메뉴의 ‘표로 새 사례 만들기…’에서 이 파일을 선택하거나 칸을 복사해 붙여 넣으십시오.",
    ),
}


def template_grid(language: str) -> Grid:
    """Return headings with units, and an example that is skipped when the sheet is read."""
    fields = [row for row in FIELDS if row.id not in _LEFT_OUT]
    example = [said(row, _EXAMPLE.get(row.id, _SCORE if row.unit == "score" else ""), language) for row in fields]
    example[0] = f"# {'예' if language == 'ko' else 'e.g.'} {example[0]}"
    return tuple(row.heading(language) for row in fields), tuple(example)


def guidance_grid(language: str) -> Grid:
    """Return what each column means, its unit and what it may hold, below a few lines of advice."""
    heads = ("열", "허용 값", "필수 여부") if language == "ko" else ("Column", "Allowed", "Needed")
    needed = {"name_ko", "name_en"}
    words = ("한 언어 필수", "선택") if language == "ko" else ("in one language", "optional")
    rows = [
        (row.heading(language), row.allowed(language), words[row.id not in needed])
        for row in FIELDS
        if row.id not in _LEFT_OUT
    ]
    return (heads, *rows, ("", "", ""), *((line, "", "") for line in _HOW[language]))


def template_workbook(language: str) -> bytes:
    """Return the template as a workbook with guidance in both languages; ExtraError without XlsxWriter."""
    sheets: dict[str, Sequence[Sequence[str]]] = {"기업" if language == "ko" else "Firms": template_grid(language)}
    sheets |= {"작성 방법": guidance_grid("ko"), "How to fill it in": guidance_grid("en")}
    return workbook_of(sheets)


def template_csv(language: str) -> bytes:
    """Return the template as CSV."""
    return csv_of(template_grid(language))

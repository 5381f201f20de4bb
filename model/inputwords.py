"""What the inputs of a case are called and counted in: one row a column, both languages, for every table but levers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputWords:
    """The name of a column in both languages, and its unit as ``gui.numbers`` knows it."""

    en: str
    ko: str
    unit: str


COLUMNS: dict[tuple[str, str], InputWords] = {
    ("firms", "market_value_bn"): InputWords("Market value", "시가총액", "bn"),
    ("firms", "benchmarks_score"): InputWords("Score: benchmarks", "점수: 성능 지표", "score"),
    ("firms", "industry_score"): InputWords("Score: industrial use", "점수: 산업 활용", "score"),
    ("firms", "public_score"): InputWords("Score: public use", "점수: 대국민 서비스", "score"),
    ("firms", "independence_score"): InputWords("Score: independence", "점수: 독자성", "score"),
    ("firms", "openness_score"): InputWords("Score: openness", "점수: 개방성", "score"),
    ("firms", "strategy_score"): InputWords("Score: strategic fit", "점수: 전략 적합성", "score"),
    ("firms", "compute_need_share"): InputWords("Need for GPUs", "GPU 필요도", "share"),
    ("firms", "own_programme_bn_per_month"): InputWords("Own programme", "자체 개발 투자", "bn_per_month"),
    ("firms", "overlap_share"): InputWords("Overlap with own programme", "자체 개발과의 중복 비율", "share"),
    ("firms", "brand_exposure_bn"): InputWords("Brand at stake", "브랜드 노출 규모", "bn"),
    ("firms", "leader_accountability_bn"): InputWords("Leaders' accountability", "경영진 책임 부담", "bn"),
    ("firms", "foreign_reliance_share"): InputWords("Foreign reliance", "해외 의존도", "share"),
    ("firms", "leases_gpus"): InputWords("Leases GPUs to the state", "정부 GPU 임대 여부", "switch"),
    ("firms", "state_exposure_bn"): InputWords("Business with the state", "정부 관련 사업 규모", "bn"),
    ("firms", "own_strategy_bn_per_month"): InputWords("Own strategy", "자체 전략(기회비용)", "bn_per_month"),
    ("firms", "revenue_probability"): InputWords("Chance of revenue", "수익화 확률", "probability"),
    ("firms", "matching_factor"): InputWords(
        "Matching share against a large firm", "민간 부담 비율(대기업 대비)", "factor"
    ),
    ("firms", "noise_scale"): InputWords("Scale of unseen motives", "미관측 요인의 크기", "factor"),
    ("calls", "leave_per_stage"): InputWords("Teams that leave at a stage", "단계별 탈락 팀 수", "teams"),
    ("calls", "earlier_rule_changes"): InputWords("Earlier changes of rules", "과거 규칙 변경 횟수", "times"),
    ("eligibility", "earlier_failures"): InputWords("Earlier failures", "과거 탈락 횟수", "times"),
    ("eligibility", "months_lost"): InputWords("Months lost", "뒤처진 기간", "months"),
    ("events", "raw_return_share"): InputWords("Return of the share", "주가 수익률", "share"),
    ("events", "market_return_share"): InputWords("Return of the market", "시장 수익률", "share"),
    ("events", "public_odds_probability"): InputWords("Odds the public gave", "사전 선정 기대 확률", "probability"),
}

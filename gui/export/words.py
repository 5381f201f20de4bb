"""What exported pages say, in both languages at once: an export's language need not be the one on screen."""

from __future__ import annotations

from gui.frame import Language

COMPONENT_WORDS: dict[str, tuple[str, str]] = {
    "support": ("Support", "지원 효과"),
    "prize": ("Prize", "최종 선정 이익"),
    "second_track": ("Second track", "별도 트랙 지원"),
    "duty": ("Duty", "공적 책무"),
    "own_strategy": ("Own strategy", "자체 전략"),
    "duplicate_investment": ("Duplicate investment", "중복 투자"),
    "matching": ("Matching", "민간 부담"),
    "bid_cost": ("Bid cost", "응모 비용"),
    "stigma": ("Stigma", "낙인 효과"),
    "stock_risk": ("Stock risk", "주가 위험"),
    "rule_risk": ("Rule risk", "규칙 변경 위험"),
}
HEADLINE_WORDS: dict[str, tuple[str, str]] = {
    "expected_joiners": ("Expected joiners", "예상 참여 기업"),
    "listed_joins_probability": ("A listed firm joins", "상장사 참여"),
    "parent_listed_joins_probability": ("A listed firm's subsidiary joins", "상장사 자회사 참여"),
    "winner_strength": ("Best added team", "추가팀 최고 역량"),
    "unfilled_probability": ("No seat is filled", "선정 팀 없음"),
    "public_cost_bn": ("Public cost", "재정 소요"),
    "duplicate_spending_bn": ("Firms' duplicate spend", "기업 중복 지출"),
}
TEXTS: dict[str, tuple[str, str]] = {
    "forecast": ("Forecast, not fact", "예측이며 사실이 아님"),
    "file": ("File", "파일"),
    "version": ("Version", "버전"),
    "stamp": ("{0} · Turnout {1}, format {2} · SHA-256 {3} · {4}", "{0} · Turnout {1}, 형식 {2} · SHA-256 {3} · {4}"),
    "page": ("{0} / {1}", "{0} / {1}"),
    "continued": ("{0} (continued)", "{0} (계속)"),
    "part": ("{0} ({1}/{2})", "{0} ({1}/{2})"),
    "hash": ("SHA-256 of the document", "문서 SHA-256"),
    "date": ("Date", "작성일"),
    "briefing": ("Briefing", "브리핑"),
    "call": ("Call", "공모"),
    "as_of": ("State of knowledge: {0}", "자료 기준일: {0}"),
    "scenario": ("Scenario", "시나리오"),
    "scenarios": ("Scenarios", "시나리오"),
    "baseline": ("Baseline", "비교 기준"),
    "baseline_is": ("Baseline: {0}", "비교 기준: {0}"),
    "working": ("{0} — edited", "{0} — 수정됨"),
    "is_baseline": ("This is the baseline", "비교 기준 시나리오"),
    "levers_changed": ("Levers that differ from the baseline: {0}", "비교 기준과 다른 정책 수단: {0}"),
    "none_changed_long": ("No lever differs from the baseline", "비교 기준과 같은 정책 수단"),
    "none_changed": ("none", "없음"),
    "changed_one": ("1 lever differs from the baseline", "비교 기준과 다른 정책 수단 1개"),
    "changed_count": ("{0} levers differ from the baseline", "비교 기준과 다른 정책 수단 {0}개"),
    "assumed": ("Assumptions graded C that move the result most: {0}", "결과에 미치는 영향이 큰 C등급 가정: {0}"),
    "assumed_widest": (
        "Assumptions graded C with the widest range for their value: {0}",
        "값 대비 범위가 넓은 C등급 가정: {0}",
    ),
    "assumptions": ("Assumptions graded C that the forecast rests on", "예측의 근거가 되는 C등급 가정"),
    "how_chosen": (
        "Behavioural parameters and levers whose value is graded C. Those come first that move the expected joiners "
        "most between the ends of their range, each on its own.",
        "C등급인 행동 매개변수와 정책 수단 값입니다. 각각을 범위의 양 끝으로 바꿀 때 예상 참여 기업 수가 크게 변하는 "
        "순서로 제시하였습니다.",
    ),
    "how_chosen_widest": (
        "Behavioural parameters and levers whose value is graded C, by width of their stated range relative to their "
        "value, widest first. What moves the result most takes too long to compute for so many seats.",
        "C등급인 행동 매개변수와 정책 수단 값을, 값에 대한 범위의 폭이 넓은 순서로 제시하였습니다. "
        "선발 팀 수가 많아 결과에 미치는 영향의 크기는 계산하지 않았습니다.",
    ),
    "joiners_of": ("{0} of {1} firms are expected to join", "{1}개 기업 중 {0} 참여 예상"),
    "as_many": ("As many firms join", "예상 참여 기업 수 동일"),
    "same": ("Same as the baseline", "비교 기준과 같음"),
    "more": ("{0} more firms join", "예상 참여 기업 {0} 증가"),
    "fewer": ("{0} fewer firms join", "예상 참여 기업 {0} 감소"),
    "and_why": ("{0}; {1}", "{0}, {1}"),
    "refusals": ("Why firms stay out", "불참 사유"),
    "why_out": ("Why firms stay out: {0} of what joining costs them", "불참 사유: 참여 부담의 {0}"),
    "weighs": ("{0} is {1}", "{1}가 {0}"),
    "and": (" and ", ", "),
    "all_alike": ("Every scenario draws {0} firms", "모든 시나리오의 예상 참여 기업 {0}"),
    "one_draws": ("{0}: {1} firms expected to join", "{0}: 예상 참여 기업 {1}"),
    "most_join": (
        "{0} draws the most firms: {1} expected, {2} at the least",
        "예상 참여 기업 최다: {0} {1}(최소 {2})",
    ),
    "from": ("baseline {0}", "비교 기준 {0}"),
    "compare": ("Scenarios compared", "시나리오 비교"),
    "levers": ("Policy levers that differ from the baseline", "비교 기준과 다른 정책 수단"),
    "lever": ("Policy lever", "정책 수단"),
    "nothing_differs": ("No lever differs from the baseline.", "비교 기준과 다른 정책 수단이 없습니다."),
    "who_joins": ("Who joins", "참여 확률"),
    "join": ("Join probability", "참여 확률"),
    "chart_key": ("bar: join probability", "막대: 참여 확률"),
    "chart_key_bands": ("lines: 90 % and 50 % bands", "선: 90%, 50% 구간"),
    "chart_key_baseline": ("orange: baseline", "주황색: 비교 기준"),
    "joiners_alt": ("Bar chart of the expected joiners: {0}", "예상 참여 기업 막대그래프: {0}"),
    "chart": ("Chart", "차트"),
    "band50": ("50 % band", "50% 구간"),
    "chart_key_marks": ("✓ joined, × declined, in fact", "✓ 참여, × 불참 선언(실제)"),
    "chart_alt": ("Bar chart of the join probabilities: {0}", "참여 확률 막대그래프: {0}"),
    "table_alt": ("Table: {0}", "표: {0}"),
    "firm": ("Firm", "기업"),
    "change": ("Change", "변화"),
    "low": ("Low", "하한"),
    "high": ("High", "상한"),
    "value": ("Value", "값"),
    "source": ("Source", "출처"),
    "grade": ("Grade", "등급"),
    "reason": ("Reason", "사유"),
    "assumption": ("Assumption", "가정"),
    "relative_range": ("Range / value", "범위/값"),
    "range": ("Range", "범위"),
    "selection": ("Selection if it joins", "참여 시 선정 확률"),
    "final": ("Final team if it joins", "참여 시 최종 팀 확률"),
    "payoff": ("Payoff (bn)", "참여 손익(십억원)"),
    "strength": ("Strength", "경쟁력"),
    "noise": ("Unseen motives, scale (bn)", "미관측 요인의 크기(십억원)"),
    "decision": ("In fact", "실제"),
    "joined": ("joined", "참여"),
    "declined": ("declined", "불참"),
    "undecided": ("undecided", "미정"),
    "pin": ("Pinned", "고정"),
    "standard_error": ("Standard error (sampled)", "표준오차(표본 계산)"),
    "sampled": ("Sampled: standard error up to {0} points", "표본 계산: 표준오차 최대 {0}%p"),
    "pinned_in": ("in", "참여"),
    "pinned_out": ("out", "불참"),
    "note": ("Note", "메모"),
    "item": ("Figure", "항목"),
    "unit": ("Unit", "단위"),
    "status_quo": ("Status quo", "현행 공고안"),
    "selected": ("Selected", "선정"),
    "after_stage": ("After stage {0}", "{0}차 평가 후"),
    "final_team": ("Final", "최종"),
    "components_unit_won": ("Payoff components, ₩100 m", "참여 손익 요인(단위: 억원)"),
    "components_unit": ("Payoff components, {0} bn", "참여 손익 요인(단위: 10억 {0})"),
    "joiners": ("Number of joiners", "참여 기업 수"),
    "probability": ("Probability", "확률"),
    "equilibrium": ("Equilibrium", "균형"),
    "statement": ("Statement", "내용"),
    "table": ("Table", "표"),
    "row": ("Row", "행"),
    "column": ("Column", "열"),
    "id": ("Id", "식별자"),
    "band90": (" (90 % band {0})", "(90% 구간 {0})"),
    "said": ("{0} joined ({1}); {2} declined ({3})", "참여 {0}개({1}), 불참 {2}개({3})"),
    "levers_used": ("Levers: {0}", "정책 수단: {0}"),
    "more_scenarios": ("and {0} more scenarios, in the workbook", "외 시나리오 {0}개는 통합 문서 참조"),
    "hidden": ("Firms are shown by letters.", "기업명은 가렸습니다."),
}
SHEETS: dict[str, tuple[str, str]] = {
    "about": ("About", "개요"),
    "headlines": ("Headlines", "주요 지표"),
    "firms": ("Firms", "기업별 결과"),
    "components": ("Payoff components", "참여 손익 요인"),
    "turnout": ("Turnout", "참여 규모"),
    "stages": ("Stages", "단계별 생존"),
    "levers": ("Levers", "정책 수단"),
    "assumptions": ("Assumptions", "가정"),
    "sources": ("Sources", "출처"),
    "chart": ("Chart", "차트"),
}


class Words:
    """The texts of exports in one language."""

    def __init__(self, language: Language) -> None:
        self._column = 1 if language == "ko" else 0

    def __call__(self, key: str, *values: str) -> str:
        """Return a text with its places filled in; KeyError if there is none."""
        return TEXTS[key][self._column].format(*values)

    def stages(self, count: int) -> tuple[str, ...]:
        """Return the names of so many stages, from selection to the final teams, as on screen."""
        between = tuple(self("after_stage", str(stage)) for stage in range(1, count - 1))
        return (self("selected"), *between, self("final_team"))[:count]

    def component(self, component_id: str) -> str:
        """Return a payoff component's name."""
        return COMPONENT_WORDS[component_id][self._column]

    def headline(self, headline_id: str) -> str:
        """Return a headline's name."""
        return HEADLINE_WORDS[headline_id][self._column]

    def sheet(self, sheet_id: str) -> str:
        """Return the name of a sheet of the workbook."""
        return SHEETS[sheet_id][self._column]

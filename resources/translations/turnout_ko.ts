<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Turnout</source>
        <translation>Turnout 정보</translation>
    </message>
    <message>
        <source>Which teams join a public call, and what would change their minds.</source>
        <translation>어떤 팀이 공모에 참여하고, 무엇이 그 결정을 바꾸는지 살펴봅니다.</translation>
    </message>
    <message>
        <source>Every figure is a forecast, not a fact. It follows from a model whose assumptions are graded: A observed, B inferred, C assumed.</source>
        <translation>모든 수치는 예측이며 사실이 아닙니다. 등급을 매긴 가정(A 관측, B 추정, C 가정)에 기초한 모형의 결과입니다.</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>사례</translation>
    </message>
    <message>
        <source>Public information as of {}</source>
        <translation>{} 기준 공개 정보</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>자료</translation>
    </message>
    <message>
        <source>{} published statements from {} sources, each with its date, stand in the case&apos;s tables.</source>
        <translation>공개된 진술 {}건(출처 {}곳)이 날짜와 함께 사례 표에 수록되어 있습니다.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Turnout: MIT. Qt and PySide6: LGPL-3.0. Pretendard: SIL Open Font License 1.1. NumPy, pandas and msgspec: BSD-3-Clause. pyqtgraph: MIT.</source>
        <translation>Turnout: MIT. Qt, PySide6: LGPL-3.0. Pretendard: SIL Open Font License 1.1. NumPy, pandas, msgspec: BSD-3-Clause. pyqtgraph: MIT.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Scenario</source>
        <translation>시나리오(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>최근 파일</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>화면 색상</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Sort firms by</source>
        <translation>기업 정렬 기준</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>움직임 줄이기</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>새로 만들기…</translation>
    </message>
    <message>
        <source>New case from a table…</source>
        <translation>표로 새 사례 만들기…</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>새 창</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>파일 저장</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Save a template…</source>
        <translation>서식 저장…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>창 닫기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Reset to the opened scenario</source>
        <translation>불러온 시나리오로 초기화</translation>
    </message>
    <message>
        <source>Reset to the baseline</source>
        <translation>비교 기준으로 초기화</translation>
    </message>
    <message>
        <source>Firms…</source>
        <translation>기업 표…</translation>
    </message>
    <message>
        <source>Find a lever</source>
        <translation>정책 수단 찾기</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>참여 확률</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>상장 여부</translation>
    </message>
    <message>
        <source>Announcement date</source>
        <translation>발표일</translation>
    </message>
    <message>
        <source>Name shield</source>
        <translation>기업명 가림</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>근거</translation>
    </message>
    <message>
        <source>Fit and backtest…</source>
        <translation>추정과 과거 사례 재현…</translation>
    </message>
    <message>
        <source>Refit after edits</source>
        <translation>편집 후 자동 재추정</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>On</source>
        <translation>켜기</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>끄기</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>발표</translation>
    </message>
    <message>
        <source>Slides…</source>
        <translation>슬라이드…</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>시나리오 저장</translation>
    </message>
    <message>
        <source>Keep as new</source>
        <translation>새 시나리오로 저장</translation>
    </message>
    <message>
        <source>Duplicate the opened card</source>
        <translation>불러온 시나리오 복제</translation>
    </message>
    <message>
        <source>Make the opened card the baseline</source>
        <translation>불러온 시나리오를 비교 기준으로 지정</translation>
    </message>
    <message>
        <source>Find what it takes…</source>
        <translation>필요 조건 찾기…</translation>
    </message>
    <message>
        <source>Stress test…</source>
        <translation>견고성 점검…</translation>
    </message>
    <message>
        <source>Record a decision…</source>
        <translation>결정 기록…</translation>
    </message>
    <message>
        <source>Delete the opened card</source>
        <translation>불러온 시나리오 삭제</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>둘러보기</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>About Turnout</source>
        <translation>Turnout 정보</translation>
    </message>
</context>
<context>
    <name>AnnouncementsChart</name>
    <message>
        <source>Announcements</source>
        <translation>발표 순서</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>계산 중…</translation>
    </message>
    <message>
        <source>each column: chance to join after the statements so far</source>
        <translation>열: 그때까지의 발표를 반영한 참여 확률</translation>
    </message>
    <message>
        <source>✓ joined × declined</source>
        <translation>✓ 참여 × 불참</translation>
    </message>
    <message>
        <source>at right: all at once, a different solution</source>
        <translation>오른쪽: 동시 결정 균형(별개의 해)</translation>
    </message>
    <message>
        <source>drag a firm to another step</source>
        <translation>끌어서 발표 차례 변경</translation>
    </message>
    <message>
        <source>Recorded order</source>
        <translation>기록된 순서</translation>
    </message>
    <message>
        <source>Let the firms speak in the order that is on record</source>
        <translation>기록된 발표 순서로 되돌리기</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>동시 결정</translation>
    </message>
    <message>
        <source>Chance that the final title is worth much</source>
        <translation>최종팀 지위의 가치가 높을 확률</translation>
    </message>
    <message>
        <source>chance that the final title is worth much: {0}</source>
        <translation>최종팀 지위의 가치가 높을 확률: {0}</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>일시 정지(Space)</translation>
    </message>
    <message>
        <source>Play step by step (Space)</source>
        <translation>단계별 재생(Space)</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>동시 결정</translation>
    </message>
    <message>
        <source>title worth much</source>
        <translation>지위 가치 높을 확률</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>발표 전</translation>
    </message>
    <message>
        <source>Undated</source>
        <translation>날짜 미정</translation>
    </message>
    <message>
        <source>Step {0}</source>
        <translation>{0}단계</translation>
    </message>
    <message>
        <source>expected joiners {0}</source>
        <translation>예상 참여 기업 {0}</translation>
    </message>
    <message>
        <source>Nobody has spoken yet</source>
        <translation>발표한 기업 없음</translation>
    </message>
    <message>
        <source>{0} joined</source>
        <translation>{0} 참여</translation>
    </message>
    <message>
        <source>{0} declined</source>
        <translation>{0} 불참 선언</translation>
    </message>
    <message>
        <source>nothing stated by {0}</source>
        <translation>{0} 미정</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>All at once: {0}</source>
        <translation>동시 결정: {0}</translation>
    </message>
</context>
<context>
    <name>BacktestBadge</name>
    <message>
        <source>Backtest {} / {}</source>
        <translation>과거 사례 재현 {} / {}</translation>
    </message>
    <message>
        <source>Backtest {hits} / {decisions} · left out {left_out} / {decisions}</source>
        <translation>과거 사례 재현 {hits} / {decisions} · 제외 후 예측 {left_out} / {decisions}</translation>
    </message>
    <message>
        <source>{} of {} recorded decisions are forecast on the right side of one half.</source>
        <translation>확률 50%를 기준으로 {}건을 맞게 예측하였습니다. 기록된 결정은 모두 {}건입니다.</translation>
    </message>
    <message>
        <source>One programme: this can falsify the model, not prove it.</source>
        <translation>하나의 사업에 대한 결과이므로 모형을 반증할 수는 있으나 입증하지는 못합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) recorded by you: shown, but not in the fit.</source>
        <translation>
            <numerusform>사용자가 기록한 결정 %n건은 화면에 표시되지만 추정에는 반영되지 않았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: each forecast by a fit that has not seen its firm, {left_out} of {decisions} right.</source>
        <translation>제외 후 예측: 해당 기업을 빼고 추정한 모형으로 예측한 결과이며, {decisions}건 중 {left_out}건이 맞았습니다.</translation>
    </message>
    <message>
        <source>Levers outside the range that the model was fitted on:</source>
        <translation>모형을 추정한 범위를 벗어난 정책 수단:</translation>
    </message>
    <message>
        <source>{name}: {value} (fitted on {range})</source>
        <translation>{name}: {value} (추정 범위 {range})</translation>
    </message>
</context>
<context>
    <name>Bands</name>
    <message>
        <source>Change since the baseline: {0}</source>
        <translation>비교 기준 대비 변화: {0}</translation>
    </message>
    <message>
        <source>50 % {0} – {1}, 90 % {2} – {3}</source>
        <translation>50% 구간 {0}~{1}, 90% 구간 {2}~{3}</translation>
    </message>
    <message>
        <source>{0}, 50 % band</source>
        <translation>{0} 50% 구간</translation>
    </message>
    <message>
        <source>{0}, 90 % band</source>
        <translation>{0} 90% 구간</translation>
    </message>
    <message>
        <source>{0} – {1}</source>
        <translation>{0}~{1}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Second view</source>
        <translation>보조 화면</translation>
    </message>
    <message>
        <source>Show in a window of its own</source>
        <translation>별도 창으로 보기</translation>
    </message>
</context>
<context>
    <name>BoxScatter</name>
    <message>
        <source>Worlds by {0} (across) and {1} (up); crosses fail; the box is the place named above</source>
        <translation>가로축 {0}, 세로축 {1}. ×는 미충족, 상자는 위에서 설명한 조건입니다</translation>
    </message>
    <message>
        <source>Across: {0}; up: {1}; crosses fail</source>
        <translation>가로 {0}, 세로 {1}, ×는 미충족</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>New document</source>
        <translation>새 문서</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>사례</translation>
    </message>
    <message numerus="yes">
        <source>%n firm(s)</source>
        <translation>
            <numerusform>기업 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Which call is the new document about?</source>
        <translation>어느 공모에 대한 문서를 만드시겠습니까?</translation>
    </message>
    <message>
        <source>New</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>What is wrong</source>
        <translation>잘못된 칸</translation>
    </message>
    <message>
        <source>row {}</source>
        <translation>{}행</translation>
    </message>
    <message>
        <source>row {row}, {column}</source>
        <translation>{row}행 {column}</translation>
    </message>
    <message numerus="yes">
        <source>%n firm(s)</source>
        <translation>
            <numerusform>기업 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) to mend. Click one below, or type in the table.</source>
        <translation>
            <numerusform>고칠 칸이 %n개 있습니다. 아래 목록에서 선택하거나 표에 바로 입력하십시오.</numerusform>
        </translation>
    </message>
    <message>
        <source>{}, nothing to mend.</source>
        <translation>{}, 고칠 칸이 없습니다.</translation>
    </message>
</context>
<context>
    <name>ColumnsPage</name>
    <message>
        <source>In your table</source>
        <translation>표의 머리글</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>처음 값</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>모형의 항목</translation>
    </message>
    <message>
        <source>(no heading)</source>
        <translation>(머리글 없음)</translation>
    </message>
    <message>
        <source>— leave out —</source>
        <translation>— 사용 안 함 —</translation>
    </message>
    <message>
        <source>Two columns are “{}”. Leave one of them out.</source>
        <translation>두 열이 모두 ‘{}’(으)로 지정되었습니다. 하나를 빼 주십시오.</translation>
    </message>
    <message>
        <source>Not in your table, so they get starting values marked as assumptions (grade C): {}</source>
        <translation>표에 없어 시작값을 넣고 가정(C 등급)으로 표시할 항목: {}</translation>
    </message>
    <message>
        <source>Every column of the model is there.</source>
        <translation>모형의 모든 항목이 표에 있습니다.</translation>
    </message>
</context>
<context>
    <name>CompareChart</name>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Scenarios ▾</source>
        <translation>시나리오 ▾</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>표 복사</translation>
    </message>
    <message>
        <source>orange: baseline, others show their change from it</source>
        <translation>주황: 비교 기준, 다른 열은 기준 대비 변화 표시</translation>
    </message>
    <message>
        <source>below: 90 % band</source>
        <translation>아래: 90% 구간</translation>
    </message>
    <message>
        <source>click a heading to make it a baseline as well</source>
        <translation>열 제목을 누르면 비교 기준으로 추가</translation>
    </message>
    <message>
        <source>orange: baselines; changes from each stand below, in the order of their columns</source>
        <translation>주황: 비교 기준 · 기준별 변화는 아래에 열 순서대로 표시</translation>
    </message>
    <message>
        <source>{0}: change from {1}</source>
        <translation>{0}: {1} 대비 변화</translation>
    </message>
    <message>
        <source>{0} (90 % band {1})</source>
        <translation>{0}(90% 구간 {1})</translation>
    </message>
    <message>
        <source>{0} – {1}</source>
        <translation>{0}~{1}</translation>
    </message>
    <message>
        <source>{0} — edited</source>
        <translation>{0} — 수정됨</translation>
    </message>
</context>
<context>
    <name>Components</name>
    <message>
        <source>Support</source>
        <translation>지원 효과</translation>
    </message>
    <message>
        <source>Prize</source>
        <translation>최종 선정 이익</translation>
    </message>
    <message>
        <source>Second track</source>
        <translation>별도 트랙 지원</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>공적 책무</translation>
    </message>
    <message>
        <source>Own strategy</source>
        <translation>자체 전략</translation>
    </message>
    <message>
        <source>Duplicate investment</source>
        <translation>중복 투자</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>민간 부담</translation>
    </message>
    <message>
        <source>Bid cost</source>
        <translation>응모 비용</translation>
    </message>
    <message>
        <source>Stigma</source>
        <translation>낙인 효과</translation>
    </message>
    <message>
        <source>Stock risk</source>
        <translation>주가 위험</translation>
    </message>
    <message>
        <source>Rule risk</source>
        <translation>규칙 변경 위험</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Choose an input to see what stands behind it.</source>
        <translation>근거를 보려면 입력값을 선택해 주십시오.</translation>
    </message>
    <message>
        <source>Reset this value</source>
        <translation>이 값 초기화</translation>
    </message>
    <message>
        <source>Put the value of the case back</source>
        <translation>사례의 원래 값으로 되돌리기</translation>
    </message>
    <message>
        <source>Statements and sources behind the chosen input</source>
        <translation>선택한 입력값의 진술과 출처</translation>
    </message>
    <message>
        <source>{value} (stated range {range})</source>
        <translation>{value} (제시된 범위 {range})</translation>
    </message>
    <message>
        <source>Edited; it was {}.</source>
        <translation>수정된 값입니다. 원래 값은 {}입니다.</translation>
    </message>
    <message>
        <source>Range, source and grade are those of the original value.</source>
        <translation>범위, 출처, 등급은 원래 값에 대한 것입니다.</translation>
    </message>
    <message>
        <source>No source: an assumption of the case&apos;s authors.</source>
        <translation>출처가 없으며, 사례 작성자의 가정입니다.</translation>
    </message>
    <message>
        <source>Literature: {}</source>
        <translation>문헌: {}</translation>
    </message>
</context>
<context>
    <name>EquilibriumChooser</name>
    <message>
        <source>Several equilibria ({}): choose ▾</source>
        <translation>복수 균형({}개): 선택 ▾</translation>
    </message>
    <message>
        <source>Which of them comes about depends on what the firms expect of each other.</source>
        <translation>어느 균형이 실현될지는 기업들이 서로의 선택을 어떻게 예상하는지에 달려 있습니다.</translation>
    </message>
    <message>
        <source>There may be more that were not found.</source>
        <translation>찾지 못한 균형이 더 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>{0}. {1} expected joiners</source>
        <translation>{0}. 예상 참여 기업 {1}</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>현재 표시 중</translation>
    </message>
    <message>
        <source>{0} {1}, not {2}</source>
        <translation>{0} {1}(현재 {2})</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>외 {0}개</translation>
    </message>
    <message>
        <source>almost the same chances</source>
        <translation>참여 확률 거의 동일</translation>
    </message>
    <message>
        <source>Holds if it is expected</source>
        <translation>예상대로 되면 유지되는 균형</translation>
    </message>
    <message>
        <source>Tips over if anybody doubts it</source>
        <translation>한 기업만 의심해도 무너지는 균형</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Firms</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>공모</translation>
    </message>
    <message>
        <source>Policy levers</source>
        <translation>정책 수단</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>행동 모수</translation>
    </message>
    <message>
        <source>Share-price events</source>
        <translation>주가 사건</translation>
    </message>
    <message>
        <source>Grade A: published and confirmed</source>
        <translation>A등급: 공개되고 확인된 값</translation>
    </message>
    <message>
        <source>Grade B: a single or indirect source, or worked out from published numbers</source>
        <translation>B등급: 단일·간접 출처 또는 공개 수치로 산출한 값</translation>
    </message>
    <message>
        <source>Grade C: an assumption, not a measured value</source>
        <translation>C등급: 실측값이 아닌 가정</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Own judgement</source>
        <translation>자체 판단</translation>
    </message>
    <message>
        <source>{} a month</source>
        <translation>월 {}</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>가정</translation>
    </message>
    <message>
        <source>Hidden by the name shield</source>
        <translation>기업명 가림으로 숨김</translation>
    </message>
    <message>
        <source>Worked out</source>
        <translation>산출값</translation>
    </message>
</context>
<context>
    <name>EvidenceDock</name>
    <message>
        <source>Evidence</source>
        <translation>근거</translation>
    </message>
    <message>
        <source>Inputs of the case</source>
        <translation>사례의 입력값</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Reset this value</source>
        <translation>이 값 초기화</translation>
    </message>
    <message>
        <source>{} inputs</source>
        <translation>입력값 {}개</translation>
    </message>
    <message>
        <source>{} of grade C</source>
        <translation>C등급 {}개</translation>
    </message>
    <message>
        <source>{} edited</source>
        <translation>수정 {}개</translation>
    </message>
    <message>
        <source>{} hidden by the name shield</source>
        <translation>기업명 가림으로 숨김 {}개</translation>
    </message>
</context>
<context>
    <name>EvidenceTable</name>
    <message>
        <source>Rank among all assumptions by how far the figure of “What matters” moves</source>
        <translation>‘영향 요인’의 지표를 움직이는 크기에 따른 가정의 순위</translation>
    </message>
    <message>
        <source>About</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력값</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>단위</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>범위</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>등급</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>순위</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>하한</translation>
    </message>
    <message>
        <source>High</source>
        <translation>상한</translation>
    </message>
    <message>
        <source>Value of the case</source>
        <translation>사례의 값</translation>
    </message>
    <message>
        <source>{}: “{}” is not a number. Use {}.</source>
        <translation>{}: ‘{}’은(는) 수가 아닙니다. 사용할 수 있는 값은 {}입니다.</translation>
    </message>
    <message>
        <source>{}: the value is not possible. Use {}.</source>
        <translation>{}: 사용할 수 없는 값입니다. 사용할 수 있는 값은 {}입니다.</translation>
    </message>
    <message>
        <source>Outside the stated range {}. It can be used and will be marked.</source>
        <translation>제시된 범위 {}을(를) 벗어난 값입니다. 사용할 수 있으며 별도로 표시됩니다.</translation>
    </message>
    <message>
        <source>The value does not fit the other inputs.</source>
        <translation>다른 입력값과 맞지 않는 값입니다.</translation>
    </message>
    <message>
        <source>Moves nothing</source>
        <translation>영향 없음</translation>
    </message>
    <message>
        <source>Edited; it was {}.</source>
        <translation>수정된 값입니다. 원래 값은 {}입니다.</translation>
    </message>
    <message>
        <source>This value is fixed.</source>
        <translation>고정된 값입니다.</translation>
    </message>
    <message>
        <source>Above the stated range.</source>
        <translation>제시된 범위보다 큰 값입니다.</translation>
    </message>
    <message>
        <source>Below the stated range.</source>
        <translation>제시된 범위보다 작은 값입니다.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Slides (PPTX)</source>
        <translation>슬라이드(PPTX)</translation>
    </message>
    <message>
        <source>Pages A4 (PDF)</source>
        <translation>A4 문서(PDF)</translation>
    </message>
    <message>
        <source>Pages 16:9 (PDF)</source>
        <translation>16:9 문서(PDF)</translation>
    </message>
    <message>
        <source>Every figure (XLSX)</source>
        <translation>전체 수치(XLSX)</translation>
    </message>
    <message>
        <source>Every figure (CSV)</source>
        <translation>전체 수치(CSV)</translation>
    </message>
    <message>
        <source>Charts (PNG)</source>
        <translation>차트(PNG)</translation>
    </message>
    <message>
        <source>Charts (SVG)</source>
        <translation>차트(SVG)</translation>
    </message>
    <message>
        <source>One-page report (PDF)</source>
        <translation>한 쪽 보고서(PDF)</translation>
    </message>
    <message>
        <source>One-page report (HWPX)</source>
        <translation>한 쪽 보고서(HWPX)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Show letters instead of firm names</source>
        <translation>기업명 가림</translation>
    </message>
    <message>
        <source>The working copy as well</source>
        <translation>현재 값(저장 전)도 포함</translation>
    </message>
    <message>
        <source>The slides</source>
        <translation>슬라이드</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>찾아보기…</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>시나리오</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>내보내는 중입니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exported.</source>
        <translation>
            <numerusform>파일 %n개를 내보냈습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled. Files that were complete are kept.</source>
        <translation>취소하였습니다. 이미 완성된 파일은 남아 있습니다.</translation>
    </message>
</context>
<context>
    <name>FactsPage</name>
    <message>
        <source>Take over its fitted behaviour and bands</source>
        <translation>이 사례의 추정 결과와 구간 사용</translation>
    </message>
    <message>
        <source>assumed · C</source>
        <translation>가정 · C</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>필수</translation>
    </message>
    <message>
        <source>Off: behaviour stands at its priors and there are no bands until the case is fitted to decisions of its own. On: as fitted to the decisions of the other call, which may not hold for this one.</source>
        <translation>선택하지 않으면 행동 매개변수에 사전분포 평균을 쓰며, 이 사례의 결정에 맞추어 추정하기 전까지 구간을 표시하지 않습니다. 선택하면 다른 공모의 결정에 맞춘 추정 결과를 쓰므로 이 공모에는 맞지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>Title of the call (Korean)</source>
        <translation>공모 제목(국문)</translation>
    </message>
    <message>
        <source>Title of the call (English)</source>
        <translation>공모 제목(영문)</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>시작일</translation>
    </message>
    <message>
        <source>Closes</source>
        <translation>마감일</translation>
    </message>
    <message>
        <source>Starting values from</source>
        <translation>시작값 출처 사례</translation>
    </message>
    <message>
        <source>Already in the programme</source>
        <translation>기존 정예팀</translation>
    </message>
    <message>
        <source>Every other policy lever starts as in that case and can be moved in the window.</source>
        <translation>나머지 정책 수단은 해당 사례의 값으로 시작하며 창에서 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Teams that leave at a stage</source>
        <translation>단계별 탈락 팀 수</translation>
    </message>
    <message>
        <source>Earlier changes of rules</source>
        <translation>과거 규칙 변경 횟수</translation>
    </message>
    <message>
        <source>bn</source>
        <translation>10억원</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0~1</translation>
    </message>
    <message>
        <source>months</source>
        <translation>개월</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Save the changes to “{}”?</source>
        <translation>‘{}’의 변경 내용을 저장하시겠습니까?</translation>
    </message>
    <message>
        <source>Without saving, they are lost.</source>
        <translation>저장하지 않으면 변경 내용이 사라집니다.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>“{}” was changed by another window or program.</source>
        <translation>“{}” 파일이 다른 창이나 프로그램에서 변경되었습니다.</translation>
    </message>
    <message>
        <source>Replace it with what is in this window, or save under another name?</source>
        <translation>이 창의 내용으로 바꾸시겠습니까, 다른 이름으로 저장하시겠습니까?</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Choose a table of firms</source>
        <translation>기업 표 선택</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>표 파일</translation>
    </message>
    <message>
        <source>Save a table</source>
        <translation>표 저장</translation>
    </message>
    <message>
        <source>Turnout files</source>
        <translation>Turnout 파일</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Find an input…</source>
        <translation>입력값 찾기…</translation>
    </message>
    <message>
        <source>Find an input</source>
        <translation>입력값 찾기</translation>
    </message>
    <message>
        <source>Group of inputs</source>
        <translation>입력값 분류</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>등급</translation>
    </message>
    <message>
        <source>Edited only</source>
        <translation>수정된 값만</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>모든 분류</translation>
    </message>
    <message>
        <source>All grades</source>
        <translation>모든 등급</translation>
    </message>
    <message>
        <source>Grade {}</source>
        <translation>{}등급</translation>
    </message>
</context>
<context>
    <name>FirmsDialog</name>
    <message>
        <source>Firms</source>
        <translation>기업 표</translation>
    </message>
    <message>
        <source>Type, or paste a block from a spreadsheet. Each change is one step to undo.</source>
        <translation>칸에 바로 입력하거나 스프레드시트의 칸을 붙여 넣으십시오. 변경은 하나씩 실행 취소할 수 있습니다.</translation>
    </message>
    <message>
        <source>Of a case that comes with Turnout, numbers can be edited; names and firms stay.</source>
        <translation>내장 사례에서는 수치만 고칠 수 있으며 기업명과 기업 목록은 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Add a firm</source>
        <translation>기업 추가</translation>
    </message>
    <message>
        <source>Remove the firm</source>
        <translation>기업 삭제</translation>
    </message>
    <message>
        <source>Save as XLSX or CSV…</source>
        <translation>XLSX·CSV로 저장…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>A cell cannot be empty. Write another value, or undo.</source>
        <translation>칸을 비울 수 없습니다. 다른 값을 쓰거나 실행 취소하십시오.</translation>
    </message>
    <message>
        <source>New firm {}</source>
        <translation>새 기업 {}</translation>
    </message>
</context>
<context>
    <name>FitDialog</name>
    <message>
        <source>Fit and backtest</source>
        <translation>추정과 과거 사례 재현</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>결정</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>What it cannot tell</source>
        <translation>알 수 없는 것</translation>
    </message>
    <message>
        <source>Refit</source>
        <translation>재추정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Forecast and fact for {} recorded decisions. The forecasts were fitted to them.</source>
        <translation>기록된 결정 {}건의 예측과 실제입니다. 예측은 이 결정들에 맞추어 추정한 값입니다.</translation>
    </message>
    <message>
        <source>This case has not been fitted: it rests on its prior means. Refit to learn from its record.</source>
        <translation>추정하지 않은 사례로, 사전 평균을 사용하고 있습니다. 기록을 반영하려면 재추정해 주십시오.</translation>
    </message>
    <message>
        <source>No report belongs to this case: what the fit rests on was edited, or its draws come from another fit. The draws stay in use, but they answer for a slightly different case. Refit to see how well it does.</source>
        <translation>현재 사례에 해당하는 추정 보고서가 없습니다. 추정의 근거가 수정되었거나 다른 추정에서 나온 표본입니다. 표본은 계속 사용되지만 조금 다른 사례에 대한 것입니다. 적합도를 확인하려면 재추정해 주십시오.</translation>
    </message>
    <message>
        <source>A refit takes some minutes; the old fit is used until it is done.</source>
        <translation>재추정에는 몇 분이 걸립니다. 완료될 때까지 기존 추정을 사용합니다.</translation>
    </message>
    <message>
        <source>Cancelled. The old fit stays in use.</source>
        <translation>취소하였습니다. 기존 추정을 계속 사용합니다.</translation>
    </message>
    <message>
        <source>Done. The new fit is in use and can be undone.</source>
        <translation>완료하였습니다. 새 추정을 사용하고 있으며 실행 취소할 수 있습니다.</translation>
    </message>
    <message>
        <source>The case was edited meanwhile, so the new fit was dropped. Refit once more.</source>
        <translation>추정 중에 사례가 수정되어 새 추정을 반영하지 않았습니다. 다시 재추정해 주십시오.</translation>
    </message>
    <message>
        <source>Solving points of the prior…</source>
        <translation>사전분포 표본 계산 중…</translation>
    </message>
    <message>
        <source>Sampling…</source>
        <translation>표본 추출 중…</translation>
    </message>
    <message>
        <source>Weighing with the exact model…</source>
        <translation>정확한 모형으로 보정 중…</translation>
    </message>
</context>
<context>
    <name>FitTables</name>
    <message>
        <source>Call</source>
        <translation>공모</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>실제</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>사전 예측</translation>
    </message>
    <message>
        <source>Posterior mean</source>
        <translation>사후 평균</translation>
    </message>
    <message>
        <source>90% band</source>
        <translation>90% 구간</translation>
    </message>
    <message>
        <source>Firm left out</source>
        <translation>해당 기업 제외</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>참여</translation>
    </message>
    <message>
        <source>stayed out</source>
        <translation>불참</translation>
    </message>
    <message>
        <source>On the right side of one half</source>
        <translation>50% 기준 적중</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>결정</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>Prior mean</source>
        <translation>사전 평균</translation>
    </message>
    <message>
        <source>Prior sd</source>
        <translation>사전 표준편차</translation>
    </message>
    <message>
        <source>Posterior sd</source>
        <translation>사후 표준편차</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>학습 비율</translation>
    </message>
    <message>
        <source>{} ({}; corrected for their number {})</source>
        <translation>{} ({}, 개수 보정 시 {})</translation>
    </message>
    <message>
        <source>Worst R-hat</source>
        <translation>최대 R-hat</translation>
    </message>
    <message>
        <source>Least effective draws of the walkers</source>
        <translation>추출 사슬의 최소 유효 표본 수</translation>
    </message>
    <message>
        <source>Effective draws after weighing</source>
        <translation>보정 후 유효 표본 수</translation>
    </message>
    <message>
        <source>Pareto k of the weights</source>
        <translation>가중치의 파레토 k</translation>
    </message>
    <message>
        <source>Error of the stand-in&apos;s log-likelihood</source>
        <translation>근사 모형의 로그 우도 오차</translation>
    </message>
    <message>
        <source>Different draws</source>
        <translation>서로 다른 표본 수</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>난수 시드</translation>
    </message>
    <message>
        <source>Simulated data sets of the rank check</source>
        <translation>순위 검정의 모의 자료 수</translation>
    </message>
    <message>
        <source>Smallest p-value of the rank check</source>
        <translation>순위 검정의 최소 p값</translation>
    </message>
    <message>
        <source>Quality of the draws</source>
        <translation>표본의 품질</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>One programme, {0} decisions in {1} calls, {2} free parameters. The record can refute such a model; it cannot prove it.</source>
        <translation>사업 하나, 결정 {0}건(공모 {1}건), 자유 매개변수 {2}개입니다. 이 기록으로 모형을 반증할 수는 있으나 입증할 수는 없습니다.</translation>
    </message>
    <message>
        <source>The prior alone has {0} of {1} decisions on their right side. Where inputs and priors were set by people who knew the decisions, hits are weaker evidence than they sound.</source>
        <translation>사전분포만으로도 결정 {1}건 중 {0}건이 적중합니다. 결정을 아는 사람이 입력값과 사전분포를 정하였다면 적중 수는 보기보다 약한 근거입니다.</translation>
    </message>
    <message>
        <source>Stigma, stock loss and the odds that firms perceive are not separable: each makes a firm with a name to lose stay out. Read them together.</source>
        <translation>낙인 효과, 주가 손실, 기업이 인식하는 승산은 서로 구분할 수 없습니다. 셋 모두 잃을 평판이 있는 기업을 불참하게 하므로 함께 해석해야 합니다.</translation>
    </message>
    <message>
        <source>Firms&apos; own inputs are not estimated. What they are wrong about is not in the bands.</source>
        <translation>기업별 입력값은 추정하지 않습니다. 입력값의 오류는 구간에 반영되지 않습니다.</translation>
    </message>
    <message>
        <source>Strongest correlations: {}. A small correlation is no sign that the record tells two parameters apart: the priors hold most of them.</source>
        <translation>상관이 가장 큰 매개변수: {}. 상관이 작다고 해서 기록으로 두 매개변수가 구분되는 것은 아닙니다. 대부분 사전분포가 값을 정합니다.</translation>
    </message>
    <message>
        <source>{}: the record lists applicants only, so a firm that considered the call and stayed out is missing.</source>
        <translation>{}: 신청 기업만 기록되어 있어, 참여를 검토하고 불참한 기업은 빠져 있습니다.</translation>
    </message>
    <message>
        <source>Large firms count in full, since their staying out would have been noticed; for the others the chance of being noticed is unknown and averaged over.</source>
        <translation>대기업은 불참하였다면 알려졌을 것이므로 전부 반영하고, 그 밖의 기업은 알려졌을 확률을 알 수 없어 평균하였습니다.</translation>
    </message>
    <message>
        <source>The chance that staying out would have been noticed is averaged over for every firm.</source>
        <translation>불참이 알려졌을 확률을 모든 기업에 대하여 평균하였습니다.</translation>
    </message>
    <message>
        <source>Every firm counts in full, as if staying out would always have been noticed.</source>
        <translation>불참이 항상 알려졌을 것으로 보고 모든 기업을 전부 반영하였습니다.</translation>
    </message>
    <message>
        <source>The list counts for nothing, as if staying out would never have been noticed.</source>
        <translation>불참이 전혀 알려지지 않았을 것으로 보고 명단을 반영하지 않았습니다.</translation>
    </message>
    <message>
        <source>Under the four readings, {0} to {1} of {2} decisions are on their right side.</source>
        <translation>네 가지 해석에 따라 결정 {2}건 중 {0}~{1}건이 적중합니다.</translation>
    </message>
    <message>
        <source>Making one prior somewhat weaker or stronger moves no forecast by more than {} points.</source>
        <translation>사전분포 하나를 다소 약하거나 강하게 하여도 예측은 최대 {}%p 이내로 달라집니다.</translation>
    </message>
</context>
<context>
    <name>FittingTabs</name>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>Flips</name>
    <message>
        <source>in {0} of the draws</source>
        <translation>표본의 {0}에서 전환</translation>
    </message>
    <message>
        <source>in {0} of the draws, 90 % of these at {1}</source>
        <translation>표본의 {0}에서 전환, 그중 90%는 {1}</translation>
    </message>
</context>
<context>
    <name>FrontChart</name>
    <message>
        <source>Least public cost for each expected number of joiners; click a point to see the package</source>
        <translation>예상 참여 기업 수별 최소 재정 소요 · 점을 누르면 정책 조합 표시</translation>
    </message>
    <message>
        <source>Least public cost by expected joiners; click a point</source>
        <translation>참여 기업 수별 최소 재정 소요 · 점 선택</translation>
    </message>
    <message>
        <source>Least public cost by expected joiners</source>
        <translation>참여 기업 수별 최소 재정 소요</translation>
    </message>
</context>
<context>
    <name>GoalDialog</name>
    <message>
        <source>Find what it takes</source>
        <translation>필요 조건 찾기</translation>
    </message>
    <message>
        <source>Find packages</source>
        <translation>정책 조합 찾기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>The search could not be made.</source>
        <translation>탐색을 진행하지 못했습니다.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>탐색 중입니다…</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>탐색을 중지했습니다.</translation>
    </message>
    <message>
        <source>Say what is wanted.</source>
        <translation>목표를 정해 주십시오.</translation>
    </message>
    <message>
        <source>The goal was not reached with the levers that are free.</source>
        <translation>고정하지 않은 정책 수단으로는 목표에 도달하지 못했습니다.</translation>
    </message>
    <message>
        <source>The policy meets the goal as it stands.</source>
        <translation>현재 정책이 이미 목표를 충족합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) reach the goal.</source>
        <translation>
            <numerusform>목표를 충족하는 정책 조합 %n개를 찾았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tick firms or limits at the left. Locked levers stay as they are; at first these are the weights of the evaluation.</source>
        <translation>왼쪽에서 기업이나 한도를 선택해 주십시오. 고정한 정책 수단은 바뀌지 않으며, 처음에는 배점이 고정되어 있습니다.</translation>
    </message>
    <message>
        <source>This is the nearest that was found. Free a lever, raise the budget or ask for less.</source>
        <translation>가장 가까운 조합입니다. 정책 수단의 고정을 풀거나 예산을 늘리거나 목표를 낮추어 주십시오.</translation>
    </message>
    <message>
        <source>Each starts from the policy on the levers. Load one to see all it does; one step undoes it.</source>
        <translation>현재 정책 수단 값에서 출발한 조합입니다. 적용하면 전체 결과를 볼 수 있고, 한 번에 실행 취소됩니다.</translation>
    </message>
    <message>
        <source>No way was found that leaves “{}” as it is.</source>
        <translation>‘{}’을(를) 그대로 두고는 방법을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Only one way was found.</source>
        <translation>찾은 방법은 하나뿐입니다.</translation>
    </message>
</context>
<context>
    <name>GoalForm</name>
    <message>
        <source>{} joins</source>
        <translation>{} 참여</translation>
    </message>
    <message>
        <source>{} stays out</source>
        <translation>{} 불참</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>Firms</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>Numbers and limits</source>
        <translation>수치와 한도</translation>
    </message>
    <message>
        <source>In</source>
        <translation>참여</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>불참</translation>
    </message>
    <message>
        <source>With a chance of at least</source>
        <translation>요구 확률(이상)</translation>
    </message>
    <message>
        <source>Expected joiners at least</source>
        <translation>예상 참여 기업(이상)</translation>
    </message>
    <message>
        <source>A listed firm joins</source>
        <translation>상장사 참여</translation>
    </message>
    <message>
        <source>Best added team at least</source>
        <translation>추가팀 최고 역량(이상)</translation>
    </message>
    <message>
        <source>Public cost at most</source>
        <translation>재정 소요(이하)</translation>
    </message>
    <message>
        <source>No cut of support</source>
        <translation>지원 축소 없음</translation>
    </message>
    <message>
        <source>GPUs, months, data, talent and the second track do not fall</source>
        <translation>GPU, 지원 기간, 데이터, 인재, 별도 트랙 지원을 줄이지 않습니다</translation>
    </message>
    <message>
        <source>Incumbents = 1</source>
        <translation>기존 정예팀 = 1</translation>
    </message>
    <message>
        <source>Levers</source>
        <translation>정책 수단</translation>
    </message>
    <message>
        <source>Levers ({} locked)</source>
        <translation>정책 수단(고정 {})</translation>
    </message>
</context>
<context>
    <name>GoalShelf</name>
    <message>
        <source>Keep</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Keep this goal in the file under the name</source>
        <translation>이 목표를 이름을 붙여 파일에 저장합니다</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Remove this goal from the file</source>
        <translation>이 목표를 파일에서 삭제합니다</translation>
    </message>
    <message>
        <source>Saved goals</source>
        <translation>저장된 목표</translation>
    </message>
</context>
<context>
    <name>Hatching</name>
    <message>
        <source>{0} Rests on assumptions (C): {1}</source>
        <translation>{0} 가정(C등급)에 근거: {1}</translation>
    </message>
    <message>
        <source>{0} Rests on {1} inputs that are assumptions (C)</source>
        <translation>{0} 가정(C등급) 입력값 {1}개에 근거</translation>
    </message>
    <message>
        <source>hatched: half or more of its inputs are assumptions (C)</source>
        <translation>빗금: 입력값의 절반 이상이 가정(C등급)</translation>
    </message>
</context>
<context>
    <name>Headlines</name>
    <message>
        <source>Expected joiners</source>
        <translation>예상 참여 기업</translation>
    </message>
    <message>
        <source>A listed firm joins</source>
        <translation>상장사 참여</translation>
    </message>
    <message>
        <source>A listed firm&apos;s subsidiary joins</source>
        <translation>상장사 자회사 참여</translation>
    </message>
    <message>
        <source>Best added team</source>
        <translation>추가팀 최고 역량</translation>
    </message>
    <message>
        <source>No seat is filled</source>
        <translation>선정 팀 없음</translation>
    </message>
    <message>
        <source>Public cost</source>
        <translation>재정 소요</translation>
    </message>
    <message>
        <source>Firms&apos; duplicate spend</source>
        <translation>기업 중복 지출</translation>
    </message>
    <message>
        <source>Joiners</source>
        <translation>참여 기업</translation>
    </message>
    <message>
        <source>Listed joins</source>
        <translation>상장사 참여</translation>
    </message>
    <message>
        <source>Best added</source>
        <translation>추가팀 역량</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>중복 지출</translation>
    </message>
    <message>
        <source>The sum of the firms&apos; chances of joining.</source>
        <translation>기업별 참여 확률을 더한 값입니다.</translation>
    </message>
    <message>
        <source>The chance that one listed firm or more joins, whichever it is.</source>
        <translation>상장사가 한 곳이라도 참여할 확률입니다.</translation>
    </message>
    <message>
        <source>How strong the best added team is, if there is one; the incumbents&apos; mean is 1.</source>
        <translation>추가팀이 선정될 때 가장 강한 팀의 경쟁력이며, 기존 정예팀의 평균이 1입니다.</translation>
    </message>
    <message>
        <source>Expected cost of GPUs, data, talent and the second track for the added teams.
Not in it: purchases under a guarantee, and what the incumbents are given.
A firm that leases GPUs draws none unless it is eligible for them.</source>
        <translation>추가팀의 GPU·데이터·인재·별도 트랙 지원에 드는 비용의 기댓값입니다.
공공 구매 보장에 따른 구매와 기존 정예팀 지원은 포함하지 않습니다.
GPU 임대 기업은 지원을 허용하지 않는 한 GPU를 지원받지 않습니다.</translation>
    </message>
    <message>
        <source>What joiners are expected to spend on work they do in-house as well.</source>
        <translation>참여 기업이 자체 개발과 겹치는 일에 쓸 것으로 예상되는 금액입니다.</translation>
    </message>
    <message>
        <source>Duplicate spend</source>
        <translation>기업 중복 지출</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>New case from a table</source>
        <translation>표로 새 사례 만들기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Step 1 of 4 · Where the firms come from</source>
        <translation>1/4단계 · 기업 표 불러오기</translation>
    </message>
    <message>
        <source>Step 2 of 4 · Which column is which</source>
        <translation>2/4단계 · 열 확인</translation>
    </message>
    <message>
        <source>Step 3 of 4 · Check every cell</source>
        <translation>3/4단계 · 칸 점검</translation>
    </message>
    <message>
        <source>Step 4 of 4 · The call</source>
        <translation>4/4단계 · 공모 정보</translation>
    </message>
    <message>
        <source>Make the case</source>
        <translation>사례 만들기</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
</context>
<context>
    <name>JoinsChart</name>
    <message>
        <source>Who joins</source>
        <translation>누가 참여하는가</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>확률순</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>이름순</translation>
    </message>
    <message>
        <source>By listing</source>
        <translation>상장 여부순</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>발표일순</translation>
    </message>
    <message>
        <source>Order of the firms</source>
        <translation>기업 정렬</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>Join probability</source>
        <translation>참여 확률</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>비교 기준</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Selection if it joins</source>
        <translation>참여 시 선정 확률</translation>
    </message>
    <message>
        <source>Final team if it joins</source>
        <translation>참여 시 최종 팀 확률</translation>
    </message>
    <message>
        <source>In fact</source>
        <translation>실제</translation>
    </message>
    <message>
        <source>Standard error of the join probability (sampled, points)</source>
        <translation>참여 확률의 표준오차(표본 계산, %p)</translation>
    </message>
    <message>
        <source>orange: baseline</source>
        <translation>주황: 비교 기준</translation>
    </message>
    <message>
        <source>bar: join probability</source>
        <translation>막대: 참여 확률</translation>
    </message>
    <message>
        <source>lines: 90 % and 50 % bands</source>
        <translation>선: 90%·50% 구간</translation>
    </message>
    <message>
        <source>bar: chance</source>
        <translation>막대: 확률</translation>
    </message>
    <message>
        <source>lines: 90 %, 50 %</source>
        <translation>선: 90%·50%</translation>
    </message>
    <message>
        <source>✓ joined × declined · undecided, in fact</source>
        <translation>실제 ✓ 참여 × 불참 · 미정</translation>
    </message>
    <message>
        <source>✓ joined × declined</source>
        <translation>✓ 참여 × 불참</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>미정</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>참여</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>불참</translation>
    </message>
    <message>
        <source>Joins: {0} (baseline {1})</source>
        <translation>참여 확률: {0} (비교 기준 {1})</translation>
    </message>
    <message>
        <source>Bands: 50 % {0} – {1}, 90 % {2} – {3}</source>
        <translation>구간: 50% {0}~{1}, 90% {2}~{3}</translation>
    </message>
    <message>
        <source>Selected if it joins: {0}</source>
        <translation>참여 시 선정 확률: {0}</translation>
    </message>
    <message>
        <source>Final team if it joins: {0}</source>
        <translation>참여 시 최종 팀 확률: {0}</translation>
    </message>
    <message>
        <source>In fact: {0}</source>
        <translation>실제: {0}</translation>
    </message>
    <message>
        <source>Recorded by you, not in the fit: {0}</source>
        <translation>사용자 기록(추정에 반영되지 않음): {0}</translation>
    </message>
    <message>
        <source>Pinned in</source>
        <translation>참여로 고정</translation>
    </message>
    <message>
        <source>Pinned out</source>
        <translation>불참으로 고정</translation>
    </message>
    <message>
        <source>Pin in</source>
        <translation>참여로 고정</translation>
    </message>
    <message>
        <source>Pin out</source>
        <translation>불참으로 고정</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>고정 해제</translation>
    </message>
    <message>
        <source>Record a decision…</source>
        <translation>결정 기록…</translation>
    </message>
</context>
<context>
    <name>LeverLimits</name>
    <message>
        <source>Lock · Lever</source>
        <translation>고정 · 정책 수단</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>최댓값</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Lock {}</source>
        <translation>{} 고정</translation>
    </message>
    <message>
        <source>Locked: stays as it is</source>
        <translation>고정하면 값이 바뀌지 않습니다</translation>
    </message>
    <message>
        <source>Lowest value of {}</source>
        <translation>{} 최솟값</translation>
    </message>
    <message>
        <source>Highest value of {}</source>
        <translation>{} 최댓값</translation>
    </message>
    <message>
        <source>Weight of {}</source>
        <translation>{} 가중치</translation>
    </message>
</context>
<context>
    <name>LeverPanel</name>
    <message>
        <source>Support</source>
        <translation>지원</translation>
    </message>
    <message>
        <source>Competition</source>
        <translation>경쟁 설계</translation>
    </message>
    <message>
        <source>Stigma and disclosure</source>
        <translation>낙인·공개 방식</translation>
    </message>
    <message>
        <source>Duplicate investment and rights</source>
        <translation>중복 투자·권리</translation>
    </message>
    <message>
        <source>Prize and aftercare</source>
        <translation>최종 이익·후속 지원</translation>
    </message>
    <message>
        <source>Policy levers</source>
        <translation>정책 수단</translation>
    </message>
    <message>
        <source>Find a lever…</source>
        <translation>수단 찾기…</translation>
    </message>
    <message>
        <source>Find a lever</source>
        <translation>정책 수단 찾기</translation>
    </message>
    <message>
        <source>Reset ▾</source>
        <translation>초기화 ▾</translation>
    </message>
    <message>
        <source>Reset all levers</source>
        <translation>모든 수단 초기화</translation>
    </message>
    <message>
        <source>All levers to the opened scenario</source>
        <translation>모든 수단을 불러온 시나리오로</translation>
    </message>
    <message>
        <source>All levers to the baseline</source>
        <translation>모든 수단을 비교 기준으로</translation>
    </message>
    <message>
        <source>Show only the levers that differ from the status quo</source>
        <translation>현행 공고안과 다른 수단만 표시</translation>
    </message>
    <message>
        <source>{firm} joins above {value}</source>
        <translation>{firm}: {value} 이상에서 참여</translation>
    </message>
    <message>
        <source>{firm} joins below {value}</source>
        <translation>{firm}: {value} 이하에서 참여</translation>
    </message>
    <message>
        <source>Changed {count}</source>
        <translation>변경 {count}</translation>
    </message>
    <message>
        <source>No lever differs from the status quo.</source>
        <translation>현행 공고안과 다른 수단이 없습니다.</translation>
    </message>
    <message>
        <source>No lever matches “{words}”.</source>
        <translation>‘{words}’에 맞는 수단이 없습니다.</translation>
    </message>
</context>
<context>
    <name>LeverRow</name>
    <message>
        <source>{lever}: value</source>
        <translation>{lever}: 값</translation>
    </message>
    <message>
        <source>Grade C: an assumption, not a measured value</source>
        <translation>C등급: 실측값이 아닌 가정</translation>
    </message>
    <message>
        <source>Locked: the value does not move</source>
        <translation>잠김: 값이 바뀌지 않음</translation>
    </message>
    <message>
        <source>was {value}</source>
        <translation>현행 {value}</translation>
    </message>
    <message>
        <source>Status quo {value}. Source {source}, grade {grade}</source>
        <translation>현행 {value} · 출처 {source} · {grade}등급</translation>
    </message>
    <message>
        <source>“{text}” cannot be used here. Enter a value in {range}; {value} is kept.</source>
        <translation>‘{text}’은(는) 사용할 수 없는 값입니다. {range} 범위에서 입력해 주십시오. 기존 값 {value}을(를) 유지합니다.</translation>
    </message>
    <message>
        <source>Reset to the opened scenario</source>
        <translation>불러온 시나리오로 초기화</translation>
    </message>
    <message>
        <source>Reset to the baseline</source>
        <translation>비교 기준으로 초기화</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>잠금</translation>
    </message>
    <message>
        <source>Guidance and source</source>
        <translation>안내와 출처</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
</context>
<context>
    <name>MattersBar</name>
    <message>
        <source>Figure</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Levers</source>
        <translation>정책 수단</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>가정</translation>
    </message>
    <message>
        <source>Ranges…</source>
        <translation>범위…</translation>
    </message>
    <message>
        <source>Between which values each lever swings, and which stay where they are</source>
        <translation>정책 수단별 변동 범위와 고정할 수단을 정합니다.</translation>
    </message>
    <message>
        <source>Sobol indices</source>
        <translation>소볼 지수</translation>
    </message>
    <message>
        <source>Shares of variance when everything varies at once: thousands of solves, behind the window</source>
        <translation>모든 요인이 동시에 변할 때의 분산 기여를 계산합니다. 수천 번의 계산을 배경에서 수행합니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
</context>
<context>
    <name>MattersChart</name>
    <message>
        <source>What matters</source>
        <translation>영향 요인</translation>
    </message>
    <message>
        <source>Lever</source>
        <translation>정책 수단</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>가정</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>등급</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>하한</translation>
    </message>
    <message>
        <source>High</source>
        <translation>상한</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>First-order</source>
        <translation>1차 지수</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>전체 지수</translation>
    </message>
    <message>
        <source>At low</source>
        <translation>하한일 때</translation>
    </message>
    <message>
        <source>At high</source>
        <translation>상한일 때</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>변동 폭</translation>
    </message>
    <message>
        <source>Change to low, 90 %</source>
        <translation>하한으로의 변동 90%</translation>
    </message>
    <message>
        <source>Change to high, 90 %</source>
        <translation>상한으로의 변동 90%</translation>
    </message>
</context>
<context>
    <name>MattersWords</name>
    <message>
        <source>{0}: shares of variance of {1} factors · {2} solves</source>
        <translation>{0}: 요인 {1}개의 분산 기여 · 계산 {2}회</translation>
    </message>
    <message>
        <source>{0} · computing…</source>
        <translation>{0} · 계산 중…</translation>
    </message>
    <message>
        <source>{0}: too many sets of winners to try every assumption</source>
        <translation>{0}: 선정 조합이 너무 많아 모든 가정을 계산하지 않음</translation>
    </message>
    <message>
        <source>{0} now {1}</source>
        <translation>{0}: 현재 {1}</translation>
    </message>
    <message>
        <source>{0} · {1} hidden by the name shield</source>
        <translation>{0} · 기업명 가림으로 숨김 {1}개</translation>
    </message>
    <message>
        <source>filled: total share of the variance</source>
        <translation>채운 점: 분산에 대한 전체 기여</translation>
    </message>
    <message>
        <source>ring: alone</source>
        <translation>빈 점: 단독 기여</translation>
    </message>
    <message>
        <source>lines: 90 % interval</source>
        <translation>선: 90% 구간</translation>
    </message>
    <message>
        <source>all vary at once</source>
        <translation>모두 동시에 변할 때</translation>
    </message>
    <message>
        <source>faint: at its low end</source>
        <translation>흐린 색: 하한일 때</translation>
    </message>
    <message>
        <source>strong: at its high end</source>
        <translation>선명한 색: 상한일 때</translation>
    </message>
    <message>
        <source>hatched: grade C</source>
        <translation>빗금: C등급</translation>
    </message>
    <message>
        <source>thin line: 90 % band of the change</source>
        <translation>가는 선: 변동의 90% 구간</translation>
    </message>
    <message>
        <source>upright line: now</source>
        <translation>세로선: 현재</translation>
    </message>
    <message>
        <source>varied as in the draws, else over the range in the evidence</source>
        <translation>변동: 표본대로, 그 밖에는 근거의 범위</translation>
    </message>
    <message>
        <source>ranges: 5 to 95 % of the draws, else as in the evidence</source>
        <translation>범위: 표본의 5~95%, 그 밖에는 근거의 범위</translation>
    </message>
    <message>
        <source>ranges: all that a lever allows</source>
        <translation>범위: 정책 수단의 전체 범위</translation>
    </message>
    <message>
        <source>ranges: {0} set, {1} locked, else all that a lever allows</source>
        <translation>범위: 지정 {0}개, 고정 {1}개, 나머지는 수단의 전체 범위</translation>
    </message>
    <message>
        <source>locked at {0}</source>
        <translation>{0}에 고정</translation>
    </message>
    <message>
        <source>Grade C: an assumption, not a measured value</source>
        <translation>C등급: 실측값이 아닌 가정</translation>
    </message>
    <message>
        <source>Now {0}</source>
        <translation>현재 {0}</translation>
    </message>
    <message>
        <source>All others ({0})</source>
        <translation>그 밖의 가정 {0}개</translation>
    </message>
    <message>
        <source>{0}: {1} assumptions vary, {2} with a share each · {3} solves</source>
        <translation>{0}: 가정 {1}개 변동, {2}개는 개별 기여 · 계산 {3}회</translation>
    </message>
    <message>
        <source>{0} vary, {1} with a share each</source>
        <translation>{0}개 변동, {1}개 개별 기여</translation>
    </message>
    <message>
        <source>Each moves the figure less than those with a share of their own; they vary together</source>
        <translation>개별 기여를 표시한 가정보다 영향이 작으며, 함께 변동시켜 계산했습니다.</translation>
    </message>
    <message>
        <source>{0} (90 % band of the change {1})</source>
        <translation>{0} (변동의 90% 구간 {1})</translation>
    </message>
    <message>
        <source>Swing {0}</source>
        <translation>변동 폭 {0}</translation>
    </message>
    <message>
        <source>Varied over {0}</source>
        <translation>변동 범위 {0}</translation>
    </message>
    <message>
        <source>Total {0} ({1})</source>
        <translation>전체 기여 {0} ({1})</translation>
    </message>
    <message>
        <source>Alone {0} ({1})</source>
        <translation>단독 기여 {0} ({1})</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Saved: {}</source>
        <translation>저장: {}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <source>New to Turnout?</source>
        <translation>Turnout을 처음 사용하십니까?</translation>
    </message>
    <message>
        <source>Five fictional firms show how it works in two minutes. Your document stays as it is.</source>
        <translation>가상 기업 다섯 곳으로 2분 동안 사용법을 안내합니다. 현재 문서는 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>둘러보기</translation>
    </message>
</context>
<context>
    <name>Older</name>
    <message>
        <source>Numbers as Turnout {0} computed them: {1}. This version ({2}) gives others.</source>
        <translation>Turnout {0}에서 계산한 수치입니다: {1}. 현재 버전({2})의 계산 결과는 다릅니다.</translation>
    </message>
    <message>
        <source>Compute again and compare</source>
        <translation>다시 계산하여 비교</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>OpenButtons</name>
    <message>
        <source>Open file</source>
        <translation>파일 열기</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>No program of this system opens it.</source>
        <translation>이 시스템에 여는 프로그램이 없습니다.</translation>
    </message>
</context>
<context>
    <name>PackageCard</name>
    <message>
        <source>Nearest</source>
        <translation>가장 가까운 조합</translation>
    </message>
    <message>
        <source>On the front</source>
        <translation>비용·참여 곡선의 점</translation>
    </message>
    <message>
        <source>Least change</source>
        <translation>최소 변경</translation>
    </message>
    <message>
        <source>Other levers</source>
        <translation>다른 수단</translation>
    </message>
    <message>
        <source>Cheapest</source>
        <translation>최저 비용</translation>
    </message>
    <message>
        <source>Most robust</source>
        <translation>견고성 최대</translation>
    </message>
    <message>
        <source>The smallest change that reaches the goal, counted in shares of the levers&apos; ranges</source>
        <translation>목표에 도달하는 가장 작은 변경입니다. 정책 수단 범위 대비 비율로 셉니다.</translation>
    </message>
    <message>
        <source>Reaches the goal without the lever that the smallest change moves furthest</source>
        <translation>최소 변경안이 가장 크게 움직인 수단 없이 목표에 도달합니다.</translation>
    </message>
    <message>
        <source>Reaches the goal at the least public cost</source>
        <translation>가장 적은 공공 비용으로 목표에 도달합니다.</translation>
    </message>
    <message>
        <source>Holds in most draws, within the budget or for what the smallest change costs</source>
        <translation>예산 또는 최소 변경안의 비용 안에서 가장 많은 표본이 목표를 충족합니다.</translation>
    </message>
    <message>
        <source>Public cost</source>
        <translation>재정 소요</translation>
    </message>
    <message>
        <source>Expected joiners</source>
        <translation>예상 참여 기업</translation>
    </message>
    <message>
        <source>A listed firm joins</source>
        <translation>상장사 참여</translation>
    </message>
    <message>
        <source>Best added team</source>
        <translation>추가팀 최고 역량</translation>
    </message>
    <message>
        <source>Draws in which it holds</source>
        <translation>목표 충족 표본 비율</translation>
    </message>
    <message>
        <source>Promised purchases, not in the cost</source>
        <translation>구매 약속(별도)</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Set the levers so; one step to undo</source>
        <translation>정책 수단을 이 값으로 설정합니다(한 번에 실행 취소 가능)</translation>
    </message>
    <message>
        <source>No lever has to move</source>
        <translation>변경할 정책 수단 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n lever(s) moved</source>
        <translation>
            <numerusform>정책 수단 %n개 변경</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Copy picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>그림 저장…</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>수치 복사</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>그림 저장</translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Presenter — Turnout</source>
        <translation>발표자 화면 — Turnout</translation>
    </message>
    <message>
        <source>This slide</source>
        <translation>현재 슬라이드</translation>
    </message>
    <message>
        <source>Next slide</source>
        <translation>다음 슬라이드</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>슬라이드</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>발표</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Guess first</source>
        <translation>먼저 맞혀 보기</translation>
    </message>
    <message>
        <source>Blank screen</source>
        <translation>빈 화면</translation>
    </message>
    <message>
        <source>Put everything back</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>End the show</source>
        <translation>발표 종료</translation>
    </message>
    <message>
        <source>Time since the show began</source>
        <translation>발표 경과 시간</translation>
    </message>
    <message>
        <source>The audience sees a blank screen.</source>
        <translation>청중에게는 빈 화면이 보입니다.</translation>
    </message>
    <message>
        <source>The result is hidden from the audience until you go on.</source>
        <translation>다음으로 넘기기 전까지 청중에게 결과가 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Levers were moved; the saved scenarios are as they were.</source>
        <translation>정책 수단을 움직였습니다. 저장된 시나리오는 그대로입니다.</translation>
    </message>
</context>
<context>
    <name>ReachDialog</name>
    <message>
        <source>Ranges of the levers</source>
        <translation>정책 수단의 변동 범위</translation>
    </message>
    <message>
        <source>Between which values each lever swings in What matters. An empty field leaves the lever its own end; a ticked lever stays where it is. Kept in the file.</source>
        <translation>‘영향 요인’에서 정책 수단별로 움직일 범위를 정합니다. 빈칸은 정책 수단의 한계를 뜻하며, 표시한 수단은 움직이지 않습니다. 파일에 저장됩니다.</translation>
    </message>
    <message>
        <source>All the way</source>
        <translation>전체 범위로</translation>
    </message>
    <message>
        <source>Every lever over its own range, none locked</source>
        <translation>모든 정책 수단을 전체 범위로 되돌리고 고정을 해제합니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>적용</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>Record a decision</source>
        <translation>결정 기록</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>Said that it</source>
        <translation>입장</translation>
    </message>
    <message>
        <source>On</source>
        <translation>발표일</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>joins</source>
        <translation>참여</translation>
    </message>
    <message>
        <source>declines</source>
        <translation>불참</translation>
    </message>
    <message>
        <source>Where it was read, or who said it</source>
        <translation>확인한 자료 또는 발언자</translation>
    </message>
    <message>
        <source>Pin it in the open scenario</source>
        <translation>현재 시나리오에 고정</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Remove the record</source>
        <translation>기록 삭제</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>It shows beside the forecast, with a ring. It is your own record: the fit does not use it.</source>
        <translation>예측 옆에 동그라미 표시로 나타납니다. 사용자의 기록이므로 추정에는 반영되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>RefitIndicator</name>
    <message>
        <source>Refitting in the background: {}</source>
        <translation>배경 재추정 중: {}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>The old fit is used until the new one is done.</source>
        <translation>새 추정이 끝날 때까지 이전 추정을 사용합니다.</translation>
    </message>
    <message>
        <source>The fit is older than the inputs</source>
        <translation>추정 이후 입력값 변경됨</translation>
    </message>
    <message>
        <source>Refit</source>
        <translation>재추정</translation>
    </message>
    <message>
        <source>Inputs were edited that the fit rests on. The forecast uses them with the old fit.</source>
        <translation>추정의 근거가 되는 입력값이 편집되었습니다. 예측은 새 입력값과 이전 추정을 함께 사용합니다.</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>+ {0} more</source>
        <translation>외 {0}개</translation>
    </message>
</context>
<context>
    <name>ScenarioCard</name>
    <message>
        <source>Baseline</source>
        <translation>비교 기준</translation>
    </message>
    <message>
        <source>Every change is measured from this scenario</source>
        <translation>모든 변화를 이 시나리오와 비교</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>수정됨</translation>
    </message>
    <message>
        <source>The levers differ from what was kept here</source>
        <translation>정책 수단이 저장된 값과 다름</translation>
    </message>
    <message>
        <source>More for this scenario</source>
        <translation>이 시나리오의 추가 작업</translation>
    </message>
    <message>
        <source>More</source>
        <translation>추가 작업</translation>
    </message>
    <message>
        <source>Name of the scenario</source>
        <translation>시나리오 이름</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>새 이름</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 변경</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Make baseline</source>
        <translation>비교 기준으로 지정</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로 이동</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로 이동</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>ScenarioPanel</name>
    <message>
        <source>Scenarios</source>
        <translation>시나리오</translation>
    </message>
    <message>
        <source>Note for the slide</source>
        <translation>발표 메모</translation>
    </message>
    <message>
        <source>What this scenario shows, in a sentence</source>
        <translation>이 시나리오가 보여 주는 내용을 한 문장으로 작성</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Write the levers into the opened scenario</source>
        <translation>현재 정책 수단을 불러온 시나리오에 저장</translation>
    </message>
    <message>
        <source>Keep as new</source>
        <translation>새로 저장</translation>
    </message>
    <message>
        <source>Add a scenario with these levers</source>
        <translation>현재 정책 수단으로 시나리오 추가</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Show all scenarios side by side</source>
        <translation>모든 시나리오 나란히 보기</translation>
    </message>
    <message>
        <source>the call as announced</source>
        <translation>공고 내용 그대로</translation>
    </message>
    <message numerus="yes">
        <source>%n lever(s) changed</source>
        <translation>
            <numerusform>수단 %n개 변경</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} join</source>
        <translation>{count}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Change of {}</source>
        <translation>{} 변경</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Lever: one step</source>
        <translation>정책 수단: 한 단계</translation>
    </message>
    <message>
        <source>Lever: ten steps</source>
        <translation>정책 수단: 열 단계</translation>
    </message>
    <message>
        <source>Lever: to the end of its range</source>
        <translation>정책 수단: 범위의 끝으로</translation>
    </message>
</context>
<context>
    <name>SlideCanvas</name>
    <message>
        <source>Make your guess first</source>
        <translation>결과를 먼저 맞혀 보십시오</translation>
    </message>
    <message>
        <source>Live: move a lever here</source>
        <translation>실시간: 정책 수단을 움직여 보십시오</translation>
    </message>
    <message>
        <source>Forecast, not fact</source>
        <translation>예측이며 사실이 아님</translation>
    </message>
    <message>
        <source>bands 90 % and 50 %</source>
        <translation>선: 90%·50% 구간</translation>
    </message>
    <message>
        <source>orange: {0}</source>
        <translation>주황: {0}</translation>
    </message>
    <message>
        <source>{0} firms, {1} shown</source>
        <translation>{0}개 기업 중 {1}개 표시</translation>
    </message>
    <message>
        <source>{0} scenarios, {1} shown</source>
        <translation>시나리오 {0}개 중 {1}개 표시</translation>
    </message>
</context>
<context>
    <name>SlideFields</name>
    <message>
        <source>Scenario</source>
        <translation>시나리오</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>차트</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Live levers</source>
        <translation>실시간 정책 수단</translation>
    </message>
    <message>
        <source>Leave this slide out</source>
        <translation>이 슬라이드 제외</translation>
    </message>
    <message>
        <source>Notes for whoever speaks</source>
        <translation>발표자 메모</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>As suggested</source>
        <translation>자동 선택</translation>
    </message>
</context>
<context>
    <name>SlideList</name>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>슬라이드</translation>
    </message>
    <message>
        <source>– {0} (left out)</source>
        <translation>– {0}(제외)</translation>
    </message>
    <message>
        <source>Comparison of all scenarios</source>
        <translation>전체 시나리오 비교</translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Copy the cells in your spreadsheet, headings included, and paste here.</source>
        <translation>스프레드시트에서 머리글을 포함한 칸을 복사하여 여기에 붙여 넣으십시오.</translation>
    </message>
    <message>
        <source>Cells pasted from a spreadsheet</source>
        <translation>스프레드시트에서 붙여 넣은 칸</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>파일 선택…</translation>
    </message>
    <message>
        <source>Save a template…</source>
        <translation>서식 저장…</translation>
    </message>
    <message>
        <source>One line a firm, headings in the first line. CSV or XLSX, Korean or English headings.</source>
        <translation>첫 줄은 머리글이고 기업마다 한 행입니다. CSV와 XLSX, 한국어와 영어 머리글을 모두 읽습니다.</translation>
    </message>
    <message>
        <source>pasted cells</source>
        <translation>붙여 넣은 칸</translation>
    </message>
    <message>
        <source>{name}: {rows} rows, {columns} columns</source>
        <translation>{name}: {rows}행 {columns}열</translation>
    </message>
</context>
<context>
    <name>StagesChart</name>
    <message>
        <source>Stages</source>
        <translation>단계별 생존</translation>
    </message>
    <message>
        <source>{0}, if it joins</source>
        <translation>{0} (참여 시)</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>Expected teams</source>
        <translation>예상 팀 수</translation>
    </message>
    <message>
        <source>Expected incumbents</source>
        <translation>예상 기존 정예팀</translation>
    </message>
    <message>
        <source>incumbent</source>
        <translation>기존 팀</translation>
    </message>
    <message>
        <source>{0} + {1}</source>
        <comment>teams</comment>
        <translation>{0}팀 + {1}팀</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>참여</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>선정</translation>
    </message>
    <message>
        <source>Stage {0}</source>
        <translation>{0}차 후</translation>
    </message>
    <message>
        <source>After stage {0}</source>
        <translation>{0}차 평가 후</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>최종</translation>
    </message>
    <message>
        <source>rule: lowest score leaves, fresh noise each stage</source>
        <translation>규칙: 단계마다 새로 평가, 최저점 탈락</translation>
    </message>
    <message>
        <source>rule: the {0} lowest leave, fresh noise each stage</source>
        <translation>규칙: 단계마다 새로 평가, 하위 {0}팀 탈락</translation>
    </message>
    <message>
        <source>below: expected added + incumbent teams</source>
        <translation>아래: 예상 추가 팀 + 기존 팀</translation>
    </message>
    <message>
        <source>solid: joins and is still there</source>
        <translation>진하게: 참여하여 남아 있을 확률</translation>
    </message>
    <message>
        <source>light: the same if it joins</source>
        <translation>연하게: 참여 시 남아 있을 확률</translation>
    </message>
    <message>
        <source>lines: 90 % and 50 % bands</source>
        <translation>선: 90%·50% 구간</translation>
    </message>
    <message>
        <source>{0} (incumbent)</source>
        <translation>{0}(기존 정예팀)</translation>
    </message>
    <message>
        <source>    if it joins: {0}</source>
        <translation>    참여 시: {0}</translation>
    </message>
    <message>
        <source>below: expected teams</source>
        <translation>아래: 예상 팀 수</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Turnout did not close properly last time.</source>
        <translation>Turnout이 지난번에 정상적으로 종료되지 않았습니다.</translation>
    </message>
    <message>
        <source>Unsaved documents: {}. Open them, or delete them for good?</source>
        <translation>저장하지 않은 문서: {}. 문서를 여시겠습니까, 아니면 완전히 삭제하시겠습니까?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Something went wrong that Turnout did not expect.</source>
        <translation>Turnout에 예상하지 못한 오류가 발생했습니다.</translation>
    </message>
    <message>
        <source>A copy of your work was saved:
{}

The log to report is:
{}</source>
        <translation>작업 내용의 사본을 저장했습니다.
{}

보고할 로그 파일은 다음과 같습니다.
{}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Several equilibria ({}); list complete</source>
        <translation>복수 균형({}개), 목록 완전</translation>
    </message>
    <message>
        <source>Several equilibria ({}); list incomplete</source>
        <translation>복수 균형({}개), 목록 불완전</translation>
    </message>
    <message>
        <source>bands</source>
        <translation>구간</translation>
    </message>
    <message>
        <source>bands along the lever</source>
        <translation>정책 수단별 구간</translation>
    </message>
    <message>
        <source>flip marks</source>
        <translation>전환점</translation>
    </message>
    <message>
        <source>scenario cards</source>
        <translation>시나리오 카드</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>균형 증명</translation>
    </message>
    <message>
        <source>backtest</source>
        <translation>과거 사례 재현</translation>
    </message>
    <message>
        <source>announcements</source>
        <translation>발표 순서</translation>
    </message>
    <message>
        <source>motives</source>
        <translation>요인</translation>
    </message>
    <message>
        <source>trade-off map</source>
        <translation>상충 지도</translation>
    </message>
    <message>
        <source>finer trade-off map</source>
        <translation>상세 상충 지도</translation>
    </message>
    <message>
        <source>what matters</source>
        <translation>영향 요인</translation>
    </message>
    <message>
        <source>explanation</source>
        <translation>설명 문장</translation>
    </message>
    <message>
        <source>Solved in {} ms</source>
        <translation>계산 {} ms</translation>
    </message>
    <message>
        <source>As computed by Turnout {}</source>
        <translation>Turnout {} 계산값</translation>
    </message>
    <message>
        <source>The equilibrium chosen does not exist here: the principal one is shown</source>
        <translation>선택한 균형이 여기에는 없어 기본 균형을 표시합니다</translation>
    </message>
    <message>
        <source>Sampled: {0} of {1} sets of winners; standard error up to {2} points</source>
        <translation>표본 계산: 선정 조합 {1}개 중 {0}개, 표준오차 최대 {2}%p</translation>
    </message>
    <message>
        <source>No bands: this equilibrium exists in {0} of {1} draws</source>
        <translation>구간 없음: 이 균형은 표본 {1}개 중 {0}개에만 있음</translation>
    </message>
    <message>
        <source>Not fitted: no bands</source>
        <translation>추정 전: 구간 없음</translation>
    </message>
    <message>
        <source>Bands: {} draws</source>
        <translation>구간: 표본 {}개</translation>
    </message>
    <message>
        <source>Bands: {0} of {1} draws, where this equilibrium exists</source>
        <translation>구간: 이 균형이 있는 표본 {0}개(전체 {1}개)</translation>
    </message>
    <message>
        <source>Computing: {}</source>
        <translation>계산 중: {}</translation>
    </message>
    <message>
        <source>A forecast, not a fact · {} assumptions of grade C</source>
        <translation>예측이며 사실이 아님 · C등급 가정 {}개</translation>
    </message>
    <message>
        <source>Evidence…</source>
        <translation>근거…</translation>
    </message>
    <message>
        <source>One equilibrium (certified)</source>
        <translation>유일 균형(증명됨)</translation>
    </message>
    <message numerus="yes">
        <source>One found from %n start(s)</source>
        <translation>
            <numerusform>탐색 %n회에서 1개 발견</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
    <message>
        <source>Reset to the baseline</source>
        <translation>비교 기준으로 초기화</translation>
    </message>
    <message>
        <source>Reset to the opened scenario</source>
        <translation>불러온 시나리오로 초기화</translation>
    </message>
    <message>
        <source>Loading of a package</source>
        <translation>정책 조합 적용</translation>
    </message>
    <message>
        <source>Pin of a firm</source>
        <translation>기업 고정</translation>
    </message>
    <message>
        <source>Edit of an input</source>
        <translation>입력값 수정</translation>
    </message>
    <message>
        <source>Record of a decision</source>
        <translation>결정 기록</translation>
    </message>
    <message>
        <source>Removal of a record</source>
        <translation>기록 삭제</translation>
    </message>
    <message>
        <source>Edit of firms</source>
        <translation>기업 수치 수정</translation>
    </message>
    <message>
        <source>New firm</source>
        <translation>기업 추가</translation>
    </message>
    <message>
        <source>Removal of a firm</source>
        <translation>기업 삭제</translation>
    </message>
    <message>
        <source>Refit</source>
        <translation>재추정</translation>
    </message>
    <message>
        <source>Change of call</source>
        <translation>공모 변경</translation>
    </message>
    <message>
        <source>Status quo</source>
        <translation>현행 공고안</translation>
    </message>
    <message>
        <source>Order of announcements</source>
        <translation>발표 순서 변경</translation>
    </message>
    <message>
        <source>Opening of a scenario</source>
        <translation>시나리오 불러오기</translation>
    </message>
    <message>
        <source>Keeping of a scenario</source>
        <translation>시나리오 저장</translation>
    </message>
    <message>
        <source>Scenario {}</source>
        <translation>시나리오 {}</translation>
    </message>
    <message>
        <source>Keeping as a new scenario</source>
        <translation>새 시나리오로 저장</translation>
    </message>
    <message>
        <source>Renaming of a scenario</source>
        <translation>시나리오 이름 변경</translation>
    </message>
    <message>
        <source>Copy of a scenario</source>
        <translation>시나리오 복제</translation>
    </message>
    <message>
        <source>{} (computed again)</source>
        <translation>{} (재계산)</translation>
    </message>
    <message>
        <source>Computing again</source>
        <translation>재계산</translation>
    </message>
    <message>
        <source>Deletion of a scenario</source>
        <translation>시나리오 삭제</translation>
    </message>
    <message>
        <source>Move of a scenario</source>
        <translation>시나리오 이동</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모 작성</translation>
    </message>
    <message>
        <source>Change of the slides</source>
        <translation>슬라이드 변경</translation>
    </message>
    <message>
        <source>Change of the baseline</source>
        <translation>비교 기준 변경</translation>
    </message>
    <message>
        <source>Keeping of a goal</source>
        <translation>목표 저장</translation>
    </message>
    <message>
        <source>Removal of a goal</source>
        <translation>목표 삭제</translation>
    </message>
    <message>
        <source>Ranges of the levers</source>
        <translation>정책 수단 변동 범위 변경</translation>
    </message>
</context>
<context>
    <name>Stress</name>
    <message>
        <source>Missed targets</source>
        <translation>목표 미달 정도</translation>
    </message>
    <message>
        <source>an input that the name shield hides</source>
        <translation>기업명 가림으로 숨긴 입력</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>시나리오</translation>
    </message>
    <message>
        <source>Goal holds in</source>
        <translation>목표 충족 비율</translation>
    </message>
    <message>
        <source>95% from</source>
        <translation>95% 하한</translation>
    </message>
    <message>
        <source>95% to</source>
        <translation>95% 상한</translation>
    </message>
    <message>
        <source>Behind the best in</source>
        <translation>후회 지표</translation>
    </message>
    <message>
        <source>At worst</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>In 9 of 10 worlds at most</source>
        <translation>상위 10% 제외 최대</translation>
    </message>
    <message>
        <source>On average</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>90% from</source>
        <translation>90% 하한</translation>
    </message>
    <message>
        <source>90% to</source>
        <translation>90% 상한</translation>
    </message>
</context>
<context>
    <name>StressDialog</name>
    <message>
        <source>Stress test</source>
        <translation>견고성 점검</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>점검</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>표 복사</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSV로 저장…</translation>
    </message>
    <message>
        <source>Does it hold</source>
        <translation>충족 비율</translation>
    </message>
    <message>
        <source>Regret</source>
        <translation>후회</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>The test could not be made.</source>
        <translation>점검하지 못했습니다.</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>점검하고 있습니다…</translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation>점검을 중지했습니다.</translation>
    </message>
    <message>
        <source>Does the goal hold up?</source>
        <translation>목표가 여러 상황에서도 충족됩니까?</translation>
    </message>
    <message>
        <source>“{0}” holds up best: in {1} of the worlds.</source>
        <translation>가장 견고한 시나리오는 ‘{0}’입니다. 가능한 상황의 {1}에서 목표가 충족됩니다.</translation>
    </message>
    <message>
        <source>Set a goal and tick scenarios. Every input of grade B or C is spread over its range and the fitted parameters over their posterior; all scenarios meet the same worlds.</source>
        <translation>목표를 정하고 시나리오를 선택하십시오. B·C등급 입력은 각 범위에서, 추정된 매개변수는 사후분포에서 뽑으며, 모든 시나리오를 같은 상황에서 점검합니다.</translation>
    </message>
    <message>
        <source>{0} worlds over {1} inputs, seed {2}. Inputs edited by hand keep their values.</source>
        <translation>입력 {1}개로 만든 가능한 상황 {0}가지, 시드 {2}. 직접 고친 입력은 그 값을 유지합니다.</translation>
    </message>
    <message>
        <source>The case is not fitted: parameters come from their priors.</source>
        <translation>추정하지 않은 사례이므로 매개변수는 사전분포에서 뽑았습니다.</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSV로 저장</translation>
    </message>
    <message>
        <source>stress test</source>
        <translation>견고성 점검</translation>
    </message>
</context>
<context>
    <name>StressForm</name>
    <message>
        <source>Scenarios ({})</source>
        <translation>시나리오({})</translation>
    </message>
    <message>
        <source>Plausible worlds</source>
        <translation>가능한 상황의 수</translation>
    </message>
    <message>
        <source>More worlds take longer and narrow the intervals</source>
        <translation>수가 많을수록 오래 걸리고 구간이 좁아집니다</translation>
    </message>
    <message>
        <source>{} — edited</source>
        <translation>{} — 수정됨</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Tipping</source>
        <translation>전환점</translation>
    </message>
    <message>
        <source>Turnout</source>
        <translation>규모</translation>
    </message>
    <message>
        <source>Trade-off</source>
        <translation>상충</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>Matters</source>
        <translation>요인</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>{0}: who joins?</source>
        <translation>{0}: 어느 기업이 참여합니까?</translation>
    </message>
    <message>
        <source>Comparison: {0}</source>
        <translation>비교: {0}</translation>
    </message>
    <message>
        <source>all scenarios</source>
        <translation>전체 시나리오</translation>
    </message>
    <message>
        <source>{0}: why do firms stay out?</source>
        <translation>{0}: 왜 참여하지 않습니까?</translation>
    </message>
    <message>
        <source>expected joiners</source>
        <translation>예상 참여 기업</translation>
    </message>
    <message>
        <source>a listed firm joins</source>
        <translation>상장사 참여 확률</translation>
    </message>
    <message>
        <source>public cost</source>
        <translation>재정 소요</translation>
    </message>
    <message>
        <source>likeliest: {0} {1}</source>
        <translation>가장 유력: {0} {1}</translation>
    </message>
    <message>
        <source>orange: {0}, the baseline</source>
        <translation>주황색: 비교 기준({0})</translation>
    </message>
    <message>
        <source>{0} · levers moved on this slide</source>
        <translation>{0} · 이 슬라이드에서 정책 수단 조정</translation>
    </message>
    <message>
        <source>{0} · the baseline</source>
        <translation>{0} · 비교 기준</translation>
    </message>
    <message>
        <source>{0} · no lever differs from the baseline</source>
        <translation>{0} · 비교 기준과 다른 정책 수단 없음</translation>
    </message>
    <message>
        <source>{0} · {1}: {2}</source>
        <translation>{0} · {1}: {2}</translation>
    </message>
    <message>
        <source>{0} · {1} levers differ from the baseline</source>
        <translation>{0} · 비교 기준과 다른 정책 수단 {1}개</translation>
    </message>
    <message>
        <source>{0}, from {1}</source>
        <translation>{0}, 기준 {1}</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Headline</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>비고</translation>
    </message>
    <message>
        <source>baseline {0}</source>
        <translation>비교 기준 {0}</translation>
    </message>
    <message>
        <source>incumbents = 1</source>
        <translation>기존 팀 평균 = 1</translation>
    </message>
    <message>
        <source>{0} no seat filled</source>
        <translation>선정 팀 없음 {0}</translation>
    </message>
    <message>
        <source>{0} an extra joiner</source>
        <translation>추가 참여 1개당 {0}</translation>
    </message>
    <message>
        <source>{0} each</source>
        <translation>참여 1개당 {0}</translation>
    </message>
    <message>
        <source>spent by joiners</source>
        <translation>참여 기업 합계</translation>
    </message>
    <message>
        <source>likeliest: {0} {1}</source>
        <translation>가장 유력: {0} {1}</translation>
    </message>
    <message>
        <source>{0} pts</source>
        <comment>a change of a probability</comment>
        <translation>{0}%p</translation>
    </message>
    <message>
        <source>of {0} eligible</source>
        <translation>대상 {0}개 중</translation>
    </message>
    <message>
        <source>90% {0} – {1} of {2}</source>
        <translation>90% {0}~{1}개(대상 {2}개)</translation>
    </message>
    <message>
        <source>90% {0} – {1}</source>
        <translation>90% 구간 {0}~{1}</translation>
    </message>
    <message>
        <source>90% {0}</source>
        <translation>90% {0}</translation>
    </message>
    <message>
        <source>Likeliest listed firms: {0}</source>
        <translation>참여 확률이 높은 상장사: {0}</translation>
    </message>
</context>
<context>
    <name>TippingChart</name>
    <message>
        <source>Tipping points</source>
        <translation>전환점</translation>
    </message>
    <message>
        <source>lines: join probability along this lever, the others as they are</source>
        <translation>선: 다른 수단을 고정했을 때 이 수단에 따른 참여 확률</translation>
    </message>
    <message>
        <source>dots at 50 %: tipping points</source>
        <translation>50% 선 위의 점: 전환점</translation>
    </message>
    <message>
        <source>drag the upright line to move the lever</source>
        <translation>세로선을 끌어 수단 조정</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>50 % at {0}</source>
        <translation>50% 전환점 {0}</translation>
    </message>
    <message>
        <source>dots: join probability at each option, the other levers as they are</source>
        <translation>점: 다른 수단을 고정했을 때 선택지별 참여 확률</translation>
    </message>
    <message>
        <source>upright lines: 90 % and 50 % bands of {0}</source>
        <translation>세로선: {0}의 90%·50% 구간</translation>
    </message>
    <message>
        <source>shaded: 90 % and 50 % bands of {0}</source>
        <translation>음영: {0}의 90%·50% 구간</translation>
    </message>
    <message>
        <source>join probability along this lever</source>
        <translation>이 수단에 따른 참여 확률</translation>
    </message>
    <message>
        <source>{} (locked)</source>
        <translation>{}(고정됨)</translation>
    </message>
    <message>
        <source>{0} · computing…</source>
        <translation>{0} · 계산 중</translation>
    </message>
    <message>
        <source>{0} · cannot be solved along it</source>
        <translation>{0} · 이 수단을 따라 계산할 수 없음</translation>
    </message>
    <message>
        <source>{0} · {1}: {2}</source>
        <translation>{0} · {1}: {2}</translation>
    </message>
    <message>
        <source>{0} · nobody crosses 50 % along this lever</source>
        <translation>{0} · 이 수단으로 50%를 넘나드는 기업 없음</translation>
    </message>
    <message>
        <source>{0} · firms that cross 50 % along it: {1}</source>
        <translation>{0} · 이 수단으로 50%를 넘나드는 기업: {1}개</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{} — edited</source>
        <translation>{} — 수정됨</translation>
    </message>
    <message>
        <source>What would it take…</source>
        <translation>필요 조건 찾기…</translation>
    </message>
    <message>
        <source>Stress test…</source>
        <translation>견고성 점검…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Shield</source>
        <translation>A사 가림</translation>
    </message>
    <message>
        <source>Show letters instead of the firms&apos; names</source>
        <translation>기업명 대신 A사, B사로 표시</translation>
    </message>
    <message>
        <source>More menus</source>
        <translation>메뉴 더 보기</translation>
    </message>
    <message>
        <source>Korean or English</source>
        <translation>한국어 / 영어</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Five firms, one call</source>
        <translation>다섯 기업, 한 공모</translation>
    </message>
    <message>
        <source>Each bar is a fictional firm&apos;s chance of joining. {stigmatised} stays out. Click its bar.</source>
        <translation>막대는 가상 기업의 참여 확률입니다. 불참이 예상되는 {stigmatised}의 막대를 눌러 보십시오.</translation>
    </message>
    <message>
        <source>Why it stays out</source>
        <translation>불참하는 이유</translation>
    </message>
    <message>
        <source>Gains go right, costs go left. For {stigmatised} the largest cost is stigma: it failed once before, and a second loss would be public.</source>
        <translation>오른쪽은 이익, 왼쪽은 부담입니다. {stigmatised}의 가장 큰 부담은 낙인 효과입니다. 이미 한 번 탈락하였고 두 번째 탈락도 공개되기 때문입니다.</translation>
    </message>
    <message>
        <source>Move a policy lever</source>
        <translation>정책 수단 조정</translation>
    </message>
    <message>
        <source>Drag this lever to the right: earlier failures no longer count. Watch {stigmatised} cross 50%.</source>
        <translation>이 수단을 오른쪽으로 끌면 과거 탈락을 고려하지 않습니다. {stigmatised}의 확률이 50%를 넘는지 살펴보십시오.</translation>
    </message>
    <message>
        <source>Keep what you found</source>
        <translation>결과 저장</translation>
    </message>
    <message>
        <source>Keep it as a scenario of its own, to compare and to present later.</source>
        <translation>별도 시나리오로 저장하여 나중에 비교하고 발표할 수 있습니다.</translation>
    </message>
    <message>
        <source>Another firm, another motive</source>
        <translation>다른 기업, 다른 요인</translation>
    </message>
    <message>
        <source>{needy} is a startup that needs GPUs. Drag this lever to the right until it joins as well.</source>
        <translation>GPU가 필요한 스타트업 {needy}도 참여할 때까지 이 수단을 오른쪽으로 끌어 보십시오.</translation>
    </message>
    <message>
        <source>Nothing is lost</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Every change is one step. Undo the last one (Ctrl+Z).</source>
        <translation>변경은 하나씩 되돌릴 수 있습니다. 마지막 변경을 실행 취소(Ctrl+Z)해 보십시오.</translation>
    </message>
    <message>
        <source>Show it to the room</source>
        <translation>발표</translation>
    </message>
    <message>
        <source>F5 presents your scenarios, with the levers live. Esc brings you back.</source>
        <translation>F5를 누르면 시나리오를 발표하며 발표 중에도 정책 수단을 움직일 수 있습니다. Esc를 누르면 돌아옵니다.</translation>
    </message>
    <message>
        <source>That is the tour</source>
        <translation>둘러보기 완료</translation>
    </message>
    <message>
        <source>Two more firms wait for you: one for sealed applications, one for reuse of its own model. Your own document is in the other window. Help brings the tour back.</source>
        <translation>나머지 두 기업은 비공개 신청과 자체 모델 재사용에 따라 움직입니다. 기존 문서는 다른 창에 그대로 있습니다. 둘러보기는 도움말에서 다시 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>둘러보기 종료</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
</context>
<context>
    <name>TradeoffChart</name>
    <message>
        <source>Trade-off map</source>
        <translation>상충 지도</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>가로</translation>
    </message>
    <message>
        <source>Upwards</source>
        <translation>세로</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Computing the map…</source>
        <translation>지도를 계산하고 있습니다…</translation>
    </message>
    <message>
        <source>There is no map.</source>
        <translation>표시할 지도가 없습니다.</translation>
    </message>
    <message>
        <source>{0}: {1} {2}, {3} {4} · lines: {3}</source>
        <translation>{0}: {1} {2}, {3} {4} · 선: {3}</translation>
    </message>
    <message>
        <source> · locked: {}</source>
        <translation> · 고정: {}</translation>
    </message>
    <message>
        <source>about {}</source>
        <translation>약 {}</translation>
    </message>
</context>
<context>
    <name>TurnMenu</name>
    <message>
        <source>Speak earlier</source>
        <translation>발표 앞당기기</translation>
    </message>
    <message>
        <source>Speak later</source>
        <translation>발표 늦추기</translation>
    </message>
    <message>
        <source>Speak together with</source>
        <translation>동시 발표 상대</translation>
    </message>
    <message>
        <source>Recorded order</source>
        <translation>기록된 순서</translation>
    </message>
</context>
<context>
    <name>TurnoutChart</name>
    <message>
        <source>Turnout</source>
        <translation>참여 규모</translation>
    </message>
    <message>
        <source>bars: exact chance of so many joiners</source>
        <translation>막대: 참여 기업 수별 확률</translation>
    </message>
    <message>
        <source>orange outline: baseline</source>
        <translation>주황 윤곽선: 비교 기준</translation>
    </message>
    <message>
        <source>lines: 90 % and 50 % bands</source>
        <translation>선: 90%·50% 구간</translation>
    </message>
    <message>
        <source>dashed: expected number</source>
        <translation>점선: 예상 참여 기업 수</translation>
    </message>
    <message>
        <source>Joiners</source>
        <translation>참여 기업 수</translation>
    </message>
    <message>
        <source>At least {0} join: {1} · expected {2}</source>
        <translation>{0}개 이상 참여: {1} · 예상 {2}</translation>
    </message>
    <message>
        <source>At least {0} join: {1} · baseline {2} · expected {3}</source>
        <translation>{0}개 이상 참여: {1} · 비교 기준 {2} · 예상 {3}</translation>
    </message>
    <message>
        <source>Exactly</source>
        <translation>정확히</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>이상</translation>
    </message>
    <message>
        <source>Baseline: exactly</source>
        <translation>비교 기준: 정확히</translation>
    </message>
    <message>
        <source>Baseline: at least</source>
        <translation>비교 기준: 이상</translation>
    </message>
    <message>
        <source>exactly {0}: {1}</source>
        <translation>정확히 {0}개: {1}</translation>
    </message>
    <message>
        <source>At least {0} join: {1} (baseline {2}) · expected {3}</source>
        <translation>{0}개 이상 참여: {1} (비교 기준 {2}) · 예상 {3}</translation>
    </message>
</context>
<context>
    <name>WaterfallChart</name>
    <message>
        <source>Why it moved</source>
        <translation>변화 이유</translation>
    </message>
    <message>
        <source>By lever</source>
        <translation>수단별</translation>
    </message>
    <message>
        <source>By motive</source>
        <translation>요인별</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>기여분</translation>
    </message>
    <message>
        <source>Pinned firms</source>
        <translation>고정한 기업</translation>
    </message>
    <message>
        <source>The equilibrium chosen</source>
        <translation>선택한 균형</translation>
    </message>
    <message>
        <source>The baseline is of another call, so there is no way from it.</source>
        <translation>비교 기준이 다른 공모의 시나리오이므로 변화를 나눌 수 없습니다.</translation>
    </message>
    <message>
        <source>the equilibrium chosen ends on the way from the baseline, so the way is that of the principal one and the choice comes last</source>
        <translation>선택한 균형이 비교 기준에서 오는 경로 중간에 끊기므로 기본 균형의 경로로 계산하고 균형 선택을 마지막 단계로 더함</translation>
    </message>
    <message>
        <source>the equilibrium chosen ends on the way; its choice last</source>
        <translation>선택한 균형이 경로 중간에 끊김(균형 선택은 마지막 단계)</translation>
    </message>
    <message>
        <source>its equilibrium ends on the way</source>
        <translation>균형이 경로 중간에 끊김</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>계산하고 있습니다…</translation>
    </message>
    <message>
        <source>This could not be computed.</source>
        <translation>계산하지 못했습니다.</translation>
    </message>
    <message>
        <source>Nothing differs from the baseline. Move a lever.</source>
        <translation>비교 기준과 다른 점이 없습니다. 정책 수단을 움직여 보십시오.</translation>
    </message>
    <message>
        <source>{0}: {1} percentage points since the baseline</source>
        <translation>{0}: 비교 기준 대비 {1}%p</translation>
    </message>
    <message>
        <source>each lever&apos;s share is its average over all orders of change</source>
        <translation>수단별 기여분은 모든 변경 순서에 대한 평균</translation>
    </message>
    <message>
        <source>each motive&apos;s share along the way of the levers</source>
        <translation>요인별 기여분은 수단이 바뀌는 경로를 따라 계산</translation>
    </message>
</context>
<context>
    <name>WhyChart</name>
    <message>
        <source>Why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>기업</translation>
    </message>
    <message>
        <source>Net payoff</source>
        <translation>순 참여 손익</translation>
    </message>
    <message>
        <source>lines: 90 % and 50 % bands of the net payoff</source>
        <translation>선: 순 참여 손익의 90%·50% 구간</translation>
    </message>
    <message>
        <source>Dread of a fall in the share price on losing, not an expected return.</source>
        <translation>탈락 시 주가 하락에 대한 우려이며, 기대 수익률이 아닙니다.</translation>
    </message>
    <message>
        <source>Net payoff: {0}</source>
        <translation>순 참여 손익: {0}</translation>
    </message>
</context>
</TS>

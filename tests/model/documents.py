"""Documents at random, for the properties that every document has."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st

from model import Case, Document, Edit, Outcome, Scenario, load_case, solve
from model.levers import Lever
from model.slides import LIVE_LEVERS, Slide

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda name: name.split())
NOTES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
EDITS = (
    Edit("firms", "kt", "brand_exposure_bn", "12.5"),
    Edit("firms", "kakao", "name_ko", "카카오, “새 이름”"),
    Edit("levers", "seats", "status_quo", "2"),
    Edit("calls", "2026-additional", "matching_share", "0.3"),
    Edit("behaviour", "pass_strength", "mean", "3"),
)


@cache
def case() -> Case:
    """The opening case, loaded once."""
    return load_case("sovereign-ai-2026")


@cache
def solved() -> Outcome:
    """The outcome of the status quo."""
    return solve(case(), case().status_quo)


def document_with_results() -> Document:
    """A new document whose two cards have stored results."""
    document = Document.new(case())
    return document.with_results({0: solved(), 1: solved()})


def lever_values(lever: Lever) -> st.SearchStrategy[float]:
    """Legal values of a lever: its steps, and anything between them for a lever with decimals."""
    count = round((lever.high - lever.low) / lever.step) if lever.step > 0 else 0
    steps = st.integers(0, count).map(lambda k: lever.checked(min(lever.low + k * lever.step, lever.high)))
    if lever.kind != "number":
        return steps
    return steps | st.floats(lever.low, lever.high).map(lambda x: lever.checked(round(x, lever.decimals)))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario of either call with some levers moved and some firms pinned."""
    scenario = case().scenario_for(draw(st.sampled_from([call.id for call in case().calls])))
    for lever in draw(st.lists(st.sampled_from(case().levers), max_size=4, unique_by=lambda lever: lever.id)):
        scenario = scenario.with_lever(lever.id, draw(lever_values(lever)))
    for firm_id in draw(st.lists(st.sampled_from(scenario.firm_ids), max_size=3, unique=True)):
        scenario = scenario.with_pin(firm_id, draw(st.booleans()))
    return scenario


def slides(names: tuple[str, ...]) -> st.SearchStrategy[Slide]:
    """Slides of some scenarios with any view and headline, some levers or those that a rule proposes, hidden or not."""
    ids = st.lists(st.sampled_from([lever.id for lever in case().levers]), max_size=LIVE_LEVERS, unique=True)
    shown = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)
    view = st.sampled_from(["joins", "compare", "why", "tipping"])
    return st.builds(Slide, shown, view, NOTES, st.none() | ids.map(tuple), st.none() | NOTES, st.booleans())


def steps(document: Document) -> st.SearchStrategy[Callable[[Document], Document]]:
    """Things that a user may do next with a document."""
    row = st.integers(0, len(document.scenarios) - 1)
    choices: list[st.SearchStrategy[Callable[[Document], Document]]] = [
        scenarios().map(lambda scenario: lambda d: d.with_working(scenario)),
        NAMES.map(lambda name: lambda d: d.kept_as_new(name)),
        st.just(Document.kept),
        st.just(lambda d: d.reset_to_opened()),
        st.just(lambda d: d.reset_to_baseline()),
        st.tuples(row, NAMES).map(lambda at: lambda d: d.renamed(*at)),
        st.tuples(row, NOTES).map(lambda at: lambda d: d.with_note(*at)),
        st.lists(slides(document.names), max_size=4).map(lambda deck: lambda d: d.with_slides(tuple(deck))),
        row.map(lambda at: lambda d: d.duplicated(at)),
        row.map(lambda at: lambda d: d.with_baseline(at)),
        row.map(lambda at: lambda d: d.opened_at(at)),
        st.tuples(row, row).map(lambda at: lambda d: d.moved(*at)),
        st.sampled_from(EDITS).map(lambda edit: lambda d: d.with_edit(edit)),
    ]
    if len(document.scenarios) > 1:
        choices.append(row.map(lambda at: lambda d: d.deleted(at)))
    return st.one_of(choices)


@st.composite
def documents(draw: st.DrawFn, most: int = 8) -> Document:
    """A document after some steps from a new one with results."""
    document = document_with_results()
    for _ in range(draw(st.integers(0, most))):
        document = draw(steps(document))(document)
    return document

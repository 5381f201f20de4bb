"""A document changes as the user means it: the former one stays, names are unique, baseline and opened card follow."""

from __future__ import annotations

import dataclasses
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Document, Edit, ModelError, Scenario, solve
from model.case import with_tables
from model.document import dumps, loads
from model.errors import CaseError, FileError, FirmError, LeverError
from model.fitting import shown_name
from model.recorded import Recorded
from model.slides import REFUSALS, Slide, one_each
from tests.model.documents import EDITS, case, document_with_results, documents, scenarios, solved, steps


@pytest.fixture
def document() -> Document:
    return Document.new(case())


def names(document: Document) -> list[str]:
    return [card.name for card in document.scenarios]


def test_a_new_document_compares_with_the_call_as_announced(document: Document) -> None:
    assert names(document) == ["Status quo", "Scenario 1"]
    assert names(Document.new(case(), "ko")) == ["현행 공고안", "시나리오 1"]
    assert (document.baseline, document.opened, document.edited) == (0, 1, False)
    assert document.baseline_scenario.same_policy(case().status_quo)


def test_first_names_are_shown_in_both_languages_and_others_as_written() -> None:
    assert shown_name("Status quo", "ko") == "현행 공고안"
    assert shown_name("현행 공고안", "en") == "Status quo"
    assert shown_name("Quiet results", "ko") == "Quiet results"


@settings(max_examples=60, deadline=None)
@given(documents(), st.data())
def test_after_any_step_the_document_is_sound_and_the_former_one_unchanged(
    before: Document, data: st.DataObject
) -> None:
    copy = dataclasses.replace(before)
    after = data.draw(steps(before))(before)
    assert before == copy
    assert len(set(names(after))) == len(after.scenarios)
    assert all(name.strip() for name in names(after))
    assert 0 <= after.baseline < len(after.scenarios)
    assert 0 <= after.opened < len(after.scenarios)
    card = after.opened_scenario
    assert (after.working.name, after.working.note) == (card.name, card.note)
    assert after.effective_case == after.case.with_edits(after.edits)
    for card in (*after.scenarios, after.working):
        assert card.levers is after.effective_case.levers
        assert all(lever.checked(value) == value for lever, value in zip(card.levers, card.values, strict=True))


@settings(max_examples=40, deadline=None)
@given(documents(), st.data())
def test_baseline_and_opened_card_follow_when_cards_move(document: Document, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(document.scenarios) - 1))
    to = data.draw(st.integers(0, len(document.scenarios) - 1))
    moved, copied = document.moved(row, to), document.duplicated(row)
    for after in (moved, copied):
        assert after.baseline_scenario == document.baseline_scenario
        assert after.opened_scenario == document.opened_scenario
        assert after.working == document.working
    assert moved.scenarios[to] == document.scenarios[row]
    assert sorted(names(moved)) == sorted(names(document))
    assert moved.moved(to, row) == document
    assert copied.scenarios[row + 1].same_policy(document.scenarios[row])


@settings(max_examples=40, deadline=None)
@given(documents(), st.data())
def test_deleting_a_card_keeps_the_others_as_they_were(document: Document, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(document.scenarios) - 1))
    if len(document.scenarios) == 1:
        with pytest.raises(ModelError, match="last scenario"):
            document.deleted(row)
        return
    after = document.deleted(row)
    assert after.scenarios == document.scenarios[:row] + document.scenarios[row + 1 :]
    if document.baseline != row:
        assert after.baseline_scenario == document.baseline_scenario
    if document.opened != row:
        assert after.working == document.working
    else:
        assert not after.edited


@pytest.mark.parametrize("row", range(4))
@pytest.mark.parametrize("kept", range(4))
def test_baseline_and_opened_card_survive_the_deletion_of_another(document: Document, row: int, kept: int) -> None:
    document = document.duplicated(0).duplicated(0).with_baseline(kept).opened_at(kept)
    after = document.deleted(row)
    if row == kept:
        assert (after.baseline, after.opened) == (0, min(row, 2))
    else:
        assert after.baseline_scenario.name == after.opened_scenario.name == document.scenarios[kept].name


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_keep_and_keep_as_new(scenario: Scenario) -> None:
    document = Document.new(case())
    edited = document.with_working(scenario)
    assert edited.working.same_policy(scenario)
    assert edited.edited == (not scenario.same_policy(document.opened_scenario))
    kept = edited.kept()
    assert not kept.edited
    assert kept.scenarios[1].same_policy(scenario)
    assert kept.scenarios[0] == document.scenarios[0]
    added = edited.kept_as_new("Scenario 1")
    assert names(added) == ["Status quo", "Scenario 1", "Scenario 2"]
    assert (added.opened, added.edited, added.scenarios[:2]) == (2, False, document.scenarios)
    assert edited.reset_to_opened() == document


def test_resets_put_back_one_lever_or_all(document: Document) -> None:
    document = document.with_lever("seats", 2).kept().with_baseline(0)
    edited = document.with_lever("seats", 3).with_lever("gpus_per_team", 1024).with_pin("kt", True)
    assert edited.reset_to_opened("seats").working.value("seats") == 2
    assert edited.reset_to_baseline("seats").working.value("seats") == 1
    assert edited.reset_to_baseline("seats").working.value("gpus_per_team") == 1024
    assert edited.reset_to_baseline().working.same_policy(document.baseline_scenario)


def test_resetting_to_a_baseline_of_another_call_keeps_the_call_and_drops_pins_it_lacks(document: Document) -> None:
    first = case().scenario_for("2025-open").with_pin("sk-telecom", True).with_pin("kt", False)
    document = document.with_working(first).kept_as_new("2025").with_baseline(2).opened_at(1)
    reset = document.reset_to_baseline()
    assert reset.working.call == "2026-additional"
    assert reset.working.pins == (("kt", False),)
    assert reset.working.values == first.values


def test_renaming_numbers_a_name_that_is_taken_and_ignores_an_empty_one(document: Document) -> None:
    document = document.renamed(1, "  Quiet \n results ")
    assert names(document) == ["Status quo", "Quiet results"]
    assert document.working.name == "Quiet results"
    assert names(document.renamed(1, "Status quo")) == ["Status quo", "Status quo 2"]
    assert document.renamed(1, "   ") is document
    twice = document.duplicated(1).duplicated(1)
    assert names(twice) == ["Status quo", "Quiet results", "Quiet results 3", "Quiet results 2"]


def test_half_characters_are_replaced_so_that_the_file_can_hold_them(document: Document) -> None:
    changed = document.renamed(0, "a\ud800b").with_note(0, "\udfff")
    assert (changed.scenarios[0].name, changed.scenarios[0].note) == ("a?b", "?")


def test_without_slides_of_its_own_each_card_is_one_and_why_firms_stay_out_follows_the_baseline(
    document: Document,
) -> None:
    who, why = Slide(("Status quo",)), Slide(("Status quo",), REFUSALS)
    assert document.deck == (who, why), "Scenario 1 is still the status quo once more"
    noted, moved = document.with_note(1, "As it is"), document.with_lever("losers_named", 0.2).kept()
    for told in (noted, moved, moved.with_lever("losers_named", 1.0).kept().with_note(1, "Put back")):
        assert told.deck == (who, why, Slide(("Scenario 1",)))
    assert moved.moved(1, 0).deck == (Slide(("Scenario 1",)), who, why)
    assert moved.with_baseline(1).deck == (who, Slide(("Scenario 1",)), Slide(("Scenario 1",), REFUSALS))
    assert document.duplicated(1).deck[2] == Slide(("Scenario 2",))
    assert document.renamed(1, "Mine").deck[2] == Slide(("Mine",))
    for one in (document, moved):
        assert one.with_slides(one.deck).slides == ()
    alone = moved.with_slides(one_each(moved.names))
    assert alone.deck == one_each(moved.names), "taken away, it does not come back"


def test_slides_have_an_order_of_their_own_and_follow_their_scenarios(document: Document) -> None:
    why = Slide(("Scenario 1",), "why", "  Only winners\nare named ", ("losers_named", "seats"), hidden=True)
    both = Slide(("Status quo", "Scenario 1"), "compare")
    told = document.with_slides((why, both, Slide(view="compare")))
    assert told.slides[0] == dataclasses.replace(why, headline="Only winners are named")
    assert not told.edited
    assert told.moved(1, 0).slides == told.slides
    assert [slide.scenarios for slide in told.renamed(1, "Quiet").slides] == [("Quiet",), ("Status quo", "Quiet"), ()]
    assert told.kept_as_new("Third").slides == (*told.slides, Slide(("Third",)))
    assert told.deleted(1).slides == (dataclasses.replace(both, scenarios=("Status quo",)), told.slides[2])
    assert told.with_lever("seats", 2).kept().slides == told.slides
    assert told.result_of(told.scenarios[1]) == document.result_of(document.scenarios[1])


@pytest.mark.parametrize(
    "levers", [("mood",), ("seats", "seats"), ("seats", "losers_named", "support_months", "gpus_per_team")]
)
def test_levers_that_no_slide_can_have_are_refused(document: Document, levers: tuple[str, ...]) -> None:
    with pytest.raises(LeverError):
        document.with_slides((Slide(("Status quo",), levers=levers),))


@pytest.mark.parametrize("slide", [Slide(("Nope",)), Slide(), Slide(("Status quo",), "")])
def test_a_slide_of_nothing_is_refused(document: Document, slide: Slide) -> None:
    with pytest.raises(ModelError):
        document.with_slides((slide,))


def test_what_cannot_be_is_refused_and_says_why(document: Document) -> None:
    with pytest.raises(LeverError, match=r"seats.*out of range"):
        document.with_lever("seats", 1000)
    with pytest.raises(FirmError, match=r"upstage.*not eligible"):
        document.with_pin("upstage", True)
    with pytest.raises(ModelError, match="no scenario in row 9"):
        document.opened_at(9)
    with pytest.raises(ModelError, match="no scenario 'Nobody'") as found:
        document.row_named("Nobody")
    assert "시나리오" in found.value.text("ko")


def test_a_card_is_found_by_its_name_in_either_language(document: Document) -> None:
    assert document.row_named("Status quo") == document.row_named("현행 공고안") == 0
    both = document.renamed(1, "현행 공고안")
    assert (both.row_named("Status quo"), both.row_named("현행 공고안")) == (0, 1)


# edits of the case


def test_an_edit_changes_the_case_for_every_card_and_vanishes_when_taken_back(document: Document) -> None:
    before = case().cell("firms", "kt", "brand_exposure_bn")
    edited = document.with_edit(Edit("firms", "kt", "brand_exposure_bn", " 12.5 "))
    assert edited.effective_case.firm("kt").numbers["brand_exposure_bn"] == 12.5
    assert edited.case is document.case
    assert edited.edit_of("firms", "kt", "brand_exposure_bn") == EDITS[0]
    assert edited != document
    assert edited.with_edit(Edit("firms", "kt", "brand_exposure_bn", before)) == document


@pytest.mark.parametrize(
    "edit", [Edit("levers", "seats", "status_quo", "2"), Edit("calls", "2026-additional", "seats", "2")]
)
def test_the_status_quo_of_a_lever_moves_in_both_tables_and_no_scenario_moves(document: Document, edit: Edit) -> None:
    edited = document.with_edit(edit)
    assert edited.effective_case.lever("seats").status_quo == 2
    assert edited.effective_case.status_quo.value("seats") == 2
    assert [card.value("seats") for card in edited.scenarios] == [1, 1]
    assert edited.working.levers is edited.effective_case.levers


def test_edits_do_not_depend_on_their_order(document: Document) -> None:
    forth, back = document, document
    for edit in EDITS:
        forth = forth.with_edit(edit)
    for edit in reversed(EDITS):
        back = back.with_edit(edit)
    assert forth == back


def test_a_refused_edit_names_the_cell(document: Document) -> None:
    with pytest.raises(CaseError, match="firms, row kt, column brand_exposure_bn"):
        document.with_edit(Edit("firms", "kt", "brand_exposure_bn", "much"))
    with pytest.raises(CaseError, match="no row"):
        document.with_edit(Edit("teams", "kt", "brand_exposure_bn", "1"))
    with pytest.raises(CaseError, match="no editable column"):
        document.with_edit(Edit("firms", "kt", "id", "other"))


def test_an_edit_that_makes_a_scenario_illegal_is_refused(document: Document) -> None:
    document = document.with_lever("gpus_per_team", 2048).kept()
    with pytest.raises(LeverError, match="gpus_per_team"):
        document.with_edit(Edit("levers", "gpus_per_team", "high", "1024"))
    document = document.with_lever("late_gpu_priority", 0.25)
    with pytest.raises(LeverError, match="Change the scenario first"):
        document.with_edit(Edit("levers", "late_gpu_priority", "step", "0.1"))


def test_a_decision_is_recorded_corrected_and_forgotten(document: Document) -> None:
    record = Recorded("2026-additional", "lunit", True, "2026-02-10", "Interview")
    recorded = document.with_record(record, pin=True)
    assert recorded.recorded == (record,)
    assert recorded.working.pins == (("lunit", True),)
    assert recorded.effective_case == document.effective_case  # a record is not in the fit
    corrected = recorded.with_record(replace(record, joined=False))
    assert [row.joined for row in corrected.recorded] == [False]
    assert corrected.working.pins == (("lunit", True),)
    assert corrected.without_record("2026-additional", "lunit").recorded == ()
    assert loads(dumps(corrected)) == corrected
    assert '"recorded"' not in dumps(document)


@pytest.mark.parametrize(
    ("change", "cause"),
    [({"firm": "upstage"}, "may not join"), ({"announced_on": "soon"}, "write a date"), ({"source": " "}, "no source")],
)
def test_a_record_that_cannot_be_is_refused_in_the_window_and_in_the_file(
    document: Document, change: dict[str, str], cause: str
) -> None:
    record = Recorded("2026-additional", "lunit", True, "2026-02-10", "Interview")
    with pytest.raises(CaseError, match=cause):
        document.with_record(Recorded(**{**asdict(record), **change}))
    text = dumps(document.with_record(record))
    old = {"firm": '"firm": "lunit",\n   "joined"', "announced_on": '"2026-02-10"', "source": '"Interview"'}
    ((name, value),) = change.items()
    new = f'"firm": "{value}",\n   "joined"' if name == "firm" else f'"{value}"'
    with pytest.raises(FileError, match=r"recorded\[0\]: .*" + cause):
        loads(text.replace(old[name], new))


def test_a_firm_that_is_pinned_cannot_leave_the_case(document: Document) -> None:
    document = document.with_pin("pion", True)
    tables = dict(case().tables)
    tables["eligibility"] = tuple(
        row for row in tables["eligibility"] if (row["call"], row["firm"]) != ("2026-additional", "pion")
    )
    tables["inputs"] = tuple(row for row in tables["inputs"] if row["row"] != "2026-additional/pion")
    with pytest.raises(CaseError, match="pins 'pion'"):
        document.with_case(with_tables(case(), tables))


# stored results


def test_stored_results_belong_to_a_policy_and_stay_until_the_case_changes() -> None:
    document = document_with_results()
    found = document.result_of(document.working)
    assert found is not None
    assert found.outcome.scenario is document.working
    assert document.result_of(document.with_lever("seats", 2).working) is None
    renamed = document.renamed(0, "Before")
    assert renamed.result_of(renamed.scenarios[0]) is not None
    edited = document.with_edit(EDITS[0])
    assert edited.result_of(edited.scenarios[0]) is None


def test_an_old_result_is_not_overwritten_and_the_new_one_gets_a_card_of_its_own() -> None:
    document = document_with_results()
    other = dataclasses.replace(solved(), headline={**solved().headline, "public_cost_bn": 1.0})
    same = document.with_results({0: other})
    assert same.results == document.results
    both = document.recomputed(0, other, "Status quo, again")
    assert names(both) == ["Status quo", "Status quo, again", "Scenario 1"]
    costs = [result.outcome.headline["public_cost_bn"] for card in both.scenarios if (result := both.result_of(card))]
    old = solved().headline["public_cost_bn"]
    assert costs == [old, 1.0, old]
    renamed = both.renamed(1, "New numbers")
    result = renamed.result_of(renamed.scenarios[1])
    assert result is not None
    assert result.outcome.headline["public_cost_bn"] == 1.0


def test_an_outcome_of_another_policy_is_not_stored() -> None:
    document = Document.new(case())
    outcome = solve(case(), case().status_quo.with_lever("seats", 2))
    assert document.with_results({0: outcome}).results == ()

"""Series are the outcome's own numbers in the order of display: nothing added, nothing lost, nothing rounded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gui.charts.series import (
    NO_ROW,
    Firms,
    Floats,
    WhySeries,
    components_in_use,
    cost_per_extra_joiner_bn,
    join_series,
    listed,
    stage_series,
    tile,
    turnout_series,
    verdict,
    why_series,
)
from gui.frame import SORTS, Frame, Sort
from model.document import Document
from model.outcome import COMPONENTS, HEADLINES, Bands
from tests.gui.frames import frame_of, opening_case, solved


def moved() -> Document:
    document = Document.new(opening_case())
    return document.with_lever("losers_named", 0.2).with_lever("gpus_per_team", 1536)


def with_bands(frame: Frame) -> Frame:
    p = frame.outcome.join_probability
    low90, low50, high50, high90 = (np.clip(p + shift, 0, 1) for shift in (-0.2, -0.1, 0.1, 0.2))
    headline = {"expected_joiners": (5.0, 3.0, 4.0, 6.0, 8.0)}
    return replace(frame, bands=Bands(50, p, low90, low50, high50, high90, headline))


@pytest.mark.parametrize("sort", SORTS)
def test_rows_follow_the_order_of_the_frame(sort: Sort) -> None:
    frame = with_bands(replace(frame_of(moved()), sort=sort, selected="kt"))
    series = join_series(frame)
    assert sorted(series.firms.ids) == sorted(frame.outcome.firm_ids)
    for row, firm_id in enumerate(series.firms.ids):
        source = frame.outcome.index(firm_id)
        assert series.firms.names[row] == frame.names[source]
        assert series.firms.joined[row] == frame.decisions[source]
        assert series.join[row] == frame.outcome.join_probability[source]
        assert series.baseline[row] == frame.baseline.join_probability[source]
        assert series.change[row] == series.join[row] - series.baseline[row]
        assert series.selection[row] == frame.outcome.selection_probability[source]
        assert series.final[row] == frame.outcome.final_probability[source]
        assert series.bands is not None
        assert frame.bands is not None
        assert list(series.bands[:, row]) == [
            getattr(frame.bands, edge)[source] for edge in ("low90", "low50", "high50", "high90")
        ]
    assert series.firms.ids[series.firms.selected] == "kt"


def test_by_chance_is_from_the_likeliest_down() -> None:
    assert np.all(np.diff(join_series(frame_of(moved())).join) <= 0)


def test_a_baseline_of_another_call_is_matched_by_firm_and_blank_where_it_has_no_such_firm() -> None:
    case = opening_case()
    frame = replace(frame_of(moved()), baseline=solved(case.scenario_for("2025-open")))
    series = join_series(frame)
    for row, firm_id in enumerate(series.firms.ids):
        if firm_id in frame.baseline.firm_ids:
            assert series.baseline[row] == frame.baseline.join_probability[frame.baseline.index(firm_id)]
        else:
            assert np.isnan(series.baseline[row])
    assert 0 < np.isnan(series.baseline).sum() < len(series.firms)


def test_pins_and_a_selection_out_of_sight() -> None:
    frame = replace(frame_of(moved().with_pin("kt", False).with_pin("motif", True)), selected="upstage")
    firms = listed(frame)
    assert {firms.ids[row]: pin for row, pin in enumerate(firms.pins) if pin is not None} == {
        "kt": False,
        "motif": True,
    }
    assert firms.selected == NO_ROW


def test_why_takes_the_components_and_their_sum() -> None:
    frame = frame_of(moved())
    series = why_series(frame)
    for row, firm_id in enumerate(series.firms.ids):
        source = frame.outcome.index(firm_id)
        assert np.array_equal(series.components[row], frame.outcome.components_bn[source])
        assert series.payoff[row] == frame.outcome.payoff_bn[source]


@settings(max_examples=60, deadline=None)
@given(arrays(float, (3, len(COMPONENTS)), elements=st.floats(-50, 50, allow_subnormal=False)))
def test_a_stack_tiles_both_sides_of_zero_without_gap_or_overlap(components: Floats) -> None:
    firms = Firms(("a", "b", "c"), ("A", "B", "C"), (None,) * 3, (None,) * 3, NO_ROW)
    series = WhySeries(firms, components, components.sum(axis=1))
    for row in range(3):
        for sign in (1.0, -1.0):
            side = [
                (sign * series.starts[row, k], sign * series.ends[row, k])
                for k in range(len(COMPONENTS))
                if sign * components[row, k] > 0
            ]
            reached = 0.0
            for start, end in side:
                assert start == pytest.approx(reached, abs=1e-9)
                reached = end
            assert reached == pytest.approx(sum(c * sign for c in components[row] if c * sign > 0), abs=1e-9)
            assert series.reach[row] >= reached - 1e-9


def test_components_that_nobody_has_are_left_out_of_the_legend() -> None:
    components = np.zeros((2, len(COMPONENTS)))
    components[1, COMPONENTS.index("stigma")] = -0.1
    components[0, COMPONENTS.index("support")] = 2.0
    assert components_in_use(components) == ("support", "stigma")


def test_turnout_is_exact_and_adds_up() -> None:
    frame = frame_of(moved())
    series = turnout_series(frame)
    counts = np.arange(len(series.probability))
    assert series.expected == pytest.approx(float(frame.outcome.join_probability.sum()), abs=1e-9)
    assert float(series.probability @ counts) == pytest.approx(series.expected, abs=1e-9)
    for joiners in counts:
        assert series.at_least[joiners] == pytest.approx(frame.outcome.chance_of_at_least(int(joiners)), abs=1e-12)
        assert series.baseline_at_least[joiners] == pytest.approx(
            frame.baseline.chance_of_at_least(int(joiners)), abs=1e-12
        )
    assert series.at_least[0] == pytest.approx(1.0)


def test_stages_shrink_from_those_who_join() -> None:
    frame = frame_of(moved())
    series = stage_series(frame)
    row = series.firms.ids.index("trillion-labs")
    source = frame.outcome.index("trillion-labs")
    assert np.array_equal(series.stages[:, row], frame.outcome.stage_probability[:, source])
    expected = (frame.outcome.stage_probability * frame.outcome.join_probability).sum(axis=1)
    assert series.expected == pytest.approx([frame.outcome.headline["expected_joiners"], *expected])
    assert np.all(np.diff(series.expected) <= 1e-12)


def test_tiles_carry_the_headline_and_its_band() -> None:
    frame = with_bands(frame_of(moved()))
    for key in HEADLINES:
        figure = tile(frame, key)
        assert figure.value == frame.outcome.headline[key]
        assert figure.baseline == frame.baseline.headline[key]
        assert figure.change == figure.value - figure.baseline
        assert figure.band == ((3.0, 8.0) if key == "expected_joiners" else None)
    assert tile(frame, "winner_strength").good_up
    assert not tile(frame, "public_cost_bn").good_up


@pytest.mark.parametrize(
    ("change", "good_up", "expected"),
    [(1.0, True, "good"), (-1.0, True, "bad"), (1.0, False, "bad"), (-1.0, False, "good"), (0.0, True, "same")],
)
def test_verdict_is_the_ministrys(change: float, good_up: bool, expected: str) -> None:
    assert verdict(change, good_up) == expected


def test_cost_of_an_extra_joiner_against_the_baseline() -> None:
    frame = frame_of(moved())
    cost, joiners = tile(frame, "public_cost_bn"), tile(frame, "expected_joiners")
    extra = cost_per_extra_joiner_bn(cost, joiners, 0.05)
    assert extra is not None
    assert extra * (joiners.value - joiners.baseline) == pytest.approx(cost.value - cost.baseline)
    same = frame_of(Document.new(opening_case()))
    assert cost_per_extra_joiner_bn(tile(same, "public_cost_bn"), tile(same, "expected_joiners"), 0.05) is None
    cheaper = replace(cost, value=cost.baseline - 1.0)
    assert cost_per_extra_joiner_bn(cheaper, joiners, 0.05) is None, "less money is no price"

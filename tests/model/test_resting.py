"""What the components rest on: the table names exactly the inputs that move each component's price."""

from __future__ import annotations

import numpy as np
import pytest

from model.case import Case, Edit, load_case
from model.errors import ModelError
from model.outcome import COMPONENTS
from model.resting import FEEDS, MAINLY, resting, weak_labels
from model.rows import Input
from model.solve import game_of

CASE = load_case("sovereign-ai-2026").with_draws(None)  # every parameter at the mean in its table, which is edited here
CALL = "2026-additional"


def priced(case: Case) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    """Return the prices of every component for every firm, given the public odds."""
    prices = game_of(case, (case.status_quo.renamed("x"),)).prices
    parts = np.concatenate(
        [prices.constant[0, ..., None], prices.lose_selection[0, ..., None], prices.feature[0]], axis=-1
    )
    return {name: parts[:, column] for column, name in enumerate(COMPONENTS)}


def moved(entry: Input) -> frozenset[str]:
    """Return the components whose prices another value of an input moves."""
    now = float(CASE.cell(entry.table, entry.row, entry.column))
    for other in (entry.low, entry.high, now + 1.0, 1.0 - now):
        if other == now:
            continue
        try:
            edited = CASE.with_edit(Edit(entry.table, entry.row, entry.column, f"{other:g}"))
            before, after = priced(CASE), priced(edited)
        except ModelError:
            continue
        return frozenset(
            name for name in COMPONENTS if not np.allclose(before[name], after[name], rtol=1e-9, atol=1e-12)
        )
    return frozenset()


def entries() -> list[Input]:
    """Return one input of each kind: every parameter, and each column of every other table once."""
    found: dict[tuple[str, str], Input] = {}
    for entry in CASE.inputs:
        about = entry.row if entry.table == "behaviour" else entry.column
        listed = entry.table not in {"firms", "eligibility", "events"} or "kakao" in entry.row
        if entry.table not in {"levers", "calls"} and listed and entry.column != "sd":
            found.setdefault((entry.table, about), entry)
    return list(found.values())


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.table}.{entry.row}.{entry.column}")
def test_an_input_moves_no_price_that_it_is_not_said_to_feed(entry: Input) -> None:
    about = entry.row if entry.table == "behaviour" else entry.column
    said = frozenset(FEEDS.get((entry.table, about), ()))
    found = moved(entry)
    assert found - {"stock_risk"} <= said, "the public odds before the call follow from strengths, and so stock risk"
    assert not found or not said or found & said


def test_a_lever_that_was_moved_is_a_choice() -> None:
    before = resting(CASE, CASE.status_quo)
    after = resting(CASE, CASE.status_quo.with_lever("second_track", 5.0))
    column = COMPONENTS.index("second_track")
    assert np.all(after.share[:, column] <= before.share[:, column])
    labels = [weak_labels(CASE, found, CASE.status_quo.firm_ids[0], "second_track", "en") for found in (before, after)]
    assert set(labels[0]) - set(labels[1]) == {CASE.lever("second_track").name_en}


def test_a_mark_follows_the_grades_of_the_inputs() -> None:
    found = resting(CASE, CASE.status_quo)
    assert found.weak.shape == (13, 11)
    assert np.array_equal(found.weak, found.share >= MAINLY)
    assert 0.1 < found.weak.mean() < 0.9, "marking everything would say nothing"
    unlisted = [row for row, firm in enumerate(CASE.status_quo.firm_ids) if CASE.firm(firm).listing == "none"]
    assert not found.weak[unlisted, COMPONENTS.index("stock_risk")].any()
    assert "브랜드 노출 규모" in weak_labels(CASE, found, CASE.status_quo.firm_ids[0], "stigma", "ko")
    assert 0 < found.count < len(CASE.inputs)
    assert np.array_equal(found.weak_of(["kt", "nobody"]), [found.weak[found.firm_ids.index("kt")], [False] * 11])

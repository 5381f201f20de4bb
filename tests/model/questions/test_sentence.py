"""The sentence says what the model says: every number in it, every direction, every "because" and "outweighs"."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest

from model import Outcome, load_case, solve
from model.levers import Lever
from model.outcome import COMPONENTS
from model.questions.explain import attribution
from model.questions.sentence import (
    GAINS,
    LEAST_MOVE,
    NAMES,
    Story,
    firm_to_tell_of,
    heaviest_costs,
    refusals,
    sentence,
)

CASE = load_case("sovereign-ai-2026")
BEFORE = solve(CASE, CASE.status_quo)
QUIET: dict[str, float] = {"losers_named": 0.2, "fresh_start": 0.6, "months_given_back": 3, "second_track": 0.8}
CHANGES: list[dict[str, float]] = [
    {},
    {"losers_named": 0.2},
    QUIET,
    {"gpus_per_team": 0},
    {"weight_benchmarks": 35},
    {"final_teams": 4},
]


class Plain:
    """Writes numbers so that each can be read back exactly."""

    def __init__(self, language: str) -> None:
        self.language = language

    def points(self, difference: float) -> str:
        return f"<{difference!r}>"

    def percent_bar(self, probability: float) -> str:
        return f"<{probability!r}>"

    def money(self, amount_bn: float, *, signed: bool = False) -> str:
        return f"<{amount_bn!r}>" if signed else f"<{abs(amount_bn)!r}>"

    def value(self, lever: Lever, value: float) -> str:
        return f"<{lever.id} {value!r}>"


def outcome_of(changes: dict[str, float]) -> Outcome:
    return solve(CASE, CASE.status_quo.with_levers(changes))


def stories() -> list[Story]:
    outcomes = [outcome_of(changes) for changes in CHANGES]
    return [Story(out, BEFORE, attribution(CASE, BEFORE.scenario, out.scenario)) for out in outcomes]


STORIES = stories()


def amounts(text: str) -> dict[str, float]:
    """Read the motives of an English sentence back, by component id."""
    found = {}
    for name, (english, _) in NAMES.items():
        for match in re.finditer(rf"(?<![a-z]){english} <([^>]+)>", text):
            found[name] = float(match[1])
    return found


@pytest.mark.parametrize("row", range(13))
@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_every_number_is_the_models_own(number: int, row: int) -> None:
    story = STORIES[number]
    text = sentence(story, row, "X", Plain("en"))
    move = float(story.moves[row])
    moved = abs(move) >= LEAST_MOVE
    head = re.match(r"X <([^>]+)>: ", text)
    assert head is not None
    assert float(head[1]) == (move if moved else story.outcome.join_probability[row])
    parts = story.outcome.components_bn[row] - (BEFORE.components_bn[row] if moved else 0.0)
    said = amounts(text)
    assert said
    for name, amount in said.items():
        model = float(parts[COMPONENTS.index(name)])
        assert amount == (abs(model) if moved else model)


@pytest.mark.parametrize("row", range(13))
@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_what_is_named_pulls_the_way_it_is_said_to(number: int, row: int) -> None:
    story = STORIES[number]
    text = sentence(story, row, "X", Plain("en"))
    move = float(story.moves[row])
    if abs(move) < LEAST_MOVE:
        sides = re.split(r" outweighs? ", text)
        sums = [sum(amounts(side).values()) for side in sides]
        payoff = float(story.outcome.payoff_bn[row])
        assert np.sign(sums[0]) == np.sign(payoff)
        assert len(sides) == 1 or abs(sums[0]) > abs(sums[1])
        return
    main, _, contrary = text.partition(", despite ")
    change = story.outcome.components_bn[row] - BEFORE.components_bn[row]
    for part, sign in ((main, np.sign(move)), (contrary, -np.sign(move))):
        for name in amounts(part):
            assert np.sign(change[COMPONENTS.index(name)]) == sign
    pieces = re.split(r" (more|less|heavier|lighter)\b", text)
    for said, word in zip(pieces[::2], pieces[1::2], strict=False):
        for name in amounts(said):
            better = change[COMPONENTS.index(name)] > 0
            assert word == (("more" if better else "less") if name in GAINS else "lighter" if better else "heavier")
    shares = story.shares
    assert shares is not None
    for lever_id in re.findall(r"<(\w+) [^>]+> → ", text):
        assert np.sign(shares.joining[shares.players.index(lever_id), row]) == np.sign(move)


def test_levers_are_named_only_once_their_shares_are_known() -> None:
    kt = BEFORE.index("kt")
    full = STORIES[2]
    assert "because" in sentence(full, kt, "KT", Plain("en"))
    waiting = Story(full.outcome, BEFORE)
    assert "because" not in sentence(waiting, kt, "KT", Plain("en"))
    other = Story(full.outcome, BEFORE, STORIES[1].shares)
    assert sentence(other, kt, "KT", Plain("en")) == sentence(waiting, kt, "KT", Plain("en"))
    single = Story(STORIES[1].outcome, BEFORE)
    assert sentence(single, kt, "KT", Plain("en")).endswith("<losers_named 1.0> → <losers_named 0.2>")


@pytest.mark.parametrize("row", range(13))
def test_korean_says_the_same_numbers(row: int) -> None:
    for story in STORIES:
        english, korean = (sentence(story, row, "X", Plain(language)) for language in ("en", "ko"))
        assert sorted(re.findall(r"<[^>]+>", english)) == sorted(re.findall(r"<[^>]+>", korean))
        assert not re.search(r"[a-z]", re.sub(r"<[^>]+>", "", korean))


def test_the_firm_told_of_is_the_selected_one_or_the_one_that_moved_most() -> None:
    assert firm_to_tell_of(STORIES[2], "motif") == BEFORE.index("motif")
    assert firm_to_tell_of(STORIES[2], None) == int(np.abs(STORIES[2].moves).argmax())
    assert firm_to_tell_of(STORIES[2], "nobody") == firm_to_tell_of(STORIES[2], None)


def test_where_nothing_moved_the_dearest_refusal_is_told_of_unless_pinned() -> None:
    still = firm_to_tell_of(STORIES[0], None)
    assert BEFORE.firm_ids[still] == "naver-cloud"  # the stakes of its parent are the largest of all
    assert BEFORE.payoff_bn[still] == BEFORE.payoff_bn.min()
    assert firm_to_tell_of(Story(BEFORE, None), None) == still
    pinned = solve(CASE, CASE.status_quo.with_pin("naver-cloud", False))
    assert pinned.firm_ids[firm_to_tell_of(Story(pinned, None), None)] == "kakao"


def test_a_pinned_firm_has_no_forecast_and_the_others_hear_of_it() -> None:
    pinned = solve(CASE, CASE.status_quo.with_pin("kt", True))
    story = Story(pinned, BEFORE)
    assert sentence(story, BEFORE.index("kt"), "KT", Plain("en")) == "KT: pinned in, so the forecast is set aside"
    assert "because of the pinned firms" in sentence(story, BEFORE.index("motif"), "Motif", Plain("en"))


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_refusals_are_of_free_firms_likelier_to_stay_out_the_dearest_first(number: int) -> None:
    outcome = STORIES[number].outcome
    rows = refusals(outcome)
    staying = [row for row, chance in enumerate(outcome.join_probability) if chance < 0.5]
    assert len(rows) == min(len(staying), 5)
    assert set(rows) <= set(staying)
    told = [float(outcome.payoff_bn[row]) for row in rows]
    assert told == sorted(told)
    assert max(told) <= min((float(outcome.payoff_bn[row]) for row in staying if row not in rows), default=np.inf)
    assert rows[0] == firm_to_tell_of(Story(outcome, None), None)


def test_refusals_leave_pinned_firms_out_and_tell_of_the_least_willing_where_all_join() -> None:
    dearest = BEFORE.firm_ids[refusals(BEFORE)[0]]
    pinned = solve(CASE, CASE.status_quo.with_pin(dearest, False))
    assert dearest not in [pinned.firm_ids[row] for row in refusals(pinned)]
    everybody = CASE.status_quo
    for firm_id in BEFORE.firm_ids:
        everybody = everybody.with_pin(firm_id, True)
    assert len(refusals(solve(CASE, everybody))) == 5
    willing = dataclasses.replace(BEFORE, join_probability=np.full(len(BEFORE.firm_ids), 0.9))
    assert refusals(willing)[0] == int(BEFORE.payoff_bn.argmin())


def test_the_heaviest_costs_are_shares_of_all_that_joining_costs() -> None:
    rows = refusals(BEFORE)
    costs = np.minimum(BEFORE.components_bn[list(rows)], 0.0).sum(axis=0)
    found = heaviest_costs(BEFORE, rows)
    assert 1 <= len(found) <= 2
    for place, (name, share) in enumerate(found):
        assert share == pytest.approx(costs[COMPONENTS.index(name)] / costs.sum())
        assert share == pytest.approx(np.sort(costs)[place] / costs.sum())
    assert all(share >= 0.2 for _, share in found[1:])

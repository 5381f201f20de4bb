"""Numbers on screen: both languages, rounding, signs, units, and back again from what is typed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.numbers import DASH, Numbers
from model.errors import LeverError
from model.levers import Lever
from tests.gui.frames import opening_case

EN, KO = Numbers("en"), Numbers("ko")
LEVERS = {lever.id: lever for lever in opening_case().levers}


@pytest.mark.parametrize(
    ("amount_bn", "english", "korean"),
    [
        (12.3, "₩12.3 bn", "123억원"),
        (1234.5, "₩1,235 bn", "1조 2,345억원"),
        (1000.0, "₩1,000 bn", "1조원"),
        (999.96, "₩1,000 bn", "1조원"),
        (0.8, "₩0.8 bn", "8억원"),
        (0.05, "₩0.05 bn", "0.5억원"),
        (0.099, "₩0.10 bn", "1억원"),
        (0.0, "₩0 bn", "0억원"),
        (-0.0001, "₩0 bn", "0억원"),
        (-3.4, "−₩3.4 bn", "−34억원"),
        (123.4, "₩123 bn", "1,234억원"),
        (math.nan, DASH, DASH),
    ],
)
def test_money(amount_bn: float, english: str, korean: str) -> None:
    assert (EN.money(amount_bn), KO.money(amount_bn)) == (english, korean)


def test_signed_money_without_symbol() -> None:
    assert EN.money(9.8, signed=True, symbol=False) == "+9.8 bn"
    assert KO.money(9.8, signed=True, symbol=False) == "+98억원"
    assert EN.money(0.001, signed=True) == "₩0 bn"


def test_other_currency() -> None:
    assert Numbers("en", "USD").money(2) == "US$2.0 bn"
    assert Numbers("ko", "USD").money(2) == "20억 달러"
    assert Numbers("en", "CHF").money(2) == "CHF 2.0 bn"


def test_probabilities_are_whole_on_bars_and_have_a_decimal_in_tables() -> None:
    assert (EN.percent_bar(0.4137), EN.percent(0.4137)) == ("41%", "41.4%")
    assert EN.percent_bar(math.nan) == DASH


def test_change_is_taken_before_rounding() -> None:
    assert EN.points(0.414 - 0.006) == "+41 points"
    assert EN.points(-0.011) == "−1 point"
    assert EN.points(float("nan")) == "–"
    assert KO.points(-0.061) == "−6%p"
    assert KO.points(0.0049) == "0%p"
    assert EN.points_short(0.41) == "+41"
    assert EN.points_short(-0.41, signed=False) == "41"


def test_a_range_of_amounts_names_its_unit_once() -> None:
    assert (EN.money_between(2.3, 10.5), KO.money_between(2.3, 10.5)) == ("₩2.3 – 10.5 bn", "23~105억원")
    assert (EN.money_between(-2.0, 3.0), KO.money_between(-2.0, 3.0)) == ("−₩2.0 – 3.0 bn", "−20~30억원")
    assert KO.money_between(500.0, 1020.0) == "5,000억원~1조 200억원"


def test_counts_factors_and_dates() -> None:
    assert (EN.count(7.46), KO.count(7.46), KO.count(3, 0)) == ("7.5", "7.5개", "3개")
    assert EN.factor(0.836) == "0.84"
    assert (EN.date("2026-01-25"), KO.date("2026-01-25")) == ("25 January 2026", "2026년 1월 25일")
    assert KO.date_short("2026-01-25") == "2026. 1. 25."
    assert EN.date("2026-02-12T16:00+09:00") == "12 February 2026 16:00"
    assert EN.date("soon") == "soon"


@pytest.mark.parametrize(
    ("lever", "value", "english", "korean"),
    [
        ("gpus_per_team", 1536, "1,536", "1,536장"),
        ("support_months", 6, "6 mo", "6개월"),
        ("months_given_back", 1.5, "1.5 mo", "1.5개월"),
        ("losers_named", 0.2, "20 %", "20%"),
        ("second_track", 0.8, "₩0.8 bn", "8억원"),
        ("procurement_guarantee", 200, "₩200 bn", "2,000억원"),
        ("seats", 1, "1", "1팀"),
        ("sealed_applications", 1, "On", "적용"),
        ("reserved_seat", 2, "Startups", "스타트업"),
    ],
)
def test_lever_values_carry_their_unit(lever: str, value: float, english: str, korean: str) -> None:
    assert (EN.value(LEVERS[lever], value), KO.value(LEVERS[lever], value)) == (english, korean)


@given(st.sampled_from(list(LEVERS.values())), st.floats(0, 1), st.sampled_from([EN, KO]))
def test_what_is_shown_can_be_typed(lever: Lever, share: float, numbers: Numbers) -> None:
    wanted = lever.low + share * (lever.high - lever.low)
    value = lever.checked(wanted if lever.kind == "number" else round(wanted))
    assert numbers.read(lever, numbers.value(lever, value)) == value


@pytest.mark.parametrize(
    ("lever", "typed", "value"),
    [
        ("gpus_per_team", " 1,536 ", 1536),
        ("gpus_per_team", "770장", 770),
        ("gpus_per_team", "1e3", 1000),
        ("losers_named", "1e1", 0.1),
        ("losers_named", "35%", 0.35),
        ("losers_named", "35", 0.35),
        ("second_track", "12억", 1.2),
        ("second_track", "1.2 bn", 1.2),
        ("procurement_guarantee", "₩100 bn", 100),
        ("procurement_guarantee", "1,500억원", 150),
        ("sealed_applications", "적용", 1),
        ("sealed_applications", "off", 0),
        ("reserved_seat", "대기업", 1),
    ],
)
def test_units_may_be_typed_in_either_language(lever: str, typed: str, value: float) -> None:
    assert EN.read(LEVERS[lever], typed) == pytest.approx(value, abs=0)
    assert KO.read(LEVERS[lever], typed) == pytest.approx(value, abs=0)


def test_plain_money_is_read_in_the_unit_of_the_language() -> None:
    assert EN.read(LEVERS["second_track"], "2") == 2
    assert KO.read(LEVERS["second_track"], "20") == 2
    assert KO.read(LEVERS["second_track"], "2 bn") == 2


@pytest.mark.parametrize("typed", ["", "abc", "99999", "-1", "12 months", "1e9", "nan", "inf", "5 %"])
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(LeverError):
        EN.read(LEVERS["gpus_per_team"], typed)

"""How numbers are written on screen and read back from it: one place, both languages, through QLocale.

Changes come in as differences, so that they are taken before anything is rounded. Money is in billions of the case's
currency everywhere inside; Korean shows won as 억원 and 조원.
"""

from __future__ import annotations

import math
import re
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from gui.language import locale
from model.errors import LeverError
from model.levers import Lever

MINUS: Final = "−"
DASH: Final = "–"
EOK_PER_BN: Final = 10
EOK_PER_JO: Final = 10_000
TWO_DECIMALS_BELOW, ONE_DECIMAL_BELOW = 0.1, 100.0
SMALL_ERROR_SHARE, ROUNDING = 0.001, 1e-9  # below a tenth of a point; what is no more than a rounding error
SYMBOLS: Final = {"KRW": "₩", "USD": "US$", "EUR": "€", "JPY": "¥", "GBP": "£"}
MOST_PLAIN: Final = 1e12  # from here on twice a number with decimals may be whole where the number is not
WORDS: Final = {  # unit -> what follows the number in English and in Korean
    "gpus": ("", "장"),
    "months": (" mo", "개월"),
    "share": (" %", "%"),
    "probability": (" %", "%"),
    "teams": ("", "팀"),
    "points": (" pts", "점"),
    "score": (" points", "점"),
    "count": ("", "개"),
    "times": ("", "회"),
    "factor": ("", ""),
}
SWITCH: Final = (("Off", "On"), ("미적용", "적용"))
SHARES: Final = frozenset({"share", "probability"})


class Numbers:
    """Numbers as a person reads them in one language (``"ko"`` or ``"en"``) and one currency."""

    def __init__(self, language: str, currency: str = "KRW") -> None:
        self.language = language
        self.currency = currency
        self._korean = language == "ko"
        self._locale = locale(language)
        self._plain = (self._locale.groupSeparator(), self._locale.decimalPoint()) == (",", ".")

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """Return a number with grouped digits and a true minus; a dash where there is none."""
        if not math.isfinite(value):
            return DASH
        text = self._digits(abs(float(value)), decimals)
        if not text.strip("0.,"):
            return text
        if value < 0:
            return MINUS + text
        return f"+{text}" if signed else text

    def _digits(self, size: float, decimals: int) -> str:
        """Group and round digits as QLocale does, which rounds what lies just between two numbers up, not to even."""
        if self._plain and size < MOST_PLAIN and not (2 * 10**decimals * size).is_integer():
            return f"{size:,.{decimals}f}"
        return self._locale.toString(size, "f", decimals)

    def percent_bar(self, probability: float) -> str:
        """Return a probability in whole per cent, as on bars: ``41%``."""
        return self._with(self.number(100 * probability), "%")

    def percent(self, probability: float) -> str:
        """Return a probability with one decimal, as in tables: ``41.3%``."""
        return self._with(self.number(100 * probability, 1), "%")

    def points(self, difference: float) -> str:
        """Return a change of a probability: ``+41 points``, ``+1 point`` or ``+41%p``."""
        text = self.number(100 * difference, signed=True)
        one = text.lstrip("+−") == "1"
        return self._with(text, "%p" if self._korean else " point" if one else " points")

    def points_short(self, difference: float, *, signed: bool = True) -> str:
        """Return a change of a probability where there is little room: ``+41`` or ``+41%p``."""
        text = self.number(100 * difference if signed else abs(100 * difference), signed=signed)
        return self._with(text, "%p" if self._korean else "")

    def error_points(self, error_share: float) -> str:
        """Return a standard error of a probability in points, without a unit: ``0.3``, and ``0.04`` where it is small.

        Rounded up, so that it is never said to be less than it is.
        """
        digits = 1 if error_share >= SMALL_ERROR_SHARE else 2
        return self.number(math.ceil(100 * error_share * 10**digits - ROUNDING) / 10**digits, digits)

    def money(self, amount_bn: float, *, signed: bool = False, symbol: bool = True) -> str:
        """Return an amount given in bn: ``₩12.3 bn``, ``123억원``, ``1조 2,345억원``."""
        if not math.isfinite(amount_bn):
            return DASH
        text, is_zero = self._korean_money(abs(amount_bn)) if self._korean else self._english_money(abs(amount_bn))
        if symbol and not self._korean:
            text = self._symbol() + text
        if is_zero:
            return text
        if amount_bn < 0:
            return MINUS + text
        return f"+{text}" if signed else text

    def value(self, lever: Lever, value: float) -> str:
        """Return a lever's value with its unit: ``768``, ``768장``, ``6개월``, ``20 %``, ``On``, an option's name."""
        if lever.kind == "choice":
            return (lever.options_ko if self._korean else lever.options_en)[int(value)]
        if lever.kind == "switch":
            return SWITCH[self._korean][int(value)]
        if lever.unit != "bn":
            return self.plain_value(lever, value) + self.unit(lever)
        if self._korean:
            return (
                self.money(value)
                if value * EOK_PER_BN >= EOK_PER_JO
                else self.plain_value(lever, value) + self.unit(lever)
            )
        return self._symbol() + self.plain_value(lever, value) + self.unit(lever)

    def unit(self, lever: Lever) -> str:
        """Return what follows a lever's number, with the space before it."""
        if lever.unit == "bn":
            return self._eok_unit() if self._korean else " bn"
        return WORDS.get(lever.unit, ("", ""))[self._korean]

    def plain_value(self, lever: Lever, value: float) -> str:
        """Return a lever's number as it is typed, without its unit: per cent for shares, 억 for won in Korean."""
        scale = self._scale(lever)
        decimals = max(0, lever.decimals - round(math.log10(scale)))
        shown = round(value * scale, decimals)
        return self.number(shown, 0 if shown == int(shown) else decimals)

    def read(self, lever: Lever, text: str) -> float:
        """Return the value that a person typed, checked by the lever.

        Units may stand or be left out, in either language. Raises LeverError for what is no value of the lever.
        """
        typed = text.strip()
        if lever.kind == "choice":
            names = {*lever.options, *lever.options_en, *lever.options_ko}
            for table in (lever.options, lever.options_en, lever.options_ko):
                if typed in names and typed in table:
                    return lever.checked(lever.options[table.index(typed)])
            return lever.checked(typed)
        if lever.kind == "switch":
            for off, on in SWITCH:
                if typed.casefold() in {off.casefold(), on.casefold()}:
                    return float(typed.casefold() == on.casefold())
            return lever.checked(typed)
        return lever.checked(self._read_number(lever, typed))

    def range_text(self, lever: Lever) -> str:
        """Return the range that a lever allows, with units: ``0 – 2,048``, ``0장~2,048장``, or its options."""
        if lever.kind == "choice":
            return ", ".join(lever.options_ko if self._korean else lever.options_en)
        if lever.kind == "switch":
            return ", ".join(SWITCH[self._korean])
        return self.between(self.value(lever, lever.low), self.value(lever, lever.high))

    def money_between(self, low_bn: float, high_bn: float) -> str:
        """Return a range of amounts given in bn, unit and symbol once where they agree: ``23~105억원``."""
        low, high = self.money(low_bn), self.money(high_bn)
        unit = self._eok_unit() if self._korean else " bn"
        if low.endswith(unit) and high.endswith(unit) and " " not in low.removesuffix(unit) + high.removesuffix(unit):
            low, high = low.removesuffix(unit), high if self._korean else high.removeprefix(self._symbol())
        return self.between(low, high)

    def between(self, low: str, high: str) -> str:
        """Return a range of two numbers as written: ``72 – 88`` or ``72~88``."""
        return between(self.language, low, high)

    def count(self, value: float, decimals: int = 1, *, signed: bool = False) -> str:
        """Return a number of firms: ``7.5`` or ``7.5개``."""
        return self._with(self.number(value, decimals, signed=signed), "개" if self._korean else "")

    def factor(self, value: float, *, signed: bool = False) -> str:
        """Return a plain multiplier with two decimals: ``0.84``."""
        return self.number(value, 2, signed=signed)

    def date(self, iso: str) -> str:
        """Return a date, or a moment, written as in data: ``25 January 2026`` or ``2026년 1월 25일``."""
        return self._date(iso, QLocale.FormatType.LongFormat)

    def date_short(self, iso: str) -> str:
        """Return a date where there is little room: ``25 Jan 2026`` or ``2026. 1. 25.``."""
        return self._date(iso, QLocale.FormatType.ShortFormat)

    def day(self, iso: str) -> str:
        """Return a day without its year, for the axis of a chart: ``25 Jan`` or ``1. 25.``."""
        day = QDate.fromString(iso[:10], "yyyy-MM-dd")
        return self._locale.toString(day, "M. d." if self._korean else "d MMM") if day.isValid() else iso

    def _date(self, iso: str, length: QLocale.FormatType) -> str:
        day = QDate.fromString(iso[:10], "yyyy-MM-dd")
        if not day.isValid():
            return iso
        long = length == QLocale.FormatType.LongFormat
        if self._korean:
            text = self._locale.toString(day, "yyyy년 M월 d일" if long else "yyyy. M. d.")
        else:
            text = self._locale.toString(day, "d MMMM yyyy" if long else "d MMM yyyy")
        moment = QDateTime.fromString(iso[:16], "yyyy-MM-ddTHH:mm")
        if not moment.isValid():
            return text
        clock: QTime = moment.time()
        return f"{text} {clock.toString('HH:mm')}"

    @staticmethod
    def _with(text: str, unit: str) -> str:
        return text if text == DASH else text + unit

    def _english_money(self, amount_bn: float) -> tuple[str, bool]:
        decimals = 1
        if round(amount_bn, 1) >= ONE_DECIMAL_BELOW:
            decimals = 0
        elif 0 < amount_bn < TWO_DECIMALS_BELOW:
            decimals = 2
        rounded = round(amount_bn, decimals)
        return self.number(amount_bn, 0 if rounded == 0 else decimals) + " bn", rounded == 0

    def _korean_money(self, amount_bn: float) -> tuple[str, bool]:
        eok = amount_bn * EOK_PER_BN
        if round(eok, 1) < 1:
            small = round(eok, 1)
            return self.number(small, 1 if small else 0) + self._eok_unit(), small == 0
        whole = math.floor(eok + 0.5)
        jo, rest = divmod(whole, EOK_PER_JO)
        if not jo:
            return self.number(whole) + self._eok_unit(), False
        if not rest:
            return f"{self.number(jo)}조{self._currency_word()}", False
        return f"{self.number(jo)}조 {self.number(rest)}{self._eok_unit()}", False

    def _symbol(self) -> str:
        return SYMBOLS.get(self.currency, f"{self.currency} ")

    def _eok_unit(self) -> str:
        return f"억{self._currency_word()}"

    def _currency_word(self) -> str:
        return {"KRW": "원", "USD": " 달러", "EUR": " 유로", "JPY": " 엔"}.get(self.currency, f" {self.currency}")

    def _scale(self, lever: Lever) -> int:
        if lever.unit in SHARES:
            return 100
        return EOK_PER_BN if lever.unit == "bn" and self._korean else 1

    def _read_number(self, lever: Lever, typed: str) -> float | str:
        """Return the number in the lever's own unit, or the text itself where it is none, for the lever to refuse."""
        text = typed.replace(MINUS, "-").replace(",", "").replace("\u00a0", " ").casefold()
        for symbol in SYMBOLS.values():
            text = text.removeprefix(symbol.casefold())
        if lever.unit == "bn":
            amount = _korean_amount_bn(text)
            if amount is not None:
                return amount
        match = re.fullmatch(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(\D*)", text)
        if match is None or match[2].strip() not in _endings(lever):
            return typed
        scale = 1 if match[2].strip() == "bn" else self._scale(lever)
        return float(match[1]) / scale


def between(language: str, low: str, high: str) -> str:
    """Return a range of two numbers as written, in one language."""
    return f"{low}~{high}" if language == "ko" else f"{low} {DASH} {high}"


def _endings(lever: Lever) -> frozenset[str]:
    if lever.unit == "bn":
        return frozenset({"", "bn"})
    english, korean = WORDS.get(lever.unit, ("", ""))
    more = {"gpus": {"gpu", "gpus"}, "months": {"month", "months", "m"}, "teams": {"team", "teams", "개"}}
    return frozenset({"", english.strip(), korean.strip(), *more.get(lever.unit, set())})


def _korean_amount_bn(text: str) -> float | None:
    """Read ``1조 2345억원`` and ``12.5억``; None where neither word stands."""
    match = re.fullmatch(r"\s*(?:(\d+\.?\d*)\s*조)?\s*(?:(\d+\.?\d*)\s*억)?\s*원?\s*", text)
    if match is None or not (match[1] or match[2]):
        return None
    eok = float(match[1] or 0) * EOK_PER_JO + float(match[2] or 0)
    return eok / EOK_PER_BN


__all__ = ["DASH", "MINUS", "LeverError", "Numbers"]

"""Which levers exist and through which path each acts on the payoff: the one table of levers that is code.

Everything else about a lever (name, range, step, status quo, guidance, source) is a row of the case's ``levers.csv``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from model.errors import LeverError

Kind = Literal["number", "integer", "switch", "choice"]


@dataclass(frozen=True, slots=True)
class LeverPath:
    """A lever as the payoff knows it: id, kind, unit and the places where it enters."""

    id: str
    kind: Kind
    unit: str
    path: tuple[str, ...]


_STAGE_LENGTH = ("support", "matching", "own_strategy", "duplicate_investment", "rule_risk")

PATHS: dict[str, LeverPath] = {
    row.id: row
    for row in (
        LeverPath("gpus_per_team", "integer", "gpus", ("support", "matching", "bid_cost", "strength")),
        LeverPath("support_months", "integer", "months", ("support", "matching", "bid_cost")),
        LeverPath("late_gpu_priority", "number", "share", ("strength",)),
        LeverPath("data_budget", "number", "bn", ("support", "matching", "bid_cost")),
        LeverPath("talent_budget", "number", "bn", ("support", "matching", "bid_cost")),
        LeverPath("lessors_eligible", "switch", "switch", ("support", "matching", "bid_cost")),
        LeverPath("seats", "integer", "teams", ("selection", "tournament")),
        LeverPath("months_given_back", "number", "months", ("strength",)),
        LeverPath("stage_months", "integer", "months", _STAGE_LENGTH),
        LeverPath("final_teams", "integer", "teams", ("tournament",)),
        LeverPath("weight_benchmarks", "number", "points", ("strength",)),
        LeverPath("weight_industry", "number", "points", ("strength",)),
        LeverPath("weight_public", "number", "points", ("strength",)),
        LeverPath("weight_independence", "number", "points", ("strength", "check")),
        LeverPath("weight_openness", "number", "points", ("strength",)),
        LeverPath("weight_strategy", "number", "points", ("strength",)),
        LeverPath("reserved_seat", "choice", "choice", ("selection",)),
        LeverPath("next_in_rank", "switch", "switch", ("selection",)),
        LeverPath("losers_named", "number", "share", ("stigma", "stock_risk")),
        LeverPath("scores_published", "number", "share", ("stigma", "stock_risk")),
        LeverPath("sealed_applications", "switch", "switch", ("stigma", "stock_risk")),
        LeverPath("graduation_wording", "number", "share", ("stigma", "stock_risk")),
        LeverPath("fresh_start", "number", "share", ("stigma",)),
        LeverPath("reuse_allowed", "number", "share", ("duplicate_investment",)),
        LeverPath("matching_share", "number", "share", ("matching",)),
        LeverPath("commercial_rights", "number", "share", ("prize",)),
        LeverPath("openness_required", "number", "share", ("prize",)),
        LeverPath("procurement_guarantee", "number", "bn", ("prize",)),
        LeverPath("second_track", "number", "bn", ("second_track",)),
        LeverPath("rules_committed", "number", "share", ("rule_risk",)),
    )
}

RESERVED_SEAT_OPTIONS: tuple[str, ...] = ("none", "large", "startup")


@dataclass(frozen=True, slots=True)
class Lever:
    """One policy lever of a case, with its range and its wording in both languages."""

    id: str
    group: str
    name_en: str
    name_ko: str
    unit: str
    kind: Kind
    low: float
    high: float
    step: float
    status_quo: float
    low_means_en: str
    low_means_ko: str
    high_means_en: str
    high_means_ko: str
    how_en: str
    how_ko: str
    options: tuple[str, ...]
    options_en: tuple[str, ...]
    options_ko: tuple[str, ...]
    source: str
    grade: str

    @property
    def decimals(self) -> int:
        """Decimals a value of this lever carries: those of its step."""
        if self.kind != "number" or self.step <= 0:
            return 0
        text = f"{self.step:.10f}".rstrip("0")
        return len(text.split(".")[1]) if "." in text else 0

    def name(self, language: str) -> str:
        """Return the lever's name in ``"ko"`` or ``"en"``."""
        return self.name_ko if language == "ko" else self.name_en

    def checked(self, value: object) -> float:
        """Return ``value`` as a legal value of this lever, rounded to its step's decimals.

        Raises LeverError for text that is no option, a non-finite number, or one out of range.
        """
        number = self._parsed(value)
        if not math.isfinite(number):
            raise self._refused(value, "is not a finite number", "유한한 수가 아닙니다")
        if self.kind != "number" and number != round(number):
            raise self._refused(value, "is not a whole number", "정수가 아닙니다")
        number = round(number, self.decimals) + 0.0
        if not self.low <= number <= self.high:
            raise self._refused(value, "is out of range", "범위를 벗어났습니다")
        return number

    def plain(self, value: float) -> float | int | bool | str:
        """Return a checked value as a file or a table writes it: option id, true/false, whole number or number."""
        if self.kind == "choice":
            return self.options[int(value)]
        if self.kind == "switch":
            return bool(value)
        return int(value) if self.kind == "integer" else float(value)

    def _parsed(self, value: object) -> float:
        if isinstance(value, bool | int | float):
            return float(value)
        if isinstance(value, str):
            text = value.strip()
            if self.kind == "choice" and text in self.options:
                return float(self.options.index(text))
            if self.kind == "switch" and text.lower() in {"on", "true", "yes", "off", "false", "no"}:
                return float(text.lower() in {"on", "true", "yes"})
            try:
                return float(text)
            except ValueError:
                raise self._refused(value, "is not a value of this lever", "이 수단의 값이 아닙니다") from None
        raise self._refused(value, "is not a number", "수가 아닙니다")

    def _refused(self, value: object, cause: str, cause_ko: str) -> LeverError:
        if self.options:
            allowed = allowed_ko = ", ".join(self.options)
        elif self.kind == "switch":
            allowed = allowed_ko = "on, off"
        else:
            allowed, allowed_ko = f"{self.low:g} to {self.high:g}", f"{self.low:g}~{self.high:g}"
        return LeverError(
            f"Lever {self.id}: {value!r} {cause}. Use {allowed}.",
            f"정책 수단 {self.name_ko}({self.id}): {value!r}은(는) {cause_ko}. 허용 값: {allowed_ko}",
        )


def joining_side(lever: Lever, crossing: float, joins_above: bool) -> float:
    """Return the legal value next to a crossing on the side where the firm joins, in the lever's unit."""
    per_unit = 10**lever.decimals
    rounded = math.ceil if joins_above else math.floor
    amount = rounded(round(crossing * per_unit, 6)) / per_unit
    return lever.checked(min(max(amount, lever.low), lever.high))

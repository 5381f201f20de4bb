"""The slides of a document: which scenario each one shows, and how; in an order of their own.

A document without slides of its own is presented card by card, with why firms stay out of the baseline told after who
joins it, so that nothing has to be said of slides until somebody wants them otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from model.errors import LeverError, ModelError
from model.levers import Lever

LIVE_LEVERS = 3  # that a slide has room for
WHO_JOINS, COMPARE = "joins", "compare"  # views with a drawing of their own; any other is one of the window's charts
REFUSALS, WHY = "refusals", "why"  # why the dearest refusals are made: the window's chart, of these firms alone


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. An empty headline, levers of None and a note of None are those that a rule proposes."""

    scenarios: tuple[str, ...] = ()  # names of cards: the one shown, or those compared; all of them where there is none
    view: str = WHO_JOINS  # id of the chart
    headline: str = ""
    levers: tuple[str, ...] | None = None  # ids of those that stay live on the slide, at most LIVE_LEVERS
    note: str | None = None  # None: that of the scenario
    hidden: bool = False

    @property
    def compares(self) -> bool:
        """Say whether scenarios stand side by side."""
        return self.view == COMPARE


Slides = tuple[Slide, ...]


def chart_of(view: str) -> str:
    """Return the id of the window's chart that a view is drawn with."""
    return WHY if view == REFUSALS else view


def proposed(names: tuple[str, ...], baseline: str) -> Slides:
    """Return a slide of each scenario named and, after the baseline's, one on why firms stay out of it."""
    after = names.index(baseline) + 1
    return (*one_each(names[:after]), Slide((baseline,), REFUSALS), *one_each(names[after:]))


def one_each(names: Iterable[str]) -> Slides:
    """Return a slide for each scenario."""
    return tuple(Slide((name,)) for name in names)


def checked(slides: Slides, names: tuple[str, ...], levers: tuple[Lever, ...]) -> Slides:
    """Return slides that can be shown, every headline on one line.

    Raises ModelError for an unknown scenario or a slide of none, LeverError for an unknown lever or too many.
    """
    known = {lever.id for lever in levers}
    for slide in slides:
        for name in slide.scenarios:
            if name not in names:
                listed = ", ".join(names)
                raise ModelError(
                    f"A slide shows the scenario {name!r}, which does not exist. Scenarios: {listed}.",
                    f"슬라이드의 시나리오 {name!r}이(가) 없습니다. 있는 시나리오: {listed}",
                )
        if not slide.view or (not slide.scenarios and not slide.compares):
            raise ModelError(
                "A slide needs a scenario and a view. Choose them.",
                "슬라이드에는 시나리오와 보기가 있어야 합니다. 선택해 주십시오.",
            )
        _check_levers(slide.levers or (), known)
    return tuple(replace(slide, headline=" ".join(slide.headline.split())) for slide in slides)


def _check_levers(chosen: tuple[str, ...], known: set[str]) -> None:
    for lever_id in chosen:
        if lever_id not in known:
            listed = ", ".join(sorted(known))
            raise LeverError(
                f"There is no lever {lever_id!r}. Levers of this case: {listed}.",
                f"정책 수단 {lever_id!r}이(가) 없습니다. 이 사례의 수단: {listed}",
            )
    if len(chosen) > LIVE_LEVERS or len(set(chosen)) < len(chosen):
        raise LeverError(
            f"A slide has up to {LIVE_LEVERS} different live levers, not {', '.join(chosen)}. Take some away.",
            f"한 슬라이드에는 서로 다른 실시간 정책 수단을 {LIVE_LEVERS}개까지 둘 수 있습니다"
            f"({', '.join(chosen)}). 일부를 빼 주십시오.",
        )


def renamed(slides: Slides, old: str, new: str) -> Slides:
    """Return slides that follow a scenario to its new name."""
    return tuple(
        replace(slide, scenarios=tuple(new if name == old else name for name in slide.scenarios)) for slide in slides
    )


def followed(slides: Slides, before: tuple[str, ...], after: tuple[str, ...]) -> Slides:
    """Return slides that follow the cards: those of deleted ones go, each added one gets a slide at the end."""
    if not slides:
        return ()
    kept = []
    for slide in slides:
        left = tuple(name for name in slide.scenarios if name in after)
        if left or not slide.scenarios:
            kept.append(replace(slide, scenarios=left))
    return (*kept, *one_each(name for name in after if name not in before))

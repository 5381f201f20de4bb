"""The slides of a document as they are exported: what each shows, its headline and note, and the chart it draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from gui.export.frames import Sight, Solver, full_frame, narrowed
from gui.export.headlines import dearest_refusal, suggested_of_refusals, suggested_of_several
from gui.solving import Outcomes
from model.slides import COMPARE, REFUSALS, WHO_JOINS, Slide, chart_of, one_each

if TYPE_CHECKING:
    from gui.export.briefing import Briefing, Subject, Wish
    from gui.export.pictures import Part
    from gui.frame import Frame
    from gui.numbers import Numbers
    from gui.shielding import Names
    from model.document import Document
    from model.outcome import Outcome
    from model.scenario import Scenario


SIZES_PX = {REFUSALS: (600, 236)}  # a chart of few rows stands larger on its page


@dataclass(frozen=True)
class Leaf:
    """One slide: the scenarios shown, by which chart. ``parts`` and ``table`` are there once the chart was drawn."""

    view: str
    subjects: tuple[Subject, ...] = field(repr=False)
    headline: str = ""
    note: str = ""
    title: str = ""  # what the chart is called
    sentence: str = ""  # beneath the headline
    frame: Frame | None = field(default=None, repr=False)
    parts: tuple[Part, ...] = field(default=(), repr=False)  # for a page each
    whole: bytes = field(default=b"", repr=False)  # for a picture of its own
    table: tuple[tuple[str, ...], ...] = field(default=(), repr=False)

    def rows(self, number: int) -> tuple[tuple[str, ...], ...]:
        """Return the rows of the table that one of the parts shows; all of them where that is not known."""
        body = self.table[1:]
        others = {name for part in (*self.parts[:number], *self.parts[number + 1 :]) for name in part.names}
        own = set(self.parts[number].names) if self.parts else set()
        last = number >= len(self.parts) - 1  # sums stand at the end
        return tuple(row for row in body if row[0] in own or (last and row[0] not in others))

    @property
    def firms(self) -> tuple[tuple[int, ...], ...]:
        """The firms of each part, by their places in the frame's order."""
        shown = () if self.frame is None else tuple(self.frame.names[row] for row in self.frame.order)
        return tuple(tuple(at for at, name in enumerate(shown) if name in part.names) for part in self.parts)

    @property
    def plain(self) -> bool:
        """Say whether bars of who joins, or scenarios side by side, are all that it shows."""
        return self.view in {WHO_JOINS, COMPARE}


def slides_of(document: Document, chosen: tuple[str, ...]) -> tuple[Slide, ...]:
    """Return the slides to export: those not left out or, of chosen scenarios, theirs and one for each other."""
    deck = tuple(slide for slide in document.deck if not slide.hidden) or document.deck
    if not chosen:
        return deck
    kept = tuple(slide for slide in deck if set(slide.scenarios or document.names) <= set(chosen))
    told = {name for slide in kept if not slide.compares for name in slide.scenarios}
    return (*kept, *one_each(name for name in chosen if name not in told))


def leaf_of(slide: Slide, subjects: Mapping[str, Subject], names: Names, numbers: Numbers) -> Leaf:
    """Return a slide as it is exported, its chart not yet drawn; ``subjects`` by the names of their cards."""
    shown = tuple(subjects[name] for name in slide.scenarios or tuple(subjects))
    headline = names.clean(slide.headline) or shown[0].headline
    if slide.compares and not slide.headline:
        joiners = [(one.name, one.outcome.headline["expected_joiners"]) for one in shown]
        headline = suggested_of_several(joiners, names.language, numbers)
    note = names.clean(slide.note) if slide.note is not None else "" if slide.compares else shown[0].note
    if slide.view != REFUSALS:
        return Leaf(slide.view, shown, headline, note)
    outcome = shown[0].outcome
    headline = names.clean(slide.headline) or suggested_of_refusals(outcome, names.language, numbers)
    return Leaf(slide.view, shown, headline, note, sentence=dearest_refusal(outcome, names, numbers))


def leaves_of(
    document: Document,
    wish: Wish,
    shown: tuple[tuple[Scenario, Subject], ...],
    baseline: Outcome,
    writing: tuple[Names, Numbers, Callable[[], bool]],
) -> Iterator[Leaf]:
    """Yield the slides in their order, each of whose charts has what it needs to be drawn.

    ``writing`` says how names and numbers are written, and hears between two steps of a long computation.
    """
    names, numbers, heard = writing
    count = len(shown) - (wish.working and document.edited)  # the working copy stands at the end
    cards = {card.name: subject for card, subject in shown[:count]}
    listed = [(slide, leaf_of(slide, cards, names, numbers)) for slide in _asked(document, wish, tuple(cards))]
    extra = Slide((document.opened_scenario.name,), wish.chart or WHO_JOINS)
    listed += [(extra, Leaf(extra.view, (one,), one.headline, one.note)) for _, one in shown[count:]]
    outcomes, sight = Outcomes(), Sight(wish.language, wish.shield, names.clean)
    for card, subject in shown:
        outcomes.keep(document.effective_case, card, subject.outcome)
    for slide, leaf in listed:
        if leaf.plain and not wish.chart:
            yield leaf
            continue
        seen = narrowed(document, slide.scenarios, wish.working) if slide.view == COMPARE else document
        frame = full_frame(seen, (leaf.subjects[0].outcome, baseline), sight, slide, Solver(outcomes, heard))
        yield replace(leaf, frame=frame)


def gathered(found: Iterator[Leaf], count: int, tick: Callable[[float], None]) -> tuple[Leaf, ...]:
    """Collect about ``count`` slides, with a word between two of them: a chart may need long computations."""
    leaves: list[Leaf] = []
    for leaf in found:
        leaves.append(leaf)
        tick(min(len(leaves) / count, 1.0))
    return tuple(leaves)


def _asked(document: Document, wish: Wish, names: tuple[str, ...]) -> tuple[Slide, ...]:
    """Return the slides, or one chart of each scenario where that is asked for."""
    if not wish.chart:
        return slides_of(document, names if wish.scenarios else ())
    if wish.chart == COMPARE:
        return (Slide(names, COMPARE),)
    return tuple(Slide((name,), wish.chart) for name in names)


def drawn(briefing: Briefing, tick: Callable[[float], None] = lambda _share: None) -> Briefing:
    """Return a briefing with every chart drawn; needs a QApplication and the thread of the window."""
    if not any(leaf.frame is not None and not leaf.parts for leaf in briefing.leaves):
        return briefing
    from gui.export.pictures import SIZE_PX, ChartPictures

    pictures = ChartPictures(briefing.language)
    try:
        titles, leaves = pictures.titles(), []
        for number, leaf in enumerate(briefing.leaves):
            heard = partial(tick, number / len(briefing.leaves))
            heard()
            chart = chart_of(leaf.view)
            if leaf.frame is None or (chart not in pictures.ids and not briefing.chart):
                leaves.append(leaf)
                continue
            parts = pictures.parts(chart, leaf.frame, briefing.stamp, heard, SIZES_PX.get(leaf.view, SIZE_PX))
            more = briefing.chart and len(parts) > 1
            whole = pictures.svg(chart, leaf.frame, about=briefing.stamp) if more else parts[0].svg
            rows = tuple(map(tuple, pictures.rows(chart)))
            title = briefing.words("refusals") if leaf.view == REFUSALS else titles[chart]
            leaves.append(replace(leaf, parts=parts, whole=whole, table=rows, title=title))
    finally:
        pictures.close()
    return replace(briefing, leaves=tuple(leaves))

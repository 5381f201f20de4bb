"""What every page of a briefing is put together from: head, foot, texts and tables that go on to a further page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gui.export.briefing import Briefing
from gui.export.changes import Change
from gui.export.look import BASELINE, BOLD_SHARE, LINE_EM, MUTED, height_of, lines_of, width_em
from gui.export.origin import origin_lines
from gui.export.page import PAD_PT, Grid, Page, Paper, Text, shortened

LEAST_FOOT_PT, LEAST_TITLE_PT = 5.0, 13.0
GAP_PT = 8.0
MOST_TITLE_LINES = 2
NEARLY = 0.8  # of a title's size: smaller letters look better than a second line of one word


@dataclass(frozen=True)
class Parts:
    """Makes the parts of pages on one paper."""

    briefing: Briefing
    paper: Paper

    @property
    def room(self) -> float:
        return self.paper.width - 2 * self.paper.margin

    def _tables(
        self,
        title: str,
        subtitle: str,
        rows: Sequence[tuple[str, ...]],
        shares: tuple[float, ...],
        numbers_from: int = 1,
    ) -> Iterator[Page]:
        size, foot = self.paper.body * 0.92, self._foot(self.briefing.changes)
        widths = tuple(self.room * share for share in shares)
        short = [tuple(shortened(cell) for cell in row) for row in rows]
        heights = [max(height_of(cell, size, width - 2 * PAD_PT) for cell, width in zip(row, widths, strict=True))
                   + 2 * PAD_PT for row in short]  # fmt: skip
        at, shown = 1, title
        while True:
            head = self._head(shown, subtitle)
            top = head[-1].y + head[-1].h + GAP_PT
            left, end = foot[0].y - GAP_PT - top - heights[0], at
            while end < len(short) and (end == at or heights[end] <= left):
                left, end = left - heights[end], end + 1
            table = (short[0], *short[at:end]), (heights[0], *heights[at:end])
            alt = self.briefing.words("table_alt", title)
            grid = Grid(self.paper.margin, top, widths, table[1], table[0], size, numbers_from, alt)
            yield Page(shown, (*head, *((grid,) if end > at else ()), *foot))
            if end >= len(short):
                return
            at, shown = end, self.briefing.words("continued", title)

    def _head(self, title: str, subtitle: str) -> tuple[Text, ...]:
        paper, size, title = self.paper, self.paper.title, shortened(title)
        if (near := self._one_line(title, size)) is not None:
            size = near
        while size > LEAST_TITLE_PT and lines_of(title, self.room / size / BOLD_SHARE) > MOST_TITLE_LINES:
            size -= 1
        head = self._text(title, (paper.margin, paper.margin * 0.8, self.room), size, bold=True, role="title")
        if not subtitle:
            return (head,)
        return head, self._text(subtitle, (paper.margin, head.y + head.h, self.room), paper.body, colour=MUTED)

    def _one_line(self, title: str, size: float) -> float | None:
        """Return the size in which a title takes one line, where it need be only a little smaller for it."""
        near = math.floor(4 * self.room / BOLD_SHARE / max(width_em(title), 1.0)) / 4
        return min(size, near) if near >= NEARLY * size else None

    def _foot(self, changes: Sequence[tuple[Change, ...]]) -> tuple[Text, ...]:
        briefing, words, paper = self.briefing, self.briefing.words, self.paper
        text = "\n".join(origin_lines(words, changes, briefing.assumptions, shortened(briefing.stamp, 400)))
        size = paper.foot
        while size > LEAST_FOOT_PT and height_of(text, size, self.room) > paper.height * 0.2:
            size -= 0.25
        small = self._text(text, (paper.margin, 0, self.room), size, colour=MUTED, role="foot")
        line = paper.foot * 1.2 * LINE_EM
        warn = self._text(words("forecast"), (paper.margin, 0, self.room * 0.7), paper.foot * 1.2, bold=True,
                          colour=BASELINE, role="foot")  # fmt: skip
        y = paper.height - paper.margin * 0.5 - small.h - line
        return replace(warn, y=y), replace(small, y=y + line)

    def numbered(self, page: Page, number: int, total: int) -> Page:
        paper, text = self.paper, self.briefing.words("page", str(number), str(total))
        size = paper.foot * 1.2
        foot = next(one for one in page.elements if isinstance(one, Text) and one.role == "foot")
        width = width_em(text) * size + 2 * PAD_PT
        place = Text(paper.width - paper.margin - width, foot.y, width, size * LINE_EM, text, size, colour=MUTED)
        return replace(page, elements=(*page.elements, place))

    def _text(self, text: str, at: tuple[float, float, float], size: float, **look: Any) -> Text:
        """Return a text at (x, y, width) with the height that it needs."""
        return Text(*at, height_of(text, size, at[2], bool(look.get("bold"))), text, size, **look)

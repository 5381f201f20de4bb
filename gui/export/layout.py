"""Pages of a briefing: texts, charts and tables at places in points, so that slides and PDF pages are the same.

Heights are estimated on the safe side (look.py); what does not fit continues on a further page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gui.export.assumptions import by_rule
from gui.export.briefing import Briefing, FirmRow, Subject, headline_text
from gui.export.leaves import Leaf
from gui.export.look import ACCENT, BASELINE, MUTED
from gui.export.native import Native, native_of
from gui.export.page import (
    Bar,
    Chart,
    Drawing,
    Element,
    Grid,
    Page,
    Paper,
    bar_of,
    counted,
    ends_of,
    shortened,
)
from gui.export.parts import GAP_PT, Parts
from model.slides import COMPARE, WHO_JOINS

BESIDE = ("listed_joins_probability", "public_cost_bn")
MOST_ROW_SHARE = 1.7
LEAST_ROW_SHARE = 0.72  # of a row's height, before firms go to a further page
MOST_PART_LETTERS = 200  # of a headline, so that the number of its part is never cut
LEAST_ROWS = 3  # of a chart, however long its headline
TABLED = ("expected_joiners", "listed_joins_probability", "winner_strength", "unfilled_probability", "public_cost_bn",
          "duplicate_spending_bn")  # fmt: skip
TILES = ("expected_joiners", "listed_joins_probability", "public_cost_bn")


def pages(briefing: Briefing, paper: Paper) -> tuple[Page, ...]:
    """Lay a briefing out: title, slides, comparison, levers, assumptions."""
    layout = _Layout(briefing, paper)
    made = [layout.opening()]
    for leaf in briefing.leaves:
        made += layout.leaf(leaf)
    made += [*layout.comparison(), *layout.levers(), *layout.assumptions()]
    total = len(made)
    return tuple(layout.numbered(page, number, total) for number, page in enumerate(made, start=1))


def chart_pages(briefing: Briefing, paper: Paper) -> tuple[Page, ...]:
    """Return the pages of the slides alone, for pictures."""
    layout = _Layout(briefing, paper)
    made = [page for leaf in briefing.leaves for page in layout.leaf(leaf)]
    return tuple(layout.numbered(page, number, len(made)) for number, page in enumerate(made, start=1))


class _Layout(Parts):
    """The pages of one briefing on one paper."""

    def opening(self) -> Page:
        briefing, words, paper = self.briefing, self.briefing.words, self.paper
        y = paper.height * 0.24
        title = self._text(briefing.title, (paper.margin, y, self.room), paper.title * 1.35, bold=True, role="title")
        y = title.y + title.h + GAP_PT
        lines = [" · ".join(dict.fromkeys(one.call for one in briefing.subjects)), briefing.numbers.date(briefing.date)]
        lines += [words("baseline_is", briefing.baseline_name)]
        lines += [words("as_of", briefing.numbers.date(briefing.case.meta["as_of_date"]))]
        lines += [words("hidden")] if briefing.shield else []
        sub = self._text(
            shortened("\n".join(lines), 600), (paper.margin, y, self.room), paper.body * 1.25, colour=MUTED
        )
        warn = self._text(words("forecast"), (paper.margin, sub.y + sub.h + 2 * GAP_PT, self.room), paper.body * 1.4,
                          bold=True, colour=BASELINE)  # fmt: skip
        return Page(briefing.title, (title, sub, warn, *self._foot(briefing.changes)))

    def leaf(self, leaf: Leaf) -> Iterator[Page]:
        """Return the page of a slide, and further ones where there is too much for one."""
        if leaf.view == WHO_JOINS and leaf.frame is None:
            return self.scenario(leaf)
        return self.compared(leaf) if leaf.plain and leaf.frame is None else self.drawn(leaf)

    def scenario(self, leaf: Leaf) -> Iterator[Page]:
        subject = leaf.subjects[0]
        words, paper = self.briefing.words, self.paper
        foot = self._foot((subject.changes,))
        count = len(subject.changes)
        changed = words("changed_one") if count == 1 else words("changed_count", str(count)) if count else ""
        about = words("is_baseline") if subject.is_baseline else changed or words("none_changed_long")
        subtitle = shortened(" · ".join(dict.fromkeys((subject.name, about, subject.call))))
        rest = subject.firms
        title = leaf.headline
        while rest:
            head = self._head(title, subtitle)
            top = head[-1].y + head[-1].h + GAP_PT
            bottom = foot[0].y - GAP_PT - paper.foot * 2
            row = paper.row * LEAST_ROW_SHARE
            fits = max(LEAST_ROWS, int((bottom - top - 1.6 * row) / row))
            even = -(-len(rest) // -(-len(rest) // fits))  # as few pages as hold them, alike in length
            shown, rest = rest[:even], rest[even:]
            yield Page(
                shortened(title),
                (*head, *self._chart(subject, shown, top, bottom), *self._tiles(subject, top), *foot),
                leaf.note,
                subject,
            )
            title = words("continued", leaf.headline)

    def compared(self, leaf: Leaf) -> Iterator[Page]:
        """Return bars of expected joiners, scenario by scenario, with the other figures in a table beside them."""
        briefing, words, paper = self.briefing, self.briefing.words, self.paper
        before, title, rest = briefing.baseline.headline["expected_joiners"], leaf.headline, leaf.subjects
        foot = self._foot(briefing.changes)
        most = max(self._joiners(one, before).reach for one in rest)
        while rest:
            head = self._head(title, words("baseline_is", briefing.baseline_name))
            top = head[-1].y + head[-1].h + GAP_PT
            bottom = foot[0].y - GAP_PT - paper.foot * 2
            fits = max(LEAST_ROWS, int((bottom - top) / paper.row - 1.6))
            shown, rest = rest[:fits], rest[fits:]
            bars = tuple(self._joiners(one, before) for one in shown)
            row = min(paper.row * MOST_ROW_SHARE, (bottom - top) / (len(shown) + 1.6))
            listed = ", ".join(f"{bar.short} {bar.written}" for bar in bars)
            chart = Chart(paper.margin, top + row * 0.6, self.room * 0.66, row * (len(shown) + 1), bars, True,
                          words.headline("expected_joiners"), briefing.baseline_name, words("joiners_alt", listed),
                          paper.body, counted(most), "0.0")  # fmt: skip
            key = " · ".join((words.headline("expected_joiners"), words("chart_key_baseline")))
            text = self._text(key, (paper.margin, chart.y + chart.h, chart.w), paper.foot * 1.15, colour=MUTED)
            yield Page(shortened(title), (*head, chart, text, self._beside(shown, top, row), *foot), leaf.note)
            title = words("continued", leaf.headline)

    def _joiners(self, one: Subject, before: float) -> Bar:
        value = one.outcome.headline["expected_joiners"]
        edges = one.bands.headline.get("expected_joiners") if one.bands is not None else None
        return Bar(one.name, "", value, before, not one.is_baseline, f"{value:.1f}", *ends_of(edges))

    def _beside(self, shown: Sequence[Subject], top: float, row: float) -> Grid:
        """Return the figures beside the bars, a row for each at the height of its bar."""
        briefing, paper = self.briefing, self.paper
        write = briefing.numbers
        rows = [tuple(headline_text(write, key, one.outcome.headline[key]) for key in BESIDE) for one in shown]
        rows.insert(0, tuple(briefing.words.headline(key) for key in BESIDE))
        widths = (self.room * 0.32 / len(BESIDE),) * len(BESIDE)
        heights = (max(row * 0.6, paper.body * 2), *((row,) * len(shown)))
        alt = briefing.words("table_alt", briefing.words("compare"))
        start = top + row * 0.6 - heights[0]
        return Grid(
            paper.margin + self.room * 0.68, start, widths, heights, tuple(rows), paper.body * 0.85, 0, alt, True
        )

    def drawn(self, leaf: Leaf) -> Iterator[Page]:
        """Return a page with a chart of the window, or one for each part of its rows."""
        native = None if leaf.frame is None else native_of(leaf.view, leaf.frame)
        count = max(len(leaf.parts), 1)
        for number in range(count):
            title = leaf.headline
            if count > 1:
                title = self.briefing.words("part", shortened(title, MOST_PART_LETTERS), str(number + 1), str(count))
            some = native if native is None or count == 1 else native.part(leaf.firms[number])
            yield self._picture(leaf, title, number, some)

    def _picture(self, leaf: Leaf, title: str, number: int, native: Native | None) -> Page:
        paper, subject = self.paper, leaf.subjects[0]
        foot = self._foot(self.briefing.changes if leaf.view == COMPARE else (subject.changes,))
        names = (*(one.name for one in leaf.subjects[:1]), leaf.title, subject.call)
        names = (leaf.sentence, subject.name) if leaf.sentence else names
        head = self._head(title, shortened(" · ".join(name for name in dict.fromkeys(names) if name)))
        top = head[-1].y + head[-1].h + GAP_PT
        alt = f"{leaf.title}: " + "; ".join(", ".join(row) for row in leaf.rows(number))
        svg = leaf.parts[number].svg if leaf.parts else b""
        drawing = Drawing(paper.margin, top, self.room, foot[0].y - GAP_PT - top, svg, native, alt, paper.body)
        return Page(shortened(title), (*head, drawing, *foot), leaf.note, subject)

    def _chart(self, subject: Subject, firms: tuple[FirmRow, ...], top: float, bottom: float) -> tuple[Element, ...]:
        briefing, words, paper = self.briefing, self.briefing.words, self.paper
        write = briefing.numbers.percent_bar
        listed = ", ".join(f"{firm.short} {write(firm.join)}" for firm in firms)
        height = min(bottom - top, paper.row * (len(firms) + 1.6) * 1.25)
        bars = tuple(map(bar_of, firms))
        chart = Chart(paper.margin, top, self.room * 0.72, height, bars, not subject.is_baseline, subject.name,
                      briefing.baseline_name, words("chart_alt", listed), paper.body)  # fmt: skip
        key = [words("chart_key")]
        key += [words("chart_key_bands")] if subject.bands is not None else []
        key += [] if subject.is_baseline else [words("chart_key_baseline")]
        key += [words("chart_key_marks")] if any(firm.joined is not None for firm in firms) else []
        told = subject.outcome.sampling
        if told is not None:
            error = briefing.numbers.error_points(max(told.join_standard_error))
            key.append(words("sampled", error))
        text = self._text(
            " · ".join(key), (paper.margin, top + height, self.room * 0.72), paper.foot * 1.15, colour=MUTED
        )
        return chart, text

    def _tiles(self, subject: Subject, top: float) -> Iterator[Element]:
        briefing, paper = self.briefing, self.paper
        x, width, y = paper.margin + self.room * 0.75, self.room * 0.25, top
        for key in TILES:
            value = headline_text(briefing.numbers, key, subject.outcome.headline[key])
            before = headline_text(briefing.numbers, key, briefing.baseline.headline[key])
            label = briefing.words.headline(key)
            if not subject.is_baseline:
                label += "\n" + briefing.words("from", before)
            figure = self._text(value, (x, y, width), paper.title * 0.85, bold=True, colour=ACCENT)
            note = self._text(label, (x, figure.y + figure.h, width), paper.body, colour=MUTED)
            yield from (figure, note)
            y = note.y + note.h + 2 * GAP_PT

    def comparison(self) -> Iterator[Page]:
        briefing, words = self.briefing, self.briefing.words
        heading = (words("scenario"), *(words.headline(key) for key in TABLED))
        rows = []
        for one in briefing.subjects:
            cells = (headline_text(briefing.numbers, key, one.outcome.headline[key]) for key in TABLED)
            mark = f" ({words('baseline')})" if one.is_baseline else ""
            rows.append((one.name + mark, *cells))
        yield from self._tables(words("compare"), "", (heading, *rows), (0.34, *((0.66 / len(TABLED),) * len(TABLED))))

    def levers(self) -> Iterator[Page]:
        words = self.briefing.words
        rows = [(one.name, change.name, change.before, change.value)
                for one in self.briefing.subjects for change in one.changes]  # fmt: skip
        heading = (words("scenario"), words("lever"), words("baseline"), words("value"))
        subtitle = words("baseline_is", self.briefing.baseline_name) if rows else words("nothing_differs")
        yield from self._tables(words("levers"), subtitle, (heading, *rows), (0.36, 0.36, 0.14, 0.14), 2)

    def assumptions(self) -> Iterator[Page]:
        briefing, words = self.briefing, self.briefing.words
        heading = (words("assumption"), words("reason"), words("value"), words("range"))
        rows = [(one.name, one.reason, one.value, one.range) for one in briefing.assumptions]
        shares = (0.27, 0.44, 0.11, 0.18)
        yield from self._tables(
            words("assumptions"), words(by_rule("how_chosen", briefing.assumptions)), (heading, *rows), shares, 2
        )

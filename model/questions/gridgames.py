"""The games of a grid of policies, put together so that as much as may be is worked out once.

Policies are solved in one batch where they share the rules of the contest. A tournament is solved once for all policies
of the same strengths, and where seats are swept only with the most of them: what becomes of a set of winners does not
depend on how many more seats there were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.contest import Race
from model.game import (
    Contest,
    Game,
    build_game,
    distinct_contests,
    each_contest,
    field_of,
    new_prospects,
    point_parameters,
    rules_of,
    scenario_rules,
)
from model.layout import Rules, layout_of
from model.memo import Memo
from model.outcome import Floats
from model.prospects import Prospects
from model.questions.along import moves_strengths

if TYPE_CHECKING:
    from model.case import Case
    from model.scenario import Scenario

Ints = NDArray[np.intp]

MOST_AT_ONCE = 24_000  # sets of winners times policies in one batch; between batches the question can be dropped
MOST_CONTESTS = 2_500  # likewise where each policy has a tournament of its own
MOST_SHARED = 10_000  # likewise where tournaments serve every number of seats
SHAPING = frozenset({"seats", "final_teams", "next_in_rank", "reserved_seat"})  # levers that set the rules


@dataclass(frozen=True)
class GridGames:
    """How the policies of one sweep are put into batches: by rules, and where it pays by strengths.

    ``first`` says that it is the first look at a map: its tournaments are kept for when another lever moves.
    """

    case: Case
    scenario: Scenario
    levers: tuple[str, ...]  # swept
    first: bool
    _made: Memo = field(default_factory=Memo, repr=False)

    def of(self, table: Floats, cells: Ints) -> Iterator[tuple[Ints, Game]]:
        """Yield rows to be solved together with their game, for lever values and places [rows, levers]."""
        if not len(table):
            return
        strong = cells[:, [place for place, lever in enumerate(self.levers) if moves_strengths(lever)]]
        kinds, strength = np.unique(strong, axis=0, return_inverse=True)
        strength = strength.ravel()
        by_rules = rows_by_rules(self.case, self.scenario, table)
        widest = {rules: widest_rules(rules, by_rules) for rules in by_rules}
        for wide in dict.fromkeys(widest.values()):
            sharing = {rules: rows for rules, rows in by_rules.items() if widest[rules] == wide}
            sets = layout_of(wide).sets.n_sets
            each = max(int(np.bincount(strength[rows]).max()) for rows in sharing.values())
            most = MOST_SHARED if len(sharing) > 1 else MOST_CONTESTS
            step = max(1, most // (sets * each))
            for first in range(0, len(kinds), step):
                for rules, rows in sharing.items():
                    mine = rows[(strength[rows] >= first) & (strength[rows] < first + step)]
                    alike = min(step, len(kinds)) == 1
                    for part in _cut(mine, MOST_AT_ONCE // layout_of(rules).sets.n_sets if alike else len(mine)):
                        yield part, self._game(table[part], (rules, wide), alike)

    def _game(self, table: Floats, kinds: tuple[Rules, Rules], alike: bool) -> Game:
        """Put policies [rows, levers] together that share their rules, and their strengths where ``alike``."""
        rules, wide = kinds
        swept = {lever for lever in self.levers if not (alike and moves_strengths(lever))}
        levers = {
            lever.id: table[:, at] if lever.id in swept else table[:1, at]
            for at, lever in enumerate(self.scenario.levers)
        }
        if not alike:
            levers = {name: np.broadcast_to(values, (len(table),)) for name, values in levers.items()}

        def solved(contest: Contest) -> Prospects:
            few, row_of = distinct_contests(contest)
            if "seats" in self.levers and layout_of(wide).sets.draw is None:
                parts = [self._kept(wide, one).narrowed(rules) for one in each_contest(few)]
                found = Prospects.joined(parts, Race.build(few[0], few[2]))
            else:
                found = self._kept(wide, few)
            return found if len(row_of) == len(few[0]) else found.rows(row_of)

        return build_game(self.case, self.scenario.call, rules, levers, point_parameters(self.case), kept_as=solved)

    def _kept(self, rules: Rules, contest: Contest) -> Prospects:
        """Return tournaments, solved only where they are new."""
        if not any(moves_strengths(lever) for lever in self.levers):
            kind = "prospects" if rules == scenario_rules(self.case, self.scenario) else "along"
        else:
            kind = "map"
        memo = self.case.memo if self.first or kind != "map" or "seats" in self.levers else self._made
        key = (rules, *(array.tobytes() for array in contest))
        return memo.get(kind, key, lambda: new_prospects(rules, contest))


def widest_rules(rules: Rules, others: Iterable[Rules]) -> Rules:
    """Return the rules among ``others`` that differ in seats alone and have the most of them: theirs hold all sets."""
    if rules.reserved is not None or rules.pull:
        return rules
    return max((other for other in others if other._replace(seats=rules.seats) == rules), key=lambda one: one.seats)


def rows_by_rules(case: Case, scenario: Scenario, table: Floats) -> dict[Rules, Ints]:
    """Return the rows of a table of policies [rows, levers] by the rules of their contest, ascending."""
    entrants, ids = field_of(case, scenario.call), [lever.id for lever in scenario.levers]
    shaping = [at for at, name in enumerate(ids) if name in SHAPING]
    groups: dict[Rules, list[Ints]] = defaultdict(list)
    kinds, row_of = np.unique(table[:, shaping], axis=0, return_inverse=True)
    for kind in range(len(kinds)):
        rows = np.flatnonzero(row_of.ravel() == kind)
        groups[rules_of(entrants, dict(zip(ids, table[rows[0]], strict=True)))].append(rows)
    return {rules: np.sort(np.concatenate(rows)) for rules, rows in groups.items()}


def _cut(rows: Ints, most: int) -> Iterator[Ints]:
    most = max(1, most)
    return (rows[first : first + most] for first in range(0, len(rows), most))

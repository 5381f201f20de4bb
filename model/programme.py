"""The tournament of every set of firms that may be ranked in, as the prospects of its members.

Solved once a policy: given the set, nothing depends on anybody's entry. The features are named in ``prospects.py``.
"""

from __future__ import annotations

import numpy as np

from model.contest import Race
from model.lattice import lattice_of, shared_survival
from model.layout import Ints, Layout, Rules, Without, layout_of
from model.outcome import Floats
from model.prospects import Prospects, with_nobody
from model.tournament import survival_probabilities


def prospects_of(
    rules: Rules,
    firm_strength: Floats,
    incumbent_strength: Floats,
    pass_strength: Floats,
    checks: tuple[Floats, Floats],
) -> Prospects:
    """Solve the tournament for every set of firms; strengths [batch, n] and [batch, incumbents], checks likewise."""
    layout = layout_of(rules)
    firm_check, _ = checks
    race = Race.build(firm_strength, pass_strength)
    survival = _survival(rules, layout, firm_strength, incumbent_strength, checks)
    pure, old = _pool_features(rules, layout, survival), _incumbent_rows(rules, layout, survival)
    own = firm_check[..., layout.sets.pair_member, None]
    certain = np.ones_like(firm_check)
    if rules.next_in_rank:  # who is ranked in has passed
        winners = _winners(layout, firm_strength, certain)
        return Prospects(layout, race, firm_check, pure * own, old, firm_strength, winners, next_in_rank=True)
    thinned = own * _over_passes(firm_check, layout.pairs_without, pure)
    mixed = _over_passes(firm_check, layout.sets_without, old.reshape(*old.shape[:-2], -1)).reshape(old.shape)
    return Prospects(layout, race, certain, thinned, mixed, firm_strength, _winners(layout, firm_strength, firm_check))


def _winners(layout: Layout, strength: Floats, check: Floats) -> tuple[Floats, Floats]:
    """Strength of the best of each set who passes the check (0 where none does), and P(one does); [batch, sets]."""
    table = layout.member_table
    members, passing = with_nobody(strength, 0.0).take(table, axis=-1), with_nobody(check, 0.0).take(table, axis=-1)
    if table.shape[1] > 1:
        order = np.argsort(-members, axis=-1)
        members, passing = np.take_along_axis(members, order, -1), np.take_along_axis(passing, order, -1)
    failing = np.cumprod(1.0 - passing, axis=-1)
    first = passing * np.concatenate([np.ones_like(failing[..., :1]), failing[..., :-1]], axis=-1)
    best: Floats = (first * members).sum(axis=-1)
    return best, np.asarray(1.0 - failing[..., -1])


def _over_passes(check: Floats, without: Without, values: Floats) -> Floats:
    """Average rows of values [batch, rows, k] over which of each row's members pass, the others being left out.

    One member after another: a row becomes a mixture of itself and of the row without that member. Both have then been
    mixed over the same members in lower places.
    """
    if not values.shape[-1]:
        return values
    values = values.copy()
    for rows, firm, smaller in without:
        passes = check[..., firm, None]
        without_firm = values.take(smaller, axis=-2)
        without_firm *= 1.0 - passes
        mine = values[..., rows, :]  # a view where the rows follow one another
        mine *= passes
        mine += without_firm
        values[..., rows, :] = mine
    return values


def _survival(rules: Rules, layout: Layout, firms: Floats, incumbents: Floats, checks: tuple[Floats, Floats]) -> Floats:
    """Return P(in the programme at each stage) if a whole set enters, [stages + 1, batch, sets, incumbents + seats]."""
    lattice = lattice_of(rules.n_incumbents, layout.sets.sets) if rules.leave_per_stage == 1 else None
    if lattice is not None:
        rates, passes = (np.concatenate(both, axis=-1) for both in ((incumbents, firms), checks[::-1]))
        return shared_survival(lattice, rates, passes, rules.final_teams)
    strength = _pools(firms, incumbents, layout.member_table, 1.0)
    check = _pools(checks[0], checks[1], layout.member_table, 1.0)
    return survival_probabilities(strength, rules.final_teams, rules.leave_per_stage, check, present=layout.present)


def _incumbent_rows(rules: Rules, layout: Layout, survival: Floats) -> Floats:
    """Return the incumbents' part of the survival, [batch, sets, stages + 1, incumbents]."""
    rows = [survival[min(stage, len(survival) - 1), ..., : rules.n_incumbents] for stage in range(layout.stages + 1)]
    return np.stack(rows, axis=-2)


def _pool_features(rules: Rules, layout: Layout, survival: Floats) -> Floats:
    """Return features of every pair if its whole set enters the programme, [batch, pairs, features]."""
    place = rules.n_incumbents + layout.pair_slot
    mine = survival[..., layout.sets.pair_set, place]  # [stages + 1, batch, pairs]
    stages = layout.stages
    rows = [mine[min(stage, len(mine) - 1)] for stage in range(stages + 1)]
    open_ = layout.set_stages[layout.sets.pair_set] > np.arange(stages)[:, None]
    during = np.stack([rows[stage] * open_[stage] for stage in range(stages)], axis=-1)
    leaving = np.stack([rows[stage] - rows[stage + 1] for stage in range(stages)], axis=-1)
    selected = np.ones((*during.shape[:-1], 1))
    return np.concatenate([selected, during, leaving, rows[-1][..., None]], axis=-1)


def _pools(firms: Floats, incumbents: Floats, member_table: Ints, nobody: float) -> Floats:
    """Join incumbents and the members of each set into pools [batch, sets, incumbents + seats]."""
    padded = with_nobody(firms, nobody)[..., member_table]
    old = np.broadcast_to(incumbents[..., None, :], (*padded.shape[:-1], incumbents.shape[-1]))
    return np.concatenate([old, padded], axis=-1)

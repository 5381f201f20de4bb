"""How likely the recorded decisions are: the exact equilibrium of each recorded call at given parameters.

A record that lists applicants only cannot show a firm that considered the call and stayed out. If such a firm would
have been noticed with chance r, what the record says of a listed firm is conditional on its being listed: it joined
with chance p / (p + (1 - p) r). r = 1 takes the record as complete, r = 0 says that nothing can be learned from it.
By default a large firm is always noticed (its refusal is news), and for the others r is unknown, one number a call,
averaged over a flat prior from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.game import Arrays, build_game, scenario_rules
from model.outcome import Floats
from model.policy import lever_arrays
from model.solve import equilibrium, solve

if TYPE_CHECKING:
    from model.case import Case

Bools = NDArray[np.bool_]

# How a record that lists applicants only is read: by size as above; r unknown for every firm; r = 1; r = 0.
TREATMENTS = ("by_size", "averaged", "complete", "uninformative")
DEFAULT_TREATMENT = "by_size"
LEAST = 1e-300  # a probability of 0 has no logarithm
_NODE, _WEIGHT = np.polynomial.legendre.leggauss(24)  # exact for the rational integrand to 1e-12
_NOTICED, _NOTICED_WEIGHT = 0.5 * (_NODE + 1.0), 0.5 * _WEIGHT


@dataclass(frozen=True)
class Record:
    """The recorded decisions: ``calls``, ``firms`` and ``joined`` [decisions] run together.

    ``applicants_only`` [decisions] marks calls whose record holds every eligible firm and joins only; ``large``
    [decisions] marks firms whose absence from a list would be noticed.
    """

    calls: tuple[str, ...]
    firms: tuple[str, ...]
    joined: Bools = field(repr=False)
    applicants_only: Bools = field(repr=False)
    large: Bools = field(repr=False)

    def __len__(self) -> int:
        """How many decisions there are."""
        return len(self.calls)

    def of_call(self, call_id: str) -> Bools:
        """Return which decisions belong to a call, [decisions]."""
        return np.array([call == call_id for call in self.calls], dtype=np.bool_)

    def of_firm(self, firm_id: str) -> Bools:
        """Return which decisions are a firm's, [decisions]."""
        return np.array([firm == firm_id for firm in self.firms], dtype=np.bool_)

    def only(self, kept: Bools) -> Record:
        """Return the record of some of the decisions."""
        rows = np.flatnonzero(kept)
        calls, firms = tuple(self.calls[row] for row in rows), tuple(self.firms[row] for row in rows)
        return Record(calls, firms, self.joined[rows], self.applicants_only[rows], self.large[rows])

    def told(self, joined: Bools) -> Record:
        """Return the same record with other decisions, as a simulation gives them."""
        return replace(self, joined=joined)


def record_of(case: Case) -> Record:
    """Gather the recorded decisions of a case in the order of its calls and eligible firms."""
    rows = []
    for call in case.calls:
        eligible = case.eligible_ids(call.id)
        found = [(firm, case.decision(call.id, firm)) for firm in eligible]
        told = [(firm, decision.joined) for firm, decision in found if decision is not None]
        applicants = len(told) == len(eligible) and all(joined for _, joined in told)
        rows += [(call.id, firm, joined, applicants) for firm, joined in told]
    return Record(
        calls=tuple(row[0] for row in rows),
        firms=tuple(row[1] for row in rows),
        joined=np.array([row[2] for row in rows], dtype=np.bool_),
        applicants_only=np.array([row[3] for row in rows], dtype=np.bool_),
        large=np.array([case.firm(row[1]).size == "large" for row in rows], dtype=np.bool_),
    )


def decision_probabilities(
    case: Case, record: Record, parameters: Arrays, tick: Callable[[int], bool] = lambda _: True
) -> Floats:
    """Return each recorded firm's probability of joining at the equilibrium, [batch, decisions].

    ``parameters`` are [batch] by id. ``tick`` is told after each set how many are solved; where it returns False the
    rows solved so far come back. One set is solved at a time: the tables of a call with many seats then stay in the
    processor's cache. Raises SolveError where no equilibrium is found.
    """
    total = len(next(iter(parameters.values())))
    result = np.empty((total, len(record)))
    calls = [(call, record.of_call(call)) for call in dict.fromkeys(record.calls)]
    starts = {call: solve(case, case.scenario_for(call)).join_probability for call, _ in calls}
    for row in range(total):
        part = {name: values[row : row + 1] for name, values in parameters.items()}
        for call, mine in calls:
            p = call_probabilities(case, call, part, starts[call])[0]
            ids = case.eligible_ids(call)
            result[row, mine] = p[[ids.index(firm) for firm, kept in zip(record.firms, mine, strict=True) if kept]]
        if not tick(row + 1):
            return result[: row + 1]
    return result


def call_probabilities(case: Case, call_id: str, parameters: Arrays, start: Floats) -> Floats:
    """Return equilibria of a call as announced, [batch, n], from the equilibrium ``start`` [n] at the point values."""
    announced = case.scenario_for(call_id)
    game = build_game(case, call_id, scenario_rules(case, announced), lever_arrays((announced,)), parameters)
    return equilibrium(game, None, np.broadcast_to(start, game.base.shape)).p


def log_likelihoods(record: Record, joining: Floats, treatment: str = DEFAULT_TREATMENT) -> Floats:
    """Return the log-likelihood of the record for probabilities of joining [..., decisions], [...]."""
    listed = unsure_of(record, treatment)
    chance = np.maximum(np.where(record.joined, joining, 1.0 - joining), LEAST)
    total = np.asarray(np.log(chance[..., ~listed]).sum(axis=-1))
    if treatment == "uninformative":
        return total
    for call in dict.fromkeys(np.array(record.calls)[listed].tolist()):
        mine = record.of_call(call) & listed
        total = total + _averaged(joining[..., mine], record.joined[mine])
    return total


def unsure_of(record: Record, treatment: str) -> Bools:
    """Return the decisions, [decisions], that the record would have shown only by chance had they been refusals."""
    if treatment == "complete":
        return np.zeros(len(record), dtype=np.bool_)
    return record.applicants_only & ~record.large if treatment == "by_size" else record.applicants_only


def _averaged(joining: Floats, joined: Bools) -> Floats:
    """Average the chance of one call's list over the chance that a decliner is noticed; [..., firms] to [...]."""
    p = np.maximum(joining, LEAST)[..., None]
    noticed = (1.0 - p) * _NOTICED
    share = np.where(joined[:, None], p, noticed) / (p + noticed)
    return np.asarray(np.log(np.maximum(np.prod(share, axis=-2) @ _NOTICED_WEIGHT, LEAST)))

"""One true sentence on a firm, made by rule: what moved it against the baseline, or what keeps it where it is.

Every number in it is a number of the model, written by the writer that is passed in. Motives and levers are named only
where they pull the way the firm went; what pulls hard the other way is named as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from model.outcome import COMPONENTS, Floats, Outcome
from model.questions.explain import EQUILIBRIUM, PINS, Attribution, players_of

if TYPE_CHECKING:
    from model.levers import Lever

LEAST_MOVE = 0.005  # of a probability: below it a change shows as no point at all
MOST_NAMED = 2
MOST_REFUSALS = 5
LIKELY_PROBABILITY = 0.5
LEAST_SHARE = 0.2  # of the whole, for a second motive or a lever to be named
LEAST_DESPITE_SHARE = 1.0 / 3.0  # of what pulls the firm's way, for a contrary motive to be named

GAINS = frozenset({"support", "prize", "second_track", "duty"})
NAMES: dict[str, tuple[str, str]] = {  # within a sentence, English and Korean
    "support": ("support", "지원 효과"),
    "prize": ("prize", "최종 선정 이익"),
    "second_track": ("second track", "별도 트랙 지원"),
    "duty": ("duty", "공적 책무"),
    "own_strategy": ("own strategy", "자체 전략(기회비용)"),
    "duplicate_investment": ("duplicate investment", "중복 투자"),
    "matching": ("matching share", "민간 부담"),
    "bid_cost": ("bid cost", "응모 비용"),
    "stigma": ("stigma", "낙인 효과"),
    "stock_risk": ("stock risk", "주가 위험"),
    "rule_risk": ("rule risk", "규칙 변경 위험"),
}
CHANGES = {  # (a gain?, rises?) -> what is said of its amount
    (True, True): ("more", "증가"),
    (True, False): ("less", "감소"),
    (False, True): ("heavier", "증가"),
    (False, False): ("lighter", "감소"),
}


class Writer(Protocol):
    """How numbers are written in one language, ``"en"`` or ``"ko"``."""

    language: str

    def points(self, difference: float) -> str:
        """Write a change of a probability."""

    def percent_bar(self, probability: float) -> str:
        """Write a probability."""

    def money(self, amount_bn: float, *, signed: bool = False) -> str:
        """Write an amount in bn."""

    def value(self, lever: Lever, value: float) -> str:
        """Write a lever's value with its unit."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the sentence is made from: an outcome, its baseline of the same firms or None, and shares if known."""

    outcome: Outcome
    baseline: Outcome | None
    shares: Attribution | None = None

    @property
    def moves(self) -> Floats:
        """Change of every firm's probability, nil without a baseline, [n]."""
        if self.baseline is None:
            return np.zeros_like(self.outcome.join_probability)
        return np.asarray(self.outcome.join_probability - self.baseline.join_probability)


def firm_to_tell_of(story: Story, selected: str | None) -> int:
    """Return the row of the selected firm, else of the one that moved most, else of the one that joining costs most.

    Where nothing has moved the question is why firms stay out, and the dearest refusal says most about it.
    """
    if selected in story.outcome.firm_ids:
        return story.outcome.index(str(selected))
    moves = np.abs(story.moves)
    if moves.max() >= LEAST_MOVE:
        return int(moves.argmax())
    pins = dict(story.outcome.scenario.pins)
    free = np.array([firm not in pins for firm in story.outcome.firm_ids])
    return int(np.where(free, story.outcome.payoff_bn, np.inf).argmin())


def refusals(outcome: Outcome) -> tuple[int, ...]:
    """Return the rows of the firms whose refusal says most: likelier to stay out than not, the dearest first.

    Where no firm is free and likelier to stay out, those that joining is worth least to.
    """
    pins = dict(outcome.scenario.pins)
    free = [row for row, firm_id in enumerate(outcome.firm_ids) if firm_id not in pins]
    staying = [row for row in free if outcome.join_probability[row] < LIKELY_PROBABILITY]
    told = staying or free or range(len(outcome.firm_ids))
    return tuple(sorted(told, key=lambda row: float(outcome.payoff_bn[row]))[:MOST_REFUSALS])


def heaviest_costs(outcome: Outcome, rows: Sequence[int]) -> tuple[tuple[str, float], ...]:
    """Return the one or two components that weigh most on firms and their shares of all that joining costs these."""
    costs = -np.minimum(outcome.components_bn[list(rows)], 0.0).sum(axis=0)
    whole = float(costs.sum())
    shares = [(COMPONENTS[at], float(costs[at]) / whole) for at in _largest(costs)[:MOST_NAMED]]
    return tuple(pair for place, pair in enumerate(shares) if not place or pair[1] >= LEAST_SHARE)


def sentence(story: Story, row: int, name: str, writer: Writer) -> str:
    """Return the sentence on the firm of a row, under the name given, in the writer's language."""
    pins = dict(story.outcome.scenario.pins)
    firm_id = story.outcome.firm_ids[row]
    if firm_id in pins:
        return _pinned(name, pins[firm_id], writer)
    if abs(story.moves[row]) >= LEAST_MOVE and story.baseline is not None:
        return _moved(story, story.baseline, row, name, writer)
    return _level(story.outcome, row, name, writer)


def _pinned(name: str, joined: bool, writer: Writer) -> str:
    if writer.language == "ko":
        return f"{name}: {'참여로' if joined else '불참으로'} 고정되어 예측을 적용하지 않음"
    return f"{name}: pinned {'in' if joined else 'out'}, so the forecast is set aside"


def _moved(story: Story, baseline: Outcome, row: int, name: str, writer: Writer) -> str:
    move = float(story.moves[row])
    change = story.outcome.components_bn[row] - baseline.components_bn[row]
    with_it = np.where(np.sign(change) == np.sign(move), np.abs(change), 0.0)
    against = np.where(np.sign(change) == -np.sign(move), np.abs(change), 0.0)
    named = [at for at in _largest(with_it) if with_it[at] >= LEAST_SHARE * with_it.sum()][:MOST_NAMED]
    contrary = _largest(against)[:1]
    if not contrary or against[contrary[0]] < LEAST_DESPITE_SHARE * with_it.sum():
        contrary = []
    levers = _because(story, row, move, writer)
    said = f"{name} {writer.points(move)}: {_changes(named, change, writer)}"
    other = _changes(contrary, change, writer)
    if writer.language == "ko":
        said += f"({levers} 영향)" if levers else ""
        return said + (f", 반대 요인은 {other}" if other else "")
    said += f", because of {levers}" if levers else ""
    return said + (f", despite {other}" if other else "")


def _largest(amounts: Floats) -> list[int]:
    """Return the places of what is above nil, the largest first."""
    return [int(at) for at in np.argsort(-amounts, kind="stable") if amounts[at] > 0.0]


def _changes(places: list[int], change: Floats, writer: Writer) -> str:
    """Return motives with the amounts by which they changed; those that changed alike share a word."""
    korean = writer.language == "ko"
    groups: dict[str, list[str]] = {}
    for at in places:
        gain = COMPONENTS[at] in GAINS
        rises = bool((change[at] > 0.0) == gain)  # a cost that turns less negative has fallen
        text = f"{NAMES[COMPONENTS[at]][korean]} {writer.money(abs(float(change[at])))}"
        groups.setdefault(CHANGES[(gain, rises)][korean], []).append(text)
    joint, between = ("·", ", ") if korean else (" and ", " and ")
    return between.join(f"{joint.join(texts)} {word}" for word, texts in groups.items())


def _because(story: Story, row: int, move: float, writer: Writer) -> str:
    """Return the levers that made most of the change, or nothing while their shares are not known."""
    if story.baseline is None:
        return ""
    before, after = story.baseline.scenario, story.outcome.scenario
    players = players_of(before, after, story.outcome.equilibrium.shown > 0)
    if len(players) == 1:
        chosen = list(players)
    elif story.shares is not None and story.shares.is_of(before, after) and story.shares.players == players:
        pulls = story.shares.joining[:, row] * np.sign(move)
        order = [int(at) for at in np.argsort(-pulls, kind="stable") if pulls[at] >= LEAST_SHARE * abs(move)]
        chosen = [story.shares.players[at] for at in order[:MOST_NAMED]]
    else:
        return ""
    korean = writer.language == "ko"
    levers = {lever.id: lever for lever in after.levers}
    texts = []
    for player in chosen:
        if player == PINS:
            texts.append("고정한 기업" if korean else "the pinned firms")
            continue
        if player == EQUILIBRIUM:
            texts.append("선택한 균형" if korean else "the equilibrium chosen")
            continue
        lever = levers[player]
        was, now = (writer.value(lever, scenario.value(player)) for scenario in (before, after))
        texts.append(f"{within(lever.name(writer.language))} {was} → {now}")
    return (", " if korean else " and ").join(texts)


def within(name: str) -> str:
    """Return a name as it stands within a sentence: a capital stays where it begins an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _level(outcome: Outcome, row: int, name: str, writer: Writer) -> str:
    """Say what stands against what; enough of the heavier side is named for the sentence to be true as it stands."""
    parts = outcome.components_bn[row]
    payoff = float(parts.sum())
    heavier, lighter = (parts, -parts) if payoff >= 0.0 else (-parts, parts)
    losing = [at for at in _largest(lighter) if lighter[at] >= LEAST_SHARE * lighter[lighter > 0.0].sum()][:MOST_NAMED]
    winning: list[int] = []
    for at in _largest(heavier):
        if len(winning) >= MOST_NAMED and heavier[winning].sum() > lighter[losing].sum():
            break
        if (
            not winning
            or heavier[at] >= LEAST_SHARE * heavier[winning[0]]
            or (heavier[winning].sum() <= lighter[losing].sum())
        ):
            winning.append(at)
    korean = writer.language == "ko"
    more, less = (
        [f"{NAMES[COMPONENTS[at]][korean]} {writer.money(float(parts[at]), signed=True)}" for at in places]
        for places in (winning, losing)
    )
    head = f"{name} {writer.percent_bar(float(outcome.join_probability[row]))}: "
    if korean:
        sides = ("이익", "부담") if payoff >= 0.0 else ("부담", "이익")
        if not less:
            return f"{head}{', '.join(more)}, 반대 요인 없음"
        return f"{head}{sides[0]}({', '.join(more)})이 {sides[1]}({', '.join(less)})보다 큼"
    if not less:
        return f"{head}{_list(more)} with nothing against it"
    return f"{head}{_list(more)} {'outweighs' if len(more) == 1 else 'outweigh'} {_list(less)}"


def _list(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"

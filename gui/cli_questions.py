"""The subcommands that ask a scenario questions: where firms flip along the levers, and why they moved."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from gui.printing import MINUS, json_text, money, number, table
from gui.starting import UsageError, card, chosen
from model.document import read
from model.errors import EXIT_DONE
from model.levers import joining_side
from model.questions.explain import Attribution, attribution
from model.questions.flips import Flip, flips
from model.questions.motives import MOTIVES, Motives, motives
from model.questions.sentence import Story, sentence
from model.solve import solve

if TYPE_CHECKING:
    from model.case import Case
    from model.levers import Lever
    from model.outcome import Outcome
    from model.scenario import Scenario

FLIPS_HELP = ("find where on each lever a firm crosses 50 %", "정책 수단별로 참여가 뒤바뀌는 전환점을 찾습니다")
FLIPS_EXAMPLES = (
    "turnout flips --lever losers_named --lever fresh_start",
    "turnout flips plan.turnout --json",
)
FLIPS_ARGUMENTS = (
    (
        "--lever",
        ("only along this lever (default: all)", "이 정책 수단만 살펴봅니다(기본값: 전체)"),
        {"metavar": "LEVER", "action": "append"},
    ),
)
EXPLAIN_HELP = ("say which levers moved each firm", "기업별 변화에 각 정책 수단이 기여한 몫을 설명합니다")
EXPLAIN_EXAMPLES = (
    "turnout explain --set losers_named=0.2 fresh_start=0.6",
    'turnout explain plan.turnout --against "Quiet results" --firm kt',
)
EXPLAIN_ARGUMENTS = (
    (
        "--against",
        ("compare with this scenario of the file (default: its baseline)", "비교할 시나리오(기본값: 비교 기준)"),
        {"metavar": "NAME"},
    ),
    (
        "--firm",
        ("only this firm (default: all)", "이 기업만 설명합니다(기본값: 전체)"),
        {"metavar": "FIRM", "action": "append"},
    ),
)


def flips_command(options: argparse.Namespace) -> int:
    """Print every flip along the levers."""
    case, scenario, _ = chosen(options)
    for lever_id in options.lever or ():
        scenario.value(lever_id)  # names the levers that there are
    found = flips(case, scenario, solve(case, scenario), options.lever)
    rows = [(case.lever(lever_id), flip) for lever_id, marks in found.items() for flip in marks]
    if options.json:
        print(json_text({"scenario": scenario.name, "flips": [_flip_json(lever, flip) for lever, flip in rows]}))
        return EXIT_DONE
    head = ("lever", "firm", "value", "unit", "joins_above", "joins_at")
    lines = [(lever.id, flip.firm_id, *_place(lever, flip)) for lever, flip in rows]
    print(table([head, *lines]))
    return EXIT_DONE


def _place(lever: Lever, flip: Flip) -> tuple[str, ...]:
    value = str(lever.plain(flip.value)) if lever.kind == "choice" else f"{flip.value:.{lever.decimals + 2}f}"
    at = _joins_at(lever, flip)
    return value, lever.unit, str(flip.joins_above).lower(), "-" if at is None else str(at)


def _joins_at(lever: Lever, flip: Flip) -> object:
    """Return the legal value next to the crossing at which the firm joins; None for an option that it shuns."""
    if lever.kind == "choice" and not flip.joins_above:
        return None
    return lever.plain(joining_side(lever, flip.value, flip.joins_above))


def _flip_json(lever: Lever, flip: Flip) -> dict[str, object]:
    value = lever.plain(flip.value) if lever.kind == "choice" else flip.value
    found = {"lever": lever.id, "firm": flip.firm_id, "value": value, "joins_above": flip.joins_above}
    return {**found, "joins_at": _joins_at(lever, flip)}


def explain_command(options: argparse.Namespace) -> int:
    """Print each lever's share of every firm's change."""
    case, after, file = chosen(options)
    before = _compared(case, after, file, options.against)
    firms = options.firm or after.firm_ids
    for firm_id in firms:
        after.with_pin(firm_id, None)  # names the firms that there are
    writer = PlainWriter(options.lang, case.meta["currency"])
    story = Story(solve(case, after), solve(case, before), attribution(case, before, after))
    if options.json:
        print(json_text(_explained(story, motives(case, before, after), firms, writer)))
        return EXIT_DONE
    shares = story.shares
    assert shares is not None
    head = ("firm", "change_probability", *(f"{player}_probability" for player in shares.players))
    rows = [_row(story, shares, firm_id) for firm_id in firms]
    said = "\n".join(_sentence(story, firm_id, writer) for firm_id in firms)
    print(f"{table([head, *rows], words=1)}\n\n{said}" if shares.players else said)  # nothing differs: no shares
    return EXIT_DONE


def _compared(case: Case, after: Scenario, file: str | None, against: str | None) -> Scenario:
    if file is None:
        if against is not None:
            raise UsageError(
                "--against names a scenario of a file; give the file.",
                "--against는 파일의 시나리오 이름입니다. 파일을 지정하십시오.",
            )
        return case.scenario_for(after.call)
    document = read(file)
    return document.baseline_scenario if against is None else card(document, against)


def _row(story: Story, shares: Attribution, firm_id: str) -> tuple[str, ...]:
    row = story.outcome.index(firm_id)
    parts = [float(story.moves[row]), *shares.joining[:, row].tolist()]
    return (firm_id, *(number(part, "probability") for part in parts))


def _sentence(story: Story, firm_id: str, writer: PlainWriter) -> str:
    outcome: Outcome = story.outcome
    row = outcome.index(firm_id)
    name = (outcome.names_ko if writer.language == "ko" else outcome.names_en)[row]
    return sentence(story, row, name, writer)


def _explained(story: Story, by_motive: Motives, firms: tuple[str, ...], writer: PlainWriter) -> dict[str, Any]:
    shares = story.shares
    assert shares is not None
    parts = []
    for firm_id in firms:
        row = story.outcome.index(firm_id)
        levers = {
            player: {
                "join_probability": float(shares.joining[at, row]),
                "standard_error_probability": float(shares.joining_error[at, row]),
                "payoff_bn": float(shares.components_bn[at, row].sum()),
            }
            for at, player in enumerate(shares.players)
        }
        said = _sentence(story, firm_id, writer)
        own = dict(zip(MOTIVES, by_motive.joining[:, row].tolist(), strict=True))
        shares_of = {"shares": levers, "motives_probability": own}
        parts.append({"id": firm_id, "change_probability": float(story.moves[row]), **shares_of, "sentence": said})
    names = {"before": shares.before.name, "after": shares.after.name}
    return {**names, "exact": shares.exact, "firms": parts}


class PlainWriter:
    """Numbers for a sentence on a terminal: the same in every locale; money in bn, in Korean in 억."""

    def __init__(self, language: str, currency: str) -> None:
        self.language, self.currency = language, currency

    def points(self, difference: float) -> str:
        """Write a change of a probability."""
        return f"{100 * difference:+.1f}".replace("-", MINUS) + ("%p" if self.language == "ko" else " points")

    def percent_bar(self, probability: float) -> str:
        """Write a probability."""
        return f"{100 * probability:.1f}%"

    def money(self, amount_bn: float, *, signed: bool = False) -> str:
        """Write an amount given in bn."""
        return money(amount_bn, self.language, self.currency, signed=signed)

    def value(self, lever: Lever, value: float) -> str:
        """Write a lever's value as it is set on the command line."""
        return str(lever.plain(value))

"""The command line prints what the window shows, to the digit on screen: who joins, why, headlines, tipping points."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel

from gui.headline import SHOWN
from gui.levers.slider import LeverSlider
from gui.saying import said
from model.outcome import COMPONENTS, HEADLINES
from model.questions.explain import PINS
from model.questions.motives import MOTIVES
from tests.gui.sights import DOCUMENTS, Sight, asked, blocks, opened, shows, told

JOIN, SELECTION, FINAL = 1, 4, 5  # columns of *Who joins*
AMOUNT = re.compile(r"(?<!→ )(?<!→ ₩)(?<![\d,.])(\d[\d,.]*)(?: bn|억원)(?! →)")  # what changed, not where a lever stood
NUMBERS = re.compile(r"[+−]?(?:₩)?\d+(?:,\d{3})*(?:\.\d+)?(?:%p|개월|장|팀|점|%)?|억원| bn| points?| mo| pts| %")
PINNED = {"en": "Pinned firms", "ko": "고정한 기업"}
TENTH = 0.001 + 1e-9  # of a point, and a rounding error
QUICK = [name for name in DOCUMENTS if name != "first call"]  # fifteen firms for five seats take long along every lever


def every_firm(sight: Sight) -> list[str]:
    """Return the options that ask a sweep for every firm's chance."""
    return [word for firm in sight.frame.outcome.firm_ids for word in ("--of", firm)]


def lever_name(sight: Sight, player: str) -> str:
    """Return what a step of the waterfall is called."""
    return sight.frame.case.lever(player).name(sight.frame.language) if player != PINS else PINNED[sight.frame.language]


def without_numbers(sentence: str) -> str:
    """Return the words of a sentence: amounts are written in another way on a terminal."""
    return re.sub(r"\s+", " ", NUMBERS.sub("", sentence))


def scale_of(label: str, unit: str) -> float:
    """Return by how much a label multiplies the value of a lever."""
    return 100.0 if unit in {"share", "probability"} else 10.0 if unit == "bn" and "억" in label else 1.0


@pytest.fixture(scope="module", params=list(DOCUMENTS))
def sight(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sight]:
    """A window on each document in turn."""
    made = opened(request.param, request, tmp_path_factory.mktemp("sight"))
    yield made
    made.speak("en")
    made.application.close()


def test_every_figure_of_a_firm(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "solve", *sight.source)
    exact = sight.frame.outcome.as_json()
    assert answer["firms"] == exact["firms"]
    assert answer["joiner_probability"] == exact["joiner_probability"]
    for language in ("en", "ko"):
        sight.speak(language)
        chances = {row[0]: row for row in sight.window.board.joins.rows()[1:]}
        reasons = {row[0]: row for row in sight.look("why").rows()[1:]}
        assert len(chances) == len(reasons) == len(answer["firms"])
        for firm in answer["firms"]:
            row = chances[firm[f"name_{language}"]]
            assert shows(row[JOIN], firm["join_probability"])
            assert shows(row[SELECTION], firm["selection_probability"])
            assert shows(row[FINAL], firm["final_probability"])
            row = reasons[firm[f"name_{language}"]]
            amounts = [*(firm["components_bn"][name] for name in COMPONENTS), firm["payoff_bn"]]
            shown = row[1 :: (len(row) - 1) // len(amounts)]  # perhaps with the two ends of a band after each
            assert all(shows(*pair) for pair in zip(shown, amounts, strict=True)), (firm["id"], shown)
        rows = sight.look("turnout").rows()[1 : len(answer["firms"]) + 2]
        assert all(shows(row[1], chance) for row, chance in zip(rows, answer["joiner_probability"], strict=True))


def test_the_headlines_and_what_is_claimed_of_the_equilibrium(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "solve", *sight.source)["headline"]
    assert answer == {name: float(value) for name, value in sight.frame.outcome.headline.items()}
    found = asked(capsys, "solve", *sight.source, "--equilibria")
    frame = sight.wait("certificate")
    assert found["certified_unique"] == frame.outcome.equilibrium.certified_unique
    assert found["starts"] == frame.outcome.equilibrium.starts
    assert frame.claim is not None
    assert [list(one["join_probability"].values()) for one in found["equilibria"]] == frame.claim.points.tolist()
    for language, certified, starts in (
        ("en", "One equilibrium (certified)", "One found from 8 starts"),
        ("ko", "", ""),
    ):
        sight.speak(language)
        tiles = sight.window.board.tiles.rows()[1:]
        assert all(shows(tile[1], answer[name]) for tile, name in zip(tiles, SHOWN, strict=True))
        label = sight.window.status.findChild(QLabel, "status.equilibrium")
        assert isinstance(label, QLabel)
        assert not certified or label.text() == (certified if found["certified_unique"] else starts)


def test_the_printed_table_is_the_same_in_both_languages(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "solve", *sight.source)
    for language in ("en", "ko"):
        sight.speak(language)
        _, firms, parts, headline, _ = blocks(told(capsys, "solve", *sight.source, "--lang", language))
        names = dict(zip(sight.frame.outcome.firm_ids, sight.frame.names, strict=True))
        for row, firm in zip(firms[1:], answer["firms"], strict=True):
            assert row[:2] == [firm["id"], names[firm["id"]]]
            assert all(shows(text, firm[name]) for name, text in zip(firms[0][2:], row[2:], strict=True))
        for row, firm in zip(parts[1:], answer["firms"], strict=True):
            amounts = [firm["components_bn"][name.removesuffix("_bn")] for name in parts[0][1:]]
            assert all(shows(*pair) for pair in zip(row[1:], amounts, strict=True))
        printed = dict(headline)
        assert all(shows(printed[name], value) for name, value in answer["headline"].items())


@pytest.mark.parametrize("sight", QUICK, indirect=True)
def test_tipping_points_and_what_their_marks_say(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "flips", *sight.source)["flips"]
    frame = sight.wait("flips")
    exact = {
        (lever, flip.firm_id, flip.value, flip.joins_above)
        for lever, flips in frame.flips.items()
        for flip in flips
        if frame.case.lever(lever).kind != "choice"
    }
    told_of = {(row["lever"], row["firm"], row["value"], row["joins_above"]): row for row in answer}
    assert exact == {key for key in told_of if frame.case.lever(key[0]).kind != "choice"}
    for language, above in (("en", "joins above"), ("ko", "이상에서 참여")):
        sight.speak(language)
        for lever_id, row in sight.window.levers.rows.items():
            lever = frame.case.lever(lever_id)
            for mark in row.control.flips if isinstance(row.control, LeverSlider) else ():
                found = told_of[lever_id, mark.firm_id, mark.value, mark.joins_above]
                assert mark.joins_above == (above in mark.tip)
                label = mark.tip.partition(" · ")[0].removeprefix(mark.label)
                if lever.kind == "switch":
                    assert any(word in label for word in (("On", ": 적용") if found["joins_at"] else ("Off", "미적용")))
                else:
                    assert shows(label, float(found["joins_at"]), scale_of(label, lever.unit)), (lever_id, label, found)


@pytest.mark.parametrize("sight", QUICK, indirect=True)
def test_the_curves_of_tipping_points_are_a_sweep(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    lever = "losers_named"
    sight.speak("en")
    sight.window.session.focus_lever(lever)
    head, *rows = sight.look("tipping", "flips").rows()
    answer = asked(capsys, "sweep", *sight.source, "--lever", f"{lever}=0:1:21", *every_firm(sight))
    places = {f"{100 * value:.0f} %": at for at, value in enumerate(answer["levers"][0]["values"])}
    shared = [(column, places[text]) for column, text in enumerate(head) if text in places]
    assert len(shared) > 3
    firms = dict(zip(sight.frame.names, sight.frame.outcome.firm_ids, strict=True))
    for row in rows:
        if row[0] in firms:
            along = answer["figures"][f"{firms[row[0]]}_join_probability"]
            assert all(shows(row[column], along[at]) for column, at in shared), row


@pytest.mark.parametrize("sight", QUICK, indirect=True)
def test_the_shares_of_a_change_and_the_sentence_on_it(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "explain", *sight.source)
    chart = sight.look("waterfall", "sentence", "motives")
    frame = sight.frame
    levers, motives = frame.attribution, frame.motives
    assert levers is not None
    assert motives is not None
    for row, firm in enumerate(answer["firms"]):
        shares = [part["join_probability"] for part in firm["shares"].values()]
        assert list(firm["shares"]) == list(levers.players)
        assert shares == levers.joining[:, row].tolist()
        assert [firm["motives_probability"][name] for name in MOTIVES] == motives.joining[:, row].tolist()
    for language in ("en", "ko"):
        sight.speak(language)
        sentences = [one["sentence"] for one in asked(capsys, "explain", *sight.source, "--lang", language)["firms"]]
        for row, firm in enumerate(answer["firms"]):
            sight.window.session.select_firm(firm["id"])
            steps = {name: (value, share) for name, value, share in chart.rows()[1:]}
            for lever, part in firm["shares"].items():
                step = steps.get(lever_name(sight, lever))
                if step is None:
                    assert abs(part["join_probability"]) < TENTH  # left out where nothing would be seen
                else:
                    shown = float(step[1].partition(" ± ")[0].replace("−", "-")) / 100.0
                    assert abs(shown - part["join_probability"]) < TENTH  # tenths of a point that add up
            sentence = said(sight.frame).text
            assert without_numbers(sentence) == without_numbers(sentences[row])
            assert AMOUNT.findall(sentence) == AMOUNT.findall(sentences[row])
        sight.window.session.select_firm(None)


@pytest.mark.parametrize("sight", ["two seats"], indirect=True)
def test_scenarios_side_by_side(sight: Sight, capsys: pytest.CaptureFixture[str]) -> None:
    chart = sight.look("compare", "thumbnails")
    document = sight.window.session.document
    names = [("--scenario", card.name) for card in document.scenarios]
    baseline = names.pop(document.baseline)
    answers = [asked(capsys, "solve", *sight.source, *words) for words in (baseline, (), *names)]  # as in the columns
    for language in ("en", "ko"):
        sight.speak(language)
        rows = [row for row in chart.rows()[1:] if not row[0].endswith("(90 %)")]
        for row, name in zip(rows, HEADLINES, strict=False):
            assert all(shows(row[at + 1], answer["headline"][name]) for at, answer in enumerate(answers)), row
        by_name = {row[0]: row for row in rows}
        for place, firm in enumerate(answers[0]["firms"]):
            row = by_name[firm[f"name_{language}"]]
            chances = [answer["firms"][place]["join_probability"] for answer in answers]
            assert all(shows(*pair) for pair in zip(row[1:], chances, strict=False)), row

"""Orders of announcements in a document: by call, refused where a firm is missing, optional in the file."""

from __future__ import annotations

import json

import pytest

from model import Document, ModelError
from model.document import FORMAT_VERSION, dumps, loads
from model.errors import FileError
from model.speaking import Turns, recorded_order
from model.speeches import turns_of, with_turns
from tests.model.documents import case

CALL = "2026-additional"


def swapped() -> Turns:
    """The recorded order with its first two turns the other way round."""
    first, second, *rest = recorded_order(case(), CALL)
    return (second, first, *rest)


def test_an_order_survives_being_written_and_the_recorded_one_takes_no_room() -> None:
    document = Document.new(case())
    assert '"speeches"' not in dumps(document)
    told = with_turns(document, CALL, swapped())
    assert told != document, "an order is something that can be undone"
    again = loads(dumps(told))
    assert again == told
    assert turns_of(again, CALL) == swapped()
    assert turns_of(again, "2025-open") is None
    assert dumps(again) == dumps(told)
    assert with_turns(told, CALL, None) == document


def test_a_file_of_before_orders_were_kept_is_read_as_it_was() -> None:
    plain = json.loads(dumps(with_turns(Document.new(case()), CALL, swapped())))
    assert plain.pop("speeches").keys() == {CALL}
    older = loads(json.dumps(plain))
    assert older.speeches == ()
    assert plain["format_version"] == FORMAT_VERSION, "an optional member needs no new format"


def test_everybody_speaks_exactly_once() -> None:
    document, order = Document.new(case()), recorded_order(case(), CALL)
    for wrong in (order[1:], (*order, order[0]), (("", ("nobody",)), *order)):
        with pytest.raises(ModelError, match="exactly once"):
            with_turns(document, CALL, wrong)


@pytest.mark.parametrize(
    ("speeches", "place"),
    [
        ({"2030": []}, "speeches.2030: there is no call"),
        ({CALL: [{"date": "", "firms": ["kt"]}]}, f"speeches.{CALL}: every eligible firm"),
        ({CALL: [{"date": "", "firms": []}]}, "speeches"),
        ({CALL: [{"day": ""}]}, "speeches"),
    ],
)
def test_a_wrong_order_is_refused_with_its_place(speeches: object, place: str) -> None:
    plain = json.loads(dumps(Document.new(case())))
    plain["speeches"] = speeches
    with pytest.raises(FileError, match=place):
        loads(json.dumps(plain))

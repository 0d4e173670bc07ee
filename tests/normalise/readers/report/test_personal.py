"""Persons and their addresses stay out of the content, and a text about people stays in."""

from __future__ import annotations

import pytest

from measurebook.model.source import Card
from measurebook.normalise.readers.report.notes import Notes
from measurebook.normalise.readers.report.personal import PersonalData, asks_for_person
from measurebook.normalise.readers.report.place import Place
from measurebook.normalise.reading import SourceText
from tests.normalise.form.form_blocks import block_of
from tests.normalise.reading_aid import lists_without_names

AMONG_PERSONS = Place(is_personal=True)
ELSEWHERE = Place()


def make_notes() -> Notes:
    card = Card(title="A report", kind="periodic-report", sha256="0" * 64)
    return Notes(SourceText("001", "content/sources/001.txt", (), card))


def drop(place: Place, *printed: str) -> tuple[list[str], dict[str, str | None]]:
    """What is left of an answer, and the class of each line that was taken out."""
    notes = make_notes()
    block = block_of(*printed, field="contact")
    left = PersonalData(lists_without_names(), notes).drop(block, None, place)
    return [line.text for line in left.values], {one.lines: one.line_class for one in notes.entries}


def test_addresses_are_withheld_where_the_form_asks_for_persons() -> None:
    left, classes = drop(AMONG_PERSONS, "Union of Puppets", "someone@example.az")
    assert left == ["Union of Puppets"]
    assert classes == {"12": "withheld"}


def test_elsewhere_nothing_is_dropped() -> None:
    left, classes = drop(ELSEWHERE, "Union of Puppets", "Open to everybody")
    assert left == ["Union of Puppets", "Open to everybody"]
    assert classes == {}


@pytest.mark.parametrize(
    ("value", "is_behind_prose", "asks"),
    [
        ("A. Mammadov", False, True),
        ("A text of some length. " * 10, False, False),
        ("A. Mammadov", True, True),
    ],
)
def test_a_short_label_with_a_short_value_may_ask_for_a_person(
    value: str, *, is_behind_prose: bool, asks: bool
) -> None:
    block = block_of(value, field="name")
    assert asks_for_person(block, is_behind_prose=is_behind_prose) == asks

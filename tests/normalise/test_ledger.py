"""Every line that is not blank has exactly one class, or is cited."""

from __future__ import annotations

import msgspec

from measurebook.model.measure import Measure
from measurebook.model.source import LineEntry
from measurebook.normalise.ledger import LEFT_OUT, check_reading, make_ledger
from measurebook.normalise.reading import Draft, Reading, SourceText
from tests.normalise.reading_aid import read

SOURCE = read("Rooms\n\nLibrary\n \nDescribe the main features of the policy/measure:\nText").source
MEASURE = Measure(
    title="Rooms",
    reported_by="party",
    targets_young_people="blank",
    ifcd_support="blank",
    evaluated="blank",
    citations={"title": {"page": "1"}},
)


def entry(lines: str, name: str = "form-wording", note: str | None = None) -> LineEntry:
    return msgspec.convert({"lines": lines, "class": name, "note": note}, LineEntry)


def reading_of(*entries: LineEntry) -> Reading:
    return Reading((Draft("rooms", MEASURE),), entries)


def say(reading: Reading, source: SourceText = SOURCE) -> list[str]:
    return [str(problem) for problem in check_reading(source, reading)]


def test_a_line_without_class_is_told() -> None:
    assert say(reading_of(entry("5"))) == [
        "content/sources/page.txt:3: lines that nothing accounts for: 3, 6"
    ]


def test_a_line_with_two_classes_is_told() -> None:
    assert say(reading_of(entry("3-5"), entry("5-6", "spam"))) == [
        "content/sources/page.txt:5: lines that were read as two things: 5"
    ]


def test_one_class_twice_is_one_class() -> None:
    assert say(reading_of(entry("3-6"), entry("5"))) == []


def test_neighbours_of_one_class_are_one_entry_across_blank_lines() -> None:
    ledger = make_ledger(
        SOURCE, [entry("1"), entry("3"), entry("5", "spam"), entry("6")], set(), set()
    )
    assert [(x.lines, x.line_class) for x in ledger.lines] == [
        ("1-3", "form-wording"),
        ("5", "spam"),
        ("6", "form-wording"),
    ]


def test_what_an_editor_took_out_is_withheld() -> None:
    ledger = make_ledger(SOURCE, [entry("5")], {1, 3, 6}, {1, 6})
    assert [(x.lines, x.line_class, x.note) for x in ledger.lines] == [
        ("3", "withheld", LEFT_OUT),
        ("5", "form-wording", None),
    ]

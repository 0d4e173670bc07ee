"""Each field of the form is read by its own rule, and nothing printed below its label is lost."""

from __future__ import annotations

import pytest

from measurebook.model.measure import SECTION_HEADINGS, Funding
from measurebook.normalise.form.fields import READERS
from tests.normalise.form.form_blocks import LABEL, lines_of, printed_as_is, read_field, read_into


@pytest.mark.parametrize("field", sorted(READERS))
def test_every_line_below_a_label_is_cited_or_has_its_class(field: str) -> None:
    printed = ["Something that no list of the form has", "", "and a second line of it"]
    found = read_field(field, *printed)
    cited = {number for span in found.spans.values() for number in range(span.first, span.last + 1)}
    classed = {int(entry.lines) for entry in found.entries}
    assert {LABEL + 1, LABEL + 3} <= cited | classed


@pytest.mark.parametrize("section", SECTION_HEADINGS)
def test_a_label_without_text_leaves_its_section_out(section: str) -> None:
    assert read_field(section).sections == {}
    assert read_field(section, "A text.").sections == {section: "A text."}


def test_terms_of_a_closed_list_are_found_on_one_line_and_on_several() -> None:
    found = read_field("domains", "Music, Design", "Performing Arts", "Gardening")
    assert found.values == {"domains": ("music", "design", "performing-arts")}
    assert lines_of(found)["domains"] == "11-12"
    assert printed_as_is(found) == [("domains", "Gardening")]


def test_a_term_that_is_not_stated_is_an_empty_list_at_its_label() -> None:
    found = read_field("domains")
    assert found.values == {"domains": ()}
    assert lines_of(found) == {"domains": str(LABEL)}


def test_the_label_tells_that_money_is_in_dollars() -> None:
    in_dollars = read_field("funding", "780000", unit="USD").values["funding"]
    without = read_field("funding", "780000").values["funding"]
    assert in_dollars == Funding(statement="780000", usd="780000")
    assert without == Funding(statement="780000")


def test_a_question_without_a_field_is_kept_under_its_own_words() -> None:
    found = read_field("challenges", "-", "Too few halls.")
    assert printed_as_is(found) == [("Label of challenges", "Too few halls.")]
    assert [(entry.lines, entry.line_class) for entry in found.entries] == [("11", "form-wording")]


@pytest.mark.parametrize(
    ("again", "line_class", "unresolved"),
    [("OPEN  stage", "repeated", []), ("Closed Stage", None, [("title", "Closed Stage")])],
)
def test_a_second_title_is_noted_as_a_repetition_or_kept_as_printed(
    again: str, line_class: str | None, unresolved: list[tuple[str, str]]
) -> None:
    found = read_field("overview_title", "Open Stage")
    read_into(found, "overview_title", again)
    assert found.values == {"title": "Open Stage"}
    assert [entry.line_class for entry in found.entries] == [line_class] * bool(line_class)
    assert printed_as_is(found) == unresolved

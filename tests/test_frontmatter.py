from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from measurebook.errors import ContentError
from measurebook.frontmatter import (
    DEPTH_LIMIT,
    as_values,
    convert,
    read_document,
    read_fields,
    read_record,
    read_records,
    write_document,
    write_fields,
)
from measurebook.memory import Memory
from measurebook.model.event import Announcement
from measurebook.model.measure import Funding, Measure, Partner
from measurebook.model.source import LineEntry
from measurebook.text import find_hidden


def fault_of(text: str) -> str:
    """What is said of a YAML text that has one fault."""
    with pytest.raises(ContentError) as caught:
        read_fields(text, "x.yaml")
    (problem,) = caught.value.problems
    return str(problem)


def faults_of(value: dict[str, Any], kind: type[Any] = Measure) -> list[str]:
    """What is said of values that do not fit a record, without the place."""
    fields = read_fields(write_fields(value), "x.yaml")
    return [problem.message for problem in convert(fields, fields.values, kind, ())[1]]


RIGHT = {
    "reported_by": "party",
    "targets_young_people": "yes",
    "ifcd_support": "no",
    "evaluated": "not-asked",
}


# Every scalar is text


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "yes",
        "off",
        "~",
        "null",
        "0123",
        "12:30",
        "1_000",
        "2024-02-30",
        "1e3",
        "0x1f",
        ".inf",
    ],
)
def test_a_scalar_is_the_text_that_is_written(written: str) -> None:
    assert read_fields(f"key: {written}\n", "x.yaml").values == {"key": written}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "'': ''\n"])
def test_a_file_may_be_empty(text: str) -> None:
    assert set(read_fields(text, "x.yaml").values) <= {""}


def test_every_key_knows_its_line() -> None:
    fields = read_fields("a: 1\nb:\n  c:\n  - d\n  - {e: f}\n", "x.md", first_line=2)
    assert fields.line_of("a") == 2
    assert fields.line_of("b", "c", 1) == 6
    assert fields.line_of("b", "c", 1, "e") == 6


def test_a_key_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    fields = read_fields("a: 1\nb:\n  c: d\n", "x.yaml")
    assert fields.line_of("b", "z") == 2
    assert fields.line_of("z") == 1


# What strict reading refuses


def test_a_key_that_stands_twice_is_refused() -> None:
    assert fault_of("a: 1\nb: 2\na: 3\n") == 'x.yaml:3: the key "a" stands twice; keep one'


def test_a_key_may_stand_once_in_each_mapping() -> None:
    assert read_fields("a: {a: 1}\nb: {a: 2}\n", "x.yaml").values["b"] == {"a": "2"}


def test_an_alias_is_refused() -> None:
    assert "uses a YAML alias (*one)" in fault_of("a: &one [1]\nb: *one\n")


def test_an_alias_that_bites_its_tail_is_refused() -> None:
    assert "uses a YAML alias (*one)" in fault_of("a: &one [*one]\n")


def test_an_alias_of_nothing_is_refused() -> None:
    assert "uses a YAML alias (*one)" in fault_of("a: *one\n")


def test_an_alias_as_a_key_is_refused() -> None:
    with pytest.raises(ContentError, match="uses a YAML alias"):
        read_fields("a: &one x\n*one : y\n", "x.yaml")


def test_a_million_laughs_are_one_line_each() -> None:
    layers = ["a0: &a0 [ha]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)
    ]
    with pytest.raises(ContentError) as caught:
        read_fields("\n".join(layers), "x.yaml")
    assert len(caught.value.problems) == 8


@pytest.mark.parametrize("text", ["<<: {a: 1}\n", "a: {<<: {b: 1}, c: 2}\n"])
def test_a_merge_key_is_refused(text: str) -> None:
    assert "uses a YAML merge key" in fault_of(text)


@pytest.mark.parametrize(
    "text", ["a: !!int 1\n", "a: !x y\n", "a: !!python/name:os.system x\n", "!!str a: b\n"]
)
def test_a_tag_is_refused(text: str) -> None:
    assert "has a YAML tag" in fault_of(text)


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{a: b}: c\n", "[a]: b\n"])
def test_a_key_that_is_not_text_is_refused(text: str) -> None:
    assert "has a key that is not plain text" in fault_of(text)


def test_a_second_document_is_refused() -> None:
    assert "opens a second document" in fault_of("a: 1\n---\nb: 2\n")


@pytest.mark.parametrize("text", ["just words\n", "- a\n- b\n", "[a, b]\n"])
def test_a_file_without_keys_is_refused(text: str) -> None:
    assert "holds no `key: value` lines" in fault_of(text)


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "{a: " * 50_000, "{" * 50_000, "- " * 50_000, "? " * 50_000, "a: " + "[" * 99],
    ids=["lists", "mappings", "keys", "lines", "question marks", "99 deep"],
)
def test_what_is_nested_too_deeply_is_refused_before_it_is_read(text: str) -> None:
    with pytest.raises(ContentError, match=f"is nested more than {DEPTH_LIMIT} levels deep"):
        read_fields(text, "x.yaml")


def test_what_is_nested_just_deeply_enough_is_read() -> None:
    depth = DEPTH_LIMIT - 1
    assert read_fields("a: " + "[" * depth + "]" * depth, "x.yaml").values


def test_an_escape_cannot_hide_a_character() -> None:
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in fault_of('a: "b\\u202ec"\n')


def test_all_faults_of_strictness_are_told_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        read_fields("a: !x 1\nb: *c\na: 2\n<<: {}\n", "x.yaml")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 4]


# Broken YAML, in words


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: Law: on culture\n", 1, 'has a second ": "'),
        ("a: 'b\nc: d\n", 1, "opens a quote that is not closed"),
        ("a: [b\nc: d\n", 1, 'opens a list with "["'),
        ("a: {b: c\nd: e\n", 1, 'opens a mapping with "{"'),
        ("a: b\nc\n", 2, 'has no ": " after its key'),
        ("a: b\n  c: d\n", 2, 'has a second ": " or a wrong indentation'),
        ("a:\n  - b\n c: d\n", 3, "does not fit"),
        ("a: @b\n", 1, "a character that YAML reserves"),
        ('a: "\\d"\n', 1, "has a backslash that means nothing"),
        ("a: - b\n", 1, "starts a list where none fits"),
        ("a:\n\t- b\n", 2, "is indented with a tab"),
    ],
)
def test_a_slip_of_the_pen_is_told_by_its_line(text: str, line: int, words: str) -> None:
    fault = fault_of(text)
    assert fault.startswith(f"x.yaml:{line}: ")
    assert words in fault
    assert fault.isprintable()


# Documents


def test_a_document_has_fields_and_a_body_that_knows_its_line() -> None:
    document = read_document("---\na: 1\n---\n## Head\ntext\n", "x.md")
    assert (document.fields.values, document.fields.line_of("a")) == ({"a": "1"}, 2)
    assert (document.body, document.body_line) == ("## Head\ntext\n", 4)


def test_a_document_may_end_with_its_front_matter() -> None:
    document = read_document("---\na: 1\n---", "x.md")
    assert (document.body, document.body_line) == ("", 3)


def test_a_line_of_dashes_in_the_body_is_of_the_body() -> None:
    assert read_document("---\na: 1\n---\none\n---\ntwo\n", "x.md").body == "one\n---\ntwo\n"


@pytest.mark.parametrize("text", ["", "a: 1\n", "\n---\na: 1\n---\n", " ---\na: 1\n---\n"])
def test_a_document_opens_with_its_front_matter(text: str) -> None:
    with pytest.raises(ContentError, match=r"^x\.md:1: does not open with front matter"):
        read_document(text, "x.md")


# Records


def test_values_that_fit_give_a_record() -> None:
    record = read_record(read_fields(write_fields(RIGHT), "x.yaml"), Measure)
    assert (record.targets_young_people, record.domains, record.places) == ("yes", None, ())


def test_all_misfits_are_told_at_once_each_with_its_line() -> None:
    fields = read_fields("reported_by: partie\nareas: a\nyear: '22'\npartners: [{typ: cso}]\n", "x")
    record, problems = convert(fields, fields.values, Measure, ())
    assert record is None
    assert [problem.line for problem in sorted(problems)] == [1, 1, 1, 1, 2, 3, 4]


def test_what_fits_is_kept_beside_what_does_not() -> None:
    fields = read_fields(write_fields({**RIGHT, "title": "Fund", "year": "22"}), "x")
    record, problems = convert(fields, fields.values, Measure, ())
    assert record
    assert (record.title, record.year, len(problems)) == ("Fund", None, 1)


def test_records_are_read_by_slug_and_a_misfit_is_told_by_its_line() -> None:
    fields = read_fields("a: {type: cso}\nb:\n  type: club\n", "x.yaml")
    with pytest.raises(ContentError, match=r'^x.yaml:3: type: "club" is not one of'):
        read_records(fields, Partner)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"titel": "x"}, 'titel: is not a field here; did you mean "title"?'),
        (
            {"evaluated": "yess"},
            "is not one of blank, no, not-applicable, not-asked, unanswered, yes",
        ),
        ({"evaluated": "yess"}, 'did you mean "yes"?'),
        ({"evaluated": ""}, "evaluated: is empty; expected one of blank, no,"),
        ({"evaluated": ["yes"]}, "evaluated: is a list; expected one of"),
        ({"areas": "culture"}, 'areas: "culture" is not a list; expected [a, b]'),
        ({"areas": ""}, "areas: is empty; expected a list, such as [] for none"),
        ({"areas": {"a": "b"}}, "areas: is a mapping (key: value); expected a list"),
        ({"title": ["a"]}, "title: is a list; expected text"),
        ({"areas": ["Film & Music"]}, 'did you mean "film-music"?'),
        ({"areas": ["a" * 81]}, "is longer than 80 characters"),
        ({"year": "2022/23"}, 'year: "2022/23" does not fit; expected a year, such as 2022'),
        ({"funding": "65 000"}, 'funding: "65 000" does not fit; expected the fields statement,'),
        ({"funding": {"statement": "x", "usd": "65 000"}}, "funding.usd: "),
        ({"funding": {"usd": "65000"}}, 'funding: the field "statement" is missing'),
        ({"partners": [{"typ": "cso"}]}, 'partners.typ: is not a field here; did you mean "type"?'),
        ({"partners": [{"zzz": "cso"}]}, "the fields are organisation, name, type"),
        (
            {"dates": [{"date": "2019", "precision": "year", "what": "a", "inferred": "maybe"}]},
            'dates.inferred: "maybe" does not fit; expected true or false',
        ),
        ({"citations": {"title": {"A b": "1"}}}, "expected the name of a source file"),
        ({"citations": {"title": {"a": "1 to 3"}}}, "citations.title.a: "),
        ({"citations": "none"}, 'citations: "none" does not fit; expected lines of the form'),
        ({"a\nb": "x"}, '"a\\x0ab": is not a field here'),
    ],
    ids=str,
)
def test_a_misfit_is_told_in_plain_words(value: dict[str, Any], words: str) -> None:
    (fault,) = faults_of({**RIGHT, **value})
    assert words in fault
    assert fault.isprintable()


def test_a_whole_number_is_read_from_text() -> None:
    found = faults_of({"what": "round tables", "number": "three", "lines": "3"}, Announcement)
    assert found == ['number: "three" does not fit; expected a whole number']


# Writing


def test_a_record_is_written_as_a_person_would() -> None:
    record = Measure(
        title='State Program "The theatre"',
        reported_by="party",
        goals=("1",),
        partners=(Partner(organisation="a", type="cso"),),
        targets_young_people="yes",
        ifcd_support="not-asked",
        evaluated="no",
        funding=Funding(statement="65 000", usd="65000"),
    )
    assert write_document(as_values(record), "## Main features\n", comment="a note") == (
        "---\n"
        "# a note\n"
        'title: State Program "The theatre"\n'
        "reported_by: party\n"
        "goals: ['1']\n"
        "partners:\n"
        "- {organisation: a, type: cso}\n"
        "targets_young_people: 'yes'\n"
        "ifcd_support: not-asked\n"
        "evaluated: 'no'\n"
        "funding: {statement: 65 000, usd: '65000'}\n"
        "---\n"
        "## Main features\n"
    )


def test_a_field_is_written_by_the_name_it_has_in_files() -> None:
    entry = LineEntry(lines="3", line_class="spam")
    assert write_fields(as_values(entry)) == "lines: '3'\nclass: spam\n"


def test_long_lines_are_not_folded() -> None:
    assert write_fields({"a": "word " * 100 + "end"}).count("\n") == 1


@pytest.mark.parametrize("value", ["yes", "NO", "null", "~", "12", "1.5", "2024-01-01", "12:30"])
def test_what_other_readers_would_misread_is_quoted(value: str) -> None:
    assert yaml.safe_load(write_fields({"a": value})) == {"a": value}


TEXTS = st.text(st.characters(codec="utf-8")).filter(lambda text: not list(find_hidden(text)))
"""All texts but those with characters that reading refuses."""

VALUES = st.recursive(
    TEXTS,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXTS, part, max_size=4),
    max_leaves=6,
)


@given(st.dictionaries(TEXTS.filter(lambda key: key != "<<"), VALUES, max_size=6), TEXTS)
def test_what_is_written_is_read_again(values: dict[str, Any], body: str) -> None:
    document = read_document(write_document(values, body, comment="a note"), "x.md")
    assert (document.fields.values, document.body) == (values, body)


@given(st.dictionaries(TEXTS.filter(lambda key: key != "<<"), VALUES, min_size=1, max_size=6))
def test_writing_again_changes_nothing(values: dict[str, Any]) -> None:
    once = write_fields(values)
    assert write_fields(read_fields(once, "x.yaml").values) == once


YAML_LIKE = st.lists(
    st.sampled_from([*"\n:-[]{}?|>&*!%@`'\"#,. \tab0", "<<", ": ", "- ", "---\n", "\n  ", "é"])
).map("".join)


@given(YAML_LIKE | st.text())
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    try:
        fields = read_fields(text, "x.yaml")
    except ContentError as error:
        places = [str(problem).split(": ", 1)[0] for problem in error.problems]
    else:
        places = [f"x.yaml:{fields.line_of(key)}" for key in fields.values]
    assert all(re.fullmatch(r"x\.yaml:[1-9][0-9]*", place) for place in places)


@given(st.dictionaries(st.sampled_from([*Measure.__struct_fields__, "titel"]), VALUES, max_size=4))
def test_any_values_fit_or_are_told_in_one_line_each(values: dict[str, Any]) -> None:
    fields = read_fields(write_fields(values), "x.yaml")
    record, problems = convert(fields, fields.values, Measure, ())
    assert record or problems
    assert all(problem.message.isprintable() for problem in problems)
    assert not any("Expected `" in problem.message for problem in problems)


# Memory


def test_a_text_that_has_not_changed_is_parsed_once_for_one_who_remembers() -> None:
    memory = Memory()
    with memory.at_work():
        first = read_fields("a: b\n", "x.yaml")
        assert read_fields("a: b\n", "x.yaml") is first
        assert read_fields("a: c\n", "x.yaml").values == {"a": "c"}
    assert read_fields("a: c\n", "x.yaml") is not read_fields("a: c\n", "x.yaml")

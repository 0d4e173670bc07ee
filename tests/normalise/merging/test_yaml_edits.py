"""A YAML text is made to say other values, and nothing else in it changes."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurebook.frontmatter import read_fields, write_fields
from measurebook.normalise.merging.yaml_edits import UnchangeableError, edit_fields

TEXT = """\
# top
title: "A b"   # the title
goals:   # none yet
'areas': [a, b]   # flow
agencies: [x,   # first
  y]
funding: {statement: '780000', usd: '780000'}
note: |-  # head
  one # not a comment
  two

# above dates
dates:
  - {date: '2009', precision: year}
  # between
  - date: '2010'   # ten
    precision: day
citations:
    title: {s: '1'}
    # about goals
    goals: {s: 3-4}   # g
last: x
"""


def values_of(text: str) -> dict[str, Any]:
    return read_fields(text, "a text").values


def edit(text: str, **changes: Any) -> str:
    """Edit a text; None takes a key out. What comes out says what was wanted."""
    wanted = {**values_of(text), **changes}
    wanted = {key: value for key, value in wanted.items() if value is not None}
    edited = edit_fields(text, wanted)
    assert values_of(edited) == wanted
    return edited


def changed_lines(text: str, **changes: Any) -> tuple[list[str], list[str]]:
    """The lines of a text that an edit took out, and those it put in."""
    before, after = text.split("\n"), edit(text, **changes).split("\n")
    return [x for x in before if x not in after], [x for x in after if x not in before]


@pytest.mark.parametrize(
    ("changes", "gone", "come"),
    [
        pytest.param(
            {"title": "C, d"},
            ['title: "A b"   # the title'],
            ['title: "C, d"   # the title'],
            id="quotes and the comment behind a value stay",
        ),
        pytest.param(
            {"goals": "x"}, ["goals:   # none yet"], ["goals: x   # none yet"], id="empty"
        ),
        pytest.param(
            {"goals": ["1"]}, ["goals:   # none yet"], ["# none yet", "goals: ['1']"], id="to list"
        ),
        pytest.param(
            {"areas": ["a", "c"]},
            ["'areas': [a, b]   # flow"],
            ["'areas': [a, c]   # flow"],
            id="flow",
        ),
        pytest.param(
            {"agencies": ["x"]},
            ["agencies: [x,   # first", "  y]"],
            ["# first", "agencies: [x]"],
            id="flow over lines",
        ),
        pytest.param(
            {"note": "hi"},
            ["note: |-  # head", "  one # not a comment", "  two"],
            ["# head", "note: hi"],
            id="block text",
        ),
        pytest.param(
            {"dates": [{"date": "2009", "precision": "day"}, {"date": "2010", "precision": "day"}]},
            ["  - {date: '2009', precision: year}"],
            ["  - {date: '2009', precision: day}"],
            id="part of a list",
        ),
        pytest.param(
            {"citations": {"title": {"s": "1"}, "goals": {"s": "5"}, "areas": {"s": "7"}}},
            ["    goals: {s: 3-4}   # g"],
            ["    goals: {s: '5'}   # g", "    areas: {s: '7'}"],
            id="indentation other than two",
        ),
        pytest.param({"last": None}, ["last: x"], [], id="key taken out"),
        pytest.param(
            {"dates": [{"date": "2009", "precision": "year"}]},
            ["  - date: '2010'   # ten", "    precision: day"],
            ["  # ten"],
            id="part taken out",
        ),
        pytest.param({"end": "z"}, [], ["end: z"], id="key added"),
    ],
)
def test_only_what_changes_is_touched(
    changes: dict[str, Any], gone: list[str], come: list[str]
) -> None:
    assert changed_lines(TEXT, **changes) == (gone, come)


def test_a_key_is_added_behind_the_one_before_it() -> None:
    wanted = {"a": "1", "b": "2", "c": "3", "d": "4"}
    assert edit_fields("a: '1'\n# about c\nc: '3'\n", wanted) == (
        "a: '1'\nb: '2'\n# about c\nc: '3'\nd: '4'\n"
    )


def test_a_key_before_the_first_one_goes_below_the_comments_on_top() -> None:
    assert edit_fields("# schema\nb: x\n", {"a": "y", "b": "x"}) == "# schema\na: y\nb: x\n"


def test_an_empty_text_is_filled() -> None:
    assert edit_fields("# only a comment\n", {"a": "x"}) == "# only a comment\na: x\n"


def test_a_text_without_a_last_line_end_gets_one() -> None:
    assert edit_fields("a: x", {"a": "x", "b": "y"}) == "a: x\nb: y\n"


def test_letters_beyond_the_basic_plane_shift_nothing() -> None:
    assert (
        edit_fields("'😀 ə': x # ü\nb: 😀\n", {"😀 ə": "y", "b": "😀"}) == "'😀 ə': y # ü\nb: 😀\n"
    )


def test_a_comment_behind_a_value_never_becomes_text() -> None:
    edited = edit("a: x  # mine\nb: y\n", a="one\ntwo")
    assert edited == "# mine\na: |-\n  one\n  two\nb: y\n"


def test_the_quotes_of_a_replaced_value_stay() -> None:
    assert edit("a: 'x'\nb: \"y\"\nc: z\n", a="it's", b='"', c="no") == (
        "a: 'it''s'\nb: \"\\\"\"\nc: 'no'\n"
    )


@pytest.mark.parametrize("text", ["? a\n: [x]\nb: y\n", "{a: [x], b: y}\n"])
def test_what_cannot_be_changed_in_place_is_left_to_a_person(text: str) -> None:
    with pytest.raises(UnchangeableError):
        edit_fields(text, {"a": "one\ntwo", "b": "y"})


# Any text, any values

MANY = settings().max_examples

WORDS = st.sampled_from(
    [
        "x",
        "no",
        "1",
        "a, b",
        "- c",
        "#d",
        "e: f",
        " g",
        "it's",
        '"',
        "",
        "two\nlines",
        "ə😀",
        "{",
        "&",
    ]
)
KEYS = st.sampled_from(["a", "b", "key", "yes", "it's", "c d"])
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
MAPPINGS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)
COMMENT = re.compile(r"# C\d+")


@st.composite
def styled(draw: st.DrawFn, values: dict[str, Any]) -> str:
    """Values as some person might write them, with comments."""
    count = iter(range(100))
    lines: list[str] = []
    for key, value in values.items():
        if draw(st.booleans()):
            depth = 0 if "|" in "".join(lines) else draw(st.integers(0, 6))
            lines.append(f"{' ' * depth}# C{next(count)}")
        written = write_fields({key: value}).rstrip("\n").split("\n")
        if len(written) == 1:
            if isinstance(value, str) and "\n" not in value and draw(st.booleans()):
                name = write_fields({key: "k"}).rpartition(": ")[0]
                written = [f"{name}: '{value.replace(chr(39), chr(39) * 2)}'"]
            if draw(st.booleans()):
                written[0] += f"  # C{next(count)}"
        elif isinstance(value, dict | list) and draw(st.booleans()):
            inner = " " * draw(st.integers(1, 5))
            written = [written[0], *(inner + line if line else line for line in written[1:])]
            if draw(st.booleans()):
                written[0] += f"  # C{next(count)}"
        lines += written
        lines += [""] * draw(st.integers(0, 1))
    return "\n".join(lines) + "\n"


@st.composite
def texts(draw: st.DrawFn) -> str:
    values = draw(MAPPINGS)
    text = draw(styled(values))
    assert values_of(text) == values
    return text


@st.composite
def edited(draw: st.DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    """Values like others: some keys gone, some new, some inside them changed."""
    wanted = copy.deepcopy(values)
    for key in list(wanted):
        what = draw(st.sampled_from(["keep", "keep", "drop", "new", "inside"]))
        if what == "drop":
            del wanted[key]
        elif what == "new":
            wanted[key] = draw(VALUES)
        elif what == "inside" and isinstance(wanted[key], dict):
            wanted[key] = draw(edited(wanted[key]))
        elif what == "inside" and isinstance(wanted[key], list):
            wanted[key].insert(draw(st.integers(0, len(wanted[key]))), draw(VALUES))
    extra = draw(st.dictionaries(KEYS, VALUES, max_size=2))
    return {**extra, **wanted} if draw(st.booleans()) else {**wanted, **extra}


@settings(max_examples=max(300, MANY))
@given(st.data())
def test_any_text_can_be_made_to_say_anything_and_keeps_its_comments(data: st.DataObject) -> None:
    text = data.draw(texts())
    wanted = data.draw(edited(values_of(text)))
    if not wanted:
        return
    result = edit_fields(text, wanted)
    assert values_of(result) == wanted
    assert sorted(COMMENT.findall(result)) == sorted(COMMENT.findall(text))


@settings(max_examples=max(100, MANY))
@given(texts())
def test_a_text_that_says_it_already_keeps_every_byte(text: str) -> None:
    assert edit_fields(text, values_of(text)) == text

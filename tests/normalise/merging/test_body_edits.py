"""Sections of a body are changed one by one, and all else keeps its bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurebook.frontmatter.body import split_body
from measurebook.normalise.merging.body_edits import (
    edit_sections,
    read_body,
    write_body,
    write_heading,
)

ORDER = ["A", "B", "C", "D"]
BODY = "\n## A\n\nx\n\n## C\n\ny\n"


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        ({"A": "new"}, "\n## A\n\nnew\n\n## C\n\ny\n"),
        ({"C": "new"}, "\n## A\n\nx\n\n## C\n\nnew\n"),
        ({"B": "b"}, "\n## A\n\nx\n\n## B\n\nb\n\n## C\n\ny\n"),
        ({"D": "d"}, "\n## A\n\nx\n\n## C\n\ny\n\n## D\n\nd\n"),
        ({"A": None}, "\n## C\n\ny\n"),
        ({"C": None}, "\n## A\n\nx\n"),
        ({"A": None, "C": None, "B": "b"}, "\n## B\n\nb\n"),
    ],
)
def test_a_change_leaves_a_body_as_it_would_be_written(
    changes: dict[str, str | None], body: str
) -> None:
    assert edit_sections(BODY, changes, ORDER) == body


def test_a_file_that_ends_within_a_line_still_does() -> None:
    assert edit_sections("\n## A\n\nx\n\n## C\n\ny", {"C": "z"}, ORDER).endswith("## C\n\nz")


def test_a_heading_keeps_the_marks_that_close_it() -> None:
    assert edit_sections("## A ##\nx\n", {"A": "y"}, ORDER) == "## A ##\ny\n"


def test_of_two_sections_with_one_heading_the_first_is_changed() -> None:
    assert edit_sections("## A\nx\n## A\nz\n", {"A": "y"}, ORDER) == "## A\ny\n## A\nz\n"


def test_a_heading_in_fenced_code_is_no_section() -> None:
    body = "## A\n\n```\n## C\n```\n\n## C\n\ny\n"
    assert edit_sections(body, {"C": "z"}, ORDER) == "## A\n\n```\n## C\n```\n\n## C\n\nz\n"
    assert edit_sections(body, {"B": "b"}, ORDER).startswith("## A\n\n```\n## C\n```\n\n## B")


def test_a_fence_that_nobody_closes_hides_no_section() -> None:
    assert read_body("## A\n\n```\n\n## C\n\ny\n") == {"A": "```", "C": "y"}


def test_a_short_fence_does_not_close_a_long_one() -> None:
    assert list(read_body("## A\n\n~~~~\n~~~\n## B\n~~~~\n\n## C\n")) == ["A", "C"]


def test_an_underlined_heading_is_text_of_its_section() -> None:
    assert read_body("## A\n\nC\n---\n\nx\n") == {"A": "C\n---\n\nx"}


def test_text_above_the_first_heading_stays_above() -> None:
    assert edit_sections("note\n", {"A": "x"}, ORDER) == "note\n\n## A\n\nx\n"


@pytest.mark.parametrize(
    "heading", ["Panel 1: *new* paths", "C#", "In C #", "# #", "1. One", "a_b_"]
)
def test_any_heading_is_read_as_it_was_written(heading: str) -> None:
    assert list(read_body(write_body({heading: "x"}))) == [heading]
    assert "\n" not in write_heading(heading)


PIECES = st.lists(
    st.sampled_from(
        ["## A", "## B ##", "### x", "```", "~~~", "text", "", "    ## code", "##", "> ## q", "\r"]
    ),
    max_size=12,
).map("\n".join)


@given(PIECES)
def test_the_parts_of_a_body_are_the_whole_of_it(body: str) -> None:
    parts = split_body(body)
    assert "".join(body[part.start : part.end] for part in parts) == body
    assert all(part.start <= part.text <= part.end for part in parts)


@given(PIECES, st.dictionaries(st.sampled_from(ORDER), st.sampled_from(["t", "u v"]) | st.none()))
def test_what_was_changed_reads_so_and_the_rest_as_before(
    body: str, changes: dict[str, str | None]
) -> None:
    before = read_body(body)
    after = read_body(edit_sections(body, changes, ORDER))
    headings = [part.heading for part in split_body(body)]
    once = [heading for heading in changes if headings.count(heading) < 2]
    assert {heading: after.get(heading) for heading in once} == {h: changes[h] for h in once}
    if len(once) == len(changes) and "```" not in body and "~~~" not in body:
        assert {h: t for h, t in after.items() if h not in changes} == {
            h: t for h, t in before.items() if h not in changes
        }

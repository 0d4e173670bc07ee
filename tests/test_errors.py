from __future__ import annotations

import errno
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurebook.errors import (
    ContentError,
    Problem,
    explain_failure,
    guess,
    guess_part,
    make_visible,
    quote,
)


def test_a_problem_is_file_line_and_message() -> None:
    problem = Problem("content/measures/abad.md", 7, '"gaol-1" is not a goal')
    assert str(problem) == 'content/measures/abad.md:7: "gaol-1" is not a goal'


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert str(Problem("content/site.yaml", 0, "is missing")) == "content/site.yaml: is missing"


def test_problems_are_sorted_by_file_and_line_and_told_once() -> None:
    problems = [Problem("b", 2, "x"), Problem("a", 10, "x"), Problem("a", 9, "x")]
    error = ContentError([*problems, *problems])
    assert str(error) == "a:9: x\na:10: x\nb:2: x"


@given(st.text(), st.text())
def test_a_problem_is_one_line_whatever_the_file_is_called(path: str, written: str) -> None:
    assert str(Problem(path, 1, quote(written))).isprintable()


@given(st.text())
def test_a_quotation_is_one_short_line(text: str) -> None:
    assert quote(text).isprintable()
    assert len(quote(text)) <= 80 + 2


def test_what_cannot_be_printed_is_written_by_its_code() -> None:
    assert make_visible("a\nb\u202e\udcff") == "a\\x0ab\\x202e\\xdcff"


@pytest.mark.parametrize(
    ("written", "near"),
    [("gaol", '; did you mean "goal"?'), ("goals", '; did you mean "goal"?'), ("zzz", "")],
)
def test_a_near_word_is_guessed_and_a_far_one_is_not(written: str, near: str) -> None:
    assert guess(written, ["goal", "area"]) == near


def test_nothing_is_guessed_from_nothing() -> None:
    assert guess("goal", []) == ""


def test_nothing_is_guessed_for_a_novel() -> None:
    start = time.process_time()
    assert guess("word " * 200_000, ["word"] * 100) == ""
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("written", "near"),
    [("Goal 2", '; did you mean "2"?'), ("1 and 2", ""), ("", ""), ("12", "")],
)
def test_a_slug_is_guessed_where_it_stands_as_a_word(written: str, near: str) -> None:
    assert guess_part(written, ["1", "2"]) == near


def test_a_failure_says_what_was_done_where_and_what_helps() -> None:
    failure = explain_failure(OSError(errno.EACCES, "Permission denied", "site/a.html"), "writing")
    assert str(failure).startswith("writing failed at site/a.html: permission is missing;")


def test_a_failure_of_no_known_kind_says_what_the_system_says() -> None:
    assert str(explain_failure(OSError("odd"), "writing")) == "writing failed: odd"

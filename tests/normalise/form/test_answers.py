"""A closed question is answered by what stands below it, and by nothing else."""

from __future__ import annotations

import pytest

from tests.normalise.form.form_blocks import lines_of, printed_as_is, read_field

YOUNG = "targets_young_people"


@pytest.mark.parametrize(
    ("printed", "state", "lines"),
    [
        ([], "blank", "10"),
        ([""], "blank", "10"),
        (["YES"], "yes", "11"),
        (["Non"], "no", "11"),
        (["", "Sí"], "yes", "12"),
        (["Yes", "YES"], "yes", "11-12"),
        (["-"], "unanswered", "11"),
        (["☐ Yes", "☒ No"], "no", "11-12"),
        (["☐ Yes", "☐ No"], "unanswered", "11-12"),
    ],
)
def test_a_label_alone_is_blank_and_a_sign_is_no_answer(
    printed: list[str], state: str, lines: str
) -> None:
    found = read_field(YOUNG, *printed)
    assert found.values == {YOUNG: state}
    assert lines_of(found)[YOUNG] == lines
    assert printed_as_is(found) == []


def test_words_behind_an_answer_are_kept_as_printed() -> None:
    found = read_field(YOUNG, "Yes, from the age of 14")
    assert found.values == {YOUNG: "yes"}
    assert printed_as_is(found) == [(YOUNG, "Yes, from the age of 14")]


def test_what_is_neither_yes_nor_no_is_no_answer() -> None:
    found = read_field(YOUNG, "The programme is open to everybody.")
    assert found.values == {YOUNG: "unanswered"}
    assert printed_as_is(found) == [(YOUNG, "The programme is open to everybody.")]


def test_text_below_the_evaluation_is_its_conclusion() -> None:
    found = read_field("evaluated", "YES", "", "More people came.", "They came again.")
    assert found.values == {"evaluated": "yes"}
    assert found.sections == {
        "conclusions_of_the_evaluation": "More people came.\n\nThey came again."
    }
    assert lines_of(found) == {"evaluated": "11", "conclusions_of_the_evaluation": "13-14"}


def test_an_evaluation_that_is_only_told_is_not_taken_for_a_yes() -> None:
    found = read_field("evaluated", "An evaluation is planned for next year.")
    assert found.values == {"evaluated": "unanswered"}
    assert list(found.sections.values()) == ["An evaluation is planned for next year."]

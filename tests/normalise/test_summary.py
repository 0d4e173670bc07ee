"""What a curator reads after a run."""

from __future__ import annotations

import pytest

from measurebook.model.vocabulary import Organisation
from measurebook.normalise.state import Change, Note, Plan
from measurebook.normalise.summary import summarise


def lines_of(plan: Plan) -> list[str]:
    return list(summarise(plan).lines())


def test_each_decision_is_a_line_and_the_last_line_counts() -> None:
    plan = Plan(
        notes=[
            Note("kept", "content/measures/b.md", ("title", "## Context")),
            Note("new", "content/measures/a.md"),
        ]
    )
    assert lines_of(plan) == [
        "content/measures/a.md: new",
        "content/measures/b.md: kept as edited: title, ## Context",
        "1 new, 0 changed, 1 kept, 0 conflicting, 0 removed",
    ]


@pytest.mark.parametrize(
    ("country", "near", "line"),
    [
        ("Togo", (), "new name, to review: library (Library, page:3)"),
        (
            "Togo",
            ("a", "b"),
            "new name, to review: library (Library, page:3); did you mean a or b?",
        ),
        (
            None,
            ("a",),
            (
                "new name, to review: library (Library, page:3); did you mean a?"
                " If so, say `country:` in the card of its source."
            ),
        ),
    ],
)
def test_a_new_name_comes_with_its_line_and_those_that_are_near(
    country: str | None, near: tuple[str, ...], line: str
) -> None:
    body = Organisation(name="Library", country=country, sources=("page:3",), reviewed=False)
    assert lines_of(Plan(new_names={"library": (body, near)}))[0] == line


def test_cards_that_were_begun_are_told_from_new_ones() -> None:
    cards = [Change("a", None, "kind: x\n"), Change("b", "kind: x\n", "title: y\nkind: x\n")]
    assert lines_of(Plan(changes={"sources": cards}))[:2] == [
        "new card: a; say in it what you know of its publisher and address",
        "card completed: b",
    ]


def test_what_could_not_be_written_does_not_count_as_written() -> None:
    plan = Plan(changes={"sources": [Change("a", None, "x"), Change("b", None, "y")]}, unwritten=1)
    assert summarise(plan).written == 1

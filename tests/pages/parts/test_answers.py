"""Questions with their answers, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from measurebook.pages.parts.answers import show_answers

if TYPE_CHECKING:
    from measurebook.pages import Edition


def test_the_same_question_of_several_reports_has_an_id_of_each(edition: Edition) -> None:
    first = edition.atlas.answers_of_question("ministry")[0]
    others = [replace(first, report=replace(first.report, slug=slug)) for slug in ("one", "two")]
    line = first.answer.lines.partition("-")[0]
    assert [shown.id for shown in show_answers(edition, [first, *others])] == [
        "question-ministry",
        f"question-ministry-{line}",
        f"question-ministry-{line}-two",
    ]

"""Reports: every question in the form's order, answers told apart, measures in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.pages.reports import ReportPart, ReportView

if TYPE_CHECKING:
    from collections.abc import Callable

    from measurebook.pages.parts.views import QuestionView


@pytest.fixture
def report(view: Callable[[str, type[ReportView]], ReportView]) -> ReportView:
    return view("reports/norland-2024.html", ReportView)


def part_of(report: ReportView, name: str) -> ReportPart:
    return next(part for part in report.parts if part.id == name)


def question_of(report: ReportView, name: str) -> QuestionView:
    questions = (question for part in report.parts for question in part.questions)
    return next(question for question in questions if question.id == f"question-{name}")


def test_parts_follow_the_form(report: ReportView) -> None:
    assert [(part.id, part.level) for part in report.parts] == [
        ("part-general-information", 2),
        ("goal-1", 2),
        ("area-cultural-and-creative-sectors", 3),
        ("goal-4", 2),
        ("area-artistic-freedom", 3),
        ("part-civil-society", 2),
    ]


def test_the_contents_put_areas_under_their_goals(report: ReportView) -> None:
    assert [(entry.id, [inner.id for inner in entry.inner]) for entry in report.contents] == [
        ("part-general-information", []),
        ("goal-1", ["area-cultural-and-creative-sectors"]),
        ("goal-4", ["area-artistic-freedom"]),
        ("part-civil-society", []),
    ]


def test_measures_stand_where_the_form_has_them(report: ReportView) -> None:
    area = part_of(report, "area-cultural-and-creative-sectors")
    assert [row.address for row in area.rows] == ["measures/law-on-the-arts.html"]
    civil = part_of(report, "part-civil-society")
    assert [row.address for row in civil.rows] == ["measures/open-stage-days.html"]
    assert part_of(report, "area-artistic-freedom").empty


def test_yes_is_cited_by_the_line_of_the_answer(report: ReportView) -> None:
    question = question_of(report, "ministry")
    assert question.answer is not None
    assert question.answer.state == "yes"
    assert [cite.label for cite in question.cites] == ["010:14"]


def test_a_dash_is_unanswered_and_not_no(report: ReportView) -> None:
    question = question_of(report, "independent-bodies")
    assert question.state == "unanswered"
    assert [cite.label for cite in question.cites] == ["010:51"]


def test_a_figure_stands_with_its_year(report: ReportView) -> None:
    question = question_of(report, "share-of-gdp")
    assert question.groups[0].values == ("1.20% (2023)",)
    assert [cite.label for cite in question.cites] == ["010:16-17"]


def test_chosen_options_stand_under_the_forms_sub_heads(report: ReportView) -> None:
    question = question_of(report, "programmes")
    (group,) = question.groups
    assert (group.heading, len(group.values)) == ("Programmes", 2)
    assert question.follows


def test_a_long_answer_is_quoted_with_the_line_of_each_paragraph(report: ReportView) -> None:
    question = question_of(report, "executive-summary")
    assert [quote.cites[0].label for quote in question.quotes] == ["010:9", "010:10"]
    assert report.texts == ()


def test_answers_are_counted_by_state(report: ReportView) -> None:
    assert [(count.answer.state, count.count) for count in report.states] == [
        ("yes", "1"),
        ("unanswered", "1"),
        ("answered", "4"),
    ]
    assert sum(int(count.count) for count in report.states) == 6, "no question is left out"

"""What is left open is told apart: unanswered, ruled out, without a measure, left blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.pages.gaps import GapsView
from measurebook.pages.reports import count_states
from measurebook.settings import Layout
from tests.samples import make_edition, plan_by_address
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def gaps(view: Callable[[str, type[GapsView]], GapsView]) -> GapsView:
    return view("gaps.html", GapsView)


@pytest.fixture(scope="module")
def real_gaps() -> GapsView:
    context = plan_by_address(Layout(ROOT / "content"))["gaps.html"].context
    assert isinstance(context, GapsView)
    return context


def test_an_unanswered_question_is_listed_with_its_line(gaps: GapsView) -> None:
    (report,) = gaps.reports
    (group,) = report.groups
    assert group.id == "open-norland-2024"
    assert [question.cites[0].label for question in group.questions] == ["010:51"]


def test_an_area_without_a_measure_is_listed(gaps: GapsView) -> None:
    assert [gap.area.address for gap in gaps.areas] == ["areas/artistic-freedom.html"]


def test_a_field_is_counted_only_where_its_form_asks_for_it(gaps: GapsView) -> None:
    counts = {field.label: field.count for field in gaps.fields}
    assert counts["Supported by the IFCD"] == "2 of 2"
    assert counts["Results achieved"] == "2 of 3"


def test_the_dashes_of_the_report_of_2022_are_sorted_by_what_they_mean(real_gaps: GapsView) -> None:
    groups = {
        group.id.removesuffix("-azerbaijan-2022"): group for group in real_gaps.reports[0].groups
    }
    lines = {
        name: [question.cites[0].label.removeprefix("002:") for question in group.questions]
        for name, group in groups.items()
    }
    assert lines == {
        "open": ["269", "397", "402", "459", "463", "618", "624"],
        "parent": ["461", "465"],
        "not-applicable": ["622"],
        "lists": ["628", "707", "744"],
        "files": ["836"],
    }


def test_an_area_without_a_measure_leads_to_what_is_claimed_there(real_gaps: GapsView) -> None:
    claims = {gap.area.address: gap.claims for gap in real_gaps.areas}
    assert claims["areas/international-cooperation-for-sustainable-development.html"] is None
    freedom = claims["areas/artistic-freedom.html"]
    assert freedom is not None
    assert (freedom.text, freedom.address) == (
        "3 answers here say yes all the same",
        "claims.html#area-artistic-freedom",
    )


def test_a_dash_where_annexes_go_is_no_unanswered_question(real_gaps: GapsView) -> None:
    groups = {group.id.partition("-")[0]: group for group in real_gaps.reports[0].groups}
    words = {
        name: {question.answer.word for question in groups[name].questions if question.answer}
        for name in ("open", "lists", "files")
    }
    assert words == {
        "open": {"Unanswered"},
        "lists": {"none listed"},
        "files": {"nothing attached"},
    }


def test_the_states_of_a_report_count_empty_places_apart_from_open_questions() -> None:
    edition = make_edition(Layout(ROOT / "content"))
    counts = {row.answer.word: row.count for row in count_states(edition, "azerbaijan-2022")}
    assert counts == {
        "Yes": "21",
        "No": "8",
        "Unanswered": "9",
        "Not applicable": "1",
        "none listed": "3",
        "nothing attached": "1",
        "Answered": "42",
    }

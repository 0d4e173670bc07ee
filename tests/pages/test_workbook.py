"""The workbook shows the form in its own order, and each question with what to know about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from measurebook.pages.claims import ClaimsView
from measurebook.pages.promises import PromisesView
from measurebook.pages.workbook import WorkbookView
from measurebook.settings import Layout
from tests.samples import plan_by_address
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from measurebook.pages import Page

V = TypeVar("V")


@pytest.fixture(scope="module")
def real_pages() -> dict[str, Page]:
    return plan_by_address(Layout(ROOT / "content"))


def show(pages: dict[str, Page], address: str, kind: type[V]) -> V:
    context = pages[address].context
    assert isinstance(context, kind)
    return context


@pytest.fixture(scope="module")
def workbook(real_pages: dict[str, Page]) -> WorkbookView:
    return show(real_pages, "workbook.html", WorkbookView)


def test_the_parts_stand_in_the_order_of_the_form(workbook: WorkbookView) -> None:
    goals = [part.id for part in workbook.parts if part.id.startswith("goal-")]
    assert goals == ["goal-1", "goal-2", "goal-3", "goal-4"]
    lines = [
        int(ask.question.cites[0].label.partition(":")[2].partition("-")[0])
        for part in workbook.parts
        for ask in part.asks
    ]
    assert lines == sorted(lines)
    assert len(lines) == 85


def test_every_line_of_the_contents_leads_to_a_part(workbook: WorkbookView) -> None:
    ids = {entry.id for entry in workbook.contents}
    ids |= {inner.id for entry in workbook.contents for inner in entry.inner}
    assert ids == {part.id for part in workbook.parts}


def test_what_needs_attention_is_listed_first(workbook: WorkbookView) -> None:
    tasks = {group.id: len(group.rows) for group in workbook.tasks}
    assert tasks == {"task-open": 9, "task-claims": 8, "task-figures": 6}
    asked = {ask.question.id for part in workbook.parts for ask in part.asks}
    links = {row.link.address for group in workbook.tasks for row in group.rows}
    assert links <= {f"#{name}" for name in asked}


def test_numbers_lead_to_the_pages_that_tell_more(workbook: WorkbookView) -> None:
    numbers = {count.address: count.number for count in workbook.counts if count.address}
    assert numbers == {
        "workbook.html#form": "85",
        "gaps.html": "9",
        "claims.html": "6",
        "promises.html": "7",
        "promises.html#postponed": "5",
    }


def test_a_measure_names_the_fields_it_left_open(workbook: WorkbookView) -> None:
    lines = {row.link.address: row.left_open for part in workbook.parts for row in part.measures}
    assert len(lines) == 27
    federation = lines[
        "measures/establishment-of-the-azerbaijan-federation-of-creative-industries.html"
    ]
    assert federation.startswith("left open: ")
    assert "Cultural domains" in federation


def test_a_disputed_figure_comes_with_a_warning(workbook: WorkbookView) -> None:
    asks = {ask.question.id: ask for part in workbook.parts for ask in part.asks}
    (conflict,) = asks["question-share-of-gdp"].conflicts
    assert conflict.address.startswith("conflicts.html#conflict-")
    assert [flag.text for flag in asks["question-share-of-gdp"].flags] == ["figure of 2021"]


def test_the_claim_that_lacks_a_measure_most_comes_first(real_pages: dict[str, Page]) -> None:
    claims = show(real_pages, "claims.html", ClaimsView)
    ranks = [row.rank for row in claims.rows]
    assert ranks == sorted(ranks)
    assert (claims.counts[0].style, claims.counts[0].count) == ("none", "6")
    assert [row.cites[0].label for row in claims.rows[:6]] == [
        "002:205",
        "002:595",
        "002:597",
        "002:697",
        "002:701",
        "002:703",
    ]


def test_a_reason_of_the_editor_leads_to_the_line_it_names(real_pages: dict[str, Page]) -> None:
    claims = show(real_pages, "claims.html", ClaimsView)
    marks = [note.cite.label for row in claims.rows for note in row.support.note if note.cite]
    assert "002:485" in marks


def test_promises_stand_under_the_question_that_asks_for_them(
    real_pages: dict[str, Page],
) -> None:
    promises = show(real_pages, "promises.html", PromisesView)
    assert [(group.id, len(group.rows)) for group in promises.groups] == [
        ("plans", 7),
        ("priorities", 10),
        ("challenges", 8),
    ]
    first = promises.groups[0]
    assert first.question.address == "reports/azerbaijan-2022.html#question-next-steps"
    assert [row.number for row in first.rows] == ["1", "2", "3", "4", "5", "6", "7"]


def test_a_knowledge_base_without_findings_has_the_pages_all_the_same(
    view: Callable[[str, type[ClaimsView]], ClaimsView], pages: dict[str, Page]
) -> None:
    claims = view("claims.html", ClaimsView)
    assert [row.support.style for row in claims.rows] == ["unreviewed"]
    assert show(pages, "promises.html", PromisesView).groups == ()
    sample = show(pages, "workbook.html", WorkbookView)
    assert [group.id for group in sample.tasks] == ["task-open", "task-figures"]

"""What a report leaves to the next one: open places, claims, promises, and newer texts on them."""

from __future__ import annotations

from collections import Counter

import pytest

from measurebook.graph import Atlas, Workbook, find_reasons
from measurebook.graph.news import is_newer
from measurebook.graph.subjects import WordFinder
from measurebook.load import load_knowledge
from measurebook.model.event import Event, EventDate
from measurebook.model.report import Report
from measurebook.settings import Layout
from tests.source_code import ROOT


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas(load_knowledge(Layout(ROOT / "content")))


@pytest.fixture(scope="module")
def book(atlas: Atlas) -> Workbook:
    return Workbook(atlas, atlas.report("azerbaijan-2022"))


def test_the_dashes_of_the_form_are_told_apart(atlas: Atlas) -> None:
    reasons = find_reasons(atlas.answers_of_report("azerbaijan-2022"))
    counts = Counter(reason for _, reason in reasons if reason)
    assert counts == {"open": 7, "parent": 2, "not_applicable": 1, "lists": 3, "files": 1}


def test_claims_that_no_measure_shows_are_those_an_editor_found(book: Workbook) -> None:
    lines = {
        support: [
            claim.found.answer.lines.partition("-")[0]
            for claim in book.claims
            if claim.support == support
        ]
        for support in ("none", "partly")
    }
    assert lines == {
        "none": ["204", "594", "596", "696", "700", "702"],
        "partly": ["323", "450"],
    }


def test_a_claim_that_nobody_looked_at_says_so(book: Workbook) -> None:
    unreviewed = [claim for claim in book.claims if claim.support == "unreviewed"]
    assert unreviewed
    assert all(claim.finding is None and claim.nearby for claim in unreviewed)


def test_statements_come_from_the_questions_that_look_ahead(book: Workbook) -> None:
    counts = Counter(promise.outlook for promise in book.promises)
    assert counts == {"plans": 7, "priorities": 10, "challenges": 8}
    assert {promise.lines for promise in book.promises} == {"790", "829", "831"}


def test_every_statement_stands_word_for_word_in_its_line(atlas: Atlas, book: Workbook) -> None:
    for promise in book.promises:
        line = atlas.source(promise.source).lines[int(promise.lines) - 1]
        assert promise.text in " ".join(line.split())


def test_results_put_off_are_found_by_their_wording(book: Workbook) -> None:
    lines = [postponed.quotation.lines for postponed in book.postponed]
    assert lines == ["120", "243", "479", "542", "611"]


def test_every_newer_sentence_stands_in_its_lines_and_holds_what_it_was_found_by(
    atlas: Atlas, book: Workbook
) -> None:
    news = [one for part in book.parts for line in part.lines for one in line.news]
    news += [one for promise in book.promises for one in promise.news]
    assert len(news) > 50
    for one in news:
        line = atlas.source(one.quotation.source).lines[int(one.quotation.lines) - 1]
        assert one.quotation.sentence in " ".join(line.split())
        assert one.quotation.found.strip()


def test_export_leads_to_the_panel_on_export(book: Workbook) -> None:
    lines = [line for part in book.parts for line in part.lines]
    (export,) = [line for line in lines if line.found.answer.question.startswith("export-")]
    assert {one.quotation.lines for one in export.news} >= {"50", "54"}
    assert {one.about for one in export.news} == {"export"}


def test_the_body_that_a_promise_names_is_found_in_a_newer_text(book: Workbook) -> None:
    named = [one for promise in book.promises for one in promise.news if one.reason != "subject"]
    lines = [(one.about, one.quotation.lines) for one in named]
    assert lines == [("azerbaijan-design-association", "116")]


def test_every_question_of_the_report_is_in_the_workbook_once(atlas: Atlas, book: Workbook) -> None:
    asked = [line.found.answer.lines for part in book.parts for line in part.lines]
    answers = atlas.answers_of_report("azerbaijan-2022")
    assert sorted(asked) == sorted(found.answer.lines for found in answers)


def test_all_measures_of_the_report_stand_under_their_parts(atlas: Atlas, book: Workbook) -> None:
    shown = {entry.slug for part in book.parts for entry in part.measures}
    assert shown == {entry.slug for entry in atlas.measures_of("report", "azerbaijan-2022")}


@pytest.mark.parametrize(
    ("date", "year", "is_after"),
    [("2023-11-28", "2022", True), ("2022-11-28", "2022", False), ("2023", None, False)],
)
def test_a_text_is_newer_when_its_year_is_known_to_be(
    date: str, year: str | None, is_after: bool
) -> None:
    starts = EventDate(date=date, precision="day")
    event = Event(title="Forum", source="news", starts=starts)
    report = Report(title="Report", source="report", form="2020-2024", year=year)
    assert is_newer(event, report) is is_after


def test_a_word_is_found_whole_and_one_with_a_star_by_its_beginning() -> None:
    finder = WordFinder({"grants": ["grant"], "export": ["export*"], "regions": ["in the region"]})
    assert [hit.name for hit in finder.find("Grants, granted. Exporters in THE regional")] == [
        "export"
    ]
    assert [hit.name for hit in finder.find("A grant in the region!")] == ["grants", "regions"]


def test_words_are_found_without_regard_to_marks() -> None:
    (hit,) = WordFinder({"cities": ["seki"]}).find("In Şəki.")
    assert (hit.start, hit.end) == (3, 7)

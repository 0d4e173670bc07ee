"""Tables for whoever fills in the next report: what the newest one leaves to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    LINES,
    POSITION,
    Field,
    ForeignKey,
    Row,
    Table,
    key_field,
    link,
)
from measurebook.graph import Line, News, OpenReason, Workbook, WorkbookPart, open_workbook
from measurebook.model.measure import AnswerState
from measurebook.model.vocabulary import Outlook
from measurebook.urls import address_of


def list_lines(book: Workbook) -> Iterator[tuple[int, WorkbookPart, Line]]:
    """List the questions in the order of the form, with the position of each answer."""
    places = {
        answer.lines: position
        for position, answer in enumerate(book.report.record.answers, start=1)
    }
    for part in book.parts:
        for line in part.lines:
            yield places[line.found.answer.lines], part, line


def say_answer(line: Line) -> str | None:
    """Return an answer as printed, its lines joined; None where it has none or is withheld."""
    found = line.found
    if found.question is not None and found.question.kind == "withheld":
        return None
    section = found.report.section(found.answer.section) if found.answer.section else None
    if section is not None:
        return section.text.strip()
    return "; ".join(value.text for value in found.answer.values) or None


def word_question(release: Release, line: Line) -> str:
    """Return a question in the language of the exports, else as the report prints it."""
    if line.found.question is not None:
        return release.name_term(line.found.question.wordings)
    return (line.found.answer.wording or line.found.answer.question).rstrip(" :")


def _read_workbook(release: Release) -> Iterator[Row]:
    book = open_workbook(release.atlas)
    for position, part, line in list_lines(book) if book else ():
        claim, known = line.claim, line.found.question
        yield (
            line.found.report.slug,
            position,
            part.part.slug if part.part.kind == "area" else None,
            line.found.answer.question if known else None,
            word_question(release, line),
            line.found.answer.state,
            say_answer(line),
            line.found.answer.lines,
            line.reason,
            claim.support if claim else None,
            "; ".join(entry.slug for entry in claim.measures) or None if claim else None,
            claim.finding.note if claim and claim.finding else None,
            "; ".join(cite_news(line.news)) or None,
        )


def cite_news(news: Iterable[News]) -> list[str]:
    """Name the lines of newer passages as source:lines."""
    return [one.quotation.place for one in news]


def _read_promises(release: Release) -> Iterator[Row]:
    book = open_workbook(release.atlas)
    places = _place_answers(book) if book else {}
    for promise in book.promises if book else ():
        yield (
            promise.found.report.slug,
            places[promise.found.answer.lines],
            promise.number,
            promise.outlook,
            promise.text,
            promise.lines,
            "; ".join(promise.subjects) or None,
            "; ".join(cite_news(promise.news)) or None,
        )


def _place_answers(book: Workbook) -> Mapping[str, int]:
    return {line.found.answer.lines: position for position, _, line in list_lines(book)}


def _read_news(release: Release) -> Iterator[Row]:
    book = open_workbook(release.atlas)
    for position, _, line in list_lines(book) if book else ():
        for place, news in enumerate(line.news, start=1):
            yield (
                line.found.report.slug,
                position,
                place,
                news.about,
                news.quotation.found,
                news.quotation.sentence,
                news.quotation.source,
                news.quotation.lines,
                address_of("event", news.document.slug),
            )


_REPORT = key_field("report", "newest_report")
_ANSWER = key_field("answer", kind="integer")
_OF_ANSWER = ForeignKey(("report", "answer"), "answers", ("report", "position"))
_NEWER = Field("newer")

_SUPPORTS = ("shown", "partly", "none", "empty-area", "unreviewed")

WORKBOOK_TABLES = (
    Table(
        "workbook",
        (
            _REPORT,
            _ANSWER,
            Field("area", "question_area"),
            Field("question", "known_question"),
            key_field("wording", "question_wording"),
            Field(
                "state",
                "last_state",
                choices=(*get_args(AnswerState), "answered"),
                is_required=True,
            ),
            Field("last_answer"),
            LINES,
            Field(
                "left_open",
                choices=get_args(OpenReason),
            ),
            Field(
                "support",
                choices=_SUPPORTS,
            ),
            Field("measures", "supporting_measures"),
            Field("note", "finding_note"),
            _NEWER,
        ),
        ("report", "answer"),
        _read_workbook,
        (_OF_ANSWER, link("area", "areas"), link("question", "questions")),
    ),
    Table(
        "promises",
        (
            _REPORT,
            _ANSWER,
            POSITION,
            Field(
                "outlook",
                choices=get_args(Outlook),
                is_required=True,
            ),
            key_field("text", "statement"),
            key_field("line"),
            Field("subjects"),
            _NEWER,
        ),
        ("report", "answer", "position"),
        _read_promises,
        (_OF_ANSWER,),
    ),
    Table(
        "newer_passages",
        (
            _REPORT,
            _ANSWER,
            POSITION,
            key_field("subject"),
            key_field("found", "found_word"),
            key_field("sentence", "found_sentence"),
            key_field("source", "source_text"),
            LINES,
            key_field("page", "event_page"),
        ),
        ("report", "answer", "position"),
        _read_news,
        (_OF_ANSWER, link("source", "sources")),
    ),
)

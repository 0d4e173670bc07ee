"""Tables of the reports: their heads, their answers, and the lines of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    LINES,
    MARKDOWN_TEXT,
    POSITION,
    Field,
    ForeignKey,
    Row,
    Table,
    key_field,
    link,
)
from measurebook.graph import ReportAnswer
from measurebook.model.measure import AnswerState, FormVersion
from measurebook.urls import address_of

_REPORT = key_field("report", "report_row")
_STATES = (*get_args(AnswerState), "answered")


def _read_reports(release: Release) -> Iterator[Row]:
    for entry in release.atlas.reports:
        report = entry.record
        yield (
            entry.slug,
            report.title,
            report.source,
            report.form,
            report.party,
            report.year,
            report.ratification,
            report.submitted,
            report.stamp,
            address_of("report", entry.slug),
        )


def _read_report_sections(release: Release) -> Iterator[Row]:
    for entry in release.atlas.reports:
        for section in entry.sections:
            yield entry.slug, section.key, section.text.strip()


def _find_answers(release: Release) -> Iterator[tuple[str, int, ReportAnswer]]:
    for entry in release.atlas.reports:
        for position, answer in enumerate(entry.record.answers, start=1):
            question = release.atlas.question(answer.question)
            yield entry.slug, position, ReportAnswer(entry, answer, question)


def _read_answers(release: Release) -> Iterator[Row]:
    for report, position, found in _find_answers(release):
        answer = found.answer
        known = answer.question if found.question else None
        wording = answer.wording
        if wording is None and found.question:
            wording = release.name_term(found.question.wordings)
        yield (
            report,
            position,
            known,
            wording,
            found.area,
            answer.state,
            answer.section,
            answer.lines,
        )


def _read_values(release: Release) -> Iterator[Row]:
    """Read what is printed as an answer, but for answers that name persons."""
    for report, position, found in _find_answers(release):
        if found.question is None or found.question.kind != "withheld":
            for place, value in enumerate(found.answer.values, start=1):
                yield report, position, place, value.group, value.text, value.line


REPORT_TABLES = (
    Table(
        "reports",
        (
            _REPORT,
            key_field("title", "report_title"),
            key_field("source", "read_from"),
            Field("form", "form_version", choices=get_args(FormVersion), is_required=True),
            Field("party"),
            Field("year", "report_year", "year"),
            Field("ratification"),
            Field("submitted"),
            Field("stamp"),
            Field("page"),
        ),
        ("report",),
        _read_reports,
        (link("source", "sources"),),
    ),
    Table(
        "report_sections",
        (_REPORT, key_field("section"), MARKDOWN_TEXT),
        ("report", "section"),
        _read_report_sections,
        (link("report", "reports"),),
    ),
    Table(
        "answers",
        (
            _REPORT,
            POSITION,
            Field("question", "known_question"),
            Field("wording", "question_wording"),
            Field("area", "question_area"),
            Field("state", "answer_state", choices=_STATES, is_required=True),
            Field("section", "answer_section"),
            LINES,
        ),
        ("report", "position"),
        _read_answers,
        (link("report", "reports"), link("question", "questions"), link("area", "areas")),
    ),
    Table(
        "answer_values",
        (
            _REPORT,
            key_field("answer", kind="integer"),
            POSITION,
            Field("group", "answer_group"),
            Field("text", "answer_line"),
            key_field("line"),
        ),
        ("report", "answer", "position"),
        _read_values,
        (ForeignKey(("report", "answer"), "answers", ("report", "position")),),
    ),
)

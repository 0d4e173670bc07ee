"""Tables of the reports and of the events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    PLAIN_DATE,
    POSITION,
    Field,
    ForeignKey,
    Row,
    Table,
    key_field,
    link,
)
from measurebook.graph import ReportAnswer
from measurebook.model.event import Appearance, EventDate, Session
from measurebook.model.measure import AnswerState, FormVersion, Precision
from measurebook.urls import address_of

_REPORT = key_field("report", "report_row")
_EVENT = key_field("event", "event_row")
_LINES = key_field("lines")
_TEXT = Field("text", "markdown_text")
_STATES = (*get_args(AnswerState), "answered")


# Reports


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
        (_REPORT, key_field("section"), _TEXT),
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
            _LINES,
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


# Events


def _read_events(release: Release) -> Iterator[Row]:
    for entry in release.atlas.events:
        event = entry.record
        yield (
            entry.slug,
            event.title or None,
            event.name,
            event.source,
            *_split_date(event.starts),
            *_split_date(event.ends),
            *_split_date(event.published),
            address_of("event", entry.slug),
        )


def _split_date(date: EventDate | None) -> Row:
    return (date.date, date.precision, date.inferred) if date else (None, None, None)


def _read_event_organisations(release: Release) -> Iterator[Row]:
    for entry in release.atlas.events:
        for part, slugs in (("organiser", entry.record.organisers), ("venue", entry.record.venues)):
            for position, slug in enumerate(slugs, start=1):
                yield entry.slug, part, position, slug


def _read_event_places(release: Release) -> Iterator[Row]:
    for entry in release.atlas.events:
        for position, slug in enumerate(entry.record.places, start=1):
            yield entry.slug, position, slug


def _read_event_sections(release: Release) -> Iterator[Row]:
    for entry in release.atlas.events:
        for section in entry.sections:
            yield entry.slug, section.key, section.heading, section.text.strip()


def _find_sessions(release: Release) -> Iterator[tuple[str, int, Session]]:
    for entry in release.atlas.events:
        for position, session in enumerate(entry.record.sessions, start=1):
            yield entry.slug, position, session


def _read_sessions(release: Release) -> Iterator[Row]:
    for event, position, session in _find_sessions(release):
        date = _split_date(session.date)
        yield event, position, session.kind, session.title, *date, session.lines


def _find_people(release: Release) -> Iterator[tuple[str, int, int, str, Appearance]]:
    for event, session, found in _find_sessions(release):
        people = (
            *(("moderator", person) for person in found.moderators),
            *(("speaker", person) for person in found.speakers),
            *(("attendee", person) for person in found.attendees),
        )
        for position, (part, person) in enumerate(people, start=1):
            yield event, session, position, part, person


def _read_appearances(release: Release) -> Iterator[Row]:
    for event, session, position, part, person in _find_people(release):
        yield event, session, position, part, person.name, person.role, person.lines


def _read_appearance_organisations(release: Release) -> Iterator[Row]:
    for event, session, appearance, _, person in _find_people(release):
        for position, slug in enumerate(person.organisations, start=1):
            yield event, session, appearance, position, slug


def _read_announcements(release: Release) -> Iterator[Row]:
    for entry in release.atlas.events:
        for position, told in enumerate(entry.record.announced, start=1):
            yield entry.slug, position, told.what, told.number, told.lines


def _date_fields(name: str, word: str) -> tuple[Field, ...]:
    return (
        Field(name, word, pattern=PLAIN_DATE),
        Field(f"{name}_precision", "precision", choices=get_args(Precision)),
        Field(f"{name}_is_inferred", "date_inferred", "boolean"),
    )


_SESSION = key_field("session", kind="integer")
_OF_EVENT = link("event", "events")
_OF_SESSION = ForeignKey(("event", "session"), "event_sessions", ("event", "position"))

EVENT_TABLES = (
    Table(
        "events",
        (
            _EVENT,
            Field("title", "article_title"),
            Field("name", "event_name"),
            key_field("source", "read_from"),
            *_date_fields("starts", "first_day"),
            *_date_fields("ends", "last_day"),
            *_date_fields("published", "article_date"),
            Field("page"),
        ),
        ("event",),
        _read_events,
        (link("source", "sources"),),
    ),
    Table(
        "event_organisations",
        (
            _EVENT,
            Field("part", "event_part", choices=("organiser", "venue"), is_required=True),
            POSITION,
            key_field("organisation"),
        ),
        ("event", "part", "position"),
        _read_event_organisations,
        (_OF_EVENT, link("organisation", "organisations")),
    ),
    Table(
        "event_places",
        (_EVENT, POSITION, key_field("place")),
        ("event", "position"),
        _read_event_places,
        (_OF_EVENT, link("place", "places")),
    ),
    Table(
        "event_sections",
        (
            _EVENT,
            key_field("section", "article_part"),
            key_field("heading"),
            _TEXT,
        ),
        ("event", "section"),
        _read_event_sections,
        (_OF_EVENT,),
    ),
    Table(
        "event_sessions",
        (
            _EVENT,
            POSITION,
            Field("kind", "session_kind", choices=("opening", "panel", "other"), is_required=True),
            key_field("title", "session_title"),
            *_date_fields("date", "session_day"),
            _LINES,
        ),
        ("event", "position"),
        _read_sessions,
        (_OF_EVENT,),
    ),
    Table(
        "appearances",
        (
            _EVENT,
            _SESSION,
            POSITION,
            Field(
                "part",
                "appearance_part",
                choices=("moderator", "speaker", "attendee"),
                is_required=True,
            ),
            key_field("name", "person_name"),
            Field("role"),
            _LINES,
        ),
        ("event", "session", "position"),
        _read_appearances,
        (_OF_SESSION,),
    ),
    Table(
        "appearance_organisations",
        (
            _EVENT,
            _SESSION,
            key_field("appearance", kind="integer"),
            POSITION,
            key_field("organisation"),
        ),
        ("event", "session", "appearance", "position"),
        _read_appearance_organisations,
        (
            ForeignKey(
                ("event", "session", "appearance"), "appearances", ("event", "session", "position")
            ),
            link("organisation", "organisations"),
        ),
    ),
    Table(
        "event_announcements",
        (
            _EVENT,
            POSITION,
            key_field("what", "announced"),
            key_field("number", "announced_number", "integer"),
            _LINES,
        ),
        ("event", "position"),
        _read_announcements,
        (_OF_EVENT,),
    ),
)

"""Tables of the reports and of the events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    PARTIAL_DATE,
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

_REPORT = key_field("report", "the report: its page and its row in reports")
_EVENT = key_field("event", "the event: its page and its row in events")
_LINES = key_field("lines", "line of the source, or the first and the last one")
_TEXT = Field("text", "the text, word for word as the source has it; Markdown")
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
        "Periodic reports",
        "One row for each periodic report.",
        (
            _REPORT,
            key_field("title", "title as printed"),
            key_field("source", "the source text it was read from"),
            Field("form", "version of the form", choices=get_args(FormVersion), is_required=True),
            Field("party", "the Party that reports"),
            Field("year", "year of the report", "year"),
            Field("ratification", "date of ratification as printed"),
            Field("submitted", "date of submission as printed"),
            Field("stamp", "stamp on the pages of the report, as printed"),
            Field("page", "address of its page within the site"),
        ),
        ("report",),
        _read_reports,
        (link("source", "sources"),),
    ),
    Table(
        "report_sections",
        "Texts of reports",
        "One row for each long text of a report.",
        (_REPORT, key_field("section", "which text"), _TEXT),
        ("report", "section"),
        _read_report_sections,
        (link("report", "reports"),),
    ),
    Table(
        "answers",
        "Answers of reports",
        "One row for each question that a report prints, in its order, with the state of its "
        "answer. What is printed as the answer is in answer_values or in report_sections.",
        (
            _REPORT,
            POSITION,
            Field("question", "the question, where the list of questions knows it"),
            Field("wording", "the question in words"),
            Field("area", "area of monitoring it stands under"),
            Field(
                "state",
                "answered (a text, figures or options), yes, no, unanswered (a dash stands there), "
                "not-applicable, blank (no answer stands there) or not-asked",
                choices=_STATES,
                is_required=True,
            ),
            Field("section", "the text in report_sections that is the answer"),
            _LINES,
        ),
        ("report", "position"),
        _read_answers,
        (link("report", "reports"), link("question", "questions"), link("area", "areas")),
    ),
    Table(
        "answer_values",
        "Printed lines of answers",
        "One row for each line that is printed as an answer.",
        (
            _REPORT,
            Field("answer", "position of the answer in answers", "integer", is_required=True),
            POSITION,
            Field("group", "sub-head of the form that it stands under"),
            Field("text", "the line as printed"),
            key_field("line", "line of the source"),
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


def _date_fields(name: str, told: str) -> tuple[Field, ...]:
    return (
        Field(name, f"{told}, {PARTIAL_DATE}", pattern=PLAIN_DATE),
        Field(f"{name}_precision", "how much of it is known", choices=get_args(Precision)),
        Field(f"{name}_is_inferred", "whether the text leaves part of it out", "boolean"),
    )


_SESSION = Field(
    "session", "position of the session in event_sessions", "integer", is_required=True
)
_OF_EVENT = link("event", "events")
_OF_SESSION = ForeignKey(("event", "session"), "event_sessions", ("event", "position"))

EVENT_TABLES = (
    Table(
        "events",
        "Events",
        "One row for each event that an article tells of.",
        (
            _EVENT,
            Field("title", "title of the article"),
            Field("name", "name of the event, where that is not the title"),
            key_field("source", "the source text it was read from"),
            *_date_fields("starts", "first day"),
            *_date_fields("ends", "last day"),
            *_date_fields("published", "date of the article"),
            Field("page", "address of its page within the site"),
        ),
        ("event",),
        _read_events,
        (link("source", "sources"),),
    ),
    Table(
        "event_organisations",
        "Organisers and venues of events",
        "One row for each organiser and each venue.",
        (
            _EVENT,
            Field("part", "which", choices=("organiser", "venue"), is_required=True),
            POSITION,
            key_field("organisation", "the organisation"),
        ),
        ("event", "part", "position"),
        _read_event_organisations,
        (_OF_EVENT, link("organisation", "organisations")),
    ),
    Table(
        "event_places",
        "Places of events",
        "One row for each place that an event is bound to.",
        (_EVENT, POSITION, key_field("place", "the place")),
        ("event", "position"),
        _read_event_places,
        (_OF_EVENT, link("place", "places")),
    ),
    Table(
        "event_sections",
        "Texts of events",
        "One row for each part of an article.",
        (
            _EVENT,
            key_field("section", "which part"),
            key_field("heading", "its heading"),
            _TEXT,
        ),
        ("event", "section"),
        _read_event_sections,
        (_OF_EVENT,),
    ),
    Table(
        "event_sessions",
        "Sessions of events",
        "One row for each part of a programme, in its order.",
        (
            _EVENT,
            POSITION,
            Field("kind", "which", choices=("opening", "panel", "other"), is_required=True),
            key_field("title", "title as printed, or that of its part of the article"),
            *_date_fields("date", "the day"),
            _LINES,
        ),
        ("event", "position"),
        _read_sessions,
        (_OF_EVENT,),
    ),
    Table(
        "appearances",
        "People at sessions",
        "One row for each person whom an article names in a session, with the role it gives them "
        "there and then.",
        (
            _EVENT,
            _SESSION,
            POSITION,
            Field("part", "which", choices=("moderator", "speaker", "attendee"), is_required=True),
            key_field("name", "name as printed"),
            Field("role", "role at that date, as printed"),
            _LINES,
        ),
        ("event", "session", "position"),
        _read_appearances,
        (_OF_SESSION,),
    ),
    Table(
        "appearance_organisations",
        "Organisations named in roles",
        "One row for each known organisation that the role of a person names.",
        (
            _EVENT,
            _SESSION,
            Field("appearance", "position in appearances", "integer", is_required=True),
            POSITION,
            key_field("organisation", "the organisation"),
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
        "What events announce in numbers",
        "One row for each thing that an article announces in numbers without describing it.",
        (
            _EVENT,
            POSITION,
            key_field("what", "what is announced"),
            Field("number", "how many", "integer", is_required=True),
            _LINES,
        ),
        ("event", "position"),
        _read_announcements,
        (_OF_EVENT,),
    ),
)

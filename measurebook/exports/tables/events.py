"""Tables of the events: their sessions, and who appeared in each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    LINES,
    MARKDOWN_TEXT,
    PLAIN_DATE,
    POSITION,
    Field,
    ForeignKey,
    Row,
    Table,
    key_field,
    link,
)
from measurebook.model.event import Appearance, EventDate, Session
from measurebook.model.measure import Precision
from measurebook.urls import address_of

_EVENT = key_field("event", "event_row")


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
            MARKDOWN_TEXT,
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
            LINES,
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
            LINES,
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
            LINES,
        ),
        ("event", "position"),
        _read_announcements,
        (_OF_EVENT,),
    ),
)

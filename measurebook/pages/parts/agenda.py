"""The agenda of an event: its days and sessions, and each paragraph with those it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from measurebook.model.base import read_span
from measurebook.model.event import EVENT_SECTIONS, Appearance, Event, Session
from measurebook.model.knowledge import Entry
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.prose import CitedBlock, cite_block, find_blocks
from measurebook.pages.parts.views import Cite, Link, View

_KEYS_OF_TITLES = {title: key for key, title in EVENT_SECTIONS.items()}


class Person(View, frozen=True, kw_only=True):
    """Somebody at an event, in the role the text gives there."""

    name: str
    role: str
    lang: str
    organisations: tuple[Link, ...]
    cites: tuple[Cite, ...]


class Said(View, frozen=True, kw_only=True):
    """A part of the text; `html` of a paragraph has no tags around it."""

    html: Markup
    is_paragraph: bool
    cites: tuple[Cite, ...]
    lang: str


class Turn(View, frozen=True, kw_only=True):
    """What the text tells of some people, or, without people, of the session as a whole."""

    people: tuple[Person, ...]
    said: tuple[Said, ...]


class SessionView(View, frozen=True, kw_only=True):
    id: str
    title: str
    lang: str
    cites: tuple[Cite, ...]
    moderators: tuple[Person, ...]
    turns: tuple[Turn, ...]
    attendees: tuple[Person, ...]


class Day(View, frozen=True, kw_only=True):
    """The sessions of a day; `date` is "" where the text does not say which."""

    id: str
    date: str
    is_inferred: bool
    sessions: tuple[SessionView, ...]


def list_days(edition: Edition, entry: Entry[Event]) -> Iterator[Day]:
    sessions = enumerate(entry.record.sessions, start=1)
    by_date = groupby(sessions, key=lambda numbered: numbered[1].date)
    for number, (date, same) in enumerate(by_date, start=1):
        yield Day(
            id=f"day-{number}",
            date=edition.wording.date(date.date, date.precision) if date else "",
            is_inferred=date is not None and date.inferred,
            sessions=tuple(
                _show_session(edition, entry, session, f"session-{place}")
                for place, session in same
            ),
        )


def _show_session(
    edition: Edition, entry: Entry[Event], session: Session, name: str
) -> SessionView:
    event = entry.record
    key = _KEYS_OF_TITLES.get(session.title)
    return SessionView(
        id=name,
        title=edition.wording.say(f"event_{key}") if key else session.title,
        lang="" if key else edition.language_of(event.source),
        cites=(edition.cite(event.source, session.lines),),
        moderators=tuple(_show_person(edition, event, person) for person in session.moderators),
        turns=tuple(_list_turns(edition, entry, session)),
        attendees=tuple(_show_person(edition, event, person) for person in session.attendees),
    )


def _show_person(edition: Edition, event: Event, person: Appearance) -> Person:
    return Person(
        name=person.name,
        role=person.role or "",
        lang=edition.language_of(event.source),
        organisations=tuple(edition.organisation(slug) for slug in person.organisations),
        cites=(edition.cite(event.source, person.lines),),
    )


def _list_turns(edition: Edition, entry: Entry[Event], session: Session) -> Iterator[Turn]:
    """Give each paragraph to those whose lines hold it; who is left comes without a paragraph."""
    event = entry.record
    told: set[str] = set()
    for people, same in groupby(
        _find_paragraphs(edition, entry, session), key=lambda part: _find_people(session, part)
    ):
        told |= {person.name for person in people}
        yield Turn(
            people=tuple(_show_person(edition, event, person) for person in people),
            said=tuple(_quote(edition, event, part) for part in same),
        )
    for person in session.speakers:
        if person.name not in told:
            yield Turn(people=(_show_person(edition, event, person),), said=())


def _find_paragraphs(edition: Edition, entry: Entry[Event], session: Session) -> list[CitedBlock]:
    section = next((part for part in entry.sections if part.heading == session.title), None)
    if section is None:
        return []
    citation = entry.record.citations.get(section.key, {})
    return find_blocks(edition, entry.path, section, citation)


def _find_people(session: Session, part: CitedBlock) -> tuple[Appearance, ...]:
    """Return the speakers whose lines hold a paragraph, else the moderators who do."""
    span = next((span for _, span in part.found if span), None)
    if span is None:
        return ()
    for group in (session.speakers, session.moderators):
        found = tuple(
            person
            for person in group
            if span.first in read_span(person.lines) and span.last in read_span(person.lines)
        )
        if found:
            return found
    return ()


def _quote(edition: Edition, event: Event, part: CitedBlock) -> Said:
    return Said(
        html=part.block.html,
        is_paragraph=part.block.is_paragraph,
        cites=cite_block(edition, part),
        lang=edition.language_of(event.source),
    )
